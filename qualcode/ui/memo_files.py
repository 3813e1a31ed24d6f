"""Memos to take away, with their dates."""

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from qualcode.exporters import About
from qualcode.exporters.memos import Notebook, Order, memo_file_name, write_memos
from qualcode.i18n import N_
from qualcode.project import Project
from qualcode.store.memo_shelf import Shelved, quotes
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.pages.excerpts import MIME

FORMATS = {
    ".docx": N_("Word document"), ".md": N_("Markdown"),
    ".xlsx": N_("Excel workbook"), ".csv": N_("csv table"),
}  # fmt: skip
ORDERS: dict[Order, str] = {"day": N_("by day"), "target": N_("by what they are about")}


def take_memos_away(project: Project, found: Sequence[Shelved]) -> None:
    """The memos that were found, as files."""
    with st.popover(_("Take these memos away"), icon=":material/download:"):
        order = st.radio(
            _("In the order"), list(ORDERS), format_func=lambda one: _(ORDERS[one]), key="memo-order"
        )
        for suffix, label in FORMATS.items():
            about = _about(project, len(found))
            st.download_button(
                _(label),
                data=lambda suffix=suffix, about=about: _file(project, found, order, suffix, about),  # type: ignore[misc]
                file_name=memo_file_name(about, suffix),
                mime=MIME.get(suffix, "text/markdown"),
                on_click="ignore",
                key=f"memos{suffix}",
            )


def _about(project: Project, count: int) -> About:
    today = datetime.now().astimezone().isoformat(timespec="minutes")
    return About(
        project=project.info().name,
        selection="",
        date=today,
        count=count,
        version=f"QualCode {version('qualcode')}",
        language=state.language(),
    )


def _file(project: Project, found: Sequence[Shelved], order: Order, suffix: str, about: About) -> bytes:
    with TemporaryDirectory(prefix="qualcode-") as folder, project.read() as session:
        out = Path(folder) / f"memos{suffix}"
        write_memos(Notebook(tuple(found), quotes(session, found), order), out, about)
        return out.read_bytes()
