"""Coding: code, uncode, resize, recode."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.errors import CodedAlready, NotCodable, NotYours, QuoteDiffers, Retired, SpanOutsideSource
from qualcode.model import CodeId, CoderId, Coding, CodingId, SourceId, Span
from qualcode.project import Edit
from qualcode.store.codes import code_row
from qualcode.store.codings import coding_row
from qualcode.store.memos import memo_row
from qualcode.store.sources import source_row
from qualcode.store.tables import CodeRow, CoderRow, CodingRow, SourceRow, VersionRow, new_id, now


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code to be given, by whom: what loading many codings at once takes."""

    source: SourceId
    span: Span
    code: CodeId
    coder: CoderId


def code(
    edit: Edit,
    source: SourceId,
    span: Span,
    code: CodeId,
    *,
    quote: str | None = None,
    id: CodingId | None = None,  # noqa: A002
) -> Coding:
    """Give a code to a span, in the name of the coder who is editing.

    `quote` is what the coder saw there. Raises QuoteDiffers when the text says something else,
    SpanOutsideSource, NotCodable, Retired, CodedAlready.
    """
    read = source_row(edit.session, source)
    _check(edit, read, span, quote)
    chosen = _codable(edit, code)
    edit.begin("code", chosen.name)
    _new(edit, read, span, chosen)
    row = CodingRow(
        source_n=read.n,
        start=span.start,
        end=span.end,
        code_n=chosen.n,
        coder_n=edit.coder_n,
        id=id or CodingId(new_id()),
    )
    edit.add(row)
    return Coding(CodingId(row.id), source, span, code, edit.coder_id, row.made)


def uncode(edit: Edit, coding: CodingId) -> None:
    """Take a code off the words it was given to, and its memo with it."""
    row = own(edit, coding)
    edit.begin("uncode", _name(edit, row))
    if memo := memo_row(edit.session, coding):
        edit.session.delete(memo)
    edit.session.delete(row)
    edit.session.flush()


def resize(edit: Edit, coding: CodingId, span: Span, *, quote: str | None = None) -> None:
    """Let a coding start or end elsewhere."""
    row = own(edit, coding)
    read = edit.session.get_one(SourceRow, row.source_n)
    _check(edit, read, span, quote)
    chosen = edit.session.get_one(CodeRow, row.code_n)
    edit.begin("resize", chosen.name)
    if (row.start, row.end) != (span.start, span.end):
        _new(edit, read, span, chosen)
        row.start, row.end = span.start, span.end


def recode(edit: Edit, coding: CodingId, code: CodeId) -> None:
    """Give the same words another code instead."""
    row = own(edit, coding)
    chosen = _codable(edit, code)
    edit.begin("recode", f"{_name(edit, row)} → {chosen.name}")
    if row.code_n != chosen.n:
        _new(edit, edit.session.get_one(SourceRow, row.source_n), Span(row.start, row.end), chosen)
        row.code_n = chosen.n


def load_codings(edit: Edit, given: Iterable[GivenCode], *, about: str = "") -> int:
    """Add many codings at once, in their coders' names, as one action; how many were new."""
    edit.begin("load codings", about)
    session = edit.session
    sources = {row.id: row for row in session.scalars(select(SourceRow))}
    lengths = dict(session.execute(select(col(VersionRow.n), col(VersionRow.length))).all())
    codes = dict(session.execute(select(col(CodeRow.id), col(CodeRow.n))).all())
    coders = dict(session.execute(select(col(CoderRow.id), col(CoderRow.n))).all())
    columns = (
        col(CodingRow.source_n),
        col(CodingRow.start),
        col(CodingRow.end),
        col(CodingRow.code_n),
        col(CodingRow.coder_n),
    )
    there = {tuple(row) for row in session.execute(select(*columns))}
    rows, made = [], now()
    for one in given:
        source = sources[one.source]
        if one.span.end > lengths[source.version_n or 0]:
            raise SpanOutsideSource(source.name, lengths[source.version_n or 0], one.span.start, one.span.end)
        key = (source.n, one.span.start, one.span.end, codes[one.code], coders[one.coder])
        if key not in there:
            there.add(key)
            rows.append(
                dict(zip(("source_n", "start", "end", "code_n", "coder_n"), key, strict=True))
                | {"made": made}
            )
    edit.insert_many(CodingRow, rows)
    return len(rows)


def _check(edit: Edit, source: SourceRow, span: Span, quote: str | None) -> None:
    words = func.substr(col(VersionRow.text), span.start + 1, len(span))  # both databases count code points
    query = select(words, col(VersionRow.length)).where(col(VersionRow.n) == source.version_n)
    there, length = edit.session.execute(query).one()
    if span.end > length:
        raise SpanOutsideSource(source.name, length, span.start, span.end)
    if quote is not None and there != quote:
        raise QuoteDiffers(source.name, span.start, span.end)


def _codable(edit: Edit, id_: CodeId) -> CodeRow:
    row = code_row(edit.session, id_)
    if not row.codable:
        raise NotCodable(code=row.name)
    if row.retired:
        raise Retired(name=row.name)
    return row


def _new(edit: Edit, source: SourceRow, span: Span, code: CodeRow) -> None:
    query = select(CodingRow).where(
        col(CodingRow.source_n) == source.n,
        col(CodingRow.start) == span.start,
        col(CodingRow.end) == span.end,
        col(CodingRow.code_n) == code.n,
        col(CodingRow.coder_n) == edit.coder_n,
    )
    if edit.session.scalars(query).first():
        raise CodedAlready(code=code.name)


def own(edit: Edit, coding: CodingId) -> CodingRow:
    """The row of one's own coding; NotYours when somebody else made it."""
    row = coding_row(edit.session, coding)
    if row.coder_n != edit.coder_n:
        raise NotYours(coder=edit.session.get_one(CoderRow, row.coder_n).name)
    return row


def _name(edit: Edit, row: CodingRow) -> str:
    return edit.session.get_one(CodeRow, row.code_n).name
