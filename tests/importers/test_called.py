"""File names as people can read them."""

import os

import pytest

from qualcode.importers.called import readable_name


@pytest.mark.parametrize("name", ["Интервью с Айгуль.txt", "Сақ.txt", "дүкен.docx"])
def test_a_name_that_a_russian_windows_wrote_is_readable(name):
    written = os.fsdecode(name.encode("cp1251", "replace"))

    assert readable_name(written) == name.encode("cp1251", "replace").decode("cp1251")


@pytest.mark.parametrize(
    ("name", "readable"),
    [("new\nline.txt", "new line.txt"), ("a\u202egpj.txt", "agpj.txt"), ("\ud800x.txt", "x.txt"), ("", "?")],
)
def test_signs_that_cannot_be_seen_or_stored_are_no_part_of_a_name(name, readable):
    assert readable_name(name) == readable


@pytest.mark.parametrize("name", ["Ауыл тұрғыны.docx", "V1 (2).txt", "отчёт №5.pdf"])
def test_other_names_stay(name):
    assert readable_name(name) == name
