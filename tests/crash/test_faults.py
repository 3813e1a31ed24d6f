"""Whatever fails, and wherever: the project is as before or as after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event
from study import added, coded, imported, state, transcript

from qualcode.actions.codes import load_codebook
from qualcode.actions.codings import uncode
from qualcode.actions.memos import add_memo
from qualcode.actions.merging import merge_codes
from qualcode.actions.sources import import_sources
from qualcode.codebook import Codebook, CodebookEntry
from qualcode.project import Edit, Project
from qualcode.store import history


class Fault(Exception):
    pass


@contextmanager
def fault_at(wanted: int) -> Iterator[list[str]]:
    """Fail instead of the statement of that number, the COMMIT included; what was sent before it."""
    sent: list[str] = []

    def before(statement: str) -> None:
        if len(sent) == wanted:
            raise Fault(statement)
        sent.append(statement)

    def execute(_connection, _cursor, statement, *_: object) -> None:
        before(statement)

    def commit(_connection) -> None:
        before("COMMIT")

    event.listen(Engine, "before_cursor_execute", execute)
    event.listen(Engine, "commit", commit)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", execute)
        event.remove(Engine, "commit", commit)


def fails_everywhere(project: Project, does: Callable[[Edit], object]) -> int:
    """Do something, failing at each of its statements in turn, until it goes through; how many there were."""
    before, version = state(project), project.version()
    for number in range(10_000):
        try:
            with fault_at(number), project.edit(by="Ana") as edit:
                does(edit)
        except Fault:
            assert (state(project), project.version()) == (before, version)
        else:
            assert state(project) != before
            assert project.check() == []
            return number
    raise AssertionError("never went through")


def test_an_import_and_its_way_back_are_whole_or_not_at_all(project):
    values = {"Aigul": {"age": "45", "district": "Korday"}}
    brought = [transcript("Farmer", values=values), transcript("Teacher")]
    start = state(project)

    assert fails_everywhere(project, lambda edit: import_sources(edit, brought)) > 10
    end = state(project)
    assert fails_everywhere(project, history.undo) > 10
    assert state(project) == start
    assert fails_everywhere(project, history.redo) > 10
    assert state(project) == end


def test_a_codebook_and_its_way_back_are_whole_or_not_at_all(project):
    leaves = tuple(CodebookEntry(name, {}, contradicts=("Trust",)) for name in ("Fear", "Anger"))
    entries = (CodebookEntry("Feelings", {}, codable=False, children=leaves), CodebookEntry("Trust", {}))

    assert (
        fails_everywhere(project, lambda edit: load_codebook(edit, Codebook("Codes", "en", entries=entries)))
        > 5
    )
    assert fails_everywhere(project, history.undo) > 5
    assert fails_everywhere(project, history.redo) > 5


def test_a_coding_with_its_memo_is_taken_off_whole_or_not_at_all(project):
    coding = coded(project, imported(project), (0, 5), added(project))
    with project.edit(by="Ana") as edit:
        add_memo(edit, coding.id, "Why?", target_kind="coding")

    assert fails_everywhere(project, lambda edit: uncode(edit, coding.id)) > 5
    assert fails_everywhere(project, history.undo) > 5


def test_a_merge_of_codes_and_its_way_back_are_whole_or_not_at_all(project):
    source, fear, worry = imported(project), added(project), added(project, "Worry")
    coded(project, source, (0, 5), fear)
    for span in ((0, 5), (7, 12)):
        coding = coded(project, source, span, worry)
        with project.edit(by="Ana") as edit:
            add_memo(edit, coding.id, "Why?", target_kind="coding")

    assert fails_everywhere(project, lambda edit: merge_codes(edit, fear.id, [worry.id])) > 5
    assert fails_everywhere(project, history.undo) > 5


def test_an_import_that_is_stopped_stores_nothing(project):
    before = state(project)

    def stop(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), project.edit(by="Ana") as edit:
        import_sources(edit, [transcript(name) for name in "abc"], stop)

    assert state(project) == before
    assert project.check() == []
