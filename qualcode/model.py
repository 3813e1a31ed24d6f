"""The values of a study: frozen, checked when made, the same in library, command line and screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, NewType, Self, get_args

from qualcode.errors import BackwardsSpan

SourceId = NewType("SourceId", str)
VersionId = NewType("VersionId", str)
SpeakerId = NewType("SpeakerId", str)
CaseId = NewType("CaseId", str)
AttributeId = NewType("AttributeId", str)
CodeId = NewType("CodeId", str)
CodeSetId = NewType("CodeSetId", str)
CodingId = NewType("CodingId", str)
CoderId = NewType("CoderId", str)
MemoId = NewType("MemoId", str)
RecordingId = NewType("RecordingId", str)
ReviewId = NewType("ReviewId", str)
ActionId = NewType("ActionId", str)

Role = Literal["interviewer", "respondent", "other"]
Rule = Literal["overlap", "same turn", "same source", "same respondent"]
StudyKind = Literal["coding reliability", "codebook", "reflexive"]
AttributeKind = Literal["text", "number", "date", "choice", "yes/no"]
MemoKind = Literal["note", "method", "reflexive", "theory", "question"]
MemoTarget = Literal["project", "source", "segment", "code", "coding", "case"]
Progress = Literal["to do", "coding", "done"]
Mark = Literal["important", "unsure"]
Outcome = Literal["moved", "changed", "lost"]
Settled = Literal["kept", "placed", "dropped"]

ActionName = Literal[
    "new project",
    "join",
    "rename project",
    "set project",
    "add coder",
    "rename coder",
    "retire coder",
    "bring back coder",
    "import sources",
    "rename source",
    "regroup source",
    "retire source",
    "bring back source",
    "correct source",
    "settle review",
    "mark progress",
    "assign sources",
    "change speaker",
    "attach recording",
    "remove recording",
    "shift recording",
    "add case",
    "rename case",
    "merge cases",
    "remove case",
    "add attributes",
    "rename attribute",
    "change attribute",
    "move attribute",
    "remove attribute",
    "set attribute",
    "read face sheet",
    "load codebook",
    "add code",
    "change code",
    "move code",
    "retire code",
    "bring back code",
    "merge codes",
    "split code",
    "name codebook version",
    "rename codebook version",
    "check again",
    "change code set",
    "code",
    "code anew",
    "uncode",
    "resize",
    "recode",
    "mark coding",
    "load codings",
    "write memo",
    "remove memo",
    "copy past",
    "undo",
    "redo",
]

ROLES: tuple[Role, ...] = get_args(Role)
RULES: tuple[Rule, ...] = get_args(Rule)
PROGRESS: tuple[Progress, ...] = get_args(Progress)
STUDY_KINDS: tuple[StudyKind, ...] = get_args(StudyKind)
ATTRIBUTE_KINDS: tuple[AttributeKind, ...] = get_args(AttributeKind)
GROUPS = ("official", "villager", "policy document")
LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a source, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise BackwardsSpan(start=self.start, end=self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Self) -> int:
        """How many characters the two spans share; 0 when they only touch."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    id: str
    name: str
    kind: StudyKind
    created: datetime
    see_others: bool = True
    """Coders see each other’s codings while they code."""
    unite: bool = False
    """A coder’s overlapping codings of one code become one."""


