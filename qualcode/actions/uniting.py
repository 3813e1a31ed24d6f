"""One coder’s overlapping codings of one code become one, where the project wants them so."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import bindparam, select
from sqlmodel import col

from qualcode.model import Span
from qualcode.project import Edit
from qualcode.store.memos import memo_rows
from qualcode.store.tables import STATE, CodeRow, CodingRow


class Stretch(Protocol):
    """Whatever begins and ends somewhere in a text."""

    start: int
    end: int


Piece = TypeVar("Piece", bound=Stretch)
_UNITES = select(STATE["info"].c.unite)
_OWN = select(CodingRow).where(
    col(CodingRow.source_n) == bindparam("source"),
    col(CodingRow.code_n) == bindparam("code"),
    col(CodingRow.coder_n) == bindparam("coder"),
)


def touching(span: Span, pieces: Iterable[Piece]) -> list[Piece]:
    """Those that overlap or touch the span, and those that touch these; in reading order, the longest first.

    What stands apart, even by a blank, stays apart.
    """
    waiting = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
    start, end, found = span.start, span.end, []
    while joined := [piece for piece in waiting if piece.start <= end and start <= piece.end]:
        found += joined
        waiting = [piece for piece in waiting if piece not in joined]
        start, end = min(start, *(p.start for p in joined)), max(end, *(p.end for p in joined))
    return sorted(found, key=lambda piece: (piece.start, -piece.end))


def whole(span: Span, pieces: Sequence[Stretch]) -> Span:
    """From the first to the last character of them all."""
    return Span(
        min([span.start, *(piece.start for piece in pieces)]),
        max([span.end, *(piece.end for piece in pieces)]),
    )


def pieces_of(
    edit: Edit, source_n: int, span: Span, code_n: int, *, but: CodingRow | None = None
) -> list[CodingRow]:
    """The editing coder’s codings that become one with that span; none where the project keeps them apart."""
    if not edit.session.execute(_UNITES).scalar_one():
        return []
    asked = {"source": source_n, "code": code_n, "coder": edit.coder_n}
    own = edit.session.scalars(_OWN, asked).all()
    return touching(span, [row for row in own if row is not but])


def unite(
    edit: Edit, kept: CodingRow, others: Iterable[CodingRow], span: Span, *, code_n: int | None = None
) -> None:
    """Let one coding have that span and what the others had: their memos, marks, and age of the rule."""
    others = list(others)
    for other in others:
        for memo in memo_rows(edit.session, other.id):
            memo.target = kept.id
        edit.session.delete(other)
    edit.session.flush()  # first: one of them may stand where the whole will
    kept.start, kept.end, kept.code_n = span.start, span.end, code_n or kept.code_n
    kept.important = any(row.important for row in (kept, *others))
    kept.unsure = any(row.unsure for row in (kept, *others))
    # one that is to be checked again decides
    rule = edit.session.get_one(CodeRow, kept.code_n).rule
    kept.rule = min({row.rule for row in (kept, *others)} - {rule}, default=rule)
    kept.codebook_version = min(row.codebook_version for row in (kept, *others))
    edit.session.flush()
