"""Numbers in the margin of a PDF, which count its lines or paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.importers.pdf_rows import Row, row_of
from qualcode.importers.pdf_words import Word

_NUMBER = re.compile(r"[0-9]{1,5}")
_STEPS = (1, 2, 5, 10)
_YEARS = range(1700, 2100)
_FEWEST = 3
_FEWEST_INSIDE = 5
_REGULAR = 0.8
_MISSED = 3
_BEFORE = 0.6
_BESIDE = 0.35
_STRAYS = 0.1


class Numbering(NamedTuple):
    """How far the numbers in the margin have come."""

    last: int = 0
    step: int = 0


def without_numbers(rows: Sequence[Row], before: Numbering) -> tuple[list[Row], int, Numbering]:
    """The rows without the numbers that count lines or paragraphs, how many there were, and the last."""
    for column in _columns_of_numbers(rows):
        values = [int(word.text) for _, word in column]
        if (step := _step(values, before)) and _stands_apart(column, rows, before):
            numbers = {id(word) for _, word in column}
            kept = [[word for word in row.words if id(word) not in numbers] for row in rows]
            return [row_of(words) for words in kept if words], len(column), Numbering(values[-1], step)
    return list(rows), 0, before


def _columns_of_numbers(rows: Sequence[Row]) -> Iterator[list[tuple[int, Word]]]:
    """Numbers below one another, with nothing close beside them."""
    lone = [
        (number, word)
        for number, row in enumerate(rows)
        for at, word in enumerate(row.words)
        if _NUMBER.fullmatch(word.text) and _is_lone(row, at)
    ]
    columns: list[list[tuple[int, Word]]] = []
    edge = float("-inf")
    for number, word in sorted(lone, key=lambda each: each[1].x0):
        if word.x0 >= edge:
            columns.append([])
            edge = word.x1
        columns[-1].append((number, word))
        edge = max(edge, word.x1)
    yield from (sorted(column, key=lambda each: each[0]) for column in columns)


def _is_lone(row: Row, at: int) -> bool:
    word = row.words[at]
    before = at == 0 or word.x0 - row.words[at - 1].x1 > _BEFORE * row.size
    return before and (at + 1 == len(row.words) or row.words[at + 1].x0 - word.x1 > _BESIDE * row.size)


def _step(values: Sequence[int], before: Numbering) -> int:
    """By how much they count up; 0 where they do not count, or begin anywhere."""
    steps = Counter(b - a for a, b in pairwise(values))
    step, often = steps.most_common(1)[0] if steps else (before.step, 0)
    if step not in _STEPS or often < _REGULAR * (len(values) - 1):
        return 0
    begins = values[0] <= step or 0 <= values[0] - before.last <= _MISSED * step
    years = values[0] in _YEARS and values[-1] in _YEARS
    return step if begins or (len(values) > 2 * _FEWEST and not years) else 0


def _stands_apart(column: Sequence[tuple[int, Word]], rows: Sequence[Row], before: Numbering) -> bool:
    """Whether hardly any other word of the page comes into their column."""
    x0, x1 = min(word.x0 for _, word in column), max(word.x1 for _, word in column)
    if before.step == 0:
        outside = all(row.x0 >= x0 or row.x1 <= x1 for row in rows[column[0][0] : column[-1][0] + 1])
        if len(column) < (_FEWEST if outside else _FEWEST_INSIDE):
            return False
    numbers = {id(word) for _, word in column}
    inside = sum(
        any(word.x0 < x1 and word.x1 > x0 and id(word) not in numbers for word in row.words) for row in rows
    )
    return inside <= _STRAYS * len(rows)
