"""Files people bring, understood before anything is stored."""

from qualcode.importers.facesheet import FaceSheet, MatchReport, match
from qualcode.importers.problems import CannotRead
from qualcode.importers.reading import (
    Found,
    PassedOver,
    Sound,
    Wishes,
    read_face_sheet,
    read_files,
    read_transcript,
)
from qualcode.importers.transcripts import IMPORTERS, SUFFIXES, Importer

__all__ = [
    "IMPORTERS",
    "SUFFIXES",
    "CannotRead",
    "FaceSheet",
    "Found",
    "Importer",
    "MatchReport",
    "PassedOver",
    "Sound",
    "Wishes",
    "match",
    "read_face_sheet",
    "read_files",
    "read_transcript",
]
