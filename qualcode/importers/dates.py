"""Dates as people write them into tables."""

import re
from datetime import date, datetime, time

_PATTERNS = (
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?:[T ].*)?$"),
    re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})(?:\s*(?:г\.?|года|ж\.?))?$"),
)


def as_date(written: str) -> str:
    """A date in ISO form where it is one (day before month: 14.03.2021), else as it was written."""
    for pattern in _PATTERNS:
        if found := pattern.match(written.strip()):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
            except ValueError:
                break
    return written.strip()


def as_text(value: object) -> str:
    """A cell of a table as people read it: 24 not 24.0, dates in ISO form, midnight not shown."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 (beyond, digits are noise)
        return str(int(value))
    return " ".join(str(value).split())
