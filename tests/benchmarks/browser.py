"""What is measured on the screen: the app as people start it, in headless Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, TimeoutError, WebSocket, sync_playwright  # noqa: A004

from .generate import CODERS, KEYS
from .line import Line
from .measure import Table, in_words, median, quantile
from .projects import Projects

ROOT = Path(__file__).parents[2]
PORTS = range(8650, 8660)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = {"width": 1280, "height": 900}
STARTS, LOADS, GESTURES = 5, 7, 50
BARE = 'import streamlit as st\n\nst.title("Bare")\nst.write("Nothing else.")\n'
SPREAD = ("W2k", "W10k", "BIG")


def measure(table: Table, projects: Projects, sizes: Iterable[str]) -> None:
    """Every row that needs the screen; `S` stands for starting, `M` for memory, `BIG` for the coding pane."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        if "S" in sizes:
            table.add(
                "start: process to first page, against bare Streamlit",
                "≤ ×1.5",
                lambda: _starts(browser, projects),
            )
        if "M" in sizes:
            table.add(
                "memory of the server, one user, M open", "≤ 250 MB", lambda: _memory(browser, projects)
            )
        if "BIG" in sizes:
            _pane(table, browser, projects)
        if "M" in sizes:
            from . import tree  # it needs what stands here

            tree.measure(table, browser, projects)
        browser.close()


def chromium() -> str | None:
    """The browser of this machine; None is Playwright’s own."""
    asked = os.environ.get("QUALCODE_BROWSER")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    return asked or next(filter(None, map(shutil.which, names)), None)


def version() -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        said = browser.version
        browser.close()
    return said


