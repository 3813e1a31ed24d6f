"""From the lines of a file to the words that were spoken, who spoke them, and when."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.model import DraftSpeaker, DraftTurn, Role
from qualcode.text.labels import key
from qualcode.text.layouts import (
    COLON,
    LAYOUTS,
    NO_SPEAKERS,
    OWN_LINE,
    TABLE,
    TIMED,
    Line,
    Mark,
    name_as_found,
    runs_like_a_recording,
)
from qualcode.text.notices import Notice
from qualcode.text.roles import Said, roles_of
from qualcode.text.speakers import Fit, fit_as_told, fits
from qualcode.text.times import BRACKETED, STAMP, milliseconds, time_alone

__all__ = [
    "LAYOUT_NAMES",
    "LeftOut",
    "Line",
    "Saying",
    "Turned",
    "turns_of",
    "turns_of_sayings",
    "turns_of_text",
]

LAYOUT_NAMES = (COLON.name, TIMED, *(layout.name for layout in LAYOUTS[1:]), NO_SPEAKERS)

_FOOTER = re.compile(
    r"(?:transcribed (?:by|with)|транскрибировано|расшифровано)\b.*\.(?:ai|com)\b", re.IGNORECASE
)
_ARCHIVE_NOTE = re.compile(r"_[^\W\d]+\s?:\s")
_CUE_NUMBER = re.compile(r"[0-9]{1,6}$")
_STAMPED = re.compile(rf"(?P<time>{BRACKETED})\s*(?=\S)")
_BARE_STAMPED = re.compile(rf"(?P<time>{STAMP})\s+(?=\S)")
_END_STAMP = re.compile(r"#[0-9:.,]+-[0-9]#$")  # f4 writes the time at which a turn ends
_NAMED_IN_A_NOTICE = 5


class Saying(NamedTuple):
    """Words whose speaker the file itself names, so that no layout has to be found."""

    speaker: str
    """A label; empty: nobody says it."""
    text: str
    """One paragraph, or several parted by LF; in canonical text."""
    time: int | None = None
    """Milliseconds from the recording’s start."""


class LeftOut(NamedTuple):
    """Characters of a line that are label, time or sign, and so not in the text."""

    line: int
    characters: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A text with its turns: every word of the lines is in `text` or in `left_out`."""

    text: str
    turns: tuple[DraftTurn, ...]
    speakers: tuple[DraftSpeaker, ...]
    layout: str
    evidence: str
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()


def turns_of_text(text: str, layout: str = "") -> Turned:
    return turns_of([Line(line) for line in text.split("\n")], layout)


def turns_of(lines: Sequence[Line], layout: str = "") -> Turned:
    """The spoken words as paragraphs joined by LF, and the turns that cover them.

    Neighbouring stretches of one speaker are one turn. Words no speaker says (a title, a text without
    speakers) are a turn for each paragraph. `layout`, one of `LAYOUT_NAMES`, overrules the choice.
    """
    numbers = [number for number, line in enumerate(lines) if line.text.strip()]
    kept = [_stripped(lines[number]) for number in numbers]
    ranked = fits(kept)
    best = _chosen(kept, ranked, layout)
    marks = best.marks if best else {}
    left_out: list[LeftOut] = []
    said = _merged(_stretches(kept, marks, left_out, in_table=best is not None and best.layout is TABLE))
    text, turns = _laid_out(said, _usual_labels(marks.values()))
    speakers = _speakers(turns, text)
    return Turned(
        text,
        turns,
        speakers,
        name_as_found(best.layout, kept, marks) if best else NO_SPEAKERS,
        _evidence(best, ranked, len(kept)),
        tuple(LeftOut(numbers[number], characters) for number, characters in left_out),
        _notices(best, speakers),
    )


