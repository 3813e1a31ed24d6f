"""Typed columns as an Excel workbook of one sheet: numbers and dates can be counted with, text stays text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.exporters.about import About
from qualcode.exporters.office import (
    content_types,
    core_properties,
    relationships,
    write_package,
    xml_attribute,
    xml_text,
)
from qualcode.i18n import N_
from qualcode.model import AttributeKind

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds, in UTF-16 units."""


@dataclass(eq=False)
class CellTooLong(QualcodeError):
    template = N_("A cell of Excel holds {limit} characters and “{beginning} …” has more; write a csv file.")
    limit: int
    beginning: str


def write_columns(
    path: Path, title: str, columns: Sequence[tuple[str, AttributeKind]], rows: Sequence[Sequence[str]]
) -> None:
    """Write rows below named columns, as their kinds want it. Raises CellTooLong."""
    sheet = "".join(_sheet(columns, rows))
    parts = {
        "[Content_Types].xml": content_types(_CONTENT),
        "_rels/.rels": relationships(_ROOT),
        "docProps/core.xml": core_properties(About(title, "", _NO_DAY)),
        "xl/_rels/workbook.xml.rels": relationships(_WORKBOOK),
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            f'<sheet name="{xml_attribute(_tab(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    write_package(path, ((name, [xml]) for name, xml in parts.items()))


def _tab(title: str) -> str:
    """What a sheet may be called."""
    return re.sub(r"[\\/*?:\[\]']", " ", xml_text(title))[:31].strip() or "1"


def _sheet(columns: Sequence[tuple[str, AttributeKind]], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    yield '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    for number, (name, kind) in enumerate(columns, 1):
        width = min(max(len(name), *(len(row[number - 1]) for row in rows), _NARROWEST) + 2, _WIDEST)
        yield f'<col min="{number}" max="{number}" width="{width}" style="{_FORMATS.get(kind, _TEXT)}"'
        yield ' customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(_text(name, _HEADER) for name, _ in columns)
    for row in rows:
        yield _row(_cell(value, kind) for value, (_, kind) in zip(row, columns, strict=True))
    yield "</sheetData></worksheet>"


def _row(cells: Iterator[str]) -> str:
    return f"<row>{''.join(cells)}</row>"


def _cell(value: str, kind: AttributeKind) -> str:
    if not value:
        return f'<c s="{_FORMATS.get(kind, _TEXT)}"/>'
    if kind == "number" and _is_number(value):
        return f'<c s="{_NUMBER}"><v>{value}</v></c>'
    if kind == "date" and (day := _day(value)):
        return f'<c s="{_DATE}"><v>{day}</v></c>'
    return _text(value, _TEXT)


def _day(value: str) -> int | None:
    """A date as Excel counts it."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return (found - _DAY_ZERO).days if found.year >= _FIRST_YEAR else None


def _text(value: str, style: int) -> str:
    if len(value.encode("utf-16-le", "replace")) > 2 * MOST_CHARACTERS:
        raise CellTooLong(MOST_CHARACTERS, value[:40])
    escaped = _looks_escaped.sub("_x005F_", xml_text(value))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


_NO_DAY = "1980-01-01"
"""It is not told."""
_DAY_ZERO = date(1899, 12, 30)
_FIRST_YEAR = 1905  # Excel counts the days of 1900 wrongly, and readers take them for times
_NARROWEST, _WIDEST = 8, 40
# A number of up to fifteen digits keeps them all in Excel.
_is_number = re.compile(r"-?(?=[0-9.]{1,15}$)(?:0|[1-9][0-9]*)(?:\.[0-9]+)?").fullmatch
# Excel reads “_x0041_” in a text as the letter A.
_looks_escaped = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = {"xl/workbook.xml": "officeDocument", "docProps/core.xml": "core-properties"}
_WORKBOOK = {"worksheets/sheet1.xml": "worksheet", "styles.xml": "styles"}
_CONTENT = {
    "xl/workbook.xml": "officedocument.spreadsheetml.sheet.main+xml",
    "xl/worksheets/sheet1.xml": "officedocument.spreadsheetml.worksheet+xml",
    "xl/styles.xml": "officedocument.spreadsheetml.styles+xml",
}
_HEADER, _TEXT, _NUMBER, _DATE = 1, 2, 3, 4
"""Cell formats, by their place among the `cellXfs` below."""
_FORMATS: Mapping[AttributeKind, int] = {"number": _NUMBER, "date": _DATE}
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_FORMAT = '<xf numFmtId="{}" fontId="{}" fillId="0" borderId="0" xfId="0"{}/>'
_APPLIED = ' applyFont="1" applyNumberFormat="1"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    + _FORMAT.format(0, 0, "")
    + _FORMAT.format(49, 1, _APPLIED)
    + _FORMAT.format(49, 0, _APPLIED)  # text, or Excel makes a day of “1-2” that somebody writes there
    + _FORMAT.format(0, 0, _APPLIED)
    + _FORMAT.format(164, 0, _APPLIED)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
