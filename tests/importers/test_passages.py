"""A part of a transcript is corrected and put back; all else stays as it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from study import transcript

from qualcode.importers.correcting import as_script, from_script
from qualcode.importers.passages import part, parts_of, replaced, turns_with, with_part
from qualcode.model import DraftTurn, Transcript

TALK = "\n".join(f"{'I' if n % 2 == 0 else 'Aigul'}: words {n} of this talk" for n in range(12))


def talk() -> Transcript:
    made = transcript("Talk", TALK)
    return replace(
        made, turns=tuple(replace(turn, time=i * 1_000 + 250) for i, turn in enumerate(made.turns))
    )


def told(made: Transcript) -> list[tuple[str, str, int | None]]:
    return [(turn.speaker, made.text[turn.start : turn.end], turn.time) for turn in made.turns]


def edited(made: Transcript, first: int, last: int, *change: tuple[str, str]) -> Transcript:
    piece = part(made, first, last)
    script = as_script(piece)
    for old, new in change:
        assert old in script
        script = script.replace(old, new)
    return with_part(made, first, last, from_script(piece, script))


@given(st.integers(0, 11), st.integers(1, 12))
def test_a_part_that_is_not_changed_changes_nothing(first, count):
    made = talk()
    last = min(12, first + count)

    after = edited(made, first, last)

    assert (after.text, after.turns) == (made.text, made.turns)


def test_only_the_part_changes_and_times_are_kept():
    made = talk()

    after = edited(made, 4, 6, ("words 5 of", "quite other words 5 of"))

    assert told(after)[:5] == told(made)[:5]
    assert told(after)[5] == ("Aigul", "Aigul: quite other words 5 of this talk", 5_250)
    assert told(after)[6:] == told(made)[6:]


def test_a_turn_that_gets_its_neighbours_speaker_joins_them():
    made = talk()

    after = edited(made, 4, 5, ("▸ I", "▸ Aigul"))

    assert len(after.turns) == 10
    assert told(after)[3][1] == "\n".join(TALK.split("\n")[3:6])
    assert {each.label: each.turns for each in after.speakers} == {"I": 5, "Aigul": 5}


def test_a_part_that_is_emptied_leaves_no_empty_line():
    made = talk()
    nothing = from_script(part(made, 0, 2), "")

    assert with_part(made, 0, 2, nothing).text == "\n".join(TALK.split("\n")[2:])
    assert with_part(made, 10, 12, nothing).text == "\n".join(TALK.split("\n")[:10])
    assert with_part(made, 0, 12, nothing).text == ""


def test_parts_hold_whole_turns_and_every_turn():
    parts = parts_of(talk(), 60)

    assert [turn for first, last in parts for turn in range(first, last)] == list(range(12))
    assert len(parts) > 3
    assert parts_of(replace(talk(), turns=(DraftTurn(0, 3),)), 1) == [(0, 1)]


def test_a_word_is_replaced_everywhere_and_the_turns_move_along():
    after, count = replaced(talk(), "Aigul", "[a woman]")

    assert count == 6
    assert told(after)[1][1] == "[a woman]: words 1 of this talk"
    assert [each[1] for each in told(after)] == TALK.replace("Aigul", "[a woman]").split("\n")
    assert [turn.speaker for turn in after.turns][1] == "Aigul"


def test_a_part_of_a_word_is_replaced_only_when_that_is_wanted():
    assert replaced(talk(), "word", "sign")[1] == 0
    assert replaced(talk(), "word", "sign", whole=False)[1] == 12
    assert replaced(talk(), "", "x") == (talk(), 0)


def test_words_are_found_by_turn():
    assert turns_with(talk(), "WORDS 7") == [7]
    assert turns_with(talk(), "nothing") == []
