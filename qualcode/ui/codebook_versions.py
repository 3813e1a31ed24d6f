"""Versions of the codebook: name one, see which there are, and read what became of the codes between two."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from qualcode.actions.codebook_versions import name_version, rename_version
from qualcode.codebook_diff import Difference, Kind, differences, pieces
from qualcode.i18n import N_
from qualcode.model import CodebookVersion, Coder, CoderId
from qualcode.project import Project
from qualcode.store import codebook_versions, coders
from qualcode.ui import state
from qualcode.ui.i18n import _, local
from qualcode.ui.page import explained, me
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for

NOW = 0
MADE = "versions made"
GROUPS: Mapping[Kind, str] = {
    "added": N_("added"),
    "removed": N_("no longer there"),
    "merged": N_("merged"),
    "retired": N_("retired"),
    "brought back": N_("brought back"),
    "renamed": N_("renamed"),
    "moved": N_("moved"),
    "redefined": N_("parts of definitions changed"),
    "new rule": N_("to be checked again"),
}
"""What is summed up above; the rest is told below."""
ICONS: Mapping[Kind, str] = {
    "added": "add_circle",
    "removed": "cancel",
    "merged": "merge",
    "retired": "archive",
    "brought back": "unarchive",
    "renamed": "edit",
    "moved": "drive_file_move",
    "reordered": "swap_vert",
    "recoloured": "palette",
    "re-keyed": "keyboard",
    "heading": "title",
    "codable": "label",
    "redefined": "edit_note",
    "opposites": "contrast",
    "terms": "search",
    "new rule": "fact_check",
}


def show_versions(project: Project) -> None:
    """The versions there are, a new one, and two of them compared."""
    who = me(project)
    with project.read() as session:
        there = codebook_versions.versions(session)
        names = {each.id: each.name for each in coders.coders(session)}
        unversioned = codebook_versions.codings_under(session).get(0, 0)
    _name_one(project, who, first=not there)
    if not there:
        st.info(
            _(
                "No version has a name yet. Name one when the codebook is agreed on: before coding begins, "
                "after a pilot, when you submit. Each coding then knows under which version it was made."
            )
        )
        return
    _list(project, who, there, names, unversioned)
    _compare(project, there)


def _name_one(project: Project, who: Coder, *, first: bool) -> None:
    turn = state.recall(MADE, 0)
    with st.expander(_("Name the codebook as it is now"), expanded=first, icon=":material/bookmark_add:"):
        with st.form(f"name-version-{turn}", border=False):
            name = st.text_input(_("Name"), max_chars=80, placeholder=_("for example: After the pilot"))
            note = st.text_area(_("Note: what was decided, and why"), height=80)
            pressed = st.form_submit_button(_("Name this version"), type="primary")
        if pressed:
            with explained():
                with project.edit(by=who) as edit:
                    made = name_version(edit, name, note)
                state.remember(MADE, turn + 1)
                st.toast(plain(_("Named “{version}”").format(version=made.name)))
                st.rerun()


def _list(
    project: Project,
    who: Coder,
    there: Sequence[CodebookVersion],
    names: Mapping[CoderId, str],
    unversioned: int,
) -> None:
    latest_first = there[::-1]
    event = st.dataframe(
        pd.DataFrame(
            {
                "number": [each.number for each in latest_first],
                "name": [each.name for each in latest_first],
                "made": [local(each.made) for each in latest_first],
                "coder": [names.get(each.coder, "?") for each in latest_first],
                "codings": [each.codings for each in latest_first],
                "note": [each.note for each in latest_first],
            }
        ),
        hide_index=True,
        height=height_for(len(there), most=320),
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "number": st.column_config.NumberColumn(_("No."), width=45),
            "name": st.column_config.TextColumn(_("Version"), width=200),
            "made": st.column_config.TextColumn(_("Named"), width=125),
            "coder": st.column_config.TextColumn(_("By"), width=110),
            "codings": st.column_config.NumberColumn(
                _("Codings"), width=80, help=_("How many codings were made while it was the latest.")
            ),
            "note": st.column_config.TextColumn(_("Note"), width="large"),
        },
        key=f"versions-{hash(tuple(there))}",
        alt=_("Versions of the codebook"),
    )
    if unversioned:
        st.caption(_("Codings made before the first version: {n}").format(n=unversioned))
    for row in event["selection"]["rows"]:
        _rename(project, who, latest_first[row])


def _rename(project: Project, who: Coder, version: CodebookVersion) -> None:
    with st.form(f"version-{version.number}-{hash(version)}"):
        name = st.text_input(_("Name"), version.name, max_chars=80)
        note = st.text_area(_("Note: what was decided, and why"), version.note, height=80)
        if not st.form_submit_button(_("Save")):
            return
    with explained():
        with project.edit(by=who) as edit:
            rename_version(edit, version.number, name=name, note=note)
        st.rerun()


# -- comparing -------------------------------------------------------------------------------------------


def _compare(project: Project, there: Sequence[CodebookVersion]) -> None:
    st.header(_("What changed"), anchor=False)
    called = {each.number: f"{each.number} · {each.name}" for each in there}
    key = hash(tuple(called))
    with st.container(horizontal=True):
        old = st.selectbox(
            _("From"), list(called), index=len(called) - 1, format_func=called.__getitem__, width=300,
            key=f"compare-from-{key}",
        )  # fmt: skip
        new = st.selectbox(
            _("To"), [NOW, *(number for number in called if number != old)],
            format_func=lambda number: called.get(number) or _("now"), width=300, key=f"compare-to-{key}",
        )  # fmt: skip
    with project.read() as session:
        before = codebook_versions.codebook_at(session, old)
        after = codebook_versions.codebook_at(session, new or "now")
    found = differences(before, after)
    if not found:
        st.success(_("Nothing changed between the two."), icon=":material/check:")
        return
    st.caption(_summed_up(found))
    for difference in found:
        _tell(difference)


def _summed_up(found: Sequence[Difference]) -> str:
    """“added: 2 · merged: 1”."""
    counts = Counter(difference.kind for difference in found)
    return " · ".join(f"{_(word)}: {counts[kind]}" for kind, word in GROUPS.items() if counts[kind])


def _tell(difference: Difference) -> None:
    said = plain(difference.in_words(_))
    st.markdown(f":material/{ICONS[difference.kind]}: {said}")
    if difference.kind == "redefined":
        with st.container(border=True):
            st.markdown(in_colour(difference.was, difference.now))


def in_colour(old: str, new: str, *, without: str = "") -> str:
    """Two texts in one, as Markdown: what was taken out struck through, what was added bold.

    `without` “removed” or “added” it is one of the two.
    """
    shown = []
    for kind, text in pieces(old, new):
        if kind == without:
            continue
        words, before, after = plain(text), text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if kind == "same" or not words:
            shown.append(f"{before and ' '}{words}{after and ' '}" if words else " ")
        elif kind == "removed":
            shown.append(f"{before and ' '}:red-background[~~{words}~~]{after and ' '}")
        else:
            shown.append(f"{before and ' '}:green-background[**{words}**]{after and ' '}")
    return "".join(shown)
