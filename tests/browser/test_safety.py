"""What is shown is text, nothing leaves the machine, and nobody else gets in."""

import http.client
import socket
import tomllib
import urllib.request
from pathlib import Path

import pytest
from driving import ROOT, App, Tabs
from study import transcript

from qualcode.actions.cases import set_attribute
from qualcode.actions.codes import add_code
from qualcode.actions.codings import code
from qualcode.actions.memos import add_memo
from qualcode.actions.sources import import_sources, regroup_source, rename_source
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store.cases import cases
from qualcode.ui import serve

HOSTILE = (
    "<script>window.harmed=1</script>",
    "<img src=x onerror='window.harmed=1'>",
    "<img src='http://elsewhere.example/a.png'>",
    "<iframe srcdoc='<script>parent.harmed=1</script>'></iframe>",
    "<svg onload='window.harmed=1'>",
    "![look](http://elsewhere.example/b.png)",
    "[press](javascript:window.harmed=1) <http://elsewhere.example/c>",
    "<style>@import 'http://elsewhere.example/d.css'; body{background:url(http://elsewhere.example/e.png)}</style>",
    "{{7*7}} ${7*7} $$\\href{javascript:window.harmed=1}{x}$$ :red[**x**] :material/home: `x`",
    "=HYPERLINK('http://elsewhere.example/f') \u202ertl\u202c ﷽ 👩‍👩‍👧 ақсақал",
)  # fmt: skip
PAGES = (
    "",
    "sources",
    "code",
    "codebook",
    "memos",
    "frequencies",
    "cooccurrence",
    "excerpts",
    "history",
    "help",
)


@pytest.fixture(scope="module")
def hostile(app: App) -> str:
    """A project in which every name, code, memo, value and line of text is hostile."""
    with Project.create(app.folder / "Hostile.qualcode", name=HOSTILE[0], coder=HOSTILE[1]) as made:
        me = made.coder(HOSTILE[1])
        text = "\n".join(f"Aigul: {words}" if n else f"I: {words}" for n, words in enumerate(HOSTILE))
        with made.edit(by=me) as edit:
            [source] = import_sources(edit, [transcript("Text", text)])
        with made.edit(by=me) as edit:
            rename_source(edit, source.id, HOSTILE[2])
        with made.edit(by=me) as edit:
            regroup_source(edit, source.id, HOSTILE[5], language=HOSTILE[8], date=HOSTILE[3])
        given = []
        for words in HOSTILE:
            with made.edit(by=me) as edit:
                fields = dict.fromkeys(("brief", "full", "use", "avoid", "example", "near_miss"), words)
                given.append(add_code(edit, words.replace("/", "∕"), words={"en": fields}))
        with made.read() as session:
            [case] = cases(session)
        for words in HOSTILE:
            with made.edit(by=me) as edit:
                set_attribute(edit, case.id, words, words)
        for n, each in enumerate(given):
            with made.edit(by=me) as edit:
                coding = code(edit, source.id, Span(60 + n, 160 + 9 * n), each.id)
                add_memo(edit, coding.id, HOSTILE[n], target_kind="coding")
    return "Hostile"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "home")
def test_hostile_words_do_nothing_on_any_page(app: App, tabs: Tabs, hostile: str, page: str):
    tab = tabs.open(height=4000)
    complaints = []
    tab.on("dialog", lambda dialog: complaints.append(dialog.message))
    tab.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security" in message.text else None,
    )

    tab.goto(app.address(page, project=hostile, coder=HOSTILE[1]))
    tab.get_by_role("heading", level=1).wait_for()
    tab.wait_for_timeout(2500)
    for found in tab.get_by_role("tab").all():
        found.click()
        tab.wait_for_timeout(700)

    assert tab.evaluate("window.harmed") is None
    assert tabs.elsewhere == []
    assert complaints == []
    assert tab.locator("text=should not have").count() == 0


def test_every_page_of_a_good_project_asks_nothing_of_another_host(app: App, tabs: Tabs, study: str):
    tab = tabs.open()

    for page in PAGES:
        tab.goto(app.address(page, project=study, coder="Ana"))
        tab.get_by_role("heading", level=1).wait_for()
        tab.wait_for_timeout(800)

    assert tabs.elsewhere == []


def test_every_answer_carries_the_content_policy(app: App):
    for path in ("/", "/_stcore/health", "/nothing-here"):
        answer = urllib.request.urlopen(f"http://127.0.0.1:{app.port}{path}")

        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "'unsafe-eval'" not in policy
        assert "script-src 'self' 'sha256-" in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_another_name_for_this_computer_is_refused(app: App):
    line = http.client.HTTPConnection("127.0.0.1", app.port)
    line.request("GET", "/_stcore/host-config", headers={"Host": "elsewhere.example"})
    status = line.getresponse().status
    line.close()

    assert status == 400


@pytest.mark.parametrize("origin", ["", "http://localhost:3000", "http://elsewhere.example"])
def test_no_other_page_may_open_the_socket(app: App, origin: str):
    line = http.client.HTTPConnection("127.0.0.1", app.port)
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    line.request(
        "GET",
        "/_stcore/stream",
        headers=asked | {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": origin},
    )
    status = line.getresponse().status
    line.close()

    assert status == 403


def test_only_this_computer_is_listened_to(app: App):
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"  # another address of this machine that nobody was asked to listen on

    with pytest.raises(OSError, match="refused|timed out|unreachable"):
        socket.create_connection((own, app.port), timeout=2)


def test_the_two_ways_to_start_have_the_same_settings():
    stated = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    flat = {}
    for section, values in stated.items():
        for name, value in values.items():
            if isinstance(value, dict):
                flat |= {f"{section}.{name}.{inner}": each for inner, each in value.items()}
            else:
                flat[f"{section}.{name}"] = value
    assert flat == serve.settings()


def test_no_telemetry_and_no_collecting_of_garbage_after_each_run():
    settings = serve.settings()

    assert settings["browser.gatherUsageStats"] is False
    assert settings["runner.postScriptGC"] is False
    assert Path(serve.SCRIPT).is_file()
