"""Files people bring, understood before anything is stored."""

from qualcode.importers.facesheet import FaceSheet, MatchReport, match, read_face_sheet
from qualcode.importers.problems import CannotRead
from qualcode.importers.transcripts import IMPORTERS, SUFFIXES, Importer, read_files, read_transcript

__all__ = [
    "IMPORTERS",
    "SUFFIXES",
    "CannotRead",
    "FaceSheet",
    "Importer",
    "MatchReport",
    "match",
    "read_face_sheet",
    "read_files",
    "read_transcript",
]
