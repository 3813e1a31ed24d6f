"""What stands above and below the text on page after page of a PDF: headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from qualcode.importers.pdf_rows import Row, usual_step

_DEEPEST = 4
_REPEATED = 3
_MOSTLY = 0.6
_SELDOM = 0.3
_LONGEST = 160
_SAME_HEIGHT = 3.0
_GAP = 1.4
_DIGITS = re.compile(r"\d+")
_PAGE = r"(?:page|p|pg|стр|страница|с|бет|б|seite|s)"
_PAGE_NUMBER = re.compile(
    rf"(?P<word>{_PAGE}\.?)?\s*[-–—|(\[]?\s*(?P<page>\d{{1,4}})\s*"
    rf"(?:(?:/|of|из|von|-?(?:ден|дан|тен|тан))\s*(?P<of>\d{{1,4}}))?\s*[-–—|)\]]?\s*-?\s*(?:{_PAGE}\.?)?"
)

_BESIDE_TEXT = re.compile(r"^(?P<page>\d{1,4})\b(?![.,:)])|(?<!\d[.,:])\b(?P<last>\d{1,4})$")
_KNOWN = 2
_NO_WORDS = "# -–—|./:()[]"


class _Edge(NamedTuple):
    """The outermost row of a page that is still there."""

    page: int
    at: int
    row: Row
    text: str
    pattern: str
    gap: float
    """To the next row, in usual steps."""


def without_edges(pages: Sequence[Sequence[Row]]) -> tuple[list[list[Row]], int]:
    """The rows of each page without running headers, footers and page numbers, and how many there were."""
    dropped = [set[int]() for _ in pages]
    said = Counter(_pattern(row) for rows in pages for row in rows)
    for side in (0, -1):
        for _ in range(_DEEPEST):
            edges = [edge for page, rows in enumerate(pages) if (edge := _edge(page, rows, dropped, side))]
            found = _page_numbers(edges, len(pages), at_the_foot=side < 0) | _running(edges, said)
            if not found:
                break
            for edge in edges:
                if edge.page in found:
                    dropped[edge.page].add(edge.at)
    kept = [
        [row for at, row in enumerate(rows) if at not in dropped[page]] for page, rows in enumerate(pages)
    ]
    if not any(kept) and _is_all_there_is(pages):
        return [list(rows) for rows in pages], 0
    return kept, sum(map(len, dropped))


def _is_all_there_is(pages: Sequence[Sequence[Row]]) -> bool:
    """Whether pages of one line each say something, and not only who scanned them, or their number."""
    texts = {
        text for rows in pages for row in rows if not _PAGE_NUMBER.fullmatch(text := row.text.casefold())
    }
    return len(texts) > 1


def _edge(page: int, rows: Sequence[Row], dropped: Sequence[set[int]], side: int) -> _Edge | None:
    left = [at for at in range(len(rows)) if at not in dropped[page]]
    if not left:
        return None
    at = left[side]
    row = rows[at]
    step = usual_step(rows)
    inner = rows[left[1] if side == 0 else left[-2]] if len(left) > 1 else None
    gap = abs(inner.y - row.y) / step if inner and step > 0 else 9.0
    return _Edge(page, at, row, _text(row), _pattern(row), gap)


def _text(row: Row) -> str:
    return row.text[: _LONGEST + 1].casefold()


def _pattern(row: Row) -> str:
    return _DIGITS.sub("#", _text(row))


def _page_numbers(edges: Sequence[_Edge], pages: int, *, at_the_foot: bool) -> set[int]:
    """Pages whose outermost row is a number that counts the pages, or begins or ends with one.

    Footnotes begin with numbers that count, too.
    """
    alone = [(edge, found) for edge in edges if (found := _PAGE_NUMBER.fullmatch(edge.text))]
    often = Counter(edge.pattern for edge in edges)
    beside = [
        (edge, found)
        for edge in edges
        if (found := _BESIDE_TEXT.search(edge.text))
        and (found["last"] or not at_the_foot or often[edge.pattern] > 1)
    ]
    sure = {
        edge.page
        for edge, found in alone
        if found["of"] and int(found["page"]) == edge.page + 1 and int(found["of"]) == pages
    }
    only = pages == 1 and bool(alone) and alone[0][1]["page"] == "1" and alone[0][0].gap > _KNOWN
    return sure | _counting(alone, _KNOWN) | _counting(beside, _REPEATED) | ({0} if only else set())


def _counting(numbered: Sequence[tuple[_Edge, re.Match[str]]], fewest: int) -> set[int]:
    best: list[_Edge] = []
    for stride in (1, 2):  # two pages of a book may be one of the file
        counted: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
        for edge, found in numbered:
            height = round(edge.row.y / _SAME_HEIGHT / 2)
            counted[int(found["page"] or found["last"]) - stride * edge.page, height].append(edge)
        best = max([best, *counted.values()], key=len)
    if len(best) < fewest or len(best) <= (best[-1].page - best[0].page) * _MOSTLY:
        return set()
    return {edge.page for edge in best}


def _running(edges: Sequence[_Edge], said: Counter[str]) -> set[int]:
    """Pages whose outermost row stands on others too, at the same height, and hardly ever within a page."""
    repeated: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if len(edge.text) <= _LONGEST and edge.pattern.strip(_NO_WORDS):
            repeated[edge.pattern].append(edge)
    both = len(edges) == _KNOWN and len(repeated) == 1 and all(edge.gap > _GAP for edge in edges)
    fewest = _KNOWN if both else _REPEATED
    repeated = {
        pattern: group
        for pattern, group in repeated.items()
        if len(group) >= fewest and said[pattern] - len(group) <= max(1, _SELDOM * len(group))
    }
    found: list[_Edge] = []
    for group in repeated.values():
        height = median(edge.row.y for edge in group)
        same = [edge for edge in group if abs(edge.row.y - height) <= _SAME_HEIGHT]
        if len(same) >= fewest and _is_running(same, height, edges, repeated):
            found += same
    return {edge.page for edge in found} | _at_their_height(found, edges)


def _is_running(
    same: Sequence[_Edge], height: float, edges: Sequence[_Edge], repeated: dict[str, list[_Edge]]
) -> bool:
    """Not so for words that happen to stand first on three pages of a long talk."""
    first, last = same[0].page, same[-1].page
    stretch = [edge for edge in edges if first <= edge.page <= last]
    if len(same) >= _MOSTLY * len(stretch):
        return True
    others = [
        edge for edge in stretch if abs(edge.row.y - height) <= _SAME_HEIGHT and edge.pattern not in repeated
    ]
    apart = sum(edge.gap > _GAP for edge in same) > _MOSTLY * len(same)
    return apart and len(others) <= _SELDOM * len(stretch)


def _at_their_height(found: Sequence[_Edge], edges: Sequence[_Edge]) -> set[int]:
    """Headers that change from page to page, where most pages have one that does not."""
    if len(found) < max(_REPEATED, len(edges) / 2):
        return set()
    height = median(edge.row.y for edge in found)
    return {
        edge.page
        for edge in edges
        if abs(edge.row.y - height) <= 1 and edge.gap > _GAP and len(edge.text) <= _LONGEST
    }
