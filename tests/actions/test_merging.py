"""Several codes made one, and one made several: nothing coded is lost, and it is one undo."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from study import added, coded, imported, state

from qualcode.actions.code_sets import add_code_set
from qualcode.actions.codes import add_code, bring_back_code, change_code, retire_code
from qualcode.actions.codings import GivenCode, load_codings, mark_coding
from qualcode.actions.memos import add_memo
from qualcode.actions.merging import NewCode, merge_codes, split_code
from qualcode.errors import ChangedSince, CodedOtherwise, NotCodable, Retired
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store import codes, merging
from qualcode.store.code_sets import code_sets
from qualcode.store.codings import codings, counts
from qualcode.store.history import entries, redo, undo
from qualcode.store.memos import memos


@pytest.fixture
def study(file):
    """Two coders and one source; the codes come in the tests."""
    with Project.create(file, coder="Ana") as made:
        made.coder("Bek")
        made.source = imported(made)
        yield made


def code(study, which):
    with study.read() as session:
        return codes.code(session, which)


def given_to(study):
    """Who gave which code to which words: coder, start, end, code."""
    with study.read() as session:
        called = {each.id: each.name for each in codes.codes(session, retired=True)}
        return sorted((c.span.start, c.span.end, called[c.code]) for c in codings(session))


def merged(study, into, *which, by="Ana", **rest):
    with study.edit(by=by) as edit:
        merge_codes(edit, into.id, [each.id for each in which], **rest)


def foretold(study, into, *which):
    with study.read() as session:
        return merging.preview(session, into.id, [each.id for each in which])


# -- merging: what was coded -------------------------------------------------------------------------------


def test_what_was_coded_with_one_is_coded_with_the_other_by_whoever_it_was(study):
    fear, worry = added(study), added(study, "Worry")
    mine = coded(study, study.source, (0, 5), worry)
    theirs = coded(study, study.source, (7, 12), worry, by="Bek")

    merged(study, fear, worry)

    with study.read() as session:
        assert {(c.id, c.coder, c.code) for c in codings(session)} == {
            (mine.id, mine.coder, fear.id),
            (theirs.id, theirs.coder, fear.id),
        }


def test_the_merged_code_is_retired_and_says_what_took_its_place(study):
    fear, worry = added(study), added(study, "Worry")

    merged(study, fear, worry)

    assert code(study, worry.id).retired
    assert code(study, worry.id).name == "Worry"
    assert code(study, worry.id).merged_into == fear.id


def test_a_place_one_coder_gave_both_codes_is_coded_once_with_the_memos_and_marks_of_both(study):
    fear, worry = added(study), added(study, "Worry")
    kept = coded(study, study.source, (0, 5), fear)
    falls = coded(study, study.source, (0, 5), worry)
    with study.edit(by="Ana") as edit:
        add_memo(edit, kept.id, "Sure?", target_kind="coding")
        add_memo(edit, falls.id, "For the children.", target_kind="coding")
        mark_coding(edit, falls.id, important=True)

    merged(study, fear, worry)

    with study.read() as session:
        [coding] = codings(session)[:1]
        assert {memo.text for memo in memos(session, kept.id)} == {"Sure?", "For the children."}
    assert (coding.id, coding.important) == (kept.id, True)
    assert given_to(study) == [(0, 5, "Fear")]


def test_two_coders_at_one_place_stay_two(study):
    fear, worry = added(study), added(study, "Worry")
    coded(study, study.source, (0, 5), fear)
    coded(study, study.source, (0, 5), worry, by="Bek")

    preview = foretold(study, fear, worry)
    merged(study, fear, worry)

    assert preview.together == 0
    assert given_to(study) == [(0, 5, "Fear"), (0, 5, "Fear")]


def test_what_moved_is_checked_again_only_where_that_is_wanted(study):
    fear, worry, dread = added(study), added(study, "Worry"), added(study, "Dread")
    coded(study, study.source, (0, 5), worry)
    coded(study, study.source, (7, 12), dread)

    merged(study, fear, worry)
    merged(study, fear, dread, check_again=True)

    with study.read() as session:
        assert [c.rule == fear.rule for c in codings(session)] == [True, False]


def test_what_was_to_be_checked_again_is_so_still(study):
    fear, worry = added(study), added(study, "Worry")
    coded(study, study.source, (0, 5), worry)
    with study.edit(by="Ana") as edit:
        change_code(edit, worry.id, new_rule=True)

    merged(study, fear, worry)

    with study.read() as session:
        [coding] = codings(session)
    assert coding.rule != code(study, fear.id).rule


# -- merging: the codes themselves -------------------------------------------------------------------------


def test_each_part_of_the_definition_stays_or_is_joined_as_was_chosen(study):
    fear, worry = added(study), added(study, "Worry")
    with study.edit(by="Ana") as edit:
        change_code(edit, fear.id, words={"en": {"brief": "Afraid.", "use": "Said so."}})
        change_code(
            edit, worry.id, words={"en": {"brief": "Uneasy.", "use": "Shown."}, "ru": {"full": "Тревога"}}
        )

    preview = foretold(study, fear, worry)
    merged(study, fear, worry, joined={("en", "use")})

    assert [(c.field, c.texts) for c in preview.clashes] == [
        ("brief", (("Fear", "Afraid."), ("Worry", "Uneasy."))),
        ("use", (("Fear", "Said so."), ("Worry", "Shown."))),
    ]
    assert code(study, fear.id).wordings == {
        "en": {"brief": "Afraid.", "use": "Said so.\n\nShown."},
        "ru": {"full": "Тревога"},
    }


def test_what_lay_under_it_lies_under_the_other_and_no_two_are_called_alike(study):
    """
    Fear            Fear
      Anger    →      Anger
    Worry             Anger (Worry)
      Anger           Sleep
      Sleep
    """
    fear, worry = added(study), added(study, "Worry")
    for name, parent in (("Anger", fear), ("Anger", worry), ("Sleep", worry)):
        with study.edit(by="Ana") as edit:
            add_code(edit, name, parent=parent.id)

    preview = foretold(study, fear, worry)
    merged(study, fear, worry)

    assert preview.children == (("Anger", "Anger (Worry)"), ("Sleep", "Sleep"))
    with study.read() as session:
        there = codes.codes(session)
        assert [codes.paths(there)[each.id] for each in there] == [
            "Fear", "Fear / Anger", "Fear / Anger (Worry)", "Fear / Sleep",
        ]  # fmt: skip


def test_a_code_can_take_in_the_one_it_lies_under(study):
    """
    Feelings            Fear
      Sorrow      →       Sorrow
        Fear
    """
    feelings = added(study, "Feelings")
    with study.edit(by="Ana") as edit:
        sorrow = add_code(edit, "Sorrow", parent=feelings.id)
        fear = add_code(edit, "Fear", parent=sorrow.id)

    merged(study, fear, feelings)

    assert code(study, fear.id).parent is None
    assert code(study, sorrow.id).parent == fear.id


def test_opposites_sets_terms_key_and_memos_come_along(study):
    fear, worry, calm = added(study), added(study, "Worry"), added(study, "Calm")
    with study.edit(by="Ana") as edit:
        change_code(edit, worry.id, contradicts=(fear.id, calm.id), key="w", terms={"ru": ("тревога",)})
        change_code(edit, calm.id, contradicts=(worry.id,))
        add_code_set(edit, "Feelings", [worry.id, calm.id])
        add_memo(edit, worry.id, "Too wide?", target_kind="code")

    preview = foretold(study, fear, worry)
    merged(study, fear, worry)

    new = code(study, fear.id)
    assert (preview.key, preview.opposites, preview.sets, preview.memos) == ("w", ("Calm",), ("Feelings",), 1)
    assert (new.key, new.contradicts, new.terms) == ("w", (calm.id,), {"ru": ("тревога",)})
    assert code(study, calm.id).contradicts == (fear.id,)
    with study.read() as session:
        assert [each.codes for each in code_sets(session)] == [(fear.id, calm.id)]
        assert [memo.text for memo in memos(session, fear.id)] == ["Too wide?"]


def test_two_codes_never_take_each_other_s_place(study):
    fear, dread = added(study, "Fear"), added(study, "Dread")
    merged(study, fear, dread)
    with study.edit(by="Bek") as edit:
        bring_back_code(edit, dread.id)
    merged(study, dread, fear)
    with study.read() as session:
        brought = next(each.id for each in entries(session) if each.name == "bring back code")

    with pytest.raises(ChangedSince), study.edit(by="Bek") as edit:
        undo(edit, brought)

    assert not code(study, "Dread").retired


def test_nothing_is_merged_into_a_retired_code_and_nothing_coded_into_a_heading(study):
    fear, worry = added(study), added(study, "Worry")
    coded(study, study.source, (0, 5), worry)
    with study.edit(by="Ana") as edit:
        change_code(edit, fear.id, codable=False)
    with pytest.raises(NotCodable):
        merged(study, fear, worry)
    with study.edit(by="Ana") as edit:
        retire_code(edit, fear.id)

    with pytest.raises(Retired):
        merged(study, fear, worry)


# -- merging: the whole --------------------------------------------------------------------------------------

PLACES = st.lists(
    st.tuples(st.sampled_from([(0, 5), (0, 9), (40, 52), (45, 60)]), st.integers(0, 2), st.booleans()),
    unique=True,
    max_size=16,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PLACES, going=st.sets(st.integers(0, 2), max_size=3), anew=st.booleans())
def test_merging_keeps_every_place_coded_as_foretold_and_undone_it_never_was(
    tmp_path_factory, places, going, anew
):
    with Project.create(tmp_path_factory.mktemp("merging") / "study.qualcode", coder="Ana") as study:
        source, bek = imported(study), study.coder("Bek")
        there = [added(study, name) for name in ("Fear", "Worry", "Calm")]
        ana = study.coder("Ana")
        with study.edit(by="Ana") as edit:
            load_codings(
                edit,
                [
                    GivenCode(source.id, Span(*span), there[n].id, (bek if other else ana).id)
                    for span, n, other in places
                ],
            )
        before = state(study)
        which = [there[n] for n in going]
        preview = foretold(study, there[0], *which)

        merged(study, there[0], *which, check_again=anew)

        assert {(c.coder, c.span) for c in _codings(study)} == {
            (bek.id if other else ana.id, Span(*span)) for span, _n, other in places
        }
        assert len(_codings(study)) == len(places) - preview.together
        assert preview.moving == sum(n in going and n != 0 for _span, n, _other in places)
        after = state(study)
        if after != before:
            with study.edit(by="Ana") as edit:
                undo(edit)
        assert state(study) == before
        if after != before:
            with study.edit(by="Ana") as edit:
                redo(edit)
        assert state(study) == after
        assert study.check() == []


def _codings(study):
    with study.read() as session:
        return codings(session)


def test_five_thousand_codings_are_merged_and_brought_back(study):
    fear, worry = added(study), added(study, "Worry")
    text = "word " * 12_000
    long = imported(study, "Long", text)
    ana = study.coder("Ana")
    with study.edit(by="Ana") as edit:
        load_codings(
            edit,
            [
                GivenCode(long.id, Span(n * 10, n * 10 + 5), each.id, ana.id)
                for n in range(5_000)
                for each in ((worry, fear) if n % 2 else (worry,))
            ],
        )

    before = state(study)

    preview = foretold(study, fear, worry)
    merged(study, fear, worry)

    assert (preview.moving, preview.together) == (5_000, 2_500)
    with study.read() as session:
        assert counts(session) == {fear.id: 5_000}
    with study.edit(by="Ana") as edit:
        undo(edit)
    assert state(study) == before


# -- splitting -----------------------------------------------------------------------------------------------


def test_segments_are_dealt_to_codes_that_are_made_on_the_spot(study):
    fear, calm = added(study), added(study, "Calm")
    first, second, third = (
        coded(study, study.source, span, fear, by=by)
        for span, by in (((0, 5), "Ana"), ((7, 12), "Bek"), ((40, 52), "Ana"))
    )
    before = state(study)

    with study.edit(by="Ana") as edit:
        made = split_code(
            edit, fear.id, [calm.id, NewCode("Night", parent=fear.id)], {first.id: 0, second.id: 1}
        )

    assert [each.name for each in made] == ["Calm", "Night"]
    assert given_to(study) == [(0, 5, "Calm"), (7, 12, "Night"), (40, 52, "Fear")]
    with study.read() as session:
        assert {c.id: c.coder for c in codings(session)} == {
            each.id: each.coder for each in (first, second, third)
        }
    with study.edit(by="Ana") as edit:
        undo(edit)
    assert state(study) == before


def test_where_the_code_was_given_already_the_two_become_one(study):
    fear, calm = added(study), added(study, "Calm")
    dealt = coded(study, study.source, (0, 5), fear)
    other = coded(study, study.source, (0, 5), fear, by="Bek")
    coded(study, study.source, (0, 5), calm)
    with study.read() as session:
        assert merging.fall_together(session, {dealt.id: calm.id, other.id: calm.id}) == 1

    with study.edit(by="Ana") as edit:
        split_code(edit, fear.id, [calm.id], {dealt.id: 0})

    assert given_to(study) == [(0, 5, "Calm"), (0, 5, "Fear")]


def test_what_somebody_took_off_meanwhile_stops_the_split(study):
    fear, calm = added(study), added(study, "Calm")
    dealt = coded(study, study.source, (0, 5), fear)
    before = state(study)

    with pytest.raises(CodedOtherwise), study.edit(by="Ana") as edit:
        split_code(edit, fear.id, [calm.id], {dealt.id: 0, "gone": 0})

    assert state(study) == before
