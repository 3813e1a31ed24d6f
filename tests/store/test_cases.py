"""Who is studied, as the project has it: where everybody speaks, and rows found by id or name."""

import pytest
from study import imported

from qualcode.actions.cases import add_attribute, add_case
from qualcode.actions.sources import retire_source
from qualcode.errors import NotFound
from qualcode.store.cases import attribute_row, case_row, speaker_row, voices


def test_every_speaker_is_told_with_source_role_and_case(project):
    farmer = imported(project)
    with project.edit(by="Ana") as edit:
        retire_source(edit, farmer.id)

    with project.read() as session:
        asks, answers = voices(session)
        aigul = case_row(session, "Aigul")

    assert (asks.label, asks.role, asks.case) == ("I", "interviewer", None)
    assert (answers.label, answers.role, answers.case) == ("Aigul", "respondent", aigul.id)
    assert answers.source.retired


def test_rows_are_found_by_id_or_name(project):
    with project.edit(by="Ana") as edit:
        age, bolat = add_attribute(edit, "age"), add_case(edit, "Bolat")

    with project.read() as session:
        assert attribute_row(session, "age").id == attribute_row(session, age.id).id == age.id
        assert case_row(session, "Bolat").id == case_row(session, bolat.id).id == bolat.id
        for find in (attribute_row, case_row, speaker_row):
            with pytest.raises(NotFound):
                find(session, "nothing")
