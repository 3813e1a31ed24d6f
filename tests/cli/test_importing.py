"""`qualcode import`: folders, zip files, recordings and face sheets, as a script brings them."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sounds import beeps, mp3

from qualcode.cli import main

INTERVIEW = "Модератор: Не?\n{name}: Ауылда тыныш.\nМодератор: Ал?\n{name}: Бәрі жақсы.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    invoke("new", "p.qualcode")
    return invoke


def lay(name: str, words: str | bytes = "") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = words or INTERVIEW.format(name="Айгүл" if "Korday" in name else "Марат")
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def answer(result):
    return json.loads(result.stdout)


def test_a_face_sheet_tells_files_of_one_name_apart_by_their_folders(run):
    lay("field/Korday/01.txt")
    lay("field/Masanchi/01.txt")
    lay("people.csv", "file,region\nKorday/01.txt,Korday\nMasanchi/01.txt,Masanchi\n")

    told = answer(run("import", "p.qualcode", "field", "--facesheet", "people.csv", "--json"))

    assert [row["cases"] for row in told] == [{"Айгүл": "Korday/01"}, {"Марат": "Masanchi/01"}]
    assert {row["case"]: row["values"] for row in answer(run("cases", "p.qualcode", "--json"))} == {
        "Korday/01": {"region": "Korday"},
        "Masanchi/01": {"region": "Masanchi"},
    }


def test_respondents_are_told_as_they_were_stored(run):
    lay("a/01.txt")
    lay("b/01.txt")

    told = answer(run("import", "p.qualcode", "a", "b", "--json"))

    stored = answer(run("cases", "p.qualcode", "--json"))
    assert [row["cases"] for row in told] == [{"Марат": "01"}, {"Марат": "01 (2)"}]
    assert sorted(case["case"] for case in stored) == ["01", "01 (2)"]


@pytest.mark.parametrize("is_zip", [False, True])
def test_recordings_belong_to_the_transcript_of_their_folder(run, is_zip):
    lay("field/Korday/01.txt")
    lay("field/Masanchi/01.txt")
    lay("field/Korday/01.wav", beeps())
    lay("field/Masanchi/01.mp3", mp3())
    if is_zip:
        with zipfile.ZipFile("field.zip", "w") as bundle:
            for path in Path("field").rglob("*.*"):
                bundle.write(path, path.relative_to("field"))

    run("import", "p.qualcode", "field.zip" if is_zip else "field")

    assert [answer(run("recording", "p.qualcode", name, "--json"))["file"] for name in ("01", "01 (2)")] == [
        "01.wav", "01.mp3",
    ]  # fmt: skip


def test_a_recording_that_may_belong_to_several_files_is_one_line(run):
    for name in ("Korday/01.txt", "Masanchi/01.txt"):
        lay(f"field/{name}")
    lay("field/audio/01.wav", beeps())

    result = run("import", "p.qualcode", "field", code=1)

    assert "several files are called like it" in result.stderr
    assert answer(run("recording", "p.qualcode", "01", "--json")) is None


def test_the_folder_of_the_project_can_be_imported_again(run):
    lay("field/01.txt")
    lay("field/01.wav", beeps())
    run("new", "field/p.qualcode")

    run("import", "field/p.qualcode", "field")
    told = answer(run("import", "field/p.qualcode", "field", "--json"))

    assert [Path(row["path"]).name for row in told] == ["01.txt", "01.wav"]


@pytest.mark.parametrize("sheet", ["missing.csv", "unusable.csv", "pipe.csv", "interview.txt", "field"])
def test_without_its_face_sheet_nothing_is_stored(run, sheet):
    lay("field/01.txt")
    lay("interview.txt")
    lay("unusable.csv", "year,people\n1999,5\n")
    os.mkfifo("pipe.csv")

    result = run("import", "p.qualcode", "field", "--facesheet", sheet, code=1)

    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
    assert answer(run("sources", "p.qualcode", "--json")) == []


def test_a_pipe_is_one_line_here_and_for_the_table_of_respondents(run):
    os.mkfifo("pipe.csv")

    for command in (["import", "p.qualcode", "pipe.csv"], ["facesheet", "p.qualcode", "--read", "pipe.csv"]):
        assert "device or a pipe" in run(*command, code=1).stderr


def test_what_was_passed_over_is_one_line_at_the_end(run):
    for name in ("01.txt", "settings.json", "README.md"):
        lay(f"field/{name}")
    lay("field/grants.csv", "year,grants\n2020,7\n2021,9\n")

    last = run("import", "p.qualcode", "field").stdout.splitlines()[-1]
    told = answer(run("import", "p.qualcode", "field", "--json"))

    assert last == "passed over, no interviews: 2 (field/grants.csv, field/settings.json)"
    assert {row["path"]: row["layout"] for row in told if not row["source"]} == {
        "field/grants.csv": "passed over",
        "field/settings.json": "passed over",
    }


@pytest.mark.parametrize("wish", [[], ["--json"]])
def test_who_sits_at_a_terminal_sees_how_far_it_is(run, wish):
    for number in range(3):
        lay(f"field/{number}.txt")
    ours, theirs = pty.openpty()

    subprocess.run(
        [
            sys.executable,
            "-c",
            "from qualcode.cli import main; main()",
            "import",
            "p.qualcode",
            "field",
            *wish,
        ],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.write(theirs, b"end")
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)

    assert ("Reading 1 of 3 …" in seen, "Reading 3 of 3 …" in seen) == (not wish, not wish)


def test_a_name_in_an_old_encoding_is_readable_and_spoils_nothing(run, tmp_path):
    folder = tmp_path / "old names"
    folder.mkdir()
    (folder / os.fsdecode("Интервью с Айгуль.txt".encode("cp1251"))).write_text("I: Не?\nR: Иә.", "utf-8")
    (folder / "good\nline.txt").write_text("I: Неге?\nR: Жоқ.", "utf-8")

    told = json.loads(run("import", "p.qualcode", folder, "--json", "--coder", "Ana").stdout)

    assert {row["source"] for row in told} == {"Интервью с Айгуль", "good line"}
    assert all("\n" not in row["path"] for row in told)
