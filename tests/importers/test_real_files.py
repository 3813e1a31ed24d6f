"""Files of other people: real transcripts with their speakers counted by hand, and hostile ones."""

import json
import time
from pathlib import Path

import pytest

from qualcode.importers import CannotRead, match, read_face_sheet, read_transcript
from qualcode.importers.transcripts import SUFFIXES
from qualcode.model import Transcript

pytestmark = pytest.mark.shared

# all but one whose last words were counted with the page’s number: see docs/reading.md
COUNTED = [
    "sheffield_Kelly.docx", "sheffield_Lisa_speaker_on_own_line.docx", "vostok1_ru.txt", "gemini3_TEC.txt",
    "changelog_backstage1.md", "ladybug_01_bold_timestamp.md", "ladybug_60_otter.md",
    "bitcoin_making_private_whisper.md", "teams_chat.docx", "chair_interview1.txt",
    "qualcoder_transcript.txt",
    "kremlin_council_interethnic_ru.txt", "ohd_interview_de.vtt",
]  # fmt: skip


def read(path: Path) -> Transcript:
    return read_transcript(path.name, path.read_bytes())


def text_or_sentence(path: Path) -> str:
    try:
        if path.suffix in {".csv", ".xlsx"}:
            return str(read_face_sheet(path.name, path.read_bytes()).rows)
        return read(path).text
    except CannotRead as problem:
        return str(problem)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("file", COUNTED)
def test_speakers_and_turns_are_those_counted_by_hand(cases, file):
    counted = json.loads((cases / "transcripts" / "expected_speakers.json").read_text("utf-8"))
    expected = counted[f"transcripts/{file}"]

    found = read(cases / "transcripts" / file)

    spoken = [turn for turn in found.turns if turn.speaker]
    assert {speaker.label for speaker in found.speakers} == {label for label, _ in expected["speakers"]}
    assert len(found.speakers) == expected["speakers_total"]
    assert len(spoken) == expected["turns_after_merging_neighbours"]
    for turn, (label, said) in ((spoken[0], expected["first"]), (spoken[-1], expected["last"])):
        text = words(found.text[turn.start : turn.end])
        assert turn.speaker == label
        assert text.startswith(words(said)) or text.endswith(words(said))


@pytest.mark.parametrize(
    ("file", "roles"),
    [
        ("sheffield_Kelly.docx", {"Researcher 1": "interviewer", "Kelly": "respondent"}),
        ("chair_interview1.txt", {"Interviewer": "interviewer", "Interviewee": "respondent"}),
        ("code_review_P5R1.txt", {"I": "interviewer", "P5": "respondent"}),
    ],
)
def test_who_interviews_is_known(cases, file, roles):
    found = read(cases / "transcripts" / file)

    assert {speaker.label: speaker.role for speaker in found.speakers} == roles


def test_an_unknown_speaker_is_neither_interviewer_nor_respondent(cases):
    found = read(cases / "transcripts" / "ladybug_60_otter.md")

    assert {s.label for s in found.speakers if s.role == "other"} == {"Unknown Speaker"}
    assert all(turn.time is not None for turn in found.turns)


@pytest.mark.parametrize(
    "file", ["sheffield_README.docx", "bbc_thefacebook_punctuated.txt", "qualcoder_ID1.docx"]
)
def test_what_is_no_conversation_is_not_split(cases, file):
    found = read(cases / "transcripts" / file)

    assert found.speakers == ()
    assert found.layout == "no speakers"
    assert len(found.turns) == found.text.count("\n") + 1


def test_headings_of_observation_notes_are_nobodys(cases):
    found = read(cases / "transcripts" / "code_review_P5R1.txt")

    nobody = {found.text[turn.start : turn.end] for turn in found.turns if not turn.speaker}
    assert {"CONTEXT", "TRANSCRIPT", "GENERAL STRATEGY", "INTERVIEW"} < nobody


def test_running_texts_and_laws_have_no_speakers_and_their_language(cases):
    for path in sorted((cases / "policy").glob("*.txt")):
        found = read(path)

        assert found.speakers == (), path.name
        assert found.language == (path.stem[-2:] if path.stem[-2:] in {"en", "ru", "kk"} else "kk"), path.name


def test_a_real_face_sheet_finds_its_respondents(cases):
    folder = cases / "transcripts"
    sheet = read_face_sheet("facesheet.xlsx", (folder / "sheffield_facesheet.xlsx").read_bytes())

    [kelly, lisa], report = match(sheet, [read(path) for path in sorted(folder.glob("sheffield_[KL]*.docx"))])

    assert kelly.date == "2023-03-29"
    assert kelly.values["Kelly"]["AgeGroup"] == "21-30"
    assert lisa.values["Lisa"]["Region"] == "France"
    assert len(report.rows) == len(sheet.rows) - 2


def test_hostile_files_end_in_a_text_or_one_sentence(cases):
    for path in sorted((cases / "hostile").rglob("*")):
        if not path.name.endswith((*SUFFIXES, ".csv", ".xlsx")):
            continue
        begin = time.perf_counter()
        found = text_or_sentence(path)
        assert not set("\r\0\ufeff\u202e\ud800") & set(found), path.name
        assert time.perf_counter() - begin < 15, path.name


@pytest.mark.parametrize(
    "name",
    ["kz1048_nobom", "ptcp154_nobom", "utf-16-le_nobom", "utf-16-be_nobom", "utf16le_bom", "utf8_bom_crlf"],
)
def test_kazakh_letters_survive_every_encoding(cases, name):
    original = read(cases / "policy" / "kk_akorda_sentences.txt").text

    found = read(cases / "hostile" / "generated" / f"enc_kk_{name}.txt").text

    assert found == original[: len(found)]
    assert len(found) > 3_900


@pytest.mark.parametrize("name", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
def test_russian_survives_every_encoding(cases, name):
    original = read(cases / "policy" / "adilet_P1100000575_science_funding_ru.txt").text
    found = read(cases / "hostile" / "generated" / f"enc_ru_{name}_nobom.txt").text

    lost = sum(a != b for a, b in zip(original, found, strict=False))
    assert lost < 10  # signs the encoding does not have


def test_files_that_must_be_read_well_although_they_are_awkward(cases):
    folder = cases / "hostile" / "generated"

    assert [s.turns for s in read(folder / "docx_table_transcript.docx").speakers] == [2, 1]
    assert len(read(folder / "docx_tabs_breaks.docx").speakers) == 2
    assert read(folder / "docx_tracked_changes.docx").text == "kept inserted end"
    assert len(read(folder / "enc_only_cr.txt").turns) == 3
    assert [s.label for s in read(folder / "200k_lines.txt").speakers] == ["I", "R"]
    assert len(read(folder / "one_line_3MB.txt").turns) == 1
