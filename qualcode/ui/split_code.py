"""One code made several: which one, whose codings, and where they may go."""

from collections.abc import Sequence

import streamlit as st

from qualcode.actions.merging import NewCode
from qualcode.model import Code, CodeId, CoderId
from qualcode.project import Project
from qualcode.store import coders, codes, codings
from qualcode.store.context import codings_of_code
from qualcode.ui import just_done, state
from qualcode.ui.i18n import _
from qualcode.ui.page import me
from qualcode.ui.plain import plain
from qualcode.ui.split_walk import DONE, MOST, WALK, Walk, deal_out, targets

ALL = CoderId("")


def split_form(project: Project) -> None:
    """Choose a code and where its segments may go, deal them out, store it."""
    who = me(project)
    just_done.offer(project, who, DONE)
    walk = state.recall(WALK)
    if isinstance(walk, Walk):
        deal_out(project, who, walk)
    else:
        _begin(project)


def _begin(project: Project) -> None:
    with project.read() as session:
        tree, counts = codes.codes(session, retired=True), codings.counts(session)
    whole = codes.paths(tree)
    st.caption(
        _(
            "You go through the segments of a code, one after another, and give each a code with a key. "
            "Nothing is stored before the end, and one undo takes all of it back."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            _("The code to split"),
            [each.id for each in tree if counts.get(each.id)],
            index=None,
            format_func=lambda id_: _("{code} ({n} codings)").format(code=whole[id_], n=counts[id_]),
            placeholder=_("Choose a code"),
            key="split-code",
            width=420,
        )
        coder = _whose(project)
    if code is None:
        return
    chosen = next(each for each in tree if each.id == code)
    into = st.multiselect(
        _("Codes its segments may go to"),
        [each.id for each in tree if each.codable and not each.retired and each.id != code],
        format_func=whole.__getitem__,
        max_selections=MOST,
        placeholder=_("Codes that are there already"),
        key=f"split-into-{code}",
        select_all=False,
    )
    new = st.multiselect(
        _("New codes"),
        [],
        accept_new_options=True,
        max_selections=MOST,
        placeholder=_("Type a name and press Enter"),
        key=f"split-new-{code}",
        select_all=False,
    )
    under = st.radio(
        _("New codes will lie"),
        [True, False],
        format_func=lambda under: (
            plain(_("under “{code}”").format(code=chosen.name)) if under else _("beside it")
        ),
        horizontal=True,
        key=f"split-under-{code}",
    )
    into_all = targets(chosen, into, new, under=under)[:MOST]
    if st.button(_("Begin"), type="primary", disabled=not into_all, icon=":material/call_split:"):
        with project.read() as session:
            waiting = codings_of_code(session, chosen.id, coder)
        names = [each.name if isinstance(each, NewCode) else _shortest(each, tree) for each in into_all]
        state.remember(WALK, Walk(chosen, waiting, into_all, names))
        st.rerun()


def _shortest(which: CodeId, tree: Sequence[Code]) -> str:
    """Its name, or its path where another code has that name too."""
    name = next(each.name for each in tree if each.id == which)
    return name if sum(each.name == name for each in tree) == 1 else codes.paths(tree)[which]


def _whose(project: Project) -> CoderId | None:
    with project.read() as session:
        names = {each.id: each.name for each in coders.coders(session)}
    chosen = st.selectbox(
        _("Whose codings"),
        [ALL, *names],
        format_func=lambda id_: names[id_] if id_ else _("of all coders"),
        key="split-whose",
        width=240,
    )
    return chosen or None
