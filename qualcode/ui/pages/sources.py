"""Sources: the texts of the study."""

import streamlit as st

from qualcode.i18n import N_
from qualcode.ui.page import page


@page(N_("Sources"), icon=":material/library_books:", path="sources")
def render() -> None:
    st.write("soon")
