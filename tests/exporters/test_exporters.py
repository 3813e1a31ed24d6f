"""Choosing a format, and writing a file whole or not at all."""

import os
import tracemalloc
from importlib.metadata import EntryPoint

import pytest

from qualcode import exporters
from qualcode.errors import CannotWrite
from qualcode.exporters import (
    EXPORTERS,
    Exporter,
    FolderMissing,
    UnknownSuffix,
    export,
    exporter_for,
    file_name,
    told,
)
from qualcode.model import Selection

SUFFIXES = [exporter.suffix for exporter in EXPORTERS]


@pytest.fixture
def plug_in(monkeypatch):
    """Makes `tex` an exporter that another package brings."""
    entry = EntryPoint("tex", f"{__name__}:TEX", "qualcode.exporters")
    monkeypatch.setattr(exporters, "entry_points", lambda group: [entry] if group == entry.group else [])
    exporters.exporters.cache_clear()
    yield
    exporters.exporters.cache_clear()


def write_tex(segments, path, about):
    path.write_text("\n".join(segment.quote for segment in segments))
    return 1


TEX = Exporter("tex", "LaTeX", ".tex", write_tex)


def test_the_suffix_chooses_the_format(tmp_path):
    assert exporter_for(tmp_path / "excerpts.docx").name == "docx"
    assert exporter_for(tmp_path / "EXCERPTS.XLSX").name == "xlsx"
    assert exporter_for(tmp_path / "excerpts.2026.csv").name == "csv"


@pytest.mark.parametrize("name", ["excerpts", "excerpts.odt", ".csv", "excerpts.csv.bak"])
def test_an_unknown_suffix_is_refused_with_those_that_are_known(name, tmp_path):
    with pytest.raises(UnknownSuffix) as refused:
        exporter_for(tmp_path / name)

    assert f"“{name}”" in str(refused.value)
    assert all(suffix in str(refused.value) for suffix in SUFFIXES)


def test_a_plug_in_adds_a_format(plug_in, segment, about, tmp_path):
    out = tmp_path / "excerpts.tex"

    export([segment], out, about)

    assert out.read_text() == segment.quote


def test_a_plug_in_s_suffix_is_named_among_the_known(plug_in, tmp_path):
    with pytest.raises(UnknownSuffix, match=r"\.docx, \.xlsx, \.csv, \.tex"):
        exporter_for(tmp_path / "excerpts.odt")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_says_how_many_excerpts_it_wrote(suffix, segment, about, tmp_path):
    assert export(iter([segment] * 3), tmp_path / f"out{suffix}", about) == 3
    assert export(iter([]), tmp_path / f"none{suffix}", about) == 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_when_reading_fails_midway_the_old_file_stays_and_nothing_is_left_beside_it(
    suffix, segment, about, tmp_path
):
    out = tmp_path / f"out{suffix}"
    out.write_bytes(b"last week's export")

    def failing():
        yield from [segment] * 500
        raise RuntimeError("the project went away")

    with pytest.raises(RuntimeError, match="went away"):
        export(failing(), out, about)

    assert out.read_bytes() == b"last week's export"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_replaces_the_last_one_and_leaves_nothing_beside_it(suffix, segment, about, tmp_path):
    out = tmp_path / f"out{suffix}"
    out.write_bytes(b"last week's export")

    export([segment], out, about)

    assert out.read_bytes() != b"last week's export"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_that_is_not_there_is_one_sentence(suffix, segment, about, tmp_path):
    out = tmp_path / "nowhere" / f"out{suffix}"

    with pytest.raises(FolderMissing) as refused:
        export([segment], out, about)

    assert f"there is no folder “{tmp_path / 'nowhere'}”" in str(refused.value)


def test_a_folder_in_the_place_of_the_file_stays(segment, about, tmp_path):
    out = tmp_path / "out.csv"
    out.mkdir()

    with pytest.raises(CannotWrite):
        export([segment], out, about)

    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("selection", "line"),
    [
        (Selection(), "everything; interviewers’ words left out"),
        (Selection(interviewer=True), "everything; interviewers’ words included"),
        (
            Selection(groups=frozenset({"villager"}), codes=frozenset({"Fear"}), interviewer=True),
            "villager; Fear; interviewers’ words included",
        ),
        (
            Selection(attributes=frozenset({("village", "Korday"), ("village", "Masanchi"), ("age", "45")})),
            "age = 45; village = Korday, Masanchi; interviewers’ words left out",
        ),
        (
            Selection(codebook_versions=frozenset({"0", "Pilot"})),
            "coded under codebook version before the first, “Pilot”; interviewers’ words left out",
        ),
    ],
)
def test_a_selection_always_says_whether_interviewers_words_are_in_it(selection, line):
    assert told(selection) == line


@pytest.fixture
def full_disk():
    """Stops every file at 4,000 bytes, midway through an export of 20,000 rows."""
    resource = pytest.importorskip("resource", reason="only Unix can limit a file's size")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(suffix, segment, about, tmp_path, full_disk):
    several = (segment._replace(quote=f"{number:x}" * 9, start=number) for number in range(20_000))

    with pytest.raises(CannotWrite, match="File too large"):
        export(several, tmp_path / f"out{suffix}", about)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_excerpts_give_the_same_file(suffix, segment, about, tmp_path):
    first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"

    export([segment], first, about)
    export([segment], second, about)

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_while_it_is_written_nobody_else_can_read_it(segment, about, tmp_path):
    seen = []

    def watching():
        seen.extend(path.stat().st_mode & 0o077 for path in tmp_path.iterdir())
        yield segment

    export(watching(), tmp_path / "out.csv", about)

    assert seen == [0]


def test_a_file_name_is_one_every_system_allows(about):
    [docx] = [exporter for exporter in EXPORTERS if exporter.name == "docx"]

    def named(project):
        return file_name(about.__class__(project, "", "2026-03-01"), docx)

    assert named("Two villages") == "Two villages excerpts 2026-03-01.docx"
    assert named("Екі ауыл: 2020/21?") == "Екі ауыл 2020 21 excerpts 2026-03-01.docx"
    assert named("../../etc/passwd\n") == "etc passwd excerpts 2026-03-01.docx"
    assert named("CON") == "CON excerpts 2026-03-01.docx"
    assert named("") == "excerpts 2026-03-01.docx"
    assert len(named("ұ" * 500).encode()) < 255


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_memory_does_not_grow_with_a_table_s_length(suffix, segment, about, tmp_path):
    def peak(count):
        several = (segment._replace(quote=f"{number} " * 40, start=number) for number in range(count))
        tracemalloc.start()
        export(several, tmp_path / f"out{suffix}", about)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)  # imports
    assert peak(10_000) < peak(500) + 1_000_000  # held, they would be 4 MB
