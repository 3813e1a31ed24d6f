"""Which codes come together, by every rule."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis import CoOccurrence, Evidence, Place, cooccurrence, matrices
from qualcode.coded import Codings
from qualcode.errors import BadValue, NotFound
from qualcode.model import RULES, Selection, Span


def together(result: CoOccurrence, a: str, b: str) -> int:
    return int(result.counts.loc[a, b])


def test_codes_in_the_same_turn_occur_together(drawn):
    """
    Fear Trust
    Fear Trust
    Fear
    -
    """
    result = cooccurrence(drawn, "same turn")

    assert together(result, "Fear", "Trust") == together(result, "Trust", "Fear") == 2
    assert together(result, "Fear", "Fear") == 3
    assert together(result, "Trust", "Trust") == 2
    assert result.units_read == 4
    assert result.jaccard().loc["Fear", "Trust"] == pytest.approx(2 / 3)
    assert result.lift().loc["Fear", "Trust"] == pytest.approx(2 * 4 / (3 * 2))
    assert result.share("Fear").to_dict() == pytest.approx({"Fear": 1, "Trust": 2 / 3})


def test_a_code_given_twice_in_a_turn_counts_once(drawn):
    """
    Fear Fear@Bolat Trust
    Fear
    """
    result = cooccurrence(drawn, "same turn")

    assert together(result, "Fear", "Fear") == 2
    assert together(result, "Fear", "Trust") == 1


def test_a_place_across_turns_is_in_each_turn_it_touches_but_not_in_the_interviewers(ruled):
    """
    talk        AAAAIIBBBB????
    Fear        ..=======.....
    Trust       ====..........
    Loss        ....======....
    """
    result = cooccurrence(ruled, "same turn")

    assert result.counts.loc["Fear"].tolist() == [2, 1, 1]
    assert together(result, "Loss", "Loss") == 1
    assert together(result, "Trust", "Loss") == 0
    assert result.units_read == 3


def test_sources_and_respondents_are_units_too(drawn):
    """
    == one | villager | kk
    Aigul: Fear
    Bek: Trust
    == two | villager | kk
    Aigul: Trust
    Fear
    == three | villager | kk
    Bek: -
    == four | villager | kk
    I: Fear
    """
    sources, respondents = cooccurrence(drawn, "same source"), cooccurrence(drawn, "same respondent")

    assert together(sources, "Fear", "Trust") == 2
    assert sources.units_read == 3
    assert together(respondents, "Fear", "Trust") == 1
    assert together(respondents, "Fear", "Fear") == 1
    assert together(respondents, "Trust", "Trust") == 2
    assert respondents.units_read == 2


def test_places_overlap_when_they_share_a_character_not_when_they_touch(ruled):
    """
    talk        AAAAAAAAAAAAAA
    Fear        .===...===....
    Trust       ...==..===....
    Loss        ....==........
    """
    result = cooccurrence(ruled)

    assert together(result, "Fear", "Trust") == 2
    assert result.shared.loc["Fear", "Trust"] == 1 + 3
    assert together(result, "Trust", "Loss") == 1
    assert together(result, "Fear", "Loss") == 0
    assert result.counts.to_numpy().diagonal().tolist() == [2, 2, 1]
    assert result.shared.to_numpy().diagonal().tolist() == [6, 5, 2]
    assert result.units_read == 14


def test_two_coders_marking_the_same_passage_find_one_overlap_not_four(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .====.....
    Fear@Bolat  .=====....
    Trust       ..====....
    Trust@Bolat ..===.....
    """
    result = cooccurrence(ruled)

    assert together(result, "Fear", "Trust") == 1
    assert result.shared.loc["Fear", "Trust"] == 4


def test_a_long_place_meets_every_short_one_in_it_and_jaccard_stays_one(ruled):
    """
    talk        AAAAAAAAAAAA
    X           ============
    Y           =.=.=.=.==..
    """
    result = cooccurrence(ruled)

    assert together(result, "X", "Y") == 5
    assert result.jaccard().loc["X", "Y"] == 1
    assert result.share("X")["Y"] == result.share("Y")["X"] == 1


def test_jaccard_of_overlaps_is_over_connected_stretches(ruled):
    """
    talk        AAAAAAAAAAAAAAAAAAAAAAAA
    Fear        =====.======............
    Trust       ...=====..====......==..
    """
    result = cooccurrence(ruled)

    # three overlaps join two places of Fear and two of Trust to one stretch; a Trust stands alone
    assert together(result, "Fear", "Trust") == 3
    assert result.jaccard().loc["Fear", "Trust"] == 1 / 2
    assert result.share("Fear")["Trust"] == 1
    assert result.share("Trust")["Fear"] == pytest.approx(2 / 3)


