"""The ways transcribers mark who speaks: where a label stands in a line, and where its words begin."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.text.labels import ANSWERS_TO, LONGEST, NAME, letter, likely_role, role_word, shape
from qualcode.text.times import BRACKETED, STAMP, milliseconds, time_alone


class Line(NamedTuple):
    """A paragraph as a file holds it; stripped and never empty once it reaches a layout."""

    text: str
    bold: int = 0
    """How many characters at its beginning are bold."""
    heading: bool = False
    cell: int = -1
    """The column of the table it stands in."""
    time: int | None = None
    """When it is said, in milliseconds, where the file tells that apart from the words."""


class Mark(NamedTuple):
    """A label found in a line: its words begin at `at`; everything before is label, time and signs."""

    label: str
    at: int
    stamp: str = ""
    stamped: bool = False
    """Whether a time stands with it or on the line above: then it need not repeat."""


Finder = Callable[[Sequence[Line], int], Mark | None]
Test = Callable[[Mapping[int, Mark], Sequence[Line]], bool]


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


_HEAD = 200
_CROWD = 0.2
_SHARE_OF_CUES = 0.7
_EARLY = 5 * 60_000
# Quantifiers that may match nothing are possessive (“*+”): a line of spaces would take minutes otherwise.
_LABEL = rf"(?P<label>[^\W_](?:[^\n:：?!;\t*]{{0,{LONGEST}}}?[^\s:：?!;*])??)"
_STARS = r"\*{0,3}+"
_GAP = rf"\s*+{_STARS}\s*+"
_BEFORE = rf"{_STARS}\s*+(?:(?P<before>{STAMP})\s*+[-–—|]?+\s*+)?{_STARS}\s*+"
_COLON = re.compile(
    rf"{_BEFORE}{_LABEL}{_GAP}(?:(?<!\d)(?P<between>{STAMP}){_GAP})?"
    rf"(?:(?<!\d)[:：]|[:：](?!\d\d))(?!//){_STARS}"  # not the colon of a time or an address
    rf"(?:\s*+(?P<after>{BRACKETED})|\s++(?P<alone>{STAMP})\s*+$)?\s*+"
)
_DASH = re.compile(rf"{_BEFORE}{_LABEL}{_STARS}\s++(?:--|[—–-]){_STARS}\s++(?=\S)")
_SQUARE = re.compile(rf"\[{_LABEL}\]\s*+[:：]?\s*+(?=\S)")
_TAB = re.compile(rf"{_BEFORE}{_LABEL}{_STARS}\t\s*+(?=\S)")
_POINT = re.compile(r"(?P<label>[^\W\d_]\d{0,2})[.)]\s++(?=\S)")
_ALONE = re.compile(rf"{_BEFORE}{_LABEL}{_GAP}(?:(?<!\d)(?P<between>{STAMP}){_GAP})?$")
_NAME_TIME = re.compile(
    rf"{_STARS}{_LABEL}{_GAP}(?P<between>{BRACKETED})\s*+{_STARS}\s*+(?:[-–—]\s++)?(?=[^\s:：])"
)


def find_colon(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name: words”, with a time before the name, before the colon or after it."""
    head = lines[number].text[:_HEAD]
    if ":" not in head and "：" not in head:
        return None
    found = _COLON.match(head)
    if found is None:
        return None
    return _mark(found, lines, number, found["before"], found["between"], found["after"], found["alone"])


