"""What was understood of the files, as two tables that can be corrected; nothing of the screen in here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from qualcode.model import Transcript
from qualcode.text.words import count_words

SHOWN_TURNS = 12
SHOWN_WORDS = 900
"""Characters of one turn in the look at a file."""


def files_frame(transcripts: Sequence[Transcript], taken: Sequence[bool]) -> pd.DataFrame:
    """A row a file, `taken` saying whether it is to be imported."""
    return pd.DataFrame(
        [
            {
                "take": take,
                "file": each.file,
                "name": each.name,
                "group": each.group or None,
                "language": each.language,
                "date": each.date,
                "words": count_words(each.text),
                "turns": len(each.turns),
                "speakers": ", ".join(f"{who.label} {who.turns}" for who in each.speakers),
                "layout": each.layout,
                "encoding": each.encoding,
                "warnings": len(each.warnings),
            }
            for each, take in zip(transcripts, taken, strict=True)
        ]
    )


def new_ones(transcripts: Sequence[Transcript], there: Collection[str]) -> list[bool]:
    """Whether each file is neither in the project (by its fingerprint) nor among those before it."""
    seen = set(there)
    found = []
    for transcript in transcripts:
        found.append(transcript.fingerprint not in seen)
        seen.add(transcript.fingerprint)
    return found


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
    """Attribute values go with a respondent who gets another name."""
    known = transcript.values  # noqa: PD011 (a face sheet's)
    speakers, values = [], dict(known)
    for speaker, row in zip(transcript.speakers, rows, strict=True):
        case = cell(row["case"]) if row["role"] == "respondent" else ""
        speakers.append(replace(speaker, role=row["role"], case=case))
        if case and case != speaker.case and speaker.case in known:
            values[case] = known[speaker.case]
    return replace(transcript, speakers=tuple(speakers), values=MappingProxyType(values))


def records(table: pd.DataFrame) -> list[Mapping[str, Any]]:
    """The rows of an edited table."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def cell(value: object) -> str:
    """What a cell of an edited table says; an emptied one says nothing."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 (not a number: empty)


def first_turns(transcript: Transcript) -> list[tuple[str, str]]:
    """Who says what at the beginning: label and words."""
    turns = []
    for turn in transcript.turns[:SHOWN_TURNS]:
        words = transcript.text[turn.start : turn.end]
        turns.append((turn.speaker, words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS] + " …"))
    return turns
