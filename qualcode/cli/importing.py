"""Bringing transcripts into a project."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from qualcode.actions.recordings import attach_recording
from qualcode.actions.sources import import_sources
from qualcode.cli.common import as_json, coder_of, coder_option, opened, print_json, project_argument, say
from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.importers import FaceSheet, Found, Sound, Wishes, match, read_files
from qualcode.importers.encodings import ENCODING_NAMES
from qualcode.importers.problems import NothingToMatch, NoTranscriptFor
from qualcode.model import Source, Transcript
from qualcode.project import Edit, Project
from qualcode.store.recording_files import Kept, folder_of, keep
from qualcode.store.sources import fingerprints, same_words
from qualcode.text.alike import likeness
from qualcode.text.notices import Notice
from qualcode.text.turns import LAYOUT_NAMES
from qualcode.text.words import count_words


@click.command("import")
@project_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--group", default="", help="What kind of source: official, villager, policy document …")
@click.option("--facesheet", type=click.Path(path_type=Path), help="A table of attributes (csv, xlsx).")
@click.option("--layout", default="", help="How the speakers are marked, if it was found wrongly.")
@click.option("--encoding", default="", help="How the letters are stored, if that was found wrongly.")
@coder_option
@as_json
def import_(
    project: str,
    paths: tuple[Path, ...],
    group: str,
    facesheet: Path | None,
    layout: str,
    encoding: str,
    coder: str | None,
    as_json: bool,
) -> None:
    """Import transcripts into PROJECT: files, folders, zip files."""
    wishes = Wishes(_one_of(layout, LAYOUT_NAMES), _one_of(encoding, ENCODING_NAMES))
    found = read_files(paths, wishes=wishes)
    asked = read_files([facesheet]) if facesheet else []
    # said when all is stored: a reader who stops listening stops nothing
    transcripts, remarks = _matched([*found, *asked], group)
    stored: list[Source] = []
    sounds: dict[Path, Source | QualcodeError] = {}
    with opened(project) as study:
        transcripts = _known(study, transcripts)
        if transcripts:  # who brings nothing does not join either
            kept = dict(_kept(study, found, transcripts))
            with study.edit(by=coder_of(study, coder)) as edit:
                stored = import_sources(edit, transcripts)
                sounds = dict(_attached(edit, kept, transcripts, stored))
    remarks += [f"{path.name}: {_no_sheet(path, what)}" for path, what in asked if not _is_sheet(what)]
    for remark in remarks:
        say(remark)
    results = iter(zip(transcripts, stored, strict=True))
    rows = [_told(each, results, sounds) for each in found]
    _report(rows, as_json=as_json)
    if any(row["error"] for row in rows) or not all(_is_sheet(each.what) for each in asked):
        raise click.exceptions.Exit(1)


def _matched(found: Sequence[Found], group: str) -> tuple[list[Transcript], list[str]]:
    """The transcripts as the face sheets among the files tell of them, and what these do not fit."""
    transcripts = [each.what for each in found if isinstance(each.what, Transcript)]
    remarks: list[str] = []
    for path, sheet in found:
        if isinstance(sheet, FaceSheet):
            matched, report = match(sheet, transcripts)
            transcripts = list(matched)
            told = (*sheet.notices, *report.rows, *report.files, *report.doubts)
            remarks += [f"{path.name}: {remark}" for remark in told]
    return [replace(each, group=group or each.group) for each in transcripts], remarks


def _is_sheet(what: object) -> bool:
    return isinstance(what, FaceSheet)


def _kept(
    study: Project, found: Sequence[Found], transcripts: Sequence[Transcript]
) -> Iterator[tuple[Path, Kept | QualcodeError]]:
    """The recordings among the files that are called like a transcript, copied beside the project."""
    stems = {Path(each.file).stem.casefold() for each in transcripts}
    for path, what in found:
        if isinstance(what, Sound) and path.stem.casefold() in stems:
            try:
                with study.read() as session:
                    yield path, keep(folder_of(session), path)
            except QualcodeError as problem:
                yield path, problem


def _attached(
    edit: Edit,
    kept: Mapping[Path, Kept | QualcodeError],
    transcripts: Sequence[Transcript],
    stored: Sequence[Source],
) -> Iterator[tuple[Path, Source | QualcodeError]]:
    """Each recording with the source it now belongs to."""
    for path, recording in kept.items():
        for transcript, source in zip(transcripts, stored, strict=True):
            if isinstance(recording, QualcodeError):
                yield path, recording
            elif Path(transcript.file).stem.casefold() == path.stem.casefold():
                attach_recording(edit, source.id, recording)
                yield path, source


def _one_of(given: str, known: Sequence[str]) -> str:
    """The name meant, whatever its case; wrong usage lists what there is."""
    named = {name.casefold(): name for name in known}
    if given and given.casefold() not in named:
        raise click.BadParameter(f"“{given}” is none of: {', '.join(known)}")
    return named.get(given.casefold(), "")


def _no_sheet(path: Path, found: object) -> object:
    return found if isinstance(found, QualcodeError) else NothingToMatch(path.name, "–")


def _known(study: Project, transcripts: Sequence[Transcript]) -> list[Transcript]:
    """The transcripts with a warning where the same file, or the same words, are in the project already."""
    like = [likeness(each.text) for each in transcripts]
    with study.read() as session:
        files = fingerprints(session)
        texts = same_words(
            session, {key: count_words(each.text) for key, each in zip(like, transcripts, strict=True)}
        )
    marked = []
    for key, each in zip(like, transcripts, strict=True):
        marked.append(_marked(each, files.get(each.fingerprint), texts.get(key)))
        files.setdefault(each.fingerprint, each.name)
        texts.setdefault(key, each.name)
    return marked


def _marked(transcript: Transcript, by_file: str | None, by_words: str | None) -> Transcript:
    if by_file is not None:
        again = Notice(
            N_("“{file}” is in the project already, as “{source}”."), file=transcript.file, source=by_file
        )
    elif by_words is not None:
        again = Notice(
            N_("“{file}” says the same words as “{source}”, which is in the project already."),
            file=transcript.file,
            source=by_words,
        )
    else:
        return transcript
    return replace(transcript, warnings=(*transcript.warnings, again))


_NOTHING: Mapping[str, Any] = {
    "source": None, "language": None, "encoding": None, "layout": None, "speakers": {}, "turns": 0,
    "words": 0, "warnings": [], "error": None,
}  # fmt: skip


def _told(
    found: Found,
    results: Iterator[tuple[Transcript, Source]],
    sounds: Mapping[Path, Source | QualcodeError],
) -> dict[str, Any]:
    path = {"path": str(found.path)}
    if isinstance(found.what, Sound):
        of = sounds.get(found.path) or NoTranscriptFor(found.path.name)
        told = {"source": of.name, "layout": "recording"} if isinstance(of, Source) else {"error": str(of)}
        return {**path, **_NOTHING, **told}
    if isinstance(found.what, QualcodeError):
        return {**path, **_NOTHING, "error": str(found.what)}
    if isinstance(found.what, FaceSheet):
        return {**path, **_NOTHING, "layout": "face sheet", "warnings": list(found.what.notices)}
    transcript, source = next(results)
    return {
        **path,
        "source": source.name,
        "language": transcript.language,
        "encoding": transcript.encoding,
        "layout": transcript.layout,
        "evidence": transcript.evidence,
        "speakers": {speaker.label: speaker.turns for speaker in transcript.speakers},
        "roles": {speaker.label: speaker.role for speaker in transcript.speakers},
        "cases": {speaker.label: speaker.case for speaker in transcript.speakers if speaker.case},
        "turns": len(transcript.turns),
        "words": count_words(transcript.text),
        "warnings": list(transcript.warnings),
        "error": None,
    }


_BESIDE = {"face sheet": "read as a face sheet", "recording": "attached to the transcript of its name"}


def _report(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if row["error"]:
            say(f"{row['path']}: {row['error']}")
        elif not as_json and row["layout"] in _BESIDE:
            click.echo(f"{row['path']}: {_BESIDE[row['layout']]}")
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


COMMANDS = (import_,)
