"""Which of the labels found in a file are speakers, and which layout the file follows."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.text.labels import NAME, NO_NAME, core, initialled, is_weak, key, likely_role, role_word, shape
from qualcode.text.layouts import COLON, LAYOUTS, Layout, Line, Mark
from qualcode.text.lexicon import HEADER_KEYS
from qualcode.text.times import time_alone

_ENDED = re.compile(r"(?<!\b\w)[.!?…]\W*$")  # not the point of an initial

# How much is asked, in marks and in shares of a file's lines. Found by trying them on the case files.
_WORDS_IN_A_HEADER = 8
_REPEATS_OF_NAME = 2
_REPEATS_OF_DOUBTFUL = 3
_FEWEST_MARKS = 3
_MARKS_OF_A_FULL_FILE = 8
_UNMARKED_IN_A_FULL_FILE = 0.1
_SINGLES = 0.2
_SHARE_OF_WEAK_MARKS = 0.1
_SHARE_OF_A_MONOLOGUE = 0.3
_LEAST_ALTERNATION = 0.4


@dataclass(frozen=True, slots=True)
class Fit:
    """How a layout fits a file: its marks by line, and labels that look like names but stand once."""

    layout: Layout
    marks: dict[int, Mark]
    score: float = 0.0
    doubtful: tuple[str, ...] = ()


def fits(lines: Sequence[Line]) -> list[Fit]:
    """Every layout that fits at all, best first."""
    found = [fit for fit in (_fit(layout, lines) for layout in LAYOUTS) if fit.score > 0]
    return sorted(found, key=lambda fit: -fit.score)


def fit_as_told(layout: Layout, lines: Sequence[Line]) -> Fit:
    """The fit of a layout somebody has named: every label that may be a name is a speaker."""
    marks = {
        number: mark
        for number, mark in _candidates(layout, lines).items()
        if shape(mark.label) != NO_NAME or likely_role(mark.label)
    }
    return Fit(layout, marks, len(marks))


def _candidates(layout: Layout, lines: Sequence[Line]) -> dict[int, Mark]:
    return {
        number: mark
        for number, line in enumerate(lines)
        if (mark := layout.find(lines, number)) and not time_alone(line.text)
    }


def _fit(layout: Layout, lines: Sequence[Line]) -> Fit:
    candidates = _candidates(layout, lines)
    accepted = _accepted(candidates)
    for number in _header_lines(accepted, candidates, lines):
        del candidates[number]
    accepted = _accepted(candidates)
    accepted |= _single_names(accepted, candidates, lines)
    marks = {number: mark for number, mark in candidates.items() if key(mark.label) in accepted}
    doubtful = dict.fromkeys(
        mark.label
        for mark in candidates.values()
        if key(mark.label) not in accepted and shape(mark.label) == NAME and role_word(mark.label) is None
    )
    return Fit(layout, marks, _score(layout, marks, lines), tuple(doubtful) if layout is COLON else ())


# -- labels --------------------------------------------------------------------------------------------


class _Label(NamedTuple):
    """One speaker's label, however often it stands."""

    text: str
    times: int
    times_of_core: int
    stamped: bool


def _labels(candidates: dict[int, Mark]) -> dict[str, _Label]:
    together: dict[str, list[Mark]] = defaultdict(list)
    for mark in candidates.values():
        together[key(mark.label)].append(mark)
    cores = Counter(key(core(mark.label)) for mark in candidates.values())
    return {
        name: _Label(text, len(marks), cores[key(core(text))], any(mark.stamped for mark in marks))
        for name, marks in together.items()
        for text in [marks[0].label]
    }


def _accepted(candidates: dict[int, Mark]) -> set[str]:
    """Role words, stamped names, signatures with initials, and names that repeat."""
    labels = _labels(candidates)
    partners = sum(likely_role(label.text) is not None for label in labels.values())
    return {name for name, label in labels.items() if _is_speaker(label, partnered=partners > 1)}