# -- the app -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def resident(self) -> float:
        """Its memory now and at its highest, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000


@contextmanager
def served(script: Path, folder: Path, **environment: str) -> Iterator[Server]:
    """`streamlit run`, until it listens."""
    port = next(filter(_free, PORTS))
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    with Path(folder, "server.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=script.parent,
            env=os.environ | environment,
            stdout=log,
            stderr=log,
        )
    try:
        while _free(port):
            if process.poll() is not None:
                raise RuntimeError(Path(folder, "server.log").read_text()[-2000:])
            time.sleep(0.005)
        yield Server(process, port)
    finally:
        process.kill()
        process.wait()


def _free(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def app(projects: Projects, started: str, *others: str) -> Iterator[Server]:
    """The app with copies of these projects."""
    paths = [projects.copy(name, "served") for name in (started, *others)]
    environment = {"QUALCODE_PROJECT": str(paths[0]), "QUALCODE_FOLDER": str(paths[0].parent)}
    with served(ROOT / "app.py", projects.work, **environment) as server:
        yield server


def _code_page(name: str) -> str:
    return f"code?project={name}&coder={CODERS[0]}"


# -- starting, and memory ------------------------------------------------------------------------------


def _starts(browser: Browser, projects: Projects) -> tuple[str, float]:
    """One after the other, so that both meet the same machine; the first of each warms the disk."""
    folder = projects.work / "bare"
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    bare = folder / "bare.py"
    bare.write_text(BARE)

    ours, theirs = [], []
    for _ in range(STARTS + 1):
        begin = time.perf_counter()
        with app(projects, "S") as server:
            ours.append(_shown(browser, server.url(f"?coder={CODERS[0]}")) - begin)
        begin = time.perf_counter()
        with served(bare, projects.work) as server:
            theirs.append(_shown(browser, server.url()) - begin)
    ratios = [a / b for a, b in zip(ours[1:], theirs[1:], strict=True)]
    told = (
        f"×{median(ratios):.2f} ({in_words(median(ours[1:]))} / {in_words(median(theirs[1:]))}, of {STARTS})"
    )
    return told, median(ratios) / 1.5


def _shown(browser: Browser, url: str) -> float:
    """When the page has a heading and its first run is over."""
    page = browser.new_page(viewport=WINDOW)
    page.goto(url, wait_until="commit")
    page.locator("h1, h2, h3").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    shown = time.perf_counter()
    page.close()
    return shown


PAGES = ("frequencies", "cooccurrence", "excerpts", "history")


def _memory(browser: Browser, projects: Projects) -> tuple[str, float]:
    """After the Code page; and told beside it, after the pages that read the whole project."""
    with app(projects, "M") as server:
        page = browser.new_page(viewport=WINDOW)
        page.goto(server.url(_code_page("M")))
        _settled(page)
        coding = server.resident()
        for path in PAGES:
            page.goto(server.url(f"{path}?project=M&coder={CODERS[0]}"))
            page.wait_for_timeout(2_000)
            page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        counting = server.resident()
        page.close()
    return f"{coding:.0f} MB on Code; {counting:.0f} MB after every page", coding / 250


# -- the coding pane -----------------------------------------------------------------------------------

WATCH = """
globalThis.__seen = [];
let last = -1;
const look = () => {
  let ranges = 0;
  for (const [name, highlight] of CSS.highlights) {
    if (!/-(last|hot|flash|held)$/.test(name)) ranges += highlight.size;
  }
  const count = ranges + document.querySelectorAll('.qc-gutter [data-id]').length;
  if (count !== last) __seen.push([performance.now(), last = count]);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""From the page’s beginning, when the number of painted words and stripes changed."""


def _pane(table: Table, browser: Browser, projects: Projects) -> None:
    with app(projects, "BIG", *[name for name in SPREAD if name != "BIG"]) as server:
        table.add(
            "open BIG until every visible coding shows, warm", "≤ 1.30 s", lambda: _opening(browser, server)
        )
        coded = {name: _Coding(browser, server, name) for name in SPREAD}
        for name, coding in coded.items():
            _gestures(table, name, coding)
        table.add("bytes per coding, BIG against 2,000 words", "flat: ≤ ×1.1", lambda: _flat(coded))


def _opening(browser: Browser, server: Server) -> tuple[str, float]:
    context = browser.new_context(viewport=WINDOW)
    page = context.new_page()
    page.add_init_script(WATCH)
    times = []
    for _ in range(LOADS + 2):  # the first two fill the browser’s cache and the server’s
        page.goto(server.url(_code_page("BIG")))
        _settled(page)
        page.wait_for_timeout(1_500)
        seen = page.evaluate("__seen")
        final = seen[-1][1]
        times.append(next(at for at, count in seen if count == final) / 1000)
    context.close()
    warm = times[2:]
    told = f"{in_words(median(warm))} (median of {len(warm)}; the first time {in_words(times[0])})"
    return told, median(warm) / 1.3


def _settled(page: Page) -> None:
    """Until the pane has painted its text."""
    page.wait_for_function(PAINTED)
    page.wait_for_timeout(500)


WORDS = """() => {
  const view = document.querySelector('.qc-scroll').getBoundingClientRect();
  const found = [];
  for (const paragraph of document.querySelectorAll('.qc-txt')) {
    const box = paragraph.getBoundingClientRect();
    if (box.bottom < view.top + 60 || box.top > view.bottom - 120) continue;
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{3,}/gu)) {
        const range = new Range();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        if (top > view.top + 60 && bottom < view.bottom - 120) found.push([left, right, (top + bottom) / 2]);
      }
    }
  }
  return found;
}"""
"""Where the words stand that are in view: left, right, middle of the line."""

PAINTED = (
    "() => globalThis.__qcPerf?.loads.some(({ painted }) => painted) && document.querySelector('.qc-stripe')"
)
OPEN_ALL = """() => {
  for (const shut of document.querySelectorAll('.qc-section-head[aria-expanded=false]')) shut.click();
}"""
ACKNOWLEDGED = "count => { const { ops } = __qcPerf; return ops.length > count && ops.at(-1).ack }"


class _Coding:
    """Fifty codings of one text, by hand: a drag over some words and a key. Every panel is open."""

    def __init__(self, browser: Browser, server: Server, name: str) -> None:
        self.browser, self.server, self.name = browser, server, name
        self.own = 0
        self.missed = 0
        self.bytes: list[tuple[int, int, int]] = []
        self.ops: list[dict[str, Any]] = []

    def run(self) -> None:
        rng = np.random.default_rng(3)
        page = self.browser.new_page(viewport=WINDOW)
        page.on("websocket", self._count)
        self.line = Line(self.server.port)
        page.goto(f"http://127.0.0.1:{self.line.port}/{_code_page(self.name)}")
        _settled(page)
        page.evaluate(OPEN_ALL)
        keys = cycle(KEYS)
        for number in range(GESTURES * 2):
            if len(self.bytes) == GESTURES:
                break
            if number % 6 == 5:
                self._scroll(page)
            self._code(page, rng, next(keys))
        self.ops = page.evaluate("__qcPerf.ops")
        page.close()

    def _count(self, socket: WebSocket) -> None:
        def received(frame: str | bytes) -> None:
            self.own += _own(frame)

        socket.on("framereceived", received)

    def _scroll(self, page: Page) -> None:
        page.mouse.move(500, 500)
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(400)

    def _code(self, page: Page, rng: np.random.Generator, key: str) -> None:
        words = page.evaluate(WORDS)
        first = int(rng.integers(0, max(1, len(words) - 12)))
        last = first + int(rng.integers(3, 11))
        (left, _, top), (_, right, bottom) = words[first], words[min(last, len(words) - 1)]
        before = page.evaluate("__qcPerf.ops.length")
        page.mouse.move(round(left) + 1, round(top))
        page.mouse.down()
        page.mouse.move(round(right) - 1, round(bottom), steps=5)
        page.mouse.up()
        page.wait_for_timeout(120)  # as fast as a hand goes from mouse to key
        before_key = self.line.up, self.line.down, self.own
        page.keyboard.press(key)
        try:
            page.wait_for_function(ACKNOWLEDGED, arg=before, timeout=4_000)
        except TimeoutError:  # nothing was selected, or it was coded so already
            self.missed += 1
            page.keyboard.press("Escape")
            return
        page.wait_for_timeout(150)
        after = self.line.up, self.line.down, self.own
        self.bytes.append(tuple(now - then for now, then in zip(after, before_key, strict=True)))

    def times(self, what: str) -> list[float]:
        """In seconds, from the key."""
        return [(op[what] - op["t"]) / 1000 for op in self.ops if op.get(what)]

    def told(self, what: str) -> str:
        times = self.times(what)
        return f"{in_words(median(times))} p50, {in_words(quantile(times, 0.95))} p95 of {len(times)}"


def _own(frame: str | bytes) -> int:
    """The length of a message if it is for the pane; the others are Streamlit’s at each run."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    said = ForwardMsg()
    said.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return len(frame) if said.delta.new_element.HasField("bidi_component") else 0


