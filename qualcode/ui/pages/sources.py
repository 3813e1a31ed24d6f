"""Sources: the texts of the study, how they come in, and who speaks in them."""

import streamlit as st

from qualcode.store import sources
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.import_files import import_files
from qualcode.ui.page import me, study
from qualcode.ui.respondents import respondents
from qualcode.ui.source_list import source_list


def render() -> None:
    project = study()
    with project.read() as session:
        there = sources.sources(session, retired=True)
    labels = [_("In the project"), _("Import"), _("Respondents")]
    listed, coming, people = st.tabs(
        labels,
        default=labels[0] if there else labels[1],
        on_change="rerun",
        key=f"sources-{state.recall('imports', 0)}-{bool(there)}",
    )
    if listed.open:
        with listed:
            source_list(project, there)
    if people.open:
        with people:
            respondents(project)
    with coming:  # also while it is hidden: files that lie there must not be lost by a look at another tab
        import_files(project, me(project), there)
