"""Excerpts as csv: one row each, for statistics programs and for Excel."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.exporters.about import About
from qualcode.exporters.columns import columns, values_of
from qualcode.model import Segment

# Spreadsheets run a cell as a formula by its first visible character, and some look past spaces and
# invisible characters to find it. The apostrophe is among the skipped so that `unescape` is exact.
_SKIPPED = r"['\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
_risky = re.compile(rf"{_SKIPPED}*?[=+\-@|%\t\r＝＋－＠｜％﹢﹣﹦﹪﹫]").match
_is_number = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?").fullmatch


def write_csv(segments: Iterable[Segment], path: Path, about: About) -> int:
    """Write a header and a row per excerpt; return how many. UTF-8 with the mark Excel knows it by."""
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write("\ufeff")
        table = csv.writer(file)
        table.writerow([escape(column.header) for column in columns(about)])
        for count, row in enumerate(_rows(segments, about), 1):  # noqa: B007 (the last one is the number written)
            table.writerow(row)
    return count


def escape(text: str) -> str:
    """The text as a spreadsheet may hold it: an apostrophe before what it would take for a formula."""
    return "'" + text if _risky(text) else text


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return text[1:] if text.startswith("'") and _risky(text[1:]) else text


def _rows(segments: Iterable[Segment], about: About) -> Iterator[tuple[str | int, ...]]:
    name, value = _Escaped(), _EscapedValues()
    for segment, values in values_of(segments, about):
        yield (
            escape(segment.quote),
            name[segment.code],
            name[segment.source],
            name[segment.case],
            *[value[one] for one in values],
            name[segment.group],
            name[segment.speaker],
            name[segment.role],
            name[segment.language],
            segment.turn,
            segment.paragraph,
            name[segment.coder],
            escape(segment.memo),
            escape(segment.made),
            segment.start,
            segment.end,
            escape(segment.coding),
        )


class _Escaped(dict[str, str]):
    """Names come again and again: each is escaped once, which halves the time of an export."""

    def __missing__(self, text: str) -> str:
        return self.setdefault(text, escape(text))


class _EscapedValues(_Escaped):
    """Attribute values, where a number below zero stays the number it is."""

    def __missing__(self, text: str) -> str:
        return self.setdefault(text, text if _is_number(text) else escape(text))
