"""Codebook files of all kinds on the screen: matched, looked at, loaded, taken away."""

import pytest

from qualcode.store import codes

SHEET = "Тема;Код;Определение;Цвет\nЧувства;Страх;Боится;red\n;Покой;;\n"
GUID = "11111111-1111-4111-8111-111111111111"
QDC = f'<CodeBook><Codes><Code name="Fear" guid="{GUID}"/><Code name="x/y" guid=""/></Codes></CodeBook>'


def button(page, label):
    return next(each for each in page.button if each.label == label)


def drop(page, name, data):
    page.file_uploader[0].set_value((name, data, "application/octet-stream"))
    return page.run()


@pytest.fixture
def tab(show, study):
    return show("codebook", project="Study")


def paths(study):
    with study.read() as session:
        return list(codes.paths(codes.codes(session)).values())


def test_a_sheet_shows_its_columns_its_remarks_and_its_tree_before_it_is_loaded(tab, study):
    page = drop(tab, "мои коды.csv", SHEET.encode("cp1251"))

    columns, remarks, tree = (each.value for each in page.dataframe)
    assert columns["meaning"].tolist() == ["level", "level", "full", "colour"]
    assert remarks["line"].tolist() == [2]
    assert tree["name"].tolist() == ["Чувства", "\u2003Страх", "\u2003Покой"]
    assert tree["state"].tolist() == ["new, a heading", "new", "new"]
    assert "Windows\\-1251" in page.warning[0].value
    before = study.version()
    button(page, "Load the new codes (3)").click().run()
    assert not page.exception
    assert study.version() == before + 1
    assert paths(study) == ["Чувства", "Чувства / Страх", "Чувства / Покой"]


def test_the_language_of_a_sheet_can_be_said(tab, study):
    page = drop(tab, "codes.csv", b"Code,Definition\nPalau,x\n")

    language = next(each for each in page.selectbox if each.label == "The codes are called in")
    language.select("kk").run()
    button(page, "Load the new codes (1)").click().run()

    with study.read() as session:
        assert codes.code(session, "Palau").wordings["kk"]["full"] == "x"


def test_the_encoding_of_a_sheet_can_be_said(tab):
    page = drop(tab, "codes.csv", "Код;Определение\nСтрах;Он боится\n".encode("koi8-r"))

    encoding = next(each for each in page.selectbox if each.label.startswith("How its letters"))
    encoding.select("Windows-1251").run()

    assert page.dataframe[1].value["name"].tolist() != ["Страх"]


def test_a_codebook_of_another_program_keeps_its_identifiers(tab, study):
    page = drop(tab, "nvivo.qdc", QDC.encode())

    assert [warning.value.split(":")[0] for warning in page.warning]
    button(page, "Load the new codes (2)").click().run()

    with study.read() as session:
        assert codes.code(session, "Fear").id == GUID
    assert paths(study) == ["Fear", "x|y"]


def test_codes_that_differ_are_told_and_left(tab, study):
    page = drop(tab, "one.csv", b"Code,Definition,When to use\nFear,Being afraid,\n")
    button(page, "Load the new codes (1)").click().run()

    page.session_state["codebook-1"] = "Load a codebook"
    page = drop(page.run(), "two.csv", b"Code,Definition,When to use\nFear,Terror,always\n")

    tree = page.dataframe[1].value
    assert tree["differs"].tolist() == ["full definition (en), when to use (en)"]
    assert button(page, "Load the new codes (0)").disabled
    assert "which differ from the file: 1" in page.caption[-1].value.replace("\\", "")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", b"x", "of a kind that cannot be imported"),
        ("a.qdc", b"<CodeBook><Codes>", "cannot be loaded yet"),
        ("a.csv", b"\n", "needs a first row"),
    ],
)
def test_what_cannot_be_read_is_one_message(tab, name, data, words):
    page = drop(tab, name, data)

    assert not page.exception
    assert words in page.error[0].value.replace("\\", "")


def test_the_codebook_is_taken_away_in_every_format(tab, study):
    page = drop(tab, "one.csv", b"Code\nFear\n")
    page = button(page, "Load the new codes (1)").click().run()

    labels = [each.label.split(" ")[0] for each in page.get("download_button")]
    assert labels == [".yaml", ".qdc", ".xlsx", ".csv", ".docx"]
