"""The real app in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import FLAGS, PATIENCE, App, Tabs, installed_browser
from playwright.sync_api import Browser, expect, sync_playwright
from study import transcript

from qualcode.actions.codes import add_code
from qualcode.actions.sources import import_sources
from qualcode.project import Project

LINES = "\n".join(
    f"{'I' if turn % 2 else 'Aigul'}: {' '.join(f'word{turn}x{n}' for n in range(40))} 🙂 ақсақал"
    for turn in range(30)
)


expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = installed_browser()
    if path is None:
        pytest.skip("no Chromium on this machine: install Debian’s chromium, or set QUALCODE_BROWSER")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    server = App(tmp_path_factory.mktemp("projects"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    opened = Tabs(browser)
    yield opened
    opened.close()


@pytest.fixture
def study(app: App, request: pytest.FixtureRequest) -> str:
    """The name of a new project: two coders, two codes with keys, a text of 1,200 words."""
    name = f"Study {abs(hash(request.node.nodeid)) % 100_000}"
    with Project.create(app.folder / f"{name}.qualcode", name=name, coder="Ana") as made:
        made.coder("Bek")
        with made.edit(by="Ana") as edit:
            add_code(edit, "Fear", key="1", colour="#aa3311")
        with made.edit(by="Ana") as edit:
            add_code(edit, "Trust", key="2", colour="#1133aa")
        with made.edit(by="Ana") as edit:
            import_sources(edit, [transcript("Interview", LINES)])
    return name
