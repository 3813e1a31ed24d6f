"""Backups of a project file: each one is a working project, opened and checked after it is made."""

import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from qualcode.errors import DamagedProject, NoBackup
from qualcode.store.engine import sqlite_engine
from qualcode.store.tables import METADATA

KEPT_HOURS, KEPT_DAYS, KEPT_WEEKS = 24, 14, 12
NAME = re.compile(r"(?P<when>\d{8}T\d{6})Z(-(?P<why>[a-z-]+))?\.qualcode")


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
    folder.mkdir(exist_ok=True)
    path = folder / f"{made:%Y%m%dT%H%M%SZ}{'-' + why if why else ''}.qualcode"
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        # VACUUM wants no transaction, and our engine begins one with every statement
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        finally:
            raw.close()
        _to_disk(unfinished)
        expected = counts(engine)
        verify(unfinished, at_least=expected)
        unfinished.replace(path)
        _to_disk(folder)
    finally:
        for leftover in folder.glob(f"{unfinished.name}*"):
            leftover.unlink()
    rotate(project, now=made)
    return Backup(path, made, why, path.stat().st_size)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def counts(engine: Engine) -> dict[str, int]:
    """Rows in each table."""
    with engine.connect() as connection:
        return _counts(connection)


def _counts(connection: Connection) -> dict[str, int]:
    names = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))}
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


def verify(path: Path, *, at_least: dict[str, int] | None = None) -> None:
    """Open a backup, check it whole; DamagedProject says what is wrong with it."""
    engine = sqlite_engine(path)
    try:
        found = problems(engine, path)
        if not found and at_least is not None:
            there = counts(engine)
            # somebody may have coded on between the copy and the counting: never more in the copy
            found = [f"{name}: {there.get(name)} > {n}" for name, n in at_least.items() if name == "action" and there[name] > n]
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    if found:
        raise DamagedProject(path=str(path), detail=found[0])


def rotate(project: Path, *, now: datetime) -> list[Path]:
    """Keep the newest of each of 24 hours, 14 days and 12 weeks, and 12 weeks of named ones; remove the rest."""
    kept: set[Path] = set()
    buckets: set[tuple[str, object]] = set()
    there = backups_of(project)
    for backup in there:
        age = now - backup.made
        week = backup.made.isocalendar()[:2]
        wanted: list[tuple[str, object]] = []
        if age <= timedelta(hours=KEPT_HOURS):
            wanted.append(("hour", backup.made.strftime("%Y%m%d%H")))
        if age <= timedelta(days=KEPT_DAYS):
            wanted.append(("day", backup.made.date()))
        if age <= timedelta(weeks=KEPT_WEEKS):
            wanted.append(("week", week))
            if backup.why:
                kept.add(backup.path)
        if new := [bucket for bucket in wanted if bucket not in buckets]:
            buckets.update(new)
            kept.add(backup.path)
    if there:
        kept.add(there[0].path)
    gone = [backup.path for backup in there if backup.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def due(project: Path, *, now: datetime | None = None) -> bool:
    """Whether the last backup is an hour old, or there is none."""
    there = backups_of(project)
    return not there or (now or datetime.now(UTC)) - there[0].made >= timedelta(hours=1)


def put_in_place(backup: Path, project: Path) -> None:
    """Make a checked copy of a backup the project; the caller has closed the project and kept a backup of it."""
    if not backup.is_file():
        raise NoBackup(path=str(project))
    verify(backup)
    coming = project.with_name(f"{project.name}.restoring")
    shutil.copyfile(backup, coming)
    _to_disk(coming)
    for leftover in ("-wal", "-shm", "-journal"):  # they belong to the file that goes
        project.with_name(project.name + leftover).unlink(missing_ok=True)
    coming.replace(project)
    _to_disk(project.parent)
