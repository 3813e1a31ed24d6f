"""How often, at every level, and out of how much."""

from dataclasses import replace

import pandas as pd
import pytest

from qualcode.analysis import frequencies
from qualcode.errors import NotFound
from qualcode.model import Selection

COUNTED = ["codings", "segments", "respondents", "sources", "characters"]
LEVELS = [
    "codings",
    "segments",
    *("respondents", "respondents_of"),
    *("sources", "sources_of"),
    *("characters", "characters_of"),
    *("words", "words_of"),
]
READ = ["respondents_of", "sources_of", "characters_of"]


def row(result, code, value=""):
    table = result.table().set_index(["code", "value"])
    return table.loc[(code, value)]


def counted(result, code, value=""):
    return row(result, code, value)[COUNTED].tolist()


def read(result, value=""):
    return row(result, result.paths[0], value)[READ].tolist()


def test_every_level_is_counted_together(ruled):
    """
    == one
    talk        AAAAAAAAAA.BBBBBB
    Fear        ===.==......==...
    Fear@Bolat  .====............
    == two
    talk        CCCCC
    Fear        .....
    Trust       ==...
    """
    result = frequencies(ruled)

    assert counted(result, "Fear") == [4, 2, 2, 1, 8]
    assert counted(result, "Trust") == [1, 1, 1, 1, 2]
    assert read(result) == [3, 2, 21]


def test_a_code_given_to_nothing_stands_there_with_nothing(ruled):
    """
    talk        AAAAAAAAAA
    Fear        ==........
    Trust       ..........
    """
    result = frequencies(ruled)

    assert counted(result, "Trust") == [0, 0, 0, 0, 0]
    assert result.table()["code"].tolist() == ["Fear", "Trust"]


def test_a_code_given_twice_in_a_turn_by_two_coders_is_one_segment(drawn):
    """
    Aigul: Fear Fear@Bolat
    Bek: -
    """
    result = frequencies(drawn)

    assert counted(result, "Fear") == [2, 1, 1, 1, 10]
    assert read(result) == [2, 1, 20]


def test_what_an_interviewer_says_counts_neither_above_nor_below(drawn):
    """
    I: Fear
    Aigul: Fear
    I: -
    Bek: -
    """
    result = frequencies(drawn)

    assert counted(result, "Fear") == [1, 1, 1, 1, 10]
    assert read(result) == [2, 1, 20]


def test_a_segment_across_turns_belongs_to_each_respondent_once(ruled):
    """
    talk        AAAAIIBBBBAAAACCCC
    Fear        ..============....
    """
    result = frequencies(ruled)

    assert counted(result, "Fear") == [1, 1, 2, 1, 2 + 4 + 4]
    assert read(result) == [3, 1, 16]


def test_a_turn_of_nobody_known_counts_as_text_but_not_as_a_respondent(ruled):
    """
    talk        AAAA??????
    Fear        ......====
    """
    result = frequencies(ruled)

    assert counted(result, "Fear") == [1, 1, 0, 1, 4]
    assert read(result) == [1, 1, 10]


def test_a_heading_counts_its_codes_once_per_place(ruled):
    """
    talk            AAAAAAAAAA.BBB
    Conflict/Water  ====..........
    Conflict/Land   ..===......==.
    """
    result = frequencies(ruled)

    assert counted(result, "Conflict") == [3, 2, 2, 1, 7]
    assert counted(result, "Conflict / Water") == [1, 1, 1, 1, 4]
    assert result.table()["depth"].tolist() == [0, 1, 1]


def test_a_word_is_coded_when_its_start_lies_in_a_place(ruled):
    """
    talk        AAAAAAAAIIIIBBBB
    words       ^..^.^..^..^^..^
    Fear        .=====....======
    """
    result = frequencies(ruled)

    assert row(result, "Fear")[["words", "words_of"]].tolist() == [4, 5]


def test_words_are_missing_when_they_were_not_read_along(drawn):
    """
    Aigul: Fear
    """
    table = frequencies(drawn).table()

    assert table["words"].isna().all()
    assert table["words_of"].isna().all()


def test_groups_are_counted_out_of_their_own(drawn):
    """
    == one | villager | kk
    Aigul: Fear
    Bek: -
    == two | official | ru
    Chair: Fear
    Chair: Fear Trust
    == three | villager | ru
    Dana: Trust
    """
    result = frequencies(drawn, by="group")

    assert result.by_values == ("official", "villager")
    assert counted(result, "Fear", "villager") == [1, 1, 1, 1, 10]
    assert counted(result, "Fear", "official") == [2, 2, 1, 1, 20]
    assert counted(result, "Trust", "villager") == [1, 1, 1, 1, 10]
    assert read(result, "villager") == [3, 2, 30]
    assert read(result, "official") == [1, 1, 20]


def test_languages_are_those_of_the_sources(drawn):
    """
    == one | villager | kk
    Aigul: Fear
    == two | official | ru
    Chair: -
    """
    result = frequencies(drawn, by="language")

    assert result.by_values == ("kk", "ru")
    assert counted(result, "Fear", "kk") == [1, 1, 1, 1, 10]
    assert counted(result, "Fear", "ru") == [0, 0, 0, 0, 0]


