import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.words import count_words, word_starts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ауылда су жоқ.", ["Ауылда", "су", "жоқ"]),
        ("Қарым-қатынас, айтты-ау", ["Қарым", "айтты"]),
        ("don’t won't d`accord", ["don", "won", "d"]),
        ("семья — это семь", ["семья", "это", "семь"]),
        ("a--b", ["a", "b"]),
        ("'quoted' -dash-", ["quoted", "dash"]),
        ("3.5 and 10:30", ["3", "5", "and", "10", "30"]),
        ("R1, 2020ж.", ["R1", "2020ж"]),
        ("мағы\u00adна е\u0301", ["мағы", "е"]),
        ("😀 word 😀", ["word"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_words_begin_where_a_reader_sees_them_begin(text, words):
    starts = word_starts(text)

    assert starts.dtype == np.int32
    assert [re.match(r"\w+", text[start:])[0] for start in starts] == words
    assert count_words(text) == len(words)


@given(st.text(st.sampled_from("аәb1 -’'.,\n—")))
def test_words_are_found_as_a_regular_expression_finds_them(text):
    expected = [found.start() for found in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text)]

    assert word_starts(text).tolist() == expected


@given(st.text())
def test_every_start_is_a_letter_or_digit_and_they_ascend(text):
    starts = word_starts(text).tolist()

    assert starts == sorted(set(starts))
    assert all(text[start].isalnum() for start in starts)


def test_a_million_characters_take_a_fifth_of_a_second_at_most():
    text = "Қарым-қатынас жақсы болды, дейді олар. " * 25_000
    word_starts("warm")

    begin = time.perf_counter()
    word_starts(text)

    assert time.perf_counter() - begin < len(text) / 5_000_000
