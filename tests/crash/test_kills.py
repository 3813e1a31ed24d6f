"""What was acknowledged survives `kill -9`.

The full run: `pytest -m slow tests/crash -n0 -s` prints its figures.
"""

import os
import random
import time
from pathlib import Path

import pytest
import sqlcipher3
from coders import study_at

from qualcode.project import Project
from qualcode.store.backups import backups_of, folder_of, verify

KILLS_PER_PROJECT = 25
"""`check` reads the whole history: it stays short."""


def stored(file: Path) -> set[str]:
    """The codings in a file, which must be whole."""
    connection = sqlcipher3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {row[0] for row in connection.execute("SELECT id FROM coding")}
    finally:
        connection.close()


@pytest.mark.parametrize(
    "kills", [25, pytest.param(200, marks=pytest.mark.slow), pytest.param(1_000, marks=pytest.mark.slow)]
)
def test_an_acknowledged_coding_survives_a_kill(tmp_path, coders, kills):
    moments = random.Random(20_200_207)
    acknowledged: set[str] = set()
    total = 0

    for number in range(kills):
        if number % KILLS_PER_PROJECT == 0:
            file = tmp_path / f"study {number}.qualcode"
            task = study_at(str(file))
            acknowledged = set()
        pid = coders.start(do="fast", start=len(acknowledged) * 2 + number, **task)
        said = [coders.hear()] if number % 5 else []  # else it may be killed while it opens the project
        time.sleep(moments.uniform(0, 0.12))
        coders.kill(pid)
        said += coders.ended(pid)

        assert all("stored" in fact for fact in said), said
        acknowledged |= {fact["stored"] for fact in said}
        total += len(said)
        assert acknowledged <= stored(file)
        if number % 5 == 4:
            with Project.open(file) as project:
                assert project.check() == []

    print(f"\n{kills} kills, {total} codings acknowledged, 0 lost")
    assert total > kills


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_a_backup_that_has_its_name_is_whole_however_it_ended(tmp_path, coders, kills):
    file = tmp_path / "study.qualcode"
    task = study_at(str(file))
    moments = random.Random(7)

    for _ in range(kills):
        pid = coders.start(do="back up", **task)
        time.sleep(moments.uniform(0.02, 0.15))
        coders.kill(pid)
        coders.ended(pid)

    made = backups_of(file)
    assert made
    for backup in made:
        verify(backup.path)
    an_hour_ago = time.time() - 3_601
    for leftover in folder_of(file).glob("*.unfinished*"):
        os.utime(leftover, (an_hour_ago, an_hour_ago))
    with Project.open(file) as project:
        project.backup()
    assert list(folder_of(file).glob("*.unfinished*")) == []
