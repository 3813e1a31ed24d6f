"""Code: read a source and code it."""

import streamlit as st

from qualcode.model import Source, SourceId
from qualcode.project import Project
from qualcode.store import cases, code_sets, coders, codes, recordings, sources
from qualcode.store.history import names_since
from qualcode.ui import state
from qualcode.ui.coding_pane import Material, pane
from qualcode.ui.i18n import _
from qualcode.ui.page import explained, me, study
from qualcode.ui.progress_control import progress_control

CODING = frozenset(
    {
        "code",
        "uncode",
        "resize",
        "recode",
        "mark coding",
        "write memo",
        "remove memo",
        "mark progress",
        "assign sources",
    }
)
"""Actions that change neither a text nor its recording, the codebook, the coders or the cases."""


def render() -> None:
    project = study()
    coder = me(project)
    with project.read() as session:
        texts = sources.sources(session)
        codebook = codes.codes(session)
    if not texts:
        st.info(_("There is no source to code yet. Import interviews on the Sources page."))
        return
    if not any(code.codable for code in codebook):
        st.warning(_("The codebook is empty: add codes on the Codebook page, then come back."))
    left, right = st.columns([4, 3], gap="small", vertical_alignment="center")
    with left:
        chosen = _choose(texts)
    with right, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        progress_control(project, coder, chosen.id)

    @st.fragment(key="pane")
    def coding() -> None:
        with explained():
            pane(project, _material(project, chosen.id), coder, goto=_place())

    coding()


def _material(project: Project, source: SourceId) -> Material:
    """The text and what stands beside it, read again only when more was done than coding."""
    version = project.version()
    kept: tuple[str, int, Material] | None = state.recall("material")
    with project.read() as session:
        if kept and kept[0] == f"{project.where} {source}" and names_since(session, kept[1]) <= CODING:
            material = kept[2]
        else:
            material = Material(
                sources.reading(session, source),
                tuple(codes.codes(session, retired=True)),
                tuple(coders.coders(session)),
                tuple(cases.cases(session)),
                recordings.recording_of(session, source),
                tuple(code_sets.code_sets(session)),
                (info := project.info()).unite,
                info.see_others,
            )
    state.remember("material", (f"{project.where} {source}", version, material))
    return material


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
