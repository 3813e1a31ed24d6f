"""What one coder coded, day by day: read from the history without its changes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import Session

from qualcode.model import CoderId
from qualcode.store.gate import ACTION
from qualcode.store.log import undone

CODING = ("code", "code anew")
_MADE = type_coerce(ACTION.c.made, Text)
_TENTH = 15
"""So many characters of a moment tell it to ten minutes: few enough to count, and no time zone cuts them."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A day’s codings, those taken back left out: how many, and of which codes by name."""

    codings: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)


def days_coded(session: Session, coder: CoderId) -> set[date]:
    """The days, where this computer stands, on which somebody coded."""
    moment = func.substr(_MADE, 1, _TENTH)
    query = select(moment).where(ACTION.c.coder == coder, ACTION.c.name.in_(CODING)).distinct()
    return {_local(f"{found}0") for found in session.scalars(query)}


def worked(session: Session, coder: CoderId, first: date, last: date) -> dict[date, Worked]:
    """What somebody coded from one day to another, both included."""
    began, ended = (_utc(day) for day in (first, last + timedelta(days=1)))
    query = select(ACTION.c.id, _MADE, ACTION.c.about).where(
        ACTION.c.coder == coder, ACTION.c.name.in_(CODING), began <= _MADE, ended > _MADE
    )
    back = undone(session)
    codes: dict[date, Counter[str]] = {}
    for id_, made, about in session.execute(query):
        if id_ not in back:
            codes.setdefault(_local(made[:16]), Counter())[about] += 1
    return {day: Worked(its.total(), dict(its.most_common())) for day, its in codes.items()}


def _local(moment: str) -> date:
    """The day of a moment as it is stored, “2025-11-22T17:40”."""
    return datetime.fromisoformat(moment[:16]).replace(tzinfo=UTC).astimezone().date()


def _utc(day: date) -> str:
    """When a day begins here, as moments are stored."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC).isoformat(timespec="milliseconds")
