"""Rich Text Format, read as Word shows it.

By a reader of our own: striprtf, the one library that is kept, gives plain text without bold and notes,
marks cells by a sign that may be a word's, shows what is hidden or deleted, and loses text boxes.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from qualcode.i18n import N_
from qualcode.importers.archive import kind_by_content
from qualcode.importers.content import Content
from qualcode.importers.document import COMMENTS, DELETED, HIDDEN, Document, is_heading
from qualcode.importers.problems import NotOffice, TooIntricate
from qualcode.importers.rtf_letters import Letters
from qualcode.text.notices import Notice

_BROKEN_OFF = N_("The file breaks off before its end; words may be missing.")

_TOKEN = re.compile(
    rb"\\(?:(?P<word>([A-Za-z]++)(-?[0-9]++)?+ ?+)|(?P<sign>[^A-Za-z']))"
    rb"|(?P<bytes>(?:\\'[0-9A-Fa-f]{2})++)|(?P<brace>[{}])|(?P<text>[^\\{}]++)",
    re.DOTALL,
)
_NO_TEXT = b"\r\n\0"
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_TOKENS = 5_000_000
_DEEPEST = 5_000
_DEEPEST_TABLE = 20
_MOST_STAND_INS = 9
_LONGEST_CHAIN = 20
_LONGEST_NAME = 80
_LONGEST_NUMBER = 10


def read_rtf(file: str, data: bytes, encoding: str = "") -> Content:
    """`encoding` overrules what the file says of its bytes; letters written as numbers are what they are."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not data.startswith(b"{\\rtf"):
        raise NotOffice(file, "rtf", kind_by_content(data) or "something else")
    reader = _read(file, data, encoding)
    guess = reader.letters.better()
    if guess:
        encoding = guess.encoding
        reader = _read(file, data, encoding)
    notices = [*(guess.notices if guess else ()), *reader.notices]
    return reader.document.content(encoding if reader.letters.doubtful else "", notices)


def _read(file: str, data: bytes, encoding: str) -> "_Reader":
    reader = _Reader(Document(file), Letters(encoding))
    if not reader.read(data):
        raise TooIntricate(file, _MOST_TOKENS)
    return reader


# -- what holds until the end of a group ---------------------------------------------------------------

_SHOWN, _WAITING, _SILENT = range(3)
"""Text is read; is not, but may be in a group within; is not, whatever comes."""


class _State(NamedTuple):
    shown: int = _SHOWN
    font: int = -1
    stand_ins: int = 1
    """How many characters for older programs follow a letter written as a number."""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    heading: bool = False
    table: int = 0
    """How many tables the paragraph stands in."""
    defines: str = ""
    """“fonts” or “styles” in the tables at the beginning."""


class _Reader:
    """Goes through the tokens of a file and tells a document what they show."""

    def __init__(self, document: Document, letters: Letters) -> None:
        self.document = document
        self.letters = letters
        self.notices: list[str] = []
        self._left = _MOST_TOKENS
        self._state = _State()
        self._groups: list[tuple[_State, Callable[[], None] | None]] = []
        """For each group around: what held before it, and what to do at its end."""
        self._deeper = 0
        self._fresh = self._starred = False
        self._to_skip = 0
        self._bytes = bytearray()
        self._words: list[str] = []
        self._defined = 0
        self._style_names: dict[int, bytes] = {}
        self._style_parents: dict[int, int] = {}
        self._columns: dict[int, int] = {}
        """In each table around: how many cells of the row have ended."""
        self._in_note = False

    def read(self, data: bytes) -> bool:
        """Whether all of it could be read."""
        at = 0
        while at < len(data) and self._left:
            at = self._read_from(data, at)
        if self._groups:
            self.notices.append(Notice(_BROKEN_OFF))
        while self._groups:
            self._close()
        return self._left > 0

    def _read_from(self, data: bytes, at: int) -> int:
        """Read on to the end, or to bytes that are no RTF and must be jumped; where it goes on then."""
        for token in islice(_TOKEN.finditer(data, at), self._left):
            self._left -= 1
            kind = token.lastgroup
            if kind == "word":
                if token[2] == b"bin":
                    return token.end() + max(0, _number(token[3]))
                self._read_word(token[2], token[3])
            elif kind != "brace":
                self._read_text(kind, token)
            elif token[0] == b"{":
                self._open()
            elif not self._close():
                break
        return len(data)

    # groups

    def _open(self) -> None:
        self._to_skip = 0
        if len(self._groups) >= _DEEPEST:
            self._deeper += 1
            return
        self._groups.append((self._state, None))
        self._fresh = True

    def _close(self) -> bool:
        """Whether there is more to come: the outermost group is the file."""
        if self._deeper:
            self._deeper -= 1
            return True
        self._flush()
        self._fresh, self._to_skip = False, 0
        if len(self._groups) == 1:
            self.end_paragraph()
        if self._groups:
            state, ending = self._groups.pop()
            if ending:
                ending()
            self._state = state
        return bool(self._groups)

    # words, signs, text

    def _read_word(self, name: bytes, number: bytes | None) -> None:
        fresh, starred = self._fresh, self._starred
        self._fresh = self._starred = False
        self._to_skip = 0
        if self._state.shown == _SILENT:
            return
        if name == b"u":
            self._read_letter(_number(number))
        elif (fresh or starred) and (begin := _DESTINATIONS.get(name)):
            self._flush()
            begin(self)
        elif starred and name not in _STARRED:
            self.silence()
        elif act := _ACTS.get(name):
            act(self, None if number is None else _number(number))

    def _read_letter(self, code: int) -> None:
        self._to_skip = self._state.stand_ins
        if self._state.shown == _SHOWN:
            self._put(chr(code & 0xFFFF))  # Word writes those above 32767 as negative numbers

    def _read_text(self, kind: str | None, token: re.Match[bytes]) -> None:
        if kind == "sign":
            self._read_sign(token[kind])
        elif self._state.shown != _SHOWN:
            return
        elif kind == "bytes":
            self._read_bytes(bytes.fromhex(token[0].replace(b"\\'", b"").decode()))
        elif text := token[0].translate(None, _NO_TEXT):
            self._read_bytes(text, raw=not text.isascii())

    def _read_sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in b"\r\n":
            self.end_paragraph()
        elif self._to_skip:
            self._to_skip -= 1
        elif sign in _SIGNS and self._state.shown == _SHOWN:
            self._put(_SIGNS[sign])

    def _read_bytes(self, letters: bytes, *, raw: bool = False) -> None:
        self._fresh = False
        left = self._to_skip - len(letters)
        letters = letters[self._to_skip :]
        self._to_skip = max(0, left)
        if self._state.defines == "styles":
            name = self._style_names.get(self._defined, b"") + letters[:_LONGEST_NAME]
            self._style_names[self._defined] = name[:_LONGEST_NAME]
        elif raw:
            self._put(self.letters.decoded_raw(letters, self._state.font))
        elif not self._state.defines:
            self._bytes += letters

    def _put(self, words: str) -> None:
        if self._bytes:
            self._words.append(self.letters.decoded(bytes(self._bytes), self._state.font))
            self._bytes.clear()
        if not self._state.defines:
            self._words.append(words)

    def _flush(self) -> None:
        """Hand on what was read: what holds for it is about to change."""
        if self._bytes:
            self._put("")
        if not self._words:
            return
        text = "".join(self._words)
        self._words.clear()
        if _SURROGATE.search(text):
            if "\ud800" <= text[-1] < "\udc00":  # the other half is still to come
                self._words.append(text[-1])
                text = text[:-1]
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self._state.deleted:
            self.document.leave_out(DELETED, text)
        elif self._state.hidden:
            self.document.leave_out(HIDDEN, text)
        else:
            self.document.add(text, bold=self._state.bold)

    # what words do

    def change(self, **changes: Any) -> None:
        """From here to the end of the group."""
        self._flush()
        self._state = self._state._replace(**changes)

    def switch(self, what: str, *, on: bool) -> None:
        if getattr(self._state, what) != on:
            self.change(**{what: on})

    def say(self, words: str) -> None:
        if self._state.shown == _SHOWN:
            self._put(words)

    def end_paragraph(self) -> None:
        level = self._state.table
        if not level:
            self._columns.clear()
        if not self._state.deleted:  # the end of a deleted paragraph joins two
            self._end_paragraph(self._columns.get(level, 0) if level else -1)

    def end_cell(self, level: int) -> None:
        """Of a table at this level at least: simple programs do not say that a paragraph is in one."""
        level = max(level, self._state.table)
        self._end_paragraph(self._columns.get(level, 0))
        self._columns[level] = self._columns.get(level, 0) + 1

    def _end_paragraph(self, column: int) -> None:
        self._flush()
        if self._state.shown == _SHOWN:
            self.document.in_cell(column)
            self.document.end_paragraph(heading=self._state.heading)

    def end_row(self, level: int) -> None:
        self._columns.pop(level if level == 1 else max(level, self._state.table), None)

    def plain_paragraph(self) -> None:
        self.change(heading=False, table=0)

    def plain_letters(self) -> None:
        self.change(bold=False, hidden=False, font=-1)

    def in_tables(self, number: int) -> None:
        self.change(table=max(0, min(number, _DEEPEST_TABLE)))

    def in_table(self) -> None:
        self.change(table=max(1, self._state.table))

    def stand_ins(self, number: int) -> None:
        self.change(stand_ins=max(0, min(number, _MOST_STAND_INS)))

    def font(self, number: int) -> None:
        if self._state.defines == "fonts":
            self._defined = number
        elif self._state.font != number:
            self.change(font=number)

    def usual_font(self, number: int) -> None:
        self.letters.usual_font = number

    def font_charset(self, number: int) -> None:
        self.letters.define_font(self._defined, charset=number)

    def font_page(self, number: int) -> None:
        self.letters.define_font(self._defined, page=number)

    def page(self, number: int) -> None:
        self.letters.define_page(number)

    def style(self, number: int) -> None:
        if self._state.defines == "styles":
            self._defined = number
        else:
            self.switch("heading", on=self._is_heading(number))

    def style_parent(self, number: int) -> None:
        self._style_parents[self._defined] = number

    def _is_heading(self, style: int) -> bool:
        for _ in range(_LONGEST_CHAIN):
            name = self._style_names.get(style, b"").partition(b";")[0]
            if is_heading(name.decode("ascii", "replace").strip()):
                return True
            style = self._style_parents.get(style, -1)
        return False

    # what groups are for

    def begin_note(self) -> None:
        if self._in_note or self._state.shown != _SHOWN or self._state.hidden or self._state.deleted:
            self.silence()
            return
        self._in_note = True
        self._begin(self._end_note)

    def _end_note(self) -> None:
        self.document.end_note()
        self._in_note = False

    def begin_box(self) -> None:
        self._begin(self.document.end_box)

    def begin_page(self) -> None:
        self._begin(self.document.end_page)

    def _begin(self, ending: Callable[[], None]) -> None:
        """A text of its own, which ends with the group."""
        columns, self._columns = self._columns, {}
        self.document.begin()
        self.change(shown=_SHOWN, heading=False, table=0, hidden=False, deleted=False)

        def end() -> None:
            ending()
            self._columns = columns

        if self._groups:
            self._groups[-1] = (self._groups[-1][0], end)

    def begin_comment(self) -> None:
        self.document.count(COMMENTS)
        self.silence()

    def begin_picture(self) -> None:
        self.document.pictures += 1
        self.silence()

    def silence(self) -> None:
        self.change(shown=_SILENT)

    def wait(self) -> None:
        self.change(shown=_WAITING)

    def show(self) -> None:
        self.change(shown=_SHOWN)

    def define_fonts(self) -> None:
        self.change(defines="fonts")

    def define_styles(self) -> None:
        self.change(defines="styles")


def _number(digits: bytes | None) -> int:
    return int(digits[:_LONGEST_NUMBER]) if digits else 0


# -- vocabulary ----------------------------------------------------------------------------------------

_Act = Callable[[_Reader, int | None], None]


def _says(words: str) -> _Act:
    return lambda reader, _: reader.say(words)


def _switches(what: str) -> _Act:
    return lambda reader, number: reader.switch(what, on=number != 0)


def _does(act: Callable[[_Reader], None]) -> _Act:
    return lambda reader, _: act(reader)


def _takes(act: Callable[[_Reader, int], None]) -> _Act:
    return lambda reader, number: act(reader, number or 0)


_SIGNS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
_SAID = {
    "line": "\n", "softline": "\n", "lbr": "\n", "page": "\n", "column": "\n", "tab": "\t",
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_ACTS: dict[bytes, _Act] = {
    **{word.encode(): _says(said) for word, said in _SAID.items()},
    b"par": _does(_Reader.end_paragraph),
    b"sect": _does(_Reader.end_paragraph),
    b"cell": lambda reader, _: reader.end_cell(1),
    b"nestcell": lambda reader, _: reader.end_cell(2),
    b"row": lambda reader, _: reader.end_row(1),
    b"nestrow": lambda reader, _: reader.end_row(2),
    b"pard": _does(_Reader.plain_paragraph),
    b"plain": _does(_Reader.plain_letters),
    b"intbl": _does(_Reader.in_table),
    b"itap": _takes(_Reader.in_tables),
    b"b": _switches("bold"),
    b"v": _switches("hidden"),
    b"deleted": _switches("deleted"),
    b"uc": _takes(_Reader.stand_ins),
    b"f": _takes(_Reader.font),
    b"deff": _takes(_Reader.usual_font),
    b"fcharset": _takes(_Reader.font_charset),
    b"cpg": _takes(_Reader.font_page),
    b"ansicpg": _takes(_Reader.page),
    b"mac": lambda reader, _: reader.page(10000),
    b"pc": lambda reader, _: reader.page(437),
    b"pca": lambda reader, _: reader.page(850),
    b"s": _takes(_Reader.style),
    b"sbasedon": _takes(_Reader.style_parent),
}
_STARRED = frozenset({b"nesttableprops", b"moMathPara", b"shpgrp"})
"""Besides destinations: what is known although it stands where programs may pass over it."""
_DESTINATIONS: dict[bytes, Callable[[_Reader], None]] = {
    word.encode(): begin
    for words, begin in (
        ("fonttbl", _Reader.define_fonts),
        ("stylesheet", _Reader.define_styles),
        ("footnote", _Reader.begin_note),
        ("annotation", _Reader.begin_comment),
        ("header headerl headerr headerf footer footerl footerr footerf", _Reader.begin_page),
        ("pict shppict", _Reader.begin_picture),
        # shapes, words in two alphabets, formulas: only part of what is in them is text
        ("shp shpinst do upr moMath", _Reader.wait),
        ("shptxt dptxbxtext", _Reader.begin_box),
        ("ud mr", _Reader.show),
        ("colortbl info fldinst pntext listtext nonesttables nonshppict shprslt sp", _Reader.silence),
        ("mmathPict tc xe rxe txe filetbl revtbl template falt mrPr mctrlPr", _Reader.silence),
        ("ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn", _Reader.silence),
    )
    for word in words.split()
}
