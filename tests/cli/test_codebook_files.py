"""The codebook by files on the command line: every format in and out, by the commands people write."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcode.cli import main
from qualcode.cli.codebook_files import is_codebook

BOOK = """\
name: Small
language: ru
codes:
  - name: Чувства
    codable: false
    codes:
      - name: Страх
        key: "1"
        brief: Боится.
        contradicts: [Покой]
      - name: Покой
"""
SHEET = "Раздел;Слово;Смысл\nЧувства;Страх;Боится\n;Покой;\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    (tmp_path / "sheet.csv").write_bytes(SHEET.encode("cp1251"))

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(run):
    run("new", "study.qualcode", "--codebook", "book.yaml", "--coder", "Ana")
    return "study.qualcode"


def codes(run, study):
    return json.loads(run("codes", study, "--json").stdout)


def paths(run, study):
    return [code["path"] for code in codes(run, study)]


@pytest.mark.parametrize("suffix", [".qdc", ".yaml", ".csv", ".xlsx"])
def test_a_codebook_goes_out_and_into_a_new_project(run, study, suffix):
    assert run("export", study, f"c{suffix}").stdout == f"c{suffix}: 3\n"

    run("new", "other.qualcode", "--codebook", f"c{suffix}", "--coder", "Ben")

    def told(project):
        return [{name: value for name, value in code.items() if name != "id"} for code in codes(run, project)]

    assert told("other.qualcode") == told(study)
    is_kept = [code["id"] for code in codes(run, "other.qualcode")] == [
        code["id"] for code in codes(run, study)
    ]
    assert is_kept == (suffix != ".yaml")


def test_the_codebook_is_printed_in_word(run, study):
    run("export", study, "c.docx", "--language", "ru", "--counts")

    written = zipfile.ZipFile("c.docx").read("word/document.xml").decode("utf-8")
    assert "Краткое определение. " in written
    assert "Кодирования: 0" in written


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("c.qdc", True), ("c.yaml", True), ("anything.qdc", True), ("c.csv", True), ("C.XLSX", True),
        ("codebook.docx", True), ("my codebook 2.csv", True), ("study_codebook.xlsx", True), ("codes.csv", True),
        ("Кодовая книга.docx", True), ("excerpts.docx", False), ("out.csv", False), ("coded.xlsx", False),
        ("codings.csv", False), ("c2.csv", False),
    ],
)  # fmt: skip
def test_what_is_exported_is_told_by_the_name_of_the_file(name, what):
    assert is_codebook(Path(name)) is what


def test_what_is_exported_may_be_said(run, study):
    run("export", study, "out.csv", "--what", "codebook")
    run("export", study, "codes.csv", "--what", "excerpts")

    assert "Страх" in Path("out.csv").read_text("utf-8-sig")
    assert "Страх" not in Path("codes.csv").read_text("utf-8-sig")


def test_a_codebook_of_an_unknown_format_names_those_there_are(run, study):
    assert ".qdc" in run("export", study, "codebook.pdf", code=1).stderr


def test_columns_nobody_knows_are_said(run):
    columns = ("--column", "Раздел=level", "--column", "Слово=level", "--column", "Смысл=full")

    result = run("new", "new.qualcode", "--codebook", "sheet.csv", *columns)

    assert paths(run, "new.qualcode") == ["Чувства", "Чувства / Страх", "Чувства / Покой"]
    assert codes(run, "new.qualcode")[1]["wordings"]["ru"]["full"] == "Боится"
    assert "Windows-1251" in result.stderr


@pytest.mark.parametrize("column", ["Nothing=name", "Слово=nothing", "Слово"])
def test_a_column_said_wrongly_names_what_there_is(run, column):
    run("new", "new.qualcode", "--codebook", "sheet.csv", "--column", column, code=2)

    assert not Path("new.qualcode").exists()


def test_a_codebook_is_loaded_into_a_project_that_has_one(run, study):
    more = BOOK.replace("brief: Боится.", "brief: Очень боится.") + "  - name: Гнев\n"
    Path("more.yaml").write_text(more, "utf-8")

    looked = run("codebook", study, "more.yaml", "--dry-run")
    loaded = json.loads(run("codebook", study, "more.yaml", "--coder", "Ana", "--json").stdout)

    assert looked.stdout.splitlines() == [
        "there   Чувства",
        "differs Чувства / Страх (ru.brief)",
        "there   Чувства / Покой",
        "new     Гнев",
    ]
    assert [row["state"] for row in loaded] == ["there", "differs", "there", "new"]
    assert paths(run, study)[-1] == "Гнев"
    assert codes(run, study)[1]["wordings"]["ru"]["brief"] == "Боится."
    run("undo", study, "--coder", "Ana")
    assert paths(run, study)[-1] == "Чувства / Покой"


def test_a_broken_file_makes_no_project(run):
    Path("bad.qdc").write_text("<CodeBook><Codes>", "utf-8")

    result = run("new", "bad.qualcode", "--codebook", "bad.qdc", code=1)

    assert len(result.stderr.splitlines()) == 1
    assert not Path("bad.qualcode").exists()
