"""The pages of a PDF, as pdfium finds letters on them."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qualcode.importers.content import LONGEST_TEXT
from qualcode.importers.pdf_words import LEFTWARD, Word, is_unknown, printed_once, spelt, spelt_leftward

_PATIENCE = 1_000
_TOKEN = re.compile("[^\\s\x00\x01\x03-\x1f\x7f\u200b\ufeff\ufffe\uffff]+")
_CODES = re.compile("[\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_LAST_CODE_POINT = 0x10FFFF
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_FILL_AND_STROKE = 2
_SKEW = math.radians(4)
_SMALL_SKEW = math.radians(0.1)
_APART = 0.25
_LEVEL = 0.01
_OTHER_SIZE = 0.2
_OTHER_LINE = 0.1
_EDGE = 1.0
_FARTHEST = 100_000
_SMALLEST = 0.1
_LARGEST = 1_000
_OBJECTS = 50


class Page(NamedTuple):
    words: list[Word]
    """In the direction in which most of them are written, be it upright or turned."""
    asides: tuple[list[Word], ...] = ()
    """Those of each other direction."""
    askew: int = 0
    """How many words run neither along the page nor across it: watermarks, stamps."""
    letters: int = 0
    unknown: int = 0
    """Letters of which the file does not say what they are."""
    picture: bool = False
    """Whether there is a picture on it; on a page without words, whether anything is drawn."""
    damaged: bool = False


class _Style(NamedTuple):
    """What the letters of one text object have in common."""

    turns: int
    """Quarter turns against the clock, or −1: askew."""
    slope: float
    size: float
    bold: bool


class _Glyph(NamedTuple):
    """A letter’s place in its own direction of writing."""

    at: int
    x0: float
    x1: float
    y: float
    style: _Style


def page_of(document: Any, number: int, keep_time: Callable[[], None]) -> Page:
    """What is on a page. `keep_time` is called now and then, and may raise."""
    page = document[number]
    try:
        letters = page.get_textpage()
        try:
            return _Reader(page, letters, keep_time).read()
        finally:
            letters.close()
    finally:
        page.close()


class _Reader:
    """Asks pdfium for one page. Its calls are counted: two for a letter, a few more for a word."""

    def __init__(self, page: Any, letters: Any, keep_time: Callable[[], None]) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._keep_time = pdfium, keep_time
        self._page, self._letters = page, letters
        left, bottom, right, top = page.get_bbox()
        if page.get_rotation() in {90, 270}:  # of a page on its side pdfium gives the box as it is seen
            left, bottom, right, top = min(left, bottom), min(left, bottom), max(right, top), max(right, top)
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._styles: dict[int, _Style] = {}
        self._bold_fonts: dict[int, bool] = {}
        self._unknown = self._order = 0

    def read(self) -> Page:
        count = self._letters.count_chars()
        if count > LONGEST_TEXT:
            return Page([], letters=count)
        text = self._text(count)
        found = list(self._words(text))
        turned = [(style, word) for style, word in found if style.turns >= 0]
        words, *asides = _sheets(turned or [(style._replace(turns=0), word) for style, word in found]) or [[]]
        return Page(
            words,
            tuple(asides),
            len(found) - len(turned) if turned else 0,
            count - text.count(" "),
            self._unknown + len(_CODES.findall(text)),
            self._has_picture() if found else self._pdfium.FPDFPage_CountObjects(self._page) > 0,
        )

    def _words(self, text: str) -> Iterator[tuple[_Style, Word]]:
        for number, token in enumerate(_TOKEN.finditer(text)):
            if number % _PATIENCE == 0:
                self._keep_time()
            yield from self._pieces(text, *token.span())

    def _has_picture(self) -> bool:
        pdfium, page = self._pdfium, self._page
        return any(
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at)) == pdfium.FPDF_PAGEOBJ_IMAGE
            for at in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS))
        )

    def _text(self, count: int) -> str:
        code, raw = self._pdfium.FPDFText_GetUnicode, self._letters.raw
        codes = [code(raw, at) for at in range(count)]
        return "".join([chr(each) if each <= _LAST_CODE_POINT else "\ufffd" for each in codes])

    def _pieces(self, text: str, start: int, end: int) -> Iterator[tuple[_Style, Word]]:
        """The words of a token: one, unless its letters stand apart and pdfium saw no space there."""
        first = self._glyph(start)
        if first is None or not self._is_on_page():
            return
        token = text[start:end]
        spaced = start > 0 and self._pdfium.FPDFText_IsGenerated(self._letters.raw, start - 1) == 0
        if self._is_unknown(token, start):
            self._unknown += len(token)
        self._order += 1 if spaced else 2
        if not token.isascii() and LEFTWARD.search(token):
            yield from self._leftwards(text, start, end)
        elif end - start == 1 or self._style(end - 1) is first.style:
            last = self._glyph(end - 1, first.style) or first
            yield first.style, self._word(token, first, last)
        else:
            yield from self._walked(text, first, end)

    def _walked(self, text: str, first: _Glyph, end: int) -> Iterator[tuple[_Style, Word]]:
        """The letters one by one: each may be a text object of its own."""
        part = [first]
        for at in range(first.at + 1, end):
            glyph = self._glyph(at, part[-1].style)
            if glyph and not _follows(part[-1], glyph):
                glyph = self._glyph(at)
                if glyph and _is_apart(part[-1], glyph):
                    yield part[0].style, self._part(part, text)
                    self._order += 2
                    part = []
            if glyph:
                part.append(glyph)
        yield part[0].style, self._part(part, text)

    def _leftwards(self, text: str, start: int, end: int) -> Iterator[tuple[_Style, Word]]:
        """Hebrew or Arabic: the letters from right to left, as they are read.

        pdfium turns all of them round; also those that one glyph stands for, which it should not.
        """
        glyphs = [glyph for at in range(start, end) if (glyph := self._glyph(at))]
        glyphs.sort(key=lambda glyph: (-glyph.x1, -glyph.at))
        word = spelt_leftward("".join(text[each.at] for each in glyphs))
        middle = max(glyphs, key=lambda glyph: glyph.x1 - glyph.x0)
        x0, x1 = min(each.x0 for each in glyphs), max(each.x1 for each in glyphs)
        yield middle.style, Word(word, x0, x1, middle.y, middle.style.size, middle.style.bold, self._order)

    def _part(self, part: Sequence[_Glyph], text: str) -> Word:
        return self._word("".join(text[each.at] for each in part), part[0], part[-1])

    def _word(self, text: str, first: _Glyph, last: _Glyph) -> Word:
        style = first.style
        return Word(spelt(text), first.x0, last.x1, first.y, style.size, style.bold, self._order)

    def _glyph(self, at: int, style: _Style | None = None) -> _Glyph | None:
        raw, box = self._letters.raw, self._box
        style = style or self._style(at)
        if style is None or not self._pdfium.FPDFText_GetLooseCharBox(raw, at, box):
            return None
        self._pdfium.FPDFText_GetCharOrigin(raw, at, self._x, self._y)
        x, y = self._x.value, self._y.value
        if not abs(box.left) + abs(box.right) + abs(box.top) + abs(box.bottom) < _FARTHEST:  # nor what is NaN
            return None
        if style.turns <= 0:
            return _Glyph(at, box.left, box.right, -y, style)
        if style.turns == 1:
            return _Glyph(at, box.bottom, box.top, x, style)
        if style.turns == 2:  # noqa: PLR2004 (upside down)
            return _Glyph(at, -box.right, -box.left, y, style)
        return _Glyph(at, -box.top, -box.bottom, -x, style)

    def _is_on_page(self) -> bool:
        """Whether the letter that was asked for last stands on the page: not so what was cropped away."""
        x, y = self._x.value, self._y.value
        inside = self._left - _EDGE <= x <= self._right + _EDGE
        return bool(inside and self._bottom - _EDGE <= y <= self._top + _EDGE)

    def _is_unknown(self, token: str, at: int) -> bool:
        unmapped = self._pdfium.FPDFText_HasUnicodeMapError(self._letters.raw, at)
        return bool(unmapped == 1) or is_unknown(token)

    def _style(self, at: int) -> _Style | None:
        text_object = self._pdfium.FPDFText_GetTextObject(self._letters.raw, at)
        if not text_object:
            return None
        address = ctypes.addressof(text_object.contents)
        if address not in self._styles:
            self._styles[address] = self._new_style(at, text_object)
        return self._styles[address]

    def _new_style(self, at: int, text_object: Any) -> _Style:
        raw, matrix = self._letters.raw, self._matrix
        self._pdfium.FPDFText_GetMatrix(raw, at, matrix)
        angle = math.atan2(matrix.b, matrix.a) if math.isfinite(matrix.a + matrix.b) else 0.0
        turns = round(angle / (math.pi / 2))
        slope = angle - turns * math.pi / 2
        size = abs(self._pdfium.FPDFText_GetFontSize(raw, at)) * math.hypot(matrix.c, matrix.d)
        bold = self._is_bold(text_object)
        size = size if _SMALLEST < size < _LARGEST else 1.0
        return _Style(turns % 4 if abs(slope) < _SKEW else -1, slope, size, bold)

    def _is_bold(self, text_object: Any) -> bool:
        if self._pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _FILL_AND_STROKE:
            return True
        font = self._pdfium.FPDFTextObj_GetFont(text_object)
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._bold_fonts:
            self._bold_fonts[address] = self._is_bold_font(font)
        return self._bold_fonts[address]

    def _is_bold_font(self, font: Any) -> bool:
        name = ctypes.create_string_buffer(256)
        self._pdfium.FPDFFont_GetBaseFontName(font, name, 256)
        flags = self._pdfium.FPDFFont_GetFlags(font)
        return bool(_BOLD.search(name.value.decode("latin-1"))) or (flags > 0 and bool(flags & _FORCED_BOLD))


def _follows(before: _Glyph, after: _Glyph) -> bool:
    """Whether a letter stands beside the last, on its line; asked without its style, which takes time."""
    size = before.style.size
    level = abs(after.y - before.y) < _LEVEL * size
    return level and -size / 2 < after.x0 - before.x1 < _APART * size and after.x0 > before.x0


def _is_apart(before: _Glyph, after: _Glyph) -> bool:
    """Whether two letters are not neighbours in one word."""
    size = max(before.style.size, after.style.size)
    return (
        before.style.turns != after.style.turns
        or abs(after.style.size - before.style.size) > _OTHER_SIZE * size
        or abs(after.y - before.y) > _OTHER_LINE * size
        or after.x0 - before.x1 > _APART * size
        or after.x0 < before.x0 - size / 2
    )


def _sheets(found: Sequence[tuple[_Style, Word]]) -> list[list[Word]]:
    """The words of each direction, the most of them first."""
    letters: Counter[int] = Counter()
    for style, word in found:
        letters[style.turns] += len(word.text)
    return [
        printed_once(_levelled([(style, word) for style, word in found if style.turns == turns]))
        for turns, _ in letters.most_common()
    ]


def _levelled(found: Sequence[tuple[_Style, Word]]) -> list[Word]:
    """Lines of a page that was scanned a little askew, made level."""
    slopes = sorted(style.slope for style, _ in found)
    slope = slopes[len(slopes) // 2]
    if abs(slope) < _SMALL_SKEW:
        return [word for _, word in found]
    return [word._replace(y=word.y + word.x0 * math.tan(slope)) for _, word in found]
