"""Who is studied: the respondents with their attributes, and the face sheet out and in."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import click

from qualcode.actions.facesheets import News, read_face_sheet
from qualcode.cli.common import (
    as_json,
    coder_of,
    coder_option,
    opened,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.counting import as_csv
from qualcode.exporters import escape
from qualcode.exporters.sheet import sheet_of, understood, write_sheet
from qualcode.importers import FaceSheet
from qualcode.importers import read_face_sheet as read_sheet
from qualcode.importers.reading import bytes_of
from qualcode.model import Attribute, AttributeKind, Case
from qualcode.store.cases import Voice, attributes, cases, voices


@click.command("cases")
@project_argument
@as_csv
@as_json
def cases_(project: str, as_csv: bool, as_json: bool) -> None:
    """List the respondents of PROJECT: what is known of them, and where they speak."""
    with opened(project) as study, study.read() as session:
        their, people = attributes(session), cases(session)
        speaking = [voice for voice in voices(session) if not voice.source.retired]
    if as_json:
        print_json([_told(case, speaking) for case in people])
        return
    header = ["case", *(each.name for each in their), "speaks in"]
    rows = [_row(case, their, speaking) for case in people]
    if as_csv:
        click.echo(_as_csv(header, rows, [each.kind for each in their]), nl=False)
    else:
        columns = _distinct(header)
        print_table([dict(zip(columns, row, strict=True)) for row in rows], columns)


def _told(case: Case, speaking: Sequence[Voice]) -> dict[str, object]:
    places = [
        {"source": voice.source.name, "speaker": voice.label} for voice in speaking if voice.case == case.id
    ]
    return {"case": case.name, "id": case.id, "values": dict(case.values), "speaks": places}


def _row(case: Case, their: Sequence[Attribute], speaking: Sequence[Voice]) -> list[str]:
    places = (f"{voice.source.name}: {voice.label}" for voice in speaking if voice.case == case.id)
    return [case.name, *(case.values.get(each.name, "") for each in their), "; ".join(places)]


def _as_csv(header: Sequence[str], rows: Sequence[Sequence[str]], kinds: Sequence[AttributeKind]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(map(escape, header))
    columns = ("text", *kinds, "text")
    for row in rows:
        table.writerow(
            cell if kind == "number" else escape(cell) for cell, kind in zip(row, columns, strict=True)
        )
    return out.getvalue()


def _distinct(header: Sequence[str]) -> list[str]:
    """An attribute may be called like another column."""
    found: list[str] = []
    for name in header:
        found.append(name if name not in found else f"{name} (2)")
    return found


@click.command("facesheet")
@project_argument
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option("--read", "file", type=click.Path(path_type=Path), help="Read FILE (csv, xlsx) instead.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@coder_option
@as_json
def facesheet(
    project: str, out: Path | None, file: Path | None, dry_run: bool, coder: str | None, as_json: bool
) -> None:
    """Write the respondents of PROJECT and their attributes to OUT (.csv, .xlsx), or read such a table."""
    if (out is None) == (file is None):
        raise click.UsageError("Name a file to write, or one to --read.")
    if out is not None:
        with opened(project) as study:
            click.echo(f"{out}: {write_sheet(sheet_of(study), out)}")
    elif file is not None:
        _read(project, file, coder, dry_run=dry_run, as_json=as_json)


def _read(project: str, file: Path, coder: str | None, *, dry_run: bool, as_json: bool) -> None:
    sheet = _sheet(file)
    with opened(project) as study:
        news, doubts, without_row = understood(study, sheet)
        stored = bool(news) and not dry_run
        if stored:  # who brings nothing new does not join either
            with study.edit(by=coder_of(study, coder)) as edit:
                read_face_sheet(edit, news, sheet.file)
    remarks = (*doubts, *without_row)
    for remark in remarks:
        say(f"{file.name}: {remark}")
    if as_json:
        print_json(_as_told(news, remarks, stored=stored))
    else:
        _print(news, stored=stored)


def _sheet(file: Path) -> FaceSheet:
    return read_sheet(file.name, bytes_of(file))


def _as_told(news: News, remarks: Sequence[str], *, stored: bool) -> dict[str, object]:
    return {
        "stored": stored,
        "values": [value._asdict() for value in news.given],
        "speakers": [
            {"source": link.source, "speaker": link.label, "before": link.before, "after": link.after}
            for link in news.links
        ],
        "attributes": [
            {"name": each.name, "kind": each.kind, "choices": list(each.choices), "was": each.was}
            for each in news.attributes
        ],
        "remarks": [str(remark) for remark in remarks],
    }


def _print(news: News, *, stored: bool) -> None:
    for each in news.attributes:
        click.echo(each.told())
    for link in news.links:
        click.echo(f"{link.source}: {link.label} = {_change(link.before, link.after)}")
    for value in news.given:
        click.echo(f"{value.case}: {value.attribute} = {_change(value.before, value.after)}")
    done = "stored" if stored else "not stored"
    click.echo(f"values: {len(news.given)}, speakers: {len(news.links)}: {done}")


def _change(before: str, after: str) -> str:
    return f"{after} (was {before})" if before else after


COMMANDS = (cases_, facesheet)
