"""Several texts of one line in one cell or field: “fear; panic”, and apart again."""

import csv
import io
from collections.abc import Iterable

_PARTING = ";\n,"
_QUOTE = '"'


def joined(texts: Iterable[str]) -> str:
    """The texts with “; ” between them, in quotation marks where one could be parted; exact for `parted`."""
    return "; ".join(_quoted(text) for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    """What stands in a cell, parted at semicolons; where there are none at line ends, else at commas."""
    for sign in _PARTING:
        parts = _parts(cell, sign)
        if len(parts) > 1:
            return parts
    return _parts(cell, ";")


def _quoted(text: str) -> str:
    if not any(sign in text for sign in _PARTING + _QUOTE):
        return text
    return _QUOTE + text.replace(_QUOTE, _QUOTE * 2) + _QUOTE


def _parts(cell: str, sign: str) -> tuple[str, ...]:
    """Outside quotation marks."""
    lines = [cell.replace("\n", " ")] if sign != "\n" else cell.split("\n")
    csv.field_size_limit(max(csv.field_size_limit(), len(cell) + 1))
    # A line at a time: a quotation mark nobody closed spoils one line.
    reading = (
        csv.reader(io.StringIO(line), delimiter=";" if sign == "\n" else sign, skipinitialspace=True)
        for line in lines
    )
    found = (" ".join(part.split()) for rows in reading for row in rows for part in row)
    return tuple(part for part in found if part)
