import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.normalise import canonical

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates too


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_lf_without_a_word(end):
    found = canonical(f"one{end}two")

    assert found.text == "one\ntwo"
    assert found.notices == ()


def test_letters_are_composed():
    assert canonical("и\u0306 е\u0308").text == "й ё"


def test_a_mark_at_the_beginning_is_part_of_the_encoding_and_one_inside_is_told():
    assert canonical("\ufeffone").notices == ()
    assert canonical("one\ufefftwo").text == "onetwo"
    assert canonical("one\ufefftwo").notices == ("Byte order marks inside the text were removed: 1.",)


@pytest.mark.parametrize(
    ("sign", "word"),
    [
        ("\x00", "NUL"),
        ("\x07", "Control"),
        ("\x1b", "Control"),
        ("\ud800", "half of a pair"),
        ("\u202e", "direction"),
        ("\u2066", "direction"),
        ("\uffff", "no document"),
        ("\U0010fffe", "no document"),
    ],
)
def test_what_cannot_be_stored_goes_with_a_sentence_that_counts_it(sign, word):
    found = canonical(f"a{sign}b{sign}")

    assert found.text == "ab"
    [notice] = found.notices
    assert word in notice
    assert notice.endswith("2.")
    assert notice.template.format_map(notice.values) == notice


def test_tabs_joiners_and_right_to_left_words_stay():
    text = "a\tb 👨\u200d👩\u200d👧 שלום مرحبا \u00ad \ue000"

    assert canonical(text).text == text


@given(ANY_TEXT)
def test_canonical_text_is_its_own_canonical_text(text):
    once = canonical(text)

    assert canonical(once.text).text == once.text
    assert canonical(once.text).notices == ()


@given(ANY_TEXT)
def test_canonical_text_can_be_stored_anywhere(text):
    found = canonical(text).text

    assert found == unicodedata.normalize("NFC", found)
    assert found.encode().decode() == found
    assert not set("\r\0\x0b\x85\u2028\ufeff\u202e") & set(found)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60))
def test_letters_digits_and_signs_are_never_lost(text):
    assert canonical(text).text == unicodedata.normalize("NFC", text)
