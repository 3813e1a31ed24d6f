"""Labels no list knows: who takes turns with a known speaker is one too, and what is not taken is told."""

import pytest
from text.drawing import drawn, read

from qualcode.text.turns import Line, turns_of

NOT_TAKEN = "Words that begin many lines before a colon were not taken for speakers: "


@pytest.mark.parametrize(
    "label",
    ["Глава района", "Глава сельского округа", "Глава КХ", "Глава семьи", "Тарау төрағасы", "Section head",
     "Мой отец", "Жен., 45 лет", "Ж., 45 лет", "Р., 2", "mom", "әкем", "iPhone Ержан"],
)  # fmt: skip
def test_whoever_takes_turns_with_the_interviewer_speaks(label):
    found = read("\n".join(f"Интервьюер: Что было {i}?\n{label}: Была вода {i}." for i in range(3)))

    assert drawn(found)[:2] == ["Интервьюер: Что было 0?", f"{label}: Была вода 0."]
    assert [(each.label, each.role) for each in found.speakers] == [
        ("Интервьюер", "interviewer"),
        (label, "respondent"),
    ]


def test_notes_between_two_who_speak_are_no_speaker_but_told():
    found = read("\n".join(f"I: Where {i}?\nR: Here.\nNote: he laughs." for i in range(4)))

    assert [each.label for each in found.speakers] == ["I", "R"]
    assert found.notices == (f"{NOT_TAKEN}“Note:”.",)


def test_a_form_without_speakers_is_told():
    found = read("\n".join(f"Срок: май {i}\nМера: ремонт дороги {i}" for i in range(4)))

    assert found.speakers == ()
    assert found.notices == (f"{NOT_TAKEN}“Срок:”, “Мера:”.",)


def test_who_says_what_in_a_story_is_not_speaking():
    found = read("\n".join(f"Интервьюер: И что {i}?\nМарат сказал: уеду {i}." for i in range(4)))

    assert [each.label for each in found.speakers] == ["Интервьюер"]
    assert f"{NOT_TAKEN}“Марат сказал:”." in found.notices


def test_a_long_text_in_one_turn_is_told():
    found = read("Interviewer: Go on, please.\n" + "\n".join(f"I was there {i}." for i in range(6)))

    assert len(found.turns) == 1
    assert (
        "All of the text is one turn of “Interviewer”; look whether somebody else speaks in it."
        in found.notices
    )


def test_a_few_labels_in_a_long_document_are_no_conversation():
    prose = "\n".join(f"The element holds a number of parts {i}." for i in range(60))
    file = "\n".join(f"{prose}\nGUID: where is it {i}?\nMime: here {i}." for i in range(4))

    assert read(file).speakers == ()
    assert [each.label for each in read(file.replace("GUID", "Interviewer")).speakers][:1] == ["Interviewer"]


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [(["Сауле", "САУЛЕ", "сауле"], "Сауле"), (["САУЛЕ", "САУЛЕ", "Сауле"], "САУЛЕ"),
     (["сауле", "сауле", "Сауле"], "сауле"), (["сауле", "Сауле"], "Сауле"),
     (["сауле", "сауле", "САУЛЕ", "Сауле"], "Сауле")],
)  # fmt: skip
def test_the_label_shown_is_the_usual_spelling(spellings, shown):
    found = read("\n".join(f"Интервьюер: Что?\n{label}: Да." for label in spellings * 2))

    assert [each.label for each in found.speakers] == ["Интервьюер", shown]


@pytest.mark.parametrize(
    ("asks", "answers"), [("Int.", "Resp."), ("Вопр.", "Отв."), ("Сұр.", "Жау."), ("Ques.", "Ans.")]
)
def test_short_words_with_points_are_read_without_colons(asks, answers):
    found = read(f"{asks} Where was it?\n{answers} Here.\n{asks} When?\n{answers} In May.")

    assert drawn(found)[0] == f"{asks[:-1]}: Where was it?"
    assert [each.role for each in found.speakers] == ["interviewer", "respondent"]


def test_one_short_word_with_a_point_is_prose():
    assert read("Res. 12 was passed.\nIt says so.\nRes. 13 was not.\nWe know.").speakers == ()


# -- chats and telephones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("everyone", "one"),
    [
        ("From {} to Everyone:", "From {} to Anna Kim (Direct Message):"),
        ("От {} для Все:", "От {} кому Анна:"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\t", "\t", " "])
def test_a_saved_chat_names_only_who_writes(everyone, one, gap):
    first, second = everyone.format("Anna Kim"), one.format("Тимур")

    found = read(
        f"10:02:11\t {first}{gap}Where?\n10:03:00\t {second}{gap}Here.\n10:04:00\t {first}{gap}When?"
    )

    assert drawn(found) == ["Anna Kim: Where?", "Тимур: Here.", "Anna Kim: When?"]
    assert found.turns[0].time == 36_131_000


@pytest.mark.parametrize("device", ["iPhone Ержан", "iPad (2)", "aigul phone"])
def test_devices_in_small_letters_speak(device):
    found = read(
        "\n\n".join(f"[Dana M] 10:02:1{i}\nWhere?\n\n[{device}] 10:02:2{i}\nHere." for i in range(4))
    )

    assert [each.label for each in found.speakers] == ["Dana M", device]
    assert len(found.turns) == 8


# -- notes ---------------------------------------------------------------------------------------------


def test_headings_are_neither_parted_nor_numbered_nor_joined():
    notes = [Line(f"[{i}] Berik: laughs. R: Yes. I: No.", heading=True) for i in range(1, 7)]
    spoken = [Line("I: Where?"), Line("R: Here. I: When? R: In May."), Line("I: Why?"), Line("R: So.")]

    found = turns_of([*spoken, *notes])

    assert drawn(found)[-6:] == [f"~: {note.text}" for note in notes]
    assert [each.label for each in found.speakers] == ["I", "R"]


def test_the_mark_of_a_note_is_no_part_of_a_label():
    found = read("Айгүл[1]\nҚалайсыз?\nБерік\nЖақсы.\nАйгүл\nСу бар ма?\nБерік[12]\nЖоқ.")

    assert [each.label for each in found.speakers] == ["Айгүл", "Берік"]
