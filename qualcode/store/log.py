"""Looking things up in the history: who did what when, a page at a time, without reading every change."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Session

from qualcode.errors import NoSuchMoment
from qualcode.model import ActionId, CodeId, CoderId, HistoryEntry, SourceId
from qualcode.store.gate import ACTION
from qualcode.store.tables import STATE

BRINGING_TEXTS = ("import sources", "correct source")
"""Their changes hold whole interviews: words are not looked for there."""
NAMING_ALL = (
    *BRINGING_TEXTS, "new project", "join", "code", "code anew", "load codings", "add code", "load codebook",
    "assign sources", "add case", "add attributes", "set attribute", "name codebook version",
)  # fmt: skip
"""Actions that add rows: these name the source and the code they are of."""
TARGET = ACTION.alias("target")
"""The action that one takes back or does again."""
POINTING = ("memo", "coding", "speaker", "recording", "assignment", "review")
"""Tables whose rows are of a source or a code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the history is looked at; empty means all of it."""

    coders: frozenset[str] = frozenset()
    """Their names."""
    names: frozenset[str] = frozenset()
    """What was done: names of actions."""
    source: SourceId | None = None
    code: CodeId | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    """In what an action was about, and in what it changed: names, memos, definitions, values."""


def entries(
    session: Session, wanted: Wanted | None = None, *, latest: int | None = None, before: int | None = None
) -> list[HistoryEntry]:
    """What was done, the latest last; so many of the latest, and only those before an action, if asked."""
    query = _listing(session).where(*_conditions(session, wanted or Wanted()))
    if before is not None:
        query = query.where(ACTION.c.n < before)
    rows = session.execute(query.limit(latest) if latest else query).all()
    back = _undone(session, [row.id for row in rows] if latest else None)
    coder = STATE["coder"]
    names = dict(session.execute(select(coder.c.id, coder.c.name)).all())
    return [_as_entry(row, names, back) for row in reversed(rows)]


def entry(session: Session, number: int) -> HistoryEntry:
    """The action of that number. Raises NoSuchMoment."""
    row = session.execute(_listing(session).where(ACTION.c.n == number)).first()
    if row is None:
        raise NoSuchMoment(given=str(number))
    coder = STATE["coder"]
    names = dict(session.execute(select(coder.c.id, coder.c.name).where(coder.c.id == row.coder)).all())
    return _as_entry(row, names, _undone(session, [row.id]))


def undone(session: Session) -> set[str]:
    """The actions that are taken back at present."""
    return _undone(session, None)


def _listing(session: Session) -> Select[Any]:
    changes = ACTION.c.changes
    if _on_a_server(session):
        count: ColumnElement[int] = func.json_array_length(cast(changes, JSON))
    else:
        count = func.json_array_length(changes)
    its = (ACTION.c[name] for name in ("n", "id", "name", "coder", "made", "device", "about", "undoes"))
    return (
        select(*its, count.label("rows"), func.coalesce(TARGET.c.about, "").label("of"))
        .outerjoin(TARGET, TARGET.c.id == ACTION.c.undoes)
        .order_by(ACTION.c.n.desc())
    )


def _as_entry(row: Any, names: Mapping[str, str], back: set[str]) -> HistoryEntry:
    return HistoryEntry(
        number=row.n,
        id=ActionId(row.id),
        name=row.name,
        coder=names.get(row.coder, "?"),
        when=row.made,
        device=row.device,
        rows=row.rows,
        undoes=ActionId(row.undoes) if row.undoes else None,
        undone=row.id in back,
        about=row.about,
        coder_id=CoderId(row.coder),
        of=row.of,
    )


def _undone(session: Session, ids: list[str] | None) -> set[str]:
    query = select(ACTION.c.undoes, ACTION.c.name).where(ACTION.c.undoes.is_not(None)).order_by(ACTION.c.n)
    if ids is not None:
        query = query.where(ACTION.c.undoes.in_(ids))
    state = {str(target): name for target, name in session.execute(query).all()}
    return {target for target, name in state.items() if name == "undo"}


def _on_a_server(session: Session) -> bool:
    return bool(session.get_bind().dialect.name == "postgresql")


# -- filters ---------------------------------------------------------------------------------------------


def _conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    coder = STATE["coder"]
    found: list[ColumnElement[bool]] = []
    if wanted.coders:
        # by value: then SQLite goes along the index of coders
        ids = session.scalars(select(coder.c.id).where(coder.c.name.in_(wanted.coders))).all()
        found.append(ACTION.c.coder.in_(ids))
    if wanted.names:
        found.append(ACTION.c.name.in_(wanted.names))
    if wanted.since:
        found.append(ACTION.c.made >= wanted.since)
    if wanted.until:
        found.append(ACTION.c.made <= wanted.until)
    found += [_says(session, word) for word in wanted.words.split()]
    if wanted.source:
        found.append(_concerns(session, "source", wanted.source))
    if wanted.code:
        found.append(_concerns(session, "code", wanted.code))
    return found


def _says(session: Session, word: str) -> ColumnElement[bool]:
    """SQLite knows capital letters of ASCII only: the usual ways to write a word are looked for."""
    forms = {word, word.lower(), word.upper(), word.capitalize()}
    abouts = (ACTION.c.about, TARGET.c.about)
    about = or_(*(_holds(session, column, form) for column in abouts for form in forms))
    in_json = {json.dumps(form, ensure_ascii=False)[1:-1] for form in forms}
    changed = or_(*(_holds(session, ACTION.c.changes, form) for form in in_json))
    return or_(about, and_(ACTION.c.name.not_in(BRINGING_TEXTS), changed))


def _holds(session: Session, column: Any, text: str) -> ColumnElement[bool]:
    position = func.strpos if _on_a_server(session) else func.instr
    return position(column, text) > 0


def _concerns(session: Session, table: str, id_: str) -> ColumnElement[bool]:
    """Actions that name this source or code, or changed a row of it without naming it again."""
    named = _holds(session, ACTION.c.changes, id_)
    numbers = _unnamed(session, table, id_, named)
    listed: BindParameter[list[int]] = bindparam(None, numbers, expanding=True, literal_execute=True)
    return or_(named, ACTION.c.n.in_(listed)) if numbers else named


def _unnamed(session: Session, table: str, id_: str, named: ColumnElement[bool]) -> list[int]:
    """Numbers of the actions that resized, marked, remarked on … something of it."""
    few = ACTION.c.name.not_in(NAMING_ALL)
    its = _rows_of(session, table, id_)
    for changes in session.scalars(select(ACTION.c.changes).where(few, named)):
        its |= _named_rows(json.loads(changes), its | {id_})
    others = session.execute(select(ACTION.c.n, ACTION.c.changes).where(few, ~named))
    return [n for n, changes in others if _touches(json.loads(changes), its)]


def _named_rows(changes: list[Any], its: set[str]) -> set[str]:
    """Rows that pointed at it once: taken away since, or pointing elsewhere; then the memos on these."""
    found: set[str] = set()
    for _round in range(2):
        for table, row, before, after in changes:
            if table in POINTING and (_of(before or {}, its | found) or _of(after or {}, its | found)):
                found.add(row)
    return found


def _of(image: Mapping[str, Any], its: set[str]) -> bool:
    return any(isinstance(value, str) and value in its for value in image.values())


def _touches(changes: Iterable[Any], its: set[str]) -> bool:
    """A memo that comes or goes names its coding."""
    return any(row in its or _of(before or after, its) for _, row, before, after in changes)


def _rows_of(session: Session, table: str, id_: str) -> set[str]:
    """GUIDs of the rows that point at it now, and of the memos on them."""
    n = session.scalar(select(STATE[table].c.n).where(STATE[table].c.id == id_))
    found: set[str] = set()
    for other in POINTING[1:]:
        stored = STATE[other]
        if f"{table}_n" in stored.c:
            found.update(session.scalars(select(stored.c.id).where(stored.c[f"{table}_n"] == n)))
    memo, coding = STATE["memo"], STATE["coding"]
    on_codings = select(memo.c.id).join(coding, coding.c.id == memo.c.target)
    found.update(session.scalars(on_codings.where(coding.c[f"{table}_n"] == n)))
    found.update(session.scalars(select(memo.c.id).where(memo.c.target == id_)))
    return found
