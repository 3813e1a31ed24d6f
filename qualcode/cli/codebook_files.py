"""Codebooks from files and to files: what `new`, `codebook` and `export` have in common."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from qualcode.cli.common import as_json, coder_of, coder_option, opened, print_json, project_argument, say
from qualcode.codebook import Codebook, Problem
from qualcode.model import LANGUAGES
from qualcode.project import Project
from qualcode.store import code_sets, codings
from qualcode.store import codes as stored
from qualcode.store.arriving import arrivals

CODEBOOK_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITTEN = (".yaml", ".yml", ".qdc")
"""What only codebooks are written as."""
_CALLED = re.compile(
    r"c|(.*[\W_])?(codes?|code ?books?|коды|кодовая книга|кодтар|кодтар кітабы)([\W_].*)?", re.IGNORECASE
)

columns_option = click.option(
    "--column", "columns", multiple=True, metavar="HEADING=MEANING",
    help="Of a csv or xlsx: what a column is (name, parent, level, path, full.ru …); repeatable.",
)  # fmt: skip


def read(path: Path, columns: Sequence[str] = ()) -> Codebook:
    """The codebook of a file; what is wrong with it is said on stderr, and may end the command."""
    from qualcode.importers.codebook_files import matched
    from qualcode.importers.reading import bytes_of, read_codebook_file

    found = read_codebook_file(path.name, bytes_of(path))
    understood = matched(found, _told(found, columns) if columns else ())
    for notice in understood.notices:
        say(f"{path.name}: {notice}")
    for problem in understood.problems:
        say(f"{path.name}: {_place(problem)}{problem}")
    if understood.codebook is None:
        raise click.exceptions.Exit(1)
    return understood.codebook


def _told(found: object, columns: Sequence[str]) -> Sequence[str]:
    """The meanings of a sheet's columns, with those that are told."""
    from qualcode.importers.codebook_columns import CodebookSheet, choices, columns_of

    if not isinstance(found, CodebookSheet):
        raise click.BadParameter("--column is for csv and xlsx files.")
    meanings = dict(zip(found.headings, columns_of(found).meanings, strict=True))
    for column in columns:
        heading, equals, meaning = column.rpartition("=")
        if not equals or heading not in meanings:
            raise click.BadParameter(f"{column}: the columns are {', '.join(found.headings)}")
        if meaning not in set(choices()):
            raise click.BadParameter(f"{column}: a column can be {', '.join(filter(None, choices()))}")
        meanings[heading] = meaning
    return list(meanings.values())


def _place(problem: Problem) -> str:
    return "" if problem.line is None else f"line {problem.line}: "


@click.command("codebook")
@project_argument
@click.argument("file", type=CODEBOOK_FILE)
@columns_option
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each code.")
@coder_option
@as_json
def codebook_(
    project: str, file: Path, columns: tuple[str, ...], dry_run: bool, coder: str | None, as_json: bool
) -> None:
    """Load the codes of FILE (.yaml, .qdc, .csv, .xlsx) into PROJECT; those there stay as they are."""
    from qualcode.actions.codes import load_codebook

    book = read(file, columns)
    with opened(project) as study:
        with study.read() as session:
            coming = arrivals(book, stored.codes(session, retired=True))
        if coming.new and not dry_run:
            with study.edit(by=coder_of(study, coder)) as edit:
                load_codebook(edit, book)
    rows = [
        {
            "code": " / ".join(each.path),
            "state": "new" if each.there is None else "differs" if each.differs else "there",
            "differs": each.differs,
        }
        for each in coming.codes
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        differs = f" ({', '.join(row['differs'])})" if row["differs"] else ""
        click.echo(f"{row['state']:8}{row['code']}{differs}")


# -- the way out -----------------------------------------------------------------------------------------


def is_codebook(out: Path) -> bool:
    """Whether a file of this name is to hold the codebook: by its ending, or as it is called so."""
    return out.suffix.casefold() in WRITTEN or _CALLED.fullmatch(out.stem) is not None


def write(study: Project, out: Path, languages: Sequence[str], *, counts: bool) -> None:
    from qualcode.exporters.codebook_files import Printing, codebook_exporter_for, write_codebook_file

    codebook_exporter_for(out)
    with study.read() as session:
        codes = stored.codes(session, retired=True)
        book = stored.as_codebook(codes, study.info().name, code_sets.code_sets(session))
        given = {str(code): number for code, number in codings.counts(session).items()} if counts else None
    date = datetime.now().astimezone().isoformat(timespec="minutes")
    written = write_codebook_file(book, out, Printing(date, languages or (), given))
    click.echo(f"{out}: {written}")


language_option = click.option(
    "--language", "languages", multiple=True, type=click.Choice(LANGUAGES),
    help="Of a codebook in Word: only this language; repeatable.",
)  # fmt: skip
COMMANDS = (codebook_,)
