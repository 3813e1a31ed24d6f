"""What should hold in every project, and whether it does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.i18n import N_
from qualcode.store.gate import ACTION, Images, digest
from qualcode.store.tables import BEFORE, STATE, ActionRow, CodingRow, SourceRow, TurnRow, VersionRow


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be: a translatable sentence and its facts."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.facts)


def check_history(session: Session, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
    """Whether the chain of actions is whole, and leads to exactly the rows that are there."""
    found: list[Finding] = []
    state: dict[tuple[str, str], dict[str, Any]] = {}
    last: dict[str, tuple[int, str]] = {}
    total = session.scalar(select(func.count()).select_from(ActionRow)) or 0
    query = select(ACTION).order_by(ACTION.c.n).execution_options(yield_per=200)
    for done, action in enumerate(session.execute(query).mappings()):
        seq, before = last.get(action["replica"], (0, ""))
        if action["seq"] != seq + 1 or action["prev"] != before or action["hash"] != digest(action):
            facts = {"number": action["n"], "name": action["name"]}
            found.append(Finding(N_("history is broken at action {number} ({name})"), facts))
        last[action["replica"]] = (action["seq"], action["hash"])
        _replay(state, action["changes"])
        if progress:
            progress(done + 1, total)
    return found + _differences(session, state) + _texts(session)


def _replay(state: dict[tuple[str, str], dict[str, Any]], changes: str) -> None:
    for table, row, _before, after in json.loads(changes):
        if after is None:
            state.pop((table, row), None)
        else:
            state.setdefault((table, row), dict(BEFORE[table])).update(after)


def _differences(session: Session, state: dict[tuple[str, str], dict[str, Any]]) -> list[Finding]:
    images = Images(session)
    found = []
    for name, table in STATE.items():
        for row in session.execute(select(table)).mappings():
            if state.pop((name, row["id"]), None) != images.of(table, row):
                facts = {"table": name, "row": row["id"]}
                found.append(Finding(N_("{table} {row} is not what history says"), facts))
    for name, row_id in state:
        found.append(Finding(N_("{table} {row} is missing"), {"table": name, "row": row_id}))
    return found


def _texts(session: Session) -> list[Finding]:
    """Spans lie inside their text."""
    found = []
    outside = (
        select(col(CodingRow.id), col(SourceRow.name))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(VersionRow, col(VersionRow.n) == col(SourceRow.version_n))
        .where((col(CodingRow.end) > col(VersionRow.length)) | (col(CodingRow.start) < 0))
    )
    for coding, source in session.execute(outside):
        facts = {"coding": coding, "source": source}
        found.append(Finding(N_("coding {coding} lies outside the text of “{source}”"), facts))
    beyond = (
        select(col(TurnRow.number), col(SourceRow.name))
        .join(VersionRow, col(VersionRow.n) == col(TurnRow.version_n))
        .join(SourceRow, col(SourceRow.n) == col(VersionRow.source_n))
        .where(col(TurnRow.end) > col(VersionRow.length))
    )
    for number, source in session.execute(beyond):
        where: dict[str, object] = {"number": number, "source": source}
        found.append(Finding(N_("turn {number} lies outside the text of “{source}”"), where))
    return found
