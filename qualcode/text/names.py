"""Whether a label looks like somebody's name, or the name of what somebody does."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from qualcode.text.lexicon import (
    GIVEN_NAMES,
    HONORIFICS,
    IN_NAMES,
    NOT_NAMES,
    PERSONS,
    ROLES,
    SAYS,
    TITLES,
    WEAK_ROLES,
)

Shape = Literal[0, 1, 2]
NO_NAME: Shape = 0
"""Running speech: “Он сказал мне так”."""
MAYBE_NAME: Shape = 1
"""“Заместитель акима”."""
NAME: Shape = 2
"""“Adam Stacoviak”, “Гүлнар апай”, “P5”."""

_MOST_WORDS = 5
_MOST_WORDS_OF_A_PERSON = 8
_MOST_UNKNOWN_WORDS = 3
_MOST_IN_SMALL_LETTERS = 2
_HUMAN = (PERSONS | GIVEN_NAMES | HONORIFICS | ROLES.keys()) - WEAK_ROLES

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
# “R00003”, “P1_F_45”, “KZ-05”, “№2”
_CODE = re.compile(
    r"(?=\D*\d)[^\W_]{1,12}(?:[_\-/.][^\W_]{1,12}){1,5}$|[^\W\d_]{1,4}\d{1,8}$|[№#]\s?\d{1,3}$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_IN_NAMES = re.compile(r"[.!?…;:«»“”\"„|{}<>=@\\/*_+]|\d{4}|,.*,.*,")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s?")
_INITIALS_ONLY = re.compile(r"(?:[^\W\d_]\.\s?){1,3}$")
_INITIALLED = re.compile(
    r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]{2,}(?:-[^\W\d_]+)?$|[^\W\d_]{2,} (?:[^\W\d_]\.\s?){2}$"
)
_PARTING = str.maketrans(",./", "   ")
_BEFORE_NUMBER = re.compile(r"\.\s?(?=\d)")  # “Уч. 1”


@lru_cache(maxsize=4096)
def core(label: str) -> str:
    """A label without what stands in brackets after it: “Заря 1 (Каманин)” is “Заря 1”."""
    return _BRACKETS.sub("", label).strip()


def initialled(label: str) -> bool:
    """“В.Путин”, “Иванова А. Б.”: a signature, even where it stands once."""
    return label[:1].isupper() and _INITIALLED.match(label) is not None


@lru_cache(maxsize=4096)
def is_person(label: str) -> bool:
    """Whether a word in it says so: “Айгүл апай”, “Заместитель акима”, “Husband”, “Марат, 45 лет”."""
    if shape(label) == NO_NAME:
        return False
    words = core(label).casefold().translate(_PARTING).split()
    titled = len(words) > 1 and words[0] in TITLES
    return titled or initialled(label) or not _HUMAN.isdisjoint(words)


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """How much a label looks like a name."""
    if "/" in label and len(parts := [part for part in label.split("/") if part]) > 1:
        return min(map(shape, parts))  # “Интервьюер/Сұхбат алушы”
    if _is_code(label) or (label[:1].isupper() and _is_initials(label)):
        return NAME
    name = _parsed(label)
    if not name.words or _is_speech(label, name):
        return NO_NAME
    if not _begins_with_capital(name):
        small = name.words[0] in _HUMAN and len(name.words) <= _MOST_IN_SMALL_LETTERS
        return MAYBE_NAME if small else NO_NAME
    named = all(map(_continues_name, name.words[1:])) and (not name.position or _is_position(name.position))
    return NAME if named else MAYBE_NAME if _may_be_person(name) else NO_NAME


def _is_initials(label: str) -> bool:
    """“А. Б.”; behind a comma may stand an age or a number: “Ж., 45 лет”, “Р., 2”."""
    initials, _, position = core(label).partition(", ")
    return bool(_INITIALS_ONLY.match(initials)) and (not position or position[0].isdigit())


def _is_code(label: str) -> bool:
    return _CODE.match(label) is not None and NOT_NAMES.isdisjoint(_LETTERS.findall(label.casefold()))


class _Name(NamedTuple):
    """“Dr. Brown, head of the school”."""

    words: list[str]
    position: list[str]
    known: bool
    """Whether a title, an initial or a given name shows where the name ends."""


def _parsed(label: str) -> _Name:
    bare = _BEFORE_NUMBER.sub(" ", _INITIAL.sub("", core(label))).rstrip(".").strip()
    name, _, position = bare.partition(", ")
    name = name.rstrip(".")  # “Жен., 45 лет”
    words = name.replace(",", " ").split() if any(map(str.isalpha, name)) else []
    titled = len(words) > 1 and words[0].rstrip(".").casefold() in TITLES
    words = words[1:] if titled else words
    known = titled or (bool(words) and words[0].casefold() in GIVEN_NAMES) or bool(_INITIAL.search(label))
    return _Name(words, position.split(), known)


def _is_speech(label: str, name: _Name) -> bool:
    """Whether it is too long, has signs or words that no name has, or says that somebody says something."""
    words = [*name.words, *name.position]
    human = not _HUMAN.isdisjoint(word.casefold() for word in words)
    if len(words) > (_MOST_WORDS_OF_A_PERSON if human else _MOST_WORDS):
        return True
    first = words[0].casefold().rstrip(".")
    parts = _LETTERS.findall(first) if first[:1].isdigit() else [first]  # “2-бөлім”
    if len(first) > 1 and not NOT_NAMES.isdisjoint(parts):
        return True
    says = not SAYS.isdisjoint(core(label).casefold().split())
    return says or _NOT_IN_NAMES.search(" ".join(words)) is not None


def _begins_with_capital(name: _Name) -> bool:
    """Or with a digit: “2-қатысушы”, or as telephones are called: “iPhone Ержан”."""
    first = name.words[0]
    return (
        first[0].isupper() or first[1:2].isupper() or (len(name.words) == 1 and any(map(str.isdigit, first)))
    )


def _continues_name(word: str) -> bool:
    if word[0].isupper() or word[0].isdigit():
        return word.casefold() not in NOT_NAMES
    return word in IN_NAMES or word.startswith(("№", "#", "-"))


def _is_position(words: list[str]) -> bool:
    """What follows a name and a comma: “45 лет”, “deputy akim”; in speech it is “смотри”."""
    return words[0].isdigit() or not _HUMAN.isdisjoint(word.casefold() for word in words)


def _may_be_person(name: _Name) -> bool:
    """“Бывший житель села”; but behind a name other small words go on with a sentence: “Марат пришёл”."""
    if name.known:
        return all(_continues_name(word) or word.casefold() in _HUMAN for word in name.words[1:])
    human = not _HUMAN.isdisjoint(word.casefold() for word in name.words)
    return human or len(name.words) <= _MOST_UNKNOWN_WORDS
