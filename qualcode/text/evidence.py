"""What is told about the choice of a layout: by what it was chosen, and what to look at."""

import re
from collections.abc import Sequence

from qualcode.i18n import N_
from qualcode.model import DraftSpeaker, DraftTurn
from qualcode.text.labels import key
from qualcode.text.layouts import QUESTIONS
from qualcode.text.notices import Notice
from qualcode.text.paragraphs import Paragraphs
from qualcode.text.rows import Row, lines_of
from qualcode.text.speakers import Fit, not_taken
from qualcode.text.times import DASH

_NAMED = 5
_LONG_TURN = 5
_FEWEST_BOLD = 3
_FEWEST_DASHES = 4
_SHARE_OF_DASHES = 0.5
_DASHED = re.compile(rf"{DASH}\s?+[^\W\d_]")


def evidence_of(best: Fit | None, found: Paragraphs) -> str:
    """How many lines fit, and what else would."""
    second = next((fit for fit in found.ranked if fit is not best), None)
    facts = {"lines": len(found.rows), "numbers": len(found.numbers)}
    if best is None:
        return _nobody(second, facts)
    facts |= {"marked": len(best.marks), "speakers": len({key(mark.label) for mark in best.marks.values()})}
    if found.numbers:
        sentence = N_(
            "Numbered lines: {numbers} numbers were set aside; "
            "then {marked} of {lines} lines begin with one of {speakers} speakers."
        )
        return Notice(sentence, **facts)
    if second is None:
        sentence = N_(
            "{marked} of {lines} lines begin with one of {speakers} speakers; no other layout fits."
        )
        return Notice(sentence, **facts)
    sentence = N_(
        "{marked} of {lines} lines begin with one of {speakers} speakers; "
        "next best: “{second}”, {fewer} lines."
    )
    return Notice(sentence, **facts, second=second.layout.name, fewer=len(second.marks))


def _nobody(second: Fit | None, facts: dict[str, int]) -> str:
    if second:
        sentence = N_("Read without speakers, as was asked; “{second}” would fit {marked} of {lines} lines.")
        return Notice(sentence, **facts, second=second.layout.name, marked=len(second.marks))
    if facts["numbers"]:
        sentence = N_(
            "Numbered lines: {numbers} numbers were set aside; no line of {lines} begins with a speaker."
        )
        return Notice(sentence, **facts)
    return Notice(N_("No line of {lines} begins with a speaker."), **facts)


def notices_of(best: Fit | None, found: Paragraphs, speakers: Sequence[DraftSpeaker]) -> tuple[str, ...]:
    """What the researcher should look at."""
    notices: list[str] = []
    if best and best.doubtful:
        sentence = N_("Words that stand once before a colon were not taken for speakers: {labels}.")
        labels = ", ".join(f"“{label}:”" for label in best.doubtful[:_NAMED])
        notices.append(Notice(sentence, labels=labels))
    if best and (slips := {mark.slip: mark.label for mark in best.marks.values() if mark.slip}):
        sentence = N_("Labels with a slip were taken for the usual ones: {labels}.")
        labels = ", ".join(f"“{slip}” – “{label}”" for slip, label in list(slips.items())[:_NAMED])
        notices.append(Notice(sentence, labels=labels))
    notices += _not_taken(best, found.rows)
    if best and best.layout is QUESTIONS:
        notices.append(
            Notice(N_("Nobody is named: what is in bold was taken for questions, the rest for answers."))
        )
    if best is None:
        notices += [*_dialogue(found.rows), *_bold_questions(found.rows)]
    return (*notices, *nobody_asks(speakers))


def _not_taken(best: Fit | None, rows: Sequence[Row]) -> tuple[str, ...]:
    """Words that begin many lines before a colon, and are perhaps somebody the program does not know."""
    if not (labels := not_taken(lines_of(rows), best.marks if best else {})):
        return ()
    sentence = N_("Words that begin many lines before a colon were not taken for speakers: {labels}.")
    return (Notice(sentence, labels=", ".join(f"“{label}:”" for label in labels[:_NAMED])),)


def _dialogue(rows: Sequence[Row]) -> tuple[str, ...]:
    """Dashes alone do not say who speaks: three people may, or one on two lines."""
    dashes = sum(_DASHED.match(row.line.text) is not None for row in rows)
    if dashes < max(_FEWEST_DASHES, _SHARE_OF_DASHES * len(rows)):
        return ()
    sentence = N_(
        "{count} paragraphs begin with a dash, as in a conversation, but nobody is named; "
        "write names before the dashes to tell the speakers apart."
    )
    return (Notice(sentence, count=dashes),)


def _bold_questions(rows: Sequence[Row]) -> tuple[str, ...]:
    """Questions in bold that do not take turns with answers clearly enough."""
    bold = sum(row.line.bold == len(row.line.text) and row.line.text.endswith("?") for row in rows)
    if bold < _FEWEST_BOLD:
        return ()
    sentence = N_(
        "{count} paragraphs in bold are questions, but nobody is named; "
        "write names before the words to tell the speakers apart."
    )
    return (Notice(sentence, count=bold),)


def one_turn(turns: Sequence[DraftTurn], text: str) -> tuple[str, ...]:
    """A sentence where one speaker is said to say all of a longer text on end."""
    if len(turns) != 1 or not turns[0].speaker or text.count("\n") + 1 < _LONG_TURN:
        return ()
    sentence = N_("All of the text is one turn of “{speaker}”; look whether somebody else speaks in it.")
    return (Notice(sentence, speaker=turns[0].speaker),)


def nobody_asks(speakers: Sequence[DraftSpeaker]) -> tuple[str, ...]:
    """A sentence where there are speakers and none interviews."""
    if not speakers or any(speaker.role == "interviewer" for speaker in speakers):
        return ()
    return (Notice(N_("Nobody was recognised as the interviewer; say who asks the questions.")),)
