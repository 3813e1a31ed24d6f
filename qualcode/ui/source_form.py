"""Correcting a source that is in the project: its name, group, language, date, and who speaks in it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.sources import change_speaker, regroup_source, rename_source
from qualcode.importers.dates import as_date
from qualcode.model import ROLES, CaseId, Coder, Source, Speaker
from qualcode.project import Edit, Project
from qualcode.store import cases, sources
from qualcode.ui.i18n import _
from qualcode.ui.import_preview import cell, records
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.words import LANGUAGE_WORDS, groups_of, language_word, role_word


def source_form(project: Project, who: Coder, source: Source, there: Sequence[Source]) -> None:
    """All that can be corrected; saving it is one action."""
    with project.read() as session:
        people = sources.speakers(session, source.id)
        turns = sources.turns_by_speaker(session, source.id)
        names = {case.id: case.name for case in cases.cases(session)}
    with st.form(f"source-{source.id}"):
        wanted = _fields(source, there)
        rows = _speakers(source, people, [turns.get(each.id, 0) for each in people], names)
        place = st.container()
        if not st.form_submit_button(_("Save"), type="primary"):
            return
    with place, explained():
        with project.edit(by=who) as edit:
            _correct(edit, source, wanted)
            for speaker, row in zip(people, rows, strict=True):
                _correct_speaker(edit, speaker, row, names)
        st.toast(plain(_("Saved “{source}”").format(source=wanted["name"])))
        st.rerun()


def _fields(source: Source, there: Sequence[Source]) -> dict[str, str]:
    now = hash(source)  # corrected meanwhile, by us or others: the fields start from what it is now
    groups = ["", *groups_of(there)]
    languages = list(dict.fromkeys([*LANGUAGE_WORDS, source.language]))
    left, right = st.columns(2)
    with left:
        name = st.text_input(_("Name"), source.name, max_chars=200, key=f"name-{now}")
        group = st.selectbox(
            _("Group"),
            groups,
            index=groups.index(source.group),
            format_func=lambda group: group or _("none"),
            accept_new_options=True,
            key=f"group-{now}",
        )
    with right:
        language = st.selectbox(
            _("Language"),
            languages,
            index=languages.index(source.language),
            format_func=language_word,
            key=f"language-{now}",
        )
        date = st.text_input(_("Date"), source.date, placeholder="2021-10-12", key=f"date-{now}")
    return {"name": name.strip(), "group": group or "", "language": language, "date": as_date(date)}


def _speakers(
    source: Source, people: Sequence[Speaker], turns: Sequence[int], names: Mapping[CaseId, str]
) -> list[Mapping[str, Any]]:
    if not people:
        st.caption(_("No speakers are marked in this source."))
        return []
    frame = pd.DataFrame(
        {
            "label": [each.label for each in people],
            "turns": turns,
            "role": [each.role for each in people],
            "case": [names.get(each.case, "") if each.case else "" for each in people],
        }
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["turns"],
        column_config={
            "label": st.column_config.TextColumn(_("Speaker"), width=180, required=True),
            "turns": st.column_config.NumberColumn(_("Turns"), width=60),
            "role": st.column_config.SelectboxColumn(
                _("Role"), options=list(ROLES), format_func=role_word, required=True, width=150
            ),
            "case": st.column_config.TextColumn(
                _("Respondent"), width=240, help=_("Who is counted when this speaker’s words are coded.")
            ),
        },
        key=f"speakers-{source.id}-{hash(tuple(people))}",
        alt=_("The speakers of this source"),
    )
    return records(pd.DataFrame(edited))


def _correct(edit: Edit, source: Source, wanted: Mapping[str, str]) -> None:
    if wanted["name"] != source.name:
        rename_source(edit, source.id, wanted["name"])
    if (wanted["group"], wanted["language"], wanted["date"]) != (source.group, source.language, source.date):
        regroup_source(edit, source.id, wanted["group"], language=wanted["language"], date=wanted["date"])


def _correct_speaker(
    edit: Edit, speaker: Speaker, row: Mapping[str, Any], names: Mapping[CaseId, str]
) -> None:
    before = {
        "label": speaker.label,
        "role": speaker.role,
        "case": names[speaker.case] if speaker.case else "",
    }
    after = {"label": cell(row["label"]), "role": row["role"], "case": cell(row["case"])}
    if changed := {name: value for name, value in after.items() if value != before[name]}:
        change_speaker(edit, speaker.id, **changed)
