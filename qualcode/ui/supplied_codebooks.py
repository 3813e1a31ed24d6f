"""The codebooks that come with the program."""

from collections.abc import Mapping

import streamlit as st

from qualcode.codebook import Codebook, read_codebook
from qualcode.places import supplied
from qualcode.ui.i18n import _


@st.cache_resource(show_spinner=False)
def supplied_codebooks() -> Mapping[str, Codebook]:
    """By name, the largest first."""
    read = [
        read_codebook(path.read_text("utf-8"))[0] for path in sorted(supplied("codebooks").glob("*.yaml"))
    ]
    books = [book for book in read if book is not None]
    return {book.name: book for book in sorted(books, key=_codes, reverse=True)}


def size(book: Codebook) -> str:
    return _("codes: {n}").format(n=_codes(book))


def _codes(book: Codebook) -> int:
    return sum(1 for _path, entry in book.walk() if entry.codable)
