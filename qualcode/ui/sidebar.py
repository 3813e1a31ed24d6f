"""The side bar: which project, who codes, and on the pages that count, the shared filter."""

import streamlit as st

from qualcode.model import Selection
from qualcode.project import Project
from qualcode.store import cases, codebook_versions, coders, codes, sources
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.who import choose_coder

BEFORE_FIRST = "0"
COUNTING = {"frequencies", "cooccurrence", "excerpts"}


def show(page: str) -> None:
    study = state.project()
    if study is None:
        return
    with st.sidebar:
        st.subheader(plain(study.info().name))
        choose_coder(study)
        if page in COUNTING:
            _filter(study)


def _filter(study: Project) -> None:
    now = state.selection()
    with study.read() as session:
        texts = sources.sources(session)
        people = cases.cases(session)
        attributes = cases.attributes(session)
        by_path = codes.paths(codes.codes(session, retired=True))
        who = coders.coders(session)
    st.divider()
    st.caption(_("What is looked at. Nothing chosen means everything."))
    groups = _choose(_("Groups"), sorted({s.group for s in texts}), now.groups)
    chosen_sources = _choose(
        _("Sources"), [s.name for s in texts if not groups or s.group in groups], now.sources
    )
    chosen_cases = _choose(_("Respondents"), [case.name for case in people], now.cases)
    chosen_coders = _choose(_("Coders"), [each.name for each in who], now.coders)
    chosen_codes = _choose(_("Codes"), list(by_path.values()), now.codes)
    values: set[tuple[str, str]] = set()
    with st.expander(_("Attributes"), expanded=bool(now.attributes)):
        for attribute in attributes:
            there = sorted({case.values[attribute.name] for case in people if attribute.name in case.values})
            before = frozenset(value for name, value in now.attributes if name == attribute.name)
            values |= {(attribute.name, value) for value in _choose(attribute.name, there, before)}
    versions = _choose_versions(study, now.codebook_versions)
    interviewer = st.toggle(
        _("Interviewers’ words too"),
        value=now.interviewer,
        help=_("Left out by default, with titles and notes nobody says."),
    )
    new = Selection(
        groups, chosen_sources, chosen_cases, chosen_coders, chosen_codes, frozenset(values), interviewer,
        versions,
    )  # fmt: skip
    if new != now:
        state.choose_selection(new)
        st.rerun()
    if now != Selection() and st.button(_("Look at everything"), width="stretch"):
        state.choose_selection(Selection())
        st.rerun()


def _choose_versions(study: Project, now: frozenset[str]) -> frozenset[str]:
    """Where the codebook has versions: under which a coding was made."""
    with study.read() as session:
        called = list(codebook_versions.names(session).values())
    if not called:
        return frozenset()
    options = [BEFORE_FIRST, *called]
    return frozenset(
        st.multiselect(
            _("Codebook versions"),
            options,
            default=[name for name in options if name in now],
            format_func=lambda name: _("before the first") if name == BEFORE_FIRST else name,
            placeholder=_("All"),
            help=_("Only what was coded while these were the latest version of the codebook."),
        )
    )


def _choose(label: str, options: list[str], now: frozenset[str]) -> frozenset[str]:
    return frozenset(
        st.multiselect(
            plain(label), options, default=[name for name in options if name in now], placeholder=_("All")
        )
    )
