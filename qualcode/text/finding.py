"""Where a label stands in a line, and where its words begin: one function for each way to write it."""

import re
from collections.abc import Sequence

from qualcode.text.labels import LONGEST, NAME, letter, likely_role, role_word, shape
from qualcode.text.lexicon import COLUMN_HEADS
from qualcode.text.lines import Line, Mark
from qualcode.text.times import BRACKETED, DASH, STAMP, STAMP_AFTER_NAME, time_alone

_HEAD = 200
# Quantifiers that may match nothing are possessive (“*+”): a line of spaces would take minutes otherwise.
_LABEL = rf"(?P<label>(?:[№#]\s?)?+[^\W_](?:[^\n:：?!;\t*|]{{0,{LONGEST}}}?[^\s:：?!;*|,])??)"
_STARS = r"\*{0,3}+"
_GAP = rf"\s*+{_STARS}\s*+"
_FROM = r"(?P<sent>(?:From|От)\s++)?+"  # chats: “10:02:11 From Aigul : words”
_TO = re.compile(r"\s(?:to|для|кому|до)\s.*", re.IGNORECASE)  # “From Aigul to Everyone:”
_BULLET = rf"(?:(?:{DASH}|[•·▪|]|>>?)\s++)?+"
_BEFORE = rf"{_BULLET}{_STARS}\s*+(?:(?P<before>{STAMP})\s*+(?:{DASH}|\|)?+\s*+{_FROM})?{_STARS}\s*+"
_BETWEEN = rf"(?:(?:{DASH}|[|,])\s*+)?+(?P<between>{STAMP_AFTER_NAME}){_GAP}"
_COLON = re.compile(
    rf"{_BEFORE}(?P<open>\[)?{_LABEL}(?(open)\]){_GAP}(?:{_BETWEEN})?"
    rf"(?:(?<!\d)[:：]|[:：](?!\d\d))(?!//){_STARS}"  # not the colon of a time or an address
    rf"(?:\s*+(?P<after>{BRACKETED})|\s++(?P<alone>{STAMP})\s*+$)?\s*+(?:{DASH}\s++)?+"
)
_DASH = re.compile(rf"{_BEFORE}{_LABEL}{_STARS}\s*+(?:--|{DASH}){_STARS}\s++(?=\S)")
_BRACKETS = re.compile(
    rf"{_BEFORE}(?:\[|(?P<round>[(<])){_LABEL}(?(round)[)>]|\])\s*+(?:(?P<after>{STAMP})\s*+)?[:：]?\s*+"
)
_WIDE = re.compile(rf"{_BEFORE}{_LABEL}{_STARS}[:：]?(?:\t\s*+|\s{{2,}}+|\s*+\|\s*+)(?=\S)")
_POINT = re.compile(r"(?P<label>[^\W\d_]\d{0,2}|[^\W\d_]{2,6}(?:\s?\d{1,2})?)[.)]\s++(?=\S)")
_ALONE = re.compile(rf"{_BEFORE}{_LABEL}{_GAP}(?:{_BETWEEN})?$")
_NAME_TIME = re.compile(
    rf"{_STARS}{_LABEL}{_GAP}(?P<between>{BRACKETED})\s*+{_STARS}\s*+(?:{DASH}\s++)?(?=[^\s:：])"
)
_DIGIT = re.compile("[0-9]")
_INITIAL = re.compile(r"[^\W\d_]\.")


