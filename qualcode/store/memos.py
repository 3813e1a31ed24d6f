"""Texts attached to something."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import CoderId, Memo, MemoId, Span
from qualcode.store.tables import CoderRow, MemoRow


def memos(session: Session, target: str | None = None) -> list[Memo]:
    """The memos of one thing (by its GUID), or of the whole project, newest first."""
    query = select(MemoRow, col(CoderRow.id)).join(CoderRow, col(CoderRow.n) == col(MemoRow.coder_n))
    if target is not None:
        query = query.where(col(MemoRow.target) == target)
    return [
        _as_memo(row, coder) for row, coder in session.execute(query.order_by(col(MemoRow.changed).desc()))
    ]


def _as_memo(row: MemoRow, coder: str) -> Memo:
    return Memo(
        MemoId(row.id),
        row.kind,  # type: ignore[arg-type]
        row.text,
        row.target_kind,  # type: ignore[arg-type]
        row.target,
        CoderId(coder),
        row.changed,
        row.title,
        row.made,
        Span(row.start, row.end) if row.start is not None and row.end else None,
    )


def memo_row(session: Session, target: str) -> MemoRow | None:
    return session.scalars(select(MemoRow).where(col(MemoRow.target) == target)).first()
