"""One speaker, written in several ways."""

from text.drawing import drawn, read


def test_a_slip_in_a_role_is_the_same_speaker():
    found = read(
        "Интервьюер: Где?\nРеспондент: Там.\nИнтевьюер: Когда?\nРеспонднет: В мае.\n"
        "Интервьюер: Кто?\nРеспондент: Он.\nИнтервьюер: Да?\nРеспондент: Да."
    )

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [
        ("Интервьюер", 4),
        ("Респондент", 4),
    ]
    assert "“Интевьюер” – “Интервьюер”" in found.notices[0]


def test_two_names_a_letter_apart_are_two_people():
    found = read("I: Who?\nМарат: Я.\nМурат: И я.\nI: When?\nМарат: В мае.\nМурат: Да.")

    assert [speaker.label for speaker in found.speakers] == ["I", "Марат", "Мурат"]


def test_an_interviewee_is_no_mistyped_interviewer():
    found = read("Interviewer: Where?\nInterviewee: Here.\nInterviewer: When?\nInterviewer: So?")

    assert [speaker.label for speaker in found.speakers] == ["Interviewer", "Interviewee"]


def test_kazakh_letters_may_be_missing_from_the_keyboard():
    found = read("Сұхбат алушы: Қайда?\nАйгүл: Мұнда.\nСухбат алушы: Қашан?\nАйгул: Мамырда.")

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [
        ("Сұхбат алушы", 2),
        ("Айгүл", 2),
    ]


def test_a_remark_behind_a_name_makes_nobody_new():
    found = read("I: So?\nМарат: Да.\nI: No?\nМарат (смеётся): Нет.\nI (тихо): Why?\nМарат: Так.")

    assert drawn(found)[3:5] == ["Марат: Нет.", "I: Why?"]


def test_names_in_brackets_behind_a_call_sign_are_people():
    found = read(
        "Заря 1 (Каманин): Слышу?\nЗаря 1 (Быков): Да.\nЗаря 1 (Каманин): Понял?\nЗаря 1 (Быков): Да."
    )

    assert len(found.speakers) == 2


def test_numbers_of_questions_are_not_numbers_of_people():
    questions = read("Q1: Where?\nA1: Here.\nQ2: When?\nA2: Now.\nQ3: Who?\nA3: He.")
    people = read("M: Who?\nP1: I.\nP2: I too.\nM: So?\nP2: Yes.\nP1: No.")

    assert [speaker.label for speaker in questions.speakers] == ["Q", "A"]
    assert [speaker.label for speaker in people.speakers] == ["M", "P1", "P2"]


def test_questions_without_answers_are_a_guide():
    guide = "Вопрос 1: Где вы живёте?\nВопрос 2: Давно ли?\nВопрос 3: Почему?"

    assert read(guide).text == guide
