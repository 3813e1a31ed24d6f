"""What is measured of the codebook's tree: a code moved by key, painted and stored."""

from typing import Any

from playwright.sync_api import Browser, Page

from .browser import ACKNOWLEDGED, WINDOW, app
from .generate import CODERS
from .measure import Table, in_words, median, quantile
from .projects import Projects

CODES = {"B150": "150 codes", "B300": "300 codes"}
MOVES = 40


def measure(table: Table, browser: Browser, projects: Projects) -> None:
    with app(projects, *CODES) as server:
        for name, size in CODES.items():
            moves: list[dict[str, Any]] = []
            url = server.url(f"codebook?project={name}&coder={CODERS[0]}")
            table.add(
                f"code moved in the tree, painted, {size}",
                "≤ 33 ms p95",
                lambda url=url, moves=moves: _painted(browser, url, moves),
            )
            table.add(
                f"code moved in the tree, stored and acknowledged, {size}",
                "≤ 100 ms p95",
                lambda moves=moves: _told(moves, "ack", 0.1),
            )


def _painted(browser: Browser, url: str, moves: list[dict[str, Any]]) -> tuple[str, float]:
    page = browser.new_page(viewport=WINDOW)
    page.goto(url)
    page.locator(".qc-book [role=treeitem]").nth(5).click()
    page.wait_for_timeout(1_000)
    for number in range(MOVES):
        _move(page, "Alt+ArrowDown" if number % 4 < 2 else "Alt+ArrowUp")
    moves += page.evaluate("__qcPerf.ops")
    page.close()
    return _told(moves, "paint", 0.033)


def _move(page: Page, key: str) -> None:
    before = page.evaluate("__qcPerf.ops.length")
    page.keyboard.press(key)
    page.wait_for_function(ACKNOWLEDGED, arg=before)
    page.wait_for_timeout(120)


def _told(moves: list[dict[str, Any]], what: str, budget: float) -> tuple[str, float]:
    times = [(move[what] - move["t"]) / 1000 for move in moves]
    told = f"{in_words(median(times))} p50, {in_words(quantile(times, 0.95))} p95 of {len(times)}"
    return told, quantile(times, 0.95) / budget
