"""Transcripts from files: one record for each format, and one door to all of them."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.archive import kind_by_content
from qualcode.importers.called import readable_name
from qualcode.importers.captions import read_captions
from qualcode.importers.chat import read_chat
from qualcode.importers.content import LONGEST_TEXT, Content
from qualcode.importers.dates import as_date
from qualcode.importers.elan import read_elan
from qualcode.importers.markdown import read_markdown
from qualcode.importers.odt import read_odt
from qualcode.importers.pdf import read_pdf
from qualcode.importers.plain import read_plain
from qualcode.importers.problems import (
    EmptyFile,
    NoWords,
    TooLarge,
    TooLong,
    UnknownKind,
)
from qualcode.importers.rows import read_rows
from qualcode.importers.rtf import read_rtf
from qualcode.importers.web import read_html
from qualcode.importers.word import read_word
from qualcode.model import Transcript
from qualcode.text.languages import as_language, language_of
from qualcode.text.notices import Notice
from qualcode.text.turns import Line, Turned, turns_of, turns_of_sayings

LARGEST_MB = 25
_LONGEST_TIME = 2**31
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
    Importer("word", N_("Word document"), (".docx", ".docm", ".dotx"), read_word),
    Importer("odt", N_("OpenDocument text"), (".odt", ".ott", ".fodt"), read_odt),
    Importer("rtf", N_("Rich text"), (".rtf",), read_rtf),
    Importer("pdf", N_("PDF document"), (".pdf",), read_pdf),
    Importer("html", N_("Web page"), (".html", ".htm", ".xhtml"), read_html),
    Importer("captions", N_("Captions"), (".srt", ".vtt"), read_captions),
    Importer("elan", N_("ELAN annotations"), (".eaf",), read_elan),
    Importer("chat", N_("CHAT transcript"), (".cha",), read_chat),
    Importer("table", N_("Table"), (".csv", ".tsv", ".xlsx"), read_rows),
)
SUFFIXES = tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def understood(name: str, data: bytes, *, layout: str = "", encoding: str = "") -> Transcript:
    """A file as it was understood, in this very process: see `reading.py` for the door that strangers use."""
    file = readable_name(Path(name.replace("\\", "/")).name or name)
    if not data:
        raise EmptyFile(file)
    if len(data) > LARGEST_MB * _MB:
        raise TooLarge(file, len(data) // _MB, LARGEST_MB)
    importer, remarks = _importer(file, data)
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
        turns=tuple(each if _is_time(each.time) else replace(each, time=None) for each in turned.turns),
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
        warnings=(*remarks, *content.notices, *turned.notices),
    )


def _is_time(time: int | None) -> bool:
    """Whether a database can hold it: a damaged file may tell of millions of days."""
    return time is None or abs(time) < _LONGEST_TIME


def _turned(content: Content, layout: str) -> Turned:
    if content.said and layout in {"", content.layout}:
        return turns_of_sayings(content.said, content.layout, content.evidence, content.roles)
    lines = content.lines or [
        Line(part, time=each.time) for each in content.said for part in each.text.split("\n")
    ]
    return turns_of(lines, layout)


def _importer(file: str, data: bytes) -> tuple[Importer, tuple[str, ...]]:
    """By the file's name, unless its first bytes say it is of another kind; then a remark says so."""
    suffix = Path(file).suffix.lower()
    by_name = next((each for each in IMPORTERS if suffix in each.suffixes), None)
    wanted = _BY_CONTENT.get(_kind(data, suffix), "")
    by_content = next((each for each in IMPORTERS if each.name == wanted), None)
    if by_content and by_content is not by_name and (by_name is None or by_name.name not in _AS_NAMED):
        sentence = N_("The file’s name says otherwise, but by its content it was read as: {kind}.")
        remark = Notice(sentence, kind=by_content.label)
        return by_content, (remark,)
    if by_name is None:
        raise UnknownKind(file, suffix or file, ", ".join(kind.removeprefix(".") for kind in SUFFIXES))
    return by_name, ()


_BY_CONTENT = {"RTF": "rtf", "PDF": "pdf", "HTML": "html", "docx": "word", "odt": "odt", "xlsx": "table"}
_AS_NAMED = frozenset({"markdown"})
"""Kinds that may begin like others: Markdown holds HTML."""
_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("content.xml", "odt"))


def _kind(data: bytes, suffix: str) -> str:
    """What the first bytes say; of a zip with a foreign name, what lies in it."""
    kind = kind_by_content(data)
    if kind != "ZIP" or suffix in {".docx", ".odt", ".xlsx"}:
        return kind
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return kind
    return next((found for part, found in _PARTS for name in names if name.startswith(part)), kind)
