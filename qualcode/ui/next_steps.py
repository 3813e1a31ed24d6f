"""What to do next: a short list computed from what the project holds."""

from typing import NamedTuple

import streamlit as st

from qualcode.project import Project
from qualcode.store.glance import Glance, glance
from qualcode.ui import state
from qualcode.ui.i18n import _


class Step(NamedTuple):
    page: str
    label: str
    done: bool
    said: str


def next_steps(project: Project) -> None:
    """The steps with links to their pages; the first that is not done stands out."""
    with project.read() as session:
        steps = steps_of(glance(session))
    following = next((step for step in steps if not step.done), None)
    st.subheader(_("What to do next"), anchor=False)
    with st.container(border=True, gap="small"):
        for step in steps:
            _show(step, now=step is following)


def steps_of(now: Glance) -> list[Step]:
    coded = _("Codings: {n}, in {coded} of {of} sources").format(
        n=now.codings, coded=now.coded_sources, of=now.sources
    )
    return [
        Step(
            "sources",
            _("Import interviews"),
            now.sources > 0,
            _("Sources: {n}").format(n=now.sources)
            if now.sources
            else _("Drop your files; you see what was understood before anything is stored."),
        ),
        Step(
            "codebook",
            _("Load a codebook, or write one"),
            now.codes > 0,
            _("Codes: {n}").format(n=now.codes)
            if now.codes
            else _("A ready one, your own file, or one code at a time."),
        ),
        Step(
            "code",
            _("Code the interviews"),
            now.codings > 0,
            coded if now.codings else _("Mark words, press the key of a code."),
        ),
        Step(
            "frequencies",
            _("Look at the figures"),
            done=False,
            said=_("How often each code was given, and by how many."),
        ),
        Step(
            "excerpts",
            _("Take the excerpts away"),
            done=False,
            said=_("Coded words for Word, Excel or as CSV."),
        ),
    ]


def _show(step: Step, *, now: bool) -> None:
    icon = (
        ":material/check_circle:"
        if step.done
        else ":material/arrow_circle_right:"
        if now
        else ":material/circle:"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap=None):
        st.page_link(
            state.page(step.page),
            label=f"**{step.label}**" if now else step.label,
            icon=icon,
            query_params=state.address(),
            width=280,
        )
        st.caption(step.said, width="content")
