import pytest

from qualcode.text.labels import (
    MAYBE_NAME,
    NAME,
    NO_NAME,
    core,
    initialled,
    is_person,
    key,
    letter,
    role_word,
    shape,
    unnumbered,
)


@pytest.mark.parametrize(
    "label",
    [
        "Lisa", "Adam Stacoviak", "Гүлнар апай", "Серік ақсақал", "Айгүл ханым", "Dr. Smith", "Mrs Brown",
        "В.Путин", "А. Б. Иванов", "Иванов А.Б.", "Researcher 1", "P5", "id1", "CC", "Заря 1 (Каманин)",
        "А.С.", "Ж. Т.", "R00003", "P1_F_45", "KZ-05", "№2", "Уч. 1", "И/С", "Марат, 45 лет",
        "Dr. Brown, head of the school", "Анна-Мария", "Ахмет Қасым ұлы", "Participant A", "O’Brien", "Respondent 2 (male, 45)",
    ],
)  # fmt: skip
def test_names_look_like_names(label):
    assert shape(label) == NAME


@pytest.mark.parametrize(
    "label",
    [
        "Заместитель акима",
        "Директор школы",
        "Айтайын дегенім",
        "The old man",
        "аким",
        "Заместитель начальника отдела внутренней политики",
        "Марат, смотри",
    ],
)
def test_a_capital_and_small_words_may_be_a_name(label):
    assert shape(label) == MAYBE_NAME


@pytest.mark.parametrize(
    "label",
    ["Note", "Примечание", "Ескерту", "Он", "бұл", "http", "10", "comment", "He said. Then", "Дата", "2020",
     "Марат сказал", "Иванов А.Б. предложил", "2-бөлім", "Самое главное вот что", "ветер",
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
        ("Жауап беруші №2", "respondent"), ("Информант 3", "respondent"), ("SPEAKER_01", "respondent"),
        ("2-й участник", "respondent"), ("3-қатысушы", "respondent"), ("Сұхбаткер", "interviewer"),
        ("Отв.", "respondent"), ("Уч. 2", "respondent"), ("Интервьюер/Сұхбат алушы", "interviewer"), ("Participant A", "respondent"),
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
    assert key("Айгүл") == key("Айгул")
    assert key("Pеспондент") == key("Респондент")  # the first letter is Latin


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


@pytest.mark.parametrize(
    "label", ["Айгүл апай", "Husband", "Директор школы", "Марат", "Ким О. В.", "Mr. White"]
)
def test_people_are_known_by_a_word(label):
    assert is_person(label)


@pytest.mark.parametrize("label", ["Форма", "Вода", "Ожидаемый результат", "Марат сказал", "P5", ""])
def test_other_labels_are_not_known_to_be_people(label):
    assert not is_person(label)


def test_labels_that_count_people_have_the_rest_in_common():
    assert unnumbered("Жен 1") == unnumbered("Жен. 4").rstrip(".") == "жен"
    assert unnumbered("3-қатысушы") == unnumbered("1-қатысушы") == "қатысушы"
    assert unnumbered("Марат") == ""


def test_the_mark_of_a_note_does_not_count():
    assert key("Айгүл[1]") == key("Айгүл")
    assert key("Speaker[1]") != key("Speaker[2]")
    assert key("Respondent [1]") != key("Respondent [2]")