def _gestures(table: Table, name: str, coding: _Coding) -> None:
    """Only BIG has a budget; the others show that the text’s length does not matter."""
    size = {"W2k": "2,000 words", "W10k": "10,000 words"}.get(name, name)
    asked = name == "BIG"

    def painted() -> tuple[str, float | None]:
        coding.run()
        missed = f"; {coding.missed} drags missed" if coding.missed else ""
        return coding.told("paint") + missed, quantile(coding.times("paint"), 0.95) / 0.033 if asked else None

    def stored() -> tuple[str, float | None]:
        return coding.told("ack"), quantile(coding.times("ack"), 0.95) / 0.1 if asked else None

    def weighed() -> tuple[str, float | None]:
        up, down, own = (median(some) for some in zip(*coding.bytes, strict=True))
        told = f"{up:,} up, {down:,} down (the pane’s own message {own:,} before compression)"
        return told, max(up, down) / 1500 if asked else None

    table.add(f"gesture to highlight visible, {size}", "≤ 33 ms p95" if asked else "–", painted)
    table.add(f"gesture to stored and acknowledged, {size}", "≤ 100 ms p95" if asked else "–", stored)
    table.add(f"bytes per coding, {size}", "≤ 1,500 each way" if asked else "–", weighed)


def _flat(coded: dict[str, _Coding]) -> tuple[str, float]:
    weights = {name: median([up + down for up, down, _ in coding.bytes]) for name, coding in coded.items()}
    ratio = weights["BIG"] / weights["W2k"]
    return f"×{ratio:.2f} for ×25 words and ×100 codings", ratio / 1.1
