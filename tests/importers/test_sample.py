"""The sample study is read as its authors meant it."""

import pytest

from qualcode.importers import CannotRead, match, read_face_sheet, read_files
from qualcode.model import Transcript

SPEAKERS = {
    "O1_akimat_deputy_2021.docx": ["Интервьюер", "Заместитель акима"],
    "O2_assembly_secretary_2018.txt": ["Interviewer", "Secretary"],
    "O3_house_of_friendship_2019.txt": ["И", "Р"],
    "O4_council_liaison_2022.txt": ["Сұхбат алушы", "Жауап беруші"],
    "O5_police_2022.txt": ["Интервьюер", "Майор"],
    "O6_committee_expert_2023.md": ["Interviewer", "Expert"],
    "O7_school_director_2021.txt": ["Интервьюер", "Директор школы"],
    "P1_programme_2019_ru.txt": [],
    "P2_roadmap_2021_kk.txt": [],
    "P3_review_2023_en.md": [],
    "V1_farmer_2021.txt": ["С", "Ж"],
    "V2_shopkeeper_2021.txt": ["В", "О"],
    "V3_elder_2019.txt": ["Сұхбат алушы", "Серік ақсақал"],
    "V4_football_captain_2022.docx": ["Интервьюер", "Дәурен"],
    "V5_teacher_2023.txt": ["I", "R"],
    "V6_mother_2022.txt": ["Сұхбат алушы", "Айгүл апай"],
    "V7_focus_group_2021.txt": ["Модератор", "Гүлнар апай", "Виктор", "Зарина", "Нұрлан"],
    "V8_driver_2019.md": ["Интервьюер", "Водитель"],
    "V9_student_2023.txt": ["Interviewer", "Madina"],
}


@pytest.fixture(scope="module")
def transcripts(sample):
    return {path.name: found for path, found in read_files([sample]) if isinstance(found, Transcript)}


@pytest.mark.parametrize("file", SPEAKERS)
def test_every_sample_has_its_speakers(transcripts, file):
    found = transcripts[file]

    assert not isinstance(found, CannotRead)
    assert [speaker.label for speaker in found.speakers] == SPEAKERS[file]
    assert [speaker.role for speaker in found.speakers[:1]] == ["interviewer"][: len(SPEAKERS[file])]
    assert all(speaker.role == "respondent" for speaker in found.speakers[1:])
    assert found.warnings == ()


def test_no_sample_is_forgotten(transcripts):
    assert set(transcripts) == set(SPEAKERS)


def test_the_face_sheet_fits_every_sample_and_agrees_about_its_language(transcripts, sample):
    sheet = read_face_sheet("facesheet.csv", (sample / "facesheet.csv").read_bytes())

    known, report = match(sheet, list(transcripts.values()))

    assert (report.matched, report.rows, report.files, report.doubts) == (len(SPEAKERS), (), (), ())
    assert [each.language for each in known] == [each.language for each in transcripts.values()]
    assert {each.group for each in known} == {"official", "villager", "policy document"}
    assert all(s.case for each in known for s in each.speakers if s.role == "respondent")
    focus = next(each for each in known if each.name.startswith("V7"))
    assert len(focus.values) == 4
