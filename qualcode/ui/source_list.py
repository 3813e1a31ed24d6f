"""The sources of the project: a table to choose from, and the chosen one's form."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.sources import bring_back_source, retire_source
from qualcode.model import Coder, Source, SourceId, Speaker
from qualcode.project import Project
from qualcode.store import sources
from qualcode.ui import state
from qualcode.ui.compare_versions import source_versions
from qualcode.ui.correct_source import correct_text
from qualcode.ui.i18n import _
from qualcode.ui.memo_list import memo_list
from qualcode.ui.page import explained, me
from qualcode.ui.plain import plain
from qualcode.ui.recordings import source_recording
from qualcode.ui.source_form import source_form
from qualcode.ui.tables import height_for
from qualcode.ui.words import language_word, role_word


def source_list(project: Project, there: Sequence[Source]) -> None:
    """The table; a chosen row opens its form below."""
    if not there:
        st.info(_("There are no sources yet. Drop your files under “Import”."))
        return
    wanted = state.asked("source")
    gone = [source.id for source in there if source.retired]
    retired = gone and st.toggle(_("Show retired sources too"), wanted in gone, key="retired-sources")
    shown = [source for source in there if retired or not source.retired]
    with project.read() as session:
        people = sources.everybody(session)
    event = st.dataframe(
        _frame(shown, people),
        hide_index=True,
        height=height_for(len(shown), most=460),
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [i for i, each in enumerate(shown) if each.id == wanted]}},
        column_config=_columns(),
        key=f"sources-table-{hash(tuple(source.id for source in shown))}",
        alt=_("The sources of the project"),
    )
    rows = event["selection"]["rows"]
    if not rows or rows[0] >= len(shown):
        st.caption(_("Choose a source to correct it, or to code it."))
        state.ask(source=None)
        return
    chosen = shown[rows[0]]
    state.ask(source=chosen.id)
    _show(project, chosen, there)


def _frame(shown: Sequence[Source], people: Mapping[SourceId, list[Speaker]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [each.name for each in shown],
            "group": [each.group for each in shown],
            "language": [language_word(each.language) for each in shown],
            "date": [each.date for each in shown],
            "turns": [each.turns for each in shown],
            "words": [each.words for each in shown],
            "speakers": [_speakers(people.get(each.id, [])) for each in shown],
            "state": [_("retired") if each.retired else "" for each in shown],
        }
    )


def _speakers(people: Sequence[Speaker]) -> str:
    return ", ".join(f"{each.label} ({role_word(each.role)})" for each in people)


def _columns() -> dict[str, Any]:
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(_("Name"), width=240),
        "group": text(_("Group"), width=130),
        "language": text(_("Language"), width=140),
        "date": text(_("Date"), width=90),
        "turns": number(_("Turns"), width=60),
        "words": number(_("Words"), width=70),
        "speakers": text(_("Speakers"), width="large"),
        "state": text(_("State"), width=70),
    }


def _show(project: Project, source: Source, there: Sequence[Source]) -> None:
    who = me(project)
    st.header(plain(source.name), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not source.retired:
            st.page_link(
                state.page("code"),
                label=_("Code this"),
                icon=":material/edit_note:",
                query_params=state.address(source=source.id),
            )
        _retire(project, who, source)
    source_form(project, who, source, there)
    _text(project, who, source)
    source_recording(project, who, source)
    memo_list(project, who, "source", source.id)


def _text(project: Project, who: Coder, source: Source) -> None:
    """Its words: corrected, and compared with what they were before."""
    correcting = st.expander(
        _("Correct the text"), icon=":material/edit:", on_change="rerun", key=f"correct-{source.id}-open"
    )
    if correcting.open:
        with correcting, explained():
            correct_text(project, who, source)
    if source.version > 1:
        label = _("Versions of the text: {count}").format(count=source.version)
        older = st.expander(
            label, icon=":material/difference:", on_change="rerun", key=f"versions-{source.id}"
        )
        if older.open:
            with older, explained():
                source_versions(project, source)


def _retire(project: Project, who: Coder, source: Source) -> None:
    if source.retired:
        pressed = st.button(_("Bring this source back"), icon=":material/unarchive:")
    else:
        said = _("Leaves it out of everything. Its text and codings stay in the project.")
        pressed = st.button(_("Retire this source"), icon=":material/archive:", help=said)
    if pressed:
        with explained():
            with project.edit(by=who) as edit:
                (bring_back_source if source.retired else retire_source)(edit, source.id)
            st.rerun()
