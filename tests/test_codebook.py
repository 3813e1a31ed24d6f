import unicodedata
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.codebook import (
    DEEPEST,
    LARGEST,
    PALETTE,
    Codebook,
    CodebookEntry,
    CodebookSet,
    Difference,
    Problem,
    Wording,
    coloured,
    compare,
    read_codebook,
    write_codebook,
)
from qualcode.model import LANGUAGES

CODEBOOKS = Path(__file__).parents[1] / "codebooks"
STUDY = CODEBOOKS / "intercommunal-conflict.yaml"

HEAD = "name: Study\nlanguage: en\n"
FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")


def code(name, *children, **given):
    return CodebookEntry(name, {"en": Wording(name)}, children=children, **given)


def codebook(*entries):
    return Codebook("Study", "en", "", entries)


def problems(text):
    found, told = read_codebook(dedent(text))
    assert (found is None) == bool(told)
    return [(problem.line, str(problem)) for problem in told]


# -- what is written can be read -----------------------------------------------------------------------

characters = st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t:#-'\"> ")
texts = st.text(characters, max_size=90).map(lambda text: unicodedata.normalize("NFC", text).strip())
lines = texts.map(lambda text: " ".join(text.split()))
names = lines.map(lambda line: " ".join(line.replace("/", " ").split())).filter(bool)
term_lists = st.lists(lines.filter(bool), max_size=3).map(tuple)


def wordings(name):
    return st.builds(Wording, name, texts, texts, texts, texts, texts, texts)


@st.composite
def entries(draw, above=(), depth=2):
    made = []
    for name in draw(st.lists(names, max_size=2, unique=True)):
        others = draw(st.dictionaries(st.sampled_from(["ru", "kk"]), wordings(lines), max_size=2))
        entry = CodebookEntry(
            name,
            {"en": draw(wordings(st.just(name))), **others},
            colour=draw(st.just("") | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)),
            codable=draw(st.booleans()),
            terms=draw(st.dictionaries(st.sampled_from(LANGUAGES), term_lists)),
            children=draw(entries(above=(*above, name), depth=depth - 1)) if depth else (),
        )
        made.append(entry)
    return tuple(made)


@st.composite
def codebooks(draw):
    book = Codebook(draw(names), "en", draw(texts), draw(entries()))
    paths = [path for path, _ in book.walk()]
    keys = iter(draw(st.permutations("123456789abcdefghijklmnopqrstuvwxyz")))

    def finished(entry, above=()):
        path = (*above, entry.name)
        others = [" / ".join(other) for other in paths if other != path]
        return replace(
            entry,
            key=next(keys, "") if draw(st.booleans()) else "",
            contradicts=tuple(draw(st.lists(st.sampled_from(others), max_size=2))) if others else (),
            children=tuple(finished(child, path) for child in entry.children),
        )

    called = draw(st.lists(names, max_size=2, unique=True))
    members = (
        st.lists(st.sampled_from([" / ".join(path) for path in paths]), max_size=3) if paths else st.just([])
    )
    sets = tuple(CodebookSet(name, tuple(draw(members)), str(key)) for key, name in enumerate(called, 1))
    return replace(book, entries=tuple(finished(entry) for entry in book.entries), sets=sets)


