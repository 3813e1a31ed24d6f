"""The recording of a source on the Sources page: attached, put right, taken off."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from qualcode.actions.recordings import attach_recording, remove_recording, shift_recording
from qualcode.errors import QualcodeError
from qualcode.model import Coder, Recording, Source
from qualcode.project import Project
from qualcode.store.recording_files import Folder, folder_of, found, keep
from qualcode.store.recordings import recording_of
from qualcode.ui import state
from qualcode.ui.i18n import _, sentence
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

LARGEST = 300
"""Megabytes: Streamlit holds an upload in memory. An interview of 90 minutes is 40–120 MB as mp3."""
DAY = 24 * 60 * 60.0
BROUGHT = "recordings brought"


def source_recording(project: Project, who: Coder, source: Source) -> None:
    """What a source’s recording is, and the ways to change that."""
    with project.read() as session:
        there, folder = recording_of(session, source.id), folder_of(session)
    st.subheader(_("Recording"), anchor=False)
    if there is not None:
        _about(there, folder)
        _change(project, who, source, there)
    said = _("Put another in its place") if there else _("Attach a recording")
    with st.expander(said, icon=":material/mic:"):
        _bring(project, who, source, folder)


def _about(recording: Recording, folder: Folder) -> None:
    try:
        found(folder, recording)
    except QualcodeError as problem:
        st.error(plain(sentence(problem)), icon=":material/error:")
    said = _("{file}, {megabytes:.1f} MB. It is played beside the text on the Code page.")
    st.caption(plain(said.format(file=recording.file, megabytes=recording.size / 1e6)))


def _change(project: Project, who: Coder, source: Source, recording: Recording) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seconds = st.number_input(
            _("The transcript’s 0:00 is at second"),
            min_value=-DAY,
            max_value=DAY,
            value=recording.offset / 1000,
            step=1.0,
            format="%.1f",
            key=f"offset-{hash(recording)}",
            help=_("For a recording that runs before the transcript’s times begin."),
            width=240,
        )
        removed = st.button(
            _("Take the recording off"),
            icon=":material/delete:",
            help=_("The file stays in the project’s folder of recordings, so that this can be undone."),
        )
    offset = round(seconds * 1000)
    with explained():
        if removed:
            with project.edit(by=who) as edit:
                remove_recording(edit, source.id)
        elif offset != recording.offset:
            with project.edit(by=who) as edit:
                shift_recording(edit, source.id, offset)
        else:
            return
        st.rerun()


def _bring(project: Project, who: Coder, source: Source, folder: Folder) -> None:
    """What is dropped is attached at once: Undo takes it off again."""
    number = state.recall(BROUGHT, 0)
    file = st.file_uploader(
        _("The sound of this conversation: mp3, m4a, aac, wav, ogg, opus, flac, webm or mp4"),
        max_upload_size=LARGEST,
        key=f"recording-{source.id}-{number}",
        help=_("A larger file is attached on the command line: qualcode recording PROJECT SOURCE FILE"),
    )
    st.caption(
        _("It is copied beside the project, not encrypted, and is not part of the backups: keep a copy.")
    )
    if file is None:
        return
    with explained():
        kept = keep(folder, file, file.name)
        with project.edit(by=who) as edit:
            attach_recording(edit, source.id, kept)
        state.remember(BROUGHT, number + 1)  # an empty uploader
        _forget(file)
        st.toast(plain(_("Attached “{file}”").format(file=kept.file)))
        st.rerun()


def _forget(file: UploadedFile) -> None:
    """Streamlit would hold it in memory as long as the window is open: twenty interviews fill a laptop."""
    run = get_script_run_ctx()
    if run and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        run.uploaded_file_mgr.remove_file(session_id=run.session_id, file_id=file.file_id)
