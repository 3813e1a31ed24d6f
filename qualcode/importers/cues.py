"""Captions (srt, vtt) as cues: what is shown from when to when, in rows, free of marks of form.

None of the libraries for these formats keeps several voices in a cue, reads what people bring (hours that
are missing, dots for commas, blank lines inside a cue, no header) and leaves “<[?]>” in the text; so the
few rules stand here.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from qualcode.importers.flow import LATEST
from qualcode.text.normalise import canonical


class Row(NamedTuple):
    text: str
    voice: str | None = None
    """Who says it, as the file's markup tells; empty: a voice without a name; None: it does not tell."""


class Cue(NamedTuple):
    start: int | None
    """Milliseconds; None where the time is garbled."""
    end: int | None
    rows: tuple[Row, ...]


class Captions(NamedTuple):
    cues: list[Cue]
    notes: list[str]
    """What the file says to whoever edits it, and never shows."""
    language: str
    headed: bool
    """Whether it begins with WEBVTT."""
    timed: bool
    """Whether a line of times stands in it at all."""


_CLOCK = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:\s?([.,:;])\s?(\d{1,9}))?"
_REST = r"(?:(?=\S*\d)[\w.:,;]++)?+"  # of a time that is garbled at its end: “00:00:1d.890”
_TIMING = re.compile(
    rf"\s*+(?:\d{{1,7}}\s++)?-?{_CLOCK}\s*+(?:-{{1,3}}\s?>|[–—]\s?>)\s*+(?:-?{_CLOCK}{_REST})?"
)
_GARBLED = re.compile(r"\s*+[\w.,;]{0,9}+:[\w:.,;]{2,20}\s*+-->\s*+[\w.,;]{0,9}+:[\w:.,;]{2,20}(?=\s|$)")
_SETTINGS = re.compile(
    r"(?:\s++(?:vertical|line|position|size|align|region|[XY][12]|[ADLRST]):[^\s:]\S*+)*+\s*+$", re.IGNORECASE
)
_MOST_OF_A_LINE = 200
_HEADER = re.compile(r"WEBVTT(?:\s|$)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*language\s*:\s*([A-Za-z]{2,3})\b", re.IGNORECASE)
_NOTE = re.compile(r"NOTE(?:\s|$)")
_STYLE = re.compile(r"(?:STYLE|REGION)\s*$")
_NUMBER = re.compile(r"[0-9]{1,7}$")
_NAMED = re.compile(r'\d{1,7}\s++"(?P<name>[^"]{1,100})"(?:\s*\(\d*\))?$')  # Webex: 4 "Anna Ibraeva" (24824)


class _Timing(NamedTuple):
    start: int | None
    end: int | None
    words: str
    """What stands on the same line and is no setting."""


_Timings = Sequence[tuple[int, _Timing]]


def parsed(text: str, *, web: bool) -> Captions:
    """The cues in the order of the file. `web`: it is called .vtt, and may hold notes, styles and names."""
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    timings = [(number, timing) for number, line in enumerate(lines) if (timing := _timing(line))]
    headed = begin < len(lines) and _HEADER.match(lines[begin].strip()) is not None
    header = _header(lines[begin : timings[0][0] if timings else None]) if headed else []
    notes: list[str] = []
    cues = _cues(lines, begin + len(header), timings, notes, web=web or headed)
    language = next((found[1] for line in (*header, *notes) if (found := _LANGUAGE.match(line))), "")
    return Captions([cue for cue in cues if cue.rows], notes, language, headed, bool(timings))


def _timing(line: str) -> _Timing | None:
    if ">" not in line or ":" not in line:
        return None
    head = line[:_MOST_OF_A_LINE]
    if found := _TIMING.match(head):
        start, end = _clock(*found.groups()[:5]), _clock(*found.groups()[5:])
        rest = line[found.end() :]
        words = "" if _SETTINGS.match(rest) else rest.strip()
        return _Timing(start, None if _is_before(end, start) else end, words)
    return _Timing(None, None, "") if _GARBLED.match(head) else None


def _clock(hours: str | None, minutes: str | None, seconds: str, sign: str | None, part: str) -> int | None:
    if minutes is None:
        return None
    time = (int(hours or 0) * 60 + int(minutes)) * 60_000 + int(seconds) * 1_000
    if sign and (sign in ".," or len(part) == 3):  # noqa: PLR2004 (two digits after a colon count frames)
        time += int(part[:3].ljust(3, "0"))
    return time if time <= LATEST else None


