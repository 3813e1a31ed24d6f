"""Word documents, read as Word shows them: paragraphs, tables, text boxes, notes; changes as if accepted."""

import posixpath
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from qualcode.importers.archive import check_archive
from qualcode.importers.content import Content
from qualcode.importers.document import COMMENTS, DELETED, EMBEDDED, HIDDEN, Document
from qualcode.importers.parts import SKIP, Leave, Parts, walk
from qualcode.importers.problems import Damaged, NotOffice
from qualcode.importers.word_styles import (
    PLAIN,
    RUN_PROPERTIES,
    VAL,
    compatibility_names,
    look_of_run,
    math_names,
    properties_of,
    styles_of,
    value_of,
    word_names,
)

_PARAGRAPH_PROPERTIES, _ROW_PROPERTIES, _PARAGRAPH_STYLE, _DELETED, _MOVED = (
    word_names(name) for name in ("pPr", "trPr", "pStyle", "del", "moveFrom")
)
_ROW_DELETED = tuple(map("/".join, zip(_ROW_PROPERTIES, _DELETED, strict=True)))
_ID, _CHARACTER, _FIELD_SIGN = (word_names(name) for name in ("id", "char", "fldCharType"))
_FOOTNOTE = word_names("footnoteReference")
_CHOICE = compatibility_names("Choice")


def read_word(file: str, data: bytes, _encoding: str = "") -> Content:
    check_archive(file, data, "docx", parsed=False)  # those that are parsed are searched then
    parts = Parts(file, data)
    main, related = _main_part(parts)
    root = parts.tree(main)
    if root is None or root.tag not in word_names("document"):
        other = parts.other_kind("docx")
        raise NotOffice(file, "docx", other) if other else Damaged(file, "docx")
    reader = _Reader(Document(file), parts, related)
    reader.read(root)
    for part in dict.fromkeys(related.of("header", "footer")):
        reader.read_page(part)
    return reader.document.content()


# -- parts ---------------------------------------------------------------------------------------------


class _Related(NamedTuple):
    """What a part refers to: names of parts by the last word of their kind."""

    names: tuple[tuple[str, str], ...]

    def of(self, *kinds: str) -> Iterator[str]:
        return (name for kind, name in self.names if kind in kinds)


def _main_part(parts: Parts) -> tuple[str, _Related]:
    main = next(_relations(parts, "").of("officeDocument"), "word/document.xml")
    return main, _relations(parts, main)


def _relations(parts: Parts, part: str) -> _Related:
    folder, name = posixpath.split(part)
    root = parts.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    return _Related(
        tuple(
            (each.get("Type", "").rpartition("/")[2], _joined(folder, each.get("Target", "")))
            for each in (() if root is None else root)
            if each.get("TargetMode") != "External"
        )
    )


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


# -- reading -------------------------------------------------------------------------------------------


