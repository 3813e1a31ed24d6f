"""What making several codes one would do, told beforehand."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.model import Code, CodeId, CodingId, SourceId, Span
from qualcode.store.codes import code, codes, paths
from qualcode.store.tables import CodeRow, CoderRow, CodeSetRow, CodingRow, MemoRow, SourceRow, VersionRow

SHOWN = 200
"""Places that fall together, told one by one; the rest only counted."""
FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")


class Together(NamedTuple):
    """One place to which one coder gave several of the codes: it becomes one coding."""

    source_id: SourceId
    source: str
    span: Span
    quote: str
    coder: str
    codes: tuple[str, ...]


class Clash(NamedTuple):
    """One part of a definition that is not the same: by code, the one they go into first."""

    language: str
    field: str
    texts: tuple[tuple[str, str], ...]


class Moved(NamedTuple):
    """A code that lay under one that goes, and what it will be called."""

    name: str
    called: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What moves, what becomes one, and what contradicts itself."""

    into: Code
    codes: tuple[Code, ...]
    moving: int
    """Codings that are given the other code, those that fall together included."""
    by_coder: Mapping[str, int]
    by_source: Mapping[str, int]
    together: int
    """Codings that become one with another of the same coder at the same place."""
    places: tuple[Together, ...]
    clashes: tuple[Clash, ...]
    children: tuple[Moved, ...]
    opposites: tuple[str, ...]
    """Codes that will be opposites and were not."""
    sets: tuple[str, ...]
    """Code sets that hold one of them."""
    terms: Mapping[str, tuple[str, ...]]
    """Search terms that come to it, by language."""
    key: str
    """The key it will have."""
    memos: int
    """Memos on the codes that go."""
    coding_memos: int
    """Memos on the codings that move."""


def preview(session: Session, into: str, which: Collection[str]) -> MergePreview:
    """What would happen if these codes were merged into that one; nothing is changed."""
    target = code(session, into)
    going = tuple(
        found for found in (code(session, each) for each in dict.fromkeys(which)) if found != target
    )
    rows = _rows(session, [target.id, *(each.id for each in going)])
    moving = [row for row in rows if row.code != target.id]
    groups = list(_groups(rows))
    everything = codes(session, retired=True)
    return MergePreview(
        into=target,
        codes=going,
        moving=len(moving),
        by_coder=_most_first(row.coder for row in moving),
        by_source=_most_first(row.source for row in moving),
        together=sum(len(group) - 1 for group in groups),
        places=tuple(_places(session, groups, paths(everything))),
        clashes=clashes(target, going),
        children=tuple(_children(everything, target, going)),
        opposites=_opposites(everything, target, going),
        sets=_sets(session, {each.id for each in going}),
        terms=_terms(target, going),
        key=target.key or next((each.key for each in going if each.key), ""),
        memos=_memos(session, select(col(CodeRow.id)).where(col(CodeRow.id).in_([c.id for c in going]))),
        coding_memos=_memos(session, _codings_of(going)),
    )


def fall_together(session: Session, dealt: Mapping[CodingId, CodeId]) -> int:
    """How many of these codings would stand where their coder has given the other code already."""
    ids = {*dealt.values()}
    there = {(row.source_id, row.start, row.end, row.coder, row.code) for row in _rows(session, ids)}
    found = 0
    for some in batches(dealt):
        query = (
            select(
                col(CodingRow.id), col(SourceRow.id), col(CodingRow.start), col(CodingRow.end),
                col(CoderRow.name),
            )
            .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
            .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
            .where(col(CodingRow.id).in_(some))
        )  # fmt: skip
        found += sum((*place, dealt[CodingId(id_)]) in there for id_, *place in session.execute(query).all())
    return found


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """As many as one statement may name; SQLite allows 32,766 values."""
    rest = iter(ids)
    while some := list(islice(rest, 500)):
        yield some


# -- codings ---------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    code: CodeId
    source_id: SourceId
    source: str
    start: int
    end: int
    coder: str


