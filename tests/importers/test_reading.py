"""What is read of folders and zip files, what is passed over, and what is never opened."""

import io
import os
import threading
import time
import zipfile
from pathlib import Path

import pytest

from qualcode.importers import PassedOver, Sound, read_files, read_transcript, reading
from qualcode.importers.problems import NotAFile, UnsafePart
from qualcode.model import Transcript

INTERVIEW = "Сұхбат алушы: Ауылда тыныш па?\nЖауап беруші: Иә, тыныш.\n"


def laid(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(INTERVIEW, "utf-8")
    return folder


def zipped(path: Path, *names: str) -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, INTERVIEW)
    path.write_bytes(held.getvalue())
    return path


def kinds(paths: list[Path], root: Path) -> dict[str, type]:
    return {path.relative_to(root).as_posix(): type(what) for path, what in read_files(paths)}


def folders(paths: list[Path]) -> dict[str, str]:
    found = [each.what for each in read_files(paths)]
    return {each.file: each.folder for each in found if isinstance(each, Transcript)}


# -- where a file lay ----------------------------------------------------------------------------------


def test_a_file_knows_the_folders_it_lay_in(tmp_path, monkeypatch):
    laid(tmp_path / "field", "one.txt", "Korday/two.txt")
    zipped(tmp_path / "field" / "day 1.zip", "three.txt", "Korday/four.txt")
    monkeypatch.chdir(tmp_path)
    expected = {
        "one.txt": "field", "two.txt": "field/Korday", "three.txt": "field/day 1", "four.txt": "field/day 1/Korday",
    }  # fmt: skip

    assert folders([Path("field")]) == expected
    monkeypatch.chdir(tmp_path / "field")
    assert folders([Path()]) == expected
    assert folders([Path("one.txt"), Path("Korday/two.txt")]) == {"one.txt": "", "two.txt": "Korday"}


def test_names_that_mean_one_place_in_a_zip_are_refused(tmp_path):
    [found] = read_files([zipped(tmp_path / "a.zip", "a/1.txt", "a\\1.txt")])

    assert isinstance(found.what, UnsafePart)


# -- what is passed over -------------------------------------------------------------------------------


def test_only_what_says_read_me_is_left_out_in_silence(tmp_path):
    names = ["README.md", "readme.txt", "readme_anna.txt", "settings.json", "book.yaml", "a.txt"]
    there = laid(tmp_path / "there", *names)
    expected = {
        "a.txt": Transcript, "book.yaml": PassedOver, "readme_anna.txt": Transcript, "settings.json": PassedOver,
    }  # fmt: skip

    assert kinds([there], there) == expected
    bundle = zipped(tmp_path / "b.zip", *names)
    assert kinds([bundle], bundle) == expected


def test_the_project_in_the_folder_is_none_of_its_files(tmp_path):
    laid(tmp_path, "a.txt", "p.qualcode", "p.qualcode-wal", "p.recordings/0123.wav", "p backups/1.qualcode")

    assert kinds([tmp_path], tmp_path) == {"a.txt": Transcript}


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path):
    laid(tmp_path / "elsewhere", "secret.txt", "deep/secret.txt")
    inside = laid(tmp_path / "inside", "a.txt")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "c.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (inside / "d").symlink_to(tmp_path / "elsewhere" / "deep")

    assert kinds([inside], inside) == {"a.txt": Transcript, "b.txt": Transcript, "c.txt": PassedOver}


def test_a_link_somebody_names_is_a_file(tmp_path):
    laid(tmp_path, "elsewhere/a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")

    assert kinds([tmp_path / "b.txt"], tmp_path) == {"b.txt": Transcript}


# -- what would never end ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.mp3", "a.zip", "a"])
def test_a_pipe_is_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    began = time.monotonic()

    [found] = read_files([tmp_path / name])

    assert isinstance(found.what, NotAFile)
    assert time.monotonic() - began < 5


def test_a_device_is_not_read():
    [found] = read_files([Path("/dev/zero")])

    assert isinstance(found.what, NotAFile)


# -- recordings and zip files --------------------------------------------------------------------------


def test_recordings_in_a_zip_are_handed_on(tmp_path):
    bundle = zipped(tmp_path / "day.zip", "Korday/1.txt", "Korday/1.mp3")

    sound, text = (each.what for each in read_files([bundle]))

    assert isinstance(sound, Sound)
    assert sound.data is not None
    assert sound.data() == INTERVIEW.encode()
    assert isinstance(text, Transcript)
    assert sound.folder == text.folder


def test_zip_files_are_opened_when_their_turn_comes(tmp_path):
    for number in range(30):
        zipped(tmp_path / f"{number:02}.zip", "1.txt", "2.txt")
    told: list[tuple[int, int]] = []

    found = read_files([tmp_path], lambda done, all_, _: told.append((done, all_)))

    assert [type(each.what) for each in found] == [Transcript] * 60
    assert [done for done, _ in told] == list(range(60))
    assert told[0][1] < 60
    assert [all_ for _, all_ in told] == sorted(all_ for _, all_ in told)
    assert told[-1] == (59, 60)


# -- the sandbox that stays ----------------------------------------------------------------------------


def test_a_sandbox_does_not_end_while_it_reads(monkeypatch):
    monkeypatch.setattr(reading, "_IDLE", 0.01)
    slow = ("I: бір екі үш\nR: төрт бес алты\n" * 20_000).encode()

    found = [read_transcript("a.txt", slow) for _ in range(3)]

    assert [len(each.turns) for each in found] == [40_000] * 3


def test_reading_from_several_threads_leaves_one_sandbox_which_ends_when_idle(monkeypatch):
    monkeypatch.setattr(reading, "_IDLE", 0.2)
    texts: list[str] = []

    def read() -> None:
        texts.append(read_transcript("a.txt", INTERVIEW.encode()).text)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(texts) == 4
    assert len(reading._kept) <= 1
    time.sleep(1)
    assert not reading._kept
