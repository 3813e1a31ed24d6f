"""The screen without a browser: the real script, with the page under test as the first one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from qualcode import places
from qualcode.project import Project
from qualcode.ui import main
from qualcode.ui.serve import SCRIPT

Show = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of projects, empty."""
    monkeypatch.setenv(places.FOLDER, str(tmp_path))
    monkeypatch.delenv(places.PROJECT, raising=False)
    yield tmp_path
    st.cache_resource.clear()  # closes the projects the pages opened


@pytest.fixture
def study(folder: Path) -> Iterator[Project]:
    """A project called Study with one coder, Ana."""
    with Project.create(folder / "Study.qualcode", coder="Ana") as made:
        yield made


@pytest.fixture
def show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A page by its path, opened at an address: `show("sources", project="Study")`."""

    def opened(path: str, **address: str) -> AppTest:
        first = [screen for screen in main.SCREENS if screen.path == path]
        monkeypatch.setattr(main, "SCREENS", (*first, *(each for each in main.SCREENS if each not in first)))
        app = AppTest.from_file(str(SCRIPT), default_timeout=20)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return opened
