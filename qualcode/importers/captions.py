"""Captions (srt, vtt): pieces of sentences with times become turns of speakers in flowing paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.content import Content
from qualcode.importers.cues import Captions, Cue, parsed
from qualcode.importers.flow import Piece, flowing, together
from qualcode.importers.plain import read_plain, text_of_bytes
from qualcode.importers.rolling import in_order, without_repeats
from qualcode.text.labels import LONGEST, key, likely_role, shape
from qualcode.text.layouts import COLON, NO_SPEAKERS
from qualcode.text.lines import Mark
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice
from qualcode.text.speakers import fit_of
from qualcode.text.turns import Line

VOICES = N_("captions with voices")
UNKNOWN = "Unknown speaker"
_SHOWN = 3
_LONGEST_NOTE = 100


def read_captions(file: str, data: bytes, encoding: str = "") -> Content:
    text, encoding, notices = text_of_bytes(file, data, encoding)
    cleaned = canonical(text)
    web = Path(file).suffix.lower() == ".vtt"
    captions = parsed(cleaned.text, web=web)
    if not captions.timed and (captions.cues or not captions.headed):
        return _as_plain(read_plain(file, data, encoding))
    cues, parts = in_order(captions.cues)
    cues, rolling = without_repeats(cues)
    found = _with_voices(cues) or _with_labels(cues)
    told = (
        *notices,
        *cleaned.notices,
        *_notices(captions, parts, rolling=rolling, web=web),
        *_nameless(found.pieces),
    )
    facts = {"language": captions.language} if captions.language else {}
    return Content(
        found.lines, flowing(found.pieces), found.layout, found.evidence,
        encoding=encoding, notices=told, facts=facts,
    )  # fmt: skip


def _as_plain(content: Content) -> Content:
    notice = Notice(N_("No times of captions were found; the file was read as plain text."))
    return Content(content.lines, encoding=content.encoding, notices=(*content.notices, notice))


def _notices(captions: Captions, parts: int, *, rolling: bool, web: bool) -> Iterator[str]:
    if web and not captions.headed:
        yield Notice(N_("The file does not begin with “WEBVTT” as it should; it was read all the same."))
    if captions.notes:
        different = [note[:_LONGEST_NOTE] for note in dict.fromkeys(captions.notes) if note]
        sentence = N_("Notes between the captions are not part of the text ({count}): {notes}")
        yield Notice(sentence, count=len(captions.notes), notes=" · ".join(different[:_SHOWN]))
    if garbled := sum(cue.start is None for cue in captions.cues):
        yield Notice(N_("Captions whose time cannot be read: {count}. Their words are kept."), count=garbled)
    if rolling:
        yield Notice(N_("The captions roll: words that are shown again in the next one were taken once."))
    if parts:
        sentence = N_("The times start anew {count} times; each part was kept in its place.")
        yield Notice(sentence, count=parts)


def _nameless(pieces: Sequence[Piece]) -> Iterator[str]:
    if count := sum(piece.speaker == UNKNOWN for piece in pieces):
        sentence = N_("Captions of somebody whose name is missing: {count}; they are given to “{speaker}”.")
        yield Notice(sentence, count=count, speaker=UNKNOWN)


class _Found(NamedTuple):
    """What was found of who speaks."""

    pieces: list[Piece]
    layout: str
    evidence: str
    lines: Sequence[Line] = ()
    """The same with labels left in, for another layout to be sought."""


# -- voices --------------------------------------------------------------------------------------------

_OFTEN = 5


def _with_voices(cues: Sequence[Cue]) -> _Found | None:
    """What “<v Anna>” tells; a cue without a voice goes on with the one before."""
    voices = [cue.rows[0].voice for cue in cues]
    if not any(row.voice is not None for cue in cues for row in cue.rows):
        return None
    pieces = list(together(_voiced(cues, goes_on=_goes_on(voices))))
    evidence = Notice(
        N_("{marked} of {lines} captions name a voice; different voices: {speakers}."),
        marked=len(voices) - voices.count(None), lines=len(voices),
        speakers=len({piece.speaker for piece in pieces} - {""}),
    )  # fmt: skip
    return _Found(pieces, VOICES, evidence)


def _voiced(cues: Sequence[Cue], *, goes_on: bool) -> Iterator[tuple[int, Piece]]:
    names: dict[str, str] = {}
    speaker = ""
    for number, cue in enumerate(cues):
        for row in cue.rows:
            if row.voice is not None:
                label = " ".join(row.voice.split()) or UNKNOWN
                speaker = names.setdefault(key(label), label)
            elif not goes_on:
                speaker = ""
            yield number, Piece(speaker, row.text, cue.start, cue.end, _is_dialogue(row.text))


def _goes_on(names: Sequence[str | None]) -> bool:
    """Whether a caption without a name is said by the one before it.

    Not so where names are given again and again for captions of one speaker: there it is nobody's.
    """
    again = sum(a is not None and a == b for a, b in pairwise(names))
    return again < _OFTEN * names.count(None)


_DIALOGUE = re.compile(r"[-–—]\s*+[^\W_]")


def _is_dialogue(text: str) -> bool:
    """“- Are you coming?” begins with a capital; “— это город” goes on."""
    found = _DIALOGUE.match(text)
    return found is not None and not text[found.end() - 1].islower()


# -- labels --------------------------------------------------------------------------------------------

_SQUARE = N_("[name] words")
_SIGN = re.compile(r"(?:>{2,3}|[-–—])\s*+")
_BRACKET = re.compile(r"[(\[](?P<label>[^()\[\]:]{1,60})[)\]]\s?:?")
_SHARE_OF_BRACKETS = 1 / 3
_HALF = 0.5
_MOST = 0.8
_FEW_CUES = 4
_FEW_WORDS = 3


class _Said(NamedTuple):
    text: str
    cue: Cue
    number: int
    """The cue's."""
    first: bool
    """Whether it is the first row of its cue."""


