"""Codebook: the codes."""

import streamlit as st

from qualcode.i18n import N_
from qualcode.ui.page import page


@page(N_("Codebook"), icon=":material/account_tree:", path="codebook")
def render() -> None:
    st.write("soon")
