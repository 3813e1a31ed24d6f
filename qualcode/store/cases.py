"""Who or what is studied, their attributes, and the speakers they are."""

from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import Attribute, AttributeId, Case, CaseId, Role, Source, SourceId, SpeakerId
from qualcode.store import sources
from qualcode.store.tables import AttributeRow, CaseRow, SpeakerRow, ValueRow


def attributes(session: Session) -> list[Attribute]:
    """The attributes in their order."""
    query = select(AttributeRow).order_by(col(AttributeRow.position), col(AttributeRow.n))
    return [as_attribute(row) for row in session.scalars(query)]


def as_attribute(row: AttributeRow) -> Attribute:
    return Attribute(AttributeId(row.id), row.name, row.kind, tuple(row.choices))  # type: ignore[arg-type]


def numbered(session: Session) -> list[tuple[int, Case]]:
    """All cases with their row numbers, by name."""
    values: dict[int, dict[str, str]] = {}
    query = (
        select(col(ValueRow.case_n), col(AttributeRow.name), col(ValueRow.value))
        .join(AttributeRow, col(AttributeRow.n) == col(ValueRow.attribute_n))
        .order_by(col(AttributeRow.position), col(AttributeRow.n))
    )
    for case_n, name, value in session.execute(query):
        values.setdefault(case_n, {})[name] = value
    return [
        (row.n, Case(CaseId(row.id), row.name, MappingProxyType(values.get(row.n, {}))))
        for row in session.scalars(select(CaseRow).order_by(col(CaseRow.name)))
    ]


def cases(session: Session) -> list[Case]:
    """The cases by name, with their values."""
    return [case for _, case in numbered(session)]


class Voice(NamedTuple):
    """A speaker of a source, and the case it is: one of the places where somebody speaks."""

    source: Source
    speaker: SpeakerId
    label: str
    role: Role
    case: CaseId | None


def voices(session: Session) -> list[Voice]:
    """Every speaker of every source, retired ones too: by group and name, then in order of first speaking."""
    there: dict[SourceId, Source] = {source.id: source for source in sources.sources(session, retired=True)}
    people = sources.everybody(session)
    return [
        Voice(source, speaker.id, speaker.label, speaker.role, speaker.case)
        for id_, source in there.items()
        for speaker in people.get(id_, [])
    ]


def case_row(session: Session, which: str) -> CaseRow:
    """The row of the case of that id or name."""
    query = select(CaseRow).where((col(CaseRow.id) == which) | (col(CaseRow.name) == which))
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind=N_("case"), name=which)
    return row


def attribute_row(session: Session, which: str) -> AttributeRow:
    """The row of the attribute of that id or name."""
    query = select(AttributeRow).where((col(AttributeRow.id) == which) | (col(AttributeRow.name) == which))
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind=N_("attribute"), name=which)
    return row


def speaker_row(session: Session, which: str) -> SpeakerRow:
    row = session.scalars(select(SpeakerRow).where(col(SpeakerRow.id) == which)).first()
    if row is None:
        raise NotFound(kind=N_("speaker"), name=which)
    return row
