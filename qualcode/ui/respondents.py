"""Who is studied: the respondents, what is known of them, and where they speak."""

from collections.abc import Sequence

import streamlit as st

from qualcode.model import Case, CaseId
from qualcode.project import Project
from qualcode.store import cases
from qualcode.store.cases import Voice
from qualcode.ui import state
from qualcode.ui.attribute_form import attribute_form
from qualcode.ui.attribute_grid import attribute_grid
from qualcode.ui.case_form import case_form, place_word
from qualcode.ui.face_sheet import face_sheet
from qualcode.ui.grid_edits import natural
from qualcode.ui.i18n import _
from qualcode.ui.page import me


def respondents(project: Project) -> None:
    """The table of all respondents, and under it what else can be done with them."""
    with project.read() as session:
        people = sorted(cases.cases(session), key=lambda case: natural(case.name))
        attributes = cases.attributes(session)
        voices = cases.voices(session)
    who = me(project)
    if people:
        st.caption(
            _("What is known of each respondent. Figures can be split by it. Write in the table, then save.")
        )
        attribute_grid(project, who, people, attributes, _places(people, voices))
    else:
        st.info(_("Nobody is known yet. Respondents come with the sources: each speaker who answers is one."))
    label = _("Respondents: add, merge, remove; say who speaks where")
    with st.expander(label, icon=":material/group:", expanded=bool(state.asked("case"))):
        case_form(project, who, people, attributes, voices)
    with st.expander(_("Attributes: add, rename, change their kind"), icon=":material/label:"):
        attribute_form(project, who, people, attributes)
    with st.expander(_("Face sheet: take this table away, or read one"), icon=":material/table:"):
        face_sheet(project, who, attributes)


def _places(people: Sequence[Case], voices: Sequence[Voice]) -> dict[CaseId, list[str]]:
    """Where each respondent speaks, as “source: speaker”."""
    found: dict[CaseId, list[str]] = {case.id: [] for case in people}
    for voice in voices:
        if voice.case in found:
            found[voice.case].append(place_word(voice))
    return found
