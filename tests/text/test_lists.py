"""Several texts in one cell, and apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.lists import joined, parted

lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(';,"қ🙂 '), min_size=1, max_size=20
)
texts = lines.map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(texts, max_size=5))
def test_what_was_joined_is_parted_again(several):
    assert parted(joined(several)) == tuple(several)


@pytest.mark.parametrize(
    ("cell", "several"),
    [
        ("", ()), ("fear", ("fear",)), ("fear, panic", ("fear", "panic")), ("fear; run, hide", ("fear", "run, hide")),
        ("fear\npanic, too", ("fear", "panic, too")), (" fear ;; panic ;", ("fear", "panic")),
        ('"fear, panic"', ("fear, panic",)), ('he said "no"; yes', ('he said "no"', "yes")),
    ],
)  # fmt: skip
def test_people_part_texts_by_semicolons_lines_or_commas(cell, several):
    assert parted(cell) == several
