"""The tables scripts make are the tables the program declares; older files are brought up to date."""

import json
import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, update
from study import added, coded, imported, state

from qualcode.errors import CannotWrite
from qualcode.project import Project
from qualcode.store import backups, migrations
from qualcode.store.engine import locate, postgres_engine, sqlite_engine, writing
from qualcode.store.gate import ACTION, digest
from qualcode.store.history import redo, undo
from qualcode.store.tables import METADATA

NOW, NEXT = migrations.HEAD, "9999"
DESK = ("review", "assignment", "code_set", "codebook_version")
ADDED = {"0001": (*DESK, "recording"), "0002": DESK}
"""The tables that came after a revision."""
COLUMNS = ["info.see_others", "info.unite", "code.rule", "code.merged_into", "coding.codebook_version", "coding.rule",
           "coding.important", "coding.unsure", "memo.title", "memo.made", "memo.start", "memo.end"]  # fmt: skip
"""The columns that came after either."""


@pytest.fixture
def empty(place):
    """A database with nothing in it, and a way to write to it."""
    location = locate(place)
    engine = sqlite_engine(location.path) if location.path else postgres_engine(location)
    with writing(engine).begin() as connection:
        if not location.path:
            connection.exec_driver_sql(f"CREATE SCHEMA {location.schema}")
    yield writing(engine)
    engine.dispose()


def test_a_migrated_database_has_the_declared_tables(empty):
    with empty.begin() as connection:
        migrations.upgrade(connection)

    with empty.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), METADATA
        )
        assert [one for one in differences if "alembic_version" not in str(one)] == []
        assert migrations.revision(connection) == migrations.HEAD


def test_a_new_project_has_what_a_migrated_one_has(empty, tmp_path):
    with empty.begin() as connection:
        migrations.create(connection)
        made = _shape(connection)
    other = create_engine(f"sqlite:///{tmp_path / 'other'}") if empty.dialect.name == "sqlite" else empty
    with other.begin() as connection:
        METADATA.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        migrations.upgrade(connection)

        assert _shape(connection) == made
    other.dispose()


def _shape(connection):
    """Tables, columns, keys and indexes, as the database tells them."""
    inspector = inspect(connection)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)],
            sorted(
                (k["constrained_columns"], k["referred_table"], str(k["options"]))
                for k in inspector.get_foreign_keys(table)
            ),
            sorted((i["name"], i["column_names"], bool(i["unique"])) for i in inspector.get_indexes(table)),
            sorted(u["column_names"] for u in inspector.get_unique_constraints(table)),
            inspector.get_pk_constraint(table)["constrained_columns"],
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def test_the_program_knows_every_script_and_the_newest_by_name():
    config = Config()
    config.set_main_option("script_location", str(migrations.__path__[0]))
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_current_head() == migrations.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == migrations.KNOWN


@pytest.fixture
def older(place, monkeypatch):
    """A project of the program before the one with this next revision."""
    with Project.create(place, coder="Ana") as project:
        coded(project, imported(project), (0, 5), added(project))
        before = state(project)
    upgraded = []

    def upgrade(connection, to=NEXT):
        upgraded.append(to)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{NEXT}'")
        connection.exec_driver_sql("CREATE TABLE more (n INTEGER)")

    monkeypatch.setattr(migrations, "HEAD", NEXT)
    monkeypatch.setattr(migrations, "KNOWN", {*migrations.KNOWN, NEXT})
    monkeypatch.setattr(migrations, "upgrade", upgrade)
    return before, upgraded


def test_an_older_project_is_brought_up_to_date_when_it_is_opened(place, older):
    before, upgraded = older

    with Project.open(place) as project:
        assert state(project) == before
    with Project.open(place) as project:
        assert project.check() == []

    assert upgraded == [NEXT]


@pytest.mark.parametrize("revision", sorted(migrations.KNOWN - {NOW}))
def test_a_project_of_every_older_program_is_opened_with_all_that_is_in_it(place, revision):
    with Project.create(place, coder="Ana") as project:
        coded(project, imported(project), (0, 5), added(project))
        before = state(project)
    _turn_back(place, revision)

    with Project.open(place) as project:
        assert state(project) == before
        assert project.check() == []
        with project.edit(by="Ana") as edit:
            undo(edit)
        with project.edit(by="Ana") as edit:
            redo(edit)
        assert state(project) == before
        assert project.check() == []


def _turn_back(place, revision):
    """Make the tables what they were at a revision: those added since have nothing in them."""
    location = locate(place)
    engine = sqlite_engine(location.path) if location.path else postgres_engine(location)
    with writing(engine).begin() as connection:
        for table in ADDED[revision]:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table, _, column in (each.partition(".") for each in COLUMNS):
            connection.exec_driver_sql(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
        _forget(connection)
    engine.dispose()


def _forget(connection):
    """History without the columns, as the older program wrote it."""
    last = ""
    for action in connection.execute(select(ACTION).order_by(ACTION.c.n)).mappings().all():
        changes = json.loads(action["changes"])
        for table, _, before, after in changes:
            for image in (before or {}, after or {}):
                for column in COLUMNS:
                    if column.startswith(f"{table}."):
                        image.pop(column.partition(".")[2], None)
        row = {**action, "changes": json.dumps(changes), "prev": last}
        last = digest(row)
        connection.execute(update(ACTION).where(ACTION.c.n == action["n"]).values(**row | {"hash": last}))


def test_an_upgrade_that_fails_leaves_the_project_as_it_was(place, older, monkeypatch):
    before, _ = older
    good = migrations.upgrade

    def stop(connection):
        good(connection)
        raise KeyboardInterrupt

    with monkeypatch.context() as failing, pytest.raises(KeyboardInterrupt):
        failing.setattr(migrations, "upgrade", stop)
        Project.open(place)

    with Project.open(place) as project:  # now it works: the table was not left behind
        assert state(project) == before


def test_before_an_upgrade_a_verified_copy_is_made(file, older_file):
    Project.open(file).close()

    [backup] = backups.backups_of(file)
    assert backup.why == "before-upgrade"
    engine = sqlite_engine(backup.path)
    with engine.connect() as connection:
        assert migrations.revision(connection) == NOW
    engine.dispose()


def test_without_room_for_the_copy_nothing_is_upgraded(file, older_file):
    shutil.rmtree(backups.folder_of(file), ignore_errors=True)
    backups.folder_of(file).write_text("in the way")

    with pytest.raises(CannotWrite):
        Project.open(file)

    assert older_file == []


@pytest.fixture
def older_file(file, monkeypatch):
    Project.create(file, coder="Ana").close()
    shutil.rmtree(backups.folder_of(file), ignore_errors=True)
    upgraded = []
    monkeypatch.setattr(migrations, "HEAD", NEXT)
    monkeypatch.setattr(migrations, "KNOWN", {*migrations.KNOWN, NEXT})
    monkeypatch.setattr(migrations, "upgrade", lambda _connection: upgraded.append(NEXT))
    return upgraded
