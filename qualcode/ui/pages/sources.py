"""Sources: the texts of the study, how they come in, and who speaks in them."""

import streamlit as st

from qualcode.store import sources
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.import_files import import_files
from qualcode.ui.page import me, study
from qualcode.ui.respondents import respondents
from qualcode.ui.review_list import how_many_wait, review_list
from qualcode.ui.source_list import source_list


def render() -> None:
    project = study()
    with project.read() as session:
        there = sources.sources(session, retired=True)
    if waiting := how_many_wait(project):
        st.info(
            _("Places to look through after corrections of texts: {count}. See “Corrections”.").format(
                count=waiting
            ),
            icon=":material/rule:",
        )
    labels = [_("In the project"), _("Import"), _("Respondents"), _("Corrections")]
    listed, coming, people, corrections = st.tabs(
        labels,
        default=_first(labels, empty=not there),
        on_change="rerun",
        key=f"sources-{state.recall('imports', 0)}-{bool(there)}",
    )
    if listed.open:
        with listed:
            source_list(project, there)
    if people.open:
        with people:
            respondents(project)
    if corrections.open:
        with corrections:
            review_list(project, me(project))
    with coming:  # also while it is hidden: files that lie there must not be lost by a look at another tab
        import_files(project, me(project), there)


def _first(labels: list[str], *, empty: bool) -> str:
    """The tab that is looked at first: the one a link leads to, else the sources, if there are any."""
    if state.asked("case") or state.asked("tab") == "respondents":
        return labels[2]
    return labels[1] if empty else labels[0]
