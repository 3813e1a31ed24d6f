"""Making a project: empty, with a codebook to start from, or the sample study."""

from pathlib import Path

import streamlit as st

from qualcode import places
from qualcode.actions.codes import load_codebook
from qualcode.codebook import Codebook
from qualcode.errors import NameMissing
from qualcode.i18n import N_
from qualcode.model import STUDY_KINDS, StudyKind
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.study_kinds import KINDS
from qualcode.ui.supplied_codebooks import size, supplied_codebooks


def new_project() -> None:
    """A form; the project is open when it is made."""
    books = supplied_codebooks()
    with st.form("new-project", border=False):
        name = st.text_input(_("Name of the project"), max_chars=80, placeholder=_("Interviews 2025"))
        who = st.text_input(_("Your name or sign, as others will see it"), max_chars=60)
        kind = st.radio(
            _("Kind of study"),
            STUDY_KINDS,
            index=STUDY_KINDS.index("codebook"),
            format_func=lambda kind: _(KINDS[kind].label),
            captions=[_(KINDS[kind].said) for kind in STUDY_KINDS],
        )
        book = st.selectbox(
            _("Codebook to start from"),
            ["", *books],
            format_func=lambda name: f"{name} ({size(books[name])})" if name else _("none, I write my own"),
        )
        place = st.container()
        made = st.form_submit_button(_("Make the project"), type="primary")
    if made:
        with place, explained():
            _make(name, kind, who, books.get(book))
            st.rerun()


def _make(name: str, kind: StudyKind, who: str, book: Codebook | None) -> None:
    if not who.strip():
        raise NameMissing(kind=N_("coder"))
    path = places.path_for(name)
    with Project.create(path, name=name.strip(), kind=kind, coder=who.strip()) as project:
        if book is not None:
            with project.edit(by=who.strip()) as edit:
                load_codebook(edit, book)
    _open(path, who.strip())


def sample_button() -> None:
    """Make the sample study, unless it is there already."""
    if places.SAMPLE in places.projects():
        return
    with st.container(border=True):
        st.subheader(_("Sample study"), anchor=False)
        st.write(
            _("Invented interviews and documents in three languages, coded by two people, to look around in.")
        )
        if st.button(_("Make the sample study"), icon=":material/auto_stories:"):
            with explained(), st.spinner(_("Making the sample study: reading, coding …")):
                from qualcode.sample import sample_study

                _open(sample_study())
                st.rerun()


def _open(path: Path, who: str | None = None) -> None:
    state.choose_project(path.stem)
    if who:
        state.choose_coder(who)
