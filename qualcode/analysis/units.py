"""Units: the turns, sources and respondents that were read, and what stands in them."""

from collections.abc import Iterator

import numpy as np

from qualcode.analysis.counting import AnyInts, Longs
from qualcode.analysis.places import Places, touches
from qualcode.coded import Coded
from qualcode.model import Rule, Span


def unit_of_turn(coded: Coded, rule: Rule) -> AnyInts:
    """For each turn its unit: itself, its source or its case; −1 where nobody is known."""
    if rule == "same turn":
        return np.arange(len(coded.turns))
    return coded.turns.source if rule == "same source" else coded.turns.case


def units_read(coded: Coded, rule: Rule) -> int:
    """How many units were read: a source, for instance, when at least one of its turns was."""
    units = np.unique(unit_of_turn(coded, rule))
    return int(np.count_nonzero(units >= 0))


def characters_read(coded: Coded) -> int:
    return int((coded.turns.end - coded.turns.start).sum(dtype=np.int64))


def units_touched(coded: Coded, rule: Rule, places: Places) -> tuple[Longs, Longs]:
    """Each place with the units it stands in: (place, unit); a unit comes again for each of its turns."""
    place, turn = touches(coded, places)
    unit = unit_of_turn(coded, rule)[turn].astype(np.int64)
    known = unit >= 0
    return place[known], unit[known]


def where_units_stand(coded: Coded, rule: Rule, units: Longs) -> Iterator[tuple[int, int, Span]]:
    """(unit, source, span) of these units, in reading order.

    The span goes from the first to the last turn read; of a respondent in several sources, in the first.
    """
    turns, unit = coded.turns, unit_of_turn(coded, rule)
    order = np.argsort(unit, kind="stable")
    low, high = (np.searchsorted(unit[order], units, side) for side in ("left", "right"))
    for i in np.argsort(order[low]):
        mine = order[low[i] : high[i]]
        source = turns.source[mine[0]]
        last = mine[np.searchsorted(turns.source[mine], source, "right") - 1]
        yield int(units[i]), int(source), Span(int(turns.start[mine[0]]), int(turns.end[last]))
