"""Files come in: understood, corrected, stopped, stored, taken back."""

import io
import wave
import zipfile

from driving import App, Tabs, until
from playwright.sync_api import Page, expect

from qualcode.project import Project
from qualcode.store import sources
from qualcode.store.history import undo
from qualcode.store.recordings import recording_of

TALK = "Сұхбат алушы: Ауылда тыныш па?\nАйгүл апай: Иә, тыныш.\nСұхбат алушы: Ал кеңес?\nАйгул апай: Кеңес бар.\n"


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def silence() -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(16_000))
    return held.getvalue()


def desk(page: Page, app: App, study: str) -> None:
    page.goto(app.address("sources", project=study, coder="Ana"))
    page.get_by_role("tab", name="Import").click()
    page.locator("input[type=file]").wait_for(state="attached")


def bring(page: Page, *files: dict[str, object]) -> None:
    page.locator("input[type=file]").set_input_files(list(files))  # type: ignore[arg-type]


def stored(app: App, study: str) -> list[str]:
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        return [source.name for source in sources.sources(session)]


def test_a_transcript_its_recording_and_a_zip_are_stored_as_one_action(app: App, tabs: Tabs, study: str):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("V2.txt", "I: What?\nR: Nothing.\nI: And?\nR: No.")
        archive.writestr("broken.docx", b"no document")
    page = tabs.open()
    desk(page, app, study)

    bring(
        page,
        file("V1.txt", TALK.encode("kz1048")),
        file("V1.wav", silence()),
        file("more.zip", held.getvalue()),
    )
    expect(page.get_by_text("will be attached to “V1.txt”")).to_be_visible()
    expect(page.get_by_text("“broken.docx” is called docx but is something else")).to_be_visible()
    page.get_by_role("button", name="Import 2 sources").click()

    until(lambda: {"V1", "V2"} <= set(stored(app, study)))
    with Project.open(app.folder / f"{study}.qualcode") as project:
        with project.read() as session:
            attached = recording_of(session, sources.reading(session, "V1").source.id)
            assert attached is not None
            assert attached.file == "V1.wav"
            assert sources.reading(session, "V1").text.startswith("Ауылда тыныш па?")
        with project.edit(by="Ana") as edit:
            assert undo(edit) == "import sources"
    assert not {"V1", "V2"} & set(stored(app, study))


def test_the_layout_the_encoding_and_the_turns_can_be_corrected_before_anything_is_stored(
    app: App, tabs: Tabs, study: str
):
    page = tabs.open()
    desk(page, app, study)
    bring(page, file("V1.txt", TALK.encode("kz1048")))
    page.get_by_role("tab", name="Correct the turns and paragraphs").click()
    text = page.get_by_label("The text", exact=True)

    text.fill("▸ Сұхбат алушы\nАуылда тыныш па?\n▸ Айгүл апай\nИә, тыныш. Кеңес бар.")
    page.get_by_role("button", name="Apply").click()
    marked = page.get_by_role("combobox", name="How the speakers are marked in this file")
    expect(marked).to_have_value("corrected by hand")
    page.get_by_role("button", name="Import 1 source").click()

    until(lambda: "V1" in stored(app, study))
    with Project.open(app.folder / f"{study}.qualcode") as project, project.read() as session:
        reading = sources.reading(session, "V1")
        assert [turn.speaker and turn.speaker.label for turn in reading.turns] == [
            "Сұхбат алушы",
            "Айгүл апай",
        ]
        assert reading.text.endswith("Иә, тыныш. Кеңес бар.")


def test_the_reading_can_be_stopped_and_taken_up_again(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    desk(page, app, study)
    long = "\n".join(f"{'I' if n % 2 else 'R'}: сөз {n}?" for n in range(20_000)).encode()
    files = [file(f"{n}.txt", long + str(n).encode()) for n in range(12)]

    bring(page, *files)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You stopped the reading.")).to_be_visible()
    page.get_by_role("button", name="Read them").click()

    expect(page.get_by_role("button", name="Import 12 sources")).to_be_visible(timeout=60_000)


def test_the_storing_can_be_stopped_and_then_nothing_is_stored(app: App, tabs: Tabs, study: str):
    page = tabs.open()
    desk(page, app, study)
    long = "\n".join(f"{'I' if n % 2 else 'R'}: сөз {n}?" for n in range(10_000)).encode()
    before = stored(app, study)
    bring(page, *[file(f"{n}.txt", long + str(n).encode()) for n in range(16)])
    button = page.get_by_role("button", name="Import 16 sources")
    expect(button).to_be_visible(timeout=60_000)

    button.click()
    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_text("Stopped: nothing was stored.")).to_be_visible()
    expect(button).to_be_visible()
    assert stored(app, study) == before
