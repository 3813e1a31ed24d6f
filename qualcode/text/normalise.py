"""Canonical text: what is fixed at import, so that offsets mean the same for ever."""

import re
import unicodedata
from dataclasses import dataclass

from qualcode.i18n import N_
from qualcode.text.notices import Notice

# \v is a soft break in plain text saved by Word, \f a page break; NEL, LS and PS end lines too.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)
)
_REMOVED = tuple(
    (re.compile(f"[{characters}]"), sentence)
    for characters, sentence in (
        ("\x00", N_("Empty characters (NUL) were removed: {count}.")),
        ("\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f", N_("Control characters were removed: {count}.")),
        ("\ufeff", N_("Byte order marks inside the text were removed: {count}.")),
        ("\ud800-\udfff", N_("Damaged characters (half of a pair) were removed: {count}.")),
        ("\u202a-\u202e\u2066-\u2069", N_("Marks that turn the direction of writing were removed: {count}.")),
        (_NONCHARACTERS, N_("Characters that no document may hold were removed: {count}.")),
    )
)
_ANY_REMOVED = re.compile("|".join(pattern.pattern for pattern, _ in _REMOVED))


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text as it is stored, and a sentence for each kind of character that had to go."""

    text: str
    notices: tuple[str, ...] = ()


def canonical(text: str) -> Canonical:
    """LF line ends, NFC, and none of the characters a database, XML or a screen cannot hold.

    A byte order mark at the very beginning is part of the encoding and goes without a word.
    """
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    notices: list[str] = []
    if _ANY_REMOVED.search(text):
        for pattern, sentence in _REMOVED:
            text, count = pattern.subn("", text)
            if count:
                notices.append(Notice(sentence, count=count))
    return Canonical(unicodedata.normalize("NFC", text), tuple(notices))
