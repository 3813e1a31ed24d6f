"""What an action changed, as values: made by `telling.py`, put into words by the faces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qualcode.i18n import N_
from qualcode.model import SourceId, Span

Sign = Literal["added", "removed", "changed"]
NOUNS: Mapping[str, str] = {
    "info": N_("Project"), "coder": N_("Coder"), "source": N_("Source"), "version": N_("Text"),
    "speaker": N_("Speaker"), "turn": N_("Turns"), "recording": N_("Recording"),
    "attribute": N_("Attribute"), "case": N_("Respondent"), "value": N_("Value"), "code": N_("Code"),
    "codebook_version": N_("Version of the codebook"), "code_set": N_("Code set"), "coding": N_("Coding"),
    "review": N_("Corrected place"), "memo": N_("Memo"), "assignment": N_("Progress"),
}  # fmt: skip
"""What a row of each table is called, in the order they are told."""
FIELDS: Mapping[str, Mapping[str, str]] = {
    "info": {
        "name": N_("Name"), "kind": N_("Kind of study"), "see_others": N_("Coders see each other’s codings"),
        "unite": N_("Overlapping codings of a code become one"),
    },
    "coder": {"name": N_("Name"), "retired": N_("Retired")},
    "source": {
        "name": N_("Name"), "group": N_("Group"), "language": N_("Language"), "date": N_("Date"),
        "retired": N_("Retired"), "version": N_("Text"),
    },
    "speaker": {"label": N_("Label"), "role": N_("Role"), "case": N_("Respondent")},
    "recording": {"file": N_("File"), "offset": N_("Begins at (milliseconds)")},
    "attribute": {"name": N_("Name"), "kind": N_("Kind"), "choices": N_("Choices")},
    "case": {"name": N_("Name")},
    "value": {"value": N_("Value")},
    "code": {
        "name": N_("Name"), "parent": N_("Under"), "colour": N_("Colour"), "key": N_("Key"),
        "codable": N_("Is given to text"), "retired": N_("Retired"), "wordings": N_("Definition"),
        "contradicts": N_("Opposite of"), "terms": N_("Search terms"), "merged_into": N_("Merged into"),
    },
    "codebook_version": {"name": N_("Name"), "note": N_("Note")},
    "code_set": {"name": N_("Name"), "key": N_("Key"), "codes": N_("Codes")},
    "coding": {
        "code": N_("Code"), "start": N_("Words"), "important": N_("Important"), "unsure": N_("Unsure"),
        "rule": N_("Checked under rule"), "source": N_("Source"),
    },
    "review": {"settled": N_("Decision")},
    "memo": {"title": N_("Title"), "kind": N_("Kind"), "text": N_("Text")},
    "assignment": {"state": N_("State")},
}  # fmt: skip
"""The fields people know; what a row has besides is not told."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field before and after; “” where there was nothing."""

    label: str
    """Translatable; “en · brief” under it says which part."""
    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One row that was added, removed or changed; or, with a count, that many more of its kind."""

    sign: Sign
    kind: str
    """A translatable noun."""
    name: str = ""
    fields: tuple[Field, ...] = ()
    quote: str = ""
    source: SourceId | None = None
    span: Span | None = None
    count: int = 0


def kind(table: str) -> str:
    """What a row of a table is called within a sentence."""
    return {"info": N_("project"), "assignment": N_("progress")}.get(table, table.replace("_", " "))
