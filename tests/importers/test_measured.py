"""Transcripts of other people, with speakers and turns counted by hand: nearly all are read exactly right."""

import pytest
from importers.measured import FROM_NOTES, measured, share_right, table

pytestmark = pytest.mark.shared

ENOUGH = 0.95


def test_nearly_all_real_transcripts_are_read_exactly_right(cases):
    rows = measured(cases / "transcripts")

    print("\n" + table(rows))
    assert share_right(rows) >= ENOUGH, table(rows)


def test_every_file_that_was_not_counted_is_expected_to_be_something(cases):
    there = {path.name for path in (cases / "transcripts").iterdir()}

    assert set(FROM_NOTES) <= there
