"""Paragraphs from the lines of a PDF: where each begins, and what it reads."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.importers.pdf_hyphens import Hyphens
from qualcode.importers.pdf_places import Place, Print, placed, print_of
from qualcode.importers.pdf_rows import ASIDE, Strip
from qualcode.importers.pdf_style import INDENTED, Style, ends_short, stands_off, style_of
from qualcode.text.labels import LONGEST, NAME, likely_role, role_word, shape
from qualcode.text.times import STAMP
from qualcode.text.turns import Line

_HEADING = 200
_ROWS_OF_A_HEADING = 3
_TITLE_STEP = 1.6
_OFTEN = 0.3
_KNOWN = 2
_KNOWN_ALONE = 3
_LABEL = re.compile(
    rf"(?:{STAMP}\s*+)?+(?P<label>[^\W_][^:：\n]{{0,40}}?)\s*+(?:{STAMP}\s*+)?+[:：](?!\S?\d\d)"
)
_WITHIN = re.compile(r"(?:(?<=\s)[^\W_][\w.’-]*\s?){1,3}:")
_STAMPED = re.compile(STAMP)
_DASH = re.compile(r"[—–-]\s")
_ITEM = re.compile(r"[•●▪■◦○‣➢✓*–—-]\s|\(?(?:\d{1,3}|[^\W\d_])[.)]\s")
_BULLET = re.compile(r"[•●▪■◦○‣➢✓]")
_BROKEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
_ENDED = re.compile(r"[.!?…:;][»”\"’')\]]*$")


def paragraphs_of(pages: Sequence[Sequence[Strip]]) -> tuple[list[Line], int]:
    """The paragraphs of all pages as lines, and how many footnotes stand behind the paragraph above them."""
    text, notes = placed(pages)
    letters = print_of(pages)
    groups = _grouped(text, letters)
    noted = _grouped_notes(notes)
    hyphens = Hyphens([place.text for place in (*text, *notes)])
    ordered = list(_with_notes(groups, noted))
    return [_line(group, letters, hyphens) for group in ordered], sum(
        group[0].column != ASIDE for group in noted
    )


def _grouped(places: Sequence[Place], letters: Print) -> list[list[Place]]:
    """The lines of each paragraph."""
    style = style_of(places, letters)
    groups: list[list[Place]] = []
    for place in places:
        if groups and not _begins(groups[-1], place, style):
            groups[-1].append(place)
        else:
            groups.append([place])
    return list(_parted_at_labels(groups))


def _grouped_notes(places: Sequence[Place]) -> list[list[Place]]:
    groups: list[list[Place]] = []
    for place in places:
        if groups and not place.starts:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _with_notes(groups: Sequence[list[Place]], notes: Sequence[list[Place]]) -> Iterator[list[Place]]:
    """Footnotes after the paragraph in which their page ends, so that none of its sentences is broken."""
    waiting = list(reversed(notes))
    for at, group in enumerate(groups):
        yield group
        page = groups[at + 1][0].page if at + 1 < len(groups) else None
        while waiting and (page is None or waiting[-1][0].page < page):
            yield waiting.pop()


# -- where a paragraph begins --------------------------------------------------------------------------


def _begins(group: Sequence[Place], place: Place, style: Style) -> bool:
    before = group[-1]
    if _BULLET.match(place.text):
        return True
    if _is_title(group, place, style) or _goes_on_overleaf(before, place, style):
        return False
    if stands_off(before, place, style):
        return True
    if ends_short(before, place) and not _breaks_a_word(before, place):
        return True
    small = place.text[:1].islower()
    return not (style.wraps or small) or _begins_inwards(group, place, style)


def _begins_inwards(group: Sequence[Place], place: Place, style: Style) -> bool:
    """Whether its indent makes it a first line; or its lack of one, in a document of hanging paragraphs."""
    before = group[-1]
    if style.hanging:
        return place.stepped and place.indent < INDENTED * style.size
    inwards = place.indent - before.indent
    hangs = place.text[:1].islower() or (len(group) == 1 and _ITEM.match(before.text) is not None)
    if inwards > 0 and hangs:
        return False
    alike = style.indent > 0 and max(abs(inwards), abs(place.indent - style.indent)) < 1
    return inwards > INDENTED * style.size or alike


def _breaks_a_word(before: Place, place: Place) -> bool:
    return _BROKEN.search(before.text) is not None and place.text[:1].islower()


def _goes_on_overleaf(before: Place, place: Place, style: Style) -> bool:
    """Whether a sentence runs over the end of a page or column."""
    runs = place.text[:1].islower() and not _ENDED.search(before.text)
    same = before.page == place.page and before.column == place.column
    return runs and not same and not stands_off(before, place, style)


def _is_title(group: Sequence[Place], place: Place, style: Style) -> bool:
    """Whether a large heading goes on in its second line."""
    before = group[-1]
    large = min(before.size, place.size) >= style.larger * style.size
    near = before.page == place.page and 0 < place.y - before.y < _TITLE_STEP * before.size
    alike = abs(before.size - place.size) < 1 and before.column == place.column
    return large and near and alike and len(group) < _ROWS_OF_A_HEADING


def _parted_at_labels(groups: Sequence[list[Place]]) -> Iterator[list[Place]]:
    """Where the line before a label happens to be full, its paragraph is parted all the same.

    A label is known by the paragraphs that certainly begin with it.
    """
    known = _known_labels(groups)
    alone = Counter(group[0].text for group in groups if len(group) == 1 and len(group[0].text) <= LONGEST)
    stamped = sum(bool(_STAMPED.match(group[0].text)) for group in groups) > _OFTEN * len(groups)
    dashes = sum(bool(_DASH.match(group[0].text)) for group in groups) >= _KNOWN
    for group in groups:
        part = [group[0]]
        for place in group[1:]:
            label = _label(place.text)
            before = part[-1].text
            if (
                label in known
                or alone[place.text] >= _KNOWN_ALONE
                or (alone[before] >= _KNOWN_ALONE and len(part) == 1)
                or (stamped and _STAMPED.match(place.text))
                or (dashes and _DASH.match(place.text) and _ENDED.search(before))
            ):
                yield part
                part = []
            part.append(place)
        yield part


def _known_labels(groups: Sequence[list[Place]]) -> set[str]:
    """Those that begin paragraphs; in a conversation also names that begin lines and stand in none."""
    firsts = Counter(label for group in groups if (label := _label(group[0].text)))
    known = {label for label, often in firsts.items() if often >= _KNOWN or role_word(label)}
    if firsts.total() > _OFTEN * len(groups):
        begins = Counter(label for group in groups for place in group if (label := _name(place.text)))
        within = {
            found[0].rstrip(" :").casefold()
            for group in groups
            for place in group
            for found in _WITHIN.finditer(place.text, 1)
        }
        known |= {
            label
            for label, often in begins.items()
            if label not in within and (often >= _KNOWN or role_word(label))
        }
    return known


def _name(text: str) -> str:
    """A label that names somebody."""
    found = _LABEL.match(text)
    named = found and (shape(found["label"]) == NAME or likely_role(found["label"]))
    return found["label"].casefold() if found and named else ""


def _label(text: str) -> str:
    found = _LABEL.match(text)
    return found["label"].casefold() if found else ""


# -- what it reads -------------------------------------------------------------------------------------


def _line(group: Sequence[Place], letters: Print, hyphens: Hyphens) -> Line:
    text = group[0].text
    for place in group[1:]:
        text = hyphens.joined(text, place.text)
    bold = len(text) if all(place.is_bold for place in group) else group[0].bold
    large = min(place.size for place in group) >= letters.larger * letters.size
    heading = large and len(text) <= _HEADING and len(group) <= _ROWS_OF_A_HEADING
    return Line(text.removesuffix("\u00ad"), bold, heading, group[0].cell)
