"""What memos are called on the screen: their kinds, and what they are about."""

from collections.abc import Mapping

from qualcode.model import MemoKind, MemoTarget
from qualcode.store.memo_shelf import Shelved
from qualcode.text.memo_kinds import KINDS, TARGETS
from qualcode.ui.i18n import _, local

__all__ = ["ICONS", "KINDS", "TARGETS", "kind_word", "target_word", "told"]
ICONS: Mapping[MemoKind, str] = {
    "note": ":material/sticky_note_2:",
    "method": ":material/build:",
    "reflexive": ":material/self_improvement:",
    "theory": ":material/lightbulb:",
    "question": ":material/help:",
}


def kind_word(kind: MemoKind) -> str:
    return _(KINDS[kind])


def target_word(target: MemoTarget) -> str:
    return _(TARGETS[target])


def told(each: Shelved) -> str:
    """“Reflexive · Code: Fear · Aigerim · 2025-11-22 17:40”."""
    about = f"{target_word(each.memo.target_kind)}: {each.about}"
    when = local(each.made)
    if each.memo.made and (each.memo.changed - each.memo.made).total_seconds() >= 60:  # noqa: PLR2004
        when = _("{made}, changed {changed}").format(made=when, changed=local(each.memo.changed))
    return " · ".join((kind_word(each.memo.kind), about, each.coder, when))
