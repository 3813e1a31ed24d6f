"""Two browsers at once make a hundred random gestures; then each takes back everything: it is as before."""

import random
from collections.abc import Callable

import pytest
from driving import PANE, App, Tabs, read, until
from playwright.sync_api import Page
from study import state

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
        button.nth(draw.randrange(button.count())).click()
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


DEEDS: dict[Callable[[Page, random.Random], None], int] = {
    walk_and_code: 8,
    code_twice: 2,
    go_down: 2,
    uncode: 2,
    recode: 2,
    write_memo: 2,
    resize: 2,
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


@pytest.mark.parametrize("seed", [1, 2])
def test_after_a_hundred_gestures_by_two_everything_can_be_taken_back(
    app: App, tabs: Tabs, study: str, seed: int
):
    with Project.open(app.folder / f"{study}.qualcode") as project:
        project.coder("Dana")
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

    for who, page in windows.items():
        while stands(app, study, who):
            page.keyboard.press("Control+z")
            settled(page)

    until(lambda: stored(app, study) == before)
    for page in windows.values():
        until(lambda page=page: marks(page) == 0)
