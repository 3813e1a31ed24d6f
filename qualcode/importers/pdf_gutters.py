"""The white between the columns of a page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from qualcode.importers.pdf_rows import Row

_MOST_OPEN = 150
_MOST_GAPS = 30
_EM = 0.85
_WIDE = 1.8
_FEWEST = 3
_FEWEST_SURE = 5
_EVEN = 1.5
_EVENLY = 0.5
_LONG = 12
_CLOSE = 2.5
_LETTERS_IN_A_LINE = 16


class Gutter(NamedTuple):
    """White from the first of some rows to the last, between words on both sides."""

    x0: float
    x1: float
    first: int
    last: int
    left: int
    """How many rows have words to the left of it."""
    right: int


def best_gutter(rows: Sequence[Row], known: Sequence[tuple[float, float]] = ()) -> Gutter | None:
    """The one with words beside it in the most rows."""
    found = [gutter for gutter in _gutters(rows) if _is_gutter(gutter, rows, known)]
    return max(
        found,
        key=lambda each: (min(each.left, each.right), each.left + each.right, each.x1 - each.x0),
        default=None,
    )


def _is_gutter(gutter: Gutter, rows: Sequence[Row], known: Sequence[tuple[float, float]]) -> bool:
    band = rows[gutter.first : gutter.last + 1]
    fewer = min(gutter.left, gutter.right)
    if fewer and any(gutter.x0 - 1 <= x0 and abs(gutter.x1 - x1) < _EVEN for x0, x1 in known):
        return True
    if fewer >= _FEWEST_SURE:
        return _begins_evenly(gutter, band)
    if _is_unfinished(gutter, band):
        return True
    wide = gutter.x1 - gutter.x0 >= _WIDE * median(row.size for row in band)
    left_alone = sum(row.x1 <= gutter.x0 for row in band)
    return fewer >= _FEWEST and wide and not left_alone and _begins_evenly(gutter, band)


def _is_unfinished(gutter: Gutter, band: Sequence[Row]) -> bool:
    """Whether beside a long column another has just begun, with a few lines of many words."""
    if gutter.left < _LONG or not 1 < gutter.right <= _FEWEST_SURE:
        return False
    right = [[word for word in row.words if word.x1 > gutter.x0] for row in band if row.x1 > gutter.x0]
    letters = sum(len(word.text) for words in right for word in words)
    steps = [b[0].y - a[0].y for a, b in pairwise(right)]
    close = max(steps) < _CLOSE * right[0][0].size
    return close and letters >= _LETTERS_IN_A_LINE * len(right) and _begins_evenly(gutter, band)


def _begins_evenly(gutter: Gutter, band: Sequence[Row]) -> bool:
    """Whether most lines to its right begin at one edge, as they do not beside white between words."""
    begins = Counter(
        round(next(word.x0 for word in row.words if word.x1 > gutter.x0) / _EVEN)
        for row in band
        if row.x1 > gutter.x0
    )
    evenly = max(begins[x] + begins[x + 1] for x in begins)
    return evenly > _EVENLY * begins.total() and evenly >= min(begins.total(), _FEWEST_SURE)


def _gutters(rows: Sequence[Row]) -> Iterator[Gutter]:
    """All stretches of white that run down through rows, each as long and as wide as it can be."""
    if len(rows) < _FEWEST:
        return
    narrowest = _EM * median(row.size for row in rows)
    running: dict[tuple[float, float], Gutter] = {}
    for number, row in enumerate(rows):
        gaps = _gaps(row, narrowest)
        going: dict[tuple[float, float], Gutter] = {gap: Gutter(*gap, number, number, 0, 0) for gap in gaps}
        for gutter in running.values():
            goes_on = False
            for x0, x1 in gaps:
                place = max(gutter.x0, x0), min(gutter.x1, x1)
                if place[1] - place[0] < narrowest:
                    continue
                goes_on = True
                if place not in going or going[place].first > gutter.first:
                    going[place] = gutter._replace(x0=place[0], x1=place[1], last=number)
            if not goes_on:
                yield gutter
        running = {place: _counted(gutter, row) for place, gutter in list(going.items())[:_MOST_OPEN]}
    yield from running.values()


def _gaps(row: Row, narrowest: float) -> list[tuple[float, float]]:
    inside = [
        (before.x1, after.x0) for before, after in pairwise(row.words) if after.x0 - before.x1 >= narrowest
    ]
    inside = sorted(inside, key=lambda gap: gap[0] - gap[1])[:_MOST_GAPS]
    return [(float("-inf"), row.x0), *inside, (row.x1, float("inf"))]


def _counted(gutter: Gutter, row: Row) -> Gutter:
    left, right = row.x0 < gutter.x1, row.x1 > gutter.x0
    return gutter._replace(left=gutter.left + left, right=gutter.right + right)
