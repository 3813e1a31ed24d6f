"""Help: the user guide, from the files of this program."""

from pathlib import Path

import streamlit as st

from qualcode.ui.i18n import _

FOLDER = Path(__file__).parents[2] / "help"


def render() -> None:
    guide = sorted(FOLDER.glob("*.md"))
    titles = {path: path.read_text("utf-8").splitlines()[0].removeprefix("# ") for path in guide}
    chosen = st.radio(_("Chapter"), guide, format_func=titles.__getitem__, horizontal=True)
    st.markdown(chosen.read_text("utf-8").split("\n", 1)[1], width=760)