@st.composite
def trees(draw, depth=3):
    """Few names, so that two trees have something in common."""
    return tuple(
        code(name, *(draw(trees(depth=depth - 1)) if depth else ()))
        for name in draw(st.lists(st.sampled_from("ABCD"), max_size=2, unique=True))
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(codebooks())
def test_what_is_written_is_read_again(book):
    found, told = read_codebook(write_codebook(book))

    assert told == []
    assert found == book


def test_a_written_codebook_can_be_read_by_a_person():
    fear = CodebookEntry(
        "Fear",
        {
            "en": Wording("Fear", brief="Being afraid.", full="Words of fear. " * 8 + "No more."),
            "ru": Wording("Страх"),
        },
        key="1",
        colour="#d55e00",
        terms={"en": ("fear", "afraid")},
    )

    text = write_codebook(codebook(code("Feelings", fear, codable=False)))

    assert text == dedent("""\
        name: Study
        language: en

        codes:
          - name: Feelings
            codable: false
            codes:
              - name: Fear
                key: '1'
                colour: '#d55e00'
                brief: Being afraid.
                full: >-
                  Words of fear. Words of fear. Words of fear. Words of fear. Words of fear. Words of fear.
                  Words of fear. Words of fear. No more.
                terms:
                  en: [fear, afraid]
                ru:
                  name: Страх
        """)


def test_paragraphs_are_kept():
    full = "First.\n\nSecond, with “quotes”: and a colon.\nThird"
    book = codebook(CodebookEntry("A", {"en": Wording("A", full=full)}))

    text = write_codebook(book)

    assert "full: |-\n" in text
    assert read_codebook(text)[0] == book


# -- what a person writes is read ----------------------------------------------------------------------


def test_words_that_mean_something_to_yaml_are_only_words():
    found, _ = read_codebook(HEAD + "codes:\n- name: 2020\n  brief: yes\n- name: No\n- name: 2020-02-07\n")

    assert [path for path, _ in found.walk()] == [("2020",), ("No",), ("2020-02-07",)]
    assert found.entries[0].wordings["en"].brief == "yes"


def test_texts_come_out_composed_and_trimmed():
    found, _ = read_codebook(HEAD + 'codes:\n- name: "  Тои\u0306   и\n    мир "\n  full: >\n    Да.\n\n')

    assert found.entries[0].name == "Той и мир"
    assert found.entries[0].wordings["en"].full == "Да."


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    found, told = read_codebook("\ufeff" + (HEAD + "codes:\n- name: Fear\n").replace("\n", "\r\n"))

    assert told == []
    assert found == codebook(code("Fear"))


def test_a_codebook_may_have_no_codes_yet():
    assert read_codebook(HEAD + "codes: []\n") == (codebook(), [])
    assert read_codebook(HEAD + "codes:\n") == (codebook(), [])


def test_a_field_left_empty_is_as_good_as_none():
    found, told = read_codebook(HEAD + "codes:\n- name: Fear\n  brief:\n  terms:\n  contradicts:\n  codes:\n")

    assert told == []
    assert found == codebook(code("Fear"))


def test_colours_are_lower_case():
    found, _ = read_codebook(HEAD + 'codes:\n- name: Fear\n  colour: "#D55E00"\n')

    assert found.entries[0].colour == "#d55e00"


def test_a_reference_is_a_name_or_the_end_of_a_path_and_a_whole_path_wins():
    book = codebook(code("Trust"), code("Said", code("Trust"), code("Fear")), code("Felt", code("Fear")))

    assert book.find("Trust") == (("Trust",),)
    assert book.find("Said / Trust") == (("Said", "Trust"),)
    assert book.find("Felt/Fear") == (("Felt", "Fear"),)
    assert book.find("Fear") == (("Said", "Fear"), ("Felt", "Fear"))
    assert book.find("Hope") == ()


# -- what cannot be read is told -----------------------------------------------------------------------


def test_all_problems_are_told_at_once_with_their_lines():
    text = """\
        name: Study
        languge: en
        codes:
          - name: Fear
            key: f
            color: "#d55e00"
            brief: Being afraid.
            brief: Being very afraid.
          - brief: It has no name.
          - name: Fear
            key: f
            colour: red
            codes: Hope
            contradicts: [Trst]
          - name: Trust
            kz:
              name: Сенім
    """

    assert problems(text) == [
        (1, "The codebook needs its language: “language: en”, “ru” or “kk”."),
        (2, "There is no field “languge”; is it “language”?"),
        (6, "There is no field “color”; is it “colour”?"),
        (8, "“brief” is written twice in one place; keep one."),
        (9, "This code needs a name: “name: …”."),
        (10, "There are two codes “Fear” in one place; names here must differ."),
        (11, "The key “f” belongs to “Fear” already."),
        (12, 'A colour is “#” and six digits or letters a–f, in quotes: "#0072b2".'),
        (13, "“codes” should be a list: lines “- …”, or “[one, two]”."),
        (14, "There is no code “Trst”; is it “Trust”?"),
        (
            16,
            "“kz” is not a language of a codebook: write en for English, ru for Russian, kk for Kazakh.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "The file is empty."),
        ("# only a comment\n", None, "The file is empty."),
        ("just a sentence", 1, "This is not a codebook"),
        ("- name: Fear", 1, "This is not a codebook"),
        ("language: en\ncodes: []", 1, "The codebook needs a name"),
        ("name: Study\nlanguage: de\ncodes: []", 2, "“de” is not a language"),
        (HEAD, 1, "There are no codes"),
        (HEAD + "codes: {Fear: yes}", 3, "“codes” should be a list"),
        (HEAD + "codes: []\nauthor: me", 4, "There is no field “author” here. There are: name,"),
        (HEAD + "codes: []\n? [a]\n: b", 4, "There is no field “…”"),
        (HEAD + "codes:\n- Fear", 4, "A code should hold fields"),
        (HEAD + "codes:\n- name:", 4, "This code needs a name"),
        (HEAD + "codes:\n- name: [Fear]", 4, "“name” should be a text here"),
        (HEAD + "codes:\n- name: Fear/Hope", 4, "“/” cannot stand in a code's name"),
        (HEAD + "codes:\n- name: Fear\n  brief: {a: b}", 5, "“brief” should be a text here"),
        (HEAD + "codes:\n- name: Fear\n  children: []", 5, "is it “codes”?"),
        (HEAD + "codes:\n- name: Fear\n  When to use: x", 5, "is it “use”?"),
        (HEAD + "codes:\n- name: Fear\n  ru: Страх", 5, "“ru” should hold fields here"),
        (HEAD + "codes:\n- name: Fear\n  ru: {colour: x}", 5, "There is no field “colour” here"),
        (HEAD + "codes:\n- name: Fear\n  en: {brief: x}", 5, "“en” is the codebook's own language"),
        (HEAD + "codes:\n- name: Fear\n  terms: {kz: [x]}", 5, "“kz” is not a language"),
        (HEAD + "codes:\n- name: Fear\n  terms: {en: x}", 5, "“en” should be a list"),
        (HEAD + "codes:\n- name: Fear\n  codable: perhaps", 5, "“codable” should be true or false"),
        (HEAD + "codes:\n- name: Fear\n  key: ff", 5, "A key is one character, 1–9 or a–z: not “ff”."),
        (HEAD + "codes:\n- name: Fear\n  key: 0", 5, "A key is one character"),
        (HEAD + "codes:\n- name: Fear\n  key:", 5, "A key is one character"),
        (HEAD + "codes:\n- name: Fear\n  colour: #d55e00", 5, "in quotes"),
        (HEAD + "codes:\n- name: Fear\n  contradicts: Hope", 5, "“contradicts” should be a list"),
        (HEAD + "codes:\n- name: Fear\n  contradicts: [Fear]", 5, "“Fear” cannot contradict itself."),
        (HEAD + "codes: []\nsets:\n- codes: []", 5, "This set needs a name"),
        (HEAD + "codes: []\nsets:\n- name: One\n  codes: [Zeal]", 6, "There is no code “Zeal”."),
        (HEAD + "codes: []\nsets:\n- name: One\n- name: One", 6, "There are two sets “One”"),
        (HEAD + "codes: []\nsets:\n- name: One\n  key: a", 6, "one digit 1–9"),
        (HEAD + "codes:\n- name: Fear\n  contradicts: [Zeal]", 5, "There is no code “Zeal”."),
        (HEAD + 'codes:\n- name: Fear\n  full: "\\0"', 5, "cannot be kept (U+0000)"),
        (HEAD + 'codes:\n- name: Fear\n  full: "\\ud800"', 5, "cannot be kept (U+D800)"),
        (HEAD + "codes:\n- name: Fe\x07ar", 4, "cannot be kept (U+0007)"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_line_in_plain_words(text, line, words):
    [(told_line, told)] = problems(text)

    assert told_line == line
    assert words in told


def test_an_ambiguous_name_is_told_with_a_path_to_write():
    text = HEAD + dedent("""\
        codes:
          - name: Said
            codes: [{name: Trust}]
          - name: Felt
            codes: [{name: Trust}]
          - name: Fear
            contradicts: [Trust, Felt / Trust]
    """)

    assert problems(text) == [(9, "More than one code is called “Trust”; write the path: “Said / Trust”.")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: Study\nbrief: Note: this", 2, "There is a colon inside a text."),
        ("name: Study\n\tbrief: x", 2, "There is a tab here"),
        ("name: Study\nbrief: @home", 2, "A text cannot begin with this character"),
        ("name: Study\nbrief: **bold**", 2, "A text cannot begin with this character"),
        ("name: Study\nbrief: >text", 2, "After “>” or “|” the text begins on the next line."),
        ('name: Study\nbrief: "never\nclosed: x\n', 2, "never closed"),
        ("name: Study\nbrief: x\nand more\nfull: y", 3, "This line has no “field:”"),
        ("name: Study\n  brief: x", 2, "indent it like the others"),
        ("codes:\n  - name: A\n - name: B", 3, "This line is not indented like its neighbours"),
        ("name: [Study\nfull: x", 2, "is not closed"),
        ('name: "C:\\quarrel"', 1, "“\\” has a meaning of its own"),
        ("name: A\n---\nname: B", 2, "A second document begins here"),
        ('name: A\nfull: "\\UFFFFFFFF"', 2, "This line is not valid YAML"),
        ("%YAML 1.1\n%YAML 1.1\n---\nname: A", 2, "This line is not valid YAML (found duplicate"),
    ],
)
def test_broken_yaml_is_told_with_its_line_in_plain_words(text, line, words):
    [(told_line, told)] = problems(text)

    assert told_line == line
    assert words in told


@pytest.mark.parametrize("value", ["*important", "&friends are good", "!important"])
def test_signs_that_would_swallow_words_are_told(value):
    assert problems(f"name: Study\nbrief: {value}") == [
        (2, f'A text that begins with “{value[0]}” must stand in quotes: "{value[0]}…".')
    ]


def test_a_billion_laughs_are_not_laughed():
    bomb = "a: &a [lol, lol]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    told = problems(bomb)

    assert {line for line, _ in told} == set(range(1, 10))


def test_no_object_is_built_from_a_file(tmp_path):
    victim = tmp_path / "victim"

    told = problems(f"name: !!python/object/apply:pathlib.Path.touch [{victim}]\n")

    assert "“!”" in told[0][1]
    assert not victim.exists()


def nested(levels):
    book = code("A")
    for _ in range(levels - 1):
        book = code("A", book)
    return write_codebook(codebook(book))


def test_codes_lie_at_most_so_deep():
    assert problems(nested(DEEPEST)) == []
    for levels in (DEEPEST + 1, DEEPEST + 10):
        [(_, told)] = problems(nested(levels))
        assert told == "Codes lie too deep here: more than 20 levels."


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_bottomless_file_is_refused_at_once(opening):
    [(line, told)] = problems(opening * 100_000)

    assert line == 1
    assert "too deep" in told


def test_a_file_that_is_too_large_is_refused_unread():
    assert problems("я" * (LARGEST // 2 + 1)) == [
        (None, "The file is too large for a codebook: more than 2 MB.")
    ]


def test_thousands_of_problems_are_told_in_good_time():
    codes = "".join(f"- {{name: a{number}, contradicts: [b{number}]}}\n" for number in range(5_000))

    assert len(problems(HEAD + "codes:\n" + codes)) == 5_000


@given(st.text())
def test_any_text_is_a_codebook_or_has_problems(text):
    found, told = read_codebook(text)

    assert (found is None) == bool(told)


field_names = st.sampled_from(["name", "language", "codes", "terms", "ru", "key", "contradicts", "?"])
shapes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["en", "#0072b2", "a"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(field_names, inside, max_size=5),
)


@given(st.dictionaries(field_names, shapes))
def test_any_shape_is_a_codebook_or_has_problems(shape):
    found, told = read_codebook(yaml.safe_dump(shape, allow_unicode=True))

    assert (found is None) == bool(told)
    assert all(str(problem) for problem in told)


def test_a_problem_can_be_translated():
    problem = Problem(3, "The key “{key}” is taken.", {"key": "f"})

    assert str(problem) == "The key “f” is taken."
    assert "Ключ «{key}» занят.".format_map(problem.values) == "Ключ «f» занят."


# -- two codebooks -------------------------------------------------------------------------------------


def test_nothing_is_told_of_equal_codebooks():
    book = codebook(code("A", code("B")), code("C"))

    assert compare(book, book) == ()


def test_codes_that_came_and_went_are_told():
    old = codebook(code("A", code("B")))
    new = codebook(code("A", code("C")))

    assert compare(old, new) == (Difference("added", ("A", "C")), Difference("removed", ("A", "B")))


def test_a_code_that_moved_is_known_by_its_name_and_takes_its_codes_along():
    old = codebook(code("A", code("B", code("C"))), code("D"))
    new = codebook(code("A"), code("D", code("B", code("C"))))

    assert compare(old, new) == (Difference("moved", ("D", "B"), ("A", "B")),)


def test_two_codes_of_one_name_are_not_guessed_to_have_moved():
    old = codebook(code("A", code("X")), code("B", code("X")), code("C"))
    new = codebook(code("A"), code("B"), code("C", code("X")))

    assert [difference.kind for difference in compare(old, new)] == ["added", "removed", "removed"]


def test_new_words_and_a_move_are_both_told():
    old = codebook(code("A", code("B")))
    said = CodebookEntry("B", {"en": Wording("B", full="Other."), "kk": Wording("Б")}, codable=False)
    new = codebook(code("A"), said)

    assert compare(old, new) == (
        Difference("moved", ("B",), ("A", "B")),
        Difference("redefined", ("B",), fields=("codable", "en.full", "kk.name")),
    )


def test_colours_and_keys_do_not_redefine_a_code():
    old = codebook(code("A"))
    new = codebook(code("A", colour="#0072b2", key="a", terms={"en": ("a",)}))

    assert compare(old, new) == ()


@given(trees(), trees())
def test_every_code_is_accounted_for(old, new):
    differences = compare(codebook(*old), codebook(*new))

    kept = len(list(codebook(*new).walk())) - sum(found.kind == "added" for found in differences)
    assert kept == len(list(codebook(*old).walk())) - sum(found.kind == "removed" for found in differences)


# -- colours -------------------------------------------------------------------------------------------


def test_codes_at_the_top_get_the_palette_and_those_below_shades_from_dark_to_light():
    book = coloured(codebook(code("A", code("B"), code("C", code("D"))), code("E")))

    colours = {path[-1]: entry.colour for path, entry in book.walk()}
    assert (colours["A"], colours["E"]) == PALETTE[:2]
    assert light(colours["B"]) < light(colours["C"]) < light(colours["D"])


def test_given_colours_stay_and_begin_a_family():
    book = coloured(codebook(code("A", code("B", code("C"), colour="#d55e00")), code("D", colour="#123456")))

    colours = {path[-1]: entry.colour for path, entry in book.walk()}
    assert colours["B"] == "#d55e00"
    assert colours["C"][1:3] > colours["C"][5:7]
    assert colours["D"] == "#123456"


def test_twenty_codes_side_by_side_have_twenty_colours():
    book = coloured(codebook(*(code(f"Code {number}") for number in range(20))))

    assert len({entry.colour for entry in book.entries}) == 20


@given(trees())
def test_every_code_gets_a_colour_and_colouring_twice_changes_nothing(tree):
    once = coloured(codebook(*tree))

    assert all(entry.colour for _, entry in once.walk())
    assert coloured(once) == once


# Machado, Oliveira & Fernandes 2009, severity 1.0, for linear RGB.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])  # sRGB, D65


def lab(colour, eyes="usual"):
    rgb = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ @ np.clip(EYES[eyes] @ linear, 0, 1) / XYZ.sum(axis=1)
    fx, fy, fz = (np.cbrt(t) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def light(colour):
    return lab(colour)[0]


# -- the codebooks that come with the program ----------------------------------------------------------


@pytest.fixture(scope="module")
def study():
    return read_codebook(STUDY.read_text("utf-8"))[0]


@pytest.mark.parametrize("file", sorted(CODEBOOKS.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_codebook_reads_without_problems_and_is_complete_in_three_languages(file):
    book, told = read_codebook(file.read_text("utf-8"))

    assert told == []
    for path, entry in book.walk():
        assert entry.colour, path
        for language in LANGUAGES:
            wording = entry.wordings[language]
            assert wording.name, (path, language)
            assert wording.brief, (path, language)
            assert wording.full, (path, language)
        if entry.codable:
            assert all(getattr(entry.wordings["en"], field) for field in FIELDS), path
            assert all(entry.wordings[language].example for language in LANGUAGES), path


@pytest.mark.parametrize("file", sorted(CODEBOOKS.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_codebook_says_that_its_examples_are_invented(file):
    header = file.read_text("utf-8").split("\nname:")[0]

    assert "invented" in header


def test_the_study_has_six_families_of_codes(study):
    codable = [path for path, entry in study.walk() if entry.codable]

    assert [entry.name for entry in study.entries] == [
        "Harmony and denial",
        "Local institutions",
        "Youth and legitimacy",
        "Violence and its causes",
        "After 2020",
        "Stance",
    ]
    assert not any(entry.codable for entry in study.entries)
    assert len(codable) >= 45


def test_the_names_of_the_study_are_unique_in_each_language(study):
    for language in LANGUAGES:
        names = [entry.wordings[language].name for _, entry in study.walk()]
        assert len(set(names)) == len(names)


def test_the_keys_of_the_study_leave_the_coding_page_its_own(study):
    keys = {entry.key for _, entry in study.walk() if entry.key}

    assert set("123456789") <= keys
    assert not keys & set("umnpjkxz")


def test_contradictions_of_the_study_are_told_on_both_sides(study):
    pairs = {(entry.name, other) for _, entry in study.walk() for other in entry.contradicts}

    assert ("Denial of conflict", "Incident told") in pairs
    assert ("Trusted", "Sidelined") in pairs
    assert pairs == {(other, name) for name, other in pairs}


def test_the_terms_of_the_study_come_in_three_languages(study):
    with_terms = [entry for _, entry in study.walk() if entry.terms]

    assert len(with_terms) > 30
    assert all(set(entry.terms) == set(LANGUAGES) for entry in with_terms)


@pytest.mark.parametrize("eyes", EYES)
def test_families_of_the_study_stay_apart_for_all_eyes(study, eyes):
    colours = [(path[0], lab(entry.colour, eyes)) for path, entry in study.walk()]

    for (family, colour), (other_family, other) in combinations(colours, 2):
        apart = 12 if family != other_family else 3  # CIE76: 2.3 is just noticeable
        assert np.linalg.norm(colour - other) > apart


def test_shades_of_a_family_differ_in_lightness(study):
    for entry in study.entries:
        family = [light(entry.colour), *(light(child.colour) for child in entry.children)]
        assert max(family) - min(family) > 10
