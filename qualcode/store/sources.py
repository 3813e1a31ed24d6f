"""The texts that are read."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import CaseId, Reading, Source, SourceId, Speaker, SpeakerId, Turn, VersionId
from qualcode.store.tables import STATE, CaseRow, SourceRow, SpeakerRow, TurnRow, VersionRow
from qualcode.text.alike import likeness


def _listing() -> tuple[object, ...]:
    turns = (
        select(func.count()).select_from(TurnRow).where(col(TurnRow.version_n) == col(SourceRow.version_n))
    )
    return (
        col(SourceRow.n), col(SourceRow.id), col(SourceRow.name), col(SourceRow.group),
        col(SourceRow.language), col(SourceRow.date), col(SourceRow.file), col(VersionRow.length),
        col(VersionRow.words), turns.scalar_subquery(), col(SourceRow.layout), col(SourceRow.encoding),
        col(SourceRow.retired), col(VersionRow.number),
    )  # fmt: skip


def numbered(session: Session) -> list[tuple[int, Source]]:
    """All sources with their row numbers, by group and name; retired ones too."""
    query = (
        select(*_listing())  # type: ignore[call-overload]
        .join(VersionRow, col(VersionRow.n) == col(SourceRow.version_n))
        .order_by(col(SourceRow.group), col(SourceRow.name))
    )
    return [(row[0], Source(SourceId(row[1]), *row[2:])) for row in session.execute(query)]


def sources(session: Session, *, retired: bool = False) -> list[Source]:
    """The sources by group and name."""
    return [source for _, source in numbered(session) if retired or not source.retired]


class Found(NamedTuple):
    """As much of a source as coding it takes."""

    n: int
    id: str
    name: str
    version_n: int


_SOURCE = STATE["source"]
_FOUND = select(*(_SOURCE.c[name] for name in Found._fields)).where(
    (_SOURCE.c.id == bindparam("which")) | (_SOURCE.c.name == bindparam("which"))
)
"""Put together once: for SQLAlchemy that takes as long as to ask."""


def found(session: Session, which: str) -> Found:
    """The source of that id or name, quickly."""
    row = session.execute(_FOUND, {"which": which}).first()
    if row is None:
        raise NotFound(kind=N_("source"), name=which)
    return Found(*row)


def source_row(session: Session, which: str) -> SourceRow:
    """The row of the source of that id or name, or of that file if only one came from it."""
    query = select(SourceRow).where((col(SourceRow.id) == which) | (col(SourceRow.name) == which))
    row = session.scalars(query).first()
    if row is None:
        from_file = session.scalars(select(SourceRow).where(col(SourceRow.file) == which)).all()
        if len(from_file) != 1:
            raise NotFound(kind=N_("source"), name=which)
        row = from_file[0]
    return row


def source_of(session: Session, version: VersionId) -> SourceId:
    """The source a version is of."""
    query = select(col(SourceRow.id)).join(VersionRow, col(VersionRow.source_n) == col(SourceRow.n))
    found = session.scalar(query.where(col(VersionRow.id) == version))
    if found is None:
        raise NotFound(kind=N_("source"), name=version)
    return SourceId(found)


def reading(session: Session, which: str, number: int | None = None) -> Reading:
    """A source with its present text and turns, or with those of an older version."""
    row = source_row(session, which)
    asked = col(VersionRow.n) == row.version_n
    if number is not None:
        asked = (col(VersionRow.source_n) == row.n) & (col(VersionRow.number) == number)
    version = session.scalars(select(VersionRow).where(asked)).first()
    if version is None:
        raise NotFound(kind=N_("version"), name=str(number))
    speakers = dict(_speakers(session, row))
    query = select(TurnRow).where(col(TurnRow.version_n) == version.n).order_by(col(TurnRow.number))
    turns = tuple(
        Turn(t.number, t.start, t.end, speakers.get(t.speaker_n) if t.speaker_n else None, t.time, t.words)
        for t in session.scalars(query)
    )
    source = Source(
        id=SourceId(row.id), name=row.name, group=row.group, language=row.language, date=row.date,
        file=row.file, length=version.length, words=version.words, turns=len(turns), layout=row.layout,
        encoding=row.encoding, retired=row.retired, version=version.number,
    )  # fmt: skip
    return Reading(source, VersionId(version.id), version.text, version.digest, turns)


def _speakers(session: Session, source: SourceRow) -> list[tuple[int, Speaker]]:
    query = (
        select(SpeakerRow, col(CaseRow.id))
        .outerjoin(CaseRow, col(CaseRow.n) == col(SpeakerRow.case_n))
        .where(col(SpeakerRow.source_n) == source.n)
        .order_by(col(SpeakerRow.n))
    )
    return [
        (row.n, Speaker(SpeakerId(row.id), row.label, row.role, CaseId(case) if case else None))  # type: ignore[arg-type]
        for row, case in session.execute(query)
    ]


def speakers(session: Session, which: str) -> list[Speaker]:
    """The speakers of a source, in order of first speaking."""
    return [speaker for _, speaker in _speakers(session, source_row(session, which))]


def everybody(session: Session) -> dict[SourceId, list[Speaker]]:
    """The speakers of all sources, each source's in order of first speaking."""
    query = (
        select(col(SourceRow.id), SpeakerRow, col(CaseRow.id))
        .join(SpeakerRow, col(SpeakerRow.source_n) == col(SourceRow.n))
        .outerjoin(CaseRow, col(CaseRow.n) == col(SpeakerRow.case_n))
        .order_by(col(SourceRow.n), col(SpeakerRow.n))
    )
    found: dict[SourceId, list[Speaker]] = {}
    for source, row, case in session.execute(query):
        speaker = Speaker(SpeakerId(row.id), row.label, row.role, CaseId(case) if case else None)  # type: ignore[arg-type]
        found.setdefault(SourceId(source), []).append(speaker)
    return found


def turns_by_speaker(session: Session, which: str) -> dict[SpeakerId, int]:
    """How many turns each speaker of a source has."""
    row = source_row(session, which)
    query = (
        select(col(SpeakerRow.id), func.count(col(TurnRow.n)))
        .join(TurnRow, col(TurnRow.speaker_n) == col(SpeakerRow.n))
        .where(col(TurnRow.version_n) == row.version_n)
        .group_by(col(SpeakerRow.id))
    )
    return {SpeakerId(id_): count for id_, count in session.execute(query)}


def fingerprints(session: Session) -> dict[str, str]:
    """The files that are in the project already: fingerprint and the source's name; retired ones too."""
    query = select(col(SourceRow.fingerprint), col(SourceRow.name)).where(col(SourceRow.fingerprint) != "")
    return dict(session.execute(query.order_by(col(SourceRow.n).desc())).all())


def same_words(session: Session, texts: Mapping[str, int]) -> dict[str, str]:
    """By likeness (see `text.alike`) the source that says the same; `texts` tells how many words each has.

    Retired sources too. Only texts about as long are read.
    """
    counts = {
        near for words in texts.values() for near in range(words - _MISCOUNTED, words + _MISCOUNTED + 1)
    }
    query = (
        select(col(SourceRow.name), col(VersionRow.text))
        .join(VersionRow, col(VersionRow.n) == col(SourceRow.version_n))
        .where(col(VersionRow.words).in_(counts))
        .order_by(col(SourceRow.n).desc())
    )
    found = ((likeness(text), name) for name, text in session.execute(query))
    return {like: name for like, name in found if like in texts}


_MISCOUNTED = 3
"""Words by which two copies may differ: a hyphen or an apostrophe may have been another sign."""
