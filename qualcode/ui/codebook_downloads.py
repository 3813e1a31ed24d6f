"""The codebook taken away: a menu of all the formats."""

from datetime import datetime

import streamlit as st

from qualcode.exporters.codebook_files import (
    CODEBOOK_EXPORTERS,
    CodebookExporter,
    Printing,
    codebook_bytes,
)
from qualcode.model import LANGUAGES
from qualcode.project import Project
from qualcode.store import code_sets, codes, codings
from qualcode.ui.i18n import _
from qualcode.ui.words import LANGUAGE_WORDS


def take_codebook_away(project: Project) -> None:
    with st.popover(_("Take the codebook away"), icon=":material/download:"):
        for exporter in CODEBOOK_EXPORTERS:
            if exporter.suffix != ".docx":
                _button(project, exporter)
        st.caption(_("All of these can be loaded into another project."))
        languages = st.multiselect(
            _("Languages of the Word document"),
            LANGUAGES,
            format_func=lambda each: _(LANGUAGE_WORDS[each]),
            placeholder=_("all"),
            key="codebook-docx-languages",
        )
        counted = st.checkbox(_("with how often each code was given"), key="codebook-docx-counts")
        printed = next(each for each in CODEBOOK_EXPORTERS if each.suffix == ".docx")
        _button(project, printed, tuple(languages), counted=counted)


def _button(
    project: Project, exporter: CodebookExporter, languages: tuple[str, ...] = (), *, counted: bool = False
) -> None:
    name = project.info().name

    def written() -> bytes:
        with project.read() as session:
            there = codes.codes(session, retired=True)
            book = codes.as_codebook(there, name, code_sets.code_sets(session))
            counts = {str(code): number for code, number in codings.counts(session).items()}
        date = datetime.now().astimezone().isoformat(timespec="minutes")
        return codebook_bytes(book, exporter, Printing(date, languages, counts if counted else None))

    st.download_button(
        f"{exporter.suffix} · {_(exporter.label)}",
        data=written,
        file_name=f"{name} {_('codebook')}{exporter.suffix}",
        mime=exporter.mime,
        on_click="ignore",
        key=f"codebook-download{exporter.suffix}",
        width="stretch",
    )
