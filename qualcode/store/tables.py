"""The tables of a project. Rows stay in `store/` and `actions/`; values of `model.py` go outward.

Every row has a GUID `id` (UUIDv7): what history, exports and other laptops know it by. Inside the
database rows point at each other by `n`, a small integer that means nothing elsewhere: wide reads
then come as integer columns (500,000 codings: 0.5 s with integers, 14–18 s as objects).
"""

from datetime import UTC, datetime
from typing import Any

import uuid_utils
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlmodel import Field, SQLModel


def new_id() -> str:
    """A UUIDv7: unique everywhere, and in order of making."""
    return str(uuid_utils.uuid7())


def now() -> datetime:
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as ISO text in UTC: the same in both databases, and aware when read."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return datetime.fromisoformat(value) if value else None


class Row(SQLModel):
    """What every table has."""

    metadata = MetaData()
    n: int = Field(default=None, primary_key=True)
    id: str = Field(default_factory=new_id, sa_type=Text, unique=True)


def string(*, default: str = "") -> Any:
    return Field(default=default, sa_type=Text)


def whole(default: int | None = 0) -> Any:
    return Field(default=default, sa_type=Integer, nullable=default is None)


def later(*, default: Any, kind: Any = None, make: Any = None) -> Any:
    """A column that came after the first program; `default` is what rows had until then.

    History of that time does not name it.
    """
    kind = kind or {bool: Boolean, int: Integer, str: Text}[type(default)]
    column = Column(kind, nullable=default is None, info={"before": default})
    return Field(default_factory=make, sa_column=column) if make else Field(default=default, sa_column=column)


def points_at(table: str, *, optional: bool = False, index: bool = False) -> Any:
    """A foreign key to another row's `n`, looked at when the transaction ends.

    Then undo may put rows back in any order.
    """
    key = ForeignKey(f"{table}.n", deferrable=True, initially="DEFERRED")
    column = Column(Integer, key, nullable=optional, index=index)
    return Field(default=None, sa_column=column) if optional else Field(sa_column=column)


def as_json(kind: type) -> Any:
    return Field(default_factory=kind, sa_column=Column(JSON, nullable=False))


class InfoRow(Row, table=True):
    """The project itself: one row."""

    __tablename__ = "info"
    name: str = string()
    kind: str = string(default="codebook")
    created: datetime = Field(default_factory=now, sa_type=Moment)
    see_others: bool = later(default=True)
    """Coders see each other’s codings while they code."""
    unite: bool = later(default=False)
    """A coder’s overlapping codings of one code become one."""


class CoderRow(Row, table=True):
    __tablename__ = "coder"
    name: str = Field(sa_type=Text, unique=True)
    retired: bool = False


class SourceRow(Row, table=True):
    __tablename__ = "source"
    name: str = Field(sa_type=Text, unique=True)
    group: str = string()
    language: str = string()
    date: str = string()
    file: str = string()
    fingerprint: str = string()
    encoding: str = string()
    layout: str = string()
    retired: bool = False
    version_n: int | None = Field(
        default=None, sa_column=Column(Integer, nullable=True, info={"points_at": "version"})
    )
    """Its present version. Not a foreign key: the two tables would hold each other."""


class VersionRow(Row, table=True):
    """One fixed wording of a source."""

    __tablename__ = "version"
    source_n: int = points_at("source", index=True)
    number: int = whole(1)
    digest: str = string()
    """SHA-256 of the text, hexadecimal."""
    length: int = whole()
    words: int = whole()
    made: datetime = Field(default_factory=now, sa_type=Moment)
    # the long ones last: SQLite walks through them to reach what stands behind
    text: str = string()
    word_starts: str = string()
    """Where words begin, packed by `wordstarts.py`: coded words are counted without reading the text."""


class CaseRow(Row, table=True):
    __tablename__ = "case"
    name: str = Field(sa_type=Text, unique=True)


