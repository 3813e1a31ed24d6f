"""Cues in the order in which they are shown, and each word once where captions roll."""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from qualcode.importers.cues import Cue, Row

_ANEW = 60_000
_NEAR = 1_000
_TAIL = 60
_SHARE_OF_ROLLING = 0.25
_TELLING = 3


def in_order(cues: Sequence[Cue]) -> tuple[list[Cue], int]:
    """By when they begin, and how often time starts anew, as where several recordings are in one file."""
    parts: list[list[tuple[int, Cue]]] = [[]]
    latest = 0
    for cue in cues:
        time = latest if cue.start is None else cue.start
        if time < latest - _ANEW:
            parts.append([])
            latest = time
        latest = max(latest, time)
        parts[-1].append((time, cue))
    ordered = [cue for part in parts for _, cue in sorted(part, key=itemgetter(0))]
    return ordered, len(parts) - 1


def without_repeats(cues: Sequence[Cue]) -> tuple[list[Cue], bool]:
    """Each word once, and whether captions roll: each then shows words of the one before once more."""
    rolling = _rolls(cues)
    kept: list[Cue] = []
    tail: list[str] = []
    last: Cue | None = None
    for cue in cues:
        rows, words = cue.rows, _words(cue)
        if last and _follows(last, cue) and last.rows[-1].voice == cue.rows[0].voice:
            again = _overlap(tail, words)
            at_once = again == len(words) and _is_before(cue.start, last.end)
            if at_once or (rolling and _tells(again, last, words)):
                rows = _cut(rows, again)
                words = words[again:]
        else:
            tail = []
        tail = [*tail, *words][-_TAIL:]
        last = cue
        if rows:
            kept.append(cue._replace(rows=rows))
    return kept, rolling


def _rolls(cues: Sequence[Cue]) -> bool:
    """Whether many cues begin with words of the one before and go on; a phrase said again does not."""
    growing = 0
    for before, cue in pairwise(cues):
        words = _words(cue)
        again = _overlap(_words(before)[-_TAIL:], words) if _follows(before, cue) else 0
        growing += again < len(words) and _tells(again, before, words)
    return growing > _SHARE_OF_ROLLING * max(1, len(cues) - 1)


def _words(cue: Cue) -> list[str]:
    return [word for row in cue.rows for word in row.text.split()]


def _follows(before: Cue, cue: Cue) -> bool:
    return before.end is None or cue.start is None or cue.start <= before.end + _NEAR


def _is_before(time: int | None, other: int | None) -> bool:
    return time is not None and other is not None and time < other


def _overlap(before: Sequence[str], words: Sequence[str]) -> int:
    """How many words at the end of one are the beginning of the other."""
    for start in range(max(0, len(before) - len(words)), len(before)):
        if before[start] == words[0] and before[start:] == words[: len(before) - start]:
            return len(before) - start
    return 0


def _tells(again: int, before: Cue, words: Sequence[str]) -> bool:
    """Whether so many words again are no accident: several, a whole row, or all there are."""
    row = len(before.rows[-1].text.split())
    return again >= min(_TELLING, row, len(words))


def _cut(rows: Sequence[Row], words: int) -> tuple[Row, ...]:
    """The rows without so many words at the beginning."""
    left: list[Row] = []
    for row in rows:
        parts = row.text.split(maxsplit=words)
        whole = len(row.text.split())
        if words < whole:
            left.append(row._replace(text=parts[words] if words else row.text))
        words = max(0, words - whole)
    return tuple(left)
