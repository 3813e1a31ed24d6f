"""Files in: read, shown as they were understood, corrected, and only then stored, as one action."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.sources import import_sources
from qualcode.i18n import translation
from qualcode.model import ROLES, Coder, Source, Transcript
from qualcode.project import Project
from qualcode.store import sources
from qualcode.ui import state
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.import_desk import Desk
from qualcode.ui.import_preview import corrected, files_frame, speakers_frame
from qualcode.ui.look_at_file import look_at_file
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.words import LANGUAGE_WORDS, groups_of, language_word, role_word

KEPT = "import"
OWN_GROUPS = "own groups"
IMPORTS = "imports"


def import_files(project: Project, who: Coder, there: Sequence[Source]) -> None:
    """The uploader, and under it what was understood of the files in it."""
    files = st.file_uploader(
        _("Interviews and documents (txt, md, docx), and a face sheet of the respondents (csv, xlsx)"),
        accept_multiple_files=True,
        key=f"files-{state.recall(IMPORTS, 0)}",
    )
    if not files:
        state.forget(KEPT)
        st.caption(
            _("Dropping files here stores nothing yet: you see and correct what was understood first.")
        )
        return
    desk = _desk(project)
    bar = st.empty()

    def tell(done: int, of: int, name: str) -> None:
        bar.progress(done / of, text=plain(_("Reading “{file}” …").format(file=name)))

    desk.lay(files, tell)
    bar.empty()
    for problem in desk.problems.values():
        st.error(plain(sentence(problem)), icon=":material/draft:")
    if desk.sheets:
        _tell_sheets(desk)
    if desk.transcripts:
        _preview(project, who, there, desk)


def _desk(project: Project) -> Desk:
    desk = state.recall(KEPT)
    if not isinstance(desk, Desk):
        with project.read() as session:
            desk = Desk(known=sources.fingerprints(session))
        state.remember(KEPT, desk)
    return desk


def _tell_sheets(desk: Desk) -> None:
    names = ", ".join(sheet.file for sheet in desk.sheets.values())
    if not desk.remarks:
        said = _("Face sheet read: {names}. Every row fits a file, and every file has a row.")
        st.success(plain(said.format(names=names)), icon=":material/table:")
        return
    said = _("Face sheet read: {names}. Please look at: {n}")
    with st.expander(plain(said.format(names=names, n=len(desk.remarks))), icon=":material/table:"):
        for remark in desk.remarks:
            st.text(notice(remark))


def _preview(project: Project, who: Coder, there: Sequence[Source], desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        groups = _groups(desk, there)
        button = st.container(width="content")
    hint = st.empty()
    files = _files_table(desk, groups)
    desk.correct(corrected(desk.base, files, _speakers_table(desk)), files["take"].tolist())
    asked = look_at_file(list(desk.transcripts.values()))
    if asked is not None:
        desk.read_again(*asked)
        st.rerun()
    if without := sum(not each.group for each in desk.chosen()):
        hint.caption(_("Files without a group: {n}. Groups are what is compared later.").format(n=without))
    with button:
        pressed = _button(len(desk.chosen()))
    if pressed:
        _store(project, who, desk.chosen())


# -- correcting ------------------------------------------------------------------------------------------


def _groups(desk: Desk, there: Sequence[Source]) -> list[str]:
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
    for transcript in desk.base:
        if transcript.fingerprint in desk.known:
            said = _("“{file}” is in the project already, as “{source}”; tick it to import it once more.")
            facts = {"file": transcript.file, "source": desk.known[transcript.fingerprint]}
            st.warning(plain(said.format_map(facts)))
    edited = st.data_editor(
        files_frame(desk.base, desk.base_taken),
        hide_index=True,
        disabled=["file", "words", "turns", "speakers", "layout", "encoding", "warnings"],
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
        "take": st.column_config.CheckboxColumn(_("Import"), width=85),
        "file": text(_("File"), width=200),
        "name": text(_("Name in the project"), width=200, required=True),
        "group": choice(_("Group"), options=list(groups), width=140),
        "language": choice(_("Language"), options=list(LANGUAGE_WORDS), format_func=language_word, width=150),
        "date": text(_("Date"), width=100),
        "words": number(_("Words"), width=70),
        "turns": number(_("Turns"), width=60),
        "speakers": text(_("Speakers and their turns"), width=220),
        "layout": text(_("Layout"), width=150),
        "encoding": text(_("Encoding"), width=100),
        "warnings": number(_("Warnings"), width=80),
    }


def _speakers_table(desk: Desk) -> pd.DataFrame:
    frame = speakers_frame(desk.base)
    if frame.empty:
        return frame
    st.header(_("Who speaks"), anchor=False)
    st.caption(_("Interviewers are left out of the counts. One person in several files has one name in all."))
    text, choice = st.column_config.TextColumn, st.column_config.SelectboxColumn
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["file", "label", "turns"],
        column_config={
            "file": text(_("File"), width=220),
            "label": text(_("Speaker"), width=160),
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


# -- storing ---------------------------------------------------------------------------------------------


def _button(count: int) -> bool:
    words = translation(state.language())
    label = words.ngettext("Import {n} source", "Import {n} sources", count).format(n=count)
    return st.button(label, type="primary", disabled=not count, icon=":material/library_add:")


def _store(project: Project, who: Coder, chosen: Sequence[Transcript]) -> None:
    bar = st.progress(0.0)

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=_("Storing {done} of {of} …").format(done=done, of=of))

    with explained():
        with project.edit(by=who) as edit:
            import_sources(edit, chosen, tell)
        state.forget(KEPT)
        state.remember(IMPORTS, state.recall(IMPORTS, 0) + 1)
        st.toast(_("Imported sources: {n}").format(n=len(chosen)))
        st.rerun()
