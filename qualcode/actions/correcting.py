"""Correcting a text that is coded already: its codings move with their words, and nothing is silent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.actions.sources import add_speaker, add_version
from qualcode.errors import CorrectedSince, NothingLeft
from qualcode.model import Reading, SourceId, Span, Transcript, VersionId
from qualcode.project import Edit
from qualcode.store.memos import memo_rows
from qualcode.store.reviews import open_rows
from qualcode.store.sources import reading, source_row
from qualcode.store.tables import (
    STATE,
    CodeRow,
    CoderRow,
    CodingRow,
    MemoRow,
    ReviewRow,
    SourceRow,
    SpeakerRow,
)
from qualcode.store.versions import latest_number
from qualcode.text.anchor import Fate, reanchored

LEFT_ALONE: Fate = "kept"
AnyRow = TypeVar("AnyRow", CodingRow, MemoRow)


class Foreseen(NamedTuple):
    """What a correction does to one coding, or to one memo of a segment."""

    kind: str
    """coding or memo."""
    row: str
    """Its GUID."""
    code: str
    """The code’s name; empty for a memo."""
    coder: str
    old: Span
    fate: Fate
    now: Span | None
    joined: str = ""
    """The GUID of the coding by the same coder that has the same code and words now: this one goes."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction of a text does to what stands on it."""

    source: SourceId
    old: str
    new: str
    places: tuple[Foreseen, ...]
    number: int = 0
    """Of the version that was made; 0: none was, for nothing is different."""

    @property
    def fates(self) -> Mapping[Fate, int]:
        return Counter(place.fate for place in self.places)

    @property
    def to_look_through(self) -> tuple[Foreseen, ...]:
        return tuple(place for place in self.places if place.fate != LEFT_ALONE)


def foresee_correction(session: Session, source: SourceId, transcript: Transcript) -> Correction:
    """What `correct_source` would do. Nothing is stored."""
    read = reading(session, source)
    row = source_row(session, source)
    return Correction(
        read.source.id, read.text, transcript.text, _foreseen(session, row, read.text, transcript.text)
    )


def correct_source(
    edit: Edit, source: SourceId, transcript: Transcript, *, of: VersionId | None = None
) -> Correction:
    """Store a new wording of a source, with its turns; the old one stays as an older version.

    Everybody’s codings, and the memos of segments, go to where their words are now. What did not stay the
    same gets a review. Speakers that are known by their label keep role and respondent. `of` is the version
    that was corrected: CorrectedSince when there is a newer one.
    """
    read, row = reading(edit.session, source), source_row(edit.session, source)
    edit.begin("correct source", row.name)
    if of is not None and read.version != of:
        raise CorrectedSince(source=row.name)
    if not transcript.text.strip():
        raise NothingLeft(source=row.name)
    places = _foreseen(edit.session, row, read.text, transcript.text)
    if _same(read, transcript):
        return Correction(read.source.id, read.text, transcript.text, places)
    old_n = row.version_n
    number = latest_number(edit.session, row.n) + 1
    version = add_version(edit, row, transcript, _speakers(edit, row, transcript), number)
    assert old_n is not None  # noqa: S101 (it was read)
    _move(edit, row, places, _Versions(old_n, version.n))
    return Correction(read.source.id, read.text, transcript.text, places, number)


def _same(read: Reading, transcript: Transcript) -> bool:
    turns = [
        (turn.start, turn.end, turn.speaker.label if turn.speaker else "", turn.time) for turn in read.turns
    ]
    return read.text == transcript.text and turns == [
        (turn.start, turn.end, turn.speaker, turn.time) for turn in transcript.turns
    ]


def _speakers(edit: Edit, source: SourceRow, transcript: Transcript) -> dict[str, int]:
    """The row numbers of those who speak; whoever is new gets a row."""
    query = select(col(SpeakerRow.label), col(SpeakerRow.n)).where(col(SpeakerRow.source_n) == source.n)
    known: dict[str, int] = dict(edit.session.execute(query).all())
    for speaker in transcript.speakers:
        if speaker.label not in known:
            known[speaker.label] = add_speaker(edit, source, transcript, speaker.label).n
    return known


# -- what becomes of what ------------------------------------------------------------------------------------


class _Standing(NamedTuple):
    """Something that stands on words."""

    kind: str
    row: str
    code: str
    code_n: int
    coder: str
    coder_n: int
    span: Span


def _foreseen(session: Session, source: SourceRow, old: str, new: str) -> tuple[Foreseen, ...]:
    standing = [*_codings(session, source), *_memos(session, source)]
    anchored = reanchored(old, new, [each.span for each in standing])
    taken: dict[tuple[object, ...], str] = {}
    found: dict[int, Foreseen] = {}
    for i in sorted(range(len(standing)), key=lambda i: (anchored[i].fate != LEFT_ALONE, i)):
        each, (fate, now) = standing[i], anchored[i]
        joined = ""
        if each.kind == "coding" and now is not None:
            joined = taken.setdefault((now, each.code_n, each.coder_n), each.row)
            joined = "" if joined == each.row else joined
        if joined:
            fate = "lost"
        found[i] = Foreseen(each.kind, each.row, each.code, each.coder, each.span, fate, now, joined)
    return tuple(found[i] for i in range(len(standing)))


def _codings(session: Session, source: SourceRow) -> Iterable[_Standing]:
    query = (
        select(
            col(CodingRow.id), col(CodeRow.name), col(CodeRow.n), col(CoderRow.name), col(CoderRow.n),
            col(CodingRow.start), col(CodingRow.end),
        )
        .join(CodeRow, col(CodeRow.n) == col(CodingRow.code_n))
        .join(CoderRow, col(CoderRow.n) == col(CodingRow.coder_n))
        .where(col(CodingRow.source_n) == source.n)
        .order_by(col(CodingRow.start), col(CodingRow.end), col(CodingRow.n))
    )  # fmt: skip
    for row, code, code_n, coder, coder_n, start, end in session.execute(query):
        yield _Standing("coding", row, code, code_n, coder, coder_n, Span(start, end))


