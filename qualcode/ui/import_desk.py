"""The files before the researcher that are not stored yet: read, matched with face sheets, corrected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from qualcode.importers import CannotRead, FaceSheet, match, read_face_sheet, read_transcript
from qualcode.model import DraftSpeaker, Transcript
from qualcode.ui.import_preview import new_ones

SHEETS = {".csv", ".tsv", ".xlsx"}


class Upload(Protocol):
    """What the screen hands over of a file."""

    file_id: str
    name: str

    def getvalue(self) -> bytes: ...


@dataclass
class Desk:
    """Lives as long as the upload does."""

    known: Mapping[str, str]
    """The files that are in the project already: fingerprint and the source's name."""
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    """By the upload's id, with the corrections made so far."""
    taken: dict[str, bool] = field(default_factory=dict)
    """Whether it is to be imported, where the researcher has said so."""
    problems: dict[str, CannotRead] = field(default_factory=dict)
    sheets: dict[str, FaceSheet] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the face sheets did not fit."""
    base: tuple[Transcript, ...] = ()
    """What the tables were filled with; the tables themselves hold what was changed since."""
    base_taken: tuple[bool, ...] = ()
    turn: int = 0
    """Changes when the tables must be filled anew."""
    again: dict[str, tuple[Transcript, str]] = field(default_factory=dict)
    """Files to be read once more: as they were corrected, and the layout the researcher named."""

    def lay(self, files: Sequence[Upload], progress: Callable[[int, int, str], None]) -> None:
        """Read what is new among the files, put away what is no longer there."""
        ids = {file.file_id for file in files}
        known = self.transcripts.keys() | self.problems.keys() | self.sheets.keys()
        if ids == known:
            return
        for gone in known - ids:
            self.transcripts.pop(gone, None)
            self.problems.pop(gone, None)
            self.sheets.pop(gone, None)
        new = [file for file in files if file.file_id not in known]
        for done, file in enumerate(new):
            progress(done, len(new), file.name)
            self._read(file)
        self._match({file.file_id for file in new})
        self.fill()

    def _read(self, file: Upload) -> None:
        try:
            if Path(file.name).suffix.lower() in SHEETS:
                self.sheets[file.file_id] = read_face_sheet(file.name, file.getvalue())
                return
            before, layout = self.again.pop(file.file_id, (None, ""))
            read = read_transcript(file.name, file.getvalue(), layout=layout)
        except CannotRead as problem:
            self.problems[file.file_id] = problem
            return
        if before is not None:
            read = replace(
                read, name=before.name, group=before.group, language=before.language, date=before.date
            )
        self.transcripts[file.file_id] = with_respondents(read)

    def _match(self, new: set[str]) -> None:
        """A new sheet speaks of all files, an old one only of new files: corrections made since stay."""
        said: list[str] = []
        for sheet_id, sheet in self.sheets.items():
            matched, report = match(sheet, list(self.transcripts.values()))
            for id_, transcript in zip(list(self.transcripts), matched, strict=True):
                if sheet_id in new or id_ in new:
                    self.transcripts[id_] = transcript
            said += [*sheet.notices, *report.rows, *report.files, *report.doubts]
        self.remarks = tuple(said)

    def fill(self) -> None:
        """Let the tables start from what is known now."""
        self.transcripts = dict(sorted(self.transcripts.items(), key=lambda item: item[1].file.casefold()))
        self.base = tuple(self.transcripts.values())
        new = new_ones(self.base, self.known)
        self.base_taken = tuple(
            self.taken.get(id_, first) for id_, first in zip(self.transcripts, new, strict=True)
        )
        self.turn += 1

    def correct(self, found: Sequence[Transcript], taken: Sequence[bool]) -> None:
        """Keep what the tables say; in the order of the files."""
        ids = list(self.transcripts)
        self.transcripts = dict(zip(ids, map(with_respondents, found), strict=True))
        self.taken = dict(zip(ids, taken, strict=True))

    def chosen(self) -> list[Transcript]:
        return [transcript for id_, transcript in self.transcripts.items() if self.taken.get(id_, True)]

    def give_group(self, group: str) -> None:
        self.transcripts = {id_: replace(each, group=group) for id_, each in self.transcripts.items()}
        self.fill()

    def read_again(self, place: int, layout: str) -> None:
        """Read one file in the layout the researcher names, when the files are laid out next."""
        id_ = list(self.transcripts)[place]
        self.again[id_] = (self.transcripts.pop(id_), layout)


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
