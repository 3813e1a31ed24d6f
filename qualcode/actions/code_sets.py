"""Code sets: make, rename, give a key, choose and order their codes, remove."""

import re
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.actions.cases import one_line
from qualcode.errors import BadValue, KeyTaken, NameMissing, NameTaken
from qualcode.i18n import N_
from qualcode.model import CodeId, CodeSet, CodeSetId
from qualcode.project import Edit
from qualcode.store.code_sets import code_set_row, code_sets
from qualcode.store.codes import code_row
from qualcode.store.tables import CodeSetRow


def add_code_set(edit: Edit, name: str, codes: Sequence[CodeId] = (), *, key: str = "") -> CodeSet:
    """Add a set after those that are there."""
    edit.begin("change code set", name)
    last = edit.session.scalar(select(func.max(col(CodeSetRow.position)))) or 0
    row = CodeSetRow(
        name=_free_name(edit, name), key=_free_key(edit, key), position=last + 1, codes=_known(edit, codes)
    )
    edit.add(row)
    return next(one for one in code_sets(edit.session) if one.id == row.id)


def change_code_set(
    edit: Edit,
    code_set: CodeSetId,
    *,
    name: str | None = None,
    key: str | None = None,
    codes: Sequence[CodeId] | None = None,
) -> None:
    """Change what is given of a set and leave the rest; `codes` are in the order of their keys."""
    row = code_set_row(edit.session, code_set)
    edit.begin("change code set", row.name)
    if name is not None and one_line(name) != row.name:
        row.name = _free_name(edit, name)
    if key is not None and key != row.key:
        row.key = _free_key(edit, key)
    if codes is not None:
        row.codes = _known(edit, codes)


def remove_code_set(edit: Edit, code_set: CodeSetId) -> None:
    """Take a set away; its codes stay."""
    row = code_set_row(edit.session, code_set)
    edit.begin("change code set", row.name)
    edit.session.delete(row)
    edit.session.flush()


def _known(edit: Edit, codes: Sequence[CodeId]) -> list[str]:
    return [code_row(edit.session, code).id for code in dict.fromkeys(codes)]


def _free_name(edit: Edit, name: str) -> str:
    name = one_line(name)
    if not name:
        raise NameMissing(kind=N_("code set"))
    if edit.session.scalars(select(CodeSetRow).where(col(CodeSetRow.name) == name)).first():
        raise NameTaken(kind=N_("code set"), name=name)
    return name


def _free_key(edit: Edit, key: str) -> str:
    if key and not re.fullmatch(r"[1-9]", key):
        why = N_("the key of a set is one digit 1–9.")
        raise BadValue(kind=N_("code set"), field=N_("key"), value=key, why=why)
    if key and (other := edit.session.scalars(select(CodeSetRow).where(col(CodeSetRow.key) == key)).first()):
        raise KeyTaken(key=key, code=other.name)
    return key
