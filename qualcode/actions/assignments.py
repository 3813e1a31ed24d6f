"""Who codes what, and how far they are: mark progress, assign, share out evenly."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import col

from qualcode.errors import BadValue, NotFound
from qualcode.i18n import N_
from qualcode.model import PROGRESS, CoderId, Progress, Source, SourceId
from qualcode.project import Edit
from qualcode.store.assignments import Assignment
from qualcode.store.tables import AssignmentRow, CoderRow, SourceRow, now

Pair = tuple[SourceId, CoderId]


def mark_progress(edit: Edit, source: SourceId, state: Progress) -> None:
    """Say how far one is oneself with a text; it becomes one’s own to code, if it was not."""
    if state not in PROGRESS:
        why = N_("write “to do”, “coding” or “done”.")
        raise BadValue(kind=N_("text"), field=N_("progress"), value=state, why=why)
    name, source_n = _source(edit, source)
    edit.begin("mark progress", f"{name}: {state}")
    query = select(AssignmentRow).where(
        col(AssignmentRow.source_n) == source_n, col(AssignmentRow.coder_n) == edit.coder_n
    )
    row = edit.session.scalars(query).first()
    if row is None:
        edit.add(AssignmentRow(source_n=source_n, coder_n=edit.coder_n, state=state))
    elif row.state != state or state == "to do":  # “to do” again after coding in it: `changed` says so
        row.state, row.changed = state, now()


def assign(edit: Edit, sources: Iterable[SourceId], coders: Iterable[CoderId]) -> int:
    """Give each of these texts to each of these coders; how many of these were new."""
    who = list(coders)
    return share(edit, give=[(source, coder) for source in sources for coder in who])


def unassign(edit: Edit, sources: Iterable[SourceId], coders: Iterable[CoderId]) -> int:
    """Take these texts from these coders; what they coded stays. How many it were."""
    who = list(coders)
    return share(edit, take=[(source, coder) for source in sources for coder in who])


def share(edit: Edit, *, give: Iterable[Pair] = (), take: Iterable[Pair] = ()) -> int:
    """Give texts to coders, and take others from them, as one action; how many changed hands."""
    texts, who = _numbers(edit, SourceRow), _numbers(edit, CoderRow)
    there = {(row.source_n, row.coder_n): row for row in edit.session.scalars(select(AssignmentRow))}
    wanted = dict.fromkeys((_known(texts, "source", s), _known(who, "coder", c)) for s, c in give)
    unwanted = dict.fromkeys((_known(texts, "source", s), _known(who, "coder", c)) for s, c in take)
    new = [key for key in wanted if key not in there]
    gone = [there[key] for key in unwanted if key in there and key not in wanted]
    edit.begin("assign sources", _told(edit, [c for _, c in new], [row.coder_n for row in gone]))
    changed = now()
    edit.insert_many(
        AssignmentRow,
        [{"source_n": s, "coder_n": c, "state": "to do", "changed": changed} for s, c in new],
    )
    for row in gone:
        edit.session.delete(row)
    return len(new) + len(gone)


def shared_out(
    sources: Sequence[Source],
    coders: Sequence[CoderId],
    *,
    each: int = 1,
    there: Iterable[Assignment] = (),
) -> list[Pair]:
    """Who would get what, evenly: each text to so many coders, each coder about as many texts and words.

    Texts that somebody has already count for them. Where a text goes to several, everybody is put
    together with everybody else about as often.
    """
    plan = _Plan(coders)
    names = {source.id: source for source in sources}
    owners: dict[SourceId, list[CoderId]] = {}
    for old in there:
        if old.source in names and old.coder in plan.texts:
            plan.give(names[old.source], old.coder, owners.setdefault(old.source, []))
    found: list[Pair] = []
    for source in sorted(sources, key=lambda source: -source.words):  # the long ones first fill up evenly
        having = owners.setdefault(source.id, [])
        while len(having) < min(each, len(coders)):
            chosen = plan.choose(having)
            plan.give(source, chosen, having)
            found.append((source.id, chosen))
    order: dict[str, int] = {id_: i for i, id_ in enumerate([*(source.id for source in sources), *coders])}
    return sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))


class _Plan:
    """What each coder has so far."""

    def __init__(self, coders: Sequence[CoderId]) -> None:
        self.texts = dict.fromkeys(coders, 0)
        self.words = dict.fromkeys(coders, 0)
        self.together: dict[frozenset[CoderId], int] = {}

    def choose(self, having: Sequence[CoderId]) -> CoderId:
        """The one with the fewest texts; of these the least often together with the others, then in words."""
        return min(
            (coder for coder in self.texts if coder not in having),
            key=lambda coder: (self.texts[coder], self._met(coder, having), self.words[coder]),
        )

    def _met(self, coder: CoderId, others: Sequence[CoderId]) -> int:
        return sum(self.together.get(frozenset({coder, other}), 0) for other in others)

    def give(self, source: Source, coder: CoderId, having: list[CoderId]) -> None:
        for other in having:
            pair = frozenset({coder, other})
            self.together[pair] = self.together.get(pair, 0) + 1
        self.texts[coder] += 1
        self.words[coder] += source.words
        having.append(coder)


def _source(edit: Edit, source: SourceId) -> tuple[str, int]:
    row = edit.session.scalars(select(SourceRow).where(col(SourceRow.id) == source)).first()
    if row is None:
        raise NotFound(kind=N_("source"), name=source)
    return row.name, row.n


def _numbers(edit: Edit, table: type[SourceRow | CoderRow]) -> Mapping[str, int]:
    found = dict(edit.session.execute(select(col(table.id), col(table.n))).all())
    for id_, n in found.items():
        edit.images.know(str(table.__tablename__), n, id_)
    return found


def _told(edit: Edit, new: Sequence[int], gone: Sequence[int]) -> str:
    """“Ana +5, Bek +4 −1”."""
    query = select(col(CoderRow.n), col(CoderRow.name)).order_by(col(CoderRow.n))
    said = []
    for n, name in edit.session.execute(query):
        counts = [f"{sign}{count}" for sign, count in (("+", new.count(n)), ("−", gone.count(n))) if count]
        if counts:
            said.append(" ".join([name, *counts]))
    return ", ".join(said)


def _known(numbers: Mapping[str, int], kind: str, id_: str) -> int:
    if id_ not in numbers:
        raise NotFound(kind=kind, name=id_)
    return numbers[id_]
