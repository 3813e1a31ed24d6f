"""Files in: read, shown as they were understood, corrected, and only then stored, as one action."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from qualcode.actions.sources import import_sources
from qualcode.importers import CannotRead, FaceSheet, match, read_face_sheet, read_transcript
from qualcode.model import ROLES, Coder, Source, Transcript
from qualcode.project import Project
from qualcode.store import sources
from qualcode.ui import state
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.import_preview import corrected, files_frame, speakers_frame, with_respondents
from qualcode.ui.look_at_file import look_at_file
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.words import LANGUAGE_WORDS, ROLE_WORDS, groups_of

SHEETS = {".csv", ".tsv", ".xlsx"}
KEPT = "import"


@dataclass
class Desk:
    """The files that lie before the researcher and are not stored yet; lives as long as this tab."""

    transcripts: dict[str, Transcript] = field(default_factory=dict)
    """By the upload's id, with the corrections made so far."""
    problems: dict[str, CannotRead] = field(default_factory=dict)
    sheets: dict[str, FaceSheet] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the face sheets did not fit."""
    again: dict[str, tuple[Transcript, str]] = field(default_factory=dict)
    """Files to be read once more: as they were corrected, and the layout the researcher named."""
    base: list[Transcript] = field(default_factory=list)
    """What the tables were filled with; the tables themselves hold what was changed since."""
    turn: int = 0
    """Changes when the tables must be filled anew."""


def import_files(project: Project, who: Coder, there: Sequence[Source]) -> None:
    """The uploader, and under it what was understood of the files in it."""
    files = st.file_uploader(
        _("Interviews and documents (txt, md, docx), and a face sheet of the respondents (csv, xlsx)"),
        accept_multiple_files=True,
        key=f"files-{state.recall('imports', 0)}",
    )
    if not files:
        state.forget(KEPT)
        st.caption(_("Nothing is stored yet when you drop files here: you see and correct what was understood first."))
        return
    desk = _read(files)
    for problem in desk.problems.values():
        st.error(plain(sentence(problem)), icon=":material/draft:")
    if desk.sheets:
        _tell_sheets(desk)
    if desk.transcripts:
        _preview(project, who, there, desk)


# -- reading ---------------------------------------------------------------------------------------------


def _read(files: Sequence[UploadedFile]) -> Desk:
    """The desk with these files on it: new ones read, removed ones gone."""
    desk: Desk = state.recall(KEPT) or Desk()
    state.remember(KEPT, desk)
    ids = {file.file_id for file in files}
    known = desk.transcripts.keys() | desk.problems.keys() | desk.sheets.keys()
    if ids == known:
        return desk
    for pile in (desk.transcripts, desk.problems, desk.sheets):
        for id_ in pile.keys() - ids:
            del pile[id_]  # type: ignore[attr-defined]
    new = [file for file in files if file.file_id not in known]
    bar = st.progress(0.0)
    for done, file in enumerate(new):
        bar.progress(done / len(new), text=plain(_("Reading “{file}” …").format(file=file.name)))
        _read_one(desk, file)
    bar.empty()
    _match_sheets(desk, {file.file_id for file in new})
    _fill(desk)
    return desk


def _read_one(desk: Desk, file: UploadedFile) -> None:
    try:
        if Path(file.name).suffix.lower() in SHEETS:
            desk.sheets[file.file_id] = read_face_sheet(file.name, file.getvalue())
        else:
            before, layout = desk.again.pop(file.file_id, (None, ""))
            read = read_transcript(file.name, file.getvalue(), layout=layout)
            if before is not None:
                kept = {name: getattr(before, name) for name in ("name", "group", "language", "date")}
                read = replace(read, **kept)
            desk.transcripts[file.file_id] = with_respondents(read)
    except CannotRead as problem:
        desk.problems[file.file_id] = problem


def _match_sheets(desk: Desk, new: set[str]) -> None:
    """A new sheet says something of all files, an old one only of new files: corrections made since stay."""
    said: list[str] = []
    for sheet_id, sheet in desk.sheets.items():
        matched, report = match(sheet, list(desk.transcripts.values()))
        for id_, transcript in zip(list(desk.transcripts), matched, strict=True):
            if sheet_id in new or id_ in new:
                desk.transcripts[id_] = transcript
        said += [*sheet.notices, *report.rows, *report.files, *report.doubts]
    desk.remarks = tuple(said)


def _fill(desk: Desk) -> None:
    ordered = sorted(desk.transcripts.items(), key=lambda item: item[1].file.casefold())
    desk.transcripts = dict(ordered)
    desk.base = list(desk.transcripts.values())
    desk.turn += 1


def _tell_sheets(desk: Desk) -> None:
    said = _("Face sheet read: {names}").format(names=", ".join(sheet.file for sheet in desk.sheets.values()))
    if not desk.remarks:
        st.success(plain(_("{said}. Every row fits a file, every file has a row.").format(said=said)))
        return
    with st.expander(plain(_("{said}. Please look at: {n}").format(said=said, n=len(desk.remarks)))):
        for remark in desk.remarks:
            st.text(notice(remark))


# -- correcting ------------------------------------------------------------------------------------------


def _preview(project: Project, who: Coder, there: Sequence[Source], desk: Desk) -> None:
    with project.read() as session:
        known = sources.fingerprints(session)
    groups = _groups(desk, there)
    files = _files_table(desk, known, groups)
    speakers = _speakers_table(desk)
    found = [with_respondents(each) for each in corrected(desk.base, files, speakers)]
    desk.transcripts = dict(zip(desk.transcripts, found, strict=True))
    look_again = look_at_file(found)
    if look_again is not None:
        _read_otherwise(desk, *look_again)
    chosen = [transcript for transcript, take in zip(found, files["take"], strict=True) if take]
    _store(project, who, chosen)


def _groups(desk: Desk, there: Sequence[Source]) -> list[str]:
    """The groups to choose from; one can be given to all files at once, also a new one."""
    groups = groups_of(there, [*state.recall("own groups", ()), *(each.group for each in desk.transcripts.values())])
    chosen = st.selectbox(
        _("Group of all these files"),
        groups,
        index=None,
        accept_new_options=True,
        placeholder=_("Each file its own: choose in the table. To add a group, type it here."),
        key=f"group-of-all-{desk.turn}",
    )
    if chosen and chosen.strip():
        state.remember("own groups", (*state.recall("own groups", ()), chosen.strip()))
        desk.transcripts = {id_: replace(each, group=chosen.strip()) for id_, each in desk.transcripts.items()}
        _fill(desk)
        st.rerun()
    return groups


def _files_table(desk: Desk, known: dict[str, str], groups: list[str]) -> pd.DataFrame:
    st.subheader(_("What was understood"), anchor=False)
    twice = [each for each in desk.base if each.fingerprint in known]
    for transcript in twice:
        said = _("“{file}” is in the project already, as “{source}”; tick it to import it once more.")
        st.warning(plain(said.format(file=transcript.file, source=known[transcript.fingerprint])))
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    edited = st.data_editor(
        files_frame(desk.base, known),
        hide_index=True,
        disabled=["file", "words", "turns", "speakers", "layout", "encoding", "warnings"],
        column_config={
            "take": st.column_config.CheckboxColumn(_("Import"), width=65, pinned=True),
            "file": text(_("File"), width=200),
            "name": text(_("Name in the project"), width=200, required=True),
            "group": st.column_config.SelectboxColumn(_("Group"), options=groups, width=140),
            "language": st.column_config.SelectboxColumn(
                _("Language"),
                options=list(LANGUAGE_WORDS),
                format_func=lambda name: _(LANGUAGE_WORDS.get(name, name)),
                width=150,
            ),
            "date": text(_("Date"), width=100),
            "words": number(_("Words"), width=70),
            "turns": number(_("Turns"), width=60),
            "speakers": text(_("Speakers and their turns"), width=220),
            "layout": text(_("Layout"), width=150),
            "encoding": text(_("Encoding"), width=100),
            "warnings": number(_("Warnings"), width=80),
        },
        key=f"files-table-{desk.turn}",
        alt=_("The files, as they were understood"),
    )
    return pd.DataFrame(edited)


def _speakers_table(desk: Desk) -> pd.DataFrame:
    frame = speakers_frame(desk.base)
    if frame.empty:
        return frame
    st.subheader(_("Who speaks"), anchor=False)
    st.caption(
        _("Interviewers are left out of the counts. A respondent who speaks in several files has one name in all of them.")
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["file", "label", "turns"],
        column_config={
            "file": st.column_config.TextColumn(_("File"), width=220),
            "label": st.column_config.TextColumn(_("Speaker"), width=160),
            "turns": st.column_config.NumberColumn(_("Turns"), width=60),
            "role": st.column_config.SelectboxColumn(
                _("Role"), options=list(ROLES), format_func=lambda role: _(ROLE_WORDS[role]), required=True, width=140
            ),
            "case": st.column_config.TextColumn(
                _("Respondent’s name in the project"), width=240, help=_("Left empty: like the file.")
            ),
        },
        key=f"speakers-table-{desk.turn}",
        alt=_("The speakers of the files"),
    )
    return pd.DataFrame(edited)


def _read_otherwise(desk: Desk, place: int, layout: str) -> None:
    """Read one file in the layout the researcher names."""
    id_ = list(desk.transcripts)[place]
    desk.again[id_] = (desk.transcripts.pop(id_), layout)
    st.rerun()


# -- storing ---------------------------------------------------------------------------------------------


def _store(project: Project, who: Coder, chosen: Sequence[Transcript]) -> None:
    without = sum(not transcript.group for transcript in chosen)
    if without:
        st.caption(_("Files without a group: {n}. Groups are what is compared later; they can be set afterwards.").format(n=without))
    label = _("Import {n} sources").format(n=len(chosen)) if len(chosen) != 1 else _("Import 1 source")
    if not st.button(label, type="primary", disabled=not chosen, icon=":material/library_add:"):
        return
    bar = st.progress(0.0)

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=_("Storing {done} of {of} …").format(done=done, of=of))

    with explained():
        with project.edit(by=who) as edit:
            import_sources(edit, chosen, tell)
        state.forget(KEPT)
        state.remember("imports", state.recall("imports", 0) + 1)
        st.toast(_("Imported sources: {n}").format(n=len(chosen)))
        st.rerun()
