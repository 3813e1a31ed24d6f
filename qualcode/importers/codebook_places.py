"""Where each row of a sheet of codes lies: by levels, paths, numbers, depths, indents or parents."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qualcode.codebook import Path

SLASH = "|"
"""Stands for “/” in names, which parts the names of a path."""
_SEPARATORS = (" / ", " > ", " → ", " » ", "::", "\\", "→", "»", ">", "/", "|", ": ")
_BULLETS = re.compile(r"(?:[-–—•·*◦▪>]+\s+|[-–—•·*◦▪]+)")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(\S.*)", re.DOTALL)
_MOSTLY = 0.8
_TAB = 4
_LONGEST_CHAIN = 100
"""Codes above each other: no honest sheet has more."""


class Placed(NamedTuple):
    """One row and its path; an empty one where the row names no code."""

    row: int
    """Its place among the rows."""
    path: Path
    is_loop: bool = False
    """Its parents lead back to itself: it lies at the top."""


def placed(rows: Sequence[Sequence[str]], columns: Mapping[str, Sequence[int]]) -> list[Placed]:
    """The path of each row; `columns` says where a meaning stands."""
    if columns.get("level"):
        return list(_by_levels(rows, columns["level"]))
    if columns.get("path"):
        return list(_by_paths(rows, columns["path"][0], columns.get("name", [])))
    names = [_line(row[columns["name"][0]]) if columns.get("name") else "" for row in rows]
    if columns.get("number"):
        return list(_by_numbers(names, [_line(row[columns["number"][0]]) for row in rows]))
    if columns.get("depth"):
        return list(_by_depths(names, [_depth(row[columns["depth"][0]]) for row in rows]))
    if columns.get("parent"):
        keys = [columns[each][0] for each in ("number", "id") if columns.get(each)]
        return _by_parents(
            names,
            [_line(row[columns["parent"][0]]) for row in rows],
            [[_line(row[key]) for key in keys] for row in rows],
        )
    return list(_by_looks([row[columns["name"][0]] if columns.get("name") else "" for row in rows]))


def cleaned(name: str) -> str:
    return _line(name).replace("/", SLASH)


# -- one column for each level ---------------------------------------------------------------------------


def _by_levels(rows: Sequence[Sequence[str]], places: Sequence[int]) -> Iterator[Placed]:
    """An empty cell left of a name says the same as the row above, as merged cells do."""
    now = [""] * len(places)
    for number, row in enumerate(rows):
        cells = [cleaned(row[place]) for place in places]
        filled = [level for level, cell in enumerate(cells) if cell]
        if not filled:
            yield Placed(number, ())
            continue
        now = [*now[: filled[0]], *cells[filled[0] :]]
        yield Placed(number, tuple(name for name in now if name))


# -- paths -----------------------------------------------------------------------------------------------


def _by_paths(rows: Sequence[Sequence[str]], place: int, name: Sequence[int]) -> Iterator[Placed]:
    """Where the path ends with another name than the row’s, it is the path of the code above."""
    sign = separator([row[place] for row in rows])
    for number, row in enumerate(rows):
        path = parts(row[place], sign)
        own = cleaned(row[name[0]]) if name else ""
        yield Placed(number, (*path, own) if own and path[-1:] != (own,) else path)


def separator(cells: Sequence[str]) -> str:
    """What parts the names of the paths: the sign that stands in most of them."""
    return max(_SEPARATORS, key=lambda sign: sum(sign in cell.strip() for cell in cells))


def parts(path: str, sign: str) -> Path:
    return tuple(name for part in path.split(sign) if (name := cleaned(part)))


# -- numbers, depths, indents ----------------------------------------------------------------------------


def _by_numbers(names: Sequence[str], numbers: Sequence[str]) -> Iterator[Placed]:
    """1.2 lies under 1; where there is no 1.2, 1.2.3 does as well."""
    known: dict[str, Path] = {}
    for row, (name, written) in enumerate(zip(names, numbers, strict=True)):
        number = written.rstrip(".")
        above = number
        while "." in above and (above == number or above not in known):
            above = above.rpartition(".")[0]
        path = (*known.get(above if above != number else "", ()), cleaned(name)) if name else ()
        if path:
            known.setdefault(number, path)
        yield Placed(row, path)


def _by_depths(names: Sequence[str], depths: Sequence[int | None]) -> Iterator[Placed]:
    """Each under the nearest row above it that is less deep."""
    above: list[tuple[int, str]] = []
    for row, (name, depth) in enumerate(zip(names, depths, strict=True)):
        if not name:
            yield Placed(row, ())
            continue
        level = depth if depth is not None else 0
        while above and above[-1][0] >= level:
            above.pop()
        above.append((level, cleaned(name)))
        yield Placed(row, tuple(each for _level, each in above))


def _by_looks(cells: Sequence[str]) -> Iterator[Placed]:
    """The names themselves may be numbered (“1.2 Fear”) or indented, with spaces or dashes."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbered = [found for cell in filled if (found := _NUMBERED.fullmatch(cell))]
    if any("." in found[1] for found in numbered) and len(numbered) >= _MOSTLY * len(filled):
        pairs = [_NUMBERED.fullmatch(cell.strip()) for cell in cells]
        return _by_numbers(
            [found[2] if found else cell.strip() for found, cell in zip(pairs, cells, strict=True)],
            [found[1] if found else "" for found in pairs],
        )
    marked = _are_bulleted(filled)
    looks = [_indent(cell, marked=marked) for cell in cells]
    return _by_depths([name for _depth, name in looks], [depth for depth, _name in looks])


