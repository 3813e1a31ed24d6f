import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.times import milliseconds, time_alone


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("[00:01:23]", 83_000),
        ("(1:23)", 83_000),
        ("0:00", 0),
        ("1:05:33", 3_933_000),
        ("[01:00:00:00]", 86_400_000),
        ("[-00:01:57:00]", -7_020_000),
        ("00:00:05.120", 5_120),
        ("00:00:05,5", 5_500),
        ("#00:01:23-4#", 83_400),
        ("0:0:3.270 --> 0:0:4.250", 3_270),
        ("[00:01 - 00:05]", 1_000),
        ("no time", None),
    ],
)
def test_times_are_read_in_milliseconds(stamp, time):
    assert milliseconds(stamp) == time


@pytest.mark.parametrize(
    "line", ["[00:01:23]", "0:00", "00:00:01,000 --> 00:00:02,000", "(1:23) -", "#00:01:23-4#"]
)
def test_a_line_can_be_a_time_and_nothing_else(line):
    assert time_alone(line)


@pytest.mark.parametrize("line", ["", "12", "At 10:30", "10:30 we met", "12:00:00:00:00:00"])
def test_a_line_with_words_or_other_numbers_is_no_time(line):
    assert not time_alone(line)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_what_is_written_is_read(hours, minutes, seconds, fraction):
    written = f"[{hours:02}:{minutes:02}:{seconds:02}.{fraction:03}]"

    assert milliseconds(written) == ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction
