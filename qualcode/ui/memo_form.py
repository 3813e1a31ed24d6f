"""Writing a memo: its kind, title and words, with a picker for links."""

from dataclasses import dataclass

import streamlit as st

from qualcode.actions.memos import add_memo, change_memo
from qualcode.i18n import N_
from qualcode.model import Coder, Memo, MemoId, MemoKind, MemoTarget, Span
from qualcode.project import Project
from qualcode.store.memos import who_changed
from qualcode.text.links import Thing, typed_link
from qualcode.ui import state
from qualcode.ui.i18n import _, local
from qualcode.ui.memo_text import KIND_WORDS
from qualcode.ui.memo_words import KINDS, kind_word
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

HEIGHT = 260
HOW = N_(
    "`**bold**`, `*italic*`, `# heading`, `- list`, `> quotation`. "
    "`[[name]]` links to a code, source, respondent or memo."
)
BEGUN = "memo being changed"


@dataclass(frozen=True)
class About:
    """What a new memo will be about."""

    kind: MemoTarget
    id: str
    span: Span | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Draft:
    """What the form says now."""

    kind: MemoKind = "note"
    title: str = ""
    text: str = ""


def new_memo_form(project: Project, who: Coder, about: About, key: str, start: Draft) -> MemoId | None:
    """A form that adds a memo and is empty again; which memo, when one has just been saved."""
    turn = state.recall(f"saved {key}", 0)
    place = (str(project.where), who.id, key)
    draft = _fields(project, state.unsaved(place, start), f"{key}-{turn}")
    state.keep_unsaved(place, draft if draft != start else None)
    if not st.button(_("Save the memo"), type="primary", key=f"{key}-save"):
        return None
    with explained():
        with project.edit(by=who) as edit:
            made = add_memo(
                edit, about.id, draft.text, target_kind=about.kind, kind=draft.kind, title=draft.title,
                span=about.span, quote=about.quote,
            )  # fmt: skip
        _forget(f"{key}-{turn}")
        state.keep_unsaved(place, None)
        state.remember(f"saved {key}", turn + 1)
        st.toast(_("Memo saved"))
        return made
    return None


# -- a memo that is there --------------------------------------------------------------------------------


def begin_changing(memo: Memo) -> None:
    """Open a memo’s form, to be begun from what it is now."""
    state.remember(BEGUN, memo)
    state.remember("memo turn", state.recall("memo turn", 0) + 1)


def being_changed(memo: MemoId) -> Memo | None:
    """The memo as it was when its form was opened; None: it is not open."""
    begun: Memo | None = state.recall(BEGUN)
    return begun if begun is not None and begun.id == memo else None


def change_memo_form(project: Project, who: Coder, begun: Memo, now: Memo) -> bool:
    """The form; whether one is done with it. What somebody else has written meanwhile is shown beside it."""
    key = f"memo-{begun.id}-{state.recall('memo turn', 0)}"
    draft = _fields(project, Draft(begun.kind, begun.title, begun.text), key)
    if (now.title, now.text, now.kind) != (begun.title, begun.text, begun.kind):
        _theirs(project, now)
    place = st.container()
    with st.container(horizontal=True):
        saved = st.button(_("Save"), type="primary", key=f"{key}-save")
        left = st.button(_("Leave it as it was"), key=f"{key}-leave")
    if left or (saved and _stored(project, who, begun, draft, place)):
        _forget(key)
        state.forget(BEGUN)
        return True
    return False


def _stored(project: Project, who: Coder, begun: Memo, draft: Draft, place: object) -> bool:
    was = {"kind": begun.kind, "title": begun.title, "text": begun.text}
    with place, explained():  # type: ignore[attr-defined]
        with project.edit(by=who) as edit:
            change_memo(edit, begun.id, text=draft.text, title=draft.title, kind=draft.kind, was=was)
        st.toast(_("Memo saved"))
        return True
    return False


def _theirs(project: Project, now: Memo) -> None:
    """Somebody was faster: nothing of theirs is overwritten unread."""
    with project.read() as session:
        coder = who_changed(session, now.id) or _("Somebody")
    said = _("{coder} changed this memo while you were writing ({when}). It says now:")
    st.warning(plain(said.format(coder=coder, when=local(now.changed))), icon=":material/group:")
    with st.container(border=True):
        st.text(f"{now.title}\n{now.text}" if now.title else now.text)
    st.button(
        _("I have read theirs: mine may replace it"), on_click=lambda: state.remember(BEGUN, now),
        key="memo-theirs-read",
    )  # fmt: skip


# -- the fields ------------------------------------------------------------------------------------------


def _fields(project: Project, start: Draft, key: str) -> Draft:
    kept: Draft = state.recall(f"draft {key}", start)
    kinds = list(KINDS)
    kind = st.radio(
        _("Kind"), kinds, index=kinds.index(kept.kind), format_func=kind_word, horizontal=True,
        key=f"{key}-kind",
    )  # fmt: skip
    title = st.text_input(
        _("Title"),
        kept.title,
        max_chars=200,
        key=f"{key}-title",
        placeholder=_("Or leave it: the first words name it"),
    )
    if state.chosen(f"{key}-text") is None:
        state.write_in(f"{key}-text", kept.text)
    text = st.text_area(
        _("Words"), height=HEIGHT, key=f"{key}-text",
        help=_(HOW),
    )  # fmt: skip
    _picker(project, key)
    draft = Draft(kind, title, text)
    state.remember(f"draft {key}", draft)  # a look at another page loses nothing
    return draft


def _forget(key: str) -> None:
    state.forget(f"draft {key}")


def _picker(project: Project, key: str) -> None:
    """Put a link into the words: chosen by name, written so that it leads to that and nothing else."""
    names = state.names(project)
    things = sorted(
        {thing for found in names.now.values() for thing in found}, key=lambda each: (each.kind, each.name)
    )

    def insert() -> None:
        chosen = state.chosen(f"{key}-link")
        if isinstance(chosen, Thing):
            words = state.written(f"{key}-text").rstrip(" ")
            space = "" if not words or words.endswith("\n") else " "
            state.write_in(f"{key}-text", f"{words}{space}{typed_link(chosen, names)} ")

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Link to"), things, index=None, key=f"{key}-link", width=360,
            format_func=lambda thing: f"{thing.name} · {_(KIND_WORDS[thing.kind])}",
            placeholder=_("Part of a name"),
        )  # fmt: skip
        st.button(_("Insert the link"), icon=":material/add_link:", on_click=insert, key=f"{key}-insert")
