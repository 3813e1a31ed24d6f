"""What a coder’s hands do all day: new codes, the last code, whole sentences, handles, marks, sets, union."""

from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, App, Tabs, read, saved, select_words, until
from playwright.sync_api import Page, expect
from sqlalchemy import select

from qualcode.actions.code_sets import add_code_set
from qualcode.project import Project
from qualcode.store.codes import codes
from qualcode.store.codings import codings
from qualcode.store.sources import reading
from qualcode.store.tables import InfoRow

HANDLES = f"{PANE} .qc-handle"


class Given(NamedTuple):
    code: str
    quote: str
    signs: str


def given(app: App, study: str) -> list[Given]:
    """The codings as stored."""
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        names = {code.id: code.name for code in codes(session)}
        return [
            Given(
                names[one.code],
                reading(session, one.source).quote(one.span),
                "!" * one.important + "?" * one.unsure,
            )
            for one in codings(session)
        ]


def codebook(app: App, study: str) -> list[str]:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return [code.name for code in codes(session)]


def at_the_text(page: Page, app: App, study: str) -> None:
    read(page, app, study, "Ana")
    page.locator(f"{PANE} .qc-scroll").focus()


def coded_once(page: Page, app: App, study: str, words: int = 3) -> None:
    """Code the first words as Fear."""
    at_the_text(page, app, study)
    select_words(page, words)
    page.keyboard.press("1")
    saved(page)


# -- new codes -----------------------------------------------------------------------------------------------


def test_words_become_a_code_and_one_undo_takes_both_back(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)

    select_words(page)
    page.keyboard.press('"')
    saved(page)

    name = "Aigul: word0x0 word0x1"
    assert given(app, study) == [Given(name, name, "")]
    expect(page.get_by_role("treeitem", name=name)).to_be_visible()
    page.keyboard.press("Control+z")
    until(lambda: given(app, study) == [])
    assert codebook(app, study) == ["Fear", "Trust"]
    expect(page.get_by_role("treeitem", name=name)).to_be_hidden()


