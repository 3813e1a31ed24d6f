"""Taking times, and what is made of them: one row of the table for each piece of work."""

import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    work: str
    budget: str
    """As `docs/performance.md` has it, in words."""
    ours: str
    factor: float | None
    """What was measured, over what is allowed: at most 1 is within. None where nothing is asked."""
    load: float
    """How many processes wanted a processor when the work began: the machine's load average."""

    @property
    def verdict(self) -> str:
        if self.factor is None:
            return "**failed**" if self.ours.startswith(FAILED) else "–"
        return f"within (×{self.factor:.2f})" if self.factor <= 1 else f"**over ×{self.factor:.2f}**"


@dataclass
class Table:
    """Rows as they come, printed at once: one that fails says so and the next is measured."""

    rows: list[Row] = field(default_factory=list)

    def add(self, work: str, budget: str, measured: Callable[[], tuple[str, float | None]]) -> None:
        load = os.getloadavg()[0]
        try:
            ours, factor = measured()
        except Exception as error:  # noqa: BLE001 (the other rows are worth having)
            ours, factor = f"{FAILED}: {type(error).__name__}: {error}".split("\n")[0][:160], None
        row = Row(work, budget, ours, factor, load)
        self.rows.append(row)
        print(f"{row.work:58} {row.budget:32} {row.ours:48} {row.verdict:16} load {row.load:.1f}", flush=True)


@dataclass(frozen=True, slots=True)
class Time:
    wall: float
    """Seconds by the clock: what one waits."""
    busy: float
    """Of these the processor’s own: what a quiet machine would take that has the disk in memory."""


def timed(work: Callable[[], object]) -> Time:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return Time(time.perf_counter() - start, time.process_time() - busy)


def repeated(work: Callable[[], object], times: int) -> list[Time]:
    """How long it takes, so many times after one that is not counted: it loads what is loaded once."""
    work()
    return [timed(work) for _ in range(times)]


def quantile(figures: Sequence[float], share: float) -> float:
    """The smallest figure that so large a share does not exceed."""
    return sorted(figures)[max(0, math.ceil(share * len(figures)) - 1)]


def median(figures: Sequence[float]) -> float:
    return quantile(figures, 0.5)


def against(limit: float, times: Sequence[Time]) -> tuple[str, float]:
    """The median by the clock and of the processor’s time; the former over what is allowed."""
    wall, busy = median([one.wall for one in times]), median([one.busy for one in times])
    return f"{in_words(wall)} (median of {len(times)}; processor {in_words(busy)})", wall / limit


def in_words(figure: float) -> str:
    """A time with two or three digits that mean something."""
    if figure >= 100:
        return f"{figure:.0f} s"
    if figure >= 1:
        return f"{figure:.2f} s"
    return f"{figure * 1000:.0f} ms" if figure >= 0.01 else f"{figure * 1000:.2f} ms"
