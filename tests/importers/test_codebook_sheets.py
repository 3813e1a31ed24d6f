"""Sheets of codes people have: columns known by their headings, rows put into a tree, remarks by row."""

import io

import openpyxl
import pytest

from qualcode.codebook import DEEPEST
from qualcode.importers import CannotRead
from qualcode.importers.codebook_columns import CodebookSheet, choices, columns_of
from qualcode.importers.codebook_files import matched, understood
from qualcode.importers.codebook_sheets import codebook_of
from qualcode.importers.reading import read_codebook_file


def sheet(text, name="codes.csv"):
    """A csv drawn with one row a line."""
    found = understood(name, text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, CodebookSheet)
    return found


def meanings(text):
    found = sheet(text)
    return dict(zip(found.headings, columns_of(found).meanings, strict=True))


def drawn(text):
    """The tree, indented, headings in brackets."""
    book = matched(sheet(text)).codebook
    names = [(path, entry.name if entry.codable else f"[{entry.name}]") for path, entry in book.walk()]
    return ["  " * (len(path) - 1) + name for path, name in names]


def remarks(text):
    return [(problem.line, str(problem)) for problem in matched(sheet(text)).problems]


# -- columns ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Code", "name"), ("CODE NAME", "name"), ("Название кода", "name"), ("Код атауы", "name"),
        ("Parent code", "parent"), ("Родительский код", "parent"), ("Ата код", "parent"),
        ("Inclusion criteria", "use"), ("Когда применять", "use"), ("Қашан қолдану керек", "use"),
        ("Exclusion criteria", "avoid"), ("Не включает", "avoid"), ("Қашан қолданылмайды", "avoid"),
        ("Close, but no", "near_miss"), ("Похоже, но не это", "near_miss"), ("Ұқсас, бірақ басқа", "near_miss"),
        ("Short definition", "brief"), ("Краткое определение", "brief"), ("Қысқаша анықтама", "brief"),
        ("Example quote", "example"), ("Цитата", "example"), ("Мысалы", "example"),
        ("Color", "colour"), ("Цвет", "colour"), ("Түсі", "colour"),
        ("Keywords", "terms"), ("Ключевые слова", "terms"), ("Кілт сөздер", "terms"),
        ("definition (what it means)", "full"), ("Frequency", ""),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_heading_in_three_languages(heading, meaning):
    found = meanings(f'Codes,"{heading}"\nFear,x\n' if meaning != "name" else f'"{heading}",Note 7\nFear,x\n')

    assert found[heading] == meaning


def test_a_heading_says_in_which_language_its_column_is():
    found = meanings(
        "Code (en);Код (ru);Definition RU;Определение на казахском;Search terms [kk]\nFear;Страх;x;y;z\n"
    )

    assert list(found.values()) == ["name", "name.ru", "full.ru", "full.kk", "terms.kk"]


def test_two_columns_of_one_meaning_are_told_apart_by_the_language_of_their_headings():
    found = meanings("Code,Definition,Определение,Definition of old\nFear,Being afraid,Боится,x\n")

    assert list(found.values()) == ["name", "full", "full.ru", ""]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Код;Определение\nСтрах;Человек боится\n", "ru"),
        ("Код;Анықтама\nҚорқыныш;Қорқу\n", "kk"),
        ("Code,Definition\nFear,x\n", "en"),
    ],
)
def test_the_language_of_the_codes_is_that_of_their_words(text, language):
    assert columns_of(sheet(text)).language == language


def test_titles_may_stand_above_the_headings():
    assert drawn("Codebook of 2020,,\nversion 3,draft,\nCode,Definition,Example\nFear,x,y\n") == ["Fear"]


def test_a_bare_list_of_codes_needs_no_heading():
    assert drawn("Fear\nFlight\n") == ["Fear", "Flight"]


def test_every_meaning_a_column_seems_to_have_can_be_chosen():
    assert {"", "name", "name.ru", "full.kk", "parent", "level", "id"} <= set(choices())


# -- the tree --------------------------------------------------------------------------------------------

FEELINGS = ["Feelings", "  Fear", "    Flight", "  Calm", "Acts"]


