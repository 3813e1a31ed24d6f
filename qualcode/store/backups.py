"""Backups of a project file: each one is a working project, opened and checked after it is made."""

import logging
import os
import re
import shutil
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from qualcode.errors import CannotWrite, DamagedProject, QualcodeError
from qualcode.i18n import N_
from qualcode.store.engine import bare, explained, release, sqlite_engine
from qualcode.store.tables import METADATA

EVERY = timedelta(hours=1)
KEPT_HOURS, KEPT_DAYS, KEPT_WEEKS = 24, 14, 12
BELONGING = ("", "-wal", "-shm", "-journal")
"""What the files are called that make one SQLite database."""
NAME = re.compile(r"(?P<when>\d{8}T\d{6})Z(-(?P<why>[a-z-]+))?\.qualcode")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    made: datetime
    why: str
    """“” for the automatic and asked-for ones; “before-upgrade”, “before-restore”."""
    size: int


def folder_of(project: Path) -> Path:
    return project.with_name(f"{project.stem} backups")


def backups_of(project: Path) -> list[Backup]:
    """The backups there are, newest first."""
    found = []
    for path in folder_of(project).glob("*.qualcode"):
        if match := NAME.fullmatch(path.name):
            made = datetime.strptime(match["when"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Backup(path, made, match["why"] or "", path.stat().st_size))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def make(project: Path, engine: Engine, *, why: str = "", at: datetime | None = None) -> Backup:
    """Copy the project as one consistent whole, open the copy, check it, then give it its name."""
    made = (at or datetime.now(UTC)).replace(microsecond=0)
    folder = folder_of(project)
    path = folder / f"{made:%Y%m%dT%H%M%SZ}{'-' + why if why else ''}.qualcode"
    unfinished = path.with_suffix(f".{token_hex(4)}.unfinished")
    try:
        folder.mkdir(exist_ok=True)
        _clear(folder)
        with bare(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        to_disk(unfinished)
        verify(unfinished, at_most=counts(engine)["action"])
        unfinished.replace(path)
        to_disk(folder)
        rotate(project, now=made)
        return Backup(path, made, why, path.stat().st_size)
    except OSError as error:
        raise CannotWrite(path=str(folder), detail=error.strerror or str(error)) from error
    finally:
        for leftover in folder.glob(f"{unfinished.name}*"):
            leftover.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove what a process left that was killed while it made a backup."""
    for leftover in folder.glob("*.unfinished*"):
        with suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > EVERY.total_seconds():
                leftover.unlink()


def to_disk(path: Path) -> None:
    if sys.platform == "win32" and path.is_dir():
        return  # Windows opens no folders; it needs no such thing
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def counts(engine: Engine) -> dict[str, int]:
    """Rows in each table."""
    with engine.connect() as connection:
        return _counts(connection)


def _counts(connection: Connection) -> dict[str, int]:
    names = {
        row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    }
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
        for name in METADATA.tables
        if name in names
    }


def problems(engine: Engine, path: Path) -> list[str]:
    """What SQLite's own checks find wrong with a file: nothing, for a good one."""
    with engine.connect() as connection:
        found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return found + [f"{path.name}: {row[0]} {row[1]} → {row[2]}" for row in orphans]


def verify(path: Path, *, at_most: int | None = None, called: Path | None = None) -> None:
    """Open a backup and check it whole; DamagedProject says what is wrong with it.

    `at_most` is how many actions the project had after the copy: somebody may have coded on.
    """
    name = str(called or path)
    engine = sqlite_engine(path)
    try:
        with explained(name):
            found = problems(engine, called or path)
            there = counts(engine)
            if not found and there.get("info") != 1:
                found = [N_("there is no project in it")]
            elif at_most is not None and not found and there["action"] > at_most:
                found = [f"{there['action']} > {at_most}"]
    finally:
        engine.dispose()
    if found:
        raise DamagedProject(path=name, detail=found[0])


def rotate(project: Path, *, now: datetime) -> list[Path]:
    """Keep the newest of each of 24 hours, 14 days, 12 weeks, and the named ones of 12 weeks; no others."""
    kept: set[Path] = set()
    buckets: set[tuple[str, object]] = set()
    there = backups_of(project)
    for backup in there:
        age = now - backup.made
        if backup.why:
            kept |= {backup.path} if age <= timedelta(weeks=KEPT_WEEKS) else set()
            continue
        wanted: list[tuple[str, object]] = []
        if age <= timedelta(hours=KEPT_HOURS):
            wanted.append(("hour", backup.made.strftime("%Y%m%d%H")))
        if age <= timedelta(days=KEPT_DAYS):
            wanted.append(("day", backup.made.date()))
        if age <= timedelta(weeks=KEPT_WEEKS):
            wanted.append(("week", backup.made.isocalendar()[:2]))
        if new := [bucket for bucket in wanted if bucket not in buckets]:
            buckets.update(new)
            kept.add(backup.path)
    if there:
        kept.add(there[0].path)
    gone = [backup.path for backup in there if backup.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def stage(backup: Path, project: Path) -> Path:
    """A checked copy of a backup beside the project; the backup itself is only read."""
    coming = project.with_name(f"{project.name}.restoring")
    unwritten = backup.with_name(f"{backup.name}-wal")
    if unwritten.exists() and unwritten.stat().st_size:
        detail = N_("its last work still lies in the “-wal” file beside it")
        raise DamagedProject(path=str(backup), detail=detail)
    try:
        shutil.copyfile(backup, coming)
        to_disk(coming)
        verify(coming, called=backup)
    except OSError as error:
        discard(coming)
        raise CannotWrite(path=str(coming), detail=error.strerror or str(error)) from error
    except BaseException:
        discard(coming)
        raise
    return coming


def put_in_place(coming: Path, project: Path) -> None:
    """Make a staged copy the project, unless somebody has the project open."""
    if project.exists():
        with explained(str(project)):
            release(project)
    coming.replace(project)
    to_disk(project.parent)


def set_aside(project: Path, at: datetime | None = None) -> Path:
    """Rename a damaged project and what belongs to it: somebody may still get its last codings out."""
    to = project.with_name(f"{project.name}.damaged-{at or datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for belonging in BELONGING:
        if (part := project.with_name(project.name + belonging)).exists():
            part.replace(to.with_name(to.name + belonging))
    return to


def discard(project: Path) -> None:
    """Remove a database file and what belongs to it."""
    for belonging in BELONGING:
        project.with_name(project.name + belonging).unlink(missing_ok=True)


class Keeper:
    """Makes the backups of an open project: in the background, when the last is an hour old."""

    def __init__(self, project: Path, engine: Engine) -> None:
        there = backups_of(project)
        self.last = there[0].made if there else None
        self.waiting_since = self.last or datetime.now(UTC)
        self._project, self._engine = project, engine
        self._edited = False
        self._making = threading.Lock()
        self._thread: threading.Thread | None = None

    def make(self, why: str = "") -> Backup:
        with self._making:
            self._edited = False
            backup = make(self._project, self._engine, why=why)
            self.last = self.waiting_since = backup.made
            return backup

    def edited(self) -> None:
        """Somebody has changed the project; called by one at a time."""
        self._edited = True
        busy = self._thread is not None and self._thread.is_alive()
        if not busy and _is_old(self.waiting_since):
            self.waiting_since = datetime.now(UTC)  # one that fails is tried again in an hour
            self._thread = threading.Thread(target=self._try, name="qualcode-backup")
            self._thread.start()

    def close(self) -> None:
        """The project is being closed: what was done since the last backup goes into one, if that is old."""
        if self._thread is not None:
            self._thread.join()
        if self._edited and (self.last is None or _is_old(self.last)):
            self._try()

    def _try(self) -> None:
        try:
            self.make()
        except (QualcodeError, DatabaseError) as error:  # coding goes on
            self._edited = True
            _log.warning("no backup of %s could be made: %s", self._project, error)


def _is_old(made: datetime) -> bool:
    return datetime.now(UTC) - made >= EVERY
