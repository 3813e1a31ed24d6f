"""Recordings beside transcripts: played from a turn's time, in ranges, undisturbed by coding."""

import http.client
import io
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import PANE, App, Tabs, at_rest, read, saved, select_words, until
from playwright.sync_api import Page, Response
from sounds import beeps, mp3

from qualcode.actions.codes import add_code
from qualcode.actions.recordings import attach_recording, remove_recording, shift_recording
from qualcode.actions.sources import import_sources
from qualcode.model import DraftSpeaker, DraftTurn, Transcript
from qualcode.project import Project
from qualcode.store import sources
from qualcode.store.recording_files import folder_of, found
from qualcode.store.recordings import recording_of

SECONDS = 30
EVERY = 2
"""Seconds from turn to turn."""


def timed(name: str) -> Transcript:
    """Fifteen turns, one every two seconds, each of two paragraphs; the last turn without a time."""
    text, turns = "", []
    for turn in range(15):
        said = f"turn {turn}: {'we kept the children inside ' * 6}\nand listened 🙂 ақсақал"
        time = turn * EVERY * 1000 if turn < 14 else None
        turns.append(DraftTurn(len(text), len(text) + len(said), "I" if turn % 2 else "Aigul", time))
        text += f"{said}\n"
    return Transcript(
        name=name, file=f"{name}.txt", fingerprint="", text=text.removesuffix("\n"), turns=tuple(turns),
        speakers=(DraftSpeaker("Aigul", "respondent", 8, "Aigul"), DraftSpeaker("I", "interviewer", 7)),
        language="en", encoding="utf-8", layout="Name: words",
    )  # fmt: skip


@dataclass
class Study:
    """A project with a recording, and hands to change it behind the screen's back."""

    name: str
    file: Path
    source: str = ""

    def edit(self, verb, *arguments) -> None:
        with Project.open(self.file) as project, project.edit(by="Ana") as edit:
            verb(edit, self.source, *arguments)

    def sound(self) -> Path:
        with Project.open(self.file) as project, project.read() as session:
            return found(folder_of(session), recording_of(session, self.source))

    def recording(self):
        with Project.open(self.file) as project, project.read() as session:
            return recording_of(session, self.source)


@pytest.fixture
def silent(app: App, request: pytest.FixtureRequest) -> Study:
    """A study whose text has times and no recording yet."""
    name = f"Sound {abs(hash(request.node.nodeid)) % 100_000}"
    study = Study(name, app.folder / f"{name}.qualcode")
    with Project.create(study.file, name=name, coder="Ana") as made:
        made.coder("Bek")
        with made.edit(by="Ana") as edit:
            add_code(edit, "Fear", key="1", colour="#aa3311")
        with made.edit(by="Ana") as edit:
            [source] = import_sources(edit, [timed("Interview")])
    study.source = source.id
    return study


@pytest.fixture
def study(silent: Study) -> Study:
    silent.edit(attach_recording, io.BytesIO(beeps(SECONDS)), "Interview, second day.wav")
    return silent


@dataclass
class Listener:
    """A window with the text open, and what its player asked for."""

    page: Page
    answers: list[Response] = field(default_factory=list)

    def times(self):
        return self.page.locator(f"{PANE} .qc-play")

    def state(self, name: str):
        return self.page.evaluate(f"document.querySelector('.qc-audio').{name}")

    def ready(self) -> None:
        self.page.wait_for_function("() => document.querySelector('.qc-audio')?.readyState > 0")

    def reaches(self, seconds: float) -> None:
        self.page.wait_for_function(f"() => document.querySelector('.qc-audio').currentTime > {seconds}")


def listen(app: App, tabs: Tabs, study: Study, coder: str = "Ana", **window) -> Listener:
    page = tabs.open(**window)
    listener = Listener(page)
    page.on("response", lambda answer: "/recording/" in answer.url and listener.answers.append(answer))
    read(page, app, study.name, coder)
    return listener


# -- playing -----------------------------------------------------------------------------------------------


