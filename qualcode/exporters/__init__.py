"""Coded text → files for papers: a row per excerpt (csv, xlsx) or a document to read (docx).

A plug-in adds a format by naming an `Exporter` under the entry point group “qualcode.exporters”.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.errors import CannotWrite
from qualcode.exporters.about import About, plain_name, told
from qualcode.exporters.as_csv import write_csv
from qualcode.exporters.as_docx import write_docx
from qualcode.exporters.as_xlsx import write_xlsx
from qualcode.exporters.problems import FolderMissing, TooManyRows, UnknownSuffix
from qualcode.i18n import N_
from qualcode.model import Segment
from qualcode.text.formulas import escape, unescape

__all__ = [
    "EXPORTERS",
    "About",
    "Exporter",
    "FolderMissing",
    "TooManyRows",
    "UnknownSuffix",
    "escape",
    "export",
    "exporter_for",
    "exporters",
    "file_name",
    "told",
    "unescape",
]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format excerpts are written in."""

    name: str
    label: str
    """For people, translatable."""
    suffix: str
    """What its files end in, with the dot, in lower case."""
    write: Callable[[Iterable[Segment], Path, About], int]
    """Writes them all to the path, reading the segments once, and returns how many there were."""


EXPORTERS = (
    Exporter("docx", N_("Word document, grouped by code"), ".docx", write_docx),
    Exporter("xlsx", N_("Excel workbook, a row per excerpt"), ".xlsx", write_xlsx),
    Exporter("csv", N_("csv table, a row per excerpt"), ".csv", write_csv),
)


@cache
def exporters() -> tuple[Exporter, ...]:
    """Our own and those of plug-ins; where two share a suffix the first writes it."""
    return (*EXPORTERS, *(entry.load() for entry in entry_points(group="qualcode.exporters")))


def exporter_for(path: Path) -> Exporter:
    """The format a file's name asks for by its ending."""
    for exporter in exporters():
        if exporter.suffix == path.suffix.casefold():
            return exporter
    raise UnknownSuffix(path.name, ", ".join(exporter.suffix for exporter in exporters()))


def export(segments: Iterable[Segment], out: Path, about: About) -> int:
    """Write the excerpts in the format the file's name asks for; return how many.

    The file is written in a folder beside it that only this user can read, and moved into place when
    it is whole: until then, and when anything fails, what was there before stays.
    """
    exporter = exporter_for(out)
    if not out.parent.is_dir():
        raise FolderMissing(out.name, str(out.parent))
    try:
        with TemporaryDirectory(prefix=".qualcode-export-", dir=out.parent) as folder:
            draft = Path(folder, out.name)
            count = exporter.write(segments, draft, about)
            draft.replace(out)
    except OSError as error:
        raise CannotWrite(str(out), error.strerror or str(error)) from error
    return count


def file_name(about: About, exporter: Exporter) -> str:
    """A name for the file that every system allows: “Two villages excerpts 2026-03-01.docx”."""
    return plain_name(about, about.words.gettext("excerpts"), exporter.suffix)
