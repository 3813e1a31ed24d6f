"""All memos with what they are about, found by words, kind, coder and day; and what links can name."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import Code, CodeId, Memo, MemoId, MemoKind, MemoTarget, SourceId, Span
from qualcode.store import codes
from qualcode.store.memos import called, memos
from qualcode.store.tables import (
    ActionRow,
    CaseRow,
    CodeRow,
    CoderRow,
    CodingRow,
    InfoRow,
    MemoRow,
    SourceRow,
)
from qualcode.text.folding import searchable, words_wanted
from qualcode.text.links import Names, Thing, indexed

RENAMING = ("change code", "rename source", "rename case", "change speaker", "write memo")
"""Actions that may give something another name."""


class Shelved(NamedTuple):
    """A memo, who wrote it, and what it is about in words."""

    memo: Memo
    called: str
    coder: str
    about: str
    source: SourceId | None
    span: Span | None
    code: CodeId | None
    searched: str
    """Title, text and what it is about, as they are searched."""

    @property
    def made(self) -> datetime:
        """When it was begun; of an old memo, when it was changed."""
        return self.memo.made or self.memo.changed

    @property
    def day(self) -> date:
        """The day it was begun, where this computer stands."""
        return self.made.astimezone().date()


def shelf(session: Session) -> tuple[Shelved, ...]:
    """All memos, the newest first."""
    places = _Places(session)
    coders = dict(session.execute(select(col(CoderRow.id), col(CoderRow.name))).all())
    newest_first = sorted(memos(session), key=lambda memo: (memo.made or memo.changed, memo.id), reverse=True)
    return tuple(_shelved(memo, places, coders) for memo in newest_first)


def _shelved(memo: Memo, places: "_Places", coders: Mapping[str, str]) -> Shelved:
    about, source, span, code = places.of(memo)
    name = called(memo)
    searched = searchable(f"{memo.title}\n{memo.text}\n{about}")
    return Shelved(memo, name, coders.get(memo.coder, ""), about, source, span, code, searched)


Place = tuple[str, SourceId | None, Span | None, CodeId | None]


class _Places:
    """What memos are about, all asked for at once."""

    def __init__(self, session: Session) -> None:
        self.project = session.scalar(select(col(InfoRow.name))) or ""
        self.sources = dict(session.execute(select(col(SourceRow.id), col(SourceRow.name))).all())
        self.cases = dict(session.execute(select(col(CaseRow.id), col(CaseRow.name))).all())
        tree = codes.codes(session, retired=True)
        self.codes = {str(code): path for code, path in codes.paths(tree).items()}
        places = col(SourceRow.id), col(CodingRow.start), col(CodingRow.end), col(CodeRow.id)
        coded = (
            select(col(CodingRow.id), *places)
            .join(MemoRow, col(MemoRow.target) == col(CodingRow.id))
            .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
            .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        )
        self.codings = {
            id_: (SourceId(source), Span(start, end), CodeId(code))
            for id_, source, start, end, code in session.execute(coded)
        }

    def of(self, memo: Memo) -> Place:
        target = memo.target
        if memo.target_kind == "code":
            return self.codes.get(target, ""), None, None, CodeId(target)
        if memo.target_kind == "case":
            return self.cases.get(target, ""), None, None, None
        if memo.target_kind == "coding" and target in self.codings:
            source, span, code = self.codings[target]
            about = f"{self.codes.get(code, '')} · {self.sources.get(source, '')}"
            return about, source, span, code
        if memo.target_kind in {"source", "segment"}:
            return self.sources.get(target, ""), SourceId(target), memo.span, None
        return self.project, None, None, None


# -- finding ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos are looked for; what is empty leaves nothing out."""

    words: str = ""
    kinds: frozenset[MemoKind] = frozenset()
    targets: frozenset[MemoTarget] = frozenset()
    coders: frozenset[str] = frozenset()
    """By name."""
    since: date | None = None
    until: date | None = None
    """The days a memo was begun or changed, both included."""


def matching(shelved: Iterable[Shelved], wanted: MemoFilter) -> list[Shelved]:
    """The memos with all the words, of these kinds, on such things, by these coders, from these days."""
    words = words_wanted(wanted.words)
    return [
        each
        for each in shelved
        if all(word in each.searched for word in words)
        and (not wanted.kinds or each.memo.kind in wanted.kinds)
        and (not wanted.targets or each.memo.target_kind in wanted.targets)
        and (not wanted.coders or each.coder in wanted.coders)
        and _of_these_days(each, wanted)
    ]


def _of_these_days(each: Shelved, wanted: MemoFilter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first, last = wanted.since or date.min, wanted.until or date.max
    return first <= each.day <= last or first <= each.memo.changed.astimezone().date() <= last


def quotes(session: Session, shelved: Sequence[Shelved]) -> dict[MemoId, str]:
    """The words that memos on segments and codings are about; each text is read once."""
    from qualcode.store import reading  # numpy, which few pages need

    texts = reading.texts(session, {each.source for each in shelved if each.source and each.span})
    return {
        each.memo.id: texts.get(each.source, "")[each.span.start : each.span.end]
        for each in shelved
        if each.source and each.span
    }


# -- what links can name ---------------------------------------------------------------------------------


def names(session: Session) -> Names:
    """Codes, sources, respondents and titled memos by their names, and by those they had before."""
    tree = codes.codes(session, retired=True)
    things = [*_named_codes(tree), *_named(session)]
    now = indexed(things)
    retired = indexed(_named_codes(tree, retired=True))
    by_id = {thing.id: thing for _, thing in [*things, *_named_codes(tree, retired=True)]}
    before = indexed((name, by_id[id_]) for id_, name in _former(session) if id_ in by_id)
    return Names(retired | now, before)


def _named_codes(tree: Sequence[Code], *, retired: bool = False) -> list[tuple[str, Thing]]:
    """Codes by name, by path, and by what they are called in other languages."""
    paths = codes.paths(tree)
    found = []
    for code in tree:
        if code.retired == retired:
            thing = Thing("code", code.id, paths[code.id])
            called_so = {code.name, paths[code.id], *(str(w.get("name", "")) for w in code.wordings.values())}
            found += [(name, thing) for name in sorted(called_so) if name]
    return found


def _named(session: Session) -> Iterator[tuple[str, Thing]]:
    for id_, name in session.execute(select(col(SourceRow.id), col(SourceRow.name))):
        yield name, Thing("source", id_, name)
    for id_, name in session.execute(select(col(CaseRow.id), col(CaseRow.name))):
        yield name, Thing("case", id_, name)
    titled = select(col(MemoRow.id), col(MemoRow.title)).where(col(MemoRow.title) != "")
    for id_, title in session.execute(titled):
        yield title, Thing("memo", id_, title)


def _former(session: Session) -> Iterator[tuple[str, str]]:
    """What things were called before somebody renamed them, by the history: GUID and name."""
    query = select(col(ActionRow.changes)).where(col(ActionRow.name).in_(RENAMING))
    for changes in session.scalars(query):
        for table, row, before, after in json.loads(changes):
            field = "title" if table == "memo" else "name"
            if table in {"code", "source", "case", "memo"} and before and after and before.get(field):
                yield row, before[field]
