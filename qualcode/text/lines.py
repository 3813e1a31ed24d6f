"""A line of a file, and what is found in it."""

from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph as a file holds it; stripped and never empty once it reaches a layout."""

    text: str
    bold: int = 0
    """How many characters at its beginning are bold."""
    heading: bool = False
    cell: int = -1
    """The column of the table it stands in."""
    time: int | None = None
    """When it is said, in milliseconds, where the file tells that apart from the words."""


class Mark(NamedTuple):
    """A label found in a line: its words begin at `at`; everything before is label, time and signs."""

    label: str
    at: int
    stamp: str = ""
    stamped: bool = False
    """Whether a time stands with it or on the line above: then it need not repeat."""
    slip: str = ""
    """The label as it is written, where that is taken for a slip of the pen."""
