"""Code: read a source and code it."""

import streamlit as st

from qualcode.i18n import N_
from qualcode.model import Source
from qualcode.store import cases, coders, codes, sources
from qualcode.ui import state
from qualcode.ui.coding_pane import pane
from qualcode.ui.i18n import _
from qualcode.ui.page import explained, me, page, study


@page(N_("Code"), icon=":material/edit_note:", path="code")
def render() -> None:
    project = study()
    coder = me(project)
    with project.read() as session:
        texts = sources.sources(session)
        codebook = codes.codes(session, retired=True)
    if not texts:
        st.info(_("There is no source to code yet. Import interviews on the Sources page."))
        return
    if not any(code.codable and not code.retired for code in codebook):
        st.warning(_("The codebook is empty: add codes on the Codebook page, then come back."))
    chosen = _choose(texts)

    @st.fragment(key="pane")
    def coding() -> None:
        with explained():
            with project.read() as session:
                reading = sources.reading(session, chosen.id)
                people = cases.cases(session)
                who = coders.coders(session)
            pane(project, reading, coder, codebook=codebook, coders=who, cases=people, goto=_place())

    coding()


def _choose(texts: list[Source]) -> Source:
    by_id: dict[str, Source] = {source.id: source for source in texts}
    asked = state.asked("source")
    kept = asked if asked in by_id else state.recall("source")
    first = list(by_id).index(kept) if kept in by_id else 0
    chosen = st.selectbox(
        _("Source"),
        options=list(by_id),
        index=first,
        format_func=lambda id_: (
            f"{by_id[id_].name} · {by_id[id_].group}" if by_id[id_].group else by_id[id_].name
        ),
        label_visibility="collapsed",
    )
    if chosen != kept:
        state.ask(at=None)
    state.remember("source", chosen)
    state.ask(source=chosen)
    return by_id[chosen]


def _place() -> tuple[int, int] | None:
    """Where a quote’s link leads: `at=start-end` in the address line."""
    start, dash, end = (state.asked("at") or "").partition("-")
    if not (dash and start.isdigit() and end.isdigit() and int(start) < int(end)):
        return None
    return int(start), int(end)
