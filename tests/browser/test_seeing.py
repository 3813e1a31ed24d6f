"""Seeing where one is in a text and getting elsewhere: finding, jumping, the portrait, the panels, the others."""

import os
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, App, Tabs, read, saved, select_words, until
from playwright.sync_api import Page, expect

from qualcode.actions.codings import code
from qualcode.actions.memos import add_memo
from qualcode.actions.projects import set_project
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store.coders import coders
from qualcode.store.codes import codes
from qualcode.store.sources import reading, sources

LINE = 40
"""Words in a line of the study's text: “word7x0 … word7x39 🙂 ақсақал”, said by Aigul where 7 is even."""


def into_the_text(page: Page) -> None:
    page.locator(f"{PANE} .qc-scroll").focus()


def opened(app: App, study: str) -> Project:
    return Project.open(app.folder / f"{study}.qualcode")


def coded(app: App, study: str, words: str, name: str = "Fear", *, by: str) -> None:
    """As another program would: these words are coded."""
    with opened(app, study) as project:
        with project.read() as session:
            [source] = sources(session)
            [given] = [each for each in codes(session) if each.name == name]
            start = _text(project).index(words)
        with project.edit(by=by) as edit:
            code(edit, source.id, Span(start, start + len(words)), given.id)


def _text(project: Project) -> str:
    with project.read() as session:
        [source] = sources(session)
        return reading(session, source.id).text


def top(page: Page) -> float:
    return page.locator(f"{PANE} .qc-scroll").evaluate("scroll => scroll.scrollTop")


def selected(page: Page) -> str:
    return page.evaluate("String(getSelection())")


def told(page: Page, what: str | re.Pattern[str]) -> None:
    """What was said to eyes and ears."""
    expect(page.locator(f"{PANE} .qc-live")).to_contain_text(what)


def cursor_in(page: Page, words: str) -> None:
    expect(page.locator(f"{PANE} .qc-row", has=page.locator(".qc-cursor"))).to_contain_text(words)


# -- finding ---------------------------------------------------------------------------------------------


