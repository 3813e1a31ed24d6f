"""Who has which text to code, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import Coder, CoderId, Progress, SourceId
from qualcode.store import coders, sources
from qualcode.store.tables import AssignmentRow, CoderRow, CodingRow, SourceRow


@dataclass(frozen=True, slots=True)
class Assignment:
    """A text a coder has to code.

    One that is marked “to do” counts as “coding” as soon as the coder has coded in it since.
    """

    source: SourceId
    coder: CoderId
    state: Progress
    changed: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What one coder has to do, is at, and has done: texts, and words of them."""

    coder: Coder
    texts: Mapping[Progress, int]
    words: Mapping[Progress, int]

    @property
    def share_done(self) -> float:
        """Of the words, from 0 to 1; of the texts, where they have no words."""
        for counts in (self.words, self.texts):
            if of := sum(counts.values()):
                return counts["done"] / of
        return 0.0


def assignments(session: Session) -> list[Assignment]:
    """Every text somebody has to code, without retired sources and coders."""
    since = _last_coded(session)
    query = (
        select(
            col(AssignmentRow.source_n), col(AssignmentRow.coder_n), col(SourceRow.id), col(CoderRow.id),
            col(AssignmentRow.state), col(AssignmentRow.changed),
        )
        .join(SourceRow, col(SourceRow.n) == col(AssignmentRow.source_n))
        .join(CoderRow, col(CoderRow.n) == col(AssignmentRow.coder_n))
        .where(col(SourceRow.retired).is_(False), col(CoderRow.retired).is_(False))
        .order_by(col(AssignmentRow.n))
    )  # fmt: skip
    return [
        Assignment(
            SourceId(source), CoderId(coder), _state(state, changed, since.get((source_n, coder_n))), changed
        )
        for source_n, coder_n, source, coder, state, changed in session.execute(query)
    ]


def state_of(session: Session, source: SourceId, coder: CoderId) -> Progress | None:
    """How far a coder is with a text; None where it is not theirs to code."""
    query = (
        select(col(AssignmentRow.state), col(AssignmentRow.changed), col(SourceRow.n), col(CoderRow.n))
        .join(SourceRow, col(SourceRow.n) == col(AssignmentRow.source_n))
        .join(CoderRow, col(CoderRow.n) == col(AssignmentRow.coder_n))
        .where(col(SourceRow.id) == source, col(CoderRow.id) == coder)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    state, changed, source_n, coder_n = row
    last = select(func.max(col(CodingRow.made))).where(
        col(CodingRow.source_n) == source_n, col(CodingRow.coder_n) == coder_n
    )
    return _state(state, changed, session.scalar(last))


def left(session: Session) -> list[Left]:
    """Who has what left, in the order of joining; only those who have something to code."""
    words = {source.id: source.words for source in sources.sources(session)}
    its: dict[str, list[Assignment]] = {}
    for each in assignments(session):
        its.setdefault(each.coder, []).append(each)
    return [_left(coder, its[coder.id], words) for coder in coders.coders(session) if coder.id in its]


def _left(coder: Coder, its: Sequence[Assignment], words: Mapping[SourceId, int]) -> Left:
    texts: dict[Progress, int] = {"to do": 0, "coding": 0, "done": 0}
    read: dict[Progress, int] = {"to do": 0, "coding": 0, "done": 0}
    for each in its:
        texts[each.state] += 1
        read[each.state] += words[each.source]
    return Left(coder, texts, read)


def mine(session: Session, coder: CoderId) -> dict[SourceId, Progress]:
    """A coder's texts in the order they are listed; where none are given out, all of them."""
    there = {each.source: each.state for each in assignments(session) if each.coder == coder}
    every = [source.id for source in sources.sources(session)]
    if there:
        return {source: there[source] for source in every if source in there}
    coded = set(
        session.scalars(
            select(col(SourceRow.id))
            .join(CodingRow, col(CodingRow.source_n) == col(SourceRow.n))
            .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
            .where(col(CoderRow.id) == coder)
            .distinct()
        )
    )
    return {source: "coding" if source in coded else "to do" for source in every}


def next_to_do(its: Mapping[SourceId, Progress], now: SourceId | None = None) -> SourceId | None:
    """The next text to do after the present one, round to the beginning; else one that is not done."""
    order = list(its)
    here = order.index(now) + 1 if now is not None and now in its else 0
    others = [source for source in order[here:] + order[:here] if source != now]
    for state in ("to do", "coding"):
        if found := next((source for source in others if its[source] == state), None):
            return found
    return None


def _last_coded(session: Session) -> dict[tuple[int, int], datetime]:
    """When each coder last coded in each source, by row numbers."""
    columns = (col(CodingRow.source_n), col(CodingRow.coder_n))
    query = select(*columns, func.max(col(CodingRow.made))).group_by(*columns)
    to_do = select(AssignmentRow.n).where(  # type: ignore[call-overload]
        col(AssignmentRow.state) == "to do",
        col(AssignmentRow.source_n) == col(CodingRow.source_n),
        col(AssignmentRow.coder_n) == col(CodingRow.coder_n),
    )
    return {(source, coder): made for source, coder, made in session.execute(query.where(to_do.exists()))}


def _state(state: str, changed: datetime, coded: datetime | None) -> Progress:
    begun = state == "to do" and coded is not None and coded > changed
    return "coding" if begun else state  # type: ignore[return-value]
