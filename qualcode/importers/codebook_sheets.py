"""A sheet of codes (csv, tsv, xlsx): read, its columns matched, and what codebook comes of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path as FilePath
from typing import NamedTuple

from qualcode.codebook import DEEPEST, Codebook, CodebookEntry, CodebookSet, Path, Problem, Wording
from qualcode.i18n import N_
from qualcode.importers.codebook_columns import WORDED, CodebookSheet, known_headings
from qualcode.importers.codebook_places import SLASH, Placed, placed
from qualcode.importers.problems import Damaged, NoRows
from qualcode.importers.tables import (
    DELIMITERS,
    Grid,
    header_row,
    named_columns,
    ragged,
    read_grids,
    sheets_left_out,
)
from qualcode.model import LANGUAGES
from qualcode.text.formulas import unescape
from qualcode.text.lists import parted

LONGEST_NAME = 300
_HEADINGS_AMONG = 10
"""Rows at the top in which the headings are sought: titles may stand above them."""
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_RGB = re.compile(r"(?:rgb\()?\s*(\d{1,3})\s*[,;]\s*(\d{1,3})\s*[,;]\s*(\d{1,3})\s*\)?")
_KEY = re.compile(r"[1-9a-z]")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ESCAPED = re.compile(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")
_NO = {"no", "n", "false", "0", "heading", "нет", "ложь", "заголовок", "жоқ", "тақырып", "-"}


class Understood(NamedTuple):
    """What a sheet says, and by row what could not be understood of it."""

    codebook: Codebook | None
    """None if no column says what the codes are called."""
    remarks: tuple[Problem, ...]


# -- from the file ---------------------------------------------------------------------------------------


def read_codebook_sheet(file: str, data: bytes, encoding: str = "") -> CodebookSheet:
    """The sheet of a workbook that looks most like codes, or a csv. Raises a `CannotRead`."""
    grids = _grids(file, data, encoding)
    if not grids:
        raise NoRows(file)
    best = max(grids, key=_known)
    if best.excess:
        raise best.excess
    others = [other.sheet for other in grids if other is not best]
    return _sheet(best, (*best.notices, *sheets_left_out(best.sheet, others)))


def _grids(file: str, data: bytes, encoding: str) -> list[Grid]:
    """The sheets; where no heading of a csv is known, another sign may part its cells than it seems."""
    grids = read_grids(file, data, encoding, indented=True)
    if not grids or grids[0].sheet or any(map(_known, grids)):
        return grids
    best = grids
    for sign in DELIMITERS:
        with suppress(Damaged):  # by this sign alone
            attempt = read_grids(file, data, encoding, indented=True, delimiter=sign)
            best = max(best, attempt, key=lambda each: _known(each[0]) if each else 0)
    return best


def _known(grid: Grid) -> int:
    return known_headings(grid.rows[_top(grid)]) if grid.rows else -1


def _sheet(grid: Grid, notices: tuple[str, ...]) -> CodebookSheet:
    plain = _without_escapes if grid.sheet else unescape  # as our own exports are written
    rows = [tuple(map(plain, row)) for row in grid.rows]
    has_headings = known_headings(rows[_top(grid)]) or max(map(len, rows)) > 1
    top = _top(grid) if has_headings else -1
    header, below, numbers = rows[top] if has_headings else (), rows[top + 1 :], grid.numbers[top + 1 :]
    if not below:
        raise NoRows(grid.file)
    header = tuple(" ".join(cell.split()) for cell in header)
    names, used = named_columns(header, below, max(len(header), *map(len, below)))
    filled = tuple(tuple(row[i] if i < len(row) else "" for i in used) for row in below)
    longer = [number for number, row in zip(numbers, below, strict=True) if len(row) > len(header) > 0]
    return CodebookSheet(
        grid.file, FilePath(grid.file).stem, names, filled, numbers, (*notices, *ragged(longer))
    )


def _top(grid: Grid) -> int:
    """The row of headings: the one of the first with most known ones, else the first with two names."""
    known = [known_headings(row) for row in grid.rows[:_HEADINGS_AMONG]]
    return known.index(max(known)) if any(known) else header_row(grid)


def _without_escapes(cell: str) -> str:
    """“_x0041_” is written “_x005F_x0041_” in a workbook, as Excel reads it."""
    return _ESCAPED.sub("_", cell)


# -- to a codebook ---------------------------------------------------------------------------------------


def codebook_of(sheet: CodebookSheet, meanings: Sequence[str], language: str) -> Understood:
    """The codebook of a sheet whose columns have these meanings (see `columns_of`)."""
    reading = _Reading(sheet, meanings, language)
    if not {"name", "level", "path"} & reading.columns.keys():
        template = N_("No column says what the codes are called; choose the one that does.")
        return Understood(None, (Problem(None, template),))
    codebook = reading.codebook()
    if not codebook.entries:
        return Understood(None, (Problem(None, N_("There are no codes in this sheet.")), *reading.remarks))
    remarks = sorted(reading.remarks, key=lambda remark: remark.line or 0)
    return Understood(codebook, tuple(remarks))


class _Reading:
    def __init__(self, sheet: CodebookSheet, meanings: Sequence[str], language: str) -> None:
        self.sheet, self.language = sheet, language
        self.columns: dict[str, list[int]] = {}
        for place, meaning in enumerate(meanings):
            if meaning:
                own = meaning.removesuffix(f".{language}")
                self.columns.setdefault(own, []).append(place)
        self.remarks: list[Problem] = []
        self.keys: dict[str, str] = {}
        self.guids: set[str] = set()

    def codebook(self) -> Codebook:
        rows: dict[Path, int | None] = {}
        for one in placed(self.sheet.rows, self.columns):
            self.place(one, rows)
        children: dict[Path, list[Path]] = {}
        for path in rows:
            children.setdefault(path[:-1], []).append(path)
        book = Codebook(self.sheet.name, self.language, entries=tuple(self.entries((), children, rows)))
        return replace(book, entries=self.referring(book, rows), sets=self.sets(book, rows))

    def place(self, one: Placed, rows: dict[Path, int | None]) -> None:
        """Note where the row lies, and headings for what has no row of its own yet."""
        if one.is_loop:
            self.remark(one.row, N_("The codes above this one lead back to it; it lies at the top now."))
        path = tuple(self.fitting(one.row, name) for name in one.path)
        if not path:
            if any(cell.strip() for cell in self.sheet.rows[one.row]):
                self.remark(one.row, N_("This row names no code and is left out."))
        elif len(path) > DEEPEST:
            template = N_("This code lies deeper than {deepest} levels and is left out.")
            self.remark(one.row, template, deepest=DEEPEST)
        elif rows.get(path) is not None:
            there = self.sheet.numbers[rows[path] or 0]
            template = N_("“{code}” stands in row {first} already; this row is left out.")
            self.remark(one.row, template, code=" / ".join(path), first=there)
        else:
            for depth in range(1, len(path)):
                rows.setdefault(path[:depth], None)
            rows[path] = one.row

    def fitting(self, row: int, name: str) -> str:
        if SLASH in name and not any(SLASH in cell for cell in self.sheet.rows[row]):
            template = N_("“/” parts the names of a path; “{code}” has “{slash}” instead.")
            self.remark(row, template, code=name[:LONGEST_NAME], slash=SLASH)
        if len(name) > LONGEST_NAME:
            template = N_("The name “{code} …” is longer than {limit} characters; the rest was cut.")
            self.remark(row, template, code=name[:30], limit=LONGEST_NAME)
            return name[: LONGEST_NAME - 1] + "…"
        return name

    def entries(
        self, above: Path, children: Mapping[Path, Sequence[Path]], rows: Mapping[Path, int | None]
    ) -> Iterator[CodebookEntry]:
        for path in children.get(above, ()):
            below = tuple(self.entries(path, children, rows))
            row = rows[path]
            if row is None:
                wordings = {self.language: Wording(path[-1])}
                yield CodebookEntry(path[-1], wordings, codable=False, children=below)
            else:
                yield self.entry(row, path[-1], below)

    def entry(self, row: int, name: str, children: tuple[CodebookEntry, ...]) -> CodebookEntry:
        terms = {each: parted(self.cell(row, self.called("terms", each))) for each in LANGUAGES}
        return CodebookEntry(
            name,
            dict(self.wordings(row, name)),
            self.colour(row),
            self.key(row, name),
            self.cell(row, "codable").casefold() not in _NO,
            parted(self.cell(row, "contradicts")),
            {each: words for each, words in terms.items() if words},
            children,
            self.guid(row),
        )

    def wordings(self, row: int, name: str) -> Iterator[tuple[str, Wording]]:
        for each in (self.language, *LANGUAGES):
            said = {field: self.cell(row, self.called(field, each)) for field in WORDED if field != "terms"}
            said["name"] = name if each == self.language else " ".join(said["name"].split())
            if each == self.language or any(said.values()):
                yield each, Wording(**said)

    def called(self, field: str, language: str) -> str:
        return field if language == self.language else f"{field}.{language}"

    def cell(self, row: int, meaning: str) -> str:
        places = self.columns.get(meaning)
        return self.sheet.rows[row][places[0]].strip() if places else ""

    def colour(self, row: int) -> str:
        given = self.cell(row, "colour")
        if found := _COLOUR.fullmatch(given):
            signs = found[1].lower()
            return "#" + (signs if len(signs) > len("abc") else "".join(sign * 2 for sign in signs))
        if found := _RGB.fullmatch(given):
            return "#" + "".join(f"{min(255, int(part)):02x}" for part in found.groups())
        if given:
            template = N_("“{colour}” is no colour, which is “#” and six digits or letters a–f; left out.")
            self.remark(row, template, colour=given[:40])
        return ""

    def key(self, row: int, name: str) -> str:
        key = self.cell(row, "key").lower()
        if not key:
            return ""
        if not _KEY.fullmatch(key):
            self.remark(row, N_("A key is one character, 1–9 or a–z: “{key}” is left out."), key=key[:40])
            return ""
        if key in self.keys:
            template = N_("The key “{key}” belongs to “{code}” already and is left out.")
            self.remark(row, template, key=key, code=self.keys[key])
            return ""
        self.keys[key] = name
        return key

    def guid(self, row: int) -> str:
        guid = self.cell(row, "id").strip("{}").lower()
        if not _GUID.fullmatch(guid) or guid in self.guids:
            return ""
        self.guids.add(guid)
        return guid

    def referring(self, book: Codebook, rows: Mapping[Path, int | None]) -> tuple[CodebookEntry, ...]:
        """The codes without opposites that are not there."""
        find = book.finder()

        def kept(entries: Sequence[CodebookEntry], above: Path = ()) -> Iterator[CodebookEntry]:
            for entry in entries:
                path = (*above, entry.name)
                there = tuple(each for each in entry.contradicts if find(each) and find(each) != (path,))
                for each in entry.contradicts:
                    if not find(each):
                        template = N_("There is no code “{code}” to contradict; left out.")
                        self.remark(rows[path], template, code=each[:LONGEST_NAME])
                yield replace(entry, contradicts=there, children=tuple(kept(entry.children, path)))

        return tuple(kept(book.entries))

    def sets(self, book: Codebook, rows: Mapping[Path, int | None]) -> tuple[CodebookSet, ...]:
        members: dict[str, list[str]] = {}
        find = book.finder()
        for path, row in rows.items():
            for name in parted(self.cell(row, "sets")) if row is not None else ():
                called = path[-1] if find(path[-1]) == (path,) else " / ".join(path)
                members.setdefault(name[:LONGEST_NAME], []).append(called)
        return tuple(CodebookSet(name, tuple(dict.fromkeys(codes))) for name, codes in members.items())

    def remark(self, row: int | None, template: str, **values: str | int) -> None:
        line = None if row is None else self.sheet.numbers[row]
        self.remarks.append(Problem(line, template, values))
