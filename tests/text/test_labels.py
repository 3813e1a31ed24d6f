import pytest

from qualcode.text.labels import MAYBE_NAME, NAME, NO_NAME, core, initialled, key, letter, role_word, shape


@pytest.mark.parametrize(
    "label",
    [
        "Lisa", "Adam Stacoviak", "Гүлнар апай", "Серік ақсақал", "Айгүл ханым", "Dr. Smith", "Mrs Brown",
        "В.Путин", "А. Б. Иванов", "Иванов А.Б.", "Researcher 1", "P5", "id1", "CC", "Заря 1 (Каманин)",
        "Анна-Мария", "Ахмет Қасым ұлы", "Participant A", "O’Brien", "Respondent 2 (male, 45)",
    ],
)  # fmt: skip
def test_names_look_like_names(label):
    assert shape(label) == NAME


@pytest.mark.parametrize("label", ["Заместитель акима", "Директор школы", "Айтайын дегенім", "The old man"])
def test_a_capital_and_small_words_may_be_a_name(label):
    assert shape(label) == MAYBE_NAME


@pytest.mark.parametrize(
    "label",
    ["Note", "Примечание", "Ескерту", "Он", "бұл", "http", "10", "comment", "He said. Then", "Дата", "2020",
     "Yes", "Иә", "one two three four five six", "", "()", "“Quoted” word", "Ол айтты. Сосын"],
)  # fmt: skip
def test_headers_and_running_speech_do_not(label):
    assert shape(label) == NO_NAME


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Interviewer", "interviewer"), ("INTERVIEWER 2", "interviewer"), ("Researcher 1", "interviewer"),
        ("Интервьюер", "interviewer"), ("Сұхбат алушы", "interviewer"), ("Сұхбаттасушы", "interviewer"),
        ("Модератор (Анна)", "interviewer"), ("Respondent, female, 45", "respondent"),
        ("Жауап беруші №2", "respondent"), ("Информант 3", "respondent"), ("Participant A", "respondent"),
        ("Unknown Speaker", "other"), ("Аудармашы", "other"), ("Lisa", None), ("I", None), ("Иван", None),
    ],
)  # fmt: skip
def test_role_words_are_known_in_three_languages(label, role):
    assert role_word(label) == role


def test_labels_are_one_speaker_whatever_the_case_spaces_or_keyboard():
    assert key("AIGUL  S.") == key("Aigul S")
    assert key("P") == key("Р")  # Latin and Cyrillic
    assert key("C1") == key("С1")
    assert key("Lisa") != key("Liza")


def test_letters_are_found_behind_their_numbers():
    assert letter("P5") == letter("Р") == "Р"
    assert letter("I.") == "I"
    assert letter("Iv") == ""


def test_what_stands_in_brackets_is_not_the_core():
    assert core("Заря 1 (Каманин)") == "Заря 1"


def test_signatures_with_initials_are_known():
    assert initialled("В.Путин")
    assert initialled("Иванова А. Б.")
    assert not initialled("Lisa")
    assert not initialled("т.е. вода")
