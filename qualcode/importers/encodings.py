"""From bytes to text: what a file says of its encoding, else the one in which its letters make words."""

import codecs
import re
from dataclasses import dataclass, replace

from qualcode.i18n import N_
from qualcode.importers.code_pages import CODE_PAGES, least_surprising, surprise_in
from qualcode.importers.east_asian import EAST_ASIAN, east_asian
from qualcode.text.notices import Notice

_WIDE_MARKS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Never guessed: KOI8-T is KOI8-R with the letters of Tajik, the others are like pages of Windows.
_ONLY_TOLD = {
    "KOI8-T": "koi8-t",
    "ISO 8859-2": "iso8859-2",
    "ISO 8859-7": "iso8859-7",
    "ISO 8859-15": "iso8859-15",
}
_CODECS = {
    "UTF-8": "utf-8",
    "UTF-16": "utf-16",
    "UTF-32": "utf-32",
    **{page.name: page.codec for page in CODE_PAGES},
    **_ONLY_TOLD,
    **EAST_ASIAN,
    "UTF-7": "utf-7",
}
ENCODING_NAMES = tuple(_CODECS)
"""What a file can be found to be, and what can be said of one that was guessed wrongly."""

_JUDGED = 100_000


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    """One of `ENCODING_NAMES`."""
    guessed: bool = False
    notices: tuple[str, ...] = ()


def decoded(data: bytes, encoding: str = "", declared: str = "") -> Decoded:
    """The text of a file, the name of its encoding, and whether that is a guess (then a notice says so).

    `encoding`, one of `ENCODING_NAMES`, is what the researcher says it is, and is obeyed. `declared` is what
    the file says in its head, by whatever name: it holds if letters make words in it.
    """
    found = _as_told(data, encoding) if encoding in _CODECS else _as_found(data, declared)
    return replace(found, notices=(*found.notices, *_losses(found.text)))


def _as_told(data: bytes, encoding: str) -> Decoded:
    if encoding in {"UTF-16", "UTF-32"}:
        return _marked(data, encoding) or _by_width(data, encoding)
    text = data.decode(_CODECS[encoding], "replace")
    return Decoded(text.removeprefix("\ufeff") if encoding == "UTF-8" else text, encoding)


def _as_found(data: bytes, declared: str) -> Decoded:
    if marked := _marked(data):
        return marked
    if data.startswith(codecs.BOM_UTF8):
        # some programs set the mark before text in any encoding
        data = data.removeprefix(codecs.BOM_UTF8)
        return _utf_8(data) or _mostly_utf_8(data) or _one_byte(data)
    found = _wide(data) or _utf_7(data) or _utf_8(data) or _mostly_utf_8(data) or _as_declared(data, declared)
    return _held_against(declared, found or _one_byte(data))


def _guess(text: str, name: str) -> Decoded:
    return Decoded(text, name, guessed=True, notices=(Notice(_GUESSED, encoding=name),))


_GUESSED = N_(
    "The file does not say how its letters are stored; read as {encoding}. Check that the words look right."
)

# -- Unicode -------------------------------------------------------------------------------------------

_HIGH_BYTES = bytes(range(9))  # of letters up to Arabic in UTF-16 and 32; in no other encoding are they text
_SHARE_OF_HIGH_BYTES = 0.05
_USUAL = re.compile(
    "[\t\n\r -~\u00a0-\u08ff\u10d0-\u10ff\u1e00-\u1fff\u2010-\u203a\u20ac\u2116\U0001f300-\U0001faff]+"
)
_MOSTLY = 0.8
_LETTERS_AND_QUOTES = re.compile("[\u00c0-\u017f\u0400-\u052f\u2010-\u203a]+")
_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{3}")
_FEW = 3
_CERTAIN = 8  # letters beyond ASCII in one line that is UTF-8 throughout: no accident


def _marked(data: bytes, encoding: str = "") -> Decoded | None:
    for mark, codec, name in _WIDE_MARKS:
        if data.startswith(mark) and encoding in {"", name}:
            return Decoded(data.removeprefix(mark).decode(codec, "replace"), name)
    return None


def _by_width(data: bytes, encoding: str) -> Decoded:
    """In the order of bytes in which there are letters."""
    texts = [data.decode(f"{_CODECS[encoding]}-{order}", "replace") for order in ("le", "be")]
    return Decoded(max(texts, key=_share_of_usual), encoding)


