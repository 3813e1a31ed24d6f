"""The wordings a source has had."""

import json
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import NotFound
from qualcode.i18n import N_
from qualcode.model import DraftSpeaker, DraftTurn, Reading, SourceId, Transcript, Version, VersionId
from qualcode.store import cases
from qualcode.store.sources import source_row
from qualcode.store.tables import ActionRow, CoderRow, SourceRow, VersionRow


def versions(session: Session, which: str) -> list[Version]:
    """The wordings of a source, the first one first, and who made each."""
    source = source_row(session, which)
    query = select(VersionRow).where(col(VersionRow.source_n) == source.n).order_by(col(VersionRow.number))
    rows = session.scalars(query).all()
    who = _makers(session, source.id, len(rows) > 1)
    return [
        Version(
            VersionId(row.id), row.number, row.made, row.length, row.words, row.n == source.version_n,
            who.get(row.id, ""),
        )
        for row in rows
    ]  # fmt: skip


def _makers(session: Session, source: str, corrected: bool) -> dict[str, str]:
    """By version: the name of the coder whose correction made it."""
    if not corrected:
        return {}
    query = (
        select(col(CoderRow.name), col(ActionRow.changes))
        .join(CoderRow, col(CoderRow.id) == col(ActionRow.coder))
        .where(col(ActionRow.name) == "correct source", col(ActionRow.changes).contains(source))
    )
    return {
        row: name
        for name, changes in session.execute(query)
        for table, row, before, _after in json.loads(changes)
        if table == "version" and before is None
    }


def latest_number(session: Session, source_n: int) -> int:
    query = select(func.max(col(VersionRow.number))).where(col(VersionRow.source_n) == source_n)
    return session.scalar(query) or 0


def wording(session: Session, version: VersionId) -> str:
    """The text of a version, of the present or an older one."""
    text = session.scalar(select(col(VersionRow.text)).where(col(VersionRow.id) == version))
    if text is None:
        raise NotFound(kind=N_("version"), name=version)
    return text


def wordings(session: Session, ids: Iterable[str]) -> dict[VersionId, str]:
    query = select(col(VersionRow.id), col(VersionRow.text)).where(col(VersionRow.id).in_(set(ids)))
    return {VersionId(id_): text for id_, text in session.execute(query)}


def present(session: Session, source: SourceId) -> VersionId:
    """The version a source has now."""
    query = select(col(VersionRow.id)).join(SourceRow, col(SourceRow.version_n) == col(VersionRow.n))
    return VersionId(session.scalars(query.where(col(SourceRow.id) == source)).one())


def as_transcript(session: Session, read: Reading) -> Transcript:
    """A stored text as it would be if it were about to be imported: so it can be corrected likewise."""
    names = {case.id: case.name for case in cases.cases(session)}
    people = {turn.speaker.id: turn.speaker for turn in read.turns if turn.speaker}
    counts = {id_: sum(turn.speaker == who for turn in read.turns) for id_, who in people.items()}
    return Transcript(
        name=read.source.name,
        file=read.source.file,
        fingerprint="",
        text=read.text,
        turns=tuple(
            DraftTurn(turn.start, turn.end, turn.speaker.label if turn.speaker else "", turn.time)
            for turn in read.turns
        ),
        speakers=tuple(
            DraftSpeaker(who.label, who.role, counts[id_], names.get(who.case, "") if who.case else "")
            for id_, who in people.items()
        ),
        language=read.source.language,
        encoding=read.source.encoding,
        layout=read.source.layout,
        group=read.source.group,
        date=read.source.date,
    )
