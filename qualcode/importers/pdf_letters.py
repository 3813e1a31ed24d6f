"""Cyrillic letters of old fonts, which a PDF takes for Latin ones: “Èíòåðâüþ” is “Интервью”."""

import re
from collections.abc import Sequence

from qualcode.importers.encodings import decoded
from qualcode.importers.pdf_words import Word

_ALL_ACCENTED = re.compile("[À-ÿ¸¨³²¿¯ºª£¼½¾]{5,}[.,:;!?]?")  # no language of Latin letters has such words
_LONG = re.compile(r"[^\W\d_]{5,}[.,:;!?]?")
_LATIN = re.compile("[A-Za-z]")
_ACCENTED = re.compile("[À-ÿ]")
_FEWEST = 5
_SELDOM = 0.05
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_MOSTLY = 0.9


def in_cyrillic(sheets: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], str]:
    """The words with Cyrillic letters, and the encoding in which they are; “” where nothing was amiss."""
    long = [word.text for sheet in sheets for word in sheet if _LONG.fullmatch(word.text)]
    accented = sum(_ALL_ACCENTED.fullmatch(text) is not None for text in long)
    if accented < _FEWEST or accented < _SELDOM * len(long):
        return [list(sheet) for sheet in sheets], ""
    found = decoded(
        b" ".join(_bytes(word.text) for sheet in sheets for word in sheet if _is_meant(word.text))
    )
    if not _is_cyrillic(found.text):
        return [list(sheet) for sheet in sheets], ""
    texts = iter(found.text.split(" "))
    return [
        [word._replace(text=next(texts)) if _is_meant(word.text) else word for word in sheet]
        for sheet in sheets
    ], found.encoding


def _is_meant(text: str) -> bool:
    """Whether a word is written in the old font: it has no Latin letters, or fewer than others."""
    if text.isascii() or " " in text:
        return False
    return 2 * len(_ACCENTED.findall(text)) >= len(text) or _LATIN.search(text) is None


def _bytes(text: str) -> bytes:
    return b"".join(_byte(character) for character in text)


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")


def _is_cyrillic(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(_CYRILLIC.match(each) is not None for each in letters) > _MOSTLY * len(letters)
