"""Excerpts as an Excel workbook: one row each, and a sheet that says what they are.

The XML is written here: 40,000 excerpts took XlsxWriter 2.9 s and take this 0.7 s, and XlsxWriter in its
constant-memory mode takes a quote like “<r>…</r>” for markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.exporters.about import ONE_CODING, About
from qualcode.exporters.columns import Column, columns, marked, values_of
from qualcode.exporters.office import (
    content_types,
    core_properties,
    relationships,
    write_package,
    xml_attribute,
    xml_text,
)
from qualcode.exporters.problems import TooManyRows
from qualcode.model import Segment

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below its header."""
MOST_CHARACTERS = 32_767
"""What a cell of Excel holds, in UTF-16 units; it calls a file with more damaged."""
CUT = " […]"
LINE, HIGHEST = 15, 409
"""The height of a line, and of the highest row, in points."""

# A number of up to fifteen digits keeps them all in Excel; “007” and “1e5” are names.
_is_number = re.compile(r"-?(?=[0-9.]{1,15}$)(?:0|[1-9][0-9]*)(?:\.[0-9]+)?").fullmatch
# Excel reads “_x0041_” in a text as the letter A.
_looks_escaped = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(segments: Iterable[Segment], path: Path, about: About) -> int:
    """Write the sheets “Excerpts” and “About”; return how many excerpts."""
    if about.count is not None and about.count > MOST_ROWS:
        raise TooManyRows(MOST_ROWS)
    sheet = _Excerpts(columns(about))
    write_package(path, _parts(segments, sheet, about))
    return sheet.count


def _parts(
    segments: Iterable[Segment], sheet: "_Excerpts", about: About
) -> Iterator[tuple[str, Iterable[str]]]:
    yield "[Content_Types].xml", [content_types(_CONTENT)]
    yield "_rels/.rels", [relationships(_ROOT)]
    yield "docProps/core.xml", [core_properties(about, dated=True)]
    yield "xl/_rels/workbook.xml.rels", [relationships(_WORKBOOK)]
    yield "xl/styles.xml", [_STYLES]
    yield "xl/worksheets/sheet1.xml", sheet.xml(segments, about)
    yield "xl/worksheets/sheet2.xml", _about(sheet, about)
    yield "xl/workbook.xml", [_workbook(sheet, about)]


@dataclass
class _Excerpts:
    """The sheet of excerpts, and what there is to say about it once it is written."""

    columns: list[Column]
    count: int = 0
    cut: int = 0
    """Texts that were longer than a cell holds."""

    @property
    def area(self) -> tuple[str, str]:
        """Its first and last cell, header included."""
        return "A1", f"{_letters(len(self.columns))}{self.count + 1}"

    def xml(self, segments: Iterable[Segment], about: About) -> Iterator[str]:
        yield f'<worksheet xmlns="{_MAIN}"><sheetViews>'
        yield '<sheetView tabSelected="1" workbookViewId="0">'
        yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        yield '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        widths = [column.width for column in self.columns]
        yield _widths(widths)
        header = [self.text(column.header) for column in self.columns]
        yield _Cells(widths, [_HEADER] * len(header)).row(1, header)
        cells = _Cells(widths, [_WRAPPED if column.wrap else _PLAIN for column in self.columns])
        for row, values in enumerate(self._rows(segments, about), 2):
            if row > MOST_ROWS + 1:
                raise TooManyRows(MOST_ROWS)
            yield cells.row(row, values)
            self.count += 1

        yield f'</sheetData><autoFilter ref="{":".join(self.area)}"/>{_MARGINS}'
        yield f"{_LANDSCAPE}</worksheet>"

    def _rows(self, segments: Iterable[Segment], about: About) -> Iterator[list[str | int | float]]:
        text, name = self.text, _Texts(self.text)
        for segment, values in values_of(segments, about):
            yield [
                text(segment.quote),
                name[segment.code],
                name[segment.source],
                name[segment.case],
                *[_number(value) if _is_number(value) else name[value] for value in values],
                name[segment.group],
                name[segment.speaker],
                name[segment.role],
                name[segment.language],
                segment.turn,
                segment.paragraph,
                name[segment.coder],
                text(segment.memo),
                text(segment.made),
                name[segment.codebook_version],
                name[marked(segment, about)],
                segment.start,
                segment.end,
                text(segment.coding),
                segment.version,
            ]

    def text(self, text: str) -> str:
        """A cell's text as XML, cut to what a cell holds."""
        # One character is at most two units: most texts need no counting.
        if len(text) > MOST_CHARACTERS // 2:
            units = text.encode("utf-16-le", "replace")
            if len(units) > 2 * MOST_CHARACTERS:
                self.cut += 1
                text = units[: 2 * (MOST_CHARACTERS - len(CUT))].decode("utf-16-le", "ignore") + CUT
        text = xml_text(text)
        return _looks_escaped.sub("_x005F_", text) if "_x" in text else text


def _number(value: str) -> int | float:
    return float(value) if "." in value else int(value)


class _Texts(dict[str, str]):
    """Names come again and again: each is made XML once."""

    def __init__(self, xml: Callable[[str], str]) -> None:
        self.xml = xml

    def __missing__(self, text: str) -> str:
        return self.setdefault(text, self.xml(text))


