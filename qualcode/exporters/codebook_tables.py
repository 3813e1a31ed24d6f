"""A codebook as a table (csv, xlsx), a row for each code; read as a sheet of codes it is the same codebook.

Of code sets it tells the codes, not their order nor the set’s key.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.codebook import Codebook, CodebookEntry, Wording
from qualcode.codebook import Path as CodePath
from qualcode.exporters.sheet_xlsx import write_columns
from qualcode.model import LANGUAGES, AttributeKind
from qualcode.text.formulas import escape
from qualcode.text.lists import joined

_FIELDS = {
    "brief": "brief definition",
    "full": "full definition",
    "use": "when to use",
    "avoid": "when not to use",
    "example": "example",
    "near_miss": "near miss",
}
_TEXT: AttributeKind = "text"


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    cell: Callable[[CodePath, CodebookEntry], str]
    is_always: bool = False
    """There even if every cell is empty: to be filled in."""


def codebook_table(codebook: Codebook) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings, and a row for each code, parents first."""
    columns = list(_columns(codebook))
    rows = [tuple(each.cell(path, entry) for each in columns) for path, entry in codebook.walk()]
    used = [place for place, each in enumerate(columns) if each.is_always or any(row[place] for row in rows)]
    return tuple(columns[place].heading for place in used), [
        tuple(row[place] for place in used) for row in rows
    ]


def write_csv(codebook: Codebook, path: Path) -> None:
    """UTF-8 with the mark Excel knows it by."""
    headings, rows = codebook_table(codebook)
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.writer(file)
        table.writerow(headings)
        table.writerows([escape(cell) for cell in row] for row in rows)


def write_xlsx(codebook: Codebook, path: Path) -> None:
    headings, rows = codebook_table(codebook)
    write_columns(path, codebook.name, [(heading, _TEXT) for heading in headings], rows)


def _columns(codebook: Codebook) -> Iterator[_Column]:
    own = codebook.language
    sets = _sets(codebook)
    yield _Column(f"code ({own})", lambda _path, entry: entry.name, is_always=True)
    yield _Column("under", lambda path, _entry: " / ".join(path[:-1]), is_always=True)
    yield from _worded(own, ["brief", "full", "use", "avoid", "example", "near_miss"], is_always=True)
    yield _Column("key", lambda _path, entry: entry.key, is_always=True)
    yield _Column("colour", lambda _path, entry: entry.colour, is_always=True)
    yield _Column("codable", lambda _path, entry: "yes" if entry.codable else "no", is_always=True)
    yield _Column("contradicts", lambda _path, entry: joined(entry.contradicts))
    for each in LANGUAGES:
        yield _Column(f"search terms ({each})", _terms(each))
    for each in LANGUAGES:
        if each != own:
            yield _Column(f"code ({each})", _worded_cell(each, "name"))
            yield from _worded(each, list(_FIELDS), is_always=False)
    yield _Column("code sets", lambda path, _entry: joined(sets.get(path, ())))
    yield _Column("guid", lambda _path, entry: entry.id)


def _worded(language: str, fields: Sequence[str], *, is_always: bool) -> Iterator[_Column]:
    for field in fields:
        yield _Column(f"{_FIELDS[field]} ({language})", _worded_cell(language, field), is_always)


def _worded_cell(language: str, field: str) -> Callable[[CodePath, CodebookEntry], str]:
    return lambda _path, entry: str(getattr(entry.wordings.get(language, Wording()), field)).strip()


def _terms(language: str) -> Callable[[CodePath, CodebookEntry], str]:
    return lambda _path, entry: joined(entry.terms.get(language, ()))


def _sets(codebook: Codebook) -> dict[CodePath, list[str]]:
    """By code the sets it is in."""
    find = codebook.finder()
    sets: dict[CodePath, list[str]] = {}
    for each in codebook.sets:
        for path in dict.fromkeys(path for code in each.codes for path in find(code)[:1]):
            sets.setdefault(path, []).append(each.name)
    return sets
