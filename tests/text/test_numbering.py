"""Numbers of lines, paragraphs and turns are no words; numbers of lists are."""

import pytest
from text.drawing import drawn, read


@pytest.mark.parametrize(
    "form", ["{}  {}", "{}\t{}", "{:>3} {}", "{:04} {}", "[{}] {}", "{}. {}", "{}) {}", "{} | {}", "({}) {}"]
)
def test_numbers_of_paragraphs_are_set_aside(form):
    paragraphs = ["I: Where?", "R: Here.", "So.", "I: When?", "R: Now."]

    found = read("\n".join(form.format(number, text) for number, text in enumerate(paragraphs, 1)))

    assert drawn(found) == ["I: Where?", "R: Here. / So.", "I: When?", "R: Now."]
    assert found.evidence.startswith("Numbered lines: 5 numbers were set aside; then 4 of 5 lines begin ")


def test_every_fifth_line_may_bear_its_number():
    found = read(
        """
             I: Where?
             R: Here.
             I: When?
             R: Now.
          5  I: Who?
             R: 14 people of them.
             I: Why?
             R: Well.
             I: What?
         10  R: Nothing.
        """
    )

    assert [words for words in drawn(found) if "5" in words or "10" in words] == []
    assert drawn(found)[5] == "R: 14 people of them."


def test_numbers_may_begin_anew_on_each_page():
    page = [f"{number:>2}  {label}: Сөз." for number, label in enumerate("IR" * 6, 1)]

    assert drawn(read("\n".join(page * 3))) == ["I: Сөз.", "R: Сөз."] * 18


def test_only_turns_may_be_numbered_and_lists_in_answers_stay():
    found = read(
        """
        1. I: What is missing?
        2. R: Three things.
        1. Water.
        2. Work.
        3. I: And?
        4. R: Roads.
        """
    )

    assert drawn(found) == [
        "I: What is missing?",
        "R: Three things. / 1. Water. / 2. Work.",
        "I: And?",
        "R: Roads.",
    ]


def test_the_number_of_a_question_before_the_label_is_no_word_and_behind_it_is_one():
    before = read("1. I: Where?\nR: Here.\n2. I: When?\nR: Now.\n3. I: Who?\nR: He.")
    behind = read("I: 1. Where?\nR: Here.\nI: 2. When?\nR: Now.\nI: 3. Who?\nR: He.")

    assert drawn(before)[2] == "I: When?"
    assert drawn(behind)[2] == "I: 2. When?"


def test_numbers_in_a_column_of_a_table_are_set_aside():
    from qualcode.text.turns import Line, turns_of

    rows = [("1", "I", "Where?"), ("2", "R", "Here."), ("3", "I", "When?")]
    found = turns_of([Line(text, cell=cell) for row in rows for cell, text in enumerate(row)])

    assert drawn(found) == ["I: Where?", "R: Here.", "I: When?"]


def test_lines_of_a_text_without_speakers_lose_their_numbers_only_where_sentences_run_on():
    counted = read(
        """
        1  We lived in the upper street, near the well, and the
        2  lower street was a long way off. In the long winters
        3  nobody came to see us at all, and in the summer even
        4  the water did not.
        5  That was all.
        """
    )
    listed = read("1 Water for all.\n2 Work for all.\n3 Roads for all.\n4 Peace.")

    assert counted.text.startswith("We lived in the upper street, near the well, and the lower")
    assert counted.evidence == "Numbered lines: 5 numbers were set aside; no line of 2 begins with a speaker."
    assert listed.text == "1 Water for all.\n2 Work for all.\n3 Roads for all.\n4 Peace."


@pytest.mark.parametrize(
    "text",
    [
        "1. Общие положения.\n2. Цели и задачи.\n3. Сроки.\n4. Бюджет.",
        "2019 was dry.\n2020 was wet.\n2021 was dry.\n2022 was wet.",
        "1-қатысушы: Иә.\n2-қатысушы: Жоқ.\n1-қатысушы: Неге?\n2-қатысушы: Білмеймін.",
        "1 қатысушы: Иә.\n2 қатысушы: Жоқ.\n3 қатысушы: Иә.\n1 қатысушы: Неге?\n2 қатысушы: Білмеймін.",
    ],
)
def test_other_numbers_stay(text):
    found = read(text)

    assert not found.evidence.startswith("Numbered")
    if not found.speakers:
        assert found.text == text
