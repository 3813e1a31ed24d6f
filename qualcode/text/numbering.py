"""Numbers that count the lines, paragraphs or turns of a transcript: they are no words of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.text.finding import find_brackets, find_colon
from qualcode.text.labels import likely_role, shape
from qualcode.text.rows import LeftOut, Row, without_beginning

_NUMBER = re.compile(r"[\[(]?(?:№\s?)?(?P<number>[0-9]{1,6})(?P<sign>[\])}]?[.):|]?(?:\s\|)?)(?:\s++|$)")
_ENDED = re.compile(r"[.?!…:;]\W*$")
_COUNTING = frozenset({"", "]", "|"})
"""Signs after a number that counts; after “1.” and “1)” it may be an item of a list."""

_FEWEST = 4
_FEWEST_FIFTHS = 2
_FEWEST_TURNS = 3
_NEARLY_ALL = 0.9
_STEADY = 0.95
_FIFTHS = (0.14, 0.27)
_STEP = 5
_BROKEN = 0.25
_FIRST_PAGES = 3
_SHORTEST_PAGE = 10


class Numbered(NamedTuple):
    """A file without its numbers."""

    rows: list[Row]
    cut: list[LeftOut]
    spoken: bool = True
    """Whether the numbers count only if speakers stand behind them: otherwise they may be the text's own."""


class _Found(NamedTuple):
    row: int
    number: int
    end: int
    sign: str


def without_numbers(rows: Sequence[Row]) -> Iterator[Numbered]:
    """The ways in which the numbers of a file may count its lines; most have none."""
    found = list(_numbers(rows))
    alone = [each for each in found if each.end == len(rows[each.row].line.text)]
    if len(alone) >= _FIRST_PAGES and _in_own_lines(alone, rows):
        yield _cut(rows, alone)
    lone = set(alone)
    begun = [each for each in found if each not in lone]
    signs = Counter(each.sign for each in begun).most_common(1)
    if not signs:
        return
    sign = signs[0][0]
    alike = [each for each in found if each.sign == sign or each in lone]
    if _count_every_line(alike, rows):
        yield _cut(rows, alike, spoken=sign not in _COUNTING or not _are_broken(alike, rows))
    elif fifths := _counted_fifths(begun, rows) if sign in _COUNTING else []:
        yield _cut(rows, fifths, spoken=not _are_broken(fifths, rows))
    if turns := _counted_turns(begun, rows):
        yield _cut(rows, turns)


def _numbers(rows: Sequence[Row]) -> Iterator[_Found]:
    for number, row in enumerate(rows):
        text = row.line.text
        if row.line.heading or not (text[0].isdigit() or text[0] in "[(№"):  # “[1] Berik: laughs”, a footnote
            continue
        if match := _NUMBER.match(text):
            yield _Found(number, int(match["number"]), match.end(), match["sign"].strip(" "))


def _in_own_lines(alone: Sequence[_Found], rows: Sequence[Row]) -> bool:
    """Whether numbers that stand alone count on from the first pages, or rows of a table."""
    cells = {rows[each.row].line.cell for each in alone}
    steady = sum(b.number == a.number + 1 for a, b in pairwise(alone)) >= _STEADY * (len(alone) - 1)
    cue = any("-->" in rows[each.row + 1].line.text for each in alone[:_FEWEST] if each.row + 1 < len(rows))
    return len(cells) == 1 and steady and alone[0].number <= _FIRST_PAGES and not cue


def _count_every_line(found: Sequence[_Found], rows: Sequence[Row]) -> bool:
    if len(found) < _FEWEST or len(found) < _NEARLY_ALL * (len(rows) - found[0].row):
        return False
    steps = sum(
        b.number == a.number + 1 or (b.number == 1 and a.number >= _SHORTEST_PAGE) for a, b in pairwise(found)
    )
    return steps >= _STEADY * (len(found) - 1)


def _counted_fifths(found: Sequence[_Found], rows: Sequence[Row]) -> list[_Found]:
    """Every fifth line bears its number; a line may also begin with a number of its own."""
    chain: list[_Found] = []
    for each in found:
        if each.number % _STEP == 0 and (not chain or _is_next_fifth(chain[-1], each, rows)):
            chain.append(each)
    low, high = _FIFTHS
    return chain if len(chain) >= _FEWEST_FIFTHS and low <= len(chain) / len(rows) <= high else []


def _is_next_fifth(last: _Found, each: _Found, rows: Sequence[Row]) -> bool:
    steps = {each.row - last.row, rows[each.row].number - rows[last.row].number}
    return each.number == last.number + _STEP and _STEP in steps


def _are_broken(found: Sequence[_Found], rows: Sequence[Row]) -> bool:
    """Whether sentences run on from numbered line to numbered line, so that none is an item of a list."""
    running = sum(
        rows[each.row].line.text[each.end : each.end + 1].islower()
        and not _ENDED.search(rows[each.row - 1].line.text)
        for each in found
        if each.row
    )
    return running >= _BROKEN * len(found)


def _counted_turns(found: Sequence[_Found], rows: Sequence[Row]) -> list[_Found]:
    """Numbers before labels that count on; those of people (“2 участник”) come again."""
    labelled = [each for each in found if _has_label(rows[each.row], each.end)]
    chain: list[_Found] = []
    for each in labelled:
        if not chain or each.number == chain[-1].number + 1:
            chain.append(each)
    return chain if len(chain) >= max(_FEWEST_TURNS, _NEARLY_ALL * len(labelled)) else []


def _has_label(row: Row, at: int) -> bool:
    rest = [without_beginning(row.line, at)]
    mark = find_colon(rest, 0) or find_brackets(rest, 0)
    return mark is not None and bool(shape(mark.label) or likely_role(mark.label))


def _cut(rows: Sequence[Row], found: Sequence[_Found], *, spoken: bool = True) -> Numbered:
    ends = {each.row: each.end for each in found}
    kept = [
        row._replace(line=(line := without_beginning(row.line, ends.get(number, 0))), width=len(line.text))
        for number, row in enumerate(rows)
    ]
    cut = [LeftOut(rows[number].number, rows[number].line.text[:end]) for number, end in ends.items()]
    return Numbered([row for row in kept if row.line.text], cut, spoken)
