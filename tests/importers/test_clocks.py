import pytest

from qualcode.importers.clocks import are_clocks, are_moments, are_numbers, times_of


@pytest.mark.parametrize(
    ("cell", "milliseconds"),
    [
        ("00:01:23", 83_000), ("00:01:23.450", 83_450), ("01:23,5", 83_500), ("[1:23]", 83_000),
        ("0:03.5 - 0:05.1", 3_500), ("00:00:04,000 --> 00:00:09,000", 4_000), ("#00:01:23-4#", 83_400),
        ("00:01:23:12", 83_000), ("00:01:23;12", 83_000), ("00:01:23:450", 83_450),
        ("1h 2m 3s", 3_723_000), ("1 мин 20 сек", 80_000), ("12,5 с", 12_500), ("10:30:05 PM", 81_005_000),
        ("12:00:01 AM", 1_000),
    ],
)  # fmt: skip
def test_a_time_is_read_in_every_spelling(cell, milliseconds):
    assert are_clocks([cell])
    assert times_of("time", [cell, ""], (), [5, 5]) == ([milliseconds, None], "")


@pytest.mark.parametrize("cell", ["five", "1:23 he said", "31", "", "12.03.2021", "1" * 60, "99999999999"])
def test_other_cells_are_no_times(cell):
    assert not are_clocks([cell])


WORDS = [6, 7, 5]


@pytest.mark.parametrize(
    ("name", "starts", "ends", "unit", "times"),
    [
        ("start", ["0", "2400", "5000"], ["2400", "5000", "7000"], "ms", [0, 2400, 5000]),
        ("start", ["0", "2", "5"], ["2", "5", "9"], "s", [0, 2000, 5000]),
        ("start", ["0.0", "2,4", "5.02"], [], "s", [0, 2400, 5020]),
        ("start_ms", ["0", "2", "5"], [], "ms", [0, 2, 5]),
        ("Start (sec)", ["0", "2400", "5000"], [], "s", [0, 2_400_000, 5_000_000]),
        ("Time", ["0.00001", "0.0001", "0.0002"], [], "", [864, 8640, 17280]),
    ],
)
def test_numbers_are_read_in_the_unit_in_which_people_speak_at_a_usual_pace(name, starts, ends, unit, times):
    assert times_of(name, starts, ends, WORDS) == (times, unit)


def test_two_parts_are_minutes_unless_nobody_could_speak_so_fast():
    starts = ["00:00", "00:05", "01:10"]

    assert times_of("time", starts, (), [10, 120, 5])[0] == [0, 5_000, 70_000]
    assert times_of("time", starts, (), [600, 7000, 5])[0] == [0, 300_000, 4_200_000]


def test_dates_with_hours_count_from_the_first_of_them():
    moments = ["14.03.2021 10:31", "2021-03-14T10:30:05", ""]

    assert are_moments(moments)
    assert times_of("date", moments, (), [1, 1, 1])[0] == [55_000, 0, None]


def test_times_beyond_any_recording_are_none():
    assert times_of("start_ms", ["1", "99999999999999"], (), [1, 1])[0] == [1, None]


def test_numbers_are_written_with_point_or_comma_and_not_as_powers():
    assert are_numbers(["1", "-2,5", "3.25"])
    assert not are_numbers(["1e5", "nan", "٣"])
