"""A project at a glance: the few numbers a card has room for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import StudyKind
from qualcode.store.tables import ActionRow, CodeRow, CodingRow, InfoRow, SourceRow


@dataclass(frozen=True, slots=True)
class Glance:
    name: str
    kind: StudyKind
    sources: int
    """Without the retired ones."""
    codes: int
    """Those in use that can be given to text."""
    codings: int
    coded_sources: int
    """In how many of the sources there is a coding."""
    changed: datetime | None
    """When the last action was."""


def glance(session: Session) -> Glance:
    """What there is in a project now."""
    info = session.scalars(select(InfoRow)).one()
    here = col(SourceRow.retired).is_(False)
    sources = session.scalar(select(func.count()).select_from(SourceRow).where(here))
    usable = col(CodeRow.codable).is_(True) & col(CodeRow.retired).is_(False)
    codes = session.scalar(select(func.count()).select_from(CodeRow).where(usable))
    given = (
        select(func.count(), func.count(distinct(col(CodingRow.source_n))))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(here)
    )
    codings, coded = session.execute(given).one()
    latest = select(col(ActionRow.made)).order_by(col(ActionRow.n).desc()).limit(1)
    return Glance(
        name=info.name,
        kind=info.kind,  # type: ignore[arg-type]
        sources=sources or 0,
        codes=codes or 0,
        codings=codings,
        coded_sources=coded,
        changed=session.scalar(latest),
    )
