"""Words with what stands around them, old and new, for the view of two wordings."""

from typing import Literal

from qualcode.i18n import N_
from qualcode.model import Span
from qualcode.text.aligning import aligned
from qualcode.text.anchor import standing_between
from qualcode.text.differences import Piece, Row, pieces_between
from qualcode.ui.differences import Pair
from qualcode.ui.i18n import _

AROUND = 90
"""Characters shown before and after a passage."""
LONG = 1_200
"""Characters of a passage beyond which its middle is left out."""
OUTCOMES = {
    "moved": N_("found elsewhere, or not told apart from other places"),
    "changed": N_("its words changed"),
    "lost": N_("its words are gone"),
}
JOINED = N_("now on the same words as another coding of this code by the same coder")


def pair_of_places(label: str, old: str, was: Span, new: str, now: Span | None) -> Pair:
    """A passage before and after a correction; its words marked, and those that differ."""
    quote = old[was.start : was.end]
    if now is None:
        there = standing_between(aligned(old, new), was.start)
        gone = [("mark", _("[gone]"))]
        return Pair(
            label,
            _around(old, was.start, was.end, [("removed", _short(quote))]),
            _around(new, there, there, gone),
        )
    pieces = pieces_between(quote, new[now.start : now.end])
    return Pair(
        label,
        _around(old, was.start, was.end, _marked(pieces, "added")),
        _around(new, now.start, now.end, _marked(pieces, "removed")),
    )


def pair_of_row(label: str, row: Row) -> Pair:
    return Pair(label, row.of("old"), row.of("new"))


def _marked(pieces: tuple[Piece, ...], without: Literal["removed", "added"]) -> list[tuple[str, str]]:
    return [
        ("mark" if piece.kind == "same" else piece.kind, _short(piece.text))
        for piece in pieces
        if piece.kind != without
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG // 2]} […] {text[-LONG // 2 :]}"


def _around(text: str, start: int, end: int, pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first, last = max(0, start - AROUND), end + AROUND
    before = ("… " if first else "") + text[first:start]
    after = text[end:last] + (" …" if last < len(text) else "")
    return [("same", before), *pieces, ("same", after)]
