"""Files made to break readers: each ends in a text or in one sentence, in time, and reaches nothing."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.importers import CannotRead, FaceSheet, Found, read_files
from qualcode.importers.problems import TookTooLong, TookTooMuch, Unreadable
from qualcode.importers.reading import BUNDLE, pieces_of, read_pieces
from qualcode.importers.sandbox import Sandbox
from qualcode.importers.transcripts import SUFFIXES
from qualcode.model import Transcript

pytestmark = pytest.mark.shared

LONGEST = 20
"""Seconds for one file."""


def said(found: Found) -> str:
    """The text, or the sentence."""
    what = found.what
    if isinstance(what, Transcript):
        return what.text
    return str(what) if isinstance(what, CannotRead) else str(what.rows)


def turns(found: Found) -> list[tuple[str, str]]:
    assert isinstance(found.what, Transcript), said(found)
    text = found.what.text
    return [(turn.speaker, text[turn.start : turn.end]) for turn in found.what.turns]


def warnings(found: Found) -> str:
    assert isinstance(found.what, Transcript), said(found)
    return " ".join(found.what.warnings)


def is_refused(found: Found) -> bool:
    return isinstance(found.what, CannotRead)


def has(*words: str) -> Callable[[Found], bool]:
    return lambda found: all(word in said(found) for word in words)


def says(*spoken: tuple[str, str]) -> Callable[[Found], bool]:
    return lambda found: turns(found) == list(spoken)


def warns(word: str) -> Callable[[Found], bool]:
    return lambda found: word in warnings(found)


KAZAKH = "әғқңөұүі"
REACTIONS: dict[str, Callable[[Found], bool]] = {
    "enc_kk_kz1048_nobom.txt": has(*KAZAKH),
    "enc_kk_ptcp154_nobom.txt": has(*KAZAKH),
    "enc_kk_utf-16-le_nobom.txt": has(*KAZAKH),
    "enc_kk_utf-16-be_nobom.txt": has(*KAZAKH),
    "enc_ru_utf-7_nobom.txt": has("Правил"),
    "enc_kk_utf8_bom_crlf.txt": lambda found: (
        not {"\ufeff", "\r"} & set(said(found)) and "\n\n" not in said(found)
    ),
    "enc_ru_cp1251_as_kk_wrong.txt": warns("Question marks"),
    "enc_nul_bytes.txt": lambda found: len(turns(found)) == 2 and "NUL" in warnings(found),
    "enc_only_cr.txt": lambda found: len(turns(found)) == 3,
    "enc_mixed_newlines.txt": lambda found: [words for _, words in turns(found)] == list("abcdefghi"),
    "enc_bidi_controls.txt": lambda found: "\u202e" not in said(found) and "direction" in warnings(found),
    "enc_lone_surrogate.txt": has("cesu"),
    "enc_control_chars.txt": lambda found: "\x1b" not in said(found) and "Control" in warnings(found),
    "empty.txt": is_refused,
    "only_bom.txt": is_refused,
    "200k_lines.txt": lambda found: (
        [(who, said) for who, said in turns(found)[:2]] == [("I", "a"), ("R", "b")]
    ),
    "docx_xxe_file.docx": is_refused,
    "docx_xxe_http.docx": is_refused,
    "docx_billion_laughs.docx": is_refused,
    "docx_no_document.docx": is_refused,
    "docx_not_zip.docx": is_refused,
    "docx_truncated.docx": is_refused,
    "docx_is_html.docx": has("hi"),
    "docx_is_rtf.docx": has("Привет"),
    "docx_big_inflate.docx": is_refused,
    "docx_tracked_changes.docx": has("kept inserted end"),
    "docx_table_transcript.docx": lambda found: len(turns(found)) == 3,
    "docx_tabs_breaks.docx": lambda found: len(turns(found)) == 2,
    "odt_xxe.odt": is_refused,
    "odt_spaces_tabs.odt": lambda found: "a   b" in said(found) and "cnote" not in said(found),
    "rtf_cp1251.rtf": says(("Интервьюер", "Здравствуйте"), ("Респондент", "Сәлем, қалыңыз қалай?")),
    "html_script.html": lambda found: "alert" not in said(found) and "да" in said(found),
    "html_meta_lies.html": has("Привет"),
    "srt_crlf_bom_ru.srt": lambda found: {who for who, _ in turns(found)} == {"Айгерим", "Борис"},
    "srt_koi8r.srt": has("Привет"),
    "srt_times_overlap_backwards.srt": has("back", "long"),
    "vtt_styles_notes.vtt": lambda found: "comment" not in said(found) and "<no tag> & text" in said(found),
    "vtt_no_header.vtt": lambda found: "hi" in said(found) and bool(warnings(found)),
    "pdf_empty.pdf": is_refused,
    "pdf_js.pdf": is_refused,
    "имя файла с пробелами и ұғқ.txt": lambda found: found.what.name == "имя файла с пробелами и ұғқ",
    "..%2f..%2fetc%2fpasswd.txt": has("x"),
    "con.txt": has("x"),
}


def importable(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.name.endswith((*SUFFIXES, BUNDLE))]


@pytest.fixture(scope="module")
def reactions(cases) -> dict[str, Found]:
    """Every hostile file by name; each read by itself, so that its time can be taken."""
    found: dict[str, Found] = {}
    with Sandbox() as sandbox:
        for path in [*importable(cases / "hostile"), *importable(cases / "hostile" / "generated")]:
            began = time.monotonic()
            [found[path.name]] = read_pieces(sandbox, pieces_of([path]))
            assert time.monotonic() - began < LONGEST, path.name
    return found


def test_every_hostile_file_is_a_text_or_one_sentence(reactions):
    for name, found in reactions.items():
        sentence = said(found)
        assert isinstance(found.what, Transcript | FaceSheet | CannotRead)
        assert not set("\r\0\ufeff\u202e\ud800") & set(sentence), name
        if is_refused(found):
            assert "\n" not in sentence, name
            assert name in sentence
            assert not isinstance(found.what, Unreadable), name


def test_nothing_is_given_up_by_time_or_memory_but_what_must_be(reactions):
    given_up = {
        name for name, found in reactions.items() if isinstance(found.what, TookTooLong | TookTooMuch)
    }

    assert given_up <= {"pdf_flate_bomb.pdf"}


def test_no_other_file_is_read(reactions):
    assert not [name for name, found in reactions.items() if "root:" in said(found)]


@pytest.mark.parametrize("name", REACTIONS)
def test_the_reaction_is_the_one_a_sound_importer_has(reactions, name):
    assert REACTIONS[name](reactions[name]), (said(reactions[name])[:300], reactions[name].what)


def test_the_manifest_names_no_file_of_ours_that_is_not_read(cases, reactions):
    manifest = json.loads((cases / "hostile" / "generated" / "manifest.json").read_text("utf-8"))

    assert {name for name in manifest if name.endswith(SUFFIXES)} <= set(reactions)


@pytest.mark.slow
def test_the_largest_bombs_the_generator_makes_are_refused_in_time(cases, tmp_path):
    texts = [
        cases / "policy" / "kk_akorda_sentences.txt",
        cases / "policy" / "adilet_P1100000575_science_funding_ru.txt",
    ]
    make = [
        sys.executable,
        str(cases / "hostile" / "make_hostile.py"),
        str(tmp_path / "made"),
        *map(str, texts),
        "--big",
    ]
    subprocess.run(make, check=True, capture_output=True)

    for path in importable(tmp_path / "made"):
        began = time.monotonic()
        [found] = read_files([path])
        assert time.monotonic() - began < LONGEST, path.name
        assert isinstance(found.what, Transcript | FaceSheet | CannotRead)
    assert {path.name for path in tmp_path.iterdir()} == {"made"}
