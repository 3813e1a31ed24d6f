"""Tables whose column of speakers stands behind the words: each row is turned round."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from qualcode.text.labels import LONGEST, NO_NAME, key, likely_role, shape
from qualcode.text.lexicon import COLUMN_HEADS
from qualcode.text.rows import Row

_FEWEST = 3
_NEARLY_ALL = 0.8


def speakers_first(rows: Sequence[Row]) -> Sequence[Row]:
    """The same rows, but in tables the speaker's cell before the words."""
    if not any(row.line.cell > 0 for row in rows):
        return rows
    columns = _columns(rows)
    words = max(columns, key=lambda column: sum(map(len, columns[column])))
    behind = [column for column in columns if column > words and _are_speakers(columns[column])]
    if not behind:
        return rows
    return [row for record in _records(rows) for row in _turned_round(record, words, behind[0])]


def column_heads(rows: Sequence[Row]) -> frozenset[int]:
    """Which rows are cells of a record that names the columns: “Speaker”, “Words”."""
    heads: set[int] = set()
    number = 0
    for record in _records(rows):
        if len(record) > 1 and all(_is_head(row) for row in record):
            heads.update(range(number, number + len(record)))
        number += len(record)
    return frozenset(heads)


def _is_head(row: Row) -> bool:
    return row.line.cell >= 0 and row.line.text.casefold().rstrip(":.") in COLUMN_HEADS


def _columns(rows: Sequence[Row]) -> dict[int, list[str]]:
    columns: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.line.cell >= 0:
            columns[row.line.cell].append(row.line.text)
    return columns


def _are_speakers(cells: Sequence[str]) -> bool:
    """Whether a column holds a few labels again and again."""
    named = [cell for cell in cells if len(cell) <= LONGEST and (shape(cell) != NO_NAME or likely_role(cell))]
    different = Counter(map(key, named))
    return (
        len(named) >= max(_FEWEST, _NEARLY_ALL * len(cells))
        and 1 < len(different) <= (len(named) + 1) // 2 + 1
        and different.most_common(1)[0][1] > 1
    )


def _records(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of a table; what stands outside is a record of its own."""
    record: list[Row] = []
    for row in rows:
        if record and (row.line.cell < 0 or not 0 <= record[-1].line.cell <= row.line.cell):
            yield record
            record = []
        record.append(row)
    if record:
        yield record


def _turned_round(record: Sequence[Row], words: int, speakers: int) -> list[Row]:
    before = [row for row in record if row.line.cell < words]
    names = [row for row in record if row.line.cell == speakers]
    rest = [row for row in record if row.line.cell >= words and row.line.cell != speakers]
    moved = (
        [row._replace(line=row.line._replace(cell=words - 1)) for row in names]
        if words
        else [row._replace(line=row.line._replace(cell=0)) for row in names]
    )
    if not words:
        rest = [row._replace(line=row.line._replace(cell=row.line.cell + 1)) for row in rest]
    return [*before, *moved, *rest]
