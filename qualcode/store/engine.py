"""How the database is reached: SQLite set up to lose nothing, or one schema of a PostgreSQL server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from qualcode.errors import (
    BadValue,
    CannotWrite,
    DamagedProject,
    DoneAlready,
    ProjectBusy,
    QualcodeError,
    ServerUnreachable,
)
from qualcode.i18n import N_

try:
    from sqlcipher3 import dbapi2
except ImportError:  # no wheel for this machine: Python's own SQLite, and never in WAL
    import sqlite3 as dbapi2

driver: Any = dbapi2
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
        return Location(path=Path(where).expanduser().resolve())
    url = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", where))
    schema = str(url.query.get("project", ""))
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", schema):
        why = N_("add ?project=NAME to the address, with small letters a–z, digits and _.")
        raise BadValue(kind="project", field="name", value=schema, why=why)
    return Location(url=url.difference_update_query(["project"]), schema=schema)


def settings(version: tuple[int, ...]) -> tuple[str, ...]:
    """What each connection of an SQLite of that version is told: lose nothing, check keys."""
    return (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        f"journal_mode={'WAL' if version >= WAL_IS_SAFE else 'TRUNCATE'}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    )


def sqlite_engine(path: Path, *, module: Any = None) -> Engine:
    """Durable settings: FULL syncs, WAL only where it is safe, our own BEGIN, keys checked."""
    module = module or driver
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=module,
        pool_size=20,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in settings(module.sqlite_version_info):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if kind := connection.get_execution_options().get("begin", "DEFERRED"):
            connection.exec_driver_sql(f"BEGIN {kind}")

    event.listen(engine, "reset", _end)
    return engine


def mark(path: Path) -> None:
    """Make a new file ours before it turns to WAL: the mark must be in the file itself."""
    with _untouched(path).connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def release(path: Path) -> None:
    """Have SQLite tidy up beside a file; it does so only for the last one who has it open."""
    with _untouched(path).connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")


def _untouched(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    return create_engine(url, module=driver, poolclass=NullPool, connect_args={"timeout": 1})


def postgres_engine(location: Location) -> Engine:
    """One schema of a server: reads see one moment and cannot write, edits come one at a time."""
    from psycopg import IsolationLevel

    assert location.url is not None  # noqa: S101 (asked for a server)
    engine = create_engine(location.url, pool_size=20, pool_pre_ping=True)

    @event.listens_for(engine, "connect", insert=True)
    def set_up(connection: Any, _record: object) -> None:
        connection.execute(f'SET search_path TO "{location.schema}"')
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        edits = "begin" in connection.get_execution_options()
        driven: Any = connection.connection.driver_connection
        driven.read_only = not edits
        # an edit must see what the one before it stored while it waited for the lock
        driven.isolation_level = IsolationLevel.READ_COMMITTED if edits else IsolationLevel.REPEATABLE_READ
        if edits:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (location.schema,))

    event.listen(engine, "reset", _end)
    return engine


def _end(connection: Any, _record: object, _state: object) -> None:
    """End what is open: after a COMMIT that failed a transaction goes on, lock and all.

    SQLAlchemy (2.1) thinks it over then, and puts the connection back into its pool as it is.
    """
    connection.rollback()


def writing(engine: Engine) -> Engine:
    """The same engine for edits: SQLite takes the write lock at BEGIN, PostgreSQL the project's lock."""
    return engine.execution_options(begin="IMMEDIATE")


def bare(engine: Engine) -> Engine:
    """The same SQLite engine without transactions, for the statements that want none."""
    return engine.execution_options(begin="")


def application_id(path: Path) -> int:
    """What a file says it is; 0 for one that is no database. Nothing is written, no lock is taken.

    SQLite itself must do the reading: when a process closes a file it has opened by another way, the
    system drops all locks this process holds on it, and the next foreign program that looks into the
    open project deletes the log our connections go on writing to.
    """
    try:
        connection = driver.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
        finally:
            connection.close()
    except driver.OperationalError as error:
        raise CannotWrite(path=str(path), detail=str(error)) from error
    except driver.DatabaseError:
        return 0


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
    if isinstance(error, IntegrityError):  # it quotes what people wrote
        twice = re.search(r"UNIQUE constraint|duplicate key", str(error.orig))
        return DoneAlready() if twice else None
    detail = str(error.orig)
    if re.search(r"locked|busy", detail):
        return ProjectBusy(path=where)
    if re.search(r"disk is full|readonly|unable to open|disk I/O|No space left", detail):
        return CannotWrite(path=where, detail=detail)
    if re.search(r"malformed|not a database", detail):  # its first bytes were ours when it was opened
        return DamagedProject(path=where, detail=detail)
    if isinstance(error, OperationalError) and re.search(r"connection|server|resolve|host", detail):
        return ServerUnreachable(detail=detail.splitlines()[0])
    return None
