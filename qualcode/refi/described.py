r"""What REFI-QDA has no place for stands inside a code’s description: to be read by people, and again.

A description that is only a definition stands as it is. Otherwise each field begins a line with its label in
square brackets, in the language the field is written in; what stands before the first label is the full
definition. A line of a text that looks like a label gets a “\” before it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import NamedTuple

from qualcode.codebook import CodebookEntry, Wording
from qualcode.model import LANGUAGES
from qualcode.text.definition_labels import LABELS
from qualcode.text.lists import joined, parted

_MEANT = {label: (language, name) for language, labels in LABELS.items() for name, label in labels.items()}
_LABEL = re.compile(rf"(\\*)\[({'|'.join(map(re.escape, _MEANT))})\](?: |$)")
_WORDING = tuple(item.name for item in fields(Wording))


class Described(NamedTuple):
    """What a description says."""

    wordings: Mapping[str, Wording]
    """By language; without the name in the codebook's own."""
    key: str
    contradicts: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]

    def in_language(self, language: str, name: str) -> dict[str, Wording]:
        """The wordings of a code of that name: those that say something, the codebook's own first."""
        own = replace(self.wordings.get(language, Wording()), name=name)
        others = {each: words for each, words in self.wordings.items() if each != language}
        return {language: own} | {each: words for each, words in others.items() if words != Wording()}


def as_description(entry: CodebookEntry, language: str) -> str:
    parts = list(_parts(entry, language))
    if [part[:2] for part in parts] == [(language, "full")]:
        return _guarded(parts[0][2])
    return "\n\n".join(f"[{LABELS[each][name]}] {_guarded(text)}" for each, name, text in parts)


def of_set(key: str, language: str) -> str:
    """What is said of a set of codes."""
    return f"[{LABELS[language]['key']}] {key}" if key else ""


def described(text: str, language: str) -> Described:
    """What a description says; `language` is that of the words before the first label."""
    words: dict[str, dict[str, str]] = {language: {}}
    terms: dict[str, tuple[str, ...]] = {}
    key, contradicts = "", tuple[str, ...]()
    for spoken, name, said in _fields(text, language):
        if name == "terms":
            terms[spoken] = parted(said)
        elif name == "key":
            key = said
        elif name == "contradicts":
            contradicts = parted(said)
        elif said:
            words.setdefault(spoken, {})[name] = said
    return Described({each: Wording(**given) for each, given in words.items()}, key, contradicts, terms)


def _parts(entry: CodebookEntry, language: str) -> Iterator[tuple[str, str, str]]:
    """Language, field and text of all there is to say; the codebook's own language first."""
    for each in (language, *(other for other in LANGUAGES if other != language)):
        wording = entry.wordings.get(each, Wording())
        for name in _WORDING:
            text = getattr(wording, name).strip()
            if text and (each, name) != (language, "name"):
                yield each, name, text
    for each in LANGUAGES:
        if entry.terms.get(each):
            yield each, "terms", joined(entry.terms[each])
    if entry.contradicts:
        yield language, "contradicts", joined(entry.contradicts)
    if entry.key:
        yield language, "key", entry.key


def _fields(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    spoken, name, lines = language, "full", list[str]()
    for line in text.split("\n"):
        found = _LABEL.match(line)
        if found and not found[1]:
            yield spoken, name, "\n".join(lines).strip()
            (spoken, name), lines = _MEANT[found[2]], [_unguarded(line[found.end() :])]
        else:
            lines.append(_unguarded(line))
    yield spoken, name, "\n".join(lines).strip()


def _guarded(text: str) -> str:
    return "\n".join("\\" + line if _LABEL.match(line) else line for line in text.strip().split("\n"))


def _unguarded(line: str) -> str:
    return line[1:] if line.startswith("\\") and _LABEL.match(line) else line
