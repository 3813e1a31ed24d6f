"""Taking back and doing again, and when that is refused."""

import json
import re

import pytest
from sqlalchemy import select, update
from study import added, coded, imported, state

from qualcode.actions.cases import set_attribute
from qualcode.actions.coders import add_coder, rename_coder
from qualcode.actions.codes import add_code, change_code, move_code
from qualcode.actions.codings import code, resize, uncode
from qualcode.actions.memos import add_memo, remove_memo
from qualcode.actions.rehearsal import refusal
from qualcode.actions.sources import change_speaker, rename_source
from qualcode.errors import (
    ChangedSince,
    KeyTaken,
    NameTaken,
    NothingToRedo,
    NothingToUndo,
    QualcodeError,
    UsedSince,
)
from qualcode.model import ActionId, ActionName, Span
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.cases import cases
from qualcode.store.coders import coders
from qualcode.store.sources import speakers
from qualcode.store.tables import ActionRow


def undo(project: Project, by: str = "Ana", action: ActionId | None = None) -> ActionName:
    with project.edit(by=by) as edit:
        return history.undo(edit, action)


def redo(project: Project, by: str = "Ana") -> ActionName:
    with project.edit(by=by) as edit:
        return history.redo(edit)


def last_id(project: Project) -> ActionId:
    with project.read() as session:
        return history.entries(session, latest=1)[0].id


@pytest.fixture(autouse=True)
def ben(project):
    return project.coder("Ben")


def test_undo_says_what_it_took_back_and_redo_what_it_did_again(project):
    before = state(project)
    added(project)
    after = state(project)

    assert undo(project) == "add code"
    assert state(project) == before
    assert redo(project) == "add code"
    assert state(project) == after
    assert project.check() == []


def test_undo_goes_back_step_by_step_and_redo_forward_in_the_same_order(project):
    states = [state(project)]
    for name in ("Fear", "Trust", "Water"):
        added(project, name)
        states.append(state(project))

    for expected in reversed(states[:-1]):
        undo(project)
        assert state(project) == expected
    for expected in states[1:]:
        redo(project)
        assert state(project) == expected

    with pytest.raises(NothingToRedo):
        redo(project)


def test_making_the_project_and_joining_it_cannot_be_taken_back(project):
    with pytest.raises(NothingToUndo):
        undo(project)
    with pytest.raises(NothingToUndo):
        undo(project, "Ben")


def test_there_is_nothing_to_redo_after_something_new(project):
    added(project, "Fear")
    undo(project)
    added(project, "Trust")

    with pytest.raises(NothingToRedo):
        redo(project)


def test_something_new_of_somebody_else_leaves_redo_as_it_is(project):
    added(project, "Fear")
    undo(project)
    added(project, "Trust", by="Ben")

    assert redo(project) == "add code"


def test_each_coder_takes_back_their_own(project):
    added(project, "Fear")
    added(project, "Trust", by="Ben")

    undo(project, "Ana")

    with project.read() as session:
        names = [image["name"] for (table, _), image in state(project).items() if table == "code"]
        assert names == ["Trust"]
        assert [entry.undone for entry in history.entries(session)][-3:] == [True, False, False]


def test_undo_and_redo_remember_across_restarts(place, project):
    added(project)
    after = state(project)
    project.close()

    with Project.open(place) as again:
        undo(again)
    with Project.open(place) as again:
        redo(again)
        assert state(again) == after
        assert again.check() == []


def test_an_earlier_action_is_taken_back_by_name(project):
    added(project, "Fear")
    first = last_id(project)
    added(project, "Trust")

    undo(project, action=first)

    assert [image["name"] for (table, _), image in state(project).items() if table == "code"] == ["Trust"]
    assert undo(project) == "add code"
    with pytest.raises(NothingToUndo):
        undo(project, action=first)


def test_nobody_takes_back_what_somebody_else_did(project):
    added(project)

    with pytest.raises(NothingToUndo):
        undo(project, "Ben", last_id(project))


def test_an_undo_is_not_itself_taken_back(project):
    added(project)
    undo(project)

    with pytest.raises(NothingToUndo):
        undo(project, action=last_id(project))


