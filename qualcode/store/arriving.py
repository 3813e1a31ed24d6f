"""A codebook that is brought, held against the codes that are there: what is new, what differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from qualcode.codebook import Codebook, CodebookEntry, Path, Wording
from qualcode.model import Code
from qualcode.store.tables import new_id

_WORDING = tuple(item.name for item in fields(Wording))


class Arriving(NamedTuple):
    """One code of a file, and the code of the project it is."""

    path: Path
    """In the file."""
    entry: CodebookEntry
    id: str
    """Of the code in the project; a new one has that of the file, if it has one there."""
    parent: str | None
    there: Code | None = None
    """None for a new code."""
    differs: tuple[str, ...] = ()
    """What the file says otherwise of a code that is there: “name”, “place”, “colour”, “key”, “codable”, or
    a wording, as in “ru.full”. What the file does not mention does not differ."""


class Arrivals(NamedTuple):
    codes: tuple[Arriving, ...]
    """Parents first."""
    ids: Mapping[Path, str]
    """For each path of the file the code it is in the project."""

    @property
    def new(self) -> list[Arriving]:
        return [each for each in self.codes if each.there is None]


def arrivals(codebook: Codebook, all_codes: Sequence[Code]) -> Arrivals:
    """What becomes of each code of the file; `all_codes` with retired ones.

    It is the code of the same GUID, wherever that lies now; else the one of its name in its place.
    """
    known: dict[str, Code] = {code.id: code for code in all_codes}
    places: dict[tuple[str | None, str], str] = {(code.parent, code.name): code.id for code in all_codes}
    used: set[str] = set(known)
    ids: dict[Path, str] = {}
    found: list[Arriving] = []
    for path, entry in codebook.walk():
        parent = ids[path[:-1]] if len(path) > 1 else None
        same = entry.id if entry.id in known else places.get((parent, entry.name))
        ids[path] = id_ = same or (entry.id if entry.id and entry.id not in used else new_id())
        used.add(id_)
        places.setdefault((parent, entry.name), id_)
        if there := known.get(id_):
            found.append(Arriving(path, entry, id_, parent, there, tuple(_differs(entry, parent, there))))
        elif same is None:  # else two codes of the file have come to lie in one place, and are one
            found.append(Arriving(path, entry, id_, parent))
    return Arrivals(tuple(found), ids)


def _differs(entry: CodebookEntry, parent: str | None, there: Code) -> Iterator[str]:
    if entry.name != there.name:
        yield "name"
    if parent != there.parent:
        yield "place"
    for name in ("colour", "key"):
        given = getattr(entry, name)
        if given and given != getattr(there, name):
            yield name
    if entry.codable != there.codable:
        yield "codable"
    for language, words in entry.wordings.items():
        known = there.wordings.get(language, {})
        for field in _WORDING:
            said = getattr(words, field).strip()
            is_its_name = field == "name" and said in {entry.name, there.name}
            if said and not is_its_name and said != str(known.get(field, "")).strip():
                yield f"{language}.{field}"
