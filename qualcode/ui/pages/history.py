"""History: what was done, by whom, and taking it back."""

import pandas as pd
import streamlit as st

from qualcode.actions import LABELS
from qualcode.model import Coder
from qualcode.project import Project
from qualcode.store import history
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained, study
from qualcode.ui.plain import plain

LATEST = 500


def render() -> None:
    project = study()
    coder = state.coder(project)
    if coder is not None:
        _buttons(project, coder)
    else:
        st.info(_("Say who is coding in the side bar to take something back."))
    with project.read() as session:
        entries = history.entries(session, latest=LATEST)[::-1]
    frame = pd.DataFrame(
        {
            "when": [entry.when for entry in entries],
            "who": [entry.coder for entry in entries],
            "what": [_(LABELS[entry.name]) for entry in entries],  # type: ignore[index]
            "about": [_(LABELS[entry.about]) if entry.undoes else entry.about for entry in entries],  # type: ignore[index]
            "state": [_("taken back") if entry.undone else "" for entry in entries],
            "rows": [entry.rows for entry in entries],
            "device": [entry.device for entry in entries],
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        height=560,
        column_config={
            "when": st.column_config.DatetimeColumn(_("When"), format="YYYY-MM-DD HH:mm"),
            "who": _("Who"),
            "what": _("What"),
            "about": st.column_config.TextColumn(_("About"), width="large"),
            "state": _("State"),
            "rows": st.column_config.NumberColumn(
                _("Rows"), help=_("How many rows of the project it changed.")
            ),
            "device": _("Computer"),
        },
        alt=_("History"),
    )
    if len(entries) == LATEST:
        st.caption(_("The latest {n} are shown; `qualcode history` prints all.").format(n=LATEST))


def _buttons(project: Project, coder: Coder) -> None:
    with project.read() as session:
        last = history.last_undoable(session, coder.id)
        again = history.last_redoable(session, coder.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        back = st.button(_("Undo"), icon=":material/undo:", disabled=last is None)
        forth = st.button(_("Redo"), icon=":material/redo:", disabled=again is None)
        if last is not None:
            said = _("{name}’s latest action: {what}").format(name=coder.name, what=_(LABELS[last.name]))  # type: ignore[index]
            st.caption(plain(f"{said} · {last.about}" if last.about else said))
    if back or forth:
        with explained():
            with project.edit(by=coder) as edit:
                name = history.undo(edit) if back else history.redo(edit)
            done = _("Taken back: {action}") if back else _("Done again: {action}")
            st.toast(plain(done.format(action=_(LABELS[name]))))
            st.rerun()
