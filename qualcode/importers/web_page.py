"""A web page as its parser tells of it: what begins, what ends, and the words between."""

from collections import Counter
from collections.abc import Mapping

from qualcode.i18n import N_
from qualcode.importers.document import COMMENTS
from qualcode.importers.web_elements import TELLING, Element, inside, weights_in
from qualcode.importers.web_lines import Lines, has_words
from qualcode.text.notices import Notice
from qualcode.text.turns import Line

_FURNITURE = N_("Lines of menus, side columns and footers of the page were left out: {count}.")
_MOST_CSS = 200_000
_MOST_KNOWN = 10_000


class Page:
    """Its methods are called by the parser, in the order of the page."""

    def __init__(self, file: str) -> None:
        self._elements = [Element()]
        self._known: dict[tuple[Element | str | None, ...], Element] = {}
        self._weights: dict[str, bool] = {}
        self._lines = Lines(file)
        self._title = ""
        self._texts: list[str] = []
        self._left_out: Counter[str] = Counter()
        self._reason = ""
        """Why the words of the element that was entered last are left out, until that is counted."""
        self._comment = False

    def start(self, tag: str, says: Mapping[str, str]) -> None:
        self._take_texts()
        before = self._elements[-1]
        element = self._element(before, tag, says)
        if element.block or tag == "br":
            self._end_line()
        self._elements.append(element)
        if before.left_out is None:
            self._reason = element.left_out or ""
        if says.get("href", "").startswith("#cmnt_ref"):  # Google Docs: a comment, below the text
            self._comment = True
        if tag in _BEGINNINGS:
            _BEGINNINGS[tag](self._lines)

    def end(self, tag: str) -> None:
        self._take_texts()
        if len(self._elements) > 1 and self._elements.pop().block:
            self._end_line()
        if tag in _ENDS:
            _ENDS[tag](self._lines)

    def data(self, text: str) -> None:
        self._texts.append(text)

    def close(self) -> None:
        self._take_texts()
        self._end_line()

    def read(self) -> tuple[list[Line], tuple[str, ...]]:
        """The lines, and what was left out; of a page without words its title."""
        lines = self._lines.kept()
        counts = {**self._left_out, _FURNITURE: len(self._lines) - len(lines)}
        notices = tuple(Notice(sentence, count=count) for sentence, count in counts.items() if count)
        return lines or [Line(" ".join(self._title.split()), heading=True)], notices

    def _element(self, before: Element, tag: str, says: Mapping[str, str]) -> Element:
        key = (before, tag, *map(says.get, TELLING))
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = inside(before, tag, says, self._weights)
        return self._known[key]

    def _take_texts(self) -> None:
        if not self._texts:
            return
        text, element = "".join(self._texts), self._elements[-1]
        self._texts.clear()
        if element.tag == "style":
            self._weights |= dict(weights_in(text[:_MOST_CSS]))
            self._known.clear()
        elif element.left_out is not None:
            self._count(text)
        elif element.tag == "title":
            self._title += text
        else:
            self._lines.add(text, element)

    def _count(self, text: str) -> None:
        if self._reason and has_words(text):
            self._left_out[self._reason] += 1
            self._reason = ""

    def _end_line(self) -> None:
        if self._comment:
            self._left_out[COMMENTS] += self._lines.drop_line()
        else:
            self._lines.end_line()
        self._comment = False


_BEGINNINGS = {"table": Lines.begin_table, "td": Lines.begin_cell, "th": Lines.begin_cell}
_ENDS = {"tr": Lines.end_row, "table": Lines.end_table}
