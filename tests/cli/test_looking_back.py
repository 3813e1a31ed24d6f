"""History, the past, and who codes what, on the command line."""

import csv
import json

import pytest
from click.testing import CliRunner
from study import added, coded, imported

from qualcode.actions.codebook_versions import name_version
from qualcode.cli import main
from qualcode.project import Project
from qualcode.store import coders


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(tmp_path):
    """Ana imported two texts and coded one; Ben added a code later."""
    with Project.create(tmp_path / "study.qualcode", name="Study", coder="Ana") as made:
        made.coder("Ben")
        first, fear = imported(made, "Farmer"), added(made, "Fear")
        imported(made, "Teacher")
        coded(made, first, (40, 53), fear)
        with made.edit(by="Ana") as edit:
            name_version(edit, "Pilot", "")
        added(made, "Trust", by="Ben")
    return "study.qualcode"


def actions(result) -> list[str]:
    return [row["action"] for row in json.loads(result.stdout)]


def test_history_is_filtered(run, study):
    assert actions(run("history", study, "--by", "Ben", "--json")) == ["join", "add code"]
    assert actions(run("history", study, "--kind", "sources", "--json")) == ["import sources"] * 2
    assert actions(run("history", study, "--action", "code", "--json")) == ["code"]
    assert actions(run("history", study, "--source", "Farmer", "--json")) == ["import sources", "code"]
    assert actions(run("history", study, "--code", "Fear", "--json"))[:2] == ["add code", "code"]
    assert actions(run("history", study, "--find", "trust", "--json")) == ["add code"]
    assert actions(run("history", study, "--latest", 1, "--json")) == ["add code"]
    assert actions(run("history", study, "--until", "2020-01-01", "--json")) == []
    assert actions(run("history", study, "--since", "2020-01-01", "--json"))[0] == "new project"


def test_who_is_not_there_did_nothing_and_that_is_said(run, study):
    assert "Nobody" in run("history", study, "--by", "Nobody", code=1).stderr


def test_the_past_is_told_and_written(run, study, tmp_path):
    told = json.loads(
        run(
            "as-of", study, "Pilot", "-o", "then.qualcode", "-o", "then.csv", "-o", "then.yaml",
            "--coder", "Zed", "--json",
        ).stdout.split("\n", 1)[1]
    )  # fmt: skip

    assert (told["did"], told["codes"], told["codings"]) == ("name codebook version", 1, 1)
    assert run("check", "then.qualcode").stdout == "ok\n"
    with Project.open(tmp_path / "then.qualcode") as then, then.read() as session:
        assert then.info().name.startswith("Study as of ")
        assert [each.name for each in coders.coders(session)] == ["Ana", "Ben", "Zed"]
    with (tmp_path / "then.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Quote"] for row in csv.DictReader(file)] == ["I was afraid."]
    assert "Fear" in (tmp_path / "then.yaml").read_text("utf-8")
    assert "Trust" not in (tmp_path / "then.yaml").read_text("utf-8")
    with Project.open(tmp_path / study) as now, now.read() as session:
        assert [each.name for each in coders.coders(session)] == ["Ana", "Ben"]


def test_a_moment_or_file_that_cannot_be_is_one_line(run, study):
    assert "is no moment of this project" in run("as-of", study, "sometime", code=1).stderr
    assert "The project was made after" in run("as-of", study, "1999-12-31", code=1).stderr
    assert ".docx" in run("as-of", study, "1", "-o", "then.txt", code=1).stderr
    assert "exists already" in run("as-of", study, "1", "-o", study, code=1).stderr


def test_texts_are_given_shared_out_and_taken(run, study):
    dry = run("assign", study, "--each", 1, "--dry-run").stdout
    assert json.loads(run("progress", study, "--json").stdout) == []
    assert run("assign", study, "--each", 1, "--coder", "Ana").stdout == dry

    assert sorted(dry.splitlines()) == ["Ana: Farmer", "Ben: Teacher"]
    run("assign", study, "--source", "Farmer", "--to", "Ben", "--coder", "Ana")
    run("assign", study, "--source", "Farmer", "--to", "Ana", "--remove", "--coder", "Ana")
    rows = json.loads(run("progress", study, "--list", "--json").stdout)
    assert [(row["source"], row["coder"]) for row in rows] == [("Farmer", "Ben"), ("Teacher", "Ben")]


def test_progress_is_marked_told_and_written(run, study, tmp_path):
    run("progress", study, "Farmer", "done", "--coder", "Ben")

    assert json.loads(run("progress", study, "--json").stdout) == [
        {"coder": "Ben", "words done": "100%", "to do": 0, "coding": 0, "done": 1}
    ]
    run("progress", study, "-o", "list.csv")
    assert (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()[1].startswith("Farmer,villager,")
    assert "how far it is" in run("progress", study, "Farmer", code=2).stderr
