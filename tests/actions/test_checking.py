"""What was coded under an older rule is looked at again, by whoever coded it."""

import pytest
from study import added, coded, imported, state

from qualcode.actions.checking import give_another, still_fits, take_off
from qualcode.actions.codes import change_code, retire_code
from qualcode.actions.merging import merge_codes
from qualcode.actions.projects import set_project
from qualcode.actions.sources import retire_source
from qualcode.errors import NotYours
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store import checking, codes
from qualcode.store.codings import codings
from qualcode.store.context import codings_of_code, in_context
from qualcode.store.history import undo


@pytest.fixture
def study(place):
    with Project.create(place, coder="Ana") as made:
        made.coder("Bek")
        made.source = imported(made)
        made.fear = added(made)
        yield made


def redefined(study, brief, *, new_rule=True):
    with study.edit(by="Ana") as edit:
        change_code(edit, study.fear.id, words={"en": {"brief": brief}}, new_rule=new_rule)


def waiting(study):
    """By coder how many codings wait."""
    with study.read() as session:
        names = {coder.id: coder.name for coder in map(study.coder, ("Ana", "Bek"))}
        return {names[each.coder]: each.codings for each in checking.to_check(session)}


def test_a_new_rule_puts_what_was_coded_into_the_queue_and_a_wording_does_not(study):
    coded(study, study.source, (0, 5), study.fear)
    coded(study, study.source, (7, 12), study.fear, by="Bek")

    redefined(study, "Afraid", new_rule=False)
    assert waiting(study) == {}
    redefined(study, "Says that they are afraid")

    assert waiting(study) == {"Ana": 1, "Bek": 1}


def test_what_is_coded_afterwards_is_not_in_it(study):
    redefined(study, "Says that they are afraid")

    coded(study, study.source, (0, 5), study.fear)

    assert waiting(study) == {}


def test_what_was_coded_under_a_rule_that_was_taken_back_waits_under_the_next_one_too(study):
    redefined(study, "Says that they are afraid")
    coded(study, study.source, (0, 5), study.fear, by="Bek")
    with study.edit(by="Ana") as edit:
        undo(edit)
    assert waiting(study) == {"Bek": 1}

    redefined(study, "Trembles")

    assert waiting(study) == {"Bek": 1}


def test_nothing_waits_in_retired_sources_or_of_retired_codes(study):
    other = imported(study, "Other")
    coded(study, study.source, (0, 5), study.fear)
    coded(study, other, (0, 5), study.fear)
    redefined(study, "Says so")
    with study.edit(by="Ana") as edit:
        retire_source(edit, other.id)
    assert waiting(study) == {"Ana": 1}

    with study.edit(by="Ana") as edit:
        retire_code(edit, study.fear.id)

    assert waiting(study) == {}


def test_all_that_still_fits_is_one_action_and_one_undo(study):
    mine = [coded(study, study.source, span, study.fear) for span in ((0, 5), (7, 12))]
    redefined(study, "Says so")
    before, version = state(study), study.version()

    with study.edit(by="Ana") as edit:
        assert still_fits(edit, [each.id for each in mine]) == 2

    assert waiting(study) == {}
    assert study.version() == version + 1
    with study.edit(by="Ana") as edit:
        undo(edit)
    assert state(study) == before


def test_who_is_not_sure_leaves_a_mark(study):
    mine = coded(study, study.source, (0, 5), study.fear)
    redefined(study, "Says so")

    with study.edit(by="Ana") as edit:
        still_fits(edit, [mine.id], unsure=True)

    with study.read() as session:
        assert [each.unsure for each in codings(session)] == [True]
    assert waiting(study) == {}


def test_only_who_coded_it_can_check_it(study):
    theirs = coded(study, study.source, (0, 5), study.fear, by="Bek")
    redefined(study, "Says so")

    for decide in (still_fits_one, take_off, lambda edit, id_: give_another(edit, id_, study.fear.id)):
        with pytest.raises(NotYours), study.edit(by="Ana") as edit:
            decide(edit, theirs.id)

    assert waiting(study) == {"Bek": 1}


def still_fits_one(edit, coding):
    still_fits(edit, [coding])


def test_it_gets_another_code_or_none(study):
    calm = added(study, "Calm")
    first = coded(study, study.source, (0, 5), study.fear)
    second = coded(study, study.source, (7, 12), study.fear)
    redefined(study, "Says so")

    with study.edit(by="Ana") as edit:
        give_another(edit, first.id, calm.id)
    with study.edit(by="Ana") as edit:
        take_off(edit, second.id)

    with study.read() as session:
        assert [(each.id, each.code) for each in codings(session)] == [(first.id, calm.id)]
    assert waiting(study) == {}


def test_where_the_other_code_was_given_already_the_two_become_one(study):
    calm = added(study, "Calm")
    first = coded(study, study.source, (0, 5), study.fear)
    kept = coded(study, study.source, (0, 5), calm)
    redefined(study, "Says so")

    with study.edit(by="Ana") as edit:
        give_another(edit, first.id, calm.id)

    with study.read() as session:
        assert [each.id for each in codings(session)] == [kept.id]


def test_where_the_project_unites_codings_it_becomes_one_with_what_it_overlaps(study):
    anger = added(study, "Anger")
    with study.edit(by="Ana") as edit:
        set_project(edit, unite=True)
    coded(study, study.source, (0, 10), anger)
    coding = coded(study, study.source, (5, 15), study.fear)

    with study.edit(by="Ana") as edit:
        give_another(edit, coding.id, anger.id)

    with study.read() as session:
        assert [(one.span, one.code) for one in codings(session)] == [(Span(0, 15), anger.id)]


def test_the_old_wording_is_the_last_one_under_that_rule(study):
    redefined(study, "first", new_rule=False)
    redefined(study, "first, better said", new_rule=False)
    redefined(study, "second")
    redefined(study, "third")
    with study.read() as session:
        now = codes.code(session, study.fear.id)

        found = [checking.under_rule(session, now, rule) for rule in (1, 2, 3, 9)]

    assert [each and each.wordings["en"]["brief"] for each in found] == [
        "first, better said", "second", "third", None,
    ]  # fmt: skip


def test_of_a_merged_coding_it_is_known_what_it_was(study):
    worry = added(study, "Worry")
    mine = coded(study, study.source, (0, 5), worry)
    with study.edit(by="Ana") as edit:
        merge_codes(edit, study.fear.id, [worry.id], check_again=True)

    with study.read() as session:
        assert checking.came_from(session, [mine.id]) == {mine.id: worry.id}
    assert waiting(study) == {"Ana": 1}


def test_a_coding_is_shown_with_the_words_around_it_and_who_says_them(study):
    start = len("I: What did you hear that night?\nAigul: ")
    mine = coded(study, study.source, (start, start + 12), study.fear)

    with study.read() as session:
        [only] = codings_of_code(session, study.fear.id)
        found = in_context(session, only, around=10)

    assert only == mine.id
    assert (found.before, found.quote, found.after) == ("ht?\nAigul: "[-10:], "I was afraid", ". We kept ")
    assert (found.speaker, found.coder, found.span) == ("Aigul", "Ana", Span(start, start + 12))
