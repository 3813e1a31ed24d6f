"""Tables as tall as what is in them."""

HEADER, ROW = 38, 35
"""Pixels, as Streamlit draws them."""


def height_for(rows: int, *, most: int) -> int:
    """Pixels for so many rows, at most so many pixels: no empty lines under a short table."""
    return min(most, HEADER + ROW * max(rows, 1))