def test_a_place_that_only_touches_joins_no_stretch(ruled):
    """
    talk        AAAAAAAAAA
    Fear        ..====....
    Trust       ==.==.====
    """
    result = cooccurrence(ruled)

    assert together(result, "Fear", "Trust") == 1
    assert result.jaccard().loc["Fear", "Trust"] == 1 / 3
    assert result.share("Fear")["Trust"] == 1


def test_jaccard_is_the_usual_one_when_overlaps_are_one_to_one(ruled):
    """
    talk        AAAAAAAAAAAAAAAAAAAAAA
    Fear        ==..==..==............
    Trust       .=...==.....==..==....
    """
    assert cooccurrence(ruled).jaccard().loc["Fear", "Trust"] == 2 / (3 + 4 - 2)


def test_lift_of_overlaps_is_over_characters(ruled):
    """
    talk        AAAAAAAAAAIIAAAAAAAAAA
    Fear        ====..................
    Trust       ..=====...............
    """
    assert cooccurrence(ruled).lift().loc["Fear", "Trust"] == pytest.approx(2 * 20 / (4 * 5))


def test_overlaps_do_not_cross_sources(ruled):
    """
    == one
    talk        AAAAA
    Fear        ...==
    == two
    talk        AAAAA
    Trust       ...==
    """
    assert together(cooccurrence(ruled), "Fear", "Trust") == 0


def test_chosen_headings_stand_for_the_codes_below_them(ruled):
    """
    talk            AAAAAAAAAA
    Conflict/Water  ====......
    Conflict/Land   ..====....
    Trust           .....===..
    """
    result = cooccurrence(ruled, codes=["Trust", "Conflict", "Trust"])

    assert list(result.counts.index) == ["Trust", "Conflict"]
    assert result.counts.to_numpy().tolist() == [[1, 1], [1, 1]]
    assert result.codes == ("Trust", "Conflict")


def test_without_a_choice_only_codes_that_were_given_are_there_each_by_itself(ruled):
    """
    talk            AAAAAAAAAA
    Empty           ..........
    Conflict/Water  ====......
    Land            ==........
    Land/Border     ..==......
    """
    result = cooccurrence(ruled)

    assert list(result.counts.index) == ["Conflict / Water", "Land", "Land / Border"]
    assert together(result, "Land", "Land / Border") == 0
    assert result.codes is None


def test_a_chosen_code_that_was_never_given_is_there_with_nothing(ruled):
    """
    talk            AAAAAAAAAA
    Empty           ..........
    Fear            ====......
    """
    result = cooccurrence(ruled, codes=["Fear", "Empty"])

    assert together(result, "Fear", "Empty") == together(result, "Empty", "Empty") == 0
    assert result.jaccard().loc["Fear", "Empty"] == 0
    assert pd.isna(result.jaccard().loc["Empty", "Empty"])
    assert pd.isna(result.lift().loc["Fear", "Empty"])
    assert pd.isna(result.share("Empty")["Fear"])
    assert result.evidence("Fear", "Empty") == ()


def test_pairs_are_listed_the_most_frequent_first_then_by_name(drawn):
    """
    Fear Trust Loss
    Fear Trust
    Loss Hope
    """
    pairs = cooccurrence(drawn, "same turn").pairs()

    assert pairs[["code_a", "code_b", "together", "a", "b"]].to_numpy().tolist() == [
        ["Fear", "Trust", 2, 2, 2],
        ["Fear", "Loss", 1, 2, 2],
        ["Loss", "Hope", 1, 2, 1],
        ["Trust", "Loss", 1, 2, 2],
    ]
    assert "shared_characters" not in pairs


def test_pairs_can_be_asked_for_from_a_number_on_and_down_to_nothing(drawn):
    """
    Fear Trust
    Fear Trust
    Loss
    """
    result = cooccurrence(drawn, "overlap")

    assert len(result.pairs(at_least=2)) == 1
    assert len(result.pairs(at_least=3)) == 0
    assert result.pairs(at_least=0)["together"].tolist() == [2, 0, 0]
    assert result.pairs()["shared_characters"].tolist() == [20]


def test_a_pair_is_small_when_either_code_has_fewer_than_five(drawn):
    """
    Fear Trust Loss
    Fear Trust Loss
    Fear Trust Loss
    Fear Trust Loss
    Fear Trust
    """
    pairs = cooccurrence(drawn, "same turn").pairs().set_index(["code_a", "code_b"])

    assert not pairs.loc[("Fear", "Trust"), "small"]
    assert pairs.loc[("Fear", "Loss"), "small"]


