"""What opens beside a thing: its memos, those that link to it, and a form for another."""

from collections.abc import Mapping

import streamlit as st

from qualcode.model import Coder, MemoTarget
from qualcode.project import Project
from qualcode.text.links import LinkKind
from qualcode.ui import state
from qualcode.ui.memo_form import About, Draft, new_memo_form
from qualcode.ui.memo_reader import memo_link, mentions

LINKED: Mapping[MemoTarget, LinkKind] = {"source": "source", "code": "code", "case": "case"}


def memo_box(project: Project, coder: Coder, target_kind: MemoTarget, target: str) -> None:
    for each in state.memos(project):
        if each.memo.target == target:
            memo_link(each)
    if target_kind in LINKED:
        mentions(project, LINKED[target_kind], target)
    if new_memo_form(project, coder, About(target_kind, target), f"memo-on-{target}", Draft()):
        st.rerun()
