"""Codebooks written for other programs and for paper; tables come back equal."""

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.codebook import Codebook, CodebookEntry, CodebookSet, Wording, read_codebook
from qualcode.errors import CannotWrite
from qualcode.exporters import FolderMissing, UnknownSuffix
from qualcode.exporters.codebook_files import (
    CODEBOOK_EXPORTERS,
    Printing,
    codebook_bytes,
    write_codebook_file,
)
from qualcode.importers.codebook_files import matched, understood
from qualcode.model import LANGUAGES
from qualcode.text.normalise import canonical

CODEBOOKS = Path(__file__).parents[2] / "codebooks"
PRINTING = Printing("2026-03-01")
FEAR = CodebookEntry(
    "Fear",
    {
        "en": Wording(
            "Fear", "Being afraid.", "Words of fear.", "Always.", "Never.", "I was afraid.", "Awe."
        ),
        "ru": Wording("Страх", brief="Боится."),
    },
    colour="#d55e00",
    key="f",
    contradicts=("Calm",),
    terms={"en": ("fear", "panic")},
    id="fear",
)
CALM = CodebookEntry("Calm", {"en": Wording("Calm")}, id="calm")
BOOK = Codebook(
    "Two villages",
    "en",
    "Of two streets.",
    (CodebookEntry("Feelings", {"en": Wording("Feelings")}, codable=False, children=(FEAR, CALM), id="all"),),
    (CodebookSet("First", ("Fear", "Calm"), "1"),),
)


def again(book, suffix):
    exporter = next(each for each in CODEBOOK_EXPORTERS if each.suffix == suffix)
    found = matched(understood(f"{book.name}{suffix}", codebook_bytes(book, exporter, PRINTING)))
    assert found.problems == ()
    return found.codebook


def as_a_table_has_it(book):
    """Without what a table does not tell: a description, the keys and order of sets, sets without codes."""
    sets = {each.name: frozenset(each.codes) for each in book.sets if each.codes}
    return replace(book, name="", description="", sets=()), sets


# -- tables ----------------------------------------------------------------------------------------------

texts = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\nқұғі🙂;,\"'=|\t"), max_size=25
    ),
    st.sampled_from(
        ["=1+1", "'=1", "_x0041_", "a; b, c", '"', "- no", "  x\n y", "1.5", "TRUE", "2020-01-02"]
    ),
).map(lambda text: canonical(text).text.strip())
lines = texts.map(lambda text: " ".join(text.split()))
names = lines.map(lambda text: text.replace("/", "")[:40].strip()).filter(bool)


@st.composite
def entries(draw, language, depth):
    made = []
    for name in draw(st.lists(names, min_size=1 if depth == 3 else 0, max_size=2, unique=True)):
        others = st.builds(Wording, lines, texts, texts, texts, texts, texts, texts).filter(
            lambda w: w != Wording()
        )
        wordings = draw(
            st.dictionaries(st.sampled_from([each for each in LANGUAGES if each != language]), others)
        )
        own = draw(st.builds(Wording, st.just(name), texts, texts, texts, texts, texts, texts))
        term_lists = st.lists(lines.filter(bool), min_size=1, max_size=3).map(tuple)
        made.append(
            CodebookEntry(
                name,
                {language: own, **wordings},
                colour=draw(st.just("") | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)),
                codable=draw(st.booleans()),
                terms=draw(st.dictionaries(st.sampled_from(LANGUAGES), term_lists, max_size=2)),
                children=draw(entries(language, depth - 1)) if depth else (),
                id=str(draw(st.uuids())),
            )
        )
    return tuple(made)


@st.composite
def codebooks(draw):
    language = draw(st.sampled_from(LANGUAGES))
    book = Codebook("book", language, entries=draw(entries(language, 3)))
    paths = [path for path, _ in book.walk()]
    keys = iter(draw(st.permutations("123456789abcdefghijklmnopqrstuvwxyz")))

    def finished(entry, above=()):
        path = (*above, entry.name)
        others = [" / ".join(other) for other in paths if other != path]
        return replace(
            entry,
            key=next(keys) if draw(st.booleans()) else "",
            contradicts=tuple(draw(st.lists(st.sampled_from(others), max_size=2))) if others else (),
            children=tuple(finished(child, path) for child in entry.children),
        )

    last = [path[-1] for path in paths]
    called = [path[-1] if last.count(path[-1]) == 1 else " / ".join(path) for path in paths]
    members = st.lists(st.sampled_from(called), max_size=3, unique=True).map(tuple)
    sets = [CodebookSet(name, draw(members)) for name in draw(st.lists(names, max_size=2, unique=True))]
    return replace(book, entries=tuple(map(finished, book.entries)), sets=tuple(sets))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60
)
@given(book=codebooks())
def test_a_table_comes_back_equal(suffix, book):
    found = again(book, suffix)

    assert as_a_table_has_it(found) == as_a_table_has_it(book)
    assert [entry.id for _path, entry in found.walk()] == [entry.id for _path, entry in book.walk()]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".qdc", ".yaml"])
