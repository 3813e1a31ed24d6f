"""Putting rows where an action says they should be: what undo and redo do, and when they refuse to."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Never

from sqlalchemy import Table, delete, func, insert, select
from sqlmodel import col

from qualcode.errors import ChangedSince, KeyTaken, NameTaken, UsedSince
from qualcode.model import Change
from qualcode.store.gate import Edit, Image
from qualcode.store.tables import BEFORE, POINTERS, STATE, ActionRow, CoderRow, Moment
from qualcode.store.told import kind
from qualcode.store.wordings import refuse_other_wording

CHUNK = 500
"""Rows named in one statement; SQLite allows 32,766 values."""
UNIQUE = (
    ("coder", ("name",)),
    ("source", ("name",)),
    ("case", ("name",)),
    ("attribute", ("name",)),
    ("speaker", ("source", "label")),
    ("recording", ("source",)),
    ("value", ("case", "attribute")),
    ("code", ("name", "parent")),
    ("code", ("key",)),
    ("coding", ("source", "start", "end", "code", "coder")),
    ("codebook_version", ("name",)),
    ("codebook_version", ("number",)),
    ("code_set", ("name",)),
    ("code_set", ("key",)),
    ("assignment", ("source", "coder")),
)
"""What no two rows of a table may share."""


def put(edit: Edit, changes: Sequence[Change], action: ActionRow) -> None:
    """Bring each row from `before` to `after`; refused when somebody has changed or used one since."""
    edit.session.flush()
    putting = _Putting(edit, changes, action)
    putting.refuse_changed()
    putting.refuse_used()
    putting.refuse_lost()
    putting.refuse_taken()
    putting.refuse_circle()
    refuse_other_wording(edit.session, changes, action)
    putting.write()
    for change in changes:
        edit.note(change.table, change.row, _copy(change.before), _copy(change.after))
    edit.images.forget()
    edit.session.expire_all()


def _copy(image: Mapping[str, object] | None) -> Image | None:
    return None if image is None else dict(image)


class _Putting:
    """The rows of an action: as they are, and whole as they will be."""

    def __init__(self, edit: Edit, changes: Sequence[Change], action: ActionRow) -> None:
        self.edit, self.session, self.action = edit, edit.session, action
        self.changes: dict[str, dict[str, Change]] = {name: {} for name in STATE}
        for change in changes:
            self.changes[change.table][change.row] = change
        self.numbers: dict[tuple[str, str], int] = {}
        self.present = {name: self._rows(STATE[name], its) for name, its in self.changes.items()}
        self.gone = {
            name: {c.row for c in its.values() if c.after is None} for name, its in self.changes.items()
        }
        self.coming = {
            name: {
                row: {**BEFORE[name], **self.present[name].get(row, {}), **c.after}
                for row, c in its.items()
                if c.after is not None
            }
            for name, its in self.changes.items()
        }

    def _rows(self, table: Table, ids: Iterable[str]) -> dict[str, Image]:
        found: dict[str, Image] = {}
        for some in _chunks(ids):
            for row in self.session.execute(select(table).where(table.c.id.in_(some))).mappings():
                found[row["id"]] = self.edit.images.of(table, row)
                self.numbers[table.name, row["id"]] = row["n"]
        return found

    # -- refusing ------------------------------------------------------------------------------------

    def refuse_changed(self) -> None:
        for table, its in self.changes.items():
            for row, change in its.items():
                if not _matches(self.present[table].get(row), change.before):
                    self._refuse(table, row)

    def refuse_used(self) -> None:
        """Rows do not go while others that stay point at them."""
        for table, gone in self.gone.items():
            for some in _chunks(gone):
                self._refuse_pointed_at(table, some)
                self._refuse_remarked(some)
            if table == "code" and gone:
                self._refuse_opposed(gone)

    def _refuse_pointed_at(self, table: str, ids: list[str]) -> None:
        ns = select(STATE[table].c.n).where(STATE[table].c.id.in_(ids))
        for other, pointers in POINTERS.items():
            for name, target in pointers.items():
                if target == table and not STATE[other].c[name].info:
                    query = select(STATE[other].c.id).where(STATE[other].c[name].in_(ns))
                    self._refuse_users(
                        other, self.session.scalars(query), name.removesuffix("_n"), self.gone[table]
                    )

    def _refuse_remarked(self, ids: list[str]) -> None:
        memo = STATE["memo"]
        query = select(memo.c.id).where(memo.c.target.in_(ids))
        self._refuse_users("memo", self.session.scalars(query), "target", set(ids))

    def _refuse_users(self, table: str, rows: Iterable[str], key: str, gone: set[str]) -> None:
        count = sum(self._stays(table, row, key, gone) for row in rows)
        if count:
            raise UsedSince(kind=kind(table), count=count)

    def _stays(self, table: str, row: str, key: str, gone: set[str]) -> bool:
        """Whether a row that points at what goes will do so still."""
        image = self.coming[table].get(row)
        return row not in self.gone[table] and (image is None or image[key] in gone)

    def _refuse_opposed(self, gone: set[str]) -> None:
        code = STATE["code"]
        rows = self.session.execute(select(code.c.id, code.c.contradicts, code.c.merged_into))
        opposed = {row: [*others, successor] for row, others, successor in rows}
        opposed |= {
            row: [*image["contradicts"], image["merged_into"]] for row, image in self.coming["code"].items()
        }
        count = sum(row not in gone and not gone.isdisjoint(others) for row, others in opposed.items())
        if count:
            raise UsedSince(kind="code", count=count)

    def refuse_lost(self) -> None:
        """What a row will point at must be there still."""
        wanted: dict[str, set[str]] = {name: set() for name in STATE}
        for table, its in self.changes.items():
            for change in its.values():
                for target, row in _pointed_at(
                    table, change.after or {}, self.coming[table].get(change.row, {})
                ):
                    wanted[target].add(row)
        for table, rows in wanted.items():
            missing = rows - self.coming[table].keys()
            self._learn(table, missing)
            for row in sorted(missing):
                if (table, row) not in self.numbers or row in self.gone[table]:
                    self._refuse(table, row)

    def _learn(self, table: str, ids: Iterable[str]) -> None:
        """Ask for the numbers of rows."""
        stored = STATE[table]
        for some in _chunks(row for row in ids if (table, row) not in self.numbers):
            for row, n in self.session.execute(select(stored.c.id, stored.c.n).where(stored.c.id.in_(some))):
                self.numbers[table, row] = n

    def refuse_taken(self) -> None:
        """Somebody else's row may stand where this one wants to be."""
        for table, fields in UNIQUE:
            its = self.changes[table].values()
            rows = [c.row for c in its if c.after is not None and any(field in c.after for field in fields)]
            for some in _chunks(row for row in rows if self.coming[table][row][fields[0]] != ""):
                self._refuse_twins(STATE[table], {row: self.coming[table][row] for row in some}, fields)

    def _refuse_twins(self, table: Table, rows: dict[str, Image], fields: tuple[str, ...]) -> None:
        stored = self._stored(table, rows)
        where = []
        for field in fields:
            column = field if field in table.c else f"{field}_n"
            values = {row[column] for row in stored}
            if None not in values:
                where.append(table.c[column].in_(values))
        mine = {_key(image, fields) for image in rows.values()}
        for row in self.session.execute(select(table).where(*where)).mappings():
            image = self.edit.images.of(table, row)
            if row["id"] not in self.changes[table.name] and _key(image, fields) in mine:
                self._refuse_twin(table.name, fields, image, row["id"])

    def _refuse_twin(self, table: str, fields: tuple[str, ...], twin: Image, row: str) -> Never:
        if fields == ("key",):
            raise KeyTaken(key=twin["key"], code=twin["name"])
        if "name" in fields:
            raise NameTaken(kind=kind(table), name=twin["name"])
        self._refuse(table, row)

    def refuse_circle(self) -> None:
        """Two moves, or two merges, that were each right may close a circle together."""
        code, above = STATE["code"], STATE["code"].alias()
        query = select(code.c.id, above.c.id).outerjoin(above, above.c.n == code.c.parent_n)
        self._refuse_back_again("parent", query)
        self._refuse_back_again("merged_into", select(code.c.id, code.c.merged_into))

    def _refuse_back_again(self, field: str, query: Any) -> None:
        moved = [c.row for c in self.changes["code"].values() if c.after is not None and c.after.get(field)]
        if not moved:
            return
        targets: dict[str, str | None] = dict(self.session.execute(query).all())
        targets |= {row: image[field] for row, image in self.coming["code"].items()}
        for row in moved:
            step = targets[row]
            while step and step != row:
                step = targets[step]
            if step == row:
                self._refuse("code", str(targets[row]))

    def _refuse(self, table: str, row: str) -> Never:
        """Say who changed this row last."""
        query = (
            select(ActionRow)
            .where(col(ActionRow.n) > self.action.n, col(ActionRow.changes).contains(row, autoescape=True))
            .order_by(col(ActionRow.n).desc())
        )
        later = self.session.scalars(query.limit(1)).first() or self.action
        coder = self.session.scalar(select(col(CoderRow.name)).where(col(CoderRow.id) == later.coder))
        raise ChangedSince(coder=coder or "?", kind=kind(table), when=f"{later.made:%Y-%m-%d %H:%M}")

    # -- writing -------------------------------------------------------------------------------------

    def write(self) -> None:
        """Take out every row, put in those that will be: then no two can be in each other's way.

        Foreign keys are looked at when the transaction ends; a row that stays keeps its number.
        """
        for table, coming in self.coming.items():
            self._number(STATE[table], [row for row in coming if (table, row) not in self.numbers])
        for table, its in self.changes.items():
            for some in _chunks(row for row, change in its.items() if change.before is not None):
                self.session.execute(delete(STATE[table]).where(STATE[table].c.id.in_(some)))
        for table, coming in self.coming.items():
            if coming:
                self.session.execute(insert(STATE[table]), self._stored(STATE[table], coming))

    def _number(self, table: Table, rows: list[str]) -> None:
        """Give new rows their numbers beforehand, so that rows can point at each other in any order."""
        if not rows:
            return
        if self.session.get_bind().dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', "n")
            query = select(func.nextval(sequence)).select_from(func.generate_series(1, len(rows)))
            numbers: Iterable[int] = self.session.scalars(query)
        else:
            numbers = itertools.count((self.session.scalar(select(func.max(table.c.n))) or 0) + 1)
        self.numbers |= {(table.name, row): n for row, n in zip(rows, numbers, strict=False)}

    def _stored(self, table: Table, rows: dict[str, Image]) -> list[Image]:
        """Images as rows of this database: GUIDs become its own numbers, text becomes times."""
        pointers = POINTERS[table.name]
        for name, target in pointers.items():
            self._learn(target, {guid for image in rows.values() if (guid := image[name.removesuffix("_n")])})
        found = []
        for id_, image in rows.items():
            row: Image = {"n": self.numbers.get((table.name, id_)), "id": id_}
            for column in table.columns:
                if column.name in pointers:
                    guid = image[column.name.removesuffix("_n")]
                    row[column.name] = self.numbers.get((pointers[column.name], guid)) if guid else None
                elif column.name not in {"n", "id"}:
                    value = image[column.name]
                    is_time = isinstance(column.type, Moment)
                    row[column.name] = datetime.fromisoformat(value) if is_time and value else value
            found.append(row)
        return found


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while some := list(itertools.islice(rest, CHUNK)):
        yield some


def _matches(present: Image | None, before: Mapping[str, object] | None) -> bool:
    if present is None or before is None:
        return present is None and before is None
    return all(present[name] == value for name, value in before.items())


def _pointed_at(table: str, after: Mapping[str, Any], whole: Image) -> Iterator[tuple[str, str]]:
    """The rows that the fields an action sets name: (table, GUID)."""
    for name, target in POINTERS[table].items():
        if guid := after.get(name.removesuffix("_n")):
            yield target, guid
    for guid in (*after.get("contradicts", ()), *filter(None, [after.get("merged_into")])):
        yield "code", guid
    if table == "memo" and "target" in after:
        kind = str(whole["target_kind"])
        yield {"project": "info", "segment": "source"}.get(kind, kind), str(whole["target"])


def _key(image: Image, fields: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(image[field] for field in fields)
