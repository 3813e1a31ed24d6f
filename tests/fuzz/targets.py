"""What is fuzzed: each reader, with files to begin from; and one run of one of them.

Zip formats are fuzzed twice: as bytes, and by the XML inside a sound zip, which bytes alone rarely reach.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parents[3] / "shared" / "cases"
SAMPLES = Path(__file__).parents[2] / "transcripts_sample"
CODEBOOKS = Path(__file__).parents[2] / "codebooks"
SHEET = "Тема;Код;Определение;Цвет\nСтрах;;x;#d55e00\n;Бегство;y;red\n1.1;- a/b;;\n".encode("cp1251")
LONGEST = 65_536
"""Bytes of one input."""


class Target(NamedTuple):
    name: str
    suffix: str
    wrap: Callable[[bytes], bytes]
    """From what is mutated to the file."""
    seeds: Callable[[], list[bytes]]


def _as_it_is(data: bytes) -> bytes:
    return data


def _files(*suffixes: str) -> Callable[[], list[bytes]]:
    """Small files of that kind, ours and other people's."""

    def found() -> list[bytes]:
        folders = [SAMPLES, CASES / "transcripts", CASES / "hostile", CASES / "hostile" / "generated"]
        paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
        return [
            path.read_bytes()
            for path in paths
            if path.suffix in suffixes and path.is_file() and path.stat().st_size < LONGEST
        ]

    return found


def _codebooks(suffix: str) -> Callable[[], list[bytes]]:
    """Other people's, and the small supplied one as we write it."""

    def found() -> list[bytes]:
        from qualcode.codebook import read_codebook
        from qualcode.exporters.codebook_files import CODEBOOK_EXPORTERS, Printing, codebook_bytes

        book, _problems = read_codebook((CODEBOOKS / "starter.yaml").read_text("utf-8"))
        written = [
            codebook_bytes(book, each, Printing("2026-03-01"))
            for each in CODEBOOK_EXPORTERS
            if each.suffix == suffix and book is not None
        ]
        others = [path.read_bytes() for path in sorted(CASES.rglob(f"*{suffix}")) if suffix == ".qdc"]
        return [*written, *others, *([SHEET] if suffix == ".csv" else [])]

    return found


def _inside(suffix: str, part: str) -> tuple[Callable[[bytes], bytes], Callable[[], list[bytes]]]:
    """A file made of the first sound one, with one part changed; and that part of all of them."""

    def parts() -> list[bytes]:
        return [inner for data in _files(suffix)() if (inner := _part(data, part)) and len(inner) < LONGEST]

    whole = next((data for data in _files(suffix)() if _part(data, part)), b"")

    def wrap(data: bytes) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(held, "w") as new:
            for each in old.infolist():
                new.writestr(each.filename, data if each.filename == part else old.read(each))
        return held.getvalue()

    return wrap, parts


def _part(data: bytes, part: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(part)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        return b""


TARGETS = (
    Target("text", ".txt", _as_it_is, _files(".txt")),
    Target("markdown", ".md", _as_it_is, _files(".md")),
    Target("word", ".docx", _as_it_is, _files(".docx")),
    Target("word, inside", ".docx", *_inside(".docx", "word/document.xml")),
    Target("odt", ".odt", _as_it_is, _files(".odt")),
    Target("odt, inside", ".odt", *_inside(".odt", "content.xml")),
    Target("rtf", ".rtf", _as_it_is, _files(".rtf")),
    Target("pdf", ".pdf", _as_it_is, _files(".pdf")),
    Target("html", ".html", _as_it_is, _files(".html", ".htm")),
    Target("srt", ".srt", _as_it_is, _files(".srt")),
    Target("vtt", ".vtt", _as_it_is, _files(".vtt")),
    Target("elan", ".eaf", _as_it_is, lambda: [ELAN]),
    Target("chat", ".cha", _as_it_is, lambda: [CHAT]),
    Target("csv", ".csv", _as_it_is, _files(".csv")),
    Target("xlsx", ".xlsx", _as_it_is, _files(".xlsx")),
    Target("xlsx, inside", ".xlsx", *_inside(".xlsx", "xl/worksheets/sheet1.xml")),
    Target("face sheet", ".csv", _as_it_is, _files(".csv")),
    Target("zip", ".zip", _as_it_is, _files(".docx", ".odt")),
    Target("codebook, qdc", ".qdc", _as_it_is, _codebooks(".qdc")),
    Target("codebook, sheet", ".csv", _as_it_is, _codebooks(".csv")),
    Target("codebook, yaml", ".yaml", _as_it_is, _codebooks(".yaml")),
)

ELAN = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT VERSION="3.0"><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="900"/></TIME_ORDER>
<TIER LINGUISTIC_TYPE_REF="t" PARTICIPANT="Айгүл" TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1"
TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>Тыныш.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
</ANNOTATION></TIER><TIER LINGUISTIC_TYPE_REF="g" PARENT_REF="A" TIER_ID="G"><ANNOTATION><REF_ANNOTATION
ANNOTATION_ID="a2" ANNOTATION_REF="a1"><ANNOTATION_VALUE>quiet</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="t" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>""".encode()
CHAT = (
    "@UTF8\n@Begin\n@Languages:\tkaz\n@Participants:\tINV Investigator, AIG Aigul Adult\n"
    "@ID:\tkaz|x|INV|||||Investigator|||\n*INV:\tне болды ? \x150_900\x15\n%mor:\tpro|x\n*AIG:\tтыныш <болды> [/] болды .\n"
    "\tжалғасы .\n@End\n"
).encode()


def run(target: Target, data: bytes) -> None:
    """Read one input; only a `CannotRead` may come out."""
    from qualcode.importers import CannotRead, codebook_files
    from qualcode.importers.bundle import read_bundle
    from qualcode.importers.carried import packed, unpacked
    from qualcode.importers.facesheet import read_face_sheet
    from qualcode.importers.transcripts import understood

    readers = {"face sheet": read_face_sheet, "zip": read_bundle}
    read = readers.get(target.name, understood)
    try:
        if target.name.startswith("codebook"):
            found = codebook_files.understood(f"a{target.suffix}", data)
            codebook_files.matched(found)
        else:
            found = read(f"a{target.suffix}", target.wrap(data))
    except CannotRead as problem:
        found = problem
    again = unpacked("a", b"".join(packed(found)))
    assert type(again) is type(found)


def fuzz(target: Target, corpus: Path, minutes: float, seed: int) -> None:
    """Run one target until its time is over; atheris ends the process when something comes out."""
    import atheris

    with atheris.instrument_imports(
        include=["qualcode.importers", "qualcode.refi", "qualcode.codebook", "qualcode.text"]
    ):
        run(target, b"")
    for number, data in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [
        sys.argv[0],
        str(corpus),
        f"-max_total_time={round(minutes * 60)}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        "-timeout=20",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={corpus.parent}/",
        "-print_final_stats=1",
    ]
    atheris.Setup(options, lambda data: run(target, data))
    atheris.Fuzz()
