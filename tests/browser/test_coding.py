"""Coding in the browser: what is painted is stored, and nothing is lost on the way."""

import pytest
from driving import PANE, App, Tabs, read, saved, select_words, until
from playwright.sync_api import Page


def into_the_text(page: Page) -> None:
    page.locator(f"{PANE} .qc-scroll").focus()


def test_dragged_words_are_coded_by_a_key(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    box = page.locator(f"{PANE} .qc-rows .qc-row p").first.bounding_box()

    page.mouse.move(int(box["x"]) + 2, int(box["y"]) + 10)
    page.mouse.down()
    page.mouse.move(int(box["x"]) + 200, int(box["y"]) + 10, steps=5)
    page.mouse.up()
    page.keyboard.press("1")
    saved(page)

    [(coder, quote)] = app.stored(study)
    assert coder == "Ana"
    assert quote.startswith("Aigul: word0x0")


def test_words_across_paragraphs_are_one_coding(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    first, second = (page.locator(f"{PANE} .qc-rows .qc-row p").nth(n).bounding_box() for n in (0, 1))

    page.mouse.move(int(first["x"]) + 2, int(first["y"]) + 10)
    page.mouse.down()
    page.mouse.move(int(second["x"]) + 200, int(second["y"]) + 10, steps=5)
    page.mouse.up()
    page.keyboard.press("2")
    saved(page)

    [(_, quote)] = app.stored(study)
    assert "🙂 ақсақал\nI: word1x0" in quote


@pytest.mark.parametrize("pause", [0, 50, 150])
def test_fifty_quick_codings_are_fifty_codings(app: App, tabs: Tabs, study: str, pause: int):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    for _ in range(50):
        select_words(page, 2)
        page.keyboard.press("1")
        page.wait_for_timeout(pause)
    saved(page)

    assert len(app.stored(study)) == 50


def test_several_codes_stand_on_one_place_and_are_undone_by_keys(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)
    select_words(page)
    page.keyboard.press("1")
    page.keyboard.press("2")
    saved(page)
    assert len(app.stored(study)) == 2

    page.keyboard.press("Control+z")
    until(lambda: len(app.stored(study)) == 1)
    page.keyboard.press("Control+Shift+z")
    until(lambda: len(app.stored(study)) == 2)


def test_a_refresh_in_the_same_moment_loses_nothing(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    page.on("dialog", lambda dialog: dialog.accept())
    read(page, app, study, "Ana")
    into_the_text(page)

    select_words(page)
    page.keyboard.press("1")
    page.reload()
    page.wait_for_selector(f"{PANE} .qc-rows .qc-row")

    until(lambda: len(app.stored(study)) == 1)


def test_another_page_in_the_same_moment_loses_nothing(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)

    select_words(page)
    page.keyboard.press("1")
    page.get_by_role("link", name="Help").first.click()
    page.get_by_role("heading", name="Help").wait_for()
    page.get_by_role("link", name="Code", exact=True).first.click()
    page.wait_for_selector(f"{PANE} .qc-rows .qc-row")

    until(lambda: len(app.stored(study)) == 1)


def test_codings_made_while_the_server_is_down_are_stored_when_it_is_back(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)
    app.kill()

    for _ in range(3):
        select_words(page, 2)
        page.keyboard.press("1")
    page.wait_for_timeout(500)
    app.start()

    until(lambda: len(app.stored(study)) == 3, seconds=40)
    page.wait_for_timeout(1500)
    assert len(app.stored(study)) == 3


def test_a_coding_survives_the_death_of_the_server(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    into_the_text(page)
    select_words(page)
    page.keyboard.press("1")
    saved(page)

    app.kill()

    assert len(app.stored(study)) == 1
    app.start()


def test_two_browsers_code_at_once_and_see_each_other(app: App, tabs: Tabs, study: str):
    ana, bek = tabs.open(), tabs.open()
    read(ana, app, study, "Ana")
    read(bek, app, study, "Bek")
    into_the_text(ana)
    into_the_text(bek)

    for _ in range(20):
        for page in (ana, bek):
            select_words(page, 2)
            page.keyboard.press("1")
    saved(ana)
    saved(bek)

    stored = app.stored(study)
    assert sorted(coder for coder, _ in stored) == ["Ana"] * 20 + ["Bek"] * 20
    for page in (ana, bek):
        page.wait_for_function("() => document.querySelector('.qc-pane').textContent.includes('40')")


def test_what_one_takes_off_is_gone_for_the_other(app: App, tabs: Tabs, study: str):
    ana, bek = tabs.open(), tabs.open()
    read(ana, app, study, "Ana")
    into_the_text(ana)
    select_words(ana)
    ana.keyboard.press("1")
    saved(ana)
    read(bek, app, study, "Bek")
    bek.wait_for_selector(f"{PANE} .qc-stripe")

    ana.keyboard.press("Control+z")

    bek.wait_for_selector(f"{PANE} .qc-stripe", state="detached")
