"""What the commands share: opening, selecting, printing, and the exit codes.

0: all went well. 1: something given could not be used; each is one line on stderr and the rest is done.
2: the command was written wrongly.
"""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click

from qualcode.errors import QualcodeError
from qualcode.model import Code, Coder, Selection
from qualcode.project import Project

Command = TypeVar("Command", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
coder_option = click.option("--coder", default=None, help="In whose name; joins the project if new.")


def project_argument(command: Command) -> Command:
    return click.argument("project", metavar="PROJECT")(command)


class Commands(click.Group):
    """Turns what QualCode refuses into one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QualcodeError as error:
            say(error)
            ctx.exit(1)
        except BrokenPipeError:  # the reader of our output has seen enough; it has not seen all
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)


def say(problem: object) -> None:
    click.echo(" ".join(str(problem).split()), err=True)


@contextmanager
def opened(where: str) -> Iterator[Project]:
    with Project.open(where) as project:
        yield project


def coder_of(project: Project, name: str | None) -> Coder:
    """The coder named, who joins if new; without a name, whoever is logged in to this computer."""
    return project.coder(name or user())


def user() -> str:
    """Whoever is logged in to this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such thing on some servers
        return "qualcode"


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Mapping[str, object]], columns: Iterable[str]) -> None:
    """Columns as wide as what stands in them."""
    names = list(columns)
    cells = [[str(row.get(name, "")) for name in names] for row in rows]
    widths = [
        max(len(name), *(len(row[i]) for row in cells)) if cells else len(name)
        for i, name in enumerate(names)
    ]
    for row in [names, *cells]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def selecting(command: Command) -> Command:
    """The options that say which part of the project is looked at; the command gets `selection`."""

    @wraps(command)
    def chosen(*args: Any, **given: Any) -> Any:
        values = [pair.partition("=") for pair in given.pop("attributes")]
        for name, equals, _value in values:
            if not equals:
                raise click.BadParameter(f"{name}: write --attribute NAME=VALUE")
        selection = Selection(
            attributes=frozenset((name, value) for name, _, value in values),
            interviewer=given.pop("interviewer"),
            **{
                part: frozenset(given.pop(part))
                for part in ("groups", "sources", "cases", "coders", "codes", "codebook_versions")
            },
        )
        return command(*args, selection=selection, **given)

    decorated: Any = chosen
    for option in reversed(OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


OPTIONS = (
    click.option("--group", "groups", multiple=True, help="Only this group; repeatable."),
    click.option("--source", "sources", multiple=True, help="Only this source; repeatable."),
    click.option("--case", "cases", multiple=True, help="Only this respondent; repeatable."),
    click.option("--only-coder", "coders", multiple=True, help="Only this coder’s codings; repeatable."),
    click.option("--code", "codes", multiple=True, help="Only this code and those below it; repeatable."),
    click.option("--attribute", "attributes", multiple=True, help="Only cases with NAME=VALUE; repeatable."),
    click.option(
        "--codebook-version",
        "codebook_versions",
        multiple=True,
        help="Only what was coded under this version of the codebook (name or number; 0: before the first).",
    ),
    click.option("--interviewer", is_flag=True, help="Interviewers’ words too."),
)


def labels(codes: Sequence[Code], paths: Sequence[str]) -> dict[str, str]:
    """What each code is called here: its name where no other code has it, else its path."""
    names = [code.name for code in codes]
    return {
        path: code.name if names.count(code.name) == 1 else path
        for code, path in zip(codes, paths, strict=True)
    }
