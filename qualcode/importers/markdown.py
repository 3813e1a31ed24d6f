"""Markdown: front matter set aside, marks of form decoded to the words they stand for."""

import html
import re
import string

from qualcode.i18n import N_
from qualcode.importers.content import Content, canonical_lines
from qualcode.importers.plain import text_of_bytes
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice
from qualcode.text.turns import Line

# An escaped sign is no mark of form: meanwhile one of the 32 noncharacters stands for it, which canonical
# text cannot hold otherwise.
_SLEEP = {sign: chr(0xFDD0 + number) for number, sign in enumerate(string.punctuation)}
_WAKE = str.maketrans({asleep: sign for sign, asleep in _SLEEP.items()})
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FORM = re.compile(r"[\\*_&<>#=-]")
_RUN = re.compile(r"\*+|_+")
_LONGEST_RUN = 3
_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_QUOTE = re.compile(r"(?:>\s?)+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RULE = re.compile(r"(?:[-*_=]\s*){3,}$")
_FRONT = re.compile(r"---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FACT = re.compile(r"(?P<key>[\w -]{1,40}):\s*(?P<value>.*)$")
_FACTS = {
    **dict.fromkeys(("date", "дата", "күні"), "date"),
    **dict.fromkeys(("language", "lang", "язык", "тіл", "тілі"), "language"),
    **dict.fromkeys(("group", "группа", "топ"), "group"),
}


def read_markdown(file: str, data: bytes, encoding: str = "") -> Content:
    text, encoding, notices = text_of_bytes(file, data, encoding)
    cleaned = canonical(text)
    front, body = _parted(cleaned.text)
    lines, removed = canonical_lines([line for part in body.split("\n") for line in _lines(part)])
    set_aside = (_set_aside(front),) if front else ()
    told = (*notices, *cleaned.notices, *removed, *set_aside)
    return Content(lines, encoding=encoding, notices=told, facts=_facts(front))


def _parted(text: str) -> tuple[str, str]:
    """YAML between two lines of dashes at the very beginning, and the rest."""
    found = _FRONT.match(text)
    if found and any(_FACT.match(line) for line in found["lines"].split("\n")):
        return found["lines"], text[found.end() :]
    return "", text


def _set_aside(front: str) -> str:
    lines = [line.strip() for line in front.split("\n") if line.strip()]
    return Notice(
        N_("The file describes itself in its first lines ({count}); they are not part of the text: {lines}"),
        count=len(lines), lines=" · ".join(lines),
    )  # fmt: skip


def _facts(front: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    for line in front.split("\n"):
        found = _FACT.match(line)
        if found and (name := _FACTS.get(found["key"].strip().casefold())):
            facts[name] = found["value"].strip().strip("'\"")
    return facts


# -- lines ---------------------------------------------------------------------------------------------


def _lines(line: str) -> list[Line]:
    line = line.strip()
    if not _FORM.search(line):
        return [Line(line)] if line else []
    if _RULE.match(line):
        return []
    line = line[quoted.end() :] if (quoted := _QUOTE.match(line)) else line
    heading = _HEADING.match(line)
    if heading:
        line = line[heading.end() :]
        opened = line.rstrip("#")  # “## Heading ##”
        line = opened.rstrip() if opened.endswith(" ") else line
    return [_decoded(part.removesuffix("\\"), heading=heading is not None) for part in _BREAK.split(line)]


def _decoded(line: str, *, heading: bool) -> Line:
    asleep = _ESCAPED.sub(lambda found: _SLEEP[found[1]], line.strip())
    kept: list[str] = []
    at = bold = 0
    pairs = _emphasis(asleep)
    marks = sorted(mark for pair in pairs for mark in pair)
    closing = next((close for opened, close in pairs if opened == (0, 2)), None)
    for start, end in marks:
        kept.append(asleep[at:start])
        at = end
        if (start, end) == closing:
            bold = len(_awake("".join(kept)))
    return Line(_awake("".join((*kept, asleep[at:]))), bold, heading)


def _emphasis(asleep: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where pairs of stars or underscores open and close; those inside a word (“f**k”, “a_b”) are signs."""
    pairs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    opened: dict[str, tuple[int, int]] = {}
    for run in _RUN.finditer(asleep):
        before, after = asleep[run.start() - 1 : run.start()], asleep[run.end() : run.end() + 1]
        if len(run[0]) > _LONGEST_RUN or (before.isalnum() and after.isalnum()):
            continue
        if before.strip() and run[0] in opened:
            pairs.append((opened.pop(run[0]), run.span()))
        elif after.strip() and not before.isalnum():
            opened[run[0]] = run.span()
    return pairs


def _awake(asleep: str) -> str:
    """Entities decoded, escaped signs back."""
    return html.unescape(asleep).translate(_WAKE)
