"""A codebook as REFI-QDA (.qdc); valid by the standard's own schema."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from qualcode.codebook import Codebook, CodebookEntry, CodebookSet, Path
from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.refi.described import as_description, of_set

NAMESPACE = "urn:QDA-XML:codebook:1.0"
SCHEMA = "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"
OWN = "qualcode"
"""The target of the processing instruction that keeps what the format has no place for."""
_NAMES = UUID("6f0d3f5e-9a43-4a6b-8a5e-5d0c5c1f2b7a")
"""The space in which codes without a GUID get one by their path."""
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(eq=False)
class NoCodes(QualcodeError):
    template = N_("There are no codes yet; a REFI-QDA codebook holds at least one.")


def write_qdc(codebook: Codebook, origin: str) -> str:
    """The codebook as XML; `origin` says which program wrote it. Raises NoCodes."""
    if not codebook.entries:
        raise NoCodes
    return "\n".join(_lines(codebook, origin)) + "\n"


def _lines(codebook: Codebook, origin: str) -> Iterator[str]:
    guids = {path: _guid(entry.id, path) for path, entry in codebook.walk()}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<?{OWN} {_own(codebook)}?>"
    yield (
        f'<CodeBook xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{NAMESPACE} {SCHEMA}" origin={_attribute(origin)}>'
    )
    yield "<Codes>"
    yield from _codes(codebook.entries, (), guids, codebook.language)
    yield "</Codes>"
    if codebook.sets:
        yield "<Sets>"
        yield from _sets(codebook, guids)
        yield "</Sets>"
    yield "</CodeBook>"


def _own(codebook: Codebook) -> str:
    told = {"name": codebook.name, "language": codebook.language, "description": codebook.description}
    return _clean(json.dumps(told, ensure_ascii=False)).replace("?>", "?\\u003e")


def _codes(
    entries: Iterable[CodebookEntry], above: Path, guids: dict[Path, str], language: str
) -> Iterator[str]:
    for entry in entries:
        path = (*above, entry.name)
        colour = f" color={_attribute(entry.colour)}" if entry.colour else ""
        head = f"<Code guid={_attribute(guids[path])} name={_attribute(entry.name)}"
        yield f'{head} isCodable="{str(entry.codable).lower()}"{colour}>'
        yield from _description(as_description(entry, language))
        yield from _codes(entry.children, path, guids, language)
        yield "</Code>"


def _sets(codebook: Codebook, guids: dict[Path, str]) -> Iterator[str]:
    find = codebook.finder()
    for each in codebook.sets:
        guid = _guid(each.id, ("set", each.name))
        yield f"<Set guid={_attribute(guid)} name={_attribute(each.name)}>"
        yield from _description(of_set(each.key, codebook.language))
        yield from (f"<MemberCode guid={_attribute(guids[path])}/>" for path in _members(each, find))
        yield "</Set>"


def _members(each: CodebookSet, find: Callable[[str], tuple[Path, ...]]) -> Iterator[Path]:
    for reference in each.codes:
        yield from find(reference)[:1]


def _description(text: str) -> Iterator[str]:
    if text:
        yield f"<Description>{escape(_clean(text))}</Description>"


def _guid(known: str, path: Path) -> str:
    return known or str(uuid5(_NAMES, "\0".join(path)))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _REFUSED.sub("", text)
