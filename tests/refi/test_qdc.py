"""REFI-QDA codebooks: written, read again, and read from other programs."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qualcode.codebook import DEEPEST, Codebook, CodebookEntry, CodebookSet, Wording, read_codebook
from qualcode.model import LANGUAGES
from qualcode.refi import NoCodes, read_qdc, write_qdc
from qualcode.text.normalise import canonical

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases"
FEAR = CodebookEntry(
    "Fear",
    {
        "en": Wording(
            "Fear", brief="Being afraid.", full="Words of fear.\n\nAnd of flight.", near_miss="Awe"
        ),
        "kk": Wording("Қорқыныш", brief="Қорқу."),
    },
    colour="#d55e00",
    key="f",
    contradicts=("Calm",),
    terms={"ru": ("страх", "паника; ужас")},
    id="0198c1d2-0000-7000-8000-000000000001",
)
BOOK = Codebook(
    "Two villages",
    "en",
    "Of two streets.",
    (
        CodebookEntry(
            "Feelings", {"en": Wording("Feelings", full="A heading.")}, codable=False, children=(FEAR,)
        ),
        CodebookEntry("Calm", {"en": Wording("Calm")}),
    ),
    (CodebookSet("First reading", ("Fear", "Calm"), "1"),),
)


def case(name):
    path = CASES / name
    if not path.exists():
        pytest.skip(f"there are no shared cases at {path}")
    return path.read_bytes()


def read(text, name="book"):
    found = read_qdc(name, text if isinstance(text, bytes) else text.encode())
    assert found.problems == ()
    return found.codebook


def refused(text):
    found = read_qdc("book", text if isinstance(text, bytes) else text.encode())
    assert found.codebook is None
    [problem] = found.problems
    return str(problem)


def codes(inside):
    return f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{inside}</Codes></CodeBook>'


def paths(book):
    return [" / ".join(path) for path, _entry in book.walk()]


def ids(book):
    return [entry.id for _path, entry in book.walk()]


# -- there and back --------------------------------------------------------------------------------------

marks = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\nқұғі🙂[]\\;,"'), max_size=30
)
texts = st.one_of(
    marks,
    st.sampled_from(
        ["[Example] not one", "\\[Key] 1", "[Мысал]", "a\n[Near miss] b", "<![CDATA[ & ]]>", "?>"]
    ),
).map(lambda text: canonical(text).text.strip())
lines = texts.map(lambda text: " ".join(text.split()))
names = lines.map(lambda text: unicodedata.normalize("NFC", text.replace("/", ""))[:40].strip()).filter(bool)
term_lists = st.lists(lines.filter(bool), min_size=1, max_size=3).map(tuple)


@st.composite
def entries(draw, language, depth):
    made = []
    for name in draw(st.lists(names, min_size=1 if depth == DEEPEST else 0, max_size=2, unique=True)):
        own = draw(st.builds(Wording, st.just(name), texts, texts, texts, texts, texts, texts))
        others = draw(
            st.dictionaries(
                st.sampled_from([each for each in LANGUAGES if each != language]),
                st.builds(Wording, lines, texts, texts, texts, texts, texts, texts).filter(
                    lambda w: w != Wording()
                ),
                max_size=2,
            )
        )
        entry = CodebookEntry(
            name,
            {language: own, **others},
            colour=draw(st.just("") | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)),
            codable=draw(st.booleans()),
            terms=draw(st.dictionaries(st.sampled_from(LANGUAGES), term_lists, max_size=2)),
            children=draw(entries(language, depth - 1)) if depth > DEEPEST - 3 else (),
            id=str(draw(st.uuids())),
        )
        made.append(entry)
    return tuple(made)


@st.composite
def codebooks(draw):
    language = draw(st.sampled_from(LANGUAGES))
    book = Codebook(draw(names), language, draw(texts), draw(entries(language, DEEPEST)))
    there = [path for path, _ in book.walk()]
    keys = iter(draw(st.permutations("123456789abcdefghijklmnopqrstuvwxyz")))

    def finished(entry, above=()):
        path = (*above, entry.name)
        others = [" / ".join(other) for other in there if other != path]
        return replace(
            entry,
            key=next(keys) if draw(st.booleans()) else "",
            contradicts=tuple(draw(st.lists(st.sampled_from(others), max_size=2))) if others else (),
            children=tuple(finished(child, path) for child in entry.children),
        )

    last = [path[-1] for path in there]
    called = [path[-1] if last.count(path[-1]) == 1 else " / ".join(path) for path in there]
    members = st.lists(st.sampled_from(called), max_size=3, unique=True).map(tuple)
    sets = [CodebookSet(name, draw(members), draw(st.sampled_from(["", str(n)])))
            for n, name in enumerate(draw(st.lists(names, max_size=2, unique=True)), 1)]  # fmt: skip
    return replace(book, entries=tuple(map(finished, book.entries)), sets=tuple(sets))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(codebooks())
def test_what_is_written_is_read_again(book):
    found = read_qdc("file", write_qdc(book, "QualCode 0").encode())

    assert found.notices == ()
    assert found.codebook == book
    assert ids(found.codebook) == ids(book)


def test_a_tree_as_deep_as_codebooks_go_is_read_again():
    entry = CodebookEntry("түбі 🙂", {"kk": Wording("түбі 🙂")})
    for level in range(DEEPEST - 1):
        entry = CodebookEntry(f"Деңгей {level}", {"kk": Wording(f"Деңгей {level}")}, children=(entry,))
    book = Codebook("Терең", "kk", entries=(entry,))

    assert read(write_qdc(book, "")) == book


def test_a_description_is_readable_in_other_programs():
    tree = etree.fromstring(write_qdc(BOOK, "QualCode 0").encode())

    heading, fear = [each.text for each in tree.iterfind(".//{*}Code/{*}Description")]
    assert heading == "A heading."
    assert fear.split("\n\n") == [
        "[Brief definition] Being afraid.",
        "[Full definition] Words of fear.",
        "And of flight.",
        "[Near miss] Awe",
        "[Атауы] Қорқыныш",
        "[Қысқаша анықтама] Қорқу.",
        '[Слова для поиска] страх; "паника; ужас"',
        "[Contradicts] Calm",
        "[Key] f",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_our_own_note_the_language_is_found_by_the_words(language):
    """As after another program has saved the file anew: it keeps descriptions and drops the rest."""
    said = {
        "en": "Words of fear and flight",
        "ru": "Слова о страхе и бегстве",
        "kk": "Қорқыныш пен қашу туралы сөздер",
    }
    others = {each: Wording(said[each], brief=said[each]) for each in LANGUAGES if each != language}
    entry = CodebookEntry(said[language], {language: Wording(said[language], full=said[language]), **others})
    book = Codebook("Book", language, entries=(entry,))
    text = write_qdc(book, "")

    found = read(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("<?qualcode")), "Book"
    )

    assert found == book


def test_a_codebook_without_codes_is_not_written():
    with pytest.raises(NoCodes):
        write_qdc(Codebook("Empty", "en"), "")


# -- the official schema ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def schemas():
    return [
        etree.XMLSchema(etree.fromstring(case(f"refi/schema/{name}")))
        for name in ("Codebook.xsd", "Codebook-mrt2019.xsd")
    ]


@pytest.mark.shared
@settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
    max_examples=40,
)
@given(book=codebooks())
def test_what_is_written_is_valid_by_the_official_schemas(schemas, book):
    tree = etree.fromstring(write_qdc(book, "QualCode 0").encode())

    for schema in schemas:
        schema.assertValid(tree)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["intercommunal-conflict", "starter"])
def test_the_supplied_codebooks_are_valid_and_come_back_whole(schemas, name):
    book, _ = read_codebook((ROOT / "codebooks" / f"{name}.yaml").read_text("utf-8"))
    text = write_qdc(book, "QualCode 0")

    for schema in schemas:
        schema.assertValid(etree.fromstring(text.encode()))
    assert read(text) == book


# -- other programs --------------------------------------------------------------------------------------


@pytest.mark.shared
def test_atlas_ti_brings_colours_descriptions_and_groups():
    found = read_qdc("ATLAS", case("refi/atlasti23_codebook.qdc"))

    [(path, entry)] = found.codebook.walk()
    assert path == ("code1",)
    assert (entry.colour, entry.wordings["en"].full) == ("#46aa00", "description")
    assert entry.id == "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"
    assert found.codebook.sets == (CodebookSet("code group 1", ("code1",)),)
    assert found.notices == ("Descriptions of code sets are not kept here: 1.",)


@pytest.mark.shared
def test_the_standards_own_example_has_braces_and_headings():
    book = read(case("refi/spec_annexA1_codebook.qdc"))

    assert paths(book) == ["Topics", "Economy", "Health care", "Values", "Conservatives", "Liberals"]
    assert [entry.codable for _path, entry in book.walk()] == [False, True, True, False, True, True]
    assert all(str(UUID(id_)) == id_ for id_ in ids(book))


@pytest.mark.shared
def test_taguette_brings_three_codes_and_an_empty_element_for_sets():
    book = read(case("refi/taguette152_codebook.qdc"))

    assert paths(book) == ["interesting", "people", "interesting\\places"]
    assert book.sets == ()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("qdc_utf16", "Құқық"),
        ("qdc_old_namespace_1_0_colon", "A"),
        ("qdc_namespace_0_4", "A"),
        ("qdc_no_namespace", "A"),
    ],
)
def test_namespaces_and_encodings_of_all_kinds_are_read(name, there):
    assert paths(read(case(f"hostile/generated/{name}.qdc"))) == [there]


@pytest.mark.shared
def test_a_file_cut_off_in_the_middle_says_so():
    assert "not copied completely" in refused(case("hostile/atlasti23_codebook_truncated.qdc"))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dtd", "external", "quadratic", "xmlbomb"])
def test_definitions_in_the_file_are_never_followed(name):
    assert "DOCTYPE" in refused(case(f"hostile/defused_{name}.xml"))


def test_a_byte_order_mark_and_a_prefix_do_no_harm():
    book = read(
        '\ufeff<q:CodeBook xmlns:q="urn:x"><q:Codes><q:Code name="A" guid=""/></q:Codes></q:CodeBook>'
    )

    assert paths(book) == ["A"]


def test_an_old_russian_file_says_its_encoding_itself():
    text = '<?xml version="1.0" encoding="windows-1251"?>' + codes('<Code name="Страх"/>')

    assert paths(read(text.encode("cp1251"))) == ["Страх"]


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ("#46AA00", "#46aa00"),
        ("46AA00", "#46aa00"),
        ("#abc", "#aabbcc"),
        (" #abc ", "#aabbcc"),
        ("red", ""),
        ("", ""),
    ],
)
def test_colours_are_understood_with_and_without_their_sign(given, colour):
    [(_path, entry)] = read(codes(f'<Code name="A" color="{given}"/>')).walk()

    assert entry.colour == colour


@pytest.mark.parametrize(
    ("given", "codable"), [("true", True), ("1", True), ("FALSE", False), ("0", False), ("", True)]
)
def test_headings_are_told_in_words_and_in_numbers(given, codable):
    [(_path, entry)] = read(codes(f'<Code name="A" isCodable="{given}"/>')).walk()

    assert entry.codable is codable


def test_names_are_made_to_fit_and_it_is_said():
    long = "я" * 400
    inside = "".join(f'<Code name="{name}"/>' for name in ("A", "A", "A (2)", "yes/no", "", long))

    found = read_qdc("book", codes(inside).encode())

    assert [path[0] for path, _entry in found.codebook.walk()] == [
        "A", "A (2)", "A (2) (2)", "yes|no", "?", "я" * 299 + "…",
    ]  # fmt: skip
    assert [notice.split(":")[0] for notice in found.notices] == [
        "Codes of the same name in one place got a number behind it",
        "Names with “/” have “|” instead, as “/” parts the names of a path here",
        "Names longer than 300 characters were cut",
        "Codes without a name are called “?”",
        "Codes whose identifier (GUID) is missing, damaged or another code’s get a new one",
    ]


def test_of_two_codes_with_one_guid_the_first_keeps_it():
    guid = "11111111-1111-4111-8111-111111111111"
    inside = f'<Code name="A" guid="{guid}"/><Code name="B" guid="{{{guid.upper()}}}"/>'

    assert ids(read(codes(inside))) == [guid, ""]


def test_of_two_sets_with_one_guid_the_first_keeps_it():
    guid = "11111111-1111-4111-8111-111111111111"
    sets = "".join(f'<Set guid="{guid}" name="{name}"/>' for name in "AB")

    found = read(f'<CodeBook><Codes><Code name="C"/></Codes><Sets>{sets}</Sets></CodeBook>')

    assert [each.id for each in found.sets] == [guid, ""]


def test_codes_too_deep_are_lifted_and_thousands_of_levels_are_refused():
    def nested(levels):
        return codes('<Code name="A">' * levels + "</Code>" * levels)

    assert max(map(len, (path for path, _entry in read(nested(400)).walk()))) == DEEPEST
    assert "too deep" in refused(nested(10_000))


def test_too_many_codes_are_one_sentence():
    assert "more than 10000 codes" in refused(codes('<Code name="A"/>' * 10_001))


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "not XML"), ("hello", "not XML"), ("<html></html>", "begins with “html”"),
     (codes(""), "no codes"), ("<?xml version='1.0' encoding='nothing'?><CodeBook/>", "not XML")],
)  # fmt: skip
def test_what_is_no_codebook_is_one_sentence(text, words):
    assert words in refused(text)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("nvivo15_mac_nosources", 262),
        ("qc_demo", 262),
        ("atlasti8_mac_standard_project", 14),
        ("handmade_all_elements", 4),
    ],
)
def test_the_codebook_inside_a_project_is_found(name, there):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(case(f"refi/{name}.qdpx"))) as archive:
        project = next(each for each in archive.namelist() if each.lower().endswith(".qde"))
        book = read(archive.read(project))

    assert len(paths(book)) == there
