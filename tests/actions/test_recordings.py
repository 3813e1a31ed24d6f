"""The sound beside a text, as coders attach and take it off."""

import io

import pytest
from sounds import beeps, mp3
from study import imported, state, transcript

from qualcode.actions.recordings import attach_recording, remove_recording, shift_recording
from qualcode.actions.sources import import_sources
from qualcode.errors import BadValue, ChangedSince, NotARecording, NotFound, UsedSince
from qualcode.store import history
from qualcode.store.recording_files import folder_of, found, keep
from qualcode.store.recordings import recording_of


def attach(project, source, sound=None, name="Interview.wav", *, by="Ana"):
    with project.edit(by=by) as edit:
        return attach_recording(edit, source.id, io.BytesIO(sound or beeps()), name)


def undo(project, *, by="Ana"):
    with project.edit(by=by) as edit:
        return history.undo(edit)


def redo(project, *, by="Ana"):
    with project.edit(by=by) as edit:
        return history.redo(edit)


def of(project, source):
    with project.read() as session:
        return recording_of(session, source.id)


def file_of(project, source):
    with project.read() as session:
        return found(folder_of(session), recording_of(session, source.id))


def test_a_source_has_the_recording_that_was_attached(project):
    source, other = imported(project), imported(project, "Teacher")

    recording = attach(project, source)

    assert of(project, source) == recording
    assert (recording.file, recording.media_type, recording.offset) == ("Interview.wav", "audio/wav", 0)
    assert of(project, other) is None
    assert project.check() == []


def test_a_file_that_lies_there_already_is_attached_without_copying(project):
    source = imported(project)
    with project.read() as session:
        kept = keep(folder_of(session), io.BytesIO(beeps()), "Interview.wav")

    with project.edit(by="Ana") as edit:
        recording = attach_recording(edit, source.id, kept)

    assert (recording.file, recording.sha256) == (kept.file, kept.sha256)


def test_one_file_serves_two_sources(project):
    """A conversation of an hour whose two halves are two transcripts."""
    source, other = imported(project), imported(project, "Second half")

    first, second = attach(project, source), attach(project, other)
    with project.edit(by="Ana") as edit:
        remove_recording(edit, source.id)

    assert first.sha256 == second.sha256
    assert file_of(project, other).exists()


def test_attaching_another_replaces_the_first_and_undo_brings_it_back(project):
    source = imported(project)
    first = attach(project, source)
    second = attach(project, source, mp3(), "Interview.mp3")
    assert of(project, source) == second != first

    undo(project)

    assert of(project, source) == first
    assert file_of(project, source).read_bytes() == beeps()
    redo(project)
    assert of(project, source) == second
    assert file_of(project, source).read_bytes() == mp3()


def test_where_it_begins_is_kept_when_the_file_is_replaced(project):
    """The same conversation as a smaller file."""
    source = imported(project)
    attach(project, source)
    with project.edit(by="Ana") as edit:
        shift_recording(edit, source.id, 12_500)

    attach(project, source, mp3(), "Interview.mp3")

    assert of(project, source).offset == 12_500


def test_what_is_taken_off_is_gone_and_undo_finds_its_file(project):
    source = imported(project)
    recording = attach(project, source)

    with project.edit(by="Ana") as edit:
        remove_recording(edit, source.id)
    assert of(project, source) is None
    undo(project)

    assert of(project, source) == recording
    assert file_of(project, source).read_bytes() == beeps()


def test_attaching_the_same_again_leaves_no_trace_but_mends_the_file(project):
    source = imported(project)
    attach(project, source)
    file_of(project, source).unlink()
    before = project.version()

    attach(project, source)

    assert project.version() == before
    assert file_of(project, source).read_bytes() == beeps()


def test_what_is_no_sound_changes_nothing(project):
    source = imported(project)
    before = state(project)

    with pytest.raises(NotARecording):
        attach(project, source, b"Aigul: we kept the children inside.", "speech.mp3")

    assert state(project) == before


def test_a_recording_farther_away_than_a_day_is_refused(project):
    source = imported(project)
    attach(project, source)

    for offset in (90_000_000, -90_000_000):
        with pytest.raises(BadValue), project.edit(by="Ana") as edit:
            shift_recording(edit, source.id, offset)


def test_there_must_be_one_to_remove_or_shift(project):
    source = imported(project)

    with pytest.raises(NotFound), project.edit(by="Ana") as edit:
        remove_recording(edit, source.id)
    with pytest.raises(NotFound), project.edit(by="Ana") as edit:
        shift_recording(edit, source.id, 1000)


def test_nobody_takes_back_what_another_has_replaced(project):
    project.coder("Bek")
    source = imported(project)
    attach(project, source)
    attach(project, source, mp3(), "Interview.mp3", by="Bek")

    with pytest.raises(ChangedSince, match="Bek"):
        undo(project)


def test_nor_brings_back_what_another_has_attached_meanwhile(project):
    project.coder("Bek")
    source = imported(project)
    attach(project, source)
    undo(project)
    attach(project, source, mp3(), "Interview.mp3", by="Bek")

    with pytest.raises(ChangedSince):
        redo(project)


def test_a_source_with_a_recording_of_another_is_not_taken_back(project):
    project.coder("Bek")
    source = imported(project)
    attach(project, source, by="Bek")

    with pytest.raises(UsedSince, match="1 × recording"):
        undo(project)


def test_an_import_with_its_recording_is_one_action(project):
    with project.edit(by="Ana") as edit:
        [source] = import_sources(edit, [transcript("Farmer")])
        attach_recording(edit, source.id, io.BytesIO(beeps()), "Farmer.wav")
    before = project.version()

    assert undo(project) == "import sources"
    assert of(project, source) is None
    redo(project)
    assert of(project, source).file == "Farmer.wav"
    assert project.version() == before + 2
