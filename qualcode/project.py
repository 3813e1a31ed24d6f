"""A project: opened, read, changed through one gate."""

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.coded import Coded
from qualcode.errors import (
    CannotWrite,
    DamagedProject,
    ForeignFile,
    NewerProject,
    NotFound,
    ProjectExists,
    ProjectMissing,
)
from qualcode.i18n import N_
from qualcode.model import ActionId, Coder, CoderId, ProjectInfo, Selection, StudyKind
from qualcode.store import backups as copies
from qualcode.store import coders, migrations, reading
from qualcode.store.check import Finding, check_history
from qualcode.store.engine import (
    APPLICATION_ID,
    Location,
    explained,
    locate,
    postgres_engine,
    sqlite_engine,
    writing,
)
from qualcode.store.history import Edit, watch
from qualcode.store.replica import Counter
from qualcode.store.tables import ActionRow, InfoRow
from qualcode.store.where import refuse_unsafe

__all__ = ["Edit", "Project"]

HEADER = 72
"""Bytes of an SQLite file that say what it is: magic at 0, application id at 68."""


@dataclass
class _Store:
    """One engine and one lock for a place, shared by every handle of this process."""

    location: Location
    engine: Engine
    editing: threading.RLock = field(default_factory=threading.RLock)
    handles: int = 0
    depth: int = 0


_stores: dict[str, _Store] = {}
_stores_lock = threading.Lock()


