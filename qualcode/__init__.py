"""QualCode: qualitative coding of interviews, as a library.

    import qualcode as qc
    study = qc.open("study.qualcode")
    coded = study.coded(groups={"villager"})
    qc.cooccurrence(coded, rule="same turn").pairs(at_least=3)

Names are loaded when they are first used, so that `import qualcode` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.analysis import CoOccurrence, Frequencies, cooccurrence, frequencies
    from qualcode.codebook import Codebook, read_codebook, write_codebook
    from qualcode.coded import Coded
    from qualcode.errors import QualcodeError
    from qualcode.exporters import About, export
    from qualcode.importers import read_files, read_transcript
    from qualcode.model import Case, Code, Coder, Coding, Segment, Selection, Source, Span, Transcript, Turn
    from qualcode.past import PastProject, as_of
    from qualcode.project import Edit, Project

_HOMES = {
    "qualcode.analysis": ("CoOccurrence", "Frequencies", "cooccurrence", "frequencies"),
    "qualcode.codebook": ("Codebook", "read_codebook", "write_codebook"),
    "qualcode.coded": ("Coded",),
    "qualcode.errors": ("QualcodeError",),
    "qualcode.exporters": ("About", "export"),
    "qualcode.importers": ("read_files", "read_transcript"),
    "qualcode.model": (
        "Case", "Code", "Coder", "Coding", "Segment", "Selection", "Source", "Span", "Transcript", "Turn",
    ),
    "qualcode.past": ("PastProject", "as_of"),
    "qualcode.project": ("Edit", "Project"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "About", "Case", "CoOccurrence", "Code", "Codebook", "Coded", "Coder", "Coding", "Edit", "Frequencies",
    "PastProject", "Project", "QualcodeError", "Segment", "Selection", "Source", "Span", "Transcript", "Turn",
    "as_of", "cooccurrence", "create", "export", "frequencies", "open", "read_codebook", "read_files",
    "read_transcript", "write_codebook",
]  # fmt: skip


def open(where: str) -> "Project":  # noqa: A001 (qc.open reads as it should)
    """Open a project: a file, or `postgresql+psycopg://…/db?project=NAME`."""
    from qualcode.project import Project

    return Project.open(where)


def create(where: str, *, name: str = "", coder: str = "") -> "Project":
    """Make a new, empty project."""
    from qualcode.project import Project

    return Project.create(where, name=name, coder=coder)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(_HOME_OF[name]), name)
