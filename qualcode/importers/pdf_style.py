"""How a PDF sets its paragraphs: by indents, by gaps, by lines that end short."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.importers.pdf_places import Place, Print, steps_of

INDENTED = 0.7
"""From how many of its letters’ sizes on a line is indented."""
_SPACE = 0.25
_TOLERANCE = 0.3
_FAR = 1.2
_ENDS_SHORT = 0.7
_OFTEN = 0.3
_SELDOM = 0.15
_MOSTLY = 0.5
_ENOUGH = 3
_HANGING = 0.15


class Style(NamedTuple):
    """How a document sets its paragraphs."""

    size: float
    larger: float
    """By which factor larger letters are those of a heading."""
    steps: Mapping[str, float]
    """In each column, from one line of a paragraph to the next."""
    hanging: bool = False
    """Whether a paragraph’s first line stands to the left of the others."""
    indent: float = 0.0
    """By how much a first line is indented; 0 where it is not."""
    wraps: bool = True
    """Whether lines end where no more words have room, and not each with its paragraph."""


def style_of(places: Sequence[Place], letters: Print) -> Style:
    style = Style(letters.size, letters.larger, steps_of(places))
    size = letters.size
    inwards = [
        (ends_short(before, after), after.indent)
        for before, after in pairwise(places)
        if not stands_off(before, after, style) and after.indent - before.indent > INDENTED * size
    ]
    # before an indented first line stands a last line, which is mostly short; before a line that hangs, none
    indented = sum(place.indent > INDENTED * size for place in places)
    enough = len(inwards) >= _ENOUGH and indented > _HANGING * len(places)
    hanging = enough and sum(short for short, _ in inwards) <= _OFTEN * len(inwards)
    indents = Counter(round(indent) for _, indent in inwards)
    usual, often = indents.most_common(1)[0] if indents else (0, 0)
    first_lines = not hanging and often >= max(_ENOUGH, _OFTEN * len(inwards))
    return style._replace(
        hanging=hanging and not _goes_on_at(0, places, style),
        indent=float(usual) if first_lines and not _goes_on_at(usual, places, style) else 0.0,
        wraps=_wraps(places, style),
    )


def _goes_on_at(indent: float, places: Sequence[Place], style: Style) -> bool:
    """Whether after a full line with that indent the next goes on with it, so that it begins no paragraph."""
    goes_on = [
        after.text[:1].islower()
        for before, after in pairwise(places)
        if not stands_off(before, after, style)
        and max(abs(before.indent - indent), abs(after.indent - indent)) < 1
        and not ends_short(before, after)
    ]
    return sum(goes_on) > max(_ENOUGH, _MOSTLY * len(goes_on))


def _wraps(places: Sequence[Place], style: Style) -> bool:
    """Not so where after full lines hardly one goes on with a small letter."""
    after_full = [
        after.text[:1].islower()
        for before, after in pairwise(places)
        if not stands_off(before, after, style) and not ends_short(before, after)
    ]
    small = sum(place.text[:1].islower() for place in places)
    return len(after_full) <= 1 or sum(after_full) > _SELDOM * len(after_full) or small > _OFTEN * len(places)


def stands_off(before: Place, after: Place, style: Style) -> bool:
    """Whether something other than its lines’ ends parts two lines: a cell, a size, a gap."""
    sizes = sorted((before.size, after.size))
    if after.starts or before.cell != after.cell or sizes[1] > style.larger * sizes[0]:
        return True
    if before.page != after.page or before.column != after.column:
        return False
    return after.y - before.y > _FAR * style.steps.get(after.column, after.size) + 0.5


def ends_short(before: Place, after: Place) -> bool:
    """Whether the next line’s first word would have found room."""
    if before.justified and before.column == after.column:
        return before.room > _ENDS_SHORT * before.size
    needed = _SPACE * before.size + after.first_word
    return before.room > needed + _TOLERANCE * before.size
