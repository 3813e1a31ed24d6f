"""Face sheets matched with texts: whom does a row tell of, and where does that person speak."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from qualcode.i18n import N_
from qualcode.importers.dates import as_date
from qualcode.importers.filenames import (
    base_name,
    close_to,
    folders_of,
    plain_file,
    shared_folders,
    stem_of,
)
from qualcode.importers.sheetrows import FaceSheet, Record, as_group, read_face_sheet
from qualcode.model import GROUPS, DraftSpeaker, Role, Transcript
from qualcode.text.labels import key, likely_role
from qualcode.text.languages import as_language
from qualcode.text.notices import Notice
from qualcode.text.turns import Saying, turns_of_sayings

__all__ = ["FaceSheet", "Known", "MatchReport", "StoredMatch", "match", "match_stored", "read_face_sheet"]


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What a face sheet did and did not do, in sentences."""

    matched: int
    """Texts that a row was found for."""
    rows: tuple[str, ...] = ()
    """One sentence for each row that fits no text."""
    files: tuple[str, ...] = ()
    """One for each text no row fits."""
    doubts: tuple[str, ...] = ()
    """One for each row that fits a text but not its speakers, or that contradicts another."""


class Known(NamedTuple):
    """Somebody who speaks in a source of the project; without a source: a case that speaks nowhere."""

    source: str
    file: str
    speaker: str
    role: Role
    case: str


class StoredMatch(NamedTuple):
    """What a face sheet says of a project."""

    values: tuple[tuple[str, str, str], ...]
    """Case, attribute, value."""
    links: tuple[tuple[str, str, str], ...]
    """Source, speaker, case: who is somebody else than the project says so far."""
    report: MatchReport


def match(sheet: FaceSheet, transcripts: Sequence[Transcript]) -> tuple[tuple[Transcript, ...], MatchReport]:
    """The transcripts with group, language, date, cases and attribute values from the rows that fit them.

    A row fits by its file (capitals, separators and suffix do not count), else by its case: the name of a
    transcript, of a speaker, or of a speaker's case. What a sheet leaves empty stays as it was. Of a text
    without speakers the respondent of its only row says every word, unless it is a policy document.
    """
    doubts = list(sheet.contradictions())
    names = [name for each in transcripts for given in each.values.values() for name in given]
    records = _agreeing(_respelt(sheet.records(), names), doubts)
    fitting, rows = _fitting(sheet, records, transcripts, _NO_TRANSCRIPT)
    known = tuple(_with_rows(each, fitting.get(i, ()), doubts) for i, each in enumerate(transcripts))
    files = _without_row(sheet, [each.file for i, each in enumerate(transcripts) if i not in fitting])
    return known, MatchReport(len(fitting), rows, files, tuple(doubts))


def match_stored(sheet: FaceSheet, known: Sequence[Known]) -> StoredMatch:
    """What a sheet tells of the people of a project, by the same rules; cases keep the project’s spelling."""
    doubts = list(sheet.contradictions())
    sources = _sources(known)
    fitting, rows = _fitting(sheet, _agreeing(sheet.records(), doubts), sources, _NOBODY)
    files = _without_row(sheet, [each.name for i, each in enumerate(sources) if i not in fitting])
    spelt = {key(each.case): each.case for each in known if each.case}
    values: dict[tuple[str, str], str] = {}
    links: dict[tuple[str, str], str] = {}
    for i, fits in fitting.items():
        told = _told(sources[i], fits, doubts)
        links |= {
            (sources[i].name, label): spelt.setdefault(key(case), case) for label, case in told.cases.items()
        }
        for case, given in told.values.items():
            for name, value in given.items():
                values.setdefault((spelt.setdefault(key(case), case), name), value)
    there = {(each.source, each.speaker): each.case for each in known}
    return StoredMatch(
        tuple((case, name, value) for (case, name), value in values.items()),
        tuple((*voice, case) for voice, case in links.items() if voice[0] and there.get(voice) != case),
        MatchReport(len(fitting), rows, files, tuple(doubts)),
    )


class _FitsNone(NamedTuple):
    """What is said of a row that fits nothing, without and with something it nearly fits, or too much."""

    plain: str
    suggesting: str
    several: str


