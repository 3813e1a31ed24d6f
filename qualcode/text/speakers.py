"""Which of the labels found in a file are speakers, and which layout the file follows."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.text.labels import (
    MAYBE_NAME,
    NAME,
    NO_NAME,
    core,
    initialled,
    is_person,
    is_weak,
    key,
    likely_role,
    role_word,
    shape,
    unnumbered,
)
from qualcode.text.layouts import COLON, LAYOUTS, Layout
from qualcode.text.lexicon import HEADER_KEYS, NOT_NAMES, SAYS
from qualcode.text.lines import Line, Mark
from qualcode.text.spelling import spelt_alike, without_question_numbers, without_remarks
from qualcode.text.times import time_alone
from qualcode.text.weighing import ENDED, score

# How much is asked, in marks and in shares of a file's lines. Found by trying drawn and real files.
_WORDS_IN_A_HEADER = 8
_FEWEST_KEYS = 3
_REPEATS_OF_NAME = 2
_REPEATS_OF_DOUBTFUL = 3
_MARKS_OF_A_SURE_FILE = 4
_MARKS_OF_A_FULL_FILE = 8
_UNMARKED_IN_A_FULL_FILE = 0.1
_SINGLES = 0.2
_POINTED = 0.8
_SHARE_OF_A_PHRASE = 0.2
_REPEATS_OF_UNKNOWN = 4
_SHARE_OF_UNKNOWN = 0.1
_MOSTLY_ANSWERING = 0.8
_WORDS_OF_UNKNOWN = 5


@dataclass(frozen=True, slots=True)
class Fit:
    """How a layout fits a file: its marks by line, and labels that look like names but stand once."""

    layout: Layout
    marks: dict[int, Mark]
    score: float = 0.0
    doubtful: tuple[str, ...] = ()


def fits(lines: Sequence[Line]) -> list[Fit]:
    """Every layout that fits at all, best first."""
    found = [fit for fit in (fit_of(layout, lines) for layout in LAYOUTS) if fit.score > 0]
    return sorted(found, key=lambda fit: -fit.score)


def fit_of(layout: Layout, lines: Sequence[Line]) -> Fit:
    candidates = _settled(_candidates(layout, lines))
    accepted = _accepted(candidates)
    for number in _header_lines(accepted, candidates, lines):
        del candidates[number]
    accepted = _accepted(candidates)
    accepted |= _recurring(layout, accepted, candidates, lines)
    accepted |= _single_names(layout, accepted, candidates, lines) | _alike(accepted, candidates, lines)
    marks = {number: mark for number, mark in candidates.items() if key(mark.label) in accepted}
    doubtful = dict.fromkeys(
        mark.label
        for mark in candidates.values()
        if key(mark.label) not in accepted and shape(mark.label) == NAME and role_word(mark.label) is None
    )
    return Fit(layout, marks, score(layout, marks, lines), tuple(doubtful) if layout is COLON else ())


def fit_as_told(layout: Layout, lines: Sequence[Line]) -> Fit:
    """The fit of a layout somebody has named: every label that may be a name is a speaker."""
    marks = {
        number: mark
        for number, mark in _candidates(layout, lines).items()
        if shape(mark.label) != NO_NAME or likely_role(mark.label)
    }
    return Fit(layout, marks, len(marks))


def fit_of_known(labels: Collection[str], lines: Sequence[Line]) -> Fit:
    """“Name: words” where it is known who speaks."""
    known = set(map(key, labels))
    candidates = _settled(_candidates(COLON, lines))
    marks = {number: mark for number, mark in candidates.items() if key(mark.label) in known}
    return Fit(COLON, marks, score(COLON, marks, lines))


def not_taken(lines: Sequence[Line], marks: Collection[int]) -> list[str]:
    """Labels before a colon that stand in many lines without being speakers."""
    others = {n: mark for n, mark in _candidates(COLON, lines).items() if n not in marks}
    often = max(_REPEATS_OF_UNKNOWN, _SHARE_OF_UNKNOWN * len(lines))
    times = Counter(key(mark.label) for mark in others.values())
    usual = {key(mark.label): mark.label for mark in others.values()}
    return [usual[name] for name, count in times.most_common() if count >= often]


def _candidates(layout: Layout, lines: Sequence[Line]) -> dict[int, Mark]:
    found = {
        number: mark
        for number, line in enumerate(lines)
        if (mark := layout.find(lines, number)) and not time_alone(line.text)
    }
    return layout.settle(found, lines) if layout.settle else found


def _settled(candidates: dict[int, Mark]) -> dict[int, Mark]:
    return spelt_alike(without_remarks(without_question_numbers(candidates)))


# -- labels --------------------------------------------------------------------------------------------


class _Label(NamedTuple):
    """One speaker's label, however often it stands."""

    text: str
    times: int
    times_of_core: int
    stamped: bool


