"""Many coders, many processes, one project: nobody meets a lock.

The full runs: `pytest -m slow tests/crash -n0 -s` prints their figures.
"""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from coders import study_at

from qualcode.actions.codings import code
from qualcode.model import Span
from qualcode.project import Project

FULL = pytest.mark.slow


def told(what: str, ms: list[float]) -> str:
    p50, p95 = statistics.median(ms), statistics.quantiles(ms, n=20)[-1]
    return f"\n{what}: {len(ms)} codings, p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {max(ms):.0f} ms"


@pytest.mark.parametrize(("processes", "seconds"), [(2, 5), pytest.param(4, 60, marks=FULL)])
def test_several_processes_code_in_one_file_without_an_error(file, coders, processes, seconds):
    ms = side_by_side(coders, study_at(str(file)), processes, seconds)

    print(told(f"{processes} processes", ms))
    with Project.open(file) as project:
        assert project.check() == []


@pytest.mark.postgres
def test_several_processes_code_on_a_server_without_an_error(schema, coders):
    ms = side_by_side(coders, study_at(schema), 2, 3)

    print(told("2 processes on a server", ms))
    with Project.open(schema) as project:
        assert project.check() == []


def side_by_side(coders, task, processes: int, seconds: int) -> list[float]:
    names = ["Ana", *(f"Coder {number}" for number in range(1, processes))]
    with Project.open(task["place"]) as project:
        for name in names:
            project.coder(name)
    pids = [coders.start(do="paced", seconds=seconds, rate=10, **task | {"coder": name}) for name in names]
    said = [fact for pid in pids for fact in coders.ended(pid)]
    assert [fact for fact in said if "ms" not in fact] == []
    assert len({fact["stored"] for fact in said}) == processes * seconds * 10
    return [fact["ms"] for fact in said]


@pytest.mark.parametrize(("coders_", "seconds"), [(8, 3), pytest.param(64, 60, marks=FULL)])
def test_several_coders_code_in_one_process_without_an_error(file, coders_, seconds):
    task = study_at(str(file))
    ms: list[float] = []
    with Project.open(file) as project:
        names = [f"Coder {number}" for number in range(coders_)]
        for name in names:
            project.coder(name)

        def work(name: str) -> None:
            began = time.monotonic() + names.index(name) / coders_ / 10  # nobody codes in step
            for number in range(seconds * 10):
                time.sleep(max(0, began + number / 10 - time.monotonic()))
                asked = time.monotonic()
                with project.edit(by=name) as edit:
                    code(edit, task["source"], Span(number, number + 5), task["code"])
                ms.append((time.monotonic() - asked) * 1000)

        with ThreadPoolExecutor(coders_) as pool:
            for _ in pool.map(work, names):
                pass

        print(told(f"{coders_} threads", ms))
        assert len(ms) == coders_ * seconds * 10
        assert project.check() == []


def test_two_who_make_the_same_project_at_once_do_not_make_two(place):
    """One gets it, the others are told."""
    made, refused = [], []
    start = threading.Barrier(4)

    def make(name: str) -> None:
        start.wait()
        try:
            made.append(Project.create(place, coder=name))
        except Exception as error:  # noqa: BLE001 (counted)
            refused.append(type(error).__name__)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make, ["Ana", "Ben", "Cem", "Dina"]))

    [project] = made
    assert refused == ["ProjectExists"] * 3
    assert project.check() == []
    project.close()


def test_somebody_who_joins_twice_at_once_joins_once(project):
    start = threading.Barrier(4)

    def join(_: int) -> str:
        start.wait()
        return project.coder("Ben").id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(join, range(4)))) == 1
    assert project.check() == []
