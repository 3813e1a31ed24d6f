"""Memos as files: dates, coders, kinds and what they are about; nothing in them is run."""

import csv
from dataclasses import replace
from datetime import UTC, datetime

import docx
import openpyxl
import pytest

from qualcode.errors import CannotWrite
from qualcode.exporters.memos import Notebook, memo_file_name, write_memos
from qualcode.exporters.problems import FolderMissing, UnknownSuffix
from qualcode.model import CoderId, Memo, MemoId, SourceId, Span
from qualcode.store.memo_shelf import Shelved

TEXT = "# Why?\n\nHe was **wary**.\n\n1. low voice\n   - twice\n\nSee [[Fear]] =1+1"


def shelved(id_="1", *, day=2, text=TEXT, title="", about="V1", kind="segment"):
    made = datetime(2026, 3, day, 12, tzinfo=UTC)
    changed = datetime(2026, 3, day + 1, 12, tzinfo=UTC)
    memo = Memo(
        MemoId(id_), "reflexive", text, kind, "s", CoderId("c"), changed, title, made, Span(3, 9)
    )  # fmt: skip
    return Shelved(memo, title or "Why?", "Ana", about, SourceId("s"), Span(3, 9), None, "")


@pytest.fixture
def written(tmp_path, about):
    def write(suffix, *memos, order="day"):
        out = tmp_path / f"memos{suffix}"
        quoted = {memo.memo.id: "afraid\nof them" for memo in memos}
        assert write_memos(Notebook(memos, quoted, order), out, about) == len(memos)
        return out

    return write


def test_a_table_has_a_row_for_each_with_its_dates(written):
    with written(".csv", shelved(title="=1+1")).open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)

    assert row["Title"] == "'=1+1"
    assert row["Memo"] == TEXT
    assert (row["Kind"], row["On"], row["About"], row["Coder"]) == (
        "Reflexive", "Words of a text", "V1", "Ana",
    )  # fmt: skip
    assert (row["Quote"], row["Start"], row["End"]) == ("afraid\nof them", "3", "9")
    moments = [datetime.fromisoformat(row[name]) for name in ("Written at", "Changed at")]
    assert moments == [datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 3, 12, tzinfo=UTC)]


def test_a_workbook_has_days_to_count_with(written):
    sheet = openpyxl.load_workbook(written(".xlsx", shelved(), shelved("2", day=5))).active
    header, *rows = sheet.iter_rows(values_only=True)

    days = [row[header.index("Day")] for row in rows]

    assert [f"{day:%Y-%m}" for day in days] == ["2026-03", "2026-03"]
    assert days[0] > days[1]


def test_a_document_has_a_heading_for_each_day_and_the_look_of_the_words(written):
    document = docx.Document(str(written(".docx", shelved(), shelved("2", day=5, title="Bread"))))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]

    assert [text for style, text in lines if style == "Heading 2"] == ["Bread", "Why?"]
    assert ("Quote", "afraid\nof them") in lines
    assert ("Normal", "1.\tlow voice") in lines
    assert ("Normal", "•\ttwice") in lines
    assert ("Normal", "See [[Fear]] =1+1") in lines
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    assert "wary" in bold


def test_markdown_keeps_the_words_under_our_headings(written):
    text = written(".md", shelved(title="Bread", about="V2"), order="target").read_text("utf-8")

    assert "## Words of a text: V2\n\n### Bread\n\n*Reflexive · Ana · 2026-03-02" in text
    assert "> afraid\n> of them\n" in text
    assert "\n#### Why?\n\nHe was **wary**.\n" in text


def test_by_what_they_are_about_memos_on_one_thing_stand_together(written):
    memos = (shelved("1", day=1), shelved("2", day=2, about="V2"), shelved("3", day=3))

    text = written(".md", *memos, order="target").read_text("utf-8")

    assert [line for line in text.split("\n") if line.startswith("## ")] == [
        "## Words of a text: V1", "## Words of a text: V2",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "error"), [("memos.pdf", UnknownSuffix), ("none/memos.md", FolderMissing)])
def test_a_file_that_cannot_be_written_is_refused(tmp_path, about, name, error):
    with pytest.raises(error):
        write_memos(Notebook((), {}), tmp_path / name, about)


def test_a_folder_in_the_way_is_told(tmp_path, about):
    (tmp_path / "memos.md").mkdir()

    with pytest.raises(CannotWrite):
        write_memos(Notebook((shelved(),), {}), tmp_path / "memos.md", about)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".docx", ".md"])
def test_hostile_memos_are_written_as_they_are(written, naughty, suffix):
    memos = [shelved(str(n), text=f"a{words}", title=words) for n, words in enumerate(naughty)]

    assert written(suffix, *memos).stat().st_size > 0


def test_files_are_named_after_project_and_day(about):
    assert memo_file_name(replace(about, project="A/B"), ".md") == "A B memos 2026-03-01.md"
