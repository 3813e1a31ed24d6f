"""What changes a project: import, code, undo, redo."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from qualcode.actions import LABELS
from qualcode.actions.codings import code as give_code
from qualcode.actions.sources import import_sources
from qualcode.cli.common import as_json, coder_of, coder_option, opened, print_json, project_argument, say
from qualcode.errors import NotCodable, QualcodeError, Retired, SpanOutsideSource
from qualcode.i18n import N_
from qualcode.importers import read_files
from qualcode.importers.facesheet import match, read_face_sheet
from qualcode.model import Code, Source, Span, Transcript
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.codes import code as find_code
from qualcode.store.sources import fingerprints, reading
from qualcode.text.notices import Notice
from qualcode.text.words import count_words


@click.command("import")
@project_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--group", default="", help="What kind of source: official, villager, policy document …")
@click.option("--facesheet", type=click.Path(path_type=Path), help="A table of attributes (csv, xlsx).")
@coder_option
@as_json
def import_(
    project: str,
    paths: tuple[Path, ...],
    group: str,
    facesheet: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Import transcripts into PROJECT: files, or folders of them."""
    read: list[tuple[Path, Transcript | QualcodeError]] = list(read_files(paths))
    good = [(path, found) for path, found in read if isinstance(found, Transcript)]
    failed = any(isinstance(found, QualcodeError) for _, found in read)
    transcripts = [transcript for _, transcript in good]
    remarks: list[str] = []  # said when all is stored: a reader who stops listening stops nothing
    if facesheet is not None:
        try:
            matched, report = match(read_face_sheet(facesheet.name, facesheet.read_bytes()), transcripts)
        except (QualcodeError, OSError) as error:
            remarks.append(f"{facesheet.name}: {error}")
            failed = True
        else:
            transcripts = list(matched)
            remarks += [f"{facesheet.name}: {note}" for note in (*report.rows, *report.files, *report.doubts)]
    transcripts = [_grouped(transcript, group) for transcript in transcripts]
    stored: list[Source] = []
    with opened(project) as study:
        with study.read() as session:
            known = fingerprints(session)
        transcripts = [_known(transcript, known) for transcript in transcripts]
        if transcripts:  # who brings nothing does not join either
            with study.edit(by=coder_of(study, coder)) as edit:
                stored = import_sources(edit, transcripts)
    for remark in remarks:
        say(remark)
    named = dict(zip([path for path, _ in good], zip(transcripts, stored, strict=True), strict=True))
    _report([_told(path, found, named.get(path)) for path, found in read], as_json=as_json)
    if failed:
        raise click.exceptions.Exit(1)


def _grouped(transcript: Transcript, group: str) -> Transcript:
    return replace(transcript, group=group) if group else transcript


def _known(transcript: Transcript, known: Mapping[str, str]) -> Transcript:
    """The transcript with a warning if the same file is in the project already."""
    source = known.get(transcript.fingerprint)
    if source is None:
        return transcript
    again = Notice(
        N_("“{file}” is in the project already, as “{source}”."), file=transcript.file, source=source
    )
    return replace(transcript, warnings=(*transcript.warnings, again))


def _told(
    path: Path, found: Transcript | QualcodeError, stored: tuple[Transcript, Source] | None
) -> dict[str, Any]:
    if isinstance(found, QualcodeError) or stored is None:
        nothing: dict[str, Any] = {
            "source": None,
            "language": None,
            "encoding": None,
            "layout": None,
            "speakers": {},
        }
        return {"path": str(path), **nothing, "turns": 0, "words": 0, "warnings": [], "error": str(found)}
    transcript, source = stored
    return {
        "path": str(path),
        "source": source.name,
        "language": transcript.language,
        "encoding": transcript.encoding,
        "layout": transcript.layout,
        "speakers": {speaker.label: speaker.turns for speaker in transcript.speakers},
        "turns": len(transcript.turns),
        "words": count_words(transcript.text),
        "warnings": list(transcript.warnings),
        "error": None,
    }


def _report(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if row["error"]:
            say(f"{row['path']}: {row['error']}")
        elif not as_json:
            speakers = (
                ", ".join(f"{label} {turns}" for label, turns in row["speakers"].items()) or "no speakers"
            )
            click.echo(
                f"{row['source']}: {row['language']}, {row['words']} words, {row['turns']} turns ({speakers})"
            )
            for warning in row["warnings"]:
                click.echo(f"  {warning}")
    if as_json:
        print_json(rows)


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


COMMANDS = (import_, code_, undo, redo)
