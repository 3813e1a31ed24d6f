"""Strangers' files are read in processes that can neither grow, nor last, nor reach anything."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from qualcode.importers import CannotRead, FaceSheet, read_files, read_transcript
from qualcode.importers.carried import packed, unpacked
from qualcode.importers.problems import BundleInside, EmptyFile, SwollenPart, TookTooLong, Unreadable
from qualcode.importers.sandbox import Sandbox, seconds_for
from qualcode.importers.transcripts import understood
from qualcode.importers.worker import Job
from qualcode.model import Transcript

INTERVIEW = "Сұхбат алушы: Ауылда тыныш па?\nЖауап беруші: Иә, тыныш.\n"
INSIDE = "import sys; sys.path.insert(0, {root!r}); from qualcode.importers.worker import _limit; _limit({seconds})"
ROOT = str(Path(__file__).parents[2])


def inside(code: str, seconds: int = 5) -> subprocess.CompletedProcess[str]:
    """Run code under the limits of a reader."""
    start = INSIDE.format(root=ROOT, seconds=seconds) + "\n"
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", start + code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_what_comes_out_of_the_sandbox_is_what_would_be_understood_outside():
    data = INTERVIEW.encode("kz1048")

    found = read_transcript("a.txt", data)

    assert found == understood("a.txt", data)
    assert [warning.template for warning in found.warnings] == [
        warning.template for warning in understood("a.txt", data).warnings
    ]


@pytest.mark.parametrize(
    "code",
    [
        "open({path!r}, 'w')",
        "import os; os.open({path!r}, os.O_WRONLY | os.O_CREAT)",
        "open('/etc/passwd')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.remove({path!r})",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_a_reader_can_reach_nothing(code, tmp_path):
    path = tmp_path / "left-behind.txt"

    done = inside(code.format(path=str(path)))

    assert done.returncode == 1
    assert "PermissionError" in done.stderr
    assert not path.exists()


def test_a_reader_cannot_grow():
    done = inside("x = bytearray(900 << 20)")

    assert "MemoryError" in done.stderr


def test_a_reader_that_sleeps_or_spins_is_ended():
    began = time.monotonic()
    spun = inside("while True: pass", seconds=1)
    slept = inside("import time; time.sleep(50)", seconds=1)

    assert spun.returncode < 0
    assert slept.returncode < 0
    assert time.monotonic() - began < 20


def test_a_file_that_takes_too_long_is_one_sentence_and_the_next_is_read():
    endless = ("I: бір\nR: екі\n" * 340_000).encode()
    jobs = [
        lambda: Job("transcript", "endless.txt", "", "", 1, endless),
        lambda: Job("transcript", "a.txt", "", "", 5, INTERVIEW.encode()),
    ]

    with Sandbox() as sandbox:
        first, second = [each.result() for each in [sandbox.read(job) for job in jobs]]

    assert isinstance(first, TookTooLong)
    assert "1 seconds" in str(first)
    assert isinstance(second, Transcript)


def test_leaving_the_sandbox_gives_up_what_is_being_read():
    endless = ("I: бір\nR: екі\n" * 340_000).encode()
    began = time.monotonic()

    with Sandbox() as sandbox:
        sandbox.read(lambda: Job("transcript", "endless.txt", "", "", 30, endless))
        time.sleep(0.5)

    assert time.monotonic() - began < 5


def test_larger_files_may_take_longer():
    assert seconds_for(1_000) == seconds_for(2_000_000) < seconds_for(25_000_000)


def test_an_answer_that_makes_no_sense_is_not_believed():
    assert unpacked("a.txt", b"".join(packed(EmptyFile("a.txt")))).file == "a.txt"
    assert isinstance(unpacked("a.txt", b'{"problem": "system", "fields": {}}\n'), Unreadable)
    assert isinstance(unpacked("a.txt", b'{"problem": "EmptyFile", "fields": {"x": 1}}\n'), Unreadable)
    with pytest.raises(ValueError, match="nothing"):
        unpacked("a.txt", b'{"nothing": 1}\n')


# -- folders and zip files -----------------------------------------------------------------------------


def test_the_members_of_a_zip_are_read_in_order_and_shadow_files_are_not(tmp_path):
    bundle = tmp_path / "interviews.zip"
    bundle.write_bytes(
        zipped(
            **{
                "Ауыл/V2.txt": INTERVIEW.encode(),
                "Ауыл/V1.txt": INTERVIEW.encode("utf-16"),
                "__MACOSX/._V1.txt": b"\0\0",
                "Ауыл/.hidden.txt": b"x",
                "inner.zip": zipped(**{"a.txt": b"x"}),
                "empty.txt": b"",
            }
        )
    )

    found = read_files([bundle])

    assert [str(each.path.relative_to(bundle)) for each in found] == [
        "empty.txt", "inner.zip", "Ауыл/V1.txt", "Ауыл/V2.txt",
    ]  # fmt: skip
    assert [type(each.what) for each in found] == [EmptyFile, BundleInside, Transcript, Transcript]


def test_names_from_an_old_windows_archive_are_readable(tmp_path):
    bundle = tmp_path / "old.zip"
    data = zipped(**{"XXXXXXXX.txt": INTERVIEW.encode()})
    bundle.write_bytes(data.replace(b"XXXXXXXX", "Интервью".encode("cp866")))

    [found] = read_files([bundle])

    assert found.path.name == "Интервью.txt"
    assert isinstance(found.what, Transcript)


def test_a_zip_with_a_bomb_in_it_is_refused_whole(tmp_path):
    bundle = tmp_path / "bomb.zip"
    bundle.write_bytes(zipped(**{"a.txt": INTERVIEW.encode(), "bomb.txt": bytes(101_000_000)}))

    [found] = read_files([bundle])

    assert isinstance(found.what, SwollenPart | CannotRead)


def test_a_zip_whose_names_lead_elsewhere_is_refused_and_nothing_is_written(tmp_path):
    bundle = tmp_path / "slip.zip"
    bundle.write_bytes(zipped(**{"../../evil.txt": b"I: x\nR: y\n"}))

    [found] = read_files([bundle])

    assert isinstance(found.what, CannotRead)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["slip.zip"]


def test_progress_may_stop_the_reading(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(INTERVIEW)

    def stop(done: int, _of: int, _name: str) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_files([tmp_path], stop)


def test_a_face_sheet_among_the_files_is_recognised(tmp_path):
    (tmp_path / "sheet.csv").write_text("file,case,region\nV1,Айгүл,Қордай\nV2,Серік,Меркі\n")
    (tmp_path / "V1.txt").write_text(INTERVIEW)

    found = {each.path.name: each.what for each in read_files([tmp_path])}

    assert isinstance(found["sheet.csv"], FaceSheet)
    assert isinstance(found["V1.txt"], Transcript)
