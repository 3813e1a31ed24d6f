"""The lines of a file on their way to paragraphs: each knows which lines of the file it stands for."""

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.text.lines import Line


class Row(NamedTuple):
    line: Line
    first: int
    last: int
    """Numbers of lines in the file; the same, unless lines were joined."""
    width: int
    """How many characters the line takes on paper, its indent included."""


class LeftOut(NamedTuple):
    """Characters of a line that are label, time, number or sign, and so not in the text."""

    line: int
    characters: str


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Every line with something on it, stripped."""
    return [
        Row(without_spaces(line), number, number, len(line.text.rstrip()))
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
