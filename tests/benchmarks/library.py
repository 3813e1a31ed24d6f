"""What is measured without a screen: from a file to a result, from a project to a file."""

import itertools
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from qualcode.actions.codings import code
from qualcode.actions.sources import import_sources
from qualcode.analysis import cooccurrence, frequencies
from qualcode.coded import Coded, Codings, Turns
from qualcode.exporters import About, export
from qualcode.importers import CannotRead, read_files
from qualcode.model import Selection, Span
from qualcode.project import Project
from qualcode.store import codes, reading, sources
from qualcode.text.aligning import aligned
from qualcode.text.anchor import reanchored

from .generate import CODERS, SIZES, Interview, Size, arrays
from .measure import Table, against, in_words, median, quantile, repeated, timed
from .projects import Projects

TIMES = {"S": 7, "M": 7, "L": 3, "XL": 3}
OVERLAP = {"M": 0.15, "L": 2.0}
FREQUENCIES = {"M": 0.05, "L": 0.8}
EXPORT = {("M", "csv"): 0.4, ("M", "xlsx"): 2.5, ("L", "csv"): 5.0, ("L", "xlsx"): 27.0}
GROWTH = 3
"""For twice the codings: n log n is 2.1, n² would be 4."""
MEMORY_GROWS = 1.5
"""“Flat”: ten times the sources, and no more than half as much again at the peak."""


def measure(table: Table, projects: Projects, sizes: Iterable[str]) -> None:
    """Every row that needs no screen, for these sizes."""
    for size in (size for size in sizes if size in OVERLAP):
        _counting(table, projects, size)
    if "XL" in sizes:
        _in_memory(table)
    if "M" in sizes:
        table.add(
            "every excerpt of the commonest code, with context, M", "≤ 150 ms", lambda: _excerpts(projects)
        )
    for (size, suffix), limit in EXPORT.items():
        if size in sizes:
            _exporting(table, projects, size, suffix, limit)
    if "S" in sizes:
        _exporting(table, projects, "S", "docx", 1.0)
        table.add("import 100 docx of 8,000 words", "≤ 6 s", lambda: _importing(projects))
        label = "2,000 codings after 2,000 corrections in 100,000 characters"
        table.add(label, "≤ 200 ms to align, as much again to place", _correcting)
    if {"M", "L"} <= set(sizes):
        table.add("peak memory of the csv of all excerpts, L", "flat: ≤ 1.5 × M’s", lambda: _memory(projects))
    for size in (size for size in ("M", "BIG") if size in sizes):
        table.add(
            f"store one coding with history, {size}", "≤ 5 ms", lambda size=size: _storing(projects, size)
        )


# -- corrected texts -----------------------------------------------------------------------------------


def _correcting() -> tuple[str, float]:
    """Align a text with its corrected one, and find the codings’ words in it."""
    parts = (Interview(number, SIZES["M"], 1).transcript().text for number in itertools.count())
    old = ""
    while len(old) < 100_000:
        old += next(parts) + "\n"
    old, draw = old[:100_000], Random(1)
    letters = list(old)
    for place in draw.sample(range(len(old)), 2_000):
        letters[place] = draw.choice(("", "x", "ж", letters[place] + "y"))
    new = "".join(letters)
    spans = [Span(start, start + draw.choice((8, 40, 200))) for start in draw.sample(range(99_000), 2_000)]
    by = aligned(old, new)
    aligning, align = against(0.2, repeated(lambda: aligned(old, new), 5))
    placing, place_ = against(0.2, repeated(lambda: reanchored(old, new, spans, by), 5))
    return f"{aligning}; {placing}", max(align, place_)


# -- counting ------------------------------------------------------------------------------------------


def _counting(table: Table, projects: Projects, size: str) -> None:
    path, times = projects.read(size), TIMES[size]

    def overlap() -> None:
        with Project.open(path) as study:
            cooccurrence(study.coded())

    def frequency(*, words: bool) -> None:
        with Project.open(path) as study:
            frequencies(study.coded(words=words), by="coder")

    limit, often = OVERLAP[size], FREQUENCIES[size]
    table.add(
        f"code × code overlap, all coders, {size}, file to result",
        f"≤ {in_words(limit)}",
        lambda: against(limit, repeated(overlap, times)),
    )
    table.add(
        f"code frequencies by coder, {size}, file to result",
        f"≤ {in_words(often)}",
        lambda: against(often, repeated(lambda: frequency(words=False), times)),
    )
    table.add(
        f"the same with coded words counted, {size}",
        "–",
        lambda: (against(often, repeated(lambda: frequency(words=True), times))[0], None),
    )


