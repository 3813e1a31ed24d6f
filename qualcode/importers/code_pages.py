"""Encodings of one byte a character: how likely the letters of a file are in each of them."""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from qualcode.importers.letter_pairs import LETTERS, PAIRS, SIGNS, STEP

Numbers = npt.NDArray[np.float64]


class CodePage(NamedTuple):
    codec: str
    name: str
    """As people know it."""
    rarity: float = 0.0
    """In nats: how much better than in the first its letters must read."""
    letters: str = ""
    """Those its languages use, beyond Cyrillic and plain Latin."""


class Reading(NamedTuple):
    page: CodePage
    surprise: float
    """In nats: of all letters and signs beyond ASCII and their neighbours, and of the page itself."""
    average: float
    """For each pair of neighbours, without that of the page."""


_WESTERN = "éäüößàèñçáíóêúãâîôûåøõæùëïœìòž"
CODE_PAGES = (
    CodePage("cp1251", "Windows-1251"),
    CodePage("kz1048", "KZ-1048", 1.0),
    CodePage("ptcp154", "PTCP154", 1.5),
    CodePage("koi8-r", "KOI8-R", 2.0),
    CodePage("koi8-u", "KOI8-U", 2.5),
    CodePage("cp866", "CP866", 2.0),
    CodePage("iso8859-5", "ISO 8859-5", 2.5),
    CodePage("mac-cyrillic", "Mac Cyrillic", 3.0),
    CodePage("cp855", "CP855", 5.0),
    CodePage("cp1252", "Windows-1252", 1.0, _WESTERN),
    CodePage("cp1250", "Windows-1250", 5.0, "áéíěčšżłóąęśřžýůńúćăşťşţňďźőűâîöüäßđ"),
    CodePage("cp1254", "Windows-1254", 4.0, "ğışçöüâîû"),
    CodePage("mac-roman", "Mac Roman", 6.0, _WESTERN),
    CodePage("cp1253", "Windows-1253", 12.0, "αοιετσνηυρπκμλςωδγίάχόθέφβήύώξζψϊϋΐΰ"),
    CodePage("cp1255", "Windows-1255", 12.0, "יוהלארתבמשןנםכעדקחפסגטצזףךץ"),
    CodePage("cp1256", "Windows-1256", 12.0, "اليمونرتبعدهسفكقةحجأشطصىخإذزضئثغءظؤآپچگژ"),
)

_PIECE = 1 << 20


def least_surprising(data: bytes) -> Reading:
    """The code page in which the file's letters surprise least.

    Counted over each pair of neighbouring bytes, so that a megabyte costs hardly more than a line.
    """
    pairs = _pairs(data)
    surprises = _surprises() @ pairs
    rarities = [page.rarity for page in CODE_PAGES]
    best = int(np.argmin(surprises + rarities))
    judged = pairs.sum() - pairs.reshape(256, 256)[:128, :128].sum()
    surprise = float(surprises[best])
    return Reading(CODE_PAGES[best], surprise + rarities[best], surprise / max(1.0, float(judged)))


def surprise_in(data: bytes, name: str) -> float:
    """The same for one code page that is expected, so that it is not rare."""
    [number] = [number for number, page in enumerate(CODE_PAGES) if page.name == name]
    return float(_surprises()[number] @ _pairs(data))


def _pairs(data: bytes) -> Numbers:
    """How often each byte follows each; counted in pieces, since numbers take eight times the room."""
    counted = np.zeros(256 * 256)
    for start in range(0, len(data), _PIECE):
        signs = np.frombuffer(_prepared(data[start : start + _PIECE]), np.uint8).astype(np.int32)
        counted += np.bincount(signs[:-1] * 256 + signs[1:], minlength=256 * 256)
    return counted


def _prepared(data: bytes) -> bytes:
    """With line ends where sentences end, since a capital letter surprises less there."""
    for stop in (b".", b"!", b"?", b":"):
        data = data.replace(stop + b" ", stop + b"\n")
    return b"\n" + data + b"\n"


# -- what surprises ------------------------------------------------------------------------------------
#
# Letters after letters by the table that was counted; the rest, in nats, by judgement: how rare each is in
# running text. They were tried on Kazakh and Russian corpora that the table was not counted over.

(
    _START,
    _GAP,
    _DIGIT,
    _OPENING,
    _CLOSING,
    _APOSTROPHE,
    _DASH,
    _BLANK,
    _SIGN,
    _ODD,
    _NONE,
    _CYRILLIC,
    _LATIN,
    _OTHER,
) = range(14)
_LETTER = _CYRILLIC
_KINDS = {
    **dict.fromkeys("«“„", _OPENING),
    **dict.fromkeys("»”…", _CLOSING),
    "’": _APOSTROPHE,
    "\u00a0": _BLANK,
    **dict.fromkeys("–—•", _DASH),
    **dict.fromkeys("‘‚‹›¿¡№§°©®™±€£†‡‰µ¶×²³½´·", _SIGN),
}
_KINDRED = frozenset("єїґў")  # Ukrainian and Belarusian
_UNLIKELY, _FOREIGN = 6.5, 8.0


class _Sign(NamedTuple):
    kind: int
    capital: bool = False
    number: int = 0
    """Of a Kazakh or Russian letter: its row and column in the table of pairs."""
    rarity: float = 0.0
    """Of any other letter: how surprising it is anywhere."""


