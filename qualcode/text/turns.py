"""From the lines of a file to the words that were spoken, who spoke them, and when."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qualcode.model import DraftSpeaker, DraftTurn, Role
from qualcode.text.evidence import evidence_of, nobody_asks, notices_of, one_turn
from qualcode.text.labels import key, without_note
from qualcode.text.layouts import COLON, LAYOUTS, NAMES_OF_COLON, NO_SPEAKERS, TABLES, TIMED, name_as_found
from qualcode.text.lines import Line, Mark
from qualcode.text.paragraphs import paragraphs_of
from qualcode.text.roles import Said, roles_of
from qualcode.text.rows import LeftOut, lines_of
from qualcode.text.speakers import Fit, fit_as_told
from qualcode.text.stretches import Stretch, merged, stretches_of

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


class Saying(NamedTuple):
    """Words whose speaker the file itself names, so that no layout has to be found."""

    speaker: str
    """A label; empty: nobody says it."""
    text: str
    """One paragraph, or several parted by LF; in canonical text."""
    time: int | None = None
    """Milliseconds from the recording’s start."""


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
    found = paragraphs_of(lines, layout)
    kept = lines_of(found.rows)
    best = _chosen(kept, found.ranked, layout)
    marks = best.marks if best else {}
    said, left_out = stretches_of(found.rows, marks, in_table=best is not None and best.layout in TABLES)
    text, turns = _laid_out(said, _usual_labels(marks.values()))
    speakers = _speakers(turns, text)
    return Turned(
        text,
        turns,
        speakers,
        name_as_found(best.layout, kept, marks) if best else NO_SPEAKERS,
        evidence_of(best, found),
        (*found.numbers, *left_out),
        (*found.notices, *notices_of(best, found, speakers), *one_turn(turns, text)),
    )


def turns_of_sayings(
    said: Sequence[Saying],
    layout: str,
    evidence: str = "",
    roles: Mapping[str, Role] | None = None,
    *,
    wordless: bool = False,
) -> Turned:
    """The same for a file that names its speakers: `roles`, by label, is what it tells of them.

    Sayings without words are passed over, unless `wordless` ones are turns too.
    """
    stretches = [
        Stretch(" ".join(each.speaker.split()), each.time, paragraphs)
        for each in said
        if (paragraphs := [part.strip() for part in each.text.split("\n") if part.strip()])
        or (wordless and each.speaker)
    ]
    together = merged(stretches)
    text, turns = _laid_out(together, {each.speaker: each.speaker for each in together if each.speaker})
    known = {" ".join(label.split()): role for label, role in (roles or {}).items()}
    speakers = tuple(replace(each, role=known.get(each.label, each.role)) for each in _speakers(turns, text))
    return Turned(text, turns, speakers, layout, evidence, (), nobody_asks(speakers))


def _chosen(lines: Sequence[Line], ranked: Sequence[Fit], layout: str) -> Fit | None:
    """The best fit, or that of the layout asked for; where it does not fit by itself, as it was told."""
    if not layout:
        return ranked[0] if ranked else None
    wanted = {layout} | ({COLON.name} if layout in NAMES_OF_COLON else set())
    found = next((fit for fit in ranked if fit.layout.name in wanted), None)
    told = [fit_as_told(each, lines) for each in LAYOUTS if each.name in wanted]
    return found or max((fit for fit in told if fit.marks), key=lambda fit: fit.score, default=None)


def _laid_out(stretches: Sequence[Stretch], labels: Mapping[str, str]) -> tuple[str, tuple[DraftTurn, ...]]:
    """The text and its turns. A label without words is a turn too: `[n, n)`, on an empty paragraph."""
    turns: list[DraftTurn] = []
    texts = ["\n".join(stretch.paragraphs) for stretch in stretches]
    start = 0
    for stretch, text in zip(stretches, texts, strict=True):
        turns.append(DraftTurn(start, start + len(text), labels.get(stretch.speaker, ""), stretch.time))
        start += len(text) + 1
    return "\n".join(texts), tuple(turns)


def _usual_labels(marks: Iterable[Mark]) -> dict[str, str]:
    """For each speaker the label as it is mostly spelt."""
    spellings: dict[str, Counter[str]] = {}
    for mark in marks:
        spellings.setdefault(key(mark.label), Counter())[without_note(" ".join(mark.label.split()))] += 1
    return {name: _usual(counted) for name, counted in spellings.items()}


def _usual(spellings: Mapping[str, int]) -> str:
    """Small letters count against all spellings with a capital together: “Сауле”, “САУЛЕ” and “сауле”."""
    small = [label for label in spellings if not label[:1].isupper()]
    mostly_small = 2 * sum(spellings[label] for label in small) > sum(spellings.values())
    usual = small if mostly_small else [label for label in spellings if label not in small] or small
    return max(usual, key=lambda label: (spellings[label], not label.isupper()))


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
