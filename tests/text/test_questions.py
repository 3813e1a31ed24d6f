"""Questions and answers that a table or bold letters tell apart."""

import pytest
from text.drawing import drawn

from qualcode.text.turns import Line, turns_of

QUESTIONS = ["Where was it?", "And when?", "Who came?", "Why?"]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Вопрос", "Ответ"), ("Question", "Answer"), ("Сұрақ", "Жауап"), ("Интервьюер", "Респондент")],
)
def test_columns_may_ask_and_answer(asks, answers):
    rows = [("№", f"{asks}:", answers), *((str(i), each, "Here.") for i, each in enumerate(QUESTIONS, 1))]

    found = turns_of(
        [Line("A title"), *(Line(text, cell=cell) for row in rows for cell, text in enumerate(row))]
    )

    assert [each for each in drawn(found) if not each.startswith("~")] == [
        each for question in QUESTIONS for each in (f"{asks}: {question}", f"{answers}: Here.")
    ]
    assert [each.role for each in found.speakers] == ["interviewer", "respondent"]
    assert asks not in found.text


def test_a_table_below_has_its_own_heads():
    rows = [("Вопрос", "Ответ"), *((each, "Да.") for each in QUESTIONS)]
    other = [("Село", "Жителей"), ("Айдарлы", "45"), ("Тасөзен", "34")]

    found = turns_of([
        *(Line(text, cell=cell) for row in rows for cell, text in enumerate(row)),
        Line("Приложение"),
        *(Line(text, cell=cell) for row in other for cell, text in enumerate(row)),
    ])  # fmt: skip

    assert [each.turns for each in found.speakers] == [4, 4]


@pytest.mark.parametrize(
    ("question", "answer", "labels"),
    [("Where was it?", "It was here.", ["Question", "Answer"]),
     ("Где это было, по вашему мнению?", "Это было здесь.", ["Вопрос", "Ответ"])],
)  # fmt: skip
def test_bold_questions_and_plain_answers_take_turns(question, answer, labels):
    bold = Line(question, bold=len(question))

    found = turns_of([Line("A title"), *[bold, Line(answer), Line(answer)] * 4])

    assert [each.label for each in found.speakers] == labels
    assert [(each.role, each.turns) for each in found.speakers] == [("interviewer", 4), ("respondent", 4)]
    assert "Nobody is named: what is in bold was taken for questions, the rest for answers." in found.notices


def test_bold_headings_are_no_questions():
    bold = [Line(text, bold=len(text)) for text in ("Water", "Roads", "Schools", "What next?")]

    assert turns_of([each for heading in bold for each in (heading, Line("It is so."))]).speakers == ()


def test_bold_questions_in_a_row_are_told_but_not_taken():
    found = turns_of([*(Line(text, bold=len(text)) for text in QUESTIONS), Line("It was here.")])

    assert found.speakers == ()
    assert "4 paragraphs in bold are questions, but nobody is named" in found.notices[0]