def test_a_click_on_a_turn_s_time_plays_from_there(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    window.ready()

    window.times().nth(5).click()
    window.reaches(5 * EVERY + 0.3)

    assert 5 * EVERY < window.state("currentTime") < 5 * EVERY + 1.9
    assert window.state("paused") is False
    assert window.times().nth(5).get_attribute("aria-label") == "Play from 00:10"
    window.page.wait_for_selector(f"{PANE} .qc-now >> text=00:10")


def test_only_parts_of_the_file_are_sent_and_none_is_kept(app: App, tabs: Tabs, study: Study):
    study.edit(attach_recording, io.BytesIO(beeps(600, rate=16_000)), "Long.wav")  # 19 MB
    window = listen(app, tabs, study)
    window.ready()

    window.times().nth(13).click()
    window.reaches(13 * EVERY + 0.3)
    window.page.evaluate("document.querySelector('.qc-audio').currentTime = 580")
    window.reaches(580.2)

    assert {answer.status for answer in window.answers} == {206}
    begun = [int(answer.headers["content-range"].split()[1].split("-")[0]) for answer in window.answers]
    assert any(begin > 18_000_000 for begin in begun)
    assert {answer.headers["cache-control"] for answer in window.answers} == {"no-store"}
    assert tabs.elsewhere == []


def test_a_recording_that_begins_elsewhere_is_played_from_there(app: App, tabs: Tabs, study: Study):
    study.edit(shift_recording, 7_000)
    window = listen(app, tabs, study)
    window.ready()

    window.times().nth(2).click()
    window.reaches(2 * EVERY + 7)

    assert window.state("currentTime") < 2 * EVERY + 9
    window.page.wait_for_selector(f"{PANE} .qc-now >> text=00:04")


def test_a_time_after_its_end_is_said(app: App, tabs: Tabs, study: Study):
    study.edit(shift_recording, 20_000)
    window = listen(app, tabs, study)
    window.ready()

    window.times().nth(13).click()

    window.page.wait_for_selector("text=The recording ends before that, at 00:30.")
    assert window.state("paused") is True


def test_coding_while_it_plays_neither_stops_it_nor_makes_it_jump(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    page = window.page
    window.ready()
    page.evaluate(
        """() => {
          const audio = document.querySelector('.qc-audio');
          globalThis.heard = {audio, jumps: 0, pauses: 0, last: 0};
          audio.addEventListener('pause', () => heard.pauses++);
          audio.addEventListener('timeupdate', () => {
            if (audio.currentTime < heard.last || audio.currentTime > heard.last + 1.5) heard.jumps++;
            heard.last = audio.currentTime;
          });
        }"""
    )
    page.locator(f"{PANE} .qc-scroll").focus()
    page.keyboard.press("F4")
    window.reaches(0.2)

    for _ in range(8):
        select_words(page, 2)
        page.keyboard.press("1")
        page.wait_for_timeout(400)
    saved(page)
    page.keyboard.press("Control+z")
    page.get_by_label("Source").first.wait_for()
    window.reaches(5)

    assert page.evaluate("document.querySelector('.qc-audio') === heard.audio && heard.audio.isConnected")
    assert page.evaluate("[heard.jumps, heard.pauses]") == [0, 0]
    until(lambda: len(app.stored(study.name)) == 7)


def test_keys_play_pause_and_go_back(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    page = window.page
    window.ready()
    page.locator(f"{PANE} .qc-scroll").focus()

    page.keyboard.press("F4")
    window.reaches(0.2)
    page.keyboard.press("F4")
    assert window.state("paused") is True
    for _ in range(3):
        page.keyboard.press("Shift+F2")
    assert 15 < window.state("currentTime") < 17
    page.keyboard.press("F2")
    assert 10 < window.state("currentTime") < 12
    page.keyboard.press("ArrowDown")
    for _ in range(7):  # two paragraphs a turn: to the second one of the turn at 00:06
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+F4")
    window.reaches(6.1)

    assert window.state("currentTime") < 8
    assert app.stored(study.name) == []


def test_a_key_in_a_memo_is_for_the_recording_and_letters_are_for_the_memo(
    app: App, tabs: Tabs, study: Study
):
    window = listen(app, tabs, study)
    page = window.page
    window.ready()
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page, 2)
    page.keyboard.press("1")
    saved(page)
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Memo").click()

    page.keyboard.type("1 f4")
    page.keyboard.press("F4")
    window.reaches(0.2)

    assert page.get_by_role("dialog").get_by_role("textbox").input_value() == "1 f4"


def test_the_speed_is_chosen_and_kept_from_text_to_text(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    window.ready()

    window.page.get_by_label("Speed").select_option("1.5")
    window.times().nth(1).click()
    window.reaches(EVERY + 0.2)
    assert window.state("playbackRate") == 1.5
    window.page.get_by_role("link", name="Help").first.click()
    window.page.get_by_role("heading", name="Help").wait_for()
    window.page.get_by_role("link", name="Code", exact=True).first.click()
    window.ready()

    assert window.state("playbackRate") == 1.5


def test_leaving_the_page_stops_it_and_coming_back_finds_the_place(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    page = window.page
    window.ready()
    window.times().nth(6).click()
    window.reaches(6 * EVERY + 0.2)
    page.evaluate("globalThis.before = document.querySelector('.qc-audio')")

    page.get_by_role("link", name="Help").first.click()
    page.get_by_role("heading", name="Help").wait_for()
    page.wait_for_function("() => globalThis.before.paused")
    page.get_by_role("link", name="Code", exact=True).first.click()
    window.ready()

    assert 6 * EVERY < window.state("currentTime") < 6 * EVERY + 5
    assert window.state("paused") is True


def test_a_text_without_a_recording_has_no_player_and_times_that_are_words(
    app: App, tabs: Tabs, silent: Study
):
    window = listen(app, tabs, silent)

    assert not window.page.locator(f"{PANE} .qc-player").is_visible()
    assert window.times().count() == 0
    assert window.page.locator(f"{PANE} .qc-time >> text=00:10").count() == 1
    window.page.keyboard.press("F4")
    assert window.answers == []


# -- what may go wrong ---------------------------------------------------------------------------------------


def test_a_missing_file_is_one_sentence_and_the_text_can_be_coded(app: App, tabs: Tabs, study: Study):
    sound = study.sound()
    sound.rename(sound.with_suffix(".away"))
    window = listen(app, tabs, study)
    page = window.page

    page.wait_for_selector("text=The recording “Interview, second day.wav” is missing")
    page.locator(f"{PANE} .qc-scroll").focus()
    select_words(page, 2)
    page.keyboard.press("1")
    saved(page)
    assert len(app.stored(study.name)) == 1
    assert page.locator("text=should not have").count() == 0

    sound.with_suffix(".away").rename(sound)
    window.ready()  # it is found again at the next look, without a reload
    assert window.page.locator(f"{PANE} .qc-wrong").is_hidden()


def test_a_changed_file_is_one_sentence(app: App, tabs: Tabs, study: Study):
    with study.sound().open("ab") as file:
        file.write(b"more")
    window = listen(app, tabs, study)

    window.page.wait_for_selector("text=is not what was attached")
    assert window.times().count() == 0


def test_what_this_browser_cannot_play_is_one_sentence(app: App, tabs: Tabs, study: Study):
    study.edit(attach_recording, io.BytesIO(b"OggS" + b"\x00" * 3000), "Broken.ogg")
    window = listen(app, tabs, study)

    window.page.wait_for_selector("text=This browser cannot play the recording.")


def test_after_a_restart_of_the_program_it_can_be_played_again(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    window.ready()
    window.times().nth(4).click()
    window.reaches(4 * EVERY + 0.2)
    window.page.keyboard.press("F4")
    before = window.state("src")

    app.kill()
    app.start()

    window.page.wait_for_function(
        f"() => document.querySelector('.qc-audio').src !== '{before}'"
    )  # a new process knows the old address no more
    window.ready()
    assert 4 * EVERY < window.state("currentTime") < 4 * EVERY + 4
    window.times().nth(2).click()
    window.reaches(2 * EVERY + 0.2)


def test_what_one_attaches_the_other_hears_and_what_is_taken_off_is_gone(app: App, tabs: Tabs, silent: Study):
    ana, bek = listen(app, tabs, silent), listen(app, tabs, silent, "Bek")
    assert bek.times().count() == 0

    silent.edit(attach_recording, io.BytesIO(beeps(SECONDS)), "Interview.wav")
    for window in (ana, bek):
        window.ready()
        window.times().nth(3).click()
        window.reaches(3 * EVERY + 0.2)
    assert ana.state("src") == bek.state("src")

    silent.edit(remove_recording)
    for window in (ana, bek):
        window.page.locator(f"{PANE} .qc-player").wait_for(state="hidden")
        assert window.times().count() == 0
        assert window.state("paused") is True


def ask(app: App, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", app.port)
    line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_the_address_gives_the_ranges_that_are_asked_for(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study)
    window.ready()
    path = "/recording/" + window.state("src").rsplit("/", 1)[1]
    sound = beeps(SECONDS)

    status, headers, body = ask(app, path, Range="bytes=1000-1999")
    assert (status, body) == (206, sound[1000:2000])
    assert headers["content-range"] == f"bytes 1000-1999/{len(sound)}"
    status, headers, body = ask(app, path)
    assert (status, body, headers["accept-ranges"]) == (200, sound, "bytes")
    assert headers["content-type"] == "audio/wav"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "content-encoding" not in headers
    assert ask(app, path, Accept_Encoding="gzip")[2] == sound
    assert ask(app, path, Range="bytes=-500")[2] == sound[-500:]
    assert ask(app, path, Range=f"bytes={len(sound)}-")[0] == 416
    assert ask(app, path, "HEAD")[1]["content-length"] == str(len(sound))
    assert ask(app, path, Host="elsewhere.example")[0] == 400
    for method in ("POST", "PUT", "DELETE"):
        assert ask(app, path, method)[0] == 405


def test_nothing_else_can_be_asked_for(app: App, study: Study):
    sound = study.sound()

    for name in (
        "x", sound.name, sound.stem, f"..%2f{study.name}.qualcode", "..%5c..%5csecret", "%2e%2e", f"{sound}",
        "A" * 5000, "%00",
    ):  # fmt: skip
        status, _, body = ask(app, f"/recording/{name.replace(' ', '%20')}")
        assert status in {400, 404} or b"<title>Streamlit</title>" in body, name
        assert b"RIFF" not in body
        assert b"SQLite format" not in body


# -- on the screen -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_player(app: App, tabs: Tabs, study: Study, scheme: str):
    window = listen(app, tabs, study, scheme=scheme)
    window.ready()
    window.times().nth(1).click()
    window.reaches(EVERY + 0.2)
    window.page.keyboard.press("F4")

    found = Axe().run(window.page)

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found.response["violations"]
    ] == []


def test_a_phone_needs_no_scrolling_to_the_side(app: App, tabs: Tabs, study: Study):
    window = listen(app, tabs, study, width=390, height=844)
    window.ready()

    pane = window.page.locator(PANE).bounding_box()
    for part in (".qc-audio", ".qc-speed", ".qc-scroll"):
        box = window.page.locator(f"{PANE} {part}").bounding_box()
        assert pane["x"] <= box["x"]
        assert box["x"] + box["width"] <= pane["x"] + pane["width"] + 1
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_file_is_attached_shifted_and_taken_off_on_the_sources_page(app: App, tabs: Tabs, silent: Study):
    page = tabs.open()
    page.goto(app.address("sources", project=silent.name, coder="Ana", source=silent.source))
    page.get_by_text("Attach a recording").click()
    at_rest(page)
    uploader = page.locator("[data-testid=stFileUploader] input[type=file]").first

    uploader.set_input_files({"name": "notes.mp3", "mimeType": "audio/mpeg", "buffer": b"no sound at all"})
    page.wait_for_selector("text=holds no sound a browser can play")
    assert silent.recording() is None
    uploader.set_input_files({"name": "day <b>1.mp3", "mimeType": "audio/mpeg", "buffer": mp3(200)})
    page.wait_for_selector("text=day <b>1.mp3, 0.1 MB.")
    assert silent.recording().file == "day <b>1.mp3"

    page.get_by_label("The transcript’s 0:00 is at second", exact=True).fill("12.5")
    page.keyboard.press("Enter")
    until(lambda: silent.recording().offset == 12_500)
    page.get_by_role("button", name="Take the recording off").click()
    until(lambda: silent.recording() is None)
    page.get_by_text("Attach a recording").wait_for()


def test_axe_finds_nothing_at_the_recording_of_a_source(app: App, tabs: Tabs, study: Study):
    page = tabs.open()
    page.goto(app.address("sources", project=study.name, coder="Ana", source=study.source))
    page.get_by_text("Put another in its place").click()
    page.wait_for_timeout(1000)

    found = Axe().run(page)

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found.response["violations"]
        if violation["id"] != "presentation-role-conflict"  # Streamlit’s own, in every uploader
    ] == []


def test_sources_know_nothing_of_the_files(study: Study):
    """The path is beside the project, and nothing of it is stored."""
    with Project.open(study.file) as project, project.read() as session:
        [source] = sources.sources(session)

    assert study.sound().parent == study.file.with_name(f"{study.name}.recordings")
    assert source.file == "Interview.txt"
