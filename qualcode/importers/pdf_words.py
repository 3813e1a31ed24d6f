"""The words of a PDF: their letters, and where they stand."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of Hebrew and Arabic."""
_COMPATIBLE = re.compile("[\ufb00-\ufb06\ufb13-\ufdfb\ufe70-\ufefc]")  # ligatures; Arabic as it is joined
_SPECIAL = re.compile("[\u0590-\u08ff\ud800-\ufdff\ufe70-\ufefc\ufffd\U00010000-\U0010ffff]")
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF02D: "–", 0xF0FC: "✓"}  # of Word’s Symbol font
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENS_AT_THE_END = re.compile(r"^[)\]}»>]|[(\[{«<]$")


class Word(NamedTuple):
    """Letters without a space between them. Points of 1/72 inch, from the left and downwards."""

    text: str
    x0: float
    x1: float
    y: float
    """The line it stands on."""
    size: float
    bold: bool = False
    order: int = 0
    """The next higher number than that of the word before where a space was drawn between them."""


def spelt(letters: str) -> str:
    """Letters as they are typed: no ligatures, no halves of letters."""
    text = letters.replace("\x02", "-")  # pdfium writes U+0002 for the hyphen that ends a line
    if text.isascii() or not _SPECIAL.search(text):
        return text
    text = text.translate(_SIGNS)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def spelt_leftward(letters: str) -> str:
    """The same for letters that stand in order from right to left: their brackets are drawn turned round."""
    text = spelt(letters)
    return text.translate(_MIRRORED) if _OPENS_AT_THE_END.search(text) else text


def is_unknown(letters: str) -> bool:
    """Whether a file does not say what the letters are, but only how they look."""
    return not letters.isascii() and _UNKNOWN.search(letters.translate(_SIGNS)) is not None


def printed_once(words: Sequence[Word]) -> list[Word]:
    """Without words printed twice in one place, for a shadow or to look bold."""
    seen: dict[str, Word] = {}
    kept = []
    for word in words:
        same = seen.get(word.text)
        if same is None or abs(same.x0 - word.x0) > 1 or abs(same.y - word.y) > 1:
            kept.append(word)
            seen[word.text] = word
    return kept
