"""Timestamps as transcribers write them: [00:01:23], (1:23), 0:00, 0:01.5 --> 0:04.0, #00:01:23-4#."""

import re

# Up to four parts, days first: radio logs write [dd:hh:mm:ss], and count down to the start with a minus.
_CLOCK = r"-?[0-9]{1,3}(?::[0-9]{1,2}){1,3}(?:[.,][0-9]{1,3})?"
_SPAN = rf"{_CLOCK}(?:\s*+(?:-->|[-–—])\s*+{_CLOCK})?"

BRACKETED = rf"(?:\[\s*+{_SPAN}\s*+\]|\(\s*+{_SPAN}\s*+\)|<\s*+{_SPAN}\s*+>|#{_CLOCK}(?:-[0-9])?#)"
"""A pattern for a time that can be nothing else."""

STAMP = rf"(?:{BRACKETED}|{_SPAN})"
"""A pattern for a time, bare ones included: “10:30” may also be spoken."""

_FIRST = re.compile(_CLOCK)
_ALONE = re.compile(rf"(?P<time>{STAMP})\s*[-–—]?$")
_UNITS = (1_000, 60_000, 3_600_000, 86_400_000)


def milliseconds(stamp: str) -> int | None:
    """The first time in a stamp, from the recording's start; None where none is written."""
    found = _FIRST.search(stamp)
    if found is None:
        return None
    clock, _, fraction = found[0].replace(",", ".").partition(".")
    parts = [int(part) for part in reversed(clock.lstrip("-").split(":"))]
    total = sum(part * unit for part, unit in zip(parts, _UNITS, strict=False))
    total += int(fraction.ljust(3, "0")) if fraction else 0
    return -total if clock.startswith("-") else total


def time_alone(line: str) -> str:
    """The stamp a line consists of; empty when it holds anything else."""
    found = _ALONE.match(line) if len(line) <= 60 else None  # noqa: PLR2004 (longer than any pair of times)
    return found["time"] if found else ""
