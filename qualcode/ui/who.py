"""Who codes: chosen in the side bar, and asked for where a page cannot do without."""

import streamlit as st

from qualcode.model import Coder
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained

NEW = "+"


def choose_coder(study: Project, *, key: str | None = None) -> None:
    """Choose who codes in this tab, or join. A second one on the page needs a key."""
    there: dict[str, Coder] = {each.name: each for each in state.coders_of(study)}
    now = state.coder(study)
    chosen = st.selectbox(
        _("Coding as"),
        options=[*there, NEW],
        index=list(there).index(now.name) if now else None,
        format_func=lambda name: _("Somebody new …") if name == NEW else name,
        placeholder=_("Who is coding?"),
        key=key,
    )
    if chosen == NEW:
        _join(study, f"join-{key}")
    elif chosen and (now is None or chosen != now.name):
        state.choose_coder(chosen)
        st.rerun()


def _join(study: Project, key: str) -> None:
    with st.form(key, border=False):
        name = st.text_input(_("Your name or sign, as others will see it"), max_chars=60)
        if st.form_submit_button(_("Join")):
            with explained():
                state.choose_coder(study.coder(name).name)
                st.rerun()
