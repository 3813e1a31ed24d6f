"""Tables with one row a turn: which columns say what, and what is said in them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from qualcode.i18n import N_
from qualcode.importers.clocks import times_of
from qualcode.importers.columns import Column, Sheet, plain_name
from qualcode.importers.content import Content
from qualcode.model import Role
from qualcode.text.labels import key, role_word
from qualcode.text.languages import as_language
from qualcode.text.notices import Notice
from qualcode.text.roles import Said, roles_of
from qualcode.text.speakers import fits
from qualcode.text.turns import Line, Saying

ONE_ROW_A_TURN = N_("table, one row a turn")

Part = Literal["text", "speaker", "time", "end", "role", "language", "document"]
Parts = Mapping[Part, int]
"""Which column holds what."""

# How columns of speakers and of words look. Found by trying them on tables of many programs.
_PROSE = 4.0
_SHORT_PROSE = 2.0
_LABEL = 5.0
_LONGEST_LABEL = 80
_REPEATS = 0.7
_OFTEN = 0.5
_LEAST_CHANGES = 0.3
_AS_WORDY = 0.5
_SEVERAL = 2
_WORDS_IN_A_SURE_NAME = 3
_NAMED = 8


def turns_in(sheet: Sheet) -> Parts | None:
    """The columns of a table in which each row is what one speaker says; None where it is another table."""
    columns = sheet.columns
    named = _named_text(columns)
    prose = [place for least in (_PROSE, _SHORT_PROSE) if (place := _only_prose(columns, least)) is not None]
    text = named if named is not None else next(iter(prose), None)
    if text is None:
        return None
    speaker = _named_speaker(columns, text)
    found: dict[Part, int | None] = {
        "text": text,
        "speaker": speaker if speaker is not None else _speaker_by_looks(sheet, text),
        "time": _time(sheet),
        "role": _first(columns, lambda column: column.means == "role"),
        "language": _first(columns, lambda column: column.means == "language"),
        "document": _first(columns, lambda column: column.means == "document" and not column.is_number),
    }
    found["end"] = _end(sheet, found["time"])
    parts = {part: place for part, place in found.items() if place is not None}
    return parts if _are_turns(sheet, parts, named=named is not None) else None


# -- which column is which -----------------------------------------------------------------------------


def _first(columns: Sequence[Column], test: Callable[[Column], bool]) -> int | None:
    return next((i for i, column in enumerate(columns) if column.filled and test(column)), None)


def _named_text(columns: Sequence[Column]) -> int | None:
    """Of columns that are called words the first, unless another holds far more of them."""
    called = [i for i, column in enumerate(columns) if _is_called_text(column)]
    own = [i for i in called if "translation" not in columns[i].meanings] or called
    most = max((columns[i].words for i in own), default=0.0)
    return next((i for i in own if columns[i].words >= _AS_WORDY * most), None)


def _is_called_text(column: Column) -> bool:
    if "text" not in column.meanings or column.is_typed or column.names_files or column.is_written:
        return False
    return column.means in {"text", "number", "translation"} or column.words >= _PROSE


def _only_prose(columns: Sequence[Column], least: float) -> int | None:
    """The one column with so many words in a cell, if it is one."""
    found = [
        i
        for i, column in enumerate(columns)
        if column.words >= least and column.distinct > _OFTEN and not column.is_written
    ]
    return found[0] if len(found) == 1 else None


def _named_speaker(columns: Sequence[Column], text: int) -> int | None:
    found = [i for i, column in enumerate(columns) if i != text and _is_called_speaker(column)]
    return min(found, key=lambda i: (not columns[i].is_surely_speaker, columns[i].distinct), default=None)


def _is_called_speaker(column: Column) -> bool:
    if "speaker" not in column.meanings or not column.filled or column.names_files:
        return False
    counted = column.is_number and column.is_surely_speaker  # speakers 0 and 1
    return (counted or not column.is_typed) and _is_short(column)


def _is_short(column: Column) -> bool:
    return column.words <= _LABEL and column.longest <= _LONGEST_LABEL


def _speaker_by_looks(sheet: Sheet, text: int) -> int | None:
    """Few short values that take turns, and that ask and answer where the columns have names."""
    for i, column in enumerate(sheet.columns):
        several = len(column.values) >= _SEVERAL and column.distinct <= _OFTEN
        if i == text or not several or column.is_typed or not _is_short(column):
            continue
        if column.changes >= _LEAST_CHANGES and (
            not sheet.named or _ask_and_answer(column, sheet.columns[text])
        ):
            return i
    return None


def _ask_and_answer(speaker: Column, text: Column) -> bool:
    said: dict[str, list[str]] = defaultdict(list)
    for label, words in zip(speaker.cells, text.cells, strict=True):
        said[label].append(words)
    return "interviewer" in roles_of([Said(label, turns) for label, turns in said.items()])


def _time(sheet: Sheet) -> int | None:
    columns = sheet.columns
    named = _first(columns, lambda column: column.means == "time" and _tells_time(column))
    if named is not None:
        return named
    clock = _first(columns, lambda column: column.is_clock and column.means != "end")
    return clock if clock is not None or sheet.named else _running_number(columns)


def _end(sheet: Sheet, time: int | None) -> int | None:
    """The column of ends, of the same look as that of the starts."""
    if time is None:
        return None
    start, columns = sheet.columns[time], sheet.columns
    named = _first(columns, lambda column: column.means == "end" and _tells_time(column))
    if named is not None and columns[named].is_number == start.is_number:
        return named
    after = time + 1
    like = after < len(columns) and columns[after].is_clock == start.is_clock and _tells_time(columns[after])
    return after if like and not sheet.named else None


def _tells_time(column: Column) -> bool:
    return column.is_clock or column.is_number or column.is_moment


def _running_number(columns: Sequence[Column]) -> int | None:
    """Numbers that grow, and not one by one as those of rows do: seconds, of a table without names."""
    for i, column in enumerate(columns):
        if not column.is_number:
            continue
        values = [float(cell.replace(",", ".")) for cell in column.sample if _is_plain(cell)]
        steps = [b - a for a, b in pairwise(values)]
        if steps and min(steps) >= 0 and any(step != 1 for step in steps):
            return i
    return None


def _is_plain(cell: str) -> bool:
    return cell.replace(",", ".").replace(".", "", 1).isdecimal()


# -- is it such a table? -------------------------------------------------------------------------------


def _are_turns(sheet: Sheet, parts: Parts, *, named: bool) -> bool:
    """By names where the words have one; without, only where nothing else is told in the table."""
    columns = sheet.columns
    others = [column for i, column in enumerate(columns) if i not in parts.values() and not _is_frame(column)]
    speaker = columns[parts["speaker"]] if "speaker" in parts else None
    timed = "time" in parts and not columns[parts["time"]].is_moment
    if named:
        if speaker is None:
            return timed or not others
        return speaker.is_surely_speaker or speaker.distinct <= _REPEATS or timed or not others
    text = columns[parts["text"]]
    brief = text.words < _PROSE and sheet.named
    if brief and (speaker is None or not _ask_and_answer(speaker, text)):
        return False
    if speaker is None:
        return timed and not others and (not sheet.named or columns[parts["time"]].means == "time")
    if speaker.is_surely_speaker and len(plain_name(speaker.name).split()) <= _WORDS_IN_A_SURE_NAME:
        return (timed or speaker.distinct <= _OFTEN) and not any(column.names_files for column in columns)
    return speaker.distinct <= _OFTEN and not others


def _is_frame(column: Column) -> bool:
    """Whether a column tells of the turn, and nothing of the speaker."""
    if not column.filled or column.means in {"time", "end", "language", "translation", "document", "role"}:
        return True
    return column.is_clock or (column.is_number and column.means in {"number", None} and _counts_rows(column))


def _counts_rows(column: Column) -> bool:
    return column.means == "number" or column.name.startswith("column ")


# -- what is said --------------------------------------------------------------------------------------


def content_of_turns(sheet: Sheet, parts: Parts) -> Content:
    """Its turns; where no column says who speaks, lines in which speakers may be sought."""
    said, notices = sayings_of(sheet, parts)
    notices = (*sheet.grid.notices, *notices)
    language = _one(sheet, parts.get("language"))
    facts = {"language": language} if as_language(language) else {}
    if "speaker" not in parts:
        lines = [
            Line(line, time=each.time) for each in said for line in each.text.split("\n") if line.strip()
        ]
        if fits([line._replace(text=line.text.strip()) for line in lines]):
            return Content(lines, encoding=sheet.grid.encoding, notices=notices, facts=facts)
    return Content(
        said=said,
        layout=ONE_ROW_A_TURN,
        evidence=_evidence(sheet, parts),
        roles=_roles(sheet, parts),
        encoding=sheet.grid.encoding,
        notices=notices,
        facts=facts,
    )


def sayings_of(sheet: Sheet, parts: Parts) -> tuple[list[Saying], tuple[str, ...]]:
    """What is said row by row, by time where each speaker’s rows stand together; and notices."""
    texts, joined = _texts(sheet, parts["text"])
    labels = labels_of(sheet.columns[parts["speaker"]], texts) if "speaker" in parts else [""] * len(texts)
    times, unit = _times(sheet, parts, texts)
    headings = _headings(sheet, parts.get("document"))
    said = titles(sheet)
    for i in _order(labels, times):
        if i in headings:
            said.append(Saying("", headings[i], None))
        said.append(Saying(labels[i], texts[i], times[i]))
    return said, (*joined, *_told(sheet, parts, unit, len(headings)))


def titles(sheet: Sheet) -> list[Saying]:
    """What stands above the header; nobody says it."""
    return [Saying("", " ".join(cell for cell in row if cell)) for row in sheet.above]


def labels_of(column: Column, texts: Sequence[str]) -> list[str]:
    """Who says each row, in the usual spelling; an empty cell is the speaker above where none is repeated."""
    labels = [_label(column, cell) for cell in column.cells]
    spoken = [label for label, text in zip(labels, texts, strict=True) if text]
    if not any(a and a == b for a, b in pairwise(spoken)):
        for i in range(1, len(labels)):
            labels[i] = labels[i] or labels[i - 1]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        spellings[key(label)][label] += 1
    usual = {name: counted.most_common(1)[0][0] for name, counted in spellings.items()}
    return [usual[key(label)] for label in labels]


def _label(column: Column, cell: str) -> str:
    label = " ".join(cell.split()).rstrip(" :：")
    return f"{column.name} {label}" if label.isdecimal() and column.is_number else label


def _texts(sheet: Sheet, text: int) -> tuple[list[str], tuple[str, ...]]:
    """The words of each row; those that an unquoted comma parted are joined again."""
    cells = list(sheet.columns[text].cells)
    beyond = _beyond(sheet, text)
    if not beyond:
        return cells, ()
    overfull = set(sheet.overfull)
    for i, row in enumerate(sheet.rows):
        if sheet.numbers[i] in overfull:
            cells[i] = f"{sheet.grid.delimiter} ".join([cells[i], *(row[j] for j in beyond if row[j])])
    listed = ", ".join(map(str, sheet.overfull[:_NAMED]))
    return cells, (Notice(N_("Words that commas parted were joined again, in rows: {rows}."), rows=listed),)


def _beyond(sheet: Sheet, text: int) -> range:
    """The columns without names to the right of the words, where these come last."""
    beyond = range(text + 1, len(sheet.columns))
    nameless = all(sheet.columns[i].name.startswith("column ") for i in beyond)
    return beyond if nameless and sheet.named else range(0)


def _times(sheet: Sheet, parts: Parts, texts: Sequence[str]) -> tuple[list[int | None], str]:
    if "time" not in parts:
        return [None] * len(texts), ""
    starts = sheet.columns[parts["time"]]
    ends = sheet.columns[parts["end"]].cells if "end" in parts else ()
    return times_of(starts.name, starts.cells, ends, [len(text.split()) for text in texts])


def _order(labels: Sequence[str], times: Sequence[int | None]) -> list[int]:
    """By time where the rows of one speaker follow those of another (tiers); else as they stand."""
    rows = list(range(len(labels)))
    known = [time for time in times if time is not None]
    back = [i for i in rows[1:] if len(known) == len(rows) and known[i] < known[i - 1]]
    tiers = back and len(back) < len(set(labels)) and all(labels[i] != labels[i - 1] for i in back)
    return sorted(rows, key=lambda i: known[i]) if tiers else rows


def _headings(sheet: Sheet, document: int | None) -> dict[int, str]:
    """Where another interview begins, in a table of several."""
    cells = sheet.columns[document].cells if document is not None else ()
    begun = {i: cell for i, cell in enumerate(cells) if cell and (i == 0 or cell != cells[i - 1])}
    return begun if 1 < len(begun) == len(set(begun.values())) else {}


def _one(sheet: Sheet, place: int | None) -> str:
    values = sheet.columns[place].values if place is not None else frozenset()
    return next(iter(values)) if len(values) == 1 else ""


def _roles(sheet: Sheet, parts: Parts) -> dict[str, Role]:
    """By label, what the column of roles mostly says of it."""
    if "role" not in parts or "speaker" not in parts:
        return {}
    labels = labels_of(sheet.columns[parts["speaker"]], sheet.columns[parts["text"]].cells)
    counted: dict[str, Counter[Role]] = defaultdict(Counter)
    for label, written in zip(labels, sheet.columns[parts["role"]].cells, strict=True):
        if label and (role := role_word(written)):
            counted[label][role] += 1
    return {label: roles.most_common(1)[0][0] for label, roles in counted.items()}


# -- what is told about it -----------------------------------------------------------------------------


def _evidence(sheet: Sheet, parts: Parts) -> str:
    facts = {part: sheet.columns[place].name for part, place in parts.items()} | {"rows": len(sheet.rows)}
    if "speaker" in parts and "time" in parts:
        sentence = N_(
            "{rows} rows; who speaks stands in “{speaker}”, what is said in “{text}”, the time in “{time}”."
        )
    elif "speaker" in parts:
        sentence = N_("{rows} rows; who speaks stands in “{speaker}”, what is said in “{text}”.")
    elif "time" in parts:
        sentence = N_(
            "{rows} rows; what is said stands in “{text}”, the time in “{time}”; no column says who."
        )
    else:
        sentence = N_("{rows} rows; what is said stands in “{text}”; no column says who.")
    return Notice(sentence, **facts)


def _told(sheet: Sheet, parts: Parts, unit: str, documents: int) -> Iterator[str]:
    name = sheet.columns[parts["time"]].name if "time" in parts else ""
    units = {
        "ms": N_("The numbers in “{column}” were read as milliseconds."),
        "s": N_("The numbers in “{column}” were read as seconds."),
        "min": N_("The numbers in “{column}” were read as minutes."),
    }
    if unit:
        yield Notice(units[unit], column=name)
    if documents:
        sentence = N_(
            "The table holds {count} interviews; to have them apart, save each as a table of its own."
        )
        yield Notice(sentence, count=documents)
    beyond = _beyond(sheet, parts["text"])
    yield from left_out(sheet, {*parts.values(), *beyond})


def left_out(sheet: Sheet, taken: set[int]) -> Iterator[str]:
    """Names the columns with words or values that nothing was taken from."""
    others = [
        column.name
        for i, column in enumerate(sheet.columns)
        if i not in taken and column.filled and column.means not in {"number", "end"} and not column.is_clock
    ]
    if others and sheet.named:
        listed = ", ".join(f"“{name}”" for name in others[:_NAMED])
        yield Notice(N_("Columns that were left out: {columns}."), columns=listed)
