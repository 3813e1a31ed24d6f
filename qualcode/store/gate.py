"""The one gate through which a project changes, and the history it keeps.

Every edit appends one row to the `action` table: who, when, where, and each changed row before and
after. Rows are named by GUID there, so that the action means the same on every laptop.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import Table, bindparam, event, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key
from sqlmodel import col

from qualcode.errors import UnnamedEdit
from qualcode.model import ActionId, ActionName, Change, CoderId
from qualcode.store.replica import Counter, device
from qualcode.store.tables import (
    BEFORE,
    METADATA,
    POINTERS,
    ROWS,
    STATE,
    ActionRow,
    CoderRow,
    Row,
    new_id,
    now,
)

Image = dict[str, Any]
"""A row as history keeps it, whole or only some fields."""
ACTION = METADATA.tables["action"]
LONGEST = 200
"""Characters of what History says an action was about."""
AnyRow = TypeVar("AnyRow", bound=Row)


class Images:
    """Rows as history keeps them: GUIDs for numbers, text for times."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[tuple[str, int], str] = {}

    def of(self, table: Table, values: Mapping[Any, Any]) -> Image:
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

    def know(self, table: str, n: int, guid: str) -> None:
        self._ids[table, n] = guid

    def forget(self) -> None:
        """Rows may have got other numbers."""
        self._ids.clear()

    def drop(self, table: str, n: int) -> None:
        """Forget a row that is gone: SQLite gives its number to the next."""
        self._ids.pop((table, n), None)

    def _guid(self, table: str, n: int) -> str:
        if (table, n) not in self._ids:
            self.know(table, n, self._loaded(table, n) or self._stored(STATE[table], n))
        return self._ids[table, n]

    def _loaded(self, table: str, n: int) -> str | None:
        """What the session has in hand needs no question to the database."""
        row = self._session.identity_map.get(identity_key(ROWS[table], n))
        return row.__dict__.get("id") if row is not None else None

    def _stored(self, table: Table, n: int) -> str:
        return str(self._session.execute(select(table.c.id).where(table.c.n == n)).scalar_one())


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
    replica: str = ""
    seq: int = 0
    closed: bool = False
    known_n: int = 0
    _changes: dict[tuple[str, str], tuple[Image | None, Image | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.images = Images(self.session)

    def begin(self, name: ActionName, about: str = "") -> None:
        """Name what is being done; the first name given is the action's."""
        if self.undoes is not None:
            raise RuntimeError("taking back, or doing again, stands alone in its edit")
        if self.name is None:
            self.name, self.about = name, _shorten(about)

    def take_back(self, name: Literal["undo", "redo"], action: ActionRow) -> None:
        """Name the action that is taken back or done again; nothing else is done in this edit."""
        if self.name is not None:
            raise RuntimeError("taking back, or doing again, stands alone in its edit")
        self.name, self.about, self.undoes = name, action.name, ActionId(action.id)

    def add(self, row: AnyRow) -> AnyRow:
        """Add a row and give it its number."""
        self.session.add(row)
        self.session.flush()
        return row

    def insert_many(self, table: type[Row], rows: list[dict[str, Any]]) -> None:
        """Add many rows at once, by column name.

        Rows without an `id` get one; columns that came later, where not given, what older rows have.
        """
        if not rows:
            return
        stored = STATE[str(table.__tablename__)]
        names = [column.name for column in stored.columns if column.name not in {"n", "id"}]
        before = BEFORE[stored.name]
        rows = [
            {"id": row.get("id") or new_id()} | {name: row.get(name, before.get(name)) for name in names}
            for row in rows
        ]
        self.session.execute(insert(stored), rows)
        for row in rows:
            self.note(stored.name, row["id"], None, self.images.of(stored, row))

    @property
    def coder_n(self) -> int:
        """The number of the row of who is editing."""
        if not self.known_n:
            query = select(col(CoderRow.n)).where(col(CoderRow.id) == self.coder_id)
            self.known_n = self.session.scalars(query).one()
        self.images.know("coder", self.known_n, self.coder_id)
        return self.known_n

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
        if changes and self.name is None:
            raise UnnamedEdit
        if changes:
            self._append(json.dumps(changes, ensure_ascii=False, separators=(",", ":")))
        self.closed = True

    def _append(self, changes: str) -> None:
        latest = _latest(self.session)
        last = self._own(latest)
        made = now()
        assert self.name is not None  # noqa: S101 (close() asked)
        row: Image = {
            "id": self.id,
            "replica": last.replica if last else new_id(),
            "seq": last.seq + 1 if last else 1,
            # a hybrid logical clock: the wall clock in ms × 65,536, never backwards
            "clock": max(int(made.timestamp() * 1000) << 16, latest.clock + 1 if latest else 0),
            "made": made,
            "device": device(),
            "coder": self.coder_id,
            "name": self.name,
            "about": self.about,
            "changes": changes,
            "undoes": self.undoes,
            "prev": last.hash if last else "",
        }
        self.session.execute(insert(ACTION), [row | {"hash": digest(row)}])
        self.replica, self.seq = row["replica"], row["seq"]

    def _own(self, latest: "_Last | None") -> "_Last | None":
        """The last action of this installation in the file, unless the file has lost some since."""
        replica = self.counter.replica
        last = latest if latest and latest.replica == replica else _latest(self.session, replica)
        return last if last and last.seq >= self.counter.seq else None


class _Last(NamedTuple):
    replica: str
    seq: int
    clock: int
    hash: str


_PLACE = select(ACTION.c.replica, ACTION.c.seq, ACTION.c.clock, ACTION.c.hash).limit(1)
_LATEST = _PLACE.order_by(ACTION.c.clock.desc())
_LATEST_OF = _PLACE.where(ACTION.c.replica == bindparam("replica")).order_by(ACTION.c.seq.desc())
"""Made once: SQLAlchemy takes as long to put a statement together as to send it."""


def _latest(session: Session, replica: str | None = None) -> _Last | None:
    if replica is None:
        found = session.execute(_LATEST).first()
    else:
        found = session.execute(_LATEST_OF, {"replica": replica}).first()
    return _Last(*found) if found else None


def digest(row: Mapping[Any, Any]) -> str:
    """SHA-256 over all an action says and the hash of the one before it: a chain `check` can walk."""
    made = row["made"].astimezone(UTC).isoformat(timespec="milliseconds")
    said = [
        row["prev"], row["id"], row["replica"], str(row["seq"]), str(row["clock"]), made, row["device"],
        row["coder"], row["name"], row["about"], row["undoes"] or "", row["changes"],
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"


# -- nothing passes by the gate ---------------------------------------------------------------------------


class Watched(Session):
    """A session that writes nothing its edit does not remember; without an edit, nothing at all."""

    edit: Edit | None = None


@event.listens_for(Watched, "after_flush")
def _remember(session: Watched, _context: object) -> None:
    edit = session.edit
    assert edit is not None  # noqa: S101 (nothing is flushed without one)
    for row in session.new:
        edit.note(*_named(row), None, edit.images.of(_table(row), _values(row)))
    for row in session.deleted:
        before, _after = _difference(row)
        edit.note(*_named(row), edit.images.of(_table(row), {**_values(row), **before}), None)
    for row in session.deleted:
        edit.images.drop(row.__tablename__, row.n)
    for row in session.dirty:
        before, after = _difference(row)
        if after:
            edit.note(*_named(row), edit.images.of(_table(row), before), edit.images.of(_table(row), after))


@event.listens_for(Watched, "before_flush")
def _refuse_to_write(session: Watched, _context: object, _instances: object) -> None:
    if session.edit is None:
        raise UnnamedEdit


@event.listens_for(Watched, "before_commit")
def _refuse_to_commit(session: Watched) -> None:
    if not session.in_nested_transaction() and (session.edit is None or not session.edit.closed):
        raise UnnamedEdit


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
