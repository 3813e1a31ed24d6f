"""Code sets: a few codes under one name, which Shift and the set's key put on the keys 1–9."""

from collections.abc import Callable, Sequence

import streamlit as st

from qualcode.actions.code_sets import add_code_set, change_code_set, remove_code_set
from qualcode.model import Code, CodeId, Coder, CodeSet
from qualcode.project import Edit, Project
from qualcode.store.code_sets import code_sets
from qualcode.store.codes import codes, paths
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

ON_KEYS = 9
WIDTH = 760


def code_set_forms(project: Project, who: Coder) -> None:
    """Every set with its codes in order, and a form for another one."""
    with project.read() as session:
        sets = code_sets(session)
        tree = codes(session, retired=True)
    st.caption(
        _("On the Code page, Shift and the key of a set put its first nine codes, in order, on the keys 1–9.")
    )
    for each in sets:
        _form(project, who, each, tree)
    _new(project, who, sets, tree)


def _form(project: Project, who: Coder, chosen: CodeSet, tree: Sequence[Code]) -> None:
    def changed(change: Callable[[Edit], None]) -> None:
        with explained():
            with project.edit(by=who) as edit:
                change(edit)
            st.rerun()

    made = f"{chosen.id}-{hash(chosen)}"  # changed meanwhile: the fields start from what it is now
    title = f"{chosen.key} · {chosen.name}" if chosen.key else chosen.name
    with st.expander(plain(title), expanded=True, key=f"set-{chosen.id}", width=WIDTH):
        name, key, given = _fields(chosen, tree, made)
        if (name, key, given) != (chosen.name, chosen.key, chosen.codes) and name.strip():
            changed(lambda edit: change_code_set(edit, chosen.id, name=name, key=key, codes=given))
        _order(
            chosen, tree, lambda order: changed(lambda edit: change_code_set(edit, chosen.id, codes=order))
        )
        if st.button(_("Remove this set"), icon=":material/delete:", key=f"{made}-remove"):
            changed(lambda edit: remove_code_set(edit, chosen.id))


def _fields(chosen: CodeSet | None, tree: Sequence[Code], made: str) -> tuple[str, str, tuple[CodeId, ...]]:
    whole = paths(tree)
    usable = [code.id for code in tree if code.codable and not code.retired]
    now = chosen.codes if chosen else ()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name"), chosen.name if chosen else "", max_chars=80, key=f"{made}-name")
        keys = ["", *"123456789"]
        key = st.selectbox(
            _("Key"), keys, index=keys.index(chosen.key if chosen else ""), width=140,
            format_func=lambda key: _("Shift {key}").format(key=key) if key else _("none"), key=f"{made}-key",
        )  # fmt: skip
    given = st.multiselect(
        _("Codes"), [*usable, *(id_ for id_ in now if id_ not in usable)], default=list(now),
        format_func=whole.__getitem__, placeholder=_("Choose codes"), select_all=False,
        key=f"{made}-codes",
    )  # fmt: skip
    return name, key, tuple(given)


def _order(chosen: CodeSet, tree: Sequence[Code], put: Callable[[tuple[CodeId, ...]], None]) -> None:
    """One line for each code with the key it gets, and the way up and down."""
    names = {code.id: plain(code.name) for code in tree}
    rows = st.container(gap=None)
    for number, id_ in enumerate(chosen.codes):
        with rows, st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
            step = _step(f"{chosen.id}-{id_}", names[id_], number, len(chosen.codes))
            st.markdown(f"`{number + 1}` {names[id_]}" if number < ON_KEYS else names[id_])
        if step:
            order = list(chosen.codes)
            order.insert(number + step, order.pop(number))
            put(tuple(order))


def _step(key: str, name: str, number: int, of: int) -> int:
    """The way one of the two buttons moves a code: −1, 1, or 0."""
    up = st.button(
        _("Up"), icon=":material/arrow_upward:", type="tertiary", disabled=number == 0, key=f"{key}-up",
        help=_("Move “{code}” up").format(code=name),
    )  # fmt: skip
    down = st.button(
        _("Down"), icon=":material/arrow_downward:", type="tertiary", disabled=number == of - 1,
        key=f"{key}-down", help=_("Move “{code}” down").format(code=name),
    )  # fmt: skip
    return int(down) - int(up)


def _new(project: Project, who: Coder, sets: Sequence[CodeSet], tree: Sequence[Code]) -> None:
    made = f"new-set-{state.recall('sets made', 0)}"
    opened = st.expander(_("New code set"), expanded=not sets, key="new-set", width=WIDTH)
    with opened, st.form(made, border=False):
        name, key, given = _fields(None, tree, made)
        place = st.container()
        if not st.form_submit_button(_("Make the set"), type="primary"):
            return
    with place, explained():
        with project.edit(by=who) as edit:
            add_code_set(edit, name, given, key=key)
        state.remember("sets made", state.recall("sets made", 0) + 1)
        st.rerun()
