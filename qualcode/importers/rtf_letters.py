"""What letters the bytes of an RTF file are: by its fonts, its code page, or what the researcher says."""

import codecs
from functools import lru_cache

from qualcode.importers.encodings import Decoded, decoded

_WESTERN = "cp1252"
_ANSI, _BY_DEFAULT, _SYMBOL = 0, 1, 2
_CHARSETS = {
    77: "mac_roman", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 20866: "koi8_r", 28595: "iso8859_5", 65001: "utf-8"}
_PRIVATE = 0xF000
_MOST_SYMBOLS = 2
_FEW_GAPS = 64
_FEWEST_TO_JUDGE = 8
_JUDGED = 100_000


class Letters:
    def __init__(self, encoding: str) -> None:
        self.doubtful = bytearray()
        """Bytes of which the file does not say what letters they are, or says they are Western."""
        self.usual_font = -1
        self._encoding = encoding
        self._page = _WESTERN
        self._charsets: dict[int, int] = {}
        self._pages: dict[int, str] = {}
        self._found: dict[int, str] = {}

    def define_page(self, number: int) -> None:
        """Of the whole file."""
        self._page = _code_page(number) or _WESTERN
        self._found.clear()

    def define_font(self, font: int, *, charset: int | None = None, page: int | None = None) -> None:
        if charset is not None:
            self._charsets[font] = charset
        if page is not None:
            self._pages[font] = _code_page(page)
        self._found.clear()

    def decoded(self, letters: bytes, font: int) -> str:
        """`font` is -1 where none was chosen."""
        if letters.isascii():
            return letters.decode("ascii")
        font = self.usual_font if font < 0 else font
        if self._charsets.get(font) == _SYMBOL and len(letters) <= _MOST_SYMBOLS:
            return "".join(chr(_PRIVATE + byte) for byte in letters)
        if (page := self._found.get(font)) is None:
            page = self._found[font] = self._page_of(font)
        told = self._encoding if page in {self._page, _WESTERN} else ""
        if (told or page == _WESTERN) and len(self.doubtful) < _JUDGED:
            self.doubtful += letters + b"\n"
        return _as_told(letters, told) if told else letters.decode(page, "replace")

    def decoded_raw(self, letters: bytes, font: int) -> str:
        """Of bytes that should have been escaped: UTF-8 where they can be."""
        if not self._encoding:
            try:
                return letters.decode("utf-8")
            except UnicodeDecodeError:
                pass
        return self.decoded(letters, font)

    def better(self) -> Decoded | None:
        """How the doubtful are better read than as Western: many programs call all that without a thought."""
        doubtful = bytes(self.doubtful)
        if self._encoding or sum(byte > 0x7F for byte in doubtful) < _FEWEST_TO_JUDGE:  # noqa: PLR2004
            return None
        guess = decoded(doubtful, declared=_WESTERN)
        return None if guess.text == doubtful.decode(_WESTERN, "replace") else guess

    def _page_of(self, font: int) -> str:
        """The alphabet of a font.

        A Western font in a Russian file is meant only where others are called Russian: programs that do
        not know of alphabets call all fonts Western.
        """
        if page := self._pages.get(font):
            return page
        charset = self._charsets.get(font, _BY_DEFAULT)
        if charset == _ANSI and any(_CHARSETS.get(each) == self._page for each in self._charsets.values()):
            return _WESTERN
        return _CHARSETS.get(charset, self._page)


def _as_told(letters: bytes, encoding: str) -> str:
    table = _table(encoding)
    return letters.decode("latin-1").translate(table) if table else decoded(letters, encoding).text


@lru_cache
def _table(encoding: str) -> str:
    """The letters of an encoding of one byte a letter; empty for others."""
    letters = decoded(bytes(range(256)), encoding).text
    return letters if len(letters) == 256 and letters.count("\ufffd") < _FEW_GAPS else ""  # noqa: PLR2004


@lru_cache
def _code_page(number: int) -> str:
    """Python's name; empty where there is no such page."""
    try:
        return codecs.lookup(_CODE_PAGES.get(number, f"cp{number}")).name
    except LookupError:
        return ""
