"""What was coded under an older rule of its code: how much of it waits, and of whom."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from qualcode.model import CodeId, Coder, CoderId
from qualcode.project import Project
from qualcode.store import checking, coders
from qualcode.store.checking import ToCheck
from qualcode.store.codes import codes, paths
from qualcode.ui import just_done, state
from qualcode.ui.check_walk import DONE, WALK, Walk, go_through
from qualcode.ui.i18n import _
from qualcode.ui.page import me
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for


def check_again(project: Project) -> None:
    """How much waits, of whom, and the way through one's own."""
    who = me(project)
    with project.read() as session:
        tree = codes(session, retired=True)
    just_done.offer(project, who, DONE)
    walk = state.recall(WALK)
    if isinstance(walk, Walk):
        go_through(project, who, tree, walk)
        return
    with project.read() as session:
        found = checking.to_check(session)
        names = {each.id: each.name for each in coders.coders(session)}
    if not found:
        st.info(
            _(
                "Nothing waits to be checked. When you change what a code means and say so under its "
                "definition, what was coded until then is listed here."
            )
        )
        return
    whole = paths(tree)
    _table(found, whole, names)
    _choose(project, who, whole, found)
    _read_others(project, who, whole, names, found)


def waiting_note(project: Project, who: Coder) -> None:
    """Beside the codes: how much of one's own waits, if anything."""
    if count := _own(str(project.where), project.version(), project, who.id):
        said = _(
            "Segments of yours coded under an older rule of their code: {n}. They wait under “Check again”."
        )
        st.caption(said.format(n=count))


@st.cache_data(show_spinner=False, max_entries=20)
def _own(where: str, version: int, _project: Project, who: CoderId) -> int:  # noqa: ARG001 (the cache's key)
    with _project.read() as session:
        return sum(each.codings for each in checking.to_check(session) if each.coder == who)


def _table(found: Sequence[ToCheck], whole: Mapping[CodeId, str], names: Mapping[CoderId, str]) -> None:
    """One row a code, one column a coder."""
    rows = [
        {"code": whole[each.code], "coder": names.get(each.coder, "?"), "codings": each.codings}
        for each in found
    ]
    table = pd.DataFrame(rows).pivot_table(
        "codings", "code", "coder", aggfunc="sum", fill_value=0, sort=False
    )
    st.caption(_("Segments coded under an older rule of their code, by who coded them:"))
    st.dataframe(
        table.reset_index(),
        hide_index=True,
        height=height_for(len(table), most=320),
        column_config={"code": st.column_config.TextColumn(_("Code"), width="large")},
        alt=_("What waits to be checked again"),
    )


def _choose(project: Project, who: Coder, whole: Mapping[CodeId, str], found: Sequence[ToCheck]) -> None:
    mine = [each for each in found if each.coder == who.id]
    if not mine:
        st.success(
            _("Nothing of yours waits. Only who coded a segment can check it."), icon=":material/check:"
        )
        return
    for each in mine:
        said = _("{n} segments of yours coded under the old rule of “{code}”")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(said.format(n=each.codings, code=whole[each.code]), width="stretch")
            if st.button(_("Go through them"), key=f"check-{each.code}", icon=":material/fact_check:"):
                _begin(project, each)


def _read_others(
    project: Project,
    who: Coder,
    whole: Mapping[CodeId, str],
    names: Mapping[CoderId, str],
    found: Sequence[ToCheck],
) -> None:
    others = [each for each in found if each.coder != who.id]
    if not others:
        return
    with st.expander(_("Read what waits of others")):
        st.caption(_("Only who coded a segment can check it."))
        for each in others:
            label = _("{code}: {coder} ({n})").format(
                code=whole[each.code], coder=names.get(each.coder, "?"), n=each.codings
            )
            if st.button(plain(label), key=f"read-{each.code}-{each.coder}", type="tertiary"):
                _begin(project, each)


def _begin(project: Project, chosen: ToCheck) -> None:
    with project.read() as session:
        code = next(each for each in codes(session) if each.id == chosen.code)
        waiting = checking.waiting(session, chosen.code, chosen.coder)
        came_from = checking.came_from(session, waiting)
    state.remember(WALK, Walk(code, chosen.coder, waiting, came_from))
    st.rerun()
