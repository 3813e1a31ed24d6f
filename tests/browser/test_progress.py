"""Progress in a real browser: marked with one click, seen on Home by the others, shared out by the team."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, App, Tabs, read, saved, select_words, until
from playwright.sync_api import Page, expect
from study import transcript

from qualcode.actions.sources import import_sources
from qualcode.exporters.assignments import assignment_rows
from qualcode.project import Project


@pytest.fixture
def texts(app: App, study: str) -> str:
    """Three texts."""
    with Project.open(app.folder / f"{study}.qualcode") as project, project.edit(by="Ana") as edit:
        import_sources(edit, [transcript("Second"), transcript("Third")])
    return study


def rows(app: App, study: str) -> dict[tuple[object, object], object]:
    with Project.open(app.folder / f"{study}.qualcode") as project:
        return {(row["source"], row["coder"]): row["state"] for row in assignment_rows(project)}


def mark(page: Page, state: str) -> None:
    page.locator('[data-testid="stRadio"] label', has_text=state).click()


def test_a_text_is_marked_and_the_next_one_opened_without_losing_the_pane(app: App, tabs: Tabs, texts: str):
    page = tabs.open()
    read(page, app, texts, "Ana")

    mark(page, "done")
    until(lambda: rows(app, texts) == {("Interview", "Ana"): "done"})
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page)
    page.keyboard.press("1")
    saved(page)
    assert len(app.stored(texts)) == 1

    page.goto(app.address("", project=texts, coder="Bek"))
    expect(page.get_by_text("Who has what left")).to_be_visible()
    assert tabs.elsewhere == []


def test_texts_are_shared_out_and_coded_one_after_the_other(app: App, tabs: Tabs, texts: str):
    page = tabs.open()
    page.goto(app.address("", project=texts, coder="Ana"))
    page.get_by_text("Who codes what").click()
    page.get_by_role("tab", name="Share out evenly").click()
    page.get_by_role("spinbutton", name="Coders for each text").fill("2")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Share out (6)").click()
    until(lambda: len(rows(app, texts)) == 6)

    read(page, app, texts, "Ana")
    expect(page.get_by_role("radio", name="to do")).to_be_checked()
    page.get_by_role("button", name="Next to do").click()
    expect(page.locator(f"{PANE} .qc-rows")).to_contain_text("I was afraid")
    mark(page, "done")
    until(lambda: list(rows(app, texts).values()).count("done") == 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_texts_are_shared_out(app: App, tabs: Tabs, texts: str, scheme: str):
    page = tabs.open(scheme=scheme)
    page.goto(app.address("", project=texts, coder="Ana"))
    page.get_by_text("Who codes what").click()
    found = []
    for tab in ("Share out evenly", "By hand"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(2500)
        found.append(Axe().run(page))
    page.get_by_text("How coding works").click()
    page.wait_for_timeout(1500)
    found.append(Axe().run(page))

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for each in found
        for violation in each.response["violations"]
    ] == []
