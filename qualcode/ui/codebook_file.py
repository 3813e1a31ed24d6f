"""Loading a codebook: one that comes with the program, or a file; all that is wrong with it at once."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from qualcode.actions.codes import load_codebook
from qualcode.codebook import Codebook, Problem, read_codebook
from qualcode.importers.encodings import decoded
from qualcode.model import Code, Coder
from qualcode.project import Project
from qualcode.store.codes import SEPARATOR, paths
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.supplied_codebooks import size, supplied_codebooks
from qualcode.ui.tables import height_for

LARGEST_MB = 3
LOADED = "codebooks loaded"


def load_codebook_file(project: Project, who: Coder, tree: Sequence[Code]) -> None:
    """Choose, look at what it holds, load. Nothing that is there already is changed."""
    book = _chosen()
    if book is None:
        return
    there = set(paths(tree).values())
    found = [SEPARATOR.join(path) for path, _entry in book.walk()]
    new = [path for path in found if path not in there]
    st.header(plain(book.name), anchor=False)
    if book.description:
        st.text(book.description)
    if len(new) < len(found):
        st.caption(
            _("Codes that are there already and stay as they are: {n}").format(n=len(found) - len(new))
        )
    label = _("Load the new codes ({n})").format(n=len(new))
    if st.button(label, type="primary", disabled=not new, icon=":material/download_done:"):
        with explained():
            with project.edit(by=who) as edit:
                load_codebook(edit, book)
            state.remember(LOADED, state.recall(LOADED, 0) + 1)
            st.toast(plain(_("Loaded “{name}”").format(name=book.name)))
            st.rerun()
    _show(book, there)


def _chosen() -> Codebook | None:
    books = supplied_codebooks()
    turn = state.recall(LOADED, 0)
    left, right = st.columns(2, gap="medium")
    with left:
        name = st.selectbox(
            _("A codebook that comes with the program"),
            list(books),
            index=None,
            format_func=lambda name: f"{name} ({size(books[name])})",
            placeholder=_("Choose one"),
            key=f"supplied-{turn}",
        )
    with right:
        file = st.file_uploader(
            _("Or your own file (YAML)"), max_upload_size=LARGEST_MB, key=f"codebook-file-{turn}",
            help=_("Take a codebook away from here to see how such a file is written."),
        )  # fmt: skip
    if file is None:
        return books.get(name or "")
    book, problems = read_codebook(decoded(file.getvalue()).text)
    if book is None:
        _tell(file.name, problems)
    return book


def _tell(file: str, problems: Sequence[Problem]) -> None:
    said = _("“{file}” cannot be loaded yet. What has to be mended in it: {n}").format(
        file=file, n=len(problems)
    )
    st.error(plain(said), icon=":material/error:")
    frame = pd.DataFrame(
        {
            "line": [problem.line for problem in problems],
            "what": [_(problem.template).format_map(problem.values) for problem in problems],
        }
    )
    columns = {
        "line": st.column_config.NumberColumn(_("Line"), width=60),
        "what": st.column_config.TextColumn(_("What to do"), width=900),
    }
    st.dataframe(frame, hide_index=True, column_config=columns, alt=_("Problems of the file"))


def _show(book: Codebook, there: set[str]) -> None:
    rows = [
        {
            "name": "\u2003" * (len(path) - 1) + entry.name,
            "state": _("is there already") if SEPARATOR.join(path) in there else _("new"),
            "key": entry.key,
            "brief": entry.wordings[book.language].brief,
        }
        for path, entry in book.walk()
    ]
    columns = {
        "name": st.column_config.TextColumn(_("Code"), width=280),
        "state": st.column_config.TextColumn(_("State"), width=110),
        "key": st.column_config.TextColumn(_("Key"), width=40),
        "brief": st.column_config.TextColumn(_("Brief definition"), width="large"),
    }
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=height_for(len(rows), most=460),
        column_config=columns,
        alt=_("The codes of the file"),
    )
