"""The tables in which what was understood of the files is corrected."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.model import ROLES, Source
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.import_desk import Desk
from qualcode.ui.import_preview import (
    attributes_of,
    corrected,
    files_frame,
    respondents,
    respondents_frame,
    speakers_frame,
    written,
)
from qualcode.ui.plain import plain
from qualcode.ui.words import LANGUAGE_WORDS, groups_of, language_word, role_word

OWN_GROUPS = "own groups"
IMPORTS = "imports"
FRAMES = "import frames"


def import_tables(desk: Desk, groups: Sequence[str], attributes: Sequence[str]) -> None:
    """Files, speakers, respondents; the desk then holds what the tables say."""
    files = _files_table(desk, groups)
    desk.correct(corrected(desk.base, files, _speakers_table(desk)), files["take"].tolist())
    if _merged(desk):
        desk.fill()
        st.rerun()
    _respondents_table(desk, attributes)


def _merged(desk: Desk) -> bool:
    """Whether two speakers were given one label: the tables then have a row too many."""
    return any(
        len(old.speakers) != len(new.speakers)
        for old, new in zip(desk.base, desk.transcripts.values(), strict=True)
    )


def group_of_all(desk: Desk, there: Sequence[Source]) -> list[str]:
    """The groups to choose from; one can be given to all files at once, also a new one."""
    own = state.recall(OWN_GROUPS, ())
    groups = groups_of(there, [*own, *(each.group for each in desk.transcripts.values())])
    chosen = st.selectbox(
        _("Group of all these files"),
        groups,
        index=None,
        accept_new_options=True,
        placeholder=_("Or choose in the table. A group of your own: type it here."),
        key=f"group-of-all-{desk.turn}",
        width=460,
    )
    if chosen and chosen.strip():
        state.remember(OWN_GROUPS, (*own, chosen.strip()))
        desk.give_group(chosen.strip())
        st.rerun()
    return groups


def _files_table(desk: Desk, groups: Sequence[str]) -> pd.DataFrame:
    st.header(_("What was understood"), anchor=False)
    for path, there in desk.doubles.items():
        said = _(
            "“{file}” says the same as “{there}”, which is here already; tick it to import it once more."
        )
        st.warning(plain(said.format(file=desk.transcripts[path].file, there=there)))
    edited = st.data_editor(
        files_frame(desk.base, desk.base_taken, desk.base_words),
        hide_index=True,
        disabled=["file", "words", "speakers", "layout", "encoding", "warnings"],
        column_config=_file_columns(groups),
        key=f"files-table-{state.recall(IMPORTS, 0)}-{desk.turn}",
        placeholder=_("choose …"),
        alt=_("The files, as they were understood"),
    )
    return pd.DataFrame(edited)


def _file_columns(groups: Sequence[str]) -> dict[str, Any]:
    text, number, choice = (
        st.column_config.TextColumn,
        st.column_config.NumberColumn,
        st.column_config.SelectboxColumn,
    )
    return {
        "take": st.column_config.CheckboxColumn(_("Import"), width=70),
        "file": text(_("File"), width=145),
        "name": text(_("Name in the project"), width=145, required=True),
        "group": choice(_("Group"), options=list(groups), width=100),
        "language": choice(_("Language"), options=list(LANGUAGE_WORDS), format_func=language_word, width=95),
        "speakers": text(_("Speakers and their turns"), width=145),
        "warnings": number(_("Warnings"), width=80),
        "layout": text(_("Layout"), width=105),
        "encoding": text(_("Encoding"), width=75),
        "date": text(_("Date"), width=90),
        "words": number(_("Words"), width=70),
    }


def _speakers_table(desk: Desk) -> pd.DataFrame:
    frame = speakers_frame(desk.base)
    if frame.empty:
        return frame
    st.header(_("Who speaks"), anchor=False)
    st.caption(
        _(
            "Interviewers are left out of the counts. One person in several files has one name in all. "
            "Two spellings of one speaker become one when they get the same label."
        )
    )
    text, choice = st.column_config.TextColumn, st.column_config.SelectboxColumn
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["file", "turns"],
        column_config={
            "file": text(_("File"), width=220),
            "label": text(_("Speaker"), width=160, required=True),
            "turns": st.column_config.NumberColumn(_("Turns"), width=60),
            "role": choice(_("Role"), options=list(ROLES), format_func=role_word, required=True, width=140),
            "case": text(
                _("Respondent’s name in the project"), width=240, help=_("Left empty: like the file.")
            ),
        },
        key=f"speakers-table-{state.recall(IMPORTS, 0)}-{desk.turn}",
        alt=_("The speakers of the files"),
    )
    return pd.DataFrame(edited)


def _respondents_table(desk: Desk, there: Sequence[str]) -> None:
    """What is known of the respondents; a table of its own for each set of them, as its rows may change."""
    transcripts = list(desk.transcripts.values())
    if not respondents(transcripts):
        return
    st.header(_("Respondents and what is known of them"), anchor=False)
    attributes = attributes_of(transcripts, (*there, *desk.attributes))
    if attributes:
        key = f"respondents-{desk.turn}-{hash((*respondents(transcripts), *attributes))}"
        frames: dict[str, pd.DataFrame] = state.recall(FRAMES, {})
        frame = frames.get(key, respondents_frame(transcripts, attributes))
        state.remember(FRAMES, {key: frame})
        text = st.column_config.TextColumn
        edited = st.data_editor(
            frame,
            hide_index=True,
            disabled=["case"],
            column_config={"case": text(_("Respondent"), width=220)}
            | {str(i): text(name, width=140) for i, name in enumerate(attributes)},
            key=key,
            alt=_("Respondents and their attributes"),
        )
        for case, attribute, value in written(frame, pd.DataFrame(edited), attributes):
            desk.write(case, attribute, value)
    _another_attribute(desk, attributes)


def _another_attribute(desk: Desk, attributes: Sequence[str]) -> None:
    row = st.form("import-attribute", border=False, clear_on_submit=True)
    with row, st.container(horizontal=True, vertical_alignment="bottom"):
        hint = _("region, role, age band …")
        name = st.text_input(_("Another attribute"), max_chars=60, width=300, placeholder=hint).strip()
        if st.form_submit_button(_("Add"), icon=":material/add:") and name and name not in attributes:
            desk.attributes = (*desk.attributes, name)
            st.rerun()
