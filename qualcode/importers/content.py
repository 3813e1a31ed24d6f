"""What each reader hands on: the lines of a file, and what was noticed on the way."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.model import Role
from qualcode.text.normalise import canonical
from qualcode.text.turns import Line, Saying

LONGEST_TEXT = 5_000_000
"""Characters a text may have."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file’s lines, in which a layout is then sought; or what is `said`, where the file itself tells."""

    lines: Sequence[Line] = ()
    said: Sequence[Saying] = ()
    layout: str = ""
    """The name of the layout, where the file itself tells who speaks."""
    evidence: str = ""
    """And by what it tells."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """By speaker’s label: what the file says of their roles."""
    cases: Mapping[str, str] = field(default_factory=dict)
    """By speaker’s label: the respondent’s name, where the file says it."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By respondent’s name: attribute values the file gives."""
    encoding: str = ""
    """Empty where the format fixes it."""
    notices: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the file says about itself: date, language, group."""


def canonical_lines(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The same lines in canonical text, and what had to go."""
    whole = canonical("\n".join(line.text for line in lines))
    texts = whole.text.split("\n")
    if len(texts) == len(lines):
        return [_with_text(line, text) for line, text in zip(lines, texts, strict=True)], whole.notices
    # a line held a line end of another kind; its parts are lines of their own
    parts = [_with_text(line, part) for line in lines for part in canonical(line.text).text.split("\n")]
    return parts, whole.notices


def _with_text(line: Line, text: str) -> Line:
    if line.text == text:
        return line
    bold = len(unicodedata.normalize("NFC", line.text[: line.bold])) if line.bold else 0
    return line._replace(text=text, bold=min(bold, len(text)))
