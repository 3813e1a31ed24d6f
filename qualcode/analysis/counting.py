"""Counting without loops: stretches of numbers, pairs in bounded memory, distinct things, words."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
AnyInts = npt.NDArray[np.signedinteger]

PAIRS_AT_A_TIME = 2**19  # small enough for the processor's cache, a few megabytes an array
FLAGS_AT_A_TIME = 2**26  # 64 MB
RADIX_LIMIT = 2**16  # numpy sorts 16-bit numbers by radix: linear, and several times as fast


def stretches(first: AnyInts, count: AnyInts) -> tuple[Longs, Longs]:
    """For each i the numbers `first[i]`, `first[i] + 1` …, `count[i]` of them: (i, number), i ascending."""
    owner = np.repeat(np.arange(len(count)), count)
    begin = np.cumsum(count) - count
    return owner, np.arange(len(owner)) + (first - begin)[owner]


def pairs(first: AnyInts, count: AnyInts) -> Iterator[tuple[Longs, Longs]]:
    """The same as `stretches`, a bounded piece at a time, however long one stretch is."""
    busy = np.flatnonzero(count)
    first, until = first[busy], np.cumsum(count[busy])
    begin = until - count[busy]
    total = int(until[-1]) if len(until) else 0
    for low in range(0, total, PAIRS_AT_A_TIME):
        high = min(low + PAIRS_AT_A_TIME, total)
        rows = slice(np.searchsorted(until, low, "right"), np.searchsorted(begin, high, "left"))
        here = np.maximum(begin[rows], low)
        owner, number = stretches(first[rows] + here - begin[rows], np.minimum(until[rows], high) - here)
        yield busy[rows][owner], number


def row_by_row(row: Longs) -> Longs:
    """The order that brings the items of each row together, their own order kept."""
    small = not len(row) or row.max() < RADIX_LIMIT
    return np.argsort(row.astype(np.uint16) if small else row, kind="stable")


def distinct(keys: Longs) -> Longs:
    """Each key once, ascending. Keys that come nearly sorted cost no more than looking at them."""
    ordered = np.sort(keys, kind="stable")
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def distinct_units(cell: Longs, unit: AnyInts, cells: int, units: int) -> Longs:
    """For each cell how many different units it was seen with."""
    if cells * units > FLAGS_AT_A_TIME:
        return np.bincount(distinct(cell * units + unit) // units, minlength=cells)

    seen = np.zeros(cells * units, dtype=bool)
    seen[cell * units + unit] = True
    counts: Longs = seen.reshape(cells, units).sum(axis=1, dtype=np.int64)
    return counts


def words_in(word_starts: Sequence[AnyInts], source: AnyInts, start: AnyInts, end: AnyInts) -> Longs:
    """For each stretch how many words begin in it; the stretches come in order of their sources."""
    found = np.zeros(len(source), dtype=np.int64)
    bounds = np.searchsorted(source, np.arange(len(word_starts) + 1))
    for starts, low, high in zip(word_starts, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if low < high:
            begins, ends = np.searchsorted(starts, start[low:high]), np.searchsorted(starts, end[low:high])
            found[low:high] = ends - begins
    return found
