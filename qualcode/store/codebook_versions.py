"""The named versions of the codebook."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcode.store.tables import STATE

_LATEST = select(func.coalesce(func.max(STATE["codebook_version"].c.number), 0))


def latest_number(session: Session) -> int:
    """The number of the codebook version that codings are made under now; 0 before the first."""
    return int(session.execute(_LATEST).scalar_one())
