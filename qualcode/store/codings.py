"""The codings of a source."""

import json
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import CodeId, CoderId, Coding, CodingId, SourceId, Span
from qualcode.store.tables import ActionRow, CodeRow, CoderRow, CodingRow, MemoRow, SourceRow

LATEST = 200
"""More actions than this since somebody last looked: send everything instead."""
MANY = 5_000
"""More codings than this: the same. SQLite allows 32,766 values in a statement."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What happened to a source's codings since an action: `whole` means these are all of them."""

    version: int
    whole: bool
    there: tuple[Coding, ...]
    gone: tuple[CodingId, ...] = ()


def _query() -> object:
    first_memo = (
        select(col(MemoRow.text))
        .where(col(MemoRow.target) == col(CodingRow.id))
        .order_by(col(MemoRow.id))
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            col(CodingRow.id), col(SourceRow.id), col(CodingRow.start), col(CodingRow.end),
            col(CodeRow.id), col(CoderRow.id), col(CodingRow.made), func.coalesce(first_memo, ""),
            col(CodingRow.important), col(CodingRow.unsure), col(CodingRow.rule),
            col(CodingRow.codebook_version),
        )
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .order_by(col(CodingRow.source_n), col(CodingRow.start), col(CodingRow.end), col(CodingRow.n))
    )  # fmt: skip


def _codings(session: Session, *where: object) -> tuple[Coding, ...]:
    rows = session.execute(_query().where(*where))  # type: ignore[attr-defined]
    return tuple(
        Coding(CodingId(id_), SourceId(source), Span(start, end), CodeId(code), CoderId(coder), made, *rest)
        for id_, source, start, end, code, coder, made, *rest in rows
    )


def codings_of(session: Session, source: SourceId) -> tuple[Coding, ...]:
    """The codings of one source in reading order, of all coders."""
    return _codings(session, col(SourceRow.id) == source)


def codings(session: Session) -> tuple[Coding, ...]:
    """All codings of the project. For wide reads use `reading.coded`."""
    return _codings(session)


def counts(session: Session) -> dict[CodeId, int]:
    """How many codings each code has itself, by all coders, in sources that are in use."""
    query = (
        select(col(CodeRow.id), func.count())
        .join(CodingRow, col(CodingRow.code_n) == col(CodeRow.n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(col(SourceRow.retired).is_(False))
        .group_by(col(CodeRow.id))
    )
    return {CodeId(id_): count for id_, count in session.execute(query)}


def counts_elsewhere(session: Session, source: SourceId, coder: CoderId) -> dict[CodeId, tuple[int, int]]:
    """How many codings each code has in all other sources that are in use: by this coder, by all."""
    mine = func.sum(case((col(CoderRow.id) == coder, 1), else_=0))
    query = (
        select(col(CodeRow.id), mine, func.count())
        .join(CodingRow, col(CodingRow.code_n) == col(CodeRow.n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(col(SourceRow.retired).is_(False), col(SourceRow.id) != source)
        .group_by(col(CodeRow.id))
    )
    return {CodeId(id_): (int(own), count) for id_, own, count in session.execute(query)}


def coding_row(session: Session, id_: str) -> CodingRow:
    row = session.scalars(select(CodingRow).where(col(CodingRow.id) == id_)).first()
    if row is None:
        raise NotFound(kind=N_("coding"), name=id_)
    return row


def codings_since(
    session: Session, source: SourceId, version: int | None, *, only: CoderId | None = None
) -> Delta:
    """What has happened to a source's codings since that action of the project; `only`: to one coder's."""
    query = select(func.count(), func.max(col(ActionRow.n))).where(col(ActionRow.n) > (version or 0))
    count, latest = session.execute(query).one()
    here = [col(SourceRow.id) == source, *([] if only is None else [col(CoderRow.id) == only])]
    if version is None or count > LATEST:
        newest = session.scalar(select(func.max(col(ActionRow.n)))) or 0
        return Delta(newest, whole=True, there=_codings(session, *here))
    if not count:
        return Delta(version, whole=False, there=())
    changed, taken = _touched(session, source, version, only)
    if len(changed) > MANY:
        return Delta(latest, whole=True, there=_codings(session, *here))
    there = _codings(session, col(CodingRow.id).in_(changed), *here) if changed else ()
    gone = taken - {coding.id for coding in there}
    return Delta(latest, whole=False, there=there, gone=tuple(sorted(gone)))


def _touched(
    session: Session, source: str, version: int, only: CoderId | None
) -> tuple[set[str], set[CodingId]]:
    """Codings that may have changed, and those of this source that were taken away at some time."""
    changed: set[str] = set()
    taken: set[CodingId] = set()
    for changes in session.scalars(select(col(ActionRow.changes)).where(col(ActionRow.n) > version)):
        for table, row, before, after in json.loads(changes):
            if table == "memo":
                changed.add((after or before).get("target") or _memo_target(session, row) or "")
            elif table == "coding" and after is None and before["source"] == source:
                if only in {None, before["coder"]}:
                    taken.add(row)
            elif table == "coding":
                changed.add(row)
    return changed, taken


def _memo_target(session: Session, memo: str) -> str | None:
    return session.scalar(select(col(MemoRow.target)).where(col(MemoRow.id) == memo))


def action_known(session: Session, id_: str) -> bool:
    """Whether an action of that GUID is in the history already: sent twice, it is done once."""
    return session.scalar(select(col(ActionRow.n)).where(col(ActionRow.id) == id_)) is not None