def test_taking_back_stands_alone_in_its_edit(project):
    fear = added(project)
    before = state(project)

    with pytest.raises(RuntimeError, match="alone"), project.edit(by="Ana") as edit:
        history.undo(edit)
        add_code(edit, "Trust")
    with pytest.raises(RuntimeError, match="alone"), project.edit(by="Ana") as edit:
        change_code(edit, fear.id, name="Dread")
        history.undo(edit)

    assert state(project) == before


# -- refused, with a reason ------------------------------------------------------------------------------


def refused(project: Project, error: type[QualcodeError], *, by: str = "Ana") -> QualcodeError:
    before = state(project)
    with pytest.raises(error) as found:
        undo(project, by)
    assert state(project) == before
    assert project.check() == []
    return found.value


def test_a_row_somebody_changed_since_is_not_taken_back_and_the_reason_says_who_and_when(project):
    source = imported(project)
    with project.edit(by="Ana") as edit:
        rename_source(edit, source.id, "Night")
    with project.edit(by="Ben") as edit:
        rename_source(edit, source.id, "Morning")

    reason = refused(project, ChangedSince)

    assert (reason.coder, reason.kind) == ("Ben", "source")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", reason.when)
    undo(project, "Ben")
    assert undo(project) == "rename source"


def test_other_fields_of_the_same_row_are_nobodys_business(project):
    fear = added(project)
    with project.edit(by="Ana") as edit:
        change_code(edit, fear.id, colour="#aa0000")
    with project.edit(by="Ben") as edit:
        change_code(edit, fear.id, name="Dread")

    assert undo(project) == "change code"
    assert state(project)["code", fear.id]["name"] == "Dread"


def test_a_source_others_have_coded_since_does_not_go(project):
    source, fear = imported(project), added(project, by="Ben")
    coded(project, source, (0, 5), fear, by="Ben")
    coded(project, source, (0, 6), fear, by="Ben")

    reason = refused(project, UsedSince)

    assert (reason.kind, reason.count) == ("coding", 2)
    undo(project, "Ben")
    undo(project, "Ben")
    assert undo(project) == "import sources"


def test_a_code_with_a_memo_does_not_go(project):
    fear = added(project)
    with project.edit(by="Ben") as edit:
        add_memo(edit, fear.id, "Why this one?", target_kind="code")

    assert refused(project, UsedSince).kind == "memo"


def test_a_code_another_one_is_the_opposite_of_does_not_go(project):
    fear, trust = added(project), added(project, "Trust", by="Ben")
    with project.edit(by="Ben") as edit:
        change_code(edit, trust.id, contradicts=(fear.id,))

    assert refused(project, UsedSince).kind == "code"


def test_a_coder_who_has_done_something_does_not_go(project):
    with project.edit(by="Ana") as edit:
        cem = add_coder(edit, "Cem")
    added(project, by="Cem")

    assert refused(project, UsedSince).kind == "action"
    undo(project, "Cem")
    assert undo(project) == "add coder"
    assert redo(project) == "add coder"
    assert redo(project, cem.id) == "add code"
    assert project.check() == []


def test_a_case_added_with_its_speaker_goes_with_the_change_that_added_it(project):
    source = imported(project)
    with project.read() as session:
        [asks, _] = speakers(session, source.id)
    before = state(project)

    with project.edit(by="Ana") as edit:
        change_speaker(edit, asks.id, role="respondent", case="Somebody new")
    after = state(project)

    undo(project)
    assert state(project) == before
    redo(project)
    assert state(project) == after


def test_a_coding_does_not_come_back_to_a_code_that_is_gone(project):
    source, fear = imported(project), added(project, by="Ben")
    coding = coded(project, source, (0, 5), fear)
    with project.edit(by="Ana") as edit:
        uncode(edit, coding.id)
    undo(project, "Ben")

    reason = refused(project, ChangedSince)

    assert (reason.coder, reason.kind) == ("Ben", "code")
    redo(project, "Ben")
    assert undo(project) == "uncode"


def test_a_memo_does_not_come_back_to_a_coding_that_is_gone(project):
    coding = coded(project, imported(project), (0, 5), added(project))
    with project.edit(by="Ben") as edit:
        memo = add_memo(edit, coding.id, "Hm.", target_kind="coding")
    with project.edit(by="Ben") as edit:
        remove_memo(edit, memo)
    with project.edit(by="Ana") as edit:
        uncode(edit, coding.id)

    assert refused(project, ChangedSince, by="Ben").coder == "Ana"


