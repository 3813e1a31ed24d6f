"""What has happened to the codebook since somebody last looked."""

import json
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import Code, CodeId
from qualcode.store.codes import as_code, tree
from qualcode.store.tables import ActionRow, CodeRow

LATEST = 200
"""More actions than this since somebody last looked: send everything instead."""
MANY = 1_000
"""More codes than this: the same."""


@dataclass(frozen=True, slots=True)
class CodesDelta:
    """What happened to the codes since an action: `whole` means these are all of them."""

    version: int
    whole: bool
    there: tuple[tuple[int, Code], ...]
    """With their row numbers, which order codes of one position."""
    gone: tuple[CodeId, ...] = ()


def codes_since(session: Session, version: int | None) -> CodesDelta:
    """What has happened to the codes since that action of the project; None: all of them."""
    newest = session.scalar(select(func.max(col(ActionRow.n)))) or 0
    if version == newest:
        return CodesDelta(newest, whole=False, there=())
    if version is None or newest - version > LATEST or version > newest:
        return CodesDelta(newest, whole=True, there=tuple(tree(session)))
    touched = _touched(session, version)
    if len(touched) > MANY:
        return CodesDelta(newest, whole=True, there=tuple(tree(session)))
    there = _codes(session, touched)
    gone = touched - {code.id for _n, code in there}
    return CodesDelta(newest, whole=False, there=there, gone=tuple(sorted(gone)))


def _codes(session: Session, ids: set[CodeId]) -> tuple[tuple[int, Code], ...]:
    """These codes alone: reading all of a large codebook takes longer than everything else of a gesture."""
    rows = list(session.scalars(select(CodeRow).where(col(CodeRow.id).in_(ids)).order_by(col(CodeRow.n))))
    parents = {row.parent_n for row in rows if row.parent_n}
    named = select(col(CodeRow.n), col(CodeRow.id)).where(col(CodeRow.n).in_(parents))
    guids: dict[int | None, str] = dict(session.execute(named).all()) if parents else {}
    return tuple((row.n, as_code(row, guids.get(row.parent_n))) for row in rows)


def _touched(session: Session, version: int) -> set[CodeId]:
    later = select(col(ActionRow.changes)).where(col(ActionRow.n) > version)
    about_codes = later.where(col(ActionRow.changes).contains('["code",', autoescape=True))
    return {
        CodeId(row)
        for changes in session.scalars(about_codes)
        for table, row, _before, _after in json.loads(changes)
        if table == "code"
    }
