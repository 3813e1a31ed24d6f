"""Rows as an action knew them: also those that are gone, and texts that were corrected since."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcode.model import Change, HistoryEntry, Span
from qualcode.store.gate import ACTION
from qualcode.store.tables import POINTERS, STATE

TELLING = frozenset({"name", "source", "case", "text", "target"})
"""A row with one of these is whole, or as good as."""


class RowsThen:
    """Looks a row up in the action itself, then among the present ones, then in the history."""

    def __init__(self, session: Session, entry: HistoryEntry, changes: Sequence[Change]) -> None:
        self._session, self._when = session, entry.when
        self._known: dict[str, Mapping[str, Any]] = {}
        for change in changes:
            self._known[change.row] = {**(change.before or {}), **(change.after or {})}
        self._versions = {
            c.row: (c.before.get("version"), c.after.get("version"))
            for c in changes
            if c.table == "source" and c.before and c.after and "version" in c.after
        }
        """Of the sources this action corrected, the texts before and after."""
        self._texts: dict[str, str] = {}

    def name(self, table: str, guid: object) -> str:
        """What it is called; “” when that is not known any more."""
        image = self.image(table, str(guid)) if guid else {}
        return str(image.get("name") or image.get("label") or "")

    def image(self, table: str, guid: str) -> Mapping[str, Any]:
        """A row as far as it is known: from this action, as it is now, or as it was before it went."""
        whole = self._known.get(guid, {})
        if TELLING.isdisjoint(whole) and table in STATE:
            self._known[guid] = whole = {**(self._stored(table, guid) or self._once(guid)), **whole}
        return whole

    def _stored(self, table: str, guid: str) -> Mapping[str, Any] | None:
        stored = STATE[table]
        columns = [c for c in stored.c if c.name != "word_starts" and (table, c.name) != ("version", "text")]
        row = self._session.execute(select(*columns).where(stored.c.id == guid)).mappings().first()
        if row is None:
            return None
        found = dict(row)
        for name, target in POINTERS[table].items():
            ids = select(STATE[target].c.id).where(STATE[target].c.n == found.pop(name))
            found[name.removesuffix("_n")] = self._session.scalar(ids)
        return found

    def _once(self, guid: str) -> Mapping[str, Any]:
        """A row that is gone, as an action had it whole."""
        holds = ACTION.c.changes.contains(guid, autoescape=True)
        query = select(ACTION.c.changes).where(holds).order_by(ACTION.c.n)
        for changes in self._session.scalars(query.limit(3)):
            for _, row, before, after in json.loads(changes):
                if row == guid and (before is None or after is None):
                    return dict(before or after)
        return {}

    def words(self, source: str, span: Span, *, before: bool) -> str:
        return self._text(source, before=before)[span.start : span.end]

    def _text(self, source: str, *, before: bool) -> str:
        """The source’s text as this action found it, or left it."""
        old, new = self._versions.get(source, (None, None))
        version = str((old if before else new) or self._version_then(source))
        if version not in self._texts:
            stored = STATE["version"]
            kept = self._session.scalar(select(stored.c.text).where(stored.c.id == version))
            self._texts[version] = kept or str(self._known.get(version, {}).get("text", ""))
        return self._texts[version]

    def _version_then(self, source: str) -> str:
        version, row = STATE["version"], STATE["source"]
        query = select(version.c.id, version.c.made).join(row, row.c.n == version.c.source_n)
        there = self._session.execute(query.where(row.c.id == source).order_by(version.c.number)).all()
        then = [id_ for id_, made in there if made <= self._when]
        return str((then or [id_ for id_, _ in there] or [""])[-1])