def _is_speaker(label: _Label, *, partnered: bool) -> bool:
    if likely_role(label.text):
        sure = role_word(label.text) is not None and not is_weak(label.text)
        return sure or partnered or label.times > 1
    looks = shape(label.text)
    if looks == NO_NAME:
        return False
    if looks == NAME and (label.stamped or initialled(label.text)):
        return True
    return label.times_of_core >= (
        _REPEATS_OF_NAME if looks == NAME or label.stamped else _REPEATS_OF_DOUBTFUL
    )


def _header_lines(accepted: set[str], candidates: dict[int, Mark], lines: Sequence[Line]) -> set[int]:
    """Lines such as “Respondent: Aigul, 45” or “Date: 12 March”, above a text that says “R:” or “Aigul:”."""
    times = Counter(key(mark.label) for mark in candidates.values())
    repeated = {name for name in accepted if times[name] > 1}
    roles = {likely_role(mark.label) for mark in candidates.values() if key(mark.label) in repeated} - {None}
    first = min((number for number, mark in candidates.items() if key(mark.label) in repeated), default=0)
    form = _form(candidates)
    header: set[int] = set()
    for number, mark in candidates.items():
        words = lines[number].text[mark.at :]
        if not 0 < len(words.split()) <= _WORDS_IN_A_HEADER or _ENDED.search(words):
            continue
        above = number < first and (
            likely_role(mark.label) in roles
            or any(key(part) in repeated for part in re.split(r"[,;(]", words))
        )
        if above or number in form:
            header.add(number)
    return header


def _form(candidates: dict[int, Mark]) -> range:
    """The first lines with labels that follow each other, down to the last key of a header (“Date:”)."""
    first = min(candidates, default=0)
    last = first
    while last in candidates:
        last += 1
    keys = [number for number in range(first, last) if candidates[number].label.casefold() in HEADER_KEYS]
    return range(first, max(keys) + 1) if keys else range(0)


def _single_names(accepted: set[str], candidates: dict[int, Mark], lines: Sequence[Line]) -> set[str]:
    """Names that stand once, where nearly every line begins with a speaker: they speak once."""
    marked = [number for number, mark in candidates.items() if key(mark.label) in accepted]
    if len(marked) < _MARKS_OF_A_FULL_FILE:
        return set()
    single = [
        mark
        for number, mark in candidates.items()
        if number > marked[0] and key(mark.label) not in accepted and shape(mark.label) == NAME
    ]
    unmarked = len(lines) - marked[0] - len(marked) - len(single)
    full = unmarked <= _UNMARKED_IN_A_FULL_FILE * len(lines) and len(single) <= _SINGLES * len(marked)
    return {key(mark.label) for mark in single} if full else set()


# -- layouts -------------------------------------------------------------------------------------------


def _score(layout: Layout, marks: dict[int, Mark], lines: Sequence[Line]) -> float:
    """How many lines fit, more for role words and times and for speakers that take turns; 0 for chance."""
    if not marks or not layout.holds(marks, lines):
        return 0.0
    names = [key(mark.label) for mark in marks.values()]
    strong = sum(_is_sure(mark) for mark in marks.values())
    alternation = sum(a != b for a, b in pairwise(names)) / (len(names) - 1) if len(names) > 1 else 1.0
    several = len(set(names)) > 1
    if layout.weak:
        fits = several and len(names) >= max(_SHARE_OF_WEAK_MARKS * len(lines), 2 if strong > 1 else 4)
    elif strong:
        fits = True
    elif several:
        fits = len(names) >= _FEWEST_MARKS and alternation >= _LEAST_ALTERNATION
    else:
        fits = len(names) >= max(_FEWEST_MARKS, _SHARE_OF_A_MONOLOGUE * len(lines))
    return (len(names) + strong / 2) * (0.4 + 0.6 * alternation) * layout.weight if fits else 0.0


def _is_sure(mark: Mark) -> bool:
    return mark.stamped or initialled(mark.label) or likely_role(mark.label) is not None