class SpeakerRow(Row, table=True):
    __tablename__ = "speaker"
    __table_args__ = (Index("speaker_label", "source_n", "label", unique=True),)
    source_n: int = points_at("source")
    label: str = string()
    role: str = string(default="respondent")
    case_n: int | None = points_at("case", optional=True, index=True)


class TurnRow(Row, table=True):
    __tablename__ = "turn"
    __table_args__ = (Index("turn_order", "version_n", "number", unique=True),)
    version_n: int = points_at("version")
    number: int = whole()
    start: int = whole()
    end: int = whole()
    speaker_n: int | None = points_at("speaker", optional=True, index=True)
    time: int | None = whole(None)
    words: int = whole()


class RecordingRow(Row, table=True):
    """The sound of a source; one at most. The file lies beside the project (`recording_files.py`)."""

    __tablename__ = "recording"
    __table_args__ = (Index("recording_of_source", "source_n", unique=True),)
    source_n: int = points_at("source")
    file: str = string()
    sha256: str = string()
    size: int = Field(default=0, sa_type=BigInteger)
    media_type: str = string()
    offset: int = whole()


class AttributeRow(Row, table=True):
    __tablename__ = "attribute"
    name: str = Field(sa_type=Text, unique=True)
    kind: str = string(default="text")
    choices: list[str] = as_json(list)
    position: int = whole()


class ValueRow(Row, table=True):
    """One case's value of one attribute."""

    __tablename__ = "value"
    __table_args__ = (Index("value_of_case", "case_n", "attribute_n", unique=True),)
    case_n: int = points_at("case")
    attribute_n: int = points_at("attribute", index=True)
    value: str = string()


class CodeRow(Row, table=True):
    __tablename__ = "code"
    name: str = string()
    parent_n: int | None = points_at("code", optional=True)
    position: int = whole()
    colour: str = string(default="#666666")
    key: str = string()
    codable: bool = True
    retired: bool = False
    wordings: dict[str, Any] = as_json(dict)
    contradicts: list[str] = as_json(list)
    """GUIDs of the codes it is the opposite of."""
    terms: dict[str, Any] = as_json(dict)
    rule: int = later(default=1)
    """Counts the changes of what it means: codings made under another rule are checked again."""
    merged_into: str = later(default="")
    """The GUID of the code that took its place."""


class CodingRow(Row, table=True):
    __tablename__ = "coding"
    source_n: int = points_at("source")
    start: int = whole()
    end: int = whole()
    code_n: int = points_at("code", index=True)
    coder_n: int = points_at("coder", index=True)
    made: datetime = Field(default_factory=now, sa_type=Moment)
    codebook_version: int = later(default=0)
    """The number of the codebook version it was made under; 0: before the first."""
    rule: int = later(default=1)
    """The rule of its code when it was made or checked last."""
    important: bool = later(default=False)
    unsure: bool = later(default=False)


class MemoRow(Row, table=True):
    """A text attached to the project, a source, code, coding or case, by the target's GUID.

    A segment's memo has its source for target, and the span.
    """

    __tablename__ = "memo"
    kind: str = string(default="note")
    text: str = string()
    target_kind: str = string()
    target: str = Field(sa_type=Text, index=True)
    coder_n: int = points_at("coder", index=True)
    changed: datetime = Field(default_factory=now, sa_type=Moment)
    title: str = later(default="")
    made: datetime | None = later(default=None, kind=Moment, make=now)
    """When it was begun; not known of memos of older programs."""
    start: int | None = later(default=None, kind=Integer)
    end: int | None = later(default=None, kind=Integer)


class CodebookVersionRow(Row, table=True):
    """The codebook as it was when somebody gave it a name."""

    __tablename__ = "codebook_version"
    number: int = Field(sa_type=Integer, unique=True)
    name: str = Field(sa_type=Text, unique=True)
    note: str = string()
    made: datetime = Field(default_factory=now, sa_type=Moment)
    coder_n: int = points_at("coder")
    codes: list[dict[str, Any]] = as_json(list)
    """Every code, retired ones too, in tree order: the fields of CodeRow, `id` and `parent` as GUIDs."""


