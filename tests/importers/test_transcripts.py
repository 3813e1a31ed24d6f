import hashlib
import pickle
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.importers import (
    IMPORTERS,
    SUFFIXES,
    CannotRead,
    PassedOver,
    Sound,
    problems,
    read_files,
    read_transcript,
)
from qualcode.importers.problems import (
    EmptyFile,
    Encrypted,
    FileMissing,
    NotOffice,
    NotText,
    NoWords,
    TooLarge,
    TooLong,
    UnknownKind,
)
from qualcode.importers.transcripts import understood
from qualcode.text.notices import Notice
from qualcode.text.turns import NO_SPEAKERS

INTERVIEW = "Айдарлы, 2021\n\nСұхбат алушы: Ауылда су бар ма?\nЖауап беруші: Су жоқ, бәрі біледі.\n"


def test_a_text_becomes_a_transcript():
    data = INTERVIEW.encode()

    found = read_transcript("folder/V1 Айдарлы.txt", data)

    assert (found.name, found.file) == ("V1 Айдарлы", "V1 Айдарлы.txt")
    assert found.fingerprint == hashlib.sha256(data).hexdigest()
    assert found.text == "Айдарлы, 2021\nАуылда су бар ма?\nСу жоқ, бәрі біледі."
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == [
        ("", "Айдарлы, 2021"),
        ("Сұхбат алушы", "Ауылда су бар ма?"),
        ("Жауап беруші", "Су жоқ, бәрі біледі."),
    ]
    assert [(speaker.label, speaker.role, speaker.case) for speaker in found.speakers] == [
        ("Сұхбат алушы", "interviewer", ""),
        ("Жауап беруші", "respondent", ""),
    ]
    assert (found.language, found.encoding, found.layout, found.warnings) == (
        "kk",
        "UTF-8",
        "Name: words",
        (),
    )


def test_the_same_interview_reads_the_same_from_every_format(word):
    lines = [line for line in INTERVIEW.split("\n") if line]
    found = [
        read_transcript("a.txt", INTERVIEW.encode()),
        read_transcript("a.md", "\n\n".join(lines).replace("Сұхбат алушы:", "**Сұхбат алушы:**").encode()),
        read_transcript("a.docx", word(lines[0], "**Сұхбат алушы:** Ауылда су бар ма?", lines[2])),
    ]

    assert len({(each.text, each.turns, each.speakers, each.language) for each in found}) == 1


def test_markdown_may_say_its_language_and_date():
    found = read_transcript(
        "a.md", b"---\ndate: 12.03.2021\nlanguage: Kazakh\ngroup: villager\n---\nWords.\n"
    )

    assert (found.language, found.date, found.group, found.text) == ("kk", "2021-03-12", "villager", "Words.")


def test_a_guessed_encoding_and_removed_characters_are_warnings():
    found = read_transcript("a.txt", INTERVIEW.encode("kz1048") + b"\0")

    assert found.encoding == "KZ-1048"
    assert len(found.warnings) == 2
    assert all(isinstance(warning, Notice) and warning.template for warning in found.warnings)


def test_the_layout_can_be_overruled():
    assert read_transcript("a.txt", INTERVIEW.encode(), layout=NO_SPEAKERS).speakers == ()


@pytest.mark.parametrize(
    ("name", "data", "problem", "words"),
    [
        ("a.txt", b"", EmptyFile, "is empty"),
        ("a.txt", b" \n\t\n", NoWords, "no words"),
        ("a.txt", b"\xef\xbb\xbf", NoWords, "no words"),
        ("a.txt", b"... --- !!!", NoWords, "no words"),
        ("a.md", b"---\ntitle: a\n---\n", NoWords, "no words"),
        ("a.md", b"%PDF-1.7 x", NotText, "not text but PDF"),
        ("a.txt", b"PK\x03\x04" + b"\0" * 50, NotText, "not text but ZIP"),
        ("a.md", bytes(range(256)) * 20, NotText, "data of some program"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, NotOffice, "Word 97–2003"),
        ("a.pages", b"x", UnknownKind, "txt, text, md, markdown, docx"),
        ("a.doc", b"x", UnknownKind, "(.doc)"),
        ("a", b"x", UnknownKind, "(a)"),
        ("a.txt", b"x" * 25_000_001, TooLarge, "at most 25 MB"),
        ("a.txt", b"slovo " * 1_000_000, TooLong, "at most 5000000"),
        ("a.txt", b"slovo " * 4_000_000, TooLong, "at most 5000000"),
    ],
)
def test_a_bad_file_is_one_clear_line(name, data, problem, words):
    with pytest.raises(problem) as raised:
        read_transcript(name, data)

    sentence = str(raised.value)
    assert isinstance(raised.value, CannotRead)
    assert raised.value.file == name
    assert words in sentence
    assert "\n" not in sentence
    assert sentence.startswith(f"“{name}” ")


