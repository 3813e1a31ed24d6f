"""What is in a project: sources, text, codes, codings, and the excerpts as a file."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import click

from qualcode.cli import codebook_files
from qualcode.cli.common import (
    as_json,
    labels,
    opened,
    print_json,
    print_table,
    project_argument,
    say,
    selecting,
)
from qualcode.exporters import About, export, exporter_for, told
from qualcode.model import Selection
from qualcode.store import codes as codebook
from qualcode.store import reading as wide
from qualcode.store import sources as texts


@click.command("sources")
@project_argument
@as_json
def sources_(project: str, as_json: bool) -> None:
    """List the sources of PROJECT."""
    with opened(project) as study, study.read() as session:
        rows: list[dict[str, object]] = [
            {
                "source": s.name, "group": s.group, "language": s.language, "date": s.date, "file": s.file,
                "turns": s.turns, "words": s.words, "length": s.length, "layout": s.layout,
                "encoding": s.encoding, "id": s.id,
                "speakers": {speaker.label: speaker.role for speaker in texts.speakers(session, s.id)},
            }
            for s in texts.sources(session)
        ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("source", "group", "language", "date", "turns", "words"))


@click.command("text")
@project_argument
@click.argument("source")
@click.option("--turns", is_flag=True, help="The turns instead of the words.")
@as_json
def text_(project: str, source: str, turns: bool, as_json: bool) -> None:
    """Print the text of SOURCE, or its turns. Offsets are code points of this text."""
    with opened(project) as study, study.read() as session:
        read = texts.reading(session, source)
    rows = [
        {
            "number": turn.number,
            "speaker": turn.speaker.label if turn.speaker else None,
            "role": turn.role,
            "start": turn.start,
            "end": turn.end,
            "time": turn.time,
        }
        for turn in read.turns
    ]
    if turns and as_json:
        print_json(rows)
    elif turns:
        print_table(rows, ("number", "speaker", "role", "start", "end"))
    elif as_json:
        print_json({"source": read.source.name, "text": read.text})
    else:
        click.echo(read.text)


@click.command("codes")
@project_argument
@as_json
def codes_(project: str, as_json: bool) -> None:
    """List the codebook of PROJECT."""
    with opened(project) as study, study.read() as session:
        there = codebook.codes(session, retired=True)
    paths = codebook.paths(there)
    called = labels(there, [paths[code.id] for code in there])
    rows: list[dict[str, object]] = [
        {
            "code": called[paths[code.id]], "path": paths[code.id], "name": code.name,
            "parent": paths[code.parent] if code.parent else None, "colour": code.colour, "key": code.key,
            "codable": code.codable, "retired": code.retired, "wordings": dict(code.wordings),
            "contradicts": [paths[other] for other in code.contradicts if other in paths], "id": code.id,
        }
        for code in there
    ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        for row, code in zip(rows, there, strict=True):
            depth = str(row["path"]).count(" / ")
            click.echo(f"{'  ' * depth}{code.name}{f'  [{code.key}]' if code.key else ''}")


@click.command("codings")
@project_argument
@selecting
@as_json
def codings_(project: str, selection: Selection, as_json: bool) -> None:
    """List the codings of PROJECT. Interviewers’ words are listed too."""
    from dataclasses import replace

    with opened(project) as study, study.read() as session:
        there = codebook.codes(session, retired=True)
        paths = codebook.paths(there)
        called = labels(there, [paths[code.id] for code in there])
        _, found = wide.segments(session, replace(selection, interviewer=True))
        rows: list[dict[str, object]] = [
            {
                "source": s.source, "start": s.start, "end": s.end, "quote": s.quote, "code": called[s.code],
                "coder": s.coder, "path": s.code, "speaker": s.speaker, "case": s.case, "turn": s.turn,
                "paragraph": s.paragraph, "memo": s.memo, "made": s.made,
                "version": s.version, "id": s.coding,
            }
            for s in found
        ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("source", "start", "end", "code", "coder"))


@click.command("export")
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--what",
    type=click.Choice(["codebook", "excerpts"]),
    default=None,
    help="Default: the codebook if OUT ends in .yaml or .qdc, or is called “codebook”, “codes” or “c”.",
)
@codebook_files.language_option
@click.option("--counts", is_flag=True, help="Of a codebook in Word: how often each code was given, too.")
@selecting
def export_(
    project: str, out: Path, what: str | None, languages: tuple[str, ...], counts: bool, selection: Selection
) -> None:
    """Write the coded excerpts of PROJECT to OUT (.docx, .xlsx, .csv), or its codebook (.yaml, .qdc too)."""
    if (what or ("codebook" if codebook_files.is_codebook(out) else "excerpts")) == "codebook":
        with opened(project) as study:
            codebook_files.write(study, out, languages, counts=counts)
        return
    exporter_for(out)
    with opened(project) as study, study.read() as session:
        names, found = wide.segments(session, selection)
        about = About(
            project=study.info().name,
            selection=told(selection),
            date=datetime.now().astimezone().isoformat(timespec="minutes"),
            attributes=names,
            version=f"QualCode {version('qualcode')}",
        )
        count = export(found, out, about)
    if not count:
        say(f"{out}: nothing is coded in this selection, so there are no excerpts in it")
    click.echo(f"{out}: {count}")


COMMANDS = (sources_, text_, codes_, codings_, export_)
