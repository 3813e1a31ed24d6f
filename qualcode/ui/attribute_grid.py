"""The respondents and their attributes in one table that can be written in."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.cases import rename_cases, set_attributes
from qualcode.model import Attribute, Case, CaseId, Coder
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.grid_edits import NAME, PLACES, Draft, edits_in, found_in, frame_of, stored
from qualcode.ui.i18n import _
from qualcode.ui.kind_words import yes_no_word
from qualcode.ui.page import explained
from qualcode.ui.tables import height_for

DRAFT = "respondents written"
FEW = 12
"""So many respondents are found without a filter."""
TALLEST = 560


def attribute_grid(
    project: Project,
    who: Coder,
    people: Sequence[Case],
    attributes: Sequence[Attribute],
    places: Mapping[CaseId, Sequence[str]],
) -> None:
    """The table, and above it a button that stores what was written in it, as one action."""
    draft = _draft()
    if gone := draft.forget_the_gone(people, attributes):
        said = _("Somebody has removed what you were writing about; so many of your changes are gone: {n}.")
        st.warning(said.format(n=gone))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = _words(people)
        buttons = st.container(horizontal=True, width="content")
        shown = [case for case in people if found_in(case, places.get(case.id, ()), words)]
        if len(shown) < len(people):
            st.caption(_("Respondents shown: {n} of {all}").format(n=len(shown), all=len(people)))
    message = st.container()
    table = _table(draft, shown, attributes, places)
    there = {case.id for case in shown}
    kept = {place: value for place, value in draft.now.items() if place[0] not in there}
    draft.now = kept | edits_in(shown, attributes, table)
    with buttons:
        saved = _buttons(draft)
    if saved:
        with message, explained():
            _save(project, who, draft, attributes)


def _draft() -> Draft:
    draft = state.recall(DRAFT)
    if not isinstance(draft, Draft):
        draft = Draft()
        state.remember(DRAFT, draft)
    return draft


def _words(people: Sequence[Case]) -> str:
    """By which the respondents are found that are looked for."""
    if len(people) <= FEW:
        return ""
    label = _("Only respondents with these words")
    return st.text_input(label, type="search", live=True, width=360, key="respondents-with")


def _table(
    draft: Draft,
    shown: Sequence[Case],
    attributes: Sequence[Attribute],
    places: Mapping[CaseId, Sequence[str]],
) -> pd.DataFrame:
    """The table with what was written in it. Columns go by the attributes’ ids: a name may be one of ours."""
    shows = [(case, tuple(places.get(case.id, ()))) for case in shown], list(attributes)
    if shows != draft.shows or not state.component(_key(draft)):
        draft.fill(shows)
    edited = st.data_editor(
        frame_of(shown, attributes, places, draft.start),
        hide_index=True,
        height=height_for(len(shown), most=TALLEST),
        disabled=[PLACES],
        column_config=_columns(attributes, people=shown),
        key=_key(draft),
        placeholder="",
        alt=_("Respondents and their attributes"),
    )
    return pd.DataFrame(edited)


def _key(draft: Draft) -> str:
    return f"attributes-{draft.turn}"


def _columns(attributes: Sequence[Attribute], people: Sequence[Case]) -> dict[str, Any]:
    columns: dict[str, Any] = {each.id: _column(each, people) for each in attributes}
    columns[NAME] = st.column_config.TextColumn(_("Respondent"), width=180, required=True, pinned=True)
    columns[PLACES] = st.column_config.ListColumn(_("Speaks in (source: speaker)"), width=340)
    return columns


def _column(attribute: Attribute, people: Sequence[Case]) -> Any:
    called, make = attribute.name, st.column_config
    if attribute.kind == "number":
        return make.NumberColumn(called, width=110, format="%.15g")
    if attribute.kind == "date":
        return make.DateColumn(called, width=120, format="YYYY-MM-DD")
    if attribute.kind == "yes/no":
        return make.SelectboxColumn(called, width=110, options=["yes", "no"], format_func=yes_no_word)
    if attribute.kind == "choice":
        used = [value for case in people if (value := stored(case, attribute))]
        options = list(dict.fromkeys([*attribute.choices, *used]))
        return make.SelectboxColumn(called, width=140, options=options)
    return make.TextColumn(called, width=140)


def _buttons(draft: Draft) -> bool:
    count = len(draft.now)
    label = _("Save the changes ({n})").format(n=count) if count else _("Save the changes")
    saved = st.button(label, type="primary", disabled=not count)
    if count and st.button(_("Discard them")):
        draft.clear()
        st.rerun()
    return saved


def _save(project: Project, who: Coder, draft: Draft, attributes: Sequence[Attribute]) -> None:
    called = {each.id: each.name for each in attributes}
    names = {case: value for (case, column), value in draft.now.items() if column == NAME}
    values = [
        (case, called[column], value)  # type: ignore[index]
        for (case, column), value in draft.now.items()
        if column != NAME
    ]
    with project.edit(by=who) as edit:
        rename_cases(edit, names)
        set_attributes(edit, values)
    st.toast(_("Changes saved: {n}").format(n=len(draft.now)))
    draft.clear()
    st.rerun()
