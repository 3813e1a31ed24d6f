"""What is wrong with a file somebody brought: each one sentence that says what to do."""

from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.i18n import N_


class CannotRead(QualcodeError):
    """Base class: the file was left alone, the others load. `file` is its name in every one of them."""

    template = N_("“{file}” cannot be read.")
    file: str


@dataclass(eq=False)
class UnknownKind(CannotRead):
    template = N_("“{file}” is of a kind that cannot be imported ({suffix}); save it as one of: {supported}.")
    file: str
    suffix: str
    supported: str


@dataclass(eq=False)
class FileMissing(CannotRead):
    template = N_(
        "“{file}” could not be opened ({reason}); check that it is still there and that you may read it."
    )
    file: str
    reason: str


@dataclass(eq=False)
class EmptyFile(CannotRead):
    template = N_("“{file}” is empty: 0 bytes. Was it copied completely?")
    file: str


@dataclass(eq=False)
class NoWords(CannotRead):
    template = N_("“{file}” holds no words, only spaces or signs; there is nothing to code in it.")
    file: str


@dataclass(eq=False)
class OnlyPictures(CannotRead):
    template = N_("“{file}” holds pictures but no words; a scan must be made into text (OCR) first.")
    file: str


@dataclass(eq=False)
class TooLarge(CannotRead):
    template = N_(
        "“{file}” is too large: {megabytes} MB, and at most {limit} MB are read. "
        "Save it without pictures, or split it."
    )
    file: str
    megabytes: int
    limit: int


@dataclass(eq=False)
class TooLong(CannotRead):
    template = N_(
        "“{file}” is too long: {characters} characters, and at most {limit} are read. Split it into parts."
    )
    file: str
    characters: int
    limit: int


@dataclass(eq=False)
class NotText(CannotRead):
    template = N_("“{file}” is not text but {found}; save it in the program it comes from as {supported}.")
    file: str
    found: str
    supported: str


# -- docx and xlsx -------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotOffice(CannotRead):
    template = N_(
        "“{file}” is called {wanted} but is {found}; open it in its program and save it as {wanted}."
    )
    file: str
    wanted: str
    found: str


@dataclass(eq=False)
class Damaged(CannotRead):
    template = N_(
        "“{file}” is damaged and cannot be opened as {wanted}; open it in its program and save it anew."
    )
    file: str
    wanted: str


@dataclass(eq=False)
class Encrypted(CannotRead):
    template = N_("“{file}” is protected by a password; open it, remove the password, and save it again.")
    file: str


@dataclass(eq=False)
class TooManyParts(CannotRead):
    template = N_("“{file}” was refused: it holds {parts} parts, and an honest file has at most {limit}.")
    file: str
    parts: int
    limit: int


@dataclass(eq=False)
class SwollenPart(CannotRead):
    template = N_(
        "“{file}” was refused: its part “{part}” unpacks to more than {limit} MB. Save it without pictures."
    )
    file: str
    part: str
    limit: int


@dataclass(eq=False)
class SwollenFile(CannotRead):
    template = N_("“{file}” was refused: it unpacks to more than {limit} MB. Save it without pictures.")
    file: str
    limit: int


@dataclass(eq=False)
class SuspiciousPart(CannotRead):
    template = N_(
        "“{file}” was refused: its part “{part}” unpacks to over {ratio} times its size, "
        "as only malicious files do. Ask for a copy that was saved anew."
    )
    file: str
    part: str
    ratio: int


@dataclass(eq=False)
class UnsafePart(CannotRead):
    template = N_("“{file}” was refused: the name of its part “{part}” is not one an honest file has.")
    file: str
    part: str


@dataclass(eq=False)
class ForeignDefinitions(CannotRead):
    template = N_(
        "“{file}” was refused: its part “{part}” brings definitions of its own (DOCTYPE), "
        "as only malicious files do. Ask for a copy that was saved anew."
    )
    file: str
    part: str


# -- face sheets ---------------------------------------------------------------------------------------


@dataclass(eq=False)
class NoRows(CannotRead):
    template = N_("“{file}” needs a first row with the columns’ names and at least one row below it.")
    file: str


@dataclass(eq=False)
class NothingToMatch(CannotRead):
    template = N_(
        "“{file}” has no column that says which interview a row belongs to; name one “file”, “case” "
        "or “speaker”. Its columns are: {columns}."
    )
    file: str
    columns: str


