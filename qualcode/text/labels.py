"""What labels of speakers have in common: which are one speaker's, and the roles they name."""

import re
from functools import lru_cache

from qualcode.model import Role
from qualcode.text.lexicon import ROLES, VOICES, WEAK_ROLES
from qualcode.text.names import MAYBE_NAME, NAME, NO_NAME, Shape, core, initialled, is_person, shape

__all__ = [
    "ANSWERS_TO",
    "LONGEST",
    "MAYBE_NAME",
    "NAME",
    "NO_NAME",
    "Shape",
    "are_pair",
    "core",
    "initialled",
    "is_person",
    "is_voice",
    "is_weak",
    "key",
    "letter",
    "likely_role",
    "role_word",
    "shape",
    "unnumbered",
    "without_note",
]

LONGEST = 60
_LETTERS: dict[str, Role] = {
    **dict.fromkeys("IИQВСМ", "interviewer"),  # Interviewer, Question, Вопрос, Сұрақ, Модератор
    **dict.fromkeys("RРАОЖ", "respondent"),  # Respondent, Participant, Answer, Ответ, Жауап
}
_INITIALS = 2
_NOTE = re.compile(r"(?<=\w)\[\d{1,3}\]$")

ANSWERS_TO = {"I": "RРАS", "И": "РОR", "Q": "АR", "В": "ОР", "С": "Ж", "М": "РRУ"}
"""A letter asks only where the letter of one who answers stands in the same file (Cyrillic look-alikes)."""

_NUMBER = re.compile(r"(?:\s*(?:[№#]\s*)?[-–_]?\s*\d{1,6}|\s+[A-ZА-ЯЁ])$")
_ORDINAL = re.compile(r"\d{1,3}\s?-?\s?(?:(?:й|я|ші|шы|st|nd|rd|th)\b)?\s?(?=[^\W\d_]{2})")
_FIRST = re.compile("[,/]")  # “Respondent, female, 45”, “Интервьюер/Сұхбат алушы”
_LETTER = re.compile(r"([^\W\d_])\s?[-–]?\d{0,6}\.?(?:/[^\W\d_]\.?)?")
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYІ", "АВСЕНКМОРТХУI")
_LOOK_ALIKE_SMALL = str.maketrans("aceopxyikmthb", "асеорхуикмтнв")
_KAZAKH = str.maketrans("әғқңөұүіһ", "агкноууих")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Labels with equal keys are one speaker: case and spaces do not count.

    Nor does the alphabet of one or two letters: “P” and “Р” look the same, and whichever keyboard layout
    was on typed them. For the same reason “Айгүл” is “Айгул”: not every keyboard has Kazakh letters.
    """
    compact = without_note(" ".join(label.split())).rstrip(".")
    if sum(character.isalpha() for character in compact) <= _INITIALS:
        return compact.upper().translate(_LOOK_ALIKE)
    folded = compact.casefold()
    if not _CYRILLIC.search(folded):
        return folded
    return folded.translate(_LOOK_ALIKE_SMALL).translate(_KAZAKH)


def without_note(label: str) -> str:
    """“Айгүл[1]” is “Айгүл” with the mark of a footnote; “Speaker[1]” is one of several voices."""
    bare = _NOTE.sub("", label)
    return label if bare == label or is_voice(bare) else bare


@lru_cache(maxsize=4096)
def role_word(label: str) -> Role | None:
    """The role a label names in words: “Respondent 3 (F, 45)”, “Сұхбат алушы”. A letter names none alone."""
    words = _spelt(label)
    first = _FIRST.split(words, maxsplit=1)[0]
    return _role(words) or (_role(first) if first != words else None)


def _role(words: str) -> Role | None:
    bare = _unnumbered(words)
    return ROLES.get(words.casefold()) or ROLES.get(bare) or ROLES.get(bare.rstrip("."))


def is_voice(label: str) -> bool:
    """Whether a program may have named it: “Speaker 2”."""
    return _unnumbered(_spelt(label)) in VOICES


@lru_cache(maxsize=4096)
def is_weak(label: str) -> bool:
    """Whether a role word also begins ordinary sentences; a number (“Speaker 2”) makes it sure."""
    return core(label).casefold().rstrip(".") in WEAK_ROLES


@lru_cache(maxsize=4096)
def letter(label: str) -> str:
    """The letter of a one-letter label without its number, Cyrillic where two look alike: “P5” is “Р”."""
    found = _LETTER.fullmatch(core(label))
    return found[1].upper().translate(_LOOK_ALIKE) if found else ""


def likely_role(label: str) -> Role | None:
    """The role a label names in a word, or may mean by a letter: to be trusted only beside its like."""
    return role_word(label) or _LETTERS.get(letter(label))


def are_pair(a: str, b: str) -> bool:
    """Whether two labels are letters of which one asks and one answers: “I” and “R”, “С” and “Ж”."""
    first, second = letter(a), letter(b)
    asks = second in ANSWERS_TO.get(first, "") or first in ANSWERS_TO.get(second, "")
    return bool(first and second) and asks


@lru_cache(maxsize=4096)
def unnumbered(label: str) -> str:
    """What labels have in common that only count people: “Жен 1” and “Жен 4”; empty where none is counted."""
    words = _spelt(label)
    bare = _unnumbered(words)
    return bare if bare != words.casefold() else ""


def _spelt(label: str) -> str:
    return " ".join(core(label).replace("_", " ").split()).rstrip(".")


def _unnumbered(words: str) -> str:
    """“Participant 3”, “2-й участник”: without the number, in small letters."""
    bare = _NUMBER.sub("", words, count=1)
    return (_ORDINAL.sub("", bare, count=1) if bare[:1].isdigit() else bare).casefold()
