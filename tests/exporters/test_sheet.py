"""The sheet of respondents: what stands in it, that nothing in it is run, and that reading it says the same."""

import csv
import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from study import transcript

from qualcode.actions.cases import (
    add_attribute,
    add_case,
    link_speakers,
    one_line,
    remove_case,
    set_attribute,
    set_attributes,
)
from qualcode.actions.facesheets import read_face_sheet
from qualcode.actions.sources import import_sources, regroup_source, retire_source
from qualcode.errors import CannotWrite
from qualcode.exporters.problems import FolderMissing, UnknownSuffix
from qualcode.exporters.sheet import COLUMNS, sheet_of, understood, write_sheet
from qualcode.exporters.sheet_xlsx import CellTooLong
from qualcode.importers.facesheet import match
from qualcode.importers.sheetrows import read_face_sheet as read_sheet
from qualcode.model import DraftSpeaker
from qualcode.project import Project
from qualcode.store.cases import cases, voices
from qualcode.store.sources import sources
from qualcode.text.labels import key


@pytest.fixture
def study(tmp_path):
    with Project.create(tmp_path / "Study.qualcode", coder="Ana") as made:
        yield made


def bring(project, name, *people, group="villager", file=""):
    """A source in which these people speak: label and name in the project."""
    drawn = transcript(name, "\n".join("Some words." for _ in people) or "A decree.")
    labels = [label for label, _ in people]
    turns = tuple(replace(turn, speaker=label) for turn, label in zip(drawn.turns, labels, strict=False))
    speakers = tuple(DraftSpeaker(label, "respondent", 1, case) for label, case in people)
    with project.edit(by="Ana") as edit:
        [source] = import_sources(
            edit,
            [
                replace(
                    drawn,
                    turns=turns,
                    speakers=speakers,
                    group=group,
                    file=file or drawn.file,
                    date="2021-10-12",
                )
            ],
        )
    return source


def written(project, suffix) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"sheet{suffix}"
        write_sheet(sheet_of(project), out)
        return out.read_bytes()


def rows(project) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(project, ".csv").decode("utf-8-sig"))))


def people(project) -> dict[str, dict[str, str]]:
    with project.read() as session:
        return {case.name: dict(case.values) for case in cases(session)}


def speaking(project) -> dict[tuple[str, str], str]:
    with project.read() as session:
        names = {case.id: case.name for case in cases(session)}
        return {(v.source.name, v.label): names.get(v.case, "") for v in voices(session)}


def read(project, data, name):
    news, *remarks = understood(project, read_sheet(name, data))
    with project.edit(by="Ana") as edit:
        read_face_sheet(edit, news, name)
    return news, remarks


# -- what stands in it ---------------------------------------------------------------------------------------


def test_there_is_a_row_for_each_place_where_somebody_speaks(study):
    bring(study, "FG 1", ("R1", "Aigul"), ("R2", "Bolat"))
    bring(study, "Later", ("R", "Aigul"))
    bring(study, "Decree", group="policy document")
    with study.edit(by="Ana") as edit:
        add_case(edit, "Silent")
        set_attribute(edit, "Aigul", "region", "Korday")

    assert rows(study) == [
        [*COLUMNS, "region"],
        ["FG 1.txt", "Aigul", "R1", "villager", "en", "2021-10-12", "Korday"],
        ["Later.txt", "Aigul", "R", "villager", "en", "2021-10-12", "Korday"],
        ["FG 1.txt", "Bolat", "R2", "villager", "en", "2021-10-12", ""],
        ["", "Silent", "", "", "", "", ""],
        ["Decree.txt", "", "", "policy document", "en", "2021-10-12", ""],
    ]


def test_a_retired_source_is_not_in_it_but_who_spoke_in_it_is(study):
    gone = bring(study, "Gone", ("R", "Aigul"))
    with study.edit(by="Ana") as edit:
        retire_source(edit, gone.id)

    assert rows(study)[1:] == [["", "Aigul", "", "", "", ""]]


def test_sources_that_came_from_files_of_one_name_go_by_their_own(study):
    bring(study, "North", ("R", "Aigul"), file="interview.docx")
    bring(study, "South", ("R", "Bolat"), file="interview.docx")

    assert [row[0] for row in rows(study)[1:]] == ["North", "South"]


def test_an_attribute_may_be_called_like_a_column(study):
    bring(study, "Talk", ("R", "Aigul"))
    with study.edit(by="Ana") as edit:
        for name in ("file", "Language", "date", "respondent"):
            set_attribute(edit, "Aigul", name, f"my {name}")

    header = rows(study)[0]
    news, *remarks = understood(study, read_sheet("sheet.csv", written(study, ".csv")))

    assert len(set(header)) == len(header)
    assert (bool(news), remarks) == (False, [(), ()])


