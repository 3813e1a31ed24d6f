"""What a coder does to a coding, and how a number leads to its quotes and a quote to its place."""

import io

import docx
from driving import PANE, App, Tabs, read, saved, select_words, until
from playwright.sync_api import Page, expect

from qualcode.project import Project
from qualcode.store.codes import codes
from qualcode.store.codings import codings


def coded_once(page: Page, app: App, study: str) -> None:
    """Code the first three words as Fear, and open what is there."""
    read(page, app, study, "Ana")
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page)
    page.keyboard.press("1")
    saved(page)


def given(app: App, study: str) -> list[tuple[str, int, int, str]]:
    """The codings as stored: code, start, end, memo."""
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        names = {code.id: code.name for code in codes(session)}
        return [(names[c.code], c.span.start, c.span.end, c.memo) for c in codings(session)]


def what_is_there(page: Page) -> None:
    page.locator(f"{PANE} .qc-stripe").first.click()


def test_a_click_lists_what_is_there_and_uncodes_it(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    what_is_there(page)
    page.get_by_role("button", name="Uncode").click()

    until(lambda: given(app, study) == [])


def test_a_coding_gets_another_code(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    what_is_there(page)
    page.get_by_role("button", name="Change code").click()
    page.keyboard.type("tru")
    page.keyboard.press("Enter")

    until(lambda: [code for code, *_ in given(app, study)] == ["Trust"])


def test_a_memo_is_written_beside_a_coding(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    what_is_there(page)
    page.get_by_role("button", name="Memo: Fear").click()
    page.keyboard.type("Қорқыныш 🙂 <b>not bold</b>")
    page.keyboard.press("Control+Enter")

    until(lambda: [memo for *_, memo in given(app, study)] == ["Қорқыныш 🙂 <b>not bold</b>"])


def test_a_coding_is_resized_to_other_words(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    [(_, start, end, _)] = given(app, study)

    what_is_there(page)
    page.get_by_role("button", name="Resize").click()
    select_words(page, 6)
    page.keyboard.press("Enter")

    until(lambda: given(app, study)[0][1:3] != (start, end))


def test_a_code_is_found_by_part_of_its_name(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    read(page, app, study, "Ana")
    page.locator(f"{PANE} .qc-scroll").focus()

    select_words(page)
    page.keyboard.press("/")
    page.keyboard.type("RUS")
    page.keyboard.press("Enter")
    saved(page)

    assert [code for code, *_ in given(app, study)] == ["Trust"]


def test_counts_are_live(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    expect(page.locator(f"{PANE}")).to_contain_text("Codings: 1")


def test_a_number_opens_its_quotes_and_a_quote_its_place(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    page.goto(app.address("frequencies", project=study, coder="Ana"))
    table = page.locator('[data-testid="stDataFrame"] canvas').first
    table.wait_for()
    page.wait_for_timeout(1500)
    box = table.bounding_box()
    page.mouse.click(int(box["x"]) + 16, int(box["y"]) + 52)  # the first row’s box
    expect(page.get_by_text("Aigul: word0x0 word0x1")).to_be_visible()
    page.get_by_role("link", name="Open in the text").first.click()

    page.wait_for_selector(f"{PANE} .qc-rows .qc-row")
    assert "at=0-22" in page.url


def test_a_cell_opens_both_quotes(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    page.keyboard.press("2")
    saved(page)

    page.goto(app.address("cooccurrence", project=study, coder="Ana"))
    page.get_by_role("tab", name="Table").click()
    table = page.locator('[data-testid="stDataFrame"] canvas').first
    table.wait_for()
    page.wait_for_timeout(1500)
    box = table.bounding_box()
    page.mouse.click(int(box["x"]) + 16, int(box["y"]) + 52)

    expect(page.get_by_role("heading", name="Fear + Trust")).to_be_visible()
    expect(page.get_by_text("Aigul: word0x0 word0x1")).to_have_count(2)


def test_the_excerpts_leave_as_a_word_file(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)

    page.goto(app.address("excerpts", project=study, coder="Ana"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word document").click()
    words = docx.Document(io.BytesIO(waiting.value.path().read_bytes()))

    assert any("Aigul: word0x0 word0x1" in paragraph.text for paragraph in words.paragraphs)


def test_a_square_of_the_heat_map_opens_both_quotes(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    coded_once(page, app, study)
    page.keyboard.press("2")
    saved(page)

    page.goto(app.address("cooccurrence", project=study, coder="Ana"))
    chart = page.locator('[data-testid="stVegaLiteChart"]')
    chart.locator("canvas, svg").first.wait_for()
    page.wait_for_timeout(1500)
    box = chart.bounding_box()
    assert box["height"] > 80
    heading = page.get_by_role("heading", name="Fear + Trust")
    for x in range(20, 500, 14):
        for y in (40, 54, 68, 82, 96):
            if not heading.count():
                page.mouse.click(int(box["x"]) + x, int(box["y"]) + y)
        page.wait_for_timeout(150)

    expect(page.get_by_text("Aigul: word0x0 word0x1")).to_have_count(2)


def test_a_coding_after_a_pause_is_acknowledged_at_once(app: App, tabs: Tabs, study: str):
    """While nobody codes the pane only looks; that must not make the next coding wait."""
    page = tabs.open()
    read(page, app, study, "Ana")
    page.wait_for_timeout(9_000)
    page.locator(f"{PANE} .qc-scroll").focus()

    select_words(page)
    page.keyboard.press("1")

    page.wait_for_function("() => globalThis.__qcPerf.ops[0]?.ack !== undefined", timeout=2_000)
