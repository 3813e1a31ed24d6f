"""The recording of a source on the Sources page, without a browser."""

import io

import pytest
from sounds import beeps, mp3
from study import imported

from qualcode.actions.recordings import attach_recording
from qualcode.store import history
from qualcode.store.recording_files import folder_of
from qualcode.store.recordings import recording_of


@pytest.fixture
def source(study):
    return imported(study)


def recording(study, source):
    with study.read() as session:
        return recording_of(session, source.id)


def attach(study, source):
    with study.edit(by="Ana") as edit:
        return attach_recording(edit, source.id, io.BytesIO(beeps()), "Day <b>one *1*.wav")


def button(page, label):
    return next(each for each in page.button if each.label == label)


def test_a_dropped_file_is_attached_at_once_and_can_be_taken_back(show, study, source):
    page = show("sources", project="Study", source=source.id)

    page.file_uploader[0].set_value([("Day one.mp3", mp3(), "audio/mpeg")]).run()

    assert not page.exception
    assert recording(study, source).file == "Day one.mp3"
    assert page.toast[0].value == "Attached “Day one\\.mp3”"
    assert not page.file_uploader[0].value
    with study.edit(by="Ana") as edit:
        assert history.undo(edit) == "attach recording"
    assert recording(study, source) is None


def test_what_is_no_sound_is_one_sentence(show, study, source):
    page = show("sources", project="Study", source=source.id)

    page.file_uploader[0].set_value([("notes.mp3", b"no sound", "audio/mpeg")]).run()

    assert "holds no sound a browser can play" in page.error[0].value
    assert recording(study, source) is None


def test_a_hostile_name_is_shown_as_it_is(show, study, source):
    attach(study, source)

    page = show("sources", project="Study", source=source.id)

    assert not page.exception
    assert any(each.value.startswith(r"Day \<b\>one \*1\*\.wav\, 0\.0 MB") for each in page.caption)


def test_its_beginning_is_set_and_it_is_taken_off(show, study, source):
    attach(study, source)
    page = show("sources", project="Study", source=source.id)

    page.number_input[0].set_value(4.5).run()
    assert recording(study, source).offset == 4500
    button(page, "Take the recording off").click().run()

    assert not page.exception
    assert recording(study, source) is None


def test_a_missing_file_is_said(show, study, source):
    attach(study, source)
    with study.read() as session:
        for file in folder_of(session).path.iterdir():
            file.unlink()

    page = show("sources", project="Study", source=source.id)

    assert not page.exception
    assert "is missing" in page.error[0].value
