"""Two wordings of one text, laid side by side: which words are still there, and where.

By paragraph first, then by word inside what changed: paragraphs or words that stand once on both sides
hold the rest in place (“patience”), and only small stretches between them are compared each with each.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """Characters that are the same on both sides, beginning here and there."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


class Hunk(NamedTuple):
    """What stands between two blocks: taken out of the old text, put into the new one."""

    old: int
    old_end: int
    new: int
    new_end: int


class Aligned(NamedTuple):
    blocks: tuple[Block, ...]
    """Ascending in both texts."""
    hunks: tuple[Hunk, ...]
    """Before, between and after the blocks: one more than those; the first and last may be empty."""


WORD = re.compile(r"\w+")
TOKEN = re.compile(r"\w+|[^\w\s]")
FEW = 4_096
"""Pairs of words up to which a stretch is compared each with each."""


SLIDE = 400
"""Characters by which a place may be moved to where a text is parted better."""


def aligned(old: str, new: str) -> Aligned:
    """The longest plausible agreement of two texts."""
    head = _same_head(old, new)
    tail = _same_tail(old[head:], new[head:])
    found = [Block(0, 0, head)] if head else []
    found += _inside(old, new, head, len(old) - tail, len(new) - tail)
    if tail:
        found.append(Block(len(old) - tail, len(new) - tail, tail))
    kept = _without_islands(_joined(found, old, new), Block(len(old), len(new), 0))
    return _as_aligned(_at_seams(kept, old, new), old, new)


def _same_head(old: str, new: str) -> int:
    """Whole paragraphs at the beginning that are the same."""
    if old == new:
        return len(old)
    length = common_head(old, new)
    return old.rfind("\n", 0, length) + 1


def _same_tail(old: str, new: str) -> int:
    if old == new:
        return 0
    length = common_tail(old, new)
    cut = old.find("\n", len(old) - length)
    return len(old) - cut if cut >= 0 else 0


def common_head(one: str, other: str, most: int | None = None) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other), most if most is not None else len(one))
    while low < high:  # comparing slices takes C's time, comparing characters Python's
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_tail(one: str, other: str, most: int | None = None) -> int:
    low, high = 0, min(len(one), len(other), most if most is not None else len(one))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


# -- paragraphs, then words --------------------------------------------------------------------------------


def _inside(old: str, new: str, start: int, old_end: int, new_end: int) -> Iterator[Block]:
    a, b = _lines(old, start, old_end), _lines(new, start, new_end)
    i, j = 0, 0
    for x, y, count in _ordered(_common([line for line, _ in a], [line for line, _ in b], each=False)):
        yield from _words(old, new, _stretch(a, i, x, start, old_end), _stretch(b, j, y, start, new_end))
        last, start_of_last = a[x + count - 1]
        if length := start_of_last + len(last) - a[x][1]:
            yield Block(a[x][1], b[y][1], length)
        i, j = x + count, y + count
    yield from _words(
        old, new, _stretch(a, i, len(a), start, old_end), _stretch(b, j, len(b), start, new_end)
    )