def find_colon(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name: words”, with a time before the name, before the colon or after it."""
    head = lines[number].text[:_HEAD]
    if ":" not in head and "：" not in head:
        return None
    found = _COLON.match(head)
    if found is None:
        return None
    mark = _mark(found, lines, number, found["before"], found["between"], found["after"], found["alone"])
    return mark._replace(label=_TO.sub("", mark.label)) if found["sent"] else mark


def find_dash(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name — words”."""
    found = _DASH.match(lines[number].text[:_HEAD])
    return _mark(found, lines, number, found["before"]) if found else None


def find_gap(lines: Sequence[Line], number: int) -> Mark | None:
    """“Name⇥words”, as tables become when they are pasted, or with spaces or a bar for the tab."""
    head = lines[number].text[:_HEAD]
    found = _WIDE.match(head) if "\t" in head or "  " in head or "|" in head else None
    if found is None or _INITIAL.match(head, found.end()):  # “A.     S.: words”
        return None
    return _mark(found, lines, number, found["before"])


def find_brackets(lines: Sequence[Line], number: int) -> Mark | None:
    """“[id1] words”, “(I) words”, “[Aigul] 10:02:11” above the words."""
    head = lines[number].text[:_HEAD]
    found = _BRACKETS.match(head) if "[" in head or "(" in head or "<" in head else None
    if found is None or (found.end() == len(head) and not found["after"]):
        return None
    return _mark(found, lines, number, found["before"], found["after"])


def find_point(lines: Sequence[Line], number: int) -> Mark | None:
    """“Q. words”, “A1) words”, “Int. words”."""
    found = _POINT.match(lines[number].text[:_HEAD])
    if found is None or not (letter(found["label"]) or role_word(found["label"])):
        return None
    return _mark(found, lines, number)


def find_name_and_time(lines: Sequence[Line], number: int) -> Mark | None:
    """“Ali  0:00” above the words, or “**Ali** [00:00:00] words”."""
    line = lines[number]
    head = line.text[:_HEAD]
    if not _DIGIT.search(head):
        return None
    if len(line.text) <= _HEAD:
        found = _ALONE.match(line.text)
        if found and (found["before"] or found["between"]) and not _is_sentence(found["label"]):
            return _mark(found, lines, number, found["before"], found["between"])
    found = _NAME_TIME.match(head)
    if found and (shape(found["label"].strip()) == NAME or 0 < line.bold <= found.end()):
        return _mark(found, lines, number, found["between"])
    return None


def find_cue(lines: Sequence[Line], number: int) -> Mark | None:
    """A name on its own line between a time and the words, as Teams writes it."""
    if number == 0 or not time_alone(lines[number - 1].text):
        return None
    return find_alone(lines, number)


def find_alone(lines: Sequence[Line], number: int) -> Mark | None:
    """A line that is a label and nothing else, with a line below."""
    text = lines[number].text
    if number + 1 == len(lines) or lines[number + 1].cell > lines[number].cell >= 0:
        return None
    if len(text) > LONGEST or _is_sentence(text) or time_alone(lines[number + 1].text):
        return None
    return _alone(lines, number)


def _alone(lines: Sequence[Line], number: int) -> Mark | None:
    text = lines[number].text
    found = _ALONE.match(text)
    if found is None or found["before"] or found["between"]:
        return None
    bare = text.strip("* ")
    return _mark(found, lines, number) if shape(bare) or likely_role(bare) else None


def find_cell(lines: Sequence[Line], number: int) -> Mark | None:
    """A label in one cell of a table, its words in the next, or in the one behind a time."""
    line = lines[number]
    after = number + 1
    while after < len(lines) and lines[after].cell > line.cell >= 0 and time_alone(lines[after].text):
        after += 1
    if line.cell < 0 or after == len(lines) or lines[after].cell <= line.cell or len(line.text) > LONGEST:
        return None
    if {line.text.casefold(), lines[number + 1].text.casefold()} <= COLUMN_HEADS:
        return None
    return _alone(lines, number)


def find_bold(lines: Sequence[Line], number: int) -> Mark | None:
    """A name in bold before words that are not."""
    line = lines[number]
    label = line.text[: line.bold].strip(f":{DASH[1:-1]} ")
    return Mark(label, line.bold) if label and line.bold < len(line.text) and line.bold <= LONGEST else None


def _is_sentence(text: str) -> bool:
    """Whether it ends like one; the point of an initial (“Иванов А.”) is none."""
    return text[-1:] in ".,…" and text[-3:-2].isalnum()


def _mark(found: re.Match[str], lines: Sequence[Line], number: int, *stamps: str | None) -> Mark:
    stamp = next((stamp for stamp in stamps if stamp), "")
    above = number > 0 and bool(time_alone(lines[number - 1].text))
    return Mark(" ".join(found["label"].split()), found.end(), stamp, stamped=bool(stamp) or above)
