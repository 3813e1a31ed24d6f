"""What goes to the browser, made small.

What stands beside the codings (the text, the codebook, cards, memos, the pane's words) goes once, and each
part again only when it has changed. The browser says with every message which state it has, by a mark;
should a message be lost on the way, the next is made from what it really has.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

PASSING = ("segs", "ack", "heard", "goto")
"""What goes with each message. Everything else stands beside."""
STATES = 4
"""How many states of a browser are remembered: its latest, and those it may still speak of."""


@dataclass
class Sent:
    """What a browser tab has been sent: for each of its latest states the mark of every part."""

    states: dict[str, dict[str, str]] = field(default_factory=dict)

    def marks(self, state: str | None) -> Mapping[str, str]:
        """The parts a browser in that state has; none if the state is not known."""
        return self.states.get(state or "", {})

    def keep(self, state: str, marks: dict[str, str]) -> None:
        self.states.pop(state, None)
        self.states[state] = marks
        for old in list(self.states)[:-STATES]:
            del self.states[old]


def packed(data: Mapping[str, Any], known: Mapping[str, str], sent: Sent, had: str | None) -> dict[str, Any]:
    """A message for a browser in the state `had`.

    Args:
        data: All the pane is to know.
        known: The marks of large parts, so that they need not be read through each time.
        sent: What this tab has been sent; the new state is added.
        had: The mark of the state the browser said it was in.

    """
    beside = {name: part for name, part in data.items() if name not in PASSING}
    marks = {name: known.get(name) or mark_of(part) for name, part in beside.items()}
    state, before = mark_of(marks), sent.marks(had)
    sent.keep(state, marks)
    message: dict[str, Any] = {"segs": _segments(data), "heard": data["heard"], "beside": [state]}
    if state != had:
        news = {name: part for name, part in beside.items() if before.get(name) != marks[name]}
        message["beside"] += [had if before else None, news]
    if data["ack"] and data["ack"]["client"] == data["heard"][0]:
        message["ack"] = _trimmed([data["ack"][name] for name in ("seq", "errors", "said")])
    if data["goto"]:
        message["goto"] = data["goto"]
    return message


def mark_of(part: object) -> str:
    return sha256(json.dumps(part, ensure_ascii=False).encode()).hexdigest()[:10]


def _segments(data: Mapping[str, Any]) -> list[Any]:
    """From which action to which, the codings there, those gone; codes and coders by their places."""
    segs = data["segs"]
    codes = {row[0]: place for place, row in enumerate(data["codes"])}
    coders = {row[0]: place for place, row in enumerate(data["coders"])}
    rows = [
        _trimmed([id_, codes.get(code, code), start, end, coders.get(coder, coder), *more])
        for id_, code, start, end, coder, *more in segs["up"]
    ]
    return _trimmed([segs["base"], segs["rev"], rows, segs["del"]])


def _trimmed(row: Sequence[Any]) -> list[Any]:
    """Without the empty places at its end; zero is not empty."""
    kept = list(row)
    while kept and kept[-1] in ("", [], None):
        kept.pop()
    return kept
