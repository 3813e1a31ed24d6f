import pytest
from text.drawing import drawn, read


def test_names_in_capitals_need_no_colon():
    found = read(
        """
        ИНТЕРВЬЮЕР  Где это было?
        АЙГҮЛ СЕЙІТОВА  Там.
        ИНТЕРВЬЮЕР И когда?
        АЙГҮЛ СЕЙІТОВА В мае.
        """
    )

    assert drawn(found) == [
        "ИНТЕРВЬЮЕР: Где это было?",
        "АЙГҮЛ СЕЙІТОВА: Там.",
        "ИНТЕРВЬЮЕР: И когда?",
        "АЙГҮЛ СЕЙІТОВА: В мае.",
    ]
    assert found.layout == "NAME IN CAPITALS words"


def test_a_point_may_stand_for_the_colon_and_a_position_belongs_to_the_label():
    found = read(
        """
        ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Слово депутату.
        КИМ О. В., член комиссии. Спасибо.
        ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Вопросы?
        КИМ О. В. Я отвечу.
        """
    )

    assert drawn(found) == [
        "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ: Слово депутату.",
        "КИМ О. В.: Спасибо.",
        "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ: Вопросы?",
        "КИМ О. В.: Я отвечу.",
    ]


def test_capitals_that_begin_the_words_are_words():
    found = read("АННА А где?\nМАРАТ США далеко.\nАННА И что?\nМАРАТ ООН тоже.\nАННА Да?\nМАРАТ Да.")

    assert drawn(found)[:4] == ["АННА: А где?", "МАРАТ: США далеко.", "АННА: И что?", "МАРАТ: ООН тоже."]


@pytest.mark.parametrize(
    "text",
    [
        "США объявили.\nООН молчит.\nСША снова объявили.\nООН снова молчит.\nСША ушли.",
        "КОНТЕКСТ\nМы пришли.\nВЫВОДЫ\nМы ушли.\nКОНТЕКСТ\nМы пришли снова.",
    ],
)
def test_other_capitals_are_words(text):
    assert read(text).speakers == ()
