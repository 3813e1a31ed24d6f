"""Taking the past away: as a project, as excerpts, as a codebook."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from qualcode import places
from qualcode.exporters import About, Exporter, export, exporters, file_name, told
from qualcode.exporters.codebook_files import CODEBOOK_EXPORTERS, Printing, codebook_bytes
from qualcode.model import Coder, Selection
from qualcode.past import PastProject
from qualcode.store import codes, reading
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain


def past_take_away(past: PastProject, coder: Coder | None) -> None:
    """Files whose names and first lines say what day they are of."""
    name = f"{past.info().name} as of {past.when[:10]}"
    st.header(_("As a project"), anchor=False)
    st.caption(
        _(
            "A project of its own, with its history until then. It opens like any other, and its name says "
            "what it is. Recordings stay with the present project."
        )
    )
    if coder is None:
        st.info(_("Say in the side bar who you are; then you can keep it."))
    else:
        _project(past, coder, name)
    st.header(_("Excerpts"), anchor=False)
    with past.read() as session:
        _names, found = reading.segments(session, Selection())
        count = sum(1 for _each in found)
    if count:
        _excerpts(past, name, count)
    else:
        st.caption(_("Nothing was coded yet."))
    st.header(_("Codebook"), anchor=False)
    _codebook(past, name)


def _project(past: PastProject, coder: Coder, name: str) -> None:
    with st.container(horizontal=True):
        if st.button(_("Keep it beside the others"), icon=":material/bookmark_added:", type="primary"):
            with explained():
                path = places.path_for(_safe(name))
                past.keep(path, coder.name)
                st.success(plain(_("Kept as “{name}”; it is on Home now.").format(name=path.stem)))
        st.download_button(
            _("Download the project"),
            data=lambda: _kept(past, coder),
            file_name=f"{_safe(name)}.qualcode",
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
        )


def _safe(name: str) -> str:
    """Without the signs no file name may have."""
    return " ".join(
        "".join(" " if sign in '<>:"/\\|?*' or not sign.isprintable() else sign for sign in name).split()
    ).strip(".")


def _kept(past: PastProject, coder: Coder) -> bytes:
    with TemporaryDirectory(prefix="qualcode-") as folder:
        out = Path(folder) / "past.qualcode"
        past.keep(out, coder.name)
        return out.read_bytes()


def _excerpts(past: PastProject, name: str, count: int) -> None:
    about = About(
        project=name,
        selection=told(Selection(), state.language()),
        date=datetime.now().astimezone().isoformat(timespec="minutes"),
        count=count,
        version=f"QualCode {version('qualcode')}",
        language=state.language(),
    )
    with st.container(horizontal=True):
        for exporter in exporters():
            st.download_button(
                _(exporter.label),
                data=lambda exporter=exporter: _file(past, about, exporter),  # type: ignore[misc]
                file_name=file_name(about, exporter),
                mime="application/octet-stream",
                icon=":material/download:",
                on_click="ignore",
                key=f"past-{exporter.name}",
            )


def _file(past: PastProject, about: About, exporter: Exporter) -> bytes:
    from dataclasses import replace

    with TemporaryDirectory(prefix="qualcode-") as folder, past.read() as session:
        names, found = reading.segments(session, Selection())
        out = Path(folder) / f"excerpts{exporter.suffix}"
        export(found, out, replace(about, attributes=names))
        return out.read_bytes()


def _codebook(past: PastProject, name: str) -> None:
    with past.read() as session:
        tree = codes.codes(session, retired=True)
    if not tree:
        st.caption(_("There were no codes yet."))
        return
    book, printing = codes.as_codebook(tree, name), Printing(past.when[:10])
    with st.container(horizontal=True):
        for exporter in CODEBOOK_EXPORTERS:
            st.download_button(
                _(exporter.label),
                data=lambda exporter=exporter: codebook_bytes(book, exporter, printing),  # type: ignore[misc]
                file_name=f"{name} codebook{exporter.suffix}",
                mime=exporter.mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"past-codebook-{exporter.name}",
            )
