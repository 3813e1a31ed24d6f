"""The codebook as it is stored: a tree of codes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.codebook import Codebook, CodebookEntry, CodebookSet, Wording
from qualcode.errors import NotFound, NotUnique
from qualcode.i18n import N_
from qualcode.model import LANGUAGES, Code, CodeId, CodeSet
from qualcode.store.tables import STATE, CodeRow

SEPARATOR = " / "


def as_code(row: CodeRow, parent: str | None) -> Code:
    return Code(
        id=CodeId(row.id),
        name=row.name,
        parent=CodeId(parent) if parent else None,
        position=row.position,
        colour=row.colour,
        key=row.key,
        codable=row.codable,
        retired=row.retired,
        wordings=row.wordings,
        contradicts=tuple(CodeId(id_) for id_ in row.contradicts),
        terms={language: tuple(words) for language, words in row.terms.items()},
        rule=row.rule,
        merged_into=CodeId(row.merged_into) if row.merged_into else None,
    )


def tree(session: Session) -> list[tuple[int, Code]]:
    """All codes with their row numbers, each after its parent, siblings by position."""
    rows = list(session.scalars(select(CodeRow).order_by(col(CodeRow.position), col(CodeRow.n))))
    guids = {row.n: row.id for row in rows}
    children: dict[int | None, list[CodeRow]] = {}
    for row in rows:
        children.setdefault(row.parent_n, []).append(row)
    ordered: list[tuple[int, Code]] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        row = waiting.pop()
        ordered.append((row.n, as_code(row, guids.get(row.parent_n) if row.parent_n else None)))
        waiting.extend(reversed(children.get(row.n, [])))
    return ordered


def codes(session: Session, *, retired: bool = False) -> list[Code]:
    """The codebook in tree order."""
    return [code for _, code in tree(session) if retired or not code.retired]


def paths(all_codes: Iterable[Code]) -> dict[CodeId, str]:
    """Each code's path, parents first; the codes must come in tree order, retired ones included."""
    found: dict[CodeId, str] = {}
    for code in all_codes:
        parent = found.get(code.parent) if code.parent else None
        found[code.id] = f"{parent}{SEPARATOR}{code.name}" if parent else code.name
    return found


def code(session: Session, which: str) -> Code:
    """The code of that id, path or name; a name must be the only one of its kind."""
    everything = [code for _, code in tree(session)]
    by_path = paths(everything)
    wanted = which.strip()
    exact = [code for code in everything if code.id == wanted or by_path[code.id] == wanted]
    if exact:
        return exact[0]
    named = [code for code in everything if code.name == wanted]
    named = [code for code in named if not code.retired] or named
    if not named:
        raise NotFound(kind=N_("code"), name=which)
    if len(named) > 1:
        choices = "; ".join(by_path[code.id] for code in named)
        raise NotUnique(kind=N_("code"), name=which, choices=choices)
    return named[0]


class Found(NamedTuple):
    """As much of a code as giving it takes."""

    n: int
    id: str
    name: str
    codable: bool
    retired: bool
    rule: int


_CODE = STATE["code"]
_FOUND = select(*(_CODE.c[name] for name in Found._fields)).where(_CODE.c.id == bindparam("which"))
"""Put together once: for SQLAlchemy that takes as long as to ask."""


def found(session: Session, id_: str) -> Found:
    """The code of that id, quickly."""
    row = session.execute(_FOUND, {"which": id_}).first()
    if row is None:
        raise NotFound(kind=N_("code"), name=id_)
    return Found(*row)


def code_row(session: Session, id_: str) -> CodeRow:
    row = session.scalars(select(CodeRow).where(col(CodeRow.id) == id_)).first()
    if row is None:
        raise NotFound(kind=N_("code"), name=id_)
    return row


def code_of(session: Session, id_: str) -> Code:
    """The code of that id, without reading the others."""
    row = code_row(session, id_)
    above = select(col(CodeRow.id)).where(col(CodeRow.n) == row.parent_n)
    return as_code(row, session.scalar(above) if row.parent_n else None)


def siblings(session: Session, parent: str | None) -> list[CodeId]:
    """The codes under one in their order, retired ones too; None: those at the top."""
    above = code_row(session, parent).n if parent else None
    there = col(CodeRow.parent_n) == above if above else col(CodeRow.parent_n).is_(None)
    query = select(col(CodeRow.id)).where(there).order_by(col(CodeRow.position), col(CodeRow.n))
    return [CodeId(id_) for id_ in session.scalars(query)]


def wording(code: Code, language: str, field: str) -> str:
    """One field of a code in a language, else in English, else in any language that has it."""
    for choice in (language, "en", *code.wordings):
        if found := _field(code.wordings.get(choice), field):
            return found
    return code.name if field == "name" else ""


def own_language(code: Code) -> str:
    """The language a code is called in: the first in which its name is what it is called; “” if none is."""
    return next(
        (language for language in LANGUAGES if _field(code.wordings.get(language), "name") == code.name), ""
    )


def main_language(all_codes: Iterable[Code]) -> str:
    """The language most codes are called in; English where none is."""
    called = Counter(own_language(code) for code in all_codes)
    called.pop("", None)
    return called.most_common(1)[0][0] if called else LANGUAGES[0]


def as_codebook(all_codes: Sequence[Code], name: str, sets: Sequence[CodeSet] = ()) -> Codebook:
    """The codes as a codebook that can be written to a file; they must come in tree order, retired ones too.

    Retired codes are left out, unless a code in use lies under them.
    """
    kept = _in_use(all_codes)
    language = main_language(kept)
    whole = paths(all_codes)
    names = Counter(code.name for code in kept)
    shortest = {code.id: code.name if names[code.name] == 1 else whole[code.id] for code in kept}
    below: dict[CodeId | None, list[CodebookEntry]] = {}
    for code in reversed(kept):
        entry = _as_entry(code, language, shortest, tuple(reversed(below.pop(code.id, []))))
        below.setdefault(code.parent, []).append(entry)
    grouped = tuple(
        CodebookSet(
            each.name, tuple(shortest[code] for code in each.codes if code in shortest), each.key, each.id
        )
        for each in sets
    )
    return Codebook(name, language, entries=tuple(reversed(below.get(None, []))), sets=grouped)


def _in_use(all_codes: Sequence[Code]) -> list[Code]:
    kept: set[CodeId | None] = set()
    for code in reversed(all_codes):
        if not code.retired or code.id in kept:
            kept |= {code.id, code.parent}
    return [code for code in all_codes if code.id in kept]


def _as_entry(
    code: Code, language: str, called: Mapping[CodeId, str], children: tuple[CodebookEntry, ...]
) -> CodebookEntry:
    wordings = {each: Wording(**dict(words)) for each, words in code.wordings.items() if any(words.values())}
    own = replace(wordings.get(language, Wording()), name=code.name)
    return CodebookEntry(
        name=code.name,
        wordings={language: own} | {each: words for each, words in wordings.items() if each != language},
        colour=code.colour,
        key=code.key,
        codable=code.codable and not code.retired,
        contradicts=tuple(called[other] for other in code.contradicts if other in called),
        terms=code.terms,
        children=children,
        id=code.id,
    )


def _field(words: Any, field: str) -> str:
    return str(words.get(field, "")) if words else ""
