"""Tables of turns, whatever their columns."""

import pytest
from text.drawing import drawn

from qualcode.text.turns import Line, turns_of

TURNS = [("00:00:01", "I", "Where was it?"), ("00:00:05", "Айгүл", "By the mosque."),
         ("00:00:09", "I", "And when?"), ("00:00:12", "Айгүл", "In May.")]  # fmt: skip


@pytest.mark.parametrize("columns", ["tsw", "stw", "sw", "tws", "ws", "swt"])
@pytest.mark.parametrize("head", [False, True])
def test_the_speaker_may_stand_in_any_column(columns, head):
    rows = [dict(zip("tsw", turn, strict=True)) for turn in TURNS]
    heads = [{"t": "Time", "s": "Speaker", "w": "Text"}] if head else []

    found = turns_of(
        [Line(row[kind], cell=cell) for row in heads + rows for cell, kind in enumerate(columns)]
    )

    spoken = [words for words in drawn(found) if not words.startswith("~")]
    assert spoken == ["I: Where was it?", "Айгүл: By the mosque.", "I: And when?", "Айгүл: In May."]


def test_tables_of_data_have_no_speakers():
    rows = [("Айгүл", "45", "Айдарлы"), ("Марат", "34", "Тасөзен"), ("Ержан", "51", "Айдарлы")]

    assert turns_of([Line(text, cell=cell) for row in rows for cell, text in enumerate(row)]).speakers == ()


@pytest.mark.parametrize(
    "heads",
    [("Спикер", "Реплика"), ("Время", "Говорящий", "Текст"), ("Speaker", "Words"), ("Сөйлеуші", "Сөзі"),
     ("№", "Кто говорит:", "Реплики")],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 2])
def test_names_of_columns_are_no_words(heads, times):
    rows = [heads, *(("", *turn)[-len(heads) :] for turn in TURNS)] * times

    found = turns_of(
        [Line("A title"), *(Line(text, cell=cell) for row in rows for cell, text in enumerate(row) if text)]
    )

    assert drawn(found)[0] == "~: A title"
    assert not any(head in found.text for head in heads)
    assert [each.label for each in found.speakers] == ["I", "Айгүл"]
