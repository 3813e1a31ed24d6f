"""Memos on the command line: written, found, taken away."""

import json

import pytest
from click.testing import CliRunner
from study import FARMER, added, coded, imported

from qualcode.cli import main
from qualcode.project import Project
from qualcode.store.memos import memos


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, code=0, typed=None):
        result = CliRunner().invoke(
            main, [str(each) for each in arguments], input=typed, catch_exceptions=False
        )
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(run, tmp_path):
    with Project.create(tmp_path / "study.qualcode", coder="Ana") as made:
        coded(made, imported(made), (0, 5), added(made))
    return "study.qualcode"


def listed(run, *arguments):
    return json.loads(run("memos", "study.qualcode", "--json", *arguments).stdout)


def test_memos_are_written_on_everything(run, study, tmp_path):
    with Project.open(tmp_path / study) as project, project.read() as session:
        from qualcode.store.codings import codings

        [coding] = codings(session)
    for target in (
        (), ("Farmer",), ("Fear", "--on", "code"), ("Aigul", "--on", "case"), (coding.id, "--on", "coding"),
        ("Farmer", "--on", "segment", "--start", 3, "--end", 7),
    ):  # fmt: skip
        run("memo", study, *target, "--text", "Hm.", "--coder", "Ana")

    found = listed(run)

    assert [each["on"] for each in found] == ["segment", "coding", "case", "code", "source", "project"]
    assert (found[0]["quote"], found[0]["start"]) == (FARMER[3:7], 3)


def test_a_memo_has_kind_title_and_words_from_standard_input(run, study):
    id_ = run(
        "memo", study, "Farmer", "--text", "-", "--title", "Bread", "--kind", "theory", typed="Ещё\n\nраз"
    ).stdout.strip()

    [memo] = listed(run)

    assert (memo["id"], memo["title"], memo["kind"], memo["text"]) == (id_, "Bread", "theory", "Ещё\n\nраз")


def test_memos_are_found_and_taken_away(run, study):
    for kind, text in (("note", "Ещё раз"), ("theory", "Bread")):
        run("memo", study, "Farmer", "--text", text, "--kind", kind, "--coder", "Ben")

    assert [each["text"] for each in listed(run, "--find", "еще")] == ["Ещё раз"]
    assert [each["text"] for each in listed(run, "--kind", "theory", "--only-coder", "Ben")] == ["Bread"]
    assert listed(run, "--until", "2001-01-01") == listed(run, "--on", "code") == []
    assert "Bread" in run("memos", study).stdout
    for name in ("memos.md", "memos.csv", "memos.xlsx", "memos.docx"):
        assert run("memos", study, "--out", name, "--order", "target").stdout == f"{name}: 2\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("Nobody", "--on", "case"), 1, "Nobody"),
        (("Farmer", "--on", "segment"), 2, "--start"),
        (("--on", "code"), 2, "which code"),
        (("Farmer", "--on", "segment", "--start", 1, "--end", 9999), 1, "9999"),
    ],
)
def test_what_is_not_there_gets_no_memo(run, study, tmp_path, arguments, code, said):
    result = run("memo", study, *arguments, "--text", "Hm.", "--coder", "Ana", code=code)

    assert said in result.stderr
    with Project.open(tmp_path / study) as project, project.read() as session:
        assert memos(session) == []