def _labels(candidates: Mapping[int, Mark]) -> dict[str, _Label]:
    together: dict[str, list[Mark]] = defaultdict(list)
    for mark in candidates.values():
        together[key(mark.label)].append(mark)
    cores = Counter(key(core(mark.label)) for mark in candidates.values())
    return {
        name: _Label(text, len(marks), cores[key(core(text))], any(mark.stamped for mark in marks))
        for name, marks in together.items()
        for text in [marks[0].label]
    }


def _accepted(candidates: Mapping[int, Mark]) -> set[str]:
    """Role words, stamped names, signatures with initials, and names that repeat."""
    labels = _labels(candidates)
    partners = sum(likely_role(label.text) is not None for label in labels.values())
    found = {name: label for name, label in labels.items() if _is_speaker(label, partnered=partners > 1)}
    sure = {name for name, label in found.items() if not _is_phrase(label.text)}
    marks = sum(label.times for label in found.values())
    often = {name for name, label in found.items() if label.times >= _SHARE_OF_A_PHRASE * marks}
    return sure | often if len(sure) > 1 else set(found)


def _is_phrase(label: str) -> bool:
    """“Самое главное”: it may be somebody, but more likely begins a sentence."""
    return shape(label) == MAYBE_NAME and not (is_person(label) or likely_role(label))


def _is_speaker(label: _Label, *, partnered: bool) -> bool:
    if likely_role(label.text):
        sure = role_word(label.text) is not None and not is_weak(label.text)
        return sure or partnered or label.times > 1
    looks = shape(label.text)
    if looks == NO_NAME:
        return False
    if looks == NAME and (label.stamped or initialled(label.text)):
        return True
    known = looks == NAME or label.stamped or is_person(label.text)
    return label.times_of_core >= (_REPEATS_OF_NAME if known else _REPEATS_OF_DOUBTFUL)


def _header_lines(accepted: set[str], candidates: Mapping[int, Mark], lines: Sequence[Line]) -> set[int]:
    """Lines such as “Respondent: Aigul, 45” or “Date: 12 March”, above a text that says “R:” or “Aigul:”."""
    times = Counter(key(mark.label) for mark in candidates.values())
    repeated = {name for name in accepted if times[name] > 1}
    roles = {likely_role(mark.label) for mark in candidates.values() if key(mark.label) in repeated} - {None}
    first = min((number for number, mark in candidates.items() if key(mark.label) in repeated), default=0)
    form = _form(candidates, times)
    return {
        number
        for number, mark in candidates.items()
        if (words := _words_of_a_header(mark, lines[number])) is not None
        and (
            number in form
            or (number < first and (likely_role(mark.label) in roles or _names(words, repeated)))
        )
    }


def _words_of_a_header(mark: Mark, line: Line) -> str | None:
    """What follows a key: a few words that are no sentence, or a time."""
    words = line.text[mark.at :]
    if not words:
        return "" if mark.stamp else None
    return None if len(words.split()) > _WORDS_IN_A_HEADER or ENDED.search(words) else words


def _names(words: str, speakers: set[str]) -> bool:
    return any(key(part) in speakers for part in re.split(r"[,;(]", words))


def _form(candidates: Mapping[int, Mark], times: Mapping[str, int]) -> range:
    """The first lines with labels that follow each other, down to the last key of a header (“Date:”).

    Where several such labels stand once, all are keys; then speakers follow who stand more often.
    """
    first = min(candidates, default=0)
    last = once = first
    while last in candidates:
        once += once == last and times[key(candidates[last].label)] == 1
        last += 1
    keys = [number for number in range(first, last) if candidates[number].label.casefold() in HEADER_KEYS]
    known = max(keys) + 1 if keys else first
    return range(
        first, max(known, once if once - first >= _FEWEST_KEYS and max(times.values()) > 1 else first)
    )


