"""The sound beside a source's text: what is known of it. The files are in `recording_files.py`."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from qualcode.errors import QualcodeError, RecordingMissing
from qualcode.i18n import N_
from qualcode.model import Recording, RecordingId, SourceId
from qualcode.store.check import Finding
from qualcode.store.recording_files import folder_of, verify
from qualcode.store.tables import RecordingRow, SourceRow


def recording_of(session: Session, source: SourceId) -> Recording | None:
    """A source's recording, if it has one."""
    query = (
        select(RecordingRow)
        .join(SourceRow, col(SourceRow.n) == col(RecordingRow.source_n))
        .where(col(SourceRow.id) == source)
    )
    row = session.scalars(query).first()
    return as_recording(row, source) if row else None


def as_recording(row: RecordingRow, source: str) -> Recording:
    return Recording(
        RecordingId(row.id), SourceId(source), row.file, row.sha256, row.size, row.media_type, row.offset
    )


def check_recordings(session: Session) -> list[Finding]:
    """Whether every recording is there and is what was attached: reads them all."""
    query = (
        select(RecordingRow, col(SourceRow.id), col(SourceRow.name))
        .join(SourceRow, col(SourceRow.n) == col(RecordingRow.source_n))
        .order_by(col(SourceRow.name))
    )
    found, folder = [], folder_of(session)
    for row, source, name in session.execute(query):
        try:
            verify(folder, as_recording(row, source))
        except QualcodeError as problem:
            missing = isinstance(problem, RecordingMissing)
            template = MISSING if missing else CHANGED
            found.append(Finding(template, {"file": row.file, "source": name, "folder": str(folder.path)}))
    return found


MISSING = N_("the recording “{file}” of “{source}” is missing from “{folder}”")
CHANGED = N_("the recording “{file}” of “{source}” in “{folder}” is not what was attached")
