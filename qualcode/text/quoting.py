"""Finding words that somebody copied from a text."""

import re

from qualcode.model import Span


def places_of(words: str, text: str, within: Span | None = None) -> list[Span]:
    """Where these words stand, whatever spaces and line ends are between them; capitals count."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return []
    start, end = (within.start, within.end) if within else (0, len(text))
    return [Span(*found.span()) for found in re.compile(r"\s+".join(parts)).finditer(text, start, end)]
