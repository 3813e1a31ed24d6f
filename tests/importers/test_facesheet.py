import datetime as dt
import io
from dataclasses import replace
from unicodedata import normalize

import openpyxl
import pytest

from qualcode.importers import CannotRead, facesheet, match, read_face_sheet, read_transcript, tables
from qualcode.importers.dates import as_date, as_text
from qualcode.importers.facesheet import Known, MatchReport, match_stored
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
from qualcode.model import Transcript

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
    found = sheet(f"{header}\na\tb,c;d")

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
        ("a.xlsx", b"PK not a zip", Damaged),
        ("a.xls", b"x", UnknownKind),
    ],
)
def test_a_bad_sheet_is_one_clear_line(name, data, problem):
    with pytest.raises(problem) as raised:
        read_face_sheet(name, data)
    assert name in str(raised.value)


def test_a_first_line_that_is_one_endless_name_is_one_clear_line():
    with pytest.raises(CannotRead):
        sheet('"' + "a" * 200_000)


def test_cells_that_all_point_at_one_endless_text_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_TEXT", 100)
    with pytest.raises(TooLong):
        facesheet.read_face_sheet("a.xlsx", xlsx(("file", "x"), *[("a", "word " * 10)] * 5))


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


def text(file: str, words: str = "Біз осында тұрамыз.\nЖиырма жыл болды.\nЖақсы.") -> Transcript:
    return read_transcript(file, words.encode())


def test_of_a_text_without_speakers_the_respondent_says_every_word():
    silent = text("V1.txt")

    [spoken], report = match(sheet("file,case,age\nV1.txt,R05,31"), [silent])

    assert spoken.text == silent.text
    assert [(turn.speaker, turn.start, turn.end) for turn in spoken.turns] == [("R05", 0, len(silent.text))]
    assert [(each.label, each.role, each.case) for each in spoken.speakers] == [("R05", "respondent", "R05")]
    assert spoken.values == {"R05": {"age": "31"}}
    assert report.doubts == ()


@pytest.mark.parametrize(
    ("row", "label", "case"),
    [("file,age\nV1,31", "V1", "V1"), ("file,case,speaker\nV1,R05,Айгүл", "Айгүл", "R05"), ("case,age\nv1,31", "v1", "v1")],
)  # fmt: skip
def test_who_says_a_text_without_speakers_is_called_as_the_row_calls_them(row, label, case):
    [spoken], _ = match(sheet(row), [text("V1.txt")])

    assert [(each.label, each.case) for each in spoken.speakers] == [(label, case)]


def test_matching_a_text_without_speakers_twice_changes_nothing():
    rows = sheet("file,case,age\nV1.txt,R05,31")
    once, _ = match(rows, [text("V1.txt")])

    twice, report = match(rows, once)

    assert twice == once
    assert report.doubts == ()


def test_nobody_says_a_policy_document_nor_a_text_of_several_respondents():
    policy = sheet("file,case,group,age\nP1,Anna,policy document,31\nP2,,policy document,")
    several = sheet("file,case\nV7,A\nV7,B")

    [first, second], told = match(policy, [text("P1.txt"), text("P2.txt", "Жалпы ережелер туралы.")])
    [focus], doubted = match(several, [text("V7.txt")])

    assert (first.speakers, second.speakers, focus.speakers) == ((), (), ())
    assert (first.group, second.group) == ("policy document", "policy document")
    assert told.doubts == ("Row 2: “P1.txt” has no speakers, so nobody in it can be “Anna”.",)
    assert len(doubted.doubts) == 2


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


@pytest.mark.parametrize(
    "written",
    [
        "v1 FARMER 2021",
        "V1-farmer_2021.doc",
        "V1 – Farmer – 2021.mp3",
        "V1farmer2021",
        "Interviews/V1_fármer_2021.TXT",
    ],
)
def test_capitals_separators_accents_and_suffix_do_not_part_a_row_from_its_file(written):
    [found, other], report = match(
        sheet(f"file,case\n{written},R05"),
        [interview("V1_farmer_2021.txt", "Айгүл"), interview("V2_farmer_2021.txt", "Марат")],
    )

    assert found.speakers[1].case == "R05"
    assert other.speakers[1].case == ""
    assert report.rows == ()


def test_a_name_that_could_mean_two_files_means_none():
    found, report = match(
        sheet("file,case\nv1,R05"), [interview("V-1.txt", "Айгүл"), interview("V_1.txt", "Марат")]
    )

    assert [each.speakers[1].case for each in found] == ["", ""]
    assert len(report.rows) == 1


def lying(folder: str, transcript: Transcript) -> Transcript:
    return replace(transcript, folder=folder)


KORDAY = ("interviews/Korday", "Korday")