def test_words_are_found_and_coded_at_once(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    page.keyboard.press("Control+f")
    page.keyboard.type("WORD20x5 word20x6")
    told(page, "1 of 1")
    page.keyboard.press("Escape")
    assert selected(page) == "word20x5 word20x6"
    page.keyboard.press("1")
    saved(page)

    assert app.stored(study) == [("Ana", "word20x5 word20x6")]


def test_kazakh_words_are_found_from_a_russian_keyboard_one_after_the_other(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    page.keyboard.press("Control+f")
    page.keyboard.type("аксакал")
    count = page.locator(".qc-find-count")
    expect(count).to_have_text("1 of 30")
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 30")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text("30 of 30")
    page.keyboard.press("Escape")
    page.keyboard.press("F3")

    told(page, "1 of 30")
    assert selected(page) == "ақсақал"


def test_hits_are_marked_only_where_they_are_near(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    page.get_by_role("button", name="Find in this text").click()

    page.keyboard.type("ақсақал")
    told(page, "1 of 30")

    painted = "() => [...CSS.highlights].find(([name]) => name.endsWith('-found'))[1].size"
    assert 0 < page.evaluate(painted) < 30
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => ({painted})() === 0")


def test_what_is_not_there_leaves_one_where_one_was(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)
    page.keyboard.press("Control+f")

    page.keyboard.type("word29x39 nowhere")

    told(page, "Not in this text")
    assert top(page) == 0
    page.keyboard.press("Escape")
    expect(page.locator(f"{PANE} .qc-scroll")).to_be_focused()


def test_a_hit_is_coded_by_the_side_panel_while_the_box_is_open(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    page.get_by_role("button", name="Find in this text").click()
    page.keyboard.type("word12x7")
    told(page, "1 of 1")

    page.get_by_role("treeitem", name=re.compile("^Trust")).click()
    saved(page)

    assert app.stored(study) == [("Ana", "word12x7")]


# -- jumping ---------------------------------------------------------------------------------------------


def test_jumps_by_code_by_coder_and_to_what_is_uncoded(app: App, tabs: Tabs, study: str):
    coded(app, study, "word4x0 word4x1", "Fear", by="Bek")
    coded(app, study, "word10x0 word10x1", "Trust", by="Ana")
    coded(app, study, "word16x0 word16x1", "Fear", by="Ana")
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    page.keyboard.press("]")
    told(page, "Fear, Bek: word4x0")
    page.keyboard.press("}")
    told(page, "Fear, you: word16x0")
    page.keyboard.press("{")
    told(page, "Fear, Bek: word4x0")
    page.keyboard.press("\\")
    told(page, re.compile("Uncoded words: .*, from paragraph 5"))
    cursor_in(page, "word4x2")

    page.get_by_role("button", name="Go to").click()
    dialog = page.get_by_role("dialog", name="Go to")
    dialog.get_by_label("Coding by", exact=True).select_option("Mine (Ana) (2)")
    dialog.get_by_role("button", name="Next: Coding by").click()
    told(page, "Trust, you: word10x0")
    dialog.get_by_role("button", name="Next: Coding by").click()
    told(page, "Fear, you: word16x0")
    dialog.get_by_label("Paragraph").fill("25")
    page.keyboard.press("Enter")
    cursor_in(page, "word24x0")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_where_all_is_coded_there_is_no_uncoded_stretch(app: App, tabs: Tabs, study: str):
    with opened(app, study) as project:
        text = _text(project)
    coded(app, study, text, by="Bek")
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    page.keyboard.press("\\")
    told(page, "Everything is coded.")

    page.get_by_role("button", name="Go to").click()
    page.get_by_label("Uncoded words", exact=True).select_option("not coded by me")
    page.get_by_role("button", name="Next: Uncoded words").click()
    told(page, "No more uncoded words")  # all of it is one, and one stands at its beginning


# -- the portrait ----------------------------------------------------------------------------------------


def portrait(page: Page):
    return page.get_by_role("slider", name="Portrait")


def test_the_portrait_moves_the_view_by_mouse_and_by_keys(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    box = portrait(page).bounding_box()

    page.mouse.click(box["x"] + 20, box["y"] + box["height"] * 0.6)
    until(lambda: top(page) > 400)
    expect(portrait(page)).not_to_have_attribute("aria-valuenow", "1")
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"], steps=6)
    page.mouse.up()
    until(lambda: top(page) < 60)

    portrait(page).focus()
    page.keyboard.press("End")
    expect(portrait(page)).to_have_attribute("aria-valuenow", re.compile("2[6-9]|30"))
    page.keyboard.press("Home")
    expect(portrait(page)).to_have_attribute("aria-valuenow", "1")
    expect(portrait(page)).to_have_attribute("aria-valuetext", re.compile("Paragraph 1. Aigul"))


INK = """colour => {
  const canvas = document.querySelector('.qc-map canvas');
  const { data, height, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const rows = new Set();
  for (let i = 0; i < data.length; i += 4) {
    if (colour.every((value, at) => Math.abs(data[i + at] - value) < 12) && data[i + 3] > 100) rows.add(Math.floor(i / 4 / width / height * 10));
  }
  return [...rows];
}"""
"""In which tenths of the portrait a colour is."""
FEAR = [0xAA, 0x33, 0x11]


def test_the_portrait_shows_where_codes_lie_as_the_chip_says(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    assert page.evaluate(INK, FEAR) == []

    coded(app, study, "word16x0 word16x1", by="Bek")
    until(lambda: page.evaluate(INK, FEAR) == [5])
    page.get_by_label("Whose codings are shown").select_option("Mine (Ana)")
    until(lambda: page.evaluate(INK, FEAR) == [])


def test_panels_stay_as_they_were_left(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    page.get_by_role("button", name="Portrait").click()
    page.get_by_role("button", name="Definition", exact=True).click()
    page.get_by_role("button", name="Counts", exact=True).click()

    page.reload()
    page.wait_for_selector(f"{PANE} .qc-rows .qc-row")

    expect(portrait(page)).to_be_hidden()
    expect(page.get_by_role("region", name="Definition")).to_be_hidden()
    expect(page.get_by_role("region", name="Counts")).to_be_visible()
    page.get_by_role("button", name="Close the side panel").click()
    expect(page.get_by_role("region", name="Codes")).to_be_hidden()
    page.get_by_role("button", name="Codes", exact=True).click()
    expect(page.get_by_role("region", name="Counts")).to_be_visible()


# -- facts at the side -----------------------------------------------------------------------------------


def test_the_panel_tells_of_the_code_at_the_cursor_and_counts_it(app: App, tabs: Tabs, study: str):
    coded(app, study, "word4x0 word4x1", "Fear", by="Bek")
    coded(app, study, "word10x0 word10x1", "Trust", by="Bek")
    page = tabs.open()
    read(page, app, study, "Ana")
    page.get_by_role("button", name="Counts", exact=True).click()
    definition = page.get_by_role("region", name="Definition")
    into_the_text(page)

    page.keyboard.press("]")
    expect(definition).to_contain_text("Fear")
    expect(definition).to_contain_text("In this text: 1, by me 0. In the project: 1, by me 0")
    page.keyboard.press("]")
    expect(definition).to_contain_text("Trust")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("2")
    saved(page)

    expect(definition).to_contain_text("In this text: 2, by me 1. In the project: 2, by me 1")
    expect(page.get_by_role("row", name="Trust 1 2")).to_be_visible()


def test_who_speaks_at_the_cursor_leads_to_their_page(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")

    link = page.get_by_role("region", name="Respondents").get_by_role("link", name=re.compile("Aigul"))

    expect(link).to_have_attribute("href", re.compile(r"sources\?project=Study.*&case="))


def test_memos_of_the_text_lead_to_their_places(app: App, tabs: Tabs, study: str):
    with opened(app, study) as project:
        start = _text(project).index("word22x0")
        with project.read() as session:
            [source] = sources(session)
        with project.edit(by="Bek") as edit:
            span = Span(start, start + 8)
            add_memo(edit, source.id, "Why does she pause here?", target_kind="segment", span=span)
    page = tabs.open()
    read(page, app, study, "Ana")
    page.get_by_role("button", name=re.compile("^Memos")).click()

    page.get_by_role("button", name="Why does she pause here?", exact=True).click()

    until(lambda: top(page) > 400)
    expect(page.locator(f"{PANE} .qc-row", has_text="word22x0")).to_be_in_viewport()


# -- several coders --------------------------------------------------------------------------------------


def test_others_appear_within_five_seconds_and_nobodys_view_jumps(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    portrait(page).focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(500)
    into_the_text(page)
    page.keyboard.press("ArrowRight")
    select_words(page, 3)
    page.wait_for_timeout(300)
    before = (top(page), selected(page), _first_seen(page))
    assert before[0] > 200
    assert before[1]

    coded(app, study, "word0x0 word0x1", by="Bek")  # above
    coded(app, study, "word29x0 word29x1", by="Bek")  # below
    coded(app, study, _first_seen(page)[:40], by="Bek")  # and where one looks
    page.wait_for_function(
        "() => document.querySelector('.qc-total').textContent.includes('3')", timeout=_seconds(5)
    )

    page.wait_for_timeout(600)
    assert (top(page), selected(page), _first_seen(page)) == before


def _seconds(asked: float) -> float:
    """In milliseconds; several times as long where other work shares the machine."""
    return asked * 1000 * max(1.0, 2 * os.getloadavg()[0] / (os.cpu_count() or 1))


def _first_seen(page: Page) -> str:
    return page.evaluate("""() => {
      const { top } = document.querySelector('.qc-scroll').getBoundingClientRect();
      return [...document.querySelectorAll('.qc-rows .qc-txt')].find(row => row.getBoundingClientRect().top >= top).textContent;
    }""")


def test_others_that_are_hidden_never_come(app: App, tabs: Tabs, study: str):
    coded(app, study, "word4x0 word4x1", by="Bek")
    page = tabs.open()
    frames: list[str | bytes] = []
    listen(page, frames)
    read(page, app, study, "Ana")
    expect(page.locator(".qc-total")).to_have_text("Codings: 1")

    with opened(app, study) as project:
        with project.edit(by="Ana") as edit:
            set_project(edit, see_others=False)
        with project.read() as session:
            [bek] = [each for each in coders(session) if each.name == "Bek"]
    expect(page.locator(".qc-total")).to_have_text("Codings: 0")
    frames.clear()
    coded(app, study, "word6x0 word6x1", by="Bek")
    into_the_text(page)
    select_words(page)
    page.keyboard.press("1")
    saved(page)
    page.wait_for_timeout(5000)

    expect(page.locator(".qc-total")).to_have_text("Codings: 1")
    assert page.get_by_label("Whose codings are shown").locator("option").all_inner_texts() == ["Mine (Ana)"]
    assert not [frame for frame in frames if bek.id.encode() in _bytes(frame)]


def test_a_coding_is_a_small_message(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    frames: list[str | bytes] = []
    listen(page, frames)
    read(page, app, study, "Ana")
    into_the_text(page)
    select_words(page)
    page.wait_for_timeout(1000)
    frames.clear()
    page.keyboard.press("1")
    saved(page)

    ours = [frame for frame in map(_bytes, frames) if b"coding_pane" in frame]

    assert ours
    assert max(map(len, ours)) < 600


def listen(page: Page, frames: list[str | bytes]) -> None:
    def heard(frame: str | bytes) -> None:  # Playwright cannot call a list’s own method
        frames.append(frame)

    page.on("websocket", lambda line: line.on("framereceived", heard))


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


# -- narrow, and for everybody ---------------------------------------------------------------------------


def test_a_phone_reads_and_codes_with_the_thumb(app: App, tabs: Tabs, study: str):
    page = tabs.open(width=390, height=844)
    read(page, app, study, "Ana")
    expect(portrait(page)).to_be_hidden()
    page.locator(PANE).evaluate("pane => pane.scrollIntoView({ block: 'end' })")

    page.evaluate("""() => {
      const words = document.querySelectorAll('.qc-rows .qc-txt')[2].firstChild;
      getSelection().setBaseAndExtent(words, 7, words, 22);
    }""")  # what a long press does
    offer = page.locator(".qc-thumb").get_by_role("button", name="Code…")
    box = offer.bounding_box()
    assert 844 / 2 < box["y"] < 844 - box["height"] + 1
    assert box["height"] >= 44
    scroll = page.locator(".qc-scroll").bounding_box()
    assert scroll["y"] + scroll["height"] <= box["y"]  # it stands below the text, not over it
    offer.click()
    page.keyboard.type("Tru")
    page.keyboard.press("Enter")
    saved(page)

    assert app.stored(study) == [("Ana", "word2x0 word2x1")]
    page.locator(".qc-thumb").get_by_role("button", name="Codes").click()
    expect(page.get_by_role("tree", name="Codes")).to_be_visible()
    page.get_by_role("button", name="Close the side panel").click()
    expect(page.get_by_role("tree", name="Codes")).to_be_hidden()


def all_open(page: Page) -> None:
    for name in ("Memos", "Counts"):
        page.get_by_role("button", name=re.compile(f"^{name}")).click()


def finding(page: Page) -> None:
    page.get_by_role("button", name="Find in this text").click()
    page.keyboard.type("word1")


def going(page: Page) -> None:
    page.get_by_role("button", name="Go to").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opens", [all_open, finding, going])
def test_axe_finds_nothing_in_what_opens(
    app: App, tabs: Tabs, study: str, opens: Callable[[Page], None], scheme: str
):
    coded(app, study, "word0x0 word0x1", by="Bek")
    page = tabs.open(scheme=scheme)
    read(page, app, study, "Ana")
    opens(page)
    page.wait_for_timeout(600)

    found = Axe().run(page)

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found.response["violations"]
    ] == []
