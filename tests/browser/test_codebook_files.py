"""A codebook is brought as a sheet and taken away as REFI-QDA, in the browser."""

import re

from driving import App, Tabs
from playwright.sync_api import expect

from qualcode.project import Project
from qualcode.refi import read_qdc
from qualcode.store import codes

SHEET = "Тема;Код;Определение\nЧувства;Страх;Боится\n;Покой;Спокоен\n"


def test_a_sheet_is_looked_at_loaded_and_taken_away_as_refi_qda(app: App, tabs: Tabs, tmp_path):
    with Project.create(app.folder / "Sheets.qualcode", coder="Ana"):
        pass
    tab = tabs.open()
    tab.goto(app.address("codebook", project="Sheets", coder="Ana"))
    sheet = tmp_path / "коды.csv"
    sheet.write_bytes(SHEET.encode("cp1251"))

    tab.locator("input[type=file]").set_input_files(sheet)
    expect(tab.get_by_role("heading", name="What the columns are")).to_be_visible()
    tab.get_by_role("button", name="Load the new codes (3)").click()
    tab.get_by_role("button", name="Take the codebook away").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name=re.compile(r"^\.qdc")).click()
    download.value.save_as(tmp_path / "codes.qdc")

    with Project.open(app.folder / "Sheets.qualcode") as study, study.read() as session:
        stored = [(code.id, code.name) for code in codes.codes(session)]
    book = read_qdc("codes", (tmp_path / "codes.qdc").read_bytes()).codebook
    assert [(entry.id, entry.name) for _path, entry in book.walk()] == stored
    assert [name for _id, name in stored] == ["Чувства", "Страх", "Покой"]
