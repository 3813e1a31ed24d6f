"""The pane's words: written in `frontend/words.js`, translated like all others."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from qualcode.i18n import translation

FILE = Path(__file__).parent / "frontend" / "words.js"
LINE = re.compile(r"^  (\w+): '((?:[^'\\]|\\.)*)',", re.MULTILINE)


@cache
def english(file: Path = FILE) -> dict[str, str]:
    """Every word of the pane by its key."""
    return {key: text.replace("\\'", "'") for key, text in LINE.findall(file.read_text("utf-8"))}


@cache
def words(language: str, file: Path = FILE) -> dict[str, str]:
    """The pane's words in a language; nothing in English, for the pane speaks that by itself."""
    catalogue = translation(language)
    return {key: said for key, text in english(file).items() if (said := catalogue.gettext(text)) != text}


def extract(file: IO[bytes], *_babels: Any, **_more: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Find the pane's words for Babel's catalogue."""
    source = file.read().decode("utf-8")
    for found in LINE.finditer(source):
        yield source.count("\n", 0, found.start()) + 1, None, found[2].replace("\\'", "'"), []
