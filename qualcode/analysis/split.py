"""Splitting a count: by the sources' group or language, by coder, or by an attribute of the cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from qualcode.analysis.counting import AnyInts, Longs
from qualcode.coded import Coded, Turns
from qualcode.errors import NotFound
from qualcode.model import GROUPS


@dataclass(frozen=True, eq=False)
class Split:
    """The values of a split and which one each turn has (`of_turn`) or, split by coder, each coder.

    The value "" stands for what is not known: a case without the attribute, a turn nobody is known for.
    """

    values: tuple[str, ...]
    of_turn: Longs
    of_coder: Longs | None = None

    @property
    def sorts_of_turn(self) -> int:
        """How many values tell turns apart: one when coders share them all."""
        return len(self.values) if self.of_coder is None else 1

    @classmethod
    def of(cls, coded: Coded, by: str | None) -> Self:
        turns = coded.turns
        everything = np.zeros(len(turns), dtype=np.int64)
        if by is None:
            return cls(("",), everything)
        if by == "coder":
            return cls(tuple(coder.name for coder in coded.coders), everything, np.arange(len(coded.coders)))
        if by == "group":
            return cls._by([source.group for source in coded.sources], turns.source)
        if by == "language":
            return cls._by([source.language for source in coded.sources], turns.source)
        if not any(by in case.values for case in coded.cases):
            raise NotFound("attribute", by)
        return cls._by([*(case.values.get(by, "") for case in coded.cases), ""], turns.case)

    @classmethod
    def _by(cls, labels: list[str], owner: AnyInts) -> Self:
        """Only values that were read; `owner` indexes `labels`, −1 the last."""
        read = np.zeros(len(labels), dtype=bool)
        read[owner] = True
        values = _in_order(label for label, was_read in zip(labels, read, strict=True) if was_read)
        index = {value: i for i, value in enumerate(values)}
        return cls(values, np.array([index.get(label, -1) for label in labels], dtype=np.int64)[owner])


def turns_of(coded: Coded, by: str, value: str) -> Turns:
    """The turns read that have a value of a split; all of them where coders are told apart."""
    split = Split.of(coded, by)
    if split.of_coder is not None:
        return coded.turns
    kept = split.of_turn == split.values.index(value)
    turns = coded.turns
    columns = (turns.source, turns.start, turns.end, turns.number, turns.case, turns.words)
    return Turns(*(column[kept] for column in columns))


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    """The project's groups first, then numbers as numbers, then text; what is not known last."""

    def rank(value: str) -> tuple[bool, int, float, str]:
        group = GROUPS.index(value) if value in GROUPS else len(GROUPS)
        try:
            return not value, group, float(value), value
        except ValueError:
            return not value, group, float("inf"), value

    return tuple(sorted(set(values), key=rank))
