"""History in a real browser: filter, take back after a look, the past, and taking it away."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import App, Tabs, until
from playwright.sync_api import Page, expect

from qualcode.actions.codings import code
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store import codes, sources
from qualcode.store.codings import codings
from qualcode.store.log import entries


@pytest.fixture
def coded_study(app: App, study: str) -> str:
    """Ana has coded one place, Bek two."""
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            [text], [fear, trust] = sources.sources(session), codes.codes(session)
        for who, span, given in (("Ana", (7, 20), fear), ("Bek", (30, 44), fear), ("Bek", (50, 64), trust)):
            with project.edit(by=who) as edit:
                code(edit, text.id, Span(*span), given.id)
    return study


def lines(page: Page):
    return page.locator('[data-testid="stExpander"] summary')


def opened(page: Page, app: App, study: str, **more: str) -> Page:
    page.goto(app.address("history", project=study, coder="Ana", **more))
    page.get_by_role("heading", level=1).wait_for()
    return page


def done(app: App, study: str) -> list[str]:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return [entry.name for entry in entries(session)]


def test_it_is_filtered_and_taken_back_after_a_look(app: App, tabs: Tabs, coded_study: str):
    page = opened(tabs.open(), app, coded_study)
    expect(lines(page).first).to_contain_text("Trust")

    page.get_by_placeholder("a name, a code, words of a memo …").fill("Fear")
    expect(lines(page)).to_have_count(3)
    lines(page).nth(1).click()
    expect(page.get_by_role("button", name="Take back …")).to_be_visible()
    expect(page.get_by_text("“word0x0").first).to_be_visible()
    page.get_by_role("button", name="Take back …").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("goes · Coding · Fear · Interview")
    assert done(app, coded_study)[-1] == "code"
    dialog.get_by_role("button", name="Take back").click()

    expect(lines(page).first).to_contain_text("Took back · Coded · Fear")
    expect(lines(page).nth(2)).to_contain_text("taken back")
    assert done(app, coded_study)[-1] == "undo"
    assert tabs.elsewhere == []


def test_a_question_that_is_closed_changes_nothing_and_does_not_come_back(
    app: App, tabs: Tabs, coded_study: str
):
    page = opened(tabs.open(), app, coded_study)
    lines(page).nth(2).click()
    page.get_by_role("button", name="Take back …").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_placeholder("a name, a code, words of a memo …").fill("Trust")

    expect(lines(page)).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert done(app, coded_study)[-1] == "code"


def test_the_past_is_looked_at_and_taken_away(
    app: App, tabs: Tabs, coded_study: str, tmp_path: Path, request: pytest.FixtureRequest
):
    page = opened(tabs.open(), app, coded_study)
    lines(page).nth(2).click()
    page.get_by_role("button", name="The project as it was then").click()
    expect(page.get_by_text("It can be looked at and taken away, not changed.")).to_be_visible()
    page.get_by_role("tab", name="Excerpts").click()
    expect(page.get_by_text("Ana: 1")).to_be_visible()

    page.get_by_role("tab", name="Take away").click()
    with page.expect_download() as csv:
        page.get_by_role("button", name="csv table, a row per excerpt").click()
    with page.expect_download() as whole:
        page.get_by_role("button", name="Download the project").click()

    csv.value.save_as(tmp_path / "then.csv")
    assert len((tmp_path / "then.csv").read_text("utf-8-sig").splitlines()) == 2
    whole.value.save_as(tmp_path / "then.qualcode")
    with Project.open(tmp_path / "then.qualcode") as then, then.read() as session:
        assert len(codings(session)) == 1
        assert re.search(r" as of \d{4}-\d\d-\d\d$", then.info().name)
    page.get_by_role("button", name="Keep it beside the others").click()
    expect(page.get_by_text("it is on Home now")).to_be_visible()
    kept = list(app.folder.glob(f"{coded_study} as of*.qualcode"))
    assert len(kept) == 1
    kept[0].unlink()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_line_a_question_and_the_past(
    app: App, tabs: Tabs, coded_study: str, scheme: str
):
    page = opened(tabs.open(scheme=scheme), app, coded_study)
    lines(page).nth(2).click()
    page.get_by_role("button", name="Take back …").click()
    page.get_by_role("dialog").get_by_role("button", name="Take back").wait_for()
    page.wait_for_timeout(1500)
    found = [Axe().run(page)]
    page.keyboard.press("Escape")
    for tab in ("Texts", "Take away"):
        opened(page, app, coded_study, as_of=str(len(done(app, coded_study)) - 1))
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(1500)
        found.append(Axe().run(page))

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for each in found
        for violation in each.response["violations"]
    ] == []


def test_keys_alone_open_a_line_and_take_it_back(app: App, tabs: Tabs, coded_study: str):
    page = opened(tabs.open(), app, coded_study)
    lines(page).nth(2).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take back …").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")

    until(lambda: done(app, coded_study)[-1] == "undo")