@pytest.mark.parametrize("name", ["intercommunal-conflict", "starter"])
def test_the_supplied_codebooks_go_through_every_format(name, suffix):
    book, _ = read_codebook((CODEBOOKS / f"{name}.yaml").read_text("utf-8"))

    found = again(book, suffix)

    assert replace(found, name=book.name, description=book.description) == book


def test_a_spreadsheet_takes_no_name_for_a_formula():
    book = Codebook("book", "en", entries=(CodebookEntry("=1+1", {"en": Wording("=1+1")}),))
    exporter = next(each for each in CODEBOOK_EXPORTERS if each.suffix == ".csv")

    assert "\n'=1+1," in codebook_bytes(book, exporter, PRINTING).decode("utf-8-sig").replace("\r", "")


# -- Word ------------------------------------------------------------------------------------------------


def paragraphs(tmp_path, **how):
    out = tmp_path / "book.docx"
    write_codebook_file(BOOK, out, Printing("2026-03-01", **how))
    return [(each.style.name, each.text) for each in docx.Document(str(out)).paragraphs]


def test_a_codebook_is_printed_as_an_appendix(tmp_path):
    assert paragraphs(tmp_path) == [
        ("Title", "Two villages"),
        ("Subtitle", "Codebook · 1 March 2026"),
        ("Export lead", "Of two streets."),
        ("Export note", "Codes: 2"),
        ("Heading 1", "Feelings"),
        ("Excerpt count", "A heading, not given to words"),
        ("Heading 2", "■ Fear"),
        ("Excerpt count", "Feelings / Fear · Key f"),
        ("Export lead", "Brief definition. Being afraid."),
        ("Export lead", "Full definition. Words of fear."),
        ("Export lead", "When to use. Always."),
        ("Export lead", "When not to use. Never."),
        ("Export lead", "Example. I was afraid."),
        ("Export lead", "Near miss. Awe."),
        ("Excerpt memo", "Русский: Страх"),
        ("Export lead", "Краткое определение. Боится."),
        ("Export lead", "Search terms. fear; panic"),
        ("Export lead", "Contradicts. Calm"),
        ("Heading 2", "Calm"),
        ("Excerpt count", "Feelings / Calm"),
        ("Heading 1", "Code sets"),
        ("Export lead", "First: Fear; Calm"),
    ]


def test_it_may_be_printed_in_one_language_with_counts(tmp_path):
    found = paragraphs(tmp_path, languages=("ru",), counts={"fear": 12})

    assert ("Subtitle", "Кодовая книга · 1 марта 2026\u202fг.") in found
    assert ("Heading 2", "■ Страх") in found
    assert ("Excerpt count", "Feelings / Fear · Клавиша f · Кодирования: 12") in found
    assert ("Excerpt count", "Feelings / Calm · Кодирования: 0") in found
    assert ("Export lead", "First: Страх; Calm") in found
    assert not any("afraid" in text for _style, text in found)


def test_colours_are_printed(tmp_path):
    write_codebook_file(BOOK, tmp_path / "book.docx", PRINTING)

    xml = zipfile.ZipFile(tmp_path / "book.docx").read("word/document.xml").decode()
    assert '<w:color w:val="D55E00"/></w:rPr><w:t xml:space="preserve">■ ' in xml


# -- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exporter", CODEBOOK_EXPORTERS, ids=lambda each: each.name)
def test_every_format_says_how_many_codes_it_wrote(tmp_path, exporter):
    assert write_codebook_file(BOOK, tmp_path / f"c{exporter.suffix}", PRINTING) == 3
    assert [path.name for path in tmp_path.iterdir()] == [f"c{exporter.suffix}"]


def test_what_cannot_be_written_says_so(tmp_path):
    with pytest.raises(UnknownSuffix, match=".qdc"):
        write_codebook_file(BOOK, tmp_path / "c.pdf", PRINTING)
    with pytest.raises(FolderMissing):
        write_codebook_file(BOOK, tmp_path / "nowhere" / "c.qdc", PRINTING)
    (tmp_path / "c.qdc").mkdir()
    with pytest.raises(CannotWrite):
        write_codebook_file(BOOK, tmp_path / "c.qdc", PRINTING)
