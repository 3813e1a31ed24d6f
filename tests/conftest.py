"""Where tests put projects, and what runs when."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import postgres
import pytest
from hypothesis import settings

from qualcode.project import Project
from qualcode.store import engine

settings.register_profile("qualcode", deadline=None, print_blob=True)
settings.load_profile("qualcode")

NEVER_SKIPPED_IN_CI = {"browser", "postgres", "shared"}
_schemas = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests store out of the home folder, also in the processes tests start."""
    config.data_home = tempfile.mkdtemp(prefix="qualcode-tests-")  # type: ignore[attr-defined]
    os.environ["XDG_DATA_HOME"] = config.data_home  # replica counters
    os.environ["QUALCODE_FOLDER"] = f"{config.data_home}/projects"  # recordings of projects on a server


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.data_home, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run when asked for: `pytest -m slow`."""
    if config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)


def _in_ci() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """In CI a test that silently does not run is a failure."""
    report = yield
    missed = NEVER_SKIPPED_IN_CI & {marker.name for marker in item.iter_markers()}
    if _in_ci() and report.skipped and not hasattr(report, "wasxfail") and missed:
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI it must run ({', '.join(missed)}): {call.excinfo}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    if _in_ci() and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and in CI it must run"
    return report


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server for this worker."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs (initdb, postgres) are not installed")
    server = postgres.Cluster(programs)
    yield server
    server.stop()


@pytest.fixture
def schema(cluster: postgres.Cluster) -> Iterator[str]:
    """The address of a project on the server that is not made yet."""
    name = f"project_{next(_schemas)}"
    yield f"{cluster.address}?project={name}"
    cluster.run(f"DROP SCHEMA IF EXISTS {name}, {name}_too CASCADE")


@pytest.fixture
def python_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine for which there is no `sqlcipher3`."""
    monkeypatch.setattr(engine, "driver", sqlite3)


@pytest.fixture(params=["sqlite", "python’s sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a project can be made: what `Project.create` takes."""
    if request.param == "postgres":
        return request.getfixturevalue("schema")
    if request.param == "python’s sqlite":
        request.getfixturevalue("python_sqlite")
    return str(tmp_path / "study.qualcode")


@pytest.fixture
def project(place: str) -> Iterator[Project]:
    """A new project with one coder, Ana, in each kind of database."""
    with Project.create(place, coder="Ana") as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a project that is a file can be made."""
    return tmp_path / "study.qualcode"
