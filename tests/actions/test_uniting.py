"""Where a project unites them, one coder’s overlapping codings of one code are one coding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from study import FARMER, added, coded, imported, state

from qualcode.actions.codes import change_code
from qualcode.actions.codings import code, code_anew, mark_coding, recode, resize
from qualcode.actions.memos import add_memo
from qualcode.actions.uniting import touching, whole
from qualcode.errors import CodedAlready, NameTaken, NotYours
from qualcode.model import Selection, Span
from qualcode.store import history
from qualcode.store.checking import to_check
from qualcode.store.codes import codes
from qualcode.store.codings import codings
from qualcode.store.memos import memos
from qualcode.store.reading import segments
from qualcode.store.tables import InfoRow


@pytest.fixture
def source(project):
    return imported(project)


@pytest.fixture
def fear(project):
    return added(project, "Fear")


@pytest.fixture
def uniting(project):
    with project.edit(by="Ana") as edit:
        edit.begin("set project")
        edit.session.scalars(select(InfoRow)).one().unite = True
    return project


def spans(project):
    with project.read() as session:
        return [(one.span.start, one.span.end) for one in codings(session)]


# -- which pieces belong together ----------------------------------------------------------------------------

drawn_spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 9)
)


def characters(*some):
    return {at for span in some for at in range(span.start, span.end)}


@given(drawn_spans, st.lists(drawn_spans, max_size=8))
def test_a_whole_has_the_characters_of_its_pieces_and_no_others(span, others):
    pieces = touching(span, others)

    assert characters(whole(span, pieces)) == characters(span, *pieces)


@given(drawn_spans, st.lists(drawn_spans, max_size=8))
def test_what_stays_apart_has_a_character_between(span, others):
    pieces = touching(span, others)
    one = whole(span, pieces)

    for apart in [other for other in others if other not in pieces]:
        assert apart.end < one.start or one.end < apart.start


# -- codings -------------------------------------------------------------------------------------------------


def test_coding_over_and_beside_what_is_coded_makes_one(uniting, source, fear):
    first = coded(uniting, source, (5, 10), fear)
    coded(uniting, source, (8, 15), fear)
    last = coded(uniting, source, (15, 20), fear)

    assert spans(uniting) == [(5, 20)]
    assert (last.id, last.span) == (first.id, Span(5, 20))


def test_separate_pieces_another_code_and_another_coder_stay_apart(uniting, source, fear):
    trust = added(uniting, "Trust")
    uniting.coder("Ben")
    coded(uniting, source, (5, 10), fear)

    coded(uniting, source, (11, 15), fear)
    coded(uniting, source, (5, 12), trust)
    coded(uniting, source, (5, 12), fear, by="Ben")

    assert spans(uniting) == [(5, 10), (5, 12), (5, 12), (11, 15)]


def test_a_project_that_does_not_unite_keeps_the_pieces(project, source, fear):
    coded(project, source, (5, 10), fear)
    coded(project, source, (8, 15), fear)

    assert spans(project) == [(5, 10), (8, 15)]


def test_a_bridge_joins_the_pieces_and_one_undo_brings_them_back(uniting, source, fear):
    coded(uniting, source, (0, 5), fear)
    coded(uniting, source, (10, 15), fear)
    before = state(uniting)

    coded(uniting, source, (5, 10), fear)
    assert spans(uniting) == [(0, 15)]
    with uniting.edit(by="Ana") as edit:
        history.undo(edit)

    assert state(uniting) == before
    with uniting.edit(by="Ana") as edit:
        history.redo(edit)
    assert spans(uniting) == [(0, 15)]


def test_the_whole_may_stand_exactly_where_a_piece_did(project, source, fear):
    for span in ((0, 5), (0, 15), (4, 9)):
        coded(project, source, span, fear)
    with project.edit(by="Ana") as edit:
        edit.begin("set project")
        edit.session.scalars(select(InfoRow)).one().unite = True

    coded(project, source, (2, 3), fear)

    assert spans(project) == [(0, 15)]


def test_words_inside_what_is_coded_already_are_coded_already(uniting, source, fear):
    coded(uniting, source, (0, 15), fear)

    with pytest.raises(CodedAlready):
        coded(uniting, source, (3, 8), fear)


def test_a_coding_made_longer_takes_in_what_it_reaches(uniting, source, fear):
    coding = coded(uniting, source, (10, 15), fear)
    coded(uniting, source, (0, 5), fear)

    with uniting.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(4, 12), quote=FARMER[4:12])

    with uniting.read() as session:
        [one] = codings(session)
    assert (one.id, one.span) == (coding.id, Span(0, 12))


def test_a_coding_that_gets_another_code_joins_those_of_that_code(uniting, source, fear):
    trust = added(uniting, "Trust")
    coded(uniting, source, (0, 10), fear)
    coding = coded(uniting, source, (5, 10), trust)
    coded(uniting, source, (0, 8), trust)
    coded(uniting, source, (10, 12), trust)

    with uniting.edit(by="Ana") as edit:
        recode(edit, coding.id, fear.id)

    with uniting.read() as session:
        [one] = codings(session)
    assert (one.code, one.span) == (fear.id, Span(0, 12))


def test_memos_and_marks_of_the_pieces_are_the_whole_s(uniting, source, fear):
    first, second = coded(uniting, source, (0, 5), fear), coded(uniting, source, (10, 15), fear)
    for coding in (first, second):
        with uniting.edit(by="Ana") as edit:
            add_memo(edit, coding.id, f"About {coding.span.start}", target_kind="coding")
    with uniting.edit(by="Ana") as edit:
        mark_coding(edit, second.id, important=True)

    coded(uniting, source, (5, 10), fear)

    with uniting.read() as session:
        [one] = codings(session)
        assert {memo.text for memo in memos(session, one.id)} == {"About 0", "About 10"}
    assert one.important
    assert not one.unsure


# -- a new code, and marks -----------------------------------------------------------------------------------


def test_a_new_code_and_its_coding_are_one_action(project, source):
    before = state(project)

    with project.edit(by="Ana") as edit:
        made = code_anew(edit, source.id, Span(5, 10), "kept quiet", colour="#aa0000", quote=FARMER[5:10])
    with project.read() as session:
        assert [(one.id, one.name) for one in codes(session)] == [(made.code, "kept quiet")]
    assert spans(project) == [(5, 10)]

    with project.edit(by="Ana") as edit:
        assert history.undo(edit) == "code anew"
    assert state(project) == before


def test_a_new_code_whose_name_is_taken_is_not_made_and_nothing_coded(project, source, fear):
    before = state(project)

    with pytest.raises(NameTaken), project.edit(by="Ana") as edit:
        code_anew(edit, source.id, Span(5, 10), fear.name)

    assert state(project) == before


def test_a_coding_is_marked_and_unmarked(project, source, fear):
    coding = coded(project, source, (0, 5), fear)
    for marks in ({"important": True}, {"unsure": True}, {"important": False}):
        with project.edit(by="Ana") as edit:
            mark_coding(edit, coding.id, **marks)

    with project.read() as session:
        [one] = codings(session)
    assert (one.important, one.unsure) == (False, True)


def test_excerpts_say_what_is_marked(project, source, fear):
    where = FARMER.index("afraid")
    for start in (where, where + 1):
        coded(project, source, (start, where + 6), fear)
    with project.read() as session:
        [_, second] = codings(session)
    with project.edit(by="Ana") as edit:
        mark_coding(edit, second.id, important=True, unsure=True)

    with project.read() as session:
        _names, found = segments(session, Selection())
        assert [one.marks for one in found] == [(), ("important", "unsure")]


def test_nobody_marks_what_somebody_else_coded(project, source, fear):
    project.coder("Ben")
    coding = coded(project, source, (0, 5), fear)

    with pytest.raises(NotYours), project.edit(by="Ben") as edit:
        mark_coding(edit, coding.id, unsure=True)


def test_what_was_coded_under_an_old_rule_stays_to_be_checked_when_it_is_united(uniting, source, fear):
    coded(uniting, source, (0, 5), fear)
    with uniting.edit(by="Ana") as edit:
        change_code(edit, fear.id, new_rule=True)

    with uniting.edit(by="Ana") as edit:
        code(edit, source.id, Span(3, 9), fear.id)

    with uniting.read() as session:
        [one] = codings(session)
    assert one.rule == 1


def test_so_does_what_was_coded_under_a_rule_that_was_taken_back(uniting, source, fear):
    ben = uniting.coder("Ben")
    coded(uniting, source, (0, 5), fear)
    with uniting.edit(by=ben) as edit:
        change_code(edit, fear.id, new_rule=True)
    coded(uniting, source, (10, 15), fear)
    with uniting.edit(by=ben) as edit:
        history.undo(edit)

    coded(uniting, source, (3, 12), fear)

    with uniting.read() as session:
        assert [one.codings for one in to_check(session)] == [1]
