"""Lines broken by hand, as typewriters and e-mail break them, joined to paragraphs."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from qualcode.text.lines import Line
from qualcode.text.rows import Row, joined_row
from qualcode.text.times import DASH, time_alone

_NARROWEST = 40
_WIDEST = 132
_LONGER = 0.02
_FEWEST = 2
_SURELY_FULL = 0.9
_ENDED = re.compile(r"[.?!…:;][\"»”’)\]]*+$")
_QUOTED = re.compile(r"[\"»”]$")
_ITEM = re.compile(rf"(?:{DASH}|[•*·▪]|[0-9]{{1,3}}[.)])\s")


class Joined(NamedTuple):
    rows: list[Row]
    joints: int
    width: int


def joined(rows: Sequence[Row], marks: Container[int]) -> Joined | None:
    """The rows with broken paragraphs made whole; None where lines are paragraphs already.

    Every line of such a file but the last of a paragraph is full: the first word of the next would not have
    fitted. Verse, lists and short turns are not like that. At `marks` a speaker begins.
    """
    width = sorted(row.width for row in rows)[-1 - int(_LONGER * len(rows))] if rows else 0
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [number for number in range(1, len(rows)) if _is_full(rows, number, width, marks)]
    if not _are_broken(rows, set(full), marks):
        return None
    joints = [number for number in full if _goes_on(rows, number)]
    return Joined(_with_joints(rows, set(joints)), len(joints), width)


def _is_full(rows: Sequence[Row], number: int, width: int, marks: Container[int]) -> bool:
    """Whether the first word of this row had no room in the row above."""
    first = rows[number].line.text.split(" ", 1)[0]
    return rows[number - 1].width + 1 + len(first) > width and _may_go_on(rows, number, marks)


def _may_go_on(rows: Sequence[Row], number: int, marks: Container[int]) -> bool:
    above, row = rows[number - 1], rows[number]
    plain = row.line == Line(row.line.text) and above.line._replace(bold=0) == Line(above.line.text)
    return plain and row.number == above.last + 1 and number not in marks and not time_alone(row.line.text)


def _are_broken(rows: Sequence[Row], full: Container[int], marks: Container[int]) -> bool:
    """Whether sentences run on from line to line, and do so nearly always where the line is full."""
    running = [
        number
        for number in range(1, len(rows))
        if rows[number].line.text[0].islower()
        and not _ENDED.search(rows[number - 1].line.text)
        and _may_go_on(rows, number, marks)
    ]
    breaks = sum(number in full for number in running)
    return breaks >= _FEWEST and breaks >= _SURELY_FULL * len(running)


def _goes_on(rows: Sequence[Row], number: int) -> bool:
    """Not so where a sentence has ended and an item of a list begins, or below a time or a label."""
    above = rows[number - 1].line.text
    item = _ITEM.match(rows[number].line.text) and _ENDED.search(above) and not _QUOTED.search(above)
    return not item and not time_alone(above)


def _with_joints(rows: Sequence[Row], joints: Container[int]) -> list[Row]:
    parts: list[list[Row]] = []
    for number, row in enumerate(rows):
        if number in joints:
            parts[-1].append(row)
        else:
            parts.append([row])
    return [joined_row(part) for part in parts]
