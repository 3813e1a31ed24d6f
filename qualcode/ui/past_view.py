"""The project as it was: to look at and to take away, never to change."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from qualcode.actions import LABELS
from qualcode.analysis import frequencies
from qualcode.model import Coder, Segment, Selection
from qualcode.past import PastProject
from qualcode.project import Project
from qualcode.store import codes, codings, reading, sources
from qualcode.store.glance import glance
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.past_shelf import past_at
from qualcode.ui.past_take_away import past_take_away
from qualcode.ui.plain import plain
from qualcode.ui.quotes import in_reading_order, where
from qualcode.ui.tables import height_for

PER_PAGE = 20
Item = TypeVar("Item")
EVERYTHING = Selection(interviewer=True)


def past_view(project: Project, coder: Coder | None, number: int) -> None:
    """Figures, texts, codebook, excerpts of that moment, and the ways to keep it."""
    if st.button(_("Back to the history"), icon=":material/arrow_back:"):
        state.ask(as_of=None)
        st.rerun()
    past = past_at(project, number)
    after = past.after
    what = " · ".join(part for part in (after.coder, _(LABELS[after.name]), after.about) if part)  # type: ignore[index]
    said = _(
        "The project as it was on {when}, after action {n}: {what}. "
        "It can be looked at and taken away, not changed."
    )
    st.info(plain(said.format(when=past.when, n=after.number, what=what)), icon=":material/event_repeat:")
    tabs: dict[str, Callable[[], None]] = {
        _("At a glance"): lambda: _glance(project, past),
        _("Texts"): lambda: _texts(past),
        _("Codebook"): lambda: _codebook(past),
        _("Frequencies"): lambda: _frequencies(past),
        _("Excerpts"): lambda: _excerpts(past),
        _("Take away"): lambda: past_take_away(past, coder),
    }
    shown = st.tabs(list(tabs), on_change="rerun", key=f"past-{number}")
    for tab, show in zip(shown, tabs.values(), strict=True):
        if tab.open:
            with tab:
                show()


def _glance(project: Project, past: PastProject) -> None:
    with past.read() as session:
        then = glance(session)
    with project.read() as session:
        now = glance(session)
    rows = [
        (_("Sources"), then.sources, now.sources),
        (_("Sources with codings"), then.coded_sources, now.coded_sources),
        (_("Codes that can be given"), then.codes, now.codes),
        (_("Codings"), then.codings, now.codings),
        (_("Actions in the history"), past.version(), project.version()),
    ]
    st.text(then.name)
    st.dataframe(
        pd.DataFrame(rows, columns=["what", "then", "now"]),
        hide_index=True,
        width=520,
        column_config={"what": "", "then": _("Then"), "now": _("Now")},
        alt=_("The project then and now"),
    )


def _texts(past: PastProject) -> None:
    """A text turn by turn with what was coded in it."""
    with past.read() as session:
        there = {source.id: source.name for source in sources.sources(session)}
        if not there:
            st.info(_("There was no source yet."))
            return
        called = there.__getitem__
        chosen = st.selectbox(_("Source"), list(there), format_func=called, width=420, key="past-source")
        text = sources.reading(session, chosen)
        part = Selection(sources=frozenset({there[chosen]}), interviewer=True)
        quotes = in_reading_order(reading.segments(session, part)[1])
    given: dict[int, list[Segment]] = {}
    for quote in quotes:
        given.setdefault(quote.turn, []).append(quote)
    for turn in _page(text.turns, key=f"past-turns-{chosen}"):
        with st.container(gap="xsmall"):
            who = turn.speaker.label if turn.speaker else ""
            st.caption(plain(" · ".join(part for part in (str(turn.number), who) if part)))
            st.text(text.text[turn.start : turn.end])
            for quote in given.get(turn.number, ()):
                with st.container(border=True, gap=None):
                    st.caption(plain(f"{quote.code} · {quote.coder}"))
                    st.text(f"“{quote.quote}”")


def _codebook(past: PastProject) -> None:
    with past.read() as session:
        tree = codes.codes(session, retired=True)
        counts = codings.counts(session)
    depth: dict[str, int] = {}
    for code in tree:
        depth[code.id] = depth.get(code.parent, -1) + 1 if code.parent else 0
    frame = pd.DataFrame(
        {
            "code": ["\u2003" * depth[code.id] + code.name for code in tree],
            "state": [_("retired") if code.retired else "" for code in tree],
            "codings": [counts.get(code.id, 0) for code in tree],
            "brief": [
                next((words["brief"] for words in code.wordings.values() if words.get("brief")), "")
                for code in tree
            ],
        }
    )
    columns = {
        "code": st.column_config.TextColumn(_("Code"), width="medium"),
        "state": st.column_config.TextColumn(_("State"), width=90),
        "codings": st.column_config.NumberColumn(_("Codings"), width=90),
        "brief": st.column_config.TextColumn(_("Brief definition"), width="large"),
    }
    height = height_for(len(frame), most=560)
    st.dataframe(frame, hide_index=True, height=height, column_config=columns, alt=_("The codebook then"))


def _frequencies(past: PastProject) -> None:
    result = frequencies(past.coded(words=True))
    table = result.table()
    of = _("{n} of {of}")
    frame = pd.DataFrame(
        {
            "code": table["code"],
            "segments": table["segments"],
            "respondents": [
                of.format(n=n, of=m)
                for n, m in zip(table["respondents"], table["respondents_of"], strict=True)
            ],
            "sources": [
                of.format(n=n, of=m) for n, m in zip(table["sources"], table["sources_of"], strict=True)
            ],
            "codings": table["codings"],
        }
    )
    columns: dict[str, Any] = {
        "code": st.column_config.TextColumn(_("Code"), width="large"),
        "segments": _("Segments"),
        "respondents": _("Respondents"),
        "sources": _("Sources"),
        "codings": _("Codings"),
    }
    height = height_for(len(frame), most=560)
    st.dataframe(frame, hide_index=True, height=height, column_config=columns, alt=_("Code frequencies then"))
    st.caption(plain(result.definition.in_words(_)))


def _excerpts(past: PastProject) -> None:
    with past.read() as session:
        _names, found = reading.segments(session, EVERYTHING)
    quotes = in_reading_order(found)
    by_coder = Counter(quote.coder for quote in quotes)
    st.caption(plain(" · ".join(f"{coder}: {count}" for coder, count in sorted(by_coder.items()))))
    find = (
        st.text_input(_("Only with these words"), type="search", live=True, width=360, key="past-find")
        .casefold()
        .strip()
    )
    _quotes([quote for quote in quotes if find in quote.quote.casefold()], key="past-excerpts")


def _quotes(quotes: list[Segment], *, key: str) -> None:
    """Without a way into the text: that is the present one’s."""
    if not quotes:
        st.info(_("There are no quotes here."))
        return
    for quote in _page(quotes, key=key):
        with st.container(border=True, gap="xsmall"):
            st.text(quote.quote)
            st.caption(plain(where(quote)))


def _page(items: Sequence[Item], *, key: str) -> Sequence[Item]:
    """So many at a time, with the pages to turn above them."""
    pages = -(-len(items) // PER_PAGE)
    number = st.pagination(pages, key=f"{key}-page") if pages > 1 else 1
    return items[(number - 1) * PER_PAGE : number * PER_PAGE]
