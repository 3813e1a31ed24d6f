"""Who asks and who answers: by the words of the label, else by the questions."""

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model import Role
from qualcode.text.labels import ANSWERS_TO, letter, role_word

_ASKS_OFTEN = 0.4
_ASKS_MORE = 2


class Said(NamedTuple):
    """What one speaker said, turn by turn."""

    label: str
    turns: Sequence[str]


class _Habit(NamedTuple):
    """How much of what one says is questions, and how briefly: compares in this order."""

    questions: float
    brevity: float
    speaker: int


def roles_of(speakers: Sequence[Said]) -> tuple[Role, ...]:
    """A guess for each. Labels that say it win; then whoever mostly asks, and briefly, interviews."""
    letters = {letter(said.label) for said in speakers} - {""}
    named = [_named(said.label, letters) for said in speakers]
    asker = None if "interviewer" in named else _asker(speakers, named)
    return tuple("interviewer" if i == asker else role or "respondent" for i, role in enumerate(named))


def _named(label: str, letters: set[str]) -> Role | None:
    if role := role_word(label):
        return role
    return "interviewer" if letters.intersection(ANSWERS_TO.get(letter(label), "")) else None


def _asker(speakers: Sequence[Said], named: Sequence[Role | None]) -> int | None:
    """The one who asks in two turns of five, twice as often as anybody else, and says less."""
    habits = [_habit(i, said.turns) for i, said in enumerate(speakers) if named[i] != "other"]
    asker = max((habit for habit in habits if named[habit.speaker] is None), default=None)
    others = [habit for habit in habits if habit is not asker]
    if asker is None or not others or asker.questions < _ASKS_OFTEN:
        return None
    more = asker.questions >= _ASKS_MORE * max(other.questions for other in others)
    return asker.speaker if more and asker.brevity > min(other.brevity for other in others) else None


def _habit(speaker: int, turns: Sequence[str]) -> _Habit:
    words = sum(len(turn.split()) for turn in turns)
    return _Habit(sum("?" in turn for turn in turns) / len(turns), -words / len(turns), speaker)
