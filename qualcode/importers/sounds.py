"""Recordings among the files: which transcript each belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from unicodedata import normalize

from qualcode.model import Transcript

_Place = tuple[str, str]
"""Folder and name without suffix, as they are compared."""


def recording_for(transcripts: Sequence[Transcript], sounds: Sequence[tuple[str, str]]) -> dict[int, int]:
    """By place of a transcript the place of its recording; `sounds` are their folders and names.

    It is called like the transcript and lies beside it; else it lies in a folder of the same name
    (“audio/Korday”, “text/Korday”), or anywhere, and no other file could be meant.
    """
    texts = [_place(each.folder, each.file) for each in transcripts]
    heard = [_place(*each) for each in sounds]
    found: dict[int, int] = {}
    beside = _by(_beside, heard)
    for i, text in enumerate(texts):
        if there := beside.get(_beside(text)):
            found[i] = there[0]
    for likeness in (_in_alike, _anywhere):
        alike = _by(likeness, heard)
        for name, places in _by(likeness, texts).items():
            if len(places) == 1 and len(alike[name]) == 1:
                found.setdefault(places[0], alike[name][0])
    return found


def called(file: str) -> str:
    """A name as it is compared: without suffix, in small letters."""
    return _plain(PurePosixPath(file).stem)


def _place(folder: str, file: str) -> _Place:
    return _plain(folder), called(file)


def _plain(name: str) -> str:
    """Macs write accents as signs of their own."""
    return normalize("NFC", name).casefold()


def _by(likeness: Callable[[_Place], str], places: Iterable[_Place]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, place in enumerate(places):
        if name := likeness(place):
            found[name].append(i)
    return found


def _beside(place: _Place) -> str:
    return "/".join(place)


def _in_alike(place: _Place) -> str:
    """Nothing where there is no folder."""
    folder = PurePosixPath(place[0]).name
    return f"{folder}/{place[1]}" if folder else ""


def _anywhere(place: _Place) -> str:
    return place[1]
