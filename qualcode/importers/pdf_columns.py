"""The order in which a page is read: columns one after the other, tables row by row."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from qualcode.importers.pdf_gutters import Gutter, best_gutter
from qualcode.importers.pdf_rows import Row, Strip, rows_of
from qualcode.importers.pdf_tables import is_table, table

_MOST_SPLITS = 60
_MOST_KNOWN = 20
_SURE = 12
_FAR = 3.0
_LARGE = 1.2


class _Part(NamedTuple):
    """Rows that are still to be split, or a table with where its second column begins."""

    rows: Sequence[Row]
    column: str
    cut: float | None = None


class Columns:
    """Puts the lines of page after page in order; a page may be split where those before it were."""

    def __init__(self) -> None:
        self._known: list[tuple[float, float]] = []

    def strips(self, rows: Sequence[Row]) -> Iterator[Strip]:
        """All lines of the next page in the order in which they are read."""
        waiting = [_Part(rows, "")]
        splits = 0
        while waiting:
            part = waiting.pop()
            if part.cut is not None:
                yield from table(part.rows, part.cut, part.column)
                continue
            gutter = best_gutter(part.rows, self._known) if splits < _MOST_SPLITS else None
            if gutter is None:
                yield from (Strip(row, part.column) for row in part.rows)
                continue
            splits += 1
            waiting += reversed([each for each in _parts(part, gutter) if each.rows])
            if min(gutter.left, gutter.right) >= _SURE and len(self._known) < _MOST_KNOWN:
                self._known.append((gutter.x0, gutter.x1))


def _parts(part: _Part, gutter: Gutter) -> Iterator[_Part]:
    """What stands above the gutter, to its left and right, and below."""
    first, last = _without_loose_ends(part.rows, gutter)
    band = part.rows[first : last + 1]
    cut = (gutter.x0 + gutter.x1) / 2
    left, right = _halves(band, cut)
    yield _Part(part.rows[:first], part.column)
    if is_table(left, right, band):
        yield _Part(band, part.column + "t", cut)
    else:
        yield _Part(left, part.column + "l")
        yield _Part(right, part.column + "r")
    yield _Part(part.rows[last + 1 :], part.column)


def _halves(band: Sequence[Row], cut: float) -> tuple[list[Row], list[Row]]:
    left = [word for row in band for word in row.words if word.x1 <= cut]
    right = [word for row in band for word in row.words if word.x1 > cut]
    return rows_of(left), rows_of(right)


def _without_loose_ends(rows: Sequence[Row], gutter: Gutter) -> tuple[int, int]:
    """The first and last row of a gutter, less those far above and below it that stand on one side only.

    A date over the right column is no part of it, nor a signature under the left one.
    """
    first, last = gutter.first, gutter.last
    both = [
        number
        for number in range(first, last + 1)
        if rows[number].x0 < gutter.x0 and rows[number].x1 > gutter.x1
    ]
    far = _FAR * median(row.size for row in rows[first : last + 1])
    if both:
        above = [
            number
            for number in range(first, both[0])
            if rows[number + 1].y - rows[number].y > far or rows[number].size > _LARGE * rows[both[0]].size
        ]
        below = [number for number in range(both[-1], last) if rows[number + 1].y - rows[number].y > far]
        return (above[-1] + 1 if above else first), (below[0] if below else last)
    return first, last
