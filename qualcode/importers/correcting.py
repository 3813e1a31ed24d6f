"""What a researcher corrects in a transcript before it is stored: speakers, paragraphs, who is who."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from qualcode.i18n import N_
from qualcode.model import DraftSpeaker, Role, Transcript
from qualcode.text.clock import as_clock
from qualcode.text.evidence import nobody_asks
from qualcode.text.normalise import canonical
from qualcode.text.times import BRACKETED, milliseconds
from qualcode.text.turns import Saying, Turned, turns_of_sayings

BY_HAND = N_("corrected by hand")
MARK = "▸"
"""Begins the line that names a speaker in a script; a paragraph that begins so itself has it twice."""
_HEAD = re.compile(rf"\s*{MARK}(?!{MARK})\s*(?P<label>.*?)\s*(?P<time>{BRACKETED})?\s*$")


def relabelled(transcript: Transcript, speakers: Sequence[DraftSpeaker]) -> Transcript:
    """The transcript with other labels, roles and respondents for its speakers, in their order.

    Two speakers who get one label become one: the first of them says whose words they are.
    """
    names = {
        old.label: one_line(new.label) or old.label
        for old, new in zip(transcript.speakers, speakers, strict=True)
    }
    known: dict[str, DraftSpeaker] = {}
    for new, label in zip(speakers, names.values(), strict=True):
        known.setdefault(label, replace(new, label=label))
    if len(known) == len(names):
        turns = tuple(replace(turn, speaker=names.get(turn.speaker, "")) for turn in transcript.turns)
        return replace(transcript, turns=turns, speakers=tuple(known.values()))
    turned = _turned(transcript, names)
    return replace(
        transcript,
        text=turned.text,
        turns=turned.turns,
        speakers=tuple(replace(known[each.label], turns=each.turns) for each in turned.speakers),
    )


def said_by(transcript: Transcript, name: str) -> Transcript:
    """A text in which no speakers are marked, as the words of one respondent."""
    label = one_line(name)
    said = [Saying(label, transcript.text[turn.start : turn.end], turn.time) for turn in transcript.turns]
    turned = turns_of_sayings(said, transcript.layout, transcript.evidence, {label: "respondent"})
    return _with(transcript, turned, {label: DraftSpeaker(label, "respondent", 0, label)})


def with_whole_turns(transcript: Transcript) -> Transcript:
    """Each turn as one paragraph: lines that were broken by a program, not by the transcriber."""
    said = [
        Saying(turn.speaker, transcript.text[turn.start : turn.end].replace("\n", " "), turn.time)
        for turn in transcript.turns
    ]
    roles = {each.label: each.role for each in transcript.speakers}
    turned = turns_of_sayings(said, transcript.layout, transcript.evidence, roles, wordless=True)
    return _with(transcript, turned, {each.label: each for each in transcript.speakers})


def as_script(transcript: Transcript) -> str:
    """The transcript as text to be corrected: who speaks on a line of its own, then a line a paragraph."""
    parts: list[str] = []
    last = ""
    for turn in transcript.turns:
        time = f" [{as_clock(turn.time)}]" if turn.time is not None else ""
        if turn.speaker or time or last:
            parts.append(f"{MARK} {turn.speaker}{time}".rstrip())
        words = transcript.text[turn.start : turn.end]
        parts += [MARK + line if line.startswith(MARK) else line for line in words.split("\n")]
        last = turn.speaker
    return "\n".join(parts)


def from_script(transcript: Transcript, script: str) -> Transcript:
    """The transcript as its corrected script says. Known speakers keep role and respondent."""
    said: list[Saying] = []
    label, time = "", None
    for line in canonical(script).text.split("\n"):
        if head := _HEAD.fullmatch(line):
            label, time = head["label"], milliseconds(head["time"]) if head["time"] else None
            said += [Saying(label, "", time)] if label else []
            time = None if label else time
        elif line.strip():
            said.append(Saying(label, line.removeprefix(MARK), time))
            time = None
    roles: Mapping[str, Role] = {each.label: each.role for each in transcript.speakers}
    turned = turns_of_sayings(said, BY_HAND, "", roles, wordless=True)
    return _with(transcript, turned, {each.label: each for each in transcript.speakers})


def told_anew(transcript: Transcript) -> Transcript:
    """The transcript with the warning that nobody asks only where nobody does."""
    others = [each for each in transcript.warnings if each not in _NOBODY_ASKS]
    return replace(transcript, warnings=(*others, *nobody_asks(transcript.speakers)))


_NOBODY_ASKS = nobody_asks((DraftSpeaker("", "respondent", 0),))


def one_line(name: str) -> str:
    """A name as it is stored: without line ends, and without signs that cannot be seen."""
    return " ".join(canonical(name).text.split())


def with_value(transcript: Transcript, case: str, attribute: str, value: str) -> Transcript:
    """The transcript with one respondent’s attribute value; an empty one takes it away."""
    known = {name: dict(given) for name, given in transcript.values.items()}
    if value:
        known.setdefault(case, {})[attribute] = value
    else:
        known.get(case, {}).pop(attribute, None)
    frozen = {name: MappingProxyType(given) for name, given in known.items()}
    return replace(transcript, values=MappingProxyType(frozen))


def _turned(transcript: Transcript, names: Mapping[str, str]) -> Turned:
    said = [
        Saying(names.get(turn.speaker, turn.speaker), transcript.text[turn.start : turn.end], turn.time)
        for turn in transcript.turns
    ]
    return turns_of_sayings(said, transcript.layout, transcript.evidence, wordless=True)


def _with(transcript: Transcript, turned: Turned, known: Mapping[str, DraftSpeaker]) -> Transcript:
    speakers = tuple(
        replace(known[each.label], turns=each.turns) if each.label in known else each
        for each in turned.speakers
    )
    return replace(
        transcript, text=turned.text, turns=turned.turns, speakers=speakers, layout=turned.layout,
        evidence=turned.evidence,
    )  # fmt: skip
