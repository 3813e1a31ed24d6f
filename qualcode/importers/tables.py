"""Tables people bring (csv, xlsx): rows of strings under named columns."""

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from qualcode.i18n import N_
from qualcode.importers.archive import check_archive
from qualcode.importers.content import LONGEST_TEXT
from qualcode.importers.dates import as_text
from qualcode.importers.encodings import decoded
from qualcode.importers.problems import (
    CannotRead,
    Damaged,
    EmptyFile,
    NoRows,
    TooLarge,
    TooLong,
    TooManyRows,
    UnknownKind,
)
from qualcode.text.normalise import canonical
from qualcode.text.notices import Notice

LARGEST_MB = 25
MOST_ROWS = 10_000
MOST_COLUMNS = 500
_MORE = 100  # rows read beyond the limit, as empty ones do not count
_MB = 1_000_000
_DELIMITERS = ",;\t"
_EXCEL_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as strings; `numbers` are the rows' numbers in the file, counting from 1."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notices: tuple[str, ...] = ()


def read_table(name: str, data: bytes) -> Table:
    """The first row with two names is the header; empty rows go; short rows are filled up."""
    file = Path(name.replace("\\", "/")).name or name
    reader = _READERS.get(Path(file).suffix.lower())
    if reader is None:
        supported = ", ".join(suffix.removeprefix(".") for suffix in _READERS)
        raise UnknownKind(file, Path(file).suffix or file, supported)
    if not data:
        raise EmptyFile(file)
    if len(data) > LARGEST_MB * _MB:
        raise TooLarge(file, len(data) // _MB, LARGEST_MB)
    cells, notices = reader(file, data)
    numbered = [(number, row) for number, row in enumerate(cells, 1) if any(row)]
    top = next((i for i, (_, row) in enumerate(numbered) if sum(map(bool, row)) > 1), 0)
    if len(numbered) < top + 2:
        raise NoRows(file)
    _, header = numbered[top]
    below = numbered[top + 1 :]
    width = max(len(header), *(len(row) for _, row in below))
    if len(below) > MOST_ROWS or width > MOST_COLUMNS:
        raise TooManyRows(file, MOST_ROWS, MOST_COLUMNS)
    columns, used = _columns(header, [row for _, row in below], width)
    rows = tuple(tuple(row[i] if i < len(row) else "" for i in used) for _, row in below)
    ragged = [number for number, row in below if len(row) > len(header)]
    return Table(file, columns, rows, tuple(number for number, _ in below), (*notices, *_told(ragged)))


def _columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> tuple[tuple[str, ...], list[int]]:
    """Names that tell the columns apart, and which columns hold anything."""
    names: list[str] = []
    used: list[int] = []
    times: Counter[str] = Counter()
    for i in range(width):
        name = header[i] if i < len(header) else ""
        if not name and not any(i < len(row) and row[i] for row in rows):
            continue
        name = name or f"column {i + 1}"
        times[name] += 1
        names.append(name if times[name] == 1 else f"{name} ({times[name]})")
        used.append(i)
    return tuple(names), used


def _told(ragged: Sequence[int]) -> Iterator[str]:
    if ragged:
        listed = ", ".join(map(str, ragged[:5]))
        yield Notice(N_("Rows with more cells than the header has names: {rows}."), rows=listed)


# -- csv -----------------------------------------------------------------------------------------------


def _csv_rows(file: str, data: bytes) -> tuple[list[list[str]], tuple[str, ...]]:
    read = decoded(data)
    cleaned = canonical(read.text)
    hint = _EXCEL_HINT.match(cleaned.text)
    text = cleaned.text[hint.end() :] if hint else cleaned.text
    try:
        delimiter = hint[1] if hint else _delimiter(text)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[as_text(cell) for cell in row] for row in islice(reader, MOST_ROWS + _MORE)]
    except csv.Error as cause:
        raise Damaged(file, "csv") from cause
    return rows, (*read.notices, *cleaned.notices)


def _delimiter(text: str) -> str:
    """The sign that parts the first line with text into most cells."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


# -- xlsx ----------------------------------------------------------------------------------------------


def _xlsx_rows(file: str, data: bytes) -> tuple[list[list[str]], tuple[str, ...]]:
    """The first sheet that has rows; of formulas the value they last had."""
    check_archive(file, data, "xlsx")
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                sheets = (_sheet(file, sheet) for sheet in book.worksheets)
                return next((rows for rows in sheets if any(map(any, rows))), []), ()
            finally:
                book.close()
    except CannotRead:
        raise
    except Exception as cause:  # openpyxl raises whatever the damage leads to
        raise Damaged(file, "xlsx") from cause


def _sheet(file: str, sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # some programs declare a million rows
    rows: list[list[str]] = []
    characters = 0
    for row in sheet.iter_rows(max_row=MOST_ROWS + _MORE, max_col=MOST_COLUMNS + 1, values_only=True):
        # cells may all point at one long text, so the file's size says nothing
        characters += sum(len(value) for value in row if isinstance(value, str))
        if characters > LONGEST_TEXT:
            raise TooLong(file, characters, LONGEST_TEXT)
        rows.append(_trimmed([_cell(value) for value in row]))
    return rows


def _cell(value: object) -> str:
    return as_text(canonical(value).text if isinstance(value, str) else value)


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


_READERS: dict[str, Callable[[str, bytes], tuple[list[list[str]], tuple[str, ...]]]] = {
    ".csv": _csv_rows,
    ".tsv": _csv_rows,
    ".xlsx": _xlsx_rows,
}
