"""What was acknowledged survives a power cut.

A disk in memory keeps what is written until it is synced; at a cut each 512-byte sector that was not is
there, missing or torn. What is sent to it is what our own edits send, with our own settings.

The full run: `pytest -m slow tests/crash -n0 -s` prints its figures.
"""
# ruff: noqa: N802 (apsw's names)

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest
import sqlcipher3
from sqlalchemy import event
from study import FARMER, added, coded, imported

from qualcode.project import Project
from qualcode.store.engine import settings

SECTOR = 512
DATABASE = "study.qualcode"
CODINGS = 60

# -- what is sent --------------------------------------------------------------------------------------------

Statement = tuple[str, Any]
Transaction = tuple[list[Statement], str]
"""What an edit sends to the database, and the coding it acknowledges after its COMMIT."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> tuple[bytes, list[Transaction]]:
    """A project file, and what codings in it send."""
    file = tmp_path_factory.mktemp("recorded") / DATABASE
    with Project.create(file, coder="Ana") as project:
        source, fear = imported(project), added(project)
        project.backup()
    content = file.read_bytes()

    transactions: list[Transaction] = []
    with Project.open(file) as project:
        sent: list[Statement] = []
        engine = project._store.engine
        event.listen(
            engine,
            "before_cursor_execute",
            lambda _c, _u, statement, values, *_: sent.append((statement, values)),
        )
        event.listen(engine, "commit", lambda _connection: sent.append(("COMMIT", ())))
        for start in range(CODINGS):
            sent.clear()
            coding = coded(project, source, (start, len(FARMER)), fear)
            begin = next(i for i, (statement, _) in enumerate(sent) if statement == "BEGIN IMMEDIATE")
            transactions.append((sent[begin:], coding.id))
            assert sent[-1][0] == "COMMIT"
    return content, transactions


# -- the disk ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Acknowledge:
    coding: str


@dataclass
class Disk:
    """Files in memory, and everything that was done to them since `began`."""

    files: dict[str, bytearray]
    began: dict[str, bytes] = field(default_factory=dict)
    log: list[Write | Truncate | Sync | Acknowledge] = field(default_factory=list)

    def begin(self) -> None:
        self.began = {name: bytes(content) for name, content in self.files.items()}
        self.log = []

    def do(self, step: Write | Truncate | Sync | Acknowledge) -> None:
        self.log.append(step)
        apply(self.files, step)


def apply(files: dict[str, bytearray], step: Write | Truncate | Sync | Acknowledge) -> None:
    if isinstance(step, Write):
        content = files.setdefault(step.file, bytearray())
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(step.data)] = step.data
    elif isinstance(step, Truncate):
        del files.setdefault(step.file, bytearray())[step.size :]


class DiskVFS(apsw.VFS):
    """Lets SQLite use a `Disk`."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__("disk in memory", base="")

    def xOpen(self, name: Any, flags: list[int]) -> "DiskFile":
        flags[1] = flags[0]
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        return DiskFile(self.disk, Path(path).name)

    def xAccess(self, path: str, flags: int) -> bool:
        return Path(path).name in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name

    def xDelete(self, path: str, sync: bool) -> None:
        """At the beginning and the end only; while they work, neither WAL nor TRUNCATE deletes a file."""
        del self.disk.files[Path(path).name]


