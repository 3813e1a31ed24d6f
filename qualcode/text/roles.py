"""Who asks and who answers: by the words of the label, else by the questions."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qualcode.model import Role
from qualcode.text.labels import ANSWERS_TO, is_voice, letter, role_word
from qualcode.text.lexicon import ASKING, ASKING_AT_THE_END

_ASKS_OFTEN = 0.4
_ASKS_MORE = 2
_MOST_ASKERS = 3
_BEGINNING = 3


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
    askers = set() if "interviewer" in named else _askers(speakers, named)
    return tuple("interviewer" if i in askers else role or "respondent" for i, role in enumerate(named))


def _named(label: str, letters: set[str]) -> Role | None:
    if role := role_word(label):
        return None if is_voice(label) else role
    return "interviewer" if letters.intersection(ANSWERS_TO.get(letter(label), "")) else None


def _askers(speakers: Sequence[Said], named: Sequence[Role | None]) -> set[int]:
    """Those who ask in two turns of five, twice as often as anybody else, and say less; mostly one."""
    asks = _has_sign if any("?" in turn for said in speakers for turn in said.turns) else _sounds_asked
    habits = [_habit(i, said.turns, asks) for i, said in enumerate(speakers) if named[i] != "other"]
    unnamed = sorted((habit for habit in habits if named[habit.speaker] is None), reverse=True)
    for many in range(1, min(_MOST_ASKERS, len(unnamed)) + 1):
        askers = unnamed[:many]
        others = [habit for habit in habits if habit not in askers]
        if others and _ask_and_listen(askers, others):
            return {habit.speaker for habit in askers}
    return _left_to_ask(habits, unnamed)


def _left_to_ask(habits: Sequence[_Habit], unnamed: Sequence[_Habit]) -> set[int]:
    """The only one who is not called a respondent (“Dan” beside “Participant”), if nobody asks more."""
    others = [habit.questions for habit in habits if habit not in unnamed]
    left = len(unnamed) == 1 and bool(others) and unnamed[0].questions > max(others)
    return {unnamed[0].speaker} if left else set()


def _ask_and_listen(askers: Sequence[_Habit], others: Sequence[_Habit]) -> bool:
    fewest = min(habit.questions for habit in askers)
    most = max(habit.questions for habit in others)
    longest = min(habit.brevity for habit in others)
    return (
        fewest >= _ASKS_OFTEN
        and fewest >= _ASKS_MORE * most
        and all(habit.brevity > longest for habit in askers)
    )


def _habit(speaker: int, turns: Sequence[str], asks: Callable[[str], bool]) -> _Habit:
    words = sum(len(turn.split()) for turn in turns)
    return _Habit(sum(map(asks, turns)) / len(turns), -words / len(turns), speaker)


def _has_sign(turn: str) -> bool:
    return "?" in turn


def _sounds_asked(turn: str) -> bool:
    """Whether it begins or ends as questions do; programs for speech write no question marks."""
    words = turn.casefold().split()
    return bool(words) and (not ASKING.isdisjoint(words[:_BEGINNING]) or words[-1] in ASKING_AT_THE_END)
