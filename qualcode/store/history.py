"""The one gate through which a project changes, and the history it keeps.

Every edit appends one row to the `action` table: who, when, where, and each changed row before and
after. Rows are named by GUID there, so that the action means the same on every laptop.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, bindparam, delete, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import ChangedSince, NothingToRedo, NothingToUndo, UnnamedEdit, UsedSince
from qualcode.model import ActionId, ActionName, Change, CoderId
from qualcode.store.replica import Counter, device
from qualcode.store.tables import POINTERS, STATE, ActionRow, CoderRow, Moment, Row, new_id, now

FLOOR: tuple[ActionName, ...] = ("new project", "join")
"""What cannot be taken back: without them there is no project and nobody to act."""
CHUNK = 500
"""Rows named in one statement; SQLite allows 32,766 values."""

Image = dict[str, Any]
AnyRow = TypeVar("AnyRow", bound=Row)


class Images:
    """Rows as history keeps them: GUIDs for numbers, text for times."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[tuple[str, int], str] = {}

    def of(self, table: Table, values: Mapping[str, Any]) -> Image:
        pointers = POINTERS[table.name]
        kept: Image = {}
        for name, value in values.items():
            if name in {"n", "id"}:
                continue
            if name in pointers:
                kept[name.removesuffix("_n")] = None if value is None else self._guid(pointers[name], value)
            elif isinstance(value, datetime):
                kept[name] = value.astimezone(UTC).isoformat(timespec="milliseconds")
            else:
                kept[name] = value
        return kept

    def _guid(self, table: str, n: int) -> str:
        if (table, n) not in self._ids:
            stored = STATE[table]
            query = select(stored.c.id).where(stored.c.n == n)
            self._ids[table, n] = self._session.execute(query).scalar_one()
        return self._ids[table, n]


