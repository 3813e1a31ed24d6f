"""The codebook: load, add, change, move, retire, bring back."""

import re
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from qualcode.actions.cases import one_line
from qualcode.codebook import Codebook, CodebookEntry, Path, coloured
from qualcode.errors import BadValue, KeyTaken, NameMissing, NameTaken
from qualcode.i18n import N_
from qualcode.model import Code, CodeId
from qualcode.project import Edit
from qualcode.store.arriving import arrivals
from qualcode.store.codes import as_code, code_row, codes, own_language
from qualcode.store.tables import CodeRow, CodeSetRow, CodingRow, new_id

FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")
GAP = 1024
"""Between the positions of neighbours: a code moved between two others is the only row that changes."""


def load_codebook(edit: Edit, codebook: Codebook) -> list[Code]:
    """Add a codebook's codes under those that are there, and its sets.

    A code of the same GUID, or of the same path, is left as it is; so is a set of the same name.
    """
    edit.begin("load codebook", codebook.name)
    coming = arrivals(coloured(codebook), codes(edit.session, retired=True))
    ns = dict(edit.session.execute(select(col(CodeRow.id), col(CodeRow.n))).all())
    keys = set(edit.session.scalars(select(col(CodeRow.key)).where(col(CodeRow.key) != "")))
    find = codebook.finder()
    last = _last_position(edit)
    rows: list[tuple[CodeRow, CodebookEntry]] = []
    for number, (_path, entry, id_, parent, _there, _differs) in enumerate(coming.new, 1):
        row = CodeRow(
            id=id_,
            name=entry.name,
            parent_n=ns[parent] if parent else None,
            position=last + number * GAP,  # after all that are there, in the order of the file
            colour=entry.colour,
            key="" if entry.key in keys else entry.key,
            codable=entry.codable,
            wordings={language: asdict(words) for language, words in entry.wordings.items()},
            terms={language: list(words) for language, words in entry.terms.items()},
        )
        edit.add(row)
        keys.add(row.key)
        ns[row.id] = row.n
        rows.append((row, entry))
    for row, entry in rows:  # now that all of them have an id
        row.contradicts = [coming.ids[path] for each in entry.contradicts for path in find(each)]
    _load_sets(edit, codebook, coming.ids)
    return codes(edit.session)


def _load_sets(edit: Edit, codebook: Codebook, ids: Mapping[Path, str]) -> None:
    there = list(edit.session.scalars(select(CodeSetRow)))
    names, guids, keys = ({getattr(row, what) for row in there} for what in ("name", "id", "key"))
    find = codebook.finder()
    for position, each in enumerate(codebook.sets, max((row.position for row in there), default=0) + 1):
        if each.name in names or each.id in guids:
            continue
        members = dict.fromkeys(ids[path] for reference in each.codes for path in find(reference)[:1])
        key = "" if each.key in keys else each.key
        edit.add(
            CodeSetRow(
                id=each.id or new_id(), name=each.name, key=key, position=position, codes=list(members)
            )
        )


