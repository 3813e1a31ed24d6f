"""The project as it was, at every moment of its past."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update
from study import added, coded, imported, state, transcript

from qualcode.actions.codebook_versions import name_version
from qualcode.actions.codes import change_code, move_code, retire_code
from qualcode.actions.codings import resize, uncode
from qualcode.actions.memos import add_memo
from qualcode.actions.projects import rename_project
from qualcode.actions.sources import import_sources, rename_source
from qualcode.analysis import frequencies
from qualcode.errors import NoSuchMoment, NotSoLongAgo, PastIsFixed, ProjectExists
from qualcode.model import Selection, Span
from qualcode.past import as_of
from qualcode.project import Project
from qualcode.store import codes, codings, history, past_folders
from qualcode.store.gate import ACTION
from qualcode.store.log import entries
from qualcode.store.reading import segments


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch) -> Path:
    """A folder for moments of the past that no other test uses."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(past_folders, "gettempdir", lambda: str(tmp_path / "scratch"))
    monkeypatch.setattr(past_folders, "mkdtemp", partial(tempfile.mkdtemp, dir=tmp_path / "scratch"))
    return tmp_path / "scratch"


def left_behind() -> list[Path]:
    return list(Path(past_folders.gettempdir()).iterdir())


def worked_on(project: Project) -> dict[int, object]:
    """Some of everything, also taken back and done again: the state after each action."""
    project.coder("Ben")
    then = {project.version(): state(project)}

    def note() -> None:
        then[project.version()] = state(project)

    source, fear = imported(project), added(project, "Fear")
    note()
    coding = coded(project, source, (5, 20), fear)
    note()
    for act in (
        lambda edit: resize(edit, coding.id, Span(5, 30)),
        lambda edit: add_memo(edit, coding.id, "Why?", target_kind="coding"),
        lambda edit: change_code(edit, fear.id, name="Dread", key="d"),
        lambda edit: rename_source(edit, source.id, "Herder"),
        lambda edit: uncode(edit, coding.id),
        history.undo,
        history.undo,
        history.redo,
        lambda edit: rename_project(edit, "Another name"),
        lambda edit: retire_code(edit, fear.id),
        lambda edit: import_sources(edit, [transcript("Second")]),
    ):
        with project.edit(by="Ana") as edit:
            act(edit)
        note()
    trust = added(project, "Trust", by="Ben")
    note()
    with project.edit(by="Ben") as edit:
        move_code(edit, trust.id, under=fear.id)
    note()
    return then


def test_every_moment_is_as_it_was_then(project):
    then = worked_on(project)

    for number, was in then.items():
        with as_of(project, number) as past:
            assert state(past) == was
            assert past.check() == []
            assert past.version() == number


def test_figures_and_excerpts_are_those_of_that_moment(project):
    source, fear = imported(project), added(project)
    first = coded(project, source, (40, 56), fear)
    number, before = project.version(), frequencies(project.coded()).table()
    with project.edit(by="Ana") as edit:
        uncode(edit, first.id)
    coded(project, source, (60, 90), fear)

    with as_of(project, number) as past, past.read() as session:
        _names, found = segments(session, Selection())
        quotes = [segment.quote for segment in found]
        assert frequencies(past.coded()).table().equals(before)

    assert quotes == ["I was afraid. We"]


def test_nothing_of_the_present_is_touched_and_no_file_is_left(project):
    worked_on(project)
    now, actions, before = state(project), project.version(), left_behind()

    with as_of(project, 3) as past:
        assert len(left_behind()) == len(before) + 1
        assert past.version() == 3

    assert state(project) == now
    assert project.version() == actions
    assert left_behind() == before


def test_the_past_cannot_be_changed(project):
    added(project)
    with as_of(project, 2) as past:
        with pytest.raises(PastIsFixed):
            added(past, "Trust")
        with pytest.raises(PastIsFixed):
            past.coder("Somebody new")
        with pytest.raises(PastIsFixed):
            past.backup()
        with past.read() as session:
            assert [code.name for code in codes.codes(session)] == ["Fear"]


