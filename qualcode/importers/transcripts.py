"""Transcripts from files: one record for each format, and one door to all of them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.content import LONGEST_TEXT, Content
from qualcode.importers.dates import as_date
from qualcode.importers.markdown import read_markdown
from qualcode.importers.plain import read_plain
from qualcode.importers.problems import (
    CannotRead,
    EmptyFile,
    FileMissing,
    NoWords,
    TooLarge,
    TooLong,
    UnknownKind,
)
from qualcode.importers.word import read_word
from qualcode.model import Transcript
from qualcode.text.languages import as_language, language_of
from qualcode.text.turns import Line, Turned, turns_of, turns_of_sayings

LARGEST_MB = 25
_MB = 1_000_000


class Importer(NamedTuple):
    name: str
    label: str
    suffixes: tuple[str, ...]
    function: Callable[[str, bytes, str], Content]
    """From the file's name, its bytes and the encoding the researcher says it has (or “”)."""


IMPORTERS = (
    Importer("text", N_("Plain text"), (".txt", ".text"), read_plain),
    Importer("markdown", N_("Markdown"), (".md", ".markdown"), read_markdown),
    Importer("word", N_("Word document"), (".docx",), read_word),
)
SUFFIXES = tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)

# Beside the transcripts in a folder, and no transcripts: face sheets and what systems leave behind.
_PASSED_OVER = frozenset(
    {".csv", ".tsv", ".xlsx", ".xls", ".ods", ".ini", ".db", ".lnk", ".tmp", ".qualcode"}
)


def read_transcript(name: str, data: bytes, *, layout: str = "", encoding: str = "") -> Transcript:
    """A file as it was understood; nothing is stored. Raises a `CannotRead` that says what to do.

    `layout`, one of `qualcode.text.turns.LAYOUT_NAMES`, overrules the layout that was found; `encoding`, one
    of `qualcode.importers.encodings.ENCODING_NAMES`, the encoding.
    """
    file = Path(name.replace("\\", "/")).name or name
    importer = _importer(file)
    if not data:
        raise EmptyFile(file)
    if len(data) > LARGEST_MB * _MB:
        raise TooLarge(file, len(data) // _MB, LARGEST_MB)
    content = importer.function(file, data, encoding)
    turned = _turned(content, layout)
    if not any(character.isalnum() for character in turned.text):
        raise NoWords(file)
    if len(turned.text) > LONGEST_TEXT:
        raise TooLong(file, len(turned.text), LONGEST_TEXT)
    return Transcript(
        name=Path(file).stem,
        file=file,
        fingerprint=hashlib.sha256(data).hexdigest(),
        text=turned.text,
        turns=turned.turns,
        speakers=tuple(
            replace(each, case=content.cases.get(each.label, each.case)) for each in turned.speakers
        ),
        language=as_language(content.facts.get("language", "")) or language_of(turned.text),
        encoding=content.encoding,
        layout=turned.layout,
        evidence=turned.evidence,
        group=content.facts.get("group", ""),
        date=as_date(content.facts.get("date", "")),
        values=content.values,
        warnings=(*content.notices, *turned.notices),
    )


def _turned(content: Content, layout: str) -> Turned:
    if content.said and layout in {"", content.layout}:
        return turns_of_sayings(content.said, content.layout, content.evidence, content.roles)
    lines = content.lines or [
        Line(part, time=each.time) for each in content.said for part in each.text.split("\n")
    ]
    return turns_of(lines, layout)


def read_files(paths: Sequence[Path]) -> list[tuple[Path, Transcript | CannotRead]]:
    """Each file with its transcript or what is wrong with it; of folders the files in order of name."""
    return [(path, _read_file(path)) for path in _expanded(paths)]


def _importer(file: str) -> Importer:
    suffix = Path(file).suffix.lower()
    for importer in IMPORTERS:
        if suffix in importer.suffixes:
            return importer
    raise UnknownKind(file, suffix or file, ", ".join(kind.removeprefix(".") for kind in SUFFIXES))


def _read_file(path: Path) -> Transcript | CannotRead:
    try:
        _importer(path.name)
        size = path.stat().st_size
        if size > LARGEST_MB * _MB:
            return TooLarge(path.name, size // _MB, LARGEST_MB)
        return read_transcript(path.name, path.read_bytes())
    except CannotRead as problem:
        return problem
    except OSError as problem:
        return FileMissing(path.name, problem.strerror or type(problem).__name__)


def _expanded(paths: Sequence[Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            found = (
                inside for inside in path.rglob("*") if inside.is_file() and not _passed_over(inside, path)
            )
            yield from sorted(
                found, key=lambda inside: [part.casefold() for part in inside.relative_to(path).parts]
            )
        else:
            yield path


def _passed_over(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in file.relative_to(folder).parts)
    return hidden or file.suffix.lower() in _PASSED_OVER or file.name.casefold().startswith("readme")
