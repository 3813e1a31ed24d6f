"""Recordings find their transcripts by folder and name."""

from unicodedata import normalize

import pytest

from qualcode.importers.sounds import recording_for
from qualcode.model import Transcript


def text(path: str) -> Transcript:
    folder, _, file = path.rpartition("/")
    return Transcript(file, file, "", "", (), (), "kk", "UTF-8", "", folder=folder)


def found(texts: list[str], sounds: list[str]) -> dict[str, str]:
    parted = [(folder, name) for folder, _, name in (path.rpartition("/") for path in sounds)]
    return {texts[i]: sounds[j] for i, j in recording_for([text(path) for path in texts], parted).items()}


def test_a_recording_belongs_to_the_transcript_beside_it():
    texts, sounds = ["Korday/01.txt", "Masanchi/01.txt"], ["Masanchi/01.mp3", "Korday/01.MP3"]

    assert found(texts, sounds) == {
        "Korday/01.txt": "Korday/01.MP3",
        "Masanchi/01.txt": "Masanchi/01.mp3",
    }


def test_folders_of_one_name_belong_together():
    texts = ["text/Korday/01.txt", "text/Masanchi/01.txt"]

    assert found(texts, ["audio/Masanchi/01.mp3"]) == {"text/Masanchi/01.txt": "audio/Masanchi/01.mp3"}


def test_elsewhere_it_must_be_the_only_one_of_its_name():
    assert found(["text/01.txt"], ["audio/01.mp3"]) == {"text/01.txt": "audio/01.mp3"}
    assert found(["text/01.txt"], ["audio/01.mp3", "more/01.mp3"]) == {}
    assert found(["a/01.txt", "b/01.txt"], ["audio/01.mp3"]) == {}


def test_a_text_in_two_formats_has_one_recording():
    assert found(["a/01.txt", "a/01.srt"], ["a/01.wav"]) == {"a/01.txt": "a/01.wav", "a/01.srt": "a/01.wav"}


def test_of_two_recordings_beside_it_the_first_counts():
    assert found(["a/01.txt"], ["a/01.mp3", "a/01.wav"]) == {"a/01.txt": "a/01.mp3"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_capitals_and_ways_to_write_accents_do_not_count(form):
    name = normalize(form, "Қордай Й")

    assert found(["Айгүл қордай й.txt"], [f"АЙГҮЛ {name}.mp3"]) != {}
