"""Zip-based files (docx, xlsx) from strangers: checked while unpacking, before any library opens them."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from qualcode.importers.problems import (
    CannotRead,
    Damaged,
    Encrypted,
    ForeignDefinitions,
    NotOffice,
    SuspiciousPart,
    SwollenFile,
    SwollenPart,
    TooManyParts,
    UnsafePart,
)

MOST_PARTS = 2_000
LARGEST_PART_MB = 100
LARGEST_FILE_MB = 200
STEEPEST_RATIO = 200
_RATIO_COUNTS_ABOVE = 1_000_000
_CHUNK = 1 << 20
_MB = 1_000_000
_DEFINITIONS = tuple(
    mark.encode(codec)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for codec in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_PLAIN_DEFINITIONS = tuple(mark for mark in _DEFINITIONS if b"\0" not in mark)
_OVERLAP = 64
_NEVER_PARSED = (".svg", ".htm", ".html", ".mht", ".png", ".jpg", ".jpeg", ".emf", ".wmf")
# An encoding in which “<!DOCTYPE” is spelt otherwise (UTF-7, EBCDIC) would pass the search for it.
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"'](?P<name>[^\"']*)")
_SEARCHABLE = re.compile(rb"utf-?8|utf-?16|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)

_BEGINNINGS = (
    (b"{\\rtf", "RTF"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", "ZIP"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "Word 97–2003 (.doc)"),
)


def kind_by_content(data: bytes) -> str:
    """What a file is by its first bytes, as people call it; empty when they say nothing."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")


def check_archive(file: str, data: bytes, wanted: str, *, parsed: bool = True) -> None:
    """Raise when a zip breaks a limit, is encrypted, brings DOCTYPEs or names that lead elsewhere.

    DOCTYPEs matter only where its parts are `parsed`: a zip of interviews may hold web pages.

    Sizes are counted while unpacking: what the directory of a zip declares may be a lie.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted(file)
    if not data.startswith(b"PK"):
        raise NotOffice(file, wanted, kind_by_content(data) or "something else")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(file, archive, parsed=parsed)
    except CannotRead:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as cause:
        raise Damaged(file, wanted) from cause


def plain_path(name: str) -> str:
    """One spelling for names that mean one place: “./a//1.txt” is “a/1.txt”, with backslashes too."""
    return str(PurePosixPath(name.replace("\\", "/")))


def _check_parts(file: str, archive: zipfile.ZipFile, *, parsed: bool) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise TooManyParts(file, len(parts), MOST_PARTS)
    names: set[str] = set()
    total = 0
    for part in parts:
        if part.flag_bits & 0x1:
            raise Encrypted(file)
        name = part.filename if part.is_dir() else plain_path(part.filename)
        if name in names or _leads_elsewhere(part.filename):
            raise UnsafePart(file, part.filename[:80])
        names.add(name)
        total = _unpacked(file, archive, part, total, parsed=parsed)


def _leads_elsewhere(name: str) -> bool:
    path = PurePosixPath(plain_path(name))
    return path.is_absolute() or ".." in path.parts or ":" in name or not name.isprintable()


def _unpacked(file: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, total: int, *, parsed: bool) -> int:
    """Unpack one part in pieces, keeping none; the sum of all so far comes back."""
    size, last = 0, b""
    parsed = parsed and not part.filename.lower().endswith(_NEVER_PARSED)
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            _check_size(file, part, size, total)
            if parsed and (not _is_searchable(piece) or any(mark in last + piece for mark in _DEFINITIONS)):
                raise ForeignDefinitions(file, part.filename)
            last = piece[-_OVERLAP:]
    return total + size


def _check_size(file: str, part: zipfile.ZipInfo, size: int, total: int) -> None:
    if size > LARGEST_PART_MB * _MB:
        raise SwollenPart(file, part.filename, LARGEST_PART_MB)
    if total + size > LARGEST_FILE_MB * _MB:
        raise SwollenFile(file, LARGEST_FILE_MB)
    if size > _RATIO_COUNTS_ABOVE and size > STEEPEST_RATIO * max(1, part.compress_size):
        raise SuspiciousPart(file, part.filename, STEEPEST_RATIO)


def has_definitions(part: bytes) -> bool:
    """Whether XML brings a DOCTYPE, or could hide one in an encoding nobody searches."""
    marks = _DEFINITIONS if b"\0" in part else _PLAIN_DEFINITIONS
    return not _is_searchable(part) or any(mark in part for mark in marks)


def _is_searchable(piece: bytes) -> bool:
    if piece.startswith(b"L\x6f\xa7\x94"):  # “<?xm” in EBCDIC
        return False
    declared = _DECLARED.match(piece.removeprefix(b"\xef\xbb\xbf"))
    return declared is None or _SEARCHABLE.fullmatch(declared["name"]) is not None
