"""The files before the researcher that are not stored yet: read, matched with face sheets, corrected."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from qualcode.importers import CannotRead, FaceSheet, Wishes, match, read_transcript
from qualcode.importers.correcting import told_anew, with_value
from qualcode.importers.reading import BUNDLE, SOUNDS, Found, Piece, Sound, read_pieces, unbundled
from qualcode.importers.sandbox import Sandbox
from qualcode.importers.sounds import recording_for
from qualcode.model import DraftSpeaker, Transcript
from qualcode.text.alike import likeness
from qualcode.text.words import count_words

Progress = Callable[[int, int, str], None]
SameWords = Callable[[Mapping[str, int]], Mapping[str, str]]
"""Which sources say the same, by likeness: see `store.sources.same_words`."""


class Upload(Protocol):
    """What the screen hands over of a file."""

    file_id: str
    name: str

    def getvalue(self) -> bytes: ...


@dataclass
class Desk:
    """Lives as long as the upload does. Files go by their path: the upload’s id, its name, a zip’s member."""

    known: Mapping[str, str]
    """The files that are in the project already: fingerprint and the source's name."""
    same_words: SameWords
    people: frozenset[str] = frozenset()
    """The respondents of the project: no new one is called like them unless somebody says so."""
    laid: set[str] = field(default_factory=set)
    """The uploads that were read, or given up."""
    left: set[str] = field(default_factory=set)
    """Those that were not, because the researcher stopped the reading."""
    stopped: bool = False
    transcripts: dict[Path, Transcript] = field(default_factory=dict)
    """With the corrections made so far."""
    data: dict[Path, Callable[[], bytes]] = field(default_factory=dict)
    taken: dict[Path, bool] = field(default_factory=dict)
    """Whether it is to be imported, where the researcher has said otherwise than we."""
    wishes: dict[Path, Wishes] = field(default_factory=dict)
    """How it is to be read, where the researcher has said so."""
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    """Values written by hand: by respondent and attribute."""
    doubles: dict[Path, str] = field(default_factory=dict)
    """What is in the project, or among the files, already: the name of the source or file."""
    problems: dict[Path, CannotRead] = field(default_factory=dict)
    sheets: dict[Path, FaceSheet] = field(default_factory=dict)
    sounds: dict[Path, Sound] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the face sheets did not fit."""
    attributes: tuple[str, ...] = ()
    """Those the researcher has added here."""
    base: tuple[Transcript, ...] = ()
    """What the tables were filled with; the tables themselves hold what was changed since."""
    base_taken: tuple[bool, ...] = ()
    base_words: tuple[int, ...] = ()
    turn: int = 0
    """Changes when the tables must be filled anew."""

    # -- reading -----------------------------------------------------------------------------------------

    def lay(self, files: Sequence[Upload], progress: Progress) -> None:
        """Read what is new among the files, put away what is no longer there."""
        self._put_away({file.file_id for file in files})
        new = [file for file in files if file.file_id not in self.laid]
        if self.stopped:
            self.left = {file.file_id for file in new}
            return
        if not new:
            return
        self.sounds |= {each.path: each for each in map(_as_sound, filter(_is_sound, new))}
        self.laid |= {file.file_id for file in new if _is_sound(file)}
        read = [file for file in new if not _is_sound(file)]
        order = [file.file_id for file in read]
        came: set[Path] = set()
        try:
            for found in self._read(read, progress):
                self._take(found)
                came.add(found.path)
                at = order.index(found.path.parts[0])
                self.laid |= set(order[: at + (not _is_bundle(read[at]))])
            self.laid |= set(order)
        finally:  # whoever stops the reading keeps what was read
            self._look_through(came)

    def stop(self) -> None:
        self.stopped = True

    def go_on(self) -> None:
        self.stopped, self.left = False, set()

    def _put_away(self, there: set[str]) -> None:
        self.laid &= there
        self.sounds = {path: each for path, each in self.sounds.items() if path.parts[0] in there}
        gone = {path for path in (*self.data, *self.problems) if path.parts[0] not in there}
        if not gone:
            return
        for kept in (
            self.transcripts, self.data, self.taken, self.wishes, self.doubles, self.problems, self.sheets,
        ):  # fmt: skip
            for path in gone & kept.keys():
                del kept[path]
        self._look_through(set())

    def _read(self, files: Iterable[Upload], progress: Progress) -> Iterator[Found]:
        """What is in the uploads, but for what was read before somebody stopped."""
        there = self.transcripts.keys() | self.problems.keys() | self.sheets.keys()
        with Sandbox() as sandbox:
            pieces: list[Piece | Found] = []
            for file in files:
                whole = Piece(Path(file.file_id) / Path(file.name).name, file.getvalue)
                pieces += [each for each in unbundled(whole, sandbox) if each.path not in there]
            self.data |= {piece.path: piece.data for piece in pieces if isinstance(piece, Piece)}
            yield from read_pieces(sandbox, pieces, progress)

    def _take(self, found: Found) -> None:
        if isinstance(found.what, FaceSheet):
            self.sheets[found.path] = found.what
        elif isinstance(found.what, CannotRead):
            self.problems[found.path] = found.what
        elif isinstance(found.what, Sound):
            self.sounds[found.path] = found.what
        elif isinstance(found.what, Transcript):
            self.transcripts[found.path] = self._named(found.what, found.path)

    def _named(self, transcript: Transcript, path: Path) -> Transcript:
        """With names for its respondents that nobody else has."""
        others = {
            who.case for other, each in self.transcripts.items() if other != path for who in each.speakers
        }
        return with_respondents(transcript, self.people | others)

    def _look_through(self, new: set[Path]) -> None:
        """Match with the face sheets, look for doubles, and let the tables start anew."""
        self.transcripts = dict(sorted(self.transcripts.items(), key=lambda item: item[1].file.casefold()))
        self._match(new)
        self.doubles = dict(_doubles(self.transcripts, self.known, self.same_words))
        self.fill()

    def _match(self, new: set[Path]) -> None:
        """A new sheet speaks of all files, an old one only of new files: corrections made since stay."""
        said: list[str] = []
        for sheet_path, sheet in self.sheets.items():
            matched, report = match(sheet, list(self.transcripts.values()))
            for path, transcript in zip(list(self.transcripts), matched, strict=True):
                if sheet_path in new or path in new:
                    self.transcripts[path] = transcript
            said += [*sheet.notices, *report.rows, *report.files, *report.doubts]
        self.remarks = tuple(said)

    # -- correcting --------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Let the tables start from what is known now."""
        self.base = tuple(self.transcripts.values())
        self.base_taken = tuple(self.taken.get(path, path not in self.doubles) for path in self.transcripts)
        self.base_words = tuple(count_words(each.text) for each in self.base)
        self.turn += 1

    def correct(self, found: Sequence[Transcript], taken: Sequence[bool]) -> None:
        """Keep what the tables say; in the order of the files."""
        for before, after in zip(self.base, found, strict=True):
            self._follow(before, after)
        for path, each, tick in zip(list(self.transcripts), found, taken, strict=True):
            self.transcripts[path] = told_anew(self._named(self._with_typed(each), path))
            self.taken.pop(path, None)
            if tick != (path not in self.doubles):
                self.taken[path] = tick

    def write(self, case: str, attribute: str, value: str) -> None:
        """Keep a value that was written for a respondent."""
        self.typed[case, attribute] = value
        for path, each in self.transcripts.items():
            self.transcripts[path] = self._with_typed(each)

    def put(self, place: int, transcript: Transcript) -> None:
        """Let one file be as it was corrected outside the tables."""
        path = list(self.transcripts)[place]
        self.transcripts[path] = told_anew(self._named(transcript, path))
        self.fill()

    def read_again(self, place: int, wishes: Wishes) -> None:
        """Read one file as the researcher says it is to be read. Raises what a `CannotRead` says."""
        path = list(self.transcripts)[place]
        before, said = self.transcripts[path], self.wishes.get(path, Wishes())
        wishes = Wishes(wishes.layout or said.layout, wishes.encoding or said.encoding)
        read = read_transcript(before.file, self.data[path](), layout=wishes.layout, encoding=wishes.encoding)
        self.wishes[path] = wishes
        self.transcripts[path] = self._named(_as_corrected(read, before), path)
        self._look_through({path})

    def _follow(self, before: Transcript, after: Transcript) -> None:
        """Values written for a respondent go along when that respondent gets another name."""
        names = {who.case for who in after.speakers}
        for old, new in zip(before.speakers, after.speakers, strict=False):
            if old.case and new.case and old.case not in names:
                for case, attribute in [key for key in self.typed if key[0] == old.case]:
                    self.typed.setdefault((new.case, attribute), self.typed.pop((case, attribute)))

    def _with_typed(self, transcript: Transcript) -> Transcript:
        names = {who.case for who in transcript.speakers}
        for (case, attribute), value in self.typed.items():
            if case in names:
                transcript = with_value(transcript, case, attribute, value)
        return transcript

    # -- storing -----------------------------------------------------------------------------------------

    def chosen(self) -> list[Transcript]:
        return [each for path, each in self.transcripts.items() if self._is_taken(path)]

    def _is_taken(self, path: Path) -> bool:
        return self.taken.get(path, path not in self.doubles)

    def give_group(self, group: str) -> None:
        self.transcripts = {path: replace(each, group=group) for path, each in self.transcripts.items()}
        self.fill()

    def recordings(self) -> dict[int, Sound]:
        """By place among the chosen the recording that is called like the transcript."""
        sounds = list(self.sounds.values())
        fitting = recording_for(self.chosen(), [(each.folder, each.path.name) for each in sounds])
        return {place: sounds[i] for place, i in fitting.items()}


