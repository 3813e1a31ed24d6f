"""Whether what looks like speakers in a layout is a conversation, and how well it fits.

A false speaker is worse than a missed one: he takes words out of the text and becomes a case, while a
layout that was missed is seen in the preview and chosen there. So where little speaks for a conversation,
there is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.text.labels import NAME, initialled, is_person, key, likely_role, role_word, shape, unnumbered
from qualcode.text.layouts import Layout, are_timed
from qualcode.text.lines import Line, Mark
from qualcode.text.times import END_STAMP

# How much is asked, in marks and in shares of a file's lines. Found by trying drawn and real files.
_FEWEST_MARKS = 3
_FEWEST_WEAK_MARKS = 4
_FEWEST_SURE_MARKS = 2
_FEWEST_IN_A_LIST = 3
_WORDS_IN_A_HEADER = 8
_SHARE_OF_WEAK_MARKS = 0.1
_SHARE_OF_A_MONOLOGUE = 0.3
_SHARE_OF_TIMES = 0.5
_LEAST_ALTERNATION = 0.4
_WORTH_OF_ALTERNATION = 0.6
_WORTH_OF_SURENESS = 0.5
_JUDGED = 200
_LONG = 300
_SHARE_OF_RARE_MARKS = 0.02
_ENDED_LIKE_SPEECH = 0.5
_ASKS_OFTEN = 0.4
_ASKS_TWICE = 2

ENDED = re.compile(r"(?<!\b\w)[.!?…]\W*$")
"""The end of a sentence; the point of an initial is none."""


@dataclass(frozen=True, slots=True)
class _Conversation:
    """What all marks of a layout tell together."""

    names: list[str]
    sure: int
    """Marks with a role, with initials or with a time of a recording."""
    timed: bool

    @property
    def several(self) -> bool:
        return len(set(self.names)) > 1

    @property
    def alternation(self) -> float:
        """How often the next mark is somebody else's."""
        changes = sum(a != b for a, b in pairwise(self.names))
        return changes / (len(self.names) - 1) if len(self.names) > 1 else 1.0


def score(layout: Layout, marks: Mapping[int, Mark], lines: Sequence[Line]) -> float:
    """How many lines fit, more for role words and times and for speakers that take turns; 0 for chance."""
    if not marks or not layout.holds(marks, lines) or _are_rare(marks, lines):
        return 0.0
    timed = are_timed(marks, lines)
    sure = sum((timed and mark.stamped) or _is_sure(mark) for mark in marks.values())
    talk = _Conversation([key(mark.label) for mark in marks.values()], sure, timed)
    are_enough = _are_enough_weak if layout.weak else _are_enough
    if _is_list(layout, talk, marks, lines) or not are_enough(talk, marks, lines):
        return 0.0
    worth = len(marks) + _WORTH_OF_SURENESS * sure
    return worth * (1 - _WORTH_OF_ALTERNATION * (1 - talk.alternation)) * layout.weight


def _are_rare(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether next to nothing of a long text has labels, and none of them names a role or a time."""
    if len(lines) < _LONG or len(marks) >= _SHARE_OF_RARE_MARKS * len(lines):
        return False
    return not any(mark.stamped or initialled(mark.label) or role_word(mark.label) for mark in marks.values())


def _is_list(layout: Layout, talk: _Conversation, marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether all stand there once: lists of those present, or “Interviewer: Anna” above a text."""
    if talk.timed or len(set(talk.names)) < len(talk.names):
        return False
    if len(marks) >= _FEWEST_IN_A_LIST or layout.weak:
        return True
    words = [lines[number].text[mark.at :] for number, mark in marks.items()]
    return len(marks) < len(lines) / 2 and all(map(_is_of_a_header, words))


def _is_of_a_header(words: str) -> bool:
    return 0 < len(words.split()) <= _WORDS_IN_A_HEADER and not ENDED.search(words)


def _are_enough_weak(talk: _Conversation, marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    fewest = _FEWEST_SURE_MARKS if talk.sure > 1 else _FEWEST_WEAK_MARKS
    if not talk.several or len(marks) < max(_SHARE_OF_WEAK_MARKS * len(lines), fewest):
        return False
    return bool(talk.sure) or _are_people(marks) or _sound_spoken(marks, lines)


def _are_enough(talk: _Conversation, marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """One role is; names, also with times, must take turns or say most of it."""
    if any(map(_is_sure, marks.values())):
        return True
    mostly_timed = talk.sure > _SHARE_OF_TIMES * len(marks)
    if not (mostly_timed or _are_people(marks) or _sound_spoken(marks, lines)):
        return False
    if talk.several:
        fewest = _FEWEST_SURE_MARKS if talk.sure > 1 else _FEWEST_MARKS
        return len(marks) >= fewest and talk.alternation >= _LEAST_ALTERNATION
    named = all(shape(mark.label) == NAME for mark in marks.values())
    return named and len(marks) >= max(_FEWEST_MARKS, _SHARE_OF_A_MONOLOGUE * len(lines))


def _is_sure(mark: Mark) -> bool:
    return initialled(mark.label) or likely_role(mark.label) is not None


def _are_people(marks: Mapping[int, Mark]) -> bool:
    """Whether one is known as a person, or several are counted: “id1”, “id2”."""
    labels = {key(mark.label): mark.label for mark in marks.values()}.values()
    counted = Counter(unnumbered(label) for label in labels)
    return any(map(is_person, labels)) or any(stem and times > 1 for stem, times in counted.items())


def _sound_spoken(marks: Mapping[int, Mark], lines: Sequence[Line]) -> bool:
    """Whether words behind unknown labels are sentences, and one asks; a plan's and an essay's do not."""
    said: dict[str, list[str]] = defaultdict(list)
    for number, mark in list(marks.items())[:_JUDGED]:
        if words := END_STAMP.sub("", lines[number].text[mark.at :]):
            said[key(mark.label)].append(words)
    if not said:  # the words stand below the labels
        return True
    every = [words for turns in said.values() for words in turns]
    ended = sum(ENDED.search(words) is not None for words in every)
    return ended >= _ENDED_LIKE_SPEECH * len(every) and any(map(_ask, said.values()))


def _ask(turns: Sequence[str]) -> bool:
    return sum("?" in words for words in turns) >= max(_ASKS_OFTEN * len(turns), _ASKS_TWICE)
