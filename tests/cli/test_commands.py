"""The command line as a script would use it: arguments in, JSON and exit codes out."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from qualcode.cli import main

INTERVIEW = """\
Interviewer: What happened that night?
Respondent: Nothing happened. We live in harmony. 🙂
Interviewer: And the market?
Respondent: The market burned. Everyone saw it.
"""
BOOK = """\
name: Small
language: en
codes:
  - name: Harmony talk
    key: "1"
  - name: Incident told
    key: "2"
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "interview.txt").write_text(INTERVIEW, "utf-8")
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def study(run):
    run("new", "study.qualcode", "--codebook", "book.yaml", "--coder", "Ana")
    run("import", "study.qualcode", "interview.txt", "--group", "villager", "--coder", "Ana")
    return "study.qualcode"


def answer(result):
    return json.loads(result.stdout)


def test_import_tells_what_was_understood(run):
    run("new", "study.qualcode")

    [told] = answer(run("import", "study.qualcode", "interview.txt", "--group", "villager", "--json"))

    assert told["source"] == "interview"
    assert told["language"] == "en"
    assert told["encoding"] == "UTF-8"
    assert told["speakers"] == {"Interviewer": 2, "Respondent": 2}
    assert told["turns"] == 4
    assert told["warnings"] == []
    assert told["error"] is None


def test_a_bad_file_is_one_line_and_the_others_load(run, tmp_path):
    run("new", "study.qualcode")
    (tmp_path / "empty.txt").write_text("")

    result = run("import", "study.qualcode", "empty.txt", "interview.txt", "missing.txt", "--json", code=1)

    bad, good, missing = answer(result)
    assert good["error"] is None
    assert "empty.txt" in bad["error"]
    assert "missing.txt" in missing["error"]
    assert len(result.stderr.splitlines()) == 2
    assert [source["source"] for source in answer(run("sources", "study.qualcode", "--json"))] == [
        "interview"
    ]


def test_turns_are_told_in_code_points(run, study):
    turns = answer(run("text", study, "interview", "--turns", "--json"))
    text = answer(run("text", study, "interview", "--json"))["text"]

    assert [(turn["number"], turn["speaker"], turn["role"]) for turn in turns] == [
        (1, "Interviewer", "interviewer"),
        (2, "Respondent", "respondent"),
        (3, "Interviewer", "interviewer"),
        (4, "Respondent", "respondent"),
    ]
    assert text[turns[3]["start"] : turns[3]["end"]] == "The market burned. Everyone saw it."


def test_a_code_is_given_found_and_taken_back(run, study):
    text = answer(run("text", study, "interview", "--json"))["text"]
    start = text.index("The market")
    run("code", study, "interview", start, start + 17, "Incident told", "--coder", "Bek")

    [coding] = answer(run("codings", study, "--json"))
    assert (coding["source"], coding["quote"], coding["code"], coding["coder"]) == (
        "interview",
        "The market burned",
        "Incident told",
        "Bek",
    )
    run("undo", study, "--coder", "Bek")
    assert answer(run("codings", study, "--json")) == []
    run("redo", study, "--coder", "Bek")
    assert answer(run("codings", study, "--json")) == [coding]


def test_history_tells_who_did_what(run, study):
    actions = [entry["action"] for entry in answer(run("history", study, "--json"))]

    assert actions == ["new project", "load codebook", "import sources"]


def test_frequencies_count_with_their_denominators(run, study):
    text = answer(run("text", study, "interview", "--json"))["text"]
    start = text.index("We live")
    run("code", study, "interview", start, start + 18, "Harmony talk", "--coder", "Ana")
    run("code", study, "interview", start, start + 18, "Harmony talk", "--coder", "Bek")

    harmony, incident = answer(run("frequencies", study, "--json"))

    assert (harmony["code"], harmony["codings"], harmony["segments"]) == ("Harmony talk", 2, 1)
    assert (harmony["respondents"], harmony["respondents_of"]) == (1, 1)
    assert incident["segments"] == 0
    table = run("frequencies", study, "--by", "group", "--csv").stdout.splitlines()
    assert table[0].startswith("path,code,depth,value,")
    assert len(table) == 3


def test_codes_that_overlap_are_told_as_pairs(run, study):
    text = answer(run("text", study, "interview", "--json"))["text"]
    start = text.index("We live")
    run("code", study, "interview", start, start + 18, "Harmony talk", "--coder", "Ana")
    run("code", study, "interview", start + 3, start + 18, "Incident told", "--coder", "Ana")

    [pair] = answer(run("cooccurrence", study, "--json"))

    assert {name: pair[name] for name in ("code_a", "code_b", "together", "a", "b", "jaccard")} == {
        "code_a": "Harmony talk",
        "code_b": "Incident told",
        "together": 1,
        "a": 1,
        "b": 1,
        "jaccard": 1.0,
    }
    assert answer(run("cooccurrence", study, "--rule", "same respondent", "--json"))[0]["together"] == 1


@pytest.mark.parametrize(
    ("suffix", "part"), [(".csv", ""), (".xlsx", "xl/worksheets/sheet1.xml"), (".docx", "word/document.xml")]
)
def test_excerpts_are_written_in_the_format_asked_for(run, study, tmp_path, suffix, part):
    text = answer(run("text", study, "interview", "--json"))["text"]
    start = text.index("The market")
    run("code", study, "interview", start, start + 17, "Harmony talk", "--coder", "Ana")

    result = run("export", study, f"out{suffix}")

    out = tmp_path / f"out{suffix}"
    written = zipfile.ZipFile(out).read(part) if part else out.read_bytes()
    assert "The market burned" in written.decode("utf-8")
    assert result.stdout == f"out{suffix}: 1\n"
    assert result.stderr == ""


