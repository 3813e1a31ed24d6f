"""Excerpts as a Word document, grouped by code: something to send to a co-author."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from pathlib import Path

from qualcode.exporters import docx_parts as word
from qualcode.exporters.about import ONE_CODING, About
from qualcode.exporters.columns import marked
from qualcode.exporters.docx_parts import paragraph as _paragraph
from qualcode.exporters.docx_parts import run as _run
from qualcode.exporters.office import (
    content_types,
    core_properties,
    relationships,
    write_package,
)
from qualcode.i18n import N_
from qualcode.model import Segment

PATH = " / "
"""What joins the names in a code's path."""
DEEPEST = 4
"""The lowest heading; codes deeper in the tree share it."""
SEPARATOR = " · "
SHORT = 3
"""A value of so few letters (“34”, “yes”, “нет”, “жоқ”) says nothing without its attribute's name."""

_digits = re.compile(r"([0-9]{1,18})")


def write_docx(segments: Iterable[Segment], path: Path, about: About) -> int:
    """Write the document; return how many excerpts. They are sorted, so all are held in memory."""
    ordered = sorted(segments, key=_reading_order)
    write_package(path, _parts(ordered, about))
    return len(ordered)


def _reading_order(segment: Segment) -> tuple[object, ...]:
    code = tuple(_natural(name) for name in segment.code.split(PATH))
    return code, _natural(segment.source), segment.source_id, segment.start, segment.end, segment.coder


@lru_cache(maxsize=4096)
def _natural(name: str) -> tuple[list[str | int], str]:
    """A key that puts “Interview 2” before “Interview 10”."""
    pieces = _digits.split(name.casefold())
    return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)], name


def _parts(segments: Sequence[Segment], about: About) -> Iterator[tuple[str, Iterable[str]]]:
    yield "[Content_Types].xml", [content_types(word.CONTENT)]
    yield "_rels/.rels", [relationships(word.ROOT)]
    yield "docProps/core.xml", [core_properties(about)]
    yield "word/_rels/document.xml.rels", [relationships(word.DOCUMENT)]
    yield "word/styles.xml", [word.styles(about.language)]
    yield "word/settings.xml", [word.SETTINGS]
    yield "word/header.xml", [word.header(_paragraph("Header", _run(about.project)))]
    yield "word/footer.xml", [word.FOOTER]
    yield "word/footer_first.xml", [word.FOOTER]
    yield "word/document.xml", _document(segments, about)


def _document(segments: Sequence[Segment], about: About) -> Iterator[str]:
    yield word.BODY
    yield from _head(segments, about)
    above: Sequence[str] = ()
    for code, excerpts in groupby(segments, key=lambda segment: segment.code):
        names = code.split(PATH)
        yield from _headings(names, above)
        above = names
        yield from _code(list(excerpts), about)
    yield word.END


def _head(segments: Sequence[Segment], about: About) -> Iterator[str]:
    """What this is: project, date, selection, how many excerpts, and how to read them."""
    words = about.words
    yield _paragraph("Title", _run(about.project))
    yield _paragraph(
        "Subtitle", _run(words.gettext("Coded excerpts, {date}").format(date=about.day_in_words()))
    )
    yield _paragraph("Lead", _run(about.selection))
    yield _paragraph("Lead", _run(_overview(segments, about)))
    yield _paragraph("Note", _run(words.gettext(ONE_CODING)))


def _overview(segments: Sequence[Segment], about: About) -> str:
    words = about.words
    if not segments:
        return words.gettext("Nothing is coded in this selection.")
    codes = len({segment.code_id for segment in segments})
    under = words.ngettext("under {count} code", "under {count} codes", codes)
    return f"{_counts(segments, about)}, {under.format(count=about.number(codes))}."


def _headings(names: Sequence[str], above: Sequence[str]) -> Iterator[str]:
    """The headings that differ from those the code before stood under."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(names, above, strict=False)))
    for depth, name in enumerate(names[shared:], shared + 1):
        yield _paragraph(f"Heading{min(depth, DEEPEST)}", _run(name))


def _code(segments: Sequence[Segment], about: About) -> Iterator[str]:
    yield _paragraph("Count", _run(_counts(segments, about)))
    label = about.words.gettext("Memo:")
    for segment in segments:
        language = word.LANGUAGES.get(segment.language.split("+")[0])
        memo = segment.memo.strip()
        yield _paragraph("Quote", _run(segment.quote.strip(), word.language(language) if language else ""))
        yield _paragraph("Citation", _citation(segment, about), word.KEEP_NEXT if memo else "")
        if memo:
            yield _paragraph("Memo", _run(f"{label} {memo}"))


def _counts(segments: Sequence[Segment], about: About) -> str:
    """“41 excerpts from 12 respondents in 15 sources”; nothing of respondents where none is known."""
    words, number = about.words, about.number
    respondents = len({segment.case for segment in segments} - {""})
    sources = len({segment.source_id for segment in segments})
    # A template even for this, because the order of the three differs between languages.
    sentence = N_("{excerpts} {respondents} {sources}") if respondents else N_("{excerpts} {sources}")
    return words.gettext(sentence).format(
        excerpts=words.ngettext("{count} excerpt", "{count} excerpts", len(segments)).format(
            count=number(len(segments))
        ),
        respondents=words.ngettext("from {count} respondent", "from {count} respondents", respondents).format(
            count=number(respondents)
        ),
        sources=words.ngettext("in {count} source", "in {count} sources", sources).format(
            count=number(sources)
        ),
    )


def _citation(segment: Segment, about: About) -> str:
    """Who says it, who that is, where it stands, and who coded it."""
    _ = about.words.gettext
    who = segment.case or segment.speaker
    facts = [
        _("interviewer") if segment.role == "interviewer" else "",
        segment.group,
        ", ".join(_valued(about.attributes, segment.values)),
        segment.source,
        _version(segment, about),
        _place(segment, about),
        _("coded by {coder}").format(coder=segment.coder),
        marked(segment, about),
    ]
    rest = SEPARATOR.join(fact for fact in facts if fact)
    return _run(who, word.STRONG) + _run(SEPARATOR + rest) if who else _run(rest)


def _version(segment: Segment, about: About) -> str:
    """Which wording of the source the words are from; the first one goes without saying."""
    if segment.version == 1:
        return ""
    return about.words.gettext("version {number}").format(number=segment.version)


def _valued(attributes: Sequence[str], values: Sequence[str]) -> Iterator[str]:
    for attribute, value in zip(attributes, values, strict=False):
        if value:
            yield f"{attribute} {value}" if sum(map(str.isalpha, value)) <= SHORT else value


def _place(segment: Segment, about: About) -> str:
    """Its turn and paragraph; in a text without speakers a turn is a paragraph, and goes without saying."""
    if not segment.speaker:
        return f"¶ {segment.paragraph}"
    turn = about.words.gettext("turn {number}").format(number=segment.turn)
    return f"{turn}, ¶ {segment.paragraph}"
