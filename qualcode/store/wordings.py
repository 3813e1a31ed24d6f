"""Places count in one wording of a text: undo must not put one of another wording into it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import OtherWording, WordedOtherwise
from qualcode.model import Change
from qualcode.store.tables import ActionRow, CodingRow, MemoRow, SourceRow, VersionRow

PLACES = ("coding", "memo")


def refuse_other_wording(session: Session, changes: Sequence[Change], action: ActionRow) -> None:
    """Refuse to put places into a text that has been corrected since, and to change a wording under places.

    Raises OtherWording, WordedOtherwise.
    """
    corrected = {c.row: c for c in changes if c.table == "source" and c.after and "version" in c.after}
    placed = [c for c in changes if c.table in PLACES and c.after and c.after.get("start") is not None]
    if not corrected and not placed:
        return
    later = _later(session, action)
    for source in _sources_of(session, placed) - corrected.keys():
        was = _first_before(later, "source", source, "version")
        now = _version(session, source)
        if was is not None and was != now:
            raise OtherWording(source=_name(session, source))
    if corrected:
        known = {c.row for c in changes if c.table in PLACES}
        for source in corrected:
            _refuse_placed_since(session, source, known, later)


def _later(session: Session, action: ActionRow) -> list[Any]:
    query = select(col(ActionRow.changes)).where(col(ActionRow.n) > action.n).order_by(col(ActionRow.n))
    return [change for changes in session.scalars(query) for change in json.loads(changes)]


def _sources_of(session: Session, placed: Iterable[Change]) -> set[str]:
    found: set[str] = set()
    ids: list[str] = []
    for change in placed:
        after = change.after or {}
        if change.table == "memo" and "target" in after:
            found.add(str(after["target"]))
        elif "source" in after:
            found.add(str(after["source"]))
        else:
            ids.append(change.row)
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        query = select(col(SourceRow.id)).join(CodingRow, col(CodingRow.source_n) == col(SourceRow.n))
        found |= set(session.scalars(query.where(col(CodingRow.id).in_(some)).distinct()))
        memos = select(col(MemoRow.target)).where(col(MemoRow.id).in_(some)).distinct()
        found |= set(session.scalars(memos))
    return found


def _refuse_placed_since(session: Session, source: str, known: set[str], later: Sequence[Any]) -> None:
    """Places that came, or were moved, while the text had the wording that is to go."""
    touched: dict[str, Mapping[str, Any] | None] = {}
    for table, row, before, after in later:
        whole = before is None or after is None
        if table in PLACES and row not in known and (whole or "start" in before or "end" in before):
            touched.setdefault(row, before)
    count = sum(
        row in touched and not _is_as_before(touched[row], span)
        for row, span in _present(session, source).items()
    )
    if count:
        raise WordedOtherwise(source=_name(session, source), count=count)


def _present(session: Session, source: str) -> dict[str, tuple[int, int]]:
    codings = (
        select(col(CodingRow.id), col(CodingRow.start), col(CodingRow.end))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .where(col(SourceRow.id) == source)
    )
    memos = select(col(MemoRow.id), col(MemoRow.start), col(MemoRow.end)).where(
        col(MemoRow.target) == source, col(MemoRow.start).is_not(None)
    )
    found: dict[str, tuple[int, int]] = {row: (start, end) for row, start, end in session.execute(codings)}
    return found | {row: (start or 0, end or 0) for row, start, end in session.execute(memos)}


def _is_as_before(before: Mapping[str, Any] | None, span: tuple[int, int]) -> bool:
    return before is not None and (before.get("start", span[0]), before.get("end", span[1])) == span


def _first_before(later: Sequence[Any], table: str, row: str, field: str) -> object:
    """What a field was before the first later change of it."""
    for changed, id_, before, after in later:
        if changed == table and id_ == row and before is not None and after is not None and field in before:
            return before[field]
    return None


def _version(session: Session, source: str) -> str | None:
    query = select(col(VersionRow.id)).join(SourceRow, col(SourceRow.version_n) == col(VersionRow.n))
    return session.scalar(query.where(col(SourceRow.id) == source))


def _name(session: Session, source: str) -> str:
    return session.scalar(select(col(SourceRow.name)).where(col(SourceRow.id) == source)) or "?"
