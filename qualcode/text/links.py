"""`[[links]]` in memos: written with the names people read, looked up when they are shown.

A link names a code, source, respondent or memo: `[[Fear]]`, and where a name is not the only one
`[[code: Fear]]` or `[[Emotions / Fear]]`. Words of a text are named by their place, by what they say, or
both: `[[V1@120-180]]`, `[[V1: “we were afraid”]]`, `[[V1@120-180 “we were afraid”]]`. What stands behind a
bar is shown instead: `[[V1@120-180|that night]]`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qualcode.model import Span
from qualcode.text.folding import folded

LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\]\]")
"""A link as it is typed; in its group what stands between the brackets."""
LinkKind = Literal["code", "source", "case", "memo"]
PREFIXES: Mapping[str, LinkKind] = {
    "code": "code", "source": "source", "case": "case", "respondent": "case", "memo": "memo",
}  # fmt: skip
SHORTEST_QUOTE = 40
"""So many characters of the words a picked link quotes."""
_QUOTE = r'(?:[“"«](?P<quote>.*?)…?\s*[”"»]?\s*)'
_PLACE = re.compile(rf"(?P<source>.+?)\s*@\s*(?P<start>\d{{1,9}})\s*[-–]\s*(?P<end>\d{{1,9}})\s*{_QUOTE}?")
_QUOTED = re.compile(rf"(?P<source>.+?)\s*:\s*{_QUOTE}")


class Thing(NamedTuple):
    """What a link can lead to."""

    kind: LinkKind
    id: str
    name: str


@dataclass(frozen=True)
class Names:
    """Everything links can name, by its folded names: a code by its path as well."""

    now: Mapping[str, tuple[Thing, ...]]
    before: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)
    """By the names they had once: a link does not break when its thing is renamed."""

    def find(self, name: str, kind: LinkKind | None = None) -> tuple[Thing, ...]:
        wanted = _key(name)
        for names in (self.now, self.before):
            found = tuple(thing for thing in names.get(wanted, ()) if kind in {None, thing.kind})
            if found:
                return found
        return ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was typed, and all it may mean: a broken one nothing, one that says too little several."""

    typed: str
    shown: str
    things: tuple[Thing, ...] = ()
    span: Span | None = None
    quote: str = ""

    @property
    def thing(self) -> Thing | None:
        return self.things[0] if len(self.things) == 1 else None


def indexed(named: Iterable[tuple[str, Thing]]) -> dict[str, tuple[Thing, ...]]:
    """Things by their folded names."""
    found: dict[str, dict[Thing, None]] = {}
    for name, thing in named:
        found.setdefault(_key(name), {})[thing] = None
    return {name: tuple(things) for name, things in found.items() if name}


def _key(name: str) -> str:
    """Brackets in a name would end a link: they are left out of it, and so do not count."""
    return folded(name.replace("[", " ").replace("]", " "))


def links_in(text: str, names: Names) -> list[Link]:
    """The links of a memo in order."""
    return [resolved(found[1], names) for found in LINK.finditer(text)] if "[[" in text else []


def resolved(typed: str, names: Names) -> Link:
    """What a link means. A name that holds a bar, colon or @ itself is found as well."""
    head, bar, tail = typed.rpartition("|")
    for target, shown in ((typed, ""), (head, tail)) if bar else ((typed, ""),):
        for kind, name in _readings(target):
            if things := names.find(name, kind):
                return Link(typed, shown.strip() or name.strip(), things)
        if (link := _to_words(target, names)) is not None:
            return Link(typed, shown.strip() or link.shown, link.things, link.span, link.quote)
    return Link(typed, tail.strip() or typed.strip())


def _readings(target: str) -> Iterator[tuple[LinkKind | None, str]]:
    yield None, target
    prefix, colon, name = target.partition(":")
    if colon and (kind := PREFIXES.get(folded(prefix))):
        yield kind, name


def _to_words(target: str, names: Names) -> Link | None:
    """A link to words of a source."""
    for _, text in _readings(target):
        found = _PLACE.fullmatch(text.strip()) or _QUOTED.fullmatch(text.strip())
        things = names.find(found["source"], "source") if found else ()
        if found is None or not things:
            continue
        place = found.groupdict()
        start, end = int(place.get("start") or 0), int(place.get("end") or 0)
        quote = (place["quote"] or "").strip()
        return Link(target, quote or text.strip(), things, Span(start, end) if start < end else None, quote)
    return None


def typed_link(thing: Thing, names: Names) -> str:
    """How a link to something is written: by its name alone where that says enough."""
    for target in (thing.name.rpartition(" / ")[2], thing.name, f"{thing.kind}: {thing.name}"):
        if LINK.fullmatch(f"[[{target}]]") and resolved(target, names).things == (thing,):
            return f"[[{target}]]"
    return f"[[{thing.kind}: {_without_brackets(thing.name)}]]"


def typed_place(source: str, span: Span, quote: str) -> str:
    """How a link to words of a source is written: by place, and how they begin, should the place change."""
    begin = _without_brackets(" ".join(quote[: SHORTEST_QUOTE + 1].split()))
    if len(quote) > SHORTEST_QUOTE:
        begin = f"{begin[:SHORTEST_QUOTE].rstrip()}…"
    return f"[[{_without_brackets(source)}@{span.start}-{span.end} “{begin.replace('|', ' ')}”]]"


def _without_brackets(text: str) -> str:
    return " ".join(re.sub(r"[\[\]\n]", " ", text).split())


def place_of(text: str, span: Span | None, quote: str) -> Span | None:
    """Where the words of a link are in a text now: at their place, else at the only place that says the same.

    None: they are not there any more, or stand at several places.
    """
    if span is not None and span.end <= len(text):
        there = _bare(text[span.start : span.end])
        if not quote or there.startswith(_bare(quote)):
            return span
    if not quote:
        return None
    pattern = r"[\s\[\]|]*".join(re.escape(letter) for letter in _letters(quote))
    found = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    if len(found) != 1:
        return None
    start, end = found[0]
    return Span(start, min(len(text), max(end, start + len(span)))) if span else Span(start, end)


def _letters(text: str) -> str:
    return re.sub(r"[\s\[\]|]", "", text)


def _bare(text: str) -> str:
    return folded(_letters(text))
