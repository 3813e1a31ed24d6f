"""Invented projects of the sizes `docs/performance.md` speaks of: the same seed makes the same study.

Interviews in three languages whose words mean nothing, an interviewer and a respondent in turns, cases
with attributes, codes given as often as Zipf has it, by several coders. They come through the project's
own gate, so that their history is real.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
from sqlalchemy import select

from qualcode.actions.coders import add_coder
from qualcode.actions.codes import load_codebook
from qualcode.actions.sources import import_sources
from qualcode.codebook import Codebook, CodebookEntry, Wording
from qualcode.coded import Coded, Codings, Turns
from qualcode.model import (
    Case,
    CaseId,
    Code,
    CodeId,
    Coder,
    CoderId,
    DraftSpeaker,
    DraftTurn,
    Selection,
    Source,
    SourceId,
    Transcript,
)
from qualcode.project import Edit, Project
from qualcode.store.backups import folder_of
from qualcode.store.tables import CodeRow, CoderRow, CodingRow, SourceRow


@dataclass(frozen=True, slots=True)
class Size:
    sources: int
    words: int
    """In each source."""
    codes: int
    codings: int
    """In all sources together."""
    coders: int


SIZES = {
    "S": Size(20, 8_000, 40, 2_000, 2),
    "M": Size(200, 8_000, 80, 40_000, 4),
    "L": Size(2_000, 8_000, 150, 500_000, 8),
    "XL": Size(20_000, 8_000, 300, 5_000_000, 8),
    "BIG": Size(1, 50_000, 40, 2_000, 4),
    "W2k": Size(1, 2_000, 40, 20, 2),
    "W10k": Size(1, 10_000, 40, 400, 2),
    "B150": Size(20, 2_000, 150, 2_000, 4),
    "B300": Size(20, 2_000, 300, 2_000, 4),
}
CODERS = ("Aida", "Bolat", "Clara", "Daniyar", "Erke", "Farida", "Gulnar", "Hamit")
KEYS = "123456789"
"""The most frequent codes have these keys."""

AT_ONCE = 20
"""Sources imported in one action."""
OVERLAPPING = (0.15, 0.40)
"""Which share of a source's codings overlaps another: from, to."""
SAME_CODE = 0.25
"""Which share of the overlaps is another coder giving the same code."""
USUAL_WORDS, SPREAD = 14, 0.8
"""How long a coding is: median in words, and sigma of its logarithm."""
LETTERS = 7
"""Of a word with its blank, where there are no words (XL)."""


def make(name: str, path: Path, *, seed: int = 1) -> Path:
    """Write the project of that size."""
    return write(SIZES[name], path, seed=seed)


def write(size: Size, path: Path, *, seed: int = 1) -> Path:
    """Write a project of that size, unless it is there already."""
    if path.exists():
        return path
    unfinished = path.with_name(f"unfinished-{path.name}")
    for leftover in unfinished.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    with Project.create(unfinished, name=path.stem, coder=CODERS[0], anywhere=True) as study:
        _fill(study, size, seed)
    rmtree(folder_of(unfinished), ignore_errors=True)  # closing made a backup
    return unfinished.replace(path)


def _fill(study: Project, size: Size, seed: int) -> None:
    for coder in CODERS[1 : size.coders]:
        with study.edit(by=CODERS[0]) as edit:
            add_coder(edit, coder)
    with study.edit(by=CODERS[0]) as edit:
        load_codebook(edit, codebook(size.codes, seed))
    counts = per_source(size)
    for first in range(0, size.sources, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, size.sources))
        interviews = [Interview(number, size, seed) for number in numbers]
        with study.edit(by=CODERS[0]) as edit:
            import_sources(edit, [interview.transcript() for interview in interviews])
        for interview in interviews:
            _code(study, interview, counts[interview.number])


