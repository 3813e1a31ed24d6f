"""Documents made of XML: their parts out of the zip, and a walk through them that does not recurse."""

import io
import zipfile
from collections.abc import Callable
from typing import Any, Final

from qualcode.importers.archive import has_definitions
from qualcode.importers.problems import ForeignDefinitions

_KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "content.xml": "odt",
}

Leave = Callable[[], None]
SKIP: Final[Leave] = lambda: None  # noqa: E731 (a sentinel of the type that `enter` returns)


class Parts:
    """The parts of a zip that `check_archive` has let pass; names in any case."""

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.replace("\\", "/").casefold(): name for name in self._zip.namelist()}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def other_kind(self, wanted: str) -> str:
        """What the zip is, if something else; empty if nobody can say."""
        return next((kind for part, kind in _KINDS.items() if part in self and kind != wanted), "")

    def bytes(self, name: str) -> bytes:
        """Empty where there is no such part."""
        found = self._names.get(name.casefold())
        return self._zip.read(found) if found else b""

    def tree(self, name: str) -> Any:
        """The root of a part; None where it is missing or no XML."""
        return tree_of(self._file, name, self.bytes(name))


def tree_of(file: str, name: str, data: bytes) -> Any:
    """The root of XML; None where it is none. Nothing outside is looked up, and DOCTYPEs are refused."""
    from lxml import etree

    if has_definitions(data):
        raise ForeignDefinitions(file, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def walk(root: Any, enter: Callable[[Any], Leave | None], tail: Callable[[Any], None] | None = None) -> None:
    """Every element below `root` in order.

    `enter` may return what to do when the element ends, or `SKIP` for what is inside it; `tail` is called
    when an element has ended, for the text behind it.
    """
    around = [(root, iter(root), SKIP)]
    while around:
        element, inside, leave = around[-1]
        for child in inside:
            after = enter(child)
            if after is not SKIP:
                if len(child):
                    around.append((child, iter(child), after or SKIP))
                    break
                if after:
                    after()
            if tail:
                tail(child)
        else:
            leave()
            around.pop()
            if tail and around:
                tail(element)