def test_an_export_of_nothing_says_so(run, study):
    result = run("export", study, "out.csv")

    assert "nothing is coded" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_export_into_a_folder_that_is_not_there_says_so(run, study):
    result = run("export", study, "nowhere/out.csv", code=1)

    assert "there is no folder “nowhere”" in result.stderr


def test_an_export_says_whose_words_it_holds(run, study, tmp_path):
    run("code", study, "interview", 0, 4, "Harmony talk", "--coder", "Ana")

    run("export", study, "with.docx", "--interviewer")
    run("export", study, "without.docx", "--group", "villager")

    def lead(name):
        return zipfile.ZipFile(tmp_path / name).read("word/document.xml").decode("utf-8")

    assert "everything; interviewers’ words included" in lead("with.docx")
    assert "villager; interviewers’ words left out" in lead("without.docx")


def test_an_unknown_format_names_those_there_are(run, study):
    result = run("export", study, "out.pdf", code=1)

    assert ".docx" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_broken_codebook_is_told_line_by_line(run, tmp_path):
    (tmp_path / "broken.yaml").write_text(BOOK.replace('key: "2"', 'key: "1"\n    colour: red'))

    result = run("new", "broken.qualcode", "--codebook", "broken.yaml", code=1)

    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "broken.qualcode").exists()


def test_what_cannot_be_used_exits_with_1_and_wrong_usage_with_2(run, study):
    run("sources", "nothing.qualcode", code=1)
    run("code", study, "interview", 0, 9999, "Harmony talk", "--coder", "Ana", code=1)
    run("code", study, "interview", 5, 5, "Harmony talk", "--coder", "Ana", code=1)
    run("undo", study, "--coder", "Nobody", code=1)
    run("cooccurrence", study, "--rule", "nearby", code=2)
    run("nonsense", code=2)


@pytest.mark.parametrize(
    ("source", "start", "end", "given"),
    [
        ("nothing", 0, 4, "Harmony talk"),
        ("interview", 0, 4, "Nothing"),
        ("interview", 0, 9999, "Harmony talk"),
        ("interview", 10**20, 10**21, "Harmony talk"),
        ("interview", 5, 5, "Harmony talk"),
    ],
)
def test_nobody_joins_by_what_cannot_be_coded(run, study, source, start, end, given):
    before = answer(run("history", study, "--json"))

    result = run("code", study, source, start, end, given, "--coder", "Anna", code=1)

    assert len(result.stderr.splitlines()) == 1
    assert answer(run("history", study, "--json")) == before
    run("undo", study, "--coder", "Anna", code=1)


def test_nobody_joins_by_importing_nothing(run, study):
    before = answer(run("history", study, "--json"))

    run("import", study, "missing.txt", "--coder", "Anna", code=1)

    assert answer(run("history", study, "--json")) == before


def test_a_file_that_is_in_the_project_already_is_said(run, study):
    [told] = answer(run("import", study, "interview.txt", "--coder", "Ana", "--json"))

    assert told["source"] == "interview (2)"
    assert told["warnings"] == ["“interview.txt” is in the project already, as “interview”."]


def test_a_codebook_in_another_encoding_is_read_and_that_is_said(run, tmp_path):
    book = "name: Гармония\nlanguage: ru\ncodes:\n- name: Разговор о гармонии\n  brief: Мир между народами\n"
    (tmp_path / "old.yaml").write_bytes(book.encode("cp1251"))

    result = run("new", "old.qualcode", "--codebook", "old.yaml")

    assert "read as Windows-1251" in result.stderr
    assert [code["name"] for code in answer(run("codes", "old.qualcode", "--json"))] == [
        "Разговор о гармонии"
    ]


def test_names_in_a_table_are_no_formulas(run, tmp_path):
    (tmp_path / "book.yaml").write_text(BOOK.replace("Harmony talk", '"=1+1"'), "utf-8")
    run("new", "risky.qualcode", "--codebook", "book.yaml", "--coder", "Ana")
    run("import", "risky.qualcode", "interview.txt", "--group", "@village", "--coder", "Ana")
    for code in ("=1+1", "Incident told"):
        run("code", "risky.qualcode", "interview", 0, 4, code, "--coder", "Ana")

    counted = run("frequencies", "risky.qualcode", "--by", "group", "--interviewer", "--csv").stdout
    pairs = run("cooccurrence", "risky.qualcode", "--interviewer", "--csv").stdout

    assert counted.splitlines()[1].startswith("'=1+1,'=1+1,0,'@village,1,1,")
    assert pairs.splitlines()[1].startswith("'=1+1,Incident told,1,")


def test_a_backup_is_made_checked_and_put_back(run, study):
    run("backup", study)
    run("code", study, "interview", 0, 4, "Harmony talk", "--coder", "Ana")

    run("restore", study)

    assert answer(run("codings", study, "--json")) == []
    assert run("check", study).stdout == "ok\n"
    assert "before-restore" in run("restore", study, "--list").stdout


def test_a_project_is_never_overwritten(run, study):
    assert "exists" in run("new", study, code=1).stderr
