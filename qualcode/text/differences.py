"""What is different between two wordings, paragraph by paragraph, for people to read."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qualcode.text.aligning import Aligned, aligned

Kind = Literal["same", "removed", "added"]


class Piece(NamedTuple):
    kind: Kind
    text: str


class Row(NamedTuple):
    """Paragraphs that belong together, from the old wording and the new one."""

    old: int
    """Where it begins in the old text."""
    new: int
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)

    def of(self, side: Literal["old", "new"]) -> tuple[Piece, ...]:
        left_out = "added" if side == "old" else "removed"
        return tuple(piece for piece in self.pieces if piece.kind != left_out)


def rows(old: str, new: str, by: Aligned | None = None) -> list[Row]:
    """The two texts in rows: a row ends where a paragraph ends in both."""
    found: list[Row] = []
    pieces: list[Piece] = []
    start = here = there = begun = 0
    for piece in _pieces(old, new, by or aligned(old, new)):
        parts = piece.text.split("\n") if piece.kind == "same" else [piece.text]
        for number, part in enumerate(parts):
            if number:
                found.append(Row(start, begun, tuple(pieces)))
                pieces = []
                here, there = here + 1, there + 1
                start, begun = here, there
            if part:
                pieces.append(Piece(piece.kind, part))
            here += len(part) if piece.kind != "added" else 0
            there += len(part) if piece.kind != "removed" else 0
    return [*found, Row(start, begun, tuple(pieces))]


def pieces_between(old: str, new: str) -> tuple[Piece, ...]:
    """What is the same, what was removed and what was added, in the order it is read."""
    return tuple(_pieces(old, new, aligned(old, new)))


def _pieces(old: str, new: str, by: Aligned) -> Iterator[Piece]:
    for hunk, block in zip(by.hunks, [*by.blocks, None], strict=True):
        if hunk.old < hunk.old_end:
            yield Piece("removed", old[hunk.old : hunk.old_end])
        if hunk.new < hunk.new_end:
            yield Piece("added", new[hunk.new : hunk.new_end])
        if block is not None:
            yield Piece("same", old[block.old : block.old_end])


def with_neighbours(found: Sequence[Row], around: int = 1) -> list[tuple[int, Row | None]]:
    """The rows that changed with some beside them, numbered from 1.

    None where unchanged ones are left out, with how many.
    """
    near = {i + step for i, row in enumerate(found) if row.changed for step in range(-around, around + 1)}
    shown: list[tuple[int, Row | None]] = []
    left_out = 0
    for i, row in enumerate(found):
        if i in near:
            if left_out:
                shown.append((left_out, None))
            shown.append((i + 1, row))
            left_out = 0
        else:
            left_out += 1
    if left_out and shown:
        shown.append((left_out, None))
    return shown