def test_nothing_in_it_is_run_as_a_formula(study):
    bring(study, "Talk", ("R", "=1+1"))
    with study.edit(by="Ana") as edit:
        add_attribute(edit, "change", "number")
        set_attributes(edit, [("=1+1", "@sum", "+7 701"), ("=1+1", "change", "-5")])

    header, row = rows(study)
    book = openpyxl.load_workbook(io.BytesIO(written(study, ".xlsx")))

    assert header[6:] == ["change", "'@sum"]
    assert (row[1], row[6], row[7]) == ("'=1+1", "-5", "'+7 701")
    assert [cell.data_type for cell in book.active[2]][1] == "s"


def test_in_excel_numbers_and_dates_can_be_counted_with(study):
    bring(study, "Talk", ("R", "Aigul"))
    with study.edit(by="Ana") as edit:
        add_attribute(edit, "age", "number")
        add_attribute(edit, "met", "date")
        given = [("age", "45.5"), ("met", "2021-03-14"), ("flat", "007"), ("band", "1-2")]
        set_attributes(edit, [("Aigul", name, value) for name, value in given])

    book = openpyxl.load_workbook(io.BytesIO(written(study, ".xlsx")))
    age, met, flat, band = book.active[2][6:]

    assert (age.value, met.value.isoformat()[:10], flat.value) == (45.5, "2021-03-14", "007")
    assert met.is_date
    assert band.number_format == "@"


def test_a_file_tells_nobody_s_name_and_no_hour(study):
    bring(study, "Talk", ("R", "Aigul"))

    parts = zipfile.ZipFile(io.BytesIO(written(study, ".xlsx")))

    assert b"Ana" not in parts.read("docProps/core.xml")
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_excel_cannot_hold_is_refused_whole(study, tmp_path):
    bring(study, "Talk", ("R", "Aigul"))
    with study.edit(by="Ana") as edit:
        set_attribute(edit, "Aigul", "story", "long " * 7000)
    out = tmp_path / "sheet.xlsx"

    with pytest.raises(CellTooLong, match="write a csv file"):
        write_sheet(sheet_of(study), out)

    assert not out.exists()
    assert write_sheet(sheet_of(study), tmp_path / "sheet.csv") == 1


def test_a_file_that_cannot_be_written_is_said(study, tmp_path):
    with pytest.raises(UnknownSuffix, match=r"\.csv, \.xlsx"):
        write_sheet(sheet_of(study), tmp_path / "sheet.pdf")
    with pytest.raises(FolderMissing):
        write_sheet(sheet_of(study), tmp_path / "nowhere" / "sheet.csv")
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(CannotWrite):
        write_sheet(sheet_of(study), tmp_path / "taken.csv")


# -- and back ------------------------------------------------------------------------------------------------


def test_a_sheet_that_was_filled_in_is_read_back(study):
    bring(study, "FG 1", ("R1", ""), ("R2", ""))
    table = rows(study)
    table[0].append("age")
    table[1][1], table[2][1] = "Aigul K.", "Bolat"
    table[1].append("45")
    table[2].append("70")
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(table)

    news, remarks = read(study, out.getvalue().encode("utf-8-sig"), "sheet.csv")

    assert (len(news.given), len(news.links), remarks) == (2, 2, [(), ()])
    assert people(study) == {"Aigul K.": {"age": "45"}, "Bolat": {"age": "70"}}
    assert speaking(study) == {("FG 1", "R1"): "Aigul K.", ("FG 1", "R2"): "Bolat"}


