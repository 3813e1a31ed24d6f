"""Face sheets: tables that say who the respondents are. Which column means what, and each row understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from qualcode.i18n import N_
from qualcode.importers.columns import plain_name
from qualcode.importers.problems import NothingToMatch
from qualcode.importers.tables import Table, read_tables, sheets_left_out
from qualcode.model import GROUPS
from qualcode.text.formulas import unescape
from qualcode.text.notices import Notice

Meaning = Literal["file", "case", "speaker", "group", "language", "date"]

# Best name first: in a sheet with both “respondent” and “code” the code is an attribute.
_CALLED: dict[Meaning, str] = {
    "file": "file|file name|filename|source|transcript|transcript name|interview|document|файл|имя файла"
    "|источник|транскрипт|интервью|документ|файл аты|дереккөз|сұхбат|құжат",
    "case": "case|respondent|participant|interviewee|respondent code|respondent id|participant id|case id"
    "|participant code|respondent name|participant name|code|id|pseudonym|name|кейс|случай|респондент"
    "|участник|информант|код респондента|код участника|номер респондента|имя респондента|код|псевдоним|имя"
    "|кейс аты|қатысушы|респондент коды|респонденттің коды|қатысушы коды|лақап аты|аты|аты жөні",
    "speaker": "speaker|speaker label|label|спикер|говорящий|метка|сөйлеуші|белгі",
    "group": "group|source group|группа|топ|тобы",
    "language": "language|lang|interview language|язык|язык интервью|тіл|тілі|сұхбат тілі",
    "date": "date|interview date|date of interview|дата|дата интервью|күні|сұхбат күні|дата сұхбат",
}
_OFFICIALS = ("officials", "чиновник", "чиновники", "должностное лицо", "шенеунік", "лауазымды тұлға")
_VILLAGERS = ("villagers", "житель", "жители", "сельчанин", "тұрғын", "ауыл тұрғыны")
_POLICIES = ("policy", "policy documents", "документ", "құжат", "саясат құжаты")
_GROUPS = {
    **{group: group for group in GROUPS},
    **dict.fromkeys(_OFFICIALS, "official"),
    **dict.fromkeys(_VILLAGERS, "villager"),
    **dict.fromkeys(_POLICIES, "policy document"),
}


class Record(NamedTuple):
    """One row, understood."""

    number: int
    """In the file, counting from 1."""
    file: str
    case: str
    speaker: str
    group: str
    language: str
    date: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class FaceSheet:
    """A table of respondents. Columns that mean nothing to the program are attributes of the case."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()

    @cached_property
    def meanings(self) -> Mapping[Meaning, int]:
        """Which column says what."""
        names = [plain_name(column) for column in self.columns]
        found = {
            meaning: next((names.index(name) for name in called.split("|") if name in names), None)
            for meaning, called in _CALLED.items()
        }
        return {meaning: column for meaning, column in found.items() if column is not None}

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._attributes.values()))

    @cached_property
    def _attributes(self) -> Mapping[int, str]:
        """By column the attribute it holds: “Age” and “age” are one, spelt as the first of them."""
        taken = set(self.meanings.values())
        spelt: dict[str, str] = {}
        return {
            i: spelt.setdefault(" ".join(column.casefold().split()), column)
            for i, column in enumerate(self.columns)
            if i not in taken
        }

    def records(self) -> list[Record]:
        return [self._record(number, row) for number, row in self._numbered()]

    def _numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        numbers = self.numbers or range(2, len(self.rows) + 2)
        return zip(numbers, self.rows, strict=True)

    def _record(self, number: int, row: tuple[str, ...]) -> Record:
        known = {
            meaning: row[self.meanings[meaning]] if meaning in self.meanings else "" for meaning in _MEANINGS
        }
        values: dict[str, str] = {}
        for i, attribute in self._attributes.items():
            if row[i]:
                values.setdefault(attribute, row[i])
        return Record(number, **known, values=values)

    def contradictions(self) -> Iterator[str]:
        """A sentence for each row in which two columns of one attribute differ."""
        sentence = N_("Row {number}: “{attribute}” is both “{value}” and “{other}”; the first counts.")
        for number, row in self._numbered():
            met: dict[str, str] = {}
            for i, name in self._attributes.items():
                if row[i] and met.setdefault(name, row[i]) != row[i]:
                    yield Notice(sentence, number=number, attribute=name, value=met[name], other=row[i])


_MEANINGS: tuple[Meaning, ...] = get_args(Meaning)


def as_group(written: str) -> str:
    """A group as the project calls it, where it is one of the usual groups."""
    return _GROUPS.get(written.casefold(), written)


def read_face_sheet(name: str, data: bytes) -> FaceSheet:
    """A csv or xlsx file; raises a `CannotRead` when no column says which interview a row belongs to."""
    tables = read_tables(name, data)
    sheets = [_as_sheet(table, tables) for table in tables]
    found = next((sheet for sheet in sheets if {"file", "case", "speaker"} & set(sheet.meanings)), None)
    if found is None:
        raise NothingToMatch(tables[0].file, ", ".join(tables[0].columns))
    return found


def _as_sheet(table: Table, tables: tuple[Table, ...]) -> FaceSheet:
    others = [other.sheet for other in tables if other is not table]
    notices = (*table.notices, *sheets_left_out(table.sheet, others))
    plain = str if table.sheet else unescape  # a csv of ours keeps what spreadsheets would run behind a “'”
    columns, rows = map(plain, table.columns), (tuple(map(plain, row)) for row in table.rows)
    return FaceSheet(table.file, tuple(columns), tuple(rows), table.numbers, notices)
