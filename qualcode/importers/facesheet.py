"""Face sheets: tables that say who the respondents are, and their matching with transcripts."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PureWindowsPath
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from qualcode.i18n import N_
from qualcode.importers.dates import as_date
from qualcode.importers.problems import NothingToMatch
from qualcode.importers.tables import read_table
from qualcode.model import GROUPS, DraftSpeaker, Transcript
from qualcode.text.labels import key, likely_role
from qualcode.text.languages import as_language
from qualcode.text.notices import Notice

Meaning = Literal["file", "case", "speaker", "group", "language", "date"]

# Best name first: in a sheet with both “respondent” and “code” the code is an attribute.
_CALLED: dict[Meaning, str] = {
    "file": "file|file name|filename|source|transcript|transcript name|interview|document|файл|имя файла"
    "|источник|транскрипт|интервью|документ|файл аты|дереккөз|сұхбат|құжат",
    "case": "case|respondent|participant|interviewee|respondent code|respondent id|participant id|case id"
    "|code|id|pseudonym|name|кейс|случай|респондент|участник|информант|код респондента|код|псевдоним|имя"
    "|кейс аты|қатысушы|респондент коды|респонденттің коды|лақап аты|аты",
    "speaker": "speaker|speaker label|label|спикер|говорящий|метка|сөйлеуші|белгі",
    "group": "group|source group|группа|топ|тобы",
    "language": "language|lang|язык|язык интервью|тіл|тілі",
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
        names = [_plain(column) for column in self.columns]
        found = {
            meaning: next((names.index(name) for name in called.split("|") if name in names), None)
            for meaning, called in _CALLED.items()
        }
        return {meaning: column for meaning, column in found.items() if column is not None}

    @property
    def attributes(self) -> tuple[str, ...]:
        taken = set(self.meanings.values())
        return tuple(column for i, column in enumerate(self.columns) if i not in taken)

    def records(self) -> list[Record]:
        taken = set(self.meanings.values())
        numbers = self.numbers or range(2, len(self.rows) + 2)
        return [
            Record(
                number,
                **{
                    meaning: row[self.meanings[meaning]] if meaning in self.meanings else ""
                    for meaning in _MEANINGS
                },
                values={column: row[i] for i, column in enumerate(self.columns) if i not in taken and row[i]},
            )
            for number, row in zip(numbers, self.rows, strict=True)
        ]


_MEANINGS: tuple[Meaning, ...] = get_args(Meaning)


def read_face_sheet(name: str, data: bytes) -> FaceSheet:
    """A csv or xlsx file; raises a `CannotRead` when no column says which interview a row belongs to."""
    table = read_table(name, data)
    sheet = FaceSheet(table.file, table.columns, table.rows, table.numbers, table.notices)
    if not {"file", "case", "speaker"} & set(sheet.meanings):
        raise NothingToMatch(table.file, ", ".join(table.columns))
    return sheet


def _plain(column: str) -> str:
    parted = re.sub(r"(?<=[^\W\d_A-ZА-Я])(?=[A-ZА-Я])", " ", column)
    return " ".join(re.sub(r"[\W_]+", " ", parted).casefold().split())


# -- matching ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What a face sheet did and did not do, in sentences."""

    matched: int
    """Transcripts that a row was found for."""
    rows: tuple[str, ...] = ()
    """One sentence for each row that fits no transcript."""
    files: tuple[str, ...] = ()
    """One for each transcript no row fits."""
    doubts: tuple[str, ...] = ()
    """One for each row that fits a transcript but not its speakers, or that contradicts another."""


def match(sheet: FaceSheet, transcripts: Sequence[Transcript]) -> tuple[tuple[Transcript, ...], MatchReport]:
    """The transcripts with group, language, date, cases and attribute values from the rows that fit them.

    A row fits by its file (with or without suffix), else by its case: the name of a transcript, of a
    speaker, or of a speaker's case. What a sheet leaves empty stays as it was.
    """
    fitting: dict[int, list[Record]] = defaultdict(list)
    rows: list[str] = []
    for record in sheet.records():
        by_file = _by_file(record, transcripts)
        found = by_file or _by_case(record, transcripts)
        about = record.file or record.case or record.speaker or "–"
        facts = {"number": record.number, "sheet": sheet.file, "about": about}
        if not found:
            rows.append(Notice(N_("Row {number} of “{sheet}” ({about}) fits no transcript."), **facts))
        elif not by_file and len(found) > 1 and likely_role(about):
            # “Aigul” in two interviews is one person; “R1” is not
            sentence = N_(
                "Row {number} of “{sheet}” ({about}) fits several transcripts; add a column “file”."
            )
            rows.append(Notice(sentence, **facts))
        else:
            for place in found:
                fitting[place].append(record)
    doubts: list[str] = []
    known = tuple(_with_records(each, fitting.get(i, ()), doubts) for i, each in enumerate(transcripts))
    files = tuple(
        Notice(N_("“{file}” has no row in “{sheet}”."), file=each.file, sheet=sheet.file)
        for i, each in enumerate(transcripts)
        if i not in fitting
    )
    return known, MatchReport(len(fitting), tuple(rows), files, tuple(doubts))


