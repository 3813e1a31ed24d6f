"""Looking through what corrections did: keep it, place it anew, or drop it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from qualcode.actions.correcting import put_in_place
from qualcode.errors import CodedAlready, NotFound, QuoteDiffers, SettledAlready, SpanOutsideSource
from qualcode.i18n import N_
from qualcode.model import ReviewId, Settled, Span
from qualcode.project import Edit
from qualcode.store.memos import memo_rows
from qualcode.store.reviews import review_row
from qualcode.store.tables import CodeRow, CoderRow, CodingRow, MemoRow, ReviewRow, Row, SourceRow, VersionRow


def settle_reviews(edit: Edit, reviews: Sequence[ReviewId], settled: Settled) -> None:
    """Say of what corrections did that it is right (“kept”), or take it off (“dropped”); as one action.

    Of what is lost only the review goes: there is nothing else to take off. Raises SettledAlready.
    """
    rows = [review_row(edit.session, id_) for id_ in reviews]
    edit.begin("settle review", _about(edit, rows))
    for row in rows:
        _refuse_settled(row)
        row.settled = "dropped" if row.outcome == "lost" else settled
        if row.outcome != "lost" and settled == "dropped":
            _drop(edit, row)
    edit.session.flush()


def place_anew(edit: Edit, review: ReviewId, span: Span, *, quote: str | None = None) -> None:
    """Let a coding, or a segment’s memo, stand on words that somebody chose; a lost one is brought back.

    `quote` is what was seen there. Raises SettledAlready, SpanOutsideSource, QuoteDiffers, CodedAlready.
    """
    row = review_row(edit.session, review)
    edit.begin("settle review", _about(edit, [row]))
    _refuse_settled(row)
    _refuse_other_words(edit, row, span, quote)
    there = _standing(edit, row) or _brought_back(edit, row, span)
    if isinstance(there, CodingRow):
        _refuse_twin(edit, there, span)
    put_in_place(edit, [(there, span)])
    row.settled, row.start, row.end = "placed", span.start, span.end
    edit.session.flush()


def _about(edit: Edit, rows: Sequence[ReviewRow]) -> str:
    names = {row.source_n: edit.session.get_one(SourceRow, row.source_n).name for row in rows}
    return ", ".join(names.values())


def _refuse_settled(row: ReviewRow) -> None:
    if row.settled:
        raise SettledAlready


def _drop(edit: Edit, row: ReviewRow) -> None:
    there = _standing(edit, row)
    if there is None:
        return
    for memo in memo_rows(edit.session, there.id):
        edit.session.delete(memo)
    edit.session.delete(there)


def _standing(edit: Edit, row: ReviewRow) -> CodingRow | MemoRow | None:
    if row.kind == "coding":
        return edit.session.scalars(select(CodingRow).where(col(CodingRow.id) == row.row)).first()
    return edit.session.scalars(select(MemoRow).where(col(MemoRow.id) == row.row)).first()


def _refuse_other_words(edit: Edit, row: ReviewRow, span: Span, quote: str | None) -> None:
    source = edit.session.get_one(SourceRow, row.source_n)
    query = select(col(VersionRow.text)).where(col(VersionRow.n) == source.version_n)
    text = edit.session.scalars(query).one()
    if span.end > len(text):
        raise SpanOutsideSource(source.name, len(text), span.start, span.end)
    if quote is not None and text[span.start : span.end] != quote:
        raise QuoteDiffers(source.name, span.start, span.end)


def _refuse_twin(edit: Edit, coding: CodingRow, span: Span) -> None:
    query = select(CodingRow).where(
        col(CodingRow.source_n) == coding.source_n,
        col(CodingRow.start) == span.start,
        col(CodingRow.end) == span.end,
        col(CodingRow.code_n) == coding.code_n,
        col(CodingRow.coder_n) == coding.coder_n,
        col(CodingRow.id) != coding.id,
    )
    if edit.session.scalars(query).first():
        raise CodedAlready(code=edit.session.get_one(CodeRow, coding.code_n).name)


# -- bringing back -------------------------------------------------------------------------------------------


def _brought_back(edit: Edit, row: ReviewRow, span: Span) -> CodingRow | MemoRow:
    """The row as it was when it was lost, with its memos, on other words."""
    if not row.kept:
        raise NotFound(kind=row.kind, name=row.row)
    image = dict(row.kept["row"])
    if row.kind == "memo":
        memo = _memo(edit, row.row, image)
        memo.start, memo.end = span.start, span.end
        return edit.add(memo)
    values = {
        name: value
        for name, value in image.items()
        if name not in {"source", "code", "coder", "start", "end"}
    }
    coding = CodingRow(
        id=row.row, source_n=row.source_n, start=span.start, end=span.end, code_n=_code_n(edit, row),
        coder_n=row.coder_n, **(values | {"made": datetime.fromisoformat(image["made"])}),
    )  # fmt: skip
    _refuse_twin(edit, coding, span)
    edit.add(coding)
    for memo in row.kept["memos"]:
        edit.session.add(_memo(edit, memo["id"], memo))
    return coding


def _code_n(edit: Edit, row: ReviewRow) -> int:
    """Its code, or the one that has taken the code’s place."""
    code = edit.session.get_one(CodeRow, row.code_n)
    while code.merged_into:
        code = edit.session.scalars(select(CodeRow).where(col(CodeRow.id) == code.merged_into)).one()
    return code.n


def _memo(edit: Edit, id_: str, image: dict[str, Any]) -> MemoRow:
    values = {name: value for name, value in image.items() if name not in {"id", "coder"}}
    for name in ("made", "changed"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return MemoRow(id=id_, coder_n=_n(edit, CoderRow, image["coder"]), **values)


def _n(edit: Edit, table: type[Row], id_: str) -> int:
    found = edit.session.scalar(select(col(table.n)).where(col(table.id) == id_))
    if found is None:
        raise NotFound(kind=N_("coder"), name=id_)
    return int(found)
