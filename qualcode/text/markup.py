"""The Markdown of memos, read into plain parts: nothing in it can be more than words and their look.

Known are headings, emphasis, lists, quotations, code, lines and `[[links]]` within the project. HTML,
pictures and addresses of the web stand as they were typed: nothing is fetched, nothing leads out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.text.links import LINK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Look = Literal["bold", "italic", "code"]
BlockKind = Literal["paragraph", "heading", "code", "line"]
AroundKind = Literal["bullet", "number", "quote"]


class Run(NamedTuple):
    """Some words of a block, and how they look; or a link, as it was typed between its brackets."""

    text: str
    looks: frozenset[Look] = frozenset()
    link: bool = False


class Around(NamedTuple):
    """A list or quotation a block lies in."""

    kind: AroundKind
    item: int
    """Its number in a numbered list; in others which one it is, counted from 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and what it lies in, the outermost first."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading."""
    around: tuple[Around, ...] = ()


_MARKS = re.compile(r"^(?:\s{0,3}(?:#{1,6}\s|>|[-*+]\s|\d{1,9}[.)]\s))+\s*")
_RULE = re.compile(r"^\s{0,3}(?:[-=*_]\s?){3,}$")


def first_line(text: str, length: int = 80) -> str:
    """What a memo without a title is called: its first words, without signs of Markdown around them."""
    for line in text.splitlines():
        words = " ".join(LINK.sub(lambda link: link[1].rpartition("|")[2], _MARKS.sub("", line)).split())
        words = words.replace("**", "").replace("__", "").replace("`", "").strip("*_# ")
        if words and not _RULE.match(line):
            return words if len(words) <= length else f"{words[:length].rstrip()}…"
    return ""


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a memo in order, each with its runs."""
    return tuple(_blocks(_reader().parse(text)))


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    reader.disable(["html_block", "html_inline", "image", "link", "autolink", "reference", "entity"])
    reader.inline.ruler.before("emphasis", "memo_link", _read_link)
    return reader


def _read_link(state: "StateInline", silent: bool) -> bool:
    found = LINK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("memo_link", "", 0).content = found[1]
    state.pos = found.end()
    return True


_AROUND: dict[str, AroundKind] = {"ul": "bullet", "ol": "number", "blockquote": "quote"}
_LOOKS: dict[str, Look] = {"strong": "bold", "em": "italic"}


def _blocks(tokens: Sequence["Token"]) -> Iterator[Block]:
    around: list[Around] = []
    kind: BlockKind = "paragraph"
    level = 0
    for token in tokens:
        if token.tag in _AROUND and token.nesting == 1:
            first = int(token.attrs.get("start", 1)) if token.tag == "ol" else 1
            around.append(Around(_AROUND[token.tag], first - (token.tag != "blockquote")))
        elif token.tag in _AROUND:
            around.pop()
        elif token.type == "list_item_open":
            around[-1] = around[-1]._replace(item=around[-1].item + 1)
        elif token.type in {"heading_open", "paragraph_open"}:
            kind, level = ("heading", int(token.tag[1])) if token.tag != "p" else ("paragraph", 0)
        elif token.type == "inline":
            yield Block(kind, tuple(_runs(token.children or ())), level, tuple(around))
        elif token.type in {"fence", "code_block"}:
            yield Block("code", (Run(token.content.removesuffix("\n")),), 0, tuple(around))
        elif token.type == "hr":
            yield Block("line", (), 0, tuple(around))


def _runs(tokens: Sequence["Token"]) -> Iterator[Run]:
    looks: list[Look] = []
    for token in tokens:
        if token.tag in _LOOKS and token.nesting == 1:
            looks.append(_LOOKS[token.tag])
        elif token.tag in _LOOKS:
            looks.pop()
        elif token.type in {"softbreak", "hardbreak"}:
            yield Run("\n", frozenset(looks))
        elif token.content:
            extra: set[Look] = {"code"} if token.type == "code_inline" else set()
            yield Run(token.content, frozenset(looks) | extra, token.type == "memo_link")