def _as_sound(file: Upload) -> Sound:
    return Sound(Path(file.file_id) / Path(file.name).name, file.getvalue)


def _is_sound(file: Upload) -> bool:
    return Path(file.name).suffix.lower() in SOUNDS


def _is_bundle(file: Upload) -> bool:
    return Path(file.name).suffix.lower() == BUNDLE


def _as_corrected(read: Transcript, before: Transcript) -> Transcript:
    """A file read once more, with what was said of it and its speakers meanwhile."""
    people = {who.label: who for who in before.speakers}
    speakers = (
        replace(people[who.label], turns=who.turns) if who.label in people else who for who in read.speakers
    )
    values = {**read.values, **before.values}
    return replace(
        read,
        name=before.name,
        group=before.group,
        date=before.date,
        folder=before.folder,
        language=read.language or before.language,
        speakers=tuple(speakers),
        values=MappingProxyType(values),
    )


def _doubles(
    transcripts: Mapping[Path, Transcript], known: Mapping[str, str], same_words: SameWords
) -> Iterator[tuple[Path, str]]:
    """The files that are in the project already, or that say what a file before them says, and its name."""
    like = {path: likeness(each.text) for path, each in transcripts.items()}
    there = dict(same_words({like[path]: count_words(each.text) for path, each in transcripts.items()}))
    for path, each in transcripts.items():
        if name := known.get(each.fingerprint) or there.get(like[path]):
            yield path, name
        there.setdefault(like[path], each.file)


def with_respondents(transcript: Transcript, others: Collection[str] = ()) -> Transcript:
    """Each respondent who has no name in the project yet gets one, so that they are counted as somebody.

    The only respondent of a file is called like the file, several by their labels as well; never like
    one of the `others`.
    """
    return replace(transcript, speakers=tuple(_people(transcript, others)))


def _people(transcript: Transcript, others: Collection[str]) -> Iterator[DraftSpeaker]:
    alone = sum(speaker.role == "respondent" for speaker in transcript.speakers) == 1
    for speaker in transcript.speakers:
        if speaker.case or speaker.role != "respondent":
            yield speaker
        else:
            name = transcript.name if alone else f"{transcript.name} · {speaker.label}"
            yield replace(speaker, case=_free(name, others))


def _free(name: str, others: Collection[str]) -> str:
    number, free = 2, name
    while free in others:
        free, number = f"{name} ({number})", number + 1
    return free
