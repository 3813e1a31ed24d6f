"""Coding: code, uncode, resize, recode, mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, func, select
from sqlmodel import col

from qualcode.actions.codes import add_code
from qualcode.actions.uniting import pieces_of, unite, whole
from qualcode.errors import CodedAlready, NotCodable, NotYours, QuoteDiffers, Retired, SpanOutsideSource
from qualcode.model import CodeId, CoderId, Coding, CodingId, SourceId, Span
from qualcode.project import Edit
from qualcode.store import codes, sources
from qualcode.store.codebook_versions import latest_number
from qualcode.store.codings import coding_row
from qualcode.store.memos import memo_rows
from qualcode.store.tables import STATE, CodeRow, CoderRow, CodingRow, SourceRow, VersionRow, new_id, now


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

    `quote` is what the coder saw there. Where the project unites codings, the one that is there already
    grows. Raises QuoteDiffers when the text says something else, SpanOutsideSource, NotCodable, Retired,
    CodedAlready.
    """
    read = sources.found(edit.session, source)
    edit.images.know("source", read.n, read.id)
    _check(edit, read.name, read.version_n, span, quote)
    chosen = _codable(edit, code)
    edit.begin("code", chosen.name)
    if pieces := pieces_of(edit, read.n, span, chosen.n):
        return _grown(edit, pieces, whole(span, pieces), read.id, chosen)
    _new(edit, read.n, span, chosen.n, chosen.name)
    given, made = id or CodingId(new_id()), now()
    places = {"source_n": read.n, "start": span.start, "end": span.end, "code_n": chosen.n}
    under = {"rule": chosen.rule, "codebook_version": latest_number(edit.session)}
    edit.insert_many(CodingRow, [{"id": given, **places, "coder_n": edit.coder_n, "made": made, **under}])
    return Coding(given, SourceId(read.id), span, code, edit.coder_id, made)


def code_anew(
    edit: Edit,
    source: SourceId,
    span: Span,
    name: str,
    *,
    parent: CodeId | None = None,
    colour: str = "#666666",
    key: str = "",
    quote: str | None = None,
    id: CodingId | None = None,  # noqa: A002
    code_id: CodeId | None = None,
) -> Coding:
    """Make a code and give it to a span, as one action.

    Raises what adding a code and coding raise: NameTaken, KeyTaken, QuoteDiffers …
    """
    edit.begin("code anew", name.strip())
    made = add_code(edit, name, parent=parent, colour=colour, key=key, id=code_id)
    return code(edit, source, span, made.id, quote=quote, id=id)


def uncode(edit: Edit, coding: CodingId) -> None:
    """Take a code off the words it was given to, and its memos with it."""
    row = own(edit, coding)
    edit.begin("uncode", _name(edit, row))
    for memo in memo_rows(edit.session, coding):
        edit.session.delete(memo)
    edit.session.delete(row)
    edit.session.flush()


def resize(edit: Edit, coding: CodingId, span: Span, *, quote: str | None = None) -> None:
    """Let a coding start or end elsewhere."""
    row = own(edit, coding)
    read = edit.session.get_one(SourceRow, row.source_n)
    _check(edit, read.name, read.version_n, span, quote)
    chosen = edit.session.get_one(CodeRow, row.code_n)
    edit.begin("resize", chosen.name)
    if (row.start, row.end) == (span.start, span.end):
        return
    pieces = pieces_of(edit, read.n, span, chosen.n, but=row)
    if not pieces:
        _new(edit, read.n, span, chosen.n, chosen.name)
    unite(edit, row, pieces, whole(span, pieces))


def recode(edit: Edit, coding: CodingId, code: CodeId) -> None:
    """Give the same words another code instead."""
    row = own(edit, coding)
    chosen = _codable(edit, code)
    edit.begin("recode", f"{_name(edit, row)} → {chosen.name}")
    if row.code_n == chosen.n:
        return
    span = Span(row.start, row.end)
    pieces = pieces_of(edit, row.source_n, span, chosen.n)
    if not pieces:
        _new(edit, row.source_n, span, chosen.n, chosen.name)
    row.rule, row.codebook_version = chosen.rule, latest_number(edit.session)
    unite(edit, row, pieces, whole(span, pieces), code_n=chosen.n)


