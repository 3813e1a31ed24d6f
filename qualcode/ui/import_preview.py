"""What was understood of the files, as tables that can be corrected; nothing of the screen in here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from qualcode.importers.correcting import relabelled
from qualcode.model import DraftTurn, Transcript

SHOWN_TURNS = 12
SHOWN_WORDS = 900
"""Characters of one turn in the look at a file."""


def files_frame(
    transcripts: Sequence[Transcript], taken: Sequence[bool], words: Sequence[int]
) -> pd.DataFrame:
    """A row a file, `taken` saying whether it is to be imported; with how many words each has."""
    return pd.DataFrame(
        [
            {
                "take": take,
                "file": each.file,
                "name": each.name,
                "group": each.group or None,
                "language": each.language,
                "speakers": ", ".join(f"{who.label} {who.turns}" for who in each.speakers),
                "warnings": len(each.warnings),
                "layout": each.layout,
                "encoding": each.encoding,
                "date": each.date,
                "words": count,
            }
            for each, take, count in zip(transcripts, taken, words, strict=True)
        ]
    )


def speakers_frame(transcripts: Sequence[Transcript]) -> pd.DataFrame:
    """A row a speaker of a file, in the files' order."""
    return pd.DataFrame(
        [
            {"file": each.file, "label": who.label, "turns": who.turns, "role": who.role, "case": who.case}
            for each in transcripts
            for who in each.speakers
        ],
        columns=["file", "label", "turns", "role", "case"],
    )


def corrected(
    transcripts: Sequence[Transcript], files: pd.DataFrame, speakers: pd.DataFrame
) -> list[Transcript]:
    """The transcripts as the two tables say they are; the tables' rows stand in the transcripts' order."""
    people = records(speakers)
    found = []
    for transcript, row in zip(transcripts, records(files), strict=True):
        mine, people = people[: len(transcript.speakers)], people[len(transcript.speakers) :]
        changed = replace(
            transcript,
            name=cell(row["name"]) or transcript.name,
            group=cell(row["group"]),
            language=cell(row["language"]),
            date=cell(row["date"]),
        )
        found.append(_with_speakers(changed, mine))
    return found


def _with_speakers(transcript: Transcript, rows: Sequence[Mapping[str, Any]]) -> Transcript:
    """Attribute values go with a respondent who gets another name; what is known of that name stays."""
    known = given_in(transcript)
    speakers, values = [], dict(known)
    by_label: dict[str, str] = {}
    for speaker, row in zip(transcript.speakers, rows, strict=True):
        case = cell(row["case"]) if row["role"] == "respondent" else ""
        label = cell(row["label"]) or speaker.label
        speakers.append(replace(speaker, role=row["role"], case=case, label=label))
        whose = by_label.setdefault(label, case)  # of two with one label the first says who it is
        if whose and whose != speaker.case and speaker.case in known:
            values[whose] = MappingProxyType({**known[speaker.case], **values.get(whose, {})})
    return relabelled(replace(transcript, values=MappingProxyType(values)), speakers)


# -- respondents ---------------------------------------------------------------------------------------


def respondents(transcripts: Sequence[Transcript]) -> list[str]:
    """The names of the respondents, each once, in the order of the files."""
    return list(dict.fromkeys(who.case for each in transcripts for who in each.speakers if who.case))


def given_in(transcript: Transcript) -> Mapping[str, Mapping[str, str]]:
    """By respondent’s name: the attribute values that came with a file."""
    return transcript.values  # noqa: PD011 (no table of pandas)


def attributes_of(transcripts: Sequence[Transcript], more: Collection[str]) -> list[str]:
    """The attributes the files bring values of, and others, each once."""
    brought = (name for each in transcripts for given in given_in(each).values() for name in given)
    return list(dict.fromkeys((*more, *brought)))


def respondents_frame(transcripts: Sequence[Transcript], attributes: Sequence[str]) -> pd.DataFrame:
    """A row a respondent, a column an attribute; columns are numbered, as an attribute may have any name."""
    known: dict[str, dict[str, str]] = {}
    for each in transcripts:
        for case, given in given_in(each).items():
            known[case] = {**given, **known.get(case, {})}
    return pd.DataFrame(
        [
            {"case": case} | {str(i): known.get(case, {}).get(name, "") for i, name in enumerate(attributes)}
            for case in respondents(transcripts)
        ],
        columns=["case", *map(str, range(len(attributes)))],
    )


def written(
    before: pd.DataFrame, after: pd.DataFrame, attributes: Sequence[str]
) -> list[tuple[str, str, str]]:
    """What was written into the respondents' table: respondent, attribute, value."""
    return [
        (old["case"], attribute, value)
        for old, new in zip(records(before), records(after), strict=True)
        for i, attribute in enumerate(attributes)
        if (value := cell(new[str(i)])) != cell(old[str(i)])
    ]


# -- tables --------------------------------------------------------------------------------------------


def records(table: pd.DataFrame) -> list[Mapping[str, Any]]:
    """The rows of an edited table."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def cell(value: object) -> str:
    """What a cell of an edited table says; an emptied one says nothing."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 (not a number: empty)


def first_turns(transcript: Transcript, start: int = 0) -> list[tuple[DraftTurn, str]]:
    """Some turns, and their words."""
    turns = []
    for turn in transcript.turns[start : start + SHOWN_TURNS]:
        words = transcript.text[turn.start : turn.end]
        turns.append((turn, words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS] + " …"))
    return turns
