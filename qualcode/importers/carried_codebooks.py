"""Codebooks as they pass from the process that reads a file: flat JSON, each value checked again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from qualcode.codebook import DEEPEST, Codebook, CodebookEntry, CodebookSet, Problem, Wording
from qualcode.importers.codebook_columns import CodebookSheet
from qualcode.importers.codebook_files import CodebookFile
from qualcode.model import LANGUAGES
from qualcode.text.notices import Notice

_WORDING = tuple(item.name for item in fields(Wording))
_IN_BRACES = re.compile(r"\{(?![a-z_]+\})")


def told(outcome: CodebookFile | CodebookSheet) -> dict[str, Any]:
    if isinstance(outcome, CodebookSheet):
        plain = {each.name: getattr(outcome, each.name) for each in fields(outcome)}
        return {"codes": plain | {"notices": [_sentence(each) for each in outcome.notices]}}
    book = outcome.codebook
    return {
        "codebook": {
            "file": outcome.file,
            "book": None if book is None else _book(book),
            "problems": [[each.line, each.template, dict(each.values)] for each in outcome.problems],
            "notices": [_sentence(each) for each in outcome.notices],
        }
    }


def codebook_sheet(values: Mapping[str, Any]) -> CodebookSheet:
    """The sheet again; raises ValueError for one that cannot be."""
    sheet = CodebookSheet(
        file=str(values["file"]),
        name=str(values["name"]),
        headings=tuple(map(str, values["headings"])),
        rows=tuple(tuple(map(str, row)) for row in values["rows"]),
        numbers=tuple(map(int, values["numbers"])),
        notices=tuple(map(_notice, values["notices"])),
    )
    if len(sheet.rows) != len(sheet.numbers) or {len(row) for row in sheet.rows} - {len(sheet.headings)}:
        raise ValueError("a sheet with rows of several lengths")
    return sheet


def codebook_file(values: Mapping[str, Any]) -> CodebookFile:
    """The codebook again; raises ValueError for one that cannot be."""
    return CodebookFile(
        file=str(values["file"]),
        codebook=None if values["book"] is None else _book_again(values["book"]),
        problems=tuple(_problem(*each) for each in values["problems"]),
        notices=tuple(map(_notice, values["notices"])),
    )


def _book(book: Codebook) -> dict[str, Any]:
    return {
        "name": book.name,
        "language": book.language,
        "description": book.description,
        "entries": [[len(path), *_entry(entry)] for path, entry in book.walk()],
        "sets": [[each.name, each.codes, each.key, each.id] for each in book.sets],
    }


def _entry(entry: CodebookEntry) -> Iterator[Any]:
    yield entry.name
    yield {each: [getattr(words, name) for name in _WORDING] for each, words in entry.wordings.items()}
    yield from (entry.colour, entry.key, entry.codable, entry.contradicts)
    yield {each: list(words) for each, words in entry.terms.items()}
    yield entry.id


def _book_again(values: Mapping[str, Any]) -> Codebook:
    return Codebook(
        str(values["name"]),
        _language(values["language"]),
        str(values["description"]),
        _entries(values["entries"]),
        tuple(
            CodebookSet(str(name), tuple(map(str, codes)), str(key), str(id_))
            for name, codes, key, id_ in values["sets"]
        ),
    )


def _entries(rows: Sequence[Any]) -> tuple[CodebookEntry, ...]:
    """The tree again: from the last code to the first, each takes those that wait one level below it."""
    below: dict[int, list[CodebookEntry]] = {}
    for depth, name, wordings, colour, key, codable, contradicts, terms, id_ in reversed(rows):
        if not (isinstance(depth, int) and 1 <= depth <= DEEPEST):
            raise ValueError("a code too deep")
        children = tuple(reversed(below.pop(depth + 1, [])))
        entry = CodebookEntry(
            str(name),
            {_language(each): Wording(*map(str, words)) for each, words in wordings.items()},
            str(colour),
            str(key),
            bool(codable),
            tuple(map(str, contradicts)),
            {_language(each): tuple(map(str, words)) for each, words in terms.items()},
            children,
            str(id_),
        )
        below.setdefault(depth, []).append(entry)
    return tuple(reversed(below.get(1, [])))


def _language(given: Any) -> str:
    if given not in LANGUAGES:
        raise ValueError("there is no such language")
    return str(given)


def _problem(line: Any, template: Any, values: Any) -> Problem:
    return Problem(None if line is None else int(line), *_checked(template, values))


def _sentence(text: str) -> list[Any]:
    return (
        [text.template, dict(text.values)]
        if isinstance(text, Notice)
        else [text.replace("{", "{{").replace("}", "}}"), {}]
    )


def _notice(given: Any) -> str:
    template, values = _checked(*given)
    return Notice(template, **values) if values else template.replace("{{", "{").replace("}}", "}")


def _checked(template: Any, values: Any) -> tuple[str, dict[str, str | int]]:
    """A sentence with nothing but names in its braces, and what they stand for."""
    bare = str(template).replace("{{", "").replace("}}", "")
    known = {str(name): value for name, value in values.items() if isinstance(value, str | int)}
    if _IN_BRACES.search(bare) or len(known) < len(values):
        raise ValueError("a sentence with more than names in its braces")
    str(template).format_map(known)
    return str(template), known