def test_an_opposite_does_not_come_back_when_it_is_gone(project):
    fear, trust = added(project, by="Ben"), added(project, "Trust")
    for others in ((fear.id,), ()):
        with project.edit(by="Ana") as edit:
            change_code(edit, trust.id, contradicts=others)
    undo(project, "Ben")

    assert refused(project, ChangedSince).kind == "code"


def test_a_name_that_somebody_else_uses_by_now_is_not_given_back(project):
    fear = added(project)
    with project.edit(by="Ana") as edit:
        change_code(edit, fear.id, name="Dread")
    added(project, "Fear", by="Ben")

    assert refused(project, NameTaken).name == "Fear"


def test_a_key_that_belongs_to_another_code_by_now_is_not_given_back(project):
    fear, trust = added(project), added(project, "Trust", by="Ben")
    for key in ("f", ""):
        with project.edit(by="Ana") as edit:
            change_code(edit, fear.id, key=key)
    with project.edit(by="Ben") as edit:
        change_code(edit, trust.id, key="f")

    assert refused(project, KeyTaken).code == "Trust"


def test_the_same_code_on_the_same_words_does_not_come_back_twice(project):
    source, fear = imported(project), added(project)
    coding = coded(project, source, (0, 5), fear)
    with project.edit(by="Ana") as edit:
        uncode(edit, coding.id)
    taken_off = last_id(project)
    coded(project, source, (0, 5), fear)

    with pytest.raises(ChangedSince):
        undo(project, action=taken_off)

    assert project.check() == []


def test_a_value_somebody_else_gave_by_now_stays(project):
    imported(project)
    with project.read() as session:
        [aigul] = cases(session)
    for by, value in (("Ana", "45"), ("Ana", ""), ("Ben", "46")):
        with project.edit(by=by) as edit:
            set_attribute(edit, aigul.id, "age", value)

    assert refused(project, ChangedSince).coder == "Ben"


def test_two_moves_that_close_a_circle_are_not_both_done(project):
    fear, trust = added(project), added(project, "Trust")
    with project.edit(by="Ana") as edit:
        move_code(edit, fear.id, under=trust.id)
    undo(project)
    with project.edit(by="Ben") as edit:
        move_code(edit, trust.id, under=fear.id)
    before = state(project)

    with pytest.raises(ChangedSince) as reason:
        redo(project)

    assert reason.value.coder == "Ben"
    assert state(project) == before


def test_names_exchanged_in_one_edit_are_exchanged_back(project, ben):
    with project.read() as session:
        ana = history.entries(session)[0].coder
    assert ana == "Ana"
    before = state(project)
    with project.edit(by="Ana") as edit:
        rename_coder(edit, edit.coder_id, "Somebody")
        rename_coder(edit, ben.id, "Ana")
        rename_coder(edit, edit.coder_id, "Ben")
    after = state(project)

    undo(project, "Ben")
    assert state(project) == before
    redo(project, "Ana")
    assert state(project) == after


def test_a_place_taken_by_another_coding_in_the_same_edit_is_given_back(project):
    source, fear = imported(project), added(project)
    first, second = coded(project, source, (0, 5), fear), coded(project, source, (7, 9), fear)
    before = state(project)
    with project.edit(by="Ana") as edit:
        uncode(edit, first.id)
        resize(edit, second.id, Span(0, 5))
        code(edit, source.id, Span(7, 9), fear.id)
    after = state(project)

    undo(project)
    assert state(project) == before
    redo(project)
    assert state(project) == after
    assert project.check() == []


def test_a_source_keeps_its_codings_when_its_new_name_is_taken_back(project):
    source = imported(project)
    coding = coded(project, source, (0, 5), added(project), by="Ana")
    with project.edit(by="Ben") as edit:
        rename_source(edit, source.id, "Night")

    undo(project, "Ben")

    assert state(project)["coding", coding.id]["source"] == source.id
    assert state(project)["source", source.id]["version"] is not None
    assert project.check() == []


# -- History -------------------------------------------------------------------------------------------------


