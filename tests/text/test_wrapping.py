"""Lines that a typewriter broke are paragraphs again; verse, lists and short turns are left alone."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text.drawing import drawn, read

from qualcode.text.turns import turns_of_text

LONG = (
    "We came to this village when there was nothing here but a well and two houses, and my father said "
    "that nobody would ever find us. Then the road was built and everybody found us, and some of them "
    "stayed. My brother drove a truck for thirty years and never once had it mended in the town."
)


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "])
def test_broken_lines_are_joined(width, indent):
    turns = ["I: How did you come here, and what did you find when you came?", f"R: {LONG}", "I: And then?"]

    found = read("\n".join(textwrap.fill(turn, width, subsequent_indent=indent) for turn in turns))

    assert drawn(found) == turns
    assert "lines were joined to paragraphs." in found.notices[0]


def test_blank_lines_and_labels_begin_paragraphs():
    found = read(f"R:\n{textwrap.fill(LONG, 60)}\n\n{textwrap.fill(LONG, 60)}\nI:\nAnd then?")

    assert drawn(found) == [f"R: {LONG} / {LONG}", "I: And then?"]


def test_items_of_a_list_and_times_stay_on_their_own_lines():
    lines = [
        *textwrap.wrap(LONG, 60),
        "- water and also quite a lot of other things for the people.",
        "- work",
    ]

    assert turns_of_text("\n".join(lines)).text == f"{LONG}\n{lines[-2]}\n- work"


@pytest.mark.parametrize(
    "text",
    [
        "The road is long\nand the well is dry\nmy brother gone\nand so am I\nthe steppe remains\nand so does rye",
        "I: Where?\nR: Here.\nI: When?\nR: Now.",
        f"I: Where?\nR: {LONG}\nand more\nand more of it\nI: When?",
        "water\nwork\nroads\npeace",
    ],
)
def test_other_lines_are_left_alone(text):
    found = turns_of_text(text)

    assert found.text.count("\n") == text.count("\n")


@given(st.lists(st.text("абвгд .,!?", min_size=1, max_size=90), max_size=30))
def test_joining_changes_nothing_but_line_ends(lines):
    found = turns_of_text("\n".join(lines), "no speakers")

    assert found.text.split() == " ".join(lines).split()
