"""Where words begin, packed into a text column: one character per word, the distance from the word before."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHIFT = 32
"""Keeps control characters out: no NUL reaches PostgreSQL."""
SURROGATES = 0xD800
GAP = 0x800
LARGEST = 0x10FFFF - SHIFT - GAP
"""A longer stretch without any word is cut to this: over a million characters that are no words."""


def pack(starts: Sequence[int] | npt.NDArray[np.int32]) -> str:
    """Ascending code-point offsets → a string; `unpack` turns it back."""
    gaps = np.diff(np.asarray(starts, np.int64), prepend=0).clip(0, LARGEST) + SHIFT
    gaps[gaps >= SURROGATES] += GAP
    return gaps.astype("<u4").tobytes().decode("utf-32-le")


def unpack(packed: str) -> npt.NDArray[np.int32]:
    gaps = np.frombuffer(packed.encode("utf-32-le"), "<u4").astype(np.int64)
    gaps[gaps >= SURROGATES] -= GAP
    return (gaps - SHIFT).cumsum().astype(np.int32)