def add_code(
    edit: Edit,
    name: str,
    *,
    parent: CodeId | None = None,
    colour: str = "#666666",
    key: str = "",
    codable: bool = True,
    words: Mapping[str, Mapping[str, str]] | None = None,
    position: int | None = None,
    id: CodeId | None = None,  # noqa: A002
) -> Code:
    """Add a code among its parent's: at a place counted from 0, or at the end.

    `words` by language: brief, full, use, avoid, example, near_miss. `id`: its GUID, for whoever made one.
    """
    edit.begin("add code", name)
    above = code_row(edit.session, parent) if parent else None
    row = CodeRow(
        id=id or new_id(),
        name=_free_name(edit, name, above.n if above else None),
        parent_n=above.n if above else None,
        position=_last_position(edit) + GAP,
        colour=_colour(colour),
        key=_free_key(edit, key),
        codable=codable,
        wordings={language: dict(fields) for language, fields in (words or {}).items()},
    )
    edit.add(row)
    if position is not None:
        _put(edit, row, position)
    return as_code(row, parent)


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

    A new name is also its name in its own language. `words` by language: all of a language that is given.
    `new_rule`: it means something else now, and what was coded until now is to be checked again.
    """
    row = code_row(edit.session, code)
    edit.begin("change code", row.name)
    if colour is not None:
        row.colour = _colour(colour)
    if key is not None and key != row.key:
        row.key = _free_key(edit, key)
    if codable is not None:
        row.codable = codable
    if words is not None:
        row.wordings = {**row.wordings, **{language: dict(fields) for language, fields in words.items()}}
    if name is not None and one_line(name) != row.name:
        _rename(edit, row, name)
    if contradicts is not None:
        row.contradicts = [code_row(edit.session, other).id for other in contradicts]
    if terms is not None:
        row.terms = {**row.terms, **{language: list(words) for language, words in terms.items()}}
    if new_rule:
        row.rule = _next_rule(edit, row)


def _next_rule(edit: Edit, row: CodeRow) -> int:
    """A rule no coding of it carries yet: of one that was taken back they keep it."""
    carried = select(func.max(col(CodingRow.rule))).where(col(CodingRow.code_n) == row.n)
    return max(row.rule, edit.session.scalar(carried) or 0) + 1


def move_code(edit: Edit, code: CodeId, *, under: CodeId | None, position: int | None = None) -> None:
    """Put a code under another, or at the top level; never under itself or its own descendants.

    `position`: its place among the codes there, counted from 0; None: at the end, or where it was if it is
    there already.
    """
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
    is_new = row.parent_n != (above.n if above else None)
    row.parent_n = above.n if above else None
    if is_new or position is not None:
        _put(edit, row, position)


def retire_code(edit: Edit, code: CodeId) -> None:
    """Take a code out of use; its codings stay and are counted."""
    row = code_row(edit.session, code)
    edit.begin("retire code", row.name)
    row.retired, row.key = True, ""


def bring_back_code(edit: Edit, code: CodeId) -> None:
    row = code_row(edit.session, code)
    edit.begin("bring back code", row.name)
    row.retired, row.merged_into = False, ""


def _put(edit: Edit, row: CodeRow, place: int | None) -> None:
    """Give a code its place among its siblings; those keep their positions, unless there is no room."""
    siblings = [other for other in _siblings(edit, row.parent_n) if other.n != row.n]
    place = len(siblings) if place is None else max(0, min(place, len(siblings)))
    low = siblings[place - 1].position if place else None
    high = siblings[place].position if place < len(siblings) else None
    if low is None or high is None:
        row.position = high - GAP if high is not None else low + GAP if low is not None else row.position
    elif high - low > 1:
        row.position = (low + high) // 2
    else:
        for number, other in enumerate([*siblings[:place], row, *siblings[place:]], 1):
            other.position = number * GAP
    edit.session.flush()


def _siblings(edit: Edit, parent_n: int | None) -> list[CodeRow]:
    edit.session.flush()
    query = select(CodeRow).where(_under(parent_n)).order_by(col(CodeRow.position), col(CodeRow.n))
    return list(edit.session.scalars(query))


def _last_position(edit: Edit) -> int:
    return edit.session.scalar(select(func.max(col(CodeRow.position)))) or 0


def _under(parent_n: int | None) -> ColumnElement[bool]:
    return col(CodeRow.parent_n) == parent_n if parent_n else col(CodeRow.parent_n).is_(None)


def _rename(edit: Edit, row: CodeRow, name: str) -> None:
    own = own_language(as_code(row, None))
    row.name = _free_name(edit, name, row.parent_n)
    if own:
        row.wordings = {**row.wordings, own: {**row.wordings[own], "name": row.name}}


def _free_name(edit: Edit, name: str, parent_n: int | None) -> str:
    name = one_line(name)
    if not name:
        raise NameMissing(kind=N_("code"))
    if "/" in name:
        raise BadValue(
            kind=N_("code"), field=N_("name"), value=name, why=N_("“/” separates a code from its parent.")
        )
    if edit.session.scalars(select(CodeRow).where(_under(parent_n), col(CodeRow.name) == name)).first():
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
