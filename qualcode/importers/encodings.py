"""From bytes to text: what a file says of its encoding, else the one in which its words are words."""

import re
from dataclasses import dataclass

from qualcode.i18n import N_
from qualcode.text.lexicon import KAZAKH, RUSSIAN
from qualcode.text.notices import Notice

_MARKS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_WIDE = (
    ("utf-32-le", "UTF-32"),
    ("utf-32-be", "UTF-32"),
    ("utf-16-le", "UTF-16"),
    ("utf-16-be", "UTF-16"),
)
# In order of preference: where two read a file alike (Russian in Windows-1251 and KZ-1048), the first.
_SINGLE = (
    ("cp1251", "Windows-1251"),
    ("kz1048", "KZ-1048"),
    ("ptcp154", "PTCP154"),
    ("koi8-r", "KOI8-R"),
    ("cp866", "CP866"),
    ("cp1252", "Windows-1252"),
    ("iso8859-5", "ISO 8859-5"),
    ("mac-cyrillic", "Mac Cyrillic"),
)
_JUDGED = 100_000
_CERTAIN = 8  # letters beyond ASCII in one line that is UTF-8 throughout: no accident
_LOST = re.compile(r"[а-яәғқңөұүһі]\?+[а-яәғқңөұүһі]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    """A name people know: “UTF-8”, “Windows-1251”."""
    guessed: bool = False
    notices: tuple[str, ...] = ()


ENCODING_NAMES = tuple(dict.fromkeys(name for *_, name in (*_MARKS, *_SINGLE)))
"""What can be said of a file whose encoding was guessed wrongly."""


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file, the name of its encoding, and whether that is a guess (then a notice says so).

    `encoding`, one of `ENCODING_NAMES`, is what the researcher says it is.
    """
    if encoding:
        return _as_told(data, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _told(data[len(mark) :].decode(codec, "replace"), name, guessed=False)
    for codec, name in _WIDE:
        if _looks_wide(data, codec):
            return _told(data.decode(codec, "replace"), name, guessed=True)
    try:
        # halves of characters, each as three bytes: what Java and old databases call UTF-8
        whole = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return _told(whole.decode("utf-16-le", "replace"), "UTF-8", guessed=False)
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _single_byte(data)


def _as_told(data: bytes, encoding: str) -> Decoded:
    codecs = [(mark, codec) for mark, codec, name in _MARKS if name == encoding and data.startswith(mark)]
    codecs += [(b"", codec) for codec, name in (*_WIDE, *_SINGLE, ("utf-8", "UTF-8")) if name == encoding]
    mark, codec = codecs[0]
    return _told(data[len(mark) :].decode(codec, "replace"), encoding, guessed=False)


def _told(text: str, name: str, *, guessed: bool) -> Decoded:
    notices: list[str] = []
    if guessed:
        notices.append(
            Notice(
                N_(
                    "The file does not say how its letters are stored; read as {encoding}. "
                    "Check that the words look right."
                ),
                encoding=name,
            )
        )
    if lost := text.count("\ufffd"):
        notices.append(Notice(N_("Characters that could not be read are shown as “�”: {count}."), count=lost))
    if len(inside := _LOST.findall(text[:_JUDGED])) > 2:  # noqa: PLR2004 (a slip or two of the keyboard is none)
        notices.append(
            Notice(
                N_(
                    "Question marks stand inside words ({count} and more): letters were lost when this file "
                    "was saved. Look for an older copy."
                ),
                count=len(inside),
            )
        )
    return Decoded(text, name, guessed, tuple(notices))


def _looks_wide(data: bytes, codec: str) -> bool:
    """Whether nearly all characters of two or four bytes are Latin or Cyrillic, by their high bytes."""
    width = 4 if "32" in codec else 2
    sample = data[: _JUDGED // width * width]
    if len(data) % width or not sample:
        return False
    high = sample[width - 1 :: width] if codec.endswith("le") else sample[::width]
    if width == 4:  # noqa: PLR2004
        middle = sample[2::4] if codec.endswith("le") else sample[1::4]
        return high.count(0) == len(high) and middle.count(0) > 0.9 * len(middle)
    low = sample[::2] if codec.endswith("le") else sample[1::2]
    letters = sum(map(high.count, b"\x00\x04"))
    known = letters + high.count(b"\x20")  # U+20xx: dashes and quotation marks; or just the space of ASCII
    telling = known > 0.9 * len(high) and letters > 0.5 * len(high)
    return telling and sum(map(low.count, b"\x00\x04")) < 0.1 * len(low)


# -- one byte a character ------------------------------------------------------------------------------


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with some damage: cut off in the middle of a character, or pasted together from two files.

    Lines in which hardly anything is UTF-8 are read in the one encoding that fits them all.
    """
    lines = data.split(b"\n")
    texts = [line.decode("utf-8", "replace") for line in lines]
    damage = [text.count("\ufffd") for text in texts]
    sound = [_beyond_ascii(text) - n for text, n in zip(texts, damage, strict=True)]
    certain = any(n == 0 and good >= _CERTAIN for n, good in zip(damage, sound, strict=True))
    if not certain and sum(sound) < max(_CERTAIN, 2 * sum(damage)):
        return None
    foreign = [i for i, (bad, good) in enumerate(zip(damage, sound, strict=True)) if bad > good]
    pasted = _best(b"\n".join(lines[i] for i in foreign))[0].split("\n") if foreign else []
    if len(pasted) == len(foreign):
        for i, text in zip(foreign, pasted, strict=True):
            texts[i] = text
    return _told("\n".join(texts), "UTF-8", guessed=bool(foreign))


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\x7f" for sign in text)


def _single_byte(data: bytes) -> Decoded:
    text, name = _best(data)
    return _told(text, name, guessed=True)


def _best(data: bytes) -> tuple[str, str]:
    sample = data[:_JUDGED]
    scores = [(_likeness(sample.decode(codec, "replace")), codec, name) for codec, name in _SINGLE]
    best, codec, name = max(scores, key=lambda score: score[0])
    text = data.decode(codec, "replace")
    if best < _POOR:
        return _by_statistics(data) or (text, name)
    # quotation marks and dashes are the same bytes in both; Cyrillic is named where there is any
    western = codec == "cp1251" and not any(character > "\x7f" and character.isalpha() for character in text)
    return text, "Windows-1252" if western else name


def _by_statistics(data: bytes) -> tuple[str, str] | None:
    """What charset-normalizer says, for the languages we have no words of."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_JUDGED]).best()
    return (data.decode(guess.encoding, "replace"), guess.encoding) if guess else None


_POOR = 0.2
_FREQUENT = KAZAKH | RUSSIAN
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[а-яёәғқңөұүһі]+|[a-z]+|[a-zà-öø-ÿ]+")
_TYPOGRAPHIC = frozenset("«»“”„‘’—–…№§°• \u00a0")


def _likeness(text: str) -> float:
    """How much of the text beyond ASCII is ordinary words of one script; a wrong encoding makes mixtures.

    Ordinary is all lower case, all upper case, or lower case after one capital, in the letters of
    Russian, Kazakh or a Western language. Known words of grammar count on top.
    """
    signs = [character for character in text if character > "\x7f"]
    good = sum(0.5 if sign in _TYPOGRAPHIC else -1.0 for sign in signs if not sign.isalpha())
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        count = sum(character > "\x7f" for character in word)
        ordinary = _PLAIN.fullmatch(word.lower()) and (word[1:].islower() or word.isupper() or len(word) == 1)
        good += count * (1 + (word.lower() in _FREQUENT)) if ordinary else -count
    return good / (len(signs) or 1)
