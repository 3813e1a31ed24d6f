"""Times as a clock shows them."""


def as_clock(time: int) -> str:
    """Milliseconds as hours, minutes and seconds, and thousandths where there are any."""
    seconds, thousandths = divmod(abs(time), 1_000)
    rest = f".{thousandths:03}" if thousandths else ""
    sign = "-" if time < 0 else ""
    return f"{sign}{seconds // 3_600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{rest}"
