"""A coding with the words around it, who says them and who coded them: for going through them one by one."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import CodeId, CoderId, CodingId, SourceId, Span
from qualcode.store.tables import (
    CaseRow,
    CodeRow,
    CoderRow,
    CodingRow,
    MemoRow,
    SourceRow,
    SpeakerRow,
    TurnRow,
    VersionRow,
)

AROUND = 320
"""Characters before and after the words that are coded."""


class InContext(NamedTuple):
    """What somebody needs to see to decide on a coding."""

    coding: CodingId
    source_id: SourceId
    source: str
    span: Span
    before: str
    quote: str
    after: str
    speaker: str
    coder: str
    code: CodeId
    rule: int
    unsure: bool
    memos: tuple[str, ...]


def codings_of_code(session: Session, code: CodeId, coder: CoderId | None = None) -> list[CodingId]:
    """The codings of a code, of one coder or of all, in reading order; not those of retired sources."""
    query = (
        select(col(CodingRow.id))
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(col(CodeRow.id) == code, col(SourceRow.retired).is_(False))
        .order_by(col(SourceRow.name), col(CodingRow.start), col(CodingRow.end), col(CodingRow.n))
    )
    if coder is not None:
        query = query.join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n)).where(
            col(CoderRow.id) == coder
        )
    return [CodingId(id_) for id_ in session.scalars(query)]


def in_context(session: Session, coding: CodingId, *, around: int = AROUND) -> InContext:
    """Raises NotFound when somebody has taken it off."""
    query = (
        select(CodingRow, SourceRow, col(CodeRow.id), col(CoderRow.name))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .where(col(CodingRow.id) == coding)
    )
    found = session.execute(query).first()
    if found is None:
        raise NotFound(kind=N_("coding"), name=coding)
    row, source, code, coder = found
    first = max(0, row.start - around)
    words = _words(session, source.version_n, first, row.end + around)
    quote, after = row.start - first, row.end - first
    memos = select(col(MemoRow.text)).where(col(MemoRow.target) == coding).order_by(col(MemoRow.id))
    return InContext(
        coding, SourceId(source.id), source.name, Span(row.start, row.end), words[:quote], words[quote:after],
        words[after:], _speaker(session, source.version_n, row.start), coder, CodeId(code), row.rule,
        row.unsure, tuple(session.scalars(memos)),
    )  # fmt: skip


def _words(session: Session, version: int | None, start: int, end: int) -> str:
    query = select(func.substr(col(VersionRow.text), start + 1, end - start))
    return str(session.scalar(query.where(col(VersionRow.n) == version)))


def _speaker(session: Session, version: int | None, start: int) -> str:
    """Who says it: the respondent's name where it is known, and the label in the text."""
    query = (
        select(col(SpeakerRow.label), func.coalesce(col(CaseRow.name), ""))
        .select_from(TurnRow)
        .join(SpeakerRow, col(SpeakerRow.n) == col(TurnRow.speaker_n))
        .outerjoin(CaseRow, col(CaseRow.n) == col(SpeakerRow.case_n))
        .where(col(TurnRow.version_n) == version, col(TurnRow.start) <= start, col(TurnRow.end) > start)
    )
    found = session.execute(query.limit(1)).first()
    return " · ".join(dict.fromkeys(part for part in (found or ())[::-1] if part))
