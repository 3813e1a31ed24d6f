"""`qualcode recording`: attach a file by its path, show what there is, take it off."""

import json

import pytest
from click.testing import CliRunner
from sounds import beeps, mp3
from study import imported

from qualcode.cli import main
from qualcode.project import Project
from qualcode.store.coders import coders


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day one.wav").write_bytes(beeps())
    (tmp_path / "day one.mp3").write_bytes(mp3())
    (tmp_path / "notes.mp3").write_text("no sound")
    with Project.create(tmp_path / "study.qualcode", coder="Ana") as project:
        imported(project, "Farmer")
    return "study.qualcode"


@pytest.fixture
def run(study):
    def invoke(*arguments, code=0):
        given = ["recording", study, *(str(each) for each in arguments)]
        result = CliRunner().invoke(main, given, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


def test_a_file_is_attached_beside_the_project_and_shown(run, tmp_path):
    assert run("Farmer").stdout == "no recording\n"

    run("Farmer", "day one.wav", "--coder", "Ana")

    assert run("Farmer").stdout == "day one.wav: 0.0 MB, audio/wav\n"
    told = json.loads(run("Farmer", "--json").stdout)
    assert told["size"] == len(beeps())
    assert (tmp_path / "study.recordings" / f"{told['sha256']}.wav").read_bytes() == beeps()


def test_file_and_beginning_are_one_action(run, study):
    run("Farmer", "day one.mp3", "--offset", "-2.5", "--coder", "Ana")

    assert json.loads(run("Farmer", "--json").stdout)["offset"] == -2500
    CliRunner().invoke(main, ["undo", study, "--coder", "Ana"], catch_exceptions=False)
    assert json.loads(run("Farmer", "--json").stdout) is None


def test_it_is_taken_off(run):
    run("Farmer", "day one.wav", "--coder", "Ana")

    run("Farmer", "--remove", "--coder", "Ana")

    assert run("Farmer").stdout == "no recording\n"


def test_what_is_no_sound_is_one_line_and_exit_code_1(run):
    result = run("Farmer", "notes.mp3", "--coder", "Ana", code=1)

    assert "“notes.mp3” holds no sound" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("wish", [("--remove",), ("--offset", "3")])
def test_where_there_is_none_nothing_is_done_and_nobody_joins(run, study, wish):
    run("Farmer", *wish, "--coder", "Zarina", code=1)

    with Project.open(study) as project, project.read() as session:
        assert [coder.name for coder in coders(session)] == ["Ana"]


def test_wishes_that_contradict_each_other_are_a_wrong_command(run):
    run("Farmer", "day one.wav", "--remove", code=2)
    run("Farmer", "nothing there.wav", code=2)


def test_a_missing_file_is_said(run, study, tmp_path):
    run("Farmer", "day one.wav", "--coder", "Ana")
    for file in (tmp_path / "study.recordings").iterdir():
        file.unlink()

    assert "is missing" in run("Farmer", code=1).stderr
    result = CliRunner().invoke(main, ["check", study], catch_exceptions=False)
    assert result.exit_code == 1
    assert "the recording “day one.wav” of “Farmer” is missing" in result.stderr