def test_the_same_words_again_give_the_code_that_is_called_so(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    select_words(page, 2)
    page.keyboard.press('"')
    saved(page)

    page.keyboard.press("ArrowDown")
    select_words(page, 2)
    page.keyboard.press("+")
    page.get_by_label("Name").fill("aigul: WORD0X0")
    page.get_by_role("button", name="Give “Aigul: word0x0” instead").click()
    saved(page)

    assert codebook(app, study) == ["Fear", "Trust", "Aigul: word0x0"]
    assert [one.code for one in given(app, study)] == ["Aigul: word0x0"] * 2


def test_a_new_code_is_named_and_put_under_another_without_leaving_the_text(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    select_words(page)

    page.keyboard.press("+")
    page.keyboard.type("Kept inside")
    page.get_by_label("Under").select_option(label="Fear")
    page.get_by_role("textbox", name="Key").fill("k")
    page.keyboard.press("Enter")
    saved(page)
    page.keyboard.press("ArrowRight")
    select_words(page, 2)
    page.keyboard.press("k")
    saved(page)

    assert codebook(app, study) == ["Fear", "Kept inside", "Trust"]
    assert [one.code for one in given(app, study)] == ["Kept inside", "Kept inside"]


def test_a_name_that_is_not_found_becomes_a_code(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    select_words(page)

    page.keyboard.press("/")
    page.keyboard.type("Hope")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_have_value("Hope")
    page.keyboard.press("Enter")
    saved(page)

    assert [one.code for one in given(app, study)] == ["Hope"]


def test_a_name_that_is_taken_is_said_before_anything_is_made(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    select_words(page)

    page.keyboard.press("+")
    page.keyboard.type("fear")

    expect(page.get_by_text("“Fear” is there already.")).to_be_visible()
    expect(page.get_by_role("button", name="Make and give it")).to_be_disabled()


# -- the last code, and sets ---------------------------------------------------------------------------------


def test_the_last_code_is_given_again_by_a_key_also_after_a_reload(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    at_the_text(page, app, study)

    page.keyboard.press("ArrowDown")
    select_words(page, 2)
    page.keyboard.press(".")
    saved(page)

    assert [one.code for one in given(app, study)] == ["Fear", "Fear"]


def test_the_codes_used_last_are_offered_first(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    select_words(page)
    page.keyboard.press("2")

    page.keyboard.press("/")

    expect(page.get_by_role("group", name="Used last").get_by_role("option")).to_have_text(["Trust2"])


def test_a_code_set_comes_on_the_digits_and_goes_again(app: App, tabs: Tabs, study: str):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            fear, trust = (code.id for code in codes(session))
        with project.edit(by="Ana") as edit:
            add_code_set(edit, "Second reading", [trust, fear], key="3")
    page = tabs.open()
    at_the_text(page, app, study)

    page.keyboard.press("Shift+Digit3")
    expect(page.get_by_label("Codes on the keys 1–9")).to_have_value("3")
    expect(page.get_by_role("group", name="Codes of the set").get_by_role("button")).to_have_text(
        ["1Trust", "2Fear"]
    )
    select_words(page)
    page.keyboard.press("1")
    saved(page)
    page.keyboard.press("Shift+Digit0")
    expect(page.get_by_role("group", name="Codes of the set")).to_be_hidden()
    page.keyboard.press("1")
    saved(page)

    assert [one.code for one in given(app, study)] == ["Trust", "Fear"]


# -- whole sentences, paragraphs, turns ----------------------------------------------------------------------


def test_a_word_grows_to_what_was_said_and_back(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    at_the_text(page, app, study)
    page.keyboard.press("ArrowRight")

    page.keyboard.press("F8")
    page.keyboard.press("1")
    saved(page)

    [one] = given(app, study)
    assert one.quote.startswith("Aigul: word0x0")
    assert one.quote.endswith("🙂 ақсақал")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("F8")
    page.wait_for_function("() => getSelection().toString().startsWith('I: word1x0')")
    page.keyboard.press("Shift+F8")
    page.wait_for_function("() => getSelection().toString() === 'I'")


@pytest.mark.parametrize("key", ["Alt+s", "Alt+p", "Alt+t"])
def test_a_sentence_a_paragraph_and_a_turn_are_selected_by_key(app: App, tabs: Tabs, study: str, key: str):
    page = tabs.open()
    at_the_text(page, app, study)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    page.keyboard.press(key)
    page.keyboard.press("2")
    saved(page)

    [one] = given(app, study)
    assert one.quote.startswith("I: word1x0")
    assert one.quote.endswith("🙂 ақсақал")


# -- handles -------------------------------------------------------------------------------------------------


def test_the_end_of_a_coding_is_dragged(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    page.locator(f"{PANE} .qc-stripe").hover()
    handle = page.locator(f"{HANDLES}-end").bounding_box()
    x, y = int(handle["x"] + handle["width"] / 2), int(handle["y"] + handle["height"] / 2)

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.move(x + 20, y + 60, steps=4)
    page.mouse.up()

    until(lambda: len(given(app, study)[0].quote) > 60)
    [one] = given(app, study)
    assert one.quote.startswith("Aigul: word0x0 word0x1 ")
    assert one.quote[-1].isalnum()
    assert page.evaluate("__qcPerf.ops.filter(({ op }) => op === 'resize').length") == 1


def test_a_drag_over_a_stripe_finds_no_handle_in_its_way(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    stripe = page.locator(f"{PANE} .qc-stripe").bounding_box()
    page.locator(f"{PANE} .qc-stripe").hover()
    handle = page.locator(f"{HANDLES}-end").bounding_box()
    x, y = int(handle["x"] + handle["width"] / 2), int(handle["y"] + handle["height"] / 2)

    page.mouse.move(x + 150, y)
    page.mouse.down()
    page.mouse.move(int(stripe["x"]) + 4, int(stripe["y"]) + 6, steps=4)
    page.wait_for_timeout(200)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    page.keyboard.press("2")
    saved(page)

    [trust] = [one for one in given(app, study) if one.code == "Trust"]
    assert 0 < len(trust.quote) < 60


def test_the_beginning_of_a_coding_is_moved_by_keys_and_left_as_it_was(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study, words=4)

    page.keyboard.press("<")
    expect(page.get_by_role("button", name="Beginning of “Fear”")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.keyboard.press(">")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")

    until(lambda: [one.quote for one in given(app, study)] == ["Aigul: word0x0 word0x"])
    expect(page.locator(f"{PANE} .qc-scroll")).to_be_focused()


def test_others_codings_have_no_handles(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    bek = tabs.open()
    read(bek, app, study, "Bek")

    bek.locator(f"{PANE} .qc-stripe").first.hover()

    expect(bek.get_by_text("by Ana")).to_be_visible()
    expect(bek.locator(HANDLES).first).to_be_hidden()


# -- another code, marks -------------------------------------------------------------------------------------


def test_what_was_coded_gets_another_code_by_keys(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    page.keyboard.press("=")
    page.keyboard.type("tru")
    page.keyboard.press("Enter")

    until(lambda: [one.code for one in given(app, study)] == ["Trust"])


def test_a_coding_is_important_and_unsure(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    page.keyboard.press(";")
    until(lambda: given(app, study)[0].signs == "!")
    page.locator(f"{PANE} .qc-stripe").click()
    page.get_by_role("button", name="Unsure: Fear").click()
    until(lambda: given(app, study)[0].signs == "!?")

    expect(page.get_by_role("button", name="Unsure: Fear")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Important, Unsure, Fear, you")).to_be_visible()
    page.keyboard.press("!")
    until(lambda: given(app, study)[0].signs == "?")


# -- union ---------------------------------------------------------------------------------------------------


def test_what_overlaps_is_one_at_once_and_two_again_after_undo(app: App, tabs: Tabs, study: str):
    with (
        Project.open(app.folder / f"{study}.qualcode") as project,
        project.edit(by="Ana") as edit,
    ):
        edit.begin("set project")
        edit.session.scalars(select(InfoRow)).one().unite = True
    page = tabs.open()
    coded_once(page, app, study)
    page.keyboard.press("ArrowLeft")

    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("1")
    expect(page.locator(f"{PANE} .qc-total")).to_have_text("Codings: 1")
    saved(page)

    [one] = given(app, study)
    assert one.quote == "Aigul: word0x0 word0x1 word0x2 word0x3"
    page.keyboard.press("Control+z")
    until(lambda: [one.quote for one in given(app, study)] == ["Aigul: word0x0 word0x1"])


# -- with fingers --------------------------------------------------------------------------------------------


def test_on_a_phone_words_are_coded_and_the_coding_resized_by_touch(app: App, tabs: Tabs, study: str):
    page = tabs.open(width=390, height=844, touch=True)
    coded_once(page, app, study)

    page.evaluate(
        """() => { // as a long press selects
          const text = document.querySelectorAll('.qc-txt')[1].firstChild;
          getSelection().setBaseAndExtent(text, 3, text, 10);
        }"""
    )
    page.get_by_role("button", name="Select more: Sentence").tap()
    page.get_by_role("button", name="Code as “Fear”").tap()
    saved(page)
    assert [one.code for one in given(app, study)] == ["Fear", "Fear"]

    page.locator(f"{PANE} .qc-stripe").first.tap()
    page.keyboard.press("Escape")
    page.keyboard.press(">")
    _touch_drag(page, f"{HANDLES}-end", 0, 52)

    until(lambda: len(given(app, study)[0].quote) > 60)


# -- for everybody -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens_while_coding(app: App, tabs: Tabs, study: str, scheme: str):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            some = [code.id for code in codes(session)]
        with project.edit(by="Ana") as edit:
            add_code_set(edit, "Both", some)
    page = tabs.open(scheme=scheme)
    coded_once(page, app, study)
    page.keyboard.press("Shift+Digit1")
    page.keyboard.press(";")
    page.keyboard.press(">")

    for open_ in ("Enter", "+", "Escape", "/", "Escape", "Enter"):
        page.keyboard.press(open_)
        page.wait_for_timeout(400)
        found = Axe().run(page)
        assert [
            (each["id"], [node["html"][:160] for node in each["nodes"]])
            for each in found.response["violations"]
        ] == []


def _touch_drag(page: Page, what: str, right: int, down: int) -> None:
    box = page.locator(what).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": left, "y": top} for left, top in points]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", (x, y))
    for step in range(1, 6):
        touch("touchMove", (x + right * step / 5, y + down * step / 5))
    touch("touchEnd")
