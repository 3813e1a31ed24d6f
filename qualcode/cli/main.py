"""`qualcode`: one command for each thing one does with a project."""

import click

from qualcode.cli import (
    cases,
    codebook_files,
    codebooks,
    correcting,
    counting,
    importing,
    keeping,
    looking_back,
    memos,
    reading,
    recordings,
    sharing,
    writing,
)
from qualcode.cli.common import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="qualcode")
def main() -> None:
    """Code interviews, count what was coded, take the excerpts away.

    A PROJECT is a file (NAME.qualcode) or a schema of a server
    (postgresql+psycopg://user@host/db?project=NAME).
    """


for module in (
    keeping,
    importing,
    correcting,
    recordings,
    writing,
    reading,
    looking_back,
    sharing,
    cases,
    codebook_files,
    codebooks,
    memos,
    counting,
):
    for command in module.COMMANDS:
        main.add_command(command)
