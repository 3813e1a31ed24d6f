"""Tables as transcripts (csv, xlsx): one row a turn, one column a speaker, or one row a respondent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from qualcode.importers.columns import Sheet, meanings_of, plain_name, sheet_of, words_of
from qualcode.importers.content import Content
from qualcode.importers.problems import (
    CannotRead,
    LooksLikeFaceSheet,
    NoRows,
    NotATranscript,
    NoWords,
    TableTooLong,
    TooManyRows,
)
from qualcode.importers.sheetrows import FaceSheet
from qualcode.importers.surveys import content_of_survey, survey_in
from qualcode.importers.tables import MOST_COLUMNS, MOST_ROWS, Grid, Table, read_grids, sheets_left_out
from qualcode.importers.turnrows import content_of_turns, turns_in
from qualcode.importers.voices import content_of_voices, voices_in
from qualcode.text.speakers import fits
from qualcode.text.turns import Line

TableKind = Literal["turns", "respondents", "face sheet", "other"]

MOST_TURNS = 50_000
_WORDS_OF_A_LINE = 4
_FEWEST_WORDS = 3


class _Understood(NamedTuple):
    kind: TableKind
    content: Callable[[], Content] | None = None


def read_rows(file: str, data: bytes, encoding: str = "") -> Content:
    """The first sheet in which somebody speaks. Raises a `CannotRead` for tables of other kinds."""
    grids = read_grids(file, data, encoding, MOST_TURNS)
    kinds: list[TableKind] = []
    for grid in grids:
        kind, content = _understood(grid) if len(grid.rows) > 1 else _Understood("other")
        kinds.append(kind)
        if content is not None:
            _check_length(grid, kind)
            return _with_notice(content(), grid, grids)
    raise _problem(file, grids, kinds)


def kind_of_table(table: Table) -> TableKind:
    """Whether a table holds turns, answers of respondents, only attributes of theirs, or none of these."""
    rows = (table.columns, *table.rows)
    return _understood(Grid(table.file, "", rows, (0, *table.numbers))).kind


def _check_length(grid: Grid, kind: TableKind) -> None:
    if grid.excess:
        raise _in_full(grid.excess)
    if kind == "respondents" and len(grid.rows) > MOST_ROWS:
        raise TableTooLong(grid.file, MOST_ROWS, MOST_COLUMNS)


def _in_full(excess: CannotRead) -> CannotRead:
    """The same of any table, and not only of face sheets."""
    too_many = isinstance(excess, TooManyRows)
    return TableTooLong(excess.file, MOST_TURNS, MOST_COLUMNS) if too_many else excess


def _problem(file: str, grids: Sequence[Grid], kinds: Sequence[TableKind]) -> CannotRead:
    """Why there is nothing to read in any of the sheets."""
    if not grids:
        return NoWords(file)
    if "face sheet" in kinds:
        return LooksLikeFaceSheet(file)
    if cut := next((grid.excess for grid in grids if grid.excess), None):
        return _in_full(cut)
    return NotATranscript(file) if any(len(grid.rows) > 1 for grid in grids) else NoRows(file)


def _with_notice(content: Content, grid: Grid, grids: Sequence[Grid]) -> Content:
    """The content, telling of the sheets that were left out."""
    told = sheets_left_out(grid.sheet, [other.sheet for other in grids if other is not grid])
    return replace(content, notices=(*content.notices, *told))


def _understood(grid: Grid) -> _Understood:
    if max(map(len, grid.rows)) == 1:
        return _as_lines(grid)
    sheet = sheet_of(grid)
    if _is_about_codes(sheet):
        return _Understood("other")
    found = _spoken(sheet)
    if found is None and _is_face_sheet(sheet):
        return _Understood("face sheet")
    return found or _as_lines(grid)


def _spoken(sheet: Sheet) -> _Understood | None:
    if voices := voices_in(sheet):
        return _Understood("turns", partial(content_of_voices, sheet, voices))
    if parts := turns_in(sheet):
        return _Understood("turns", partial(content_of_turns, sheet, parts))
    survey = survey_in(sheet)
    return _Understood("respondents", partial(content_of_survey, sheet, survey)) if survey else None


# -- tables of other kinds -----------------------------------------------------------------------------

_CODES = frozenset({"code", "codes", "code name", "coding", "код", "коды", "название кода", "кодтар"})
_BESIDE_CODES = words_of(
    "quote quotation quotations segment segments coder coded definition цитата фрагмент кодировщик кодер"
    " определение үзінді дәйексөз анықтама"
)
_EXPLAINED = frozenset({"description", "definition", "описание", "определение", "сипаттама", "анықтама"})
_FEW_COLUMNS = 4


def _is_about_codes(sheet: Sheet) -> bool:
    """Codings, a codebook, or what columns of a table mean: written by researchers, not spoken."""
    if not sheet.named:
        return False
    names = [plain_name(column.name) for column in sheet.columns]
    words = {word for name in names for word in name.split()}
    explained = any(
        name in _EXPLAINED and column.words >= _WORDS_OF_A_LINE
        for name, column in zip(names, sheet.columns, strict=True)
    )
    return (bool(_CODES & set(names)) and bool(_BESIDE_CODES & words)) or (
        explained and len(names) <= _FEW_COLUMNS
    )


def _is_face_sheet(sheet: Sheet) -> bool:
    names = tuple(column.name for column in sheet.columns)
    meanings = FaceSheet(sheet.grid.file, names, ()).meanings
    return sheet.named and bool(sheet.rows) and bool({"file", "case", "speaker"} & set(meanings))


# -- lines ---------------------------------------------------------------------------------------------


def _as_lines(grid: Grid) -> _Understood:
    """Rows as the lines of a text, in which speakers are sought: a transcript pasted into a table."""
    between = f"{grid.delimiter} " if grid.delimiter else "\t"
    rows = grid.rows[1:] if _is_name_of_words(grid) else grid.rows
    lines = [Line(line) for row in rows for line in between.join(row).split("\n") if line.strip()]
    words = sum(word[:1].isalpha() for line in lines for word in line.text.split()) / max(1, len(lines))
    in_one_column = max(map(len, grid.rows)) == 1
    if words < _FEWEST_WORDS or not ((in_one_column and words >= _WORDS_OF_A_LINE) or fits(lines)):
        return _Understood("other")
    return _Understood("turns", lambda: Content(lines, encoding=grid.encoding, notices=grid.notices))


def _is_name_of_words(grid: Grid) -> bool:
    return len(grid.rows[0]) == 1 and "text" in meanings_of(grid.rows[0][0]) and len(grid.rows) > 1
