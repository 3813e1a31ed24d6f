"""Driving the app: a server that can be killed, windows that note requests elsewhere, a coder's gestures."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page

from qualcode.project import Project
from qualcode.store.coders import coders
from qualcode.store.codings import codings
from qualcode.store.sources import reading

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PANE = ".qc-pane"
PATIENCE = 90_000
"""Milliseconds a test waits for what must come: much, for other work may share the machine."""


def installed_browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
    return os.environ.get("QUALCODE_BROWSER") or next(
        (path for name in names if (path := shutil.which(name))), None
    )


class App:
    """A server of its own, with a projects folder of its own; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {"QUALCODE_FOLDER": str(self.folder)}
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.headless=true",
            f"--server.port={self.port}",
        ]
        self._server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 2 * PATIENCE / 1000
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health") as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the app did not start")

    def kill(self) -> None:
        assert self._server is not None
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        assert self._server is not None
        self._server.terminate()
        self._server.wait()

    def address(self, page: str = "", **values: str) -> str:
        query = "&".join(f"{name}={quote(value)}" for name, value in values.items())
        return f"http://127.0.0.1:{self.port}/{page}?{query}"

    def stored(self, name: str) -> list[tuple[str, str]]:
        """The codings of a project as its file has them: coder and quote."""
        with Project.open(self.folder / f"{name}.qualcode") as study, study.read() as session:
            names = {coder.id: coder.name for coder in coders(session)}
            found = codings(session)
            texts = {source: reading(session, source) for source in {coding.source for coding in found}}
            return [(names[coding.coder], texts[coding.source].quote(coding.span)) for coding in found]


class Tabs:
    """Browser windows that note every request to another host."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.elsewhere: list[str] = []

    def open(
        self, *, scheme: str = "light", width: int = 1440, height: int = 900, touch: bool = False
    ) -> Page:
        context = self._browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._note(request.url))
        return page

    def _note(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.elsewhere.append(url)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def read(page: Page, app: App, project: str, coder: str) -> None:
    """Open the Code page and wait until the text can be coded."""
    page.goto(app.address("code", project=project, coder=coder))
    page.wait_for_selector(f"{PANE} .qc-rows .qc-row")
    page.wait_for_function("() => globalThis.__qcPerf?.loads.some(load => load.painted)")


def at_rest(page: Page) -> None:
    """Wait until the page has been drawn: what is done to a form before may be drawn over."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def select_words(page: Page, words: int = 3) -> None:
    """Select so many words after the reading cursor, by keys."""
    page.keyboard.press("ArrowRight")
    for _ in range(words - 1):
        page.keyboard.press("Shift+ArrowRight")


def saved(page: Page) -> None:
    """Wait until the outbox is empty."""
    page.wait_for_function(
        "() => globalThis.__qcPerf.ops.length > 0 && globalThis.__qcPerf.ops.every(op => op.ack !== undefined)"
    )


def until(condition: Callable[[], object], seconds: float = PATIENCE / 1000) -> None:
    """Wait for something outside the browser."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
