"""Tables in a PDF: which columns are one, and its rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from qualcode.importers.pdf_gutters import best_gutter
from qualcode.importers.pdf_rows import Row, Strip, rows_of, usual_step
from qualcode.text.times import time_alone

_MOST_CELLS = 8
_LETTERS_IN_A_LINE = 12
_NARROWEST = 10
_SINGLE = 1.15
_BLANK = 1.6
_BLANKS = 0.25
_TIGHT = 1.25
_SHORT = 0.75
_MOST_OF_A_TABLE = 0.6
_INLINE = re.compile(
    r".*[:：]|[•●▪■◦○*‣➢✓·–—-]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[^\W\d_][.)]|[A-ZА-Я]\d{0,2}\.", re.DOTALL
)


def is_table(left: Sequence[Row], right: Sequence[Row], band: Sequence[Row]) -> bool:
    """Whether two columns are read row by row: one is narrow, or waits for the other."""
    em = median(row.size for row in band)
    for column in (left, right):
        width = max(row.x1 for row in column) - min(row.x0 for row in column)
        letters = sum(len(row.text) for row in column) / len(column)
        if width < _NARROWEST * em or letters < _LETTERS_IN_A_LINE:
            return True
    return _waits(left, right) or _waits(right, left)


def _waits(column: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether it is blank now and then, until the other has finished."""
    size = median(row.size for row in column)
    step = max(_SINGLE * size, min(usual_step(column), usual_step(other)))
    after = [b for a, b in pairwise(column) if b.y - a.y > _BLANK * step]
    blank = sum(b.y - a.y - step for a, b in pairwise(column) if b.y - a.y > _BLANK * step)
    level = [row for row in after if any(abs(row.y - each.y) < row.size / 5 for each in other)]
    height = column[-1].y - column[0].y
    often = len(after) > 1 or (len(after) == 1 and len(column) < _MOST_OF_A_TABLE * len(other))
    return often and blank > _BLANKS * height and len(level) >= _SHORT * len(after)


def table(band: Sequence[Row], cut: float, column: str) -> Iterator[Strip]:
    cells = _cells(band, cut)
    grid = [[_in_cell(row, cell) for cell in cells] for row in band]
    entries = _entries(grid, band)
    if len(cells) == 2 and _is_inline([grid[first : last + 1] for first, last in entries]):  # noqa: PLR2004
        for first, last in entries:
            yield from _inline(grid[first : last + 1], column)
        return
    for first, last in entries:
        for number in range(len(cells)):
            inside = [row for line in grid[first : last + 1] if (row := line[number])]
            for at, row in enumerate(inside):
                yield Strip(row, f"{column}{number}", number, starts=at == 0 and bool(grid[first][0]))


def _cells(band: Sequence[Row], cut: float) -> list[tuple[float, float]]:
    """From where to where each column of the table goes."""
    cells = [(float("-inf"), cut), (cut, float("inf"))]
    for _ in range(_MOST_CELLS):
        for at, (x0, x1) in enumerate(cells):
            rows = rows_of(word for row in band for word in row.words if x0 < word.x1 <= x1)
            gutter = best_gutter(rows)
            if gutter and gutter.last - gutter.first + 1 >= _MOST_OF_A_TABLE * len(rows):
                middle = (gutter.x0 + gutter.x1) / 2
                cells[at : at + 1] = [(x0, middle), (middle, x1)]
                break
        else:
            break
    return cells


def _in_cell(row: Row, cell: tuple[float, float]) -> Row | None:
    words = [word for word in row.words if cell[0] < word.x1 <= cell[1]]
    found = rows_of(words)
    if not found:
        return None
    return Row(words, words[0].x0, max(word.x1 for word in words), found[-1].y, found[-1].size)


def _entries(grid: Sequence[Sequence[Row | None]], band: Sequence[Row]) -> list[tuple[int, int]]:
    """From which line to which each row of the table goes: a new one begins with its first cell."""
    step = usual_step(band)
    known = {line[0].text for at, line in enumerate(grid) if line[0] and (at == 0 or not grid[at - 1][0])}
    begins = [0]
    for at in range(1, len(grid)):
        first, above = grid[at][0], grid[at - 1][0]
        apart = band[at].y - band[at - 1].y > _TIGHT * step
        if first is None:
            if apart and sum(cell is not None for cell in grid[at]) > 1:
                begins.append(at)
        elif above is None or apart or not _goes_on(grid[at - 1], grid[at], known):
            begins.append(at)
    return list(zip(begins, [*[each - 1 for each in begins[1:]], len(grid) - 1], strict=True))


def _goes_on(above: Sequence[Row | None], line: Sequence[Row | None], known: set[str]) -> bool:
    """Whether a label goes on in the second line of its cell."""
    first = line[0]
    if first is None or first.text in known or above[0] is None:
        return False
    if above[0].text[-1] in ":.：":
        return False
    others, before = line[1:], above[1:]
    if any(now and not then for now, then in zip(others, before, strict=True)):
        return False
    return first.text[:1].islower() or not any(others) or len(above[0].text) > len(first.text)


def _is_inline(entries: Sequence[Sequence[Sequence[Row | None]]]) -> bool:
    """Whether the first cells are signs, numbers, times or labels with a colon, not cells of a table."""
    labels = [label for entry in entries if (label := _label(entry))]
    inline = sum(bool(_INLINE.fullmatch(label) or time_alone(label)) for label in labels)
    return bool(labels) and inline > _MOST_OF_A_TABLE * len(labels)


def _label(entry: Sequence[Sequence[Row | None]]) -> str:
    return " ".join(line[0].text for line in entry if line[0])


def _inline(entry: Sequence[Sequence[Row | None]], column: str) -> Iterator[Strip]:
    label, lines = _label(entry), [line[1] for line in entry if line[1]]
    bold = bool(entry[0][0] and entry[0][0].words[0].bold)
    if not lines:
        starts = bool(_INLINE.fullmatch(label))  # or else the last line of the words above, a short one
        yield from (
            Strip(line[0], column, starts=starts and at == 0) for at, line in enumerate(entry) if line[0]
        )
    for at, row in enumerate(lines):
        first = at == 0 and bool(label)
        yield Strip(row, column, starts=first, label=label if first else "", label_is_bold=first and bold)
