"""The elements of an ELAN file (.eaf) that tell who says what, and when.

pympi opens paths only, asks nothing of what it parses, and knows tiers but not who speaks in which; what we
need are a few elements, so they are taken from Python's own parser as they pass by.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError, XMLParser

from qualcode.importers.archive import kind_by_content
from qualcode.importers.flow import LATEST
from qualcode.importers.problems import Damaged, NotOffice, OwnDefinitions, TooManyParts
from qualcode.text.normalise import canonical

_MOST_TIERS = 1_000
_MOST_MEDIA = 5
_MOST_STEPS = 20
_DEEPEST = 50
_CHUNK = 1 << 16


class Annotation(NamedTuple):
    name: str
    start: str
    end: str
    of: str
    """The annotation it belongs to, where it has no times of its own."""
    text: str


@dataclass(slots=True)
class Tier:
    name: str
    participant: str
    parent: str
    kind: str
    language: str
    annotations: list[Annotation] = field(default_factory=list)


class Document:
    """What the parser meets on its way: only what is needed is kept."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = ""
        self.tiers: dict[str, Tier] = {}
        self.slots: dict[str, int | None] = {}
        self.constraints: dict[str, str] = {}
        self.vocabularies: set[str] = set()
        self.media: list[str] = []
        self._depth = 0
        self._tier: Tier | None = None
        self._annotation: Mapping[str, str] = {}
        self._text: list[str] | None = None

    def doctype(self, *_: object) -> None:
        raise OwnDefinitions(self.file)

    def start(self, tag: str, has: dict[str, str]) -> None:
        self.root = self.root or tag
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Damaged(self.file, "eaf")
        if tag == "TIME_SLOT":
            self.slots[has.get("TIME_SLOT_ID", "")] = _number(has.get("TIME_VALUE", ""))
        elif tag == "TIER":
            self._start_tier(has)
        elif tag in {"ALIGNABLE_ANNOTATION", "REF_ANNOTATION"}:
            self._annotation, self._text = has, []
        elif tag == "LINGUISTIC_TYPE":
            name = _line(has.get("LINGUISTIC_TYPE_ID", ""))
            self.constraints[name] = has.get("CONSTRAINTS", "")
            if has.get("CONTROLLED_VOCABULARY_REF"):
                self.vocabularies.add(name)
        elif tag == "MEDIA_DESCRIPTOR":
            self._add_media(has.get("MEDIA_URL", "") or has.get("RELATIVE_MEDIA_URL", ""))

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "TIER":
            self._tier = None
        elif tag in {"ALIGNABLE_ANNOTATION", "REF_ANNOTATION"}:
            has, text = self._annotation, " ".join("".join(self._text or ()).split())
            times = has.get("TIME_SLOT_REF1", ""), has.get("TIME_SLOT_REF2", "")
            name, of = has.get("ANNOTATION_ID", ""), has.get("ANNOTATION_REF", "")
            if self._tier and (name or text):
                self._tier.annotations.append(Annotation(name, *times, of, text))
            self._text = None

    def _start_tier(self, has: Mapping[str, str]) -> None:
        keys = ("TIER_ID", "PARTICIPANT", "PARENT_REF", "LINGUISTIC_TYPE_REF", "LANG_REF")
        name, participant, parent, kind, language = (_line(has.get(key, "")) for key in keys)
        self._tier = self.tiers.setdefault(name, Tier(name, participant, parent, kind, language))
        if len(self.tiers) > _MOST_TIERS:
            raise TooManyParts(self.file, len(self.tiers), _MOST_TIERS)

    def _add_media(self, address: str) -> None:
        name = _line(unquote(address).replace("\\", "/").rpartition("/")[2])[:100]
        if name and name not in self.media and len(self.media) < _MOST_MEDIA:
            self.media.append(name)


def _number(written: str) -> int | None:
    time = int(written) if re.fullmatch(r"[0-9]{1,15}", written) else None
    return time if time is not None and time <= LATEST else None


def _line(text: str) -> str:
    return " ".join(canonical(text).text.split())


def parsed(file: str, data: bytes) -> Document:
    document, data = Document(file), data.lstrip()
    parser = XMLParser(target=document)  # noqa: S314 (it refuses DOCTYPE)
    try:
        for begin in range(0, len(data), _CHUNK):  # the parser stops at the end of a piece only
            parser.feed(data[begin : begin + _CHUNK])
        parser.close()
    except (ParseError, LookupError, ValueError, OverflowError) as cause:
        known = document.root or data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        found = kind_by_content(data) or "something else"
        raise (Damaged(file, "eaf") if known else NotOffice(file, "eaf", found)) from cause
    if document.root != "ANNOTATION_DOCUMENT":
        raise NotOffice(file, "eaf", kind_by_content(data) or "something else")
    return document


# -- when ----------------------------------------------------------------------------------------------


class Timeline:
    """When annotations are: by their slots, or by those of the annotation they belong to."""

    def __init__(self, document: Document) -> None:
        self._slots = _interpolated(document.slots)
        self._annotations = {each.name: each for tier in document.tiers.values() for each in tier.annotations}

    def times(self, annotation: Annotation) -> tuple[int | None, int | None]:
        for _ in range(_MOST_STEPS):
            above = self._annotations.get(annotation.of) if annotation.of else None
            if above is None:
                break
            annotation = above
        return self._slots.get(annotation.start), self._slots.get(annotation.end)


def _interpolated(slots: Mapping[str, int | None]) -> dict[str, int]:
    """Slots without a time lie evenly between their neighbours; after the last time there is none."""
    known: dict[str, int] = {}
    waiting: list[str] = []
    last: int | None = None
    for name, time in slots.items():
        if time is None:
            waiting.append(name)
            continue
        first = time if last is None else last
        for i, each in enumerate(waiting, 1):
            known[each] = first + (time - first) * i // (len(waiting) + 1)
        known[name] = last = time
        waiting = []
    return known
