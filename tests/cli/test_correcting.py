"""`qualcode correct`, `wordings`, `reviews`: a stored text is corrected from a file."""

import json

import pytest
from click.testing import CliRunner
from study import FARMER, added, coded, imported

from qualcode.cli import main
from qualcode.project import Project


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Project.create(tmp_path / "study.qualcode", coder="Ana") as project:
        farmer = imported(project)
        start = FARMER.index("I was afraid")
        coded(project, farmer, (start, start + 12), added(project))

    def invoke(command, *arguments, code=0):
        result = CliRunner().invoke(main, [command, "study.qualcode", *arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.stdout

    return invoke


def test_a_text_is_printed_changed_and_stored_as_a_new_version(run, tmp_path):
    script = run("correct", "Farmer")
    (tmp_path / "farmer.txt").write_text(script.replace("I was afraid", "I was so afraid"), "utf-8")

    assert "nothing stored: 0 codings and memos stay, 1 changed" in run(
        "correct", "Farmer", "farmer.txt", "--dry-run"
    )
    assert "version 2: 0 codings and memos stay, 1 changed" in run(
        "correct", "Farmer", "farmer.txt", "--coder", "Ana"
    )

    assert [row["version"] for row in json.loads(run("wordings", "Farmer", "--json"))] == [1, 2]
    assert "I was {+so +}afraid" in run("wordings", "Farmer", "--compare", "1", "2")
    assert run("wordings", "Farmer", "--text", "1") == FARMER + "\n"


def test_what_waits_is_listed_and_kept(run):
    run("correct", "Farmer", "--replace", "afraid", "scared", "--coder", "Ana")

    [review] = json.loads(run("reviews", "--json"))
    assert (review["outcome"], review["old"], review["new"]) == ("changed", "I was afraid", "I was scared")
    assert run("reviews", "--keep-all", "--coder", "Ana") == "looked through: 1\n"
    assert json.loads(run("reviews", "--json")) == []


def test_the_wording_that_is_asked_for_must_be_there(run):
    run("wordings", "Farmer", "--text", "7", code=1)


def test_a_correction_is_told_as_json_too(run):
    told = json.loads(run("correct", "Farmer", "--replace", "I was afraid. ", "", "--dry-run", "--json"))

    assert told["version"] is None
    assert "to look through" in told