_NO_TRANSCRIPT = _FitsNone(
    N_("Row {number} of “{sheet}” ({about}) fits no transcript."),
    N_("Row {number} of “{sheet}” ({about}) fits no transcript. Did you mean “{close}”?"),
    N_("Row {number} of “{sheet}” ({about}) fits several files; write its folder before its name."),
)
_NOBODY = _FitsNone(
    N_("Row {number} of “{sheet}” ({about}) fits nobody in the project."),
    N_("Row {number} of “{sheet}” ({about}) fits nobody in the project. Did you mean “{close}”?"),
    N_("Row {number} of “{sheet}” ({about}) fits several sources; write the source’s name, not the file’s."),
)


class _Source(NamedTuple):
    """A source of the project with those who speak in it."""

    name: str
    file: str
    speakers: tuple[DraftSpeaker, ...]
    folder: str = ""

    @property
    def fingerprint(self) -> str:
        return self.name


def _sources(known: Sequence[Known]) -> list[_Source]:
    """A case that speaks nowhere is one without a name."""
    people: dict[str, list[Known]] = defaultdict(list)
    silent: list[_Source] = []
    for each in known:
        if each.source:
            people[each.source].append(each)
        else:
            silent.append(_Source("", "", (DraftSpeaker(each.case, "respondent", 0, each.case),)))
    speaking = [
        _Source(name, all_[0].file, tuple(DraftSpeaker(one.speaker, one.role, 0, one.case) for one in all_))
        for name, all_ in people.items()
    ]
    return speaking + silent


def _without_row(sheet: FaceSheet, files: Iterable[str]) -> tuple[str, ...]:
    sentence = N_("“{file}” has no row in “{sheet}”.")
    return tuple(Notice(sentence, file=file, sheet=sheet.file) for file in files if file)


# -- the rows ------------------------------------------------------------------------------------------


def _respelt(records: Sequence[Record], names: Sequence[str]) -> list[Record]:
    """With attributes spelt as in `names`, where they differ in case only."""
    spelt = {name.casefold(): name for name in reversed(names)}
    return [
        record._replace(
            values={spelt.get(name.casefold(), name): value for name, value in record.values.items()}
        )
        for record in records
    ]


def _agreeing(records: Sequence[Record], doubts: list[str]) -> list[Record]:
    """Each with everything that all rows of its case tell; where they differ the first row counts."""
    spelt: dict[str, str] = {}
    told: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for record in records:
        case = spelt.setdefault(key(record.case), record.case)
        for name, value in record.values.items() if case else ():
            first, number = told[case].setdefault(name, (value, record.number))
            if first != value:
                doubts.append(_differ(number, record, record.case, name, first))
    return [
        record._replace(case=case, values={name: value for name, (value, _) in told[case].items()})
        if (case := spelt[key(record.case)])
        else record
        for record in records
    ]


def _differ(first: int, record: Record, case: str, name: str, value: str) -> str:
    return Notice(
        N_(
            "Rows {first} and {number} differ about “{case}”: “{attribute}” is “{value}” or “{other}”; "
            "the first counts."
        ),
        first=first,
        number=record.number,
        case=case,
        attribute=name,
        value=value,
        other=record.values[name],
    )


# -- which texts a row fits ----------------------------------------------------------------------------

_MOST_SUGGESTIONS = 100
_MOST_NAMES = 2_000


