"""A full disk, a file one may only read: one sentence, no damage."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from coders import study_at
from study import added, coded, imported, state

from qualcode.errors import CannotWrite
from qualcode.project import Project


def test_when_files_may_not_grow_coding_stops_with_a_sentence_and_goes_on_with_room(file, coders):
    task = study_at(str(file))

    pid = coders.start(do="run full", length=40, **task)
    [told] = coders.ended(pid)

    assert told["refusal"].startswith(f"CannotWrite: “{file}” cannot be written (")
    assert told["acknowledged"] > 0
    assert told["kept"]
    assert told["found"] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.usefixtures("small_disk")
@pytest.mark.parametrize("driver", ["sqlcipher3", "sqlite3"])
def test_on_a_full_disk_coding_stops_with_a_sentence_and_goes_on_with_room(small_disk, driver, request):
    if driver == "sqlite3":
        request.getfixturevalue("python_sqlite")
    with Project.create(small_disk / "study.qualcode", coder="Ana") as project:
        source, fear = imported(project), added(project)
        project.backup()
        filler = small_disk / "filler"
        filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 60_000))
        with pytest.raises(CannotWrite, match="cannot be written"):
            for start in range(150):
                coded(project, source, (start, start + 5), fear)
        before = state(project)
        assert project.check() == []

        with pytest.raises(CannotWrite):
            project.backup()
        filler.unlink()

        coded(project, source, (0, 100), fear)
        assert len(state(project)) == len(before) + 1
        assert project.check() == []
        assert len(project.backups()) == 1


def test_a_project_is_not_half_made_on_a_full_disk(small_disk):
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 30_000))

    with pytest.raises(CannotWrite):
        Project.create(small_disk / "study.qualcode", coder="Ana")

    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.fixture
def readable() -> Iterator[Path]:
    """A folder others may look into, but not write to."""
    folder = Path(tempfile.mkdtemp(prefix="qualcode-readable-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder_too", [True, False])
def test_a_file_one_may_only_read_is_refused_with_a_sentence_and_stays_as_it_is(readable, coders, folder_too):
    file = readable / "study.qualcode"
    task = study_at(str(file))
    with Project.open(file) as project:
        before = state(project)
    file.chmod(0o444)
    readable.chmod(0o555 if folder_too else 0o777)

    pid = coders.start(do="only read", **task)
    [told] = coders.ended(pid)

    assert told.get("refusal", str(told)).startswith(f"CannotWrite: “{file}” cannot be written (")
    readable.chmod(0o755)
    file.chmod(0o644)
    with Project.open(file) as project:
        assert state(project) == before
        assert project.check() == []
