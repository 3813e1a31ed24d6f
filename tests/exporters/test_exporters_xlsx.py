"""Excerpts as a workbook, read back with openpyxl."""

from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters import About, TooManyRows, as_xlsx, export
from qualcode.exporters.as_xlsx import CUT, MOST_CHARACTERS
from qualcode.model import Segment

REFUSED = {chr(code) for code in range(32)} - set("\t\n\r") | {"\ufffe", "\uffff"}


@pytest.fixture
def written(about, tmp_path):
    """Writes segments and opens the workbook."""

    def write_and_open(segments, about=about):
        export(segments, tmp_path / "out.xlsx", about)
        return openpyxl.load_workbook(tmp_path / "out.xlsx")

    return write_and_open


def table(book):
    """The excerpts as dictionaries, header → value."""
    header, *rows = book["Excerpts"].values
    return [dict(zip(header, row, strict=True)) for row in rows]


def facts(book):
    return dict(book["About"].values)


def test_a_row_says_all_there_is_to_an_excerpt(written, segment):
    book = written(
        [segment._replace(memo="See Bek's.", codebook_version="Pilot", marks=("important", "unsure"))]
    )

    assert table(book) == [
        {
            "Quote": "I was afraid, and we left.",
            "Code": "Fear / Flight",
            "Source": "Interview 3",
            "Respondent": "Aigul",
            "Gender": "female",
            "Age": 34,
            "Group": "villager",
            "Speaker": "R",
            "Role": "respondent",
            "Language": "en",
            "Turn": 12,
            "Paragraph": 31,
            "Coder": "Ana",
            "Memo": "See Bek's.",
            "Coded at (UTC)": "2026-02-03T10:00:00+00:00",
            "Codebook version": "Pilot",
            "Marked": "important, unsure",
            "Start": 100,
            "End": 126,
            "Coding": "0198c1d2",
            "Version of the source": 1,
        }
    ]


def test_the_header_is_bold_stays_in_view_and_filters(written, segment):
    sheet = written([segment] * 3)["Excerpts"]

    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, sheet.max_column).coordinate}"
    assert sheet.print_title_rows == "$1:$1"


def test_a_long_quote_is_wrapped_and_its_row_is_high_enough(written, segment):
    sheet = written([segment, segment._replace(quote="Біз қаштық. " * 40), segment._replace(quote="a\nb")])[
        "Excerpts"
    ]

    assert sheet["A2"].alignment.wrap_text
    assert not sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["M"].width
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[4].height > 15


def test_the_second_sheet_says_what_the_excerpts_are(written, segment):
    said = facts(written([segment] * 3))

    assert said["Project"] == "Two villages"
    assert said["Selection"] == "All villagers, without the interviewers."
    assert said["Date"] == "2026-03-01"
    assert said["Excerpts"] == 3
    assert said["Attributes"] == "Gender, Age"
    assert said["Made with"] == "QualCode 0.1.0"
    assert "one coding" in said["What a row is"]
    assert "Cut" not in said


def test_the_file_tells_nobody_s_name_and_no_hour(written, segment, tmp_path):
    properties = written([segment]).properties

    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == properties.modified == datetime(2026, 3, 1)  # noqa: DTZ001 (openpyxl's own)
    with ZipFile(tmp_path / "out.xlsx") as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1}", "@SUM(A1)", "http://a.b", "mailto:a@b.c", "1E5", "007", "TRUE"]
)
def test_a_quote_is_text_whatever_it_looks_like(text, written, segment):
    sheet = written([segment._replace(quote=text, case=text)])["Excerpts"]

    for cell in (sheet["A2"], sheet["D2"]):
        assert cell.value == text
        assert cell.data_type == "s"
        assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["<r>a</r>", "<r><t>a & b</t></r>", "</t></is></c>", "&lt;", "]]>", "<!--"])
