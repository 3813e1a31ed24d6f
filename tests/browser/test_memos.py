"""Memos in the real app: on words of a text, found again, followed, and harmless."""

import re
from collections.abc import Callable
from time import monotonic, sleep

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, PATIENCE, App, Tabs, read, saved, select_words
from playwright.sync_api import Page, expect
from study import added, coded, imported
from test_safety import HOSTILE

from qualcode.actions.memos import add_memo, change_memo, note_coding
from qualcode.model import Memo
from qualcode.project import Project
from qualcode.store.codes import codes
from qualcode.store.memos import memos
from qualcode.store.sources import sources


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE / 1000
    while not holds():
        assert monotonic() < end, "it did not come"
        sleep(0.2)


def stored(app: App, study: str) -> list[Memo]:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return memos(session)


def memo_on_words(page: Page, words: str) -> None:
    """By keys alone: select, “-”, write, Ctrl+Enter."""
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page)
    page.keyboard.press("-")
    expect(page.get_by_role("dialog", name="Memo on these words")).to_be_visible()
    page.keyboard.type(words)


def test_words_get_a_memo_that_is_found_on_the_page_and_leads_back(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    memo_on_words(page, "Қорқу? Like [[tru")
    expect(page.get_by_role("option", name="Trust")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    saved(page)

    until(lambda: [memo.text for memo in stored(app, study)] == ["Қорқу? Like [[Trust]]"])
    [memo] = stored(app, study)
    assert (memo.target_kind, memo.kind) == ("segment", "note")
    page.get_by_role("button", name="Memo: Қорқу?").click()
    box = page.get_by_role("dialog", name="Memos here")
    expect(box).to_contain_text("Қорқу? Like Trust")

    box.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Memos")
    expect(page.locator(".qc-memo")).to_contain_text("Қорқу? Like Trust")
    page.get_by_label("Find", exact=True).fill("корку trust")
    expect(page.get_by_text("Memos: 1 of 1")).to_be_visible()

    page.locator(".qc-memo a", has_text="Trust").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codebook")
    expect(page).to_have_url(re.compile("code="))
    page.go_back()
    page.get_by_role("link", name="Open in the text").click()
    page.wait_for_selector(f"{PANE} .qc-note")
    assert tabs.elsewhere == []


def test_a_memo_on_words_is_taken_back_with_undo(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    memo_on_words(page, "A slip")
    page.get_by_role("button", name="Save memo").click()
    saved(page)
    sign = page.locator(f"{PANE} .qc-note")
    expect(sign).to_have_count(1)

    page.locator(f"{PANE} .qc-scroll").focus()
    page.keyboard.press("Control+z")

    expect(sign).to_have_count(0)
    assert stored(app, study) == []


def test_a_memo_that_was_not_saved_is_still_there(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    memo_on_words(page, "Half a thought")

    page.keyboard.press("Escape")
    page.keyboard.press("-")

    expect(page.get_by_role("textbox", name="Memo on these words")).to_have_value("Half a thought")
    assert stored(app, study) == []


def test_the_memo_of_a_coding_has_a_kind(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page)
    page.keyboard.press("1")
    saved(page)

    page.keyboard.press("-")
    page.get_by_role("dialog").get_by_role("button", name="Memo").click()
    page.get_by_label("Kind of memo").select_option("question")
    page.get_by_role("textbox", name="Memo on “Fear”").fill("Whose?")
    page.get_by_role("button", name="Save memo").click()

    until(lambda: [(memo.kind, memo.text) for memo in stored(app, study)] == [("question", "Whose?")])


def test_a_hostile_memo_is_shown_as_it_was_typed_and_does_nothing(app: App, tabs: Tabs, study: str):
    typed = "\n\n".join((*HOSTILE, "[[<img src=x onerror='window.harmed=1'>]]", "[[Fear|<b>fear</b>]]"))
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            [source] = sources(session)
        with project.edit(by="Ana") as edit:
            id_ = add_memo(edit, source.id, typed, target_kind="source", title=HOSTILE[2])
    tab = tabs.open(height=2000)

    tab.goto(app.address("memos", project=study, coder="Ana", memo=id_))
    shown = tab.locator(".qc-memo")
    shown.wait_for()
    tab.wait_for_timeout(1500)

    for words in (HOSTILE[0], HOSTILE[5], HOSTILE[6], "<b>fear</b>"):
        expect(shown).to_contain_text(words)
    assert shown.locator("img, script, iframe, svg, style, b").count() == 0
    links = shown.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link.split("?")[0] for link in links] == ["codebook"]
    assert tab.evaluate("window.harmed") is None
    assert tabs.elsewhere == []


def test_two_windows_on_one_memo_lose_nothing(app: App, tabs: Tabs, study: str):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            fear = codes(session)[0]
        with project.edit(by="Ana") as edit:
            id_ = add_memo(edit, fear.id, "First", target_kind="code")
    tab = tabs.open()
    tab.goto(app.address("memos", project=study, coder="Ana", memo=id_))
    tab.get_by_role("button", name="Change", exact=True).click()
    with Project.open(app.folder / f"{study}.qualcode") as project, project.edit(by="Bek") as edit:
        change_memo(edit, id_, text="Bek’s words")

    tab.get_by_role("textbox", name="Words", exact=True).fill("Ana’s words")
    tab.get_by_role("button", name="Save", exact=True).click()

    expect(tab.get_by_text("Bek changed this memo while you were writing").first).to_be_visible()
    assert [memo.text for memo in stored(app, study)] == ["Bek’s words"]
    expect(tab.get_by_role("textbox", name="Words", exact=True)).to_have_value("Ana’s words")


@pytest.mark.parametrize("view", ["memos", "journal"])
def test_a_phone_shows_what_was_opened_first(app: App, tabs: Tabs, study: str, view: str):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        where = project.info().id
        with project.edit(by="Ana") as edit:
            id_ = add_memo(edit, where, "Because of [[Fear]].", target_kind="project", title="Why")
    tab = tabs.open(width=390, height=844)

    tab.goto(app.address("memos", project=study, coder="Ana", memo=id_, view=view))
    tab.locator(".qc-memo").first.wait_for()

    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    if view == "memos":
        read_at, found_at = (tab.locator(each).bounding_box() for each in (".qc-memo", ".st-key-memo-words"))
        assert read_at
        assert found_at
        assert read_at["y"] < found_at["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_memos_are_read_and_written(app: App, tabs: Tabs, study: str, scheme: str):
    tab = tabs.open(scheme=scheme)
    read(tab, app, study, "Ana")
    memo_on_words(tab, "## Why\n\n> she said\n\n- [[Fear]]\n- [[nothing]]\n\n`x`")
    complaints = [_complaints(tab)]
    tab.keyboard.press("Control+Enter")
    saved(tab)
    tab.locator(".qc-note").click()
    tab.get_by_role("dialog", name="Memos here").wait_for()
    complaints.append(_complaints(tab))
    tab.locator(".qc-memo-open").click()
    tab.locator(".qc-memo").wait_for()
    tab.wait_for_timeout(1500)
    complaints.append(_complaints(tab))
    tab.get_by_role("button", name="Change", exact=True).click()
    tab.get_by_role("textbox", name="Words", exact=True).wait_for()
    tab.wait_for_timeout(1500)
    complaints.append(_complaints(tab))

    assert complaints == [[], [], [], []]


def _complaints(tab: Page) -> list[tuple[str, str]]:
    found = Axe().run(tab).response["violations"]
    return [(each["id"], node["html"][:160]) for each in found for node in each["nodes"]]


def test_words_that_were_refused_are_still_there_to_copy(app: App, tabs: Tabs) -> None:
    with Project.create(app.folder / "Refused.qualcode", coder="Ana") as study:
        coding = coded(study, imported(study), (0, 12), added(study))
        page = tabs.open()
        read(page, app, "Refused", "Ana")
        page.locator(f"{PANE} .qc-stripe").first.click()
        page.locator(f"{PANE} .qc-popover button", has_text="Memo").first.click()
        page.keyboard.type("Precious words")
        with study.edit(by="Ana") as edit:
            note_coding(edit, coding.id, "From another tab")

        page.keyboard.press("Control+Enter")

    expect(page.locator(f"{PANE} .qc-refusal textarea")).to_have_value("Precious words")
