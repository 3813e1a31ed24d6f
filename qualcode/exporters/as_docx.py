"""Excerpts as a Word document, grouped by code: something to send to a co-author."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from qualcode.exporters import docx_parts as word
from qualcode.exporters.about import ONE_CODING, About
from qualcode.exporters.office import (
    content_types,
    core_properties,
    relationships,
    write_package,
    xml_text,
)
from qualcode.model import Segment

PATH = " / "
"""What joins the names in a code's path."""
DEEPEST = 4
"""The lowest heading; codes deeper in the tree share it."""
SHORT = 3
"""A value of so few letters (“34”, “yes”, “нет”, “жоқ”) says nothing without its attribute's name."""

_reordering = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_line_end = re.compile(r"[\v\f\x85\u2028\u2029]")
_digits = re.compile(r"([0-9]{1,18})")


def write_docx(segments: Iterable[Segment], path: Path, about: About) -> int:
    """Write the document; return how many excerpts. Word documents are read whole, so these are held whole."""
    ordered = sorted(segments, key=_reading_order)
    write_package(path, _parts(ordered, about))
    return len(ordered)


def _reading_order(segment: Segment) -> tuple[object, ...]:
    code = tuple(_natural(name) for name in segment.code.split(PATH))
    return code, _natural(segment.source), segment.source_id, segment.start, segment.end, segment.coder


@cache
def _natural(name: str) -> tuple[list[str | int], str]:
    """A key that puts “Interview 2” before “Interview 10”."""
    pieces = _digits.split(name.casefold())
    return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)], name


def _parts(segments: Sequence[Segment], about: About) -> Iterator[tuple[str, Iterable[str]]]:
    yield "[Content_Types].xml", [content_types(word.CONTENT)]
    yield "_rels/.rels", [relationships(word.ROOT)]
    yield "docProps/core.xml", [core_properties(about)]
    yield "word/_rels/document.xml.rels", [relationships(word.DOCUMENT)]
    yield "word/styles.xml", [word.styles(about.language)]
    yield "word/settings.xml", [word.SETTINGS]
    yield "word/header.xml", [word.header(_run(about.project))]
    yield "word/footer.xml", [word.FOOTER]
    yield "word/footer_first.xml", [word.FOOTER]
    yield "word/document.xml", _document(segments, about)


def _document(segments: Sequence[Segment], about: About) -> Iterator[str]:
    yield word.DOCUMENT_START
    yield from _head(segments, about)
    above: Sequence[str] = ()
    for code, excerpts in groupby(segments, key=lambda segment: segment.code):
        names = code.split(PATH)
        yield from _headings(names, above)
        above = names
        yield from _code(list(excerpts), about)
    yield word.DOCUMENT_END


def _head(segments: Sequence[Segment], about: About) -> Iterator[str]:
    """What this is: project, selection, date, how many excerpts, how to read them."""
    _ = about.words.gettext
    yield _paragraph("Title", _run(about.project))
    yield _paragraph("Subtitle", _run(_("Coded excerpts, {date}").format(date=about.day_in_words())))
    yield _paragraph("Lead", _run(about.selection))
    ...


def _headings(names: Sequence[str], above: Sequence[str]) -> Iterator[str]:
    """The headings that differ from those the last code stood under."""
    shared = 0
    for name, other in zip(names, above, strict=False):
        if name != other:
            break
        shared += 1
    for depth, name in enumerate(names[shared:], shared + 1):
        yield _paragraph(f"Heading{min(depth, DEEPEST)}", _run(name))