def find_dash(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name — words”."""
    found = _DASH.match(lines[number].text[:_HEAD])
    return _mark(found, lines, number, found["before"]) if found else None


def find_tab(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name⇥words”, as tables become when they are pasted."""
    text = lines[number].text
    found = _TAB.match(text[:_HEAD]) if "\t" in text else None
    return _mark(found, lines, number, found["before"]) if found else None


def find_square(lines: Sequence[Line], number: int) -> Mark | None:
    """“[id1] words”."""
    text = lines[number].text
    found = _SQUARE.match(text[:_HEAD]) if text.startswith("[") else None
    return _mark(found, lines, number) if found else None


def find_point(lines: Sequence[Line], number: int) -> Mark | None:
    """“Q. words”, “A1) words”."""
    found = _POINT.match(lines[number].text[:_HEAD])
    return _mark(found, lines, number) if found else None


def find_name_and_time(lines: Sequence[Line], number: int) -> Mark | None:
    """“Ali  0:00” above the words, or “**Ali** [00:00:00] words”."""
    line = lines[number]
    if len(line.text) <= _HEAD:
        found = _ALONE.match(line.text)
        if found and (found["before"] or found["between"]) and not _is_sentence(found["label"]):
            return _mark(found, lines, number, found["before"], found["between"])
    found = _NAME_TIME.match(line.text[:_HEAD])
    if found and (shape(found["label"].strip()) == NAME or 0 < line.bold <= found.end()):
        return _mark(found, lines, number, found["between"])
    return None


def find_cue(lines: Sequence[Line], number: int) -> Mark | None:
    """A name on its own line between a time and the words, as Teams writes it."""
    if number == 0 or not time_alone(lines[number - 1].text):
        return None
    return find_alone(lines, number)


def find_alone(lines: Sequence[Line], number: int) -> Mark | None:
    """A line that is a label and nothing else, with a line below."""
    text = lines[number].text
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    if len(text) > LONGEST or not below or time_alone(below) or _is_sentence(text):
        return None
    found = _ALONE.match(text)
    if found is None or found["before"] or found["between"]:
        return None
    bare = text.strip("* ")
    return _mark(found, lines, number) if shape(bare) or role_word(bare) else None


def find_cell(lines: Sequence[Line], number: int) -> Mark | None:
    """A label in one cell of a table, its words in the next."""
    line = lines[number]
    if line.cell < 0 or number + 1 == len(lines) or lines[number + 1].cell != line.cell + 1:
        return None
    return find_alone(lines, number)


def find_bold(lines: Sequence[Line], number: int) -> Mark | None:
    """A name in bold before words that are not."""
    line = lines[number]
    label = line.text[: line.bold].strip(":-–— ")
    return Mark(label, line.bold) if label and line.bold < len(line.text) and line.bold <= LONGEST else None


def _is_sentence(text: str) -> bool:
    """Whether it ends like one; the point of an initial (“Иванов А.”) is none."""
    return text[-1:] in ".,…" and text[-3:-2].isalnum()


def _mark(found: re.Match[str], lines: Sequence[Line], number: int, *stamps: str | None) -> Mark:
    stamp = next((stamp for stamp in stamps if stamp), "")
    above = number > 0 and bool(time_alone(lines[number - 1].text))
    return Mark(found["label"].strip(), found.end(), stamp, stamped=bool(stamp) or above)


# -- all marks together --------------------------------------------------------------------------------


def _has_words(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Not so where labels follow each other without words between: that is a list of names."""
    bare = [number for number, mark in marks.items() if mark.at == len(lines[number].text)]
    return sum(number + 1 in marks for number in bare) <= _CROWD * len(marks)


def _is_recorded(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether names with times are a recording's, not an agenda's."""
    bare = [mark.stamp for mark in marks.values() if mark.stamp[:1].isdigit()]
    named = any(likely_role(mark.label) for mark in marks.values())
    return len(marks) > 1 and _has_words(marks, lines) and (named or not bare or runs_like_a_recording(bare))


def _follows_times(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether nearly every time has a name below; in subtitles it has words."""
    times = sum(bool(time_alone(line.text)) for line in lines)
    return len(marks) >= _SHARE_OF_CUES * times and _has_words(marks, lines)


def _asks_and_answers(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether letters with points are a pair that asks and answers; “a. b. c.” only count."""
    letters = {letter(mark.label) for mark in marks.values()}
    asking = [asks for asks in letters if letters.intersection(ANSWERS_TO.get(asks, ""))]
    return len(letters) == len(asking) + 1 and len(letters) < len(marks) <= len(lines)


def runs_like_a_recording(stamps: Sequence[str]) -> bool:
    """Whether times do not run back, and begin near the start or count seconds (“10:30” is an agenda's)."""
    times = [time for time in map(milliseconds, stamps) if time is not None]
    begins = bool(times) and (times[0] <= _EARLY or stamps[0].count(":") > 1)
    return begins and all(a <= b for a, b in pairwise(times))


COLON = Layout(N_("Name: words"), find_colon, 1.0)
OWN_LINE = Layout(N_("speaker on its own line"), find_alone, 0.9, _has_words, weak=True)
TABLE = Layout(N_("table of speakers and words"), find_cell, 1.1, _has_words)
LAYOUTS = (
    COLON,
    Layout(N_("name and time, then words"), find_name_and_time, 1.05, _is_recorded),
    Layout(N_("time, name and words on lines of their own"), find_cue, 1.05, _follows_times),
    TABLE,
    OWN_LINE,
    Layout(N_("[name] words"), find_square, 0.95, weak=True),
    Layout(N_("Name — words"), find_dash, 0.9, weak=True),
    Layout(N_("Name, tab, words"), find_tab, 0.9, weak=True),
    Layout(N_("name in bold, then words"), find_bold, 0.8, weak=True),
    Layout(N_("Q. words"), find_point, 0.8, _asks_and_answers, weak=True),
)
NO_SPEAKERS = N_("no speakers")
TIMED = N_("[time] Name: words")


def name_as_found(layout: Layout, lines: Sequence[Line], marks: dict[int, Mark]) -> str:
    """The layout's name; “Name: words” has two others, for words below the name and for times."""
    if layout is not COLON:
        return layout.name
    if 2 * sum(mark.at == len(lines[number].text) for number, mark in marks.items()) > len(marks):
        return OWN_LINE.name
    return TIMED if 2 * sum(bool(mark.stamp) for mark in marks.values()) > len(marks) else layout.name
