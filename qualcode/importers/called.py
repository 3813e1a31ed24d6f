"""File names as people can read them, whatever system they come from."""

import os

from qualcode.importers.encodings import decoded
from qualcode.text.normalise import canonical


def readable_name(name: str) -> str:
    """A name in one line, without signs that cannot be seen or stored.

    Names that a Russian Windows wrote and Linux unpacked are bytes in another encoding; they are guessed.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name) if not any("\ud800" <= sign < "\udc80" for sign in name) else b""
        name = of_bytes(raw, "cp1251") if raw else name
    return " ".join(canonical(name).text.split()) or "?"


def of_bytes(raw: bytes, usual: str) -> str:
    """Names as they were meant; a few letters that look East Asian are rather the usual encoding here."""
    guess = decoded(raw).text
    return raw.decode(usual, "replace") if any(sign > "\u0600" for sign in guess) else guess
