"""What stands behind a cell: the places that made two codes count as together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.counting import stretches
from qualcode.analysis.places import Place, Places
from qualcode.analysis.units import units_touched, where_units_stand
from qualcode.coded import Coded
from qualcode.model import Rule, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One time two codes come together.

    For “overlap” one place of each and the characters they share; for the other rules a unit with all
    places of both in it, which may run beyond it.
    """

    source: int
    """Index in `Coded.sources`; of a respondent, the source they first speak in."""
    span: Span
    """The shared characters; the turn; the source or the respondent from first to last turn read."""
    a: tuple[Place, ...]
    b: tuple[Place, ...]
    unit: int | None = None
    """Index of the turn, source or case in `Coded`; None for “overlap”."""


def overlaps_of(a: Places, b: Places) -> Iterator[Evidence]:
    """Each pair of overlapping places; each code's places are disjoint, so their ends ascend too."""
    first = np.searchsorted(b.ends(), a.starts(), "right")
    until = np.searchsorted(b.starts(), a.ends(), "left")
    of_a, of_b = a.listed(), b.listed()
    for left, right in zip(*(side.tolist() for side in stretches(first, until - first)), strict=True):
        one, other = of_a[left], of_b[right]
        shared = Span(max(one.span.start, other.span.start), min(one.span.end, other.span.end))
        yield Evidence(one.source, shared, (one,), (other,))


def units_with(coded: Coded, rule: Rule, a: Places, b: Places) -> Iterator[Evidence]:
    """Each unit that holds places of both, with all of them."""
    of_a, of_b = _by_unit(coded, rule, a), _by_unit(coded, rule, b)
    for unit, source, span in where_units_stand(coded, rule, of_a.keys() & of_b.keys()):
        yield Evidence(source, span, tuple(of_a[unit]), tuple(of_b[unit]), unit)


def _by_unit(coded: Coded, rule: Rule, places: Places) -> dict[int, list[Place]]:
    listed = places.listed()
    held: dict[int, dict[int, None]] = {}
    for place, unit in zip(*(side.tolist() for side in units_touched(coded, rule, places)), strict=True):
        held.setdefault(unit, {})[place] = None  # a dictionary keeps each once, in order
    return {unit: [listed[place] for place in mine] for unit, mine in held.items()}
