"""Codebook: the tree, a code's form, files in and out."""

import pytest
from study import added

from qualcode.actions.codes import load_codebook
from qualcode.codebook import read_codebook
from qualcode.store import codes

BOOK = """\
name: Own
language: ru
codes:
  - name: Страх
    brief: Боится
    codes:
      - name: Молчание
        key: m
        contradicts: [Гнев]
  - name: Гнев
"""
BROKEN = """\
name: Own
language: en
codes:
  - name: One
    key: '1'
    colour: red
  - name: Two
    key: '1'
"""


def button(page, label):
    return next(each for each in page.button if each.label == label)


def field(page, label, nth=0):
    return [each for each in (*page.text_input, *page.text_area, *page.selectbox) if each.label == label][nth]


def code(project, name):
    with project.read() as session:
        return codes.code(session, name)


@pytest.fixture
def book(study):
    found, _problems = read_codebook(BOOK)
    with study.edit(by="Ana") as edit:
        load_codebook(edit, found)
    return study


def drop(page, name, text):
    page.file_uploader[0].set_value((name, text.encode(), "application/yaml"))
    return page.run()


# -- a file in -------------------------------------------------------------------------------------------


def test_an_empty_codebook_opens_where_one_is_loaded(show, study):
    page = show("codebook", project="Study")

    assert not page.exception
    assert page.file_uploader[0].label == "Or your own file (YAML)"


def test_a_broken_file_tells_all_its_problems_with_their_lines(show, study):
    page = drop(show("codebook", project="Study"), "own.yaml", BROKEN)

    assert "What has to be mended in it: 2" in page.error[0].value.replace("\\", "")
    assert page.dataframe[0].value["line"].tolist() == [6, 8]
    assert not [each for each in page.button if each.label.startswith("Load the new codes")]


def test_a_good_file_is_shown_and_loaded_as_one_action(show, study):
    page = drop(show("codebook", project="Study"), "own.yaml", BOOK)
    before = study.version()

    button(page, "Load the new codes (3)").click().run()

    assert not page.exception
    assert study.version() == before + 1
    assert code(study, "Молчание").contradicts == (code(study, "Гнев").id,)


def test_codes_that_are_there_stay_as_they_are(show, book):
    page = show("codebook", project="Study")
    page.session_state["codebook-0"] = "Load a codebook"
    page.run()

    page = drop(page, "own.yaml", BOOK + "  - name: Радость\n")

    assert button(page, "Load the new codes (1)")


def test_one_that_comes_with_the_program_is_loaded(show, study):
    page = show("codebook", project="Study")

    page.selectbox[0].select("Starter").run()
    button(page, "Load the new codes (8)").click().run()

    assert code(study, "Feeling").key == "3"


# -- the form --------------------------------------------------------------------------------------------


def test_a_code_is_changed_in_one_action(show, book):
    fear = code(book, "Страх")
    page = show("codebook", project="Study", code=fear.id)
    before = book.version()

    field(page, "Name").set_value("Ужас")
    field(page, "Key").set_value("u")
    field(page, "Brief definition", 1).set_value("Очень боится ")
    field(page, "Name in this language").set_value("Terror")
    button(page, "Save").click().run()

    assert not page.exception
    assert book.version() == before + 1
    changed = code(book, "Ужас")
    assert (changed.key, changed.colour) == ("u", fear.colour)
    assert dict(changed.wordings["ru"]) | {"name": "Ужас", "brief": "Очень боится"} == changed.wordings["ru"]
    assert changed.wordings["en"]["name"] == "Terror"
    assert "kk" not in changed.wordings


def test_saving_without_a_change_leaves_no_trace(show, book):
    page = show("codebook", project="Study", code=code(book, "Молчание").id)
    before = book.version()

    button(page, "Save").click().run()

    assert book.version() == before


def test_a_code_is_moved_under_another(show, book):
    anger, fear = code(book, "Гнев"), code(book, "Страх")
    page = show("codebook", project="Study", code=anger.id)

    field(page, "Under").select(fear.id)
    button(page, "Save").click().run()

    assert code(book, "Страх / Гнев").parent == fear.id


def test_a_code_cannot_be_put_under_what_lies_under_it(show, book):
    page = show("codebook", project="Study", code=code(book, "Страх").id)

    assert field(page, "Under").options == ["the top", "Гнев"]


def test_a_key_that_is_taken_is_said_and_nothing_is_stored(show, book):
    page = show("codebook", project="Study", code=code(book, "Гнев").id)

    field(page, "Key").set_value("m")
    button(page, "Save").click().run()

    assert "already belongs to “Молчание”" in page.error[0].value.replace("\\", "")
    assert code(book, "Гнев").key == ""


def test_a_code_is_retired_and_brought_back(show, book):
    page = show("codebook", project="Study", code=code(book, "Гнев").id)

    button(page, "Retire this code").click().run()

    assert code(book, "Гнев").retired
    button(page, "Bring this code back").click().run()
    assert not code(book, "Гнев").retired


def test_a_new_code_is_added_with_its_definition_and_opposite(show, book):
    page = show("codebook", project="Study")
    page.session_state["codebook-0"] = "New code"
    page.run()
    anger = code(book, "Гнев")

    field(page, "Name").set_value("Радость")
    field(page, "Under").select(code(book, "Страх").id)
    field(page, "Brief definition", 1).set_value("Рад")
    page.multiselect[0].select(anger.id)
    button(page, "Add the code").click().run()

    assert not page.exception
    made = code(book, "Радость")
    assert made.contradicts == (anger.id,)
    assert made.wordings["ru"] == {
        "name": "Радость",
        "brief": "Рад",
        "full": "",
        "use": "",
        "avoid": "",
        "example": "",
        "near_miss": "",
    }
    assert field(page, "Name").value == ""


def test_whoever_has_not_said_who_they_are_reads_and_changes_nothing(show, study):
    added(study)
    study.coder("Ben")

    page = show("codebook", project="Study", code=code(study, "Fear").id)

    assert "Save" not in [each.label for each in page.button]
    assert any("Say who is coding first" in each.value for each in page.info)
