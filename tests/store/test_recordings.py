"""Recordings: a file beside the project, its hash inside, and nothing half on any way there."""

import hashlib
import io
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sounds import beeps, mp3
from study import imported

from qualcode.actions.recordings import attach_recording
from qualcode.errors import (
    CannotWrite,
    NotARecording,
    RecordingChanged,
    RecordingMissing,
    RecordingUnreadable,
)
from qualcode.project import Project
from qualcode.store.recording_files import Folder, Kept, folder_of, found, keep, plain_name, verify
from qualcode.store.recordings import recording_of
from qualcode.store.tables import STATE
from qualcode.store.where import projects_folder

SOUND = beeps(2)
HASH = hashlib.sha256(SOUND).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "Study.recordings")


def files(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir()) if folder.path.exists() else []


def attached(project: Project, sound: bytes = SOUND, name: str = "Interview.wav"):
    source = imported(project)
    with project.edit(by="Ana") as edit:
        return attach_recording(edit, source.id, io.BytesIO(sound), name)


def folder_in(project: Project) -> Folder:
    with project.read() as session:
        return folder_of(session)


# -- bringing one ------------------------------------------------------------------------------------------


def test_a_file_is_kept_under_its_hash_and_told_by_its_name(folder):
    kept = keep(folder, io.BytesIO(SOUND), "Interview 3.WAV")

    assert kept == Kept("Interview 3.WAV", HASH, len(SOUND), "audio/wav")
    assert files(folder) == [f"{HASH}.wav"]
    assert (folder.path / f"{HASH}.wav").read_bytes() == SOUND


def test_it_can_be_brought_by_its_path(folder, tmp_path):
    (tmp_path / "сұхбат.mp3").write_bytes(mp3(900))

    kept = keep(folder, tmp_path / "сұхбат.mp3")

    assert (kept.file, kept.media_type, kept.size) == ("сұхбат.mp3", "audio/mpeg", 900 * 417)


def test_the_content_decides_not_the_name(folder):
    assert keep(folder, io.BytesIO(mp3()), "speech.wav").media_type == "audio/mpeg"
    with pytest.raises(NotARecording):
        keep(folder, io.BytesIO(b"Aigul: we kept the children inside."), "speech.mp3")
    assert len(files(folder)) == 1


def test_a_stream_that_comes_in_crumbs_is_the_same_file(folder):
    class Crumbs(io.BytesIO):
        def read(self, length=-1):
            return super().read(min(length, 777))

    assert keep(folder, Crumbs(SOUND), "a.wav").sha256 == HASH


def test_a_file_brought_twice_lies_there_once(folder):
    first = keep(folder, io.BytesIO(SOUND), "a.wav")
    before = (folder.path / f"{HASH}.wav").stat()

    again = keep(folder, io.BytesIO(SOUND), "b.wav")

    assert again == replace(first, file="b.wav")
    assert files(folder) == [f"{HASH}.wav"]
    assert (folder.path / f"{HASH}.wav").stat().st_ino == before.st_ino


def test_bringing_it_again_mends_what_has_been_damaged(folder):
    keep(folder, io.BytesIO(SOUND), "a.wav")
    (folder.path / f"{HASH}.wav").write_bytes(b"x" * len(SOUND))

    keep(folder, io.BytesIO(SOUND), "a.wav")

    assert (folder.path / f"{HASH}.wav").read_bytes() == SOUND


def test_what_is_not_sound_leaves_nothing_not_even_a_folder(folder):
    with pytest.raises(NotARecording, match="notes.txt"):
        keep(folder, io.BytesIO(b"notes"), "notes.txt")

    assert not folder.path.exists()


