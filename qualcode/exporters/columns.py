"""The columns of an excerpt in a table: the same in csv and xlsx."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qualcode.exporters.about import About
from qualcode.i18n import N_
from qualcode.model import Segment

MARKS = (N_("important"), N_("unsure"))


class Column(NamedTuple):
    header: str
    width: int
    """In characters, for programs that show columns."""
    wrap: bool = False


BEFORE = (
    Column(N_("Quote"), 80, wrap=True),
    Column(N_("Code"), 32, wrap=True),
    Column(N_("Source"), 22),
    Column(N_("Respondent"), 18),
)
AFTER = (
    Column(N_("Group"), 14),
    Column(N_("Speaker"), 14),
    Column(N_("Role"), 12),
    Column(N_("Language"), 11),
    Column(N_("Turn"), 7),
    Column(N_("Paragraph"), 11),
    Column(N_("Coder"), 14),
    Column(N_("Memo"), 40, wrap=True),
    Column(N_("Coded at (UTC)"), 20),
    Column(N_("Codebook version"), 18),
    Column(N_("Marked"), 12),
    Column(N_("Start"), 9),
    Column(N_("End"), 9),
    Column(N_("Coding"), 16),
    Column(N_("Version of the source"), 10),
)


def columns(about: About) -> list[Column]:
    """The columns in their order, headed in the words of the export's language.

    The attributes stand after the respondent. One that is called like a column (“Language”) says
    that it is an attribute, so that every header is there once.
    """
    words = about.words
    before, after = (
        [column._replace(header=words.gettext(column.header)) for column in some] for some in (BEFORE, AFTER)
    )
    taken = {column.header.casefold() for column in (*before, *after)}
    attributes = []
    for attribute in about.attributes:
        name = attribute
        while name.casefold() in taken:
            name = words.gettext("{name} (attribute)").format(name=name)
        taken.add(name.casefold())
        attributes.append(Column(name, 14))
    return [*before, *attributes, *after]


def marked(segment: Segment, about: About) -> str:
    """What its coder noted of a coding, in words."""
    return ", ".join(about.words.gettext(mark) for mark in segment.marks) if segment.marks else ""


def values_of(segments: Iterable[Segment], about: About) -> Iterator[tuple[Segment, tuple[str, ...]]]:
    """Each segment with as many values as there are attributes; empty where its case has none."""
    width = len(about.attributes)
    blank = ("",) * width
    for segment in segments:
        yield segment, (segment.values + blank)[:width]
