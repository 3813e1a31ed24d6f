"""What was done, and taking it back: undo and redo of every action, also days later."""

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NothingToRedo, NothingToUndo, UsedSince
from qualcode.model import ActionId, ActionName, Change, CoderId, HistoryEntry
from qualcode.store.gate import Edit
from qualcode.store.putting import put
from qualcode.store.tables import ActionRow, CoderRow

FLOOR: tuple[ActionName, ...] = ("new project", "join")
"""What cannot be taken back: without them there is no project and nobody to act."""


def undo(edit: Edit, action_id: ActionId | None = None) -> ActionName:
    """Take back this coder's latest action, or the one named, and say which it was."""
    action = _by_id(edit, action_id) if action_id else last_undoable(edit.session, edit.coder_id)
    if action is None:
        raise NothingToUndo
    changes = [Change(c.table, c.row, c.after, c.before) for c in reversed(changes_of(action))]
    _refuse_acting(edit.session, {c.row for c in changes if c.table == "coder" and c.after is None})
    edit.take_back("undo", action)
    put(edit, changes, action)
    return action.name  # type: ignore[return-value]


def redo(edit: Edit) -> ActionName:
    """Do again what this coder took back last, and say which it was."""
    action = last_redoable(edit.session, edit.coder_id)
    if action is None:
        raise NothingToRedo
    edit.take_back("redo", action)
    put(edit, changes_of(action), action)
    return action.name  # type: ignore[return-value]


def changes_of(action: ActionRow) -> list[Change]:
    return [Change(*change) for change in json.loads(action.changes)]


def _by_id(edit: Edit, action_id: ActionId) -> ActionRow | None:
    query = select(ActionRow).where(col(ActionRow.id) == action_id, col(ActionRow.coder) == edit.coder_id)
    action = edit.session.scalars(query).first()
    if action is None or action.name in {*FLOOR, "undo", "redo"} or action.id in undone(edit.session):
        return None
    return action


def names_since(session: Session, version: int) -> set[str]:
    """What kinds of things have been done since that action; the newest number comes from `version()`."""
    return set(session.scalars(select(col(ActionRow.name)).where(col(ActionRow.n) > version).distinct()))


def last_undoable(session: Session, coder_id: CoderId) -> ActionRow | None:
    """The coder's latest action that stands: not taken back, or done again since."""
    settled: set[str] = set()
    for action in _latest_first(session, coder_id):
        if action.name in {"undo", "redo"}:
            assert action.undoes is not None  # noqa: S101 (put there by undo and redo)
            if action.undoes in settled:
                continue
            settled.add(action.undoes)
            if action.name == "redo":
                return session.scalars(select(ActionRow).where(col(ActionRow.id) == action.undoes)).one()
        elif action.name not in FLOOR and action.id not in settled:
            return action
    return None


def last_redoable(session: Session, coder_id: CoderId) -> ActionRow | None:
    """What this coder took back last, unless they have done something else since."""
    settled: set[str] = set()
    for action in _latest_first(session, coder_id):
        if action.name not in {"undo", "redo"}:
            return None
        assert action.undoes is not None  # noqa: S101 (put there by undo and redo)
        if action.undoes in settled:
            continue
        settled.add(action.undoes)
        if action.name == "undo":
            return session.scalars(select(ActionRow).where(col(ActionRow.id) == action.undoes)).one()
    return None


def undone(session: Session) -> set[str]:
    """The actions that are taken back at present."""
    query = select(col(ActionRow.undoes), col(ActionRow.name)).where(col(ActionRow.undoes).is_not(None))
    state = {str(target): name for target, name in session.execute(query.order_by(col(ActionRow.n))).all()}
    return {target for target, name in state.items() if name == "undo"}


def entries(session: Session, *, latest: int | None = None) -> list[HistoryEntry]:
    """What was done, the latest last; only so many of the latest, if asked."""
    names = dict(session.execute(select(col(CoderRow.id), col(CoderRow.name))).all())
    back = undone(session)
    query = select(ActionRow).order_by(col(ActionRow.n).desc())
    rows = session.scalars(query.limit(latest) if latest else query)
    return [
        HistoryEntry(
            number=row.n,
            id=ActionId(row.id),
            name=row.name,
            coder=names.get(row.coder, "?"),
            when=row.made,
            device=row.device,
            rows=len(json.loads(row.changes)),
            undoes=ActionId(row.undoes) if row.undoes else None,
            undone=row.id in back,
            about=row.about,
        )
        for row in rows
    ][::-1]


def _latest_first(session: Session, coder_id: CoderId) -> Iterator[ActionRow]:
    query = select(ActionRow).where(col(ActionRow.coder) == coder_id).order_by(col(ActionRow.n).desc())
    # two are nearly always enough, and a long history is not read for them
    offset = 0
    while batch := session.scalars(query.offset(offset).limit(8)).all():
        yield from batch
        offset += len(batch)


def _refuse_acting(session: Session, coders: set[str]) -> None:
    """A coder stays while something they did stands."""
    if not coders:
        return
    back = undone(session)
    query = select(col(ActionRow.id)).where(
        col(ActionRow.coder).in_(coders), col(ActionRow.name).not_in((*FLOOR, "undo", "redo"))
    )
    count = sum(id_ not in back for id_ in session.scalars(query))
    if count:
        raise UsedSince(kind="action", count=count)
