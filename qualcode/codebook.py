"""The tree of codes: a readable YAML file in and out, two of them compared, colours for those without.

A file brought by a researcher is never an exception: `read_codebook` gives all its problems at once.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from itertools import cycle
from textwrap import indent
from typing import Any, Literal, NamedTuple

import yaml

from qualcode.i18n import N_
from qualcode.model import LANGUAGES

Path = tuple[str, ...]
"""The names from the top of the codebook down to a code."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One code in one language: its name and MacQueen's six fields."""

    name: str = ""
    brief: str = ""
    full: str = ""
    use: str = ""
    avoid: str = ""
    example: str = ""
    near_miss: str = ""


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """One code with the codes under it; `codable=False` is a heading."""

    name: str
    """In the codebook's own language; unique among siblings, without “/”."""
    wordings: Mapping[str, Wording]
    """By language, the codebook's own included."""
    colour: str = ""
    """“#rrggbb” in lower case, or empty."""
    key: str = ""
    """1–9 or a–z, unique in the codebook, or empty."""
    codable: bool = True
    contradicts: tuple[str, ...] = ()
    """Other codes as `Codebook.find` understands them. It is enough that one of two opposites says so."""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words and phrases to search for, by language."""
    children: tuple["CodebookEntry", ...] = ()
    id: str = field(default="", compare=False)
    """The GUID it has in the project or file it comes from, or empty; not part of what it says."""


@dataclass(frozen=True, slots=True)
class CodebookSet:
    """Some of the codes under one name."""

    name: str
    codes: tuple[str, ...] = ()
    """As `Codebook.find` understands them, in order."""
    key: str = ""
    """1–9, unique among sets, or empty."""
    id: str = field(default="", compare=False)
    """As of an entry."""


@dataclass(frozen=True, slots=True)
class Codebook:
    name: str
    language: str
    description: str = ""
    entries: tuple[CodebookEntry, ...] = ()
    sets: tuple[CodebookSet, ...] = ()

    def walk(self) -> Iterator[tuple[Path, CodebookEntry]]:
        """Every code with its path, parents before their children."""
        return _walk(self.entries)

    def find(self, reference: str) -> tuple[Path, ...]:
        """The paths “Trusted” or “What is said of them / Trusted” may mean; one, if it is a good reference.

        The end of a path is enough. What is a whole path means only that code.
        """
        return self.finder()(reference)

    def finder(self) -> Callable[[str], tuple[Path, ...]]:
        """`find` for many references: the codes are gone through once."""
        by_name: dict[str, list[Path]] = defaultdict(list)
        for path, _ in self.walk():
            by_name[path[-1]].append(path)
        return lambda reference: _meant(reference, by_name.get(_one_line(reference.rsplit("/", 1)[-1]), []))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that its author has to mend; `line` is None where it is the whole file."""

    line: int | None
    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.values)


class Difference(NamedTuple):
    """One code that is not the same in two codebooks."""

    kind: Literal["added", "removed", "moved", "redefined"]
    path: Path
    """In the new codebook; in the old one for what was removed."""
    was: Path = ()
    """In the old codebook, for what was moved."""
    fields: tuple[str, ...] = ()
    """What was redefined: “codable”, “contradicts”, or a wording, as in “ru.full”."""


def _walk(entries: Iterable[CodebookEntry], above: Path = ()) -> Iterator[tuple[Path, CodebookEntry]]:
    for entry in entries:
        path = (*above, entry.name)
        yield path, entry
        yield from _walk(entry.children, path)


def _meant(reference: str, paths: Sequence[Path]) -> tuple[Path, ...]:
    wanted = tuple(_one_line(name) for name in reference.split("/"))
    if wanted in paths:
        return (wanted,)
    return tuple(path for path in paths if path[-len(wanted) :] == wanted)


# -- reading -------------------------------------------------------------------------------------------

LARGEST = 2_000_000
"""Bytes of UTF-8 in a codebook file."""
DEEPEST = 20
"""Levels of codes."""

