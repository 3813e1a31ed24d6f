"""The respondents' table in a real browser: what is written in a cell is stored, and the last save wins."""

from driving import App, Tabs, until
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from qualcode.actions.cases import add_attribute
from qualcode.project import Project
from qualcode.store.cases import cases

HEADER, ROW, NAME, AGE = 38, 35, 90, 235
"""Pixels of the table: the height of its lines, and the middle of two columns."""


def known(app: App, study: str) -> dict[str, dict[str, str]]:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return {case.name: dict(case.values) for case in cases(session)}


def opened(page: Page, app: App, study: str, coder: str) -> Page:
    page.goto(app.address("sources", project=study, coder=coder))
    page.get_by_role("tab", name="Respondents").click()
    page.locator('[data-testid="stDataFrame"] canvas').first.wait_for()
    page.wait_for_timeout(1500)
    return page


def write(page: Page, x: int, row: int, text: str, *, changes: int) -> None:
    """Write in a cell until the page knows of it: on a busy machine the table may miss a key."""
    told = page.get_by_role("button", name=f"Save the changes ({changes})")
    for _ in range(5):
        box = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + x, box["y"] + HEADER + ROW * row + ROW // 2)
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        page.keyboard.press("Control+A")
        page.keyboard.type(text, delay=20)
        page.wait_for_timeout(200)
        page.keyboard.press("Enter")
        try:
            return told.wait_for(timeout=10_000)
        except TooLate:
            page.keyboard.press("Escape")
    raise AssertionError(f"“{text}” was not taken")


def save(page: Page, changes: int) -> None:
    page.get_by_role("button", name=f"Save the changes ({changes})").click()


def test_what_is_written_in_cells_is_stored_and_outlives_a_look_elsewhere(app: App, tabs: Tabs, study: str):
    with Project.open(app.folder / f"{study}.qualcode") as project, project.edit(by="Ana") as edit:
        add_attribute(edit, "age", "number")
    page = opened(tabs.open(), app, study, "Ana")

    write(page, AGE, 0, "45.5", changes=1)
    write(page, NAME, 0, "Айгүл *апай*", changes=2)
    page.get_by_role("tab", name="In the project").click()
    page.wait_for_timeout(800)
    page.get_by_role("tab", name="Respondents").click()
    save(page, 2)

    until(lambda: known(app, study) == {"Айгүл *апай*": {"age": "45.5"}})


def test_of_two_windows_the_last_save_of_a_cell_wins(app: App, tabs: Tabs, study: str):
    with Project.open(app.folder / f"{study}.qualcode") as project, project.edit(by="Ana") as edit:
        add_attribute(edit, "age", "number")
    ana = opened(tabs.open(), app, study, "Ana")
    write(ana, AGE, 0, "45", changes=1)
    bek = opened(tabs.open(), app, study, "Bek")
    write(bek, AGE, 0, "54", changes=1)

    save(ana, 1)
    until(lambda: known(app, study) == {"Aigul": {"age": "45"}})
    save(bek, 1)

    until(lambda: known(app, study) == {"Aigul": {"age": "54"}})
