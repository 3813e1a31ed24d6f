"""The lines of a file on their way to paragraphs: each knows which lines of the file it stands for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qualcode.text.lines import Line


class Part(NamedTuple):
    """A line of the file within a row that several were joined to."""

    number: int
    start: int
    end: int


class Row(NamedTuple):
    line: Line
    number: int
    """Of the line in the file; where lines were joined, of the first."""
    width: int
    """How many characters the line takes on paper, its indent included."""
    parts: tuple[Part, ...] = ()
    """Empty unless lines were joined."""

    @property
    def last(self) -> int:
        """The number of the last line it stands for."""
        return self.parts[-1].number if self.parts else self.number


class LeftOut(NamedTuple):
    """Characters of a line that are label, time, number or sign, and so not in the text."""

    line: int
    characters: str


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Every line with something on it, stripped."""
    return [
        Row(without_spaces(line), number, len(line.text.rstrip()))
        for number, line in enumerate(lines)
        if line.text.strip()
    ]


def lines_of(rows: Sequence[Row]) -> list[Line]:
    return [row.line for row in rows]


def without_spaces(line: Line) -> Line:
    text = line.text.strip()
    if text == line.text:
        return line
    indent = len(line.text) - len(line.text.lstrip())
    return line._replace(text=text, bold=max(0, min(line.bold - indent, len(text))))


def without_beginning(line: Line, length: int) -> Line:
    """The line from a character on, stripped."""
    return without_spaces(line._replace(text=line.text[length:], bold=max(0, line.bold - length)))


def joined_row(rows: Sequence[Row]) -> Row:
    """One row of several, with spaces between."""
    if len(rows) == 1:
        return rows[0]
    parts: list[Part] = []
    start = 0
    for row in rows:
        parts.append(Part(row.number, start, start + len(row.line.text)))
        start += len(row.line.text) + 1
    text = " ".join(row.line.text for row in rows)
    return rows[0]._replace(line=rows[0].line._replace(text=text), parts=tuple(parts))


def part_of(row: Row, begin: int, end: int) -> Row | None:
    """A stretch of a row as a row of its own; None where it is empty."""
    text = row.line.text[begin:end]
    if not (bare := text.strip()):
        return None
    begin += len(text) - len(text.lstrip())
    end = begin + len(bare)
    line = row.line._replace(text=bare, bold=max(0, min(row.line.bold - begin, len(bare))))
    parts = tuple(Part(number, a - begin, b - begin) for number, a, b in _clipped(row.parts, begin, end))
    return row._replace(line=line, number=parts[0].number if parts else row.number, parts=parts)


def cut_from(row: Row, start: int, end: int) -> Iterator[LeftOut]:
    """Characters of a row that are not in the text, by the lines of the file they stand in."""
    text = row.line.text
    if not row.parts:
        yield from [LeftOut(row.number, text[start:end])] if start < end else []
        return
    for number, a, b in _clipped(row.parts, start, end):
        yield LeftOut(number, text[a:b])


def _clipped(parts: Sequence[Part], start: int, end: int) -> Iterator[Part]:
    for number, a, b in parts:
        if max(a, start) < min(b, end):
            yield Part(number, max(a, start), min(b, end))