class _Text(Protocol):
    """What a row may fit: a transcript, or a source of the project."""

    @property
    def name(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def speakers(self) -> tuple[DraftSpeaker, ...]: ...


class _Fit(NamedTuple):
    record: Record
    by_file: bool
    called: str
    """What no other text is called."""


def _fitting(
    sheet: FaceSheet, records: Sequence[Record], texts: Sequence[_Text], fits_none: _FitsNone
) -> tuple[dict[int, list[_Fit]], tuple[str, ...]]:
    """By place of a text the rows that fit it; and a sentence for each row that fits none."""
    index = _indexed(texts)
    called = _distinct(texts)
    fitting: dict[int, list[_Fit]] = {}
    rows: list[str] = []
    for record, by_file in zip(records, index.all_called([each.file for each in records]), strict=True):
        found = by_file or index.where_is(_case_named(record))
        about = record.file or record.case or record.speaker or "–"
        facts = {"number": record.number, "sheet": sheet.file, "about": about}
        if len({texts[i].fingerprint for i in by_file}) > 1:
            rows.append(Notice(fits_none.several, **facts))
        elif found and not by_file and len(found) > 1 and index.is_ambiguous(about):
            sentence = N_(
                "Row {number} of “{sheet}” ({about}) fits several transcripts; add a column “file”."
            )
            rows.append(Notice(sentence, **facts))
        elif found:
            for i in found:
                fitting.setdefault(i, []).append(_Fit(record, bool(by_file), called[i]))
        else:
            close = close_to(about, index.names) if len(rows) < _MOST_SUGGESTIONS else ""
            rows.append(Notice(fits_none.suggesting if close else fits_none.plain, **facts, close=close))
    return dict(sorted(fitting.items())), tuple(rows)


def _distinct(texts: Sequence[_Text]) -> list[str]:
    """What each text is called: its name, with as much of its folder as tells it from the others."""
    spellings = [
        (each.name, "/".join((*each.folder.split("/")[-1:], each.name)), f"{each.folder}/{each.name}")
        if each.folder
        else (each.name,)
        for each in texts
    ]
    met = Counter(key(name) for names in spellings for name in set(names))
    return [next((name for name in names if met[key(name)] == 1), names[-1]) for names in spellings]


class _Index(NamedTuple):
    """Where a file, a case or somebody who speaks is found among the texts."""

    texts: Sequence[_Text]
    files: Mapping[str, Sequence[int]]
    plain: Mapping[str, Sequence[int]]
    cases: Mapping[str, Sequence[int]]
    people: Mapping[str, Sequence[int]]
    names: frozenset[str]

    def all_called(self, files: Sequence[str]) -> list[Sequence[int]]:
        """For each the texts it may mean; a folder that means one text leaves it to nobody from another."""
        found = [self._called(file) for file in files]
        sure = {i for near, there in found if near and len(there) == 1 for i in there}
        return [
            () if not near and sure.issuperset(there) and len(folders_of(file)) > 1 else there
            for file, (near, there) in zip(files, found, strict=True)
        ]

    def _called(self, file: str) -> tuple[int, Sequence[int]]:
        """How many folders fit, and where: by the folders, then by the very name, then by one like it."""
        name = base_name(file)
        alike = self.plain.get(plain_file(file), ())
        rated: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i in dict.fromkeys((*self.files.get(name, ()), *alike)) if name else ():
            rated[(-shared_folders(file, self.texts[i].folder), _difference(name, self.texts[i]))].append(i)
        best = min(rated, default=(0, 0))
        return -best[0], rated.get(best, ())

    def where_is(self, name: str) -> Sequence[int]:
        return self.people.get(key(name), ()) if name else ()

    def is_ambiguous(self, name: str) -> bool:
        """“Aigul” in two interviews is one person, “R1” is not unless both are said to be the same case."""
        return likely_role(name) is not None and key(name) not in self.cases


def _difference(name: str, text: _Text) -> int:
    """How far a name is from a text’s: its file, its own name, its file without suffix, something alike."""
    spellings = (base_name(text.file), text.name.casefold(), stem_of(text.file))
    return spellings.index(name) if name in spellings else len(spellings)


def _indexed(texts: Sequence[_Text]) -> _Index:
    people = [
        {key(name) for each in _respondents(text) for name in (each.label, each.case)} | {key(text.name)}
        for text in texts
    ]
    names = (
        name for text in texts for name in (text.file or text.name, *(one.label for one in text.speakers))
    )
    return _Index(
        texts,
        _places({base_name(text.file), stem_of(text.file), text.name.casefold()} for text in texts),
        _places({plain_file(text.file), plain_file(text.name)} for text in texts),
        _places({key(each.case) for each in text.speakers} for text in texts),
        _places(people),
        frozenset(islice(filter(None, names), _MOST_NAMES)),
    )


def _places(names: Iterable[set[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, all_ in enumerate(names):
        for name in all_ - {""}:
            places[name].append(i)
    return places


def _respondents(text: _Text) -> list[DraftSpeaker]:
    return [speaker for speaker in text.speakers if speaker.role == "respondent"]


def _case_named(record: Record) -> str:
    return record.case or record.file or record.speaker


# -- what the rows tell of a text ----------------------------------------------------------------------

_DOCUMENT = GROUPS[2]


class _Told(NamedTuple):
    cases: dict[str, str]
    """By speaker’s label."""
    values: dict[str, Mapping[str, str]]
    """By case."""


def _with_rows(transcript: Transcript, fits: Sequence[_Fit], doubts: list[str]) -> Transcript:
    if not fits:
        return transcript
    group = as_group(_agreed("group", fits, transcript, doubts)) or transcript.group
    spoken = transcript if group == _DOCUMENT else _spoken(transcript, fits)
    told = _told(spoken, fits, doubts)
    values = {case: dict(known) for case, known in spoken.values.items()}
    for case, given in told.values.items():
        values.setdefault(case, {}).update(given)
    return replace(
        spoken,
        speakers=tuple(replace(each, case=told.cases.get(each.label, each.case)) for each in spoken.speakers),
        values=MappingProxyType({case: MappingProxyType(known) for case, known in values.items()}),
        group=group,
        language=as_language(_agreed("language", fits, transcript, doubts)) or transcript.language,
        date=as_date(_agreed("date", fits, transcript, doubts)) or transcript.date,
    )


def _spoken(transcript: Transcript, fits: Sequence[_Fit]) -> Transcript:
    """A text in which nobody speaks, as the words of the one respondent the sheet knows for it."""
    names = {fit.record.speaker or _case_of(fit, ()) for fit in fits if _tells(fit.record)}
    if transcript.speakers or len(names) != 1:
        return transcript
    label = " ".join(names.pop().split())
    said = [Saying(label, transcript.text[turn.start : turn.end], turn.time) for turn in transcript.turns]
    turned = turns_of_sayings(said, transcript.layout, roles={label: "respondent"})
    return replace(transcript, text=turned.text, turns=turned.turns, speakers=turned.speakers)


def _tells(record: Record) -> bool:
    """Whether a row tells of a respondent, and not only of the text."""
    return bool(record.case or record.speaker or record.values)


def _told(text: _Text, fits: Sequence[_Fit], doubts: list[str]) -> _Told:
    told = _Told({}, {})
    numbers: dict[tuple[str, str], int] = {}
    for fit in fits:
        record = fit.record
        if not _tells(record):
            continue
        meant = _people_of(record, text)
        case = _case_of(fit, meant)
        people = [each.label for each in meant if told.cases.get(each.label, case) == case]
        if people:
            told.cases.update(dict.fromkeys(people, case))
            known = told.values.get(case, {})
            for name, value in record.values.items():
                first = numbers.setdefault((case, name), record.number)
                if known.get(name, value) != value:
                    doubts.append(_differ(first, record, case, name, known[name]))
            told.values[case] = {**record.values, **known}
        else:
            doubts.append(_doubt(record, text, case))
    return told


def _case_of(fit: _Fit, people: Sequence[DraftSpeaker]) -> str:
    """The row's own name for who it is about; without one, a name no other interview has (“R” is in many)."""
    if fit.record.case or not fit.by_file:
        return _case_named(fit.record)
    known = {each.case for each in people} - {""}
    return known.pop() if len(known) == 1 else f"{fit.called} {fit.record.speaker}".strip()


def _people_of(record: Record, text: _Text) -> list[DraftSpeaker]:
    """The speaker a row names, by label or by case; else the only respondent there is."""
    if record.speaker:
        return [speaker for speaker in text.speakers if key(speaker.label) == key(record.speaker)]
    people = _respondents(text)
    wanted = key(_case_named(record))
    named = [speaker for speaker in people if wanted in {key(speaker.label), key(speaker.case)}]
    return named or (people if len(people) == 1 else [])


def _doubt(record: Record, text: _Text, case: str) -> str:
    facts = {
        "number": record.number,
        "file": text.file or text.name,
        "case": case,
        "speakers": ", ".join(speaker.label for speaker in text.speakers),
    }
    if not text.speakers:
        return Notice(N_("Row {number}: “{file}” has no speakers, so nobody in it can be “{case}”."), **facts)
    if record.speaker or len(_respondents(text)) == 1:
        return Notice(
            N_("Row {number}: nobody in “{file}” is left to be “{case}”; its speakers are {speakers}."),
            **facts,
        )
    return Notice(
        N_("Row {number}: which speaker of “{file}” is “{case}”? Add a column “speaker” ({speakers})."),
        **facts,
    )


def _agreed(
    column: Literal["group", "language", "date"],
    fits: Sequence[_Fit],
    transcript: Transcript,
    doubts: list[str],
) -> str:
    """What the rows of one transcript say, the first where they disagree (and a doubt about it)."""
    said = list(dict.fromkeys(value for fit in fits if (value := getattr(fit.record, column))))
    if len(said) > 1:
        sentence = N_("The rows of “{file}” disagree about its {column} ({values}); the first counts.")
        doubts.append(Notice(sentence, file=transcript.file, column=column, values=", ".join(said)))
    return said[0] if said else ""