class DiskFile:
    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.name = disk, name
        disk.files.setdefault(name, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.disk.files[self.name][offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.do(Write(self.name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.do(Truncate(self.name, size))

    def xSync(self, flags: int) -> None:
        self.disk.do(Sync(self.name))

    def xFileSize(self) -> int:
        return len(self.disk.files[self.name])

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE  # as SQLite takes every disk to be

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xCheckReservedLock(self) -> bool:
        return False

    def xLock(self, level: int) -> None: ...

    def xUnlock(self, level: int) -> None: ...

    def xClose(self) -> None: ...


def work(recorded: tuple[bytes, list[Transaction]], version: tuple[int, ...], **changed: str) -> Disk:
    """Do on a disk in memory what coders do, with the settings of that version of SQLite."""
    content, transactions = recorded
    disk = Disk({DATABASE: bytearray(content)})
    vfs = DiskVFS(disk)
    connection = apsw.Connection(DATABASE, vfs="disk in memory")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # this disk has no shared memory
    for setting in settings(version):
        name, value = setting.split("=")
        connection.execute(f"PRAGMA {name}={changed.get(name, value)}")
    connection.execute("PRAGMA wal_autocheckpoint = 40")  # many checkpoints in a short time
    disk.begin()
    for statements, coding in transactions:
        for statement, values in statements:
            connection.execute(statement, values).fetchall()
        disk.do(Acknowledge(coding))
    log = list(disk.log)
    connection.close()
    vfs.unregister()
    return Disk({}, disk.began, log)


# -- the cuts ------------------------------------------------------------------------------------------------


def cuts(disk: Disk, number: int, chance: random.Random) -> Iterator[tuple[dict[str, bytearray], set[str]]]:
    """What is on the disk after power was cut at some moments, and what had been acknowledged."""
    moments = sorted(chance.randrange(len(disk.log) + 1) for _ in range(number))
    synced = {name: bytearray(content) for name, content in disk.began.items()}
    waiting: dict[str, list[Write | Truncate]] = {}
    acknowledged: set[str] = set()
    done = 0
    for moment in moments:
        for step in disk.log[done:moment]:
            if isinstance(step, Acknowledge):
                acknowledged.add(step.coding)
            elif isinstance(step, Sync):
                for one in waiting.pop(step.file, []):
                    apply(synced, one)
            else:
                waiting.setdefault(step.file, []).append(step)
        done = moment
        yield _left(synced, waiting, chance), set(acknowledged)


def _left(
    synced: dict[str, bytearray], waiting: dict[str, list[Write | Truncate]], chance: random.Random
) -> dict[str, bytearray]:
    left = {name: bytearray(content) for name, content in synced.items()}
    reaches = chance.choice([0.1, 0.5, 0.9])
    for steps in waiting.values():
        for step in steps:
            if isinstance(step, Truncate):
                if chance.random() < reaches:
                    apply(left, step)
                continue
            start = step.offset
            while start < step.offset + len(step.data):
                end = min((start // SECTOR + 1) * SECTOR, step.offset + len(step.data))
                if chance.random() < reaches:
                    torn = chance.random() < 0.1  # only its beginning is there
                    end_here = chance.randint(start, end) if torn else end
                    apply(
                        left, Write(step.file, start, step.data[start - step.offset : end_here - step.offset])
                    )
                start = end
    return left


@dataclass
class Tally:
    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory, where there is such a folder: each cut is a file."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as name:
        yield Path(name)


def cut(disk: Disk, number: int, folder: Path) -> Tally:
    tally = Tally()
    chance = random.Random(number)
    for left, acknowledged in cuts(disk, number, chance):
        for old in folder.iterdir():
            old.unlink()
        for name, content in left.items():
            (folder / name).write_bytes(content)
        tally.cuts += 1
        tally.acknowledged += len(acknowledged)
        try:
            stored = _stored(folder / DATABASE)
        except sqlcipher3.DatabaseError:
            tally.damaged += 1
        else:
            tally.lost += bool(acknowledged - stored)
    return tally


def _stored(file: Path) -> set[str]:
    connection = sqlcipher3.connect(file)
    try:
        wrong = connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        if wrong or connection.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlcipher3.DatabaseError("damaged")
        actions = connection.execute("SELECT count(*) FROM action WHERE name = 'code'").fetchone()
        stored = {row[0] for row in connection.execute("SELECT id FROM coding")}
        if actions != (len(stored),):
            raise sqlcipher3.DatabaseError("history and codings differ")
        return stored
    finally:
        connection.close()


OURS = {"WAL": (3, 53, 4), "TRUNCATE": (3, 40, 1)}


@pytest.mark.parametrize("journal", OURS)
@pytest.mark.parametrize("number", [300, pytest.param(5_000, marks=pytest.mark.slow)])
def test_an_acknowledged_coding_survives_a_power_cut(recorded, folder, journal, number):
    disk = work(recorded, OURS[journal])

    tally = cut(disk, number, folder)

    print(f"\n{journal}: {tally}")
    assert (tally.cuts, tally.lost, tally.damaged) == (number, 0, 0)
    assert tally.acknowledged > number


@pytest.mark.parametrize("journal", OURS)
def test_without_syncs_codings_are_lost_so_the_cuts_do_cut(recorded, folder, journal):
    disk = work(recorded, OURS[journal], synchronous="OFF")

    tally = cut(disk, 100, folder)

    assert tally.lost + tally.damaged > 50


def test_with_fewer_syncs_than_ours_codings_are_lost(recorded, folder):
    disk = work(recorded, OURS["WAL"], synchronous="NORMAL")

    tally = cut(disk, 100, folder)

    assert tally.lost > 10


def test_history_and_tables_agree_after_a_cut(recorded, folder):
    disk = work(recorded, OURS["WAL"])

    for left, _ in cuts(disk, 5, random.Random(3)):
        for name, content in left.items():
            (folder / name).write_bytes(content)
        with Project.open(folder / DATABASE) as project:
            assert project.check() == []
            added(project, "Trust")
            assert project.check() == []
