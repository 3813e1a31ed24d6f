"""Plain text: each line is a paragraph."""

from qualcode.i18n import N_
from qualcode.importers.archive import kind_by_content
from qualcode.importers.content import LONGEST_TEXT, Content
from qualcode.importers.encodings import decoded
from qualcode.importers.problems import NotText, TooLong
from qualcode.text.normalise import canonical
from qualcode.text.turns import Line

_JUDGED = 20_000
_SHORT = 500


def text_of_bytes(file: str, data: bytes, encoding: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text, its encoding's name, and notices; raises for files that are no text and for endless ones."""
    found = kind_by_content(data)
    if found and found != "HTML":
        raise NotText(file, found, "txt, md, docx")
    if len(data) > LONGEST_TEXT * 4:
        raise TooLong(file, len(data), LONGEST_TEXT)
    read = decoded(data, encoding)
    if len(read.text) > LONGEST_TEXT:
        raise TooLong(file, len(read.text), LONGEST_TEXT)
    if is_noise(read.text[:_JUDGED]):
        raise NotText(file, N_("data of some program"), "txt, md, docx")
    return read.text, read.encoding, read.notices


def is_noise(text: str) -> bool:
    """Whether so many control characters stand in it that it was never text."""
    return len(text) > _SHORT and sum(sign < " " and sign not in "\t\n\r\f\v" for sign in text) > 0.05 * len(
        text
    )


def read_plain(file: str, data: bytes, encoding: str = "") -> Content:
    text, encoding, notices = text_of_bytes(file, data, encoding)
    cleaned = canonical(text)
    lines = [Line(line) for line in cleaned.text.split("\n")]
    return Content(lines, encoding=encoding, notices=(*notices, *cleaned.notices))
