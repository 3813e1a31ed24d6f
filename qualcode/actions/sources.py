"""The texts: import, rename, regroup, retire, bring back; and who speaks in them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.actions.cases import link_speakers, named_cases, one_line, put_values, settle_attributes
from qualcode.errors import BadValue, NameMissing, NameTaken, NotFound
from qualcode.i18n import N_
from qualcode.model import Role, Source, SourceId, SpeakerId, Transcript
from qualcode.project import Edit
from qualcode.store.cases import attributes, cases
from qualcode.store.sources import reading, source_row
from qualcode.store.tables import CaseRow, SourceRow, SpeakerRow, TurnRow, VersionRow
from qualcode.store.wordstarts import pack
from qualcode.text.arriving import Brought, Filling, filling
from qualcode.text.notices import Notice
from qualcode.text.words import word_starts


def import_sources(
    edit: Edit, transcripts: Sequence[Transcript], progress: Callable[[int, int], None] | None = None
) -> list[Source]:
    """Store transcripts with their speakers, cases and attributes, as one action.

    A name that is taken gets a number: “Interview (2)”. Values fill what nobody has said yet, and replace
    nothing: see `what_arrives`. `progress(done, all)` may raise to stop; then nothing is stored.
    """
    edit.begin("import sources", ", ".join(transcript.name for transcript in transcripts))
    given = _filling(edit.session, transcripts).given
    settle_attributes(edit, [(each.attribute, each.value) for each in given])
    taken = set(edit.session.scalars(select(col(SourceRow.name))))
    ids = []
    for done, transcript in enumerate(transcripts):
        name = _free(transcript.name.strip() or transcript.file, taken)
        taken.add(name)
        ids.append(_store(edit, transcript, name))
        if progress:
            progress(done + 1, len(transcripts))
    people = named_cases(edit, [each.case for each in given])
    put_values(edit, [(people[each.case], each.attribute, each.value) for each in given])
    return [reading(edit.session, id_).source for id_ in ids]


def what_arrives(session: Session, transcripts: Sequence[Transcript]) -> tuple[Notice, ...]:
    """What an import would do to attributes, and the values that would not be stored as others stay."""
    found = _filling(session, transcripts)
    return (*(each.told() for each in found.attributes), *(each.told() for each in found.stays))


def _filling(session: Session, transcripts: Sequence[Transcript]) -> Filling:
    known = {case.name: case.values for case in cases(session)}
    return filling(attributes(session), known, _brought(transcripts))


def _brought(transcripts: Sequence[Transcript]) -> Iterator[Brought]:
    """The attribute values of those who speak in them."""
    for transcript in transcripts:
        for case in dict.fromkeys(speaker.case for speaker in transcript.speakers):
            for name, value in transcript.values.get(case, {}).items():
                yield Brought(one_line(case), one_line(name), one_line(value), transcript.file)


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _store(edit: Edit, transcript: Transcript, name: str) -> str:
    source = edit.add(
        SourceRow(
            name=name,
            group=transcript.group,
            language=transcript.language,
            date=transcript.date,
            file=transcript.file,
            fingerprint=transcript.fingerprint,
            encoding=transcript.encoding,
            layout=transcript.layout,
        )
    )
    speakers = {
        speaker.label: add_speaker(edit, source, transcript, speaker.label).n
        for speaker in transcript.speakers
    }
    add_version(edit, source, transcript, speakers)
    return source.id


def add_version(
    edit: Edit, source: SourceRow, transcript: Transcript, speakers: Mapping[str, int], number: int = 1
) -> VersionRow:
    """Store a wording of a source with its turns, as the present one; `speakers`: row numbers by label."""
    starts = word_starts(transcript.text)
    version = edit.add(
        VersionRow(
            source_n=source.n,
            number=number,
            text=transcript.text,
            digest=hashlib.sha256(transcript.text.encode()).hexdigest(),
            length=len(transcript.text),
            words=len(starts),
            word_starts=pack(starts),
        )
    )
    source.version_n = version.n
    edit.session.flush()
    bounds = np.searchsorted(
        starts, [(turn.start, turn.end) for turn in transcript.turns] or np.empty((0, 2))
    )
    edit.insert_many(
        TurnRow,
        [
            {
                "version_n": version.n,
                "number": number,
                "start": turn.start,
                "end": turn.end,
                "speaker_n": speakers[turn.speaker] if turn.speaker else None,
                "time": turn.time,
                "words": int(last - first),
            }
            for number, (turn, (first, last)) in enumerate(zip(transcript.turns, bounds, strict=True), 1)
        ],
    )
    return version


def add_speaker(edit: Edit, source: SourceRow, transcript: Transcript, label: str) -> SpeakerRow:
    """Store a speaker of a transcript; a respondent without a name gets one."""
    [draft] = [speaker for speaker in transcript.speakers if speaker.label == label]
    name = one_line(draft.case) or (
        _nameless(source, transcript, label) if draft.role == "respondent" else ""
    )
    case = _case(edit, name) if name else None
    return edit.add(
        SpeakerRow(source_n=source.n, label=label, role=draft.role, case_n=case.n if case else None)
    )


def _nameless(source: SourceRow, transcript: Transcript, label: str) -> str:
    """What a respondent is called until somebody says better: the source, and the label if needed."""
    alone = sum(speaker.role == "respondent" for speaker in transcript.speakers) == 1
    return source.name if alone else f"{source.name}: {label}"


def _case(edit: Edit, name: str) -> CaseRow:
    row = edit.session.scalars(select(CaseRow).where(col(CaseRow.name) == name)).first()
    return row or edit.add(CaseRow(name=name))


def rename_source(edit: Edit, source: SourceId, name: str) -> None:
    row = source_row(edit.session, source)
    name = name.strip()
    edit.begin("rename source", f"{row.name} → {name}")
    if not name:
        raise NameMissing(kind=N_("source"))
    if name != row.name:
        if edit.session.scalars(select(SourceRow).where(col(SourceRow.name) == name)).first():
            raise NameTaken(kind=N_("source"), name=name)
        row.name = name


def regroup_source(
    edit: Edit, source: SourceId, group: str, *, language: str | None = None, date: str | None = None
) -> None:
    """Put a source into another group; its language and date are corrected here too."""
    row = source_row(edit.session, source)
    edit.begin("regroup source", f"{row.name}: {group}")
    row.group = group.strip()
    if language is not None:
        row.language = language
    if date is not None:
        row.date = date


def retire_source(edit: Edit, source: SourceId) -> None:
    """Leave a source out of everything; its text and codings stay in the project."""
    row = source_row(edit.session, source)
    edit.begin("retire source", row.name)
    row.retired = True


def bring_back_source(edit: Edit, source: SourceId) -> None:
    row = source_row(edit.session, source)
    edit.begin("bring back source", row.name)
    row.retired = False


def change_speaker(
    edit: Edit,
    speaker: SpeakerId,
    *,
    role: Role | None = None,
    case: str | None = None,
    label: str | None = None,
) -> None:
    """Correct who a speaker is: the role, the case (by name, made if new; empty for nobody), the label."""
    row = edit.session.scalars(select(SpeakerRow).where(col(SpeakerRow.id) == speaker)).first()
    if row is None:
        raise NotFound(kind=N_("speaker"), name=speaker)
    edit.begin("change speaker", row.label)
    if role is not None:
        row.role = role
    if case is not None:
        link_speakers(edit, {speaker: case})
    if label is not None and label.strip() != row.label:
        row.label = _free_label(edit, row, label.strip())


def _free_label(edit: Edit, row: SpeakerRow, label: str) -> str:
    if not label:
        raise NameMissing(kind=N_("speaker"))
    others = select(SpeakerRow).where(
        col(SpeakerRow.source_n) == row.source_n, col(SpeakerRow.label) == label
    )
    if edit.session.scalars(others).first():
        why = N_("another speaker of this source has it.")
        raise BadValue(kind=N_("speaker"), field=N_("label"), value=label, why=why)
    return label
