"""One memo to read: what it says, what it is about, what mentions it; and to change or take away."""

from collections.abc import Iterable, Sequence

import streamlit as st

from qualcode.actions.memos import remove_memo
from qualcode.model import Coder, Memo
from qualcode.project import Project
from qualcode.store.memo_shelf import Shelved, quotes
from qualcode.store.memos import called
from qualcode.text.links import LinkKind, Names, links_in
from qualcode.ui import just_done, state
from qualcode.ui.i18n import _
from qualcode.ui.memo_form import begin_changing, being_changed, change_memo_form
from qualcode.ui.memo_text import PAGES, show_memo_text
from qualcode.ui.memo_words import ICONS, kind_word, told
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.quotes import link_to

REMOVED = "memo removed"


def read_memo(project: Project, who: Coder, each: Shelved) -> None:
    """The memo, or its form when it is being changed."""
    memo = each.memo
    st.header(plain(memo.title or kind_word(memo.kind)), anchor=False)
    st.caption(plain(told(each)))
    _show_quote(project, each)
    begun = being_changed(memo.id)
    if begun is not None:
        if change_memo_form(project, who, begun, memo):
            st.rerun()
        return
    show_memo_text(project, memo.text)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Change"), icon=":material/edit:", on_click=begin_changing, args=(memo,), key="memo-change"
        )
        if st.button(_("Remove"), icon=":material/delete:", key="memo-remove"):
            _remove(project, who, memo)
        open_target(each)
    mentions(project, "memo", memo.id)


def _show_quote(project: Project, each: Shelved) -> None:
    if each.span is None:
        return
    with project.read() as session:
        quote = quotes(session, [each]).get(each.memo.id, "")
    with st.container(border=True):
        st.text(quote)


def _remove(project: Project, who: Coder, memo: Memo) -> None:
    with explained():
        with project.edit(by=who) as edit:
            remove_memo(edit, memo.id, was={"title": memo.title, "text": memo.text})
            just_done.done(edit, REMOVED, _("Removed the memo “{name}”").format(name=called(memo)))
        state.ask(memo=None)
        st.rerun()


def open_target(each: Shelved) -> None:
    """The way to what a memo is about."""
    memo = each.memo
    if each.source is not None and each.span is not None:
        link_to(each.source, each.span)
    elif memo.target_kind == "source":
        _way("source", memo.target, _("Open the text"))
    elif memo.target_kind == "code":
        _way("code", memo.target, _("Open the code"))
    elif memo.target_kind == "case":
        _way("case", memo.target, _("Open the respondent"))


def _way(kind: LinkKind, id_: str, label: str) -> None:
    page, name = PAGES[kind]
    st.page_link(
        state.page(page), label=label, icon=":material/north_east:", query_params=state.address(**{name: id_})
    )


def mentions(project: Project, kind: LinkKind, id_: str) -> None:
    """The memos that link to something."""
    found = linking(state.memos(project), state.names(project), kind, id_)
    if found:
        st.caption(_("Mentioned in"))
        for each in found:
            memo_link(each)


def linking(shelf: Iterable[Shelved], names: Names, kind: LinkKind, id_: str) -> Sequence[Shelved]:
    """The memos with a link that leads to something, and to nothing else."""
    return [
        each
        for each in shelf
        if "[[" in each.memo.text
        and any(
            link.thing and (link.thing.kind, link.thing.id) == (kind, id_)
            for link in links_in(each.memo.text, names)
        )
    ]


def memo_link(each: Shelved) -> None:
    """A link that opens a memo on the Memos page."""
    st.page_link(
        state.page("memos"), label=plain(each.called), icon=ICONS[each.memo.kind],
        query_params=state.address(memo=each.memo.id),
    )  # fmt: skip
