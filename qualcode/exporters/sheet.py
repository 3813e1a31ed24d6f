"""The sheet of respondents: who speaks where and what is known of them, as csv or xlsx.

Read as a face sheet it says what the project says: the same respondents, speakers and values.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from qualcode.actions.facesheets import News, news_of
from qualcode.errors import CannotWrite
from qualcode.exporters.problems import FolderMissing, UnknownSuffix
from qualcode.exporters.sheet_xlsx import write_columns
from qualcode.importers.facesheet import FaceSheet, Known, match_stored
from qualcode.importers.filenames import base_name, stem_of
from qualcode.model import Attribute, AttributeKind, Case, CaseId, Source, SourceId
from qualcode.project import Project
from qualcode.store.cases import Voice, attributes, cases, voices
from qualcode.store.sources import sources
from qualcode.text.formulas import escape

COLUMNS = ("file", "case", "speaker", "group", "language", "date")
_KINDS: tuple[AttributeKind, ...] = ("text", "text", "text", "text", "text", "date")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A row for each place where somebody speaks; after them those who speak nowhere, and the documents."""

    project: str
    columns: tuple[str, ...]
    kinds: tuple[AttributeKind, ...]
    """What each column holds."""
    rows: tuple[tuple[str, ...], ...]


def sheet_of(project: Project) -> Sheet:
    with project.read() as session:
        their, people = attributes(session), cases(session)
        there, speaking = sources(session), voices(session)
    names = [each.name for each in their]
    used = {voice.source.id for voice in speaking if voice.case}
    return Sheet(
        project.info().name,
        (*_headers(names), *names),
        (*_KINDS, *(each.kind for each in their)),
        tuple(_rows(people, their, [each for each in there if each.id not in used], speaking)),
    )


def _headers(names: Sequence[str]) -> Iterator[str]:
    """Our columns’ names, otherwise spelt where an attribute has them; a reader minds no capitals or “_”."""
    for column in COLUMNS:
        spellings = (column, column.capitalize(), column.upper(), *(column + "_" * n for n in range(1, 9)))
        yield next((each for each in spellings if each not in names), column)


def _rows(
    people: Sequence[Case], their: Sequence[Attribute], documents: Sequence[Source], speaking: Sequence[Voice]
) -> Iterator[tuple[str, ...]]:
    files = _files(
        {voice.source.id: voice.source for voice in speaking} | {each.id: each for each in documents}
    )
    places: dict[CaseId, list[Voice]] = {}
    for voice in speaking:
        if voice.case and not voice.source.retired:
            places.setdefault(voice.case, []).append(voice)
    for case in people:
        values = [case.values.get(each.name, "") for each in their]
        for voice in places.get(case.id, []):
            yield files[voice.source.id], case.name, voice.label, *_facts(voice.source), *values
        if case.id not in places:
            yield "", case.name, "", "", "", "", *values
    for source in documents:
        yield files[source.id], "", "", *_facts(source), *("" for _ in their)


def _facts(source: Source) -> tuple[str, str, str]:
    return source.group, source.language, source.date


def _files(there: Mapping[SourceId, Source]) -> dict[SourceId, str]:
    """What each source is called in the sheet: its file, or its name where that says better which it is."""
    meant = Counter(name for source in there.values() for name in _names(source))
    return {
        id_: next(
            (name for name in (source.file, source.name) if name and meant[base_name(name)] == 1), source.name
        )
        for id_, source in there.items()
    }


def _names(source: Source) -> set[str]:
    """By which a reader finds it."""
    return {base_name(source.file), stem_of(source.file), source.name.casefold()}


# -- files -----------------------------------------------------------------------------------------------


def write_sheet(sheet: Sheet, out: Path) -> int:
    """Write the sheet in the format the file’s name asks for, whole or not at all; return how many rows."""
    write = _WRITERS.get(out.suffix.casefold())
    if write is None:
        raise UnknownSuffix(out.name, ", ".join(_WRITERS))
    if not out.parent.is_dir():
        raise FolderMissing(out.name, str(out.parent))
    try:
        with TemporaryDirectory(prefix=".qualcode-export-", dir=out.parent) as folder:
            draft = Path(folder, out.name)
            write(sheet, draft)
            draft.replace(out)
    except OSError as error:
        raise CannotWrite(str(out), error.strerror or str(error)) from error
    return len(sheet.rows)


def _write_csv(sheet: Sheet, path: Path) -> None:
    """UTF-8 with the mark Excel knows it by."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.writer(file)
        table.writerow(map(escape, sheet.columns))
        for row in sheet.rows:
            table.writerow(
                value if kind == "number" else escape(value)
                for value, kind in zip(row, sheet.kinds, strict=True)
            )


def _write_xlsx(sheet: Sheet, path: Path) -> None:
    write_columns(path, sheet.project, list(zip(sheet.columns, sheet.kinds, strict=True)), sheet.rows)


_WRITERS: Mapping[str, Callable[[Sheet, Path], None]] = {".csv": _write_csv, ".xlsx": _write_xlsx}


# -- and back --------------------------------------------------------------------------------------------


class Understood(NamedTuple):
    """What a face sheet says that the project does not say yet, and in sentences what fits nobody."""

    news: News
    remarks: tuple[str, ...]
    without_row: tuple[str, ...]
    """One for each source the sheet does not tell of."""


def understood(project: Project, sheet: FaceSheet) -> Understood:
    with project.read() as session:
        their, people = attributes(session), cases(session)
        there, speaking = sources(session), voices(session)
    speaking = [voice for voice in speaking if not voice.source.retired]
    found = match_stored(_without_escapes(sheet), list(_known(people, there, speaking)))
    news = news_of(found.values, found.links, cases=people, attributes=their, voices=speaking)
    remarks = (*sheet.notices, *found.report.rows, *found.report.doubts)
    return Understood(news, remarks, found.report.files)


def _known(people: Sequence[Case], there: Sequence[Source], speaking: Sequence[Voice]) -> Iterator[Known]:
    names: dict[CaseId | None, str] = {case.id: case.name for case in people}
    for voice in speaking:
        yield Known(voice.source.name, voice.source.file, voice.label, voice.role, names.get(voice.case, ""))
    silent, heard = names.keys() - {voice.case for voice in speaking}, {voice.source.id for voice in speaking}
    for case in people:
        if case.id in silent:
            yield Known("", "", "", "respondent", case.name)
    for source in there:
        if source.id not in heard:
            yield Known(source.name, source.file, "", "other", "")


def _without_escapes(sheet: FaceSheet) -> FaceSheet:
    """“_x0041_” is written “_x005F_x0041_” in a workbook, as Excel reads it."""
    if not sheet.file.casefold().endswith(".xlsx"):
        return sheet
    columns = tuple(map(_plain, sheet.columns))
    return replace(sheet, columns=columns, rows=tuple(tuple(map(_plain, row)) for row in sheet.rows))


def _plain(text: str) -> str:
    return re.sub(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)", "_", text)
