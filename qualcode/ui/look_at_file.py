"""A look at one file before it is stored: how it was read, what to mind, and its turns, to be corrected."""

import streamlit as st

from qualcode.importers import CannotRead, Wishes
from qualcode.importers.correcting import MARK, as_script, from_script, said_by, with_whole_turns
from qualcode.importers.encodings import ENCODING_NAMES
from qualcode.model import Transcript
from qualcode.text.clock import as_clock
from qualcode.text.turns import LAYOUT_NAMES
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.import_desk import Desk
from qualcode.ui.import_preview import SHOWN_TURNS, first_turns
from qualcode.ui.plain import plain

HIGH = 420
"""Pixels of the text's window."""
LONGEST_SCRIPT = 400_000
"""Characters: a browser's text field is slow beyond."""


def look_at_file(desk: Desk) -> None:
    """One file at a time; what is corrected here starts the tables anew."""
    files = list(desk.transcripts.values())
    st.header(_("A look at the text"), anchor=False)
    warned = next((place for place, each in enumerate(files) if each.warnings), 0)
    place = st.selectbox(
        _("File"),
        range(len(files)),
        index=warned,
        format_func=lambda place: files[place].file,
        key=f"look-{len(files)}",
        width=420,
    )
    transcript = files[place]
    for warning in transcript.warnings:
        st.warning(plain(notice(warning)))
    _how_it_was_read(desk, place, transcript)
    _who_says_it(desk, place, transcript)
    shown, script = st.tabs([_("As it will look"), _("Correct the turns and paragraphs")], on_change="rerun")
    with shown:
        _turns(transcript)
    if script.open:
        with script:
            _script(desk, place, transcript)


def _how_it_was_read(desk: Desk, place: int, transcript: Transcript) -> None:
    kept = f"{place}-{desk.turn}"
    layouts = list(dict.fromkeys([transcript.layout, *LAYOUT_NAMES]))
    encodings = list(dict.fromkeys([transcript.encoding, *ENCODING_NAMES]))
    with st.container(horizontal=True):
        layout = st.selectbox(
            _("How the speakers are marked in this file"),
            layouts,
            format_func=_,
            key=f"layout-{kept}",
            width=420,
        )
        encoding = transcript.encoding
        if transcript.encoding:
            label = _("How its letters are stored (encoding)")
            encoding = st.selectbox(label, encodings, key=f"encoding-{kept}", width=300)
    st.caption(plain(notice(transcript.evidence)))
    if (layout, encoding) == (transcript.layout, transcript.encoding):
        return
    try:
        with st.spinner(_("Reading “{file}” …").format(file=plain(transcript.file))):
            desk.read_again(
                place,
                Wishes(
                    "" if layout == transcript.layout else layout, encoding if transcript.encoding else ""
                ),
            )
    except CannotRead as problem:
        st.error(plain(sentence(problem)))
        return
    st.rerun()


def _who_says_it(desk: Desk, place: int, transcript: Transcript) -> None:
    if transcript.speakers:
        return
    row = st.form(f"said-by-{place}-{desk.turn}", border=False)
    with row, st.container(horizontal=True, vertical_alignment="bottom"):
        hint = _("Of a document nobody says: leave it empty.")
        name = st.text_input(_("All of it is said by"), max_chars=100, width=420, help=hint)
        if st.form_submit_button(_("Set")) and name.strip():
            desk.put(place, said_by(transcript, name))
            st.rerun()


def _turns(transcript: Transcript) -> None:
    pages = max(1, -(-len(transcript.turns) // SHOWN_TURNS))
    page = 1
    if pages > 1:
        label = _("Turns {n} at a time; part").format(n=SHOWN_TURNS)
        page = st.number_input(label, 1, pages, key=f"turns-{transcript.fingerprint}", width=220)
    with st.container(border=True, height=HIGH, gap="small"):
        for turn, words in first_turns(transcript, (page - 1) * SHOWN_TURNS):
            with st.container(gap=None):
                time = f"  {as_clock(turn.time)}" if turn.time is not None else ""
                if turn.speaker or time:
                    st.markdown(f"**{plain(turn.speaker)}**{time}" if turn.speaker else time)
                st.text(words)


def _script(desk: Desk, place: int, transcript: Transcript) -> None:
    if len(transcript.text) > LONGEST_SCRIPT:
        st.info(_("This text is too long to be corrected here; correct the file and bring it again."))
        return
    st.caption(
        _(
            "A line that begins with {mark} says who speaks from there on; every other line is a paragraph. "
            "Join two lines to join paragraphs, break a line to split one, add a {mark} line to split a turn."
        ).format(mark=MARK)
    )
    written = as_script(transcript)
    with st.form(f"script-{place}-{desk.turn}", border=False):
        script = st.text_area(_("The text"), written, height=HIGH, key=f"script-text-{place}-{hash(written)}")
        with st.container(horizontal=True):
            applied = st.form_submit_button(_("Apply"), type="primary")
            whole = st.form_submit_button(_("Make each turn one paragraph"))
    if whole:
        desk.put(
            place, with_whole_turns(from_script(transcript, script) if script != written else transcript)
        )
        st.rerun()
    if applied and script != written:
        desk.put(place, from_script(transcript, script))
        st.rerun()
