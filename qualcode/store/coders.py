"""Who codes."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NameMissing, NotFound
from qualcode.i18n import N_
from qualcode.model import Coder, CoderId
from qualcode.store.gate import Edit
from qualcode.store.tables import STATE, CoderRow, new_id


def new_coder_id() -> CoderId:
    return CoderId(new_id())


def as_coder(row: CoderRow) -> Coder:
    return Coder(CoderId(row.id), row.name, row.retired)


def coders(session: Session) -> list[Coder]:
    """Everybody who codes here, in order of joining; retired ones too."""
    return [as_coder(row) for row in session.scalars(select(CoderRow).order_by(col(CoderRow.n)))]


def coder(session: Session, who: str) -> Coder:
    """The coder of that id or name."""
    return as_coder(coder_row(session, who))


_WHO = select(STATE["coder"].c.n, STATE["coder"].c.id).where(
    (STATE["coder"].c.id == bindparam("who")) | (STATE["coder"].c.name == bindparam("name"))
)


def found(session: Session, who: str) -> tuple[int, CoderId]:
    """The number and id of the coder of that id or name."""
    row = session.execute(_WHO, {"who": who, "name": who.strip()}).first()
    if row is None:
        raise NotFound(kind=N_("coder"), name=who)
    return row.n, CoderId(row.id)


def coder_row(session: Session, who: str) -> CoderRow:
    query = select(CoderRow).where((col(CoderRow.id) == who) | (col(CoderRow.name) == who.strip()))
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind=N_("coder"), name=who)
    return row


def coder_named(session: Session, name: str) -> Coder | None:
    row = session.scalars(select(CoderRow).where(col(CoderRow.name) == name.strip())).first()
    return as_coder(row) if row else None


def join(edit: Edit, id_: CoderId, name: str) -> Coder:
    """Enter the project as a coder, in one's own name."""
    if not name.strip():
        raise NameMissing(kind=N_("coder"))
    edit.begin("join", name)
    return as_coder(edit.add(CoderRow(id=id_, name=name.strip())))
