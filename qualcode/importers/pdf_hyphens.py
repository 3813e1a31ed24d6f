"""What a hyphen at the end of a line meant: a word that was broken there, or one that has a hyphen."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_BROKEN = re.compile(r"(?P<first>[^\W_](?:[\w’'%\-‐‑]*[^\W_]|%)?)[-‐]$")
_GOES_ON = re.compile(r"[^\W_](?:[\w’'\-‐‑]*[^\W_])?")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_CUT_OFF = re.compile(r"[^\W\d_]-(?=\s)")
_HYPHENS = str.maketrans("‐‑", "--")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_SOFT = "\u00ad"
_LONGEST = 80
_SELDOM = 0.02
_LONG = 3
_STEM = 4
_MIDDLING = 2

# Particles and prefixes that are spelt with a hyphen: кто-нибудь, из-за, well-known.
_LAST = {
    "нибудь",
    "либо",
    "таки",
    "ақ",
    "ау",
    "based",
    "known",
    "being",
    "year",
    "old",
    "called",
    "term",
    "like",
}
_FIRST = {
    *("кое", "well", "self", "half", "non", "twenty", "thirty", "forty", "fifty", "sixty"),
    *("seventy", "eighty", "ninety"),
}
_TOGETHER = {
    ("из", "за"),
    ("из", "под"),
    ("во", "первых"),
    ("во", "вторых"),
    ("все", "таки"),
    ("всё", "таки"),
}
_ASKING = {
    *("кто", "кого", "кому", "кем", "ком", "что", "чего", "чему", "чем", "где", "куда", "откуда", "когда"),
    *("как", "какой", "какая", "какое", "какие", "какого", "каких", "каким", "какую", "какому", "почему"),
    *("зачем", "чей", "сколько", "он", "она", "они", "мы", "вы", "ты", "там", "тут", "так", "тогда"),
}
_LIKE = ("ски", "цки", "ому", "ему", "ьи")
_COMPOUND = re.compile(
    r"\w{2,}(?:[^аеёиоуыэюя]но|ско)-\w{2,}(?:ый|ий|ая|ое|ые|ие|ого|его|ому|ему|ой|ую|ым|им|ых|их|ыми|ими)"
)


class Hyphens:
    """Knows the words of a document, and so which of the two forms of a broken word is its own."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        broken = [_broken(line) for line in lines]
        for number, line in enumerate(lines):
            words = [found[0].casefold().translate(_HYPHENS) for found in _WORD.finditer(line)]
            whole = words[1 if number and broken[number - 1] else 0 : -1 if broken[number] else None]
            self._words.update(whole)
            self._words.update(part for word in whole if "-" in word for part in word.split("-"))
        self._pairs = {
            (first, second[:_STEM])
            for word in self._words
            if "-" in word
            for first, _, second in [word.partition("-")]
        }
        self._breaks_words = self._does_it_break_words(lines)

    def _does_it_break_words(self, lines: Sequence[str]) -> bool:
        """Whether the document divides words at all; if not, a hyphen at a line’s end belongs to a word."""
        ends = [
            (found["first"], next_line) for line, next_line in pairwise(lines) if (found := _broken(line))
        ]
        divided = sum(
            (first + goes_on[0]).casefold() in self._words
            for first, line in ends
            if (goes_on := _GOES_ON.match(line))
        )
        cut_off = sum(len(_CUT_OFF.findall(line)) for line in lines)
        return divided > cut_off / 4 or (len(ends) > _SELDOM * len(lines) and len(ends) > cut_off)

    def joined(self, line: str, after: str) -> str:
        """Two lines of a paragraph as one."""
        if line.endswith(_SOFT):
            return line[:-1] + after
        broken, goes_on = _broken(line), _GOES_ON.match(after)
        if broken is None or goes_on is None:
            return f"{line} {after}"
        first, second = broken["first"], goes_on[0]
        if self._is_cut_off(first, second):
            return f"{line} {after}"
        return line + after if self._has_hyphen(first, second) else line[:-1] + after

    def _is_cut_off(self, first: str, second: str) -> bool:
        """Whether somebody stopped in the middle of a word: “go- going”, “thi- I mean”."""
        whole, low, goes_on = (first + second).casefold(), first.casefold(), second.casefold()
        if whole in self._words or f"{low}-{goes_on}" in self._words:
            return False
        if first[0].islower() and second[0].isupper():
            return goes_on in self._words and low not in self._words
        return low != goes_on and goes_on.startswith(low) and not self._breaks_words

    def _has_hyphen(self, first: str, second: str) -> bool:
        low, goes_on = first.casefold().translate(_HYPHENS), second.casefold().translate(_HYPHENS)
        divided, hyphened = self._words[low + goes_on], self._words[f"{low}-{goes_on}"]
        if divided or hyphened:
            return hyphened > divided
        if not (first[-1].isalpha() and second[0].isalpha()) or len(first) == 1 or "-" in low:
            return True
        if second[0].isupper():
            return not first.isupper()
        return _is_spelt_with_hyphen(low, goes_on) or not self._breaks_words or self._is_pair(low, goes_on)

    def _is_pair(self, first: str, second: str) -> bool:
        """“Қарым-қатынас”, “купля-продажа”: two words of their own, or two that sound alike."""
        if first == second or (first, second[:_STEM]) in self._pairs:
            return True
        if min(len(first), len(second)) > _STEM and first[:2] == second[:2] and _CYRILLIC.match(first):
            return True
        known = self._words[first] and self._words[second]
        return bool(known and min(len(first), len(second)) >= _LONG and _CYRILLIC.match(first))


def _broken(line: str) -> re.Match[str] | None:
    """What stands before the hyphen that ends a line; a word is not endless."""
    return _BROKEN.search(line[-_LONGEST:]) if line.endswith(("-", "‐")) else None


def _is_spelt_with_hyphen(first: str, second: str) -> bool:
    return (
        second in _LAST
        or first in _FIRST
        or (first, second) in _TOGETHER
        or (second == "то" and first in _ASKING)
        or _COMPOUND.fullmatch(f"{first}-{second}") is not None
        or (first == "по" and len(second) > _LONG + _MIDDLING and second.endswith(_LIKE))
    )
