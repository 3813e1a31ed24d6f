"""Bringing an older project up to date, by Alembic, when it is opened."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy import column as named

from qualcode.store.tables import METADATA

HEAD = "0003"
"""The newest revision; a test compares it with the scripts."""
KNOWN = frozenset({"0001", "0002", "0003"})
"""Every revision this program can read; kept here because importing Alembic costs a quarter second."""


def revision(connection: Connection) -> str | None:
    """The project's revision, or None where there are no tables of ours."""
    names = set(inspect(connection).get_table_names())
    if not {"alembic_version", "info", "action"} <= names:
        return None
    found = connection.execute(select(named("version_num")).select_from(table("alembic_version"))).scalar()
    return str(found) if found else None


def create(connection: Connection) -> None:
    """Make all tables, at the newest revision."""
    METADATA.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run the scripts up to a revision, in the caller's transaction: all of them or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
