"""Columns of times: as clocks, in seconds, in milliseconds, as parts of a day or as dates with hours."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date

from qualcode.text.kinds import as_iso_date
from qualcode.text.times import milliseconds, time_alone

_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000
_FURTHEST = 100 * _DAY
_SHARE = 0.8
_USUAL_PACE = 400.0
"""Milliseconds a spoken word takes."""
_LONGEST = 40
_THOUSANDTHS = 3

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_TIMECODE = re.compile(r"(?P<clock>[0-9]{1,3}:[0-9]{2}:[0-9]{2})[:;](?P<rest>[0-9]{2,3})")
_SPELT = re.compile(
    r"(?:([0-9]{1,3})\s?(?:h|hr|hours?|ч|час\w{0,2}|сағ\w{0,2})\.?\s?)?"
    r"(?:([0-9]{1,4})\s?(?:m|min|minutes?|мин\w{0,2})\.?\s?)?"
    r"(?:([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s?(?:s|sec|seconds?|с|сек\w{0,5})\.?)?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})"
    r"(?:T|,?\s)(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
)
_HALF_OF_DAY = re.compile(r"\s?[AaPp]\.?[Mm]\.?$")
_UNITS = {
    **dict.fromkeys(("ms", "msec", "msecs", "millis", "milliseconds", "мс", "миллисекунды"), 1),
    **dict.fromkeys(("s", "sec", "secs", "seconds", "second", "с", "сек", "секунды", "секунд"), _SECOND),
    **dict.fromkeys(("min", "minutes", "мин", "минуты"), _MINUTE),
}


def are_clocks(cells: Sequence[str]) -> bool:
    """Whether most are times and can be nothing else; a number alone may be anything."""
    return _mostly(_clock, cells)


def are_moments(cells: Sequence[str]) -> bool:
    """Dates with an hour."""
    return _mostly(_moment, cells)


def are_numbers(cells: Sequence[str]) -> bool:
    return _mostly(_number, cells)


def times_of(
    name: str, starts: Sequence[str], ends: Sequence[str], words: Sequence[int]
) -> tuple[list[int | None], str]:
    """When each row is said, in milliseconds, and the unit in which numbers were read (or “”).

    Whether “01:23” is minutes or hours, and 2400 seconds or milliseconds, shows in how fast people would
    have to speak: `words` are those of each row, `ends` the column of ends or nothing.
    """
    if are_numbers(starts):
        raw = [_number(cell) for cell in starts]
        unit = _unit(name, raw, [_number(cell) for cell in ends], words)
        return _scaled(raw, unit), {1: "ms", _SECOND: "s", _MINUTE: "min"}.get(unit, "")
    if are_moments(starts):
        raw = [_moment(cell) for cell in starts]
        begin = min((value for value in raw if value is not None), default=0.0)
        return _scaled([None if value is None else value - begin for value in raw], 1), ""
    raw = [_clock(cell) for cell in starts]
    in_two_parts = all(cell.count(":") == 1 for cell in starts if cell)
    scale = _fitting((1, 60), raw, [_clock(cell) for cell in ends], words) if in_two_parts else 1
    return _scaled(raw, scale), ""


def _mostly(value_of: Callable[[str], float | None], cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(value_of(cell) is not None for cell in filled) >= _SHARE * len(filled)


def _scaled(raw: Sequence[float | None], unit: int) -> list[int | None]:
    times = [None if value is None else round(value * unit) for value in raw]
    return [time if time is not None and abs(time) <= _FURTHEST else None for time in times]


# -- one cell ------------------------------------------------------------------------------------------


def _number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if len(cell) <= _LONGEST and _NUMBER.fullmatch(cell) else None


def _clock(cell: str) -> float | None:
    """Milliseconds: of “00:01:23.5”, “[1:23]”, “0:01 – 0:05”, “00:01:23:12” (frames), “1 мин 23 с”."""
    if len(cell) > _LONGEST:
        return None
    if timecode := _TIMECODE.fullmatch(cell):
        rest = (
            int(timecode["rest"]) if len(timecode["rest"]) == _THOUSANDTHS else 0
        )  # frames are less than a second
        return float((milliseconds(timecode["clock"]) or 0) + rest)
    halved = _HALF_OF_DAY.search(cell)
    stamp = time_alone(cell[: halved.start()] if halved else cell)
    if not stamp:
        return _spelt(cell)
    time = float(milliseconds(stamp) or 0)
    if halved is None:
        return time
    return time % (12 * _HOUR) + (12 * _HOUR if "p" in halved[0].casefold() else 0)


def _spelt(cell: str) -> float | None:
    found = _SPELT.fullmatch(cell)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return hours * _HOUR + minutes * _MINUTE + seconds * _SECOND


def _moment(cell: str) -> float | None:
    """Milliseconds from some day long ago."""
    found = _MOMENT.match(cell) if len(cell) <= _LONGEST else None
    day = as_iso_date(found["date"]) if found else ""
    if found is None or not day:
        return None
    clock = found["clock"] if found["clock"].count(":") > 1 else f"{found['clock']}:00"
    return date.fromisoformat(day).toordinal() * float(_DAY) + (milliseconds(clock) or 0)


# -- units ---------------------------------------------------------------------------------------------


def _unit(
    name: str, starts: Sequence[float | None], ends: Sequence[float | None], words: Sequence[int]
) -> int:
    """How many milliseconds one is: as the column’s name says, else as people speak."""
    named = next((unit for word in re.split(r"[\W_]+", name.casefold()) if (unit := _UNITS.get(word))), 0)
    if named:
        return named
    known = [value for value in (*starts, *ends) if value is not None]
    whole = all(value.is_integer() for value in known)
    if not whole and all(0 <= value < 1 for value in known):
        return _DAY
    return _fitting((1, _SECOND) if whole else (_SECOND, 1), starts, ends, words)


def _fitting(
    units: tuple[int, ...],
    starts: Sequence[float | None],
    ends: Sequence[float | None],
    words: Sequence[int],
) -> int:
    """The unit with which the words are spoken at the most usual pace; the first where nothing tells."""
    begun = [(value, count) for value, count in zip(starts, words, strict=True) if value is not None]
    ended = [value for value in ends if value is not None]
    spoken = sum(count for _, count in begun) - (0 if ended or not begun else begun[-1][1])
    known = [value for value, _ in begun] + ended
    length = max(known, default=0.0) - min(known, default=0.0)
    if spoken <= 0 or length <= 0:
        return units[0]
    return min(units, key=lambda unit: abs(math.log(length * unit / spoken / _USUAL_PACE)))
