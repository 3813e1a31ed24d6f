"""Recordings on disk: beside the project, each called by its hash, whole or not at all."""

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from secrets import token_hex
from stat import S_ISREG
from typing import BinaryIO
from unicodedata import category

from sqlalchemy import text
from sqlalchemy.orm import Session

from qualcode.errors import (
    CannotWrite,
    NotARecording,
    RecordingChanged,
    RecordingMissing,
    RecordingUnreadable,
)
from qualcode.model import Recording
from qualcode.store.backups import to_disk
from qualcode.store.recording_formats import HEAD, SUFFIX_OF, Format, format_of
from qualcode.store.where import projects_folder
from qualcode.text.normalise import canonical

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
CHUNK = 1024 * 1024
LONGEST_NAME = 200
ABANDONED = 3600
"""Seconds after which a copy that was begun is nobody's."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a project's recordings lie, and who may read them: whoever may read the project."""

    path: Path
    mode: int = 0o600


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies in the folder: what a row says of it."""

    file: str
    sha256: str
    size: int
    media_type: str


def folder_of(session: Session) -> Folder:
    """Beside a project file: “Study.recordings”; of one on a server, in this computer’s projects folder."""
    bind = session.get_bind()
    if bind.dialect.name == "sqlite":
        project = Path(str(bind.engine.url.database))
        return Folder(project.with_name(f"{project.stem}.recordings"), _mode(project))
    schema = session.scalar(text("SELECT current_schema()"))
    return Folder(projects_folder() / f"{schema}.recordings")


def _mode(project: Path) -> int:
    try:
        return project.stat().st_mode & 0o666
    except OSError:  # moved away while it is open
        return 0o600


# -- bringing one ------------------------------------------------------------------------------------------


def keep(folder: Folder, brought: Path | BinaryIO, name: str = "") -> Kept:
    """Copy a file into the folder. Raises NotARecording, RecordingUnreadable, CannotWrite.

    What is brought again finds itself there already.
    """
    if isinstance(brought, Path):
        name = name or brought.name
        with _opened(brought, plain_name(name)) as stream:
            return keep(folder, stream, name)
    called = plain_name(name)
    head = _read(brought, HEAD, called)
    if (found := format_of(head)) is None:
        raise NotARecording(file=called)
    try:
        _lay_out(folder)
        return _copied(folder, head, brought, called, found)
    except OSError as error:
        raise CannotWrite(path=str(folder.path), detail=error.strerror or str(error)) from error


def plain_name(name: str) -> str:
    """A file’s name without its folders and without signs that play tricks on who reads it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in canonical(last).text if category(sign) not in {"Cc", "Cf"})
    return " ".join(shown.split())[-LONGEST_NAME:] or "?"


def _opened(path: Path, called: str) -> BinaryIO:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe may never end
            raise NotARecording(file=called)
        return path.open("rb")
    except OSError as error:
        raise _unreadable(called, error) from error


def _read(stream: BinaryIO, length: int, called: str) -> bytes:
    """So many bytes, or all that are left."""
    parts: list[bytes] = []
    try:
        while length and (part := stream.read(length)):
            parts.append(part)
            length -= len(part)
    except OSError as error:
        raise _unreadable(called, error) from error
    return b"".join(parts)


def _unreadable(called: str, error: OSError) -> RecordingUnreadable:
    return RecordingUnreadable(file=called, detail=error.strerror or str(error))


def _lay_out(folder: Folder) -> None:
    folder.path.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.path.mkdir(mode=0o700)
    except FileExistsError:
        _clear(folder)
    else:
        folder.path.chmod(folder.mode | (folder.mode & 0o444) >> 2)  # who may read, may enter


def _clear(folder: Folder) -> None:
    """Remove what a process left that was killed while it copied."""
    for leftover in folder.path.glob("*.unfinished"):
        with suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > ABANDONED:
                leftover.unlink()


def _copied(folder: Folder, head: bytes, rest: BinaryIO, called: str, found: Format) -> Kept:
    unfinished = folder.path / f"{token_hex(8)}.unfinished"
    try:
        with os.fdopen(os.open(unfinished, NEW, 0o600), "wb") as file:
            sha256, size = _written(file, head, rest, called)
        kept = Kept(called, sha256, size, found.media_type)
        path = folder.path / f"{sha256}{found.suffix}"
        if size_of(path) != size or _sha256(path) != sha256:
            unfinished.chmod(folder.mode)
            unfinished.replace(path)
            to_disk(folder.path)
        return kept
    finally:
        unfinished.unlink(missing_ok=True)


def _written(file: BinaryIO, head: bytes, rest: BinaryIO, called: str) -> tuple[str, int]:
    digest, size, part = hashlib.sha256(), 0, head
    while part:
        file.write(part)
        digest.update(part)
        size += len(part)
        part = _read(rest, CHUNK, called)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


# -- finding it again --------------------------------------------------------------------------------------


def found(folder: Folder, recording: Recording) -> Path:
    """The file, if it is there and as long as it was. Raises RecordingMissing, RecordingChanged."""
    path = folder.path / f"{recording.sha256}{SUFFIX_OF.get(recording.media_type)}"
    # a project that somebody sent may say anything here: no path may come of it
    is_ours = recording.media_type in SUFFIX_OF and re.fullmatch(r"[0-9a-f]{64}", recording.sha256)
    size = size_of(path) if is_ours else None
    if size is None:
        raise RecordingMissing(file=recording.file, folder=str(folder.path))
    if size != recording.size:
        raise RecordingChanged(file=recording.file)
    return path


def verify(folder: Folder, recording: Recording) -> None:
    """Read it whole. Raises RecordingMissing, RecordingChanged, RecordingUnreadable."""
    path = found(folder, recording)
    try:
        sha256 = _sha256(path)
    except OSError as error:
        raise _unreadable(recording.file, error) from error
    if sha256 != recording.sha256:
        raise RecordingChanged(file=recording.file)


def size_of(path: Path) -> int | None:
    """None where there is no such file; a link to one elsewhere is none."""
    try:
        there = path.lstat()
    except OSError:
        return None
    return there.st_size if S_ISREG(there.st_mode) else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
