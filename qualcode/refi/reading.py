"""A codebook from REFI-QDA, by whichever program it was written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcode.codebook import DEEPEST, Codebook, CodebookEntry, CodebookSet, Path, Problem
from qualcode.i18n import N_
from qualcode.model import LANGUAGES
from qualcode.refi.described import Described, described
from qualcode.refi.elements import Code, CodeSet, Elements, Refused, elements
from qualcode.text.languages import language_of
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice

LARGEST_MB = 20
LONGEST_NAME = 300
SLASH = "|"
"""Stands for “/”, which parts the names of a path here and is allowed in other programs."""
_MB = 1_000_000
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COLOUR = re.compile(r"[0-9a-f]{6}|[0-9a-f]{3}")
_KEY, _SET_KEY = re.compile(r"[1-9a-z]"), re.compile(r"[1-9]")


class ReadCodebook(NamedTuple):
    """A codebook, or what is wrong with the file; and what was changed so that it fits here."""

    codebook: Codebook | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def read_qdc(name: str, data: bytes) -> ReadCodebook:
    """The codebook in a .qdc file, or in the project file (.qde) of other programs.

    `name` is what it is called where the file does not say.
    """
    if len(data) > LARGEST_MB * _MB:
        template = N_("The file is too large for a codebook: more than {megabytes} MB.")
        return ReadCodebook(None, (Problem(None, template, {"megabytes": LARGEST_MB}),))
    try:
        found = elements(data)
    except Refused as refused:
        return ReadCodebook(None, (refused.problem,))
    if not found.codes:
        return ReadCodebook(None, (Problem(None, N_("There are no codes in this file.")),))
    reading = _Reading(found)
    codebook = reading.codebook(name)
    return ReadCodebook(codebook, (), tuple(reading.notices()))


class _Reading:
    def __init__(self, found: Elements) -> None:
        self.found = found
        self.changed: Counter[str] = Counter()
        """How often something had to be, by its sentence."""
        self.guids: dict[str, int] = {}
        self.keys: set[str] = set()

    def codebook(self, name: str) -> Codebook:
        texts = [_canonical(code.description) for code in self.found.codes]
        language = self.language(texts)
        said = [described(text, language) for text in texts]
        parents = self.parents()
        names = self.names(parents)
        entries = self.entries(names, parents, said, language)
        own = self.found.own
        book = Codebook(
            _one_line(own.get("name", "")) or _one_line(self.found.name) or name,
            language,
            _canonical(own.get("description", "")),
            entries,
        )
        return replace(book, entries=self.referring(book), sets=self.sets(_paths(names, parents), language))

    def language(self, texts: Sequence[str]) -> str:
        """As we wrote it, or that of most words; none in which codes have a second name."""
        if self.found.own.get("language") in LANGUAGES:
            return self.found.own["language"]
        besides = {
            each for text in texts for each, words in described(text, "").wordings.items() if words.name
        }
        words = " ".join([*(code.has.get("name", "") for code in self.found.codes), *texts])
        spoken = language_of(words).split("+")[-1] or _by_letters(words)
        return next(
            each for each in (spoken, *LANGUAGES, spoken) if each not in besides or besides >= set(LANGUAGES)
        )

    def parents(self) -> list[int | None]:
        """Of each code; what lies deeper than we go is lifted to the lowest level."""
        parents: list[int | None] = []
        depths: list[int] = []
        for code in self.found.codes:
            parent = code.parent
            if parent is not None and depths[parent] >= DEEPEST:
                self.changed[_LIFTED] += 1
                parent = parents[parent]
            parents.append(parent)
            depths.append(1 if parent is None else depths[parent] + 1)
        return parents

    def names(self, parents: Sequence[int | None]) -> list[str]:
        taken: set[tuple[int | None, str]] = set()
        times: Counter[tuple[int | None, str]] = Counter()
        names = []
        for code, parent in zip(self.found.codes, parents, strict=True):
            wanted = name = self.name(code)
            while (parent, name) in taken:
                times[parent, wanted] += 1
                name = f"{wanted} ({times[parent, wanted] + 1})"
            self.changed[_TWICE] += name != wanted
            taken.add((parent, name))
            names.append(name)
        return names

    def name(self, code: Code) -> str:
        name = _one_line(code.has.get("name", ""))
        self.changed[_SLASHED] += "/" in name
        self.changed[_CUT] += len(name) > LONGEST_NAME
        self.changed[_NAMELESS] += not name
        name = name.replace("/", SLASH)
        return name[: LONGEST_NAME - 1] + "…" if len(name) > LONGEST_NAME else name or "?"

    def entries(
        self, names: Sequence[str], parents: Sequence[int | None], said: Sequence[Described], language: str
    ) -> tuple[CodebookEntry, ...]:
        ids, keys = [self.guid(code) for code in self.found.codes], [self.key(each) for each in said]
        below: dict[int | None, list[CodebookEntry]] = {}
        for place in reversed(range(len(names))):
            code, words = self.found.codes[place], said[place]
            entry = CodebookEntry(
                name=names[place],
                wordings=words.in_language(language, names[place]),
                colour=self.colour(code),
                key=keys[place],
                codable=code.has.get("iscodable", "").strip().lower() not in {"false", "0"},
                contradicts=words.contradicts,
                terms={each: terms for each, terms in words.terms.items() if terms},
                children=tuple(reversed(below.pop(place, []))),
                id=ids[place],
            )
            below.setdefault(parents[place], []).append(entry)
        return tuple(reversed(below[None]))

    def guid(self, code: Code) -> str:
        guid = _guid(code.has.get("guid", ""))
        if not guid or guid in self.guids:
            self.changed[_NO_GUID] += 1
            guid = ""
        else:
            self.guids[guid] = len(self.guids)
        return guid

    def colour(self, code: Code) -> str:
        given = code.has.get("color", "") or code.has.get("colour", "")
        colour = given.strip().lower().removeprefix("#")
        if not _COLOUR.fullmatch(colour):
            self.changed[_COLOURLESS] += bool(colour)
            return ""
        return "#" + (colour if len(colour) > len("abc") else "".join(sign * 2 for sign in colour))

    def key(self, said: Described) -> str:
        if not _KEY.fullmatch(said.key) or said.key in self.keys:
            return ""
        self.keys.add(said.key)
        return said.key

    def referring(self, book: Codebook) -> tuple[CodebookEntry, ...]:
        """The codes without opposites that are not there."""
        find = book.finder()

        def kept(entries: Iterable[CodebookEntry], above: Path = ()) -> Iterator[CodebookEntry]:
            for entry in entries:
                path = (*above, entry.name)
                there = tuple(each for each in entry.contradicts if find(each) and find(each) != (path,))
                self.changed[_NO_OPPOSITE] += len(entry.contradicts) - len(there)
                yield replace(entry, contradicts=there, children=tuple(kept(entry.children, path)))

        return tuple(kept(book.entries))

    def sets(self, paths: Sequence[Path], language: str) -> tuple[CodebookSet, ...]:
        where = {
            _guid(code.has.get("guid", "")): place
            for place, code in reversed(list(enumerate(self.found.codes)))
        }
        last = Counter(path[-1] for path in paths)
        sets: dict[str, CodebookSet] = {}
        used: set[str] = set()
        for each in self.found.sets:
            name = _one_line(each.has.get("name", ""))[:LONGEST_NAME]
            members = dict.fromkeys(where[_guid(guid)] for guid in each.members if _guid(guid) in where)
            if not name or name in sets or (each.members and not members):
                self.changed[_SET_LEFT_OUT] += 1
                continue
            called = tuple(
                paths[place][-1] if last[paths[place][-1]] == 1 else " / ".join(paths[place])
                for place in members
            )
            guid = _guid(each.has.get("guid", ""))
            key = self.set_key(each, language, sets.values())
            sets[name] = CodebookSet(name, called, key, "" if guid in used else guid)
            used.add(guid)
        return tuple(sets.values())

    def set_key(self, each: CodeSet, language: str, sets: Iterable[CodebookSet]) -> str:
        said = described(_canonical(each.description), language)
        self.changed[_SET_DESCRIBED] += any(words.full for words in said.wordings.values())
        taken = said.key in {other.key for other in sets}
        return said.key if _SET_KEY.fullmatch(said.key) and not taken else ""

    def notices(self) -> Iterator[str]:
        for template in _SENTENCES:
            if self.changed[template]:
                yield Notice(
                    template, n=self.changed[template], deepest=DEEPEST, slash=SLASH, limit=LONGEST_NAME
                )


_LIFTED = N_("Codes that lay deeper than {deepest} levels lie at level {deepest} now: {n}.")
_TWICE = N_("Codes of the same name in one place got a number behind it: {n}.")
_SLASHED = N_("Names with “/” have “{slash}” instead, as “/” parts the names of a path here: {n}.")
_CUT = N_("Names longer than {limit} characters were cut: {n}.")
_NAMELESS = N_("Codes without a name are called “?”: {n}.")
_NO_GUID = N_("Codes whose identifier (GUID) is missing, damaged or another code’s get a new one: {n}.")
_COLOURLESS = N_("Colours that could not be understood were left out: {n}.")
_NO_OPPOSITE = N_("Opposites that are not in the file were left out: {n}.")
_SET_LEFT_OUT = N_("Code sets without a name, or without a code that is in the file, were left out: {n}.")
_SET_DESCRIBED = N_("Descriptions of code sets are not kept here: {n}.")
_SENTENCES = (
    _LIFTED, _TWICE, _SLASHED, _CUT, _NAMELESS,
    _NO_GUID, _COLOURLESS, _NO_OPPOSITE, _SET_LEFT_OUT, _SET_DESCRIBED,
)  # fmt: skip


def _paths(names: Sequence[str], parents: Sequence[int | None]) -> list[Path]:
    paths: list[Path] = []
    for name, parent in zip(names, parents, strict=True):
        paths.append((*(paths[parent] if parent is not None else ()), name))
    return paths


def _guid(written: str) -> str:
    """In small letters and without braces, or nothing."""
    guid = written.strip().strip("{}").lower()
    return guid if _GUID.fullmatch(guid) else ""


def _by_letters(words: str) -> str:
    """The language of a few words."""
    if re.search("[әғқңөұүһі]", words, re.IGNORECASE):
        return "kk"
    return "ru" if re.search("[а-яё]", words, re.IGNORECASE) else LANGUAGES[0]


def _canonical(text: str) -> str:
    return canonical(text).text.strip()


def _one_line(text: str) -> str:
    return " ".join(canonical(text).text.split())
