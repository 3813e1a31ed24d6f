"""How many drawn transcripts and documents are read exactly right."""

from collections.abc import Iterator
from typing import NamedTuple

from text.drawn_documents import DOCUMENTS, document
from text.drawn_transcripts import STYLES, Drawn, draw

from qualcode.text.labels import key
from qualcode.text.turns import Turned, turns_of

Heard = tuple[str, tuple[str, ...], int | None]
"""Who speaks, in which paragraphs, when."""


class Share(NamedTuple):
    """Of one style or kind: how many were drawn, and which were not read exactly right."""

    name: str
    drawn: int
    wrong: tuple[int, ...]
    strangers: tuple[int, ...] = ()
    """Those in which somebody else than was drawn interviews."""

    @property
    def right(self) -> float:
        return 1 - len(self.wrong) / self.drawn


def conversations(seeds: range) -> Iterator[Share]:
    for style in STYLES:
        wrong, strangers = [], []
        for seed in seeds:
            drawn = draw(style, seed)
            found = turns_of(drawn.lines)
            if heard(found) != said(drawn):
                wrong.append(seed)
            if {key(one.label) for one in found.speakers if one.role == "interviewer"} != set(
                map(key, drawn.asks)
            ):
                strangers.append(seed)
        yield Share(style, len(seeds), tuple(wrong), tuple(strangers))


def documents(seeds: range) -> Iterator[Share]:
    for kind in DOCUMENTS:
        wrong = tuple(seed for seed in seeds if turns_of(document(kind, seed)).speakers)
        yield Share(kind, len(seeds), wrong)


def heard(found: Turned) -> list[Heard]:
    return [
        (key(turn.speaker), tuple(map(_words, found.text[turn.start : turn.end].split("\n"))), turn.time)
        for turn in found.turns
        if turn.speaker
    ]


def said(drawn: Drawn) -> list[Heard]:
    return [
        (key(turn.speaker), tuple(map(_words, turn.paragraphs)), turn.time if drawn.timed else None)
        for turn in drawn.turns
    ]


def _words(text: str) -> str:
    return " ".join(text.split())
