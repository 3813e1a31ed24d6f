"""A project: opened, read, changed through one gate."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import (
    CannotWrite,
    DamagedProject,
    ForeignFile,
    NewerProject,
    NoBackup,
    ProjectExists,
    ProjectMissing,
)
from qualcode.i18n import N_
from qualcode.model import ActionId, Coder, CoderId, ProjectInfo, Selection, StudyKind
from qualcode.store import backups as copies
from qualcode.store import coders, migrations
from qualcode.store.check import Finding, check_history
from qualcode.store.engine import (
    APPLICATION_ID,
    Location,
    application_id,
    explained,
    locate,
    mark,
    postgres_engine,
    sqlite_engine,
    writing,
)
from qualcode.store.gate import Edit, Watched
from qualcode.store.recordings import check_recordings
from qualcode.store.replica import Counter
from qualcode.store.tables import ActionRow, InfoRow, new_id
from qualcode.store.where import refuse_unsafe

if TYPE_CHECKING:
    from qualcode.coded import Coded

__all__ = ["Edit", "Project"]


@dataclass
class _Store:
    """One engine and one lock for a place, shared by every handle of this process."""

    location: Location
    engine: Engine
    file: tuple[int, int] | None = None
    """Which file of the disk it is: at its path there may be another one day."""
    keeper: copies.Keeper | None = None
    """Makes the backups of a project that is a file."""
    counter: Counter | None = None
    editing: threading.RLock = field(default_factory=threading.RLock)
    handles: int = 0
    depth: int = 0


_stores: dict[str, _Store] = {}
_stores_lock = threading.Lock()


class Project:
    """One study. `open()` or `create()` it, `read()` it, change it with `edit(by=…)`, `close()` it."""

    def __init__(self, store: _Store, where: str) -> None:
        self.where = where
        self._store = store
        self.location = store.location
        self._closed = False

    # -- opening -------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        where: str | Path,
        *,
        name: str = "",
        kind: StudyKind = "codebook",
        coder: str = "",
        anywhere: bool = False,
    ) -> Self:
        """Make a new, empty project. Raises ProjectExists, OnNetworkShare, InSyncedFolder, CannotWrite."""
        location = locate(where)
        if location.path is not None:
            _claim(location.path, anywhere=anywhere)
        try:
            with explained(str(location)):
                if location.path is not None:
                    mark(location.path)
                return cls._founded(location, where, name, kind, coder)
        except BaseException:
            if location.path is not None:
                copies.discard(location.path)
            raise

    @classmethod
    def _founded(cls, location: Location, where: str | Path, name: str, kind: StudyKind, coder: str) -> Self:
        project = cls._at(location, where)
        try:
            title = name or (location.path.stem if location.path else location.schema)
            project._found(title, kind, coder)  # noqa: SLF001 (its own)
        except BaseException:
            project.close()
            raise
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
            project = cls._at(location, where)
            try:
                project._bring_up_to_date()  # noqa: SLF001 (its own)
            except BaseException:
                project.close()
                raise
        return project

    @classmethod
    def _at(cls, location: Location, where: str | Path) -> Self:
        with _stores_lock:
            key = str(location)
            if key not in _stores or _stores[key].file != _file_at(location):
                _stores[key] = _store(location)
            _stores[key].handles += 1
            return cls(_stores[key], str(where))

    def close(self) -> None:
        """Let go of the file; the last handle of this process makes a backup if one is due, and closes it."""
        with _stores_lock:
            if self._closed:
                return
            self._closed = True
            self._store.handles -= 1
            if self._store.handles:
                return
            if _stores.get(str(self.location)) is self._store:
                del _stores[str(self.location)]
        try:
            if self._store.keeper is not None:
                self._store.keeper.close()
        finally:
            self._store.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _found(self, name: str, kind: StudyKind, coder: str) -> None:
        """Tables, name and first coder in one transaction: there is never half a project."""
        founder, info = coders.new_coder_id(), InfoRow(name=name, kind=kind)
        self._store.counter = Counter(info.id, str(self.location))
        with self._editing(founder, new=True, first=self._lay_out) as edit:
            edit.begin("new project", name)
            edit.add(info)
            if coder:
                coders.join(edit, founder, coder)

    def _lay_out(self, connection: Connection) -> None:
        if self.location.path is None:
            if _schema_exists(connection, self.location.schema):
                raise ProjectExists(path=str(self.location))
            connection.execute(text(f'CREATE SCHEMA "{self.location.schema}"'))
        migrations.create(connection)

    def _bring_up_to_date(self) -> None:
        with self._store.engine.connect() as connection:
            found = migrations.revision(connection)
        if found is None:
            raise (ForeignFile if self._exists() else ProjectMissing)(path=str(self.location))
        if found not in migrations.KNOWN:
            raise NewerProject(path=str(self.location), revision=found)
        if found == migrations.HEAD:
            return
        if self._store.keeper is not None:
            self._store.keeper.make("before-upgrade")
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
        with explained(str(self.location)), Watched(self._store.engine, expire_on_commit=False) as session:
            yield session

    def version(self) -> int:
        """The number of the latest action: changes with every change, and with nothing else."""
        with self.read() as session:
            return session.scalar(select(func.max(col(ActionRow.n)))) or 0

    def info(self) -> ProjectInfo:
        with self.read() as session:
            row = session.scalars(select(InfoRow)).one()
            return ProjectInfo(row.id, row.name, row.kind, row.created, row.see_others, row.unite)  # type: ignore[arg-type]

    def coded(self, selection: Selection | None = None, *, words: bool = False, **parts: object) -> "Coded":
        """What was read and coded, as columns. `study.coded(groups={"villager"})` says it in words."""
        chosen = selection or Selection(
            **{name: value if isinstance(value, bool) else frozenset(value) for name, value in parts.items()}  # type: ignore[arg-type, call-overload]
        )
        with self.read() as session:
            from qualcode.store import reading  # numpy, which the first page does without

            return reading.coded(session, chosen, words=words)

    # -- changing ------------------------------------------------------------------------------------

    @contextmanager
    def edit(self, *, by: Coder | CoderId | str, id: ActionId | None = None) -> Iterator[Edit]:  # noqa: A002
        """One transaction in a coder's name: all of it is stored and remembered, or none.

        Raises NotFound when nobody of that name or id codes here. `id` is the action's own GUID,
        for whoever may have to send the same change twice.
        """
        with self._editing(by.id if isinstance(by, Coder) else by, action=id) as edit:
            yield edit

    def coder(self, name: str) -> Coder:
        """The coder of that name, who joins the project now if they are new."""
        with self.read() as session:
            if there := coders.coder_named(session, name):
                return there
        new = coders.new_coder_id()
        with self._editing(new, new=True) as edit:
            # another process may have let them in since
            return coders.coder_named(edit.session, name) or coders.join(edit, new, name)

    @contextmanager
    def _editing(
        self,
        who: str,
        *,
        action: ActionId | None = None,
        new: bool = False,
        first: Callable[[Connection], None] | None = None,
    ) -> Iterator[Edit]:
        store = self._store
        with store.editing, explained(str(self.location)):
            if store.depth:
                raise RuntimeError("an edit inside an edit would wait for itself")
            if store.file != _file_at(self.location):
                raise CannotWrite(
                    path=str(self.location), detail=N_("the file was moved or replaced; open it again")
                )
            store.depth += 1
            try:
                with Watched(writing(store.engine), expire_on_commit=False) as session:
                    if first:
                        first(session.connection())
                    known_n, coder = (0, CoderId(who)) if new else coders.found(session, who)
                    counter = self._outside_record(session)
                    edit = Edit(session, coder, counter, id=action or ActionId(new_id()), known_n=known_n)
                    session.edit = edit
                    yield edit
                    session.flush()
                    edit.close()
                    if edit.seq:
                        counter.note(edit.replica, edit.seq)
                    session.commit()
                if edit.seq and store.keeper is not None:
                    store.keeper.edited()
            finally:
                store.depth -= 1

    def _outside_record(self, session: Session) -> Counter:
        if self._store.counter is None:
            project = session.scalars(select(col(InfoRow.id))).one()
            self._store.counter = Counter(project, str(self.location))
        return self._store.counter

    # -- keeping -------------------------------------------------------------------------------------

    def backup(self, *, why: str = "") -> copies.Backup:
        """Make a verified backup now. Only for a project that is a file."""
        if self._store.keeper is None:
            raise self._on_a_server()
        with explained(str(self.location)):
            return self._store.keeper.make(why)

    def backups(self) -> list[copies.Backup]:
        """The backups there are, newest first."""
        if self.location.path is None:
            raise self._on_a_server()
        return copies.backups_of(self.location.path)

    @classmethod
    def restore(cls, where: str | Path, backup: Path | None = None) -> copies.Backup | None:
        """Put a backup (the newest, if none is named) in the project's place; what it replaces is kept.

        The project must be closed everywhere. Returns the backup made of what was there, if that could be
        read; a damaged file is kept beside. Raises NoBackup, ForeignFile, DamagedProject, ProjectBusy.
        """
        path = locate(where).path
        if path is None:
            raise CannotWrite(path=str(where), detail=N_("a server's administrator restores it"))
        chosen = backup or _newest(path)
        _recognise(chosen)
        coming = copies.stage(chosen, path)
        try:
            kept = cls._keep(path)
            copies.put_in_place(coming, path)
        finally:
            copies.discard(coming)
        return kept

    @classmethod
    def _keep(cls, path: Path) -> copies.Backup | None:
        if not path.exists():
            return None
        try:
            with cls.open(path, anywhere=True) as project:
                return project.backup(why="before-restore")
        except (DamagedProject, ForeignFile):
            copies.set_aside(path)
            return None

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
        """Everything that should hold and does not: nothing, for a good project."""
        found: list[Finding] = []
        if self.location.path is not None:
            with explained(str(self.location)):
                wrong = copies.problems(self._store.engine, self.location.path)
            found += [Finding(N_("the file is damaged: {detail}"), {"detail": detail}) for detail in wrong]
        with self.read() as session:
            return found + check_history(session, progress) + check_recordings(session)

    def _on_a_server(self) -> CannotWrite:
        return CannotWrite(path=str(self.location), detail=N_("a server's administrator makes its backups"))


def _store(location: Location) -> _Store:
    if location.path is None:
        return _Store(location, postgres_engine(location))
    engine = sqlite_engine(location.path)
    return _Store(location, engine, _file_at(location), copies.Keeper(location.path, engine))


def _file_at(location: Location) -> tuple[int, int] | None:
    if location.path is None:
        return None
    try:
        there = location.path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def _newest(path: Path) -> Path:
    """The newest backup, but not one of what a restore replaced, unless there are only such."""
    there = copies.backups_of(path)
    if not there:
        raise NoBackup(path=str(path))
    return next((backup.path for backup in there if backup.why != "before-restore"), there[0].path)


def _claim(path: Path, *, anywhere: bool) -> None:
    """Make the file, empty: of two who want the same name one gets it."""
    if not anywhere and not path.exists():
        refuse_unsafe(path)
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise ProjectExists(path=str(path)) from error
    except FileNotFoundError as error:
        raise CannotWrite(path=str(path), detail=N_("there is no such folder")) from error
    except OSError as error:
        raise CannotWrite(path=str(path), detail=error.strerror or str(error)) from error


def _recognise(path: Path) -> None:
    """See whether a file is a project, before anything in it is touched."""
    if not path.is_file():
        raise ProjectMissing(path=str(path))
    if application_id(path) != APPLICATION_ID:
        raise ForeignFile(path=str(path))


def _schema_exists(connection: Connection, schema: str) -> bool:
    query = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
    return connection.execute(query, {"name": schema}).first() is not None
