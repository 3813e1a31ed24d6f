"""The door for files: each is read in a sandbox, and comes back understood or with what is wrong with it."""

import atexit
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from stat import S_ISREG
from typing import NamedTuple

from qualcode.importers.bundle import Member, is_beside
from qualcode.importers.called import readable_name
from qualcode.importers.carried import Outcome
from qualcode.importers.codebook_columns import CodebookSheet
from qualcode.importers.codebook_files import CodebookFile
from qualcode.importers.facesheet import FaceSheet
from qualcode.importers.problems import (
    BundleInside,
    CannotRead,
    EmptyFile,
    FileMissing,
    LooksLikeFaceSheet,
    NotAFile,
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
_LEFT = (".ini", ".db", ".lnk", ".tmp", ".unfinished", ".pfsx", ".psfx", ".aup3")
"""What systems and programs leave beside their files: nobody misses it."""
_OTHERS = (".yaml", ".yml", ".json")
"""Codebooks and settings: no transcripts, but somebody may have thought so."""
_OWN_FILE, _OWN_FOLDER = ".qualcode", ".recordings"
_AHEAD = 8


class Piece(NamedTuple):
    """A file as it is brought: by its path in a folder or a bundle, and the means to read its bytes."""

    path: Path
    data: Callable[[], bytes]
    inside: bool = False
    """Whether it came with a folder or a bundle: nobody named it."""
    folder: str = ""
    """See `Transcript.folder`."""


class Sound(NamedTuple):
    """A recording, unread."""

    path: Path
    data: Callable[[], bytes] | None = None
    """Of one in a zip file: what it holds. One on disk is read from there."""
    folder: str = ""
    """See `Transcript.folder`."""


class PassedOver(NamedTuple):
    """A file that came with a folder or a bundle and is nothing to import.

    A table without interviews, a codebook, a link that leads out of the folder.
    """

    path: Path


class Found(NamedTuple):
    """A file and what it holds."""

    path: Path
    what: Transcript | FaceSheet | Sound | PassedOver | CannotRead


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


def read_codebook_file(name: str, data: bytes, *, encoding: str = "") -> CodebookFile | CodebookSheet:
    """A codebook in YAML or REFI-QDA, or a sheet of codes whose columns are still to be matched.

    What its author can mend is told in it; a file that cannot be opened at all raises a `CannotRead`.
    """
    outcome = _shared(partial(_job, "codebook", name, lambda: data, "", encoding))
    if isinstance(outcome, CodebookFile | CodebookSheet):
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
        return list(read_pieces(sandbox, pieces_of(paths), progress, wishes))


def read_pieces(
    sandbox: Sandbox,
    pieces: Iterable[Piece | Found],
    progress: Callable[[int, int, str], None] | None = None,
    wishes: Wishes | None = None,
) -> Iterator[Found]:
    """What is in each piece, in order; what is `Found` already passes through.

    A zip file is opened when its turn comes: until then it counts as one, so that “all” may grow.
    """
    begun = _begun(sandbox, _opened(sandbox, pieces), wishes or Wishes())
    for done, (piece, outcome, total) in enumerate(begun):
        if progress:
            progress(done, total, readable_name(piece.path.name))
        if isinstance(piece, Piece) and outcome:
            yield Found(piece.path, _understood(sandbox, piece, outcome.result()))
        elif isinstance(piece, Found):
            yield piece


def _begun(
    sandbox: Sandbox, pieces: Iterable[tuple[Piece | Found, int]], wishes: Wishes
) -> Iterator[tuple[Piece | Found, "Future[Outcome] | None", int]]:
    """Each piece with what is becoming of it; some are begun ahead, so that no process waits."""
    ahead: deque[tuple[Piece | Found, Future[Outcome] | None, int]] = deque()
    for piece, total in pieces:
        outcome = sandbox.read(_reading(piece, wishes)) if isinstance(piece, Piece) else None
        ahead.append((piece, outcome, total))
        if len(ahead) > _AHEAD:
            yield ahead.popleft()
    yield from ahead


def _opened(sandbox: Sandbox, pieces: Iterable[Piece | Found]) -> Iterator[tuple[Piece | Found, int]]:
    """The pieces, and the members of the zip files among them; with each how many are known of."""
    there = list(pieces)
    total = len(there)
    for piece in there:
        members = list(unbundled(piece, sandbox)) if isinstance(piece, Piece) else [piece]
        total += len(members) - 1
        for member in members:
            yield member, total


def _understood(
    sandbox: Sandbox, piece: Piece, outcome: Outcome
) -> Transcript | FaceSheet | PassedOver | CannotRead:
    if isinstance(outcome, LooksLikeFaceSheet):
        outcome = sandbox.read(partial(_job, "sheet", str(piece.path), piece.data)).result()
    if isinstance(outcome, Transcript):
        return replace(outcome, folder=piece.folder)
    if isinstance(outcome, FaceSheet):
        return outcome
    if piece.inside and isinstance(outcome, NotATranscript):
        return PassedOver(piece.path)
    return _as_problem(outcome, readable_name(piece.path.name))


def pieces_of(paths: Iterable[Path]) -> Iterator[Piece | Found]:
    """The files, and those in the folders by name. Zip files are one piece each."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _inside(path)
        else:
            yield _piece(path, _folder(path.parent), inside=False)


def unbundled(piece: Piece, sandbox: Sandbox) -> Iterator[Piece | Found]:
    """The piece itself, or the members of a zip file. A zip inside a zip is not opened."""
    if piece.path.suffix.lower() != BUNDLE:
        yield piece
        return
    outcome = sandbox.read(
        partial(_job, "bundle", str(piece.path), piece.data, "", "", LARGEST_BUNDLE_MB)
    ).result()
    if not isinstance(outcome, tuple):
        yield Found(piece.path, _as_problem(outcome, readable_name(piece.path.name)))
        return
    for member in outcome:
        name = PurePosixPath(member.name)
        folder = "/".join(filter(None, (piece.folder, piece.path.stem, _folder(name.parent))))
        if not _is_left(name):
            yield _member(piece.path / name, member, folder)


def _member(path: Path, member: Member, folder: str) -> Piece | Found:
    suffix = path.suffix.lower()
    if suffix == BUNDLE:
        return Found(path, BundleInside(readable_name(path.name)))
    if suffix in _OTHERS:
        return Found(path, PassedOver(path))
    if suffix in SOUNDS:
        return Found(path, Sound(path, partial(_data, member), folder))
    return Piece(path, partial(_data, member), inside=True, folder=folder)


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
    file = readable_name(Path(name.replace("\\", "/")).name or name)
    if not held:
        raise EmptyFile(file)
    if len(held) > most * _MB:
        raise TooLarge(file, len(held) // _MB, most)
    return Job(kind, file, layout, encoding, seconds_for(len(held)), held)


def bytes_of(path: Path) -> bytes:
    """What a file on disk holds; raises a `CannotRead`. A pipe or a device may never end: it is not read."""
    most = LARGEST_BUNDLE_MB * _MB
    try:
        there = path.stat()
        if not S_ISREG(there.st_mode) and not path.is_dir():
            raise NotAFile(readable_name(path.name))
        if there.st_size > most:
            raise TooLarge(readable_name(path.name), there.st_size // _MB, LARGEST_MB)
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as problem:
        raise FileMissing(readable_name(path.name), problem.strerror or type(problem).__name__) from problem


def _as_problem(outcome: Outcome, file: str) -> CannotRead:
    return outcome if isinstance(outcome, CannotRead) else NotATranscript(file)


# -- folders -------------------------------------------------------------------------------------------


def _inside(folder: Path) -> Iterator[Piece | Found]:
    """The files of a folder in order of name."""
    name = _folder(folder) or folder.resolve().name
    found = (path for path in folder.rglob("*") if path.is_file() and not _is_left(_within(path, folder)))
    for path in sorted(found, key=lambda path: [part.casefold() for part in _within(path, folder).parts]):
        if path.suffix.lower() in _OTHERS or not path.resolve().is_relative_to(folder.resolve()):
            yield Found(path, PassedOver(path))
        else:
            place = "/".join(filter(None, (name, _folder(_within(path, folder).parent))))
            yield _piece(path, place, inside=True)


def _piece(path: Path, folder: str, *, inside: bool) -> Piece | Found:
    if path.suffix.lower() in SOUNDS and path.is_file():
        return Found(path, Sound(path, folder=folder))
    return Piece(path, partial(bytes_of, path), inside, folder)


def _within(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(folder).as_posix())


def _folder(path: PurePath) -> str:
    return "/".join(part for part in path.parts if part not in {path.anchor, ".."})


def _is_left(path: PurePosixPath) -> bool:
    """Whether nobody would miss it: what systems leave, what is ours, what says “read me”."""
    suffix = path.suffix.lower()
    own = suffix.startswith(_OWN_FILE) or any(part.endswith(_OWN_FOLDER) for part in path.parts[:-1])
    return own or suffix in _LEFT or path.stem.casefold() == "readme" or is_beside(path)


# -- one sandbox for single files ----------------------------------------------------------------------


_lock = threading.Lock()
_kept: dict[Sandbox, threading.Timer] = {}
"""The one that waits for the next file, if any: whoever reads takes it out."""


def _shared(job: Callable[[], Job]) -> Outcome:
    """Read one file in a sandbox that stays a while for the next one."""
    sandbox = _taken() or Sandbox()
    try:
        return sandbox.read(job).result()
    finally:
        _put_back(sandbox)


def _taken() -> Sandbox | None:
    with _lock:
        if not _kept:
            return None
        sandbox, timer = _kept.popitem()
    timer.cancel()
    return sandbox


def _put_back(sandbox: Sandbox) -> None:
    timer = threading.Timer(_IDLE, _close, [sandbox])
    timer.daemon = True
    with _lock:
        if is_needed := not _kept:
            _kept[sandbox] = timer
            timer.start()
    if not is_needed:
        _end(sandbox)


def _close(sandbox: Sandbox) -> None:
    """Nobody has brought a file for a while."""
    with _lock:
        is_idle = _kept.pop(sandbox, None)
    if is_idle:
        _end(sandbox)


@atexit.register
def _close_all() -> None:
    if sandbox := _taken():
        _end(sandbox)


def _end(sandbox: Sandbox) -> None:
    with sandbox:
        pass
