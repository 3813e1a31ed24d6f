"""Codings made under an older rule of their code: what is to be checked again."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import Code, CodeId, CoderId, CodingId
from qualcode.store.tables import ActionRow, CodeRow, CoderRow, CodingRow, SourceRow

_WITHOUT_CODES = (
    "code", "uncode", "resize", "recode", "mark coding", "load codings", "write memo", "remove memo",
    "check again", "import sources", "correct source",
)  # fmt: skip
"""Actions that change no code; there are many of them."""


class ToCheck(NamedTuple):
    """How many of a coder's codings were made under another rule of a code than its present one."""

    code: CodeId
    coder: CoderId
    codings: int


def to_check(session: Session) -> list[ToCheck]:
    """What waits, by code and coder; codes that are retired and sources that are do not."""
    query = (
        select(col(CodeRow.id), col(CoderRow.id), func.count())
        .select_from(CodingRow)
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .where(*_WAITING)
        .group_by(col(CodeRow.id), col(CoderRow.id), col(CoderRow.name))
        .order_by(col(CoderRow.name))
    )
    return [ToCheck(CodeId(code), CoderId(coder), n) for code, coder, n in session.execute(query)]


def waiting(session: Session, code: CodeId, coder: CoderId) -> list[CodingId]:
    """A coder's codings of a code that wait, in reading order."""
    query = (
        select(col(CodingRow.id))
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .where(*_WAITING, col(CodeRow.id) == code, col(CoderRow.id) == coder)
        .order_by(col(SourceRow.name), col(CodingRow.start), col(CodingRow.end))
    )
    return [CodingId(id_) for id_ in session.scalars(query)]


_WAITING = (
    col(CodingRow.rule) != col(CodeRow.rule),
    col(CodeRow.retired).is_(False),
    col(SourceRow.retired).is_(False),
)


# -- what the rule was ---------------------------------------------------------------------------------------


def under_rule(session: Session, code: Code, rule: int) -> Code | None:
    """The code as it was worded last under one of its rules; None where history does not tell."""
    found = code
    for before in _backwards(session, code.id):
        if found.rule == rule:
            break
        found = replace(
            found,
            name=before.get("name", found.name),
            wordings=before.get("wordings", found.wordings),
            rule=before.get("rule", found.rule),
        )
    return found if found.rule == rule else None


def _backwards(session: Session, code: CodeId) -> Iterator[Mapping[str, Any]]:
    """What each change of a code replaced, the latest first."""
    about = col(ActionRow.about)
    query = (
        select(col(ActionRow.changes))
        .where(
            col(ActionRow.name).not_in(_WITHOUT_CODES),
            col(ActionRow.name).not_in(("undo", "redo")) | about.not_in(_WITHOUT_CODES),
            col(ActionRow.changes).contains(code, autoescape=True),
        )
        .order_by(col(ActionRow.n).desc())
    )
    for changes in session.scalars(query):
        for table, row, before, _after in json.loads(changes):
            if table == "code" and row == code and before is not None:
                yield before


def came_from(session: Session, which: Collection[CodingId]) -> dict[CodingId, CodeId]:
    """The code each of some codings had before it was merged into its present one."""
    named = col(ActionRow.name) == "merge codes"
    again = (col(ActionRow.name) == "redo") & (col(ActionRow.about) == "merge codes")
    query = select(col(ActionRow.changes)).where(named | again).order_by(col(ActionRow.n).desc())
    found: dict[CodingId, CodeId] = {}
    for changes in session.scalars(query):
        for table, row, before, after in json.loads(changes):
            if table == "coding" and row in which and before and after and "code" in before:
                found.setdefault(row, before["code"])
    return found
