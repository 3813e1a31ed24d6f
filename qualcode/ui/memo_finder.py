"""The memos as a list to find one in: by words, kind, what they are about, coder and day."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qualcode.model import MemoId
from qualcode.store.memo_shelf import MemoFilter, Shelved, matching
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.memo_words import ICONS, KINDS, TARGETS, kind_word, target_word, told
from qualcode.ui.plain import plain

PER_PAGE = 10


def find_memos(shelf: Sequence[Shelved]) -> list[Shelved]:
    """What is looked for, typed and chosen above the list; the memos it finds."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Find"), type="search", live=True, width="stretch", key="memo-words",
            placeholder=_("Words of a memo, in any order"),
        )  # fmt: skip
        with st.popover(_("Only some"), icon=":material/filter_alt:"):
            wanted = _filter(shelf, words)
    return matching(shelf, wanted)


def _filter(shelf: Sequence[Shelved], words: str) -> MemoFilter:
    kinds = st.multiselect(_("Kind"), list(KINDS), format_func=kind_word, key="memo-kinds")
    targets = st.multiselect(_("About"), list(TARGETS), format_func=target_word, key="memo-targets")
    coders = st.multiselect(_("Written by"), sorted({each.coder for each in shelf}), key="memo-coders")
    with st.container(horizontal=True):
        since = st.date_input(_("From"), None, format="YYYY-MM-DD", key="memo-since", width=150)
        until = st.date_input(_("To"), None, format="YYYY-MM-DD", key="memo-until", width=150)
    return MemoFilter(
        words, frozenset(kinds), frozenset(targets), frozenset(coders),
        since if isinstance(since, date) else None, until if isinstance(until, date) else None,
    )  # fmt: skip


def list_memos(found: Sequence[Shelved]) -> None:
    """Some of them as buttons that open them, a page at a time."""
    if not found:
        st.caption(_("No memo is like this. Look for other words, or write one."))
        return
    pages = -(-len(found) // PER_PAGE)
    number = st.pagination(pages, key="memo-page") if pages > 1 else 1
    opened = state.asked("memo")
    with st.container(key="memos-in-list"):
        for each in found[(number - 1) * PER_PAGE : number * PER_PAGE]:
            with st.container(gap=None):
                st.button(
                    plain(each.called), icon=ICONS[each.memo.kind], key=f"open-{each.memo.id}",
                    type="primary" if each.memo.id == opened else "tertiary",
                    on_click=open_memo, args=(each.memo.id,),
                )  # fmt: skip
                st.caption(plain(told(each)))


def open_memo(memo: MemoId | None) -> None:
    state.ask(memo=memo, on=None)