def _share_of_usual(text: str) -> float:
    sample = text[:_JUDGED]
    return 1 - len(_USUAL.sub("", sample)) / len(sample) if sample else 0.0


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, whose bytes come in twos or fours."""
    sample = data[:_JUDGED]
    if len(sample) - len(sample.translate(None, _HIGH_BYTES)) < max(1, _SHARE_OF_HIGH_BYTES * len(sample)):
        return None
    found = max(
        (_by_width(data, name) for name in ("UTF-32", "UTF-16")), key=lambda each: _share_of_usual(each.text)
    )
    return _guess(found.text, found.encoding) if _share_of_usual(found.text) > _MOSTLY else None


def _utf_7(data: bytes) -> Decoded | None:
    if not data.isascii() or not _SHIFTED.search(data):
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    foreign = re.sub("[\0-\x7f]+", "", text)
    unusual = len(_LETTERS_AND_QUOTES.sub("", foreign))
    return _guess(text, "UTF-7") if foreign and unusual < (1 - _MOSTLY) * len(foreign) else None


def _utf_8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode(), "UTF-8")
    except UnicodeDecodeError:
        pass
    try:
        # halves of characters, each as three bytes: what Java and old databases call UTF-8
        halves = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return Decoded(halves.decode("utf-16-le", "replace"), "UTF-8")


def _mostly_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 with some damage: cut off in the middle of a character, or pasted together from two files.

    Lines in which hardly anything is UTF-8 are read in the one encoding that fits them all.
    """
    lines = data.splitlines(keepends=True)
    texts = [line.decode("utf-8", "replace") for line in lines]
    damage = [text.count("\ufffd") for text in texts]
    sound = [_beyond_ascii(text) - bad for text, bad in zip(texts, damage, strict=True)]
    certain = any(bad == 0 and good >= _CERTAIN for bad, good in zip(damage, sound, strict=True))
    if not certain and sum(sound) < max(_CERTAIN, 2 * sum(damage)):
        return None
    foreign = [number for number, bad in enumerate(damage) if bad > sound[number]]
    if not foreign:
        return Decoded("".join(texts), "UTF-8")
    pasted = _one_byte(b"".join(lines[number] for number in foreign)).encoding
    for number in foreign:
        texts[number] = lines[number].decode(_CODECS[pasted], "replace")
    told = Notice(_PASTED, count=len(foreign), encoding=pasted)
    return Decoded("".join(texts), "UTF-8", guessed=True, notices=(told,))


_PASTED = N_(
    "Lines are stored differently from the rest of the file and were read as {encoding}: {count}. "
    "Check that their words look right."
)


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\x7f" for sign in text)


# -- one byte a character, or two -----------------------------------------------------------------------

# Nats a pair: real Kazakh and Russian stay below 4.5, in capitals too; Chinese read in bytes lies above 5.
_DOUBTFUL, _HOPELESS = 4.8, 5.6
_CLOSE = 3.0
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_BY_OTHER_NAMES = {
    "x-mac-cyrillic": "mac-cyrillic",
    "win-1251": "cp1251",
    "x-sjis": "cp932",
    "x-cp1251": "cp1251",
}


def _one_byte(data: bytes) -> Decoded:
    best = least_surprising(data)
    if best.average > _DOUBTFUL and (found := east_asian(data)):
        return _guess(data.decode(EAST_ASIAN[found], "replace"), found)
    text, name = data.decode(best.page.codec, "replace"), best.page.name
    if best.average > _HOPELESS:
        return Decoded(text, name, guessed=True, notices=(Notice(_NOTHING_FITS, encoding=name),))
    cyrillic = any(sign > "\x7f" and sign.isalpha() for sign in text)
    return _guess(text, name if cyrillic else _WESTERN.get(name, name))


# Quotation marks and dashes are the same bytes in both; the Cyrillic one is named where such letters are.
_WESTERN = {"Windows-1251": "Windows-1252", "Mac Cyrillic": "Mac Roman"}
_NOTHING_FITS = N_(
    "In no encoding known here do the letters of this file make words; it is shown as {encoding}. "
    "Choose another one, or save the file as UTF-8 in the program it comes from."
)


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    name = _name_of(declared)
    if not name or name.startswith("UTF"):
        return None
    text = data.decode(_CODECS[name], "replace")
    if name in EAST_ASIAN or name in _ONLY_TOLD:
        holds = text.count("\ufffd") <= _FEW
    else:
        holds = surprise_in(data, name) <= least_surprising(data).surprise + _CLOSE
    return Decoded(text, name) if holds else None


def _held_against(declared: str, found: Decoded) -> Decoded:
    """With a notice where the file says it is something else."""
    name = _name_of(declared)
    if not name or name == found.encoding or found.text.isascii():
        return found
    told = Notice(_NOT_AS_DECLARED, declared=name, encoding=found.encoding)
    others = (each for each in found.notices if each != Notice(_GUESSED, encoding=found.encoding))
    return replace(found, guessed=True, notices=(told, *others))


_NOT_AS_DECLARED = N_(
    "The file says that it is stored as {declared}, but its letters make no words so; read as {encoding}. "
    "Check that the words look right."
)


def _name_of(declared: str) -> str:
    """The name known here of an encoding by any of its names; empty for none."""
    label = declared.strip().casefold()
    try:
        codec = codecs.lookup(_BY_OTHER_NAMES.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return _NAMES.get(_AS_BROWSERS_DO.get(codec, codec), "")


_NAMES = {
    **{codecs.lookup(codec).name: name for name, codec in _CODECS.items()},
    **{codec: name for _, codec, name in _WIDE_MARKS},
    "utf-8-sig": "UTF-8",
}

# -- what was lost before -------------------------------------------------------------------------------

_LOST = re.compile(r"[а-яәғқңөұүһі]\?+[а-яәғқңөұүһі]", re.IGNORECASE)
_SLIPS = 2
_SLIP_EVERY = 1_000


def _losses(text: str) -> tuple[str, ...]:
    notices: list[str] = []
    if unread := text.count("\ufffd"):
        notices.append(
            Notice(N_("Characters that could not be read are shown as “�”: {count}."), count=unread)
        )
    sample = text[:_JUDGED]
    # a slip or two of the keyboard is no loss
    if (holes := len(_LOST.findall(sample))) > max(_SLIPS, len(sample) / _SLIP_EVERY):
        notices.append(
            Notice(
                N_(
                    "Question marks stand inside words ({count} and more): letters were lost when this file "
                    "was saved. Look for an older copy."
                ),
                count=holes,
            )
        )
    return tuple(notices)
