"""A long transcript is corrected a part at a time, or one word of it everywhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.model import DraftSpeaker, DraftTurn, Transcript

PART = 8_000
"""Characters of a part: what is comfortable in a text field."""


def parts_of(transcript: Transcript, size: int = PART) -> list[tuple[int, int]]:
    """The turns, `[first, last)`, as parts of about so many characters; a turn is never divided."""
    parts: list[tuple[int, int]] = []
    first = start = 0
    for number, turn in enumerate(transcript.turns):
        if number > first and turn.end - start > size:
            parts.append((first, number))
            first = number
        if number == first:
            start = turn.start
    return [*parts, (first, len(transcript.turns))]


def part(transcript: Transcript, first: int, last: int) -> Transcript:
    """Some of the turns as a transcript of their own."""
    turns = transcript.turns[first:last]
    if not turns:
        return replace(transcript, text="", turns=())
    begin, end = turns[0].start, turns[-1].end
    return replace(transcript, text=transcript.text[begin:end], turns=_shifted(turns, -begin))


def with_part(transcript: Transcript, first: int, last: int, corrected: Transcript) -> Transcript:
    """The transcript with some of its turns replaced; all else stays as it is, letter by letter."""
    turns = transcript.turns
    if not turns:
        return replace(transcript, text=corrected.text, turns=corrected.turns, speakers=corrected.speakers)
    before = transcript.text[: turns[first].start]
    after = transcript.text[turns[last - 1].end :]
    if not corrected.turns:  # a part that is gone leaves no empty line
        before, after = (before[:-1], after) if before else (before, after.removeprefix("\n"))
    shift = len(before) + len(corrected.text) + len(after) - len(transcript.text)
    text = before + corrected.text + after
    middle = _shifted(corrected.turns, len(before))
    joined = tuple(_joined([*turns[:first], *middle, *_shifted(turns[last:], shift)], transcript))
    return replace(transcript, text=text, turns=joined, speakers=_speakers(joined, transcript, corrected))


def _shifted(turns: Sequence[DraftTurn], by: int) -> tuple[DraftTurn, ...]:
    return tuple(replace(turn, start=turn.start + by, end=turn.end + by) for turn in turns)


def _joined(turns: Sequence[DraftTurn], before: Transcript) -> Iterator[DraftTurn]:
    """Neighbouring turns of one speaker become one, unless they stood so before."""
    apart = {
        one.speaker
        for one, other in zip(before.turns, before.turns[1:], strict=False)
        if one.speaker == other.speaker
    }
    last: DraftTurn | None = None
    for turn in turns:
        if last is not None and turn.speaker and turn.speaker == last.speaker and turn.speaker not in apart:
            last = replace(last, end=turn.end)
            continue
        if last is not None:
            yield last
        last = turn
    if last is not None:
        yield last


def _speakers(
    turns: Sequence[DraftTurn], transcript: Transcript, corrected: Transcript
) -> tuple[DraftSpeaker, ...]:
    """Those who speak; whoever was known stays who they were."""
    known = {each.label: each for each in (*corrected.speakers, *transcript.speakers)}
    labels = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    said = [turn.speaker for turn in turns]
    return tuple(replace(known[label], turns=said.count(label)) for label in labels)


# -- one word, everywhere ------------------------------------------------------------------------------------


def turns_with(transcript: Transcript, words: str) -> list[int]:
    """Which turns hold these words, capitals or not."""
    wanted = words.casefold()
    return [
        number
        for number, turn in enumerate(transcript.turns)
        if wanted in transcript.text[turn.start : turn.end].casefold()
    ]


def replaced(transcript: Transcript, words: str, by: str, *, whole: bool = True) -> tuple[Transcript, int]:
    """The transcript with other words in the place of some, everywhere, and how often; capitals count.

    `whole`: only where they stand as words of their own. Speakers’ labels stay.
    """
    pattern = re.escape(words)
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    found = [match.span() for match in re.finditer(pattern, transcript.text)]
    if not words or not found:
        return transcript, 0
    text = "".join(_pieces(transcript.text, found, by))
    grown = len(by) - len(words)
    ends = [end for _, end in found]

    def moved(place: int) -> int:
        return place + grown * sum(end <= place for end in ends)

    turns = tuple(replace(turn, start=moved(turn.start), end=moved(turn.end)) for turn in transcript.turns)
    return replace(transcript, text=text, turns=turns), len(found)


def _pieces(text: str, found: Sequence[tuple[int, int]], by: str) -> Iterator[str]:
    last = 0
    for start, end in found:
        yield text[last:start]
        yield by
        last = end
    yield text[last:]
