"""What can go wrong that a user can act on. `str(error)` is English, `error.template` is translatable."""

from dataclasses import dataclass
from typing import ClassVar

from qualcode.i18n import N_


class QualcodeError(Exception):
    """Base class: the message lives in the class, the facts in the fields."""

    template: ClassVar[str] = N_("This project cannot do that.")

    def __str__(self) -> str:
        return self.template.format_map(vars(self))


# -- values --------------------------------------------------------------------------------------------


@dataclass(eq=False)
class BackwardsSpan(QualcodeError):
    template = N_("A span must start before it ends, and not before 0: {start}–{end} does not.")
    start: int
    end: int


@dataclass(eq=False)
class SpanOutsideSource(QualcodeError):
    template = N_("Characters {start}–{end} lie outside “{source}” ({length} characters).")
    source: str
    length: int
    start: int
    end: int


@dataclass(eq=False)
class QuoteDiffers(QualcodeError):
    template = N_(
        "The text of “{source}” at {start}–{end} is not what was marked; reload the page and mark it again."
    )
    source: str
    start: int
    end: int


# -- finding things ------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotFound(QualcodeError):
    template = N_("There is no {kind} “{name}” in this project.")
    kind: str
    name: str


@dataclass(eq=False)
class NotUnique(QualcodeError):
    template = N_("“{name}” names more than one {kind}: {choices}. Write the whole path.")
    kind: str
    name: str
    choices: str


@dataclass(eq=False)
class NameTaken(QualcodeError):
    template = N_("There is already a {kind} “{name}” here; choose another name.")
    kind: str
    name: str


@dataclass(eq=False)
class NameMissing(QualcodeError):
    template = N_("A {kind} needs a name.")
    kind: str


@dataclass(eq=False)
class KeyTaken(QualcodeError):
    template = N_("The key “{key}” already belongs to “{code}”; choose another.")
    key: str
    code: str


@dataclass(eq=False)
class BadValue(QualcodeError):
    template = N_("“{value}” cannot be the {field} of a {kind}: {why}")
    kind: str
    field: str
    value: str
    why: str


# -- coding --------------------------------------------------------------------------------------------


@dataclass(eq=False)
class CodedAlready(QualcodeError):
    template = N_("You have already given “{code}” to exactly these words.")
    code: str


@dataclass(eq=False)
class NotCodable(QualcodeError):
    template = N_("“{code}” is a heading and cannot be given to text; choose one of its codes.")
    code: str


@dataclass(eq=False)
class Retired(QualcodeError):
    template = N_("“{name}” has been retired; bring it back before you use it.")
    name: str


@dataclass(eq=False)
class NotYours(QualcodeError):
    template = N_("This coding was made by {coder}; only they can change it.")
    coder: str


# -- memos ---------------------------------------------------------------------------------------------


@dataclass(eq=False)
class MemoEmpty(QualcodeError):
    template = N_("A memo needs a title or some words.")


@dataclass(eq=False)
class MemoNowhere(QualcodeError):
    template = N_("A memo on words of a text needs their place in it: from which character to which.")


@dataclass(eq=False)
class MemoChanged(QualcodeError):
    template = N_(
        "{coder} changed this memo while you were writing ({when}); nothing was stored. "
        "Read theirs, then save yours again."
    )
    coder: str
    when: str


@dataclass(eq=False)
class CodedOtherwise(QualcodeError):
    template = N_(
        "Segments that were taken off or given another code meanwhile: {count}. Nothing was stored; "
        "look through the rest again."
    )
    count: int


# -- history -------------------------------------------------------------------------------------------


@dataclass(eq=False)
class UnnamedEdit(QualcodeError):
    template = N_("A change without a name was refused; nothing was stored.")


@dataclass(eq=False)
class NothingToUndo(QualcodeError):
    template = N_("There is nothing of yours to undo.")


@dataclass(eq=False)
class NothingToRedo(QualcodeError):
    template = N_("There is nothing of yours to redo.")


@dataclass(eq=False)
class ChangedSince(QualcodeError):
    template = N_("This cannot be taken back: {coder} has changed the same {kind} since ({when}).")
    coder: str
    kind: str
    when: str


@dataclass(eq=False)
class UsedSince(QualcodeError):
    template = N_(
        "This cannot be taken back: what it added is in use since ({count} × {kind}). Undo those first."
    )
    kind: str
    count: int


# -- project files -------------------------------------------------------------------------------------


@dataclass(eq=False)
class ProjectMissing(QualcodeError):
    template = N_("There is no project at “{path}”.")
    path: str


@dataclass(eq=False)
class ProjectExists(QualcodeError):
    template = N_("“{path}” exists already; choose another name, or open it.")
    path: str


@dataclass(eq=False)
class ForeignFile(QualcodeError):
    template = N_("“{path}” is not a QualCode project; nothing in it was touched.")
    path: str


