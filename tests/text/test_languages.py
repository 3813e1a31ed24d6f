import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.languages import as_language, language_of

KAZAKH = "Біздің ауылда су жоқ. Әкімдік келіп, көмектеседі деген, бірақ ештеңе болған жоқ."
RUSSIAN = "У нас в селе нет воды. Приезжали из акимата, обещали помочь, но так ничего и не сделали."
ENGLISH = "There is no water in our village. They came and promised to help, but nothing was done."
TATAR = (
    "Безнең авылда су юк. Кешеләр бик күп, әмма эш юк, яшьләр шәһәргә китә, картлар гына кала инде. "
    "Мәктәп бар, ләкин балалар аз, үзәктән еракта яшибез."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KAZAKH, "kk"),
        (RUSSIAN, "ru"),
        (ENGLISH, "en"),
        (f"{KAZAKH} {RUSSIAN}", "kk+ru"),
        (f"{RUSSIAN} {ENGLISH}", "ru+en"),
        ("Ну короче, клуб деп айтуға да ұят, просто доп тебетін балалар болдық, вот и всё.", "kk+ru"),
        ("Ауылда полиция, автобус, акимат, школа бар. Бәрі жақсы болды, үлкен той өтті.", "kk"),
        ("Барлық адамдар тумысынан азат.", "kk"),
        ("Das ist ein Haus, und wir wohnen in dem Dorf seit vielen Jahren.", ""),
        (TATAR, ""),
        ("12345 67", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_letters_and_words(text, language):
    assert language_of(text) == language


def test_a_few_words_of_another_language_do_not_make_speech_mixed():
    assert language_of(f"{KAZAKH} " * 5 + "Ну вот так.") == "kk"


def test_a_long_text_is_judged_by_its_beginning_middle_and_end():
    assert language_of(f"{KAZAKH}\n" * 3_000 + f"{RUSSIAN}\n" * 3_000) == "kk+ru"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("kk", "kk"),
        ("Kazakh", "kk"),
        ("қазақша", "kk"),
        ("русский", "ru"),
        ("English", "en"),
        ("Kazakh, Russian", "kk+ru"),
        ("ru+kk", "kk+ru"),
        ("орысша және қазақша", "kk+ru"),
        ("Uyghur", ""),
        ("", ""),
    ],
)
def test_languages_are_understood_as_people_write_them(written, language):
    assert as_language(written) == language


@given(st.text())
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) in {"", "kk", "ru", "en", "kk+ru", "kk+en", "ru+en"}
