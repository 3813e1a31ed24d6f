"""How the database is reached: SQLite set up to lose nothing, or one schema of a PostgreSQL server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from qualcode.errors import (
    BadValue,
    CannotWrite,
    DamagedProject,
    ForeignFile,
    ProjectBusy,
    QualcodeError,
    ServerUnreachable,
)
from qualcode.i18n import N_

try:
    from sqlcipher3 import dbapi2 as driver
except ImportError:  # no wheel for this machine: Python's own SQLite, and never in WAL
    import sqlite3 as driver

APPLICATION_ID = 0x51436F64
"""“QCod” in the file's header: this is a QualCode project."""
WAL_IS_SAFE = (3, 51, 3)
"""Before it, two connections that write and checkpoint at once could corrupt the file."""
BUSY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Location:
    """Where a project lives: a file, or a schema of a server."""

    path: Path | None = None
    url: URL | None = None
    schema: str = ""

    def __str__(self) -> str:
        if self.path is not None:
            return str(self.path)
        assert self.url is not None  # noqa: S101 (one of the two)
        return f"{self.url.render_as_string(hide_password=True)}?project={self.schema}"


def locate(where: str | Path) -> Location:
    """Read a path, or `postgresql+psycopg://…/db?project=NAME`."""
    if not isinstance(where, str) or not re.match(r"postgres(ql)?(\+\w+)?://", where):
        return Location(path=Path(where).expanduser().absolute())
    url = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", where))
    schema = str(url.query.get("project", ""))
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", schema):
        why = N_("add ?project=NAME to the address, with small letters a–z, digits and _.")
        raise BadValue(kind="project", field="name", value=schema, why=why)
    return Location(url=url.difference_update_query(["project"]), schema=schema)


def sqlite_engine(path: Path, *, module: Any = driver) -> Engine:
    """Durable settings: FULL syncs, WAL only where it is safe, our own BEGIN, keys checked."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=module,
        pool_size=20,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    journal = "WAL" if module.sqlite_version_info >= WAL_IS_SAFE else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


def postgres_engine(location: Location) -> Engine:
    assert location.url is not None  # noqa: S101 (asked for a server)
    engine = create_engine(location.url, pool_size=20, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.execute(f'SET search_path TO "{location.schema}"')
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if "begin" in connection.get_execution_options():  # an edit: one at a time in this project
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (location.schema,))

    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for edits: SQLite takes the write lock at BEGIN, PostgreSQL the project's lock."""
    return engine.execution_options(begin="IMMEDIATE")


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what a database says about disks, locks and damage into a sentence; other errors stay loud."""
    try:
        yield
    except DatabaseError as error:
        if (meant := _meant(where, error)) is None:
            raise
        raise meant from error


def _meant(where: str, error: DatabaseError) -> QualcodeError | None:
    detail = str(error.orig)
    if "locked" in detail or "busy" in detail:
        return ProjectBusy(path=where)
    if re.search(r"disk is full|readonly|unable to open|disk I/O|No space left", detail):
        return CannotWrite(path=where, detail=detail)
    if "malformed" in detail:
        return DamagedProject(path=where, detail=detail)
    if "not a database" in detail:
        return ForeignFile(path=where)
    if isinstance(error, OperationalError) and ("connection" in detail or "server" in detail):
        return ServerUnreachable(detail=detail.splitlines()[0])
    return None
