"""OpenDocument texts (.odt, .ott, and .fodt without a zip), read as LibreOffice shows them.

Straight from their XML: of a library we would use no more than the names of the elements.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from qualcode.importers.archive import check_archive
from qualcode.importers.content import Content
from qualcode.importers.document import COMMENTS, DELETED, HIDDEN, Document, is_heading
from qualcode.importers.parts import SKIP, Leave, Parts, tree_of, walk
from qualcode.importers.problems import Damaged, Encrypted, NotOffice

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _STYLE, _TABLE, _DRAW, _FORM, _SCRIPT = (
    f"{{{_ODF}{name}:1.0}}" for name in ("office", "text", "style", "table", "drawing", "form", "script")
)
_FO = f"{{{_ODF}xsl-fo-compatible:1.0}}"
_SVG = f"{{{_ODF}svg-compatible:1.0}}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_KINDS = {"spreadsheet": "ods", "presentation": "odp", "drawing": "odg", "chart": "odc", "image": "odi"}
_SHAPES = (
    "text-box custom-shape rect ellipse circle line polyline polygon regular-polygon path connector "
    "caption measure"
)
_LONGEST_CHAIN = 20
_MOST_SPACES = 1_000
_BOLD_FROM = 600
_BLANK = re.compile(r"[ \t\r\n]+")


def read_odt(file: str, data: bytes, _encoding: str = "") -> Content:
    content, styles = _trees(file, data)
    body = None if content is None else content.find(f"{_OFFICE}body")
    if body is None:
        raise Damaged(file, "odt")
    for other, kind in _KINDS.items():
        if body.find(_OFFICE + other) is not None:
            raise NotOffice(file, "odt", kind)
    reader = _Reader(Document(file), _Styles(styles, content))
    reader.read(body)
    for page in _pages(styles):
        reader.read_page(page)
    return reader.document.content()


def _trees(file: str, data: bytes) -> tuple[Any, Any]:
    """The roots of content and styles; in a file without a zip they are one."""
    unmarked = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if unmarked.startswith((b"<?xml", b"<office:document")):
        root = tree_of(file, file, unmarked)
        return root, root
    # Parts nobody parses may have a DOCTYPE: OpenOffice gave one to its manifest and to macros.
    check_archive(file, data, "odt", parsed=False)
    parts = Parts(file, data)
    if b"encryption-data" in parts.bytes("META-INF/manifest.xml"):
        raise Encrypted(file)
    if other := parts.other_kind("odt"):
        raise NotOffice(file, "odt", other)
    return parts.tree("content.xml"), parts.tree("styles.xml")


def _pages(styles: Any) -> Iterator[Any]:
    """Headers and footers."""
    tags = [f"{_STYLE}{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first")]
    for masters in () if styles is None else styles.iterfind(f"{_OFFICE}master-styles"):
        yield from masters.iter(*tags)


# -- styles --------------------------------------------------------------------------------------------


class _Look(NamedTuple):
    bold: bool = False
    hidden: bool = False
    heading: bool = False


class _Styles:
    """What styles say of letters and headings; None where they leave it to what is around."""

    def __init__(self, *roots: Any) -> None:
        self._own: dict[tuple[str, str], Any] = {}
        for root in roots:
            for style in () if root is None else root.iter(f"{_STYLE}style"):
                self._own[style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")] = style
        self._found: dict[tuple[str, str], tuple[bool | None, bool | None, bool]] = {}

    def of(self, family: str, name: str | None, around: _Look) -> _Look:
        if not name:
            return around
        if (family, name) not in self._found:
            self._found[family, name] = self._with_inherited(family, name)
        bold, hidden, heading = self._found[family, name]
        return _Look(
            around.bold if bold is None else bold,
            around.hidden if hidden is None else hidden,
            around.heading or heading,
        )

    def _with_inherited(self, family: str, name: str) -> tuple[bool | None, bool | None, bool]:
        chain = list(self._chain(family, name))
        letters = [found for style in chain if (found := style.find(f"{_STYLE}text-properties")) is not None]
        weights = [weight for each in letters if (weight := each.get(f"{_FO}font-weight"))]
        displays = [display for each in letters if (display := each.get(f"{_TEXT}display"))]
        names = [style.get(f"{_STYLE}name", "").replace("_20_", " ") for style in chain]
        return (
            _is_bold(weights[0]) if weights else None,
            displays[0] == "none" if displays else None,
            any(map(is_heading, names)),
        )

    def _chain(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_LONGEST_CHAIN):
            style = self._own.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= _BOLD_FROM)


# -- reading -------------------------------------------------------------------------------------------

_PLAIN = _Look()


class _Reader:
    """Tells a document what stands in the XML, element by element."""

    def __init__(self, document: Document, styles: _Styles) -> None:
        self.document = document
        self._styles = styles
        self._look = _PLAIN
        self._in_paragraph = False
        self._in_note = False
        self._after_space = True
        self._columns: list[int] = []
        self._covered = 0
        self._deletions: set[str] = set()
        self._deleting = 0

    def read(self, root: Any) -> None:
        walk(root, self._enter, self._read_tail)

    def read_page(self, page: Any) -> None:
        """A header or footer: no part of the text, but told of."""
        self.document.begin()
        self.read(page)
        self.document.end_page()

    def _enter(self, element: Any) -> Leave | None:
        handler = _HANDLERS.get(element.tag)
        if handler:
            return handler(self, element)
        self._read(element.text)
        return None

    def _read_tail(self, element: Any) -> None:
        self._read(element.tail)

    def _read(self, text: str | None) -> None:
        """Any white space in the XML is one space, and none where a paragraph begins."""
        if not text or not self._in_paragraph:
            return
        words = _BLANK.sub(" ", text)
        if self._after_space:
            words = words.removeprefix(" ")
        self._after_space = words.endswith(" ") if words else self._after_space
        self._add(words)

    def _add(self, text: str) -> None:
        if self._deleting:
            self.document.leave_out(DELETED, text)
        elif self._look.hidden:
            self.document.leave_out(HIDDEN, text)
        else:
            self.document.add(text, bold=self._look.bold)

    # paragraphs and tables

    def enter_paragraph(self, paragraph: Any) -> Leave:
        around = self._look, self._in_paragraph, self._after_space
        self._look = self._styles.of("paragraph", paragraph.get(f"{_TEXT}style-name"), _PLAIN)
        heading = self._look.heading or paragraph.tag == f"{_TEXT}h"
        self._in_paragraph = self._after_space = True
        self._read(paragraph.text)

        def leave() -> None:
            self.document.end_paragraph(heading=heading)
            self._look, self._in_paragraph, self._after_space = around

        return leave

    def enter_table(self, _table: Any) -> Leave:
        self.document.end_paragraph()
        self._columns.append(-1)

        def leave() -> None:
            self._columns.pop()
            self.document.in_cell(self._columns[-1] if self._columns else -1)

        return leave

    def enter_row(self, _row: Any) -> None:
        if self._columns:
            self._columns[-1] = -1
        self._covered = 0

    def enter_cell(self, cell: Any) -> None:
        """A cell over several columns is one; a cell over several rows leaves its place in the others."""
        if not self._columns:
            return
        if cell.tag == f"{_TABLE}covered-table-cell" and self._covered:
            self._covered -= 1
            return
        spanned = cell.get(f"{_TABLE}number-columns-spanned", "")
        self._covered = int(spanned[:6]) - 1 if spanned.isdecimal() else self._covered
        self._columns[-1] += 1
        self.document.in_cell(self._columns[-1])

    def enter_box(self, _box: Any) -> Leave:
        around = self._columns, self._look, self._in_paragraph, self._after_space
        self._columns, self._in_paragraph = [], False
        self.document.begin()

        def leave() -> None:
            self.document.end_box()
            self._columns, self._look, self._in_paragraph, self._after_space = around
            if not self._in_paragraph:  # it belongs to a page
                self.document.end_paragraph()

        return leave

    def enter_section(self, section: Any) -> Leave | None:
        if section.get(f"{_TEXT}display") == "none":
            self.document.count(HIDDEN)
            return SKIP
        return None

    # within paragraphs

    def enter_span(self, span: Any) -> Leave:
        around = self._look
        self._look = self._styles.of("text", span.get(f"{_TEXT}style-name"), around)
        self._read(span.text)

        def leave() -> None:
            self._look = around

        return leave

    def enter_spaces(self, spaces: Any) -> None:
        count = spaces.get(f"{_TEXT}c", "1")
        self._sign(" " * min(int(count[:6]) if count.isdecimal() else 1, _MOST_SPACES))

    def enter_tab(self, _tab: Any) -> None:
        self._sign("\t")

    def enter_break(self, _break: Any) -> None:
        self._sign("\n")

    def _sign(self, sign: str) -> None:
        if self._in_paragraph:
            self._after_space = False
            self._add(sign)

    def enter_note(self, _note: Any) -> Leave:
        if self._in_note or self._look.hidden:
            return SKIP
        around = self._columns, self._look, self._in_paragraph, self._after_space
        self._columns, self._in_note, self._in_paragraph = [], True, False
        self.document.begin()

        def leave() -> None:
            self.document.end_note()
            self._columns, self._look, self._in_paragraph, _ = around
            self._in_note = self._after_space = False

        return leave

    # what is not of the text

    def enter_changes(self, changes: Any) -> Leave:
        """What was deleted stands here, before the text; without a zip, it may also be marked in the text."""
        for deletion in changes.iter(f"{_TEXT}deletion"):
            self._deletions.add(deletion.getparent().get(f"{_TEXT}id", ""))
            if any(paragraph.xpath("string()").strip() for paragraph in deletion.iterchildren(*_PARAGRAPHS)):
                self.document.count(DELETED)
        return SKIP

    def enter_change(self, change: Any) -> None:
        if change.get(f"{_TEXT}change-id") in self._deletions:
            self._deleting += 1 if change.tag == f"{_TEXT}change-start" else -min(1, self._deleting)

    def enter_comment(self, _comment: Any) -> Leave:
        self.document.count(COMMENTS)
        return SKIP

    def enter_hidden(self, hidden: Any) -> Leave:
        if hidden.get(f"{_TEXT}is-hidden") != "false":
            self.document.count(HIDDEN)
        return SKIP

    def enter_picture(self, _picture: Any) -> None:
        self.document.pictures += 1

    def pass_over(self, _element: Any) -> Leave:
        return SKIP


_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_HANDLERS: dict[str, Callable[[_Reader, Any], Leave | None]] = {
    space + name: handler
    for space, names, handler in (
        (_TEXT, "p h", _Reader.enter_paragraph),
        (_TABLE, "table", _Reader.enter_table),
        (_TABLE, "table-row", _Reader.enter_row),
        (_TABLE, "table-cell covered-table-cell", _Reader.enter_cell),
        (_DRAW, _SHAPES, _Reader.enter_box),
        (_TEXT, "section", _Reader.enter_section),
        (_TEXT, "span", _Reader.enter_span),
        (_TEXT, "s", _Reader.enter_spaces),
        (_TEXT, "tab", _Reader.enter_tab),
        (_TEXT, "line-break", _Reader.enter_break),
        (_TEXT, "note", _Reader.enter_note),
        (_TEXT, "tracked-changes", _Reader.enter_changes),
        (_TEXT, "change-start change-end", _Reader.enter_change),
        (_OFFICE, "annotation", _Reader.enter_comment),
        (_TEXT, "hidden-text", _Reader.enter_hidden),
        (_DRAW, "image object object-ole", _Reader.enter_picture),
        # numbers LibreOffice makes, readings above ruby's base, texts of programs
        (_TEXT, "note-citation number ruby-text script table-of-content-source", _Reader.pass_over),
        (_TEXT, "illustration-index-source table-index-source object-index-source", _Reader.pass_over),
        (_TEXT, "user-index-source alphabetical-index-source bibliography-source", _Reader.pass_over),
        (_OFFICE, "binary-data forms scripts change-info", _Reader.pass_over),
        (_SVG, "title desc", _Reader.pass_over),
        (_MATH, "annotation", _Reader.pass_over),
    )
    for name in names.split()
}
