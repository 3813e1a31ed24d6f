"""Two settings of a project, and what they do, in plain sentences."""

import streamlit as st

from qualcode.actions.projects import set_project
from qualcode.model import Coder
from qualcode.project import Project
from qualcode.ui.i18n import _
from qualcode.ui.page import explained


def how_coding_works(project: Project, who: Coder | None) -> None:
    now = project.info()
    stamp = f"{now.see_others}-{now.unite}"
    with st.form(f"how-coding-works-{stamp}", border=False):
        see_others = st.toggle(
            _("Coders see each other’s codings"), now.see_others, key=f"see-{stamp}", disabled=who is None
        )
        st.caption(
            _(
                "Off: on the Code and Memos pages, and in what History says of codings, each coder sees only "
                "their own, so that two people can code the same text without influencing each other. "
                "Frequencies, co-occurrence, excerpts, the Codebook page (counts, merge, split, check again) "
                "and the project’s past still show everybody’s."
            )
        )
        unite = st.toggle(
            _("A coder’s overlapping codings of one code become one"),
            now.unite,
            key=f"unite-{stamp}",
            disabled=who is None,
        )
        st.caption(
            _(
                "On: coding words that overlap or touch words you gave the same code makes one coding of "
                "both. History keeps the pieces, and undo brings them back. What is coded already stays as "
                "it is."
            )
        )
        if st.form_submit_button(_("Save"), disabled=who is None, key="save-how-coding-works") and who:
            with explained():
                with project.edit(by=who) as edit:
                    set_project(edit, unite=unite, see_others=see_others)
                st.rerun()
