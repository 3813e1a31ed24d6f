"""Respondents one by one: added, removed, merged, and linked with the speakers they are."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from qualcode.actions.cases import (
    Dropped,
    add_case,
    conflicts,
    link_speakers,
    merge_cases,
    remove_case,
)
from qualcode.model import Attribute, Case, CaseId, Coder, SpeakerId
from qualcode.project import Project
from qualcode.store.cases import Voice
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.kind_words import value_word
from qualcode.ui.memo_list import memo_list
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for

ADDED = "respondents added"


def case_form(
    project: Project,
    who: Coder,
    people: Sequence[Case],
    attributes: Sequence[Attribute],
    voices: Sequence[Voice],
) -> None:
    """Add somebody; choose one to say where they speak, or several to make them one."""
    _add(project, who)
    if not people:
        return
    names = {case.id: case.name for case in people}
    chosen = st.multiselect(
        _("Choose respondents"),
        list(names),
        default=[CaseId(asked)] if (asked := state.asked("case")) in names else None,
        format_func=names.__getitem__,
        key=f"respondents-chosen-{hash(tuple(names.items()))}",
        placeholder=_("One to say where they speak; several to merge them"),
        select_all=False,
    )
    if len(chosen) == 1:
        _one(project, who, names, chosen[0], voices)
        memo_list(project, who, "case", chosen[0], names[chosen[0]])
    elif chosen:
        there = {case.id: case for case in people}
        _several(project, who, [there[case] for case in chosen], attributes)


def place_word(voice: Voice) -> str:
    """“Focus group 1: R2”."""
    place = f"{voice.source.name}: {voice.label}"
    return _("{place} (retired)").format(place=place) if voice.source.retired else place


def _add(project: Project, who: Coder) -> None:
    turn = state.recall(ADDED, 0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Another respondent"), max_chars=120, width=300, key=f"new-respondent-{turn}")
        pressed = st.button(_("Add the respondent"), icon=":material/person_add:")
    if pressed:
        with explained():
            with project.edit(by=who) as edit:
                case = add_case(edit, name)
            state.remember(ADDED, turn + 1)
            st.toast(plain(_("Added “{name}”").format(name=case.name)))
            st.rerun()


# -- one -------------------------------------------------------------------------------------------------


def _one(
    project: Project, who: Coder, names: Mapping[CaseId, str], case: CaseId, voices: Sequence[Voice]
) -> None:
    speaking = {voice.speaker: voice for voice in voices if voice.role != "interviewer" or voice.case == case}
    now = [voice.speaker for voice in voices if voice.case == case]
    chosen = st.multiselect(
        plain(_("Where “{name}” speaks").format(name=names[case])),
        list(speaking),
        default=now,
        format_func=lambda speaker: _whose(speaking[speaker], case, names),
        key=f"speaks-{case}-{hash((tuple(voices), *names.values()))}",
        placeholder=_("Nowhere"),
        select_all=False,
    )
    st.caption(
        _(
            "Speakers of one focus group are several respondents; somebody interviewed twice speaks in two "
            "sources. A speaker who was somebody else until now is taken from them."
        )
    )
    links = dict.fromkeys(now, "") | dict.fromkeys(chosen, names[case])
    links = {speaker: name for speaker, name in links.items() if (speaker in now) != bool(name)}
    with st.container(horizontal=True):
        saved = st.button(_("Save where they speak"), type="primary", disabled=not links)
        removed = _remove_button(names[case], speaks=bool(now))
    if saved:
        _link(project, who, links)
    if removed:
        _remove(project, who, case, names[case])


def _whose(voice: Voice, case: CaseId, names: Mapping[CaseId, str]) -> str:
    """“Focus group 1: R2 (now Bolat)”."""
    place = place_word(voice)
    if voice.case is None or voice.case == case:
        return place
    return _("{place} (now {name})").format(place=place, name=names.get(voice.case, "?"))


def _link(project: Project, who: Coder, links: Mapping[SpeakerId, str]) -> None:
    with explained():
        with project.edit(by=who) as edit:
            link_speakers(edit, links)
        st.toast(_("Speakers linked anew: {n}").format(n=len(links)))
        st.rerun()


def _remove_button(name: str, *, speaks: bool) -> bool:
    said = (
        _("Only a respondent who speaks nowhere can be removed: say first who else these speakers are.")
        if speaks
        else _("With all values. Undo brings them back.")
    )
    label = plain(_("Remove “{name}”").format(name=name))
    return st.button(label, icon=":material/person_remove:", disabled=speaks, help=said)


def _remove(project: Project, who: Coder, case: CaseId, name: str) -> None:
    with explained():
        with project.edit(by=who) as edit:
            remove_case(edit, case)
        st.toast(plain(_("Removed “{name}”").format(name=name)))
        st.rerun()


# -- several ---------------------------------------------------------------------------------------------


def _several(project: Project, who: Coder, chosen: Sequence[Case], attributes: Sequence[Attribute]) -> None:
    """Make them one, after a look at the values that will be lost."""
    names = {case.id: case.name for case in chosen}
    kept = st.radio(
        _("They are one person. Whose name and values stay?"),
        list(names),
        format_func=lambda case: plain(names[case]),
        key=f"merge-{hash(tuple(names.items()))}",
    )
    own = next(case for case in chosen if case.id == kept)
    others = [case for case in chosen if case.id != kept]
    _tell_dropped(conflicts(own, *others), {each.name: each for each in attributes})
    label = _("Merge {n} respondents into “{name}”").format(n=len(chosen), name=own.name)
    if st.button(plain(label), type="primary", icon=":material/merge:"):
        with explained():
            with project.edit(by=who) as edit:
                merge_cases(edit, own.id, [case.id for case in others])
            st.toast(plain(_("Merged into “{name}”").format(name=own.name)))
            st.rerun()


def _tell_dropped(dropped: Sequence[Dropped], attributes: Mapping[str, Attribute]) -> None:
    if not dropped:
        st.caption(_("They do not contradict each other: speakers, values and memos of all are kept."))
        return
    st.caption(_("Speakers, memos and all other values are kept. These contradict each other:"))
    frame = pd.DataFrame(
        {
            "attribute": [each.attribute for each in dropped],
            "kept": [value_word(each.kept, attributes.get(each.attribute)) for each in dropped],
            "dropped": [value_word(each.value, attributes.get(each.attribute)) for each in dropped],
            "case": [each.case for each in dropped],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "attribute": text(_("Attribute"), width=160),
        "kept": text(_("Stays"), width=160),
        "dropped": text(_("Is dropped"), width=160),
        "case": text(_("Which was said of"), width=180),
    }
    st.dataframe(
        frame,
        hide_index=True,
        height=height_for(len(frame), most=300),
        column_config=columns,
        alt=_("Values that contradict each other"),
    )
