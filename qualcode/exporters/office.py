"""What Word and Excel files have in common: a zip of XML parts, and text that may stand in XML."""

import re
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from qualcode.exporters.about import About

_refused = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def xml_text(text: str) -> str:
    """The text escaped, its line ends as LF, without the characters XML refuses."""
    text = _refused.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml_attribute(text: str) -> str:
    return xml_text(text).replace('"', "&quot;")


def write_package(path: Path, parts: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write the parts one after another as they come, each in pieces; the zip tells no hour."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=4) as package:
        for name, pieces in parts:
            # Given a name, not a ZipInfo, zipfile dates the part 1 January 1980.
            with package.open(name, "w") as part:
                part.write(_DECLARATION.encode())
                for piece in pieces:
                    part.write(piece.encode())


def content_types(overrides: dict[str, str]) -> str:
    """The part that says what each part is."""
    vendor = "application/vnd.openxmlformats-"
    overrides = {"docProps/core.xml": "package.core-properties+xml", **overrides}
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{vendor}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{vendor}{kind}"/>' for name, kind in overrides.items()
        )
        + "</Types>"
    )


def relationships(targets: dict[str, str]) -> str:
    """The part that names a part's neighbours rId1, rId2 …, in this order: where it lies, what it is."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_relationship(kind)}" Target="{target}"/>'
            for number, (target, kind) in enumerate(targets.items(), 1)
        )
        + "</Relationships>"
    )


def _relationship(kind: str) -> str:
    if kind == "core-properties":
        return f"{_PACKAGE}/relationships/metadata/{kind}"
    return f"{_OFFICE}/relationships/{kind}"


def core_properties(about: About, *, dated: bool = False) -> str:
    """A title, nobody's name, and at most the day the export was told; never the hour of writing."""
    day = f'xsi:type="dcterms:W3CDTF">{about.day}T00:00:00Z</dcterms:'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(about.project)}</dc:title>"
        "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"
        + (f"<dcterms:created {day}created><dcterms:modified {day}modified>" if dated else "")
        + "</cp:coreProperties>"
    )
