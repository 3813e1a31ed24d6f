"""The lines of a web page as they are gathered: paragraphs, cells of tables, and what only furnishes it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.importers.problems import TooIntricate
from qualcode.importers.web_elements import Element
from qualcode.text.turns import Line

_SPACES = re.compile(r"[ \t\n\r\f]+")
_PADDING = re.compile("[ \u00a0]{2,}")
_MOST_LINES = 400_000
_LONG_CELL = 20
_FEWEST_LINKS = 3


class _Piece(NamedTuple):
    text: str
    element: Element


@dataclass(slots=True)
class _Read:
    line: Line
    furniture: bool
    linked: bool


@dataclass(slots=True)
class _Row:
    """A row of a table that is open."""

    column: int = -1
    lines: list[_Read] = field(default_factory=list)
    holds_table: bool = False


class Lines:
    def __init__(self, file: str) -> None:
        self._file = file
        self._pieces: list[_Piece] = []
        self._reads: list[_Read] = []
        self._rows: list[_Row] = []

    def add(self, text: str, element: Element) -> None:
        if not element.as_typed:
            self._add(_PADDING.sub(" ", _SPACES.sub(" ", text)), element)
            return
        first, *more = text.split("\n")
        self._add(first, element)
        for part in more:
            self.end_line()
            self._add(part, element)

    def end_line(self) -> None:
        text = "".join(piece.text for piece in self._pieces).rstrip()
        if text:
            self._finish(text, [piece.element for piece in self._pieces if piece.text.strip()])
        self._pieces.clear()

    def drop_line(self) -> bool:
        """Whether there was one: nothing of it is kept."""
        dropped = bool(self._pieces)
        self._pieces.clear()
        return dropped

    def begin_table(self) -> None:
        if self._rows:
            self._rows[-1].holds_table = True
        self._rows.append(_Row())

    def begin_cell(self) -> None:
        if self._rows:
            self._rows[-1].column += 1

    def end_row(self) -> None:
        """Tables that only lay out a page are none: those of one column, around tables, of long texts."""
        if not self._rows:
            return
        row = self._rows[-1]
        longest = max(Counter(read.line.cell for read in row.lines).values(), default=0)
        if row.column < 1 or row.holds_table or longest > _LONG_CELL:
            for read in row.lines:
                read.line = read.line._replace(cell=-1)
        self._rows[-1] = _Row()

    def end_table(self) -> None:
        self.end_row()
        if self._rows:
            self._rows.pop()

    def __len__(self) -> int:
        return len(self._reads)

    def kept(self) -> list[Line]:
        """Without menus, side columns and footers, unless there are no words elsewhere."""
        menus = _menus(self._reads)
        kept = [
            read.line for number, read in enumerate(self._reads) if not read.furniture and number not in menus
        ]
        return kept if any(has_words(line.text) for line in kept) else [read.line for read in self._reads]

    def _add(self, text: str, element: Element) -> None:
        if not element.as_typed and (not self._pieces or self._pieces[-1].text[-1] in " \u00a0"):
            text = text.lstrip(" \u00a0")
        if text:
            self._pieces.append(_Piece(text, element))

    def _finish(self, text: str, elements: Sequence[Element]) -> None:
        cell = self._rows[-1].column if self._rows else -1
        line = Line(text, _bold(self._pieces, text), elements[0].heading, cell)
        read = _Read(line, elements[0].furniture, all(element.linked for element in elements))
        self._reads.append(read)
        if len(self._reads) > _MOST_LINES:
            raise TooIntricate(self._file, _MOST_LINES)
        if self._rows:
            self._rows[-1].lines.append(read)


def _bold(pieces: Sequence[_Piece], text: str) -> int:
    bold = 0
    for piece in pieces:
        if not piece.element.bold and piece.text.strip():
            break
        bold += len(piece.text)
    return len(text[:bold].rstrip())


def has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _menus(reads: Sequence[_Read]) -> frozenset[int]:
    """Lines that lead to other pages, some in a row; not where most of the words are links to their sound."""
    runs: list[list[int]] = [[]]
    for number, read in enumerate(reads):
        if read.linked:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    found = frozenset(number for run in runs if len(run) >= _FEWEST_LINKS for number in run)
    lengths = [len(read.line.text) for read in reads]
    return found if 2 * sum(lengths[number] for number in found) < sum(lengths) else frozenset()
