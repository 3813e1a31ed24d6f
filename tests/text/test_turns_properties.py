"""Whatever a file holds, no word is lost; and what is written in a layout is read from it again."""

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.text.layouts import NO_SPEAKERS
from qualcode.text.normalise import canonical
from qualcode.text.turns import LAYOUT_NAMES, Line, turns_of, turns_of_text

LABELS = ["I", "R", "Интервьюер", "Сұхбат алушы", "Айгүл апай", "Заря 1 (Каманин)", "P5", "В.Путин"]
SNIPPETS = st.one_of(
    st.sampled_from(
        [
            "I: ", "R:", "Айгүл апай: ", "Note: ", "[00:01:23] ", "0:05", "00:00:01 --> 00:00:02", "[id1] ",
            "Anna — ", "Q. ", "**Ben:** ", "\t", "_page : 4", "#00:00:12-3#", "Speaker 0: 00:00:00",
            "TRANSCRIPT", "— ", "сөз ",
            "What? ", ": ", "№ ", "(", ")", "12", "\n", "1  ", "2. ", "3\t", "I: a R: b. ", "  ", "ИВАН ", "(R) ",
            "and so on and on until the end of the line is reached", "A | ", "Q1: ", "[конец записи]", "1h 2m ",
        ]
    ),
    st.text("абвІq1 :-—.[]()*?\n", max_size=12),
)  # fmt: skip
FILES = st.lists(SNIPPETS, max_size=40).map("".join).map(lambda text: canonical(text).text)


def signs(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


@given(FILES, st.sampled_from(["", *LAYOUT_NAMES]))
def test_no_character_is_lost(text, layout):
    found = turns_of_text(text, layout)

    assert signs(found.text) + signs("".join(each.characters for each in found.left_out)) == signs(text)


@given(FILES)
def test_what_is_left_out_of_a_line_stands_in_that_line_and_the_rest_in_the_text(text):
    found = turns_of_text(text)
    lines = text.split("\n")

    for number, characters in found.left_out:
        assert characters in lines[number]
    bare = set(range(len(lines))) - {each.line for each in found.left_out}
    paragraphs = found.text.split("\n")
    assert all(
        any(lines[number].strip() in paragraph for paragraph in paragraphs)  # lines may have been joined
        for number in bare
        if lines[number].strip()
    )


@given(FILES, st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(-1, 2)), max_size=20))
def test_turns_cover_the_text_in_order(text, forms):
    lines = [Line(line) for line in text.split("\n")]
    for number, form in enumerate(forms[: len(lines)]):
        lines[number] = Line(lines[number].text, *form)

    found = turns_of(lines)

    starts = [turn.start for turn in found.turns]
    ends = [turn.end for turn in found.turns]
    assert starts == sorted(set(starts))
    assert starts[:1] == [0][: len(starts)]
    assert ends[-1:] == [len(found.text)][: len(ends)]
    assert all(end + 1 == start for end, start in zip(ends, starts[1:], strict=False))
    assert all(found.text[end] == "\n" for end in ends[:-1])


@given(FILES)
def test_speakers_are_those_of_the_turns_and_neighbours_differ(text):
    found = turns_of_text(text)

    assert Counter(turn.speaker for turn in found.turns if turn.speaker) == {
        speaker.label: speaker.turns for speaker in found.speakers
    }
    assert all(
        a.speaker != b.speaker or not a.speaker for a, b in zip(found.turns, found.turns[1:], strict=False)
    )
    assert (found.layout == NO_SPEAKERS) == (not found.speakers)


@given(FILES)
def test_the_text_is_canonical_and_read_again_without_speakers_is_itself(text):
    found = turns_of_text(text)

    assert canonical(found.text).text == found.text
    if not found.speakers and not found.left_out:
        assert turns_of_text(found.text).text == found.text


STYLES = {
    "Name: words": "{label}: {words}",
    "[time] Name: words": "[00:{minute:02}:00] {label}: {words}",
    "speaker on its own line": "{label}\n{words}\n",
    "name and time, then words": "{label}  {minute}:00\n{words}\n",
    "Name — words": "{label} — {words}",
    "[name] words": "[{label}] {words}",
    "Name, tab, words": "{label}\t{words}",
}
WORDS = st.lists(
    st.text("абвгдеқңғі", min_size=2, max_size=8), min_size=2, max_size=9
).map(lambda words: " ".join(words) + ".")  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
def test_a_conversation_that_is_written_down_is_read_again(style, data):
    pair = data.draw(st.permutations(LABELS).map(lambda labels: labels[:2]))
    said = data.draw(st.lists(WORDS, min_size=4, max_size=12))
    assume(style != "[name] words" or not any("(" in label for label in pair))
    turns = [(pair[number % 2], words) for number, words in enumerate(said)]

    file = "\n".join(
        STYLES[style].format(label=label, words=words, minute=minute)
        for minute, (label, words) in enumerate(turns)
    )
    found = turns_of_text(file)

    assert found.layout == style
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == turns
