"""Labels of one speaker that are written in several ways: mistyped, or with the number of a question."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from qualcode.text.labels import ANSWERS_TO, core, key, letter, role_word
from qualcode.text.lines import Mark

_FEWEST = 3
_FEWEST_RIGHT = 2
_SHORTEST = 6
_NUMBER = re.compile(r"\s*[№#]?\s*([0-9]{1,4})\.?$|^([0-9]{1,4})\s?-\s?")


def spelt_alike(candidates: dict[int, Mark]) -> dict[int, Mark]:
    """“Inteviewer” is the interviewer who stands there often; a name one letter off may be somebody else."""
    times = Counter(key(mark.label) for mark in candidates.values())
    usual: dict[str, str] = {}
    for mark in candidates.values():
        if times[key(mark.label)] >= _FEWEST_RIGHT and role_word(mark.label) and len(mark.label) >= _SHORTEST:
            usual.setdefault(key(mark.label), mark.label)
    if not usual:
        return candidates
    meant = {
        name: label
        for name in times
        for often, label in usual.items()
        if times[name] < times[often] and _is_slip(name, often)
    }
    return {
        number: mark._replace(label=meant[key(mark.label)], slip=mark.label)
        if key(mark.label) in meant
        else mark
        for number, mark in candidates.items()
    }


def without_remarks(candidates: dict[int, Mark]) -> dict[int, Mark]:
    """“Марат (смеётся)” is Марат, where he stands so too; “Заря 1 (Каманин)” alone is one of several."""
    times = Counter(key(mark.label) for mark in candidates.values())
    remarked: dict[str, set[str]] = defaultdict(set)
    for mark in candidates.values():
        if core(mark.label) != mark.label and times[key(core(mark.label))]:
            remarked[key(core(mark.label))].add(key(mark.label))
    if not remarked:
        return candidates
    return {
        number: mark._replace(label=core(mark.label)) if _is_remark(mark.label, remarked) else mark
        for number, mark in candidates.items()
    }


def _is_remark(label: str, remarked: Mapping[str, set[str]]) -> bool:
    bare = core(label)
    inside = label[len(bare) :].strip(" ([")
    return bare != label and key(bare) in remarked and (inside[:1].islower() or len(remarked[key(bare)]) == 1)


def _is_slip(rare: str, often: str) -> bool:
    if abs(len(rare) - len(often)) > 1 or rare == often or role_word(rare) or _digits(rare) != _digits(often):
        return False
    return _one_letter_apart(rare, often)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _one_letter_apart(a: str, b: str) -> bool:
    """One letter more, less, other, or two changed round."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])  # noqa: PLR2004


def without_question_numbers(candidates: dict[int, Mark]) -> dict[int, Mark]:
    """“Q1: … A1: … Q2: …” are two people: the numbers count questions, not those who ask."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for mark in candidates.values():
        if found := _NUMBER.search(mark.label):
            numbers[_bare(mark.label)].append(int(found[1] or found[2]))
    asking = [bare for bare in numbers if _counts(numbers[bare]) and _asks(bare)]
    if not asking:
        return candidates
    counted = {bare for bare in numbers if bare in asking or _answers(numbers[bare], numbers[asking[0]])}
    if len(counted) == 1:
        return candidates
    return {
        number: mark._replace(label=_bare(mark.label)) if _bare(mark.label) in counted else mark
        for number, mark in candidates.items()
    }


def _bare(label: str) -> str:
    return _NUMBER.sub("", label)


def _asks(bare: str) -> bool:
    return role_word(bare) == "interviewer" or letter(bare) in ANSWERS_TO


def _counts(numbers: list[int]) -> bool:
    return len(numbers) >= _FEWEST and all(a < b for a, b in pairwise(numbers))


def _answers(numbers: list[int], questions: list[int]) -> bool:
    return set(numbers) <= set(questions) and all(a <= b for a, b in pairwise(numbers))
