"""Who is studied: the respondents and their attributes, in one table that can be written in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.cases import add_attribute, set_attributes
from qualcode.model import Attribute, Case, CaseId, Coder, Source, SourceId, Speaker
from qualcode.project import Project
from qualcode.store import cases, sources
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.import_preview import cell, records
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
    st.caption(
        _("What is known of each respondent. Figures can be split by it. Write in the table, then save.")
    )
    changed = _changes(people, attributes, _edited(people, attributes, where))
    label = _("Save the changes ({n})").format(n=len(changed)) if changed else _("Save the changes")
    if st.button(label, type="primary", disabled=not changed):
        with explained():
            with project.edit(by=who) as edit:
                set_attributes(edit, changed)
            state.remember(SAVED, state.recall(SAVED, 0) + 1)
            st.toast(_("Values saved: {n}").format(n=len(changed)))
            st.rerun()
    _add(project, who)


def _where(there: Iterable[Source], people: Mapping[SourceId, list[Speaker]]) -> dict[CaseId, str]:
    """The names of the sources each respondent speaks in."""
    found: dict[CaseId, list[str]] = {}
    for source in there:
        for speaker in people.get(source.id, []):
            if speaker.case and source.name not in found.setdefault(speaker.case, []):
                found[speaker.case].append(source.name)
    return {case: ", ".join(names) for case, names in found.items()}


def _edited(
    people: Sequence[Case], attributes: Sequence[Attribute], where: Mapping[CaseId, str]
) -> pd.DataFrame:
    """The table with what was written in it. Columns go by the attributes' ids: a name may be one of ours."""
    text = st.column_config.TextColumn
    columns: dict[str, list[str]] = {"case": [each.name for each in people]}
    columns |= {each.id: [_of(case, each) for case in people] for each in attributes}
    columns["sources"] = [where.get(case.id, "") for case in people]
    rows = (*(each.id for each in people), *(each.id for each in attributes))
    config: dict[str, Any] = {each.id: _column(each) for each in attributes}
    config["case"] = text(_("Respondent"), width=180)
    config["sources"] = text(_("Speaks in"), width=260)
    edited = st.data_editor(
        pd.DataFrame(columns),
        hide_index=True,
        disabled=["case", "sources"],
        column_config=config,
        key=f"attributes-{state.recall(SAVED, 0)}-{hash(rows)}",
        alt=_("Respondents and their attributes"),
    )
    return pd.DataFrame(edited)


def _of(case: Case, attribute: Attribute) -> str:
    return case.values.get(attribute.name, "")  # noqa: PD011 (a case's values)


def _column(attribute: Attribute) -> Any:
    if attribute.choices:
        return st.column_config.SelectboxColumn(attribute.name, options=list(attribute.choices), width=140)
    return st.column_config.TextColumn(attribute.name, width=140)


def _changes(
    people: Sequence[Case], attributes: Sequence[Attribute], edited: pd.DataFrame
) -> list[tuple[CaseId, str, str]]:
    return [
        (case.id, attribute.name, written)
        for case, row in zip(people, records(edited), strict=True)
        for attribute in attributes
        if (written := cell(row[attribute.id])) != _of(case, attribute)
    ]


def _add(project: Project, who: Coder) -> None:
    row = st.form("add-attribute", border=False, clear_on_submit=True)
    with row, st.container(horizontal=True, vertical_alignment="bottom"):
        hint = _("region, role, age band …")
        name = st.text_input(_("Another attribute"), max_chars=60, width=300, placeholder=hint)
        if not st.form_submit_button(_("Add"), icon=":material/add:"):
            return
    with explained():
        with project.edit(by=who) as edit:
            add_attribute(edit, name)
        st.rerun()
