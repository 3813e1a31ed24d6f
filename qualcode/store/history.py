"""What was done, and taking it back: undo and redo of every action, also days later."""

import json
from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NothingToRedo, NothingToUndo, UsedSince
from qualcode.model import ActionId, ActionName, Change, CoderId
from qualcode.store.gate import Edit
from qualcode.store.log import Wanted, entries, entry, undone
from qualcode.store.putting import put
from qualcode.store.tables import ActionRow, CodingRow, SourceRow, new_id

__all__ = [
    "FLOOR", "Wanted", "changes_of", "entries", "entry", "last_redoable", "last_undoable", "names_since",
    "redo", "undo", "undo_back_to", "undone",
]  # fmt: skip
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
    put(edit, changes, _last_touched(edit.session, action))
    return action.name  # type: ignore[return-value]


def undo_back_to(edit: Edit, action_id: ActionId) -> int:
    """Take back all this coder did since an action, and that too; all of it, or nothing. Say how many it was.

    History shows each of them: redo does them again one by one.
    """
    ids = standing_since(edit.session, edit.coder_id, action_id)
    if not ids:
        raise NothingToUndo
    edit.counter = copy(edit.counter)  # the project's own goes on only when all of it is stored
    for id_ in ids[:-1]:
        step = replace(edit, id=ActionId(new_id()), _changes={})
        _stand_in(edit.session, step)
        undo(step, id_)
        step.close()
        edit.counter.replica, edit.counter.seq = step.replica, step.seq
    _stand_in(edit.session, edit)
    undo(edit, ids[-1])
    return len(ids)


def standing_since(session: Session, coder_id: CoderId, action_id: ActionId) -> list[ActionId]:
    """What this coder did since an action and has not taken back, the latest first, that action the last."""
    since = select(col(ActionRow.n)).where(col(ActionRow.id) == action_id, col(ActionRow.coder) == coder_id)
    query = select(col(ActionRow.id)).where(
        col(ActionRow.coder) == coder_id,
        col(ActionRow.n) >= since.scalar_subquery(),
        col(ActionRow.name).not_in((*FLOOR, "undo", "redo")),
    )
    back = undone(session)
    return [
        ActionId(id_) for id_ in session.scalars(query.order_by(col(ActionRow.n).desc())) if id_ not in back
    ]


def redo(edit: Edit, action_id: ActionId | None = None) -> ActionName:
    """Do again what this coder took back last, or the one named, and say which it was."""
    action = _taken_back(edit, action_id) if action_id else last_redoable(edit.session, edit.coder_id)
    if action is None:
        raise NothingToRedo
    edit.take_back("redo", action)
    put(edit, changes_of(action), _last_touched(edit.session, action))
    return action.name  # type: ignore[return-value]


def changes_of(action: ActionRow) -> list[Change]:
    return [Change(*change) for change in json.loads(action.changes)]


def _by_id(edit: Edit, action_id: ActionId) -> ActionRow | None:
    query = select(ActionRow).where(col(ActionRow.id) == action_id, col(ActionRow.coder) == edit.coder_id)
    action = edit.session.scalars(query).first()
    if action is None or action.name in {*FLOOR, "undo", "redo"} or action.id in undone(edit.session):
        return None
    return action


def _taken_back(edit: Edit, action_id: ActionId) -> ActionRow | None:
    query = select(ActionRow).where(col(ActionRow.id) == action_id, col(ActionRow.coder) == edit.coder_id)
    return edit.session.scalars(query).first() if action_id in undone(edit.session) else None


def _last_touched(session: Session, action: ActionRow) -> ActionRow:
    """When an action was done, taken back or done again last: what came later may stand in its way."""
    back = select(ActionRow).where(col(ActionRow.undoes) == action.id).order_by(col(ActionRow.n).desc())
    return session.scalars(back.limit(1)).first() or action


def _stand_in(session: Session, edit: Edit) -> None:
    """Let what is written from here on be remembered by that edit."""
    session.edit = edit  # type: ignore[attr-defined]  # (every session of an edit is a Watched one)


def about(session: Session, action: ActionRow | None) -> tuple[str, ...]:
    """What an action was about, and the name of the text it coded in: as much of it as is known."""
    return tuple(part for part in (action.about, _coded_text(session, action)) if part) if action else ()


def _coded_text(session: Session, action: ActionRow) -> str:
    coding = next((change for change in changes_of(action) if change.table == "coding"), None)
    if coding is None:
        return ""
    query = select(col(SourceRow.name))
    if told := (coding.after or {}).get("source") or (coding.before or {}).get("source"):
        query = query.where(col(SourceRow.id) == told)
    else:  # a changed row names only its changed fields
        its = col(CodingRow.source_n) == col(SourceRow.n)
        query = query.join(CodingRow, its).where(col(CodingRow.id) == coding.row)
    return session.scalar(query) or ""


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