def mark_coding(
    edit: Edit, coding: CodingId, *, important: bool | None = None, unsure: bool | None = None
) -> None:
    """Say of one’s own coding that it is important, or not sure; None leaves that as it is."""
    row = own(edit, coding)
    edit.begin("mark coding", _name(edit, row))
    row.important = row.important if important is None else important
    row.unsure = row.unsure if unsure is None else unsure
    edit.session.flush()


def load_codings(edit: Edit, given: Iterable[GivenCode], *, about: str = "") -> int:
    """Add many codings at once, in their coders' names, as one action; how many were new."""
    edit.begin("load codings", about)
    session = edit.session
    read = {row.id: row for row in session.scalars(select(SourceRow))}
    lengths = dict(session.execute(select(col(VersionRow.n), col(VersionRow.length))).all())
    given_codes = {id_: (n, rule) for id_, n, rule in session.execute(_RULES)}
    version = latest_number(session)
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
        source = read[one.source]
        if one.span.end > lengths[source.version_n or 0]:
            raise SpanOutsideSource(source.name, lengths[source.version_n or 0], one.span.start, one.span.end)
        code_n, rule = given_codes[one.code]
        key = (source.n, one.span.start, one.span.end, code_n, coders[one.coder])
        if key not in there:
            there.add(key)
            rows.append(
                dict(zip(("source_n", "start", "end", "code_n", "coder_n"), key, strict=True))
                | {"made": made, "rule": rule, "codebook_version": version}
            )
    edit.insert_many(CodingRow, rows)
    return len(rows)


_RULES = select(col(CodeRow.id), col(CodeRow.n), col(CodeRow.rule))
_VERSION, _CODING = STATE["version"], STATE["coding"]
_WORDS = select(
    # both databases count code points
    func.substr(_VERSION.c.text, bindparam("first", type_=Integer), bindparam("many", type_=Integer)),
    _VERSION.c.length,
).where(_VERSION.c.n == bindparam("version"))
_SAME = select(_CODING.c.n).where(
    _CODING.c.source_n == bindparam("source"),
    _CODING.c.start == bindparam("first"),
    _CODING.c.end == bindparam("last"),
    _CODING.c.code_n == bindparam("code"),
    _CODING.c.coder_n == bindparam("coder"),
)


def _check(edit: Edit, name: str, version: int | None, span: Span, quote: str | None) -> None:
    asked = {"first": span.start + 1, "many": len(span), "version": version}
    words, length = edit.session.execute(_WORDS, asked).one()
    if span.end > length:
        raise SpanOutsideSource(name, length, span.start, span.end)
    if quote is not None and words != quote:
        raise QuoteDiffers(name, span.start, span.end)


def _grown(edit: Edit, pieces: list[CodingRow], span: Span, source: str, chosen: codes.Found) -> Coding:
    """The first of some codings, which becomes them all."""
    kept, *others = pieces
    if not others and (kept.start, kept.end) == (span.start, span.end):
        raise CodedAlready(code=chosen.name)
    unite(edit, kept, others, span)
    return Coding(
        CodingId(kept.id), SourceId(source), span, CodeId(chosen.id), edit.coder_id, kept.made,
        important=kept.important, unsure=kept.unsure, rule=kept.rule, codebook_version=kept.codebook_version,
    )  # fmt: skip


def _codable(edit: Edit, which: CodeId) -> codes.Found:
    found = codes.found(edit.session, which)
    if not found.codable:
        raise NotCodable(code=found.name)
    if found.retired:
        raise Retired(name=found.name)
    edit.images.know("code", found.n, found.id)
    return found


def _new(edit: Edit, source_n: int, span: Span, code_n: int, name: str) -> None:
    asked = {"source": source_n, "first": span.start, "last": span.end, "code": code_n, "coder": edit.coder_n}
    if edit.session.execute(_SAME, asked).first():
        raise CodedAlready(code=name)


def own(edit: Edit, coding: CodingId) -> CodingRow:
    """The row of one's own coding; NotYours when somebody else made it."""
    row = coding_row(edit.session, coding)
    if row.coder_n != edit.coder_n:
        raise NotYours(coder=edit.session.get_one(CoderRow, row.coder_n).name)
    return row


def _name(edit: Edit, row: CodingRow) -> str:
    return edit.session.get_one(CodeRow, row.code_n).name
