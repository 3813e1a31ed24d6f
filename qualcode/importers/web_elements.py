"""What an element of a web page does to the words in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qualcode.importers.document import COMMENTS, DELETED, HIDDEN


def named(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = named("""
    script style template noscript noframes noembed iframe object applet embed svg math canvas audio video
    map select datalist button dialog rp xml
""")
"""Elements whose words, if they hold any, no visitor reads."""
_BLOCKS = named("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section
    summary table tbody td textarea tfoot th thead title tr ul
""")
_HEADINGS = named("h1 h2 h3 h4 h5 h6")
_TITLES = named("title subtitle msotitle msosubtitle")  # classes of Google Docs and Word
_FURNITURE = named("nav aside navigation contentinfo complementary search")
_QUOTING = named("article main blockquote")
_ALWAYS_SEEN = named("html body")  # hidden only until a script has run
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|normal|lighter|[1-5]00)")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_COMMENT = re.compile(r"mso-element\s*:\s*comment(?!-list)")
_BULLET = re.compile(r"mso-list\s*:\s*ignore")
_AS_TYPED = re.compile(r"white-space\s*:\s*pre")
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b")


TELLING = ("class", "style", "hidden", "aria-hidden", "role", "href")
"""Of what an element says of itself, all that matters here."""


class Element(NamedTuple):
    """How the words of an element are read: as its parent's are, and as it says itself."""

    tag: str = ""
    left_out: str | None = None
    """Why its words are; the empty reason is not worth telling."""
    furniture: bool = False
    bold: bool = False
    heading: bool = False
    as_typed: bool = False
    linked: bool = False
    quoting: bool = False
    block: bool = True


def inside(parent: Element, tag: str, says: Mapping[str, str], weights: Mapping[str, bool]) -> Element:
    style, classes = says.get("style", "").lower(), says.get("class", "").lower().split()
    return Element(
        tag,
        _reason(tag, says, style, classes) if parent.left_out is None else parent.left_out,
        parent.furniture or _is_furniture(parent, tag, says),
        _is_bold(tag, style, classes, weights, otherwise=parent.bold),
        parent.heading or tag in _HEADINGS or not _TITLES.isdisjoint(classes),
        parent.as_typed or tag in {"pre", "textarea"} or _AS_TYPED.search(style) is not None,
        parent.linked or (tag == "a" and says.get("href", "#")[:1] != "#"),
        parent.quoting or tag in _QUOTING,
        tag in _BLOCKS or _AS_BLOCK.search(style) is not None,
    )


def _reason(tag: str, says: Mapping[str, str], style: str, classes: Sequence[str]) -> str | None:
    if tag in SILENT or _BULLET.search(style):
        return ""
    if tag not in _ALWAYS_SEEN and _is_hidden(says, style):
        return HIDDEN
    if tag == "del":
        return DELETED
    if "msocommentreference" in classes or says.get("href", "").startswith("#cmnt"):
        return ""
    return COMMENTS if _COMMENT.search(style) else None


def _is_hidden(says: Mapping[str, str], style: str) -> bool:
    return "hidden" in says or says.get("aria-hidden") == "true" or _UNSEEN.search(style) is not None


def _is_furniture(parent: Element, tag: str, says: Mapping[str, str]) -> bool:
    return tag in _FURNITURE or says.get("role") in _FURNITURE or (tag == "footer" and not parent.quoting)


def _is_bold(
    tag: str, style: str, classes: Sequence[str], weights: Mapping[str, bool], *, otherwise: bool
) -> bool:
    if said := _WEIGHT.search(style):
        return said[1] is not None
    by_class = [weights[each] for each in classes if each in weights]
    return by_class[-1] if by_class else otherwise or tag in {"b", "strong", "th"}


_BRACES = re.compile("([{}])")
_ONE_CLASS = re.compile(r"\s*[a-z0-9]*\.([\w-]+)\s*")


def weights_in(css: str) -> Iterator[tuple[str, bool]]:
    """Which classes are bold and which are not, by rules that hold always: Google Docs has no other bold."""
    depth, selectors, rule = 0, "", ""
    for part in _BRACES.split(css.lower()):
        if part == "}" and depth == 1 and (said := _WEIGHT.search(rule)):
            for found in filter(None, map(_ONE_CLASS.fullmatch, selectors.split(","))):
                yield found[1], said[1] is not None
        depth = max(0, depth + {"{": 1, "}": -1}.get(part, 0))
        if part not in {"{", "}"}:
            selectors, rule = (part, "") if depth == 0 else (selectors, part)
