"""Rows: the words on one line of a page, whatever lies between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from qualcode.importers.pdf_words import LEFTWARD, Word

_LEVEL = 0.45
_SAME_LEVEL = 0.1
_NARROW = 0.12
_SMALL = 0.8
_LARGEST = 1.3


class Row(NamedTuple):
    """Words on one line, from left to right, whatever lies between them."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        return spaced(self.words)

    @property
    def bold(self) -> int:
        """How many characters of the text are bold, from its beginning."""
        thin = next((at for at, word in enumerate(self.words) if not word.bold), len(self.words))
        return len(spaced(self.words[:thin]))


ASIDE = "aside"
"""The column of words that run in another direction than most of their page."""


class Strip(NamedTuple):
    """A line of one column, or of one cell of a table."""

    row: Row
    column: str
    """Which column of a page: lines of the same column may be one paragraph on the next page."""
    cell: int = -1
    starts: bool = False
    """Whether it certainly begins a paragraph."""
    label: str = ""
    """What stands to its left and belongs before it."""
    label_is_bold: bool = False


def spaced(words: Sequence[Word], *, marks: bool = True) -> str:
    """Words as a text, with or without the raised numbers that stand for footnotes."""
    text, before = "", None
    for word in words:
        is_mark = before is not None and _is_mark(before, word)
        if marks or not is_mark:
            close = is_mark or (before is not None and _is_mark_before(before, word))
            text += word.text if close else f" {word.text}"
        before = word
    return text.lstrip()


def marks_in(row: Row) -> list[str]:
    """The numbers of the footnotes it refers to."""
    return [word.text for before, word in pairwise(row.words) if _is_mark(before, word)]


def _is_mark(before: Word, word: Word) -> bool:
    small = word.size < _SMALL * before.size and word.text.isdigit()
    return small and before.y - word.y > _SAME_LEVEL * before.size and _is_near(before, word)


def _is_mark_before(mark: Word, word: Word) -> bool:
    """Whether this is a full stop after such a number."""
    return not word.text[0].isalnum() and _is_near(mark, word) and mark.size < _SMALL * word.size


def _is_near(before: Word, word: Word) -> bool:
    return abs(word.x0 - before.x1) < _NARROW * max(before.size, word.size) and word.order != before.order + 1


def rows_of(words: Iterable[Word]) -> list[Row]:
    """From top to bottom. A raised number belongs to the line it is raised from."""
    ordered = sorted(words, key=lambda word: word.y)
    if not ordered:
        return []
    largest = _LARGEST * median(word.size for word in ordered)
    rows: list[list[Word]] = []
    base = ordered[0]
    for word in ordered:
        level = _LEVEL * min(max(base.size, word.size), largest)
        if not rows or word.y - base.y > level:
            rows.append([])
            base = word
        elif word.size > base.size and len(word.text) > 1:
            base = word
        rows[-1].append(word)
    return [row_of(row) for row in rows]


def row_of(words: list[Word]) -> Row:
    words = _joined(_in_order(words))
    sizes: dict[float, int] = defaultdict(int)
    for word in words:
        sizes[word.size] += len(word.text)
    size = max(sizes, key=lambda each: (sizes[each], each))
    level = next(word.y for word in words if word.size == size)
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    return Row(words, x0, x1, level, size)


def _joined(words: Sequence[Word]) -> list[Word]:
    """Parts of words put together.

    Where a font lacks letters, as many do Kazakh ones, these are drawn apart from the others, after them.
    """
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and _touches(before, word) and not LEFTWARD.search(word.text):
            text = before.text + word.text
            joined[-1] = before._replace(text=text, x1=max(before.x1, word.x1), order=word.order)
        else:
            joined.append(word)
    return joined


def _touches(before: Word, word: Word) -> bool:
    size = min(before.size, word.size)
    drawn = word.order == before.order + 1
    level = abs(word.y - before.y) < _SAME_LEVEL * size and abs(word.size - before.size) < _SAME_LEVEL * size
    ended = before.text[-1] in ".,:;!?" and word.text[0].isalpha()  # as before a tab that has hardly any room
    return level and not (drawn or ended) and -_NARROW * size < word.x0 - before.x1 < _NARROW * size


def _in_order(words: list[Word]) -> list[Word]:
    """From left to right; in Hebrew and Arabic from right to left, with numbers and foreign words between."""
    words.sort(key=lambda word: word.x0)
    leftward = [bool(LEFTWARD.search(word.text)) for word in words]
    if not any(leftward):
        return words
    against = 2 * sum(leftward) >= len(words)
    runs = groupby(zip(words, leftward, strict=True), key=lambda each: each[1])
    parts = [[word for word, _ in run][:: -1 if left else 1] for left, run in runs]
    return [word for part in parts[:: -1 if against else 1] for word in part]


def usual_step(rows: Sequence[Row]) -> float:
    """From one line to the next, where nothing lies between."""
    steps = sorted(b.y - a.y for a, b in pairwise(rows))
    return steps[len(steps) // 4] if steps else 0.0
