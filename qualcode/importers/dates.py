"""Dates and other cells as people write them into tables."""

from datetime import datetime, time, timedelta

from qualcode.text.kinds import as_iso_date


def as_date(written: str) -> str:
    """A date in ISO form where it is one (day before month: 14.03.2021), else as it was written."""
    return as_iso_date(written) or written.strip()


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
    return _as_number(value) if isinstance(value, float) else " ".join(str(value).split())


def _as_number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 (beyond, digits are noise)
        return str(int(value))
    if 0 < abs(value) < 1e-3:  # noqa: PLR2004 (below, Python writes 5e-05)
        return f"{value:.12f}".rstrip("0")
    return str(value)


def as_clock(duration: timedelta, *, exact: bool) -> str:
    """“01:23” or, exactly, “01:23:45”, with thousandths where there are any."""
    thousandths = round(duration.total_seconds() * 1000)
    sign, thousandths = "-" * (thousandths < 0), abs(thousandths)
    minutes, rest = divmod(thousandths, 60_000)
    clock = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    if not exact:
        return clock
    return f"{clock}:{rest // 1000:02}" + (f".{rest % 1000:03}" if rest % 1000 else "")
