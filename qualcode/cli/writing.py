"""What changes a project by hand: code, undo, redo."""

import json

import click

from qualcode.actions import LABELS
from qualcode.actions.codings import code as give_code
from qualcode.cli.common import as_json, coder_of, opened, project_argument
from qualcode.errors import NotCodable, Retired, SpanOutsideSource
from qualcode.model import Code, Source, Span
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.codes import code as find_code
from qualcode.store.sources import reading


@click.command("code")
@project_argument
@click.argument("source")
@click.argument("start", type=click.IntRange(0))
@click.argument("end", type=click.IntRange(0))
@click.argument("code")
@click.option("--coder", required=True, help="In whose name; joins the project if new.")
@as_json
def code_(project: str, source: str, start: int, end: int, code: str, coder: str, as_json: bool) -> None:
    """Give CODE to characters START to END (code points, from 0) of SOURCE."""
    with opened(project) as study:
        with study.read() as session:
            read = reading(session, source).source
            chosen = find_code(session, code)
        span = Span(start, end)
        _check(read, span, chosen)
        with study.edit(by=coder_of(study, coder)) as edit:
            coding = give_code(edit, read.id, span, chosen.id)
    click.echo(json.dumps({"id": coding.id}) if as_json else coding.id)


def _check(read: Source, span: Span, chosen: Code) -> None:
    """Refuse what cannot be given before a coder joins to give it, and before a database sees the span."""
    if span.end > read.length:
        raise SpanOutsideSource(read.name, read.length, span.start, span.end)
    if not chosen.codable:
        raise NotCodable(chosen.name)
    if chosen.retired:
        raise Retired(chosen.name)


@click.command()
@project_argument
@click.option("--coder", required=True, help="Whose latest action.")
def undo(project: str, coder: str) -> None:
    """Take back CODER’s latest action."""
    with opened(project) as study:
        _step(study, coder, back=True)


@click.command()
@project_argument
@click.option("--coder", required=True, help="Whose action.")
def redo(project: str, coder: str) -> None:
    """Do again what CODER took back last."""
    with opened(project) as study:
        _step(study, coder, back=False)


def _step(study: Project, coder: str, *, back: bool) -> None:
    with study.edit(by=coder) as edit:
        name = history.undo(edit) if back else history.redo(edit)
    click.echo(LABELS[name])


COMMANDS = (code_, undo, redo)
