"""Files to import: the case files beside the project, and Word documents drawn in the test."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases"

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of case files that are not ours (`shared/cases` beside the project)."""
    if not CASES.is_dir():
        pytest.skip(f"the case files are not there: {CASES}")
    return CASES


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "transcripts_sample"


@pytest.fixture
def zipped() -> Callable[..., bytes]:
    """A zip of named parts, in order."""

    def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", method) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return target.getvalue()

    return zipped


@pytest.fixture
def word_xml(zipped) -> Callable[..., bytes]:
    """A Word document with a body written in XML, and parts added to it."""

    def word_xml(body: str, head: str = "", **more: str) -> bytes:
        document = f"<?xml version='1.0'?>{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"
        parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
        return zipped(parts | more)

    return word_xml


@pytest.fixture
def word() -> Callable[..., bytes]:
    """A Word document of paragraphs: `**bold** words`, `# heading`, `cell|cell`."""

    def word(*paragraphs: str) -> bytes:
        document = docx.Document()
        for text in paragraphs:
            if text.startswith("# "):
                document.add_heading(text[2:], 1)
            elif "|" in text:
                row = text.split("|")
                table = document.add_table(1, len(row))
                for cell, words in zip(table.rows[0].cells, row, strict=True):
                    cell.text = words
            else:
                bold, _, plain = (
                    text.removeprefix("**").partition("**") if text.startswith("**") else ("", "", text)
                )
                paragraph = document.add_paragraph()
                if bold:
                    paragraph.add_run(bold).bold = True
                paragraph.add_run(plain)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return word
