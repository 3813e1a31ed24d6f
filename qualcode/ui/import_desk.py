"""The files before the researcher that are not stored yet: read, matched with face sheets, corrected."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from qualcode.importers import CannotRead, FaceSheet, Wishes, match, read_transcript
from qualcode.importers.reading import SOUNDS, Found, Piece, read_pieces, unbundled
from qualcode.importers.sandbox import Sandbox
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
    laid: set[str] = field(default_factory=set)
    """The uploads that were read, or given up."""
    left: set[str] = field(default_factory=set)
    """Those that were not, because the researcher stopped the reading."""
    stopped: bool = False
    transcripts: dict[Path, Transcript] = field(default_factory=dict)
    """With the corrections made so far."""
    data: dict[Path, Callable[[], bytes]] = field(default_factory=dict)
    taken: dict[Path, bool] = field(default_factory=dict)
    """Whether it is to be imported, where the researcher has said so."""
    doubles: dict[Path, str] = field(default_factory=dict)
    """What is in the project, or among the files, already: the name of the source or file."""
    problems: dict[Path, CannotRead] = field(default_factory=dict)
    sheets: dict[Path, FaceSheet] = field(default_factory=dict)
    sounds: dict[str, Upload] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the face sheets did not fit."""
    attributes: tuple[str, ...] = ()
    """Those the researcher has added here."""
    base: tuple[Transcript, ...] = ()
    """What the tables were filled with; the tables themselves hold what was changed since."""
    base_taken: tuple[bool, ...] = ()
    turn: int = 0
    """Changes when the tables must be filled anew."""

    def lay(self, files: Sequence[Upload], progress: Progress) -> None:
        """Read what is new among the files, put away what is no longer there."""
        self._put_away({file.file_id for file in files})
        new = [file for file in files if file.file_id not in self.laid]
        if self.stopped:
            self.left = {file.file_id for file in new}
            return
        if not new:
            return
        sounds = {file.file_id: file for file in new if _is_sound(file)}
        self.sounds |= sounds
        self.laid |= sounds.keys()
        read = [file for file in new if file.file_id not in sounds]
        came: set[Path] = set()
        try:
            for found in _read(read, self.data, progress):
                self._take(found)
                came.add(found.path)
                before = [file.file_id for file in read].index(found.path.parts[0])
                self.laid |= {file.file_id for file in read[:before]}
            self.laid |= {file.file_id for file in read}
        finally:  # whoever stops the reading keeps what was read
            self._look_through(came)

    def stop(self) -> None:
        self.stopped = True

    def go_on(self) -> None:
        self.stopped, self.left = False, set()

    def _put_away(self, there: set[str]) -> None:
        gone = self.laid - there
        if not gone:
            return
        self.laid -= gone
        for kept in (self.transcripts, self.data, self.taken, self.doubles, self.problems, self.sheets):
            for path in [path for path in kept if path.parts[0] in gone]:
                del kept[path]
        self.sounds = {id_: file for id_, file in self.sounds.items() if id_ not in gone}
        self._look_through(set())

    def _take(self, found: Found) -> None:
        if isinstance(found.what, FaceSheet):
            self.sheets[found.path] = found.what
        elif isinstance(found.what, CannotRead):
            self.problems[found.path] = found.what
        elif isinstance(found.what, Transcript):
            self.transcripts[found.path] = with_respondents(found.what)

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
        self.turn += 1

    def correct(self, found: Sequence[Transcript], taken: Sequence[bool]) -> None:
        """Keep what the tables say; in the order of the files."""
        paths = list(self.transcripts)
        self.transcripts = dict(zip(paths, map(with_respondents, found), strict=True))
        self.taken = dict(zip(paths, taken, strict=True))

    def put(self, place: int, transcript: Transcript) -> None:
        """Let one file be as it was corrected outside the tables."""
        self.transcripts[list(self.transcripts)[place]] = with_respondents(transcript)
        self.fill()

    def chosen(self) -> list[Transcript]:
        return [each for path, each in self.transcripts.items() if self.taken.get(path, True)]

    def give_group(self, group: str) -> None:
        self.transcripts = {path: replace(each, group=group) for path, each in self.transcripts.items()}
        self.fill()

    def read_again(self, place: int, wishes: Wishes) -> None:
        """Read one file as the researcher says it is to be read. Raises what a `CannotRead` says."""
        path = list(self.transcripts)[place]
        before = self.transcripts[path]
        read = read_transcript(before.file, self.data[path](), layout=wishes.layout, encoding=wishes.encoding)
        kept = replace(read, name=before.name, group=before.group, date=before.date)
        self.put(place, kept if read.language else replace(kept, language=before.language))

    def sound_of(self, transcript: Transcript) -> Upload | None:
        """The recording that is called like a transcript."""
        stem = Path(transcript.file).stem.casefold()
        return next((file for file in self.sounds.values() if Path(file.name).stem.casefold() == stem), None)


def _is_sound(file: Upload) -> bool:
    return Path(file.name).suffix.lower() in SOUNDS


def _read(
    files: Iterable[Upload], data: dict[Path, Callable[[], bytes]], progress: Progress
) -> Iterator[Found]:
    """What is in the uploads; `data` remembers how to read each again."""
    with Sandbox() as sandbox:
        pieces: list[Piece | Found] = []
        for file in files:
            pieces += unbundled(Piece(Path(file.file_id) / Path(file.name).name, file.getvalue), sandbox)
        data |= {piece.path: piece.data for piece in pieces if isinstance(piece, Piece)}
        yield from read_pieces(sandbox, pieces, progress)


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


def with_respondents(transcript: Transcript) -> Transcript:
    """Each respondent who has no name in the project yet gets one, so that they are counted as somebody.

    The only respondent of a file is called like the file, several by their labels as well.
    """
    return replace(transcript, speakers=tuple(_named(transcript)))


def _named(transcript: Transcript) -> Iterator[DraftSpeaker]:
    alone = sum(speaker.role == "respondent" for speaker in transcript.speakers) == 1
    for speaker in transcript.speakers:
        if speaker.case or speaker.role != "respondent":
            yield speaker
        else:
            name = transcript.name if alone else f"{transcript.name} · {speaker.label}"
            yield replace(speaker, case=name)