def _in_memory(table: Table) -> None:
    coded = arrays(SIZES["XL"])
    half = _part(coded, SIZES["XL"].sources // 2)
    taken: dict[str, float] = {}

    def overlap() -> tuple[str, float]:
        times = repeated(lambda: cooccurrence(coded), TIMES["XL"])
        taken["whole"] = median([one.busy for one in times])
        return against(3.0, times)

    def growth() -> tuple[str, float]:
        times = repeated(lambda: cooccurrence(half), TIMES["XL"])
        ratio = taken["whole"] / median([one.busy for one in times])
        return f"×{ratio:.2f} of the processor’s time", ratio / GROWTH

    table.add("code × code overlap, XL, arrays in memory", "≤ 3 s", overlap)
    table.add("its growth from half of XL to XL", f"≤ ×{GROWTH}, for n log n", growth)


def _part(coded: Coded, count: int) -> Coded:
    """The first so many sources."""
    within = coded.codings.source < count
    return Coded(
        **{
            **vars(coded),
            "sources": coded.sources[:count],
            "turns": Turns(*(column[:count] for column in vars(coded.turns).values())),
            "codings": Codings(*(column[within] for column in vars(coded.codings).values())),
        }
    )


# -- excerpts ------------------------------------------------------------------------------------------

AROUND = 120
"""Characters of context on either side of an excerpt."""


def _excerpts(projects: Projects) -> tuple[str, float]:
    path = projects.read("M")
    with Project.open(path) as study:
        coded = study.coded()
    [(commonest, count)] = Counter(coded.codings.code.tolist()).most_common(1)
    chosen = Selection(codes=frozenset({coded.paths[commonest]}))

    def read() -> None:
        with Project.open(path) as study, study.read() as session:
            found = list(reading.segments(session, chosen)[1])
            texts = reading.texts(session, {segment.source_id for segment in found})
            for segment in found:
                text = texts[segment.source_id]
                _ = (
                    text[max(0, segment.start - AROUND) : segment.start],
                    text[segment.end : segment.end + AROUND],
                )

    told, factor = against(0.15, repeated(read, TIMES["M"]))
    return f"{told}, {count:,} excerpts", factor


def _exporting(table: Table, projects: Projects, size: str, suffix: str, limit: float) -> None:
    path, out = projects.read(size), projects.work / f"{size}.{suffix}"

    def write() -> None:
        with Project.open(path) as study, study.read() as session:
            names, found = reading.segments(session, Selection())
            export(found, out, About(size, "everything", "2024-01-01", attributes=names))

    def measured() -> tuple[str, float]:
        # seconds and tens of seconds need no warming
        times = [timed(write)] if size == "L" else repeated(write, 3)
        return against(limit, times)

    table.add(f"all excerpts to {suffix}, {size}", f"≤ {in_words(limit)}", measured)


PEAK = """
import re, sys
from pathlib import Path
from qualcode.exporters import About, export
from qualcode.model import Selection
from qualcode.project import Project
from qualcode.store import reading

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

with Project.open(sys.argv[1]) as study, study.read() as session:
    before = peak()
    names, found = reading.segments(session, Selection())
    export(found, Path(sys.argv[2]), About("", "", "2024-01-01", attributes=names))
print(before, peak())
"""


def _memory(projects: Projects) -> tuple[str, float]:
    """The highest memory of a process that does nothing else, by Linux’s account."""
    peaks = {}
    for size in ("M", "L"):
        command = [sys.executable, "-c", PEAK, projects.read(size), projects.work / "peak.csv"]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
        peaks[size] = [int(figure) / 1e6 for figure in said.split()]
    (_, m), (before, large) = peaks["M"], peaks["L"]
    return f"{large:.0f} MB, of which {before:.0f} before it begins; M {m:.0f} MB", large / (MEMORY_GROWS * m)


# -- writing -------------------------------------------------------------------------------------------


def _importing(projects: Projects) -> tuple[str, float]:
    folder = _documents(projects.work / "docx", Size(100, 8_000, 40, 0, 2))
    numbers = itertools.count()

    def read() -> None:
        path = projects.work / f"imported-{next(numbers)}.qualcode"
        with Project.create(path, coder=CODERS[0]) as study, study.edit(by=CODERS[0]) as edit:
            found = [transcript for _, transcript in read_files([folder])]
            wrong = [one for one in found if isinstance(one, CannotRead) or len(one.speakers) != 2]
            if wrong or len(found) != 100:
                raise ValueError(f"{len(wrong)} of {len(found)} misread: {str(wrong[:1])[:200]}")
            import_sources(edit, found)

    return against(6.0, repeated(read, 3))


def _documents(folder: Path, size: Size) -> Path:
    """As Word files: a paragraph a turn."""
    import docx

    empty = BytesIO()
    docx.Document().save(empty)
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(empty) as template:
        parts = {name: template.read(name) for name in template.namelist()}
    before, end = parts.pop("word/document.xml").decode().split("<w:body>")
    for number in range(size.sources):
        body = "".join(
            f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"
            for words in Interview(number, size, 1).paragraphs()
        )
        with zipfile.ZipFile(folder / f"Interview {number + 1:03}.docx", "w", zipfile.ZIP_DEFLATED) as file:
            for name, part in parts.items():
                file.writestr(name, part)
            file.writestr("word/document.xml", f"{before}<w:body>{body}{end}")
    return folder


def _storing(projects: Projects, size: str, count: int = 300) -> tuple[str, float]:
    times = []
    with Project.open(projects.copy(size, "stored")) as study:
        with study.read() as session:
            source = sources.sources(session)[0]
            text = sources.reading(session, source.id).text
            given = codes.codes(session)
        coder = study.coder(CODERS[0])
        for number in range(count + 1):
            start = number * (len(text) - 100) // count
            span, one = Span(start, start + 60), given[number % len(given)]

            def store() -> None:
                with study.edit(by=coder) as edit:
                    code(edit, source.id, span, one.id, quote=text[span.start : span.end])  # noqa: B023

            times.append(timed(store).wall)
    del times[0]
    middle, high = median(times), quantile(times, 0.95)
    return f"{in_words(middle)} p50, {in_words(high)} p95 of {count}", middle / 0.005
