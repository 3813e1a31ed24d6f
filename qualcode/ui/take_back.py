"""Taking back an action of the list, or doing it again: first what would happen, then the button."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from qualcode.actions import LABELS
from qualcode.actions.rehearsal import refusal
from qualcode.model import Coder, HistoryEntry
from qualcode.project import Edit, Project
from qualcode.store import history
from qualcode.store.log import Wanted, entries
from qualcode.store.telling import told
from qualcode.ui import state
from qualcode.ui.i18n import _, sentence
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.told_lines import told_lines

Question = Literal["back", "since", "again"]
ASKED = "history asked"
SHOWN = 20


def ask(question: Question, entry: HistoryEntry) -> None:
    """Open the question when the page runs next."""
    state.remember(ASKED, (question, entry))
    st.rerun()


def asked(project: Project, coder: Coder) -> None:
    """Show what taking it back, all since, or doing it again would do; then do it or not."""
    kept: tuple[Question, HistoryEntry] | None = state.recall(ASKED)
    if kept is None:
        return
    question, entry = kept
    titles = {
        "back": _("Take this back?"),
        "since": _("Take back all since then?"),
        "again": _("Do this again?"),
    }

    @st.dialog(titles[question], width="large", on_dismiss=_forget)
    def dialog() -> None:
        if question == "since":
            _all_since(project, coder, entry)
            _decide(
                project, coder, lambda edit: history.undo_back_to(edit, entry.id), _("Take all of it back")
            )
            return
        back = question == "back"
        st.markdown(plain(_line(entry)))
        st.caption(_("This is what will happen:"))
        with project.read() as session:
            told_lines(told(session, entry, back=back), will_be=back, links=False)
        if back:
            _decide(project, coder, lambda edit: history.undo(edit, entry.id), _("Take back"))
        else:
            _decide(project, coder, lambda edit: history.redo(edit, entry.id), _("Do again"))

    dialog()


def _forget() -> None:
    state.forget(ASKED)


def _line(entry: HistoryEntry) -> str:
    what = _(LABELS[entry.name])  # type: ignore[index]
    return " · ".join(
        part for part in (f"{entry.when.astimezone():%Y-%m-%d %H:%M}", what, entry.about) if part
    )


def _all_since(project: Project, coder: Coder, entry: HistoryEntry) -> None:
    """What all of it is: the latest first, as it will be taken back."""
    with project.read() as session:
        ids = set(history.standing_since(session, coder.id, entry.id))
        its = [each for each in entries(session, Wanted(coders=frozenset({coder.name}))) if each.id in ids][
            ::-1
        ]
    st.caption(_("Your actions that will be taken back, all or none of them: {n}").format(n=len(its)))
    for each in its[:SHOWN]:
        st.text(_line(each))
    if len(its) > SHOWN:
        st.caption(_("and earlier ones: {n}").format(n=len(its) - SHOWN))
    st.caption(_("What others did stays. You can do each of them again, the earliest first."))


def _decide(project: Project, coder: Coder, act: Callable[[Edit], object], label: str) -> None:
    """The button, or why it cannot be: found out by doing it without storing it."""
    refused = refusal(project, coder, act)
    if refused is not None:
        st.warning(
            plain(_("It cannot be done: {why}").format(why=sentence(refused))), icon=":material/block:"
        )
        return
    if st.button(label, type="primary", icon=":material/check:", key="take-back-now"):
        with explained():
            with project.edit(by=coder) as edit:
                act(edit)
            _forget()
            st.toast(_("Done. It is in the history too, and can be taken back like everything."))
            st.rerun()
