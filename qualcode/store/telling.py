"""What an action changed, in words: which words were coded with what, which field was what before."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcode.i18n import N_
from qualcode.model import Change, HistoryEntry, SourceId, Span
from qualcode.store.gate import ACTION
from qualcode.store.rows_then import RowsThen
from qualcode.store.tables import POINTERS
from qualcode.store.told import FIELDS, NOUNS, Field, Sign, Told

CALLED: Mapping[str, tuple[str, ...]] = {
    "value": ("case", "attribute"),
    "coding": ("code", "source", "coder"),
    "assignment": ("source", "coder"),
    "version": ("source",),
    "review": ("source",),
    "recording": ("source",),
    "speaker": ("source",),
}
"""By what else than its own name a row is known."""
EACH = 12
"""So many rows of one kind are told; then only how many more there are."""


def told(session: Session, entry: HistoryEntry, *, back: bool = False) -> list[Told]:
    """What an action changed; or, the other way round, what taking it back would change."""
    text = session.scalar(select(ACTION.c.changes).where(ACTION.c.n == entry.number))
    changes = [Change(*change) for change in json.loads(text or "[]")]
    if back:
        changes = [Change(c.table, c.row, c.after, c.before) for c in changes]
    teller = _Teller(session, entry, changes)
    return [line for table in NOUNS for line in teller.of(table)]


class _Teller:
    def __init__(self, session: Session, entry: HistoryEntry, changes: Sequence[Change]) -> None:
        self.entry = entry
        self.changes = {name: [c for c in changes if c.table == name] for name in NOUNS}
        self.rows = RowsThen(session, entry, changes)

    def of(self, table: str) -> Iterator[Told]:
        """The rows of a table; those that only come along with others (turns, texts) as a number."""
        signs: dict[Sign, list[Change]] = {"added": [], "removed": [], "changed": []}
        for change in self.changes[table]:
            if table != "version" or not self._comes_along(change):
                signs[_sign(change)].append(change)
        for sign, its in signs.items():
            several = [] if table == "turn" else its[:EACH]
            yield from (line for change in several if (line := self._line(sign, change)))
            if len(its) > len(several):
                yield Told(sign, NOUNS[table], count=len(its) - len(several))

    def _comes_along(self, change: Change) -> bool:
        """A text that is told with its source."""
        whole = {**(change.before or {}), **(change.after or {})}
        return any(c.row == whole.get("source") for c in self.changes["source"])

    def _line(self, sign: Sign, change: Change) -> Told | None:
        table, row = change.table, change.row
        fields = tuple(self._fields(change)) if sign == "changed" else ()
        if sign == "changed" and not fields:
            return None
        image = self.rows.image(table, row)
        line = Told(sign, NOUNS[table], self._called(table, image), fields)
        if sign != "changed" and table in {"value", "memo", "assignment"}:
            field = {"value": "value", "memo": "text", "assignment": "state"}[table]
            line = replace(line, quote=str(image.get(field, "")))
        return self._with_place(line, table, change, image)

    def _with_place(self, line: Told, table: str, change: Change, image: Mapping[str, Any]) -> Told:
        """The words, and where they stand."""
        if table == "source":
            return replace(line, source=SourceId(change.row))
        if table == "memo" and image.get("target_kind") == "coding":
            image = {**self.rows.image("coding", str(image["target"])), "coder": None}
            change = replace(change, before=None, after={})
        source = image.get("source") or image.get("target")
        if table not in {"coding", "memo", "review"} or not source or not image.get("end"):
            return line
        image = {**image, **(change.after if change.after is not None else change.before or {})}
        span = Span(image["start"], image["end"])
        quote = self.rows.words(str(source), span, before=change.after is None)
        moved = any(field.label == FIELDS["coding"]["start"] for field in line.fields)
        return replace(
            line, source=SourceId(str(source)), span=span, quote=line.quote or ("" if moved else quote)
        )

    # -- fields --------------------------------------------------------------------------------------

    def _fields(self, change: Change) -> Iterator[Field]:
        before: Mapping[str, Any] = change.before or {}
        after: Mapping[str, Any] = change.after or {}
        if change.table == "coding" and ("start" in after or "end" in after):
            yield self._moved(change)
        for name, label in FIELDS[change.table].items():
            if name not in after or (change.table, name) == ("coding", "start"):
                continue
            if isinstance(after[name], dict):
                yield from _parts(label, before[name] or {}, after[name])
            elif name == "version":
                yield Field(label, "", *(self._length(image[name]) for image in (before, after)))
            else:
                told = [self._value(change.table, name, image[name]) for image in (before, after)]
                yield Field(label, "", *told)

    def _moved(self, change: Change) -> Field:
        image = self.rows.image("coding", change.row)
        source = str(image.get("source", ""))
        old, new = ({**image, **(part or {})} for part in (change.before, change.after))
        return Field(
            FIELDS["coding"]["start"],
            "",
            self.rows.words(source, Span(old["start"], old["end"]), before=True),
            self.rows.words(source, Span(new["start"], new["end"]), before=False),
        )

    def _value(self, table: str, name: str, value: object) -> str:
        if isinstance(value, bool):
            return N_("yes") if value else N_("no")
        if isinstance(value, list):
            return ", ".join(
                self.rows.name("code", str(each)) if name != "choices" else str(each) for each in value
            )
        target = POINTERS[table].get(f"{name}_n", "code" if name == "merged_into" else "")
        return (
            self.rows.name(target, str(value))
            if target and value
            else str(value if value is not None else "")
        )

    def _length(self, version: object) -> str:
        """How many words a text has: all of it would be too long for a line."""
        return str(self.rows.image("version", str(version)).get("words", "")) if version else ""

    # -- names ---------------------------------------------------------------------------------------

    def _called(self, table: str, image: Mapping[str, Any]) -> str:
        """“Fear · Farmer · Ana” for a coding; a row’s own name where it has one."""
        if table == "memo":
            return str(image.get("title") or self._target(image))
        parts = [self.rows.name(part, image.get(part)) for part in CALLED.get(table, ())]
        if table == "coding" and image.get("coder") == self.entry.coder_id:
            parts.pop()
        own = (
            ""
            if table == "review"
            else str(image.get("label") or image.get("name") or image.get("file") or "")
        )
        return " · ".join(part for part in (own, *parts) if part)

    def _target(self, image: Mapping[str, Any]) -> str:
        kind = {"project": "info", "segment": "source"}.get(
            str(image.get("target_kind")), image.get("target_kind")
        )
        target = str(image.get("target", ""))
        return (
            self._called("coding", self.rows.image("coding", target))
            if kind == "coding"
            else self.rows.name(str(kind), target)
        )


def _sign(change: Change) -> Sign:
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def _parts(label: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Field]:
    """The words of a definition, field by field; the terms of a language."""
    for language in sorted(before.keys() | after.keys()):
        old, new = before.get(language) or {}, after.get(language) or {}
        if not isinstance(old, dict) or not isinstance(new, dict):
            if old != new:
                yield Field(label, language, ", ".join(old or ()), ", ".join(new or ()))
            continue
        for name in [*new, *(name for name in old if name not in new)]:
            if old.get(name, "") != new.get(name, ""):
                yield Field(label, f"{language} · {name}", str(old.get(name, "")), str(new.get(name, "")))
