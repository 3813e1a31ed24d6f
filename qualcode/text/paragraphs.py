"""From lines to paragraphs: numbers taken off, broken lines joined, paragraphs of several speakers parted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.i18n import N_
from qualcode.text.labels import are_pair, is_person, is_weak, letter, likely_role, role_word, unnumbered
from qualcode.text.layouts import COLON, NAMES_OF_COLON
from qualcode.text.lines import Line
from qualcode.text.notices import Notice
from qualcode.text.numbering import without_numbers
from qualcode.text.parting import may_hold_several, parted, parted_everywhere
from qualcode.text.rows import LeftOut, Row, lines_of, rows_of
from qualcode.text.speakers import Fit, fit_of, fit_of_known, fits
from qualcode.text.tables import speakers_first
from qualcode.text.wrapping import joined

_BEHIND_NUMBERS = 0.25
_FEWEST_INSIDE = 4
_FEWEST_OF_A_NAME = 3


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What a layout is sought in, and every layout that fits, best first."""

    rows: Sequence[Row]
    ranked: Sequence[Fit]
    numbers: tuple[LeftOut, ...] = ()
    """Numbers of lines, which are not in the rows."""
    notices: tuple[str, ...] = ()


def paragraphs_of(lines: Sequence[Line], layout: str = "") -> Paragraphs:
    """`layout`: the one asked for, if any. Only “Name: words” parts paragraphs."""
    rows = speakers_first(rows_of(lines))
    found = _joined(_without_numbers(rows) or Paragraphs(rows, fits(lines_of(rows))))
    if not layout:
        return _parted(found, found.ranked[0] if found.ranked else None)
    if layout in NAMES_OF_COLON:
        return _parted(found, next((fit for fit in found.ranked if fit.layout is COLON), None))
    return found


# -- numbers -------------------------------------------------------------------------------------------


def _without_numbers(rows: Sequence[Row]) -> Paragraphs | None:
    for numbered in without_numbers(rows):
        ranked = fits(lines_of(numbered.rows))
        marks = len(ranked[0].marks) if ranked else 0
        if not numbered.spoken or marks >= max(_BEHIND_NUMBERS * len(numbered.cut), 1):
            return Paragraphs(numbered.rows, ranked, tuple(numbered.cut))
    return None


# -- broken lines --------------------------------------------------------------------------------------


def _joined(found: Paragraphs) -> Paragraphs:
    whole = joined(found.rows, found.ranked[0].marks if found.ranked else ())
    if whole is None:
        return found
    sentence = N_("The text was broken at about {width} characters; {count} lines were joined to paragraphs.")
    notice = Notice(sentence, width=whole.width, count=whole.joints)
    return Paragraphs(whole.rows, fits(lines_of(whole.rows)), found.numbers, (*found.notices, notice))


# -- several speakers in a paragraph -------------------------------------------------------------------


def _parted(found: Paragraphs, best: Fit | None) -> Paragraphs:
    if (best and best.layout is not COLON) or not may_hold_several(found.rows):
        return found
    labels = {mark.label for mark in best.marks.values()} if best else set()
    inside = _speakers_inside(found.rows, labels)
    rows = parted(found.rows, labels | inside)
    if len(rows) == len(found.rows):
        return found
    fit = fit_of_known(labels | inside, lines_of(rows))
    others = [other for other in found.ranked if other is not best]
    sentence = N_("Paragraphs in which somebody else begins to speak were parted there: {count}.")
    notice = Notice(sentence, count=len(rows) - len(found.rows))
    return Paragraphs(rows, [fit, *others], found.numbers, (*found.notices, notice))


def _speakers_inside(rows: Sequence[Row], labels: set[str]) -> set[str]:
    """Who begins to speak inside paragraphs only; more is asked of them, since prose has colons too."""
    pieces = parted_everywhere(rows)
    fit = fit_of(COLON, lines_of(pieces))
    times = Counter(mark.label for mark in fit.marks.values())
    if labels:
        return {label for label in times if label not in labels and _joins(label, times[label], labels)}
    people = {
        label
        for label in times
        if likely_role(label) or is_person(label) or times[label] >= _FEWEST_OF_A_NAME
    }
    enough = fit.score and len(people) > 1 and len(fit.marks) >= _FEWEST_INSIDE
    return people if enough and _begins(fit, pieces) else set()


def _joins(label: str, times: int, labels: set[str]) -> bool:
    """Whether somebody found inside paragraphs speaks with those found at their beginnings."""
    if letter(label):
        return any(are_pair(label, other) or unnumbered(label) == unnumbered(other) for other in labels)
    if role_word(label):
        return not is_weak(label) or len(labels) == 1
    return times > 1 and is_person(label)


def _begins(fit: Fit, pieces: Sequence[Row]) -> bool:
    """Whether the first to speak does so at the beginning of a line: prose comes to it later."""
    first = min(fit.marks)
    return first == 0 or pieces[first - 1].number < pieces[first].number
