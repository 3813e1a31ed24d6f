"""A codebook → a file in the format its name asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.codebook import Codebook, write_codebook
from qualcode.errors import CannotWrite
from qualcode.exporters.about import About
from qualcode.exporters.codebook_docx import write_docx
from qualcode.exporters.codebook_tables import write_csv, write_xlsx
from qualcode.exporters.problems import FolderMissing, UnknownSuffix
from qualcode.i18n import N_
from qualcode.refi import write_qdc


@dataclass(frozen=True, slots=True)
class Printing:
    """What a codebook for reading says besides."""

    date: str
    """When, as in `About`."""
    languages: Sequence[str] = ()
    """In which languages; all of them if none is told."""
    counts: Mapping[str, int] | None = None
    """By GUID how often each code was given, if that is to be told."""


@dataclass(frozen=True, slots=True)
class CodebookExporter:
    """A format codebooks are written in."""

    name: str
    label: str
    """For people, translatable."""
    suffix: str
    mime: str
    write: Callable[[Codebook, Path, Printing], None]


def _yaml(codebook: Codebook, path: Path, _printing: Printing) -> None:
    path.write_text(write_codebook(codebook), "utf-8", errors="replace", newline="\n")


def _qdc(codebook: Codebook, path: Path, _printing: Printing) -> None:
    path.write_text(write_qdc(codebook, f"QualCode {version('qualcode')}"), "utf-8", newline="\n")


def _csv(codebook: Codebook, path: Path, _printing: Printing) -> None:
    write_csv(codebook, path)


def _xlsx(codebook: Codebook, path: Path, _printing: Printing) -> None:
    write_xlsx(codebook, path)


def _docx(codebook: Codebook, path: Path, printing: Printing) -> None:
    language = next(iter(printing.languages), codebook.language)
    about = About(codebook.name, "", printing.date, language=language)
    write_docx(codebook, path, about, languages=printing.languages, counts=printing.counts)


_OFFICE = "application/vnd.openxmlformats-officedocument."
CODEBOOK_EXPORTERS = (
    CodebookExporter(
        "yaml", N_("QualCode’s own format (YAML), to read and edit"), ".yaml", "application/yaml", _yaml
    ),
    CodebookExporter(
        "qdc", N_("for NVivo, ATLAS.ti, MAXQDA and others (REFI-QDA)"), ".qdc", "application/xml", _qdc
    ),
    CodebookExporter(
        "xlsx", N_("Excel workbook, a row for each code"), ".xlsx", f"{_OFFICE}spreadsheetml.sheet", _xlsx
    ),
    CodebookExporter("csv", N_("csv table, a row for each code"), ".csv", "text/csv", _csv),
    CodebookExporter(
        "docx", N_("Word document, for an appendix"), ".docx", f"{_OFFICE}wordprocessingml.document", _docx
    ),
)
_ALSO = {".yml": ".yaml"}


def codebook_exporter_for(path: Path) -> CodebookExporter:
    """The format a file's name asks for by its ending."""
    suffix = path.suffix.casefold()
    for exporter in CODEBOOK_EXPORTERS:
        if exporter.suffix == _ALSO.get(suffix, suffix):
            return exporter
    raise UnknownSuffix(path.name, ", ".join(exporter.suffix for exporter in CODEBOOK_EXPORTERS))


def write_codebook_file(codebook: Codebook, out: Path, printing: Printing) -> int:
    """Write the codebook, whole or not at all; return how many codes and headings it has."""
    exporter = codebook_exporter_for(out)
    if not out.parent.is_dir():
        raise FolderMissing(out.name, str(out.parent))
    try:
        with TemporaryDirectory(prefix=".qualcode-export-", dir=out.parent) as folder:
            draft = Path(folder, out.name)
            exporter.write(codebook, draft, printing)
            draft.replace(out)
    except OSError as error:
        raise CannotWrite(str(out), error.strerror or str(error)) from error
    return sum(1 for _ in codebook.walk())


def codebook_bytes(codebook: Codebook, exporter: CodebookExporter, printing: Printing) -> bytes:
    """The file as a browser takes it."""
    with TemporaryDirectory(prefix="qualcode-") as folder:
        out = Path(folder, f"codebook{exporter.suffix}")
        write_codebook_file(codebook, out, printing)
        return out.read_bytes()
