"""A document as its program shows it, gathered into lines: paragraphs, cells, text boxes, notes.

Readers tell what they meet in order; what a transcript should not hold is left out and counted.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.content import LONGEST_TEXT, Content, canonical_lines
from qualcode.importers.problems import OnlyPictures, TooLong
from qualcode.text.notices import Notice
from qualcode.text.turns import Line

COMMENTS = N_("Comments in the margin were left out: {count}.")
DELETED = N_("Passages deleted under “Track changes” were left out: {count}.")
HIDDEN = N_("Passages that the document hides were left out: {count}.")
EMBEDDED = N_("Web pages or documents embedded in the document were left out: {count}.")
_NOTES = N_("Footnotes and endnotes stand at the end, with “[1]” where each belongs: {count}.")
_BOXES = N_("Text boxes stand after the paragraph they belong to: {count}.")
_PAGES = N_("Headers and footers of pages were left out: {texts}.")
_ORDER = (COMMENTS, _NOTES, _BOXES, DELETED, HIDDEN, EMBEDDED)

_DEEPEST = 20
_PAGES_NAMED = 3
_LENGTH_NAMED = 60
_WORDS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[ivxlc]+")
# “Page 3 of 12” in a footer is no word worth telling of.
_PAGE_WORDS = frozenset(
    ("page", "pages", "p", "pp", "pg", "of", "стр", "страница", "страниц", "с", "из", "лист", "бет", "беті")
)


class _Piece(NamedTuple):
    text: str
    bold: bool
    mark: bool = False
    """Whether it is the mark of a note, “[1]”."""


@dataclass(slots=True)
class _Story:
    """A text of its own: the body, or a note, a text box, a page's header."""

    cell: int = -1
    lines: list[Line] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    """The lines of text boxes that belong to the paragraph being written."""


class Document:
    def __init__(self, file: str) -> None:
        self.pictures = 0
        self._file = file
        self._stories = [_Story()]
        self._notes: list[str] = []
        self._pages: dict[str, None] = {}
        self._counts: Counter[str] = Counter()
        self._leaving_out = ""
        self._length = 0

    def in_cell(self, column: int) -> None:
        """What follows stands in this column of a table; -1 outside of tables."""
        self._stories[-1].cell = column

    def add(self, text: str, *, bold: bool = False) -> None:
        """Words of the present paragraph; LF is a soft break, after which a line begins."""
        if not text:
            return
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise TooLong(self._file, self._length, LONGEST_TEXT)
        self._leaving_out = ""
        pieces = self._stories[-1].pieces
        if pieces and pieces[-1].mark and text[0] in ":：":
            # A note at a speaker's name: “Aigul[1]:” would be another speaker than “Aigul:”.
            pieces.insert(-1, _Piece(text[0], bold))
            text = text[1:]
        pieces.append(_Piece(text, bold))

    def count(self, sentence: str) -> None:
        """One thing was left out."""
        self._counts[sentence] += 1

    def leave_out(self, sentence: str, text: str) -> None:
        """A stretch of text was left out; those of one kind that follow each other count as one."""
        if text.strip() and self._leaving_out != sentence:
            self._leaving_out = sentence
            self.count(sentence)

    def end_paragraph(self, *, heading: bool = False) -> None:
        story = self._stories[-1]
        if story.pieces:
            story.lines += _lines(story.pieces, heading=heading, cell=story.cell)
            story.pieces.clear()
        if story.boxes:
            story.lines += story.boxes
            story.boxes.clear()
        self._leaving_out = ""

    def begin(self) -> None:
        """A note, text box or header begins, until one of the three below ends it."""
        here = self._stories[-1]
        self._stories.append(here if len(self._stories) > _DEEPEST else _Story(here.cell))

    def end_note(self) -> None:
        if lines := self._ended():
            self._notes.append(" ".join(line.text.strip() for line in lines))
            self._stories[-1].pieces.append(_Piece(f"[{len(self._notes)}]", bold=False, mark=True))

    def end_box(self) -> None:
        if lines := self._ended():
            self.count(_BOXES)
            self._stories[-1].boxes += lines

    def end_page(self) -> None:
        text = " ".join(" ".join(line.text for line in self._ended()).split())
        if _holds_words(text):
            self._pages[text] = None

    def _ended(self) -> list[Line]:
        self.end_paragraph()
        story = self._stories.pop()
        return [] if story is self._stories[-1] else story.lines

    def content(self, encoding: str = "", notices: Sequence[str] = ()) -> Content:
        """All that was told; raises where there are pictures and nothing else."""
        self.end_paragraph()
        lines = self._stories[0].lines
        if not lines and self.pictures:
            raise OnlyPictures(self._file)
        # headings are nobody's, whatever a note begins with
        notes = [Line(f"[{number}] {text}", heading=True) for number, text in enumerate(self._notes, 1)]
        read, removed = canonical_lines([*lines, *notes])
        return Content(read, encoding=encoding, notices=(*notices, *removed, *self._notices()))

    def _notices(self) -> Iterator[str]:
        self._counts[_NOTES] = len(self._notes)
        for sentence in _ORDER:
            if count := self._counts[sentence]:
                yield Notice(sentence, count=count)
        if self._pages:
            named = [_shortened(text) for text in list(self._pages)[:_PAGES_NAMED]]
            more = ["…"] if len(self._pages) > _PAGES_NAMED else []
            yield Notice(_PAGES, texts=", ".join([*named, *more]))


def is_heading(style: str) -> bool:
    """Whether a style of this name sets headings: Word and LibreOffice store these names in English."""
    name = style.casefold()
    return name.startswith("heading ") or name in {"title", "subtitle", "heading"}


def _lines(pieces: Sequence[_Piece], *, heading: bool, cell: int) -> Iterator[Line]:
    line: list[_Piece] = []
    for piece in pieces:
        first, *more = piece.text.split("\n")
        line.append(piece._replace(text=first) if more else piece)
        for part in more:
            yield from _line(line, heading=heading, cell=cell)
            line = [piece._replace(text=part)]
    yield from _line(line, heading=heading, cell=cell)


def _line(pieces: Sequence[_Piece], *, heading: bool, cell: int) -> Iterator[Line]:
    text = "".join(piece.text for piece in pieces)
    if not (words := text.rstrip()):
        return
    bold = 0
    for piece in pieces:
        if not piece.bold and piece.text.strip():
            break
        bold += len(piece.text)
    yield Line(text, len(words[:bold].rstrip()), heading, cell)


def _holds_words(text: str) -> bool:
    words = _WORDS.findall(text.casefold())
    return any(word not in _PAGE_WORDS and not _ROMAN.fullmatch(word) for word in words)


def _shortened(text: str) -> str:
    return f"“{text}”" if len(text) <= _LENGTH_NAMED else f"“{text[:_LENGTH_NAMED].rstrip()}…”"
