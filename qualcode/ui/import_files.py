"""Files in: read, shown as they were understood, corrected, and only then stored, as one action."""

import io
from collections.abc import Mapping, Sequence

import streamlit as st

from qualcode.actions.recordings import attach_recording
from qualcode.actions.sources import import_sources
from qualcode.i18n import translation
from qualcode.importers import SUFFIXES
from qualcode.importers.problems import NoTranscriptFor
from qualcode.importers.reading import BUNDLE, LARGEST_BUNDLE_MB, SOUNDS
from qualcode.model import Coder, Source
from qualcode.project import Project
from qualcode.store import cases, sources
from qualcode.store.recording_files import Kept, folder_of, keep
from qualcode.ui import state
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.import_desk import Desk, Upload
from qualcode.ui.import_news import import_news
from qualcode.ui.import_tables import IMPORTS, group_of_all, import_tables
from qualcode.ui.look_at_file import look_at_file
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

KEPT = "import"


def import_files(project: Project, who: Coder, there: Sequence[Source]) -> None:
    """The uploader, and under it what was understood of the files in it."""
    files = st.file_uploader(
        _("Interviews and documents, a face sheet of the respondents, recordings; also packed as zip"),
        type=[*SUFFIXES, BUNDLE, *SOUNDS],
        accept_multiple_files=True,
        max_upload_size=LARGEST_BUNDLE_MB,
        key=f"files-{state.recall(IMPORTS, 0)}",
    )
    if not files:
        state.forget(KEPT)
        st.caption(
            _("Dropping files here stores nothing yet: you see and correct what was understood first.")
        )
        return
    desk = _desk(project)
    _lay(desk, files)
    for problem in desk.problems.values():
        st.error(plain(sentence(problem)), icon=":material/draft:")
    if desk.sheets:
        _tell_sheets(desk)
    if desk.sounds:
        _tell_sounds(desk)
    if desk.transcripts:
        _preview(project, who, there, desk)


def _desk(project: Project) -> Desk:
    desk = state.recall(KEPT)
    if not isinstance(desk, Desk):
        with project.read() as session:
            known = sources.fingerprints(session)
            people = frozenset(case.name for case in cases.cases(session))

        def same_words(texts: Mapping[str, int]) -> Mapping[str, str]:
            with project.read() as session:
                return sources.same_words(session, texts)

        desk = Desk(known, same_words, people)
        state.remember(KEPT, desk)
    return desk


def _lay(desk: Desk, files: Sequence[Upload]) -> None:
    """Have the files read; whoever stops that keeps what was read so far."""
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, text=_("Reading …"))
        st.button(_("Stop"), on_click=desk.stop, icon=":material/stop_circle:", key="stop-reading")

    def tell(done: int, of: int, name: str) -> None:
        bar.progress(done / of, text=plain(_("Reading “{file}” …").format(file=name)))

    desk.lay(files, tell)
    place.empty()
    if desk.left:
        said = _("You stopped the reading. Files not read: {n}.").format(n=len(desk.left))
        st.info(said, icon=":material/stop_circle:")
        st.button(_("Read them"), on_click=desk.go_on)


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


def _tell_sounds(desk: Desk) -> None:
    """Which recordings belong to which transcripts, and which to none."""
    chosen = desk.chosen()
    fitting = {sound.path: chosen[place].file for place, sound in desk.recordings().items()}
    for path in desk.sounds:
        if path in fitting:
            said = _("“{sound}” will be attached to “{file}”.").format(sound=path.name, file=fitting[path])
            st.caption(plain(said))
        else:
            st.warning(plain(sentence(NoTranscriptFor(path.name))), icon=":material/volume_off:")


def _preview(project: Project, who: Coder, there: Sequence[Source], desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        groups = group_of_all(desk, there)
        button = st.container(width="content")
    hint = st.empty()
    with project.read() as session:
        attributes = [each.name for each in cases.attributes(session)]
    import_tables(desk, groups, attributes)
    look_at_file(desk)
    import_news(project, desk.chosen())
    if without := sum(not each.group for each in desk.chosen()):
        hint.caption(_("Files without a group: {n}. Groups are what is compared later.").format(n=without))
    with button:
        pressed = _button(len(desk.chosen()))
    if pressed:
        _store(project, who, desk)


# -- storing ---------------------------------------------------------------------------------------------


def _button(count: int) -> bool:
    words = translation(state.language())
    label = words.ngettext("Import {n} source", "Import {n} sources", count).format(n=count)
    return st.button(label, type="primary", disabled=not count, icon=":material/library_add:")


def _store(project: Project, who: Coder, desk: Desk) -> None:
    """One action, recordings included: whoever stops it stores nothing."""
    chosen = desk.chosen()
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button(_("Stop"), icon=":material/stop_circle:", key="stop-storing", on_click=_say_stopped)

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=_("Storing {done} of {of} …").format(done=done, of=of))

    with explained():
        kept = _kept(project, desk)
        with project.edit(by=who) as edit:
            stored = import_sources(edit, chosen, tell)
            for number, recording in kept.items():
                attach_recording(edit, stored[number].id, recording)
        state.forget(KEPT)
        state.remember(IMPORTS, state.recall(IMPORTS, 0) + 1)
        st.toast(_("Imported sources: {n}").format(n=len(chosen)))
        st.rerun()


def _kept(project: Project, desk: Desk) -> dict[int, Kept]:
    """The recordings that are called like a transcript, copied beside the project, by its place."""
    with project.read() as session:
        folder = folder_of(session)
    return {
        place: keep(folder, io.BytesIO(sound.data()) if sound.data else sound.path, sound.path.name)
        for place, sound in desk.recordings().items()
    }


def _say_stopped() -> None:
    if isinstance(state.recall(KEPT), Desk):  # else it was stored before the button was pressed
        st.toast(_("Stopped: nothing was stored."))
