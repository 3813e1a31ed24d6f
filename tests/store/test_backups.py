"""A backup is a working project; restoring loses nothing."""

import logging
import os
import re
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study import added, coded, imported, state

from qualcode.errors import CannotWrite, DamagedProject, ForeignFile, NoBackup, ProjectBusy
from qualcode.project import Project
from qualcode.store import backups
from qualcode.store.backups import BELONGING, backups_of, folder_of, rotate

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


@pytest.fixture
def project(file):
    with Project.create(file, coder="Ana") as made:
        yield made


def an_hour_passes(project: Project) -> None:
    keeper = project._store.keeper
    keeper.waiting_since -= timedelta(hours=1)
    if keeper.last is not None:
        keeper.last -= timedelta(hours=1)


def wait_for_backup(project: Project) -> None:
    thread = project._store.keeper._thread
    assert thread is not None
    thread.join(10)


def damage(file: Path) -> None:
    """Overwrite the pages after the first, as a failing disk does."""
    content = bytearray(file.read_bytes())
    content[5_000:] = b"\xa5" * (len(content) - 5_000)
    file.write_bytes(content)


# -- making --------------------------------------------------------------------------------------------------


def test_a_backup_is_a_working_project_with_everything_in_it(project, file):
    coded(project, imported(project), (0, 5), added(project))

    backup = project.backup()

    assert project.backups() == [backup]
    with Project.open(backup.path) as copy:
        assert state(copy) == state(project)
        assert copy.check() == []


def test_a_backup_says_when_and_why_it_was_made(project, file):
    backup = project.backup(why="before-merge")

    assert backup.path.parent == folder_of(file) == file.with_name("study backups")
    assert re.fullmatch(r"\d{8}T\d{6}Z-before-merge\.qualcode", backup.path.name)
    assert backup.why == "before-merge"
    assert abs(backup.made - datetime.now(UTC)) < timedelta(minutes=1)
    assert backup.size == backup.path.stat().st_size


def test_a_backup_can_be_made_while_others_code(project, file):
    source, fear = imported(project), added(project)
    with Project.open(file) as other:
        for start in range(20):
            coded(other, source, (start, start + 5), fear)
            if start % 5 == 0:
                backup = project.backup()
    with Project.open(backup.path) as copy:
        assert copy.check() == []
        assert 16 <= len([1 for table, _ in state(copy) if table == "coding"]) <= 20