@dataclass(frozen=True, slots=True)
class Coder:
    id: CoderId
    name: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label a source's turns carry; `case` is who speaks, where that is known."""

    id: SpeakerId
    label: str
    role: Role
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words until the next speaker's: `[start, end)` in code points of the text.

    In a text without speakers each paragraph is a turn. Words before the first speaker (a title,
    a date) are turns without a speaker too. `time` is milliseconds from the recording's start.
    """

    number: int
    start: int
    end: int
    speaker: Speaker | None = None
    time: int | None = None
    words: int = 0

    @property
    def role(self) -> Role | None:
        return self.speaker.role if self.speaker else None


@dataclass(frozen=True, slots=True)
class Source:
    id: SourceId
    name: str
    group: str
    language: str
    date: str = ""
    file: str = ""
    length: int = 0
    """Code points in its text."""
    words: int = 0
    turns: int = 0
    layout: str = ""
    encoding: str = ""
    retired: bool = False
    version: int = 1
    """Which wording it has: 1 as it was imported, one more with every correction."""


@dataclass(frozen=True, slots=True)
class Version:
    """One fixed wording of a source."""

    id: VersionId
    number: int
    made: datetime
    length: int
    words: int
    present: bool
    coder: str = ""
    """Who made it, by name."""


@dataclass(frozen=True, slots=True)
class Review:
    """What became of one coding, or memo of a segment, when the text was corrected."""

    id: ReviewId
    source: SourceId
    source_name: str
    kind: Literal["coding", "memo"]
    row: str
    """The GUID of the coding or memo."""
    code: str
    """Its code’s name; empty for a memo."""
    colour: str
    coder: str
    outcome: Outcome
    old_version: VersionId
    old: Span
    now: Span | None
    """Where it is now; None: it is lost, until somebody places it anew."""
    joined: bool = False
    """Lost because another coding of the same code and coder stands on the same words now."""
    note: str = ""
    """What the memo says; of a lost coding what its memos say."""
    settled: Settled | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file beside a source's text; the file itself lies in a folder beside the project."""

    id: RecordingId
    source: SourceId
    file: str
    """The name it was brought with; on disk it is called by its hash."""
    sha256: str
    size: int
    media_type: str
    offset: int = 0
    """Milliseconds: a turn said at `time` in the transcript begins at `time + offset` in the recording."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source opened for reading: its present text and turns."""

    source: Source
    version: VersionId
    text: str
    digest: str
    turns: tuple[Turn, ...]

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """A speaker as an importer understood it: how many turns, and a guess at the role."""

    label: str
    role: Role
    turns: int
    case: str = ""
    """The respondent's name in the project; empty: nobody."""


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """A turn of a text that is not stored yet; `speaker` is a label or empty."""

    start: int
    end: int
    speaker: str = ""
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as it was understood, before anything is stored; the researcher may correct it first."""

    name: str
    """What the source will be called."""
    file: str
    """The file's own name."""
    fingerprint: str
    """SHA-256 of the file's bytes, hexadecimal: finds the same file again."""
    text: str
    turns: tuple[DraftTurn, ...]
    speakers: tuple[DraftSpeaker, ...]
    language: str
    """“kk”, “ru”, “en”, or two joined by “+” where the speech is mixed."""
    encoding: str
    layout: str
    """The layout's name, in words: “Name: words”, “speaker on its own line” …"""
    evidence: str = ""
    """Why that layout: how many lines fit it."""
    group: str = ""
    date: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """By case name: the attribute values a face sheet gives."""
    warnings: tuple[str, ...] = ()
    folder: str = ""
    """The folders it lay in, as far as they were brought (“interviews/Korday”; a zip is one of them)."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named property of cases; `choices` are the values a choice may take."""

    id: AttributeId
    name: str
    kind: AttributeKind = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Who or what is studied; `values` by attribute name."""

    id: CaseId
    name: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Code:
    """One idea of the codebook. `codable=False` is a heading: it holds codes and is not given to text."""

    id: CodeId
    name: str
    parent: CodeId | None = None
    position: int = 0
    colour: str = "#666666"
    key: str = ""
    codable: bool = True
    retired: bool = False
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """By language: name, brief, full, use, avoid, example, near_miss."""
    contradicts: tuple[CodeId, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    rule: int = 1
    """Counts the changes of what it means."""
    merged_into: CodeId | None = None
    """The code that took its place."""


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """The codebook as it was when somebody gave it a name."""

    number: int
    name: str
    note: str
    made: datetime
    coder: CoderId
    codings: int = 0
    """How many codings were made under it."""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """Some codes under one name, in order; Shift and its `key` put them on the keys 1–9 of the Code page."""

    id: CodeSetId
    name: str
    key: str = ""
    codes: tuple[CodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given by one coder to one span: the stored fact."""

    id: CodingId
    source: SourceId
    span: Span
    code: CodeId
    coder: CoderId
    made: datetime
    memo: str = ""
    important: bool = False
    unsure: bool = False
    rule: int = 1
    """The rule of its code when it was made or checked last; another than the code’s: to be checked again."""
    codebook_version: int = 0
    """The number of the codebook version it was made under; 0: before the first."""


class Segment(NamedTuple):
    """The words a coding points at, with where they stand. A tuple, because exports make 500,000 of them."""

    quote: str
    code: str
    """The code's path, parents first: “Local institutions / Council of Elders”."""
    source: str
    group: str
    language: str
    case: str
    """The respondent's name; empty where nobody is known."""
    speaker: str
    role: str
    """interviewer, respondent, other, or empty where no speaker is marked."""
    turn: int
    """The number of the turn it starts in."""
    paragraph: int
    coder: str
    memo: str
    made: str
    """When it was coded: ISO date and time, UTC."""
    start: int
    end: int
    coding: CodingId
    source_id: SourceId
    code_id: CodeId
    values: tuple[str, ...] = ()
    """The case's attribute values, in the order of the attributes it is exported with."""
    version: int = 1
    """The wording of its source that `start` and `end` count in."""
    codebook_version: str = ""
    """The name of the codebook version it was made under; empty: before the first."""
    marks: tuple[Mark, ...] = ()
    """What its coder noted of it."""


@dataclass(frozen=True, slots=True)
class Memo:
    id: MemoId
    kind: MemoKind
    text: str
    target_kind: MemoTarget
    target: str
    coder: CoderId
    changed: datetime
    title: str = ""
    made: datetime | None = None
    """When it was begun, where that is known."""
    span: Span | None = None
    """The place of a segment’s memo in its source, which is the target."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an action; None where it did not exist."""

    table: str
    row: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action: what a coder did, when, and on which device."""

    number: int
    id: ActionId
    name: str
    coder: str
    when: datetime
    device: str
    rows: int
    """How many rows it changed."""
    undoes: ActionId | None = None
    undone: bool = False
    about: str = ""
    coder_id: CoderId = CoderId("")
    of: str = ""
    """What the action was about that it took back or did again."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the project is looked at. Empty means everything.

    Names, not ids, so that a selection can be typed, printed and kept: groups, source names,
    case names, coder names, code paths (a heading stands for its codes), attribute values.
    Interviewers are left out unless `interviewer=True`, and so are words no speaker says in a
    source that has speakers (a title line).
    """

    groups: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    attributes: frozenset[tuple[str, str]] = frozenset()
    """(attribute, value); several values of one attribute are alternatives."""
    interviewer: bool = False
    codebook_versions: frozenset[str] = frozenset()
    """Names of codebook versions, or their numbers; “0”: before the first."""
