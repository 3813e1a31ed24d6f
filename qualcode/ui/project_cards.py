"""The projects there are, as cards."""

from collections.abc import Mapping

import streamlit as st

from qualcode.store.glance import Glance
from qualcode.ui import state
from qualcode.ui.i18n import _, local
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.study_kinds import KINDS

SHOWN = 12


def project_cards(there: Mapping[str, str]) -> None:
    """A card each: the name, what it holds, when it last changed, and a button that opens it."""
    now = state.project_name()
    names = [now, *(name for name in there if name != now)] if now else list(there)
    if len(names) > SHOWN:
        find = st.text_input(_("Find a project"), type="search", live=True, width=320).casefold().strip()
        names = [name for name in names if find in name.casefold()]
    pages = -(-len(names) // SHOWN)
    number = st.pagination(pages, key="project-page") if pages > 1 else 1
    cards = st.grid(3, min_column_width=260)
    for name in names[(number - 1) * SHOWN : number * SHOWN]:
        with cards, st.container(border=True, height="stretch", gap="small"):
            _card(name, there[name], opened=name == now)


def _card(name: str, where: str, *, opened: bool) -> None:
    with explained():
        holds = state.glance(where)
        st.subheader(plain(holds.name), anchor=False)
        if holds.name != name:
            st.caption(plain(_("file: {name}").format(name=name)))
        st.caption(_holds(holds))
        if opened:
            st.badge(_("open"), icon=":material/folder_open:", color="gray")
        elif st.button(_("Open"), key=f"open-{name}", help=plain(_("Open “{name}”").format(name=holds.name))):
            state.choose_project(name)
            st.rerun()


def _holds(holds: Glance) -> str:
    said = [
        _(KINDS[holds.kind].label),
        _("Sources: {n}").format(n=holds.sources),
        _("Codes: {n}").format(n=holds.codes),
        _("Codings: {n}").format(n=holds.codings),
    ]
    if holds.changed:
        said.append(_("Changed {when}").format(when=local(holds.changed)))
    return " · ".join(said)
