"""Names of files as people write them into a sheet, and the files they mean."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from pathlib import PureWindowsPath

_SUFFIX = re.compile(r"(?<=.)\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\W_]+(?=[0-9])")
_SEPARATOR = re.compile(r"[^\w.]+|_")
_CLOSE = 0.85


def base_name(written: str) -> str:
    """The name without its folders, in small letters."""
    return _plain(PureWindowsPath(written).name)


def shared_folders(written: str, folder: str) -> int:
    """How many folders before a name are those a file lies in, counted from the name."""
    pairs = zip(reversed(folders_of(written)[:-1]), reversed(folders_of(folder)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@lru_cache(maxsize=10_000)
def folders_of(path: str) -> tuple[str, ...]:
    """The parts of a path as they are compared."""
    parted = PureWindowsPath(path)
    return tuple(_plain(part) for part in parted.parts if part != parted.anchor)


def stem_of(written: str) -> str:
    return PureWindowsPath(base_name(written)).stem


def plain_file(written: str) -> str:
    """A name without suffix, accents, capitals and separators: “V1 – Farmer.DOC” is “v1farmer”.

    A separator between two digits stays, as “1_12” is not “11_2”.
    """
    plain = _SUFFIX.sub("", base_name(written))
    decomposed = unicodedata.normalize("NFKD", plain)
    lettered = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    parted = _BETWEEN_DIGITS.sub(".", lettered)
    return re.sub(r"(?<![0-9])\.|\.(?![0-9])", "", _SEPARATOR.sub("", parted)).casefold()


def close_to(written: str, names: Iterable[str]) -> str:
    """The one name that is nearly the same, its numbers being the same; empty where none or several are."""
    wanted = plain_file(written)
    rated = sorted(((_likeness(wanted, plain_file(name)), name) for name in set(names)), reverse=True)
    close = [(likeness, name) for likeness, name in rated if likeness > _CLOSE]
    return close[0][1] if close and (len(close) == 1 or close[0][0] > close[1][0]) else ""


def _plain(name: str) -> str:
    """Macs write accents as signs of their own."""
    return unicodedata.normalize("NFC", name).casefold()


def _likeness(a: str, b: str) -> float:
    if re.findall("[0-9]+", a) != re.findall("[0-9]+", b):
        return 0.0
    matcher = SequenceMatcher(None, a, b)
    return matcher.ratio() if matcher.real_quick_ratio() > _CLOSE and matcher.quick_ratio() > _CLOSE else 0.0
