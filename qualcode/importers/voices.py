"""Tables with one column a speaker: questions beside answers, each exchange in a row."""

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.clocks import times_of
from qualcode.importers.columns import Column, Sheet
from qualcode.importers.content import Content
from qualcode.importers.turnrows import labels_of, left_out, titles
from qualcode.model import Role
from qualcode.text.labels import NAME, role_word, shape
from qualcode.text.notices import Notice
from qualcode.text.turns import Saying

ONE_COLUMN_A_SPEAKER = N_("table, one column a speaker")

_ASKED = 2.0  # words in a question on average
_REPEATS = 0.7
_LABEL = 5.0
_WORDS_OF_A_NAME = 3.0
_FEWEST_ROWS = 4


class Voices(NamedTuple):
    """Which columns hold whose words; `person` names who answers."""

    columns: tuple[int, ...]
    person: int | None
    time: int | None


def voices_in(sheet: Sheet) -> Voices | None:
    """The columns of a table in which one holds what is asked and others what is answered; else None."""
    columns = sheet.columns
    roles = [role_word(column.name) if column.filled and not column.is_typed else None for column in columns]
    asking = [i for i, role in enumerate(roles) if role == "interviewer" and columns[i].words >= _ASKED]
    answering = [i for i, role in enumerate(roles) if role == "respondent" and not _names_people(columns[i])]
    spoken = {*asking, *answering} if len(asking) == 1 and answering else _taking_turns(sheet, asking)
    if not sheet.named or not spoken:
        return None
    time = next((i for i, column in enumerate(columns) if column.is_clock and column.means != "end"), None)
    return Voices(tuple(sorted(spoken)), _person(columns, spoken), time)


def _taking_turns(sheet: Sheet, asking: Sequence[int]) -> set[int]:
    """Columns under the names of people, of which each row fills one: nobody answers a survey so."""
    spoken = [
        i
        for i, column in enumerate(sheet.columns)
        if column.filled and not column.is_typed and column.means not in {"number", "document", "language"}
    ]
    named = all(shape(sheet.columns[i].name) == NAME or role_word(sheet.columns[i].name) for i in spoken)
    alone = all(sum(bool(row[i]) for i in spoken) == 1 for row in sheet.rows)
    enough = len(spoken) > 1 and len(sheet.rows) >= _FEWEST_ROWS and len(asking) <= 1
    return set(spoken) if named and alone and enough else set()


def _names_people(column: Column) -> bool:
    ended = any(cell[-1] in ".!?…" for cell in column.sample)
    return column.means == "speaker" and column.words <= _WORDS_OF_A_NAME and not ended


def _person(columns: tuple[Column, ...], voices: set[int]) -> int | None:
    """Who answers in each row, where several do and each in several rows."""
    return next(
        (
            i
            for i, column in enumerate(columns)
            if i not in voices
            and (column.means in {"speaker", "number"})
            and not column.is_typed
            and column.filled
            and column.words <= _LABEL
            and column.distinct <= _REPEATS
        ),
        None,
    )


def content_of_voices(sheet: Sheet, voices: Voices) -> Content:
    """Row by row what is asked and what is answered; a question that stands in several rows is asked once."""
    columns = sheet.columns
    names = {i: columns[i].name for i in voices.columns}
    roles: dict[str, Role] = {names[i]: role_word(names[i]) or "respondent" for i in voices.columns}
    people = _people(sheet, voices)
    times = _times(sheet, voices)
    said = titles(sheet)
    asked = ""
    for number, row in enumerate(sheet.rows):
        for i in voices.columns:
            is_question = roles[names[i]] == "interviewer"
            if not row[i] or (is_question and row[i] == asked):
                continue
            asked = row[i] if is_question else asked
            label = names[i] if is_question else people[number] or names[i]
            said.append(Saying(label, row[i], times[number]))
    roles |= {person: "respondent" for person in people if person}
    taken = {place for place in (*voices.columns, voices.person, voices.time) if place is not None}
    listed = ", ".join(f"“{name}”" for name in names.values())
    return Content(
        said=said,
        layout=ONE_COLUMN_A_SPEAKER,
        evidence=Notice(N_("The columns {columns} hold the words of one speaker each."), columns=listed),
        roles=roles,
        encoding=sheet.grid.encoding,
        notices=(*sheet.grid.notices, *left_out(sheet, taken)),
    )


def _people(sheet: Sheet, voices: Voices) -> list[str]:
    if voices.person is None:
        return [""] * len(sheet.rows)
    return labels_of(sheet.columns[voices.person], [" ".join(row) for row in sheet.rows])


def _times(sheet: Sheet, voices: Voices) -> list[int | None]:
    if voices.time is None:
        return [None] * len(sheet.rows)
    column = sheet.columns[voices.time]
    words = [sum(len(row[i].split()) for i in voices.columns) for row in sheet.rows]
    return times_of(column.name, column.cells, (), words)[0]
