"""Bringing transcripts into a project."""

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import click

from qualcode.actions.recordings import attach_recording
from qualcode.actions.sources import import_sources, what_arrives
from qualcode.cli.common import as_json, coder_of, coder_option, opened, print_json, project_argument, say
from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.importers import FaceSheet, Found, PassedOver, Sound, Wishes, match, read_face_sheet, read_files
from qualcode.importers.called import readable_name
from qualcode.importers.encodings import ENCODING_NAMES
from qualcode.importers.problems import NoTranscriptFor, UnclearRecording
from qualcode.importers.reading import bytes_of
from qualcode.importers.sounds import called, recording_for
from qualcode.model import Source, SourceId, Transcript
from qualcode.project import Edit, Project
from qualcode.store.cases import cases, voices
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
    # first: without it nothing is to be stored
    asked = [Found(facesheet, read_face_sheet(facesheet.name, bytes_of(facesheet)))] if facesheet else []
    with _progress(is_shown=not as_json) as progress:
        found = read_files(paths, progress, wishes=wishes)
    # said when all is stored: a reader who stops listening stops nothing
    transcripts, remarks = _matched([*found, *asked], group)
    stored: list[Source] = []
    people: Mapping[SourceId, Mapping[str, str]] = {}
    attached: dict[Path, Source | QualcodeError] = {}
    sounds = _recordings(found, transcripts)
    with opened(project) as study:
        transcripts = _known(study, transcripts)
        if transcripts:  # who brings nothing does not join either
            kept = {i: _kept(study, sounds.found[i]) for i in set(sounds.of.values())}
            with study.edit(by=coder_of(study, coder)) as edit:
                remarks += what_arrives(edit.session, transcripts)
                stored = import_sources(edit, transcripts)
                attached = dict(_attached(edit, kept, sounds, stored))
            people = _people(study)
    for remark in remarks:
        say(remark)
    results = iter(zip(transcripts, stored, strict=True))
    rows = [_told(each, results, people, sounds.unclear, attached) for each in found]
    _report(rows, as_json=as_json)
    if any(row["error"] for row in rows):
        raise click.exceptions.Exit(1)


@contextmanager
def _progress(*, is_shown: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """How far it is, on one line for whoever sits at a terminal; it is gone at the end."""
    if not is_shown or not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda done, all_, _: click.echo(f"\rReading {done + 1} of {all_} … ", err=True, nl=False)
    finally:
        click.echo("\r\033[K", err=True, nl=False)


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


class _Recordings(NamedTuple):
    found: Sequence[Sound]
    of: Mapping[int, int]
    """By place of a transcript that of its recording."""
    unclear: frozenset[Path]
    """Those that are called like a transcript and still are of none."""


def _recordings(found: Sequence[Found], transcripts: Sequence[Transcript]) -> _Recordings:
    sounds = [each.what for each in found if isinstance(each.what, Sound)]
    of = recording_for(transcripts, [(each.folder, each.path.name) for each in sounds])
    taken, names = set(of.values()), {called(each.file) for each in transcripts}
    left = (each.path for i, each in enumerate(sounds) if i not in taken)
    return _Recordings(sounds, of, frozenset(path for path in left if called(path.name) in names))


def _kept(study: Project, sound: Sound) -> Kept | QualcodeError:
    """The recording, copied beside the project."""
    try:
        with study.read() as session:
            brought = BytesIO(sound.data()) if sound.data else sound.path
            return keep(folder_of(session), brought, sound.path.name)
    except QualcodeError as problem:
        return problem


def _attached(
    edit: Edit,
    kept: Mapping[int, Kept | QualcodeError],
    sounds: _Recordings,
    stored: Sequence[Source],
) -> Iterator[tuple[Path, Source | QualcodeError]]:
    """Each recording with the source it now belongs to, or what is wrong with it."""
    for place, i in sounds.of.items():
        recording = kept[i]
        if isinstance(recording, QualcodeError):
            yield sounds.found[i].path, recording
        else:
            attach_recording(edit, stored[place].id, recording)
            yield sounds.found[i].path, stored[place]


def _people(study: Project) -> dict[SourceId, dict[str, str]]:
    """By source and label the respondents, as the project calls them."""
    found: dict[SourceId, dict[str, str]] = defaultdict(dict)
    with study.read() as session:
        names = {case.id: case.name for case in cases(session)}
        for voice in voices(session):
            if voice.case:
                found[voice.source.id][voice.label] = names[voice.case]
    return found


def _one_of(given: str, known: Sequence[str]) -> str:
    """The name meant, whatever its case; wrong usage lists what there is."""
    named = {name.casefold(): name for name in known}
    if given and given.casefold() not in named:
        raise click.BadParameter(f"“{given}” is none of: {', '.join(known)}")
    return named.get(given.casefold(), "")


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
    people: Mapping[SourceId, Mapping[str, str]],
    unclear: Container[Path],
    sounds: Mapping[Path, Source | QualcodeError],
) -> dict[str, Any]:
    path = {"path": "/".join(map(readable_name, found.path.parts)).replace("//", "/")}
    if isinstance(found.what, Sound):
        unknown = UnclearRecording if found.path in unclear else NoTranscriptFor
        of = sounds.get(found.path) or unknown(found.path.name)
        told = {"source": of.name, "layout": "recording"} if isinstance(of, Source) else {"error": str(of)}
        return {**path, **_NOTHING, **told}
    if isinstance(found.what, PassedOver):
        return {**path, **_NOTHING, "layout": _PASSED_OVER}
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
        "cases": dict(people.get(source.id, {})),
        "turns": len(transcript.turns),
        "words": count_words(transcript.text),
        "warnings": list(transcript.warnings),
        "error": None,
    }


_PASSED_OVER = "passed over"
_MOST_PASSED_OVER = 5
_BESIDE = {"face sheet": "read as a face sheet", "recording": "attached to the transcript of its name"}


def _report(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if row["error"]:
            say(f"{row['path']}: {row['error']}")
        elif as_json or row["layout"] == _PASSED_OVER:
            continue
        elif row["layout"] in _BESIDE:
            click.echo(f"{row['path']}: {_BESIDE[row['layout']]}")
        else:
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
    elif left := [row["path"] for row in rows if row["layout"] == _PASSED_OVER]:
        shown = ", ".join(left[:_MOST_PASSED_OVER]) + (", …" if len(left) > _MOST_PASSED_OVER else "")
        click.echo(f"passed over, no interviews: {len(left)} ({shown})")


COMMANDS = (import_,)
