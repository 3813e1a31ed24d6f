"""Whether two texts say the same words, however they were saved."""

import hashlib
import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")


def likeness(text: str) -> str:
    """Equal where letters and digits are: spaces, signs, capitals and line ends do not count."""
    letters = _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()
