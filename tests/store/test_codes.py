"""The codebook as it is stored, and as it goes into a file."""

from pathlib import Path

import pytest
from study import added, coded, imported

from qualcode.actions.codes import add_code, change_code, load_codebook, retire_code
from qualcode.actions.sources import retire_source
from qualcode.codebook import Codebook, coloured, compare, read_codebook, write_codebook
from qualcode.project import Project
from qualcode.store import codes, codings

BOOKS = sorted((Path(__file__).parents[2] / "codebooks").glob("*.yaml"))


@pytest.fixture
def study(file):
    with Project.create(file, coder="Ana") as made:
        yield made


def book_of(project, name="Own") -> Codebook:
    with project.read() as session:
        return codes.as_codebook(codes.codes(session, retired=True), name)


@pytest.mark.parametrize("path", BOOKS, ids=[path.stem for path in BOOKS])
def test_a_codebook_that_was_loaded_goes_into_a_file_as_it_came(study, path):
    book, _problems = read_codebook(path.read_text("utf-8"))
    with study.edit(by="Ana") as edit:
        load_codebook(edit, book)

    again, problems = read_codebook(write_codebook(book_of(study, book.name)))

    assert problems == []
    assert again.entries == coloured(book).entries
    assert compare(book, again) == ()


def test_the_language_of_the_file_is_the_one_most_codes_are_named_in(study):
    with study.edit(by="Ana") as edit:
        add_code(edit, "Страх", words={"ru": {"name": "Страх"}, "en": {"name": "Fear"}})
        add_code(edit, "Гнев", words={"ru": {"name": "Гнев"}})
        add_code(edit, "Joy", words={"en": {"name": "Joy"}})

    book = book_of(study)

    assert book.language == "ru"
    assert [entry.wordings["ru"].name for entry in book.entries] == ["Страх", "Гнев", "Joy"]
    assert book.entries[2].wordings["en"].name == "Joy"


def test_codes_nobody_worded_are_named_in_english(study):
    added(study, "Fear")

    assert book_of(study).entries[0].wordings["en"].name == "Fear"


def test_retired_codes_are_left_out_unless_a_code_in_use_lies_under_them(study):
    with study.edit(by="Ana") as edit:
        old = add_code(edit, "Old")
        kept = add_code(edit, "Kept")
        under = add_code(edit, "Under", parent=kept.id)
        add_code(edit, "Deep", parent=under.id)
    for code in (old, kept):
        with study.edit(by="Ana") as edit:
            retire_code(edit, code.id)

    book = book_of(study)

    assert [(path, entry.codable) for path, entry in book.walk()] == [
        (("Kept",), False),
        (("Kept", "Under"), True),
        (("Kept", "Under", "Deep"), True),
    ]


def test_opposites_are_written_by_name_and_by_path_where_a_name_is_not_enough(study):
    with study.edit(by="Ana") as edit:
        a = add_code(edit, "A")
        first, second = add_code(edit, "Trusted", parent=a.id), add_code(edit, "Trusted")
        change_code(edit, a.id, contradicts=(first.id, second.id))
        change_code(edit, second.id, contradicts=(a.id,))

    again, problems = read_codebook(write_codebook(book_of(study)))

    assert problems == []
    assert again.entries[0].contradicts == ("A / Trusted", "Trusted")
    assert again.entries[1].contradicts == ("A",)


def test_codings_are_counted_by_code_without_those_in_retired_sources(study):
    fear, bread = added(study, "Fear"), added(study, "Bread")
    farmer, driver = imported(study), imported(study, "Driver")
    coded(study, farmer, (0, 5), fear)
    coded(study, farmer, (3, 8), fear)
    coded(study, driver, (0, 5), bread)

    def counts():
        with study.read() as session:
            return codings.counts(session)

    assert counts() == {fear.id: 2, bread.id: 1}
    with study.edit(by="Ana") as edit:
        retire_source(edit, driver.id)
    assert counts() == {fear.id: 2}