def _code(study: Project, interview: "Interview", count: int) -> None:
    """All codings of a source as one action."""
    if not count:
        return
    with study.edit(by=CODERS[0]) as edit:
        edit.begin("load codings", interview.name)
        [source] = edit.session.scalars(select(SourceRow.n).where(SourceRow.name == interview.name))
        codes, coders = _numbers(edit, interview)
        made = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=interview.number / 10)
        rows = [
            {
                "source_n": source,
                "start": start,
                "end": end,
                "code_n": codes[code],
                "coder_n": coders[coder],
                "made": made + timedelta(seconds=20 * number),
            }
            for number, (start, end, code, coder) in enumerate(interview.codings(count))
        ]
        edit.insert_many(CodingRow, rows)


def _numbers(edit: Edit, interview: "Interview") -> tuple[list[int], list[int]]:
    """The row numbers of codes and coders, by their place in the codebook and among the coders."""
    by_name = dict(edit.session.execute(select(CodeRow.name, CodeRow.n)).all())
    by_coder = dict(edit.session.execute(select(CoderRow.name, CoderRow.n)).all())
    size = interview.size
    return [by_name[code_name(i)] for i in range(size.codes)], [by_coder[c] for c in CODERS[: size.coders]]


def per_source(size: Size) -> list[int]:
    """How many codings each source gets."""
    return np.diff(np.linspace(0, size.codings, size.sources + 1).astype(int)).tolist()


# -- words ---------------------------------------------------------------------------------------------

LANGUAGES = ("ru", "kk", "en")
SOUNDS = {
    "ru": ("бвгджзклмнпрст", "аеиоуыя"),
    "kk": ("бджзқклмнңпрстғш", "аәеіоөұүы"),
    "en": ("bdfgklmnrstv", "aeiou"),
}
FREQUENT = {
    "ru": "и в не на я что он с это как мы там было так но у нас они все вот",
    "kk": "және бұл бір біз олар мен болды деп сол үшін бар емес қазір кейін жоқ осы ғой да де ол",
    "en": "the and to of we in was it they that there is not but so he on with for were",
}
"""Invented words have no language; these give each text one."""
SPEAKERS = {
    "ru": ("Интервьюер", "Респондент"),
    "kk": ("Сұхбат алушы", "Жауап беруші"),
    "en": ("Interviewer", "Respondent"),
}
VOCABULARY = 3_000
SENTENCE = 11
"""Words, on average."""


@dataclass(frozen=True)
class Lexicon:
    inside: np.ndarray
    first: np.ndarray
    """With a capital."""
    last: np.ndarray
    """With a full stop."""
    lengths: np.ndarray
    heaped: np.ndarray


@cache
def lexicon(language: str) -> Lexicon:
    rng = np.random.default_rng(LANGUAGES.index(language))
    consonants, vowels = (list(letters) for letters in SOUNDS[language])
    words = dict.fromkeys(FREQUENT[language].split())
    while len(words) < VOCABULARY:
        pairs = rng.integers(2, 5)
        sounds = zip(rng.choice(consonants, pairs), rng.choice(vowels, pairs), strict=True)
        words["".join(a + b for a, b in sounds)] = None
    inside, capital, stopped = list(words), [w.capitalize() for w in words], [f"{w}." for w in words]
    return Lexicon(
        *(np.array(forms, dtype=object) for forms in (inside, capital, stopped)),
        lengths=np.array([len(word) for word in inside]),
        heaped=zipf(len(inside)),
    )


@cache
def zipf(count: int) -> np.ndarray:
    """Heaped-up shares: the second is half as frequent as the first, the third a third …"""
    shares = np.cumsum(1 / np.arange(1, count + 1))
    return shares / shares[-1]


def drawn(rng: np.random.Generator, heaped: np.ndarray, count: int) -> np.ndarray:
    return np.searchsorted(heaped, rng.random(count), "right")


# -- an interview --------------------------------------------------------------------------------------


