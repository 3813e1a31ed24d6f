"""Studies drawn in the docstring of a test.

`drawn`: a line is a turn of ten characters, its words are the codes given to the whole of it, `-` is none.

    == Korday | villager | kk       a source begins (not needed for a single one)
    Aigul: Fear Trust@Bolat         Aigul speaks; Trust was given by the coder Bolat, Fear by Aida
    I: Fear                         an interviewer: neither the turn nor what was coded in it is there
    Conflict/Water                  a turn of nobody known; Water stands below the heading Conflict
    Aigul is village=Korday sex=f   the values of a case

`ruled`: a column is a character, `.` is nothing.

    == Korday | villager | kk
    talk        AAAAAAIIIIBBBB      Aigul, Bek and so on by their letter; ? is nobody known, I the interviewer
    words       ^..^..^..^...^      where words begin
    Fear        ====...===....      two codings by Aida
    Trust@Bolat .==...........
"""

import inspect
import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pytest

from qualcode.coded import Coded, Codings, Turns
from qualcode.model import Case, CaseId, Code, CodeId, Coder, CoderId, Selection, Source, SourceId

TURN = 10
FIRST_CODER = "Aida"


@dataclass
class Drawing:
    sources: list[Source] = field(default_factory=list)
    cases: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    parents: dict[str, str] = field(default_factory=dict)
    coders: list[str] = field(default_factory=lambda: [FIRST_CODER])
    turns: list[tuple[int, int, int, int, str | None]] = field(default_factory=list)
    codings: list[tuple[int, int, int, str, str]] = field(default_factory=list)
    words: dict[int, list[int]] = field(default_factory=dict)

    @property
    def source(self) -> int:
        if not self.sources:
            self.add_source("Korday", "villager", "kk")
        return len(self.sources) - 1

    def add_source(self, name, group="villager", language="kk"):
        self.sources.append(Source(SourceId(name), name, group, language))

    def add_coding(self, start, end, mark):
        code, _, coder = mark.partition("@")
        self.add_code(code)
        coder = coder or FIRST_CODER
        if coder not in self.coders:
            self.coders.append(coder)
        self.codings.append((self.source, start, end, code, coder))

    def add_code(self, path):
        parent, _, _ = path.rpartition("/")
        if parent:
            self.add_code(parent)
        self.parents[path] = parent

    def add_turn(self, start, end, speaker):
        number = sum(turn[0] == self.source for turn in self.turns) + 1
        self.turns.append((self.source, start, end, number, speaker))
        if speaker:
            self.cases[speaker]

    def coded(self) -> Coded:
        codes, cases = list(self.parents), list(self.cases)
        turns = [
            (source, start, end, number, cases.index(who) if who else -1, 0)
            for source, start, end, number, who in self.turns
        ]
        codings = sorted(
            (source, start, end, codes.index(code), self.coders.index(coder))
            for source, start, end, code, coder in self.codings
            if any(t[0] == source and t[1] < end and start < t[2] for t in turns)
        )
        return Coded(
            selection=Selection(),
            version=7,
            sources=self.sources,
            cases=[Case(CaseId(name), name, values) for name, values in self.cases.items()],
            codes=[
                Code(CodeId(path), path.rpartition("/")[2], CodeId(parent) if parent else None)
                for path, parent in self.parents.items()
            ],
            parents=np.array([codes.index(p) if p else -1 for p in self.parents.values()], dtype=np.int32),
            paths=[path.replace("/", " / ") for path in codes],
            coders=[Coder(CoderId(name), name) for name in self.coders],
            turns=Turns(*columns(turns, 6)),
            codings=Codings(*columns(codings, 5)),
            word_starts=self.word_starts(),
        )

    def word_starts(self):
        if not self.words:
            return None
        return [np.array(self.words.get(source, []), dtype=np.int32) for source in range(len(self.sources))]


def columns(rows, width):
    return np.array(rows, dtype=np.int32).reshape(len(rows), width).T.copy()


def lines_of(request):
    for line in inspect.cleandoc(request.function.__doc__).splitlines():
        if line.strip():
            yield line.strip()


@pytest.fixture
def drawn(request) -> Coded:
    """What the test's docstring draws, a line a turn."""
    drawing, start = Drawing(), 0
    for line in lines_of(request):
        if line.startswith("=="):
            drawing.add_source(*(part.strip() for part in line[2:].split("|")))
            start = 0
        elif told := re.fullmatch(r"(\w+) is (.+)", line):
            drawing.cases[told[1]] |= dict(value.split("=") for value in told[2].split())
        else:
            draw_turn(drawing, line, start)
            start += TURN + 1  # a line break stands between turns
    return drawing.coded()


def draw_turn(drawing, line, start):
    speaker, marks = re.fullmatch(r"(?:(\w+):)?\s*(.*)", line).groups()
    for mark in marks.replace("-", " ").split():
        drawing.add_coding(start, start + TURN, mark)
    if speaker != "I":
        drawing.source  # noqa: B018 (begins the first source)
        drawing.add_turn(start, start + TURN, speaker)


@pytest.fixture
def ruled(request) -> Coded:
    """What the test's docstring draws, a column a character."""
    drawing = Drawing()
    for line in lines_of(request):
        if line.startswith("=="):
            drawing.add_source(*(part.strip() for part in line[2:].split("|")))
            continue
        name, ruler = line.split()
        runs = list(runs_of(ruler))
        if name == "talk":
            for start, end, letter in runs:
                if letter != "I":
                    drawing.add_turn(start, end, None if letter == "?" else letter)
        elif name == "words":
            drawing.words[drawing.source] = [i for i, letter in enumerate(ruler) if letter == "^"]
        elif not runs:
            drawing.add_code(name)
        else:
            for start, end, _ in runs:
                drawing.add_coding(start, end, name)
    return drawing.coded()


def runs_of(ruler):
    start = 0
    for letter, run in itertools.groupby(ruler):
        end = start + len(list(run))
        if letter != ".":
            yield start, end, letter
        start = end