def test_each_coder_is_counted_out_of_everything_read(ruled):
    """
    talk        AAAAAAAAAA.BBBB
    Fear        ==.==..........
    Fear@Bolat  =====.......==.
    """
    result = frequencies(ruled, by="coder")

    assert result.by_values == ("Aida", "Bolat")
    assert counted(result, "Fear", "Aida") == [2, 2, 1, 1, 4]
    assert counted(result, "Fear", "Bolat") == [2, 2, 2, 1, 7]
    assert read(result, "Aida") == read(result, "Bolat") == [2, 1, 14]
    assert result.segments.tolist() == [2]


def test_a_segment_that_touches_cases_of_two_values_counts_in_each(drawn):
    """
    Aigul is village=Korday
    Bek is village=Sortobe
    Aigul: Fear
    Bek: Trust
    """
    start, end = drawn.codings.start, drawn.codings.end
    across = replace(drawn, codings=replace(drawn.codings, start=start * 0, end=end * 0 + end.max()))

    result = frequencies(across, by="village")

    assert counted(result, "Fear", "Korday") == [1, 1, 1, 1, 10]
    assert counted(result, "Fear", "Sortobe") == [1, 1, 1, 1, 10]
    assert result.segments.tolist() == [1, 1]
    assert result.sentence("Fear").startswith("Fear: 1 segment,")


def test_what_has_no_value_is_counted_apart_so_that_nothing_is_lost(drawn):
    """
    Aigul is village=Korday
    Aigul: Fear
    Bek: Fear
    Fear
    """
    result = frequencies(drawn, by="village")

    assert result.by_values == ("Korday", "")
    assert counted(result, "Fear", "") == [2, 2, 1, 1, 20]
    assert read(result, "") == [1, 1, 20]


def test_values_that_are_numbers_stand_in_their_order(drawn):
    """
    Aigul is age=9
    Bek is age=10
    Chair is age=100
    Aigul: Fear
    Bek: -
    Chair: -
    """
    assert frequencies(drawn, by="age").by_values == ("9", "10", "100")


def test_an_attribute_no_case_has_is_said_so(drawn):
    """
    Aigul: Fear
    """
    with pytest.raises(NotFound, match="villlage"):
        frequencies(drawn, by="villlage")


def test_a_source_of_which_nothing_was_read_is_not_counted_out_of(drawn):
    """
    == one | villager | kk
    Aigul: Fear
    == two | official | ru
    I: -
    """
    result = frequencies(drawn, by="group")

    assert result.by_values == ("villager",)
    assert read(result, "villager") == [1, 1, 10]
    assert result.sources_read == 1


def test_the_share_of_respondents_is_missing_where_nobody_speaks(drawn):
    """
    == one | villager | kk
    Aigul: Fear
    Bek: -
    == law | policy document | ru
    Fear
    """
    shares = frequencies(drawn, by="group").shares()

    assert shares.loc["Fear", "villager"] == 0.5
    assert pd.isna(shares.loc["Fear", "policy document"])


def test_a_sentence_says_how_many_of_how_many(drawn):
    """
    == one | villager | kk
    Aigul: Elders
    Bek: -
    == two | official | ru
    Chair: -
    == law | policy document | ru
    Elders
    """
    by_group = frequencies(drawn, by="group").sentence("Elders")
    in_all = frequencies(drawn).sentence("Elders")
    by_coder = frequencies(drawn, by="coder").sentence("Elders")

    assert by_group == "Elders: 2 segments, 0 of 1 official, 1 of 2 villagers, 1 of 1 policy document"
    assert in_all == "Elders: 2 segments, 1 of 3 respondents, 2 of 3 sources"
    assert by_coder == "Elders: 2 segments, Aida: 1 of 3 respondents"


def test_the_definition_says_what_was_counted_and_can_be_translated(drawn):
    """
    Aigul: Fear
    I: -
    """
    plain, by_group = frequencies(drawn).definition, frequencies(drawn, by="group").definition
    with_interviewer = frequencies(replace(drawn, selection=Selection(interviewer=True))).definition

    assert "in 1 sources with 1 respondents and 10 characters" in str(plain)
    assert "interviewers’ words left out; project version 7" in str(plain)
    assert "interviewers’ words included" in str(with_interviewer)
    assert "separately by group" in str(by_group)
    assert "separately by топ" in by_group.in_words(lambda text: {"group": "топ"}.get(text, text))
    assert "whether or not the coder read them all" in str(frequencies(drawn, by="coder").definition)


def test_the_table_can_be_written_as_it_is(drawn):
    """
    Aigul: Conflict/Water
    """
    table = frequencies(drawn).table()

    assert table.to_csv(index=False).splitlines() == [
        f"code,depth,value,{','.join(LEVELS)}",
        "Conflict,0,,1,1,1,1,1,1,10,10,,",
        "Conflict / Water,1,,1,1,1,1,1,1,10,10,,",
    ]


def test_an_empty_project_is_counted_too(drawn):
    """
    I: -
    """
    assert frequencies(drawn).table().empty
    assert frequencies(drawn, by="group").table().empty
    assert frequencies(drawn, by="coder").table().empty
    assert frequencies(drawn).sources_read == 0
