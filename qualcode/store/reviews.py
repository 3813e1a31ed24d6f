"""What waits to be looked through after corrections, and what was decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import Review, ReviewId, SourceId, Span, VersionId
from qualcode.store.tables import (
    CodeRow,
    CoderRow,
    CodingRow,
    MemoRow,
    ReviewRow,
    SourceRow,
    VersionRow,
)


def reviews(session: Session, source: SourceId | None = None, *, settled: bool = False) -> list[Review]:
    """What waits, of one source or of all, in reading order; with `settled` also what is decided.

    A coding or memo that was taken away since waits for nobody.
    """
    query = _query()
    if source is not None:
        query = query.where(col(SourceRow.id) == source)
    if not settled:
        query = query.where(_waiting())
    return [_as_review(*row) for row in session.execute(query)]


def waiting(session: Session) -> dict[SourceId, int]:
    """By source how much waits to be looked through."""
    query = (
        select(col(SourceRow.id), func.count())
        .join(ReviewRow, col(ReviewRow.source_n) == col(SourceRow.n))
        .outerjoin(CodingRow, col(CodingRow.id) == col(ReviewRow.row))
        .outerjoin(MemoRow, col(MemoRow.id) == col(ReviewRow.row))
        .where(_waiting())
        .group_by(col(SourceRow.id))
    )
    return {SourceId(id_): count for id_, count in session.execute(query)}


def review_row(session: Session, id_: str) -> ReviewRow:
    row = session.scalars(select(ReviewRow).where(col(ReviewRow.id) == id_)).first()
    if row is None:
        raise NotFound(kind=N_("review"), name=id_)
    return row


def open_rows(session: Session, source_n: int) -> Sequence[ReviewRow]:
    """The rows of what is not settled."""
    query = select(ReviewRow).where(col(ReviewRow.source_n) == source_n, col(ReviewRow.settled) == "")
    return session.scalars(query).all()


def _waiting() -> Any:
    there = col(CodingRow.n).is_not(None) | col(MemoRow.n).is_not(None)
    return (col(ReviewRow.settled) == "") & ((col(ReviewRow.outcome) == "lost") | there)


def _query() -> Any:
    return (
        select(
            ReviewRow, SourceRow, col(VersionRow.id), func.coalesce(col(CodeRow.name), ""),
            func.coalesce(col(CodeRow.colour), ""), col(CoderRow.name), CodingRow, MemoRow,
        )
        .join(SourceRow, col(SourceRow.n) == col(ReviewRow.source_n))
        .join(VersionRow, col(VersionRow.n) == col(ReviewRow.old_version_n))
        .join(CoderRow, col(CoderRow.n) == col(ReviewRow.coder_n))
        .outerjoin(CodingRow, col(CodingRow.id) == col(ReviewRow.row))
        .outerjoin(MemoRow, col(MemoRow.id) == col(ReviewRow.row))
        .outerjoin(CodeRow, col(CodeRow.n) == func.coalesce(col(CodingRow.code_n), col(ReviewRow.code_n)))
        .order_by(col(SourceRow.name), col(ReviewRow.old_start), col(ReviewRow.old_end), col(ReviewRow.n))
    )  # fmt: skip


def _as_review(
    row: ReviewRow,
    source: SourceRow,
    old_version: str,
    code: str,
    colour: str,
    coder: str,
    coding: CodingRow | None,
    memo: MemoRow | None,
) -> Review:
    """Where a coding stands it says itself: it may have been resized since."""
    here = coding or memo
    start, end = (here.start, here.end) if here else (row.start, row.end)
    note = memo.text if memo else _kept_words(row.kept)
    return Review(
        id=ReviewId(row.id),
        source=SourceId(source.id),
        source_name=source.name,
        kind=row.kind,  # type: ignore[arg-type]
        row=row.row,
        code=code,
        colour=colour,
        coder=coder,
        outcome=row.outcome,  # type: ignore[arg-type]
        old_version=VersionId(old_version),
        old=Span(row.old_start, row.old_end),
        now=Span(start, end) if start is not None and end is not None else None,
        joined="joined" in row.kept,
        note=note,
        settled=row.settled,  # type: ignore[arg-type]
    )


def _kept_words(kept: Mapping[str, Any]) -> str:
    """What a lost memo says, or the memos of a lost coding."""
    memos = (kept.get("row", {}), *kept.get("memos", ()))
    return "\n\n".join(memo[part] for memo in memos for part in ("title", "text") if memo.get(part))
