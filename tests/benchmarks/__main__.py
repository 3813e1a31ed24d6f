"""Print ours against the budgets, and write the table for the documentation."""

import argparse
import os
import platform
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from . import library
from .generate import SIZES
from .measure import Table
from .projects import Projects

ASKED = ("S", "M", "L", "XL", "BIG")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=ASKED, default=ASKED, help="which projects to measure")
    parser.add_argument("--browser", action="store_true", help="measure on the screen too, in Chromium")
    parser.add_argument("--only", choices=("library", "browser"), help="one half of the rows")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the projects there for the next run"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table as Markdown")
    asked = parser.parse_args()

    began = time.monotonic()
    table = Table()
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qualcode-benchmarks-")))
        os.environ["XDG_DATA_HOME"] = str(work / "home")  # nothing is noted among the user’s own
        kept = asked.keep or work / "projects"
        kept.mkdir(parents=True, exist_ok=True)
        projects = Projects(kept, work)
        if asked.only != "browser":
            library.measure(table, projects, asked.sizes)
        on_screen = asked.browser or asked.only == "browser"
        if on_screen:
            from . import browser

            browser.measure(table, projects, asked.sizes)
    print(f"{time.monotonic() - began:.0f} s in all")
    if asked.write:
        asked.write.write_text(page(table, browser=on_screen), encoding="utf-8")


# -- the page ------------------------------------------------------------------------------------------

HEAD = """# Performance

How fast QualCode is, against the budgets it was built to. This page is written by a program:

    python -m tests.benchmarks --browser --write docs/performance.md

`--sizes S M` measures less, and `--keep FOLDER` keeps the invented projects for the next run. Without L
it takes a few minutes. The figures of another machine differ; the verdicts should not.

Measured on {date}: {machine}.

{sizes}

Words mean nothing and codes are given as often as Zipf has it; between 15 and 40 % of a source's codings
overlap another. A project is opened anew for each measurement, from a disk that has it in memory. “Load”
is how many processes wanted a processor when a row began (our own included): on a busy machine the times
are upper bounds, and the processor's time beside them says what a quiet one would take.

"""
BROWSER = """
“Painted” is when the browser has drawn the frame after the key that codes the selected words; “stored and
acknowledged” when the pane has heard that the coding is on disk, with its history. The codings were made by
real mouse drags in headless Chromium, which draws without a graphics card.
"""


def page(table: Table, *, browser: bool) -> str:
    head = HEAD.format(date=f"{datetime.now(UTC):%Y-%m-%d}", machine=machine(browser=browser), sizes=sizes())
    lines = ["| work | budget | ours | verdict | load |", "|---|---|---|---|---|"]
    lines += [f"| {r.work} | {r.budget} | {r.ours} | {r.verdict} | {r.load:.1f} |" for r in table.rows]
    return head + "\n".join(lines) + "\n" + (BROWSER if browser else "")


def machine(*, browser: bool) -> str:
    """What matters of it, and nothing that says whose it is."""
    from qualcode.store.engine import driver

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        f"{os.cpu_count()} cores ({platform.machine()})",
        f"{memory:.0f} GB of memory",
        platform.system(),
        f"Python {platform.python_version()}",
        f"SQLite {driver.sqlite_version}",
        *(f"{name} {version(name)}" for name in ("streamlit", "numpy", "pandas")),
    ]
    if browser:
        from .browser import version as chromium

        parts.append(f"Chromium {chromium()}")
    return ", ".join(parts)


def sizes() -> str:
    """A line for each size that stands in the table."""
    lines = ["| size | sources | words in each | codes | codings | coders |", "|---|---|---|---|---|---|"]
    for name in ASKED:
        size = SIZES[name]
        figures = (size.sources, size.words, size.codes, size.codings, size.coders)
        lines.append(f"| {name} | {' | '.join(f'{figure:,}' for figure in figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
