"""Who is studied: the respondents and their attributes, in one table that can be written in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from qualcode.actions.cases import add_attribute, set_attributes
from qualcode.model import Attribute, Case, CaseId, Coder
from qualcode.project import Project
from qualcode.store import cases, sources
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.import_preview import cell
from qualcode.ui.page import explained, me

SAVED = "attributes saved"


def attribute_grid(project: Project) -> None:
    """The table, a button that stores what was changed in it, and a way to add a column."""
    with project.read() as session:
        people = cases.cases(session)
        attributes = cases.attributes(session)
        where = _where(sources.sources(session), sources.everybody(session))
    if not people:
        st.info(_("Nobody is known yet. Respondents come with the sources: each speaker who answers is one."))
        return
    who = me(project)
    st.caption(_("What is known of each respondent. These are the attributes that figures can be split by."))
    frame = _frame(people, attributes, where)
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["case", "sources"],
        column_config=_columns(attributes),
        key=f"attributes-{hash((tuple(people), tuple(attributes)))}",
        alt=_("Respondents and their attributes"),
    )
    changed = _changes(people, attributes, frame, pd.DataFrame(edited))
    label = _("Save the changes ({n})").format(n=len(changed)) if changed else _("Save the changes")
    if st.button(label, type="primary", disabled=not changed):
        with explained():
            with project.edit(by=who) as edit:
                set_attributes(edit, changed)
            st.toast(_("Values saved: {n}").format(n=len(changed)))
            st.rerun()
    _add(project, who)


def _where(there, everybody) -> dict[CaseId, str]:  # type: ignore[no-untyped-def]
    """The names of the sources each respondent speaks in."""
    found: dict[CaseId, list[str]] = {}
    for source in there:
        for speaker in everybody.get(source.id, []):
            if speaker.case and source.name not in found.setdefault(speaker.case, []):
                found[speaker.case].append(source.name)
    return {case: ", ".join(names) for case, names in found.items()}