def _rows(session: Session, ids: Collection[str]) -> list[_Row]:
    query = (
        select(
            col(CodeRow.id), col(SourceRow.id), col(SourceRow.name), col(CodingRow.start), col(CodingRow.end),
            col(CoderRow.name),
        )
        .join(CodingRow, col(CodingRow.code_n) == col(CodeRow.n))
        .join(SourceRow, col(SourceRow.n) == col(CodingRow.source_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .where(col(CodeRow.id).in_(ids))
        .order_by(col(SourceRow.name), col(CodingRow.start), col(CodingRow.end))
    )  # fmt: skip
    return [
        _Row(CodeId(code), SourceId(source), name, start, end, coder)
        for code, source, name, start, end, coder in session.execute(query).all()
    ]


def _groups(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """The codings one coder gave to exactly the same words, where there are several."""
    at: dict[tuple[object, ...], list[_Row]] = {}
    for row in rows:
        at.setdefault((row.source_id, row.start, row.end, row.coder), []).append(row)
    return (group for group in at.values() if len(group) > 1)


def _places(
    session: Session, groups: Iterable[Sequence[_Row]], called: Mapping[CodeId, str]
) -> Iterator[Together]:
    for group in islice(groups, SHOWN):
        first, span = group[0], Span(group[0].start, group[0].end)
        yield Together(
            first.source_id, first.source, span, _quote(session, first.source_id, span), first.coder,
            tuple(called[row.code] for row in group),
        )  # fmt: skip


def _quote(session: Session, source: SourceId, span: Span) -> str:
    query = (
        select(func.substr(col(VersionRow.text), span.start + 1, len(span)))
        .join(SourceRow, col(SourceRow.version_n) == col(VersionRow.n))
        .where(col(SourceRow.id) == source)
    )
    return str(session.scalar(query))


def _most_first(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _codings_of(going: Sequence[Code]) -> Any:
    of = col(CodingRow.code_n) == col(CodeRow.n)
    return select(col(CodingRow.id)).join(CodeRow, of).where(col(CodeRow.id).in_([c.id for c in going]))


def _memos(session: Session, targets: Any) -> int:
    query = select(func.count()).select_from(MemoRow).where(col(MemoRow.target).in_(targets))
    return session.scalar(query) or 0


# -- the codes themselves ----------------------------------------------------------------------------------


def clashes(into: Code, going: Sequence[Code]) -> tuple[Clash, ...]:
    """Where both the code that stays and one that goes say something, and not the same."""
    found = []
    for language in dict.fromkeys(lang for each in (into, *going) for lang in each.wordings):
        for field in FIELDS:
            texts = _texts(into, going, language, field)
            if texts and texts[0][0] == into.name and len(texts) > 1:
                found.append(Clash(language, field, texts))
    return tuple(found)


def merged_words(
    into: Code, going: Sequence[Code], joined: Collection[tuple[str, str]] = ()
) -> dict[str, dict[str, str]]:
    """The wordings of the code that stays: its own, where it has one; else what those that go say.

    In `joined`, a language and a field: what all of them say, one after another.
    """
    words = {language: dict(fields) for language, fields in into.wordings.items()}
    for language in dict.fromkeys(lang for each in going for lang in each.wordings):
        for field in FIELDS:
            texts = [text for _, text in _texts(into, going, language, field)]
            if texts and ((language, field) in joined or not words.get(language, {}).get(field)):
                words.setdefault(language, {})[field] = ("; " if field == "brief" else "\n\n").join(texts)
    return words


def _texts(into: Code, going: Sequence[Code], language: str, field: str) -> tuple[tuple[str, str], ...]:
    """What each says, without what another before it has said."""
    said: dict[str, str] = {}
    for each in (into, *going):
        if text := str(each.wordings.get(language, {}).get(field, "")):
            said.setdefault(text, each.name)
    return tuple((name, text) for text, name in said.items())


def _children(everything: Sequence[Code], into: Code, going: Sequence[Code]) -> Iterator[Moved]:
    gone = {each.id: each for each in going}
    taken = {each.name for each in everything if each.parent == into.id}
    for each in everything:
        if each.parent in gone and each.id not in gone and each.id != into.id:
            called = free_name(each.name, gone[each.parent].name, taken)
            taken.add(called)
            yield Moved(each.name, called)


def free_name(name: str, before: str, taken: Collection[str]) -> str:
    """A name no neighbour has: the name itself, else with what it lay under, else with a number too."""
    if name not in taken:
        return name
    number, called = 1, f"{name} ({before})"
    while called in taken:
        number += 1
        called = f"{name} ({before} {number})"
    return called


def _opposites(everything: Sequence[Code], into: Code, going: Sequence[Code]) -> tuple[str, ...]:
    gone, whole = {each.id for each in going}, paths(everything)
    theirs = [other for each in going for other in each.contradicts]
    theirs += [each.id for each in everything if gone & set(each.contradicts)]
    new = dict.fromkeys(id_ for id_ in theirs if id_ not in gone and id_ != into.id)
    own = {each.id for each in everything if into.id in each.contradicts} | set(into.contradicts)
    return tuple(whole[id_] for id_ in new if id_ in whole and id_ not in own)


def _sets(session: Session, gone: set[CodeId]) -> tuple[str, ...]:
    rows = session.scalars(select(CodeSetRow).order_by(col(CodeSetRow.position)))
    return tuple(row.name for row in rows if not gone.isdisjoint(row.codes))


def _terms(into: Code, going: Sequence[Code]) -> dict[str, tuple[str, ...]]:
    new: dict[str, tuple[str, ...]] = {}
    for each in going:
        for language, words in each.terms.items():
            there = (*into.terms.get(language, ()), *new.get(language, ()))
            more = tuple(word for word in words if word not in there)
            if more:
                new[language] = (*new.get(language, ()), *more)
    return new
