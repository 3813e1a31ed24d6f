"""The respondents' table and what was written in it; nothing of the screen in here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from qualcode.model import Attribute, AttributeKind, Case, CaseId
from qualcode.ui.import_preview import cell, records

NAME = "case"
PLACES = "places"
Edits = dict[tuple[CaseId, str], str]
"""By respondent and column (an attribute’s id, or `NAME`): what was written and is not stored yet."""


@dataclass
class Draft:
    """What was written in the table. It outlives the table, which is filled anew for other rows."""

    shows: object = None
    """What the table was filled for: its rows, columns and stored values."""
    start: Edits = field(default_factory=dict)
    """What was written before the table was filled: it is in the frame."""
    now: Edits = field(default_factory=dict)
    turn: int = 0
    """Changes when the table is filled anew."""

    def fill(self, shows: object) -> None:
        self.shows, self.start, self.turn = shows, dict(self.now), self.turn + 1

    def clear(self) -> None:
        self.now.clear()
        self.fill(None)

    def forget_the_gone(self, people: Sequence[Case], attributes: Sequence[Attribute]) -> int:
        """Drop what was written of respondents and attributes that are no longer there; how many that is."""
        cases, columns = {case.id for case in people}, {NAME, *(each.id for each in attributes)}
        gone = [place for place in self.now if place[0] not in cases or place[1] not in columns]
        for place in gone:
            del self.now[place]
        return len(gone)


def frame_of(
    people: Sequence[Case],
    attributes: Sequence[Attribute],
    places: Mapping[CaseId, Sequence[str]],
    edits: Edits,
) -> pd.DataFrame:
    """A row a respondent, columns typed as their attributes; what was written hides what is stored."""
    names = [edits.get((case.id, NAME), case.name) for case in people]
    columns: dict[str, Any] = {NAME: pd.Series(names, dtype="object")}
    for each in attributes:
        cells = [_cell(case, each, edits) for case in people]
        columns[each.id] = pd.Series(cells, dtype=_DTYPES[each.kind])
    columns[PLACES] = pd.Series([list(places.get(case.id, ())) for case in people], dtype="object")
    return pd.DataFrame(columns)


_DTYPES: Mapping[AttributeKind, str] = {
    "text": "object", "number": "float64", "date": "datetime64[s]", "choice": "object", "yes/no": "object",
}  # fmt: skip


def _cell(case: Case, attribute: Attribute, edits: Edits) -> object:
    written = edits.get((case.id, attribute.id))
    if written is not None and (not written or _typed(written, attribute.kind) is not None):
        return _typed(written, attribute.kind)
    return _typed(stored(case, attribute), attribute.kind)


def stored(case: Case, attribute: Attribute) -> str:
    return values_of(case).get(attribute.name, "")


def values_of(case: Case) -> Mapping[str, str]:
    """By attribute’s name."""
    return case.values  # noqa: PD011 (not a frame’s)


def _typed(value: str, kind: AttributeKind) -> object:
    """A stored value as the table holds it; None where there is none."""
    try:
        if kind == "number":
            return float(value) if value else None
        if kind == "date":
            return date.fromisoformat(value) if value else None
    except ValueError:
        return None
    return value if kind == "text" else value or None


def edits_in(people: Sequence[Case], attributes: Sequence[Attribute], table: pd.DataFrame) -> Edits:
    """What a table says otherwise than the project; its rows stand in the respondents' order."""
    found: Edits = {}
    for case, row in zip(people, records(table), strict=True):
        if (name := cell(row[NAME])) != case.name:
            found[case.id, NAME] = name
        for each in attributes:
            written, before = as_written(row[each.id]), stored(case, each)
            if written != as_written(_typed(before, each.kind)):
                found[case.id, each.id] = written
    return found


def as_written(value: object) -> str:
    """A cell as text: 45 not 45.0, dates in ISO form, empty where there is nothing."""
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 (not a number: empty)
        return ""
    if isinstance(value, date):  # and so a pandas Timestamp
        return value.isoformat()[:10]
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = f"{Decimal(repr(float(value))):f}"
        return number.rstrip("0").rstrip(".") if "." in number else number
    return str(value).strip()


def found_in(case: Case, places: Sequence[str], words: str) -> bool:
    """Whether each word stands somewhere in what is known of a respondent."""
    said = "\n".join((case.name, *values_of(case).values(), *places)).casefold()
    return all(word in said for word in words.casefold().split())


def natural(name: str) -> list[tuple[int, str]]:
    """A sorting key by which R2 stands before R10."""
    parts = re.split(r"([0-9]{1,9})", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
