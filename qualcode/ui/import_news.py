"""What an import will do to attributes and to respondents who are known already, said before it is done."""

from collections.abc import Sequence

import streamlit as st

from qualcode.actions.sources import what_arrives
from qualcode.model import Transcript
from qualcode.project import Project
from qualcode.ui.i18n import _, notice

FEW = 8


def import_news(project: Project, transcripts: Sequence[Transcript]) -> None:
    """Stands open: what stays as it is must be seen before “Import” is pressed."""
    with project.read() as session:
        news = what_arrives(session, transcripts)
    if not news:
        return
    label = _("Attributes and values, please look at: {n}").format(n=len(news))
    with (
        st.expander(label, icon=":material/rule:", expanded=True),
        st.container(height=280 if len(news) > FEW else "content", border=False),
    ):
        st.text("\n".join(map(notice, news)))  # one element, as there may be thousands of lines
