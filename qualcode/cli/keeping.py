"""Projects as such: demo, serve, new, check, backup, restore."""

import os
from pathlib import Path

import click

from qualcode.cli.codebook_files import CODEBOOK_FILE, columns_option, read
from qualcode.cli.common import opened, project_argument, say, user
from qualcode.model import STUDY_KINDS, StudyKind
from qualcode.project import Project

port_option = click.option("--port", type=click.IntRange(1, 65535), default=None, help="Default: 8501.")
headless_option = click.option("--headless", is_flag=True, help="Do not open a browser.")


@click.command()
@port_option
@headless_option
def demo(port: int | None, headless: bool) -> None:
    """Start the app in the browser with the sample study."""
    from qualcode.sample import sample_study

    _serve(str(sample_study()), port, headless=headless)


@click.command()
@project_argument
@port_option
@headless_option
def serve(project: str, port: int | None, headless: bool) -> None:
    """Start the app in the browser with PROJECT."""
    with opened(project):
        pass  # what is wrong with it is said here, not in the browser
    _serve(project, port, headless=headless)


def _serve(project: str, port: int | None, *, headless: bool) -> None:
    from qualcode import places
    from qualcode.ui import serve as server

    os.environ[places.PROJECT] = project if "://" in project else str(Path(project).absolute())
    server.run(port=port or 0, headless=headless)


@click.command()
@project_argument
@click.option("--codebook", type=CODEBOOK_FILE, help="A codebook: .yaml, .qdc (REFI-QDA), .csv or .xlsx.")
@columns_option
@click.option("--name", default="", help="The study’s name; default: the file’s.")
@click.option("--kind", type=click.Choice(STUDY_KINDS), default="codebook", show_default=True)
@click.option("--coder", default=None, help="Who makes it.")
def new(
    project: str,
    codebook: Path | None,
    columns: tuple[str, ...],
    name: str,
    kind: StudyKind,
    coder: str | None,
) -> None:
    """Make a new, empty PROJECT."""
    from qualcode.actions.codes import load_codebook

    book = None if codebook is None else read(codebook, columns)
    who = coder or user()
    with Project.create(project, name=name, kind=kind, coder=who) as made:
        if book is not None:
            with made.edit(by=who) as edit:
                load_codebook(edit, book)
    click.echo(project)


@click.command()
@project_argument
def check(project: str) -> None:
    """Check that PROJECT is whole: file, keys, spans, and that history leads to what is there."""
    with opened(project) as study:
        findings = study.check()
    for finding in findings:
        say(finding)
    if findings:
        raise click.exceptions.Exit(1)
    click.echo("ok")


@click.command()
@project_argument
def backup(project: str) -> None:
    """Make a backup of PROJECT, open it and check it."""
    with opened(project) as study:
        click.echo(study.backup().path)


@click.command()
@project_argument
@click.argument(
    "which", metavar="[BACKUP]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--list", "listing", is_flag=True, help="Only list the backups there are.")
def restore(project: str, which: Path | None, listing: bool) -> None:
    """Put the newest backup, or BACKUP, in the place of PROJECT; what it replaces is kept."""
    if listing:
        from qualcode.store.backups import backups_of

        for each in backups_of(Path(project).absolute()):
            click.echo(each.path)
        return
    kept = Project.restore(project, which)
    click.echo(f"restored; what was there: {kept.path}" if kept else "restored")


COMMANDS = (demo, serve, new, check, backup, restore)
