"""The door for files: each is read in a sandbox, and comes back understood or with what is wrong with it."""

import atexit
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from qualcode.importers.bundle import Member, is_beside
from qualcode.importers.carried import Outcome
from qualcode.importers.facesheet import FaceSheet
from qualcode.importers.problems import (
    BundleInside,
    CannotRead,
    EmptyFile,
    FileMissing,
    LooksLikeFaceSheet,
    NotATranscript,
    TooLarge,
)
from qualcode.importers.sandbox import Sandbox, seconds_for
from qualcode.importers.transcripts import LARGEST_MB
from qualcode.importers.worker import Job
from qualcode.model import Transcript

LARGEST_BUNDLE_MB = 100
BUNDLE = ".zip"
_MB = 1_000_000
_IDLE = 120.0
SOUNDS = (".mp3", ".m4a", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac", ".webm", ".mp4")
"""Recordings beside transcripts are not read; they are attached to the transcript of their name."""
_PASSED_OVER = (
    ".ini", ".db", ".lnk", ".tmp", ".qualcode", ".yaml", ".yml", ".json", ".pfsx", ".psfx", ".aup3",
)  # fmt: skip


class Piece(NamedTuple):
    """A file as it is brought: by its path in a folder or a bundle, and the means to read its bytes."""

    path: Path
    data: Callable[[], bytes]
    inside: bool = False
    """Whether it came with a folder or a bundle: nobody named it."""


class Sound(NamedTuple):
    """A recording, unread."""

    path: Path


class Found(NamedTuple):
    """A file and what it holds."""

    path: Path
    what: Transcript | FaceSheet | Sound | CannotRead


def read_transcript(name: str, data: bytes, *, layout: str = "", encoding: str = "") -> Transcript:
    """A file as it was understood; nothing is stored. Raises a `CannotRead` that says what to do.

    `layout`, one of `qualcode.text.turns.LAYOUT_NAMES`, overrules the layout that was found; `encoding`, one
    of `qualcode.importers.encodings.ENCODING_NAMES`, the encoding.
    """
    outcome = _shared(partial(_job, "transcript", name, lambda: data, layout, encoding))
    if isinstance(outcome, Transcript):
        return outcome
    raise _as_problem(outcome, name)


def read_face_sheet(name: str, data: bytes) -> FaceSheet:
    """A csv or xlsx file of respondents. Raises a `CannotRead` where no column says whom a row is about."""
    outcome = _shared(partial(_job, "sheet", name, lambda: data))
    if isinstance(outcome, FaceSheet):
        return outcome
    raise _as_problem(outcome, name)


class Wishes(NamedTuple):
    """What the researcher says of files that were understood wrongly; empty: as it is found."""

    layout: str = ""
    """One of `qualcode.text.turns.LAYOUT_NAMES`."""
    encoding: str = ""
    """One of `qualcode.importers.encodings.ENCODING_NAMES`."""


def read_files(
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None] | None = None,
    *,
    wishes: Wishes | None = None,
) -> list[Found]:
    """What each file holds, or what is wrong with it; of folders and zip files each member.

    `progress(done, all, name)` may raise to stop: reading then ends at once.
    """
    with Sandbox() as sandbox:
        return list(read_pieces(sandbox, pieces_of(paths, sandbox), progress, wishes))


def read_pieces(
    sandbox: Sandbox,
    pieces: Iterable[Piece | Found],
    progress: Callable[[int, int, str], None] | None = None,
    wishes: Wishes | None = None,
) -> Iterator[Found]:
    """What is in each piece, in order; what is `Found` already passes through."""
    there = list(pieces)
    outcomes = sandbox.read_all(
        _reading(piece, wishes or Wishes()) for piece in there if isinstance(piece, Piece)
    )
    for done, piece in enumerate(there):
        if progress:
            progress(done, len(there), piece.path.name)
        if isinstance(piece, Found):
            yield piece
            continue
        outcome = next(outcomes)
        if isinstance(outcome, LooksLikeFaceSheet):
            outcome = sandbox.read(partial(_job, "sheet", str(piece.path), piece.data)).result()
        if piece.inside and isinstance(outcome, NotATranscript):
            continue
        yield Found(piece.path, _as_found(outcome, piece.path.name))