def _is_before(time: int | None, other: int | None) -> bool:
    return time is not None and other is not None and time < other


def _header(lines: Sequence[str]) -> list[str]:
    """WEBVTT and what stands below it, until a blank line."""
    return list(takewhile(lambda line: line.strip(), lines))


def _cues(lines: Sequence[str], begin: int, timings: _Timings, notes: list[str], *, web: bool) -> list[Cue]:
    """What stands below each line of times; what stands above the first is a cue without a time."""
    number, timing, voice = 0, _Timing(None, None, ""), None
    cues: list[Cue] = []
    for at, following in (*timings, (len(lines), None)):
        body = list(lines[begin:at])
        name = _cut_name(body, number, top=not cues, web=web) if following else ""
        spoken = _without_notes(body, notes, top=not cues) if web else _without_numbers(body, number)
        words = "\n".join((timing.words, *spoken))
        cues.append(Cue(timing.start, timing.end, tuple(rows_of(words, voice))))
        number = int(name) if _NUMBER.match(name) else number
        voice = named["name"] if (named := _NAMED.match(name)) else None
        begin, timing = at + 1, following or timing
    return cues


def _cut_name(body: list[str], number: int, *, top: bool, web: bool) -> str:
    """Take the number or name of the next cue off the end of the cue before, whose number is given."""
    last = next((i for i in range(len(body) - 1, -1, -1) if body[i].strip()), -1)
    if last < 0:
        return ""
    line = body[last].strip()
    next_to = last == len(body) - 1
    alone = not body[last - 1].strip() if last else top
    counts = _NUMBER.match(line) is not None
    if (next_to and alone and (counts or web)) or (counts and int(line) == number + 1 and (next_to or alone)):
        del body[last:]
        return line
    return ""


def _without_numbers(body: Sequence[str], number: int) -> list[str]:
    """Where the time of a cue is missing, its number still stands above its words."""
    kept: list[str] = []
    for i, line in enumerate(body):
        alone = i > 0 and not body[i - 1].strip() and i + 1 < len(body) and body[i + 1].strip()
        if alone and _NUMBER.match(line.strip()) and int(line) == number + 1:
            number += 1
        else:
            kept.append(line)
    return kept


def _without_notes(body: Sequence[str], notes: list[str], *, top: bool) -> list[str]:
    """Notes go to `notes`, styles and regions nowhere: blocks with a blank line above and below."""
    kept: list[str] = []
    blocks = [list(block) for filled, block in groupby(body, key=lambda line: bool(line.strip())) if filled]
    below_time = bool(body) and bool(body[0].strip()) and not top
    for i, block in enumerate(blocks):
        if i == 0 and below_time:
            kept += block
        elif found := _NOTE.match(block[0]):
            notes.append(" ".join((block[0][found.end() :], *block[1:])).strip())
        elif not (_STYLE.match(block[0]) or _HEADER.match(block[0])):  # again where files were put together
            kept += block
    return kept


# -- words ---------------------------------------------------------------------------------------------

_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?(?:\s++(?P<name>[^<>]*+))?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|\\N", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:[biucpsqv]|em|strong|ruby|rt|rp|lang|font|span|div|tt)(?:[.\s][^<>]*+)?/?>"
    r"|<\d{1,4}(?::\d{1,3}){1,2}(?:[.,]\d{1,9})?>|\{\\[^{}]*+\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_RULE = re.compile(r"[-–—_]+$")


def rows_of(words: str, voice: str | None) -> Iterator[Row]:
    """The rows of a cue with who says them: `voice` until another is named."""
    at = 0
    for found in _VOICE.finditer(words):
        yield from _plain_rows(words[at : found.start()], voice)
        voice = _plain(found["name"] or "").strip(" :\"'")
        at = found.end()
    yield from _plain_rows(words[at:], voice)


def _plain_rows(words: str, voice: str | None) -> Iterator[Row]:
    for line in _plain(_BREAK.sub("\n", words)).split("\n"):
        text = _SPACES.sub(" ", line).strip()
        if text and not _RULE.match(text):
            # some write the name twice: “<v Anna>Anna: words”
            yield Row(text.removeprefix(f"{voice}:").lstrip() if voice else text, voice)


def _plain(words: str) -> str:
    """Without tags; “<[?]>” and “<laughs>” are what somebody wrote, and stay."""
    words = _TAG.sub("", words)
    if "&" not in words:
        return words
    return canonical(_ENTITY.sub(lambda found: html.unescape(found[0]), words)).text