def _are_bulleted(cells: Sequence[str]) -> bool:
    """Whether dashes say how deep a code lies: some have them and some have not, or have more of them."""
    marks = (_BULLETS.match(cell) for cell in cells)
    return len({mark[0].strip() if mark else "" for mark in marks}) > 1


def _indent(cell: str, *, marked: bool) -> tuple[int, str]:
    bare = cell.lstrip()
    spaces = sum(_TAB if sign == "\t" else 1 for sign in cell[: len(cell) - len(bare)])
    bullet = _BULLETS.match(bare) if marked else None
    if bullet is None or not bare[bullet.end() :].strip():
        return spaces, _line(bare)
    return spaces + len(bullet[0].strip()), _line(bare[bullet.end() :])


def _depth(cell: str) -> int | None:
    return int(cell) if cell.strip().isdecimal() and len(cell.strip()) < len("1000") else None


# -- parents ---------------------------------------------------------------------------------------------


def _by_parents(names: Sequence[str], above: Sequence[str], keys: Sequence[Sequence[str]]) -> list[Placed]:
    """A parent is told by its path, its name, its number or its identifier; its row may come later."""
    own = [(*parts(up, "/"), cleaned(name)) if name else () for name, up in zip(names, above, strict=True)]
    where = _Where(own, keys, above)
    return [Placed(row, *where.path(row)) if own[row] else Placed(row, ()) for row in range(len(own))]


class _Where:
    def __init__(self, own: Sequence[Path], keys: Sequence[Sequence[str]], above: Sequence[str]) -> None:
        self.own, self.above = own, above
        self.rows: dict[Path, int] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_key: dict[str, int] = {}
        for row, path in enumerate(own):
            if path and path not in self.rows:
                self.rows[path] = row
                self.by_name[path[-1].casefold()].append(row)
            for key in filter(None, keys[row]):
                self.by_key.setdefault(key, row)

    def path(self, row: int) -> tuple[Path, bool]:
        """From the top, and whether the parents led in a circle."""
        names: list[str] = []
        met: set[int] = set()
        at: int | None = row
        while at is not None:
            if at in met or len(met) > _LONGEST_CHAIN:
                return self.own[row][-1:], True
            met.add(at)
            names.append(self.own[at][-1])
            parent = self.parent(at)
            if parent is None:
                return (*self.own[at][:-1], *reversed(names)), False
            at = parent
        raise AssertionError

    def parent(self, row: int) -> int | None:
        """The row of what lies above; None at the top, or where there is no such row."""
        up = self.own[row][:-1]
        if not up:
            return None
        if up in self.rows:
            return self.rows[up]
        if self.above[row] in self.by_key:
            return self.by_key[self.above[row]]
        named = self.by_name[up[-1].casefold()]
        return named[0] if len(named) == 1 else None


def _line(text: str) -> str:
    return " ".join(text.split())
