"""Word documents: paragraphs, tables, soft breaks, bold runs; what a reader would not see stays out."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from qualcode.i18n import N_
from qualcode.importers.archive import check_archive
from qualcode.importers.content import LONGEST_TEXT, Content, canonical_lines
from qualcode.importers.problems import Damaged, OnlyPictures, TooLong
from qualcode.text.notices import Notice
from qualcode.text.turns import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _R, _TBL, _TR, _TC = (_W + tag for tag in ("p", "r", "tbl", "tr", "tc"))
_TEXT, _STYLE, _BOLD, _VAL = (_W + tag for tag in ("t", "rStyle", "b", "val"))
_SIGNS = {
    **dict.fromkeys((_W + "br", _W + "cr"), "\n"),
    **dict.fromkeys((_W + "tab", _W + "ptab"), "\t"),
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
# Not read: what was deleted or moved away, and the second form Word keeps of new kinds of content.
_SKIPPED = {
    _W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "txbxContent")
} | {_MC + "Fallback"}
_LEFT_OUT = (
    ("commentReference", N_("Comments in the margin were left out: {count}.")),
    ("footnoteReference", N_("Footnotes were left out: {count}.")),
    ("endnoteReference", N_("Endnotes were left out: {count}.")),
    ("txbxContent", N_("Text boxes were left out: {count}.")),
    ("delText", N_("Passages deleted under “Track changes” were left out: {count}.")),
)


class _Styles(NamedTuple):
    bold: frozenset[str]
    headings: frozenset[str]


class _Piece(NamedTuple):
    text: str
    bold: bool


def read_word(file: str, data: bytes, _encoding: str = "") -> Content:
    check_archive(file, data, "docx")
    body, styles = _opened(file, data)
    lines = [line for line in _lines(body, styles) if line.text.strip()]
    length = sum(len(line.text) + 1 for line in lines)
    if length > LONGEST_TEXT:
        raise TooLong(file, length, LONGEST_TEXT)
    if not lines and next(body.iter("{*}drawing", "{*}pict"), None) is not None:
        raise OnlyPictures(file)
    read, removed = canonical_lines(lines)
    return Content(read, notices=(*removed, *_notices(body)))


def _opened(file: str, data: bytes) -> tuple[Any, _Styles]:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        return document.element.body, _styles(document)
    except Exception as cause:
        raise Damaged(file, "docx") from cause


def _styles(document: Any) -> _Styles:
    """Ids of styles that are bold, and of headings and titles, also by the style they build on."""
    own: dict[str, tuple[str, str, bool | None]] = {}
    for style in document.styles.element.iter(_W + "style"):
        name, based, bold = (style.find(path) for path in (_W + "name", _W + "basedOn", f"{_W}rPr/{_BOLD}"))
        own[style.get(_W + "styleId", "")] = (
            "" if name is None else name.get(_VAL, "").casefold(),
            "" if based is None else based.get(_VAL, ""),
            None if bold is None else _is_on(bold),
        )
    chains = {style: _chain(style, own) for style in own}
    return _Styles(
        frozenset(
            s
            for s, chain in chains.items()
            if next((own[c][2] for c in chain if own[c][2] is not None), False)
        ),
        frozenset(s for s, chain in chains.items() if any(_is_heading(own[c][0]) for c in chain)),
    )


def _chain(style: str, own: dict[str, tuple[str, str, bool | None]]) -> list[str]:
    chain: list[str] = []
    while style in own and style not in chain:
        chain.append(style)
        style = own[style][1]
    return chain


def _is_heading(name: str) -> bool:
    return name.startswith("heading ") or name in {"title", "subtitle"}


def _is_on(switch: Any) -> bool:
    return switch.get(_VAL, "true") not in {"0", "false", "off"}


# -- lines ---------------------------------------------------------------------------------------------


def _lines(body: Any, styles: _Styles, cell: int = -1) -> Iterator[Line]:
    """Paragraphs in order, each split at its soft breaks; a table's cells row by row."""
    for block in body:
        if block.tag == _P:
            yield from _paragraph(block, styles, cell)
        elif block.tag == _TBL:
            for row in _inside(block, _TR):
                for column, each in enumerate(_inside(row, _TC)):
                    yield from _lines(each, styles, column)
        elif block.tag not in _SKIPPED and isinstance(block.tag, str):
            yield from _lines(block, styles, cell)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, not those of tables within, nor rows deleted as a change."""
    for child in element:
        if child.tag == tag:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _inside(child, tag)


def _paragraph(paragraph: Any, styles: _Styles, cell: int) -> Iterator[Line]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(_VAL, "")
    pieces = list(_pieces(paragraph, styles, bold=name in styles.bold))
    line: list[_Piece] = []
    finished = partial(_line, heading=name in styles.headings, cell=cell)
    for piece in pieces:
        first, *more = piece.text.split("\n")
        line.append(_Piece(first, piece.bold))
        for part in more:
            yield finished(line)
            line = [_Piece(part, piece.bold)]
    yield finished(line)


def _line(pieces: list[_Piece], *, heading: bool, cell: int) -> Line:
    bold = 0
    for piece in pieces:
        if not piece.bold and piece.text.strip():
            break
        bold += len(piece.text)
    text = "".join(piece.text for piece in pieces)
    return Line(text, min(bold, len(text.rstrip())), heading, cell)


def _pieces(element: Any, styles: _Styles, *, bold: bool) -> Iterator[_Piece]:
    """The runs of a paragraph in order, through links, insertions and content controls."""
    for child in element:
        if child.tag == _R:
            yield _Piece("".join(_run_text(child)), _run_bold(child, styles, bold=bold))
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _pieces(child, styles, bold=bold)


def _run_text(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _W + "sym":
            yield _symbol(child.get(_W + "char", ""))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _run_bold(run: Any, styles: _Styles, *, bold: bool) -> bool:
    properties = run.find(_W + "rPr")
    if properties is None:
        return bold
    if (switch := properties.find(_BOLD)) is not None:
        return _is_on(switch)
    style = properties.find(_STYLE)
    return bold or (style is not None and style.get(_VAL) in styles.bold)


def _notices(body: Any) -> Iterator[str]:
    for tag, sentence in _LEFT_OUT:
        found = body.iter(_W + tag)
        if count := sum(next(each.iterancestors(_MC + "Fallback"), None) is None for each in found):
            yield Notice(sentence, count=count)
