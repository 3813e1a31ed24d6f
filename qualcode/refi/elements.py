"""The codes and sets of a REFI-QDA file as they stand there, whichever program wrote them.

Programs differ in namespaces, in braces and capitals of GUIDs, and in what a set names its members by;
a project holds the same elements further inside. Nothing here is recursive: a file may nest thousands deep.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from qualcode.codebook import Problem
from qualcode.i18n import N_
from qualcode.refi.writing import OWN

MOST_CODES = 10_000
_DEEPEST = 1_000
"""Elements inside each other: no honest file has more."""
_ROOTS = {"CodeBook", "Project"}


@dataclass(slots=True)
class Code:
    parent: int | None
    """Its place among the codes."""
    has: dict[str, str]
    """Attributes by name in small letters."""
    description: str = ""


@dataclass(slots=True)
class CodeSet:
    has: dict[str, str]
    description: str = ""
    members: list[str] = field(default_factory=list)
    """GUIDs."""


@dataclass(slots=True)
class Elements:
    codes: list[Code] = field(default_factory=list)
    sets: list[CodeSet] = field(default_factory=list)
    name: str = ""
    """Of a project."""
    own: dict[str, str] = field(default_factory=dict)
    """What we have written ourselves: name, language, description."""


class Refused(Exception):
    """The file is not read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def elements(data: bytes) -> Elements:
    """The elements of a file. Raises Refused."""
    return _Parsing().parsed(data.lstrip(b" \t\r\n"))


class _Parsing:
    def __init__(self) -> None:
        self.found = Elements()
        self.stack: list[tuple[str, Code | CodeSet | None]] = []
        self.text: list[str] | None = None
        self.places: dict[int, int] = {}
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        self.parser = parser

    def parsed(self, data: bytes) -> Elements:
        try:
            self.parser.Parse(data, True)
        except ExpatError as error:
            sentence = _ENDS_EARLY if self.stack else _NOT_XML
            raise Refused(Problem(error.lineno, sentence)) from error
        except (LookupError, ValueError, UnicodeError) as error:  # of the encoding it says it has
            raise Refused(Problem(1, _NOT_XML)) from error
        return self.found

    def start(self, tag: str, has: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        above, holder = self.stack[-1] if self.stack else ("", None)
        made: Code | CodeSet | None = None
        if not self.stack:
            self.root(name, has)
        if len(self.stack) >= _DEEPEST:
            raise self.refused(
                N_("The elements of this file lie too deep in each other: more than {deepest}."),
                deepest=_DEEPEST,
            )
        if name == "Code" and above in {"Codes", "Code"}:
            made = self.code(holder, has)
        elif name == "Set" and above == "Sets":
            made = CodeSet(_small(has))
            self.found.sets.append(made)
        elif name == "MemberCode" and isinstance(holder, CodeSet):
            known = _small(has)
            holder.members.append(known.get("guid", "") or known.get("targetguid", ""))
        elif name == "Description" and holder is not None:
            self.text = []
        self.stack.append((name, made))

    def root(self, name: str, has: dict[str, str]) -> None:
        if name not in _ROOTS:
            raise self.refused(
                N_("This is not a REFI-QDA codebook: it begins with “{element}”, not “CodeBook”."),
                element=name[:40],
            )
        self.found.name = _small(has).get("name", "") if name == "Project" else ""

    def code(self, above: Code | CodeSet | None, has: dict[str, str]) -> Code:
        if len(self.found.codes) >= MOST_CODES:
            raise self.refused(
                N_("There are more than {limit} codes in this file; nobody can work with so many."),
                limit=MOST_CODES,
            )
        made = Code(self.places[id(above)] if isinstance(above, Code) else None, _small(has))
        self.places[id(made)] = len(self.found.codes)
        self.found.codes.append(made)
        return made

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, _tag: str) -> None:
        self.stack.pop()
        holder = self.stack[-1][1] if self.stack else None
        if self.text is not None and holder is not None:
            holder.description = "".join(self.text)
            self.text = None

    def doctype(self, *_: object) -> None:
        raise self.refused(
            N_("The file brings definitions of its own (DOCTYPE), as attacks do; export it anew.")
        )

    def instruction(self, target: str, data: str) -> None:
        if target != OWN:
            return
        try:
            told: Any = json.loads(data)
        except (ValueError, RecursionError):  # somebody else's, or spoilt: it is not needed
            return
        if isinstance(told, dict):
            self.found.own = {str(key): value for key, value in told.items() if isinstance(value, str)}

    def refused(self, template: str, **values: str | int) -> Refused:
        return Refused(Problem(self.parser.CurrentLineNumber, template, values))


_NOT_XML = N_("This is not a REFI-QDA codebook: it is not XML.")
_ENDS_EARLY = N_("The file is damaged from here on, or was not copied completely; export it anew.")


def _small(has: dict[str, str]) -> dict[str, str]:
    return {name.rpartition(":")[2].lower(): value for name, value in has.items()}