def test_a_word_document_that_is_too_long_or_empty(word, monkeypatch):
    monkeypatch.setattr("qualcode.importers.transcripts.LONGEST_TEXT", 10)
    with pytest.raises(TooLong):
        understood("a.docx", word("a long paragraph"))
    with pytest.raises(NoWords):
        understood("a.docx", word(""))


def test_every_problem_says_which_file_and_ends_its_sentence():
    every = [
        each for each in vars(problems).values() if isinstance(each, type) and issubclass(each, CannotRead)
    ]

    assert len(every) > 15
    for each in every:
        assert issubclass(each, QualcodeError)
        assert "“{file}”" in each.template
        assert each.template[-1] in ".?"


def test_many_files_are_read_and_bad_ones_do_not_stop_the_others(tmp_path: Path):
    (tmp_path / "b.txt").write_text("I: one\nR: two", "utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    missing = tmp_path / "missing.txt"

    found = read_files([tmp_path / "b.txt", tmp_path / "a.txt", missing])

    assert [path.name for path, _ in found] == ["b.txt", "a.txt", "missing.txt"]
    assert [type(each).__name__ for _, each in found] == ["Transcript", "EmptyFile", "FileMissing"]
    assert isinstance(found[2][1], FileMissing)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}", "Привет"),
        ("a.doc", "<html><body><p>Сәлем, ауыл</p></body></html>".encode(), "Сәлем, ауыл"),
        ("a", b"{\\rtf1 words}", "words"),
    ],
)
def test_a_file_with_a_foreign_name_is_read_by_its_content_and_says_so(name, data, words):
    found = read_transcript(name, data)

    assert found.text == words
    assert any("by its content" in warning for warning in found.warnings)


def test_a_folder_is_its_files_in_order_of_name_without_what_lies_beside(tmp_path: Path):
    names = [
        "b.txt",
        "A.md",
        "sub/c.txt",
        "interview.mp3",
        "film.mov",
        ".hidden.txt",
        "~$b.docx",
        "grants.csv",
        "README.md",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("year,grants\n2020,7\n2021,9\n", "utf-8")

    found = read_files([tmp_path])

    assert [path.relative_to(tmp_path).as_posix() for path, _ in found] == [
        "A.md",
        "b.txt",
        "film.mov",
        "grants.csv",
        "interview.mp3",
        "sub/c.txt",
    ]
    assert isinstance(found[2].what, UnknownKind)
    assert isinstance(found[3].what, PassedOver)
    assert isinstance(found[4].what, Sound)


def test_files_too_large_are_not_even_read(tmp_path: Path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(101_000_000)

    [(_, problem)] = read_files([tmp_path / "a.txt"])

    assert isinstance(problem, TooLarge)


def test_importers_are_records_with_a_name_a_label_and_suffixes():
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert {
        ".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".srt", ".vtt", ".eaf", ".cha", ".csv", ".xlsx",
    } <= set(SUFFIXES)  # fmt: skip


def test_errors_remember_what_they_are_about_when_they_travel():
    problem = pickle.loads(pickle.dumps(Encrypted("a.docx")))

    assert str(problem) == str(Encrypted("a.docx"))


def test_notices_travel_with_their_template():
    notice = Notice("{count} of {what}", count=2, what="{braces}")

    again = pickle.loads(pickle.dumps(notice))

    assert (again, again.template, again.values) == ("2 of {braces}", notice.template, notice.values)
