"""What can be a speaker's label: words that name a role, and the shapes names have."""

import re
from functools import lru_cache
from typing import Literal

from qualcode.model import Role
from qualcode.text.lexicon import IN_NAMES, NOT_NAMES, ROLES, TITLES, WEAK_ROLES

Shape = Literal[0, 1, 2]
NO_NAME: Shape = 0
"""Running speech: “Он сказал мне так”."""
MAYBE_NAME: Shape = 1
"""“Заместитель акима”."""
NAME: Shape = 2
"""“Adam Stacoviak”, “Гүлнар апай”, “P5”."""

LONGEST = 60
_LETTERS: dict[str, Role] = {
    **dict.fromkeys("IИQВСМ", "interviewer"),  # Interviewer, Question, Вопрос, Сұрақ, Модератор
    **dict.fromkeys("RРАОЖ", "respondent"),  # Respondent, Participant, Answer, Ответ, Жауап
}
_MOST_WORDS = 5
_INITIALS = 2

ANSWERS_TO = {"I": "RРАS", "И": "РОR", "Q": "АR", "В": "ОР", "С": "Ж", "М": "РRУ"}
"""A letter asks only where the letter of one who answers stands in the same file (Cyrillic look-alikes)."""

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_NUMBER = re.compile(r"(?:\s*(?:[№#]\s*)?[-–]?\s*\d{1,3}|\s+[A-ZА-ЯЁ])$")
_NOT_IN_NAMES = re.compile(r"[.!?…;:«»“”\"„|{}<>=@\\/*_+]|\d{4}|,.*,.*,")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s?")
_INITIALLED = re.compile(
    r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]{2,}(?:-[^\W\d_]+)?$|[^\W\d_]{2,} (?:[^\W\d_]\.\s?){2}$"
)
_LETTER = re.compile(r"([^\W\d_])\s?\d{0,3}\.?")
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYІ", "АВСЕНКМОРТХУI")


@lru_cache(maxsize=4096)
def core(label: str) -> str:
    """A label without what stands in brackets after it: “Заря 1 (Каманин)” is “Заря 1”."""
    return _BRACKETS.sub("", label).strip()


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Labels with equal keys are one speaker: case and spaces do not count.

    Nor does the alphabet of one or two letters: “P” and “Р” look the same, and whichever keyboard layout
    was on typed them.
    """
    compact = " ".join(label.split()).rstrip(".")
    if sum(character.isalpha() for character in compact) <= _INITIALS:
        return compact.upper().translate(_LOOK_ALIKE)
    return compact.casefold()


@lru_cache(maxsize=4096)
def role_word(label: str) -> Role | None:
    """The role a label names in words: “Respondent 3 (F, 45)”, “Сұхбат алушы”. A letter names none alone."""
    words = " ".join(core(label).split()).rstrip(".")
    unnumbered = _NUMBER.sub("", words).casefold()
    first, comma, _ = unnumbered.partition(",")
    return ROLES.get(words.casefold()) or ROLES.get(unnumbered) or (ROLES.get(first) if comma else None)


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


def initialled(label: str) -> bool:
    """“В.Путин”, “Иванова А. Б.”: a signature, even where it stands once."""
    return label[:1].isupper() and _INITIALLED.match(label) is not None


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """How much a label looks like a name."""
    name = _INITIAL.sub("", core(label)).rstrip(".").strip()
    words = name.replace(",", " ").split()
    if not words or len(words) > _MOST_WORDS or not any(character.isalpha() for character in name):
        return NO_NAME
    if words[0].rstrip(".").casefold() in TITLES and len(words) > 1:
        words = words[1:]
    if _NOT_IN_NAMES.search(" ".join(words)) or not _begins_name(words[0], alone=len(words) == 1):
        return NO_NAME
    return NAME if all(_continues_name(word) for word in words[1:]) else MAYBE_NAME


def _begins_name(word: str, *, alone: bool) -> bool:
    if len(word) > 1 and word.casefold().rstrip(".") in NOT_NAMES:
        return False
    return word[0].isupper() or (alone and any(character.isdigit() for character in word))


def _continues_name(word: str) -> bool:
    if word[0].isupper() or word[0].isdigit():
        return word.casefold() not in NOT_NAMES
    return word in IN_NAMES or word.startswith(("№", "#", "-"))