def turns_of_sayings(
    said: Sequence[Saying], layout: str, evidence: str = "", roles: Mapping[str, Role] | None = None
) -> Turned:
    """The same for a file that names its speakers: `roles`, by label, is what it tells of them."""
    stretches = [
        _Stretch(" ".join(each.speaker.split()), each.time, paragraphs)
        for each in said
        if (paragraphs := [part.strip() for part in each.text.split("\n") if part.strip()])
    ]
    merged = _merged(iter(stretches))
    text, turns = _laid_out(merged, {each.speaker: each.speaker for each in merged if each.speaker})
    known = {" ".join(label.split()): role for label, role in (roles or {}).items()}
    speakers = tuple(replace(each, role=known.get(each.label, each.role)) for each in _speakers(turns, text))
    return Turned(text, turns, speakers, layout, evidence, (), _nobody_asks(speakers))


def _stripped(line: Line) -> Line:
    text = line.text.strip()
    if text == line.text:
        return line
    indent = len(line.text) - len(line.text.lstrip())
    return line._replace(text=text, bold=max(0, min(line.bold - indent, len(text))))


def _chosen(lines: Sequence[Line], ranked: Sequence[Fit], layout: str) -> Fit | None:
    """The best fit, or that of the layout asked for; where it does not fit by itself, as it was told."""
    if not layout:
        return ranked[0] if ranked else None
    # “Name: words” has other names, for times and for words below
    wanted = {layout} | ({COLON.name} if layout in {TIMED, OWN_LINE.name} else set())
    found = next((fit for fit in ranked if fit.layout.name in wanted), None)
    told = [fit_as_told(each, lines) for each in LAYOUTS if each.name in wanted]
    return found or max((fit for fit in told if fit.marks), key=lambda fit: fit.score, default=None)


# -- stretches -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Stretch:
    """Paragraphs one after another that one speaker says; "" is nobody, other speakers go by their key."""

    speaker: str
    time: int | None = None
    paragraphs: list[str] = field(default_factory=list)


def _stretches(
    lines: Sequence[Line], marks: Mapping[int, Mark], left_out: list[LeftOut], *, in_table: bool
) -> Iterator[_Stretch]:
    """One stretch for each line with words, in order; labels, times and signs go to `left_out`."""
    times = _time_lines(lines, spoken=bool(marks))
    stamped = None if marks else _line_stamps(lines)
    speaker, time = "", None
    for number, line in enumerate(lines):
        if number in times:
            left_out.append(LeftOut(number, line.text))
            time = milliseconds(times[number]) if times[number] else time
            continue
        says, at, stamp = speaker, 0, ""
        if mark := marks.get(number):
            says = speaker = key(mark.label)
            at, stamp, in_table = mark.at, mark.stamp, line.cell >= 0
        elif _nobody_says(line, last_two=number >= len(lines) - 2, in_table=in_table):
            says = ""
        elif stamped and (found := stamped.match(line.text)):
            at, stamp = found.end(), found["time"]
        ending = _END_STAMP.search(line.text, at) if line.text.endswith("#") else None
        end = ending.start() if ending else len(line.text)
        left_out += [LeftOut(number, cut) for cut in (line.text[:at], line.text[end:]) if cut]
        words = line.text[at:end].strip()
        said = milliseconds(stamp) if stamp else time if line.time is None else line.time
        yield _Stretch(says, said, [words] if words else [])
        if ending or says or not marks:  # a heading hands the time on to the speaker below it
            time = milliseconds(ending[0]) if ending else None


def _nobody_says(line: Line, *, last_two: bool, in_table: bool) -> bool:
    """Headings, tables beside the conversation, notes of archives (“_page: 4”), footers of services."""
    beside = line.heading or (line.cell >= 0 and not in_table)
    return beside or bool(_ARCHIVE_NOTE.match(line.text)) or (last_two and bool(_FOOTER.match(line.text)))


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
    bare = [found["time"] for line in lines if (found := _BARE_STAMPED.match(line.text[:60]))]
    often = 2 * len(bare) > max(len(lines), 4)
    return _BARE_STAMPED if often and runs_like_a_recording(bare) else _STAMPED


