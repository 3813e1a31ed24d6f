"""Excerpts: the coded words, to read and to take away."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from qualcode.exporters import About, Exporter, export, exporters, file_name, told
from qualcode.project import Project
from qualcode.store import reading
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import nothing_coded, study
from qualcode.ui.quotes import in_reading_order, show_quotes

MIME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}


def render() -> None:
    project = study()
    chosen = state.selection()
    with project.read() as session:
        _names, found = reading.segments(session, chosen)
        quotes = in_reading_order(found)
    if not quotes:
        nothing_coded()
        return
    _take_away(project, len(quotes))
    find = st.text_input(_("Only with these words"), type="search", live=True, width=360).casefold().strip()
    if find:
        quotes = [
            quote for quote in quotes if find in quote.quote.casefold() or find in quote.memo.casefold()
        ]
    st.caption(_("Excerpts shown: {n}").format(n=len(quotes)))
    show_quotes(quotes, key="excerpts")


def _take_away(project: Project, count: int) -> None:
    about = About(
        project=project.info().name,
        selection=told(state.selection(), state.language()),
        date=datetime.now().astimezone().isoformat(timespec="minutes"),
        count=count,
        version=f"QualCode {version('qualcode')}",
        language=state.language(),
    )
    with st.container(horizontal=True):
        for exporter in exporters():
            st.download_button(
                _(exporter.label),
                data=lambda exporter=exporter: _file(project, about, exporter),  # type: ignore[misc]
                file_name=file_name(about, exporter),
                mime=MIME.get(exporter.suffix, "application/octet-stream"),
                icon=":material/download:",
                type="primary" if exporter.suffix == ".docx" else "secondary",
                on_click="ignore",
                key=f"export-{exporter.name}",
            )


def _file(project: Project, about: About, exporter: Exporter) -> bytes:
    from dataclasses import replace

    with TemporaryDirectory(prefix="qualcode-") as folder, project.read() as session:
        names, found = reading.segments(session, state.selection())
        out = Path(folder) / f"excerpts{exporter.suffix}"
        export(found, out, replace(about, attributes=names))
        return out.read_bytes()
