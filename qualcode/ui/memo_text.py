"""Memos to read: their Markdown as plain parts of a page, their links leading to what they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from qualcode.i18n import N_
from qualcode.model import SourceId, Span
from qualcode.project import Project
from qualcode.text.links import Link, LinkKind, links_in, place_of
from qualcode.text.markup import Block, Run, blocks
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain

PAGES: Mapping[LinkKind, tuple[str, str]] = {
    "code": ("codebook", "code"),
    "source": ("code", "source"),
    "case": ("sources", "case"),
    "memo": ("memos", "memo"),
}
"""Where each kind of thing is looked at, and what the address calls it."""
KIND_WORDS: Mapping[LinkKind, str] = {
    "code": N_("a code"), "source": N_("a source"), "case": N_("a respondent"), "memo": N_("a memo"),
}  # fmt: skip
PAGES_OWN = 2
"""The lowest level of the page’s own headings."""
TAGS = {"bullet": "ul", "number": "ol", "quote": "blockquote"}
LOOKS = {"bold": "strong", "italic": "em", "code": "code"}
STYLE = """<style>
.qc-memo { overflow-wrap: anywhere; max-width: 46rem; }
.qc-memo blockquote { margin: 0 0 1rem; padding-left: .9rem; border-left: 3px solid; opacity: .9; }
.qc-memo li p { margin: 0 0 .2rem; }
.qc-memo pre { white-space: pre-wrap; }
.qc-memo .qc-nowhere { text-decoration: underline dotted; }
.qc-memo h3, .qc-memo h4, .qc-memo h5 { padding: .4rem 0 .2rem; }
@media (max-width: 640px) { .stColumn:has(.st-key-memo-opened) { order: -1; } }
</style>"""
"""On a phone what was opened stands above the list it was opened from."""


@dataclass(frozen=True)
class Way:
    """Where a link leads: an address within the app, or what is wrong with it."""

    shown: str
    address: str = ""
    trouble: str = ""


def show_memo_text(project: Project, text: str) -> None:
    """A memo as it is read; what is wrong with its links is told under it."""
    ways = ways_of(project, text)
    st.html(f'{STYLE}<div class="qc-memo">{as_html(_under(blocks(text)), ways)}</div>')
    troubles = list(dict.fromkeys(way.trouble for way in ways.values() if way.trouble))
    if troubles:
        st.warning("\n\n".join(plain(trouble) for trouble in troubles), icon=":material/link_off:")


# -- links -----------------------------------------------------------------------------------------------


def ways_of(project: Project, text: str) -> dict[str, Way]:
    """Where each link of a memo leads, by how it is typed."""
    links = links_in(text, state.names(project))
    sources = {SourceId(link.thing.id) for link in links if link.thing and _is_place(link)}
    texts: Mapping[SourceId, str] = {}
    if sources:
        from qualcode.store import reading  # numpy, which few pages need

        with project.read() as session:
            texts = reading.texts(session, sources)
    return {link.typed: _way(link, texts) for link in links}


def _is_place(link: Link) -> bool:
    return bool(link.span or link.quote)


def _way(link: Link, texts: Mapping[SourceId, str]) -> Way:
    thing = link.thing
    if thing is None:
        return Way(link.shown, trouble=_trouble(link))
    if not _is_place(link):
        return Way(link.shown, address_of(thing.kind, thing.id))
    span = place_of(texts.get(SourceId(thing.id), ""), link.span, link.quote)
    if span is None:
        said = _("[[{link}]] leads nowhere: these words are not in “{source}”, or stand there several times.")
        return Way(link.shown, trouble=said.format(link=link.typed, source=thing.name))
    return Way(link.shown, address_of("source", thing.id, span))


def _trouble(link: Link) -> str:
    if not link.things:
        said = _("[[{link}]] leads nowhere: no code, source, respondent or memo is called so.")
        return said.format(link=link.typed)
    choices = "; ".join(f"{_(KIND_WORDS[thing.kind])}: {thing.name}" for thing in link.things)
    said = _(
        "[[{link}]] may mean several things ({choices}). Write which: [[code: …]], [[source: …]], "
        "[[respondent: …]] or [[memo: …]]; a code also by its path."
    )
    return said.format(link=link.typed, choices=choices)


def address_of(kind: LinkKind, id_: str, span: Span | None = None) -> str:
    """The address, within the app, of what a memo or a link is about."""
    page, name = PAGES[kind]
    at = {"at": f"{span.start}-{span.end}"} if span else {}
    return f"{page}?{urlencode(state.address(**{name: id_}, **at))}"


# -- Markdown as HTML: only these tags, every word escaped -----------------------------------------------


def as_html(parts: Iterable[Block], ways: Mapping[str, Way], depth: int = 0) -> str:
    return "".join(
        _html(list(some), kind, ways, depth)
        for kind, some in groupby(parts, lambda part: _around(part, depth))
    )


def _under(parts: Sequence[Block]) -> Iterator[Block]:
    """The headings of a memo under the page’s own, none leaving out a level: people listen to them, too."""
    last = PAGES_OWN
    for part in parts:
        if part.kind != "heading":
            yield part
            continue
        last = min(part.level + PAGES_OWN, last + 1)
        yield replace(part, level=last)


def _around(part: Block, depth: int) -> str:
    return part.around[depth].kind if len(part.around) > depth else ""


def _html(parts: Sequence[Block], kind: str, ways: Mapping[str, Way], depth: int) -> str:
    if not kind:
        return "".join(_block(part, ways) for part in parts)
    tag = TAGS[kind]
    if kind == "quote":
        return f"<{tag}>{as_html(parts, ways, depth + 1)}</{tag}>"
    items = groupby(parts, lambda part: part.around[depth].item)
    inside = "".join(f"<li>{as_html(list(some), ways, depth + 1)}</li>" for _item, some in items)
    first = parts[0].around[depth].item
    start = f' start="{first}"' if kind == "number" and first != 1 else ""
    return f"<{tag}{start}>{inside}</{tag}>"


def _block(part: Block, ways: Mapping[str, Way]) -> str:
    if part.kind == "line":
        return "<hr>"
    inside = "".join(_run(run, ways) for run in part.runs)
    if part.kind == "code":
        return f"<pre><code>{inside}</code></pre>"
    if part.kind == "heading":
        return f"<h{part.level}>{inside}</h{part.level}>"
    return f"<p>{inside}</p>"


def _run(run: Run, ways: Mapping[str, Way]) -> str:
    if run.link:
        inside = _link(run.text, ways.get(run.text))
    elif run.text == "\n":
        return "<br>"
    else:
        inside = escape(run.text)
    for look in sorted(run.looks):
        inside = f"<{LOOKS[look]}>{inside}</{LOOKS[look]}>"
    return inside


def _link(typed: str, way: Way | None) -> str:
    if way is None or not way.address:
        return f'<span class="qc-nowhere">[[{escape(typed)}]]</span>'
    return f'<a href="{escape(way.address)}">{escape(way.shown)}</a>'
