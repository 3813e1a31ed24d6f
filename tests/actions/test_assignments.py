"""Who codes what, and how far they are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study import added, coded, imported

from qualcode.actions.assignments import assign, mark_progress, share, shared_out, unassign
from qualcode.actions.coders import retire_coder
from qualcode.actions.projects import set_project
from qualcode.actions.sources import retire_source
from qualcode.errors import BadValue, ChangedSince, NotFound
from qualcode.exporters.assignments import assignments_csv
from qualcode.model import Source
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.assignments import assignments, left, mine, next_to_do, state_of


def act(project: Project, does, by: str = "Ana"):
    with project.edit(by=by) as edit:
        return does(edit)


def table(project: Project) -> dict[tuple[str, str], str]:
    """State by source and coder."""
    rows = assignments_csv(project).splitlines()[1:]
    return {(cells[0], cells[3]): cells[4] for cells in (row.split(",") for row in rows)}


@pytest.fixture
def ben(project):
    return project.coder("Ben")


@pytest.fixture
def ana(project):
    return project.coder("Ana")


@pytest.fixture
def texts(project):
    return [
        imported(project, name, f"I: Why?\nAigul: {'word ' * size}")
        for name, size in (("A", 9), ("B", 99), ("C", 50))
    ]


def test_a_coder_marks_a_text_which_becomes_theirs(project, ana, texts):
    act(project, lambda edit: mark_progress(edit, texts[0].id, "coding"))
    act(project, lambda edit: mark_progress(edit, texts[0].id, "done"))

    assert table(project) == {("A", "Ana"): "done"}
    assert act(project, history.undo) == "mark progress"
    assert table(project) == {("A", "Ana"): "coding"}


def test_the_same_mark_again_leaves_no_trace(project, texts):
    act(project, lambda edit: mark_progress(edit, texts[0].id, "done"))
    version = project.version()

    act(project, lambda edit: mark_progress(edit, texts[0].id, "done"))

    assert project.version() == version


def test_other_words_are_refused_and_so_is_a_text_that_is_not_there(project, texts):
    with pytest.raises(BadValue):
        act(project, lambda edit: mark_progress(edit, texts[0].id, "begun"))
    with pytest.raises(NotFound):
        act(project, lambda edit: mark_progress(edit, "nothing", "done"))
    with pytest.raises(NotFound):
        act(project, lambda edit: assign(edit, [texts[0].id], ["nobody"]))


def test_a_text_to_do_is_being_coded_as_soon_as_its_coder_codes_in_it(project, ana, ben, texts):
    fear = added(project)
    act(project, lambda edit: assign(edit, [texts[0].id], [ana.id, ben.id]))
    coded(project, texts[0], (0, 5), fear, by="Ben")

    assert table(project) == {("A", "Ana"): "to do", ("A", "Ben"): "coding"}
    with project.read() as session:
        assert state_of(session, texts[0].id, ben.id) == "coding"
        assert state_of(session, texts[0].id, ana.id) == "to do"
    act(project, history.undo, by="Ben")
    assert table(project)["A", "Ben"] == "to do"


def test_whoever_says_to_do_after_coding_has_it_to_do_again(project, ana, texts):
    fear = added(project)
    act(project, lambda edit: assign(edit, [texts[0].id], [ana.id]))
    coded(project, texts[0], (0, 5), fear)

    act(project, lambda edit: mark_progress(edit, texts[0].id, "to do"))

    assert table(project) == {("A", "Ana"): "to do"}


def test_texts_are_given_and_taken_in_one_action(project, ana, ben, texts):
    ids = [text.id for text in texts]
    assert act(project, lambda edit: assign(edit, ids, [ana.id, ben.id])) == 6
    version = project.version()

    changed = act(project, lambda edit: share(edit, take=[(ids[0], ana.id)], give=[(ids[1], ana.id)]))

    assert changed == 1
    assert project.version() == version + 1
    assert ("A", "Ana") not in table(project)
    assert act(project, lambda edit: unassign(edit, ids, [ben.id])) == 3
    assert table(project) == {("B", "Ana"): "to do", ("C", "Ana"): "to do"}
    with project.read() as session:
        assert history.entries(session, latest=1)[0].about == "Ben −3"


def test_what_somebody_has_marked_since_is_not_taken_back_from_under_them(project, ana, ben, texts):
    act(project, lambda edit: assign(edit, [texts[0].id], [ben.id]))
    act(project, lambda edit: mark_progress(edit, texts[0].id, "done"), by="Ben")

    with pytest.raises(ChangedSince):
        act(project, history.undo)


def test_who_has_what_left_without_retired_texts_and_coders(project, ana, ben, texts):
    ids = [text.id for text in texts]
    act(project, lambda edit: assign(edit, ids, [ana.id, ben.id]))
    act(project, lambda edit: mark_progress(edit, ids[1], "done"))
    act(project, lambda edit: retire_source(edit, ids[2]))

    with project.read() as session:
        first, second = left(session)
    assert first.texts == {"to do": 1, "coding": 0, "done": 1}
    assert first.share_done == first.words["done"] / sum(first.words.values()) > 0.8
    assert (second.coder.name, second.share_done) == ("Ben", 0)

    act(project, lambda edit: retire_coder(edit, ben.id))
    with project.read() as session:
        assert [each.coder.name for each in left(session)] == ["Ana"]


def test_the_next_text_is_the_next_to_do_then_one_begun_then_none(project, ana, texts):
    a, b, c = (text.id for text in texts)
    assert next_to_do({a: "to do", b: "done", c: "to do"}, a) == c
    assert next_to_do({a: "to do", b: "done", c: "to do"}, c) == a
    assert next_to_do({a: "coding", b: "done", c: "to do"}, c) == a
    assert next_to_do({a: "to do", b: "done"}, a) is None
    assert next_to_do({a: "to do"}, None) == a
    assert next_to_do({}, a) is None


def test_where_nothing_is_given_out_all_texts_are_one_s_own(project, ana, texts):
    coded(project, texts[1], (0, 5), added(project))

    with project.read() as session:
        assert list(mine(session, ana.id).values()) == ["to do", "coding", "to do"]
    act(project, lambda edit: assign(edit, [texts[2].id], [ana.id]))
    with project.read() as session:
        assert mine(session, ana.id) == {texts[2].id: "to do"}


def test_no_cell_of_the_list_is_a_formula(project, ana):
    source = imported(project, "=1+1")
    act(project, lambda edit: assign(edit, [source.id], [ana.id]))

    assert "\r\n'=1+1," in assignments_csv(project)


def test_settings_are_one_action_and_what_is_not_said_stays(project):
    act(project, lambda edit: set_project(edit, unite=True))
    act(project, lambda edit: set_project(edit, see_others=False))

    assert (project.info().unite, project.info().see_others) == (True, False)
    act(project, history.undo)
    assert (project.info().unite, project.info().see_others) == (True, True)


# -- sharing out -------------------------------------------------------------------------------------------

sizes = st.lists(st.integers(0, 5_000), min_size=1, max_size=30)


def of_sizes(words: list[int]) -> list[Source]:
    return [Source(f"s{i}", f"Text {i}", "", "en", words=count) for i, count in enumerate(words)]


@given(words=sizes, team=st.integers(1, 6), each=st.integers(1, 7))
def test_each_text_goes_to_so_many_and_nobody_has_two_texts_more_than_another(words, team, each):
    coders = [f"c{i}" for i in range(team)]

    plan = shared_out(of_sizes(words), coders, each=each)

    assert len(plan) == len(set(plan)) == len(words) * min(each, team)
    texts = [sum(coder == whose for _, whose in plan) for coder in coders]
    assert max(texts) - min(texts) <= 1


def test_the_long_texts_are_spread(  # four long, four short, two coders
):
    plan = shared_out(of_sizes([900, 100, 900, 100, 900, 100, 900, 100]), ["ana", "ben"])

    words = {f"s{i}": count for i, count in enumerate([900, 100] * 4)}
    assert {who: sum(words[s] for s, whose in plan if whose == who) for who in ("ana", "ben")} == {
        "ana": 2000,
        "ben": 2000,
    }


def test_everybody_codes_together_with_everybody():
    team = ["ana", "ben", "cem", "dina"]

    plan = shared_out(of_sizes([100] * 12), team, each=2)

    pairs = [frozenset(who for s, who in plan if s == f"s{i}") for i in range(12)]
    assert {pairs.count(frozenset(pair)) for pair in combinations(team, 2)} == {2}


def test_what_somebody_has_already_counts_and_stays(project, ana, ben, texts):
    act(project, lambda edit: assign(edit, [texts[0].id, texts[1].id], [ana.id]))
    with project.read() as session:
        there = assignments(session)

    assert shared_out(texts, [ana.id, ben.id], there=there) == [(texts[2].id, ben.id)]
    assert shared_out(texts, [ana.id, ben.id], each=2, there=there) == [
        (texts[0].id, ben.id), (texts[1].id, ben.id), (texts[2].id, ana.id), (texts[2].id, ben.id),
    ]  # fmt: skip
    assert shared_out(texts, []) == []
