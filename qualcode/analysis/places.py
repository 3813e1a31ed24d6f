"""Places: where a code was given, each stretch once, whoever gave it and however often.

Overlapping or touching codings of one code in one source are one place. A heading has the places of
its descendants, merged in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from qualcode.analysis.counting import AnyInts, Longs, row_by_row, stretches
from qualcode.coded import Coded, Ints
from qualcode.errors import NotFound
from qualcode.model import Span


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of one source; `source` indexes `Coded.sources`."""

    source: int
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """All sources laid end to end with a gap between them: one number says where a character stands."""

    length: int
    """Of the longest source, and the gap."""

    @classmethod
    def of(cls, coded: Coded) -> Self:
        ends = (coded.codings.end, coded.turns.end)
        return cls(1 + max(int(end.max(initial=0)) for end in ends))

    def at(self, source: AnyInts, position: AnyInts) -> Longs:
        return source * np.int64(self.length) + position


@dataclass(frozen=True, eq=False)
class Rows:
    """Which rows of a table a code's codings count in, and the code each row is named for.

    The rows of code `c` are `row[first[c]:first[c + 1]]`.
    """

    codes: Longs
    first: Longs
    row: Longs

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, eq=False)
class Places:
    """In reading order (source, start): parallel arrays, one item a place.

    `row` says whose place it is (a row of `Rows`); the places of one row are disjoint and do not touch.
    """

    line: Line
    row: Longs
    source: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.row)

    def starts(self) -> Longs:
        """Where they start on the line: ascending."""
        return self.line.at(self.source, self.start)

    def ends(self) -> Longs:
        return self.line.at(self.source, self.end)

    def of(self, row: int) -> Self:
        """Those of one row."""
        mine = self.row == row
        return type(self)(self.line, self.row[mine], self.source[mine], self.start[mine], self.end[mine])

    def listed(self, which: Longs) -> list[Place]:
        """These, by index, as values."""
        columns = (column[which].tolist() for column in (self.source, self.start, self.end))
        return [Place(source, Span(start, end)) for source, start, end in zip(*columns, strict=True)]


def code_at(paths: Sequence[str], path: str) -> int:
    """Where this path stands among the paths."""
    try:
        return paths.index(path)
    except ValueError:
        raise NotFound("code", path) from None


def depths(coded: Coded) -> list[int]:
    """How many codes stand above each code."""
    depth: list[int] = []
    for parent in coded.parents.tolist():
        depth.append(0 if parent < 0 else depth[parent] + 1)
    return depth


def as_given(coded: Coded, codes: Sequence[int] | Longs) -> Rows:
    """A row for each of these codes, with the codings it was given itself."""
    own = {code: [row] for row, code in enumerate(codes)}
    return _rows(codes, [own.get(code, []) for code in range(len(coded.codes))])


def with_descendants(coded: Coded, codes: Sequence[int] | None = None) -> Rows:
    """A row for each of these codes, of all codes when None, with its own and its descendants' codings."""
    codes = range(len(coded.codes)) if codes is None else codes
    own = {code: [row] for row, code in enumerate(codes)}
    rows: list[list[int]] = []
    for code, parent in enumerate(coded.parents.tolist()):
        rows.append(own.get(code, []) + (rows[parent] if parent >= 0 else []))
    return _rows(codes, rows)


def _rows(codes: Sequence[int] | Longs, rows: list[list[int]]) -> Rows:
    first = np.cumsum([0, *map(len, rows)])
    return Rows(
        codes=np.asarray(codes, dtype=np.int64),
        first=first,
        row=np.fromiter((row for of_code in rows for row in of_code), dtype=np.int64, count=int(first[-1])),
    )


def places_of(coded: Coded, rows: Rows, *, each_coder: bool = False) -> Places:
    """The places of every row, in reading order.

    With `each_coder` the codings of different coders are not merged; the row is then
    `row * len(coded.coders) + coder`.
    """
    codings = coded.codings
    line = Line.of(coded)
    start = line.at(codings.source, codings.start)
    order = (
        np.arange(len(codings)) if bool(np.all(start[1:] >= start[:-1])) else np.argsort(start, kind="stable")
    )

    which, row = _spread(rows, codings.code[order])
    coding = order[which]
    if each_coder:
        row = row * len(coded.coders) + codings.coder[coding]
    first, end = _merge(row, start[coding], line.at(codings.source[coding], codings.end[coding]))
    kept = coding[first]
    source = codings.source[kept]
    ends = (end - line.at(source, np.zeros_like(source))).astype(np.int32)
    return Places(line, row[first], source, codings.start[kept], ends)


def _spread(rows: Rows, code: Ints) -> tuple[Longs, Longs]:
    """Each coding in each of its rows: (coding, row)."""
    first = rows.first[code]
    which, item = stretches(first, rows.first[code + 1] - first)
    return which, rows.row[item]


def _merge(row: Longs, start: Longs, end: Longs) -> tuple[Longs, Longs]:
    """For each place the index of its first item and its end on the line; the items come in order of start.

    The rows too are laid end to end, so that the furthest end so far never reaches into the next row,
    and one running maximum finds all gaps.
    """
    if not len(row):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)

    order = row_by_row(row)
    shift = row[order] * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end[order] + shift)
    opens = np.flatnonzero(np.concatenate(([True], (start[order] + shift)[1:] > reach[:-1])))
    closes = np.append(opens[1:], len(order)) - 1

    ends = np.full(len(row), -1)
    ends[order[opens]] = reach[closes] - shift[closes]
    first = np.flatnonzero(ends >= 0)  # back in reading order without sorting again
    return first, ends[first]


def given(coded: Coded) -> Places:
    """The codings themselves, not merged, in the order they came; the row is the code."""
    codings = coded.codings
    code = codings.code.astype(np.int64)
    return Places(Line.of(coded), code, codings.source, codings.start, codings.end)


def touches(coded: Coded, places: Places) -> tuple[Longs, Longs]:
    """Each place with each read turn it shares a character with: (place, turn), in reading order."""
    turns = coded.turns
    first = np.searchsorted(places.line.at(turns.source, turns.end), places.starts(), "right")
    until = np.searchsorted(places.line.at(turns.source, turns.start), places.ends(), "left")
    return stretches(first, until - first)
