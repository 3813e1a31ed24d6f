"""The face sheet of the interviews there are: taken away as a table, read after a look at what is new."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.facesheets import News, read_face_sheet
from qualcode.exporters.sheet import sheet_of, understood, write_sheet
from qualcode.importers import CannotRead, FaceSheet
from qualcode.importers import read_face_sheet as read_sheet
from qualcode.importers.tables import LARGEST_MB
from qualcode.model import Attribute, Coder
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.kind_words import value_word
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for

READ = "face sheets read"
HELD = "face sheet"
MIME = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv"}


def face_sheet(project: Project, who: Coder, attributes: Sequence[Attribute]) -> None:
    _take_away(project)
    sheet = _uploaded()
    if sheet is None:
        return
    news, remarks, without_row = understood(project, sheet)
    if st.button(_label(news), type="primary", disabled=not news, icon=":material/download_done:"):
        _store(project, who, news, sheet.file)
    _show(news, attributes)
    _tell(_("Please look at: {n}"), remarks, opened=True)
    _tell(_("Sources the sheet does not tell of: {n}"), without_row, opened=False)


def _take_away(project: Project) -> None:
    name = project.info().name
    with st.container(horizontal=True):
        for suffix, label in ((".xlsx", _("Excel workbook")), (".csv", _("csv table"))):
            st.download_button(
                label,
                data=lambda suffix=suffix: _file(project, suffix),  # type: ignore[misc]
                file_name=f"{name} {_('respondents')}{suffix}",
                mime=MIME[suffix],
                icon=":material/download:",
                on_click="ignore",
                key=f"face-sheet{suffix}",
            )
    st.caption(_("A row for each place where somebody speaks. Fill it in anywhere and read it here again."))


def _file(project: Project, suffix: str) -> bytes:
    with TemporaryDirectory(prefix="qualcode-") as folder:
        out = Path(folder) / f"respondents{suffix}"
        write_sheet(sheet_of(project), out)
        return out.read_bytes()


def _uploaded() -> FaceSheet | None:
    """The file that lies there, read once."""
    file = st.file_uploader(
        _("Read a face sheet (csv, xlsx)"),
        max_upload_size=LARGEST_MB,
        key=f"face-sheet-{state.recall(READ, 0)}",
    )
    if file is None:
        state.forget(HELD)
        return None
    held = state.recall(HELD)
    if held is None or held[0] != file.file_id:
        held = file.file_id, _read(file.name, file.getvalue())
        state.remember(HELD, held)
    if isinstance(held[1], CannotRead):
        st.error(plain(sentence(held[1])), icon=":material/draft:")
        return None
    return held[1]  # type: ignore[no-any-return]


def _read(name: str, data: bytes) -> FaceSheet | CannotRead:
    try:
        return read_sheet(name, data)
    except CannotRead as problem:
        return problem


def _label(news: News) -> str:
    label = _("Read the face sheet (values: {values}, speakers: {links})")
    return label.format(values=len(news.given), links=len(news.links))


def _store(project: Project, who: Coder, news: News, file: str) -> None:
    with explained():
        with project.edit(by=who) as edit:
            read_face_sheet(edit, news, file)
        state.remember(READ, state.recall(READ, 0) + 1)
        state.forget(HELD)
        st.toast(plain(_("Read “{file}”").format(file=file)))
        st.rerun()


# -- what is new -----------------------------------------------------------------------------------------


def _show(news: News, attributes: Sequence[Attribute]) -> None:
    if not news:
        st.info(_("There is nothing new in it: the project says the same already."))
    for arrival in news.attributes:
        st.text(notice(arrival.told()))
    if news.links:
        _links(news)
    if news.given:
        _values(news, attributes)


def _tell(label: str, remarks: Sequence[str], *, opened: bool) -> None:
    if remarks:
        with st.expander(label.format(n=len(remarks)), icon=":material/rule:", expanded=opened):
            for remark in remarks:
                st.text(notice(remark))


def _links(news: News) -> None:
    st.caption(_("Who speaks:"))
    frame = pd.DataFrame(
        {
            "source": [link.source for link in news.links],
            "speaker": [link.label for link in news.links],
            "before": [link.before for link in news.links],
            "after": [link.after for link in news.links],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "source": text(_("Source"), width=200),
        "speaker": text(_("Speaker"), width=140),
        "before": text(_("Is now"), width=200),
        "after": text(_("Will be"), width=200),
    }
    _table(frame, columns, _("Who speaks, as the face sheet says"))


def _values(news: News, attributes: Sequence[Attribute]) -> None:
    st.caption(_("What is known of them:"))
    known = {each.name: each for each in attributes}
    frame = pd.DataFrame(
        {
            "case": [value.case for value in news.given],
            "attribute": [value.attribute for value in news.given],
            "before": [value_word(value.before, known.get(value.attribute)) for value in news.given],
            "after": [value_word(value.after, known.get(value.attribute)) for value in news.given],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "case": text(_("Respondent"), width=200),
        "attribute": text(_("Attribute"), width=140),
        "before": text(_("Is now"), width=200),
        "after": text(_("Will be"), width=200),
    }
    _table(frame, columns, _("New values"))


def _table(frame: pd.DataFrame, columns: Mapping[str, Any], alt: str) -> None:
    st.dataframe(
        frame, hide_index=True, height=height_for(len(frame), most=320), column_config=dict(columns), alt=alt
    )
