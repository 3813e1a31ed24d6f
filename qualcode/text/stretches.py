"""Which paragraphs one speaker says on end: labels, times and signs taken off, neighbours put together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.text.labels import key
from qualcode.text.layouts import runs_like_a_recording
from qualcode.text.lines import Line, Mark
from qualcode.text.questions import question_heads
from qualcode.text.rows import LeftOut, Row, cut_from, lines_of
from qualcode.text.tables import column_heads
from qualcode.text.times import BRACKETED, DASH, END_STAMP, STAMP, reader_of, time_alone

_FOOTER = re.compile(
    r"(?:transcribed (?:by|with)|транскрибировано|расшифровано)\b.*\.(?:ai|com)\b", re.IGNORECASE
)
_END = re.compile(
    r"\W*+(?:"
    r"(?:end|stop) of (?:the )?(?:audio |video )?"
    r"(?:record|recording|interview|transcript|transcription|tape|audio|file|session|discussion|focus group)"
    r"|(?:recording|interview|audio|transcript) (?:ends|ended|stops)|the end"
    r"|конец (?:аудио|видео)?\W?"
    r"(?:записи|интервью|беседы|разговора|файла|транскрипта|расшифровки|фокус-группы)"
    r"|(?:аудио)?(?:запись|интервью|беседа) (?:окончен|закончен|завершен|завершён|обрывается|прерывается)\w*+"
    r"|(?:аудио)?(?:жазба|сұхбат|әңгіме|файл)(?:ның|тың|нің)? (?:соңы|аяқталды|бітті|үзілді)"
    r")\W*+",
    re.IGNORECASE,
)
_BAR = re.compile(rf"{DASH}{{1,3}}")  # “Name”, a bar below, then the words
_ARCHIVE_NOTE = re.compile(r"_[^\W\d]+\s?:\s")
_CUE_NUMBER = re.compile(r"[0-9]{1,6}$")
_STAMPED = re.compile(rf"(?P<time>{BRACKETED})\s*+(?=\S)")
_LONGEST_STAMP = 60
_FEWEST_STAMPED = 4
_BARE_STAMPED = re.compile(rf"(?P<time>{STAMP})\s++(?=\S)")


@dataclass(slots=True)
class Stretch:
    """Paragraphs one after another that one speaker says; "" is nobody, other speakers go by their key."""

    speaker: str
    time: int | None = None
    paragraphs: list[str] = field(default_factory=list)


class Stretches(NamedTuple):
    said: list[Stretch]
    left_out: list[LeftOut]
    """Labels, times and signs."""


def stretches_of(rows: Sequence[Row], marks: Mapping[int, Mark], *, in_table: bool) -> Stretches:
    """What one speaker says until the next begins, in order; `in_table`: the speakers stand in cells."""
    reader = _Reader(rows, marks, in_table=in_table)
    return Stretches(merged(reader.stretches()), reader.left_out)


class _Words(NamedTuple):
    """Whose words a row holds, and where they lie between label and signs."""

    speaker: str
    at: int = 0
    stamp: str = ""


class _Reader:
    """Goes from row to row, knowing who spoke last and which time was read last."""

    def __init__(self, rows: Sequence[Row], marks: Mapping[int, Mark], *, in_table: bool) -> None:
        lines = lines_of(rows)
        self.rows, self.marks, self.in_table = rows, marks, in_table
        self.heads = (column_heads(rows) | question_heads(lines)) - marks.keys() if in_table else frozenset()
        self.times = _time_lines(lines, spoken=bool(marks))
        self.read = reader_of([*self.times.values(), *(mark.stamp for mark in marks.values())])
        self.stamps = None if marks else _line_stamps(lines)
        self.closing = _closing(lines)
        self.left_out: list[LeftOut] = []
        self.speaker = ""
        self.time: int | None = None

    def stretches(self) -> Iterator[Stretch]:
        """One for each row that is not a time."""
        for number, row in enumerate(self.rows):
            if number not in self.times:
                if number in self.heads:
                    self.left_out.append(LeftOut(row.number, row.line.text))
                else:
                    yield self._stretch(row, self._words(number, row.line))
                continue
            self.left_out.append(LeftOut(row.number, row.line.text))
            if stamp := self.times[number]:
                self.time = self.read(stamp)

    def _words(self, number: int, line: Line) -> _Words:
        if mark := self.marks.get(number):
            self.speaker, self.in_table = key(mark.label), line.cell >= 0
            return _Words(self.speaker, mark.at, mark.stamp)
        if number - 1 in self.marks and _BAR.fullmatch(line.text):
            return _Words(self.speaker, len(line.text))
        if number >= self.closing or _nobody_says(line, in_table=self.in_table):
            return _Words("")
        found = self.stamps.match(line.text) if self.stamps else None
        return _Words(self.speaker, found.end(), found["time"]) if found else _Words(self.speaker)

    def _stretch(self, row: Row, words: _Words) -> Stretch:
        line = row.line
        ending = END_STAMP.search(line.text, words.at) if line.text.endswith("#") else None
        end = ending.start() if ending else len(line.text)
        self.left_out += [*cut_from(row, 0, words.at), *cut_from(row, end, len(line.text))]
        before = self.time if line.time is None else line.time
        time = self.read(words.stamp) if words.stamp else before
        if ending or words.speaker or not self.marks:  # a heading hands the time on to the speaker below it
            self.time = self.read(ending[0]) if ending else None
        said = line.text[words.at : end].strip()
        return Stretch(words.speaker, time, [said] if said else [])


def _nobody_says(line: Line, *, in_table: bool) -> bool:
    """Headings, tables beside the conversation, notes of archives (“_page: 4”)."""
    return line.heading or (line.cell >= 0 and not in_table) or bool(_ARCHIVE_NOTE.match(line.text))


def _closing(lines: Sequence[Line]) -> int:
    """Where “[End of recording]” and footers of services begin, after which nobody speaks."""
    number = len(lines)
    while number and (_FOOTER.match(lines[number - 1].text) or _END.fullmatch(lines[number - 1].text)):
        number -= 1
    return number


def _time_lines(lines: Sequence[Line], *, spoken: bool) -> dict[int, str]:
    """Lines that are a time and nothing else, and the numbers of cues above them (with an empty time).

    In a text without speakers a bare “10:30” is a time only where the times run like a recording's.
    """
    times = {number: stamp for number, line in enumerate(lines) if (stamp := time_alone(line.text))}
    bare = [stamp for stamp in times.values() if stamp[0].isdigit() and "-->" not in stamp]
    if bare and not spoken and not (len(bare) > 1 and runs_like_a_recording(bare)):
        times = {number: stamp for number, stamp in times.items() if stamp not in bare}
    for number in [number for number, stamp in times.items() if "-->" in stamp]:
        if number and number - 1 not in times and _CUE_NUMBER.match(lines[number - 1].text):
            times[number - 1] = ""
    return times


def _line_stamps(lines: Sequence[Line]) -> re.Pattern[str]:
    """How times begin the paragraphs of a text without speakers: in brackets, or bare in most of them."""
    bare = [found["time"] for line in lines if (found := _BARE_STAMPED.match(line.text[:_LONGEST_STAMP]))]
    often = 2 * len(bare) > max(len(lines), _FEWEST_STAMPED)
    return _BARE_STAMPED if often and runs_like_a_recording(bare) else _STAMPED


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of one speaker until the next speaker's become one, under the time its first words have.

    A heading or a table between them is part of the turn; before another speaker it is nobody's.
    """
    together: list[Stretch] = []
    last: Stretch | None = None
    for stretch in stretches:
        if last is None or not stretch.speaker or stretch.speaker != last.speaker:
            if stretch.speaker or stretch.paragraphs:
                together.append(stretch)
            last = stretch if stretch.speaker else last
            continue
        if last.time is None and not last.paragraphs:
            last.time = stretch.time
        between = [paragraph for nobody in _popped(together, last) for paragraph in nobody.paragraphs]
        last.paragraphs += between + stretch.paragraphs
    return together


def _popped(together: list[Stretch], last: Stretch) -> list[Stretch]:
    """What nobody says after the last speaker, taken off the end."""
    after = len(together)
    while together[after - 1] is not last:
        after -= 1
    nobody = together[after:]
    del together[after:]
    return nobody
