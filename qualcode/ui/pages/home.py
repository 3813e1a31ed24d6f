"""Home: what to do next in the open project, and the way to the others."""

import streamlit as st

from qualcode import places
from qualcode.errors import QualcodeError
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.memo_list import memo_list
from qualcode.ui.new_project import new_project, sample_button
from qualcode.ui.next_steps import next_steps
from qualcode.ui.plain import plain
from qualcode.ui.project_cards import project_cards
from qualcode.ui.project_settings import project_settings
from qualcode.ui.who_has_what import who_has_what


def render() -> None:
    project = _open_project()
    there = places.projects()
    if project is not None:
        st.header(plain(project.info().name), anchor=False)
        next_steps(project)
        who = state.coder(project)
        who_has_what(project, who)
        if who is not None:
            memo_list(project, who, "project", project.info().id, project.info().name)
        project_settings(project)
    else:
        st.write(_("Code interviews on this computer. Nothing you load or write leaves it."))
    if there:
        st.header(_("Projects"), anchor=False)
        project_cards(there)
    _start(first=not there)


def _open_project() -> Project | None:
    """None as well when it cannot be opened: the side bar has said why, and the others are still here."""
    try:
        return state.project()
    except QualcodeError:
        return None


def _start(*, first: bool) -> None:
    st.header(_("Start here") if first else _("Another project"), anchor=False)
    st.caption(plain(_("Projects are files in {folder}").format(folder=places.folder())))
    new, sample = st.columns([3, 2], gap="large")
    with new, st.expander(_("New project"), icon=":material/add:", expanded=first):
        new_project()
    with sample:
        sample_button()