_WORDING = tuple(item.name for item in fields(Wording))
_CODEBOOK = ("name", "language", "description", "codes", "sets")
_SET = ("name", "key", "codes")
_CODE = (*_WORDING, "key", "colour", "codable", "contradicts", "terms", *LANGUAGES, "codes")
_SYNONYMS = {
    "title": "name",
    "label": "name",
    "definition": "full",
    "description": "full",
    "when_to_use": "use",
    "include": "use",
    "when_not_to_use": "avoid",
    "exclude": "avoid",
    "counterexample": "near_miss",
    "shortcut": "key",
    "children": "codes",
    "kz": "kk",
}
_LANGUAGE_LIKE = re.compile(r"[A-Za-z]{2,3}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_KEY = re.compile(r"[1-9a-z]")
_NOT_STORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MANY_PROBLEMS = 100


def read_codebook(text: str) -> tuple[Codebook | None, list[Problem]]:
    """The codebook a YAML file describes, or None and everything that has to be mended in it.

    Texts come out as Unicode NFC without space around them, names on one line.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        template = N_("The file is too large for a codebook: more than {megabytes} MB.")
        return None, [Problem(None, template, {"megabytes": LARGEST // 1_000_000})]

    root, problems = _compose(text)
    if problems:
        return None, problems
    reading = _Reading()
    codebook = reading.codebook(root)
    if reading.problems:
        return None, sorted(reading.problems, key=lambda problem: problem.line or 0)
    return codebook, []


def _compose(text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The nodes of the file with their lines; no object is ever built from them."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Problem(line, _ODD_CHARACTER, {"character": f"U+{ord(text[error.position]):04X}"})]

    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, [*loader.problems, _syntax_problem(error)]
    except (ValueError, OverflowError):  # PyYAML's own slip on "\UFFFFFFFF" and "%YAML 1.99999…"
        return None, [*loader.problems, Problem(loader.line + 1, _SYNTAX, {"detail": "number too large"})]
    return root, loader.problems


class _Loader(yaml.SafeLoader):
    """Composes nodes, but not what a codebook never needs: aliases (“billion laughs”), anchors, tags."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.problems: list[Problem] = []
        self.level = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        mark = event.start_mark
        is_alias = isinstance(event, yaml.AliasEvent)
        if sign := "*" if is_alias else "&" if event.anchor else "!" if event.tag else "":
            self.problems.append(Problem(mark.line + 1, _SIGN, {"sign": sign}))
        if is_alias:
            self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode("tag:yaml.org,2002:str", "", mark, mark)
        # A level of codes is a list and a mapping; the deepest code may hold a mapping of lists.
        if self.level > 2 * DEEPEST + 3:
            raise yaml.composer.ComposerError(None, None, _TOO_DEEP, mark)

        self.level += 1
        node = super().compose_node(parent, index)
        self.level -= 1
        return node


_SIGN = N_('A text that begins with “{sign}” must stand in quotes: "{sign}…".')
_TOO_DEEP = N_("Codes lie too deep here: more than {deepest} levels.")
_ODD_CHARACTER = N_("There is a character here that cannot be kept ({character}); delete it.")
_SYNTAX = N_("This line is not valid YAML ({detail}). Compare it with its neighbours.")
_SYNTAX_IN_WORDS = {
    "mapping values are not allowed": N_(
        "There is a colon inside a text. Put the text in quotes; if it is a field, indent it like the others."
    ),
    "found character '\\t'": N_("There is a tab here; indent with spaces only."),
    "found character": N_("A text cannot begin with this character; put the whole text in quotes."),
    "expected alphabetic": N_("A text cannot begin with this character; put the whole text in quotes."),
    "expected chomping": N_("After “>” or “|” the text begins on the next line."),
    "could not find expected ':'": N_(
        "This line has no “field:” before its text, or is not indented under the text it continues."
    ),
    "expected <block end>": N_("This line is not indented like its neighbours, or a text ended before it."),
    "expected ',' or": N_("A list that begins with “[” or “{{” is not closed, or a comma is missing."),
    "found unexpected end of stream": N_("The quotation marks that open here are never closed."),
    "found unknown escape": N_("“\\” has a meaning of its own between double quotes; use single quotes."),
    "but found another document": N_("A second document begins here (“---”); a codebook is one."),
    _TOO_DEEP: _TOO_DEEP,
}


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    detail = error.problem or ""
    mark = error.problem_mark
    if detail in {"found unexpected end of stream", "could not find expected ':'"}:
        mark = error.context_mark  # where the words began, not where PyYAML gave up
    line = None if mark is None else mark.line + 1
    for beginning, template in _SYNTAX_IN_WORDS.items():
        if detail.startswith(beginning):
            return Problem(line, template, {"deepest": DEEPEST})
    return Problem(line, _SYNTAX, {"detail": detail})


class _Reading:
    """One pass over the nodes: goes on after each problem, so that all are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.language = LANGUAGES[0]
        self.keys: dict[str, str] = {}
        self.references: list[tuple[yaml.Node, Path, str]] = []

    def codebook(self, root: yaml.Node | None) -> Codebook | None:
        if root is None:
            self.problem(None, N_("The file is empty."))
            return None
        if not isinstance(root, yaml.MappingNode):
            self.problem(root, N_("This is not a codebook, which holds fields, the first of them “name: …”."))
            return None
        found = self.mapping(root, "codebook", _CODEBOOK)
        name = self.name(root, found, N_("The codebook needs a name: “name: …”."))
        self.language = self.own_language(root, found)
        codebook = Codebook(
            name,
            self.language,
            self.text(found, "description"),
            self.entries(found, ()),
            self.sets(found),
        )
        if "codes" not in found:
            self.problem(root, N_("There are no codes: write “codes:” and under it lines “- name: …”."))
        self.check_references(codebook)
        return codebook

    def own_language(self, root: yaml.Node, found: Mapping[str, yaml.Node]) -> str:
        language = self.text(found, "language")
        if not language:
            self.problem(root, N_("The codebook needs its language: “language: en”, “ru” or “kk”."))
        elif language not in LANGUAGES:
            self.problem(found["language"], _UNKNOWN_LANGUAGE, language=language)
        else:
            return language
        return LANGUAGES[0]

    def entries(self, found: Mapping[str, yaml.Node], above: Path) -> tuple[CodebookEntry, ...]:
        nodes = self.items(found, "codes")
        if len(above) >= DEEPEST and nodes:
            self.problem(nodes[0], _TOO_DEEP, deepest=DEEPEST)
            return ()

        entries: dict[str, CodebookEntry] = {}
        for node in nodes:
            entry = self.entry(node, above)
            if entry is None:
                continue
            if entry.name in entries:
                template = N_("There are two codes “{name}” in one place; names here must differ.")
                self.problem(node, template, name=entry.name)
            entries[entry.name] = entry
        return tuple(entries.values())

    def entry(self, node: yaml.Node, above: Path) -> CodebookEntry | None:
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, N_("A code should hold fields, the first of them “- name: …”."))
            return None
        found = self.mapping(node, "code", _CODE)
        name = self.name(node, found, N_("This code needs a name: “name: …”."))
        if "/" in name:
            template = N_("“/” cannot stand in a code's name, it parts the names of a path: “{name}”.")
            self.problem(found["name"], template, name=name)
        path = (*above, name)
        entry = CodebookEntry(
            name,
            self.wordings(found, name),
            self.colour(found),
            self.key(found, name),
            self.yes_or_no(found, "codable"),
            self.texts(found, "contradicts"),
            self.terms(found),
            self.entries(found, path),
        )
        self.references += [(found["contradicts"], path, reference) for reference in entry.contradicts]
        return entry if name else None

    def sets(self, found: Mapping[str, yaml.Node]) -> tuple[CodebookSet, ...]:
        sets: dict[str, CodebookSet] = {}
        for node in self.items(found, "sets"):
            there = self.mapping(node, "set", _SET)
            name = self.name(node, there, N_("This set needs a name: “name: …”."))
            if name in sets:
                self.problem(node, N_("There are two sets “{name}”; names of sets must differ."), name=name)
            made = CodebookSet(name, self.texts(there, "codes"), self.set_key(there, sets.values()))
            self.references += [(there["codes"], (), reference) for reference in made.codes]
            sets[name] = made
        return tuple(sets.values())

    def set_key(self, found: Mapping[str, yaml.Node], sets: Iterable[CodebookSet]) -> str:
        key = self.text(found, "key")
        if key and not re.fullmatch("[1-9]", key):
            self.problem(found["key"], N_("The key of a set is one digit 1–9: not “{key}”."), key=key)
        for other in sets:
            if key and other.key == key:
                template = N_("The key “{key}” belongs to “{code}” already.")
                self.problem(found["key"], template, key=key, code=other.name)
        return key

    def wordings(self, found: Mapping[str, yaml.Node], name: str) -> dict[str, Wording]:
        own = {field: self.text(found, field) for field in _WORDING if field != "name"}
        wordings = {self.language: Wording(name=name, **own)}
        for language in LANGUAGES:
            if language not in found:
                continue
            if language == self.language:
                template = N_("“{language}” is the codebook's own language: write its fields directly here.")
                self.problem(found[language], template, language=language)
                continue
            there = self.mapping(found[language], language, _WORDING)
            words = Wording(**{field: self.text(there, field) for field in _WORDING})
            wordings[language] = replace(words, name=_one_line(words.name))
        return wordings

    def colour(self, found: Mapping[str, yaml.Node]) -> str:
        colour = self.text(found, "colour").lower()
        if "colour" in found and not _COLOUR.fullmatch(colour):
            # Without quotes YAML takes “#” for a comment, so the text is empty here.
            template = N_('A colour is “#” and six digits or letters a–f, in quotes: "#0072b2".')
            self.problem(found["colour"], template)
        return colour

    def key(self, found: Mapping[str, yaml.Node], name: str) -> str:
        key = self.text(found, "key")
        if "key" not in found:
            return ""
        if not _KEY.fullmatch(key):
            self.problem(found["key"], N_("A key is one character, 1–9 or a–z: not “{key}”."), key=key)
        elif key in self.keys:
            template = N_("The key “{key}” belongs to “{code}” already.")
            self.problem(found["key"], template, key=key, code=self.keys[key])
        else:
            self.keys[key] = name
        return key

    def terms(self, found: Mapping[str, yaml.Node]) -> dict[str, tuple[str, ...]]:
        if "terms" not in found:
            return {}
        there = self.mapping(found["terms"], "terms", LANGUAGES)
        return {language: self.texts(there, language) for language in there}

    def check_references(self, codebook: Codebook) -> None:
        find = codebook.finder()
        names = {entry.name: None for _, entry in codebook.walk()}
        for node, path, reference in self.references:
            meant = find(reference)
            if not meant:
                self.unknown_reference(node, reference, names)
            elif len(meant) > 1:
                template = N_("More than one code is called “{code}”; write the path: “{path}”.")
                self.problem(node, template, code=reference, path=" / ".join(meant[0]))
            elif meant == (path,):
                self.problem(node, N_("“{code}” cannot contradict itself."), code=reference)

    def unknown_reference(self, node: yaml.Node, reference: str, names: Iterable[str]) -> None:
        near = self.nearest(reference, names)
        if near:
            template = N_("There is no code “{code}”; is it “{near}”?")
            self.problem(node, template, code=reference, near=near)
        else:
            self.problem(node, N_("There is no code “{code}”."), code=reference)

    # What the file has to be made of: mappings, lists, texts.

    def mapping(self, node: yaml.Node, field: str, known: Sequence[str]) -> dict[str, yaml.Node]:
        """The known fields of a mapping; the others are problems."""
        if _is_nothing(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, N_("“{field}” should hold fields here: lines “name: text”."), field=field)
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "…"
            if name in found:
                self.problem(key, N_("“{field}” is written twice in one place; keep one."), field=name)
            elif name in known:
                found[name] = value
            else:
                self.unknown_field(key, name, value, known)
        return found

    def unknown_field(self, key: yaml.Node, name: str, value: yaml.Node, known: Sequence[str]) -> None:
        looks_like_language = isinstance(value, yaml.MappingNode) and _LANGUAGE_LIKE.fullmatch(name)
        near = self.nearest(name, known)
        if known is LANGUAGES or (known is _CODE and looks_like_language):
            self.problem(key, _UNKNOWN_LANGUAGE, language=name)
        elif near:
            self.problem(key, N_("There is no field “{field}”; is it “{near}”?"), field=name, near=near)
        else:
            template = N_("There is no field “{field}” here. There are: {known}.")
            self.problem(key, template, field=name, known=", ".join(known))

    def items(self, found: Mapping[str, yaml.Node], field: str) -> list[yaml.Node]:
        node = found.get(field)
        if node is None or _is_nothing(node):
            return []
        if isinstance(node, yaml.SequenceNode):
            items: list[yaml.Node] = node.value
            return items
        self.problem(node, N_("“{field}” should be a list: lines “- …”, or “[one, two]”."), field=field)
        return []

    def texts(self, found: Mapping[str, yaml.Node], field: str) -> tuple[str, ...]:
        texts = [_one_line(self.text({field: node}, field)) for node in self.items(found, field)]
        return tuple(text for text in texts if text)

    def text(self, found: Mapping[str, yaml.Node], field: str) -> str:
        node = found.get(field)
        if node is None or _is_nothing(node):
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.problem(node, N_("“{field}” should be a text here, not a list or fields."), field=field)
            return ""
        # The words as written: “name: 2020” and “name: yes” are names, not a number and a truth.
        if odd := _NOT_STORABLE.search(node.value):
            self.problem(node, _ODD_CHARACTER, character=f"U+{ord(odd[0]):04X}")
        return unicodedata.normalize("NFC", node.value).strip()

    def name(self, node: yaml.Node, found: Mapping[str, yaml.Node], missing: str) -> str:
        name = _one_line(self.text(found, "name"))
        if not name and isinstance(found.get("name", _NOTHING), yaml.ScalarNode):
            self.problem(node, missing)
        return name

    def yes_or_no(self, found: Mapping[str, yaml.Node], field: str) -> bool:
        word = self.text(found, field).lower()
        if field in found and word not in _YES | _NO:
            self.problem(found[field], N_("“{field}” should be true or false."), field=field)
        return word not in _NO

    def nearest(self, word: str, known: Iterable[str]) -> str:
        if len(self.problems) > _MANY_PROBLEMS:  # looking for what is near costs time
            return ""
        synonym = _SYNONYMS.get(word.lower().replace(" ", "_"), "")
        if synonym in known:
            return synonym
        return next(iter(get_close_matches(word, list(known), n=1)), "")

    def problem(self, node: yaml.Node | None, template: str, **values: str | int) -> None:
        line = None if node is None or node.start_mark is None else node.start_mark.line + 1
        self.problems.append(Problem(line, template, values))


_UNKNOWN_LANGUAGE = N_(
    "“{language}” is not a language of a codebook: write en for English, ru for Russian, kk for Kazakh."
)
_YES = {"true", "yes", "on"}
_NO = {"false", "no", "off"}
_NOTHING = yaml.ScalarNode("tag:yaml.org,2002:null", "")


def _is_nothing(node: yaml.Node) -> bool:
    return bool(node.tag == _NOTHING.tag)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- writing -------------------------------------------------------------------------------------------

_WIDTH = 90
_LONG = 76
_READABLE = re.compile(r"\S(.*\S)?")


def write_codebook(codebook: Codebook) -> str:
    """The codebook as YAML a person can read and edit: a block for each code, long texts folded."""
    head = {"name": codebook.name, "language": codebook.language, "description": codebook.description}
    sets = [
        _yaml({"name": each.name, **_given({"key": each.key, "codes": each.codes})}) for each in codebook.sets
    ]
    return (
        _yaml(_given(head))
        + "\n"
        + _codes(codebook.entries, codebook.language)
        + ("\nsets:\n" + "".join(map(_item, sets)) if sets else "")
    )


def _codes(entries: Sequence[CodebookEntry], language: str) -> str:
    if not entries:
        return "codes: []\n"
    return "codes:\n" + "\n".join(_item(_block(entry, language)) for entry in entries)


def _item(block: str) -> str:
    return "  - " + indent(block, " " * 4, lambda line: line != "\n")[4:]


def _block(entry: CodebookEntry, language: str) -> str:
    own = entry.wordings.get(language, Wording())
    words = _given({field: getattr(own, field) for field in _WORDING[1:]})
    block: dict[str, object] = {"name": entry.name, **_given({"key": entry.key, "colour": entry.colour})}
    if not entry.codable:
        block["codable"] = False
    block |= words | _given({"contradicts": entry.contradicts, "terms": dict(entry.terms)})
    for other in LANGUAGES:
        if other != language and other in entry.wordings:
            wording = entry.wordings[other]
            block[other] = _given({field: getattr(wording, field) for field in _WORDING})
    return _yaml(block) + (_codes(entry.children, language) if entry.children else "")


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _yaml(values: Mapping[str, object]) -> str:
    return yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's signature)
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    readable = all(_READABLE.fullmatch(line) and line.isprintable() for line in lines if line)
    style = None
    if len(lines) > 1:
        style = "|" if readable else '"'
    elif len(text) > _LONG and readable:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _represent_list(dumper: _Dumper, items: tuple[str, ...]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(tuple, _represent_list)


# -- comparing -----------------------------------------------------------------------------------------


def compare(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    """What became of the codes, in the new codebook's order, what was removed last.

    A code is known by its path; where that is gone, by its name, if only one code of that name went and
    one came: then it moved. What lies under a code that moved goes with it and is not told again; a code
    that was renamed is removed and added. Colours, keys and search terms are not part of a definition.
    """
    before, after = dict(old.walk()), dict(new.walk())
    came_from = _came_from(before, after)

    differences: list[Difference] = []
    for path, entry in after.items():
        was = came_from.get(path)
        if was is None:
            differences.append(Difference("added", path))
            continue
        if was[:-1] != came_from.get(path[:-1], path[:-1]):
            differences.append(Difference("moved", path, was))
        if changed := _redefined(before[was], entry):
            differences.append(Difference("redefined", path, fields=changed))
    gone = before.keys() - set(came_from.values())
    return (*differences, *(Difference("removed", path) for path in before if path in gone))


def _came_from(before: Iterable[Path], after: Iterable[Path]) -> dict[Path, Path]:
    """For each path of the new codebook the path in the old one, where there was one."""
    old, new = set(before), set(after)
    went, came = _by_name(old - new), _by_name(new - old)
    same = {path: path for path in old & new}
    return same | {
        came[name][0]: paths[0] for name, paths in went.items() if len(paths) == len(came.get(name, ())) == 1
    }


def _by_name(paths: Iterable[Path]) -> dict[str, list[Path]]:
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_name[path[-1]].append(path)
    return by_name


def _redefined(old: CodebookEntry, new: CodebookEntry) -> tuple[str, ...]:
    changed = [name for name in ("codable", "contradicts") if getattr(old, name) != getattr(new, name)]
    for language in LANGUAGES:
        was, now = old.wordings.get(language, Wording()), new.wordings.get(language, Wording())
        changed += [f"{language}.{name}" for name in _WORDING if getattr(was, name) != getattr(now, name)]
    return tuple(changed)


# -- colours -------------------------------------------------------------------------------------------

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442")
"""Okabe and Ito, “Color Universal Design” (2008), black left out; the clearest on white first."""

_LIGHTEST, _DARKEST = 0.5, -0.4
_ROUNDS = (0.0, -0.3, 0.35)


def coloured(codebook: Codebook) -> Codebook:
    """The codebook with a colour for each code that had none, the same each time.

    Each code at the top gets the next hue, everything under it shades of that hue from dark to light.
    From the eighth on hues come again, darker, then lighter; colours that are given stay as they are.
    """
    hues = cycle([shade(colour, amount) for amount in _ROUNDS for colour in PALETTE])
    entries = []
    for entry in codebook.entries:
        hue = next(hues)
        entries.append(_coloured(entry, entry.colour or hue))
    return replace(codebook, entries=tuple(entries))


def shade(colour: str, amount: float) -> str:
    """The colour mixed with white (amount up to 1) or black (down to −1)."""
    towards = 255 if amount > 0 else 0
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (towards - part) * abs(amount)):02x}" for part in parts)


def _coloured(entry: CodebookEntry, colour: str) -> CodebookEntry:
    below = sum(1 for _ in _without_colour(entry.children))
    step = (_LIGHTEST - _DARKEST) / max(1, below - 1)
    shades = iter([shade(colour, _DARKEST + step * number) for number in range(below)])
    return replace(entry, colour=colour, children=_shaded(entry.children, shades))


def _without_colour(entries: Iterable[CodebookEntry]) -> Iterator[CodebookEntry]:
    for entry in entries:
        if not entry.colour:
            yield entry
            yield from _without_colour(entry.children)


def _shaded(entries: Iterable[CodebookEntry], shades: Iterator[str]) -> tuple[CodebookEntry, ...]:
    """Those with a colour begin a family of their own."""
    return tuple(
        _coloured(entry, entry.colour)
        if entry.colour
        else replace(entry, colour=next(shades), children=_shaded(entry.children, shades))
        for entry in entries
    )