class _Cells:
    """Writes rows whose columns have these widths and formats; an empty text leaves no cell."""

    def __init__(self, widths: list[int], formats: list[int]) -> None:
        letters = [_letters(number) for number in range(1, len(formats) + 1)]
        self.opened = [f'<c r="{column}' for column in letters]
        self.as_number = [f'" s="{one}"><v>' for one in formats]
        self.as_text = [f'" s="{one}" t="inlineStr"><is><t xml:space="preserve">' for one in formats]
        # A width counts digits, and Cyrillic letters are broader.
        self.wrapped = [
            (place, width * 9 // 10)
            for place, (width, one) in enumerate(zip(widths, formats, strict=True))
            if one == _WRAPPED
        ]

    def row(self, number: int, cells: Sequence[str | int | float]) -> str:
        xml = [f'<row r="{number}"{self._height(cells)}>']
        for opened, as_number, as_text, cell in zip(
            self.opened, self.as_number, self.as_text, cells, strict=True
        ):
            if not isinstance(cell, str):
                xml.append(f"{opened}{number}{as_number}{cell}</v></c>")
            elif cell:
                xml.append(f"{opened}{number}{as_text}{cell}</t></is></c>")
        xml.append("</row>")
        return "".join(xml)

    def _height(self, cells: Sequence[str | int | float]) -> str:
        """A guess, because LibreOffice shows one line of a row that tells no height."""
        lines = 1
        for place, width in self.wrapped:
            text = str(cells[place])
            if len(text) > width or "\n" in text:
                lines = max(lines, sum(len(line) // width + 1 for line in text.split("\n")))
        return f' ht="{min(LINE * lines, HIGHEST)}"' if lines > 1 else ""


def _about(sheet: _Excerpts, about: About) -> Iterator[str]:
    widths = [20, 90]
    yield f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    yield _widths(widths)
    cells = _Cells(widths, [_LABEL, _WRAPPED])
    for row, (label, fact) in enumerate(_facts(sheet, about), 1):
        yield cells.row(row, [sheet.text(label), sheet.text(fact) if isinstance(fact, str) else fact])
    yield f"</sheetData>{_MARGINS}{_LANDSCAPE}</worksheet>"


def _facts(sheet: _Excerpts, about: About) -> Iterator[tuple[str, str | int]]:
    _ = about.words.gettext
    yield _("Project"), about.project
    yield _("Selection"), about.selection
    yield _("Date"), about.day
    yield _("Excerpts"), sheet.count
    yield _("Attributes"), ", ".join(about.attributes)
    yield _("Made with"), about.version
    yield _("What a row is"), _(ONE_CODING)
    if sheet.cut:
        yield (
            _("Cut"),
            about.words.ngettext(
                "{count} text is longer than a cell of Excel holds and ends in […]; csv has it whole.",
                "{count} texts are longer than a cell of Excel holds and end in […]; csv has them whole.",
                sheet.cut,
            ).format(count=sheet.cut),
        )


def _workbook(sheet: _Excerpts, about: About) -> str:
    words = about.words
    names = words.gettext("Excerpts"), words.gettext("About")
    first = f"'{xml_text(names[0])}'!"
    start, end = (re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", cell) for cell in sheet.area)
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews><sheets>'
        + "".join(
            f'<sheet name="{xml_attribute(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in enumerate(names, 1)
        )
        + '</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{first}{start}:{end}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{first}$1:$1</definedName>'
        "</definedNames></workbook>"
    )


def _widths(widths: Sequence[int]) -> str:
    """Columns of these widths, and the start of the cells."""
    return (
        '<sheetFormatPr defaultRowHeight="15"/><cols>'
        + "".join(
            f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
            for column, width in enumerate(widths, 1)
        )
        + "</cols><sheetData>"
    )


def _letters(column: int) -> str:
    """A column's name: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = {"xl/workbook.xml": "officeDocument", "docProps/core.xml": "core-properties"}
_WORKBOOK = {
    "worksheets/sheet1.xml": "worksheet",
    "worksheets/sheet2.xml": "worksheet",
    "styles.xml": "styles",
}
_CONTENT = {
    "xl/workbook.xml": "officedocument.spreadsheetml.sheet.main+xml",
    "xl/worksheets/sheet1.xml": "officedocument.spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": "officedocument.spreadsheetml.worksheet+xml",
    "xl/styles.xml": "officedocument.spreadsheetml.styles+xml",
}
_MARGINS = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
_LANDSCAPE = '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'

_HEADER, _WRAPPED, _PLAIN, _LABEL = 1, 2, 3, 4
"""Cell formats, by their place among the `cellXfs` below."""
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_NO_BORDER = "<left/><right/><top/>"
_FORMAT = '<xf numFmtId="0" fontId="{}" fillId="0" borderId="{}" xfId="0"{}'
_ALIGNED = ' applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"{}/></xf>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="2"><border>{_NO_BORDER}<bottom/><diagonal/></border>'
    f'<border>{_NO_BORDER}<bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    + _FORMAT.format(0, 0, "/>")
    + _FORMAT.format(1, 1, _ALIGNED.format(' wrapText="1"'))
    + _FORMAT.format(0, 0, _ALIGNED.format(' horizontal="left" wrapText="1"'))
    + _FORMAT.format(0, 0, _ALIGNED.format(""))
    + _FORMAT.format(1, 0, _ALIGNED.format(""))
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