def test_rows_and_sources_that_do_not_meet_are_told(study):
    bring(study, "Talk", ("R", "Aigul"))

    news, remarks = read(study, b"file,case,age\nOther.txt,Zarina,40\n", "sheet.csv")

    assert not news
    assert remarks == [
        ("Row 2 of “sheet.csv” (Other.txt) fits nobody in the project.",),
        ("“Talk” has no row in “sheet.csv”.",),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_interviews_imported_again_with_the_sheet_give_the_same(study, tmp_path, suffix):
    bring(study, "FG 1", ("R1", "Aigul K."), ("R2", "=Bolat"), group="official")
    bring(study, "Later", ("R", "Aigul K."))
    bring(study, "Decree", group="policy document")
    with study.edit(by="Ana") as edit:
        set_attributes(edit, [("Aigul K.", "age", "45"), ("=Bolat", "age", "70"), ("=Bolat", "note", "-")])
    sheet = read_sheet(f"sheet{suffix}", written(study, suffix))

    drawn = [without_names(name) for name in ("FG 1", "Later", "Decree")]
    matched, report = match(sheet, drawn)
    with Project.create(tmp_path / "Again.qualcode", coder="Ana") as again:
        with again.edit(by="Ana") as edit:
            import_sources(edit, matched)

        assert (report.rows, report.files, report.doubts) == ((), (), ())
        assert (people(again), speaking(again)) == (people(study), speaking(study))
        assert [groups(each) for each in (again, study)] == [
            {"FG 1": "official", "Later": "villager", "Decree": "policy document"}
        ] * 2


def without_names(name):
    """The same interview as it comes from its file."""
    labels = {"FG 1": ["R1", "R2"], "Later": ["R"], "Decree": []}[name]
    drawn = transcript(name, "\n".join("Some words." for _ in labels) or "A decree.")
    turns = tuple(replace(turn, speaker=label) for turn, label in zip(drawn.turns, labels, strict=False))
    speakers = tuple(DraftSpeaker(label, "respondent", 1) for label in labels)
    return replace(drawn, turns=turns, speakers=speakers, group="")


def groups(project) -> dict[str, str]:
    with project.read() as session:
        return {source.name: source.group for source in sources(session)}


words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x1FAFF), max_size=12
)
nasty = st.sampled_from([
    "=1+1", "-", "+7 701", "@home", "'=x", "'", '"q", r', "a; b, c", "_x0041_", "007", "1e5", "TRUE", "да",
    "2021-03-14", "1 234,5", "n/a", "Айгүл апай", "O’Brien", "<b>", "R1", "🙂", "sep=;", "#REF!",
])  # fmt: skip
texts = words | nasty
values = {
    "text": texts,
    "number": st.decimals(-99999, 99999, places=2).map(str),
    "date": st.dates().map(str),
    "choice": st.sampled_from(["elder", "=teacher", "driver"]),
    "yes/no": st.sampled_from(["yes", "no"]),
}


def distinct(names: list[str], alike=str.casefold) -> list[str]:
    """Each that says anything once."""
    found: dict[str, str] = {}
    for name in names:
        line = one_line(name)
        if any(character.isalnum() for character in line):
            found.setdefault(alike(line), line)
    return list(found.values())


@st.composite
def studies(draw):
    """Who speaks where, and attributes with their kinds and values."""
    everybody = distinct(draw(st.lists(texts, min_size=1, max_size=5)), key) or ["Aigul"]
    # a silent person who is called like another’s label could be either
    labels = distinct([*everybody, *draw(st.lists(texts, min_size=1, max_size=4)), "R"], key)[
        len(everybody) :
    ]
    places = [
        [(label, draw(st.sampled_from(everybody))) for label in labels[: draw(st.integers(1, 4))]]
        for _ in range(draw(st.integers(1, 3)))
    ]
    called = st.lists(st.sampled_from(["file", "Case", "date", "respondent", "age"]) | texts, max_size=4)
    attributes = [(name, draw(st.sampled_from(sorted(values)))) for name in distinct(draw(called))]
    known = [
        (case, name, draw(values[kind]))
        for case in everybody
        for name, kind in attributes
        if draw(st.booleans())
    ]
    return everybody, places, attributes, known


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=20)
@given(drawn=studies())
def test_reading_the_sheet_again_gives_the_same(suffix, drawn):
    everybody, places, attributes, known = drawn
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder, "s.qualcode"), coder="Ana") as study,
    ):
        for number, there in enumerate(places, 1):
            source = bring(study, f"Interview {number}", *there)
            with study.edit(by="Ana") as edit:
                regroup_source(edit, source.id, "=group")
        with study.edit(by="Ana") as edit:
            for case in everybody:
                if case not in people(study):
                    add_case(edit, case)
            for name, kind in attributes:
                add_attribute(edit, name, kind, ["elder", "=teacher", "driver"])
            set_attributes(edit, known)
        before, data = (people(study), speaking(study)), written(study, suffix)

        news, *remarks = understood(study, read_sheet(f"sheet{suffix}", data))
        assert (news.given, news.links, news.attributes, remarks) == ((), (), (), [(), ()])

        empty(study)
        read(study, data, f"sheet{suffix}")
        assert (people(study), speaking(study)) == before


def empty(project):
    """Forget who speaks and what is known of them; who has nothing any more goes."""
    with project.read() as session:
        everybody, there = cases(session), voices(session)
    with project.edit(by="Ana") as edit:
        link_speakers(edit, {voice.speaker: "" for voice in there})
        set_attributes(edit, [(case.id, name, "") for case in everybody for name in case.values])
        for case in everybody:
            if any(voice.case == case.id for voice in there):
                remove_case(edit, case.id)
