import datetime as dt
import io

import openpyxl
import pytest

from qualcode.importers import match, read_face_sheet, read_transcript, tables
from qualcode.importers.dates import as_date, as_text
from qualcode.importers.problems import (
    Damaged,
    EmptyFile,
    NoRows,
    NothingToMatch,
    TooLarge,
    TooLong,
    TooManyRows,
    UnknownKind,
)

# Excel knows no time zones
APRIL = dt.datetime(2023, 4, 21)  # noqa: DTZ001
HALF_PAST_TEN = dt.datetime(2021, 3, 14, 10, 30)  # noqa: DTZ001


def sheet(text: str, name: str = "face.csv"):
    return read_face_sheet(name, text.encode())


def interview(file: str, *people: str):
    turns = "".join(f"{person}: Сөз сөз.\n" for person in people for _ in range(2))
    return read_transcript(file, f"Модератор: Не?\n{turns}Модератор: Ал?\n".encode())


def xlsx(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


# -- reading -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "file,case,speaker,group,language,date,village",
        "Файл;Респондент;Спикер;Группа;Язык;Дата интервью;village",
        "файл аты\tқатысушы\tсөйлеуші\tтоп\tтілі\tсұхбат күні\tvillage",
        "FileName,case_id,Speaker label,GROUP,Language,InterviewDate,village",
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(header):
    found = sheet(f"{header}\n" + "x" + header[len("file") : 0]) if False else sheet(f"{header}\na\tb,c;d")

    assert set(found.meanings) == {"file", "case", "speaker", "group", "language", "date"}
    assert found.attributes == ("village",)


def test_of_two_columns_that_mean_the_same_the_better_name_wins():
    found = sheet("code,respondent\n7,Anna")

    assert found.columns[found.meanings["case"]] == "respondent"
    assert found.attributes == ("code",)


@pytest.mark.parametrize("codec", ["utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_comes_in_any_encoding_and_with_any_delimiter(codec, delimiter):
    text = (
        delimiter.join(["файл", "село"])
        + "\r\n"
        + delimiter.join(["а.txt", '"Верхняя; улица, дом"'])
        + "\r\n"
    )

    found = read_face_sheet("face.csv", text.encode(codec))

    assert found.columns == ("файл", "село")
    assert found.rows == (("а.txt", "Верхняя; улица, дом"),)


def test_excels_hint_titles_empty_rows_and_empty_columns_are_passed_over():
    found = sheet("sep=;\nOur study\n\nfile;;age;\na.txt;;31;\n;;;\nb.txt;;;\n")

    assert found.columns == ("file", "age")
    assert found.rows == (("a.txt", "31"), ("b.txt", ""))
    assert [record.number for record in found.records()] == [4, 6]


def test_columns_of_one_name_are_told_apart_and_long_rows_noticed():
    found = sheet("id,answer,answer\n1,a,b,c\n2\n")

    assert found.columns == ("id", "answer", "answer (2)", "column 4")
    assert found.rows == (("1", "a", "b", "c"), ("2", "", "", ""))
    assert found.notices == ("Rows with more cells than the header has names: 2.",)


def test_xlsx_cells_become_what_people_read():
    found = read_face_sheet(
        "face.xlsx",
        xlsx(
            ("file", "age", "date", "time", "share", "yes", "note"),
            ("a.docx", 31.0, APRIL, dt.time(10, 33), 0.5, True, " two\n lines "),
            (None, None, None, None, None, None, None),
        ),
    )

    assert found.rows == (("a.docx", "31", "2023-04-21", "10:33", "0.5", "yes", "two lines"),)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.csv", b"", EmptyFile),
        ("a.csv", b"file,age\n", NoRows),
        ("a.csv", b"\n\n", NoRows),
        ("a.csv", b"year,people\n1999,5\n", NothingToMatch),
        ("a.csv", b"file," + b"x," * 600 + b"\na\n", TooManyRows),
        ("a.csv", b"file,x\n" + b"a,b\n" * 10_001, TooManyRows),
        ("a.csv", b"x" * 26_000_000, TooLarge),
        ("a.csv", b"file,age\n" + b"a" * 200_000, Damaged),
        ("a.xlsx", b"PK not a zip", Damaged),
        ("a.xls", b"x", UnknownKind),
    ],
)
def test_a_bad_sheet_is_one_clear_line(name, data, problem):
    with pytest.raises(problem) as raised:
        read_face_sheet(name, data)
    assert name in str(raised.value)


def test_a_first_line_longer_than_a_cell_may_be_is_one_clear_line():
    with pytest.raises(Damaged):
        sheet('"' + "a" * 200_000)


def test_cells_that_all_point_at_one_endless_text_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_TEXT", 100)
    with pytest.raises(TooLong):
        read_face_sheet("a.xlsx", xlsx(("file", "x"), *[("a", "word " * 10)] * 5))


# -- matching ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["V1.txt", "v1.TXT", "V1", "folder/V1.txt", "C:\\data\\V1.txt"])
def test_a_row_finds_its_file_with_or_without_suffix_and_folder(written):
    [found], report = match(sheet(f"file,case,age\n{written},R05,31"), [interview("V1.txt", "Айгүл")])

    assert [(speaker.label, speaker.case) for speaker in found.speakers] == [
        ("Модератор", ""),
        ("Айгүл", "R05"),
    ]
    assert found.values == {"R05": {"age": "31"}}
    assert (report.matched, report.rows, report.files, report.doubts) == (1, (), (), ())


def test_a_row_gives_group_language_and_date_and_leaves_what_it_does_not_say():
    transcript = interview("V1.txt", "Айгүл")

    [found], _ = match(
        sheet("file,group,language,date\nV1.txt,жители,Kazakh and Russian,14.03.2021"), [transcript]
    )
    [kept], _ = match(sheet("file,group,language,date\nV1.txt,,,"), [transcript])

    assert (found.group, found.language, found.date) == ("villager", "kk+ru", "2021-03-14")
    assert kept == transcript


@pytest.mark.parametrize("column", ["case", "file", "speaker"])
def test_a_row_finds_a_transcript_by_the_name_of_who_speaks(column):
    [found, other], report = match(
        sheet(f"{column},age\nайгүл,31"),
        [interview("V1.txt", "Айгүл", "Марат"), interview("V2.txt", "Нұрлан")],
    )

    assert [speaker.case for speaker in found.speakers] == ["", "айгүл", ""]
    assert other.values == {}
    assert report.files == ("“V2.txt” has no row in “face.csv”.",)


def test_somebody_interviewed_twice_is_one_case_in_both_files():
    both, report = match(
        sheet("case,age\nАйгүл,31"), [interview("V1.txt", "Айгүл"), interview("V2.txt", "Айгүл")]
    )

    assert [transcript.speakers[1].case for transcript in both] == ["Айгүл", "Айгүл"]
    assert report.matched == 2


def test_a_letter_that_speaks_in_several_files_is_not_one_person():
    both, report = match(sheet("case,age\nР1,31"), [interview("V1.txt", "Р1"), interview("V2.txt", "Р1")])

    assert [transcript.values for transcript in both] == [{}, {}]
    assert report.rows == ("Row 2 of “face.csv” (Р1) fits several transcripts; add a column “file”.",)


def test_several_rows_of_one_file_find_their_speakers():
    rows = "file,case,speaker,age\nV7,A,Айгүл,31\nV7,B,марат,45\nV7,C,Зарина,20"

    [found], report = match(sheet(rows), [interview("V7.txt", "Айгүл", "Марат")])

    assert [speaker.case for speaker in found.speakers] == ["", "A", "B"]
    assert found.values == {"A": {"age": "31"}, "B": {"age": "45"}}
    assert report.doubts == (
        "Row 4: nobody in “V7.txt” is left to be “C”; its speakers are Модератор, Айгүл, Марат.",
    )


def test_a_row_without_a_speaker_says_so_where_several_could_be_meant():
    [found], report = match(sheet("file,case,age\nV7,A,31"), [interview("V7.txt", "Айгүл", "Марат")])

    assert [speaker.case for speaker in found.speakers] == ["", "", ""]
    assert report.doubts == (
        "Row 2: which speaker of “V7.txt” is “A”? Add a column “speaker” (Модератор, Айгүл, Марат).",
    )


def test_a_text_without_speakers_takes_its_group_but_nobody_can_be_the_case():
    text = read_transcript("P1.txt", "Бағдарлама туралы жалпы ережелер.".encode())

    [quiet], silent = match(sheet("file,case,group,age\nP1,,policy document,"), [text])
    [_], told = match(sheet("file,case,group,age\nP1,Anna,policy document,31"), [text])

    assert (quiet.group, silent.doubts) == ("policy document", ())
    assert told.doubts == ("Row 2: “P1.txt” has no speakers, so nobody in it can be “Anna”.",)


def test_without_a_name_of_its_own_a_case_is_called_like_the_interview():
    [found], _ = match(sheet("file,age\nV1,31"), [interview("V1.txt", "Р")])
    [focus], _ = match(sheet("file,speaker,age\nV7,P1,31\nV7,P2,45"), [interview("V7.txt", "P1", "P2")])

    assert found.values == {"V1": {"age": "31"}}
    assert focus.values == {"V7 P1": {"age": "31"}, "V7 P2": {"age": "45"}}


def test_rows_that_disagree_are_told_and_the_first_counts():
    rows = "file,case,speaker,group\nV7,A,Айгүл,villager\nV7,B,Марат,official"

    [found], report = match(sheet(rows), [interview("V7.txt", "Айгүл", "Марат")])

    assert found.group == "villager"
    assert report.doubts == (
        "The rows of “V7.txt” disagree about its group (villager, official); the first counts.",
    )


def test_what_fits_nothing_is_told_both_ways():
    [found], report = match(sheet("file,case\nV9.txt,Z"), [interview("V1.txt", "Айгүл")])

    assert found.speakers[1].case == ""
    assert report.rows == ("Row 2 of “face.csv” (V9.txt) fits no transcript.",)
    assert report.files == ("“V1.txt” has no row in “face.csv”.",)


# -- dates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021-03-14", "2021-03-14"), ("14.03.2021", "2021-03-14"), ("14/3/2021 г.", "2021-03-14"),
        ("2021-03-14T10:00", "2021-03-14"), ("31.02.2021", "31.02.2021"), ("весна 2021", "весна 2021"),
        ("", ""),
    ],
)  # fmt: skip
def test_dates_become_iso_where_they_are_dates(written, date):
    assert as_date(written) == date


def test_numbers_and_times_read_as_people_write_them():
    assert as_text(HALF_PAST_TEN) == "2021-03-14 10:30"
    assert as_text(dt.time(0, 43, 7)) == "00:43:07"
    assert as_text(1e20) == "1e+20"
    assert as_text(None) == ""
