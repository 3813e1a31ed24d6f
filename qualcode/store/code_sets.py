"""Code sets: some codes under one name, and the key that puts them on the keys 1–9."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import CodeId, CodeSet, CodeSetId
from qualcode.store.tables import CodeRow, CodeSetRow


def code_sets(session: Session) -> list[CodeSet]:
    """The sets in their order, each with its codes in theirs.

    Codes that are no longer there, or are retired, are passed over; the set remembers them.
    """
    usable = set(session.scalars(select(col(CodeRow.id)).where(col(CodeRow.retired).is_(False))))
    rows = session.scalars(select(CodeSetRow).order_by(col(CodeSetRow.position), col(CodeSetRow.n)))
    return [as_code_set(row, usable) for row in rows]


def as_code_set(row: CodeSetRow, usable: set[str]) -> CodeSet:
    codes = tuple(CodeId(id_) for id_ in row.codes if id_ in usable)
    return CodeSet(id=CodeSetId(row.id), name=row.name, key=row.key, codes=codes)


def code_set_row(session: Session, id_: str) -> CodeSetRow:
    row = session.scalars(select(CodeSetRow).where(col(CodeSetRow.id) == id_)).first()
    if row is None:
        raise NotFound(kind=N_("code set"), name=id_)
    return row
