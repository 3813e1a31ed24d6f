"""The journal: memos by day, the newest first, today’s entry at hand, and what was coded beside it."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from qualcode.model import Coder
from qualcode.project import Project
from qualcode.store.days import Worked, days_coded, worked
from qualcode.store.memo_shelf import Shelved
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.memo_finder import open_memo
from qualcode.ui.memo_form import About, Draft, begin_changing, being_changed, change_memo_form, new_memo_form
from qualcode.ui.memo_text import show_memo_text
from qualcode.ui.memo_words import ICONS, told
from qualcode.ui.plain import plain

DAYS = 7
CODES = 5
"""So many codes of a day are named."""


def journal(project: Project, who: Coder) -> None:
    """Today’s entry to write, then a week at a time what was written and coded."""
    shelf = state.memos(project)
    today = datetime.now().astimezone().date()
    with project.read() as session:
        coded = days_coded(session, who.id)
    days = sorted({today, *coded, *(each.day for each in shelf)}, reverse=True)
    pages = -(-len(days) // DAYS)
    number = st.pagination(pages, key="journal-page") if pages > 1 else 1
    shown = days[(number - 1) * DAYS : number * DAYS]
    with project.read() as session:
        done = worked(session, who.id, shown[-1], shown[0])
    with st.container(key="memos-in-journal"):
        for day in shown:
            st.header(_long(day), anchor=False)
            st.caption(plain(_line(who, done.get(day, Worked()))))
            if day == today:
                _todays_entry(project, who, shelf, today)
            for each in shelf:
                if each.day == day and not _is_entry(each, who, today):
                    _memo(project, each)


def _long(day: date) -> str:
    """“Saturday, 22 November 2025”."""
    from babel.dates import format_date

    locale = "en_GB" if state.language() == "en" else state.language()
    return str(format_date(day, format="full", locale=locale))


def _line(who: Coder, done: Worked) -> str:
    if not done.codings:
        return _("Codings by {name}: none").format(name=who.name)
    named = [f"{code} {count}" for code, count in list(done.codes.items())[:CODES]]
    rest = len(done.codes) - CODES
    if rest > 0:
        named.append(_("{n} other codes").format(n=rest))
    said = _("Codings by {name}: {n} ({codes})")
    return said.format(name=who.name, n=done.codings, codes=", ".join(named))


# -- today’s entry ---------------------------------------------------------------------------------------


def _is_entry(each: Shelved, who: Coder, today: date) -> bool:
    """Whether a memo is what somebody wrote into the journal of a day: on the project, titled with it."""
    memo = each.memo
    return (memo.target_kind, memo.title, memo.coder) == ("project", today.isoformat(), who.id)


def _todays_entry(project: Project, who: Coder, shelf: Sequence[Shelved], today: date) -> None:
    there = next((each for each in shelf if _is_entry(each, who, today)), None)
    with st.container(border=True):
        if there is None:
            about = About("project", project.info().id)
            st.caption(_("Your entry of today"))
            draft = Draft("reflexive", today.isoformat())
            if new_memo_form(project, who, about, f"journal-{today}", draft):
                st.rerun()
        elif (begun := being_changed(there.memo.id)) is not None:
            if change_memo_form(project, who, begun, there.memo):
                st.rerun()
        else:
            _memo(project, there)
            st.button(
                _("Go on writing"), icon=":material/edit:", on_click=begin_changing, args=(there.memo,),
                type="primary", key="journal-go-on",
            )  # fmt: skip


def _memo(project: Project, each: Shelved) -> None:
    st.button(
        plain(each.called), icon=ICONS[each.memo.kind], type="tertiary", key=f"journal-{each.memo.id}",
        on_click=_open, args=(each,), help=_("Open it among the memos"),
    )  # fmt: skip
    st.caption(plain(told(each)))
    show_memo_text(project, each.memo.text)


def _open(each: Shelved) -> None:
    open_memo(each.memo.id)
    state.remember("memo tab", state.recall("memo tab", 0) + 1)