def test_a_pipe_a_folder_and_a_missing_file_are_refused_at_once(folder, tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")

    for path, refusal in (
        (tmp_path / "pipe.wav", NotARecording),
        (tmp_path, NotARecording),
        (Path("/dev/zero"), NotARecording),
        (tmp_path / "none.wav", RecordingUnreadable),
    ):
        with pytest.raises(refusal):
            keep(folder, path)


def test_a_source_that_fails_half_way_leaves_nothing(folder):
    class Torn(io.BytesIO):
        def read(self, length=-1):
            if self.tell() > 20_000:
                raise OSError(5, "Input/output error")
            return super().read(min(length, 9000))

    with pytest.raises(RecordingUnreadable, match="Input/output error"):
        keep(folder, Torn(SOUND), "stick.wav")

    assert files(folder) == []


def test_a_full_disk_is_one_sentence_and_leaves_nothing(folder, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(CannotWrite, match="No space left"):
        keep(folder, io.BytesIO(SOUND), "a.wav")

    assert files(folder) == []


def test_a_file_in_the_folder_s_place_is_one_sentence(folder):
    folder.path.write_text("in the way")

    with pytest.raises(CannotWrite):
        keep(folder, io.BytesIO(SOUND), "a.wav")


COPYING = """
import sys, time
from pathlib import Path
from qualcode.store.recording_files import Folder, keep

class Slow:
    def __init__(self): self.left = 200
    def read(self, length=-1):
        self.left -= 1
        if self.left < 190:
            print("copying", flush=True)
            time.sleep(0.05)
        return sound[:length] if self.left else b""

sound = Path(sys.argv[2]).read_bytes()
keep(Folder(Path(sys.argv[1])), Slow(), "a.wav")
"""


def test_a_copy_that_is_killed_leaves_no_recording_and_is_cleared_away(folder, tmp_path):
    (tmp_path / "a.wav").write_bytes(SOUND)
    command = [sys.executable, "-c", COPYING, str(folder.path), str(tmp_path / "a.wav")]
    copying = subprocess.Popen(command, stdout=subprocess.PIPE)
    for _ in range(3):
        copying.stdout.readline()
    copying.send_signal(signal.SIGKILL)
    copying.wait()
    copying.stdout.close()
    [left] = files(folder)
    assert left.endswith(".unfinished")

    keep(folder, io.BytesIO(SOUND), "a.wav")  # another may be copying this moment: it stays
    assert files(folder) == sorted([left, f"{HASH}.wav"])
    os.utime(folder.path / left, (time.time() - 7200,) * 2)
    keep(folder, io.BytesIO(SOUND), "a.wav")

    assert files(folder) == [f"{HASH}.wav"]


def test_two_who_bring_the_same_at_once_get_the_same(folder):
    kept = []
    both = [Thread(target=lambda: kept.append(keep(folder, io.BytesIO(SOUND), "a.wav"))) for _ in range(8)]

    for each in both:
        each.start()
    for each in both:
        each.join()

    assert set(kept) == {Kept("a.wav", HASH, len(SOUND), "audio/wav")}
    assert len(kept) == 8
    assert files(folder) == [f"{HASH}.wav"]


@pytest.mark.parametrize(
    ("brought", "called"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Aigul\\сұхбат 3.mp3", "сұхбат 3.mp3"),
        ("invoice\u202egpj.mp3", "invoicegpj.mp3"),
        ("a\x00b\nc\x1b[31m.mp3", "abc[31m.mp3"),
        ("\ud800.mp3", ".mp3"),
        ("<script>alert(1)</script>.mp3", "script>.mp3"),
        ("", "?"),
        ("..", ".."),
        ("/", "?"),
        ("x" * 5000 + ".mp3", "x" * 196 + ".mp3"),
    ],
)  # fmt: skip
def test_a_hostile_name_is_only_ever_words(folder, brought, called):
    kept = keep(folder, io.BytesIO(SOUND), brought)

    assert kept.file == called == plain_name(brought)
    assert files(folder) == [f"{HASH}.wav"]


# -- where it lies -----------------------------------------------------------------------------------------


def test_it_lies_beside_the_project_file_or_in_the_projects_folder(project):
    path = folder_in(project).path

    if project.location.path:
        assert path == project.location.path.with_name("study.recordings")
    else:
        assert path == projects_folder() / f"{project.location.schema}.recordings"


@pytest.mark.parametrize(("own", "folders"), [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_who_may_read_the_project_may_read_its_recordings_and_nobody_else(file, own, folders):
    with Project.create(file, coder="Ana") as project:
        file.chmod(own)

        attached(project)
        path = found(folder_in(project), project_recording(project))

    assert stat.S_IMODE(path.stat().st_mode) == own
    assert stat.S_IMODE(path.parent.stat().st_mode) == folders


def test_of_a_project_on_a_server_only_its_user_may_read_them(project):
    recording = attached(project)
    folder = folder_in(project)

    if not project.location.path:
        assert stat.S_IMODE(found(folder, recording).stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def project_recording(project: Project):
    with project.read() as session:
        [source] = [row["id"] for row in session.execute(STATE["source"].select()).mappings()]
        return recording_of(session, source)


# -- finding it again --------------------------------------------------------------------------------------


def test_a_recording_is_there_after_the_project_was_closed(place):
    with Project.create(place, coder="Ana") as project:
        recording = attached(project)

    with Project.open(place) as project:
        assert project_recording(project) == recording
        assert found(folder_in(project), recording).read_bytes() == SOUND
        assert project.check() == []


def test_a_missing_file_is_said_and_nothing_breaks(project):
    recording = attached(project)
    folder = folder_in(project)
    shutil.rmtree(folder.path)

    with pytest.raises(RecordingMissing, match=re.escape(str(folder.path))):
        found(folder, recording)
    [finding] = project.check()
    assert str(finding) == f"the recording “Interview.wav” of “Farmer” is missing from “{folder.path}”"


def test_a_file_of_another_length_is_said_without_reading_it(project):
    recording = attached(project)
    folder = folder_in(project)
    with found(folder, recording).open("ab") as file:
        file.write(b"more")

    with pytest.raises(RecordingChanged):
        found(folder, recording)
    [finding] = project.check()
    assert "is not what was attached" in str(finding)


def test_a_file_with_one_other_byte_is_found_by_the_check(project):
    recording = attached(project)
    folder = folder_in(project)
    with found(folder, recording).open("r+b") as file:
        file.seek(500)
        file.write(b"\x7f\x7e")

    assert found(folder, recording)
    with pytest.raises(RecordingChanged):
        verify(folder, recording)
    [finding] = project.check()
    assert "is not what was attached" in str(finding)


def test_a_link_to_a_file_elsewhere_is_no_recording(project, tmp_path):
    recording = attached(project)
    folder = folder_in(project)
    (tmp_path / "elsewhere.wav").write_bytes(SOUND)
    found(folder, recording).unlink()
    (folder.path / f"{HASH}.wav").symlink_to(tmp_path / "elsewhere.wav")

    with pytest.raises(RecordingMissing):
        found(folder, recording)


@pytest.mark.parametrize(
    "lie",
    [
        {"sha256": "../secret"},
        {"sha256": "/etc/passwd"},
        {"sha256": ""},
        {"sha256": HASH.upper()},
        {"sha256": f"{HASH}\n"},
        {"media_type": "text/html"},
        {"media_type": ""},
    ],
)
def test_a_project_somebody_sent_cannot_name_a_file_elsewhere(project, tmp_path, lie):
    recording = attached(project)
    (tmp_path / "secret.wav").write_bytes(b"x" * len(SOUND))

    with pytest.raises(RecordingMissing):
        found(folder_in(project), replace(recording, **lie))
