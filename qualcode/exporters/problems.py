"""What can go wrong in an export that a user can act on."""

from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.i18n import N_


@dataclass(eq=False)
class UnknownSuffix(QualcodeError):
    template = N_("QualCode cannot tell what to write into “{path}”; end its name in one of: {suffixes}.")
    path: str
    suffixes: str


@dataclass(eq=False)
class FolderMissing(QualcodeError):
    template = N_("“{file}” cannot be written: there is no folder “{folder}”. Make it, or choose another.")
    file: str
    folder: str


@dataclass(eq=False)
class TooManyRows(QualcodeError):
    template = N_(
        "A sheet of Excel holds {limit} excerpts and these are more; export to csv, or select fewer."
    )
    limit: int
