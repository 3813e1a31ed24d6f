"""What passes between the program and the process that reads a file: JSON and bytes, never code.

A reader that a hostile file has taken over can at worst send a wrong text: nothing it sends is executed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from qualcode.importers import carried_codebooks, problems
from qualcode.importers.bundle import Member
from qualcode.importers.codebook_columns import CodebookSheet
from qualcode.importers.codebook_files import CodebookFile
from qualcode.importers.facesheet import FaceSheet
from qualcode.importers.problems import CannotRead, Unreadable
from qualcode.model import ROLES, DraftSpeaker, DraftTurn, Transcript
from qualcode.text.notices import Notice

Outcome = Transcript | FaceSheet | CodebookFile | CodebookSheet | tuple[Member, ...] | CannotRead

_PROBLEMS: dict[str, type[CannotRead]] = {
    name: kind
    for name, kind in vars(problems).items()
    if isinstance(kind, type) and issubclass(kind, CannotRead)
}


def packed(outcome: Outcome) -> tuple[bytes, ...]:
    """An outcome as bytes: a line of JSON, and after it the contents of a bundle’s members."""
    if isinstance(outcome, tuple):
        told = {"members": [[each.name, len(each.data)] for each in outcome]}
        return (_line(told), *(each.data for each in outcome))
    if isinstance(outcome, CannotRead):
        return (_line({"problem": type(outcome).__name__, "fields": _plain(vars(outcome))}),)
    if isinstance(outcome, CodebookFile | CodebookSheet):
        return (_line(carried_codebooks.told(outcome)),)
    kind = "transcript" if isinstance(outcome, Transcript) else "sheet"
    return (_line({kind: {each.name: _plain(getattr(outcome, each.name)) for each in fields(outcome)}}),)


def unpacked(file: str, data: bytes) -> Outcome:
    """The outcome again, each value of the kind it should be; raises ValueError for anything else."""
    end = data.find(b"\n")
    line, rest = data[:end], memoryview(data)[end + 1 :]
    told = json.loads(line)
    match told:
        case {"problem": str(name), "fields": dict(values)}:
            return _problem(file, name, values)
        case {"transcript": dict(values)}:
            return _transcript(values)
        case {"sheet": dict(values)}:
            return _sheet(values)
        case {"codebook": dict(values)}:
            return carried_codebooks.codebook_file(values)
        case {"codes": dict(values)}:
            return carried_codebooks.codebook_sheet(values)
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
        problem = kind(**values)
        str(problem)
    except (TypeError, KeyError, ValueError):
        return Unreadable(file)
    return problem


def _transcript(values: Mapping[str, Any]) -> Transcript:
    texts = {
        each.name: _said(values[each.name])
        for each in fields(Transcript)
        if each.name not in {"turns", "speakers", "values", "warnings"}
    }
    length = len(texts["text"])
    return Transcript(
        **texts,
        turns=tuple(_turn(turn, length) for turn in values["turns"]),
        speakers=tuple(_speaker(speaker) for speaker in values["speakers"]),
        values=MappingProxyType(
            {
                str(case): MappingProxyType({str(name): str(value) for name, value in given.items()})
                for case, given in values["values"].items()
            }
        ),
        warnings=tuple(_said(each) for each in values["warnings"]),
    )


def _turn(told: list[Any], length: int) -> DraftTurn:
    start, end, speaker, time = told
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise ValueError("a turn lies outside the text")
    return DraftTurn(start, end, str(speaker), None if time is None else int(time))


def _speaker(told: list[Any]) -> DraftSpeaker:
    label, role, turns, case = told
    if role not in ROLES:
        raise ValueError("there is no such role")
    return DraftSpeaker(str(label), role, int(turns), str(case))


def _sheet(values: Mapping[str, Any]) -> FaceSheet:
    return FaceSheet(
        file=str(values["file"]),
        columns=tuple(map(str, values["columns"])),
        rows=tuple(tuple(map(str, row)) for row in values["rows"]),
        numbers=tuple(map(int, values["numbers"])),
        notices=tuple(_said(each) for each in values["notices"]),
    )


def _members(members: list[Any], rest: memoryview) -> tuple[Member, ...]:
    found, at = [], 0
    for name, length in members:
        found.append(Member(str(name), bytes(rest[at : at + int(length)])))
        at += int(length)
    return tuple(found)


def _said(value: Any) -> str:
    """A sentence as it was told."""
    if not isinstance(value, dict):
        return str(value)
    template, given = str(value["template"]), value["values"]
    if _FORMATTED.search(template) or not all(isinstance(each, str | int | float) for each in given.values()):
        raise ValueError("a sentence with more than names in its braces")
    return Notice(template, **{str(name): each for name, each in given.items()})


_FORMATTED = re.compile(r"\{(?![a-z_]+\})")
