"""Who or what is studied, and their attributes."""

from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import Attribute, AttributeId, Case, CaseId
from qualcode.store.tables import AttributeRow, CaseRow, ValueRow


def attributes(session: Session) -> list[Attribute]:
    """The attributes in their order."""
    query = select(AttributeRow).order_by(col(AttributeRow.position), col(AttributeRow.n))
    return [Attribute(AttributeId(r.id), r.name, r.kind, tuple(r.choices)) for r in session.scalars(query)]  # type: ignore[arg-type]


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


def case_row(session: Session, which: str) -> CaseRow:
    """The row of the case of that id or name."""
    query = select(CaseRow).where((col(CaseRow.id) == which) | (col(CaseRow.name) == which))
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind=N_("case"), name=which)
    return row