class _Reader:
    """Tells a document what stands in the XML, element by element."""

    def __init__(self, document: Document, parts: Parts, related: _Related) -> None:
        self.document = document
        self._parts = parts
        self._styles = styles_of(parts.tree(next(related.of("styles"), "word/styles.xml")))
        self._notes = {
            kind: _notes(parts, related, kind, part)
            for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"))
        }
        self._in_note = False
        self._paragraph = self._run = PLAIN
        self._columns: list[int] = []
        self._fields: list[bool] = []
        self._instructions = 0

    def read(self, root: Any) -> None:
        walk(root, self._enter)

    def read_page(self, part: str) -> None:
        """A header or footer: no part of the text, but told of."""
        root = self._parts.tree(part)
        if root is not None:
            self.document.begin()
            self.read(root)
            self.document.end_page()

    def _enter(self, element: Any) -> Leave | None:
        handler = _HANDLERS.get(element.tag)
        return handler(self, element) if handler else None

    # paragraphs and tables

    def enter_paragraph(self, paragraph: Any) -> Leave:
        around, style, joined = self._paragraph, "", False
        for each in properties_of(paragraph, _PARAGRAPH_PROPERTIES):
            if each.tag in _PARAGRAPH_STYLE:
                style = value_of(each, VAL)
            elif each.tag in RUN_PROPERTIES:  # of the paragraph's mark; without it two become one
                joined = any(change.tag in _DELETED or change.tag in _MOVED for change in each)
        self._paragraph = self._run = self._styles.get(style, PLAIN)

        def leave() -> None:
            if not joined:
                self.document.end_paragraph(heading=self._paragraph.heading)
            self._paragraph = around
            # an instruction that does not end with its paragraph would swallow the rest of the text
            self._fields, self._instructions = [], 0

        return leave

    def enter_table(self, _table: Any) -> Leave:
        self.document.end_paragraph()
        self._columns.append(-1)

        def leave() -> None:
            self._columns.pop()
            self.document.in_cell(self._columns[-1] if self._columns else -1)

        return leave

    def enter_row(self, row: Any) -> Leave | None:
        if any(row.find(path) is not None for path in _ROW_DELETED):
            self.document.count(DELETED)
            return SKIP
        if self._columns:
            self._columns[-1] = -1
        return None

    def enter_cell(self, _cell: Any) -> Leave | None:
        if not self._columns:
            return None
        self._columns[-1] += 1
        self.document.in_cell(self._columns[-1])
        return self.document.end_paragraph

    def enter_box(self, _box: Any) -> Leave:
        columns, self._columns = self._columns, []
        run = self._run
        self.document.begin()

        def leave() -> None:
            self.document.end_box()
            self._columns, self._run = columns, run

        return leave

    # runs

    def enter_run(self, run: Any) -> None:
        properties = properties_of(run, RUN_PROPERTIES)
        self._run = self._paragraph
        if len(properties):
            self._run = look_of_run(properties, self._paragraph, self._styles)

    def enter_text(self, text: Any) -> Leave:
        self._add((text.text or "").replace("\n", " "))
        return SKIP

    def enter_sign(self, sign: Any) -> Leave:
        self._add(_SIGNS[sign.tag])
        return SKIP

    def enter_symbol(self, symbol: Any) -> Leave:
        self._add(_character(value_of(symbol, _CHARACTER)))
        return SKIP

    def _add(self, text: str) -> None:
        if self._run.hidden:
            self.document.leave_out(HIDDEN, text)
        elif not self._instructions:
            self.document.add(text, bold=self._run.bold)

    def enter_field_sign(self, sign: Any) -> Leave:
        """Fields are begun, an instruction, separated, a result, ended; and they nest."""
        kind = value_of(sign, _FIELD_SIGN)
        if kind == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif self._fields and kind in {"separate", "end"}:
            self._instructions -= self._fields[-1]
            self._fields[-1] = False
            if kind == "end":
                self._fields.pop()
        return SKIP

    # notes, changes, and what is not of the text

    def enter_note(self, reference: Any) -> Leave:
        notes = self._notes["footnote" if reference.tag in _FOOTNOTE else "endnote"]
        note = notes.get(value_of(reference, _ID))
        if note is not None and not self._in_note and not self._run.hidden:
            self._read_note(note)
        return SKIP

    def _read_note(self, note: Any) -> None:
        around = self._paragraph, self._run, self._columns, self._fields, self._instructions
        self._in_note, self._columns, self._fields, self._instructions = True, [], [], 0
        self.document.begin()
        self.read(note)
        self.document.end_note()
        self._in_note = False
        self._paragraph, self._run, self._columns, self._fields, self._instructions = around

    def enter_deletion(self, deletion: Any) -> Leave:
        deleted = deletion.iter(*word_names("delText", "t"))
        self.document.leave_out(DELETED, "".join(each.text or "" for each in deleted))
        return SKIP

    def enter_comment(self, _reference: Any) -> Leave:
        self.document.count(COMMENTS)
        return SKIP

    def enter_embedded(self, _part: Any) -> Leave:
        self.document.count(EMBEDDED)
        return SKIP

    def enter_picture(self, _picture: Any) -> None:
        self.document.pictures += 1

    def enter_choice(self, choice: Any) -> Leave | None:
        """Word keeps new kinds of content twice, in their own form and in one for older programs."""
        earlier = choice.itersiblings(*_CHOICE, preceding=True)
        return SKIP if next(earlier, None) is not None else None

    def enter_fallback(self, fallback: Any) -> Leave | None:
        return SKIP if next(fallback.itersiblings(*_CHOICE, preceding=True), None) is not None else None

    def pass_over(self, _element: Any) -> Leave:
        return SKIP


def _notes(parts: Parts, related: _Related, kind: str, part: str) -> dict[str, Any]:
    root = parts.tree(next(related.of(part), f"word/{part}.xml"))
    found = () if root is None else root.iter(*word_names(kind))
    return {value_of(note, _ID): note for note in found}


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


_SIGNS = {
    **dict.fromkeys(word_names("br", "cr"), "\n"),
    **dict.fromkeys(word_names("tab", "ptab"), "\t"),
    **dict.fromkeys(word_names("noBreakHyphen"), "\u2011"),
    **dict.fromkeys(word_names("softHyphen"), "\u00ad"),
}
_HANDLERS: dict[str, Callable[[_Reader, Any], Leave | None]] = {
    tag: handler
    for names_of, names, handler in (
        (word_names, "p", _Reader.enter_paragraph),
        (word_names, "tbl", _Reader.enter_table),
        (word_names, "tr", _Reader.enter_row),
        (word_names, "tc", _Reader.enter_cell),
        (word_names, "r", _Reader.enter_run),
        (math_names, "r", _Reader.enter_run),
        (word_names, "t", _Reader.enter_text),
        (math_names, "t", _Reader.enter_text),
        (word_names, "br cr tab ptab noBreakHyphen softHyphen", _Reader.enter_sign),
        (word_names, "sym", _Reader.enter_symbol),
        (word_names, "fldChar", _Reader.enter_field_sign),
        (word_names, "footnoteReference endnoteReference", _Reader.enter_note),
        (word_names, "del", _Reader.enter_deletion),
        (word_names, "commentReference", _Reader.enter_comment),
        (word_names, "txbxContent", _Reader.enter_box),
        (word_names, "altChunk", _Reader.enter_embedded),
        (word_names, "drawing pict object", _Reader.enter_picture),
        (compatibility_names, "Choice", _Reader.enter_choice),
        (compatibility_names, "Fallback", _Reader.enter_fallback),
        # “rt” is the reading above ruby's base
        (word_names, "moveFrom rt pPr rPr sdtPr tblPr tblGrid trPr tcPr sectPr", _Reader.pass_over),
    )
    for tag in names_of(*names.split())
}
