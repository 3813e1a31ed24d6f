"""Making, opening and closing a project."""

import sqlite3
from pathlib import Path

import pytest
from study import added, coded, imported, state

from qualcode.errors import (
    CannotWrite,
    ForeignFile,
    NewerProject,
    NotFound,
    ProjectExists,
    ProjectMissing,
    QualcodeError,
    ServerUnreachable,
)
from qualcode.project import Project
from qualcode.store.coders import coders


def test_what_was_stored_is_there_when_the_project_is_opened_again(place):
    with Project.create(place, name="Night", coder="Ana") as project:
        coded(project, imported(project), (40, 52), added(project))
        before = state(project)

    with Project.open(place) as project:
        assert state(project) == before
        assert project.info().name == "Night"
        assert project.check() == []


def test_a_project_is_not_made_where_there_is_one(project, place):
    with pytest.raises(ProjectExists):
        Project.create(place)

    assert project.check() == []


def test_a_project_is_found_and_made_in_one_piece(place, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted, pytest.raises(KeyboardInterrupt):
        interrupted.setattr("qualcode.store.coders.join", stop)
        Project.create(place, coder="Ana")

    with pytest.raises(ProjectMissing):
        Project.open(place)
    with Project.create(place, coder="Ana") as project:
        assert project.check() == []


def test_a_project_that_is_not_there_is_missing(place):
    with pytest.raises(ProjectMissing):
        Project.open(place)


def test_a_project_needs_a_folder(tmp_path):
    with pytest.raises(CannotWrite, match="no such folder"):
        Project.create(tmp_path / "nowhere" / "study.qualcode")


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + bytes(200), b"SQLite format 3\0" + bytes(20)],
    ids=["empty", "zip", "cut off"],
)
def test_a_file_that_is_no_database_is_foreign_and_not_touched(file, content):
    file.write_bytes(content)

    with pytest.raises(ForeignFile):
        Project.open(file)

    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_database_of_another_program_is_foreign_and_not_touched(file):
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE info (n INTEGER)")
    other.close()
    content = file.read_bytes()

    with pytest.raises(ForeignFile):
        Project.open(file)

    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_marked_file_without_our_tables_is_foreign(file):
    other = sqlite3.connect(file)
    other.execute(f"PRAGMA application_id = {0x51436F64}")
    other.close()

    with pytest.raises(ForeignFile):
        Project.open(file)


def test_a_project_of_a_newer_program_is_refused_by_name(place, project):
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")

    with pytest.raises(NewerProject, match="0999"):
        Project.open(place)


def test_a_refusal_says_which_file_and_what_about_it(file):
    file.write_bytes(b"no database")

    with pytest.raises(QualcodeError) as refused:
        Project.open(file)

    assert str(refused.value).startswith(f"“{file}” is not a QualCode project")


def test_the_mark_is_in_the_file_while_everything_else_is_still_in_the_journal(file):
    with Project.create(file, coder="Ana"):
        assert file.read_bytes()[68:72] == b"QCod"


def test_two_handles_of_one_project_see_the_same(place, project):
    with Project.open(place) as other:
        added(other)

        assert state(other) == state(project)
    assert project.check() == []


def test_a_handle_closed_twice_lets_go_once(place, project):
    other = Project.open(place)
    other.close()
    other.close()

    added(project)

    assert project.check() == []


def test_a_link_to_a_project_is_the_project(file, project_file):
    link = file.with_name("link.qualcode")
    link.symlink_to(file)

    with Project.open(link) as linked, Project.open(file) as project:
        added(linked)

        assert linked.location == project.location


@pytest.fixture
def project_file(file: Path) -> Path:
    Project.create(file, coder="Ana").close()
    return file


def test_nothing_is_stored_in_a_file_that_was_moved_away(file, project_file):
    with Project.open(file) as project:
        file.rename(file.with_name("elsewhere.qualcode"))

        with pytest.raises(CannotWrite, match="moved or replaced"):
            added(project)


def test_a_project_made_where_an_open_one_was_is_not_mixed_up_with_it(file, project_file):
    with Project.open(file) as project:
        added(project, "Fear")
        before = state(project)
        for belonging in ("", "-wal", "-shm"):
            file.with_name(file.name + belonging).rename(file.with_name("elsewhere.qualcode" + belonging))

        with Project.create(file, coder="Ben") as new:
            added(new, "Trust", by="Ben")
            assert len(state(new)) == 3
            assert new.check() == []

        assert state(project) == before
        with pytest.raises(CannotWrite):
            added(project, "Water")


def test_a_coder_joins_once(project):
    ben = project.coder("Ben")

    assert project.coder(" Ben ") == ben
    with project.read() as session:
        assert [coder.name for coder in coders(session)] == ["Ana", "Ben"]


def test_only_somebody_who_codes_here_can_change_something(project):
    with pytest.raises(NotFound, match="Nobody"), project.edit(by="Nobody"):
        pass


@pytest.mark.postgres
def test_a_server_that_does_not_answer_is_one_sentence(cluster):
    with pytest.raises(ServerUnreachable):
        Project.open(f"postgresql://qualcode@127.0.0.1:1/{cluster.address.rsplit('/', 1)[1]}?project=korday")


@pytest.mark.postgres
def test_a_schema_that_holds_something_else_is_foreign(cluster, schema):
    name = schema.rsplit("=", 1)[1]
    cluster.run(f"CREATE SCHEMA {name}")

    with pytest.raises(ForeignFile):
        Project.open(schema)
    with pytest.raises(ProjectExists):
        Project.create(schema)


@pytest.mark.postgres
def test_two_projects_on_one_server_know_nothing_of_each_other(schema):
    with (
        Project.create(schema, coder="Ana") as project,
        Project.create(f"{schema}_too", coder="Ben") as other,
    ):
        added(other, by="Ben")

        assert len(state(project)) == 2
        assert project.check() == other.check() == []


@pytest.mark.parametrize("where", ["postgresql://host/db", "postgres://host/db?project=Drop;Table"])
def test_an_address_names_its_project_plainly(where):
    with pytest.raises(QualcodeError, match="small letters"):
        Project.open(where)