class Interview:
    """One source: who speaks, what is said, and what is coded in it."""

    def __init__(self, number: int, size: Size, seed: int) -> None:
        self.number, self.size, self.seed = number, size, seed
        self.name = f"Interview {number + 1:05}"
        self.language = LANGUAGES[number % len(LANGUAGES)]
        self.case = number - (number % 5 == 4)  # each fifth is a second talk with the one before
        self.rng = np.random.default_rng([seed, number])
        self._speak()

    def _speak(self) -> None:
        rng, words = self.rng, lexicon(self.language)
        self.until = np.cumsum(turn_lengths(rng, self.size.words))
        word = drawn(rng, words.heaped, self.size.words)
        last = rng.random(len(word)) < 1 / SENTENCE
        last[self.until - 1] = True
        first = np.concatenate(([True], last[:-1]))
        said = np.where(last, words.last[word], np.where(first, words.first[word], words.inside[word]))
        self.starts = np.concatenate(([0], np.cumsum(words.lengths[word] + last + 1)))
        self.ends = self.starts[:-1] + words.lengths[word]
        self.words = said.tolist()

    def transcript(self) -> Transcript:
        bounds = [0, *self.until.tolist()]
        stretches = list(pairwise(bounds))
        labels, case = SPEAKERS[self.language], case_name(self.case)
        return Transcript(
            name=self.name,
            file=f"{self.name}.docx",
            fingerprint=f"{self.seed:032x}{self.number:032x}",
            text="\n".join(" ".join(self.words[a:b]) for a, b in stretches),
            turns=tuple(
                DraftTurn(int(self.starts[a]), int(self.starts[b]) - 1, labels[i % 2])
                for i, (a, b) in enumerate(stretches)
            ),
            speakers=(
                DraftSpeaker(labels[0], "interviewer", len(stretches) - len(stretches) // 2),
                DraftSpeaker(labels[1], "respondent", len(stretches) // 2, case=case),
            ),
            language=self.language,
            encoding="",
            layout="Name: words",
            group="official" if self.case % 4 == 3 else "villager",
            date=f"2023-{1 + self.number % 12:02}-{1 + self.number % 28:02}",
            values={case: case_values(self.case, self.seed)},
        )

    def paragraphs(self) -> Iterator[str]:
        """As they would be typed: “Name: words”."""
        draft = self.transcript()
        for turn in draft.turns:
            yield f"{turn.speaker}: {draft.text[turn.start : turn.end]}"

    def codings(self, count: int) -> Iterator[tuple[int, int, int, int]]:
        """Start, end, code and coder, in reading order; all within what the respondent says."""
        turn = np.searchsorted(self.until, np.arange(self.size.words), "right")
        spoken = np.flatnonzero(turn % 2)
        within = np.searchsorted(spoken, self.until[turn[spoken]])  # where the turn of each word ends
        first, until, code, coder = given(self.rng, self.size, self.seed, count, within)
        start, end = self.starts[spoken[first]], self.ends[spoken[until - 1]]
        order = np.lexsort((end, start))
        return zip(*(column[order].tolist() for column in (start, end, code, coder)), strict=True)


def turn_lengths(rng: np.random.Generator, words: int) -> np.ndarray:
    """Questions and answers by turns, in words; as many as asked for."""
    pairs = words // 25 + 1
    asked = rng.integers(5, 31, pairs)
    told = rng.lognormal(4.4, 0.5, pairs).astype(int).clip(20, 260)
    lengths = np.stack((asked, told), axis=1).ravel()
    reached = np.cumsum(lengths)
    count = int(np.searchsorted(reached, words)) + 1
    lengths = lengths[:count]
    lengths[-1] -= reached[count - 1] - words
    return lengths


def case_name(case: int) -> str:
    return f"R{case + 1:05}"


def case_values(case: int, seed: int) -> dict[str, str]:
    rng = np.random.default_rng([seed, case, 1])
    return {
        "village": f"Village {rng.integers(1, 13)}",
        "sex": str(rng.choice(["f", "m"])),
        "age": str(rng.integers(18, 85)),
        "education": str(rng.choice(["school", "college", "university"])),
    }


# -- codes and codings ---------------------------------------------------------------------------------


def codebook(count: int, seed: int) -> Codebook:
    """Themes with about seven codes each, all of them given to text."""
    themes = max(1, count // 8)
    ranks = frequency_order(count, seed).argsort()
    children = [[i for i in range(themes, count) if i % themes == theme] for theme in range(themes)]
    return Codebook(
        "Invented",
        "en",
        entries=tuple(
            _entry(theme, ranks, tuple(_entry(i, ranks, ()) for i in children[theme]))
            for theme in range(themes)
        ),
    )


def _entry(index: int, ranks: np.ndarray, children: tuple[CodebookEntry, ...]) -> CodebookEntry:
    name, rank = code_name(index), int(ranks[index])
    full = f"{name}: " + " ".join(lexicon("en").inside[index * 20 : index * 20 + 30])
    return CodebookEntry(
        name,
        {"en": Wording(name=name, brief=full[:60], full=full)},
        key=KEYS[rank] if rank < len(KEYS) else "",
        children=children,
    )


def code_name(index: int) -> str:
    return f"{lexicon('en').first[100 + index]} {index + 1}"


@cache
def frequency_order(count: int, seed: int) -> np.ndarray:
    """The codes, the most frequent first."""
    return np.random.default_rng([seed, count]).permutation(count)


def given(
    rng: np.random.Generator, size: Size, seed: int, count: int, within: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """First word, word after the last, code and coder of so many codings.

    Each stands in a stretch of its own, except for the share that overlaps another's, and none runs
    beyond the turn it starts in: `within` says for each word where its turn ends.
    """
    pairs = round(count * rng.uniform(*OVERLAPPING) / 2)
    alone = count - pairs
    edges = np.linspace(0, len(within), alone + 1).astype(int)
    length = rng.lognormal(np.log(USUAL_WORDS), SPREAD, count).astype(int).clip(1)
    free = np.maximum(np.diff(edges) - length[:alone], 0)
    first = edges[:-1] + (rng.random(alone) * (free + 1)).astype(int)
    until = np.minimum(np.minimum(first + length[:alone], edges[1:]), within[first])

    one = rng.choice(alone, pairs, replace=False)
    second = first[one] + (rng.random(pairs) * (until - first)[one]).astype(int)
    after = np.minimum(np.minimum(second + length[alone:], edges[one + 1]), within[second])

    code = frequency_order(size.codes, seed)[drawn(rng, zipf(size.codes), count)]
    team = rng.choice(size.coders, min(2, size.coders), replace=False)
    turn = rng.integers(0, len(team), count)
    same = (rng.random(pairs) < SAME_CODE) & (len(team) > 1)
    code[alone:] = np.where(same, code[one], code[alone:])
    turn[alone:] = np.where(same, 1 - turn[one], turn[alone:])
    clash = ~same & (code[alone:] == code[one])
    code[alone:] = np.where(clash, (code[alone:] + 1) % size.codes, code[alone:])
    return np.concatenate((first, second)), np.concatenate((until, after)), code, team[turn]


# -- in memory -----------------------------------------------------------------------------------------


def arrays(size: Size, *, seed: int = 1) -> Coded:
    """The codings of a size too big for a file, and one turn a source; words of equal length."""
    columns = [_in_one(number, count, size, seed) for number, count in enumerate(per_source(size))]
    source, start, end, code, coder = (
        np.concatenate(some).astype(np.int32) for some in zip(*columns, strict=True)
    )
    zeros, every = np.zeros(size.sources, np.int32), np.arange(size.sources, dtype=np.int32)
    names = [code_name(i) for i in range(size.codes)]
    return Coded(
        selection=Selection(),
        version=1,
        sources=[Source(SourceId(str(i)), str(i), "villager", "en") for i in range(size.sources)],
        cases=[Case(CaseId(case_name(i)), case_name(i)) for i in range(size.sources)],
        codes=[Code(CodeId(name), name) for name in names],
        parents=np.full(size.codes, -1, np.int32),
        paths=names,
        coders=[Coder(CoderId(name), name) for name in CODERS[: size.coders]],
        turns=Turns(every, zeros, zeros + size.words * LETTERS, zeros + 1, every, zeros + size.words),
        codings=Codings(source, start, end, code, coder),
    )


def _in_one(number: int, count: int, size: Size, seed: int) -> tuple[Any, ...]:
    rng = np.random.default_rng([seed, number])
    first, until, code, coder = given(rng, size, seed, count, _whole(size.words))
    order = np.lexsort((until, first))
    return (
        np.full(count, number),
        first[order] * LETTERS,
        until[order] * LETTERS - 1,
        code[order],
        coder[order],
    )


@cache
def _whole(words: int) -> np.ndarray:
    return np.full(words, words)
