"""Make the picture in the README: the sample study, being coded.

Run from the repository: python docs/screenshot.py
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from qualcode.sample import make_sample

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshot.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        os.environ |= {"QUALCODE_FOLDER": folder, "XDG_DATA_HOME": folder}
        make_sample(Path(folder) / "Sample study.qualcode")
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.headless=true",
            f"--server.port={port}",
        ]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            wait_for(port)
            take(f"http://127.0.0.1:{port}/code?project=Sample%20study&coder=Aigerim")
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health").close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("QUALCODE_BROWSER", "/usr/bin/chromium"), args=FLAGS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_selector(".qc-rows .qc-stripe")
        page.get_by_role("combobox", name="Source").click()
        page.get_by_role("option", name="V5_teacher_2023").click()
        page.wait_for_selector("text=register")
        page.locator(".qc-pane").get_by_text("Double-talk", exact=True).last.hover()
        page.wait_for_timeout(800)
        page.screenshot(path=OUT)
        browser.close()


main()