def _lines(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found = []
    for line in text[start:end].split("\n") if end > start else []:
        found.append((line, start))
        start += len(line) + 1
    return found


def _stretch(
    lines: Sequence[tuple[str, int]], first: int, last: int, start: int, end: int
) -> tuple[int, int]:
    """From after the line before `first` to the beginning of `last`."""
    begin = lines[first][1] if first < len(lines) else end
    return (start if first == 0 else begin), (lines[last][1] if last < len(lines) else end)


def _words(old: str, new: str, here: tuple[int, int], there: tuple[int, int]) -> Iterator[Block]:
    if here[0] >= here[1] or there[0] >= there[1]:
        return
    a, b = _tokens(old, here), _tokens(new, there)
    for x, y, count in _ordered(_common([word for word, _ in a], [word for word, _ in b], each=True)):
        for k in range(count):
            yield Block(a[x + k][1], b[y + k][1], len(a[x + k][0]))


def _tokens(text: str, stretch: tuple[int, int]) -> list[tuple[str, int]]:
    return [(found[0], found.start()) for found in TOKEN.finditer(text, *stretch)]


Run = tuple[int, int, int]


def _ordered(runs: Iterator[Run]) -> list[Run]:
    return sorted(runs)


def _common(a: Sequence[str], b: Sequence[str], *, each: bool) -> Iterator[Run]:
    """Runs of the same items, in any order; none cross. `each`: small rests are compared pair by pair."""
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        head = 0
        while a0 + head < a1 and b0 + head < b1 and a[a0 + head] == b[b0 + head]:
            head += 1
        if head:
            yield a0, b0, head
        a0, b0 = a0 + head, b0 + head
        tail = 0
        while a0 < a1 - tail and b0 < b1 - tail and a[a1 - tail - 1] == b[b1 - tail - 1]:
            tail += 1
        if tail:
            yield a1 - tail, b1 - tail, tail
        a1, b1 = a1 - tail, b1 - tail
        if a0 == a1 or b0 == b1:
            continue
        held = _holding(a, b, (a0, a1, b0, b1))
        if held:
            waiting += _between(held, (a0, a1, b0, b1))
        elif each and (a1 - a0) * (b1 - b0) <= FEW:
            yield from _longest(a[a0:a1], b[b0:b1], a0, b0)


def _holding(a: Sequence[str], b: Sequence[str], bounds: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The items that stand once on each side here, as many as are in the same order."""
    a0, a1, b0, b1 = bounds
    once = {item for item, count in Counter(b[b0:b1]).items() if count == 1}
    once &= {item for item, count in Counter(a[a0:a1]).items() if count == 1}
    if not once:
        return []
    place = {b[j]: j for j in range(b0, b1) if b[j] in once}
    return _rising([(i, place[a[i]]) for i in range(a0, a1) if a[i] in once])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(j)
            last.append(k)
        else:
            ends[place], last[place] = j, k
    found, k = [], last[-1] if last else -1
    while k >= 0:
        found.append(pairs[k])
        k = before[k]
    return found[::-1]


def _between(
    held: Sequence[tuple[int, int]], bounds: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that begin at each held pair, and the one before the first."""
    i, j = bounds[0], bounds[2]
    for x, y in held:
        if x > i and y > j:
            yield i, x, j, y
        i, j = x, y
    yield i, bounds[1], j, bounds[3]


def _longest(a: Sequence[str], b: Sequence[str], a0: int, b0: int) -> Iterator[Run]:
    """The longest common subsequence of two short lists."""
    table = [[0] * (len(b) + 1)]
    for one in a[::-1]:
        row, below = [0] * (len(b) + 1), table[-1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if one == b[j] else max(below[j], row[j + 1])
        table.append(row)
    table.reverse()
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j] and table[i][j] == table[i + 1][j + 1] + 1:
            yield a0 + i, b0 + j, 1
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


# -- from words to stretches -------------------------------------------------------------------------------


def _joined(blocks: Sequence[Block], old: str, new: str) -> list[Block]:
    """Neighbours become one where what stands between them is the same; spaces around belong to them."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else Block(0, 0, 0)
        gap = old[last.old_end : block.old]
        if found and gap == new[last.new_end : block.new]:
            found[-1] = Block(last.old, last.new, block.old_end - last.old)
            continue
        if found:
            reach = _spaces(old, new, last.old_end, last.new_end, block.old, block.new)
            found[-1] = last._replace(length=last.length + reach)
            last = found[-1]
        back = 0
        while (
            block.old - back > last.old_end
            and block.new - back > last.new_end
            and old[block.old - back - 1] == new[block.new - back - 1]
            and old[block.old - back - 1].isspace()
        ):
            back += 1
        found.append(Block(block.old - back, block.new - back, block.length + back))
    if found:
        last = found[-1]
        reach = _spaces(old, new, last.old_end, last.new_end, len(old), len(new))
        found[-1] = last._replace(length=last.length + reach)
    return found


def _spaces(old: str, new: str, i: int, j: int, old_end: int, new_end: int) -> int:
    count = 0
    while (
        i + count < old_end
        and j + count < new_end
        and old[i + count] == new[j + count]
        and old[i + count].isspace()
    ):
        count += 1
    return count


def _without_islands(blocks: Sequence[Block], end: Block) -> list[Block]:
    """Without the blocks that are smaller than what changed on either side of them: chance, not memory."""
    found = [Block(0, 0, 0)]
    for block in (*blocks, end):
        while len(found) > 1 and _is_island(found[-2], found[-1], block):
            found.pop()
        found.append(block)
    return found[1:-1]


def _is_island(before: Block, block: Block, after: Block) -> bool:
    left = max(block.old - before.old_end, block.new - before.new_end)
    right = max(after.old - block.old_end, after.new - block.new_end)
    return block.length <= left and block.length <= right


def _at_seams(blocks: Sequence[Block], old: str, new: str) -> list[Block]:
    """Where something was only put in, or only taken out, that may have been said of several places.

    Of “I ran. [You know.] We” and “I ran[. You know]. We” the first is what people do.
    """
    found = list(blocks)
    for k in range(1, len(found)):
        one, other = found[k - 1], found[k]
        if one.old_end == other.old:
            text, start, end = new, one.new_end, other.new
        elif one.new_end == other.new:
            text, start, end = old, one.old_end, other.old
        else:
            continue
        left = common_tail(
            text[start - min(one.length, SLIDE) : start], text[end - min(one.length, SLIDE) : end]
        )
        right = common_head(text[start : start + SLIDE], text[end : end + min(other.length, SLIDE)])
        best = max(range(-left, right + 1), key=lambda step: (_seam(text, start + step), -abs(step)))
        found[k - 1] = one._replace(length=one.length + best)
        found[k] = Block(other.old + best, other.new + best, other.length - best)
    return [block for block in found if block.length]


def _seam(text: str, place: int) -> int:
    """How well a text may be parted here."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if "\n" in (before, after) or not before:
        return 4 if before in ("\n", "") else 3
    if after.isspace():
        return 2 if before in '.!?…»”"' else 1
    return 1 if before.isspace() else 0


def _as_aligned(blocks: Sequence[Block], old: str, new: str) -> Aligned:
    hunks, i, j = [], 0, 0
    for block in blocks:
        hunks.append(Hunk(i, block.old, j, block.new))
        i, j = block.old_end, block.new_end
    hunks.append(Hunk(i, len(old), j, len(new)))
    return Aligned(tuple(blocks), tuple(hunks))
