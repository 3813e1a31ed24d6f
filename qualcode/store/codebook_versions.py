"""The named versions of the codebook."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import Code, CodebookVersion, CodeId, CoderId
from qualcode.store.codes import codes
from qualcode.store.tables import STATE, CodebookVersionRow, CoderRow, CodingRow

_LATEST = select(func.coalesce(func.max(STATE["codebook_version"].c.number), 0))
NOW = ("", "now")
"""How one asks for the codebook as it is."""


def latest_number(session: Session) -> int:
    """The number of the codebook version that codings are made under now; 0 before the first."""
    return int(session.execute(_LATEST).scalar_one())


def versions(session: Session) -> list[CodebookVersion]:
    """The named versions, the first first."""
    under = codings_under(session)
    query = (
        select(
            col(CodebookVersionRow.number), col(CodebookVersionRow.name), col(CodebookVersionRow.note),
            col(CodebookVersionRow.made), col(CoderRow.id),
        )
        .join(CoderRow, col(CoderRow.n) == col(CodebookVersionRow.coder_n))
        .order_by(col(CodebookVersionRow.number))
    )  # fmt: skip
    return [
        CodebookVersion(number, name, note, made, CoderId(coder), under.get(number, 0))
        for number, name, note, made, coder in session.execute(query)
    ]


def codings_under(session: Session) -> dict[int, int]:
    """How many codings were made under each version; 0: before the first."""
    query = select(col(CodingRow.codebook_version), func.count()).group_by(col(CodingRow.codebook_version))
    return dict(session.execute(query).all())


def codebook_at(session: Session, which: str | int) -> list[Code]:
    """The codes of a version, by its name or number, in tree order, retired ones too; “now”: as they are."""
    if which in NOW:
        return codes(session, retired=True)
    return [from_kept(kept) for kept in version_row(session, which).codes]


def version_row(session: Session, which: str | int) -> CodebookVersionRow:
    number = number_of(session, which)
    query = select(CodebookVersionRow).where(col(CodebookVersionRow.number) == number)
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind=N_("codebook version"), name=str(which))
    return row


def number_of(session: Session, which: str | int) -> int:
    """The number of the version of that name, or with that number; 0 stands for the time before the first."""
    there = {name: number for number, name in names(session).items()}
    wanted = str(which).strip()
    if wanted in there:
        return there[wanted]
    if wanted == "0" or (wanted.isascii() and wanted.isdecimal() and int(wanted) in there.values()):
        return int(wanted)
    raise NotFound(kind=N_("codebook version"), name=wanted)


def numbers_of(session: Session, wanted: Collection[str]) -> set[int]:
    """The numbers codings carry that were made under these versions.

    A version that was taken back leaves its number on codings: those belong to the one before it.
    """
    chosen = {number_of(session, which) for which in wanted}
    there = sorted(names(session))
    return {number for number in codings_under(session) if _standing(there, number) in chosen} | chosen


def names(session: Session) -> dict[int, str]:
    """What each version is called, by its number."""
    query = select(col(CodebookVersionRow.number), col(CodebookVersionRow.name))
    return dict(session.execute(query.order_by(col(CodebookVersionRow.number))).all())


def version_names(session: Session) -> Mapping[int, str]:
    """For each number codings carry, what the version then in force is called; “” before the first."""
    return _Standing(names(session))


class _Standing(dict[int, str]):
    def __missing__(self, number: int) -> str:
        return self.get(_standing(sorted(self), number), "")


def _standing(there: list[int], number: int) -> int:
    at = bisect_right(there, number)
    return there[at - 1] if at else 0


def as_kept(code: Code) -> dict[str, Any]:
    """A code as a version keeps it."""
    return {
        "id": code.id,
        "name": code.name,
        "parent": code.parent,
        "position": code.position,
        "colour": code.colour,
        "key": code.key,
        "codable": code.codable,
        "retired": code.retired,
        "wordings": {language: dict(words) for language, words in code.wordings.items()},
        "contradicts": list(code.contradicts),
        "terms": {language: list(words) for language, words in code.terms.items()},
        "rule": code.rule,
        "merged_into": code.merged_into or "",
    }


def from_kept(kept: Mapping[str, Any]) -> Code:
    """A code out of a version."""
    return Code(
        id=CodeId(kept["id"]),
        name=kept["name"],
        parent=CodeId(kept["parent"]) if kept["parent"] else None,
        position=kept["position"],
        colour=kept["colour"],
        key=kept["key"],
        codable=kept["codable"],
        retired=kept["retired"],
        wordings=kept["wordings"],
        contradicts=tuple(CodeId(other) for other in kept["contradicts"]),
        terms={language: tuple(words) for language, words in kept["terms"].items()},
        rule=kept["rule"],
        merged_into=CodeId(kept["merged_into"]) if kept["merged_into"] else None,
    )
