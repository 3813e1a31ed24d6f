import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.encodings import decoded

KAZAKH = "Сұхбат алушы: Сәлеметсіз бе, қалыңыз қалай?\nҒалия апай: Жақсы, рақмет. Үй іші аман, өзіңіз ше?\n"
RUSSIAN = (
    "Интервьюер: Расскажите, что было той ночью?\nРеспондент: Ничего не было, я уже спала. Ёлка ещё стояла…\n"
)
ENGLISH = "Interviewer: It’s late, isn’t it?\nRespondent: The café was closed – naïve of me.\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")],
)
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH, "I: 你好 😀\n"])
def test_what_a_file_says_of_itself_is_believed(text, codec, name):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding, found.guessed, found.notices) == (text, name, False, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH])
def test_unicode_without_a_mark_is_found_and_told(text, codec):
    found = decoded(text.encode(codec))

    assert found.text == text
    assert found.encoding == codec[:6].upper()
    assert found.guessed


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN.replace("…", ""), "koi8-r", "KOI8-R"),
        (RUSSIAN.replace("…", ""), "cp866", "CP866"),
        (RUSSIAN.replace("…", ""), "iso8859-5", "ISO 8859-5"),
        (RUSSIAN, "mac-cyrillic", "Mac Cyrillic"),
        (KAZAKH, "kz1048", "KZ-1048"),
        (KAZAKH, "ptcp154", "PTCP154"),
        (ENGLISH, "cp1252", "Windows-1252"),
        ("И: Что?\nР: Да.\n", "koi8-r", "KOI8-R"),
        ("Ж: Иә.\n", "kz1048", "KZ-1048"),
    ],
)
def test_of_the_old_encodings_the_one_in_which_words_are_words(text, codec, name):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding, found.guessed) == (text, name, True)
    assert found.notices == (
        f"The file does not say how its letters are stored; read as {name}. Check that the words look right.",
    )


def test_a_language_we_do_not_know_is_left_to_statistics():
    polish = "Zażółć gęślą jaźń. Pchnąć w tę łódź jeża lub ośm skrzyń fig. Żółw źle śpi. " * 5

    assert decoded(polish.encode("cp1250")).guessed


def test_letters_lost_before_are_told():
    found = decoded(KAZAKH.encode("cp1251", "replace"))

    assert any("Question marks stand inside words" in notice for notice in found.notices)


def test_a_file_cut_off_inside_a_letter_is_still_utf_8():
    found = decoded(KAZAKH.encode()[:-10])

    assert found.encoding == "UTF-8"
    assert found.text.endswith("�")
    assert found.notices == ("Characters that could not be read are shown as “�”: 1.",)


def test_lines_pasted_from_another_file_are_read_in_their_own_encoding():
    found = decoded(KAZAKH.encode() + RUSSIAN.encode("cp1251"))

    assert found.text == KAZAKH + RUSSIAN
    assert found.guessed


def test_halves_of_characters_become_whole_or_are_told():
    assert decoded("😀 word".encode("utf-16-be").decode("utf-16-be").encode()).text == "😀 word"
    assert decoded(b"\xed\xa0\xbd\xed\xb8\x80 word").text == "😀 word"
    assert "�" in decoded(b"\xed\xa0\xbd word").text


def test_empty_characters_do_not_make_a_text_utf_16():
    assert decoded(b"I: one\0two\nR: three\n").text == "I: one\0two\nR: three\n"


@given(st.binary(max_size=200))
def test_any_bytes_become_some_text(data):
    assert isinstance(decoded(data).text, str)


@given(st.text(min_size=1))
def test_utf_8_is_never_taken_for_anything_else(text):
    data = text.encode("utf-8", "surrogatepass")
    if data.count(0) + data.count(4) == 0 and not data.startswith((codecs.BOM_UTF8, *_WIDE_MARKS)):
        assert decoded(data).encoding == "UTF-8"


_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