def test_history_tells_what_stands_and_what_was_taken_back(project):
    added(project)
    undo(project)

    with project.read() as session:
        entries = history.entries(session)

    assert [(entry.name, entry.coder, entry.undone) for entry in entries] == [
        ("new project", "Ana", False),
        ("join", "Ben", False),
        ("add code", "Ana", True),
        ("undo", "Ana", False),
    ]
    assert entries[-1].undoes == entries[-2].id


def test_history_that_is_changed_afterwards_is_found_out(project):
    added(project)
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.execute(
            update(ActionRow.__table__).where(ActionRow.name == "add code").values(coder="somebody")
        )

    assert [str(finding) for finding in project.check()] == ["history is broken at action 3 (add code)"]


def test_an_action_taken_out_of_history_is_found_out(project):
    added(project, "Fear")
    added(project, "Trust")
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("DELETE FROM action WHERE about = 'Fear'")

    found = [str(finding) for finding in project.check()]

    assert any("history is broken" in sentence for sentence in found)
    assert any("is not what history says" in sentence for sentence in found)


def test_a_row_changed_behind_the_gate_is_found_out(project):
    fear = added(project)
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("UPDATE code SET name = 'Trust'")

    assert [str(finding) for finding in project.check()] == [f"code {fear.id} is not what history says"]


def test_a_row_deleted_behind_the_gate_is_found_out(project):
    fear = added(project)
    with project._store.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("DELETE FROM code")

    assert [str(finding) for finding in project.check()] == [f"code {fear.id} is missing"]


def test_changes_are_plain_json(project):
    added(project)

    with project.read() as session:
        stored = session.scalars(select(ActionRow.changes)).all()
    assert all(isinstance(json.loads(changes), list) for changes in stored)


# -- all back to an action, and doing a named one again ----------------------------------------------------


def test_all_since_an_action_is_taken_back_the_latest_first(project):
    added(project, "Fear")
    before = state(project)
    added(project, "Trust")
    first = last_id(project)
    added(project, "Water", by="Ben")
    added(project, "Bread")
    with project.edit(by="Ana") as edit:
        count = history.undo_back_to(edit, first)

    assert count == 2
    assert [image["name"] for (table, _), image in state(project).items() if table == "code"] == [
        "Fear",
        "Water",
    ]
    assert project.check() == []
    with project.read() as session:
        assert [entry.name for entry in history.entries(session)][-2:] == ["undo", "undo"]
    undo(project, "Ben")
    assert state(project) == before
    redo(project)
    redo(project)
    with pytest.raises(NothingToRedo):
        redo(project)


def test_all_since_is_all_or_nothing(project):
    source, fear = imported(project), added(project)
    first = last_id(project)
    trust = added(project, "Trust")
    coded(project, source, (0, 5), fear, by="Ben")
    before, version = state(project), project.version()

    with pytest.raises(UsedSince), project.edit(by="Ana") as edit:
        history.undo_back_to(edit, first)

    assert (state(project), project.version()) == (before, version)
    undo(project)
    assert trust.name == "Trust"
    assert project.check() == []


def test_nothing_of_somebody_else_is_taken_back_with_it(project):
    added(project)

    with pytest.raises(NothingToUndo), project.edit(by="Ben") as edit:
        history.undo_back_to(edit, last_id(project))


def test_an_action_is_done_again_by_name(project):
    added(project, "Fear")
    first = last_id(project)
    added(project, "Trust")
    undo(project)
    undo(project)

    with project.edit(by="Ana") as edit:
        assert history.redo(edit, first) == "add code"

    assert [image["name"] for (table, _), image in state(project).items() if table == "code"] == ["Fear"]
    with pytest.raises(NothingToRedo), project.edit(by="Ana") as edit:
        history.redo(edit, first)
    assert redo(project) == "add code"
    assert project.check() == []


def test_trying_something_out_changes_nothing_and_says_why_it_would_be_refused(project):
    source, fear = imported(project), added(project)
    coded(project, source, (0, 5), fear, by="Ben")
    with project.read() as session:
        ana = next(coder for coder in coders(session) if coder.name == "Ana")
    before, version = state(project), project.version()

    assert isinstance(refusal(project, ana, history.undo), UsedSince)
    assert refusal(project, ana, lambda edit: add_code(edit, "Trust")) is None

    assert (state(project), project.version()) == (before, version)
