"""What a researcher corrects before anything is stored."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.correcting import (
    BY_HAND,
    as_script,
    from_script,
    relabelled,
    said_by,
    told_anew,
    with_value,
    with_whole_turns,
)
from qualcode.importers.transcripts import understood
from qualcode.model import Transcript

FOCUS = """\
Модератор: [00:00:05] Ауыл туралы айтыңызшы?
Гүлнар: [00:00:09] Тыныш.
Жақсы тұрамыз.
Гульнар: [00:00:20] Бәрі жақсы.
Модератор: [00:00:31] Ал кеңес?
Гүлнар: [00:00:40] Кеңес бар.
"""


def focus() -> Transcript:
    return understood("focus.txt", FOCUS.encode())


def told(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def test_a_renamed_speaker_keeps_turns_role_and_respondent():
    before = focus()
    first = replace(before.speakers[0], label="Жүргізуші", role="interviewer")

    after = relabelled(before, (first, *before.speakers[1:]))

    assert after.text == before.text
    assert [turn.speaker for turn in after.turns].count("Жүргізуші") == 2
    assert after.speakers[0] == first


def test_two_spellings_of_one_speaker_become_one_and_their_neighbouring_turns_too():
    before = focus()
    merged = tuple(
        replace(each, label="Гүлнар") if each.label == "Гульнар" else each for each in before.speakers
    )

    after = relabelled(before, merged)

    assert [(each.label, each.turns) for each in after.speakers] == [("Модератор", 2), ("Гүлнар", 2)]
    assert told(after)[1] == ("Гүлнар", "Тыныш.\nЖақсы тұрамыз.\nБәрі жақсы.")
    assert [turn.time for turn in after.turns] == [5_000, 9_000, 31_000, 40_000]
    assert after.text == before.text


def test_a_text_without_speakers_can_be_somebodys_words():
    before = understood("a.txt", "Ауылым туралы.\nТыныш жер.".encode())

    after = said_by(before, " Айгүл ")

    assert [(each.label, each.role, each.case, each.turns) for each in after.speakers] == [
        ("Айгүл", "respondent", "Айгүл", 1)
    ]
    assert told(after) == [("Айгүл", "Ауылым туралы.\nТыныш жер.")]


def test_broken_lines_can_be_joined_to_whole_turns():
    after = with_whole_turns(focus())

    assert told(after)[1] == ("Гүлнар", "Тыныш. Жақсы тұрамыз.")
    assert [each.turns for each in after.speakers] == [each.turns for each in focus().speakers]


def test_a_script_splits_a_turn_and_joins_paragraphs():
    before = focus()
    script = as_script(before)

    after = from_script(
        before, script.replace("Тыныш.\nЖақсы тұрамыз.", "Тыныш. Жақсы\n▸ Виктор\nтұрамыз. Иә: солай.")
    )

    assert told(after)[1:3] == [("Гүлнар", "Тыныш. Жақсы"), ("Виктор", "тұрамыз. Иә: солай.")]
    assert after.layout == BY_HAND
    assert [turn.time for turn in after.turns][:3] == [5_000, 9_000, None]
    assert after.speakers[0].role == before.speakers[0].role


WORDS = st.text(st.sampled_from("аәбс ▸:[].\n"), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["I", "Айгүл апай", ""]), WORDS), max_size=8))
def test_a_script_that_nobody_changed_changes_nothing(turns):
    lines = "\n".join(f"{speaker}: {words}" if speaker else words for speaker, words in turns)
    before = understood("a.txt", f"I: бір ме?\nАйгүл апай: иә\n{lines}".encode())

    after = from_script(before, as_script(before))

    assert told(after) == told(before)
    assert [(each.label, each.role, each.turns) for each in after.speakers] == [
        (each.label, each.role, each.turns) for each in before.speakers
    ]


def test_paragraphs_that_begin_like_a_mark_are_words():
    before = understood("a.txt", "I: Не?\nR: Тізім:\n▸ бір\n▸ екі\nI: Ал?\nR: Жоқ.".encode())

    assert "▸▸ бір" in as_script(before)
    assert from_script(before, as_script(before)).text == before.text


def test_the_warning_that_nobody_asks_goes_when_somebody_does():
    before = understood("a.txt", "Айгүл: Тыныш.\nСерік: Иә.\nАйгүл: Бәрі жақсы.\nСерік: Солай.".encode())
    asked = replace(before, speakers=(replace(before.speakers[0], role="interviewer"), *before.speakers[1:]))

    assert any("interviewer" in warning for warning in before.warnings)
    assert told_anew(asked).warnings == ()
    assert told_anew(before).warnings == before.warnings


def test_labels_hold_no_signs_that_cannot_be_seen():
    before = focus()

    after = relabelled(
        before, (replace(before.speakers[0], label="Мод\x00ера\u202eтор"), *before.speakers[1:])
    )

    assert after.speakers[0].label == "Модератор"


def test_a_value_is_given_and_taken_away():
    given_ = with_value(focus(), "Гүлнар", "аудан", "Қордай")
    taken = with_value(given_, "Гүлнар", "аудан", "")

    assert given_.values["Гүлнар"] == {"аудан": "Қордай"}
    assert taken.values["Гүлнар"] == {}
