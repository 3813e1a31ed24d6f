"""A text is corrected in the browser while somebody else has it open; what that did is looked through."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, App, Tabs, at_rest, read, select_words, until
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from qualcode.actions.codings import code
from qualcode.actions.correcting import correct_source
from qualcode.importers.correcting import as_script, from_script
from qualcode.model import SourceId, Span
from qualcode.project import Project
from qualcode.store.codes import codes
from qualcode.store.reviews import reviews
from qualcode.store.sources import reading, sources
from qualcode.store.versions import as_transcript


@pytest.fixture
def source(app: App, study: str) -> str:
    """The study’s interview, with two codings: on words 3–5 of the second turn, and on word 7."""
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            [there] = sources(session)
            text = reading(session, there.id).text
            fear = codes(session)[0].id
        for words in ("word1x2 word1x3 word1x4", "word1x6"):
            start = text.index(words)
            with project.edit(by="Ana") as edit:
                code(edit, there.id, Span(start, start + len(words)), fear)
    return there.id


def open_correction(page: Page, app: App, study: str, source: str) -> None:
    page.goto(app.address("sources", project=study, coder="Ana", source=source))
    page.get_by_text("Correct the text").first.click()
    page.get_by_role("button", name="Apply and see what it does").wait_for()


def write(page: Page, *changes: tuple[str, str]) -> None:
    area = page.get_by_label("Turns 1–")
    expect(area).not_to_have_value("")
    at_rest(page)
    script = area.input_value()
    for old, new in changes:
        assert old in script
        script = script.replace(old, new)
    store = page.get_by_role("button", name="Store the correction")
    for _ in range(3):
        area.fill(script)
        page.get_by_role("button", name="Apply and see what it does").click()
        try:
            return store.wait_for(timeout=20_000)
        except TooLate:
            continue
    return store.wait_for()


def test_a_correction_reaches_who_is_coding_and_waits_to_be_looked_through(
    app: App, tabs: Tabs, study: str, source: str
):
    other = tabs.open()
    read(other, app, study, "Bek")
    page = tabs.open()
    open_correction(page, app, study, source)

    write(page, ("word1x3", "WORD1x3"), (" word1x6", ""))
    expect(page.get_by_text("To be looked through: 1 changed, 0 moved, 1 lost.")).to_be_visible()
    page.get_by_role("button", name="Store the correction").click()
    expect(page.get_by_text("Look through them under “Corrections”.")).to_be_visible()

    expect(other.locator(f"{PANE} .qc-rows")).to_contain_text("WORD1x3")

    page.get_by_role("tab", name="Corrections").click()
    expect(page.locator(".qc-differences ins").first).to_contain_text("WORD1x3")
    page.get_by_role("button", name="Keep as it is").click()
    expect(page.get_by_role("button", name="Keep as it is")).to_have_count(0)
    at_rest(page)
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        assert [each.settled for each in reviews(session, settled=True)] == ["kept", "dropped"]


def test_what_was_coded_while_the_server_was_down_is_put_on_its_words_in_the_corrected_text(
    app: App, tabs: Tabs, study: str, source: str
):
    """What waits in the outbox counts in the old wording."""
    page = tabs.open()
    read(page, app, study, "Bek")
    page.locator(f"{PANE} .qc-scroll").focus()
    app.kill()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    select_words(page, 2)
    page.keyboard.press("1")
    page.wait_for_timeout(500)
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            stored = as_transcript(session, reading(session, source))
        script = as_script(stored).replace("word0x1 ", "many other words ")
        with project.edit(by="Ana") as edit:
            correct_source(edit, SourceId(source), from_script(stored, script))

    app.start()

    until(lambda: len(app.stored(study)) == 3)
    [(_, quote)] = [each for each in app.stored(study) if each[0] == "Bek"]
    assert quote.split() == [word for word in script.split() if word in quote.split()]
    assert len(quote.split()) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_corrected_and_looked_through(
    app: App, tabs: Tabs, study: str, source: str, scheme: str
):
    page = tabs.open(scheme=scheme)
    open_correction(page, app, study, source)
    write(page, ("word1x3", "WORD1x3"), (" word1x6", ""))
    page.locator(".qc-differences ins").first.wait_for()
    found = [Axe().run(page)]
    page.get_by_role("button", name="Store the correction").click()
    page.get_by_text("Versions of the text: 2").click()
    page.get_by_text("Older wording").wait_for()
    page.wait_for_timeout(1000)
    found.append(Axe().run(page))
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Let it go").wait_for()
    page.wait_for_timeout(1000)
    found.append(Axe().run(page))

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for each in found
        for violation in each.response["violations"]
    ] == []
