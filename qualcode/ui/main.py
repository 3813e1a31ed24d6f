"""One run of the app: navigation, side bar, the chosen page."""

from pathlib import Path

import streamlit as st

from qualcode.store.past_folders import sweep
from qualcode.ui import sidebar, state
from qualcode.ui.i18n import _
from qualcode.ui.page import Screen, explained
from qualcode.ui.pages import SCREENS

ICON = Path(__file__).with_name("icon.svg")
"""A file of ours: Streamlit would fetch a named icon from another host."""

STYLE = """<style>
.stMainBlockContainer { padding-top: 4rem; padding-bottom: 2rem; }
.stMainBlockContainer h1 { font-size: 1.5rem; padding: 0 0 .25rem; }
.stMainBlockContainer h2 { font-size: 1.2rem; padding: .75rem 0 .25rem; }
.stMainBlockContainer h3 { font-size: 1.05rem; padding: .25rem 0; }
.st-key-memos-in-list .stButton :is(button, div, span, p),
.st-key-memos-in-journal .stButton :is(button, div, span, p) { justify-content: start; text-align: left }
.stTabs [role="tab"][aria-selected="true"] { color: inherit; }
@media (max-width: 640px) { .stMainBlockContainer { padding-left: .75rem; padding-right: .75rem; } }
</style>"""
"""Streamlit leaves a hand’s breadth above every page; people who code all day need it for text.

No `[class*=…] *`: at every class that changes the browser would style all below it anew, the whole text too.
"""


def run() -> None:
    st.set_page_config(page_title="QualCode", page_icon=str(ICON), layout="wide")
    _tidied()
    pages = {screen: _as_page(screen, first=screen is SCREENS[0]) for screen in SCREENS}
    state.know_pages({screen.path: page for screen, page in pages.items()})
    chosen = st.navigation(list(pages.values()), position="top")
    state.enter(chosen.url_path)
    # on the Code page the text needs the width
    st.set_page_config(initial_sidebar_state="collapsed" if chosen.url_path == "code" else "auto")
    st.html(STYLE)
    with explained():
        sidebar.show(chosen.url_path)
    chosen.run()
    state.keep_address()


@st.cache_resource(show_spinner=False)
def _tidied() -> bool:
    """Once for each start."""
    sweep()
    return True


def _as_page(screen: Screen, *, first: bool) -> st.Page:
    return st.Page(screen.show, title=_(screen.title), icon=screen.icon, url_path=screen.path, default=first)
