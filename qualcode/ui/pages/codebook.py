"""Codebook: the tree of codes, their definitions, and the way in and out as a file."""

import streamlit as st

from qualcode.codebook import write_codebook
from qualcode.model import Code, CodeId
from qualcode.project import Project
from qualcode.store import codes, codings
from qualcode.ui import state
from qualcode.ui.code_form import change_form, new_form
from qualcode.ui.code_tree import choose_code
from qualcode.ui.codebook_file import LOADED, load_codebook_file
from qualcode.ui.i18n import _
from qualcode.ui.page import me, study


def render() -> None:
    project = study()
    with project.read() as session:
        tree = codes.codes(session, retired=True)
        counts = codings.counts(session)
    labels = [_("Codes"), _("New code"), _("Load a codebook")]
    there, new, load = st.tabs(
        labels,
        default=labels[0] if tree else labels[2],
        on_change="rerun",
        key=f"codebook-{state.recall(LOADED, 0)}",  # a codebook that was loaded is what one looks at next
    )
    if there.open:
        with there:
            _codes(project, tree, counts)
    if new.open:
        with new:
            new_form(project, me(project), tree)
    if load.open:
        with load:
            load_codebook_file(project, me(project), tree)


def _codes(project: Project, tree: list[Code], counts: dict[CodeId, int]) -> None:
    if not tree:
        st.info(_("There are no codes yet. Load a codebook, or write your first code under “New code”."))
        return
    left, right = st.columns([5, 6] if state.asked("code") else [30, 1], gap="medium")
    with left:
        st.caption(_("Choose a code to read and change its definition."))
        chosen = choose_code(tree, counts)
        _download(project, tree)
    with right:
        if chosen is not None:
            change_form(project, me(project), tree, chosen)


def _download(project: Project, tree: list[Code]) -> None:
    name = project.info().name
    st.download_button(
        _("Take the codebook away (YAML)"),
        data=lambda: write_codebook(codes.as_codebook(tree, name)),
        file_name=f"{name} codebook.yaml",
        mime="application/yaml",
        icon=":material/download:",
        on_click="ignore",
        help=_("A file people can read and edit; it can be loaded into another project."),
    )