def dated(project: Project, number: int, made: datetime) -> None:
    """As if that action had been done then. (Its hash is of no concern here.)"""
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.execute(update(ACTION).where(ACTION.c.n == number).values(made=made))


def test_a_date_means_its_end_and_a_time_that_moment(project):
    added(project, "Fear")
    added(project, "Trust")
    morning = datetime(2024, 3, 1, 9, 0).astimezone()
    for number, hours in ((1, 0), (2, 1), (3, 30)):
        dated(project, number, morning + timedelta(hours=hours))

    def number(moment: str) -> int:
        with as_of(project, moment) as past:
            return past.after.number

    assert number("2024-03-01") == 2
    assert number("2024-03-01 09:30") == 1
    assert number("2024-03-02 15:00") == 3
    assert number("#2") == 2
    with pytest.raises(NotSoLongAgo):
        number("2024-02-29")


def test_a_version_of_the_codebook_is_a_moment(project):
    added(project, "Fear")
    with project.edit(by="Ana") as edit:
        name_version(edit, "Pilot", "")
    number = project.version()
    added(project, "Trust")

    with as_of(project, "Pilot") as past, past.read() as session:
        assert past.after.number == number
        assert [code.name for code in codes.codes(session)] == ["Fear"]


@pytest.mark.parametrize("moment", ["", "yesterday", "2024-13-01", "99", "#0", 0, 99, "９９９９-01-01"])
def test_what_is_no_moment_is_said(project, moment):
    before = left_behind()

    with pytest.raises(NoSuchMoment):
        as_of(project, moment)

    assert left_behind() == before


def test_it_is_kept_as_a_project_that_says_what_it_is(project, tmp_path):
    source, fear = imported(project), added(project)
    coded(project, source, (5, 20), fear)
    number = project.version()
    added(project, "Trust")
    out = tmp_path / "as submitted.qualcode"

    with as_of(project, number) as past:
        past.keep(out, "Ana")
        day = past.when[:10]
        there = [path.name for path in tmp_path.glob("as submitted*")]

    assert there == ["as submitted.qualcode"]
    with Project.open(out) as kept, kept.read() as session:
        assert kept.info().name == f"{project.info().name} as of {day}"
        assert [code.name for code in codes.codes(session)] == ["Fear"]
        assert len(codings.codings(session)) == 1
        assert entries(session)[-1].name == "copy past"
    with Project.open(out) as kept:
        added(kept, "Later")
        assert kept.check() == []


def test_whoever_keeps_it_joins_the_copy_and_not_the_project(project, tmp_path):
    added(project)
    before = project.version()

    with as_of(project, 2) as past:
        past.keep(tmp_path / "kept.qualcode", "Zed")

    assert project.version() == before
    with Project.open(tmp_path / "kept.qualcode") as kept, kept.read() as session:
        assert entries(session)[-1].coder == "Zed"


def test_what_is_there_is_not_overwritten(project, tmp_path):
    out = tmp_path / "kept.qualcode"
    out.write_text("mine")

    with as_of(project, 1) as past, pytest.raises(ProjectExists):
        past.keep(out, "Ana")

    assert out.read_text() == "mine"


def test_what_a_killed_program_left_is_removed_by_the_next(project, scratch):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    killed, running, old = (
        scratch / f"{past_folders.PREFIX}{name}"
        for name in (f"{ended.pid}-killed", f"{os.getppid()}-running", f"{os.getppid()}-old")
    )
    for folder in (killed, running, old):
        folder.mkdir()
        (folder / "past.qualcode").write_text("words of an interview")
    two_days_ago = time.time() - 2 * past_folders.FORGOTTEN
    os.utime(old, (two_days_ago, two_days_ago))

    as_of(project, 1).close()

    assert left_behind() == [running]


def test_how_far_it_is_can_be_told(project):
    added(project)
    told: list[tuple[int, int]] = []

    as_of(project, 1, lambda done, of: told.append((done, of))).close()

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
