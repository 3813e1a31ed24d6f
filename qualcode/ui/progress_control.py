"""Beside the source on the Code page: how far one is with this text, and the way to the next."""

import streamlit as st

from qualcode.actions.assignments import mark_progress
from qualcode.model import PROGRESS, Coder, SourceId
from qualcode.project import Project
from qualcode.store.assignments import mine, next_to_do, state_of
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.progress_words import PROGRESS_WORDS


def progress_control(project: Project, coder: Coder, source: SourceId) -> None:
    """One click marks the text; one more opens the next that is to do."""
    with project.read() as session:
        now = state_of(session, source, coder.id)
    chosen = st.radio(
        _("How far you are with this text"),
        PROGRESS,
        index=PROGRESS.index(now) if now else None,
        format_func=lambda each: _(PROGRESS_WORDS[each]),
        horizontal=True,
        label_visibility="collapsed",
        key=f"progress-{source}-{coder.id}-{now}",
    )
    if chosen is not None and chosen != now:
        with explained():
            with project.edit(by=coder) as edit:
                mark_progress(edit, source, chosen)
            st.rerun()
    if st.button(_("Next to do"), icon=":material/skip_next:", help=_("Opens your next text that is to do.")):
        _open_next(project, coder, source)


def _open_next(project: Project, coder: Coder, source: SourceId) -> None:
    with project.read() as session:
        following = next_to_do(mine(session, coder.id), source)
    if following is None:
        st.toast(_("You have no other text to do."), icon=":material/task_alt:")
        return
    state.ask(source=following, at=None)
    st.rerun()
