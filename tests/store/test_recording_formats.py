"""What a file is, is told by what is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import aac, beeps, boxed, matroska, mp3, old_mp3, tagged

from qualcode.store.recording_formats import FORMATS, format_of

KNOWN = {
    "wav": (beeps(), "audio/wav"),
    "wav above 4 GB": (b"RF64\xff\xff\xff\xffWAVEds64", "audio/wav"),
    "mp3": (mp3(), "audio/mpeg"),
    "mp3 of a dictaphone": (old_mp3(), "audio/mpeg"),
    "mp3 with a tag": (tagged(mp3()), "audio/mpeg"),
    "mp3 with a portrait": (tagged(mp3(), 900_000), "audio/mpeg"),
    "mp3 cut anywhere": (mp3()[200:], "audio/mpeg"),
    "mp3 after silence": (b"\x00" * 3000 + mp3(), "audio/mpeg"),
    "aac": (aac(), "audio/aac"),
    "aac with a tag": (tagged(aac()), "audio/aac"),
    "m4a": (boxed(b"M4A ", b"isom"), "audio/mp4"),
    "mp4 of a call": (boxed(b"isom", b"iso2", b"avc1", b"mp41"), "video/mp4"),
    "m4a of Android": (boxed(b"mp42", b"isom"), "video/mp4"),
    "ogg": (b"OggS\x00\x02" + b"\x00" * 22 + b"\x01vorbis", "audio/ogg"),
    "opus": (b"OggS\x00\x02" + b"\x00" * 22 + b"OpusHead", "audio/ogg"),
    "flac": (b"fLaC\x00\x00\x00\x22", "audio/flac"),
    "flac with a tag": (tagged(b"fLaC\x00"), "audio/flac"),
    "webm": (matroska(b"webm"), "audio/webm"),
}
FOREIGN = {
    "nothing": b"",
    "text": b"Aigul: we kept the children inside.\n" * 50,
    "text in UTF-16": "\ufeffАйгүл: балаларды үйде ұстадық.".encode("utf-16"),
    "a page": b"<!doctype html><script>window.harmed=1</script>",
    "a Word file": b"PK\x03\x04\x14\x00\x06\x00",
    "a PDF": b"%PDF-1.7\n%\xff\xff\xff\xff",
    "a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\xff\xfb\x90\x00" * 30,
    "an iPhone’s photograph": boxed(b"heic", b"mif1", b"isom"),
    "AVIF": boxed(b"avif", b"mif1"),
    "AMR": b"#!AMR\n" + b"\x3c\x08" * 400,
    "Windows Media": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + b"\x00" * 100,
    "AIFF": b"FORM\x00\x00\x10\x00AIFFCOMM",
    "AVI": b"RIFF\x00\x00\x10\x00AVI LIST",
    "Matroska film": matroska(b"matroska"),
    "a project": b"SQLite format 3\x00",
    "two frames by accident": mp3(2),
    "a tag with nothing behind": tagged(b""),
    "ones": b"\xff" * 70_000,
}


@pytest.mark.parametrize(("data", "media_type"), KNOWN.values(), ids=KNOWN)
def test_what_browsers_play_is_recognised(data, media_type):
    assert format_of(data).media_type == media_type


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_everything_else_is_not(data):
    assert format_of(data) is None


@given(st.binary(max_size=2000) | st.sampled_from([data for data, _ in KNOWN.values()]).map(lambda d: d[:40]))
def test_no_bytes_are_too_strange(data):
    assert format_of(data) in {None, *FORMATS}


@given(st.text(max_size=2000), st.sampled_from(["utf-8", "utf-16", "cp1251", "koi8-r", "utf-32"]))
def test_no_text_is_sound(text, encoding):
    """In Windows-1251 the letter “я” is the byte that a frame of an MP3 begins with."""
    data = text.encode(encoding, "replace")

    assert format_of(data) is None or text.startswith(("OggS", "fLaC", "ID3", "RIFF"))
