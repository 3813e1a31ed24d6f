import datetime as dt
import io

import openpyxl
import pytest

from qualcode.importers import tables
from qualcode.importers.dates import as_clock, as_text
from qualcode.importers.problems import NoRows, NotText, TooLong, TooManyRows
from qualcode.importers.tables import read_grids, read_table, read_tables


def cells(text: str, name: str = "table.csv") -> tuple[tuple[str, ...], ...]:
    [grid] = read_grids(name, text.encode())
    return grid.rows


def xlsx(*rows: tuple, **sheets: list[tuple]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


# -- csv -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b;c\n1,5;2;x, y\n2,5;3;z", (("a", "b", "c"), ("1,5", "2", "x, y"), ("2,5", "3", "z"))),
        ("a\tb\n1, 2\t3\n4, 5\t6, 7", (("a", "b"), ("1, 2", "3"), ("4, 5", "6, 7"))),
        ("a|b\nx, y|z\nu|v", (("a", "b"), ("x, y", "z"), ("u", "v"))),
        ("Our study; final\na,b,c\n1,2,3\n4,5,6", (("Our study; final",), ("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"))),
        ('a, "b, c"\n1, "2; 3"', (("a", "b, c"), ("1", "2; 3"))),
    ],
)  # fmt: skip
def test_the_sign_that_parts_cells_is_the_one_that_parts_rows_evenly(text, rows):
    assert cells(text) == rows


def test_a_cell_in_quotes_keeps_its_lines_its_commas_and_its_quotes():
    found = cells('id,words\n1,"One, ""two""\n  three\n\nfour "\n')

    assert found == (("id", "words"), ("1", 'One, "two"\nthree\n\nfour'))


def test_quotes_of_running_text_part_nothing():
    found = cells('start\ttext\n0\t"Well," he said\n9\tand then "she left\n12\tus\n', "whisper.tsv")

    assert found == (
        ("start", "text"),
        ("0", '"Well," he said'),
        ("9", 'and then "she left'),
        ("12", "us"),
    )


def test_a_quote_that_is_never_closed_swallows_no_rows():
    found = cells('who,text\nI,"So\nR,well\nI,and\n')

    assert found == (("who", "text"), ("I", '"So'), ("R", "well"), ("I", "and"))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_the_encoding_is_found_or_told(codec):
    text = (
        "кто;реплика\nМодератор;Расскажите, пожалуйста, о вашем селе и о людях.\nОльга;Село у нас большое.\n"
    )

    [found] = read_grids("t.csv", text.encode(codec))
    [told] = read_grids("t.csv", text.encode("cp866"), "CP866")

    assert found.rows[0] == ("кто", "реплика")
    assert told.rows == found.rows
    assert told.encoding == "CP866"


def test_a_workbook_called_csv_is_read_as_a_workbook():
    [grid] = read_grids("t.csv", xlsx(("a", "b"), (1, 2)))

    assert grid.rows == (("a", "b"), ("1", "2"))


def test_what_is_no_text_is_one_clear_sentence():
    with pytest.raises(NotText):
        read_grids("t.csv", b"%PDF-1.4 something")


# -- xlsx ----------------------------------------------------------------------------------------------


def test_times_of_a_column_are_shown_alike():
    rows = read_grids(
        "t.xlsx",
        xlsx(
            ("exact", "short", "long"),
            (dt.time(0, 1), dt.time(1, 23), dt.timedelta(hours=45, minutes=10)),
            (dt.time(0, 1, 23), dt.time(0, 5), dt.time(0, 2)),
            (dt.time(0, 1, 23, 500_000), None, None),
        ),
    )[0].rows

    assert [row[0] for row in rows[1:]] == ["00:01:00", "00:01:23", "00:01:23.500"]
    assert [row[1:] for row in rows[1:3]] == [("01:23", "45:10"), ("00:05", "00:02")]


def test_small_parts_of_a_day_are_written_out():
    assert as_text(0.00005) == "0.00005"
    assert as_clock(dt.timedelta(seconds=-1), exact=True) == "-00:00:01"


def test_lines_within_a_cell_and_what_had_to_go_are_kept_and_told():
    [grid] = read_grids("t.xlsx", xlsx(("a", "b"), ("one\n two\u202e ", "x_x000D_y")))

    assert grid.rows[1] == ("one\ntwo", "x\ny")
    assert grid.notices == ("Marks that turn the direction of writing were removed: 1.",)


def test_each_sheet_with_words_is_a_grid():
    data = xlsx(empty=[], second=[("file", "age"), ("a.txt", 31)], third=[("x", "y"), (1, 2)])

    assert [grid.sheet for grid in read_grids("t.xlsx", data)] == ["second", "third"]
    assert [table.sheet for table in read_tables("t.xlsx", data)] == ["second", "third"]
    assert read_table("t.xlsx", data).columns == ("file", "age")


def test_a_sheet_that_is_too_large_stops_only_who_wants_it(monkeypatch):
    monkeypatch.setattr(tables, "MOST_CELLS", 7)

    first, second = read_grids("t.xlsx", xlsx(("a", "b"), (1, 2), more=[("c", "d"), (3, 4), (5, 6)]))

    assert first.excess is None
    assert isinstance(second.excess, TooManyRows)


def test_a_cell_far_to_the_right_makes_no_table_of_millions(monkeypatch):
    monkeypatch.setattr(tables, "_MOST_PLACES", 20_000)
    book = openpyxl.Workbook()
    for row in (1, 2):
        book.active.cell(row, 1, "a")
        book.active.cell(row, 16_384, "b")
    target = io.BytesIO()
    book.save(target)

    [grid] = read_grids("t.xlsx", target.getvalue())

    assert isinstance(grid.excess, TooManyRows)


def test_the_characters_of_all_sheets_count(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_TEXT", 30)

    first, second = read_grids("t.xlsx", xlsx(("a" * 20, "b"), more=[("c" * 20, "d"), ("e", "f")]))

    assert first.excess is None
    assert isinstance(second.excess, TooLong)


def test_a_table_without_rows_is_one_clear_sentence():
    with pytest.raises(NoRows):
        read_table("t.csv", b"a,b\n")


@pytest.mark.parametrize(
    ("hint", "rows"),
    [
        ("SEP=x\naxb\n1x2\n", (("a", "b"), ("1", "2"))),
        ("sep=\n\na,b\n1,2\n", (("sep=",), ("a", "b"), ("1", "2"))),
    ],
)
def test_excels_hint_is_followed_where_it_is_one(hint, rows):
    assert cells(hint) == rows