@dataclass
class Edit:
    """One transaction and who is making it; only `project.edit(by=…)` hands one out."""

    session: Session
    coder_id: CoderId
    counter: Counter
    id: ActionId = field(default_factory=lambda: ActionId(new_id()))
    name: ActionName | None = None
    about: str = ""
    undoes: ActionId | None = None
    seq: int = 0
    _changes: dict[tuple[str, str], tuple[Image | None, Image | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.images = Images(self.session)

    def begin(self, name: ActionName, about: str = "") -> None:
        """Name what is being done; the first name given is the action's."""
        if self.name is None:
            self.name, self.about = name, about[:200]

    def add(self, row: AnyRow) -> AnyRow:
        """Add a row and give it its number."""
        self.session.add(row)
        self.session.flush()
        return row

    def insert_many(self, table: type[Row], rows: list[dict[str, Any]]) -> None:
        """Add many rows at once, by column name; rows without an `id` get one."""
        if not rows:
            return
        stored = STATE[str(table.__tablename__)]
        names = [column.name for column in stored.columns if column.name not in {"n", "id"}]
        rows = [{"id": row.get("id") or new_id()} | {name: row.get(name) for name in names} for row in rows]
        self.session.execute(insert(stored), rows)
        for row in rows:
            self.note(stored.name, row["id"], None, self.images.of(stored, row))

    @property
    def coder_n(self) -> int:
        found = self.session.scalar(select(col(CoderRow.n)).where(col(CoderRow.id) == self.coder_id))
        assert found is not None  # noqa: S101 (the gate checked it)
        return found

    # -- remembering ---------------------------------------------------------------------------------

    def note(self, table: str, row: str, before: Image | None, after: Image | None) -> None:
        """Remember one row's change, joined with what this edit already did to it."""
        key = (table, row)
        if key not in self._changes:
            self._changes[key] = (before, after)
            return
        first, last = self._changes[key]
        if first is None:  # added by this very edit
            if after is None:
                del self._changes[key]
            else:
                self._changes[key] = (None, {**(last or {}), **after})
        else:
            merged = None if after is None else {**(last or {}), **after}
            self._changes[key] = ({**(before or {}), **first}, merged)

    def changes(self) -> list[Change]:
        """What this edit has changed so far, without what it changed back."""
        return [Change(table, row, before, after) for (table, row), (before, after) in self._kept()]

    def _kept(self) -> Iterator[tuple[tuple[str, str], tuple[Image | None, Image | None]]]:
        for key, (before, after) in self._changes.items():
            if before is None or after is None:
                yield key, (before, after)
                continue
            really = [name for name in after if before[name] != after[name]]
            if really:
                yield key, ({n: before[n] for n in really}, {n: after[n] for n in really})

    def close(self) -> None:
        """Append the action; an edit that changed nothing leaves no trace."""
        changes = [[table, row, before, after] for (table, row), (before, after) in self._kept()]
        if not changes:
            return
        if self.name is None:
            raise UnnamedEdit
        self._append(json.dumps(changes, ensure_ascii=False, separators=(",", ":")))

    def _append(self, changes: str) -> None:
        replica, last = self._replica()
        clock = self.session.scalar(select(func.max(col(ActionRow.clock)))) or 0
        made = now()
        assert self.name is not None  # noqa: S101 (close() asked)
        row = ActionRow(
            id=self.id,
            replica=replica,
            seq=last.seq + 1 if last else 1,
            # a hybrid logical clock: the wall clock in ms × 65,536, never backwards
            clock=max(int(made.timestamp() * 1000) << 16, clock + 1),
            made=made,
            device=device(),
            coder=self.coder_id,
            name=self.name,
            about=self.about,
            changes=changes,
            undoes=self.undoes,
            prev=last.hash if last else "",
        )
        row.hash = digest(row)
        self.session.execute(insert(ActionRow), [row.model_dump(exclude={"n"})])
        self.counter.replica, self.seq = replica, row.seq

    def _replica(self) -> tuple[str, ActionRow | None]:
        replica = self.counter.replica
        last = _last_of(self.session, replica) if replica else None
        if last is None or last.seq < self.counter.seq:
            return new_id(), None
        return replica, last


def _last_of(session: Session, replica: str) -> ActionRow | None:
    query = select(ActionRow).where(col(ActionRow.replica) == replica).order_by(col(ActionRow.seq).desc())
    return session.scalars(query.limit(1)).first()


def digest(row: ActionRow) -> str:
    """SHA-256 over everything an action says and the hash of the one before it: a chain `check` can walk."""
    said = [
        row.prev, row.id, row.replica, str(row.seq), str(row.clock), str(Moment().process_bind_param(row.made, None)),  # type: ignore[arg-type]
        row.device, row.coder, row.name, row.about, row.undoes or "", row.changes,
    ]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def watch(session: Session, edit: Edit | None) -> None:
    """Let nothing be written through this session unless it is remembered; None lets nothing be written."""

    @event.listens_for(session, "after_flush")
    def remember(flushed: Session, _context: object) -> None:
        if edit is None:
            raise UnnamedEdit
        for row in flushed.new:
            edit.note(*_named(row), None, edit.images.of(_table(row), _values(row)))
        for row in flushed.deleted:
            edit.note(*_named(row), edit.images.of(_table(row), _values(row)), None)
        for row in flushed.dirty:
            before, after = _difference(row)
            if after:
                edit.note(*_named(row), edit.images.of(_table(row), before), edit.images.of(_table(row), after))


def _table(row: Any) -> Table:
    return STATE[row.__tablename__]


def _named(row: Any) -> tuple[str, str]:
    return row.__tablename__, row.id


def _values(row: Any) -> Image:
    return {column.name: getattr(row, column.name) for column in _table(row).columns}


def _difference(row: Any) -> tuple[Image, Image]:
    before: Image = {}
    after: Image = {}
    for name, attribute in inspect(row).attrs.items():
        history = attribute.history
        if history.has_changes():
            before[name], after[name] = history.deleted[0], history.added[0]
    return before, after


# -- undo and redo ---------------------------------------------------------------------------------------


def undo(edit: Edit, action_id: ActionId | None = None) -> ActionName:
    """Take back this coder's latest action, or the one named, and say which it was."""
    action = _by_id(edit, action_id) if action_id else last_undoable(edit.session, edit.coder_id)
    if action is None:
        raise NothingToUndo
    edit.begin("undo", action.name)
    edit.undoes = ActionId(action.id)
    put(edit, [Change(c.table, c.row, c.after, c.before) for c in reversed(changes_of(action))], action)
    return action.name  # type: ignore[return-value]


def redo(edit: Edit) -> ActionName:
    """Do again what this coder took back last, and say which it was."""
    action = last_redoable(edit.session, edit.coder_id)
    if action is None:
        raise NothingToRedo
    edit.begin("redo", action.name)
    edit.undoes = ActionId(action.id)
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


def last_undoable(session: Session, coder_id: CoderId) -> ActionRow | None:
    """This coder's latest action that stands: not taken back, or done again since."""
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
    query = select(ActionRow.undoes, ActionRow.name).where(col(ActionRow.undoes).is_not(None))
    state = {str(target): name for target, name in session.execute(query.order_by(col(ActionRow.n))).all()}
    return {target for target, name in state.items() if name == "undo"}


def _latest_first(session: Session, coder_id: CoderId) -> Iterator[ActionRow]:
    query = select(ActionRow).where(col(ActionRow.coder) == coder_id).order_by(col(ActionRow.n).desc())
    # two are nearly always enough, and a long history is not read for them
    offset = 0
    while batch := session.scalars(query.offset(offset).limit(8)).all():
        yield from batch
        offset += len(batch)


# -- putting rows where an action says they should be ------------------------------------------------------


def put(edit: Edit, changes: Sequence[Change], action: ActionRow) -> None:
    """Bring each row from `before` to `after`; refused when somebody has changed one since."""
    tables: dict[str, list[Change]] = {}
    for change in changes:
        tables.setdefault(change.table, []).append(change)
    for table, its in tables.items():
        _unchanged(edit, STATE[table], its, action)
    gone = {(c.table, c.row) for c in changes if c.after is None}
    for table, its in tables.items():
        _unused(edit, STATE[table], [c.row for c in its if c.after is None], gone)

    for table, its in tables.items():
        _delete(edit, STATE[table], [c for c in its if c.after is None])
    for table in STATE:  # parents first, for children need their numbers
        _insert(edit, STATE[table], [c for c in tables.get(table, ()) if c.before is None])
    for table, its in tables.items():
        _point_on(edit, STATE[table], [c for c in its if c.before is None])
    for table, its in tables.items():
        _update(edit, STATE[table], [c for c in its if c.before is not None and c.after is not None])
    edit.session.expire_all()


def _rows(edit: Edit, table: Table, ids: Iterable[str]) -> dict[str, Image]:
    found: dict[str, Image] = {}
    for some in _chunks(ids):
        for row in edit.session.execute(select(table).where(table.c.id.in_(some))).mappings():
            found[row["id"]] = edit.images.of(table, row)
    return found


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while some := list(islice(rest, CHUNK)):
        yield some


def _unchanged(edit: Edit, table: Table, changes: list[Change], action: ActionRow) -> None:
    present = _rows(edit, table, (change.row for change in changes))
    for change in changes:
        now_is = present.get(change.row)
        if change.before is None:
            same = now_is is None
        else:
            same = now_is is not None and all(now_is[name] == value for name, value in change.before.items())
        if not same:
            raise _changed_since(edit, change, action)


def _changed_since(edit: Edit, change: Change, action: ActionRow) -> ChangedSince:
    query = (
        select(ActionRow)
        .where(col(ActionRow.n) > action.n, col(ActionRow.changes).contains(change.row, autoescape=True))
        .order_by(col(ActionRow.n).desc())
    )
    later = edit.session.scalars(query.limit(1)).first() or action
    coder = edit.session.scalar(select(col(CoderRow.name)).where(col(CoderRow.id) == later.coder))
    return ChangedSince(coder=coder or "?", kind=change.table, when=f"{later.made:%Y-%m-%d %H:%M}")


def _unused(edit: Edit, table: Table, ids: list[str], gone: set[tuple[str, str]]) -> None:
    """Refuse to take away rows that others point at and that stay."""
    for some in _chunks(ids):
        ns = select(table.c.n).where(table.c.id.in_(some))
        for other in STATE.values():
            for name, target in POINTERS[other.name].items():
                if target == table.name and not other.c[name].info:
                    _nobody(edit, other, other.c[name].in_(ns), gone)
        memo = STATE["memo"]
        _nobody(edit, memo, memo.c.target.in_(some), gone)


def _nobody(edit: Edit, other: Table, where: ColumnElement[bool], gone: set[tuple[str, str]]) -> None:
    users = [id for id in edit.session.scalars(select(other.c.id).where(where)) if (other.name, id) not in gone]
    if users:
        raise UsedSince(kind=other.name, count=len(users))


def _delete(edit: Edit, table: Table, changes: list[Change]) -> None:
    for some in _chunks(change.row for change in changes):
        edit.session.execute(delete(table).where(table.c.id.in_(some)))
    for change in changes:
        edit.note(table.name, change.row, dict(change.before or {}), None)


def _insert(edit: Edit, table: Table, changes: list[Change]) -> None:
    if not changes:
        return
    later: list[Change] = []
    own = {change.row for change in changes}
    if table.name in POINTERS[table.name].values():  # a tree: a child waits until its parent has a number
        later = [c for c in changes if own & {str((c.after or {}).get(p.removesuffix("_n"))) for p in POINTERS[table.name]}]
        waiting = {c.row for c in later}
        changes = [c for c in changes if c.row not in waiting]
    rows = _stored(edit, table, [(change.row, dict(change.after or {})) for change in changes])
    edit.session.execute(insert(table), rows)
    for change in changes:
        edit.note(table.name, change.row, None, dict(change.after or {}))
    _insert(edit, table, later)


def _point_on(edit: Edit, table: Table, changes: list[Change]) -> None:
    """Set what points at a row that came in after its own (a source's present version)."""
    later = [column.name for column in table.columns if column.info]
    if later and changes:
        keys = {name.removesuffix("_n") for name in later}
        images = [(c.row, {k: v for k, v in (c.after or {}).items() if k in keys}) for c in changes]
        _set(edit, table, _stored(edit, table, images))


def _update(edit: Edit, table: Table, changes: list[Change]) -> None:
    for change in changes:
        _set(edit, table, _stored(edit, table, [(change.row, dict(change.after or {}))]))
        edit.note(table.name, change.row, dict(change.before or {}), dict(change.after or {}))


def _set(edit: Edit, table: Table, rows: list[Image]) -> None:
    rows = [{"row_id" if name == "id" else name: value for name, value in row.items()} for row in rows]
    edit.session.execute(update(table).where(table.c.id == bindparam("row_id")), rows)


def _stored(edit: Edit, table: Table, images: list[tuple[str, Image]]) -> list[Image]:
    """Images as rows of this database: GUIDs become its own numbers, text becomes times."""
    pointers = POINTERS[table.name]
    numbers: dict[str, dict[str, int]] = {}
    for name, target in pointers.items():
        wanted = {image[key] for _, image in images if (key := name.removesuffix("_n")) in image} - {None}
        numbers[name] = _numbers(edit, STATE[target], wanted)
    rows = []
    for id_, image in images:
        row: Image = {"id": id_}
        for column in table.columns:
            key = column.name.removesuffix("_n") if column.name in pointers else column.name
            if column.name in {"n", "id"} or key not in image:
                continue
            value = image[key]
            if column.name in pointers and value is not None:
                value = numbers[column.name].get(value)
            elif isinstance(column.type, Moment) and value is not None:
                value = datetime.fromisoformat(value)
            row[column.name] = value
        rows.append(row)
    return rows


def _numbers(edit: Edit, table: Table, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _chunks(ids):
        query = select(table.c.id, table.c.n).where(table.c.id.in_(some))
        found |= dict(edit.session.execute(query).tuples().all())
    return found
