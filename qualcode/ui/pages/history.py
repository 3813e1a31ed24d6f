"""History: what was done, by whom, taking it back, and the project as it was."""

import streamlit as st

from qualcode.actions import LABELS
from qualcode.model import Coder
from qualcode.project import Project
from qualcode.store import history
from qualcode.ui import state
from qualcode.ui.history_filter import history_filter
from qualcode.ui.history_list import history_list
from qualcode.ui.i18n import _
from qualcode.ui.page import explained, study
from qualcode.ui.past_choice import past_choice
from qualcode.ui.past_view import past_view
from qualcode.ui.plain import plain


def render() -> None:
    project = study()
    coder = state.coder(project)
    asked = state.asked("as_of")
    if asked and asked.isdecimal():
        past_view(project, coder, int(asked))
        return
    if coder is None:
        st.info(_("Say who is coding in the side bar to take something back."))
    with st.container(horizontal=True, vertical_alignment="center"):
        if coder is not None:
            _buttons(project, coder)
        past_choice(project)
    history_list(project, coder, history_filter(project))


def _buttons(project: Project, coder: Coder) -> None:
    with project.read() as session:
        last = history.last_undoable(session, coder.id)
        again = history.last_redoable(session, coder.id)
    said = ""
    if last is not None:
        said = plain(" · ".join(part for part in (_(LABELS[last.name]), last.about) if part))  # type: ignore[index]
    back = st.button(_("Undo"), icon=":material/undo:", disabled=last is None, help=said or None)
    forth = st.button(_("Redo"), icon=":material/redo:", disabled=again is None)
    if back or forth:
        with explained():
            with project.edit(by=coder) as edit:
                name = history.undo(edit) if back else history.redo(edit)
            done = _("Taken back: {action}") if back else _("Done again: {action}")
            st.toast(plain(done.format(action=_(LABELS[name]))))
            st.rerun()