@pytest.mark.parametrize(
    "row", ["Korday/01.txt", "korday\\01", "C:\\data\\Korday\\01.txt", "interviews/Korday/01.mp3"]
)
@pytest.mark.parametrize("folder", KORDAY)
def test_a_row_with_a_folder_finds_the_file_that_lies_there(row, folder):
    both = [
        lying(folder, interview("01.txt", "Айгүл")),
        lying(folder.replace("Korday", "Masanchi"), interview("01.txt", "Марат")),
    ]

    [there, other], report = match(sheet(f"file,region\n{row},Korday\nMasanchi/01.txt,Masanchi"), both)

    assert there.values == {"Korday/01": {"region": "Korday"}}
    assert other.values == {"Masanchi/01": {"region": "Masanchi"}}
    assert (report.rows, report.doubts) == ((), ())


def test_a_row_without_a_folder_that_fits_several_files_is_told():
    both = [lying("Korday", interview("01.txt", "Айгүл")), lying("Masanchi", interview("01.txt", "Марат"))]

    found, report = match(sheet("file,region\n01.txt,Korday"), both)

    assert [each.values for each in found] == [{}, {}]
    assert report.rows == (
        "Row 2 of “face.csv” (01.txt) fits several files; write its folder before its name.",
    )


def test_a_file_brought_twice_is_one_file():
    both, report = match(sheet("file,case\nV1.txt,R05"), [interview("V1.txt", "Айгүл")] * 2)

    assert [each.speakers[1].case for each in both] == ["R05", "R05"]
    assert report.rows == ()


def test_a_folder_nobody_brought_does_not_matter_unless_another_row_has_the_file():
    there = [lying("raw", interview("01.txt", "Айгүл"))]

    [renamed], _ = match(sheet("file,region\ndata/01.txt,Korday"), there)
    [kept], report = match(sheet("file,region\ndata/01.txt,Korday\nraw/01.txt,Masanchi"), there)

    assert renamed.values == {"01": {"region": "Korday"}}
    assert kept.values == {"01": {"region": "Masanchi"}}
    assert [sentence[:40] for sentence in report.rows] == ["Row 2 of “face.csv” (data/01.txt) fits n"]


def test_two_rows_of_one_file_that_disagree_are_told_and_the_first_counts():
    rows = sheet("file,region\nKorday/01.txt,Korday\nMasanchi/01.txt,Masanchi")

    [found], report = match(rows, [interview("01.txt", "Айгүл")])

    assert found.values == {"01": {"region": "Korday"}}
    assert report.doubts == (
        "Rows 2 and 3 differ about “01”: “region” is “Korday” or “Masanchi”; the first counts.",
    )


def test_an_accent_written_as_a_sign_of_its_own_is_the_same_name():
    [found], _ = match(
        sheet("file,case\nҚордай й.txt,R05"), [interview(normalize("NFD", "Қордай й.txt"), "Айгүл")]
    )

    assert found.speakers[1].case == "R05"


def test_a_file_name_that_several_sources_of_a_project_have_is_told():
    people = (
        Known("01", "01.txt", "Айгүл", "respondent", "A"), Known("01 (2)", "01.txt", "Марат", "respondent", "B"),
    )  # fmt: skip

    by_file = match_stored(sheet("file,age\n01.txt,31"), people)
    by_name = match_stored(sheet("file,age\n01,31\n01 (2),45"), people)

    assert (by_file.values, len(by_file.report.rows)) == ((), 1)
    assert by_name.values == (("A", "age", "31"), ("B", "age", "45"))


def test_separators_between_numbers_tell_files_apart():
    found, _ = match(
        sheet("file,case\n1 12,R05"), [interview("1_12.txt", "Айгүл"), interview("11_2.txt", "Марат")]
    )

    assert [each.speakers[1].case for each in found] == ["R05", ""]


@pytest.mark.parametrize(
    ("row", "close"),
    [
        ("file\nV1_framer_2021.txt", "V1_farmer_2021.txt"),
        ("case\nГүлнар апаи", "Гүлнар апай"),
    ],
)
def test_a_row_that_nearly_fits_is_told_what_it_may_mean(row, close):
    [found], report = match(sheet(row), [interview("V1_farmer_2021.txt", "Гүлнар апай", "Марат")])

    assert [sentence.split("Did you mean ")[1] for sentence in report.rows] == [f"“{close}”?"]
    assert all(each.case == "" for each in found.speakers)


@pytest.mark.parametrize("written", ["V2_farmer_2021.txt", "V1_farmer_2022.txt", "something else"])
def test_another_number_is_another_file_and_not_suggested(written):
    _, report = match(sheet(f"file\n{written}"), [interview("V1_farmer_2021.txt", "Айгүл")])

    assert report.rows == (f"Row 2 of “face.csv” ({written}) fits no transcript.",)


# -- rows that say more than one thing -----------------------------------------------------------------