def _with_labels(cues: Sequence[Cue]) -> _Found:
    """What “Anna: words”, “[Anna] words”, “>> ANNA: words” tell: until the next label the speaker stays."""
    said = [
        _Said(row.text, cue, number, i == 0)
        for number, cue in enumerate(cues)
        for i, row in enumerate(cue.rows)
    ]
    bracketed, own = _in_brackets(said), _own_rows(said)
    lines = [
        Line(_as_label(each.text, bracketed=bracketed) + (":" if number in own else ""))
        for number, each in enumerate(said)
    ]
    marks = _marks(lines, [each.first for each in said], bracketed=bracketed)
    if not marks:
        evidence = Notice(N_("Captions: {lines}; none of them names a speaker."), lines=len(cues))
        return _Found(list(together(_labelled(said, {}))), NO_SPEAKERS, evidence)
    evidence = Notice(
        N_("{marked} of {lines} captions name a speaker; different speakers: {speakers}."),
        marked=len({said[number].number for number in marks}), lines=len(cues),
        speakers=len({key(mark.label) for mark in marks.values()}),
    )  # fmt: skip
    layout = _SQUARE if bracketed else COLON.name
    whole = flowing(list(together(_with_label(said, marks))))
    lines = [Line(paragraph.text, time=paragraph.time) for paragraph in whole]
    return _Found(list(together(_labelled(said, marks))), layout, evidence, lines)


def _in_brackets(said: Sequence[_Said]) -> bool:
    """Whether names stand in brackets; “[laughs]” does too, but not before every third caption."""
    firsts = [each.text for each in said if each.first]
    found = [match["label"] for text in firsts if (match := _BRACKET.match(text))]
    return sum(_may_name(label) for label in found) >= _SHARE_OF_BRACKETS * len(firsts)


