"""The history as a list: a day, and what was done on it; each line opens to what it changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from qualcode.actions import LABELS
from qualcode.actions.kinds import KINDS, kind_of
from qualcode.model import Coder, HistoryEntry
from qualcode.project import Project
from qualcode.store.history import FLOOR
from qualcode.store.log import Wanted, entries
from qualcode.store.telling import told
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.take_back import ask, asked
from qualcode.ui.told_lines import told_lines

PER_PAGE = 30
ICONS: Mapping[str, str] = {
    "coding": ":material/edit_note:", "codebook": ":material/account_tree:",
    "memos": ":material/sticky_note_2:",
    "sources": ":material/library_books:", "respondents": ":material/person:",
    "progress": ":material/checklist:", "project": ":material/settings:", "back": ":material/undo:",
}  # fmt: skip
STARTS, GLIMPSES = "history pages", "history glimpses"
FEW = 3
"""Rows; of an action that changed more no words are shown in the line."""
GLIMPSE = 60
"""Characters."""


def history_list(project: Project, coder: Coder | None, wanted: Wanted) -> None:
    """A page of it, the latest first. Only what is shown is read."""
    starts = _starts(wanted)
    with project.read() as session:
        found = entries(session, wanted, latest=PER_PAGE + 1, before=starts[-1])[::-1]
    hidden = not project.info().see_others

    def is_blind(entry: HistoryEntry) -> bool:
        return hidden and _is_of_coding(entry) and (not coder or entry.coder_id != coder.id)

    page = found[:PER_PAGE]
    # a row found by its words or its code would tell that it has them
    tells = bool(wanted.words or wanted.code)
    shown = [entry for entry in page if not (tells and is_blind(entry))]
    if not shown:
        st.info(_("Nothing in the history is like this: widen the filter."))
    for day, its in groupby(shown, lambda entry: entry.when.astimezone().date()):
        st.header(_day(day), anchor=False)
        with st.container(gap="xsmall"):
            for entry in its:
                _row(project, coder, entry, blind=is_blind(entry))
    _pages(starts, page[-1].number if len(found) > PER_PAGE else None)
    if coder is not None:
        asked(project, coder)


def _is_of_coding(entry: HistoryEntry) -> bool:
    """Whether it would tell what somebody coded, or wrote about what they coded."""
    return kind_of(entry.about if entry.undoes else entry.name) in {"coding", "memos"}


def _starts(wanted: Wanted) -> list[int | None]:
    """Where the pages turned so far begin; another filter begins at the latest again."""
    kept: tuple[Wanted, list[int | None]] | None = state.recall(STARTS)
    starts: list[int | None] = kept[1] if kept and kept[0] == wanted else [None]
    state.remember(STARTS, (wanted, starts))
    return starts


def _pages(starts: list[int | None], older: int | None) -> None:
    if len(starts) == 1 and older is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        newer = st.button(_("Newer"), icon=":material/arrow_upward:", disabled=len(starts) == 1)
        more = st.button(_("Older"), icon=":material/arrow_downward:", disabled=older is None)
        st.caption(_("Page {n}").format(n=len(starts)))
    if newer:
        starts.pop()
        st.rerun()
    if more:
        starts.append(older)
        st.rerun()


def _day(day: date) -> str:
    today = date.today()  # noqa: DTZ011 (the day it is where this is read)
    if day == today:
        return _("Today")
    return _("Yesterday") if day == today - timedelta(days=1) else f"{day:%Y-%m-%d}"


def _row(project: Project, coder: Coder | None, entry: HistoryEntry, *, blind: bool) -> None:
    key = f"done-{entry.number}"
    label = _label(entry, "" if blind else _glimpse(project, entry), blind=blind)
    icon = ICONS[kind_of(entry.name)]
    with st.expander(label, icon=icon, on_change="rerun", key=key, type="compact") as row:
        if row.open:
            _open(project, coder, entry, blind=blind)


def _glimpse(project: Project, entry: HistoryEntry) -> str:
    """The first of the words that were coded, or of a memo: what one knows an action by."""
    if entry.rows > FEW or kind_of(entry.name) not in {"coding", "memos"}:
        return ""
    kept: dict[str, str] = state.recall(GLIMPSES, {})
    if entry.id not in kept:
        with project.read() as session:
            lines = told(session, entry)
        quotes = (line.quote or next((field.after for field in line.fields), "") for line in lines)
        quote = " ".join(next((quote for quote in quotes if quote), "").split())
        kept[entry.id] = quote if len(quote) <= GLIMPSE else f"{quote[:GLIMPSE].rstrip()} …"
        state.remember(GLIMPSES, kept)
    return kept[entry.id]


def _label(entry: HistoryEntry, glimpse: str, *, blind: bool) -> str:
    what = _(LABELS[entry.name])  # type: ignore[index]
    about = entry.about
    if entry.undoes:
        about = " · ".join(part for part in (_(LABELS[entry.about]), entry.of) if part)  # type: ignore[index]
    parts = [f"{entry.when.astimezone():%H:%M}", f"**{plain(entry.coder)}**", plain(what)]
    if about and not blind:
        parts.append(plain(about))
    if glimpse:
        parts.append(plain(f"“{glimpse}”"))
    if entry.undone:
        parts.append(f"*{plain(_('taken back'))}*")
    return " · ".join(parts)


def _open(project: Project, coder: Coder | None, entry: HistoryEntry, *, blind: bool) -> None:
    if blind:
        st.caption(_("In this project coders do not see each other’s codings."))
    else:
        with project.read() as session:
            lines = told(session, entry)
        told_lines(lines)
    facts = {"kind": _(KINDS[kind_of(entry.name)].label), "n": entry.number, "device": entry.device}
    said = _("{kind} · action {n} · on computer {device} · {when}")
    st.caption(plain(said.format(when=f"{entry.when.astimezone():%Y-%m-%d %H:%M:%S}", **facts)))
    with st.container(horizontal=True):
        _buttons(coder, entry)


def _buttons(coder: Coder | None, entry: HistoryEntry) -> None:
    can_go = entry.name not in {*FLOOR, "undo", "redo"}
    if coder is not None and can_go and entry.coder_id == coder.id:
        if entry.undone:
            if st.button(_("Do again …"), icon=":material/redo:", key=f"again-{entry.number}"):
                ask("again", entry)
        else:
            if st.button(_("Take back …"), icon=":material/undo:", key=f"back-{entry.number}"):
                ask("back", entry)
            if st.button(
                _("Take back all I did since …"), icon=":material/history:", key=f"since-{entry.number}"
            ):
                ask("since", entry)
    elif can_go and not entry.undone:
        st.caption(_("Only who did it can take it back."))
    if st.button(_("The project as it was then"), icon=":material/event_repeat:", key=f"then-{entry.number}"):
        state.ask(as_of=str(entry.number))
        st.rerun()
