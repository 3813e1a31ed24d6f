"""Texts attached to something: several may be on the same thing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import CoderId, Memo, MemoId, SourceId, Span
from qualcode.store.tables import ActionRow, CaseRow, CoderRow, CodingRow, MemoRow, SourceRow, SpeakerRow
from qualcode.text.markup import first_line


def memos(session: Session, target: str | None = None) -> list[Memo]:
    """The memos of one thing (by its GUID), or of the whole project, newest first.

    Those of a source are also those of its segments.
    """
    return _memos(session) if target is None else _memos(session, col(MemoRow.target) == target)


def memo(session: Session, id_: str) -> Memo:
    found = _memos(session, col(MemoRow.id) == id_)
    if not found:
        raise NotFound(kind=N_("memo"), name=id_)
    return found[0]


def memos_of_text(session: Session, source: SourceId) -> list[Memo]:
    """What was written about a text: on it, its segments, its codings and those who speak in it."""
    codings = (
        select(col(CodingRow.id))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(col(SourceRow.id) == source)
    )
    speaking = (
        select(col(CaseRow.id))
        .join(SpeakerRow, col(SpeakerRow.case_n) == col(CaseRow.n))
        .join(SourceRow, col(SourceRow.n) == col(SpeakerRow.source_n))
        .where(col(SourceRow.id) == source)
    )
    target = col(MemoRow.target)
    return _memos(session, (target == source) | target.in_(codings) | target.in_(speaking))


def memos_by_coding(session: Session) -> dict[str, str]:
    """All that was written on each coding, as one text: what was written first stands first."""
    query = (
        select(col(MemoRow.target), col(MemoRow.title), col(MemoRow.text))
        .where(col(MemoRow.target_kind) == "coding")
        .order_by(col(MemoRow.id))
    )
    found: dict[str, list[str]] = {}
    for target, title, text in session.execute(query):
        found.setdefault(target, []).extend(part for part in (title, text) if part)
    return {target: "\n\n".join(parts) for target, parts in found.items()}


def count_on(session: Session, target: str) -> int:
    """How many memos are on a thing; of a source also those of its segments."""
    return session.scalar(select(func.count()).where(col(MemoRow.target) == target)) or 0


def called(memo: Memo) -> str:
    """Its title, or how it begins."""
    return memo.title or first_line(memo.text)


def memo_rows(session: Session, target: str) -> Sequence[MemoRow]:
    """The rows of the memos on one thing, the first written first."""
    query = select(MemoRow).where(col(MemoRow.target) == target).order_by(col(MemoRow.id))
    return session.scalars(query).all()


def memo_row(session: Session, id_: str) -> MemoRow:
    row = session.scalars(select(MemoRow).where(col(MemoRow.id) == id_)).first()
    if row is None:
        raise NotFound(kind=N_("memo"), name=id_)
    return row


def who_changed(session: Session, memo: str) -> str:
    """The name of the coder who wrote a memo last, by the history."""
    query = (
        select(col(CoderRow.name))
        .join(ActionRow, col(ActionRow.coder) == col(CoderRow.id))
        .where(
            col(ActionRow.name).in_(("write memo", "undo", "redo")),
            col(ActionRow.changes).contains(memo, autoescape=True),
        )
        .order_by(col(ActionRow.n).desc())
    )
    return session.scalars(query.limit(1)).first() or ""


_FIELDS = (
    col(MemoRow.id), col(MemoRow.kind), col(MemoRow.text), col(MemoRow.target_kind), col(MemoRow.target),
    col(CoderRow.id), col(MemoRow.changed), col(MemoRow.title), col(MemoRow.made), col(MemoRow.start),
    col(MemoRow.end),
)  # fmt: skip


def _memos(session: Session, *where: Any) -> list[Memo]:
    query = (
        select(*_FIELDS)
        .join(CoderRow, col(CoderRow.n) == col(MemoRow.coder_n))
        .where(*where)
        .order_by(col(MemoRow.changed).desc(), col(MemoRow.id).desc())
    )
    return [_as_memo(*row) for row in session.execute(query)]


def _as_memo(*row: Any) -> Memo:
    id_, kind, text, target_kind, target, coder, changed, title, made, start, end = row
    span = Span(start, end) if end else None
    return Memo(
        MemoId(id_), kind, text, target_kind, target, CoderId(coder), changed, title, made, span
    )  # fmt: skip
