"""Just after something large was done: what it was, and one button that takes it back."""

import streamlit as st

from qualcode.model import Coder
from qualcode.project import Edit, Project
from qualcode.store import history
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain


def done(edit: Edit, name: str, said: str) -> None:
    """Remember what was done, for `offer` to show on the next run."""
    state.remember(name, (edit.id, said))


def offer(project: Project, who: Coder, name: str) -> None:
    """Say what was done last under this name, with a way back; it goes when something else is done."""
    action, said = state.recall(name) or (None, "")
    if action is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f":material/check: {plain(said)}", width="stretch")
        back = st.button(_("Take it back"), icon=":material/undo:", key=f"{name}-back")
        seen = st.button(_("Good"), key=f"{name}-seen", type="tertiary")
    if back:
        with explained():
            with project.edit(by=who) as edit:
                history.undo(edit, action)
            state.forget(name)
            st.rerun()
    if seen:
        state.forget(name)
        st.rerun()