def test_a_backup_that_could_not_be_verified_is_not_kept(project, file, monkeypatch):
    monkeypatch.setattr(backups, "problems", lambda *_: ["row 1 missing from index"])

    with pytest.raises(DamagedProject, match="row 1 missing"):
        project.backup()

    assert list(folder_of(file).iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(project, file):
    folder_of(file).write_text("in the way")

    with pytest.raises(CannotWrite):
        project.backup()

    assert project.check() == []


def test_what_a_killed_backup_left_is_cleared_away_an_hour_later(project, file):
    folder_of(file).mkdir()
    old, new = (
        folder_of(file) / "20260101T000000Z.1.unfinished",
        folder_of(file) / "20260101T000001Z.2.unfinished",
    )
    for leftover in (old, new):
        leftover.write_bytes(b"half")
    an_hour_ago = time.time() - 3_601
    os.utime(old, (an_hour_ago, an_hour_ago))

    project.backup()

    assert not old.exists()
    assert new.exists()


# -- by itself -----------------------------------------------------------------------------------------------


def test_a_backup_is_made_beside_the_work_when_the_last_is_an_hour_old(project):
    added(project, "Fear")
    assert project.backups() == []

    an_hour_passes(project)
    added(project, "Trust")
    wait_for_backup(project)

    [backup] = project.backups()
    with Project.open(backup.path) as copy:
        assert state(copy) == state(project)
    added(project, "Water")
    assert project.backups() == [backup]


def test_looking_makes_no_backup(project, file):
    project.backup()
    an_hour_passes(project)

    state(project)
    project.close()

    assert len(backups_of(file)) == 1


def test_closing_makes_the_first_backup(project, file):
    added(project)
    project.close()

    [backup] = backups_of(file)
    with Project.open(backup.path) as copy, Project.open(file) as again:
        assert state(copy) == state(again)


def test_closing_makes_no_second_backup_within_the_hour(project, file):
    added(project, "Fear")
    project.backup()
    added(project, "Trust")
    project.close()

    assert len(backups_of(file)) == 1


def test_only_the_last_handle_makes_a_backup_when_it_closes(project, file):
    with Project.open(file) as other:
        added(other)
    assert project.backups() == []

    project.close()

    assert len(backups_of(file)) == 1


def test_a_backup_that_fails_by_itself_is_logged_and_coding_goes_on(project, file, caplog):
    folder_of(file).write_text("in the way")
    an_hour_passes(project)

    with caplog.at_level(logging.WARNING):
        added(project, "Fear")
        wait_for_backup(project)
        added(project, "Trust")

    assert "no backup of" in caplog.text
    folder_of(file).unlink()
    project.close()
    assert len(backups_of(file)) == 1


# -- rotating ------------------------------------------------------------------------------------------------


def lay(file: Path, *made: datetime, why: str = "") -> list[Path]:
    folder_of(file).mkdir(exist_ok=True)
    paths = [folder_of(file) / f"{one:%Y%m%dT%H%M%SZ}{'-' + why if why else ''}.qualcode" for one in made]
    for path in paths:
        path.touch()
    return paths


def test_the_newest_of_each_hour_day_and_week_is_kept(file):
    lay(file, *(NOW - timedelta(minutes=20 * n) for n in range(3 * 24 * 200)))

    rotate(file, now=NOW)

    ages = sorted(NOW - backup.made for backup in backups_of(file))
    assert sum(age <= timedelta(hours=24) for age in ages) == 25  # hours begun
    assert 13 <= sum(timedelta(hours=24) < age <= timedelta(days=14) for age in ages) <= 15
    assert 9 <= sum(timedelta(days=14) < age for age in ages) <= 11
    assert max(ages) <= timedelta(weeks=12)


def test_the_last_backup_is_kept_however_old(file):
    [old] = lay(file, NOW - timedelta(days=900))

    rotate(file, now=NOW)

    assert [backup.path for backup in backups_of(file)] == [old]


def test_backups_made_before_something_are_kept_twelve_weeks_and_displace_no_others(file):
    hourly = lay(file, NOW - timedelta(minutes=20))
    named = lay(
        file, *(NOW - timedelta(minutes=n) for n in range(5)), NOW - timedelta(weeks=11), why="before-restore"
    )
    lay(file, NOW - timedelta(weeks=13), why="before-upgrade")

    rotate(file, now=NOW)

    assert {backup.path for backup in backups_of(file)} == {*hourly, *named}


def test_other_files_in_the_folder_are_left_alone(file):
    folder_of(file).mkdir()
    mine = folder_of(file) / "final version.qualcode"
    mine.touch()
    lay(file, NOW - timedelta(days=1), NOW)

    rotate(file, now=NOW)

    assert mine.exists()


@given(st.lists(st.integers(0, 200 * 24 * 60), min_size=1, max_size=60))
def test_rotating_again_removes_nothing_more(tmp_path_factory, minutes):
    file = tmp_path_factory.mktemp("rotation") / "study.qualcode"
    lay(file, *(NOW - timedelta(minutes=n) for n in minutes))

    rotate(file, now=NOW)

    assert rotate(file, now=NOW) == []
    assert backups_of(file)[0].made == NOW - timedelta(minutes=min(minutes))


# -- restoring -----------------------------------------------------------------------------------------------


def test_restoring_brings_back_the_backup_and_keeps_what_it_replaces(project, file):
    added(project, "Fear")
    before = state(project)
    project.backup()
    added(project, "Trust")
    later = state(project)
    project.close()

    kept = Project.restore(file)

    assert kept.why == "before-restore"
    with Project.open(file) as restored, Project.open(kept.path) as replaced:
        assert state(restored) == before
        assert state(replaced) == later
        assert restored.check() == []


def test_restoring_again_brings_back_the_same_backup_not_what_was_replaced(project, file):
    added(project, "Fear")
    before = state(project)
    project.backup()
    added(project, "Trust")
    project.close()

    Project.restore(file)
    Project.restore(file)

    with Project.open(file) as restored:
        assert state(restored) == before


def test_the_backup_that_is_restored_stays_a_backup(project, file):
    added(project, "Fear")
    chosen = project.backup()
    added(project, "Trust")
    project.close()

    Project.restore(file, chosen.path)

    assert chosen.path in [backup.path for backup in backups_of(file)]


def test_a_damaged_project_is_restored_and_kept_beside(project, file):
    coded(project, imported(project), (0, 5), added(project))
    before = state(project)
    project.backup()
    project.close()
    damage(file)
    damaged = file.read_bytes()

    with pytest.raises(DamagedProject), Project.open(file) as broken:
        state(broken)
    assert Project.restore(file) is None

    with Project.open(file) as restored:
        assert state(restored) == before
        assert restored.check() == []
    [aside] = file.parent.glob("study.qualcode.damaged-*Z")
    assert aside.read_bytes() == damaged


def test_damage_is_found_by_check(project, file):
    imported(project)
    project.close()
    content = file.read_bytes()
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("DELETE FROM sqlite_master WHERE name = 'coding_wide'")
    raw.commit()
    raw.close()
    assert file.read_bytes() != content

    with Project.open(file) as damaged:
        assert any("the file is damaged" in str(finding) for finding in damaged.check())


def test_a_damaged_backup_is_refused_and_the_project_stays(project, file):
    added(project, "Fear")
    backup = project.backup()
    before = state(project)
    project.close()
    damage(backup.path)

    with pytest.raises(DamagedProject, match=backup.path.name):
        Project.restore(file)

    with Project.open(file) as same:
        assert state(same) == before
    assert [path.name for path in file.parent.iterdir() if "restoring" in path.name] == []


def test_a_file_that_is_no_project_is_not_restored(project, file, tmp_path):
    project.close()
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04" * 100)

    with pytest.raises(ForeignFile):
        Project.restore(file, tmp_path / "letter.docx")

    Project.open(file).close()


def test_without_a_backup_there_is_nothing_to_restore(project, file):
    with pytest.raises(NoBackup):
        Project.restore(file)


def test_a_lost_project_is_restored_from_its_backups(project, file):
    added(project)
    before = state(project)
    project.close()
    for belonging in BELONGING:
        file.with_name(file.name + belonging).unlink(missing_ok=True)

    assert Project.restore(file) is None

    with Project.open(file) as restored:
        assert state(restored) == before


def test_a_project_somebody_has_open_is_not_replaced(project, file):
    added(project, "Fear")
    project.backup()
    added(project, "Trust")
    before = state(project)

    with pytest.raises(ProjectBusy):
        Project.restore(file)

    assert state(project) == before
    added(project, "Water")
    assert project.check() == []


@pytest.mark.postgres
def test_on_a_server_somebody_else_makes_the_backups(schema):
    with Project.create(schema, coder="Ana") as project:
        for ask in (project.backup, project.backups, lambda: Project.restore(schema)):
            with pytest.raises(CannotWrite, match="administrator"):
                ask()