@cache
def _surprises() -> Numbers:
    """For each code page, that of all 65,536 pairs of bytes; none of pairs that all of them read alike."""
    pages = [[_sign(character, page) for character in _characters(page)] for page in CODE_PAGES]
    known = {
        sign: number for number, sign in enumerate(dict.fromkeys(sign for page in pages for sign in page))
    }
    costs = np.array([[_surprise(a, b) for b in known] for a in known])
    found = np.zeros((len(pages), 256, 256))
    for number, page in enumerate(pages):
        rows = np.array([known[sign] for sign in page])
        found[number] = costs[np.ix_(rows, rows)]
    found[:, :128, :128] = 0
    return found.reshape(len(pages), -1)


def _characters(page: CodePage) -> str:
    return bytes(range(256)).decode(page.codec, "replace")


def _sign(character: str, page: CodePage) -> _Sign:
    if character.isalpha():
        return _letter(character, character.lower(), page)
    if character in "\r\n":
        return _Sign(_START)
    if character < "\x80":
        return _Sign(_DIGIT if character.isdigit() else _GAP)
    if character < "\xa0" or character == "\ufffd":
        return _Sign(_NONE)
    return _Sign(_KINDS.get(character, _ODD))


def _letter(character: str, lower: str, page: CodePage) -> _Sign:
    capital = character != lower
    if lower in LETTERS:
        return _Sign(_CYRILLIC, capital, LETTERS.index(lower) + 1)
    if character < "\x80":
        return _Sign(_LATIN, capital)
    rarity = _rarity(lower, page.letters)
    if "\u0400" <= lower < "\u0530":
        return _Sign(_CYRILLIC, capital, rarity=_UNLIKELY if lower in _KINDRED else _FOREIGN)
    return _Sign(_LATIN if lower < "\u0250" else _OTHER, capital, rarity=rarity)


def _rarity(letter: str, letters: str) -> float:
    """By its place among the letters of its page, which stand from the most frequent on."""
    if letter not in letters:
        return _FOREIGN
    return 2.0 + math.log(1 + letters.index(letter)) + 1.5 * (letter < "\u0250")


def _surprise(a: _Sign, b: _Sign) -> float:
    """How surprising it is that b follows a, in nats."""
    if b.kind < _LETTER:
        return _after_letter(a, b) if a.kind >= _LETTER else _among_signs(a, b)
    if a.kind == b.kind:
        return _next_letter(a, b) + _case(a, b)
    if a.kind == _APOSTROPHE and b.kind == _LATIN:
        return b.rarity
    small, capital = _BEFORE_LETTER.get(a.kind, (8.0, 9.0))
    return _first_letter(b) + (capital if b.capital else small)


_BEFORE_LETTER = {
    _START: (1.2, 0.5),
    _GAP: (0.2, 2.2),
    _OPENING: (1.2, 0.6),
    _DASH: (2.0, 2.0),
    _DIGIT: (3.0, 3.5),
    _CLOSING: (4.0, 3.5),
    _APOSTROPHE: (4.0, 4.0),
    _BLANK: (0.2, 2.2),
    _SIGN: (3.0, 3.0),
    _ODD: (3.0, 3.0),
    _NONE: (5.0, 5.0),
}
"""By what stands before it: how much a small and a capital letter surprise, beyond the letter itself."""
_AMONG_SIGNS = {
    _START: 0.0,
    _GAP: 0.0,
    _DIGIT: 0.0,
    _OPENING: 3.5,
    _CLOSING: 5.0,
    _APOSTROPHE: 5.0,
    _DASH: 3.5,
    _BLANK: 4.0,
    _SIGN: 5.0,
    _ODD: 9.0,
    _NONE: 14.0,
}
_AFTER_LETTER = {
    _START: 1.5,
    _GAP: 1.5,
    _DIGIT: 4.0,
    _OPENING: 7.0,
    _CLOSING: 3.5,
    _APOSTROPHE: 3.5,
    _DASH: 6.0,
    _BLANK: 3.5,
    _SIGN: 7.0,
    _ODD: 11.0,
    _NONE: 14.0,
}


def _among_signs(a: _Sign, b: _Sign) -> float:
    return _AMONG_SIGNS[b.kind] + (2.0 if a.kind == _OPENING else 0.0)


def _after_letter(a: _Sign, b: _Sign) -> float:
    if b.kind in {_START, _GAP} and a.number:
        return _pair(a.number, 0)
    return _AFTER_LETTER[b.kind]


def _first_letter(b: _Sign) -> float:
    return _pair(0, b.number) if b.number else b.rarity or 2.5


def _next_letter(a: _Sign, b: _Sign) -> float:
    if a.number and b.number:
        # abbreviations pair letters as no word does
        return min(_pair(a.number, b.number), 4.0 if b.capital else 7.5)
    usual = 4.0 if b.kind == _CYRILLIC else 3.0
    return (b.rarity or usual) + (4.0 if a.rarity and b.rarity and b.kind == _LATIN else 0.0)


def _case(a: _Sign, b: _Sign) -> float:
    if b.capital:
        return 0.2 if a.capital else 8.0
    return 1.0 if a.capital else 0.0


def _pair(first: int, second: int) -> float:
    return SIGNS.index(PAIRS[first][second]) * STEP
