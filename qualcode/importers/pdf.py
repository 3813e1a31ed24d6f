"""PDF documents: words as they are read, paragraphs, and what stands around them left out."""

import re
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple

from qualcode.i18n import N_
from qualcode.importers.archive import kind_by_content
from qualcode.importers.content import LONGEST_TEXT, Content, canonical_lines
from qualcode.importers.pdf_columns import Columns
from qualcode.importers.pdf_edges import without_edges
from qualcode.importers.pdf_letters import in_cyrillic
from qualcode.importers.pdf_numbers import Numbering, without_numbers
from qualcode.importers.pdf_pages import Page, page_of
from qualcode.importers.pdf_paragraphs import paragraphs_of
from qualcode.importers.pdf_rows import ASIDE, Row, Strip, rows_of
from qualcode.importers.pdf_words import Word
from qualcode.importers.problems import (
    Damaged,
    Encrypted,
    NotOffice,
    NoWords,
    OnlyPictures,
    SwollenFile,
    SwollenPage,
    TakesTooLong,
    TooLong,
    TooManyPages,
    UnknownLetters,
)
from qualcode.text.notices import Notice

MOST_PAGES = 3_000
MOST_SECONDS = 9
"""Of the processor, before the sandbox would end the reading without a sentence."""
LARGEST_STREAM_MB = 25
LARGEST_FILE_MB = 200
_MB = 1_000_000
_HEAD = 1024
_CHUNK = 1 << 16
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 500
_PASSWORD = {4, 5}  # pdfium’s codes: a password is needed; a kind of protection it does not know
_MOSTLY = 0.3
_SOME = 0.01
_STRETCHES = 8
_PICTURES = N_("These pages are pictures without text (their words need OCR): {pages}.")
_DAMAGED = N_("These pages are damaged and were left out: {pages}.")
_COUNTED = (
    N_("Numbers of lines or paragraphs in the margin were left out: {count}."),
    N_("Running headers, footers and page numbers were left out: {count}."),
    N_("Footnotes stand behind the paragraph in which their page ends: {count}."),
    N_("Words printed askew (watermarks, stamps) were left out: {count}."),
)
_UNKNOWN = N_(
    "The file does not say what some of its letters are; look for strange signs: about {percent} %."
)
_RECODED = N_("Cyrillic letters that were stored as Latin ones ({encoding}) were put right.")


class _Text(NamedTuple):
    """The rows of each page without what stands around the text, and what that was."""

    rows: list[list[Row]]
    asides: list[list[Row]]
    """Rows in other directions than most of their page, all those of a page together."""
    numbers: int
    edges: int
    encoding: str
    """In which Cyrillic letters were stored as others, if they were."""


def read_pdf(file: str, data: bytes, _encoding: str = "") -> Content:
    if b"%PDF" not in data[:_HEAD]:
        raise NotOffice(file, "pdf", kind_by_content(data) or "something else")
    keep_time = partial(_keep_time, file, time.process_time() + MOST_SECONDS)
    _check_streams(file, data)
    pages = _pages(file, data, keep_time)
    unknown = _unknown(file, pages)
    text = _text_of(pages)
    pictures = [at for at, page in enumerate(pages) if page.picture and not text.rows[at]]
    if not any(text.rows):
        raise OnlyPictures(file) if pictures else NoWords(file)
    lines, notes = paragraphs_of(list(_strips(text, keep_time)))
    read, removed = canonical_lines(lines)
    counts = (text.numbers, text.edges, notes, sum(page.askew for page in pages))
    notices = (
        *_about_pages(_PICTURES, pictures),
        *_about_pages(_DAMAGED, [at for at, page in enumerate(pages) if page.damaged]),
        *(Notice(sentence, count=count) for sentence, count in zip(_COUNTED, counts, strict=True) if count),
        *([Notice(_UNKNOWN, percent=unknown)] if unknown else []),
        *([Notice(_RECODED, encoding=text.encoding)] if text.encoding else []),
    )
    return Content(read, notices=(*removed, *notices))


def _keep_time(file: str, end: float) -> None:
    if time.process_time() > end:
        raise TakesTooLong(file, MOST_SECONDS)


# -- opening -------------------------------------------------------------------------------------------


