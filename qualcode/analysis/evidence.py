"""What stands behind a cell: the places that made two codes count as together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.counting import Longs, stretches
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
    left, right = stretches(first, until - first)
    for one, other in zip(a.listed(left), b.listed(right), strict=True):
        shared = Span(max(one.span.start, other.span.start), min(one.span.end, other.span.end))
        yield Evidence(one.source, shared, (one,), (other,))


def units_with(coded: Coded, rule: Rule, a: Places, b: Places) -> Iterator[Evidence]:
    """Each unit that holds places of both, with all of them."""
    of_a, of_b = (units_touched(coded, rule, places) for places in (a, b))
    both = np.intersect1d(of_a[1], of_b[1])
    held_a, held_b = _by_unit(a, *of_a, both), _by_unit(b, *of_b, both)
    for unit, source, span in where_units_stand(coded, rule, both):
        yield Evidence(source, span, tuple(held_a[unit]), tuple(held_b[unit]), unit)


def _by_unit(places: Places, place: Longs, unit: Longs, wanted: Longs) -> dict[int, dict[Place, None]]:
    """The places in each wanted unit, each once, in order: what a dictionary keeps."""
    here = np.isin(unit, wanted)
    held: dict[int, dict[Place, None]] = {}
    for of_unit, listed in zip(unit[here].tolist(), places.listed(place[here]), strict=True):
        held.setdefault(of_unit, {})[listed] = None
    return held
