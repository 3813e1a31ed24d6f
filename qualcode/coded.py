"""What was read and what was coded in it, as columns: where every analysis and export begins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualcode.model import Case, Code, Coder, Selection, Source

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Turns:
    """The turns that were read, in order of (source, start): parallel int32 arrays, one item a turn.

    `source` indexes `Coded.sources`; `case` indexes `Coded.cases`, −1 where nobody is known;
    `start`/`end` are code points; `number` counts from 1 in its source; `words` are words.
    """

    source: Ints
    start: Ints
    end: Ints
    number: Ints
    case: Ints
    words: Ints

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True)
class Codings:
    """The codings in the selection, in order of (source, start, end): parallel int32 arrays.

    `source`, `code` and `coder` index the tuples of `Coded`; `start`/`end` are code points. A coding
    is here when it touches at least one turn in `Coded.turns`; its span is the coder's, not cut.
    """

    source: Ints
    start: Ints
    end: Ints
    code: Ints
    coder: Ints

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True)
class Coded:
    """A selection of a project, ready to be counted."""

    selection: Selection
    version: int
    """The project's latest action when this was read: a cache key, and part of every figure's footnote."""
    sources: Sequence[Source]
    cases: Sequence[Case]
    codes: Sequence[Code]
    """All codes of the codebook in tree order (children after their parent), retired ones included
    while they still have codings; headings too."""
    parents: Ints
    """For each code the index of its parent in `codes`, −1 for a root."""
    paths: Sequence[str]
    """For each code its path, parents first, joined by “ / ”."""
    coders: Sequence[Coder]
    turns: Turns
    codings: Codings
    word_starts: Sequence[Ints] | None = None
    """For each source where its words begin, in code points, ascending; None when they were not asked for."""