class Project:
    """One study. `open()` or `create()` it, `read()` it, change it with `edit(by=…)`, `close()` it."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self.location = store.location
        self._counter: Counter | None = None

    # -- opening -------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, where: str | Path, *, name: str = "", kind: StudyKind = "codebook", coder: str = "", anywhere: bool = False
    ) -> Self:
        """Make a new, empty project. Raises ProjectExists, OnNetworkShare, InSyncedFolder, CannotWrite."""
        location = locate(where)
        if location.path is not None:
            if location.path.exists():
                raise ProjectExists(path=str(location.path))
            if not anywhere:
                refuse_unsafe(location.path)
            if not location.path.parent.is_dir():
                raise CannotWrite(path=str(location.path), detail=N_("there is no such folder"))
        with explained(str(location)):
            _make_tables(location)
        project = cls._at(location)
        title = name or (location.path.stem if location.path else location.schema)
        project._found(title, kind, coder)  # noqa: SLF001 (its own)
        return project

    @classmethod
    def open(cls, where: str | Path, *, anywhere: bool = False) -> Self:
        """Open a project, bringing an older one up to date after a backup.

        Raises ProjectMissing, ForeignFile, NewerProject, DamagedProject, OnNetworkShare, InSyncedFolder.
        """
        location = locate(where)
        if location.path is not None:
            _recognise(location.path)
            if not anywhere:
                refuse_unsafe(location.path)
        with explained(str(location)):
            project = cls._at(location)
            try:
                project._bring_up_to_date()  # noqa: SLF001 (its own)
            except BaseException:
                project.close()
                raise
        return project

    @classmethod
    def _at(cls, location: Location) -> Self:
        with _stores_lock:
            key = str(location)
            if key not in _stores:
                path = location.path
                engine = sqlite_engine(path) if path is not None else postgres_engine(location)
                _stores[key] = _Store(location, engine)
            _stores[key].handles += 1
            return cls(_stores[key])

    def close(self) -> None:
        """Let go of the file; the last handle of this process closes its connections."""
        with _stores_lock:
            self._store.handles -= 1
            if self._store.handles == 0:
                _stores.pop(str(self.location), None)
                self._store.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _found(self, name: str, kind: StudyKind, coder: str) -> None:
        founder = coders.new_coder_id()
        with self._editing(founder, None) as edit:
            edit.begin("new project", name)
            edit.add(InfoRow(name=name, kind=kind))
            if coder:
                coders.join(edit, founder, coder)

    def _bring_up_to_date(self) -> None:
        with self._store.engine.connect() as connection:
            found = migrations.revision(connection)
        if found is None:
            raise (ForeignFile if self._exists() else ProjectMissing)(path=str(self.location))
        if found not in migrations.KNOWN:
            raise NewerProject(path=str(self.location), revision=found)
        if found == migrations.HEAD:
            return
        if self.location.path is not None:
            copies.make(self.location.path, self._store.engine, why="before-upgrade")
        with writing(self._store.engine).begin() as connection:
            migrations.upgrade(connection)

    def _exists(self) -> bool:
        if self.location.path is not None:
            return self.location.path.exists()
        with self._store.engine.connect() as connection:
            return _schema_exists(connection, self.location.schema)

    # -- reading -------------------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that looks at the project as it is now, and cannot change it."""
        with explained(str(self.location)), Session(self._store.engine, expire_on_commit=False) as session:
            watch(session, None)
            yield session

    def version(self) -> int:
        """The number of the latest action: changes with every change, and with nothing else."""
        with self.read() as session:
            return session.scalar(select(func.max(col(ActionRow.n)))) or 0

    def info(self) -> ProjectInfo:
        with self.read() as session:
            row = session.scalars(select(InfoRow)).one()
            return ProjectInfo(row.id, row.name, row.kind, row.created)  # type: ignore[arg-type]

    def coded(self, selection: Selection | None = None, *, words: bool = False, **parts: object) -> Coded:
        """What was read and coded, as columns. `study.coded(groups={"villager"})` says it in words."""
        chosen = selection or Selection(
            **{name: value if isinstance(value, bool) else frozenset(value) for name, value in parts.items()}  # type: ignore[arg-type, call-overload]
        )
        with self.read() as session:
            return reading.coded(session, chosen, words=words)

    # -- changing ------------------------------------------------------------------------------------

    @contextmanager
    def edit(self, *, by: Coder | CoderId | str, id: ActionId | None = None) -> Iterator[Edit]:  # noqa: A002
        """One transaction in a coder's name: all of it is stored and remembered, or none.

        Raises NotFound when nobody of that name or id codes here. `id` is the action's own GUID,
        for whoever may have to send the same change twice.
        """
        with self.read() as session:
            coder = coders.coder(session, by.id if isinstance(by, Coder) else by)
        with self._editing(coder.id, id) as edit:
            yield edit

    def coder(self, name: str) -> Coder:
        """The coder of that name, who joins the project now if they are new."""
        with self.read() as session:
            for coder in coders.coders(session):
                if coder.name == name.strip():
                    return coder
        new = coders.new_coder_id()
        with self._editing(new, None) as edit:
            return coders.join(edit, new, name)

    @contextmanager
    def _editing(self, coder: CoderId, action: ActionId | None) -> Iterator[Edit]:
        with self._store.editing, explained(str(self.location)):
            if self._store.depth:
                raise RuntimeError("an edit inside an edit would wait for itself")
            self._store.depth += 1
            try:
                with Session(writing(self._store.engine), expire_on_commit=False) as session:
                    counter = self._outside_record(session)
                    edit = Edit(session, coder, counter, **({"id": action} if action else {}))
                    watch(session, edit)
                    yield edit
                    session.flush()
                    edit.close()
                    session.commit()
                if edit.seq:
                    counter.note(counter.replica, edit.seq)
            finally:
                self._store.depth -= 1
        self._backup_when_due()

    def _outside_record(self, session: Session) -> Counter:
        if self._counter is None:
            project = session.scalar(select(col(InfoRow.id))) or ""
            counter = Counter(project, str(self.location))
            if not project:
                return counter
            self._counter = counter
        return self._counter

    # -- keeping -------------------------------------------------------------------------------------

    def backup(self, *, why: str = "") -> copies.Backup:
        """Make a verified backup now. Only for a project that is a file."""
        with explained(str(self.location)):
            return copies.make(self._file(), self._store.engine, why=why)

    def backups(self) -> list[copies.Backup]:
        """The backups there are, newest first."""
        return copies.backups_of(self._file())

    @classmethod
    def restore(cls, where: str | Path, backup: Path | None = None) -> copies.Backup | None:
        """Put a backup (the newest, if none is named) in the project's place; what it replaces is kept.

        The project must be closed. Returns the backup made of what was there, if that could be read.
        """
        path = locate(where).path
        if path is None:
            raise CannotWrite(path=str(where), detail=N_("a server's administrator restores it"))
        there = copies.backups_of(path)
        chosen = backup or (there[0].path if there else path.with_name(""))
        kept = cls._keep(path)
        with explained(str(path)):
            copies.put_in_place(chosen, path)
        return kept

    @classmethod
    def _keep(cls, path: Path) -> copies.Backup | None:
        if not path.exists():
            return None
        try:
            with cls.open(path) as project:
                return project.backup(why="before-restore")
        except (DamagedProject, ForeignFile):
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            path.replace(path.with_name(f"{path.name}.damaged-{stamp}"))
            return None

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
        """Everything that should hold and does not: nothing, for a good project."""
        found: list[Finding] = []
        if self.location.path is not None:
            with explained(str(self.location)):
                wrong = copies.problems(self._store.engine, self.location.path)
            found += [Finding(N_("the file is damaged: {detail}"), {"detail": detail}) for detail in wrong]
        with self.read() as session:
            return found + check_history(session, progress)

    def _file(self) -> Path:
        if self.location.path is None:
            raise CannotWrite(path=str(self.location), detail=N_("a server's administrator makes its backups"))
        return self.location.path

    def _backup_when_due(self) -> None:
        if self.location.path is not None and copies.due(self.location.path):
            with explained(str(self.location)):
                copies.make(self.location.path, self._store.engine)


def _recognise(path: Path) -> None:
    """Look at a file's first bytes before a database touches it."""
    if not path.is_file():
        raise ProjectMissing(path=str(path))
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except OSError as error:
        raise CannotWrite(path=str(path), detail=error.strerror or str(error)) from error
    if len(header) < HEADER or not header.startswith(b"SQLite format 3\0"):
        raise ForeignFile(path=str(path))
    [application] = struct.unpack(">I", header[68:72])
    if application != APPLICATION_ID:
        raise ForeignFile(path=str(path))


def _make_tables(location: Location) -> None:
    if location.path is not None:
        engine = sqlite_engine(location.path)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.create(connection)
    else:
        engine = postgres_engine(location)
        with engine.begin() as connection:
            if _schema_exists(connection, location.schema):
                raise ProjectExists(path=str(location))
            connection.execute(text(f'CREATE SCHEMA "{location.schema}"'))
            migrations.create(connection)
    engine.dispose()


def _schema_exists(connection: Connection, schema: str) -> bool:
    query = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
    return connection.execute(query, {"name": schema}).first() is not None


def find_coder(project: Project, name: str) -> Coder:
    """The coder of that name; NotFound when nobody of that name codes here."""
    with project.read() as session:
        for coder in coders.coders(session):
            if coder.name == name:
                return coder
    raise NotFound(kind=N_("coder"), name=name)
