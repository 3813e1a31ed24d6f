"""The project as it was: its present rows, with what was done since taken back again.

History keeps each changed row before and after, so that the state after any action follows from the
present one and from what came later. Everything goes into a new SQLite file, also from a server.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotSoLongAgo
from qualcode.store import migrations
from qualcode.store.engine import mark, sqlite_engine, writing
from qualcode.store.gate import ACTION, Image, Images
from qualcode.store.tables import BEFORE, POINTERS, STATE, ActionRow, CodebookVersionRow, Moment

Progress = Callable[[int, int], None]
Was = dict[str, dict[str, Image | None]]
"""By table and GUID what a row had that it has no longer; None: it was not there."""
AT_ONCE = 2_000
"""Rows in one statement."""
POINTED_AT = frozenset(target for pointers in POINTERS.values() for target in pointers.values())


def write_past(session: Session, number: int, out: Path, progress: Progress | None = None) -> None:
    """Write the project as it was after action `number` into a new file: rows, and history until then."""
    mark(out)
    engine = sqlite_engine(out)
    try:
        with writing(engine).begin() as connection:
            migrations.create(connection)
            _Past(session, connection, _was(session, number), progress or _unseen).write(number)
    finally:
        engine.dispose()


def number_at(session: Session, when: datetime) -> int:
    """The number of the last action done by then. Raises NotSoLongAgo before the project was made."""
    query = select(func.max(col(ActionRow.n))).where(col(ActionRow.made) <= when)
    found = session.scalar(query)
    if found is None:
        raise NotSoLongAgo(when=f"{when:%Y-%m-%d %H:%M}")
    return int(found)


def number_of_version(session: Session, name: str) -> int | None:
    """The number of the action that gave the codebook version of that name its name."""
    version = session.scalar(select(col(CodebookVersionRow.id)).where(col(CodebookVersionRow.name) == name))
    if version is None:
        return None
    naming = col(ActionRow.changes).contains(version) & (col(ActionRow.name) == "name codebook version")
    return session.scalar(select(func.min(col(ActionRow.n))).where(naming))


def _unseen(_done: int, _of: int) -> None:
    return None


def _was(session: Session, number: int) -> Was:
    """What every row changed since then had at that moment, from the changes since, the latest first."""
    found: Was = {name: {} for name in STATE}
    query = select(ACTION.c.changes).where(ACTION.c.n > number).order_by(ACTION.c.n.desc())
    for changes in session.scalars(query.execution_options(yield_per=100)):
        for table, row, before, after in reversed(json.loads(changes)):
            its = found[table]
            if before is None:
                its[row] = None
            elif after is None:
                its[row] = BEFORE[table] | before
            else:
                its[row] = (its.get(row) or {}) | before
    return found


class _Past:
    """Rows on their way into the new file. A row that is still there keeps its number."""

    def __init__(self, session: Session, connection: Connection, was: Was, progress: Progress) -> None:
        self.session, self.connection, self.was, self.progress = session, connection, was, progress
        self.images = Images(session)
        self.numbers: dict[str, dict[str, int]] = {name: {} for name in STATE}
        self.coming: dict[str, dict[str, Image]] = {name: {} for name in STATE}
        self.last: dict[str, int] = {}

    def write(self, number: int) -> None:
        steps = len(STATE) + 1
        for done, table in enumerate(STATE.values()):
            self.progress(done, steps)
            self._copy(table)
        for table in STATE.values():
            self._number(table.name)
        for table in STATE.values():
            self._put(table)
        self.progress(len(STATE), steps)
        actions = select(ACTION).where(ACTION.c.n <= number).order_by(ACTION.c.n)
        for some in self._read(actions, at_once=100):
            self.connection.execute(insert(ACTION), some)
        self.progress(steps, steps)

    def _copy(self, table: Table) -> None:
        """Copy the rows nobody has changed since; remember the others."""
        for some in self._read(select(table).order_by(table.c.n), at_once=AT_ONCE):
            if same := [row for row in some if self._same(table, row)]:
                self.connection.execute(insert(table), same)

    def _read(self, query: Any, *, at_once: int) -> Iterator[list[dict[str, Any]]]:
        found = self.session.execute(query.execution_options(yield_per=at_once)).mappings()
        for some in found.partitions(at_once):
            yield [dict(row) for row in some]

    def _same(self, table: Table, row: Mapping[str, Any]) -> bool:
        n, id_, its = row["n"], row["id"], self.was[table.name]
        self.last[table.name] = n
        if id_ in its and its[id_] is None:
            return False
        if table.name in POINTED_AT:
            self.numbers[table.name][id_] = n
        if id_ not in its:
            return True
        self.numbers[table.name][id_] = n
        self.coming[table.name][id_] = self.images.of(table, row) | (its.pop(id_) or {})
        return False

    def _number(self, name: str) -> None:
        """Give a number to the rows that are no longer there."""
        known, coming, last = self.numbers[name], self.coming[name], self.last.get(name, 0)
        for id_, image in self.was[name].items():
            if image is not None and id_ not in coming:
                last += 1
                coming[id_], known[id_] = image, last

    def _put(self, table: Table) -> None:
        rows = [self._stored(table, id_, image) for id_, image in self.coming[table.name].items()]
        for first in range(0, len(rows), AT_ONCE):
            self.connection.execute(insert(table), rows[first : first + AT_ONCE])

    def _stored(self, table: Table, id_: str, image: Image) -> Image:
        pointers = POINTERS[table.name]
        row: Image = {"n": self.numbers[table.name][id_], "id": id_}
        for column in table.columns:
            if column.name in pointers:
                guid = image[column.name.removesuffix("_n")]
                row[column.name] = None if guid is None else self.numbers[pointers[column.name]][guid]
            elif column.name not in row:
                value = image[column.name]
                timed = value and isinstance(column.type, Moment)
                row[column.name] = datetime.fromisoformat(value) if timed else value
        return row
