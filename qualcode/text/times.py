"""Timestamps as people and programs write them: [00:01:23], (1:23), 0:01.5 --> 0:04.0, 1h 02m, [12.5s]."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

DASH = "[-–—−―‒]"
"""What people type for a dash, signs for minus and bars included."""

# Up to four parts: radio logs write [dd:hh:mm:ss], and count down to the start with a minus; editors of film
# write hh:mm:ss:ff.
_CLOCK = r"-?[0-9]{1,3}(?::[0-9]{1,2}){1,3}+(?:[.,;][0-9]{1,3})?+(?:\s?[AaPp][Mm]\b)?+"
_DATED = rf"(?:[0-9]{{1,4}}[./-][0-9]{{1,2}}[./-][0-9]{{2,4}}(?:,\s?|\s){_CLOCK})"
_HOURS = r"[0-9]{1,2}\s?(?:hours?|hrs?|h|час(?:ов|а)?|ч|сағ(?:ат)?)\.?"
_MINUTES = r"[0-9]{1,3}\s?(?:minutes?|mins?|min|m|минут[аы]?|мин|м)\.?"
_SECONDS = r"[0-9]{1,2}(?:[.,][0-9]{1,3})?\s?(?:seconds?|secs?|sec|s|секунд[аы]?|сек|с)\b\.?"
_UNITS = rf"(?:{_HOURS}\s?{_MINUTES}(?:\s?{_SECONDS})?+|{_MINUTES}\s?{_SECONDS})(?![^\W\d_])"
_TIME = rf"(?:{_DATED}|{_CLOCK}|{_UNITS})"
_TO = rf"\s*+(?:-->|{DASH}|\bto\b|\bдо\b)\s*+"
_SPAN = rf"{_TIME}(?:{_TO}{_TIME})?+"
# These only in square brackets: elsewhere they may be numbers or dates.
_NUMBER = r"[0-9]{1,5}(?:[.,][0-9]{1,3})?"
_IN_SQUARES = (
    rf"(?:{_NUMBER}\s?s(?:{_TO}{_NUMBER}\s?s)?+|{_NUMBER}{_TO}{_NUMBER}"
    r"|[0-9]{1,3}\.[0-9]{2}(?:\.[0-9]{2})?+)"
)

BRACKETED = (
    rf"(?:\[\s*+(?:{_SPAN}|{_IN_SQUARES})\s*+\]|\(\s*+{_SPAN}\s*+\)|<\s*+{_SPAN}\s*+>|\{{\s*+{_SPAN}\s*+\}}"
    rf"|#{_CLOCK}(?:-[0-9])?#)"
)
"""A pattern for a time that can be nothing else."""

STAMP = rf"(?:{BRACKETED}|{_SPAN})"
"""A pattern for a time, bare ones included: “10:30” may also be spoken."""

STAMP_AFTER_NAME = rf"(?:{BRACKETED}|(?<!\d){_SPAN})"
"""The same behind a label: the number of “P5” is none of its digits."""

END_STAMP = re.compile(r"\s*+#[0-9:.,]+-[0-9]#$")
"""f4 writes the time at which a turn ends."""

# tenths stand behind a dash in #00:01:23-4#
_FIRST = re.compile(r"(-?)([0-9]{1,3}(?::[0-9]{1,2}){1,3})(?:[.,]([0-9]{1,3})|-([0-9])#|;([0-9]{1,2}))?")
_FIRST_DATED = re.compile(rf"\W?\s*{_DATED}")
_FIRST_UNITS = re.compile(_UNITS)
_FIRST_NUMBERS = re.compile(rf"\[\s*([0-9]+)(?:[.,]([0-9]{{1,3}}))?(?:\.([0-9]{{2}}))?(\s?s|\s*{DASH})?")
_EACH_UNIT = tuple(
    re.compile(rf"([0-9]+(?:[.,][0-9]+)?)\s?(?:{word})") for word in ("s|с(?!ағ)", "m|м", "h|ч|сағ")
)
_ALONE = re.compile(rf"\*{{0,3}}+(?P<time>{STAMP})\*{{0,3}}+\s*+(?:{DASH}|:)?$")
_NEARLY = re.compile(r"[\W_]{0,6}+[0-9]")
_OF_UNITS = (1_000, 60_000, 3_600_000, 86_400_000)
_FRAME = 40
_FRAMES = 30


def milliseconds(stamp: str) -> int | None:
    """The first time in a stamp, from the recording's start; None where none is written, or a date."""
    if found := _FIRST.search(stamp):
        if _FIRST_DATED.match(stamp):
            return None
        minus, clock, fraction, tenth, frame = found.groups()
        fraction = fraction or tenth
        total = _sum(clock.split(":")) + (int(fraction.ljust(3, "0")) if fraction else 0)
        total += int(frame) * _FRAME if frame else 0
        return -total if minus else total
    return _in_units(stamp) if _FIRST_UNITS.search(stamp) else _in_numbers(stamp)


def reader_of(stamps: Iterable[str]) -> Callable[[str], int | None]:
    """How the times of one file are read: four parts are days or, in film, end in frames."""
    return _with_frames if _count_frames(stamps) else milliseconds


def time_alone(line: str) -> str:
    """The stamp a line consists of; empty when it holds anything else."""
    if len(line) > 60 or not _NEARLY.match(line):  # noqa: PLR2004 (longer than any pair of times)
        return ""
    found = _ALONE.match(line)
    return found["time"] if found else ""


def _sum(parts: list[str]) -> int:
    return sum(int(part) * unit for part, unit in zip(reversed(parts), _OF_UNITS, strict=False))


def _in_units(stamp: str) -> int:
    return sum(
        round(float(found[1].replace(",", ".")) * unit)
        for pattern, unit in zip(_EACH_UNIT, _OF_UNITS, strict=False)
        if (found := pattern.search(stamp))
    )


def _in_numbers(stamp: str) -> int | None:
    """“[12.5s]” and “[3.20 - 5.0]” are seconds, “[03.20]” minutes and seconds."""
    found = _FIRST_NUMBERS.match(stamp)
    if found is None:
        return None
    whole, fraction, last, seconds = found.groups()
    if seconds:
        return int(whole) * 1_000 + int((fraction or "0").ljust(3, "0"))
    return _sum([part for part in (whole, fraction, last) if part])


def _count_frames(stamps: Iterable[str]) -> bool:
    """Whether the fourth parts are frames: below 30, and no two neighbours in the same second."""
    four = [parts for stamp in stamps if len(parts := _clock_of(stamp)) == len(_OF_UNITS)]
    last = [int(parts[-1]) for parts in four]
    if not last or max(last) >= _FRAMES or not any(last):
        return False
    return all(a[:-1] != b[:-1] for a, b in pairwise(four))


def _clock_of(stamp: str) -> list[str]:
    found = _FIRST.search(stamp)
    return found[2].split(":") if found else []


def _with_frames(stamp: str) -> int | None:
    parts = _clock_of(stamp)
    if len(parts) < len(_OF_UNITS):
        return milliseconds(stamp)
    return _sum(parts[:-1]) + int(parts[-1]) * _FRAME
