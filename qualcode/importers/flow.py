"""What was said in many small pieces, each with its time, as the paragraphs people read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.text.turns import Saying

PAUSE = 2_000
"""Milliseconds of silence that end a paragraph where a sentence has ended."""
_LONG_PAUSE = 5_000
_ANEW = 60_000
_LONG = 600
_LONG_UNPUNCTUATED = 1_200
_LONGEST = 3_000
_FEWEST_ENDS = 0.1
LATEST = 2**31 - 1
"""Milliseconds: what a database takes for a whole number; no recording lasts 24 days."""

_ENDED = re.compile(r"[.!?…。？！♪)\]]\W{0,3}$")
_SPLIT = re.compile(r"\w-$")


class Piece(NamedTuple):
    """Words of one speaker, as a caption or an annotation holds them."""

    speaker: str
    text: str
    start: int | None = None
    end: int | None = None
    fresh: bool = False
    """Whether a paragraph begins here in any case."""


def flowing(pieces: Sequence[Piece]) -> list[Saying]:
    """A saying for each paragraph, under the time of its first piece.

    Captions cut sentences where a line was full. A paragraph ends with its speaker, at a pause after a
    sentence, at a long pause, and after a sentence once it is long.
    """
    pieces = [piece for piece in pieces if piece.text]
    punctuated = is_punctuated([piece.text for piece in pieces])
    paragraphs: list[_Paragraph] = []
    for piece in pieces:
        if not paragraphs or paragraphs[-1].ends_before(piece, punctuated=punctuated):
            paragraphs.append(_Paragraph(piece))
        else:
            paragraphs[-1].add(piece)
    return [Saying(each.speaker, each.text(), each.time) for each in paragraphs]


def is_punctuated(texts: Sequence[str]) -> bool:
    """Whether sentences end with signs: machines and linguists often write none."""
    return sum(bool(_ENDED.search(text)) for text in texts) > _FEWEST_ENDS * len(texts)


def together(rows: Iterable[tuple[int, Piece]]) -> Iterator[Piece]:
    """Rows under one number and of one speaker as one piece: where a caption's line was full."""
    group: list[Piece] = []
    last = -1
    for number, piece in rows:
        if not piece.text:
            continue
        if group and (number != last or piece.fresh or piece.speaker != group[0].speaker):
            yield group[0]._replace(text=_joined(group))
            group = []
        group.append(piece)
        last = number
    if group:
        yield group[0]._replace(text=_joined(group))


def _joined(rows: Sequence[Piece]) -> str:
    """A hyphen or soft hyphen at the end of a row holds a word together."""
    parts = [rows[0].text]
    for before, row in pairwise(rows):
        if before.text.endswith("\u00ad"):
            parts[-1] = parts[-1][:-1]
        elif not (_SPLIT.match(before.text[-2:]) and row.text[0].islower()):
            parts.append(" ")
        parts.append(row.text)
    return "".join(parts)


class _Paragraph:
    def __init__(self, piece: Piece) -> None:
        self.speaker, self.time, self.end = piece.speaker, piece.start, piece.end
        self.parts = [piece.text]
        self.length = len(piece.text)

    def ends_before(self, piece: Piece, *, punctuated: bool) -> bool:
        if piece.fresh or piece.speaker != self.speaker:
            return True
        silence = 0 if piece.start is None or self.end is None else piece.start - self.end
        if not -_ANEW < silence < _LONG_PAUSE or self.length >= _LONGEST:
            return True
        long = self.length >= (_LONG if punctuated else _LONG_UNPUNCTUATED)
        if not long and silence < PAUSE:
            return False
        return not punctuated or _ENDED.search(self.parts[-1]) is not None

    def add(self, piece: Piece) -> None:
        self.parts.append(piece.text)
        self.length += len(piece.text) + 1
        if piece.end is not None:
            self.end = piece.end if self.end is None else max(self.end, piece.end)

    def text(self) -> str:
        return " ".join(self.parts)
