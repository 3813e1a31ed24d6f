"""A codebook as a Word document: the appendix of a paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from qualcode.codebook import Codebook, CodebookEntry, Wording
from qualcode.codebook import Path as CodePath
from qualcode.exporters import docx_parts as word
from qualcode.exporters.about import About
from qualcode.exporters.docx_parts import paragraph, run
from qualcode.exporters.office import content_types, core_properties, relationships, write_package
from qualcode.model import LANGUAGES
from qualcode.text.definition_labels import ITS_NAME, LABELS, OF_A_CODEBOOK

DEEPEST = 4
"""The lowest heading; codes deeper in the tree share it."""
_FIELDS = tuple(item.name for item in fields(Wording) if item.name != "name")
_DOT = " · "


def write_docx(
    codebook: Codebook,
    path: Path,
    about: About,
    *,
    languages: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write the document: in the languages that are told, in this order, or in all.

    `counts`: by GUID how often each code was given; left out where there are none.
    """
    spoken = tuple(languages) or (
        codebook.language,
        *(each for each in LANGUAGES if each != codebook.language),
    )
    write_package(path, _parts(codebook, about, spoken, counts))


def _parts(
    codebook: Codebook, about: About, spoken: Sequence[str], counts: Mapping[str, int] | None
) -> Iterator[tuple[str, Iterator[str] | list[str]]]:
    yield "[Content_Types].xml", [content_types(word.CONTENT)]
    yield "_rels/.rels", [relationships(word.ROOT)]
    yield "docProps/core.xml", [core_properties(about)]
    yield "word/_rels/document.xml.rels", [relationships(word.DOCUMENT)]
    yield "word/styles.xml", [word.styles(spoken[0])]
    yield "word/settings.xml", [word.SETTINGS]
    yield "word/header.xml", [word.header(paragraph("Header", run(codebook.name)))]
    yield "word/footer.xml", [word.FOOTER]
    yield "word/footer_first.xml", [word.FOOTER]
    yield "word/document.xml", _document(codebook, about, spoken, counts)


def _document(
    codebook: Codebook, about: About, spoken: Sequence[str], counts: Mapping[str, int] | None
) -> Iterator[str]:
    labels = OF_A_CODEBOOK[spoken[0]]
    codes = sum(entry.codable for _path, entry in codebook.walk())
    yield word.BODY
    yield paragraph("Title", run(codebook.name))
    yield paragraph("Subtitle", run(_DOT.join((labels["codebook"], about.day_in_words()))))
    if codebook.description:
        yield paragraph("Lead", run(codebook.description))
    yield paragraph("Note", run(f"{labels['codes']}: {codes}"))
    for path, entry in codebook.walk():
        yield from _code(path, entry, spoken, codebook, counts)
    if codebook.sets:
        yield paragraph("Heading1", run(labels["sets"]))
        for each in codebook.sets:
            names = "; ".join(_called(each.codes, spoken[0], codebook))
            yield paragraph("Lead", run(f"{each.name}: ", word.STRONG) + run(names))
    yield word.END


def _code(
    path: CodePath,
    entry: CodebookEntry,
    spoken: Sequence[str],
    codebook: Codebook,
    counts: Mapping[str, int] | None,
) -> Iterator[str]:
    own = codebook.language
    name = _name(entry, spoken[0])
    square = run("■ ", _coloured(entry.colour)) if entry.colour else ""
    yield paragraph(f"Heading{min(len(path), DEEPEST)}", square + run(name))
    facts = _facts(path, entry, spoken[0], counts)
    if facts:
        yield paragraph("Count", run(_DOT.join(facts)))
    told = [each for each in spoken if _says(entry, each, own)]
    for each in told:
        if each != spoken[0]:
            called = entry.wordings[each].name if each != own else entry.name
            yield paragraph("Memo", run(": ".join(filter(None, (ITS_NAME[each], called)))), word.KEEP_NEXT)
        yield from _wording(entry, each)
    yield from _relations(entry, spoken, codebook)


def _name(entry: CodebookEntry, language: str) -> str:
    return entry.wordings.get(language, Wording()).name or entry.name


def _coloured(colour: str) -> str:
    return f'<w:rPr><w:color w:val="{colour.removeprefix("#").upper()}"/></w:rPr>'


def _facts(
    path: CodePath, entry: CodebookEntry, language: str, counts: Mapping[str, int] | None
) -> list[str]:
    labels, own = OF_A_CODEBOOK[language], LABELS[language]
    given = counts.get(entry.id, 0) if counts is not None else None
    facts = [
        " / ".join(path) if len(path) > 1 or _name(entry, language) != entry.name else "",
        f"{own['key']} {entry.key}" if entry.key else "",
        "" if entry.codable else labels["heading"],
        f"{labels['codings']}: {given}" if given is not None and entry.codable else "",
    ]
    return [fact for fact in facts if fact]


def _says(entry: CodebookEntry, language: str, own: str) -> bool:
    wording = entry.wordings.get(language, Wording())
    return any(getattr(wording, field) for field in _FIELDS) or bool(wording.name and language != own)


def _wording(entry: CodebookEntry, language: str) -> Iterator[str]:
    tag = word.language(word.LANGUAGES[language])
    for field in _FIELDS:
        text = str(getattr(entry.wordings[language], field)).strip()
        if text:
            yield paragraph("Lead", run(f"{LABELS[language][field]}. ", word.STRONG) + run(text, tag))


def _relations(entry: CodebookEntry, spoken: Sequence[str], codebook: Codebook) -> Iterator[str]:
    terms = {each: entry.terms[each] for each in spoken if entry.terms.get(each)}
    for each, words in terms.items():
        yield paragraph("Lead", run(f"{LABELS[each]['terms']}. ", word.STRONG) + run("; ".join(words)))
    if entry.contradicts:
        label = LABELS[spoken[0]]["contradicts"]
        names = "; ".join(_called(entry.contradicts, spoken[0], codebook))
        yield paragraph("Lead", run(f"{label}. ", word.STRONG) + run(names))


def _called(references: Sequence[str], language: str, codebook: Codebook) -> Iterator[str]:
    """Codes as the document calls them."""
    entries, find = dict(codebook.walk()), codebook.finder()
    for reference in references:
        path = next(iter(find(reference)), None)
        yield _name(entries[path], language) if path and " / " not in reference else reference
