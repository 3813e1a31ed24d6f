"""Paragraphs in which several people speak, parted where each begins: “I: Where? R: Here. I: When?”."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from qualcode.text.finding import find_colon
from qualcode.text.labels import LONGEST, NAME, is_person, likely_role, shape
from qualcode.text.lines import Line
from qualcode.text.rows import Row, part_of
from qualcode.text.times import BRACKETED

_LOOKED_BACK = LONGEST // 2 + 10
_TITLED = "".join(rf"(?<!\b{title}\.)" for title in ("Dr", "Mr", "Ms", "Mrs", "St", "Prof", "проф", "тов"))
_ENDED = rf"(?:(?<=[?!…»”\")\]])|(?<=\w\w\.){_TITLED}|(?<=[0-9]\.)|(?<=\W\.))\s++|(?<!\s)\s{{2,}}+"
_CLOSING = '.?!…»”")]'
_SENTENCE_END = re.compile(_ENDED)
_COLON = re.compile(r"\s?[:：](?=\s)")
_LABEL = re.compile(r"[^\W\d_][^\n:：?!…;«“\"]*+$")
_STAMP_BEFORE = re.compile(rf"(?:{BRACKETED})\s*+$")
_LONGEST_STAMP = 40
_CLOSING_TIMES = frozenset("])>}#")


def may_hold_several(rows: Sequence[Row]) -> bool:
    """Whether any paragraph has a word before a colon after the end of a sentence."""
    return any(next(_inside(row.line), None) is not None for row in rows)


def parted_everywhere(rows: Sequence[Row]) -> list[Row]:
    """The rows parted wherever somebody may begin to speak: too often, until it is known who does."""
    return [part for row in rows for part in _parts(row, list(_inside(row.line)))]


def parted(rows: Sequence[Row], labels: Collection[str]) -> list[Row]:
    """The rows parted where one of these begins to speak."""
    if not labels:
        return list(rows)
    longest_first = sorted(labels, key=len, reverse=True)
    known = "|".join(r"\s+".join(map(re.escape, label.split())) for label in longest_first)
    pattern = re.compile(rf"(?P<ended>{_ENDED}|\s)(?P<label>{known})\.?\s?[:：](?=\s)")
    return [
        part
        for row in rows
        for part in _parts(
            row,
            [
                found.start("label")
                for found in pattern.finditer(row.line.text, _words_at(row.line))
                if _begins(found) and not row.line.heading
            ],
        )
    ]


def _begins(found: re.Match[str]) -> bool:
    """In the middle of a sentence only a role or a letter begins to speak; a name is called."""
    ended = found.string[found.start() - 1] in _CLOSING or found["ended"] != " "
    label = found["label"]
    return ended or (label[0].isupper() and likely_role(label) is not None)


def _inside(line: Line) -> Iterator[int]:
    """Where somebody may begin to speak: after a sentence with a label, anywhere with a role or a letter."""
    if line.heading or (": " not in line.text and "：" not in line.text):
        return
    begin = _words_at(line)
    for colon in _COLON.finditer(line.text, begin):
        before = line.text[max(begin, colon.start() - _LOOKED_BACK) : colon.start()]
        ends = [found.end() for found in _SENTENCE_END.finditer(before)]
        label = before[ends[-1] :] if ends else ""
        last = before[before.rfind(" ") + 1 :]
        if _LABEL.match(label) and (shape(label) == NAME or likely_role(label) or is_person(label)):
            yield colon.start() - len(label)
        elif last[:1].isupper() and len(last) < len(before) and likely_role(last):
            yield colon.start() - len(last)


def _words_at(line: Line) -> int:
    """Where the words of the one begin who speaks first."""
    mark = find_colon([line], 0)
    return max(mark.at - 1, 0) if mark else 0


def _parts(row: Row, starts: Sequence[int]) -> Iterator[Row]:
    if not starts:
        yield row
        return
    text = row.line.text
    ends = [*(_with_stamp(text, start) for start in starts), len(text)]
    for begin, end in pairwise([0, *ends]):
        if part := part_of(row, begin, end):
            yield part


def _with_stamp(text: str, start: int) -> int:
    """Where a part begins: at the time before its label, if there is one."""
    before = text[max(0, start - _LONGEST_STAMP) : start]
    if before.rstrip()[-1:] not in _CLOSING_TIMES:
        return start
    found = _STAMP_BEFORE.search(before)
    return start - len(before) + found.start() if found else start