@dataclass(eq=False)
class TooManyRows(CannotRead):
    template = N_(
        "“{file}” has more than {limit} rows or {columns} columns; "
        "a face sheet has one row for each respondent."
    )
    file: str
    limit: int
    columns: int


# -- bundles, and the process that reads ----------------------------------------------------------------


@dataclass(eq=False)
class EmptyBundle(CannotRead):
    template = N_("“{file}” holds no files.")
    file: str


@dataclass(eq=False)
class BundleInside(CannotRead):
    template = N_("“{file}” lies packed inside another archive; unpack the outer one first.")
    file: str


@dataclass(eq=False)
class TookTooLong(CannotRead):
    template = N_(
        "“{file}” was given up after {seconds} seconds; it is damaged, malicious, or far too long. "
        "Open it in its program and save it anew, or split it."
    )
    file: str
    seconds: int


@dataclass(eq=False)
class TookTooMuch(CannotRead):
    template = N_(
        "“{file}” was given up: reading it took more than {megabytes} MB of memory. "
        "It is damaged, malicious, or far too long; save it anew without pictures, or split it."
    )
    file: str
    megabytes: int


@dataclass(eq=False)
class Unreadable(CannotRead):
    template = N_("“{file}” cannot be read; it is probably damaged. Open it in its program and save it anew.")
    file: str


# -- tables among the transcripts -----------------------------------------------------------------------


@dataclass(eq=False)
class LooksLikeFaceSheet(CannotRead):
    template = N_(
        "“{file}” looks like a face sheet: it tells of respondents and holds no words of theirs. "
        "Bring it together with the interviews it tells of."
    )
    file: str


@dataclass(eq=False)
class NotATranscript(CannotRead):
    template = N_(
        "“{file}” is a table without interviews in it: it has neither one row a turn nor one row "
        "a respondent with answers in words."
    )
    file: str


# -- annotations ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class OwnDefinitions(CannotRead):
    template = N_(
        "“{file}” was refused: it brings definitions of its own (DOCTYPE), "
        "as only malicious files do. Ask for a copy that was saved anew."
    )
    file: str


@dataclass(eq=False)
class TableTooLong(CannotRead):
    template = N_("“{file}” has more than {limit} rows or {columns} columns; split it into several tables.")
    file: str
    limit: int
    columns: int


# -- rtf -----------------------------------------------------------------------------------------------


@dataclass(eq=False)
class TooIntricate(CannotRead):
    template = N_(
        "“{file}” was given up: it consists of more than {limit} signs of form. "
        "It is damaged, malicious, or far too long; save it anew in the program it comes from, or split it."
    )
    file: str
    limit: int


@dataclass(eq=False)
class NoTranscriptFor(CannotRead):
    template = N_(
        "“{file}” is a recording, and no transcript among these files is called like it. Name both alike, "
        "or attach it to a source that is in the project."
    )
    file: str


# -- pdf -----------------------------------------------------------------------------------------------


@dataclass(eq=False)
class TooManyPages(CannotRead):
    template = N_("“{file}” has {pages} pages, and at most {limit} are read. Split it into parts.")
    file: str
    pages: int
    limit: int


@dataclass(eq=False)
class TakesTooLong(CannotRead):
    template = N_(
        "“{file}” was given up after {seconds} seconds: it is very long or intricate. Split it into parts, "
        "or print it anew into a PDF."
    )
    file: str
    seconds: int


@dataclass(eq=False)
class UnknownLetters(CannotRead):
    template = N_(
        "“{file}” does not say what its letters are: copied from it, they are gibberish. "
        "Bring the document it was made from, or a PDF with text recognition (OCR)."
    )
    file: str


@dataclass(eq=False)
class SwollenPage(CannotRead):
    template = N_(
        "“{file}” was refused: what is drawn on one of its pages unpacks to more than {limit} MB. "
        "Print it anew into a PDF."
    )
    file: str
    limit: int


# -- what lies at a path -------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAFile(CannotRead):
    template = N_("“{file}” is a device or a pipe; save what it gives as a file, and bring that.")
    file: str


@dataclass(eq=False)
class UnclearRecording(CannotRead):
    template = N_(
        "“{file}” is a recording, and several files are called like it; put it into the folder of its "
        "transcript, or attach it to a source that is in the project."
    )
    file: str