def _merged(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Stretches of one speaker until the next speaker's become one, under the time its first words have.

    A heading or a table between them is part of the turn; before another speaker it is nobody's.
    """
    merged: list[_Stretch] = []
    last: _Stretch | None = None
    for stretch in stretches:
        if last is None or not stretch.speaker or stretch.speaker != last.speaker:
            if stretch.speaker or stretch.paragraphs:
                merged.append(stretch)
            last = stretch if stretch.speaker else last
            continue
        if last.time is None and not last.paragraphs:
            last.time = stretch.time
        between = [paragraph for nobody in _popped(merged, last) for paragraph in nobody.paragraphs]
        last.paragraphs += between + stretch.paragraphs
    return merged


def _popped(merged: list[_Stretch], last: _Stretch) -> list[_Stretch]:
    """What nobody says after the last speaker, taken off the end."""
    after = len(merged)
    while merged[after - 1] is not last:
        after -= 1
    nobody = merged[after:]
    del merged[after:]
    return nobody


def _laid_out(stretches: Sequence[_Stretch], labels: Mapping[str, str]) -> tuple[str, tuple[DraftTurn, ...]]:
    """The text and its turns. A label without words is a turn too: `[n, n)`, on an empty paragraph."""
    turns: list[DraftTurn] = []
    texts = ["\n".join(stretch.paragraphs) for stretch in stretches]
    start = 0
    for stretch, text in zip(stretches, texts, strict=True):
        turns.append(DraftTurn(start, start + len(text), labels.get(stretch.speaker, ""), stretch.time))
        start += len(text) + 1
    return "\n".join(texts), tuple(turns)


# -- what is told about it -----------------------------------------------------------------------------


def _usual_labels(marks: Iterable[Mark]) -> dict[str, str]:
    """For each speaker the label as it is mostly spelt."""
    spellings: dict[str, Counter[str]] = {}
    for mark in marks:
        spellings.setdefault(key(mark.label), Counter())[" ".join(mark.label.split())] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in spellings.items()}


def _speakers(turns: Sequence[DraftTurn], text: str) -> tuple[DraftSpeaker, ...]:
    """In the order they first speak."""
    said: dict[str, list[str]] = {}
    for turn in turns:
        if turn.speaker:
            said.setdefault(turn.speaker, []).append(text[turn.start : turn.end])
    roles = roles_of([Said(label, words) for label, words in said.items()])
    return tuple(
        DraftSpeaker(label, role, len(words))
        for (label, words), role in zip(said.items(), roles, strict=True)
    )


def _evidence(best: Fit | None, ranked: Sequence[Fit], lines: int) -> str:
    second = next((fit for fit in ranked if fit is not best), None)
    if best is None and second is None:
        return Notice(N_("No line of {lines} begins with a speaker."), lines=lines)
    if best is None and second is not None:
        return Notice(
            N_("Read without speakers, as was asked; “{second}” would fit {marked} of {lines} lines."),
            second=second.layout.name,
            marked=len(second.marks),
            lines=lines,
        )
    marks = best.marks if best else {}
    speakers = len({key(mark.label) for mark in marks.values()})
    facts = {"marked": len(marks), "lines": lines, "speakers": speakers}
    if second is None:
        return Notice(
            N_("{marked} of {lines} lines begin with one of {speakers} speakers; no other layout fits."),
            **facts,
        )
    return Notice(
        N_(
            "{marked} of {lines} lines begin with one of {speakers} speakers; "
            "next best: “{second}”, {fewer} lines."
        ),
        **facts,
        second=second.layout.name,
        fewer=len(second.marks),
    )


def _notices(best: Fit | None, speakers: Sequence[DraftSpeaker]) -> tuple[str, ...]:
    notices: list[str] = []
    if best and best.doubtful:
        sentence = N_("Words that stand once before a colon were not taken for speakers: {labels}.")
        labels = ", ".join(f"“{label}:”" for label in best.doubtful[:_NAMED_IN_A_NOTICE])
        notices.append(Notice(sentence, labels=labels))
    return (*notices, *_nobody_asks(speakers))


def _nobody_asks(speakers: Sequence[DraftSpeaker]) -> tuple[str, ...]:
    if not speakers or any(speaker.role == "interviewer" for speaker in speakers):
        return ()
    return (Notice(N_("Nobody was recognised as the interviewer; say who asks the questions.")),)
