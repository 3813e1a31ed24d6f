"""Nothing changes but through the gate, and the gate remembers everything."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import InternalError
from sqlmodel import col
from study import FARMER, added, coded, imported, state, transcript

from qualcode.actions.codes import add_code, change_code, retire_code
from qualcode.actions.codings import code, resize, uncode
from qualcode.actions.memos import add_memo
from qualcode.actions.sources import import_sources, rename_source
from qualcode.errors import CodedAlready, DoneAlready, NameMissing, UnnamedEdit
from qualcode.model import ActionId, Span
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.codings import action_known
from qualcode.store.tables import ActionRow, CodeRow, CoderRow, CodingRow, new_id


def last_action(project: Project) -> ActionRow:
    with project.read() as session:
        return session.scalars(select(ActionRow).order_by(col(ActionRow.n).desc()).limit(1)).one()


def last_changes(project: Project) -> list[tuple[str, object, object]]:
    return [
        (change.table, change.before, change.after) for change in history.changes_of(last_action(project))
    ]


def test_an_action_says_who_what_when_and_on_which_device(project):
    earlier = datetime.now(UTC).replace(microsecond=0)
    fear = added(project)

    action = last_action(project)

    assert (action.name, action.about, action.seq) == ("add code", "Fear", 2)
    assert action.made >= earlier
    assert action.device
    with project.read() as session:
        [entry] = history.entries(session, latest=1)
    assert (entry.coder, entry.rows) == ("Ana", 1)
    [change] = history.changes_of(action)
    assert (change.table, change.row, change.before) == ("code", fear.id, None)
    assert change.after["name"] == "Fear"


def test_only_the_fields_that_changed_are_remembered(project):
    fear = added(project)

    with project.edit(by="Ana") as edit:
        change_code(edit, fear.id, name="Dread", colour=fear.colour)

    assert last_changes(project) == [("code", {"name": "Fear"}, {"name": "Dread"})]


def test_a_deleted_row_is_remembered_as_it_was_stored_not_as_it_was_touched(project):
    coding = coded(project, imported(project), (0, 5), added(project))

    with project.edit(by="Ana") as edit:
        edit.begin("uncode")
        row = edit.session.scalars(select(CodingRow)).one()
        row.start = 3
        edit.session.delete(row)

    [(table, before, after)] = last_changes(project)
    assert (table, before["start"], after) == ("coding", 0, None)
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project)["coding", coding.id]["start"] == 0


def test_rows_point_at_each_other_by_guid_in_history(project):
    source, fear = imported(project), added(project)

    coding = coded(project, source, (0, 5), fear)

    [(_, _, after)] = last_changes(project)
    assert (after["source"], after["code"], after["coder"]) == (source.id, fear.id, coding.coder)


def test_an_edit_without_effect_leaves_no_action(project):
    fear = added(project)
    version, before = project.version(), state(project)

    with project.edit(by="Ana") as edit:
        change_code(edit, fear.id, name="Fear", colour=fear.colour)
    with project.edit(by="Ana") as edit:
        retire_code(edit, fear.id)
        edit.session.get_one(CodeRow, 1).retired = False
    with project.edit(by="Ana"):
        pass

    assert (project.version(), state(project)) == (version, before)


def test_what_one_edit_adds_and_takes_away_was_never_there(project):
    source, fear = imported(project), added(project)
    version = project.version()

    with project.edit(by="Ana") as edit:
        uncode(edit, code(edit, source.id, Span(0, 5), fear.id).id)

    assert project.version() == version
    assert project.check() == []


def test_several_verbs_in_one_edit_are_one_action_with_the_first_ones_name(project):
    source = imported(project)
    before = state(project)

    with project.edit(by="Ana") as edit:
        fear = add_code(edit, "Fear")
        coding = code(edit, source.id, Span(0, 5), fear.id)
        resize(edit, coding.id, Span(2, 5))
        rename_source(edit, source.id, "Night")

    assert last_action(project).name == "add code"
    assert {table for table, _, _ in last_changes(project)} == {"code", "coding", "source"}
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before


def test_a_change_without_a_name_is_refused_and_not_stored(project):
    before = state(project)

    with pytest.raises(UnnamedEdit), project.edit(by="Ana") as edit:
        edit.session.add(CodeRow(name="Fear"))

    assert state(project) == before


def test_an_edit_cannot_commit_by_itself(project):
    with pytest.raises(UnnamedEdit), project.edit(by="Ana") as edit:
        add_code(edit, "Fear")
        edit.session.commit()

    assert ("code",) not in {key[:1] for key in state(project)}
    assert project.check() == []


def test_a_reading_session_cannot_write(project):
    before = state(project)

    with project.read() as session, pytest.raises(UnnamedEdit):
        session.add(CodeRow(name="Fear"))
        session.flush()
    with project.read() as session, pytest.raises((UnnamedEdit, InternalError), match=r"refused|read-only"):
        session.execute(delete(CoderRow.__table__))
        session.commit()

    assert state(project) == before


def test_an_edit_that_fails_leaves_everything_as_it_was(project):
    source, fear = imported(project), added(project)
    before, version = state(project), project.version()

    with pytest.raises(NameMissing), project.edit(by="Ana") as edit:
        code(edit, source.id, Span(0, 5), fear.id)
        rename_source(edit, source.id, "  ")

    assert (state(project), project.version()) == (before, version)
    assert project.check() == []


def test_a_refused_verb_does_not_spoil_the_next_one(project):
    source, fear = imported(project), added(project)

    with project.edit(by="Ana") as edit:
        code(edit, source.id, Span(0, 5), fear.id)
        with pytest.raises(CodedAlready):
            code(edit, source.id, Span(0, 5), fear.id)
        code(edit, source.id, Span(0, 6), fear.id)

    assert len(last_changes(project)) == 2
    assert project.check() == []


def test_an_action_of_the_same_guid_is_not_done_twice(project):
    source, fear = imported(project), added(project)
    sent = ActionId(new_id())
    with project.edit(by="Ana", id=sent) as edit:
        code(edit, source.id, Span(0, 5), fear.id)
    before = state(project)

    with project.read() as session:
        assert action_known(session, sent)
        assert not action_known(session, new_id())
    with pytest.raises(DoneAlready), project.edit(by="Ana", id=sent) as edit:
        code(edit, source.id, Span(7, 9), fear.id)

    assert state(project) == before
    assert project.check() == []


def test_an_edit_inside_an_edit_says_so_instead_of_waiting(project):
    with project.edit(by="Ana"), pytest.raises(RuntimeError, match="inside"), project.edit(by="Ana"):
        pass

    added(project)
    assert project.check() == []


def test_the_version_changes_with_every_change_and_with_nothing_else(project):
    versions = [project.version()]
    fear = added(project)
    versions.append(project.version())
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    versions.append(project.version())
    with pytest.raises(NameMissing), project.edit(by="Ana") as edit:
        add_code(edit, "")
    assert project.version() == versions[-1]

    assert versions == sorted(set(versions))
    assert fear.id not in state(project)


def test_the_clock_never_runs_backwards(project, monkeypatch):
    added(project, "Now")
    monkeypatch.setattr("qualcode.store.gate.now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    added(project, "In 2001")

    with project.read() as session:
        clocks = list(session.scalars(select(col(ActionRow.clock)).order_by(col(ActionRow.n))))
    assert clocks == sorted(set(clocks))
    assert project.check() == []


def test_the_words_people_write_come_back_as_they_are(project):
    words = "Қорқу — «страх» “fear” 🌾 \u202e % _ \\ ' \" {x} ; DROP TABLE code; --"
    source = imported(project, words.replace("/", ""), FARMER + words)
    with project.edit(by="Ana") as edit:
        fear = add_code(edit, words)
        add_memo(edit, fear.id, words, target_kind="code")
    coding = coded(project, source, (3, len(FARMER + words)), fear)

    images = state(project)

    # a name stands on one line, without what turns the direction of writing
    assert images["code", fear.id]["name"] == words.replace("\u202e ", "")
    assert images["coding", coding.id]["end"] == len(FARMER + words)
    assert {image["text"] for (table, _), image in images.items() if table == "memo"} == {words}
    assert project.check() == []


def test_a_thousand_rows_go_in_as_one_action(project):
    long = "\n".join(f"Aigul: line {n}" for n in range(1_000))
    before = state(project)

    with project.edit(by="Ana") as edit:
        import_sources(edit, [transcript("Long", long), transcript("Short")])

    assert len(last_changes(project)) > 1_000
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before
    with project.edit(by="Ana") as edit:
        history.redo(edit)
    assert project.check() == []
