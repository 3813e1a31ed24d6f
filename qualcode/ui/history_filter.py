"""Which part of the history is looked at: words, coders, kinds, a source, a code, dates."""

from datetime import date, datetime, timedelta

import streamlit as st

from qualcode.actions.kinds import KINDS
from qualcode.project import Project
from qualcode.store import coders, codes, sources
from qualcode.store.log import Wanted
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain


def history_filter(project: Project) -> Wanted:
    """A line for words, and the rest behind a button that says how much is set there."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Find"), type="search", live=True, width=300, key="history-words",
            placeholder=_("a name, a code, words of a memo …"), label_visibility="collapsed",
        )  # fmt: skip
        with st.popover(_("Filter"), icon=":material/filter_list:", key="history-filter"):
            wanted = _choose(project, words.strip())
        st.caption(_told(wanted))
    return wanted


def _choose(project: Project, words: str) -> Wanted:
    with project.read() as session:
        who = [each.name for each in coders.coders(session)]
        texts = {each.id: each.name for each in sources.sources(session, retired=True)}
        paths = codes.paths(codes.codes(session, retired=True))
    chosen = st.multiselect(_("Coders"), who, key="history-who", placeholder=_("All"))
    kinds = st.multiselect(
        _("What was done"),
        list(KINDS),
        format_func=lambda kind: _(KINDS[kind].label),
        key="history-kinds",
        placeholder=_("Everything"),
    )
    source = st.selectbox(
        _("In this source"), list(texts), index=None, format_func=lambda id_: texts[id_],
        key="history-source", placeholder=_("Any"),
    )  # fmt: skip
    code = st.selectbox(
        _("With this code"), list(paths), index=None, format_func=lambda id_: paths[id_],
        key="history-code", placeholder=_("Any"),
    )  # fmt: skip
    with st.container(horizontal=True):
        since = st.date_input(_("From"), None, key="history-since", format="YYYY-MM-DD", width=150)
        until = st.date_input(_("Until"), None, key="history-until", format="YYYY-MM-DD", width=150)
    return Wanted(
        coders=frozenset(chosen),
        names=frozenset(name for kind in kinds for name in KINDS[kind].names),
        source=source,
        code=code,
        since=_begin(since) if since else None,
        until=_begin(until + timedelta(days=1)) - timedelta(milliseconds=1) if until else None,
        words=words,
    )


def _begin(day: date) -> datetime:
    """Midnight by this computer’s clock."""
    return datetime(day.year, day.month, day.day).astimezone()


def _told(wanted: Wanted) -> str:
    """How much of the filter is set; “” when everything is looked at."""
    part = (wanted.coders, wanted.names, wanted.source, wanted.code, wanted.since, wanted.until)
    count = sum(bool(each) for each in part)
    return plain(_("Filters set: {n}").format(n=count)) if count else ""
