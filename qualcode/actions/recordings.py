"""The sound beside a text: attach, shift, remove. Its file stays on disk, so that undo and redo find it."""

from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlmodel import col

from qualcode.errors import BadValue, NotFound
from qualcode.i18n import N_
from qualcode.model import Recording, SourceId
from qualcode.project import Edit
from qualcode.store.recording_files import Kept, folder_of, keep
from qualcode.store.recordings import as_recording
from qualcode.store.sources import source_row
from qualcode.store.tables import RecordingRow, SourceRow

FARTHEST = 24 * 60 * 60 * 1000
"""Milliseconds that transcript and recording may lie apart."""


def attach_recording(
    edit: Edit, source: SourceId, brought: Path | BinaryIO | Kept, name: str = ""
) -> Recording:
    """Let a source have this recording, in place of the one it had.

    Others cannot write while an edit is open: whoever has a large file and no other thing to do in the
    edit copies it before (`keep`) and brings what that gives. Raises NotARecording, RecordingUnreadable,
    CannotWrite.
    """
    of = source_row(edit.session, source)
    kept = brought if isinstance(brought, Kept) else keep(folder_of(edit.session), brought, name)
    edit.begin("attach recording", f"{of.name}: {kept.file}")
    row = _row(edit, of) or RecordingRow(source_n=of.n)
    row.file, row.sha256, row.size, row.media_type = kept.file, kept.sha256, kept.size, kept.media_type
    return as_recording(edit.add(row), of.id)


def remove_recording(edit: Edit, source: SourceId) -> None:
    """Take the recording off a source; undo brings it back."""
    of, row = _found(edit, source)
    edit.begin("remove recording", f"{of.name}: {row.file}")
    edit.session.delete(row)


def shift_recording(edit: Edit, source: SourceId, offset: int) -> None:
    """Say how many milliseconds of the recording pass before the transcript’s times begin."""
    of, row = _found(edit, source)
    edit.begin("shift recording", f"{of.name}: {offset / 1000:g} s")
    if abs(offset) > FARTHEST:
        why = N_("a day is the most.")
        raise BadValue(kind=N_("recording"), field=N_("beginning"), value=f"{offset / 1000:g} s", why=why)
    row.offset = offset


def _found(edit: Edit, source: SourceId) -> tuple[SourceRow, RecordingRow]:
    of = source_row(edit.session, source)
    row = _row(edit, of)
    if row is None:
        raise NotFound(kind=N_("recording"), name=of.name)
    return of, row


def _row(edit: Edit, source: SourceRow) -> RecordingRow | None:
    query = select(RecordingRow).where(col(RecordingRow.source_n) == source.n)
    return edit.session.scalars(query).first()
