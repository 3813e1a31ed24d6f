"""A codebook that changes: codes merged and split, versions compared, what was coded checked again, by key."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import App, Tabs, until
from playwright.sync_api import Page, expect

from qualcode.actions.codebook_versions import name_version
from qualcode.actions.codes import change_code
from qualcode.actions.codings import GivenCode, load_codings
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store.codebook_versions import versions
from qualcode.store.codes import codes
from qualcode.store.codings import codings
from qualcode.store.sources import sources


def opened(app: App, study: str) -> Project:
    return Project.open(app.folder / f"{study}.qualcode")


def given(app: App, study: str) -> list[tuple[str, int]]:
    """The codings as stored: code and start."""
    with opened(app, study) as project, project.read() as session:
        names = {code.id: code.name for code in codes(session, retired=True)}
        return sorted((names[c.code], c.span.start) for c in codings(session))


@pytest.fixture
def book(app: App, study: str) -> str:
    """Ana gave Fear to three places and Trust to the first of them and a fourth; Bek gave Fear to one."""
    with opened(app, study) as project:
        with project.read() as session:
            [source] = sources(session)
            fear, trust = codes(session)
        who = {name: project.coder(name).id for name in ("Ana", "Bek")}
        places = [("Ana", 0, fear), ("Ana", 30, fear), ("Ana", 60, fear), ("Bek", 90, fear)]
        places += [("Ana", 0, trust), ("Ana", 120, trust)]
        with project.edit(by="Ana") as edit:
            load_codings(
                edit,
                [GivenCode(source.id, Span(at, at + 12), code.id, who[name]) for name, at, code in places],
            )
        with project.edit(by="Ana") as edit:
            change_code(edit, fear.id, words={"en": {"brief": "Afraid of others."}})
        with project.edit(by="Ana") as edit:
            change_code(edit, trust.id, words={"en": {"brief": "Relies on others."}})
    return study


def codebook(tabs: Tabs, app: App, study: str, tab: str, scheme: str = "light") -> Page:
    page = tabs.open(scheme=scheme)
    page.goto(app.address("codebook", project=study, coder="Ana"))
    page.get_by_role("tab", name=tab, exact=True).click()
    return page


def choose(page: Page, label: str, text: str) -> None:
    page.wait_for_timeout(1000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)  # a list that is drawn anew closes
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(text)
    page.get_by_role("option", name=text).first.wait_for()
    page.keyboard.press("Enter")
    leave(page)


def leave(page: Page) -> None:
    """Close the list of a field that stays open for more."""
    page.wait_for_timeout(500)
    if page.get_by_role("listbox").count():
        page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


def found_by_axe(page: Page) -> list[tuple[str, list[str]]]:
    page.wait_for_timeout(1500)
    violations = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in violations]


def test_a_merge_is_looked_at_done_and_taken_back(app: App, tabs: Tabs, book: str):
    before = given(app, book)
    page = codebook(tabs, app, book, "Merge")

    choose(page, "The code that stays", "Fear")
    choose(page, "The codes that become part of it", "Trust")
    expect(page.get_by_text("2 codings become “Fear”.")).to_be_visible()
    expect(page.get_by_text("Of these, 1 fall together")).to_be_visible()
    page.get_by_text("Keep all texts, one after another").click()
    expect(page.get_by_role("radio", name="Keep all texts, one after another")).to_be_checked()
    assert given(app, book) == before
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Merge “Trust” into “Fear”").click()

    until(lambda: given(app, book) == [("Fear", at) for at in (0, 30, 60, 90, 120)])
    with opened(app, book) as project, project.read() as session:
        assert codes(session)[0].wordings["en"]["brief"] == "Afraid of others.; Relies on others."
    page.get_by_role("button", name="Take it back").click()
    until(lambda: given(app, book) == before)


def test_segments_are_dealt_out_by_key(app: App, tabs: Tabs, book: str):
    before = given(app, book)
    page = codebook(tabs, app, book, "Split")

    choose(page, "The code to split", "Fear")
    choose(page, "Codes its segments may go to", "Trust")
    page.get_by_role("combobox", name="New codes").click()
    page.keyboard.type("Night")
    page.get_by_role("option", name="Night").wait_for()
    page.keyboard.press("Enter")
    leave(page)
    page.get_by_role("button", name="Begin").click()
    for at, key in enumerate(["2", "Space", "1", "Backspace", "2", "2"]):
        place = (1, 2, 3, 4, 3, 4)[at]
        expect(page.get_by_text(f"segment {place} of 4")).to_be_visible()
        if at == 0:
            assert found_by_axe(page) == []
        page.keyboard.press(key)
    assert given(app, book) == before
    page.get_by_role("button", name="Split the code").click()

    until(
        lambda: (
            given(app, book)
            == [("Fear", 30), ("Night", 0), ("Night", 60), ("Night", 90), ("Trust", 0), ("Trust", 120)]
        )
    )
    page.get_by_role("button", name="Take it back").click()
    until(lambda: given(app, book) == before)


def test_keys_typed_into_a_field_deal_nothing(app: App, tabs: Tabs, book: str):
    page = codebook(tabs, app, book, "Split")
    choose(page, "The code to split", "Fear")
    choose(page, "Codes its segments may go to", "Trust")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("segment 1 of 4")).to_be_visible()

    page.get_by_label("One more new code").click()
    page.keyboard.type("Route 11")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Route 11")).to_be_visible()
    expect(page.get_by_text("segment 1 of 4, dealt out: 0")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_versions_are_compared_in_words(app: App, tabs: Tabs, book: str, scheme: str):
    page = codebook(tabs, app, book, "Versions", scheme)
    page.get_by_label("Name", exact=True).fill("Pilot")
    page.get_by_label("Note: what was decided, and why").fill("Agreed.")
    page.get_by_role("button", name="Name this version").click()
    expect(page.get_by_text("Nothing changed between the two.")).to_be_visible()
    with opened(app, book) as project, project.read() as session:
        assert [(each.name, each.note) for each in versions(session)] == [("Pilot", "Agreed.")]
        fear, _trust = codes(session)

    with opened(app, book) as project, project.edit(by="Bek") as edit:
        change_code(edit, fear.id, words={"en": {"brief": "Afraid of <b>neighbours</b>."}}, key="f")
    page.reload()
    page.get_by_role("tab", name="Versions", exact=True).click()

    expect(page.get_by_text("“Fear”: brief definition (English) was changed.")).to_be_visible()
    expect(page.get_by_text("“Fear” has the key f; it was 1.")).to_be_visible()
    expect(page.locator("del, s").get_by_text("others")).to_be_visible()
    expect(page.locator("strong").get_by_text("<b>neighbours</b>")).to_be_visible()
    assert found_by_axe(page) == []

    page.goto(app.address("frequencies", project=book, coder="Ana"))
    choose(page, "Codebook versions", "Pilot")
    expect(page.get_by_text("Nothing is coded in what is looked at")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_coded_under_the_old_rule_is_checked_by_key(app: App, tabs: Tabs, book: str, scheme: str):
    with opened(app, book) as project:
        with project.read() as session:
            fear, _trust = codes(session)
        with project.edit(by="Ana") as edit:
            name_version(edit, "Pilot")
        with project.edit(by="Ana") as edit:
            change_code(edit, fear.id, words={"en": {"brief": "Afraid of neighbours."}}, new_rule=True)
    page = codebook(tabs, app, book, "Check again", scheme)
    expect(page.get_by_text("3 segments of yours coded under the old rule of “Fear”")).to_be_visible()

    page.get_by_role("button", name="Go through them").click()
    expect(page.get_by_text("segment 1 of 3, not decided yet: 3")).to_be_visible()
    expect(page.get_by_text("Afraid of others.")).to_be_visible()
    expect(page.get_by_text("Afraid of neighbours.")).to_be_visible()
    assert found_by_axe(page) == []
    page.keyboard.press("1")
    expect(page.get_by_text("segment 2 of 3, not decided yet: 2")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_text("segment 3 of 3, not decided yet: 1")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("segment 2 of 3, not decided yet: 2")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_text("segment 3 of 3, not decided yet: 1")).to_be_visible()
    choose(page, "Another code, on key 4", "Trust")
    expect(page.get_by_role("button", name="Give “Trust” instead")).to_be_enabled()
    page.keyboard.press("4")

    expect(page.get_by_text("All of them are checked.")).to_be_visible()
    with opened(app, book) as project, project.read() as session:
        [_first, second] = [c for c in codings(session) if c.code == fear.id and c.span.start in {0, 30}]
        assert second.unsure
    assert ("Trust", 60) in given(app, book)


def test_a_phone_needs_no_scrolling_to_the_side(app: App, tabs: Tabs, book: str):
    with opened(app, book) as project:
        with project.read() as session:
            fear, _trust = codes(session)
        with project.edit(by="Ana") as edit:
            name_version(edit, "Pilot")
        with project.edit(by="Ana") as edit:
            change_code(edit, fear.id, words={"en": {"brief": "Afraid of neighbours."}}, new_rule=True)
    page = tabs.open(width=390, height=844)
    page.goto(app.address("codebook", project=book, coder="Ana"))

    for tab in ("Merge", "Split", "Versions", "Check again"):
        page.get_by_role("tab", name=tab, exact=True).click()
        page.wait_for_timeout(1500)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