def _memos(session: Session, source: SourceRow) -> Iterable[_Standing]:
    query = (
        select(MemoRow, col(CoderRow.name))
        .join(CoderRow, col(CoderRow.n) == col(MemoRow.coder_n))
        .where(col(MemoRow.target) == source.id, col(MemoRow.start).is_not(None))
        .order_by(col(MemoRow.start), col(MemoRow.n))
    )
    for memo, coder in session.execute(query):
        span = Span(memo.start or 0, memo.end or 0)
        yield _Standing("memo", memo.id, "", 0, coder, memo.coder_n, span)


# -- moving --------------------------------------------------------------------------------------------------


class _Versions(NamedTuple):
    old: int
    new: int


def _move(edit: Edit, source: SourceRow, places: Sequence[Foreseen], versions: _Versions) -> None:
    moving = [place for place in places if place.fate != LEFT_ALONE or place.now != place.old]
    rows = _rows(edit, moving)
    codes = {id_: row.code_n for id_, row in rows.items() if isinstance(row, CodingRow)}
    kept = {
        place.row: _taken_off(edit, rows[place.row], place.joined) for place in moving if place.fate == "lost"
    }
    edit.session.flush()
    going = [(rows[place.row], place.now) for place in moving if place.fate != "lost" and place.now]
    put_in_place(edit, going)
    waiting = {row.row: row for row in open_rows(edit.session, source.n)}
    for place in moving:
        row = rows[place.row]
        review = waiting.get(place.row)
        if review is not None:
            _go_on(review, place, versions.new, kept.get(place.row))
        elif place.fate != LEFT_ALONE:
            start, end = (place.now.start, place.now.end) if place.now else (None, None)
            edit.session.add(
                ReviewRow(
                    source_n=source.n, old_version_n=versions.old, version_n=versions.new, kind=place.kind,
                    row=place.row, code_n=codes.get(place.row), coder_n=row.coder_n, outcome=place.fate,
                    old_start=place.old.start, old_end=place.old.end, start=start, end=end,
                    kept=kept.get(place.row, {}),
                )
            )  # fmt: skip
    edit.session.flush()


def _rows(edit: Edit, places: Sequence[Foreseen]) -> dict[str, CodingRow | MemoRow]:
    codings = [place.row for place in places if place.kind == "coding"]
    memos = [place.row for place in places if place.kind == "memo"]
    found: dict[str, CodingRow | MemoRow] = {}
    found |= {row.id: row for some in _chunks(codings) for row in _found(edit, CodingRow, some)}
    found |= {row.id: row for some in _chunks(memos) for row in _found(edit, MemoRow, some)}
    return found


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[first : first + 500] for first in range(0, len(ids), 500))


def _found(edit: Edit, table: type[AnyRow], ids: Sequence[str]) -> Iterable[AnyRow]:
    return edit.session.scalars(select(table).where(col(table.id).in_(ids)))


def _taken_off(edit: Edit, row: CodingRow | MemoRow, joined: str) -> dict[str, object]:
    """Take away what has no words any more; all that it was, to be brought back from."""
    kept: dict[str, object] = {"row": _image(edit, row)}
    if isinstance(row, CodingRow):
        memos = memo_rows(edit.session, row.id)
        if joined:
            kept |= {"memos": [], "joined": joined}
            _hand_over(edit, row, memos, joined)
        else:
            kept["memos"] = [{"id": memo.id, **_image(edit, memo)} for memo in memos]
            for memo in memos:
                edit.session.delete(memo)
    edit.session.delete(row)
    return kept


def _hand_over(edit: Edit, row: CodingRow, memos: Iterable[MemoRow], to: str) -> None:
    """The coding that stays on the words has the memos and marks of both."""
    [stays] = _found(edit, CodingRow, [to])
    stays.important, stays.unsure = stays.important or row.important, stays.unsure or row.unsure
    for memo in memos:
        memo.target = to


def _image(edit: Edit, row: CodingRow | MemoRow) -> dict[str, object]:
    table = STATE[row.__tablename__]
    return edit.images.of(table, {column.name: getattr(row, column.name) for column in table.columns})


def put_in_place(edit: Edit, going: Sequence[tuple[CodingRow | MemoRow, Span]]) -> None:
    """Let rows stand on other words, all at once.

    One may go where another is just leaving: no two may stand on the same words with one code, not even
    for a moment, so who is leaving such a place steps aside first.
    """
    wanted = {(span.start, span.end, *_whose(row)) for row, span in going if isinstance(row, CodingRow)}
    for row, _ in going:
        if isinstance(row, CodingRow) and (row.start, row.end, *_whose(row)) in wanted:
            row.start, row.end = -1 - row.start, -1 - row.end
    edit.session.flush()
    for row, span in going:
        row.start, row.end = span.start, span.end
    edit.session.flush()


def _whose(row: CodingRow) -> tuple[int, int]:
    return row.code_n, row.coder_n


def _go_on(review: ReviewRow, place: Foreseen, version_n: int, kept: dict[str, object] | None) -> None:
    """What waits from a correction before: its old words stay those that somebody coded."""
    review.version_n = version_n
    review.start, review.end = (place.now.start, place.now.end) if place.now else (None, None)
    if place.fate == "lost":
        review.outcome, review.kept = "lost", kept or {}
    elif place.fate == "changed":
        review.outcome = "changed"
