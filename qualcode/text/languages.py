"""Which languages a text is spoken in: Kazakh, Russian, English, or two of them mixed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from qualcode.model import LANGUAGES
from qualcode.text.lexicon import ENGLISH, KAZAKH, LANGUAGE_NAMES, RUSSIAN

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_ONLY_KAZAKH = re.compile("[іұ]")  # Tatar, Uyghur and Dungan share the other letters, but not these
_FOREIGN = re.compile("[җўїєґђћџљњѓќ]")
_RUSSIAN_FORM = re.compile(
    r".{2,}(?:ться|тся|ого|его|ому|ыми|ими|ый|ий|ая|яя|ые|ую|юю|ешь|ишь|ение|ения|ений|ость|ости|ство|ства)$"
    r"|.*[щъ]"
)

# The share of a language's own words that shows it; turns counts into shares. Seen on the case files.
_SHOWN = {"en": 0.36, "ru": 0.44, "kk": 0.66}
_REAL_SHARE = 0.14
_AT_ALL = 0.3
_KAZAKH_AMONG_TURKIC = 0.2
_FEW_WORDS = 7
_SAMPLE = 300_000
_ORDER = LANGUAGES[::-1]  # kk, ru, en: “kk+ru”


def language_of(text: str) -> str:
    """“kk”, “ru”, “en”, two joined by “+” where each has a real share of the words, “” where none fits.

    Mixed means at least one word in seven: a few borrowed words do not make Kazakh speech Russian.
    """
    words = Counter(word.casefold() for word in _WORD.findall(_sampled(text)))
    found = {language: count / _SHOWN[language] for language, count in _evidence(words).items() if count}
    if not found or max(found.values()) < _AT_ALL * words.total():
        return ""
    whole = sum(found.values())
    spoken = sorted(((count / whole, language) for language, count in found.items()), reverse=True)
    return _joined(language for share, language in spoken[:2] if share >= _REAL_SHARE)


def as_language(written: str) -> str:
    """The short name of a language, or of two, as people write it: “Kazakh, Russian” is “kk+ru”."""
    named = (part.strip().casefold() for part in re.split(r"[+,;/&]|\s(?:and|и|және|мен)\s", written))
    return _joined({LANGUAGE_NAMES[name] for name in named if name in LANGUAGE_NAMES})


def _joined(languages: Iterable[str]) -> str:
    return "+".join(sorted(languages, key=_ORDER.index)[:2])


def _sampled(text: str) -> str:
    """The beginning, middle and end of a very long text."""
    if len(text) <= _SAMPLE:
        return text
    part, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _evidence(words: Counter[str]) -> dict[str, int]:
    """How many words can belong to one of the languages only."""
    lettered = {word: count for word, count in words.items() if _KAZAKH_LETTER.search(word)}
    rest = {word: count for word, count in words.items() if word not in lettered}
    other = sum(count for word, count in words.items() if _FOREIGN.search(word)) > 0.03 * words.total()
    return {
        "kk": 0 if other or _is_other_turkic(lettered) else sum(lettered.values()) + _counted(rest, KAZAKH),
        "ru": 0 if other else sum(count for word, count in rest.items() if _is_russian(word)),
        "en": _counted(rest, ENGLISH),
    }


def _counted(words: Mapping[str, int], wanted: frozenset[str]) -> int:
    return sum(count for word, count in words.items() if word in wanted)


def _is_other_turkic(lettered: Mapping[str, int]) -> bool:
    whole = sum(lettered.values())
    own = sum(count for word, count in lettered.items() if _ONLY_KAZAKH.search(word))
    return whole > _FEW_WORDS and own < _KAZAKH_AMONG_TURKIC * whole


def _is_russian(word: str) -> bool:
    return word in RUSSIAN or (word not in KAZAKH and _RUSSIAN_FORM.match(word) is not None)
