"""Respondents on the command line: listed, written as a face sheet, read from one."""

import csv
import json

import pytest
from click.testing import CliRunner
from study import imported

from qualcode.actions.cases import add_attribute, add_case, set_attributes
from qualcode.cli import main
from qualcode.project import Project

SHEET = "file;case;speaker;age;village\nFarmer.txt;Aigul K.;Aigul;45;Masanchi\nNobody.txt;X;R;1;2\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.csv").write_text(SHEET, "utf-8")

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(run, tmp_path):
    """Aigul speaks in Farmer, Bolat nowhere."""
    with Project.create(tmp_path / "study.qualcode", coder="Ana") as made:
        imported(made)
        with made.edit(by="Ana") as edit:
            bolat = add_case(edit, "Bolat")
            add_attribute(edit, "change", "number")
            set_attributes(edit, [(bolat.id, "change", "-5"), ("Aigul", "=note", "@home")])
    return "study.qualcode"


def answer(result):
    return json.loads(result.stdout)


def test_respondents_are_listed_with_what_is_known_and_where_they_speak(run, study):
    aigul, bolat = answer(run("cases", study, "--json"))

    assert (aigul["case"], aigul["values"]) == ("Aigul", {"=note": "@home"})
    assert aigul["speaks"] == [{"source": "Farmer", "speaker": "Aigul"}]
    assert (bolat["values"], bolat["speaks"]) == ({"change": "-5"}, [])
    assert run("cases", study).stdout.splitlines()[:2] == [
        "case   change  =note  speaks in",
        "Aigul          @home  Farmer: Aigul",
    ]


def test_a_csv_of_respondents_holds_no_formulas(run, study):
    table = list(csv.reader(run("cases", study, "--csv").stdout.splitlines()))

    assert table == [
        ["case", "change", "'=note", "speaks in"],
        ["Aigul", "", "'@home", "Farmer: Aigul"],
        ["Bolat", "-5", "", ""],
    ]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_face_sheet_that_is_written_says_nothing_new_when_read(run, study, suffix):
    assert run("facesheet", study, f"out{suffix}").stdout == f"out{suffix}: 2\n"

    told = answer(run("facesheet", study, "--read", f"out{suffix}", "--json"))

    assert told == {"stored": False, "values": [], "speakers": [], "attributes": [], "remarks": []}


def test_a_face_sheet_is_read_after_the_interviews(run, study):
    told = answer(run("facesheet", study, "--read", "sheet.csv", "--coder", "Ana", "--json"))

    assert told["stored"] is True
    assert told["speakers"] == [
        {"source": "Farmer", "speaker": "Aigul", "before": "Aigul", "after": "Aigul K."}
    ]
    assert told["values"][0] == {"case": "Aigul K.", "attribute": "age", "before": "", "after": "45"}
    assert [(each["name"], each["kind"]) for each in told["attributes"]] == [
        ("age", "number"),
        ("village", "text"),
    ]
    assert told["remarks"] == ["Row 3 of “sheet.csv” (Nobody.txt) fits nobody in the project."]
    assert [case["case"] for case in answer(run("cases", study, "--json"))] == ["Aigul", "Aigul K.", "Bolat"]
    run("undo", study, "--coder", "Ana")
    assert [case["case"] for case in answer(run("cases", study, "--json"))] == ["Aigul", "Bolat"]


def test_a_dry_run_tells_and_stores_nothing_and_nobody_joins(run, study):
    before = answer(run("history", study, "--json"))

    result = run("facesheet", study, "--read", "sheet.csv", "--dry-run", "--coder", "Zarina")

    assert "Farmer: Aigul = Aigul K. (was Aigul)" in result.stdout
    assert "“age” is a new attribute: numbers." in result.stdout
    assert result.stdout.endswith("values: 2, speakers: 1: not stored\n")
    assert len(result.stderr.splitlines()) == 1
    assert answer(run("history", study, "--json")) == before


def test_what_cannot_be_read_or_written_is_one_line(run, study, tmp_path):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")

    for given in (("--read", "missing.csv"), ("--read", "bad.csv"), ("out.pdf",), ("nowhere/out.csv",)):
        assert len(run("facesheet", study, *given, code=1).stderr.splitlines()) == 1
    run("facesheet", study, code=2)
    run("facesheet", study, "out.csv", "--read", "sheet.csv", code=2)
