"""A place that was chosen in an older wording of a text, in the present one."""

from sqlalchemy.orm import Session

from qualcode.errors import WordsCorrected
from qualcode.model import SourceId, Span, VersionId
from qualcode.store.sources import reading
from qualcode.store.versions import present, wording
from qualcode.text.anchor import reanchored


def is_present(session: Session, source: SourceId, version: VersionId) -> bool:
    return present(session, source) == version


def in_present_words(session: Session, source: SourceId, version: VersionId, span: Span) -> tuple[Span, str]:
    """Where the same words stand now, and they themselves.

    Raises WordsCorrected when they are not the same, or not certainly at one place.
    """
    read = reading(session, source)
    [(fate, now)] = reanchored(wording(session, version), read.text, [span])
    if fate != "kept" or now is None:
        raise WordsCorrected(source=read.source.name)
    return now, read.quote(now)