@dataclass(eq=False)
class NewerProject(QualcodeError):
    template = N_("“{path}” was made by a newer QualCode ({revision}); update the program to open it.")
    path: str
    revision: str


@dataclass(eq=False)
class DamagedProject(QualcodeError):
    template = N_("“{path}” is damaged ({detail}). Restore the last backup: qualcode restore.")
    path: str
    detail: str


@dataclass(eq=False)
class OnNetworkShare(QualcodeError):
    template = N_(
        "“{path}” lies on a network share ({kind}), where projects get damaged. "
        "Move it to a folder of this computer, or use a server."
    )
    path: str
    kind: str


@dataclass(eq=False)
class InSyncedFolder(QualcodeError):
    template = N_(
        "“{path}” lies in a folder kept in step by {service}, which copies projects half-written. "
        "Move it to a folder that is not synced, and put backups or exports there instead."
    )
    path: str
    service: str


@dataclass(eq=False)
class CannotWrite(QualcodeError):
    template = N_(
        "“{path}” cannot be written ({detail}); nothing was stored. Free space or change its permissions."
    )
    path: str
    detail: str


@dataclass(eq=False)
class ProjectBusy(QualcodeError):
    template = N_("“{path}” is being written by another program; nothing was stored. Try again in a moment.")
    path: str


@dataclass(eq=False)
class NoBackup(QualcodeError):
    template = N_("There is no backup of “{path}” yet.")
    path: str


@dataclass(eq=False)
class DoneAlready(QualcodeError):
    template = N_("The same has been stored already, a moment ago; nothing was stored twice.")


@dataclass(eq=False)
class ServerUnreachable(QualcodeError):
    template = N_("The database server did not answer ({detail}).")
    detail: str


# -- recordings ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotARecording(QualcodeError):
    template = N_(
        "“{file}” holds no sound a browser can play. Save it as mp3, m4a, wav, ogg, opus, flac or webm "
        "in the program it comes from, and attach that."
    )
    file: str


@dataclass(eq=False)
class RecordingUnreadable(QualcodeError):
    template = N_(
        "“{file}” could not be read ({detail}); check that it is still there and that you may read it."
    )
    file: str
    detail: str


@dataclass(eq=False)
class RecordingMissing(QualcodeError):
    template = N_(
        "The recording “{file}” is missing: bring back the folder “{folder}”, or attach the file again."
    )
    file: str
    folder: str


@dataclass(eq=False)
class RecordingChanged(QualcodeError):
    template = N_("The recording “{file}” on disk is not what was attached; attach the file again.")
    file: str


# -- the past ------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotSoLongAgo(QualcodeError):
    template = N_("The project was made after {when}; choose a later moment.")
    when: str


@dataclass(eq=False)
class NoSuchMoment(QualcodeError):
    template = N_(
        "“{given}” is no moment of this project: write a date (2026-03-01), a date and time "
        "(2026-03-01 14:00), the number of an action, or the name of a version of the codebook."
    )
    given: str


@dataclass(eq=False)
class PastIsFixed(QualcodeError):
    template = N_("This is the project as it was on {when}; it can be looked at, not changed.")
    when: str


# -- corrected texts -----------------------------------------------------------------------------------


@dataclass(eq=False)
class CorrectedSince(QualcodeError):
    template = N_(
        "“{source}” has been corrected by somebody else meanwhile; nothing was stored. "
        "Take your changes from here and make them again in the new text."
    )
    source: str


@dataclass(eq=False)
class NothingLeft(QualcodeError):
    template = N_("No words would be left of “{source}”. To be rid of a text, retire the source.")
    source: str


@dataclass(eq=False)
class WordsCorrected(QualcodeError):
    template = N_(
        "The text of “{source}” was corrected just now, and these words with it; nothing was stored. "
        "Select them again."
    )
    source: str


@dataclass(eq=False)
class OtherWording(QualcodeError):
    template = N_(
        "This cannot be taken back or done again: the text of “{source}” has been corrected since. "
        "Take back the correction first, or do this anew in the text as it is now."
    )
    source: str


@dataclass(eq=False)
class WordedOtherwise(QualcodeError):
    template = N_(
        "This correction of “{source}” cannot be taken back or done again: {count} places of the text have "
        "been coded, or written about, in its other wording. Take those back first."
    )
    source: str
    count: int


@dataclass(eq=False)
class SettledAlready(QualcodeError):
    template = N_("Somebody has looked through this already; nothing was stored.")


@dataclass(eq=False)
class NoSuchWords(QualcodeError):
    template = N_("“{words}” is not in the text of “{source}” as it is now; copy the words from there.")
    words: str
    source: str


@dataclass(eq=False)
class WordsNotAlone(QualcodeError):
    template = N_("These words stand in “{source}” {count} times; take some more words before or after them.")
    source: str
    count: int
