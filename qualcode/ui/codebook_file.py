"""Loading a codebook: one that comes with the program, or a file, after a look at what is new."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from qualcode.actions.codes import load_codebook
from qualcode.codebook import Codebook, Problem
from qualcode.importers import CannotRead
from qualcode.importers.codebook_columns import MEANINGS, CodebookSheet
from qualcode.importers.codebook_files import SHEETS, CodebookFile, matched
from qualcode.importers.encodings import ENCODING_NAMES
from qualcode.importers.reading import read_codebook_file
from qualcode.model import Code, Coder
from qualcode.project import Project
from qualcode.store.arriving import Arriving, arrivals
from qualcode.store.code_sets import code_sets
from qualcode.ui import state
from qualcode.ui.codebook_columns import match_columns
from qualcode.ui.i18n import _, notice, sentence
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.supplied_codebooks import size, supplied_codebooks
from qualcode.ui.tables import height_for

LARGEST_MB = 20
LOADED = "codebooks loaded"
HELD = "codebook file"
_OTHER = {"name": "code", "place": "parent", "colour": "colour", "key": "key", "codable": "codable"}
"""What may differ, by how `MEANINGS` calls it."""


def load_codebook_file(project: Project, who: Coder, tree: Sequence[Code]) -> None:
    """Choose, look at what it holds, load. Nothing that is there already is changed."""
    book = _chosen()
    if book is None:
        return
    coming = arrivals(book, tree).codes
    st.header(plain(book.name), anchor=False)
    if book.description:
        st.text(book.description)
    new = [each for each in coming if each.there is None]
    sets = _new_sets(project, book)
    _say_what_is_there(coming, sets)
    label = _("Load the new codes ({n})").format(n=len(new))
    if st.button(label, type="primary", disabled=not (new or sets), icon=":material/download_done:"):
        with explained():
            with project.edit(by=who) as edit:
                load_codebook(edit, book)
            state.remember(LOADED, state.recall(LOADED, 0) + 1)
            state.forget(HELD)
            st.toast(plain(_("Loaded “{name}”").format(name=book.name)))
            st.rerun()
    _show(coming, book.language)


# -- which one -------------------------------------------------------------------------------------------


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
            _("Or your own file (YAML, REFI-QDA .qdc, csv, Excel)"),
            max_upload_size=LARGEST_MB,
            key=f"codebook-file-{turn}",
            help=_(
                "A table needs a column with the codes; how the others are called is understood in English, "
                "Russian and Kazakh, and can be corrected."
            ),
        )
    if file is None:
        state.forget(HELD)
        return books.get(name or "")
    found = _held(file.file_id, file.name, file.getvalue())
    return None if found is None else _codebook(file.name, found, file.file_id)


def _held(id_: str, name: str, data: bytes) -> CodebookFile | CodebookSheet | None:
    """The file that lies there, read once for each encoding."""
    encoding = _encoding(id_) if Path(name).suffix.lower() in {".csv", ".tsv"} else ""
    held = state.recall(HELD)
    if held is None or held[0] != (id_, encoding):
        held = (id_, encoding), _read(name, data, encoding)
        state.remember(HELD, held)
    if isinstance(held[1], CannotRead):
        st.error(plain(sentence(held[1])), icon=":material/draft:")
        return None
    return held[1]  # type: ignore[no-any-return]


def _encoding(id_: str) -> str:
    chosen = st.selectbox(
        _("How its letters are stored (encoding)"),
        ENCODING_NAMES,
        index=None,
        placeholder=_("as it was found"),
        key=f"codebook-encoding-{id_}",
        width=300,
    )
    return chosen or ""


def _read(name: str, data: bytes, encoding: str) -> CodebookFile | CodebookSheet | CannotRead:
    try:
        return read_codebook_file(name, data, encoding=encoding)
    except CannotRead as problem:
        return problem


def _codebook(name: str, found: CodebookFile | CodebookSheet, key: str) -> Codebook | None:
    for each in found.notices:
        st.warning(plain(notice(each)))
    if isinstance(found, CodebookSheet):
        found = matched(found, *match_columns(found, key))
    if found.codebook is None:
        _tell_why_not(name, found.problems)
    elif found.problems:
        label = _("Please look at: {n}").format(n=len(found.problems))
        with st.expander(label, expanded=True, icon=":material/warning:"):
            place = _("Row") if Path(name).suffix.lower() in SHEETS else _("Line")
            _list(found.problems, place, _("What was found"))
    return found.codebook


# -- what is wrong ---------------------------------------------------------------------------------------


def _tell_why_not(file: str, problems: Sequence[Problem]) -> None:
    said = _("“{file}” cannot be loaded yet. What has to be mended in it: {n}").format(
        file=file, n=len(problems)
    )
    st.error(plain(said), icon=":material/error:")
    _list(problems, _("Line"), _("What to do"))


def _list(problems: Sequence[Problem], place: str, what: str) -> None:
    frame = pd.DataFrame(
        {
            "line": [problem.line for problem in problems],
            "what": [_(problem.template).format_map(problem.values) for problem in problems],
        }
    )
    columns = {
        "line": st.column_config.NumberColumn(place, width=60),
        "what": st.column_config.TextColumn(what, width=900),
    }
    st.dataframe(
        frame,
        hide_index=True,
        height=height_for(len(frame), most=300),
        column_config=columns,
        alt=_("Problems of the file"),
    )


# -- what is in it ---------------------------------------------------------------------------------------


def _new_sets(project: Project, book: Codebook) -> list[str]:
    if not book.sets:
        return []
    with project.read() as session:
        there = code_sets(session)
    names, ids = {each.name for each in there}, {each.id for each in there}
    return [each.name for each in book.sets if each.name not in names and each.id not in ids]


def _say_what_is_there(coming: Sequence[Arriving], sets: Sequence[str]) -> None:
    there = [each for each in coming if each.there is not None]
    differ = [each for each in there if each.differs]
    said = []
    if there:
        said.append(
            _("Codes that are there already and stay as they are: {n}").format(n=len(there))
            + (_(", of which differ from the file: {n}").format(n=len(differ)) if differ else "")
        )
    if sets:
        said.append(_("New code sets: {names}").format(names=", ".join(sets)))
    if said:
        st.caption(plain(". ".join(said)))


def _show(coming: Sequence[Arriving], language: str) -> None:
    rows = [
        {
            "name": "\u2003" * (len(each.path) - 1) + each.entry.name,
            "state": _state(each),
            "differs": ", ".join(map(_word, each.differs)),
            "key": each.entry.key,
            "brief": each.entry.wordings[language].brief or each.entry.wordings[language].full,
        }
        for each in coming
    ]
    columns = {
        "name": st.column_config.TextColumn(_("Code"), width=280),
        "state": st.column_config.TextColumn(_("State"), width=110),
        "differs": st.column_config.TextColumn(_("Differs in"), width=160),
        "key": st.column_config.TextColumn(_("Key"), width=40),
        "brief": st.column_config.TextColumn(_("Definition"), width="large"),
    }
    frame = pd.DataFrame(rows)
    if not any(each.differs for each in coming):
        frame = frame.drop(columns="differs")
    st.dataframe(
        frame,
        hide_index=True,
        height=height_for(len(rows), most=460),
        column_config=columns,
        alt=_("The codes of the file"),
    )


def _state(each: Arriving) -> str:
    if each.there is None:
        return _("new") if each.entry.codable else _("new, a heading")
    return _("is there, retired") if each.there.retired else _("is there already")


def _word(field: str) -> str:
    """“when to use (ru)”."""
    if field in _OTHER:
        return _("name") if field == "name" else _(MEANINGS[_OTHER[field]])
    language, _dot, name = field.partition(".")
    return f"{_(MEANINGS[name])} ({language})"
