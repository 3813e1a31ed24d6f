"""The kinds of things coders do, as History tells them apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.i18n import N_
from qualcode.model import ActionName


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    names: tuple[ActionName, ...]


KINDS: Mapping[str, Kind] = {
    "coding": Kind(
        N_("Coding"),
        ("code", "code anew", "uncode", "resize", "recode", "mark coding", "load codings", "check again"),
    ),
    "codebook": Kind(
        N_("Codebook"),
        (
            "load codebook", "add code", "change code", "move code", "retire code", "bring back code",
            "merge codes", "split code", "name codebook version", "rename codebook version",
            "change code set",
        ),
    ),
    "memos": Kind(N_("Memos"), ("write memo", "remove memo")),
    "sources": Kind(
        N_("Sources"),
        (
            "import sources", "rename source", "regroup source", "retire source", "bring back source",
            "correct source", "settle review", "change speaker", "attach recording", "remove recording",
            "shift recording",
        ),
    ),
    "respondents": Kind(
        N_("Respondents"),
        (
            "add case", "rename case", "merge cases", "remove case", "add attributes", "rename attribute",
            "change attribute", "move attribute", "remove attribute", "set attribute", "read face sheet",
        ),
    ),
    "progress": Kind(N_("Progress"), ("mark progress", "assign sources")),
    "project": Kind(
        N_("Project and coders"),
        (
            "new project", "join", "rename project", "set project", "copy past", "add coder", "rename coder",
            "retire coder", "bring back coder",
        ),
    ),
    "back": Kind(N_("Undo and redo"), ("undo", "redo")),
}  # fmt: skip
"""Every name of an action is in one of them; a test says so."""


def kind_of(name: str) -> str:
    return next((kind for kind, its in KINDS.items() if name in its.names), "project")
