"""The history looked through: by coder, kind, source, code, date and words, a page at a time."""

from datetime import timedelta

import pytest
from study import added, coded, imported

from qualcode.actions import LABELS
from qualcode.actions.codes import change_code
from qualcode.actions.codings import mark_coding, recode, resize, uncode
from qualcode.actions.kinds import KINDS, kind_of
from qualcode.actions.memos import add_memo, change_memo
from qualcode.actions.sources import rename_source
from qualcode.errors import NoSuchMoment
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.log import Wanted, entries, entry


@pytest.fixture
def study(project):
    """Two texts, two codes, two coders, and something of everything done with them."""
    project.coder("Ben")
    farmer, teacher = imported(project, "Farmer"), imported(project, "Teacher")
    fear, trust = added(project, "Fear"), added(project, "Trust")
    project.things = {"farmer": farmer, "teacher": teacher, "fear": fear, "trust": trust}
    return project


def did(project: Project, wanted: Wanted) -> list[str]:
    with project.read() as session:
        return [f"{each.name} {each.about}".strip() for each in entries(session, wanted)]


def act(project: Project, does, by: str = "Ana"):
    with project.edit(by=by) as edit:
        return does(edit)


def test_everything_is_told_the_latest_last(study):
    names = did(study, Wanted())

    assert names[0].startswith("new project")
    assert names[-2:] == ["add code Fear", "add code Trust"]


def test_it_is_read_a_page_at_a_time(study):
    with study.read() as session:
        everything = [each.number for each in entries(session)]
        last = [each.number for each in entries(session, latest=2)]
        before = [each.number for each in entries(session, latest=2, before=last[0])]

    assert before + last == everything[-4:]


def test_what_one_coder_did(study):
    added(study, "Water", by="Ben")

    assert did(study, Wanted(coders=frozenset({"Ben"}))) == ["join Ben", "add code Water"]


def test_what_was_done_of_some_kinds(study):
    assert did(study, Wanted(names=frozenset(KINDS["sources"].names))) == [
        "import sources Farmer",
        "import sources Teacher",
    ]


def test_every_action_is_of_exactly_one_kind():
    named = [name for kind in KINDS.values() for name in kind.names]

    assert sorted(named) == sorted(LABELS)
    assert all(name in KINDS[kind_of(name)].names for name in named)


def test_what_was_done_with_a_source_also_where_its_coding_is_not_named_by_source(study):
    things = study.things
    coding = coded(study, things["farmer"], (0, 5), things["fear"])
    other = coded(study, things["teacher"], (0, 5), things["fear"])
    act(study, lambda edit: resize(edit, coding.id, Span(0, 9)))
    act(study, lambda edit: resize(edit, other.id, Span(0, 9)))
    act(study, lambda edit: mark_coding(edit, coding.id, important=True))
    memo = act(study, lambda edit: add_memo(edit, coding.id, "Why?", target_kind="coding"))
    act(study, lambda edit: change_memo(edit, memo, text="Because"))
    act(study, history.undo)
    act(study, lambda edit: rename_source(edit, things["farmer"].id, "Herder"))
    act(study, lambda edit: uncode(edit, coding.id))
    act(study, lambda edit: uncode(edit, other.id))

    names = [each.split()[0] for each in did(study, Wanted(source=things["farmer"].id))]

    assert names == ["import", "code", "resize", "mark", "write", "write", "undo", "rename", "uncode"]


def test_what_was_done_with_a_code(study):
    things = study.things
    coding = coded(study, things["farmer"], (0, 5), things["fear"])
    coded(study, things["farmer"], (0, 9), things["trust"])
    act(study, lambda edit: resize(edit, coding.id, Span(0, 12)))
    act(study, lambda edit: recode(edit, coding.id, things["trust"].id))
    act(study, lambda edit: change_code(edit, things["fear"].id, key="f"))

    names = [each.split()[0] for each in did(study, Wanted(code=things["fear"].id))]

    assert names == ["add", "code", "resize", "recode", "change"]


def test_words_are_found_in_names_memos_and_definitions_however_they_are_written(study):
    farmer = study.things["farmer"].id
    act(study, lambda edit: add_memo(edit, farmer, "Қорқыныш пен үнсіздік", target_kind="source"))

    assert did(study, Wanted(words="trust")) == ["add code Trust"]
    assert did(study, Wanted(words="fear")) == ["add code Fear"]
    assert len(did(study, Wanted(words="қорқыныш"))) == 1
    assert len(did(study, Wanted(words="ҮНСІЗДІК қорқыныш"))) == 1
    assert did(study, Wanted(words="Қорқыныш fear")) == []


def test_signs_are_looked_for_as_they_are(study):
    act(
        study,
        lambda edit: add_memo(edit, study.things["farmer"].id, 'He said "50%_" \\', target_kind="source"),
    )

    assert len(did(study, Wanted(words='"50%_"'))) == 1
    assert len(did(study, Wanted(words="\\"))) == 1
    assert did(study, Wanted(words="50%%")) == []


def test_the_words_of_an_interview_do_not_find_its_import(study):
    assert did(study, Wanted(words="children")) == []


def test_from_one_moment_to_another(study):
    with study.read() as session:
        [last] = entries(session, latest=1)
    moment = timedelta(milliseconds=1)

    assert did(study, Wanted(since=last.when))[-1] == "add code Trust"
    assert did(study, Wanted(since=last.when + moment)) == []
    assert did(study, Wanted(until=last.when))[-1] == "add code Trust"
    assert "add code Trust" not in did(study, Wanted(until=last.when - moment))


def test_filters_are_joined(study):
    things = study.things
    coded(study, things["farmer"], (0, 5), things["fear"])
    coded(study, things["farmer"], (0, 5), things["fear"], by="Ben")

    wanted = Wanted(coders=frozenset({"Ben"}), source=things["farmer"].id, code=things["fear"].id)

    assert did(study, wanted) == ["code Fear"]


def test_one_action_by_its_number(study):
    act(study, history.undo)
    with study.read() as session:
        last, before = entries(session, latest=2)[::-1]
        assert entry(session, last.number) == last
        assert (before.undone, last.undoes) == (True, before.id)
        with pytest.raises(NoSuchMoment):
            entry(session, 99)


def test_taking_something_back_is_found_by_what_that_was_about(study):
    act(study, history.undo)

    assert did(study, Wanted(words="trust")) == ["add code Trust", "undo add code"]
    with study.read() as session:
        assert entries(session)[-1].of == "Trust"
