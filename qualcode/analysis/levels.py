"""The levels at which a code is counted, for every code and every value of a split."""

import numpy as np

from qualcode.analysis.counting import Longs, distinct, distinct_units, words_in
from qualcode.analysis.places import Places, given, touches
from qualcode.analysis.split import Split
from qualcode.coded import Coded

Levels = dict[str, Longs | None]
"""By level its numbers: one item a value, or codes × values flat; None where words were not read along."""


def read_levels(coded: Coded, split: Split) -> Levels:
    """What was read of each value: respondents who speak, sources with a turn read, characters, words."""
    turns, value, size = coded.turns, split.of_turn, split.sorts_of_turn
    spoken = turns.case >= 0
    words = None
    if coded.word_starts is not None:
        words = _sum(value, words_in(coded.word_starts, turns.source, turns.start, turns.end), size)
    levels: Levels = {
        "respondents": distinct_units(value[spoken], turns.case[spoken], size, len(coded.cases)),
        "sources": distinct_units(value, turns.source, size, len(coded.sources)),
        "characters": _sum(value, turns.end - turns.start, size),
        "words": words,
    }
    return levels


def coding_levels(coded: Coded, split: Split) -> Levels:
    """How many codings each code and those below it were given, per value."""
    size = len(split.values)
    codings = given(coded)
    coding, turn = touches(coded, codings)
    value = split.of_turn[turn] if split.of_coder is None else split.of_coder[coded.codings.coder[coding]]
    cells = len(coded.codes) * size
    cell = distinct(coding * cells + codings.row[coding] * size + value) % cells if cells else coding
    counts = np.bincount(cell, minlength=cells).reshape(len(coded.codes), size)
    for code in range(len(counts) - 1, -1, -1):  # children come after their parent
        if coded.parents[code] >= 0:
            counts[coded.parents[code]] += counts[code]
    return {"codings": counts.ravel()}


def place_levels(coded: Coded, split: Split, places: Places) -> Levels:
    """Segments, respondents, sources, characters and words of each code, per value."""
    place, turn = touches(coded, places)
    turns, source = coded.turns, places.source[place]
    cells = len(coded.codes) * len(split.values)
    cell = places.row[place]
    if split.of_coder is None:
        cell = cell * len(split.values) + split.of_turn[turn]
    case = turns.case[turn]
    spoken = case >= 0
    start = np.maximum(places.start[place], turns.start[turn])
    end = np.minimum(places.end[place], turns.end[turn])
    words = None
    if coded.word_starts is not None:
        words = _sum(cell, words_in(coded.word_starts, source, start, end), cells)
    levels: Levels = {
        "segments": np.bincount(distinct(place * cells + cell) % cells if cells else cell, minlength=cells),
        "respondents": distinct_units(cell[spoken], case[spoken], cells, len(coded.cases)),
        "sources": distinct_units(cell, source, cells, len(coded.sources)),
        "characters": _sum(cell, end - start, cells),
        "words": words,
    }
    return levels


def _sum(cell: Longs, weights: Longs, size: int) -> Longs:
    """Exact: a sum of whole numbers in floating point is, below 2⁵³."""
    return np.bincount(cell, weights=weights, minlength=size).astype(np.int64)