def _recurring(
    layout: Layout, accepted: set[str], candidates: Mapping[int, Mark], lines: Sequence[Line]
) -> set[str]:
    """Who takes turns with a known speaker, whatever the label says: “Глава района”, “mom”.

    Words for parts and forms (“Note”) are people only where otherwise one would speak with nobody.
    """
    if not accepted or not (layout is COLON or all(mark.stamp for mark in candidates.values())):
        return set()
    names = [key(mark.label) for mark in candidates.values()]
    times = Counter(names)
    answering = Counter(b for a, b in pairwise(names) if a in accepted)
    usual = {key(mark.label): mark.label for mark in candidates.values()}
    return {
        name
        for name, label in usual.items()
        if name not in accepted
        and times[name] >= max(_REPEATS_OF_DOUBTFUL, _SHARE_OF_UNKNOWN * len(lines))
        and answering[name] >= _MOSTLY_ANSWERING * times[name]
        and _may_be_called(label, alone=len(accepted) == 1)
    }


def _may_be_called(label: str, *, alone: bool) -> bool:
    words = label.casefold().split()
    if len(words) > _WORDS_OF_UNKNOWN or not SAYS.isdisjoint(words) or label.casefold() in HEADER_KEYS:
        return False
    return alone or len(words) > 1 or words[0] not in NOT_NAMES


def _single_names(
    layout: Layout, accepted: set[str], candidates: Mapping[int, Mark], lines: Sequence[Line]
) -> set[str]:
    """Who speaks once: any name where nearly every line begins with a speaker, else surely people."""
    marked = [number for number, mark in candidates.items() if key(mark.label) in accepted]
    begin = _begin(marked, candidates, lines)
    single = {
        number: mark
        for number, mark in candidates.items()
        if marked and number > begin and key(mark.label) not in accepted and shape(mark.label) != NO_NAME
    }
    people = {key(mark.label) for mark in single.values() if is_person(mark.label)}
    names = _of_speech(single, marked, lines)
    if marked and _is_full(len(marked), len(names), len(lines) - marked[0]):
        return people | names
    sure = any(likely_role(candidates[number].label) for number in marked)
    enough = len(marked) + (len(people) if sure else 0) >= _MARKS_OF_A_SURE_FILE
    return people if enough and layout.singles else set()


def _of_speech(single: Mapping[int, Mark], marked: Sequence[int], lines: Sequence[Line]) -> set[str]:
    """Names before whole sentences, where all speak in such; “Block 2: water” is a heading."""
    pointed = sum(ENDED.search(lines[number].text) is not None for number in marked)
    sentences = pointed >= _POINTED * len(marked)
    return {
        key(mark.label)
        for number, mark in single.items()
        if shape(mark.label) == NAME and (not sentences or ENDED.search(lines[number].text))
    }


def _begin(marked: Sequence[int], candidates: Mapping[int, Mark], lines: Sequence[Line]) -> int:
    """The line above the first of which somebody may speak: those right above known speakers may too."""
    begin = marked[0] - 1 if marked else 0
    while begin in candidates and ENDED.search(lines[begin].text):
        begin -= 1
    return begin


def _alike(accepted: set[str], candidates: Mapping[int, Mark], lines: Sequence[Line]) -> set[str]:
    """Who differs from a speaker by the number only, or is in bold as all speakers are."""
    marks = [(number, mark) for number, mark in candidates.items() if key(mark.label) in accepted]
    counted = {unnumbered(mark.label) for _, mark in marks} - {""}
    bold = len(marks) >= _MARKS_OF_A_SURE_FILE and all(lines[number].bold for number, _ in marks)
    return {
        key(mark.label)
        for number, mark in candidates.items()
        if unnumbered(mark.label) in counted
        or (bold and 0 < lines[number].bold <= mark.at and shape(mark.label) != NO_NAME)
    }


def _is_full(marked: int, single: int, lines: int) -> bool:
    few_unmarked = lines - marked - single <= _UNMARKED_IN_A_FULL_FILE * lines
    return marked >= _MARKS_OF_A_FULL_FILE and few_unmarked and single <= _SINGLES * marked