def _by_file(record: Record, transcripts: Sequence[Transcript]) -> list[int]:
    wanted = PureWindowsPath(record.file).name.casefold()
    return [
        i
        for i, each in enumerate(transcripts)
        if wanted in {name.casefold() for name in (each.file, PureWindowsPath(each.file).stem, each.name)}
    ]


def _by_case(record: Record, transcripts: Sequence[Transcript]) -> list[int]:
    wanted = key(_case_named(record))
    return [place for place, transcript in enumerate(transcripts) if wanted in _names_in(transcript)]


def _case_named(record: Record) -> str:
    return record.case or record.file or record.speaker


def _names_in(transcript: Transcript) -> set[str]:
    people = _respondents(transcript)
    names = {transcript.name, *(speaker.label for speaker in people), *(speaker.case for speaker in people)}
    return {key(name) for name in names - {""}}


def _respondents(transcript: Transcript) -> list[DraftSpeaker]:
    return [speaker for speaker in transcript.speakers if speaker.role == "respondent"]


def _with_records(transcript: Transcript, records: Sequence[Record], doubts: list[str]) -> Transcript:
    if not records:
        return transcript
    cases: dict[str, str] = {}
    values = {case: dict(known) for case, known in transcript.values.items()}
    for record in records:
        if not (record.case or record.speaker or record.values):
            continue
        people = [speaker.label for speaker in _people_of(record, transcript) if speaker.label not in cases]
        case = _case_of(record, transcript)
        if people:
            cases |= dict.fromkeys(people, case)
            values.setdefault(case, {}).update(record.values)
        else:
            doubts.append(_doubt(record, transcript, case))
    return replace(
        transcript,
        speakers=tuple(replace(s, case=cases.get(s.label, s.case)) for s in transcript.speakers),
        values=MappingProxyType({case: MappingProxyType(known) for case, known in values.items()}),
        group=_as_group(_agreed("group", records, transcript, doubts)) or transcript.group,
        language=as_language(_agreed("language", records, transcript, doubts)) or transcript.language,
        date=as_date(_agreed("date", records, transcript, doubts)) or transcript.date,
    )


def _case_of(record: Record, transcript: Transcript) -> str:
    """The row's own name for who it is about; without one, a name no other interview has (“R” is in many)."""
    if record.case or not _by_file(record, [transcript]):
        return _case_named(record)
    return f"{transcript.name} {record.speaker}".strip()


def _people_of(record: Record, transcript: Transcript) -> list[DraftSpeaker]:
    """The speaker a row names, by label or by case; else the only respondent there is."""
    if record.speaker:
        return [speaker for speaker in transcript.speakers if key(speaker.label) == key(record.speaker)]
    people = _respondents(transcript)
    wanted = key(_case_named(record))
    named = [speaker for speaker in people if wanted in {key(speaker.label), key(speaker.case)}]
    return named or (people if len(people) == 1 else [])


def _doubt(record: Record, transcript: Transcript, case: str) -> str:
    facts = {
        "number": record.number,
        "file": transcript.file,
        "case": case,
        "speakers": ", ".join(speaker.label for speaker in transcript.speakers),
    }
    if not transcript.speakers:
        return Notice(N_("Row {number}: “{file}” has no speakers, so nobody in it can be “{case}”."), **facts)
    if record.speaker or len(_respondents(transcript)) == 1:
        return Notice(
            N_("Row {number}: nobody in “{file}” is left to be “{case}”; its speakers are {speakers}."),
            **facts,
        )
    return Notice(
        N_("Row {number}: which speaker of “{file}” is “{case}”? Add a column “speaker” ({speakers})."),
        **facts,
    )


def _agreed(
    column: Literal["group", "language", "date"],
    records: Sequence[Record],
    transcript: Transcript,
    doubts: list[str],
) -> str:
    """What the rows of one transcript say, the first where they disagree (and a doubt about it)."""
    said = list(dict.fromkeys(value for record in records if (value := getattr(record, column))))
    if len(said) > 1:
        sentence = N_("The rows of “{file}” disagree about its {column} ({values}); the first counts.")
        doubts.append(Notice(sentence, file=transcript.file, column=column, values=", ".join(said)))
    return said[0] if said else ""


def _as_group(written: str) -> str:
    return _GROUPS.get(written.casefold(), written)