class CodeSetRow(Row, table=True):
    """Some codes under one name; its key puts them on the keys 1–9."""

    __tablename__ = "code_set"
    name: str = Field(sa_type=Text, unique=True)
    key: str = string()
    position: int = whole()
    codes: list[str] = as_json(list)
    """GUIDs, in order; one that is no longer there is passed over."""


class AssignmentRow(Row, table=True):
    """A source a coder has to code, and how far they are."""

    __tablename__ = "assignment"
    __table_args__ = (Index("assignment_of_source", "source_n", "coder_n", unique=True),)
    source_n: int = points_at("source")
    coder_n: int = points_at("coder", index=True)
    state: str = string(default="to do")
    changed: datetime = Field(default_factory=now, sa_type=Moment)


class ReviewRow(Row, table=True):
    """What became of one coding, or memo of a segment, when its source's text was corrected."""

    __tablename__ = "review"
    source_n: int = points_at("source", index=True)
    old_version_n: int = points_at("version")
    version_n: int = points_at("version")
    kind: str = string(default="coding")
    """coding or memo."""
    row: str = string()
    """Its GUID; a lost one is in no other table any more."""
    code_n: int | None = points_at("code", optional=True)
    coder_n: int = points_at("coder")
    outcome: str = string()
    """moved, changed, lost."""
    old_start: int = whole()
    old_end: int = whole()
    start: int | None = whole(None)
    end: int | None = whole(None)
    kept: dict[str, Any] = as_json(dict)
    """What else a lost one had: enough to bring it back."""
    settled: str = string()
    """Empty while it waits; then what somebody decided: kept, placed, dropped."""


class ActionRow(Row, table=True):
    """What a coder did. Only ever appended to; written by the gate in `gate.py`."""

    __tablename__ = "action"
    __table_args__ = (
        Index("action_seq", "replica", "seq", unique=True),
        Index("action_coder", "coder", "n"),
        Index("action_clock", "clock"),
    )
    replica: str = string()
    seq: int = Field(sa_type=BigInteger)
    clock: int = Field(sa_type=BigInteger)
    made: datetime = Field(default_factory=now, sa_type=Moment)
    device: str = string()
    coder: str = string()
    """The coder's GUID; no foreign key, for history outlives what it tells of."""
    name: str = string()
    about: str = string()
    changes: str = string(default="[]")
    """JSON: [[table, row id, fields before | null, fields after | null], …]; rows named by GUID."""
    undoes: str | None = Field(default=None, sa_type=Text, index=True)
    prev: str = string()
    hash: str = string()


Index(
    "coding_wide",
    CodingRow.__table__.c.source_n,  # type: ignore[attr-defined]
    CodingRow.__table__.c.start,  # type: ignore[attr-defined]
    CodingRow.__table__.c.end,  # type: ignore[attr-defined]
    CodingRow.__table__.c.code_n,  # type: ignore[attr-defined]
    CodingRow.__table__.c.coder_n,  # type: ignore[attr-defined]
    unique=True,
)
METADATA = Row.metadata
ROWS: dict[str, type[Row]] = {str(row.__tablename__): row for row in Row.__subclasses__()}
STATE = {table.name: table for table in METADATA.sorted_tables if table.name != "action"}
"""The tables whose every change is kept in history, parents before children."""


def _pointers(table: Table) -> dict[str, str]:
    found = {key.parent.name: key.column.table.name for key in table.foreign_keys}
    found |= {column.name: column.info["points_at"] for column in table.columns if "points_at" in column.info}
    return found


BEFORE = {
    name: {column.name: column.info["before"] for column in table.columns if "before" in column.info}
    for name, table in STATE.items()
}
"""For each table the values of columns that history from before them does not name."""
POINTERS = {name: _pointers(table) for name, table in STATE.items()}
"""For each table the columns that hold another row's `n`, and that row's table."""
