"""The ways transcribers mark who speaks, and what all marks together must be like."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.text.capitals import find_capitals, settle_capitals
from qualcode.text.finding import (
    find_alone,
    find_bold,
    find_brackets,
    find_cell,
    find_colon,
    find_cue,
    find_dash,
    find_gap,
    find_name_and_time,
    find_point,
)
from qualcode.text.labels import ANSWERS_TO, is_person, letter, likely_role, role_word
from qualcode.text.lines import Line, Mark
from qualcode.text.questions import find_in_column, find_question, settle_columns, settle_questions
from qualcode.text.times import milliseconds, time_alone

__all__ = ["LAYOUTS", "NO_SPEAKERS", "TIMED", "Layout", "Line", "Mark"]

Finder = Callable[[Sequence[Line], int], Mark | None]
Test = Callable[[Mapping[int, Mark], Sequence[Line]], bool]
Settler = Callable[[dict[int, Mark], Sequence[Line]], dict[int, Mark]]


def _always(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    return bool(marks and lines)


class Layout(NamedTuple):
    name: str
    find: Finder
    weight: float
    """Of layouts that fit equally well the heavier is chosen."""
    holds: Test = _always
    """Whether all marks together can be this layout."""
    weak: bool = False
    """Running text looks like this too: more is asked of it."""
    singles: bool = False
    """Whether people may speak once in it although running text stands between speakers."""
    settle: Settler | None = None
    """Where it takes all candidates to see how far a label reaches."""


_CROWD = 0.2
_SHARE_OF_CUES = 0.7
_EARLY = 5 * 60_000
_BACKWARDS = 0.05
_COUNTS_SECONDS = re.compile(r"\W*[0-9]+:[0-9]+:[0-9]")


def _has_words(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Not so where labels follow each other without words between: that is a list of names."""
    bare = [number for number, mark in marks.items() if mark.at == len(lines[number].text)]
    return sum(number + 1 in marks for number in bare) <= _CROWD * len(marks)


def _is_recorded(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether names with times are a recording's, not an agenda's."""
    bare = [mark.stamp for mark in marks.values() if mark.stamp[:1].isdigit()]
    named = any(likely_role(mark.label) for mark in marks.values())
    return len(marks) > 1 and _has_words(marks, lines) and (named or not bare or runs_like_a_recording(bare))


def _are_in_squares_or_known(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """In round brackets only those who are people: “(Weeps)” is none."""
    square = sum("[" in lines[number].text[: mark.at] for number, mark in marks.items())
    return 2 * square > len(marks) or _are_people(marks, lines)


def _are_people(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether anybody in capitals is a person or has a role: states and offices are in capitals too."""
    return any(likely_role(mark.label) or is_person(mark.label) for mark in marks.values()) and bool(lines)


def _follows_times(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether nearly every time has a name below; in subtitles it has words."""
    times = sum(bool(time_alone(line.text)) for line in lines)
    named = any(likely_role(mark.label) for mark in marks.values())
    enough = len(marks) >= _SHARE_OF_CUES * times and _has_words(marks, lines)
    return enough and (named or are_timed(marks, lines))


def _asks_and_answers(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether letters with points are a pair that asks and answers; “a. b. c.” only count."""
    roles = {role_word(mark.label) for mark in marks.values()}
    if roles == {"interviewer", "respondent"}:  # “Int.”, “Resp.”
        return len(roles) < len(marks)
    letters = {letter(mark.label) for mark in marks.values()}
    asking = [asks for asks in letters if letters.intersection(ANSWERS_TO.get(asks, ""))]
    return len(letters) == len(asking) + 1 and len(letters) < len(marks) <= len(lines)


def are_timed(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether the times beside labels are a recording's: not “10:00 Focus group: women”, an agenda."""
    stamps = [mark.stamp or lines[number - 1].text for number, mark in marks.items() if mark.stamped]
    bare = [stamp for stamp in stamps if stamp[:1].isdigit() and milliseconds(stamp) is not None]
    return bool(stamps) and (not bare or runs_like_a_recording(bare))


def runs_like_a_recording(stamps: Sequence[str]) -> bool:
    """Whether times run on, and begin near the start or count seconds (“10:30” is an agenda's)."""
    times = [time for time in map(milliseconds, stamps) if time is not None]
    begins = bool(times) and (times[0] <= _EARLY or _COUNTS_SECONDS.match(stamps[0]) is not None)
    return begins and sum(a > b for a, b in pairwise(times)) <= _BACKWARDS * len(times)


COLON = Layout(N_("Name: words"), find_colon, 1.0, singles=True)
OWN_LINE = Layout(N_("speaker on its own line"), find_alone, 0.9, _has_words, weak=True, singles=True)
CAPITALS = Layout(
    N_("NAME IN CAPITALS words"), find_capitals, 0.95, _are_people, weak=True, settle=settle_capitals
)
TABLE = Layout(N_("table of speakers and words"), find_cell, 1.1, _has_words, singles=True)
COLUMNS = Layout(
    N_("table of questions and answers"), find_in_column, 1.2, singles=True, settle=settle_columns
)
QUESTIONS = Layout(N_("questions in bold, then answers"), find_question, 0.01, settle=settle_questions)
"""Where nothing else fits."""
LAYOUTS = (
    COLON,
    Layout(N_("name and time, then words"), find_name_and_time, 1.05, _is_recorded, singles=True),
    Layout(N_("time, name and words on lines of their own"), find_cue, 1.05, _follows_times, singles=True),
    TABLE,
    COLUMNS,
    OWN_LINE,
    Layout(N_("[name] words"), find_brackets, 0.95, _are_in_squares_or_known, weak=True, singles=True),
    Layout(N_("Name — words"), find_dash, 0.9, weak=True),
    Layout(N_("Name, tab, words"), find_gap, 0.9, weak=True),
    CAPITALS,
    Layout(N_("name in bold, then words"), find_bold, 0.8, weak=True),
    Layout(N_("Q. words"), find_point, 0.8, _asks_and_answers, weak=True),
    QUESTIONS,
)
TABLES = (TABLE, COLUMNS)
NO_SPEAKERS = N_("no speakers")
TIMED = N_("[time] Name: words")
NAMES_OF_COLON = frozenset({COLON.name, TIMED, OWN_LINE.name})
"""“Name: words” has two others, for times and for words below the name."""


def name_as_found(layout: Layout, lines: Sequence[Line], marks: dict[int, Mark]) -> str:
    """The layout's name; of `NAMES_OF_COLON` the one that fits."""
    if layout is not COLON:
        return layout.name
    if 2 * sum(mark.at == len(lines[number].text) for number, mark in marks.items()) > len(marks):
        return OWN_LINE.name
    return TIMED if 2 * sum(bool(mark.stamp) for mark in marks.values()) > len(marks) else layout.name
