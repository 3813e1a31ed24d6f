"""One coded place with the words around it, as text, for going through many of them."""

from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException

from qualcode.store.context import AROUND, InContext
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.quotes import link_to

CLOSING = ".,;:!?…»”)]\n "
"""What would stand alone in a line after the coded words."""


def show_in_context(found: InContext) -> None:
    """The words in a frame of their own, what stands before and after them, who says and who coded them."""
    who = [found.source, found.speaker, _("coded by {coder}").format(coder=found.coder)]
    with st.container(border=True, gap="small"):
        st.caption(plain(" · ".join(part for part in who if part)))
        if before := _whole_words(found.before[::-1])[::-1]:
            st.text(f"… {before}" if len(found.before) == AROUND else before)
        with st.container(border=True):
            st.text(found.quote)
        if after := _whole_words(found.after).lstrip(CLOSING):
            st.text(f"{after} …" if len(found.after) == AROUND else after)
        for memo in found.memos:
            st.text(_("Memo: {memo}").format(memo=memo))
        link_to(found.source_id, found.span)


def again() -> NoReturn:
    """Run the fragment again; where the whole page is being run, the page."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def _whole_words(text: str) -> str:
    """Without the word that is cut off at the end; the end of a source cuts none off."""
    if len(text) < AROUND:
        return text.strip()
    return text.rsplit(maxsplit=1)[0].strip() if len(text.split()) > 1 else ""
