"""Tables people bring (csv, xlsx): the cells as strings, and rows under named columns."""

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from qualcode.i18n import N_
from qualcode.importers.archive import check_archive
from qualcode.importers.content import LONGEST_TEXT
from qualcode.importers.dates import as_clock, as_text
from qualcode.importers.plain import text_of_bytes
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
MOST_CELLS = 500_000
_MORE = 100  # rows read beyond the limit, as empty ones do not count
_MB = 1_000_000
_SUFFIXES = (".csv", ".tsv", ".xlsx")


class Grid(NamedTuple):
    """The filled rows of a sheet. Cells are canonical text and keep their line ends."""

    file: str
    sheet: str
    """Its name in the workbook; empty for a csv."""
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    """Of the rows in the file, counting from 1."""
    encoding: str = ""
    delimiter: str = ""
    notices: tuple[str, ...] = ()
    excess: CannotRead | None = None
    """What to raise should the sheet be wanted: it was not read to its end."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as strings of one line; `numbers` are the rows' numbers in the file, counting from 1."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notices: tuple[str, ...] = ()
    sheet: str = ""
    """Its name in the workbook; empty for a csv."""


def read_table(name: str, data: bytes) -> Table:
    """The first sheet of a workbook that has rows, or a csv, under the names of its columns."""
    return read_tables(name, data)[0]


def read_tables(name: str, data: bytes) -> tuple[Table, ...]:
    """Each sheet with a header and rows; the first one comes first even where it is too large, and raises."""
    file = Path(name.replace("\\", "/")).name or name
    if Path(file).suffix.lower() not in _SUFFIXES:
        supported = ", ".join(suffix.removeprefix(".") for suffix in _SUFFIXES)
        raise UnknownKind(file, Path(file).suffix or file, supported)
    grids = read_grids(file, data)
    if grids and grids[0].excess:
        raise grids[0].excess
    tables = [headed(grid) for grid in grids if _has_rows(grid) and not grid.excess]
    if not tables:
        raise NoRows(file)
    return tuple(tables)


def headed(grid: Grid) -> Table:
    """The first row with two names is the header; short rows are filled up, columns without words go."""
    top = header_row(grid)
    header, below = [_in_line(cell) for cell in grid.rows[top]], grid.rows[top + 1 :]
    width = max(len(header), *(len(row) for row in below))
    names, used = named_columns(header, below, width)
    rows = tuple(tuple(_in_line(row[i]) if i < len(row) else "" for i in used) for row in below)
    numbers = grid.numbers[top + 1 :]
    longer = [number for number, row in zip(numbers, below, strict=True) if len(row) > len(header)]
    return Table(grid.file, names, rows, numbers, (*grid.notices, *ragged(longer)), grid.sheet)


def header_row(grid: Grid) -> int:
    return next((i for i, row in enumerate(grid.rows) if sum(map(bool, row)) > 1), 0)


def named_columns(
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


def ragged(numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        listed = ", ".join(map(str, numbers[:5]))
        yield Notice(N_("Rows with more cells than the header has names: {rows}."), rows=listed)


def sheets_left_out(sheet: str, others: Sequence[str]) -> Iterator[str]:
    if others:
        listed = ", ".join(f"“{other}”" for other in others[:5])
        yield Notice(N_("Only the sheet “{sheet}” was read; left out: {others}."), sheet=sheet, others=listed)


def _has_rows(grid: Grid) -> bool:
    return len(grid.rows) > header_row(grid) + 1


def _in_line(cell: str) -> str:
    return " ".join(cell.split())


# -- any table -----------------------------------------------------------------------------------------


def read_grids(
    file: str,
    data: bytes,
    encoding: str = "",
    most: int = MOST_ROWS,
    *,
    indented: bool = False,
    delimiter: str = "",
) -> list[Grid]:
    """Every sheet that has words, in order; a csv is one. Raises a `CannotRead`.

    `indented`: spaces at the beginning of a cell and of its lines are kept, as they may say something.
    `delimiter`: what parts the cells of a csv, where it should not be found out.
    """
    if not data:
        raise EmptyFile(file)
    if len(data) > LARGEST_MB * _MB:
        raise TooLarge(file, len(data) // _MB, LARGEST_MB)
    is_book = Path(file).suffix.lower() == ".xlsx" or data.startswith(b"PK\x03\x04")
    if is_book:
        return _sheets(file, data, most, indented=indented)
    return _csv(file, data, encoding, most, indented=indented, delimiter=delimiter)


def _filled(rows: Sequence[Sequence[str]]) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    numbered = [(number, tuple(row)) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    return tuple(row for _, row in numbered), tuple(number for number, _ in numbered)


def _excess(file: str, rows: Sequence[Sequence[str]], most: int) -> CannotRead | None:
    if len(rows) > most or max(map(len, rows), default=0) > MOST_COLUMNS:
        return TooManyRows(file, most, MOST_COLUMNS)
    return None


# -- csv -----------------------------------------------------------------------------------------------

DELIMITERS = ",;\t|"
_EXCEL_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)
_SAMPLE = 50_000


def _csv(file: str, data: bytes, encoding: str, most: int, *, indented: bool, delimiter: str) -> list[Grid]:
    text, encoding, notices = text_of_bytes(file, data, encoding)
    cleaned = canonical(text)
    hint = _EXCEL_HINT.match(cleaned.text)
    text = cleaned.text[hint.end() :] if hint else cleaned.text
    delimiter = hint[1] if hint else delimiter or _delimiter(text)
    try:
        # A space between a comma and a quotation mark says nothing, or the mark would be a word's.
        skipped = not indented or f'{delimiter} "' in text
        cells = _parsed(text, delimiter, most + _MORE, skipinitialspace=skipped)
    except (csv.Error, TypeError, ValueError) as cause:  # the latter two of a hint like “sep="”
        raise Damaged(file, "csv") from cause
    tidied = str.rstrip if indented else _stripped
    rows, numbers = _filled([[tidied(cell) for cell in row] for row in cells])
    if not rows:
        return []
    notices = (*notices, *cleaned.notices)
    return [Grid(file, "", rows, numbers, encoding, delimiter, notices, _excess(file, rows, most))]


def _delimiter(text: str) -> str:
    """The sign that parts most lines into the same number of cells, and into most."""
    sample = text[:_SAMPLE]

    def evenness(sign: str) -> tuple[int, int]:
        return _evenness([row for row in _rows_of(sample, len(sample), delimiter=sign) if any(row)])

    return max(DELIMITERS, key=evenness)


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows have the most usual number of cells (more than one), and that number."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


def _parsed(text: str, delimiter: str, most: int, **how: Any) -> list[list[str]]:
    """Rows of cells. Where quotation marks stand as in running text (Whisper’s tsv) they part nothing."""
    try:
        return _rows_of(text, most, delimiter=delimiter, strict=True, **how)
    except csv.Error:
        lenient = _attempt(text, most, delimiter=delimiter, **how)
        literal = _attempt(text, most, delimiter=delimiter, quoting=csv.QUOTE_NONE, **how)
        attempts = [literal, lenient] if delimiter == "\t" else [lenient, literal]
        if not any(attempts):
            raise
        return max(attempts, key=_evenness)


def _attempt(text: str, most: int, **how: Any) -> list[list[str]]:
    try:
        return _rows_of(text, most, **how)
    except csv.Error:
        return []


def _rows_of(text: str, most: int, **how: Any) -> list[list[str]]:
    csv.field_size_limit(LONGEST_TEXT)  # a cell may hold a whole interview
    how = {"skipinitialspace": True, **how}
    return list(islice(csv.reader(io.StringIO(text, newline=""), **how), most))


def _stripped(cell: str) -> str:
    return "\n".join(line.strip() for line in cell.split("\n")).strip() if "\n" in cell else cell.strip()


# -- xlsx ----------------------------------------------------------------------------------------------

_MOST_PLACES = 30_000_000
_ESCAPED = re.compile(r"_x000[dD]_\n?")  # Excel’s way to write CR
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (Excel knows no time zones)


def _sheets(file: str, data: bytes, most: int, *, indented: bool) -> list[Grid]:
    """Of formulas the value they last had."""
    check_archive(file, data, "xlsx")
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return _grids_of(file, book.worksheets, most, indented=indented)
            finally:
                book.close()
    except (CannotRead, MemoryError):
        raise
    except Exception as cause:  # openpyxl raises whatever the damage leads to
        raise Damaged(file, "xlsx") from cause


@dataclass(slots=True)
class _Allowance:
    """What may still be read of a workbook: its size says nothing, as cells may all point at one text."""

    cells: int
    characters: int
    places: int
    """Cells and the gaps between them: a single cell may stand in the last column there is."""


def _grids_of(file: str, sheets: Sequence[Any], most: int, *, indented: bool) -> list[Grid]:
    grids: list[Grid] = []
    left = _Allowance(MOST_CELLS, LONGEST_TEXT, _MOST_PLACES)
    for sheet in sheets:
        raw, excess = _raw_rows(file, sheet, most + _MORE, left)
        rows, numbers = _filled(_as_strings(raw, indented=indented))
        if rows or excess:
            told = canonical("\n".join(value for row in raw for value in row if isinstance(value, str)))
            excess = excess or _excess(file, rows, most)
            grids.append(Grid(file, str(sheet.title), rows, numbers, "", "", told.notices, excess))
    return grids


def _raw_rows(
    file: str, sheet: Any, most: int, left: _Allowance
) -> tuple[list[list[object]], CannotRead | None]:
    """The cells’ values, and a problem where there are more than are read."""
    sheet.reset_dimensions()  # some programs declare a million rows
    rows: list[list[object]] = []
    for row in sheet.iter_rows(max_row=most, values_only=True):
        values = _trimmed(list(row))
        left.characters -= sum(len(value) for value in values if isinstance(value, str))
        left.cells -= len(values)
        left.places -= len(row)
        if left.characters < 0:
            return rows, TooLong(file, LONGEST_TEXT - left.characters, LONGEST_TEXT)
        if left.cells < 0 or left.places < 0:
            return rows, TooManyRows(file, len(rows), MOST_COLUMNS)
        rows.append(values)
    return rows, None


def _trimmed(row: list[object]) -> list[object]:
    while row and (row[-1] is None or row[-1] == ""):
        row.pop()
    return row


def _as_strings(rows: Sequence[Sequence[object]], *, indented: bool = False) -> list[list[str]]:
    """Times of a column look alike: all with seconds or none, as the sheet shows them."""
    exact = {
        i
        for row in rows
        for i, value in enumerate(row)
        if (clock := _as_clock(value)) is not None and round(clock.total_seconds(), 3) % 60
    }
    return [
        [
            canonical(_ESCAPED.sub("\n", value)).text.rstrip()
            if indented and isinstance(value, str)
            else _as_string(value, exact=i in exact)
            for i, value in enumerate(row)
        ]
        for row in rows
    ]


def _as_string(value: object, *, exact: bool) -> str:
    if isinstance(value, str):
        if value.isascii() and value.isprintable() and "_x000" not in value:
            return value.strip()
        return _stripped(canonical(_ESCAPED.sub("\n", value)).text)
    clock = _as_clock(value)
    return as_text(value) if clock is None else as_clock(clock, exact=exact)


def _as_clock(value: object) -> timedelta | None:
    """A time of day or a duration; Excel shows durations of a day or more as days of the year 1900."""
    if isinstance(value, time):
        return timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
        )
    if isinstance(value, datetime) and value.year <= _DAY_ZERO.year + 1:
        return value.replace(tzinfo=None) - _DAY_ZERO
    return value if isinstance(value, timedelta) else None
