"""Where the lines of a PDF stand in their columns, and which of them are footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from qualcode.importers.pdf_rows import ASIDE, Row, Strip, marks_in, spaced
from qualcode.importers.pdf_words import LEFTWARD


class Place(NamedTuple):
    """A line as it stands in its column."""

    page: int
    column: str
    text: str
    indent: float
    """From the column’s left edge; in Hebrew and Arabic from its right."""
    room: float
    """To the other edge."""
    justified: bool
    """Whether most lines of its column go to that edge."""
    stepped: bool
    """Whether some lines of its column are indented."""
    y: float
    size: float
    first_word: float
    """How wide it is."""
    bold: int
    cell: int
    starts: bool

    @property
    def is_bold(self) -> bool:
        return self.bold >= len(self.text)


class _Edges(NamedTuple):
    left: float
    right: float
    justified: bool
    stepped: bool


_NOTE = re.compile(r"\d{1,3}[.)]?|\*{1,3}|[†‡§]")
_COMMON = 0.15
_LARGER = 1.12
_MUCH_LARGER = 1.4
_A_LITTLE = 0.45  # footnotes need not be much smaller: 10 to 11
_AT_THE_EDGE = 1.5
_MOSTLY = 0.55
_OFTEN = 0.08
_OWN_WIDTH = 0.9
_OWN_LINES = 6
_FARTHEST = 0.01
_MANY = 20
_SOME = 0.025
_DEEPEST = 8
_Columns = Mapping[tuple[int, str], Sequence[Row]]


class Print(NamedTuple):
    size: float
    """Of the letters most of it is set in: the largest that is not rare, as what is quoted may be smaller."""
    larger: float
    """By which factor letters differ that are meant to; those a scanner recognised are of all sizes."""


def print_of(pages: Sequence[Sequence[Strip]]) -> Print:
    sizes: Counter[float] = Counter()
    for strips in pages:
        for strip in strips:
            sizes[round(strip.row.size, 1)] += sum(len(word.text) for word in strip.row.words)
    common = {size: letters for size, letters in sizes.items() if letters >= _COMMON * sizes.total()}
    if sum(common.values()) > _MOSTLY * sizes.total():
        return Print(max(common), _LARGER)
    half = accumulate(sizes[size] for size in sorted(sizes))
    middle = next(
        (size for size, sum_ in zip(sorted(sizes), half, strict=True) if 2 * sum_ >= sizes.total()), 1.0
    )
    return Print(middle, _MUCH_LARGER)


def placed(pages: Sequence[Sequence[Strip]]) -> tuple[list[Place], list[Place]]:
    """The lines of all pages in order, and those that interrupt them: footnotes, words written sideways."""
    size, larger = print_of(pages)
    parted = [_without_notes(strips, size / larger**_A_LITTLE) for strips in pages]
    leftward = _runs_leftward(pages)
    text = [(page, strip) for page, (strips, _) in enumerate(parted) for strip in strips]
    notes = [(page, strip) for page, (_, strips) in enumerate(parted) for strip in strips]
    noted = {page for page, strip in notes if strip.column != ASIDE}
    return list(_places(text, noted, leftward=leftward)), list(_places(notes, set(), leftward=leftward))


def _without_notes(strips: Sequence[Strip], smaller: float) -> tuple[list[Strip], list[Strip]]:
    """Footnotes end a column, in smaller print or after a raised number, and begin with a number or star."""
    columns: dict[str, list[Strip]] = defaultdict(list)
    for strip in strips:
        if strip.column != ASIDE:
            columns[strip.column].append(strip)
    marks = {mark for strip in strips for mark in marks_in(strip.row)}
    notes = {
        id(strip) for column in columns.values() for strip in column[_notes_from(column, smaller, marks) :]
    }
    asides = [strip for strip in strips if strip.column == ASIDE]
    text = [strip for strip in strips if id(strip) not in notes and strip.column != ASIDE]
    rest = [
        strip._replace(starts=_NOTE.fullmatch(strip.row.words[0].text) is not None)
        for strip in strips
        if id(strip) in notes
    ]
    return text, [*rest, *(strip._replace(starts=strip is asides[0]) for strip in asides)]


def _notes_from(column: Sequence[Strip], smaller: float, marks: set[str]) -> int:
    """Which line of a column is the first of its footnotes; how many there are, where it has none."""
    at = len(column)
    while at > 0 and column[at - 1].row.size < smaller and column[at - 1].cell < 0:
        at -= 1
    while at < len(column) and not _NOTE.fullmatch(column[at].row.words[0].text):
        at += 1
    if at == len(column) and marks:
        begins = [number for number, strip in enumerate(column) if strip.row.words[0].text in marks]
        below = begins[-len(marks) :]
        if len(below) == len(marks) and {column[number].row.words[0].text for number in below} == marks:
            at = below[0]
    return at if 2 * at > len(column) else len(column)


def _runs_leftward(pages: Sequence[Sequence[Strip]]) -> bool:
    rows = [strip.row for strips in pages for strip in strips]
    return 2 * sum(bool(LEFTWARD.search(row.words[0].text)) for row in rows) > len(rows)


def _places(strips: Sequence[tuple[int, Strip]], noted: set[int], *, leftward: bool) -> Iterator[Place]:
    columns: dict[tuple[int, str], list[Row]] = defaultdict(list)
    turned = [_mirrored(strip.row) if leftward else strip.row for _, strip in strips]
    for (page, strip), row in zip(strips, turned, strict=True):
        columns[page, strip.column].append(row)
    edges = _edges({place: _of_one_size(rows) for place, rows in columns.items()})
    for (page, strip), row in zip(strips, turned, strict=True):
        yield _place(page, strip, row, edges[page, strip.column], marks=page not in noted)


def _place(page: int, strip: Strip, row: Row, edges: _Edges, *, marks: bool) -> Place:
    first = strip.row.words[0]
    text, bold = spaced(strip.row.words, marks=marks), strip.row.bold
    if strip.label:
        text = f"{strip.label} {text}"
        bold = len(strip.label) if strip.label_is_bold else 0
    return Place(
        page,
        strip.column,
        text,
        indent=row.x0 - edges.left,
        room=edges.right - row.x1,
        justified=edges.justified,
        stepped=edges.stepped,
        y=row.y,
        size=row.size,
        first_word=first.x1 - first.x0,
        bold=min(bold, len(text)),
        cell=strip.cell,
        starts=strip.starts,
    )


def _of_one_size(rows: Sequence[Row]) -> Sequence[Row]:
    """Without titles and small print, which need not keep to the column’s edges."""
    sizes = Counter(round(row.size) for row in rows)
    usual = sizes.most_common(1)[0][0]
    return [row for row in rows if abs(row.size - usual) <= 1]


def _mirrored(row: Row) -> Row:
    return row._replace(x0=-row.x1, x1=-row.x0)


def _edges(columns: _Columns) -> dict[tuple[int, str], _Edges]:
    """The left and right edge of each column on each page."""
    lefts = _lefts(columns)
    widths: dict[str, list[float]] = defaultdict(list)
    begins: dict[str, set[int]] = defaultdict(set)
    for (page, column), rows in columns.items():
        widths[column] += [row.x1 - lefts[page, column] for row in rows]
        begins[column].add(round(lefts[page, column]))
    lines = sum(map(len, widths.values()))
    widest = {column: _widest(each) for column, each in widths.items()}
    common = {widest[column]: begins[column] for column in widths if len(widths[column]) > _OFTEN * lines}
    return {place: _edges_of(rows, lefts[place], widest[place[1]], common) for place, rows in columns.items()}


def _edges_of(rows: Sequence[Row], left: float, widest: float, common: Mapping[float, set[int]]) -> _Edges:
    """Of one column on one page; `common` says where columns of each width begin.

    A page of few words does not show how wide its column is; the others do. But where a column of many lines
    keeps to an edge of its own, that one counts.
    """
    em = rows[0].size
    own = _widest([row.x1 - left for row in rows])
    here = {round(left) - 1, round(left), round(left) + 1}
    width = min(
        (each for each, begins in common.items() if each > own - em and here & begins), default=widest
    )
    near = sum(left + own - row.x1 < _AT_THE_EDGE * em for row in rows)
    if len(rows) >= _OWN_LINES and own < _OWN_WIDTH * width and near > _MOSTLY / 2 * len(rows):
        width = own
    at_the_edge = sum(abs(left + width - row.x1) <= _AT_THE_EDGE for row in rows)
    justified = at_the_edge > _MOSTLY * len(rows) and len(rows) > _OWN_LINES
    return _Edges(left, left + width, justified, stepped=any(row.x0 - left > em for row in rows))


def _widest(widths: Sequence[float]) -> float:
    """Less a few: a heading or a stray word may reach farther than the column."""
    few = int(_FARTHEST * len(widths)) + (len(widths) >= _MANY)
    return sorted(widths)[-1 - few]


def _lefts(columns: _Columns) -> dict[tuple[int, str], float]:
    """By page and column. A page of indented lines takes after the others; left and right pages are apart."""
    own = {place: _left(rows) for place, rows in columns.items()}
    usual: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for (page, column), left in own.items():
        usual[page % 2, column][round(left)] += 1
    for (page, column), left in own.items():
        common = usual[page % 2, column].most_common(1)[0][0]
        if 1 < left - common < _DEEPEST * columns[page, column][0].size:
            own[page, column] = float(common)
    return own


def _left(rows: Sequence[Row]) -> float:
    """Where lines begin, more than a few of them: not where a heading in the middle does."""
    begins = Counter(round(row.x0) for row in rows)
    enough = _SOME * len(rows)
    usual = [x for x in begins if begins[x] + begins[x + 1] >= enough]
    return min(row.x0 for row in rows if not usual or row.x0 > min(usual) - 1)


def steps_of(places: Sequence[Place]) -> dict[str, float]:
    """For each column the smallest step from line to line that is not rare."""
    steps: dict[str, Counter[float]] = defaultdict(Counter)
    for before, after in pairwise(places):
        if before.page == after.page and before.column == after.column and after.y > before.y:
            steps[after.column][round(after.y - before.y)] += 1
    return {column: _smallest(counted) for column, counted in steps.items()}


def _smallest(counted: Counter[float]) -> float:
    total = counted.total()
    for step in sorted(counted):
        if counted[step] + counted[step + 1] >= max(2, _OFTEN * total):
            return step + 0.5 if counted[step + 1] > counted[step] else step
    return min(counted)