def test_a_quote_that_looks_like_the_file_s_own_markup_is_text(text, written, segment):
    assert table(written([segment._replace(quote=text)]))[0]["Quote"] == text


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("34", 34),
        ("-5", -5),
        ("0", 0),
        ("1.5", 1.5),
        ("007", "007"),
        ("1e5", "1e5"),
        ("1,5", "1,5"),
        ("+7", "+7"),
        ("12345678901234567890", "12345678901234567890"),
        ("٣", "٣"),
    ],
)
def test_an_attribute_is_a_number_where_excel_would_keep_it_whole(value, kept, written, segment):
    [row] = table(written([segment._replace(values=("female", value))]))

    assert row["Age"] == kept
    assert type(row["Age"]) is type(kept)


def test_line_ends_spaces_emoji_and_kazakh_letters_stay(written, segment):
    quote = "  I: Қайда?\n\nR: Ұлым, үйге!\t😨 "

    assert table(written([segment._replace(quote=quote)]))[0]["Quote"] == quote


def test_a_text_longer_than_a_cell_holds_is_cut_and_said_to_be(written, segment):
    just, long = "ә" * MOST_CHARACTERS, "😨" * MOST_CHARACTERS

    book = written([segment._replace(quote=just), segment._replace(quote=long, memo=just + "!")])

    first, second = table(book)
    assert first["Quote"] == just
    for cut in (second["Quote"], second["Memo"]):
        assert cut.endswith(CUT)
        assert len(cut.encode("utf-16-le")) // 2 in (MOST_CHARACTERS, MOST_CHARACTERS - 1)
    assert facts(book)["Cut"].startswith("2 texts are longer")


def test_more_excerpts_than_a_sheet_holds_are_refused(segment, about, tmp_path, monkeypatch):
    monkeypatch.setattr(as_xlsx, "MOST_ROWS", 3)

    assert export([segment] * 3, tmp_path / "out.xlsx", about) == 3
    with pytest.raises(TooManyRows, match="A sheet of Excel holds 3 excerpts"):
        export([segment] * 4, tmp_path / "more.xlsx", about)

    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_too_many_excerpts_are_refused_before_they_are_read(tmp_path):
    def unread():
        pytest.fail("a million excerpts were read first")
        yield

    with pytest.raises(TooManyRows, match="csv"):
        export(unread(), tmp_path / "out.xlsx", About("Two villages", "", "2026-03-01", count=1_048_576))


def test_the_thirtieth_column_is_ad(written, segment):
    about = About("Two villages", "", "2026-03-01", attributes=tuple(f"a{number}" for number in range(26)))

    sheet = written([segment], about)["Excerpts"]

    assert (sheet["Z1"].value, sheet["AD1"].value) == ("a21", "a25")


@given(text=st.text(st.sampled_from("<>&\"'_x0041\r\n\t\x00\x0b\ufffeә😨 ")) | st.text())
def test_whatever_is_written_is_read_back_but_for_what_xml_refuses(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("xlsx") / "out.xlsx"
    text = text.encode("utf-8", "replace").decode()

    assert round_trip(text, path) == visible(text)


def round_trip(text, path):
    segment = Segment(text, *[""] * 7, 1, 1, "Ana", *[""] * 2, 0, 1, *[""] * 3)
    export([segment], path, About("Two villages", "", "2026-03-01"))
    return openpyxl.load_workbook(path)["Excerpts"]["A2"].value


def visible(text):
    kept = "".join(letter for letter in text if letter not in REFUSED)
    return kept.replace("\r\n", "\n").replace("\r", "\n") or None


@pytest.mark.shared
def test_hostile_strings_come_back_as_text(naughty, written, segment):
    book = written(segment._replace(quote=text, case=text, memo=text) for text in naughty)

    for row, text in zip(book["Excerpts"].iter_rows(min_row=2), naughty, strict=True):
        assert row[0].value == row[3].value == visible(text)
        assert row[0].data_type == "s" or not visible(text)
        assert row[0].hyperlink is None