def _own_rows(said: Sequence[_Said]) -> set[int]:
    """Names that have a row of their own above the words, where most captions have one."""
    rows = {
        number: key(each.text)
        for number, each in enumerate(said)
        if each.first and len(each.cue.rows) > 1 and len(each.text) <= LONGEST and _may_name(each.text)
    }
    times = Counter(rows.values())
    named = {number for number, name in rows.items() if times[name] > 1}
    several = len({rows[number] for number in named}) > 1
    return named if several and len(named) >= _HALF * (said[-1].number + 1) else set()


def _may_name(label: str) -> bool:
    return bool(shape(label.strip()) or likely_role(label.strip()))


def _as_label(text: str, *, bracketed: bool) -> str:
    """The row as a layout reads labels, as long as before: no signs above it, a colon for brackets."""
    if sign := _SIGN.match(text):
        text = " " * sign.end() + text[sign.end() :]
    if bracketed and (found := _BRACKET.match(text)):
        text = f" {found['label']}:".ljust(found.end()) + text[found.end() :]
    return text


def _marks(lines: Sequence[Line], firsts: Sequence[bool], *, bracketed: bool) -> dict[int, Mark]:
    """Labels that repeat as names do; where most captions begin with one, any that may be a name.

    Where nearly all do, also “iPhone (2)” and “aigul_k”: meetings give people the names of their devices.
    """
    found = {number: mark for number in range(len(lines)) if (mark := COLON.find(lines, number))}
    if not found:
        return {}
    named = {number: mark for number, mark in found.items() if _may_name(mark.label)}
    fitting = fit_of(COLON, lines).marks
    accepted = {key(mark.label) for mark in fitting.values()}
    cues = sum(firsts)
    if sum(firsts[number] for number in named) >= _HALF * cues:
        accepted |= {key(mark.label) for mark in named.values()}
    leading = [mark.label for number, mark in found.items() if firsts[number]]
    if not bracketed and cues >= _FEW_CUES and len(leading) >= _MOST * cues:
        times = Counter(map(key, leading))
        accepted |= {key(label) for label in leading if times[key(label)] > 1 or not _is_speech(label)}
    return {number: mark for number, mark in found.items() if key(mark.label) in accepted} | fitting


def _is_speech(label: str) -> bool:
    """“he said”: small letters only, or many words."""
    return label.replace(" ", "").islower() or len(label.split()) > _FEW_WORDS


def _labelled(said: Sequence[_Said], marks: Mapping[int, Mark]) -> Iterator[tuple[int, Piece]]:
    """What is said by whom, labels cut off. “>>” alone is somebody else."""
    firsts = [marks.get(number) for number, each in enumerate(said) if each.first]
    goes_on = _goes_on([mark and key(mark.label) for mark in firsts])
    names: dict[str, str] = {}
    speaker, dialogue = "", False
    for number, (text, cue, of, first) in enumerate(said):
        mark = marks.get(number)
        changes = text.startswith(">>")
        if mark:
            label = " ".join(mark.label.split())
            speaker = names.setdefault(key(label), label)
        elif changes and marks:
            speaker = UNKNOWN
        elif first and not goes_on:
            speaker = ""
        fresh = changes or _is_dialogue(text) or (first and dialogue)
        words = _words(text, mark) if marks else text
        yield of, Piece(speaker, words, cue.start, cue.end, fresh)
        dialogue = _is_dialogue(text)


def _words(text: str, mark: Mark | None) -> str:
    return text[mark.at :].strip() if mark else text.lstrip("> ") if text.startswith(">>") else text


def _with_label(said: Sequence[_Said], marks: Mapping[int, Mark]) -> Iterator[tuple[int, Piece]]:
    """The same with labels, said by nobody."""
    for number, (text, cue, of, _) in enumerate(said):
        fresh = number in marks or text.startswith(">>") or _is_dialogue(text)
        yield of, Piece("", text, cue.start, cue.end, fresh)
