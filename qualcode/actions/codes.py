"""The codebook: load, add, change, move, retire, bring back."""

import re
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.codebook import Codebook, CodebookEntry, coloured
from qualcode.errors import BadValue, KeyTaken, NameMissing, NameTaken
from qualcode.i18n import N_
from qualcode.model import Code, CodeId
from qualcode.project import Edit
from qualcode.store.codes import SEPARATOR, as_code, code_row, codes, paths
from qualcode.store.tables import CodeRow, new_id

FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")


def load_codebook(edit: Edit, codebook: Codebook) -> list[Code]:
    """Add a codebook's codes under those that are there; a code of the same path is left as it is."""
    edit.begin("load codebook", codebook.name)
    there = {path: id_ for id_, path in paths(codes(edit.session, retired=True)).items()}
    ns = dict(edit.session.execute(select(col(CodeRow.id), col(CodeRow.n))).all())
    ids: dict[str, str] = dict(there)
    keys = set(edit.session.scalars(select(col(CodeRow.key)).where(col(CodeRow.key) != "")))
    new: list[tuple[CodeRow, CodebookEntry]] = []
    for position, (names, entry) in enumerate(coloured(codebook).walk()):
        path, parent = SEPARATOR.join(names), SEPARATOR.join(names[:-1])
        if path in ids:
            continue
        row = CodeRow(
            id=new_id(),
            name=entry.name,
            parent_n=ns[ids[parent]] if parent else None,
            position=position,
            colour=entry.colour,
            key="" if entry.key in keys else entry.key,
            codable=entry.codable,
            wordings={language: asdict(words) for language, words in entry.wordings.items()},
            terms={language: list(words) for language, words in entry.terms.items()},
        )
        edit.add(row)
        keys.add(row.key)
        ids[path], ns[row.id] = row.id, row.n
        new.append((row, entry))
    _oppose(new, codebook, ids)
    return codes(edit.session)


def _oppose(new: list[tuple[CodeRow, CodebookEntry]], codebook: Codebook, ids: Mapping[str, str]) -> None:
    """Turn the names of opposites into the codes they name."""
    for row, entry in new:
        if entry.contradicts:
            found = [SEPARATOR.join(path) for name in entry.contradicts for path in codebook.find(name)]
            row.contradicts = [ids[path] for path in found]


def add_code(
    edit: Edit,
    name: str,
    *,
    parent: CodeId | None = None,
    colour: str = "#666666",
    key: str = "",
    codable: bool = True,
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Code:
    """Add a code at the end of its parent's.

    `words` by language: brief, full, use, avoid, example, near_miss.
    """
    edit.begin("add code", name)
    above = code_row(edit.session, parent) if parent else None
    last = edit.session.scalar(select(func.max(col(CodeRow.position))))
    row = CodeRow(
        name=_free_name(edit, name, above.n if above else None),
        parent_n=above.n if above else None,
        position=(last or 0) + 1,
        colour=_colour(colour),
        key=_free_key(edit, key),
        codable=codable,
        wordings={language: dict(fields) for language, fields in (words or {}).items()},
    )
    return as_code(edit.add(row), parent)


def change_code(
    edit: Edit,
    code: CodeId,
    *,
    name: str | None = None,
    colour: str | None = None,
    key: str | None = None,
    codable: bool | None = None,
    words: Mapping[str, Mapping[str, str]] | None = None,
    contradicts: tuple[CodeId, ...] | None = None,
    terms: Mapping[str, tuple[str, ...]] | None = None,
    new_rule: bool = False,
) -> None:
    """Change what is given of a code and leave the rest.

    `new_rule`: it means something else now, and what was coded until now is to be checked again.
    """
    row = code_row(edit.session, code)
    edit.begin("change code", row.name)
    if name is not None and name.strip() != row.name:
        row.name = _free_name(edit, name, row.parent_n)
    if colour is not None:
        row.colour = _colour(colour)
    if key is not None and key != row.key:
        row.key = _free_key(edit, key)
    if codable is not None:
        row.codable = codable
    if words is not None:
        row.wordings = {**row.wordings, **{language: dict(fields) for language, fields in words.items()}}
    if contradicts is not None:
        row.contradicts = [code_row(edit.session, other).id for other in contradicts]
    if terms is not None:
        row.terms = {**row.terms, **{language: list(words) for language, words in terms.items()}}
    if new_rule:
        row.rule += 1


def move_code(edit: Edit, code: CodeId, *, under: CodeId | None, position: int | None = None) -> None:
    """Put a code under another, or at the top level; never under itself or its own descendants."""
    row = code_row(edit.session, code)
    edit.begin("move code", row.name)
    above = code_row(edit.session, under) if under else None
    step = above
    while step is not None:
        if step.n == row.n:
            why = N_("a code cannot lie under itself.")
            raise BadValue(kind=N_("code"), field=N_("place"), value=row.name, why=why)
        step = edit.session.get(CodeRow, step.parent_n) if step.parent_n else None
    if (above.n if above else None) != row.parent_n:
        _free_name(edit, row.name, above.n if above else None)
    row.parent_n = above.n if above else None
    if position is not None:
        row.position = position


def retire_code(edit: Edit, code: CodeId) -> None:
    """Take a code out of use; its codings stay and are counted."""
    row = code_row(edit.session, code)
    edit.begin("retire code", row.name)
    row.retired, row.key = True, ""


def bring_back_code(edit: Edit, code: CodeId) -> None:
    row = code_row(edit.session, code)
    edit.begin("bring back code", row.name)
    row.retired = False


def _free_name(edit: Edit, name: str, parent_n: int | None) -> str:
    name = name.strip()
    if not name:
        raise NameMissing(kind=N_("code"))
    if "/" in name:
        raise BadValue(
            kind=N_("code"), field=N_("name"), value=name, why=N_("“/” separates a code from its parent.")
        )
    same_parent = col(CodeRow.parent_n) == parent_n if parent_n else col(CodeRow.parent_n).is_(None)
    if edit.session.scalars(select(CodeRow).where(same_parent, col(CodeRow.name) == name)).first():
        raise NameTaken(kind=N_("code"), name=name)
    return name


def _free_key(edit: Edit, key: str) -> str:
    if key and not re.fullmatch(r"[1-9a-z]", key):
        raise BadValue(
            kind=N_("code"),
            field=N_("key"),
            value=key,
            why=N_("a key is one digit 1–9 or one small letter a–z."),
        )
    if key and (other := edit.session.scalars(select(CodeRow).where(col(CodeRow.key) == key)).first()):
        raise KeyTaken(key=key, code=other.name)
    return key


def _colour(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        why = N_("write it as # and six digits 0–9, a–f.")
        raise BadValue(kind=N_("code"), field=N_("colour"), value=colour, why=why)
    return colour.lower()