def test_every_cell_of_overlaps_opens_its_places(ruled):
    """
    talk        AAAAAAAAAAAA
    Fear        .=====......
    Trust       ==..==..==..
    """
    result = cooccurrence(ruled)

    fear = Place(0, Span(1, 6))
    assert result.evidence("Fear", "Trust") == (
        Evidence(0, Span(1, 2), (fear,), (Place(0, Span(0, 2)),)),
        Evidence(0, Span(4, 6), (fear,), (Place(0, Span(4, 6)),)),
    )
    assert result.evidence("Fear", "Fear") == (Evidence(0, Span(1, 6), (fear,), (fear,)),)


def test_every_cell_of_turns_opens_all_places_in_them(ruled):
    """
    talk        AAAAAABBBBBB
    Fear        ==..=====...
    Trust       ..=..=......
    """
    result = cooccurrence(ruled, "same turn")

    assert result.evidence("Trust", "Fear") == (
        Evidence(
            source=0,
            span=Span(0, 6),
            a=(Place(0, Span(2, 3)), Place(0, Span(5, 6))),
            b=(Place(0, Span(0, 2)), Place(0, Span(4, 9))),
            unit=0,
        ),
    )


def test_a_respondent_is_opened_over_all_their_sources_in_reading_order(drawn):
    """
    == one | villager | kk
    Bek: Trust
    Aigul: Fear
    Aigul: -
    == two | villager | kk
    Aigul: Trust
    Bek: Fear
    """
    result = cooccurrence(drawn, "same respondent")

    bek, aigul = result.evidence("Fear", "Trust")
    assert (bek.unit, bek.source, bek.span) == (0, 0, Span(0, 10))
    assert (aigul.unit, aigul.source, aigul.span) == (1, 0, Span(11, 32))
    assert aigul.a == (Place(0, Span(11, 21)),)
    assert aigul.b == (Place(1, Span(0, 10)),)


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_codings_does_not_matter(drawn, rule):
    """
    == one | villager | kk
    Aigul: Fear Trust
    Bek: Fear Loss@Bolat
    == two | villager | kk
    Aigul: Trust Loss
    """
    codings = drawn.codings
    backwards = Codings(
        *(getattr(codings, name)[::-1] for name in ("source", "start", "end", "code", "coder"))
    )

    turned = cooccurrence(replace(drawn, codings=backwards), rule)

    pd.testing.assert_frame_equal(turned.counts, cooccurrence(drawn, rule).counts)


def test_many_codes_in_few_units_are_counted_the_same_way(monkeypatch):
    random = np.random.default_rng(1)
    unit, row = random.integers(0, 30, 2000), random.integers(0, 12, 2000)
    held = [{int(r) for u, r in zip(unit, row, strict=True) if u == one} for one in range(30)]
    monkeypatch.setattr(matrices, "CELLS_AT_A_TIME", 24)

    counted = matrices.unit_matrix(unit, row, 12)

    assert counted.tolist() == [[sum({a, b} <= one for one in held) for b in range(12)] for a in range(12)]


@pytest.mark.parametrize("rule", RULES)
def test_the_definition_names_the_rule_and_what_was_read(drawn, rule):
    """
    Aigul: Fear
    I: Trust
    """
    definition = str(cooccurrence(drawn, rule).definition)
    of_headings = str(cooccurrence(drawn, rule, codes=["Fear"]).definition)
    all_words = replace(drawn, selection=Selection(interviewer=True))

    assert definition.startswith("Two codes come together")
    assert "(each code by itself; interviewers’ words left out; project version 7)" in definition
    assert "each code together with the codes below it" in of_headings
    assert "interviewers’ words included" in str(cooccurrence(all_words, rule).definition)


def test_an_unknown_rule_or_code_is_said_so(drawn):
    """
    Aigul: Fear
    """
    with pytest.raises(BadValue, match="same paragraph"):
        cooccurrence(drawn, "same paragraph")
    with pytest.raises(NotFound, match="Trust"):
        cooccurrence(drawn, codes=["Trust"])
    with pytest.raises(NotFound, match="Trust"):
        cooccurrence(drawn).evidence("Fear", "Trust")
    with pytest.raises(NotFound, match="Trust"):
        cooccurrence(drawn).share("Trust")


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_project_has_an_empty_table(drawn, rule):
    """
    I: -
    """
    result = cooccurrence(drawn, rule)

    assert result.counts.empty
    assert result.pairs().empty
    assert result.units_read == 0
