"""Who codes what, and how far they are: assign, progress."""

from pathlib import Path

import click

from qualcode.actions.assignments import Pair, mark_progress, share, shared_out
from qualcode.cli.common import (
    as_json,
    coder_of,
    coder_option,
    opened,
    print_json,
    print_table,
    project_argument,
)
from qualcode.exporters.assignments import COLUMNS, assignment_rows, assignments_csv
from qualcode.model import PROGRESS, Coder, Progress, Source
from qualcode.project import Project
from qualcode.store import coders, sources
from qualcode.store.assignments import assignments, left


@click.command("assign")
@project_argument
@click.option("--source", "only", multiple=True, help="This source; repeatable. Default: all.")
@click.option("--to", "who", multiple=True, help="This coder; repeatable. Default: all.")
@click.option(
    "--each", type=click.IntRange(1), default=None, help="Share out evenly, so many coders a source."
)
@click.option("--remove", is_flag=True, help="Take the sources from the coders; what they coded stays.")
@click.option("--dry-run", is_flag=True, help="Only say who would get what.")
@coder_option
def assign_(
    project: str,
    only: tuple[str, ...],
    who: tuple[str, ...],
    each: int | None,
    remove: bool,
    dry_run: bool,
    coder: str | None,
) -> None:
    """Give sources of PROJECT to coders: each to everybody named, or shared out evenly with --each."""
    with opened(project) as study:
        texts, team = _parts(study, only, who)
        pairs = [(text.id, one.id) for text in texts for one in team]
        if each is not None and not remove:
            with study.read() as session:
                there = assignments(session)
            pairs = shared_out(texts, [one.id for one in team], each=each, there=there)
        if not dry_run:
            with study.edit(by=coder_of(study, coder)) as edit:
                share(edit, take=pairs) if remove else share(edit, give=pairs)
        _tell(pairs, texts, team)


def _parts(study: Project, only: tuple[str, ...], who: tuple[str, ...]) -> tuple[list[Source], list[Coder]]:
    with study.read() as session:
        texts = sources.sources(session)
        wanted = {sources.reading(session, name).source.id for name in only}
        team = [coders.coder(session, name) for name in who]
        everybody = [each for each in coders.coders(session) if not each.retired]
    return [text for text in texts if not only or text.id in wanted], team or everybody


def _tell(pairs: list[Pair], texts: list[Source], team: list[Coder]) -> None:
    names, who = {text.id: text.name for text in texts}, {each.id: each.name for each in team}
    for source, coder in pairs:
        click.echo(f"{who[coder]}: {names[source]}")


@click.command("progress")
@project_argument
@click.argument("source", required=False)
@click.argument("state", required=False, type=click.Choice(PROGRESS))
@click.option("--list", "listing", is_flag=True, help="A row for each source of each coder.")
@click.option("-o", "out", type=click.Path(path_type=Path), default=None, help="Write that list as csv.")
@coder_option
@as_json
def progress_(
    project: str,
    source: str | None,
    state: Progress | None,
    listing: bool,
    out: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Tell who has what left in PROJECT; or mark SOURCE as “to do”, “coding” or “done” for a coder."""
    if source and not state:
        raise click.UsageError("write how far it is: “to do”, coding or done")
    with opened(project) as study:
        if source and state:
            with study.read() as session:
                found = sources.reading(session, source).source.id
            with study.edit(by=coder_of(study, coder)) as edit:
                mark_progress(edit, found, state)
            return
        if out is not None:
            out.write_text(assignments_csv(study), "utf-8-sig", newline="")
        rows = assignment_rows(study) if listing else _left(study)
    if as_json:
        print_json(rows)
    elif out is None:
        print_table(rows, COLUMNS if listing else ("coder", "to do", "coding", "done", "words done"))


def _left(study: Project) -> list[dict[str, object]]:
    with study.read() as session:
        return [
            {"coder": each.coder.name, "words done": f"{each.share_done:.0%}"}
            | {str(state): count for state, count in each.texts.items()}
            for each in left(session)
        ]


COMMANDS = (assign_, progress_)