@pytest.mark.parametrize(
    "text",
    [
        "Code,Parent\nFeelings,\nFear,Feelings\nFlight,Fear\nCalm,Feelings\nActs,\n",
        "Code,Parent\nFeelings,\nFear,Feelings\nFlight,Feelings / Fear\nCalm,feelings\nActs,\n",
        "ID,Code,Parent\n1.0,Feelings,\n1.1,Fear,1.0\n1.1.1,Flight,1.1\n1.2,Calm,1.0\n2.0,Acts,\n".replace("1.0", "1").replace("2.0", "2"),
        "No,Code\n1,Feelings\n1.1,Fear\n1.1.1,Flight\n1.2.,Calm\n2,Acts\n",
        "Code\n1 Feelings\n1.1 Fear\n1.1.1 Flight\n1.2. Calm\n2 Acts\n",
        "Level,Code\n1,Feelings\n2,Fear\n3,Flight\n2,Calm\n1,Acts\n",
        "Code,Definition\nFeelings,\n  Fear,\n    Flight,\n  Calm,\nActs,\n",
        "Code,Definition\nFeelings,x\n- Fear,x\n-- Flight,x\n- Calm,x\nActs,x\n",
        "Level 1,Level 2,Level 3\nFeelings,,\n,Fear,\n,,Flight\n,Calm,\nActs,,\n",
        "Theme,Code,Subcode\nFeelings,,\nFeelings,Fear,\nFeelings,Fear,Flight\nFeelings,Calm,\nActs,,\n",
        "Path,Definition\nFeelings,x\nFeelings > Fear,x\nFeelings > Fear > Flight,\nFeelings > Calm,\nActs,\n",
        "Path\nFeelings\nFeelings\\Fear\nFeelings\\Fear\\Flight\nFeelings\\Calm\nActs\n",
        "Code,Path\nFeelings,\nFear,Feelings\nFlight,Feelings / Fear\nCalm,Feelings\nActs,\n",
    ],
)  # fmt: skip
def test_a_tree_may_be_drawn_in_many_ways(text):
    assert drawn(text) == FEELINGS


def test_an_indented_workbook_is_a_tree():
    book = openpyxl.Workbook()
    for row in [("Code", "Definition"), ("Feelings", "x"), ("   Fear", "x"), ("   Calm", "x")]:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)

    found = matched(understood("codes.xlsx", held.getvalue())).codebook

    assert [" / ".join(path) for path, _entry in found.walk()] == [
        "Feelings",
        "Feelings / Fear",
        "Feelings / Calm",
    ]


def test_what_is_only_named_as_a_parent_is_a_heading():
    assert drawn("Code,Theme\nFear,Feelings\nCalm,Feelings\n") == ["[Feelings]", "  Fear", "  Calm"]
    assert drawn("Path\nFeelings / Fear\n") == ["[Feelings]", "  Fear"]


def test_the_same_name_may_stand_under_two_parents():
    text = "Code,Parent\nOfficials,\nVillagers,\nTrust,Officials\nTrust,Villagers\n"

    assert drawn(text) == ["Officials", "  Trust", "Villagers", "  Trust"]


# -- cells -----------------------------------------------------------------------------------------------


def test_each_cell_goes_where_its_heading_says():
    text = (
        "Код;Определение;Когда применять;Цвет;Клавиша;Можно давать;Слова для поиска;Противоречит;Набор\n"
        'Страх;"Боится\nочень";всегда;"213, 94, 0";F;да;страх, ужас;Покой;Первый\n'
        "Покой;;;#0a0;;нет;;;Первый; второй\n"
    )

    book = matched(sheet(text.encode("cp1251"))).codebook

    fear, calm = book.entries
    assert (fear.wordings["ru"].full, fear.wordings["ru"].use) == ("Боится\nочень", "всегда")
    assert (fear.colour, fear.key, fear.codable) == ("#d55e00", "f", True)
    assert (fear.terms, fear.contradicts) == ({"ru": ("страх", "ужас")}, ("Покой",))
    assert (calm.colour, calm.codable) == ("#00aa00", False)
    assert [(each.name, each.codes) for each in book.sets] == [("Первый", ("Страх", "Покой"))]


