"""What passes between the program and the process that reads a file: JSON and bytes, never code.

A reader that a hostile file has taken over can at worst send a wrong text: nothing it sends is executed.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from qualcode.importers import problems
from qualcode.importers.bundle import Member
from qualcode.importers.facesheet import FaceSheet
from qualcode.importers.problems import CannotRead, Unreadable
from qualcode.model import DraftSpeaker, DraftTurn, Transcript
from qualcode.text.notices import Notice

Outcome = Transcript | FaceSheet | tuple[Member, ...] | CannotRead

_PROBLEMS: dict[str, type[CannotRead]] = {
    name: kind
    for name, kind in vars(problems).items()
    if isinstance(kind, type) and issubclass(kind, CannotRead)
}


def packed(outcome: Outcome) -> bytes:
    """An outcome as bytes; the contents of a bundle's members follow the JSON line."""
    if isinstance(outcome, tuple):
        told = {"members": [[each.name, len(each.data)] for each in outcome]}
        return _line(told) + b"".join(each.data for each in outcome)
    if isinstance(outcome, CannotRead):
        return _line({"problem": type(outcome).__name__, "fields": _plain(vars(outcome))})
    kind = "transcript" if isinstance(outcome, Transcript) else "sheet"
    return _line({kind: {each.name: _plain(getattr(outcome, each.name)) for each in fields(outcome)}})


def unpacked(file: str, data: bytes) -> Outcome:
    """The outcome again, each value of the kind it should be; raises ValueError for anything else."""
    line, _, rest = data.partition(b"\n")
    told = json.loads(line)
    match told:
        case {"problem": str(name), "fields": dict(values)}:
            return _problem(file, name, values)
        case {"transcript": dict(values)}:
            return _transcript(values)
        case {"sheet": dict(values)}:
            return _sheet(values)
        case {"members": list(members)}:
            return _members(members, rest)
        case _:
            raise ValueError(line[:100])


def _line(told: object) -> bytes:
    return json.dumps(told).encode("ascii") + b"\n"


def _plain(value: Any) -> Any:
    """Notices as their template and values, everything else as JSON has it."""
    if isinstance(value, Notice):
        return {"template": value.template, "values": dict(value.values)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, DraftTurn | DraftSpeaker):
        return [getattr(value, name) for name in value.__slots__]
    return value


def _problem(file: str, name: str, values: Mapping[str, Any]) -> CannotRead:
    kind = _PROBLEMS.get(name)
    if kind is None or not all(isinstance(value, str | int) for value in values.values()):
        return Unreadable(file)
    try:
        return kind(**values)
    except TypeError:
        return Unreadable(file)


def _transcript(values: Mapping[str, Any]) -> Transcript:
    texts = {
        each.name: _said(values[each.name])
        for each in fields(Transcript)
        if each.name not in {"turns", "speakers", "values", "warnings"}
    }
    return Transcript(
        **texts,
        turns=tuple(DraftTurn(*turn) for turn in values["turns"]),
        speakers=tuple(DraftSpeaker(*speaker) for speaker in values["speakers"]),
        values=MappingProxyType(
            {str(case): MappingProxyType(dict(given)) for case, given in values["values"].items()}
        ),
        warnings=tuple(_said(each) for each in values["warnings"]),
    )


def _sheet(values: Mapping[str, Any]) -> FaceSheet:
    return FaceSheet(
        file=str(values["file"]),
        columns=tuple(map(str, values["columns"])),
        rows=tuple(tuple(map(str, row)) for row in values["rows"]),
        numbers=tuple(map(int, values["numbers"])),
        notices=tuple(_said(each) for each in values["notices"]),
    )


def _members(members: list[Any], rest: bytes) -> tuple[Member, ...]:
    found, at = [], 0
    for name, length in members:
        found.append(Member(str(name), rest[at : at + int(length)]))
        at += int(length)
    return tuple(found)


def _said(value: Any) -> str:
    """A sentence as it was told."""
    if isinstance(value, dict):
        return Notice(str(value["template"]), **{str(k): v for k, v in value["values"].items()})
    return str(value)
