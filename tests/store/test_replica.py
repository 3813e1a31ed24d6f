"""Every file and installation numbers its own actions, so that laptops can be merged later."""

import shutil
from pathlib import Path

import platformdirs
import pytest
from sqlalchemy import select
from sqlmodel import col
from study import added

from qualcode.project import Project
from qualcode.store.replica import Counter
from qualcode.store.tables import ActionRow


def numbers(project: Project) -> list[tuple[str, int]]:
    """Each action's replica and number, oldest first."""
    with project.read() as session:
        query = select(col(ActionRow.replica), col(ActionRow.seq)).order_by(col(ActionRow.n))
        return [tuple(row) for row in session.execute(query)]


def replicas(project: Project) -> int:
    return len({replica for replica, _ in numbers(project)})


def test_one_installation_goes_on_numbering_across_restarts(place, project):
    added(project, "Fear")
    project.close()

    with Project.open(place) as again:
        added(again, "Trust")

        assert [number for _, number in numbers(again)] == [1, 2, 3]
        assert replicas(again) == 1


def test_several_handles_number_together(place, project):
    with Project.open(place) as other:
        for name, handle in (("Fear", project), ("Trust", other), ("Water", project)):
            added(handle, name)

    assert [number for _, number in numbers(project)] == [1, 2, 3, 4]
    assert project.check() == []


def test_a_copied_file_numbers_anew_and_the_original_goes_on(file):
    with Project.create(file, coder="Ana") as project:
        added(project, "Fear")
    copy = file.with_name("copy.qualcode")
    shutil.copyfile(file, copy)

    with Project.open(copy) as copied, Project.open(file) as project:
        added(copied, "Trust")
        added(copied, "Water")
        added(project, "Trust")

        assert [number for _, number in numbers(copied)] == [1, 2, 1, 2]
        assert replicas(copied) == 2
        assert [number for _, number in numbers(project)] == [1, 2, 3]
        assert copied.check() == project.check() == []


def test_a_restored_backup_numbers_anew(file):
    with Project.create(file, coder="Ana") as project:
        added(project, "Fear")
        backup = project.backup()
        added(project, "Trust")
    Project.restore(file, backup.path)

    with Project.open(file) as project:
        added(project, "Trust")
        added(project, "Water")

        assert [number for _, number in numbers(project)] == [1, 2, 1, 2]
        assert project.check() == []


def test_on_another_computer_numbers_begin_anew(place, project, monkeypatch, tmp_path):
    added(project)
    project.close()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another home"))

    with Project.open(place) as elsewhere:
        added(elsewhere, "Trust")

        assert [number for _, number in numbers(elsewhere)] == [1, 2, 1]


def test_a_number_noted_but_not_stored_is_never_given_again(file):
    """A crash between the two leaves the outside ahead of the file."""
    with Project.create(file, coder="Ana") as project:
        added(project, "Fear")
        [*_, (replica, number)] = numbers(project)
        where = str(project.location)
        counter = Counter(project.info().id, where)
    counter.note(replica, number + 1)

    with Project.open(file) as project:
        added(project, "Trust")

        assert numbers(project)[-1] != (replica, number + 1)
        assert project.check() == []


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe", b"not-a-guid 7"])
def test_a_damaged_record_outside_begins_a_new_replica(file, content):
    with Project.create(file, coder="Ana") as project:
        added(project, "Fear")
    folder = Path(platformdirs.user_data_dir("qualcode", appauthor=False)) / "replicas"
    for record in folder.iterdir():
        record.write_bytes(content)

    with Project.open(file) as project:
        added(project, "Trust")

        assert replicas(project) == 2
        assert project.check() == []


def test_without_a_home_to_write_to_one_can_code_all_the_same(file, monkeypatch, tmp_path):
    (tmp_path / "home").write_text("a file, not a folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))

    with Project.create(file, coder="Ana") as project:
        added(project, "Fear")
    with Project.open(file) as project:
        added(project, "Trust")

        assert replicas(project) == 2
        assert project.check() == []
