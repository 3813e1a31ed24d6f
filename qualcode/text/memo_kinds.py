"""What memos are called: their kinds, and what they are about."""

from collections.abc import Mapping

from qualcode.i18n import N_
from qualcode.model import MemoKind, MemoTarget

KINDS: Mapping[MemoKind, str] = {
    "note": N_("Note"),
    "method": N_("Method"),
    "reflexive": N_("Reflexive"),
    "theory": N_("Theory"),
    "question": N_("Question"),
}
TARGETS: Mapping[MemoTarget, str] = {
    "project": N_("Project"),
    "source": N_("Source"),
    "segment": N_("Words of a text"),
    "code": N_("Code"),
    "coding": N_("Coding"),
    "case": N_("Respondent"),
}
