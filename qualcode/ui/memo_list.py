"""The memos on one thing, small enough to stand beside it: to open, and to add one."""

import streamlit as st

from qualcode.model import Coder, MemoTarget
from qualcode.project import Project
from qualcode.store import codes
from qualcode.store.memos import count_on
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain


def memo_list(project: Project, coder: Coder, target_kind: MemoTarget, target: str, name: str = "") -> None:
    """Its memos, a source’s with those of its words; the memos that link to it; a form for another."""
    with project.read() as session:
        count = count_on(session, target)
    label = _("Memos on “{name}”: {n}") if name else _("Memos: {n}")
    box = st.expander(
        plain(label.format(name=name, n=count)),
        icon=":material/sticky_note_2:",
        key=f"memos-on-{target}",
        on_change="rerun",
    )
    if box.open:
        from qualcode.ui.memo_box import memo_box  # Home is there at once without it

        with box:
            memo_box(project, coder, target_kind, target)


def code_memos(project: Project, coder: Coder) -> None:
    """The memos on the code that is open on the Codebook page."""
    asked = state.asked("code")
    if not asked:
        return
    with project.read() as session:
        name = next((code.name for code in codes.codes(session, retired=True) if code.id == asked), None)
    if name is not None:
        memo_list(project, coder, "code", asked, name)