def test_what_one_row_tells_of_a_respondent_holds_in_all_files():
    both, report = match(
        sheet("file,case,age,village\nV1,R05,31,\nV2,r05,,Upper"),
        [interview("V1.txt", "Айгүл"), interview("V2.txt", "Айгүл")],
    )

    assert [each.values for each in both] == [{"R05": {"age": "31", "village": "Upper"}}] * 2
    assert report.doubts == ()


def test_rows_that_contradict_each_other_are_told_and_the_first_counts():
    both, report = match(
        sheet("file,case,age\nV1,R05,31\nV2,R05,32"),
        [interview("V1.txt", "Айгүл"), interview("V2.txt", "Айгүл")],
    )

    assert [each.values for each in both] == [{"R05": {"age": "31"}}] * 2
    assert report.doubts == ("Rows 2 and 3 differ about “R05”: “age” is “31” or “32”; the first counts.",)


def test_attributes_that_differ_in_case_are_one():
    found = sheet("file,case,Age,AGE,village\nV1,R05,31,,\nV2,R06,,45,Upper\nV3,R07,20,21,Lower")

    assert found.attributes == ("Age", "village")
    assert [dict(record.values) for record in found.records()] == [
        {"Age": "31"}, {"Age": "45", "village": "Upper"}, {"Age": "20", "village": "Lower"},
    ]  # fmt: skip
    assert list(found.contradictions()) == ["Row 4: “Age” is both “20” and “21”; the first counts."]


def test_attributes_are_spelt_as_the_files_spell_them():
    survey = read_transcript("s.csv", b"id,Age,answer\nA7,31,I live here\nA8,45,I live there\n")

    [found], _ = match(sheet("case,AGE,village\nA7,32,Upper"), [survey])

    assert found.values == {"A7": {"Age": "32", "village": "Upper"}, "A8": {"Age": "45"}}


def test_a_workbook_may_hold_the_face_sheet_behind_another_sheet():
    book = openpyxl.Workbook()
    book.active.append(("colour", "meaning"))
    book.active.append(("red", "done"))
    people = book.create_sheet("People")
    people.append(("file", "age"))
    people.append(("a.txt", 31))
    target = io.BytesIO()
    book.save(target)

    found = read_face_sheet("face.xlsx", target.getvalue())

    assert found.columns == ("file", "age")
    assert found.notices == ("Only the sheet “People” was read; left out: “Sheet”.",)


# -- a sheet and a project -----------------------------------------------------------------------------

PEOPLE = (
    Known("V1", "V1.docx", "Модератор", "interviewer", ""),
    Known("V1", "V1.docx", "Айгүл", "respondent", "V1"),
    Known("V7", "V7.docx", "P1", "respondent", "V7: P1"),
    Known("V7", "V7.docx", "P2", "respondent", "V7: P2"),
)


def test_a_sheet_links_the_speakers_of_a_project_and_gives_them_values():
    found = match_stored(
        sheet("file,case,speaker,age\nV1.docx,R05,,31\nv7,R06,P1,45\nV7.docx,R07,p2,20"), PEOPLE
    )

    assert found.links == (("V1", "Айгүл", "R05"), ("V7", "P1", "R06"), ("V7", "P2", "R07"))
    assert found.values == (("R05", "age", "31"), ("R06", "age", "45"), ("R07", "age", "20"))
    assert found.report == MatchReport(2)


def test_a_row_finds_a_case_of_the_project_and_leaves_its_links():
    found = match_stored(
        sheet("case,age\nv7: p1,45\nAli,20"), (*PEOPLE, Known("", "", "", "respondent", "Ali"))
    )

    assert found.links == ()
    assert found.values == (("V7: P1", "age", "45"), ("Ali", "age", "20"))
    assert found.report.files == ("“V1” has no row in “face.csv”.",)


def test_a_row_without_a_case_tells_of_whom_the_project_knows_there():
    found = match_stored(sheet("file,age\nV1.docx,31"), PEOPLE)

    assert (found.links, found.values) == ((), (("V1", "age", "31"),))


def test_one_case_in_several_sources_is_one_person_even_under_a_letter():
    people = (Known("V1", "", "R", "respondent", "R1"), Known("V2", "", "A", "respondent", "R1"))

    found = match_stored(sheet("case,age\nR1,31"), people)

    assert (found.links, found.values) == ((), (("R1", "age", "31"),))
    assert found.report.rows == ()


def test_what_a_sheet_gets_wrong_about_a_project_is_told():
    found = match_stored(sheet("file,case,age\nV7,A,31\nV9,B,45\nV1,C,20\nV1,C,21"), PEOPLE)

    assert found.links == (("V1", "Айгүл", "C"),)
    assert found.report.rows == ("Row 3 of “face.csv” (V9) fits nobody in the project.",)
    assert found.report.doubts == (
        "Rows 4 and 5 differ about “C”: “age” is “20” or “21”; the first counts.",
        "Row 2: which speaker of “V7.docx” is “A”? Add a column “speaker” (P1, P2).",
    )


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
