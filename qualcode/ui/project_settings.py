"""The open project's coders, who codes what, how coding works, name, kind of study and backups."""

import streamlit as st

from qualcode.actions.coders import add_coder, bring_back_coder, rename_coder, retire_coder
from qualcode.actions.projects import rename_project
from qualcode.model import STUDY_KINDS, Coder
from qualcode.project import Project
from qualcode.store import coders
from qualcode.ui import state
from qualcode.ui.how_coding_works import how_coding_works
from qualcode.ui.i18n import _, local
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.study_kinds import KINDS

MEGABYTE = 1_000_000


def project_settings(project: Project) -> None:
    """Folded parts; changes need somebody who makes them."""
    who = state.coder(project)
    if who is None:
        st.info(_("Say in the side bar who you are; then you can code, and change the project here."))
    with st.expander(_("Coders"), icon=":material/group:"):
        _coders(project, who)
    with st.expander(
        _("Who codes what"), icon=":material/assignment_ind:", on_change="rerun", key="sharing"
    ) as sharing:
        if sharing.open:
            from qualcode.ui.sharing_out import sharing_out  # pandas: Home is there at once without it

            sharing_out(project, who)
    with st.expander(_("How coding works"), icon=":material/edit_note:"):
        how_coding_works(project, who)
    with st.expander(_("Name and kind of study"), icon=":material/tune:"):
        _name(project, who)
    with st.expander(_("Backups"), icon=":material/save:"):
        _backups(project)


# -- coders ----------------------------------------------------------------------------------------------


def _coders(project: Project, who: Coder | None) -> None:
    with project.read() as session:
        everybody = coders.coders(session)
    for coder in everybody:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(coder.name, width=220)
            if coder.retired:
                st.badge(_("retired"), color="gray")
            if who is not None:
                _change(project, who, coder)
    if who is None:
        return
    with (
        st.form("add-coder", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(_("Somebody else who codes here"), max_chars=60, width=300)
        if st.form_submit_button(_("Add"), icon=":material/person_add:"):
            with explained():
                with project.edit(by=who) as edit:
                    add_coder(edit, name)
                st.rerun()


def _change(project: Project, who: Coder, coder: Coder) -> None:
    with st.popover(_("Rename"), key=f"rename-{coder.id}"):
        name = st.text_input(
            plain(_("New name for {name}").format(name=coder.name)), coder.name, key=f"name-{coder.id}"
        )
        if st.button(_("Save"), key=f"save-{coder.id}"):
            with explained():
                with project.edit(by=who) as edit:
                    rename_coder(edit, coder.id, name)
                if coder.id == who.id:
                    state.choose_coder(name.strip())
                st.rerun()
    change = bring_back_coder if coder.retired else retire_coder
    label = _("Bring back") if coder.retired else _("Retire")
    said = _("Takes the name off the list of who codes; what was coded stays.")
    if st.button(
        label, key=f"retire-{coder.id}", help=None if coder.retired else said, disabled=coder.id == who.id
    ):
        with explained():
            with project.edit(by=who) as edit:
                change(edit, coder.id)
            st.rerun()


# -- name ------------------------------------------------------------------------------------------------


def _name(project: Project, who: Coder | None) -> None:
    now = project.info()
    with st.form("name", border=False):
        name = st.text_input(_("Name of the project"), now.name, max_chars=80, width=420)
        kind = st.radio(
            _("Kind of study"),
            STUDY_KINDS,
            index=STUDY_KINDS.index(now.kind),
            format_func=lambda kind: _(KINDS[kind].label),
            captions=[_(KINDS[kind].said) for kind in STUDY_KINDS],
        )
        if st.form_submit_button(_("Save"), disabled=who is None) and who is not None:
            with explained():
                with project.edit(by=who) as edit:
                    rename_project(edit, name, kind)
                st.rerun()


# -- backups ---------------------------------------------------------------------------------------------


def _backups(project: Project) -> None:
    path = project.location.path
    if path is None:
        st.write(_("This project lies on a server; its administrator makes the backups."))
        return
    there = project.backups()
    if there:
        facts = {"when": local(there[0].made), "size": f"{there[0].size / MEGABYTE:.1f}", "n": len(there)}
        st.write(_("Last backup: {when} ({size} MB). Backups kept: {n}.").format(**facts))
    else:
        st.write(_("There is no backup yet. One is made by itself while you work."))
    if st.button(_("Make a backup now"), icon=":material/save:"):
        with explained():
            with st.spinner(_("Copying and checking …")):
                project.backup()
            st.toast(_("Backup made and checked."))
            st.rerun()
    st.caption(_("The project’s file:"))
    st.text(str(path))
