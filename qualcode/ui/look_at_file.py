"""A look at one file before it is stored: how it was read, what to mind, and its first turns."""

from collections.abc import Sequence

import streamlit as st

from qualcode.model import Transcript
from qualcode.text.turns import LAYOUT_NAMES
from qualcode.ui.i18n import _, notice
from qualcode.ui.import_preview import first_turns
from qualcode.ui.plain import plain


def look_at_file(transcripts: Sequence[Transcript]) -> tuple[int, str] | None:
    """The file to be read again and in which layout, when the researcher asks for that."""
    st.header(_("A look at the text"), anchor=False)
    warned = next((place for place, each in enumerate(transcripts) if each.warnings), 0)
    place = st.selectbox(
        _("File"),
        range(len(transcripts)),
        index=warned,
        format_func=lambda place: transcripts[place].file,
        width=420,
    )
    transcript = transcripts[place]
    for warning in transcript.warnings:
        st.warning(plain(notice(warning)))
    asked = _layout(transcript, place)
    st.caption(plain(notice(transcript.evidence)))
    with st.container(border=True, height=360, gap="small"):
        for speaker, words in first_turns(transcript):
            with st.container(gap=None):
                if speaker:
                    st.markdown(f"**{plain(speaker)}**")
                st.text(words)
    return asked


def _layout(transcript: Transcript, place: int) -> tuple[int, str] | None:
    layouts = list(dict.fromkeys([transcript.layout, *LAYOUT_NAMES]))
    layout = st.selectbox(
        _("How the speakers are marked in this file"),
        layouts,
        format_func=_,
        key=f"layout-{transcript.fingerprint}-{transcript.layout}",
        width=420,
    )
    return (place, layout) if layout != transcript.layout else None
