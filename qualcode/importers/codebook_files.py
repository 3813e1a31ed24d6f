"""The door for codebooks people bring, in any format: each is read in the sandbox.

YAML and REFI-QDA come back as codebooks or with their problems; the columns of sheets are matched after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.codebook import Codebook, Problem, read_codebook
from qualcode.importers.archive import kind_by_content
from qualcode.importers.codebook_columns import CodebookSheet, columns_of
from qualcode.importers.codebook_sheets import codebook_of, read_codebook_sheet
from qualcode.importers.plain import text_of_bytes
from qualcode.importers.problems import UnknownKind
from qualcode.refi import read_qdc

SHEETS = (".csv", ".tsv", ".xlsx")
SUFFIXES = (".yaml", ".yml", ".qdc", ".qde", *SHEETS)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A file that says itself what its parts are: a codebook, or what is wrong with it."""

    file: str
    codebook: Codebook | None
    problems: tuple[Problem, ...] = ()
    """Why there is none; or by row of a sheet, what was not understood."""
    notices: tuple[str, ...] = ()


def understood(file: str, data: bytes, encoding: str = "") -> CodebookFile | CodebookSheet:
    """What a file holds; in the sandbox. Raises a `CannotRead`."""
    name, suffix = Path(file).stem, Path(file).suffix.lower()
    if suffix in SHEETS:
        return read_codebook_sheet(file, data, encoding)
    if suffix in {".qdc", ".qde"}:
        found = read_qdc(name, data)
        return CodebookFile(file, found.codebook, found.problems, found.notices)
    if suffix in {".yaml", ".yml"}:
        text, _encoding, notices = text_of_bytes(file, data, encoding)
        book, problems = read_codebook(text)
        return CodebookFile(file, book, tuple(problems), notices)
    supported = ", ".join(each.removeprefix(".") for each in SUFFIXES)
    raise UnknownKind(file, suffix or kind_by_content(data) or file, supported)


def matched(
    found: CodebookFile | CodebookSheet, columns: Sequence[str] = (), language: str = ""
) -> CodebookFile:
    """The codebook of a file; of a sheet by the columns that are told, else by those it seems to have."""
    if isinstance(found, CodebookFile):
        return found
    guessed = columns_of(found)
    read = codebook_of(found, columns or guessed.meanings, language or guessed.language)
    return CodebookFile(found.file, read.codebook, read.remarks, found.notices)
