"""Choosing a moment of the past: a date and time, or a named version of the codebook."""

from datetime import datetime, time

import streamlit as st

from qualcode.project import Project
from qualcode.store import codebook_versions
from qualcode.store.past import number_at, number_of_version
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained


def past_choice(project: Project) -> None:
    """Behind a button; a line of the list can be chosen as well."""
    with st.popover(_("The project as it was …"), icon=":material/event_repeat:", key="past-choice"):
        st.caption(_("Look at the whole project as it was at a moment, count in it, and take it away."))
        with project.read() as session:
            names = [version.name for version in codebook_versions.versions(session)][::-1]
        now = datetime.now().astimezone()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input(
                _("On"), now.date(), max_value=now.date(), format="YYYY-MM-DD", width=150, key="past-day"
            )
            hour = st.time_input(_("at"), time(23, 59), width=110, key="past-hour")
            if st.button(_("Look"), key="past-look", type="primary"):
                _go(project, when=datetime.combine(day or now.date(), hour).astimezone())
        if names:
            version = st.selectbox(
                _("Or when this version of the codebook was named"), names, key="past-version"
            )
            if st.button(_("Look"), key="past-look-version"):
                _go(project, version=version)


def _go(project: Project, *, when: datetime | None = None, version: str = "") -> None:
    with explained():
        with project.read() as session:
            number = number_at(session, when) if when else number_of_version(session, version)
        state.ask(as_of=str(number))
        st.rerun()
