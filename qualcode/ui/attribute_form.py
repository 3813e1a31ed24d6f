"""Attributes one by one: added, renamed, of another kind, in another place, removed."""

from collections.abc import Sequence

import streamlit as st

from qualcode.actions.cases import (
    add_attribute,
    change_attribute,
    move_attribute,
    remove_attribute,
    rename_attribute,
)
from qualcode.model import ATTRIBUTE_KINDS, Attribute, AttributeId, AttributeKind, Case, Coder
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.kind_words import kind_word
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

ADDED = "attributes added"
CHOSEN = "attribute chosen"


def attribute_form(
    project: Project, who: Coder, people: Sequence[Case], attributes: Sequence[Attribute]
) -> None:
    _add(project, who)
    if not attributes:
        return
    chosen = _chosen(attributes)
    if chosen is not None:
        values = _values(people, chosen)
        _change(project, who, chosen, values)
        _place(project, who, [each.id for each in attributes], chosen.id)
        _remove(project, who, chosen, len(values))


def _chosen(attributes: Sequence[Attribute]) -> Attribute | None:
    """One to change; it stays chosen when it gets another name or place."""
    there = {each.id: each for each in attributes}
    called = {id_: f"{each.name} ({kind_word(each.kind)})" for id_, each in there.items()}
    before = state.recall(CHOSEN)
    chosen = st.selectbox(
        _("Change an attribute"),
        list(there),
        index=list(there).index(before) if before in there else None,
        format_func=called.__getitem__,
        key=f"attribute-{hash(tuple(called.items()))}",
        placeholder=_("Choose one"),
        width=300,
    )
    state.remember(CHOSEN, chosen)
    return there[chosen] if chosen else None


def _values(people: Sequence[Case], attribute: Attribute) -> list[str]:
    found = (case.values.get(attribute.name, "") for case in people)
    return [value for value in found if value]


def _add(project: Project, who: Coder) -> None:
    turn = state.recall(ADDED, 0)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        name = st.text_input(
            _("Another attribute"),
            max_chars=60,
            width=300,
            placeholder=_("region, role, age band …"),
            key=f"new-attribute-{turn}",
        )
        kind = _kind("text", key=f"new-attribute-kind-{turn}")
    choices = _choices((), key=f"new-attribute-choices-{turn}") if kind == "choice" else []
    with st.container() if kind == "choice" else row:
        pressed = st.button(_("Add"), icon=":material/add:")
    if pressed:
        with explained():
            with project.edit(by=who) as edit:
                add_attribute(edit, name, kind, choices)
            state.remember(ADDED, turn + 1)
            st.toast(plain(_("Added “{name}”").format(name=name.strip())))
            st.rerun()


def _kind(now: AttributeKind, key: str) -> AttributeKind:
    return st.selectbox(
        _("What its values are"),
        ATTRIBUTE_KINDS,
        index=ATTRIBUTE_KINDS.index(now),
        format_func=kind_word,
        key=key,
        width=200,
    )


def _choices(now: Sequence[str], key: str) -> list[str]:
    written = st.text_area(_("The choices, one on each line"), "\n".join(now), height=120, width=510, key=key)
    return written.splitlines()


def _change(project: Project, who: Coder, attribute: Attribute, values: Sequence[str]) -> None:
    now = hash(attribute)  # changed meanwhile, by us or others: the fields start from what it is now
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name"), attribute.name, max_chars=60, width=300, key=f"attribute-name-{now}")
        kind = _kind(attribute.kind, key=f"attribute-kind-{now}")
    choices = None
    if kind == "choice":
        first = attribute.choices or sorted(set(values), key=str.casefold)
        choices = _choices(first, key=f"attribute-choices-{now}")
    place = st.container()
    if st.button(_("Save the attribute"), type="primary"):
        with place, explained():
            with project.edit(by=who) as edit:
                rename_attribute(edit, attribute.id, name)
                change_attribute(edit, attribute.id, kind=kind, choices=choices)
            st.toast(plain(_("Saved “{name}”").format(name=name)))
            st.rerun()


def _place(project: Project, who: Coder, order: Sequence[AttributeId], chosen: AttributeId) -> None:
    """Buttons that move it among the columns."""
    at = order.index(chosen)
    with st.container(horizontal=True):
        earlier = st.button(_("One column to the left"), icon=":material/arrow_back:", disabled=at == 0)
        later = st.button(
            _("One column to the right"), icon=":material/arrow_forward:", disabled=at == len(order) - 1
        )
    if earlier or later:
        with explained():
            with project.edit(by=who) as edit:
                move_attribute(edit, chosen, at - 1 if earlier else at + 1)
            st.rerun()


def _remove(project: Project, who: Coder, attribute: Attribute, count: int) -> None:
    label = plain(_("Remove “{name}” and its values ({n})").format(name=attribute.name, n=count))
    if st.button(label, icon=":material/delete:", help=_("Undo brings them back.")):
        with explained():
            with project.edit(by=who) as edit:
                remove_attribute(edit, attribute.id)
            st.toast(plain(_("Removed “{name}”").format(name=attribute.name)))
            st.rerun()
