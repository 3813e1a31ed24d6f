"""Two wordings side by side."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Span
from qualcode.text.differences import pieces_between, rows, with_neighbours
from qualcode.text.quoting import places_of

prose = st.text(st.sampled_from("ab ж.\n"), max_size=50)


def test_a_row_is_a_paragraph_where_both_have_one():
    found = rows("One.\nTwo.\nThree.", "One.\nTwo, too.\nThree.")

    assert [row.changed for row in found] == [False, True, False]
    assert "".join(piece.text for piece in found[1].of("old")) == "Two."
    assert "".join(piece.text for piece in found[1].of("new")) == "Two, too."


def test_paragraphs_that_stay_are_left_out_and_counted():
    found = rows("a one\nb\nc\nd\ne two", "a 1\nb\nc\nd\ne 2")

    shown = with_neighbours(found, 0)

    assert [(number, row is None) for number, row in shown] == [(1, False), (3, True), (5, False)]


@given(prose, prose)
def test_the_pieces_of_each_side_are_its_text(old, new):
    pieces = pieces_between(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@given(prose, prose)
def test_the_rows_of_each_side_are_its_text(old, new):
    found = rows(old, new)

    assert "\n".join("".join(piece.text for piece in row.of("old")) for row in found) == old
    assert "\n".join("".join(piece.text for piece in row.of("new")) for row in found) == new
    assert all(old[row.old :].startswith("".join(piece.text for piece in row.of("old"))) for row in found)


def test_copied_words_are_found_whatever_spaces_are_between_them():
    text = "She came\nwith bread. She left with bread."

    assert places_of("came with  bread", text) == [Span(4, 19)]
    assert len(places_of("with bread", text)) == 2
    assert places_of("with bread", text, Span(20, len(text))) == [Span(30, 40)]
    assert places_of("With bread", text) == places_of("  ", text) == []
