"""Looking back: history, as-of."""

from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import click

from qualcode.actions.kinds import KINDS
from qualcode.cli import codebook_files
from qualcode.cli.common import as_json, coder_option, opened, print_json, print_table, project_argument, user
from qualcode.exporters import About, export, exporter_for, told
from qualcode.model import Selection
from qualcode.past import PastProject, as_of
from qualcode.store import coders, codes, reading, sources
from qualcode.store.log import Wanted, entries

Day = click.DateTime(formats=["%Y-%m-%d"])


@click.command("history")
@project_argument
@click.option("--by", "who", multiple=True, help="Only what this coder did; repeatable.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only this kind; repeatable."
)
@click.option(
    "--action", "names", multiple=True, help="Only this action (“code”, “merge codes” …); repeatable."
)
@click.option("--source", default=None, help="Only what was done with this source.")
@click.option("--code", default=None, help="Only what was done with this code.")
@click.option("--since", type=Day, default=None, help="From this day on.")
@click.option("--until", type=Day, default=None, help="Until the end of this day.")
@click.option("--find", "words", default="", help="Only with these words in it.")
@click.option("--latest", type=click.IntRange(1), default=None, help="Only so many of the latest.")
@as_json
def history_(
    project: str,
    who: tuple[str, ...],
    kinds: tuple[str, ...],
    names: tuple[str, ...],
    source: str | None,
    code: str | None,
    since: datetime | None,
    until: datetime | None,
    words: str,
    latest: int | None,
    as_json: bool,
) -> None:
    """Tell what was done in PROJECT, by whom and when; the latest last."""
    with opened(project) as study, study.read() as session:
        wanted = Wanted(
            coders=frozenset(coders.coder(session, name).name for name in who),
            names=frozenset([*names, *(name for kind in kinds for name in KINDS[kind].names)]),
            source=sources.reading(session, source).source.id if source else None,
            code=codes.code(session, code).id if code else None,
            since=since.astimezone() if since else None,
            until=(until + timedelta(days=1, milliseconds=-1)).astimezone() if until else None,
            words=words,
        )
        rows: list[dict[str, object]] = [
            {
                "number": e.number, "action": e.name, "coder": e.coder, "when": e.when.isoformat(),
                "device": e.device, "rows": e.rows, "about": e.about, "undone": e.undone,
                "undoes": e.undoes, "id": e.id,
            }
            for e in entries(session, wanted, latest=latest)
        ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("number", "when", "coder", "action", "about"))


# -- the past --------------------------------------------------------------------------------------------


@click.command("as-of")
@project_argument
@click.argument("moment", metavar="WHEN")
@click.option(
    "-o", "outs", multiple=True, type=click.Path(path_type=Path),
    help="A file to write: .qualcode, .docx, .xlsx, .csv (excerpts), .yaml, .qdc (codebook); repeatable.",
)  # fmt: skip
@coder_option
@as_json
def as_of_(project: str, moment: str, outs: tuple[Path, ...], coder: str | None, as_json: bool) -> None:
    """Look at PROJECT as it was at WHEN, and take it away. Nothing in PROJECT is changed.

    WHEN is a date (its end), a date and time, the number of an action (see `history`), or the name of a
    version of the codebook.
    """
    for out in outs:
        if out.suffix.casefold() != ".qualcode" and not codebook_files.is_codebook(out):
            exporter_for(out)
    with opened(project) as study, as_of(study, moment) as past:
        for out in outs:
            _write(past, out, coder or user())
        facts = _facts(past)
    if as_json:
        print_json(facts)
    else:
        click.echo("\n".join(f"{name}: {value}" for name, value in facts.items()))


def _facts(past: PastProject) -> dict[str, object]:
    from qualcode.store.glance import glance

    with past.read() as session:
        then = glance(session)
    return {
        "project": then.name, "as of": past.after.when.isoformat(), "action": past.after.number,
        "by": past.after.coder, "did": past.after.name, "about": past.after.about,
        "sources": then.sources, "codes": then.codes, "codings": then.codings,
    }  # fmt: skip


def _write(past: PastProject, out: Path, who: str) -> None:
    if out.suffix.casefold() == ".qualcode":
        past.keep(out, who)
        return
    if codebook_files.is_codebook(out):
        codebook_files.write(past, out, (), counts=False)
        return
    with past.read() as session:
        attributes, found = reading.segments(session, Selection())
        about = About(
            project=f"{past.info().name} as of {past.when[:10]}",
            selection=told(Selection()),
            date=datetime.now().astimezone().isoformat(timespec="minutes"),
            attributes=attributes,
            version=f"QualCode {version('qualcode')}",
        )
        export(found, out, about)


COMMANDS = (history_, as_of_)
