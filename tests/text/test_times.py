import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.times import milliseconds, reader_of, time_alone


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
        ("{00:01}", 1_000),
        ("[00.12]", 12_000),
        ("[01.02.03]", 3_723_000),
        ("[12.5s]", 12_500),
        ("[3.20 - 5.0]", 3_200),
        ("1h 02m 03s", 3_723_000),
        ("(2m 5s)", 125_000),
        ("1 час 2 минуты", 3_720_000),
        ("1 сағат 5 минут", 3_900_000),
        ("5 мин 3,5 сек", 303_500),
        ("00:00:05;12", 5_480),
        ("10:02:11 AM", 36_131_000),
        ("[12.03.21, 10:15:33]", None),
        ("12/03/2021, 10:15", None),
        ("no time", None),
    ],
)
def test_times_are_read_in_milliseconds(stamp, time):
    assert milliseconds(stamp) == time


@pytest.mark.parametrize(
    "line",
    [
        "[00:01:23]",
        "0:00",
        "00:00:01,000 --> 00:00:02,000",
        "(1:23) -",
        "#00:01:23-4#",
        "00:00:05 - 00:00:09",
        "{0:05}",
        "0 minutes 3 seconds",
        "**[0:05]**",
        "[12.03.2021 10:15]",
    ],
)
def test_a_line_can_be_a_time_and_nothing_else(line):
    assert time_alone(line)


@pytest.mark.parametrize(
    "line", ["", "12", "At 10:30", "10:30 we met", "12:00:00:00:00:00", "12.30", "5 м", "[5]"]
)
def test_a_line_with_words_or_other_numbers_is_no_time(line):
    assert not time_alone(line)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_what_is_written_is_read(hours, minutes, seconds, fraction):
    written = f"[{hours:02}:{minutes:02}:{seconds:02}.{fraction:03}]"

    assert milliseconds(written) == ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction


@pytest.mark.parametrize(
    ("stamps", "first"),
    [
        (["00:00:01:12", "00:00:02:03"], 1_480),
        (["00:00:01:12", "00:00:01:24"], 72_000),  # two in one second are none in film
        (["00:00:01:12", "00:00:02:45"], 72_000),  # no film has 45 frames
        (["00:00:01:00", "00:00:02:00"], 60_000),
        (["00:01:12", "00:02:03"], 72_000),
    ],
)
def test_fourth_parts_are_frames_only_where_they_can_be(stamps, first):
    assert reader_of(stamps)(stamps[0]) == first
