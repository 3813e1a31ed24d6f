"""Memos: what was thought beside the text; all in one place, and day by day."""

import streamlit as st

from qualcode.model import Coder
from qualcode.project import Project
from qualcode.ui import just_done, state
from qualcode.ui.i18n import _
from qualcode.ui.memo_files import take_memos_away
from qualcode.ui.memo_finder import find_memos, list_memos, open_memo
from qualcode.ui.memo_journal import journal
from qualcode.ui.memo_new import new_memo
from qualcode.ui.memo_reader import REMOVED, read_memo
from qualcode.ui.page import me, study


def render() -> None:
    project = study()
    who = me(project)
    labels = [_("Memos"), _("Journal")]
    listed, days = st.tabs(
        labels,
        default=labels[state.asked("view") == "journal"],
        on_change="rerun",
        key=f"memos-{state.recall('memo tab', 0)}",
    )
    if listed.open:
        with listed:
            _memos(project, who)
    if days.open:
        with days:
            journal(project, who)


def _memos(project: Project, who: Coder) -> None:
    just_done.offer(project, who, REMOVED)
    shelf = state.memos(project)
    by_id = {each.memo.id: each for each in shelf}
    asked = state.asked("memo")
    chosen = next((each for id_, each in by_id.items() if id_ == asked), None)
    left, right = st.columns([5, 6], gap="large")
    with left:
        found = find_memos(shelf)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("Memos: {n} of {all}").format(n=len(found), all=len(shelf)))
            st.button(_("New memo"), icon=":material/add:", on_click=open_memo, args=(None,), key="memo-new")
        list_memos(found)
        if found:
            take_memos_away(project, found)
    with right:
        if chosen is not None:
            with st.container(key="memo-opened"):
                read_memo(project, who, chosen)
        else:
            new_memo(project, who, gone=bool(asked))
