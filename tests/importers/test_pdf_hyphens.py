"""Words broken at the ends of lines: put together, or left with the hyphen that is theirs."""

import pytest

from qualcode.importers.pdf_hyphens import Hyphens

BROKEN = ["there was a govern-", "ment then, and the government fell"]


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("the old admin-", "istration", "the old administration"),
        ("THE GOVERN-", "MENT", "THE GOVERNMENT"),
        ("soft\u00ad", "ware", "software"),
        ("кто-", "нибудь", "кто-нибудь"),
        ("по-", "русски", "по-русски"),
        ("из-", "за реки", "из-за реки"),
        ("социально-", "экономических", "социально-экономических"),
        ("ата-", "ана", "ата-ана"),
        ("қарым-", "қатынастар", "қарым-қатынастар"),
        ("Санкт-", "Петербург", "Санкт-Петербург"),
        ("e-", "mail", "e-mail"),
        ("сондай-", "ақ", "сондай-ақ"),
        ("in the 1990-", "95 drought", "in the 1990-95 drought"),
        ("he paused -", "and went on", "he paused - and went on"),
        ("no hyphen", "here", "no hyphen here"),
    ],
)
def test_each_word_gets_the_form_it_has(line, after, joined):
    assert Hyphens([*BROKEN, "ата мен ана келді", line, after]).joined(line, after) == joined


def test_a_word_that_is_elsewhere_whole_is_whole():
    assert Hyphens(["the well-", "being", "their wellbeing"]).joined("the well-", "being") == "the wellbeing"


def test_a_word_that_has_a_hyphen_elsewhere_keeps_it():
    lines = ["қала-дала арасы", "қала-", "даланың"]

    assert Hyphens([*BROKEN, *lines]).joined("қала-", "даланың") == "қала-даланың"


def test_words_that_were_cut_off_in_speech_stay_so():
    lines = ["I was go- going there", "and he- he said that", "we wan- wanted it", "it was thi-", "this year"]

    assert Hyphens(lines).joined("it was thi-", "this year") == "it was thi- this year"


def test_in_a_document_that_breaks_no_words_a_hyphen_is_the_words_own():
    lines = [f"line {number} of a long talk without any broken word" for number in range(100)]

    hyphens = Hyphens([*lines, "a Russian-", "speaking town"])

    assert hyphens.joined("a Russian-", "speaking town") == "a Russian-speaking town"
