"""The recording of a source: attached, shown, taken off."""

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.actions.recordings import attach_recording, remove_recording, shift_recording
from qualcode.cli.common import as_json, coder_of, coder_option, opened, print_json, project_argument, say
from qualcode.errors import NotFound, QualcodeError
from qualcode.i18n import N_
from qualcode.model import Recording, SourceId
from qualcode.store.recording_files import Folder, folder_of, found, keep
from qualcode.store.recordings import recording_of
from qualcode.store.sources import source_row


@click.command("recording")
@project_argument
@click.argument("source")
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--offset", type=float, help="Seconds of it that pass before the transcript’s 0:00.")
@click.option("--remove", is_flag=True, help="Take the recording off SOURCE; the file stays beside PROJECT.")
@coder_option
@as_json
def recording(
    project: str,
    source: str,
    file: Path | None,
    offset: float | None,
    remove: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Attach the sound of a conversation to SOURCE: FILE, in place of the one it had. Without FILE, show it.

    It is copied beside PROJECT, into NAME.recordings, and is not part of its backups.
    """
    if remove and (file or offset is not None):
        raise click.UsageError("--remove stands alone.")
    with opened(project) as study:
        with study.read() as session:
            row, folder = source_row(session, source), folder_of(session)
            of = SourceId(row.id)
            if (remove or (offset is not None and not file)) and recording_of(session, of) is None:
                raise NotFound(kind=N_("recording"), name=row.name)
        kept = keep(folder, file) if file else None  # before the edit: nobody has to wait for the copying
        if kept or remove or offset is not None:
            with study.edit(by=coder_of(study, coder)) as edit:
                if kept:
                    attach_recording(edit, of, kept)
                if offset is not None:
                    shift_recording(edit, of, round(offset * 1000))
                if remove:
                    remove_recording(edit, of)
        with study.read() as session:
            there = recording_of(session, of)
    problem = _problem(folder, there) if there else None
    _tell(there, problem, as_json=as_json)
    if problem:
        raise click.exceptions.Exit(1)


def _problem(folder: Folder, recording: Recording) -> QualcodeError | None:
    try:
        found(folder, recording)
    except QualcodeError as problem:
        return problem
    return None


def _tell(recording: Recording | None, problem: QualcodeError | None, *, as_json: bool) -> None:
    if problem:
        say(problem)
    if as_json:
        print_json(asdict(recording) if recording else None)
    elif recording:
        begins = f", begins {recording.offset / 1000:g} s before the transcript" if recording.offset else ""
        click.echo(f"{recording.file}: {recording.size / 1e6:.1f} MB, {recording.media_type}{begins}")
    else:
        click.echo("no recording")


COMMANDS = (recording,)