def _check_streams(file: str, data: bytes) -> None:
    """Raise when what is drawn on a page unpacks to so much that pdfium would want gigabytes for it."""
    total = 0
    for found in _STREAM.finditer(data):
        dictionary = data[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = dictionary[dictionary.rfind(b"obj") + 1 :]
        if b"FlateDecode" not in dictionary or b"/Image" in dictionary:
            continue
        size = _unpacked(data, found.end())
        total += size
        if size > LARGEST_STREAM_MB * _MB:
            raise SwollenPage(file, LARGEST_STREAM_MB)
        if total > LARGEST_FILE_MB * _MB:
            raise SwollenFile(file, LARGEST_FILE_MB)


def _unpacked(data: bytes, at: int) -> int:
    """How long a stream is unpacked, counted hardly farther than the limit."""
    unpacking, size = zlib.decompressobj(), 0
    piece = data[at : at + _CHUNK]
    try:
        while piece and not unpacking.eof and size <= LARGEST_STREAM_MB * _MB:
            size += len(unpacking.decompress(piece, _MB))
            piece = unpacking.unconsumed_tail
            if not piece:
                at += _CHUNK
                piece = data[at : at + _CHUNK]
    except zlib.error:  # damaged, or no such stream: pdfium will see
        pass
    return size


def _pages(file: str, data: bytes, keep_time: Callable[[], None]) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        raise (Encrypted(file) if cause.err_code in _PASSWORD else Damaged(file, "pdf")) from cause
    with closing(document):
        if len(document) > MOST_PAGES:
            raise TooManyPages(file, len(document), MOST_PAGES)
        pages: list[Page] = []
        letters = 0
        for number in range(len(document)):
            keep_time()
            pages.append(_page(document, number, keep_time))
            letters += pages[-1].letters
            if letters > LONGEST_TEXT:
                raise TooLong(file, letters, LONGEST_TEXT)
    if all(page.damaged for page in pages):
        raise Damaged(file, "pdf")
    return pages


def _page(document: Any, number: int, keep_time: Callable[[], None]) -> Page:
    import pypdfium2

    try:
        return page_of(document, number, keep_time)
    except pypdfium2.PdfiumError:
        return Page([], damaged=True)


# -- from words to lines -------------------------------------------------------------------------------


def _text_of(pages: Sequence[Page]) -> _Text:
    aside = [number for number, page in enumerate(pages) for _ in page.asides]
    sheets = [*(page.words for page in pages), *(sheet for page in pages for sheet in page.asides)]
    words, encoding = in_cyrillic(sheets)
    rows, numbers = _without_numbers(words[: len(pages)])
    rows, edges = without_edges(rows)
    others, more = without_edges([rows_of(sheet) for sheet in words[len(pages) :]])
    asides: list[list[Row]] = [[] for _ in pages]
    for number, each in zip(aside, others, strict=True):
        asides[number] += each
    return _Text(rows, asides, numbers, edges + more, encoding)


def _without_numbers(pages: Sequence[Sequence[Word]]) -> tuple[list[list[Row]], int]:
    kept, count, numbering = [], 0, Numbering()
    for words in pages:
        rows, found, numbering = without_numbers(rows_of(words), numbering)
        kept.append(rows)
        count += found
    return kept, count


def _strips(text: _Text, keep_time: Callable[[], None]) -> Iterator[list[Strip]]:
    columns = Columns()
    for rows, aside in zip(text.rows, text.asides, strict=True):
        keep_time()
        yield [*columns.strips(rows), *(Strip(row, ASIDE) for row in aside)]


# -- what is told about it -----------------------------------------------------------------------------


def _unknown(file: str, pages: Sequence[Page]) -> int:
    """How many letters in a hundred the file does not name; raises where they are a third."""
    letters = sum(page.letters for page in pages)
    share = sum(page.unknown for page in pages) / max(1, letters)
    if share > _MOSTLY:
        raise UnknownLetters(file)
    return max(1, round(100 * share)) if share > _SOME else 0


def _about_pages(sentence: str, pages: Sequence[int]) -> list[Notice]:
    """Page numbers as people write them: “3–5, 9”."""
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and stretches[-1][-1] == page - 1:
            stretches[-1].append(page)
        else:
            stretches.append([page])
    named = [f"{each[0] + 1}–{each[-1] + 1}" if len(each) > 1 else str(each[0] + 1) for each in stretches]
    more = ["…"] if len(named) > _STRETCHES else []
    return [Notice(sentence, pages=", ".join([*named[:_STRETCHES], *more]))] if named else []
