"""Who codes what and how far they are, as a csv table."""

import csv
import io

from qualcode.project import Project
from qualcode.store import coders, sources
from qualcode.store.assignments import assignments
from qualcode.text.formulas import escape

COLUMNS = ("source", "group", "words", "coder", "state", "changed")


def assignment_rows(project: Project) -> list[dict[str, object]]:
    """A row for each text of each coder, by group, source and coder."""
    with project.read() as session:
        texts = {source.id: source for source in sources.sources(session)}
        names = {coder.id: coder.name for coder in coders.coders(session)}
        there = assignments(session)
    order = {id_: i for i, id_ in enumerate(texts)}
    its = sorted(there, key=lambda each: (order[each.source], names[each.coder]))
    return [
        {
            "source": texts[each.source].name,
            "group": texts[each.source].group,
            "words": texts[each.source].words,
            "coder": names[each.coder],
            "state": each.state,
            "changed": each.changed.isoformat(timespec="seconds"),
        }
        for each in its
    ]


def assignments_csv(project: Project) -> str:
    """The same as text that spreadsheets open: no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in assignment_rows(project):
        writer.writerow([escape(str(row[name])) for name in COLUMNS])
    return out.getvalue()
