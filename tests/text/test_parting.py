"""Several people in one paragraph are parted; prose with colons is not."""

import pytest
from text.drawing import drawn, read

from qualcode.text.turns import turns_of_text


@pytest.mark.parametrize("pair", ["I R", "В О", "Интервьюер Респондент", "Сұхбат_алушы Айгүл", "Анна Марат",
                                  "А._Б._Иванов Dr._Brown"])  # fmt: skip
def test_a_text_pasted_as_one_line_is_parted(pair):
    asks, answers = (label.replace("_", " ") for label in pair.split())
    said = [f"{asks}: Где это?", f"{answers}: Там, у мечети.", f"{asks}: А когда?", f"{answers}: В мае."]

    found = read(" ".join(said))

    assert drawn(found) == said
    assert "parted there: 3." in found.notices[0]


def test_somebody_may_begin_in_the_middle_of_a_paragraph():
    found = read("I: Where? R: Here.\nI: When? R: Now. I: Sure?\nR: Yes, and he told me: go.")

    assert drawn(found) == [
        "I: Where?",
        "R: Here.",
        "I: When?",
        "R: Now.",
        "I: Sure?",
        "R: Yes, and he told me: go.",
    ]


def test_a_role_may_begin_without_the_end_of_a_sentence_and_a_name_may_not():
    found = read(
        "И: где это Р: там у мечети\nИ: а Марат Р: сказал Марат: уходи\nМарат: да\nИ: хорошо\nМарат: вот"
    )

    assert drawn(found)[:4] == ["И: где это", "Р: там у мечети", "И: а Марат", "Р: сказал Марат: уходи"]


def test_the_time_before_a_label_goes_with_it():
    found = read("[00:00:01] I: Where? [00:00:05] R: Here. [00:00:09] I: When? [00:00:11] R: Now.")

    assert [turn.time for turn in found.turns] == [1_000, 5_000, 9_000, 11_000]
    assert found.text == "Where?\nHere.\nWhen?\nNow."


@pytest.mark.parametrize(
    "text",
    [
        "Марат сказал: уходи. Айгүл сказала: нет. Марат сказал: иди. Айгүл сказала: не пойду.",
        "Он пришёл. Вопрос: зачем? Ответ: не знаю. Мы ушли.",
        "Есть два пути. Первый: уехать. Второй: остаться. Третий: ждать. Вывод: никто не знает.",
        "There are reasons. Water: none. Work: none. Roads: none. We left.",
    ],
)
def test_prose_is_left_alone(text):
    assert turns_of_text(text).speakers == ()


def test_words_before_colons_inside_a_turn_are_left_alone():
    found = read(
        "I: What is missing?\nR: Much. Вопрос: зачем? Ответ: не знаю. Water: none.\nI: And?\nR: That is all."
    )

    assert [speaker.label for speaker in found.speakers] == ["I", "R"]
