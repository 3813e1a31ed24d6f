"""“NAME IN CAPITALS words”: labels that nothing but their capitals parts from the words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from qualcode.text.labels import LONGEST, is_person, likely_role
from qualcode.text.lines import Line, Mark
from qualcode.text.times import DASH

_MOST_WORDS = 4
_SHORTEST = 3
_LONGEST_OFFICE = 5
_SHARE_OF_AN_OFFICE = 0.2
_SIGNS = frozenset(f"{DASH[1:-1]}:：")
_POSITION = re.compile(r",\s(?:[^.!?]|(?<=\b[^\W\d_])\.){1,200}+(?:\.\s*+|$)")
_INITIAL = re.compile(r"[^\W\d_]\.")


def find_capitals(lines: Sequence[Line], number: int) -> Mark | None:
    """“NAME IN CAPITALS words”, “NAME A. B., deputy. Words”; a single capital begins the words."""
    text = lines[number].text
    if not text[:1].isupper() or text[1:2].islower():
        return None
    at, words = _capitals_at(text[:LONGEST])
    label = text[:at].rstrip(" ,")
    position = _POSITION.match(text, len(label))
    begin = position.end() if position else at
    rest = text[begin:].lstrip()
    if not words or not (rest or position) or rest[:1] in _SIGNS:
        return None
    if len(max(label.split(), key=len)) < _SHORTEST:
        return None
    return Mark(_without_point(label), len(text) - len(rest))


def _without_point(label: str) -> str:
    return label[:-1] if label.endswith(".") and label[-3:-1].isalpha() else label


def _capitals_at(text: str) -> tuple[int, int]:
    """Where words in capitals end, and how many there are; a point or a wide gap ends them too."""
    at = words = 0
    while words < _MOST_WORDS and (word := text[at:].split(" ", 1)[0]) and _in_capitals(word.rstrip(",")):
        words += 1
        at += len(word) + 1
        ended = word.endswith(".") and len(word) > _SHORTEST and not _INITIAL.match(word)
        if text[at : at + 1] == " " or ended or word.endswith(","):
            break
    return at, words


def _in_capitals(word: str) -> bool:
    bare = word.replace("-", "").replace("’", "").replace("_", "").replace(".", "")
    named = bare.isalnum() and bare.upper() == bare and sum(map(str.isalpha, bare)) > 1
    return named or bare.isdigit() or _INITIAL.fullmatch(word) is not None


def settle_capitals(found: dict[int, Mark], _: Sequence[Line]) -> dict[int, Mark]:
    """Where words in capitals follow a name in capitals, the label ends with the name that stands elsewhere.

    Offices and states are no speakers: “США” begins a sentence now and then.
    """
    times = Counter(mark.label for mark in found.values())
    begun = Counter(part for mark in found.values() for part in _beginnings(mark.label))
    settled = {number: _shortened(mark, times, begun) for number, mark in found.items()}
    often = Counter(mark.label for mark in settled.values())
    return {
        number: mark
        for number, mark in settled.items()
        if len(mark.label) > _LONGEST_OFFICE
        or likely_role(mark.label)
        or is_person(mark.label)
        or often[mark.label] >= _SHARE_OF_AN_OFFICE * len(settled)
    }


def _beginnings(label: str) -> list[str]:
    """The label, then ever less of it."""
    words = label.split()
    return [" ".join(words[:length]) for length in range(len(words), 0, -1)]


def _shortened(mark: Mark, times: Mapping[str, int], begun: Mapping[str, int]) -> Mark:
    """“МАРАТ США” is МАРАТ, who begins more lines; “ИВАНОВ А.” is not ИВАНОВ, unless he stands so too."""
    for label in _beginnings(mark.label)[1:]:
        rest = mark.label[len(label) + 1 :]
        known = times.get(label, 0) >= times[mark.label]
        rare = times[mark.label] == 1 < begun[label] and not _INITIAL.match(rest)
        if known or rare:
            return Mark(label, len(label) + 1)
    return mark
