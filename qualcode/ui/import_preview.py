"""What was understood of the files, as two tables that can be corrected; nothing of the screen in here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from qualcode.model import DraftSpeaker, Transcript
from qualcode.text.words import count_words

SHOWN_TURNS = 12
SHOWN_WORDS = 900
"""Characters of one turn in the look at a file."""


def with_respondents(transcript: Transcript) -> Transcript:
    """Each respondent who has no name in the project yet gets one, so that they are counted as somebody.

    The only respondent of a file is called like the file, several by their labels as well.
    """
    people = [speaker for speaker in transcript.speakers if speaker.role == "respondent"]

    def named(speaker: DraftSpeaker) -> DraftSpeaker:
        if speaker.case or speaker not in people:
            return speaker
        alone = len(people) == 1
        return replace(speaker, case=transcript.name if alone else f"{transcript.name} · {speaker.label}")

    return replace(transcript, speakers=tuple(named(speaker) for speaker in transcript.speakers))


def files_frame(transcripts: Sequence[Transcript], there: Mapping[str, str]) -> pd.DataFrame:
    """A row a file; `there` names the source a file of that fingerprint has become already."""
    seen: set[str] = set()
    rows = []
    for transcript in transcripts:
        rows.append(
            {
                "take": transcript.fingerprint not in there and transcript.fingerprint not in seen,
                "file": transcript.file,
                "name": transcript.name,
                "group": transcript.group or None,
                "language": transcript.language,
                "date": transcript.date,
                "words": count_words(transcript.text),
                "turns": len(transcript.turns),
                "speakers": ", ".join(f"{each.label} {each.turns}" for each in transcript.speakers),
                "layout": transcript.layout,
                "encoding": transcript.encoding,
                "warnings": len(transcript.warnings),
            }
        )
        seen.add(transcript.fingerprint)
    return pd.DataFrame(rows)


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
    people = speakers.to_dict("records")
    found = []
    for transcript, row in zip(transcripts, files.to_dict("records"), strict=True):
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


def _with_speakers(transcript: Transcript, rows: Sequence[Mapping[str, object]]) -> Transcript:
    """Attribute values go with a respondent who gets another name."""
    speakers, values = [], dict(transcript.values)
    for speaker, row in zip(transcript.speakers, rows, strict=True):
        case = cell(row["case"]) if row["role"] == "respondent" else ""
        speakers.append(replace(speaker, role=row["role"], case=case))
        if case and case != speaker.case and speaker.case in transcript.values:
            values[case] = transcript.values[speaker.case]
    return replace(transcript, speakers=tuple(speakers), values=MappingProxyType(values))


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
