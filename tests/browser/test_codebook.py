"""The Codebook page: a tree that is worked by hand and by keys, and details that are edited in place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import App, Tabs, saved, until
from playwright.sync_api import Locator, Page, expect

from qualcode.actions.code_sets import add_code_set
from qualcode.actions.codes import add_code, change_code
from qualcode.model import Code
from qualcode.project import Project
from qualcode.sample import make_sample
from qualcode.store import codes

TREE = ".qc-book [role=tree]"


@pytest.fixture
def book(app: App, study: str) -> str:
    """Fear (1), Trust (2), and under Harmony: Talk and Folklore."""
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.edit(by="Ana") as edit:
            harmony = add_code(edit, "Harmony", codable=False)
        for name in ("Talk", "Folklore"):
            with project.edit(by="Ana") as edit:
                add_code(edit, name, parent=harmony.id, words={"en": {"name": name, "brief": f"{name}."}})
    return study


def tree_of(page: Page, app: App, study: str, **address: str) -> Page:
    page.goto(app.address("codebook", project=study, coder="Ana", **address))
    page.locator(f"{TREE} [role=treeitem]").first.wait_for()
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator(f"{TREE} [role=treeitem]").filter(
        has=page.locator(".qc-code-name").get_by_text(name, exact=True)
    )


def drawn(page: Page) -> list[str]:
    """The tree as it is seen: two spaces for each level."""
    rows = page.locator(f"{TREE} [role=treeitem]").all()
    return [
        "  " * (int(each.get_attribute("aria-level")) - 1) + each.locator(".qc-code-name").inner_text()
        for each in rows
    ]


def stored(app: App, study: str) -> list[str]:
    """The tree as its file has it; retired codes in brackets."""
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        depth: dict[str | None, int] = {None: -1}
        lines = []
        for code in codes.codes(session, retired=True):
            depth[code.id] = depth[code.parent] + 1
            lines.append("  " * depth[code.id] + (f"({code.name})" if code.retired else code.name))
        return lines


def found(app: App, study: str, name: str) -> Code:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return codes.code(session, name)


def field(page: Page, label: str) -> Locator:
    """A field of the language that is shown."""
    return page.get_by_role("textbox", name=label, exact=True)


def drag(page: Page, dragged: Locator, target: Locator, ratio: float) -> None:
    """Take a row to a part of another: 0 is its upper edge, 1 its lower."""
    start, end = dragged.bounding_box(), target.bounding_box()
    page.mouse.move(int(start["x"]) + 90, int(start["y"] + start["height"] / 2))
    page.mouse.down()
    page.mouse.move(int(start["x"]) + 100, int(start["y"] + start["height"] / 2) + 8)
    page.mouse.move(int(end["x"]) + 100, int(end["y"] + end["height"] * ratio), steps=4)
    page.mouse.up()


# -- the tree by hand ------------------------------------------------------------------------------------


def test_a_code_is_dragged_before_into_and_after_another(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    assert drawn(page) == ["Fear", "Trust", "Harmony", "  Talk", "  Folklore"]

    drag(page, row(page, "Trust"), row(page, "Fear"), 0.1)
    assert drawn(page)[:2] == ["Trust", "Fear"]
    drag(page, row(page, "Trust"), row(page, "Talk"), 0.5)
    drag(page, row(page, "Fear"), row(page, "Folklore"), 0.9)
    saved(page)

    expected = ["Harmony", "  Talk", "    Trust", "  Folklore", "  Fear"]
    assert drawn(page) == expected
    assert stored(app, book) == expected
    tree_of(page, app, book)
    assert drawn(page) == expected


def test_a_drag_can_be_thought_better_of(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    before = stored(app, book)
    start, end = row(page, "Fear").bounding_box(), row(page, "Talk").bounding_box()

    page.mouse.move(int(start["x"]) + 90, int(start["y"]) + 15)
    page.mouse.down()
    page.mouse.move(int(end["x"]) + 90, int(end["y"]) + 15, steps=4)
    expect(page.locator(".qc-ghost")).to_have_text("Fear")
    page.keyboard.press("Escape")
    page.mouse.up()
    drag(page, row(page, "Harmony"), row(page, "Talk"), 0.5)  # into its own

    expect(page.locator(".qc-message")).to_have_text("“Harmony” cannot go there.")
    assert drawn(page) == ["Fear", "Trust", "Harmony", "  Talk", "  Folklore"]
    assert stored(app, book) == before


def test_a_finger_drags_by_the_grip_and_scrolls_elsewhere(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(width=390, height=844), app, book)
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": int(x), "y": int(y)}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def take(x: float, fear: dict[str, float], talk: dict[str, float]) -> None:
        finger("touchStart", x, fear["y"] + 20)
        finger("touchMove", x + 4, fear["y"] + 32)
        finger("touchMove", x + 20, talk["y"] + 20)
        finger("touchMove", x + 21, talk["y"] + 20)
        finger("touchEnd", 0, 0)

    fear, talk = row(page, "Fear").bounding_box(), row(page, "Talk").bounding_box()
    take(fear["x"] + 150, fear, talk)
    assert drawn(page)[0] == "Fear"
    take(row(page, "Fear").locator(".qc-grip").bounding_box()["x"] + 8, fear, talk)

    until(lambda: stored(app, book) == ["Trust", "Harmony", "  Talk", "    Fear", "  Folklore"])


# -- the tree by keys ------------------------------------------------------------------------------------


def test_the_whole_tree_is_worked_by_keys(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    press = page.keyboard.press

    row(page, "Fear").focus()
    press("Alt+ArrowDown")
    assert drawn(page)[:2] == ["Trust", "Fear"]
    press("Alt+ArrowRight")
    assert drawn(page)[:2] == ["Trust", "  Fear"]
    press("n")
    page.keyboard.type("Dread")
    press("Enter")
    press("Shift+N")
    page.keyboard.type("Panic")
    press("Enter")
    press("ArrowUp")
    press("F2")
    page.keyboard.type("Deep dread")
    press("Enter")
    assert drawn(page) == ["Trust", "  Fear", "  Deep dread", "    Panic", "Harmony", "  Talk", "  Folklore"]
    press("Alt+ArrowLeft")
    saved(page)

    expected = ["Trust", "  Fear", "Deep dread", "  Panic", "Harmony", "  Talk", "  Folklore"]
    assert drawn(page) == expected
    assert stored(app, book) == expected
    expect(row(page, "Deep dread")).to_be_focused()
    for _ in range(6):
        press("Control+z")
    saved(page)
    until(lambda: stored(app, book) == ["Fear", "Trust", "Harmony", "  Talk", "  Folklore"])
    expect(row(page, "Deep dread")).to_have_count(0)
    press("Control+y")
    saved(page)
    assert stored(app, book)[0] == "Trust"


def test_walking_folds_finds_and_opens(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    press = page.keyboard.press

    row(page, "Fear").focus()
    press("End")
    expect(row(page, "Folklore")).to_be_focused()
    press("ArrowLeft")
    press("ArrowLeft")
    expect(row(page, "Harmony")).to_be_focused()
    expect(row(page, "Talk")).to_have_count(0)
    press("ArrowRight")
    press("/")
    page.keyboard.type("FOLK")
    assert drawn(page) == ["Harmony", "  Folklore"]
    press("ArrowDown")
    press("ArrowDown")
    press("Enter")

    expect(field(page, "Name")).to_be_focused()
    expect(field(page, "Name")).to_have_value("Folklore")
    press("Escape")
    expect(row(page, "Folklore")).to_be_focused()


def test_a_russian_keyboard_makes_codes_too(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)

    row(page, "Trust").focus()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'т', code: 'KeyN', bubbles: true, cancelable: true}))"
    )
    page.keyboard.type("Страх")
    page.keyboard.press("Enter")
    saved(page)

    assert stored(app, book)[:3] == ["Fear", "Trust", "Страх"]


def test_a_code_is_retired_folded_away_and_brought_back(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)

    row(page, "Fear").focus()
    page.keyboard.press("Delete")

    expect(row(page, "Fear")).to_have_count(0)
    expect(page.locator(".qc-message")).to_contain_text("“Fear” is retired.")
    saved(page)
    assert stored(app, book)[0] == "(Fear)"
    page.get_by_role("button", name="Show retired codes: 1").click()
    row(page, "Fear").click()
    page.locator(".qc-details").get_by_role("button", name="Bring back").click()
    saved(page)
    assert stored(app, book)[0] == "Fear"


# -- the details -----------------------------------------------------------------------------------------


def test_a_definition_is_written_in_three_languages_and_saved_as_one_action(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    with Project.open(app.folder / f"{book}.qualcode") as project:
        before = project.version()

    row(page, "Talk").click()
    field(page, "Brief definition").fill("Praise of friendship. 🙂")
    field(page, "Key").fill("t")
    page.get_by_role("button", name="Colour #d55e00").click()
    page.get_by_role("tab", name="Русский").click()
    field(page, "Name in this language").fill("Разговор")
    field(page, "Near miss").fill("«Сосед помог»")
    field(page, "Search terms").fill("согласие\nдружба")
    page.keyboard.press("Tab")
    page.get_by_role("tab", name="Қазақша").click()
    field(page, "When to use").fill("Достық туралы")
    page.get_by_role("button", name="Add an opposite").click()
    page.keyboard.type("fea")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    saved(page)

    talk = found(app, book, "Talk")
    assert (talk.key, talk.colour) == ("t", "#d55e00")
    assert talk.wordings["en"]["brief"] == "Praise of friendship. 🙂"
    assert talk.wordings["ru"]["name"] == "Разговор"
    assert talk.wordings["ru"]["near_miss"] == "«Сосед помог»"
    assert talk.terms["ru"] == ("согласие", "дружба")
    assert talk.wordings["kk"]["use"] == "Достық туралы"
    assert talk.contradicts == (found(app, book, "Fear").id,)
    with Project.open(app.folder / f"{book}.qualcode") as project:
        assert project.version() == before + 1
    until(lambda: f"code={talk.id}" in page.url)
    page.reload()
    expect(field(page, "Key")).to_have_value("t")


def test_nothing_written_is_lost_when_another_code_is_opened_or_the_page_left(
    app: App, tabs: Tabs, book: str
):
    page = tree_of(tabs.open(), app, book)

    row(page, "Talk").click()
    field(page, "Full definition").fill("Half a thought")
    row(page, "Fear").click()
    expect(page.locator(".qc-waiting")).to_contain_text("Talk")
    page.get_by_role("link", name="Help").click()
    expect(page.locator(".qc-book")).to_have_count(0)
    page.get_by_role("link", name="Codebook").first.click()
    page.locator(".qc-waiting").get_by_role("button", name="Talk").click()

    expect(field(page, "Full definition")).to_have_value("Half a thought")
    page.get_by_role("button", name="Save").click()
    saved(page)
    assert found(app, book, "Talk").wordings["en"]["full"] == "Half a thought"
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_a_refused_save_says_why_and_keeps_the_words(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    row(page, "Talk").click()
    field(page, "Name").fill("Folklore")
    field(page, "Example").fill("“We live as one family.”")

    page.get_by_role("button", name="Save").click()

    expect(page.locator(".qc-refusal")).to_contain_text("There is already a code “Folklore” here")
    expect(field(page, "Example")).to_have_value("“We live as one family.”")
    expect(row(page, "Talk")).to_be_visible()
    assert found(app, book, "Talk").wordings["en"].get("example", "") == ""
    field(page, "Key").fill("1")
    expect(page.locator(".qc-trouble")).to_have_text("The key “1” already belongs to “Fear”.")


def test_a_new_rule_is_asked_for_where_words_were_coded_already(app: App, tabs: Tabs):
    make_sample(app.folder / "Rule.qualcode")
    page = tabs.open()
    page.goto(app.address("codebook", project="Rule", coder="Aigerim"))
    row(page, "Double-talk").click()
    question = page.get_by_label("The rule changed")

    field(page, "Example").fill("Another example")
    expect(question).not_to_be_checked()
    field(page, "When to use").fill("Something else")
    expect(question).to_be_checked()
    page.get_by_role("button", name="Save").click()
    saved(page)
    assert found(app, "Rule", "Double-talk").rule == 2

    field(page, "When to use").fill("A slip of the pen")
    question.uncheck()
    page.get_by_role("button", name="Save").click()
    until(lambda: found(app, "Rule", "Double-talk").wordings["en"]["use"] == "A slip of the pen")
    assert found(app, "Rule", "Double-talk").rule == 2


def test_what_somebody_else_changes_is_seen_without_touching_anything(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(), app, book)
    row(page, "Talk").click()
    field(page, "Full definition").fill("Mine")
    talk = found(app, book, "Talk")

    with Project.open(app.folder / f"{book}.qualcode") as project:
        with project.edit(by="Bek") as edit:
            add_code(edit, "Theirs")
        with project.edit(by="Bek") as edit:
            change_code(edit, talk.id, words={"en": {**talk.wordings["en"], "full": "Bek’s"}})

    expect(row(page, "Theirs")).to_be_visible()
    expect(page.locator(".qc-save")).to_contain_text(
        "Somebody has changed this meanwhile. It says now: “Bek’s”"
    )
    expect(field(page, "Full definition")).to_have_value("Mine")


def test_the_number_of_a_code_opens_its_quotes(app: App, tabs: Tabs):
    make_sample(app.folder / "Quotes.qualcode")
    page = tabs.open()
    page.goto(app.address("codebook", project="Quotes", coder="Aigerim"))
    row(page, "Double-talk").click()
    given = page.locator(".qc-given").inner_text().removeprefix("Given: ")

    page.get_by_role("button", name="Open the quotes").click()

    expect(page.get_by_text(f"Excerpts shown: {given}")).to_be_visible()


# -- everybody, everywhere -------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_code_open_and_half_written(app: App, tabs: Tabs, book: str, scheme: str):
    page = tree_of(tabs.open(scheme=scheme), app, book)
    row(page, "Fear").focus()
    page.keyboard.press("Delete")
    row(page, "Talk").click()
    field(page, "Full definition").fill("Half a thought")
    row(page, "Trust").click()
    field(page, "Name").fill("Trust?")
    page.get_by_role("button", name="Add an opposite").click()
    page.wait_for_timeout(1500)

    violations = Axe().run(page).response["violations"]

    assert [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in violations] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_code_sets(app: App, tabs: Tabs, book: str, scheme: str):
    given = [found(app, book, name).id for name in ("Trust", "Fear")]
    with Project.open(app.folder / f"{book}.qualcode") as project, project.edit(by="Ana") as edit:
        add_code_set(edit, "Daily", given, key="1")
    page = tree_of(tabs.open(scheme=scheme), app, book)
    page.get_by_role("tab", name="Code sets").click()
    expect(page.get_by_role("button", name="Remove this set")).to_be_visible()
    page.wait_for_timeout(1500)

    assert Axe().run(page).response["violations"] == []


def test_a_phone_shows_the_tree_and_below_it_the_code(app: App, tabs: Tabs, book: str):
    page = tree_of(tabs.open(width=390, height=844), app, book)

    row(page, "Talk").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(field(page, "Name")).to_be_in_viewport()
    page.get_by_role("button", name="Back to the tree").click()
    expect(row(page, "Talk")).to_be_in_viewport()
    expect(row(page, "Talk")).to_be_focused()