def pieces_of(paths: Iterable[Path], sandbox: Sandbox) -> Iterator[Piece | Found]:
    """The files, those in the folders by name, and those in the zip files."""
    for path in map(Path, paths):
        for file, inside in _expanded(path):
            if file.suffix.lower() in SOUNDS and file.is_file():
                yield Found(file, Sound(file))
                continue
            yield from unbundled(Piece(file, partial(_bytes, file), inside), sandbox)


def unbundled(piece: Piece, sandbox: Sandbox) -> Iterator[Piece | Found]:
    """The piece itself, or the members of a zip file. A zip inside a zip is not opened."""
    if piece.path.suffix.lower() != BUNDLE:
        yield piece
        return
    outcome = sandbox.read(
        partial(_job, "bundle", str(piece.path), piece.data, "", "", LARGEST_BUNDLE_MB)
    ).result()
    if not isinstance(outcome, tuple):
        yield Found(piece.path, _as_problem(outcome, piece.path.name))
        return
    for member in outcome:
        path = piece.path / member.name
        if path.suffix.lower() == BUNDLE:
            yield Found(path, BundleInside(path.name))
        elif not _passed_over(PurePosixPath(member.name)) and path.suffix.lower() not in SOUNDS:
            yield Piece(path, partial(_data, member), inside=True)


def _data(member: Member) -> bytes:
    return member.data


def _reading(piece: Piece, wishes: Wishes) -> Callable[[], Job]:
    return partial(_job, "transcript", str(piece.path), piece.data, wishes.layout, wishes.encoding)


def _job(
    kind: str,
    name: str,
    data: Callable[[], bytes],
    layout: str = "",
    encoding: str = "",
    most: int = LARGEST_MB,
) -> Job:
    """The file as a sandbox takes it; raises a `CannotRead` for one that need not go there."""
    held = data()
    file = Path(name.replace("\\", "/")).name or name
    if not held:
        raise EmptyFile(file)
    if len(held) > most * _MB:
        raise TooLarge(file, len(held) // _MB, most)
    return Job(kind, file, layout, encoding, seconds_for(len(held)), held)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_BUNDLE_MB * _MB:
            raise TooLarge(path.name, size // _MB, LARGEST_MB)
        return path.read_bytes()
    except OSError as problem:
        raise FileMissing(path.name, problem.strerror or type(problem).__name__) from problem


def _as_found(outcome: Outcome, file: str) -> Transcript | FaceSheet | CannotRead:
    return outcome if isinstance(outcome, Transcript | FaceSheet) else _as_problem(outcome, file)


def _as_problem(outcome: Outcome, file: str) -> CannotRead:
    return outcome if isinstance(outcome, CannotRead) else NotATranscript(file)


# -- folders -------------------------------------------------------------------------------------------


def _expanded(path: Path) -> Iterator[tuple[Path, bool]]:
    """A file itself, or the files of a folder in order of name; whether they were found in a folder."""
    if not path.is_dir():
        yield path, False
        return
    found = (
        inside
        for inside in path.rglob("*")
        if inside.is_file() and not _passed_over(PurePosixPath(inside.relative_to(path).as_posix()))
    )
    for inside in sorted(found, key=lambda file: [part.casefold() for part in file.relative_to(path).parts]):
        yield inside, True


def _passed_over(path: PurePosixPath) -> bool:
    left = path.suffix.lower() in _PASSED_OVER or path.name.casefold().startswith("readme")
    return left or is_beside(path)


# -- one sandbox for single files ----------------------------------------------------------------------


_lock = threading.Lock()
_kept: list[tuple[Sandbox, threading.Timer]] = []


def _shared(job: Callable[[], Job]) -> Outcome:
    """Read one file in a sandbox that stays a while for the next one."""
    with _lock:
        sandbox = _take() or Sandbox()
        timer = threading.Timer(_IDLE, _close)
        timer.daemon = True
        _kept.append((sandbox, timer))
        future = sandbox.read(job)
        timer.start()
    return future.result()


def _take() -> Sandbox | None:
    if not _kept:
        return None
    sandbox, timer = _kept.pop()
    timer.cancel()
    return sandbox


@atexit.register
def _close() -> None:
    """Nobody has brought a file for a while, or the program ends."""
    with _lock:
        sandbox = _take()
    if sandbox:
        with sandbox:
            pass
