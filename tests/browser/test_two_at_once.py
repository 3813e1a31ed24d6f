"""Two browsers at once make a hundred random gestures; then each takes back everything: it is as before."""

import random
from collections.abc import Callable

import pytest
from driving import PANE, App, Tabs, read, until
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate
from study import state

from qualcode.actions.projects import set_project
from qualcode.project import Project
from qualcode.store.coders import coder
from qualcode.store.gate import Image
from qualcode.store.history import last_undoable

GESTURES = 100


def walk_and_code(page: Page, draw: random.Random) -> None:
    for _ in range(draw.randrange(6)):
        page.keyboard.press("ArrowRight")
    for _ in range(draw.randrange(1, 9)):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press(draw.choice("12"))


def code_twice(page: Page, draw: random.Random) -> None:
    walk_and_code(page, draw)
    page.keyboard.press(draw.choice("12"))


def go_down(page: Page, draw: random.Random) -> None:
    for _ in range(draw.randrange(4)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press(draw.choice("[]"))


def take_back(page: Page, _draw: random.Random) -> None:
    page.keyboard.press("Control+z")


def do_again(page: Page, _draw: random.Random) -> None:
    page.keyboard.press("Control+Shift+z")


def _opened(page: Page, draw: random.Random, deed: str) -> bool:
    """Open what is coded at the next coding, and press a button of one’s own coding there."""
    page.keyboard.press("]")
    page.keyboard.press("Enter")
    button = page.locator(f"{PANE} .qc-popover").get_by_role("button", name=deed)
    if button.count():
        try:
            button.nth(draw.randrange(button.count())).click(timeout=5_000)
        except TooLate:
            pass  # the other has just changed what is coded here
        else:
            return True
    page.keyboard.press("Escape")
    return False


def uncode(page: Page, draw: random.Random) -> None:
    _opened(page, draw, "Uncode")


def recode(page: Page, draw: random.Random) -> None:
    if _opened(page, draw, "Change code"):
        page.keyboard.type(draw.choice(["fea", "tru"]))
        page.keyboard.press("Enter")


def write_memo(page: Page, draw: random.Random) -> None:
    if _opened(page, draw, "Memo"):
        page.keyboard.type(f"Ескерту {draw.randrange(1000)} 🙂")
        page.keyboard.press("Control+Enter")


def resize(page: Page, draw: random.Random) -> None:
    if _opened(page, draw, "Resize"):
        page.keyboard.press("ArrowRight")
        for _ in range(draw.randrange(1, 6)):
            page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")


def name_by_the_words(page: Page, draw: random.Random) -> None:
    page.keyboard.press("ArrowRight")
    for _ in range(draw.randrange(1, 3)):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press('"')


def code_a_unit(page: Page, draw: random.Random) -> None:
    page.keyboard.press("ArrowDown")
    for _ in range(draw.randrange(1, 4)):
        page.keyboard.press("F8")
    page.keyboard.press(draw.choice("12."))


def mark(page: Page, draw: random.Random) -> None:
    page.keyboard.press("]")
    page.keyboard.press(draw.choice(";,"))


DEEDS: dict[Callable[[Page, random.Random], None], int] = {
    walk_and_code: 8,
    code_twice: 2,
    go_down: 2,
    uncode: 2,
    recode: 2,
    write_memo: 2,
    resize: 2,
    name_by_the_words: 1,
    code_a_unit: 2,
    mark: 2,
    take_back: 2,
    do_again: 1,
}


def settled(page: Page) -> None:
    """Wait until the outbox is empty and nothing is on its way."""
    page.wait_for_function("() => globalThis.__qcPerf.ops.every(op => op.ack !== undefined)")


def stands(app: App, study: str, who: str) -> bool:
    """Whether something a coder did can be taken back still."""
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return last_undoable(session, coder(session, who).id) is not None


def stored(app: App, study: str) -> dict[tuple[str, str], Image]:
    with Project.open(app.folder / f"{study}.qualcode") as project:
        assert project.check() == []
        return state(project)


def marks(page: Page) -> int:
    return page.locator(f"{PANE} .qc-stripe").count()


@pytest.mark.parametrize(("seed", "unite"), [(1, False), (2, True)])
def test_after_a_hundred_gestures_by_two_everything_can_be_taken_back(
    app: App, tabs: Tabs, study: str, seed: int, unite: bool
):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        project.coder("Dana")
        with project.edit(by="Ana") as edit:
            set_project(edit, unite=unite)
    before = stored(app, study)
    draw = random.Random(seed)
    windows = {who: tabs.open() for who in ("Bek", "Dana")}
    for who, page in windows.items():
        read(page, app, study, who)
        page.locator(f"{PANE} .qc-scroll").focus()
        page.evaluate("globalThis.__qcPerf.ops.length = 0")

    for n in range(GESTURES):
        page = windows["Bek" if n % 2 else "Dana"]
        [deed] = draw.choices(list(DEEDS), list(DEEDS.values()))
        deed(page, draw)
        page.locator(f"{PANE} .qc-scroll").focus()
    for page in windows.values():
        settled(page)
    assert len(stored(app, study)) > len(before)

    # in turns: a code one has made stays while the other’s codings carry it
    while any(stands(app, study, who) for who in windows):
        for page in windows.values():
            page.keyboard.press("Control+z")
            settled(page)

    until(lambda: stored(app, study) == before)
    for page in windows.values():
        until(lambda page=page: marks(page) == 0)
