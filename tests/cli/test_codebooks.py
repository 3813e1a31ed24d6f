"""The codebook as it changes, on the command line."""

import json

import pytest
from click.testing import CliRunner
from study import added, coded, imported

from qualcode.actions.codes import change_code
from qualcode.cli import main
from qualcode.project import Project


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(run, tmp_path):
    """Fear and Worry, each given once; Ana gave both to the same words."""
    with Project.create(tmp_path / "study.qualcode", coder="Ana") as made:
        source, fear, worry = imported(made), added(made), added(made, "Worry")
        coded(made, source, (0, 5), fear)
        coded(made, source, (0, 5), worry)
        for each, brief in ((fear, "Afraid of others"), (worry, "Uneasy")):
            with made.edit(by="Ana") as edit:
                change_code(edit, each.id, words={"en": {"brief": brief}})
    return "study.qualcode"


def answer(result):
    return json.loads(result.stdout)


def test_the_codebook_is_given_a_name_and_versions_are_listed(run, study):
    run("versions", study, "--name", "Pilot", "--note", "Agreed", "--coder", "Ana")

    [version] = answer(run("versions", study, "--json"))
    assert (version["number"], version["name"], version["note"]) == (1, "Pilot", "Agreed")
    assert "Pilot" in run("versions", study).stdout


def test_what_changed_is_told_in_words(run, study):
    run("versions", study, "--name", "Pilot", "--coder", "Ana")
    with Project.open("study.qualcode") as made, made.edit(by="Ana") as edit:
        fear = next(iter(row for row in answer(run("codes", study, "--json")) if row["name"] == "Fear"))["id"]
        change_code(edit, fear, words={"en": {"brief": "Afraid of neighbours"}}, new_rule=True)

    assert run("compare", study, "Pilot").stdout.splitlines() == [
        "“Fear”: brief definition (English) was changed.",
        "    Afraid of [-others-]{+neighbours+}",
        "What was coded with “Fear” until then is to be checked again.",
    ]
    assert [each["kind"] for each in answer(run("compare", study, "1", "now", "--json"))] == [
        "redefined", "new rule",
    ]  # fmt: skip
    assert answer(run("recheck", study, "--json")) == [{"code": "Fear", "coder": "Ana", "codings": 1}]
    assert run("recheck", study).stdout.splitlines()[1].split() == ["Fear", "Ana", "1"]


def test_a_merge_is_told_before_it_is_done(run, study):
    told = answer(run("merge", study, "Fear", "Worry", "--dry-run", "--json"))

    assert (told["moving"], told["together"], told["stored"]) == (1, 1, False)
    assert told["clashes"][0]["texts"] == [["Fear", "Afraid of others"], ["Worry", "Uneasy"]]
    assert len(answer(run("codings", study, "--json"))) == 2


def test_a_merge_is_done_and_undone(run, study):
    said = run(
        "merge", study, "Fear", "Worry", "--join", "en.brief", "--check-again", "--coder", "Ana"
    ).stdout

    assert said.splitlines()[:2] == ["Fear: 1 codings, 1 fall together", "  Ana: 1"]
    assert [row["code"] for row in answer(run("codings", study, "--json"))] == ["Fear"]
    [fear, worry] = answer(run("codes", study, "--json"))
    assert fear["wordings"]["en"]["brief"] == "Afraid of others; Uneasy"
    assert worry["retired"]

    run("undo", study, "--coder", "Ana")
    assert len(answer(run("codings", study, "--json"))) == 2


def test_a_part_that_is_none_is_a_slip_of_the_command(run, study):
    run("merge", study, "Fear", "Worry", "--join", "brief", code=2)


def test_figures_are_had_for_a_version(run, study):
    run("versions", study, "--name", "Pilot", "--coder", "Ana")

    def segments(*more):
        rows = answer(run("frequencies", study, "--interviewer", "--json", *more))
        return {row["code"]: row["segments"] for row in rows}

    assert segments("--codebook-version", "0") == segments()
    assert set(segments("--codebook-version", "Pilot").values()) == {0}
    assert "codebook version" in run("frequencies", study, "--codebook-version", "Final", code=1).stderr
