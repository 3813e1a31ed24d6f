"""Excerpts as csv, read back with Python's csv reader."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters import About, escape, export, unescape
from qualcode.model import Segment

# Full-width forms among them: some spreadsheets take them for the narrow ones.
FORMULA = set("=+-@|%＝＋－＠｜％")
NASTY = st.text(st.sampled_from("'\"=+-@|%\t\r\n ＝＠,;\u200b\ufeff\u202ea1ә")) | st.text()


@pytest.fixture
def written(about, tmp_path):
    """Writes segments and reads the rows back, header first."""

    def write_and_read(segments, about=about):
        export(segments, tmp_path / "out.csv", about)
        return read(tmp_path / "out.csv")

    return write_and_read


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def is_inert(cell):
    """Whether no spreadsheet can take it for a formula: a tab or CR in front counts too."""
    for letter in cell:
        if letter in FORMULA or letter in "\t\r":
            return False
        if not (letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")):
            return True
    return True


def test_a_row_says_all_there_is_to_an_excerpt(written, segment):
    header, row = written(
        [segment._replace(memo="See Bek's.", codebook_version="Pilot", marks=("important", "unsure"))]
    )

    assert dict(zip(header, row, strict=True)) == {
        "Quote": "I was afraid, and we left.",
        "Code": "Fear / Flight",
        "Source": "Interview 3",
        "Respondent": "Aigul",
        "Gender": "female",
        "Age": "34",
        "Group": "villager",
        "Speaker": "R",
        "Role": "respondent",
        "Language": "en",
        "Turn": "12",
        "Paragraph": "31",
        "Coder": "Ana",
        "Memo": "See Bek's.",
        "Coded at (UTC)": "2026-02-03T10:00:00+00:00",
        "Codebook version": "Pilot",
        "Marked": "important, unsure",
        "Start": "100",
        "End": "126",
        "Coding": "0198c1d2",
        "Version of the source": "1",
    }


def test_rows_come_in_the_order_they_are_given(written, segment):
    _, *rows = written([segment._replace(quote=quote) for quote in ("b", "a", "c")])

    assert [row[0] for row in rows] == ["b", "a", "c"]


def test_excel_is_told_that_it_is_utf_8(segment, about, tmp_path):
    export([segment._replace(quote="Мен қорықтым 😨")], tmp_path / "out.csv", about)

    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfQuote,Code,")
    assert "Мен қорықтым 😨".encode() in data


def test_line_ends_in_a_quote_stay_where_they_are(written, segment):
    quote = "I: And then?\nR: We left.\r\n\nI: “Left”, you say?"

    _, row = written([segment._replace(quote=quote)])

    assert row[0] == quote


def test_a_respondent_without_values_leaves_their_cells_empty(written, segment):
    header, row = written([segment._replace(case="", values=())])

    assert len(row) == len(header)
    assert row[header.index("Gender")] == row[header.index("Age")] == ""


def test_an_attribute_called_like_a_column_says_it_is_an_attribute(written, segment):
    about = About("Two villages", "", "2026-03-01", attributes=("language", "Turn"))

    header, row = written([segment._replace(values=("Kazakh", "first"))], about)

    assert header.count("Language") == header.count("Turn") == 1
    assert row[header.index("language (attribute)")] == "Kazakh"
    assert row[header.index("Turn (attribute)")] == "first"


@pytest.mark.parametrize(
    "quote",
    ["=1+1", "+7 701", "-1", "@SUM(A1)", "|calc", "%00", "\t=1", "\r=1", "＝1", " =1", "\u200b@a", "'=1"],
)
def test_a_quote_that_a_spreadsheet_would_run_gets_an_apostrophe(quote, written, segment):
    _, row = written([segment._replace(quote=quote)])

    assert row[0] == "'" + quote
    assert unescape(row[0]) == quote


@pytest.mark.parametrize("quote", ["’Twas so", "'tis", "– Да", "— Жоқ", "«Қайда?»", "a=b", "3-4", "😨"])
def test_ordinary_words_are_left_as_they_are(quote, written, segment):
    _, row = written([segment._replace(quote=quote)])

    assert row[0] == quote


@pytest.mark.parametrize(
    ("value", "cell"), [("-5", "-5"), ("-5.25", "-5.25"), ("-5+1", "'-5+1"), ("+5", "'+5")]
)
def test_an_attribute_below_zero_stays_a_number(value, cell, written, segment):
    header, row = written([segment._replace(values=("female", value))])

    assert row[header.index("Age")] == cell


def test_names_are_as_safe_as_quotes(written, segment):
    bad = '=HYPERLINK("http://a.b","c")'
    about = About("Two villages", "", "2026-03-01", attributes=("@evil", "Age"))
    everywhere = {field: bad for field in Segment._fields if isinstance(getattr(segment, field), str)}

    header, row = written([segment._replace(**everywhere, values=(bad, bad))], about)

    assert "'@evil" in header
    assert {cell for cell in row if cell and not cell.isdigit()} == {"'" + bad}


@given(NASTY)
def test_an_escaped_text_is_inert_and_comes_back(text):
    assert is_inert(escape(text))
    assert unescape(escape(text)) == text


@given(st.lists(NASTY, min_size=1, max_size=5))
def test_whatever_is_written_is_read_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    segments = [
        Segment(text, text, "", "", "", "", "", "", 1, 1, "", text, "", 0, 1, "", "", "", (text,))
        for text in texts
    ]

    export(segments, path, About("Two villages", "", "2026-03-01", attributes=("Age",)))

    _, *rows = read(path)
    assert [[unescape(row[place]) for place in (0, 1, 4, 12)] for row in rows] == [
        [text] * 4 for text in texts
    ]


def test_half_a_surrogate_pair_does_not_spoil_the_file(written, segment):
    _, row = written([segment._replace(quote="a\ud83d b")])

    assert row[0] == "a? b"


@pytest.mark.shared
def test_hostile_strings_are_inert_and_come_back(naughty, written, segment):
    _, *rows = written(segment._replace(quote=text, case=text, memo=text) for text in naughty)

    assert [unescape(row[0]) for row in rows] == naughty
    assert [unescape(row[3]) for row in rows] == naughty
    assert all(is_inert(cell) for row in rows for cell in row)