def test_what_cannot_be_understood_is_told_by_row_and_the_rest_is_read():
    text = (
        "Code,Parent,Colour,Key,Contradicts\n"
        "Fear,,red,ff,Joy\n"
        "Fear,,,,\n"
        ",Fear,#000000,,\n"
        "Calm,,,1,\n"
        "Peace/quiet,,,1,\n"
    )

    assert drawn(text) == ["Fear", "Calm", "Peace|quiet"]
    assert remarks(text) == [
        (2, "“red” is no colour, which is “#” and six digits or letters a–f; left out."),
        (2, "A key is one character, 1–9 or a–z: “ff” is left out."),
        (2, "There is no code “Joy” to contradict; left out."),
        (3, "“Fear” stands in row 2 already; this row is left out."),
        (4, "This row names no code and is left out."),
        (6, "“/” parts the names of a path; “Peace|quiet” has “|” instead."),
        (6, "The key “1” belongs to “Calm” already and is left out."),
    ]


def test_parents_in_a_circle_lie_at_the_top():
    text = "Code,Parent\nA,B\nB,A\n"

    assert drawn(text) == ["A", "B"]
    assert [line for line, _told in remarks(text)] == [2, 3]


def test_a_chain_of_thousands_of_parents_takes_no_time():
    text = "Code,Parent\n" + "".join(f"C{n},C{n + 1}\n" for n in range(9_000))

    book = matched(sheet(text)).codebook

    assert max(len(path) for path, _entry in book.walk()) <= DEEPEST


def test_a_table_without_a_column_of_codes_says_which_one_to_choose():
    found = sheet("Code,Definition\nFear,x\n")

    book, [problem] = codebook_of(found, ("", "full"), "en")

    assert book is None
    assert "No column says what the codes are called" in str(problem)


def test_the_researcher_says_what_a_column_is():
    found = sheet("Chapter,Word\nFeelings,Fear\n,Calm\n")

    book = matched(found, ("level", "level"), "en").codebook

    assert [" / ".join(path) for path, _entry in book.walk()] == [
        "Feelings",
        "Feelings / Fear",
        "Feelings / Calm",
    ]


# -- files -----------------------------------------------------------------------------------------------


def test_of_a_workbook_the_sheet_with_codes_is_read():
    book = openpyxl.Workbook()
    book.active.append(["About", "this study"])
    book.active.append(["Made", "2020"])
    codes = book.create_sheet("Codes")
    for row in [("Code", "Definition"), ("Fear", "x")]:
        codes.append(row)
    held = io.BytesIO()
    book.save(held)

    found = understood("study.xlsx", held.getvalue())

    assert found.headings == ("Code", "Definition")
    assert [str(each) for each in found.notices] == ["Only the sheet “Codes” was read; left out: “Sheet”."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", b"\n\n"),
        ("a.csv", b"Code\n"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.doc", b"x"),
        ("a.qdc", b""),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_sentence(name, data):
    with pytest.raises(CannotRead):
        read_codebook_file(name, data)


def test_the_sandbox_hands_back_what_it_read():
    text = "Code;Определение\n  Қорқыныш;«{қорқу}» 🙂\n".encode()

    assert read_codebook_file("codes.csv", text) == understood("codes.csv", text)


YAML = """\
name: Own
language: ru
codes:
  - name: Страх
    brief: Боится {очень}
    terms: {ru: [страх]}
    ru2: x
    codes:
      - name: Молчание
        contradicts: [Гнев]
  - name: Гнев
sets:
  - name: Первый
    codes: [Гнев]
"""


def test_yaml_comes_through_the_sandbox_with_its_problems_or_whole():
    broken = read_codebook_file("own.yaml", YAML.encode())
    whole = read_codebook_file("own.yaml", YAML.replace("    ru2: x\n", "").encode())

    assert [problem.line for problem in broken.problems] == [7]
    assert whole.problems == ()
    assert whole == understood("own.yaml", YAML.replace("    ru2: x\n", "").encode())


def test_refi_qda_comes_through_the_sandbox_with_its_guids():
    guid = "11111111-1111-4111-8111-111111111111"
    text = f'<CodeBook><Codes><Code name="A/B" guid="{guid}"/></Codes></CodeBook>'.encode()

    found = read_codebook_file("a.qdc", text)

    assert found == understood("a.qdc", text)
    assert found.codebook.entries[0].id == guid
    assert [notice.values["n"] for notice in found.notices] == [1]
