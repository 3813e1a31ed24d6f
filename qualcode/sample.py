"""The sample study: invented interviews with a codebook, coded by two people who partly disagree."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.actions.codes import load_codebook
from qualcode.actions.codings import code
from qualcode.actions.memos import add_memo
from qualcode.actions.sources import import_sources
from qualcode.codebook import read_codebook
from qualcode.errors import ProjectExists
from qualcode.importers import FaceSheet, match, read_files
from qualcode.model import Span, Transcript
from qualcode.places import SAMPLE, SUFFIX, folder, supplied
from qualcode.project import Project
from qualcode.store import codes, sources

FIRST = "Aigerim"
"""Who set the study up; the two coders are named in the tables of codings."""
BOOK = "intercommunal-conflict.yaml"
CODINGS = "codings_*.csv"


def sample_study() -> Path:
    """The sample study in the projects folder, made there the first time."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{SAMPLE}{SUFFIX}"
    if not path.exists():
        make_sample(path)
    return path


def make_sample(path: Path) -> None:
    """Make the sample study as a new project; what exists already is never overwritten."""
    if path.exists():
        raise ProjectExists(path=str(path))
    with TemporaryDirectory(prefix=".qualcode-sample-", dir=path.parent) as scratch:
        unfinished = Path(scratch) / path.name
        with Project.create(unfinished, name=SAMPLE, coder=FIRST) as study:
            _fill(study)
        unfinished.replace(path)


def _fill(study: Project) -> None:
    folder_ = supplied("transcripts_sample")
    book, problems = read_codebook((supplied("codebooks") / BOOK).read_text("utf-8"))
    assert book is not None, problems  # noqa: S101 (a test reads it too)
    read = [found.what for found in read_files([folder_])]
    [sheet] = [each for each in read if isinstance(each, FaceSheet)]
    transcripts, _report = match(sheet, [each for each in read if isinstance(each, Transcript)])
    with study.edit(by=FIRST) as edit:
        load_codebook(edit, book)
    with study.edit(by=FIRST) as edit:
        import_sources(edit, transcripts)
    for table in sorted(folder_.glob(CODINGS)):
        _code(study, table)


def _code(study: Project, table: Path) -> None:
    """Give the codes a table lists: coder, source, code, quote, which occurrence, memo."""
    with study.read() as session:
        by_name = {source.name: source.id for source in sources.sources(session)}
        texts = {name: sources.reading(session, id_).text for name, id_ in by_name.items()}
        by_code = {each.name: each.id for each in codes.codes(session)}
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        start = _find(texts[row["source"]], row["quote"], int(row["occurrence"] or 1))
        span = Span(start, start + len(row["quote"]))
        with study.edit(by=study.coder(row["coder"])) as edit:
            coding = code(edit, by_name[row["source"]], span, by_code[row["code"]], quote=row["quote"])
            if row["memo"]:
                add_memo(edit, coding.id, row["memo"], target_kind="coding")


def _find(text: str, quote: str, occurrence: int) -> int:
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    return start
