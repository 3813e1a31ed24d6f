"""Codebook: the tree of codes, their definitions, and the way in and out as a file."""

import streamlit as st

from qualcode.i18n import N_
from qualcode.project import Project
from qualcode.store import codes
from qualcode.ui import state
from qualcode.ui.check_again import check_again, waiting_note
from qualcode.ui.code_set_form import code_set_forms
from qualcode.ui.code_tree_pane import code_tree
from qualcode.ui.codebook_downloads import take_codebook_away
from qualcode.ui.codebook_file import LOADED, load_codebook_file
from qualcode.ui.codebook_versions import show_versions
from qualcode.ui.i18n import _
from qualcode.ui.memo_list import code_memos
from qualcode.ui.merge_codes import merge_form
from qualcode.ui.page import explained, me, study
from qualcode.ui.split_code import split_form


def render() -> None:
    project = study()
    me(project)
    with project.read() as session:
        is_empty = not codes.codes(session, retired=True)
    labels = [_(label) for label, _show in TABS]
    shown = st.tabs(
        labels,
        default=_(LOAD) if is_empty else labels[0],
        on_change="rerun",
        key=f"codebook-{state.recall(LOADED, 0)}",  # a codebook that was loaded is what one looks at next
    )
    for tab, (_label, show) in zip(shown, TABS, strict=True):
        if tab.open:
            with tab, explained():
                show(project)


def _codes(project: Project) -> None:
    coder = me(project)
    waiting_note(project, coder)

    @st.fragment(key="code-tree")
    def tree() -> None:
        with explained():
            code_tree(project, coder)
            code_memos(project, coder)

    tree()
    take_codebook_away(project)


def _sets(project: Project) -> None:
    code_set_forms(project, me(project))


def _load(project: Project) -> None:
    with project.read() as session:
        tree = codes.codes(session, retired=True)
    load_codebook_file(project, me(project), tree)


LOAD = N_("Load a codebook")
TABS = (
    (N_("Codes"), _codes),
    (N_("Code sets"), _sets),
    (N_("Merge"), merge_form),
    (N_("Split"), split_form),
    (N_("Versions"), show_versions),
    (N_("Check again"), check_again),
    (LOAD, _load),
)
"""Only the one that is open is run."""
