"""What stands on the pages of a PDF, and how it is read: columns, tables, margins, paragraphs."""

import pytest
from drawn_pdf import Pdf, wrapped
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers import read_transcript
from qualcode.importers.pdf import read_pdf

WORDS = (
    "the well was dug by my uncle in the spring and all of us carried stones from the river until it held water "
    "then the other village came and asked whose land it was because the old maps showed a road where we had "
    "always grazed the sheep nobody wanted a quarrel so the elders met under the poplar and talked for two days "
)


def story(words: int, begin: int = 0) -> str:
    """So many words of a tale; it begins like a sentence and ends like one."""
    told = (WORDS * 20).split()[begin : begin + words]
    return " ".join(told).capitalize() + "."


def read(pdf: Pdf) -> list[str]:
    return [line.text for line in read_pdf("talk.pdf", pdf.bytes()).lines]


def told(pdf: Pdf) -> list[str]:
    return [str(notice) for notice in read_pdf("talk.pdf", pdf.bytes()).notices]


def on_pages(
    paragraphs: list[str], *, gap: float = 0, indent: float = 0, top: float = 72, rows: int = 50
) -> Pdf:
    """Paragraphs from page to page, with room above and below."""
    pdf, y, line = Pdf(), top, 0
    for paragraph in paragraphs:
        for number, each in enumerate(wrapped(paragraph, 420, first=indent)):
            if line == rows:
                pdf.page()
                y, line = top, 0
            pdf.text(72 + (indent if number == 0 else 0), y, each)
            y, line = y + 12, line + 1
        y += gap
    return pdf


# -- paragraphs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("gap", "indent"), [(0, 24), (6, 0), (0, 0)])
def test_paragraphs_are_told_by_indents_gaps_or_short_last_lines(gap, indent):
    paragraphs = [story(25 + 7 * number, number) for number in range(12)]

    assert read(on_pages(paragraphs, gap=gap, indent=indent)) == paragraphs


def test_a_paragraph_goes_on_overleaf():
    paragraphs = [story(60, number) for number in range(20)]

    assert read(on_pages(paragraphs, gap=6, rows=17)) == paragraphs


def test_a_speaker_begins_a_paragraph_even_after_a_full_line():
    full = "Interviewer: " + "so it was " * 6 + "in 1986."
    pdf = Pdf()
    y = pdf.lines(72, 72, *wrapped("Aigul: " + story(40), len(full) * 6))
    for _ in range(3):
        y = pdf.lines(72, y, full, *wrapped("Aigul: " + story(30), len(full) * 6))

    assert [text.split(":")[0] for text in read(pdf)] == ["Aigul"] + ["Interviewer", "Aigul"] * 3


def test_words_before_a_colon_begin_no_paragraph_in_running_text():
    text = story(18) + " They asked for three things: " + story(30)

    assert read(on_pages([text, story(30, 5), text], gap=6)) == [text, story(30, 5), text]


def test_paragraphs_that_hang_below_their_speaker():
    pdf, y = Pdf(), 72.0
    spoken = [
        ("Aigul:", story(40, number)) if number % 2 else ("Dan:", story(9, number)) for number in range(8)
    ]
    for label, words in spoken:
        pdf.text(72, y, label)
        y = pdf.lines(150, y, *wrapped(words, 300))

    assert read(pdf) == [f"{label} {words}" for label, words in spoken]


def test_short_turns_are_not_taken_for_lines_of_one_paragraph():
    said = ["Dan: And then?", "Aigul: Nothing.", "Dan: Nothing?", "Aigul: No, nothing at all."] * 3

    assert read(on_pages(said)) == said


@given(
    st.lists(
        st.lists(st.text("abcdefgnorst", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_set_with_gaps_comes_back(paragraphs):
    paragraphs = [f"{number}) {paragraph}" for number, paragraph in enumerate(paragraphs)]

    found = read(on_pages(paragraphs, gap=8))

    assert " ".join(found).split() == " ".join(paragraphs).split()


# -- hyphens -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("it was the govern-", "ment of that time", "it was the government of that time"),
        ("это было правитель-", "ство того времени", "это было правительство того времени"),
        ("сол кездегі үкі-", "мет шешті бәрін", "сол кездегі үкімет шешті бәрін"),
        ("екі ел арасындағы қарым-", "қатынас жақсы болды", "екі ел арасындағы қарым-қатынас жақсы болды"),
        ("и тогда пришёл кто-", "то из соседей", "и тогда пришёл кто-то из соседей"),
        ("a man who was well-", "known in the valley", "a man who was well-known in the valley"),
        ("between the years 1990-", "1995 it was dry", "between the years 1990-1995 it was dry"),
        ("he came from Alma-", "Ata by train then", "he came from Alma-Ata by train then"),
    ],
)
def test_words_broken_at_a_lines_end_are_whole_again(line, after, joined):
    pdf = Pdf()
    width = 6 * len(line)
    pdf.lines(72, 72, *wrapped(story(30)[:-1], width), line, *wrapped(f"{after} {WORDS}", width))

    assert joined in " ".join(read(pdf))


def test_a_word_keeps_the_hyphen_it_has_elsewhere():
    pdf = Pdf()
    pdf.lines(
        72,
        72,
        "The river-dwellers came to us in spring.",
        "They had no sheep, these river-",
        "dwellers of ours.",
    )

    assert " ".join(read(pdf)).endswith("no sheep, these river-dwellers of ours.")


# -- columns -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns):
    paragraphs = [story(30 + number, number) for number in range(6 * columns)]
    lines = [
        (at, line)
        for at, each in enumerate(paragraphs)
        for line in wrapped(each, 456 / columns - 14, 8, first=8)
    ]
    rows = -(-len(lines) // columns)
    pdf = Pdf().text(150, 60, "A village and its well", 16)
    for number, (at, line) in enumerate(lines):
        column, row = divmod(number, rows)
        first = number == 0 or lines[number - 1][0] != at
        pdf.text(72 + column * 456 / columns + (8 if first else 0), 90 + 10 * row + 3 * column, line, 8)

    assert read(pdf) == ["A village and its well", *paragraphs]


def test_wide_gaps_in_a_line_are_no_columns():
    pdf = Pdf()
    for number, line in enumerate(wrapped(story(120), 300)):
        words = line.split()
        room = (420 - 6 * len("".join(words))) / max(1, len(words) - 1)
        x = 72.0
        for word in words:
            pdf.text(x, 72 + 12 * number, word)
            x += 6 * len(word) + room

    assert read(pdf) == [story(120)]


# -- tables --------------------------------------------------------------------------------------------


def table(rows: list[tuple[str, ...]], *edges: float) -> Pdf:
    pdf, y = Pdf(), 72.0
    for row in rows:
        cells = [wrapped(cell, 240) for cell in row]
        for edge, cell in zip(edges, cells, strict=True):
            pdf.lines(edge, y, *cell)
        y += 12 * max(map(len, cells)) + 5
    return pdf


SPOKEN = [
    ("Interviewer", story(8)),
    ("Aigul", story(35, 3)),
    ("Interviewer", story(5, 9)),
    ("Aigul", story(60, 2)),
]


def test_a_table_of_speakers_and_words_is_read_row_by_row():
    found = read_pdf("talk.pdf", table(SPOKEN, 72, 160).bytes()).lines

    assert [(line.cell, line.text) for line in found] == [
        (cell, text) for row in SPOKEN for cell, text in enumerate(row)
    ]


def test_speakers_in_a_table_are_found():
    found = read_transcript("talk.pdf", table(SPOKEN * 3, 72, 160).bytes())

    assert [(each.label, each.turns) for each in found.speakers] == [("Interviewer", 6), ("Aigul", 6)]


def test_times_names_and_words_in_three_columns():
    rows = [(f"00:0{number}:00", *row) for number, row in enumerate(SPOKEN)]

    found = read_pdf("talk.pdf", table(rows, 72, 140, 230).bytes()).lines

    assert [line.text for line in found] == [cell for row in rows for cell in row]
    assert {line.cell for line in found} == {0, 1, 2}


def test_labels_with_a_colon_stand_before_their_words():
    rows = [(f"{name}:", words) for name, words in SPOKEN]

    assert read(table(rows, 72, 160)) == [f"{name} {words}" for name, words in rows]


def test_signs_and_numbers_of_a_list_stand_before_its_words():
    rows = [("•", story(20)), ("•", story(30, 4)), ("1.", story(25, 6)), ("2.", story(22, 1))]

    assert read(table(rows, 72, 90)) == [f"{sign} {words}" for sign, words in rows]


# -- numbers in the margin -----------------------------------------------------------------------------


@pytest.mark.parametrize(("every", "x"), [(1, 40), (5, 40), (1, 520)])
def test_numbers_of_lines_are_left_out(every, x):
    paragraphs = [story(40, number) for number in range(24)]
    pdf = on_pages(paragraphs, rows=48, indent=24)
    count = 0
    for page, drawn in enumerate(pdf.pages):
        for line in range(len(drawn)):
            count += 1
            if count % every == 0:
                pdf.text(x, 72 + 12 * line, str(count), 8, page=page)

    assert read(pdf) == paragraphs
    assert told(pdf) == [f"Numbers of lines or paragraphs in the margin were left out: {count // every}."]


def test_numbers_of_paragraphs_are_left_out():
    pdf, y = Pdf(), 72.0
    for number in range(1, 13):
        pdf.text(48 if number < 10 else 45, y - 1, str(number))
        y = pdf.lines(72, y, *wrapped(story(10 + 3 * number, number), 420)) + 10

    assert read(pdf) == [story(10 + 3 * number, number) for number in range(1, 13)]


def test_years_in_a_table_stay():
    rows = [(str(1990 + year), story(6, year)) for year in range(12)]

    assert [text for text in read(table(rows, 72, 160)) if text.isdigit()] == [year for year, _ in rows]


# -- headers and footers -------------------------------------------------------------------------------


def framed(pages: int, head: str, foot: str) -> tuple[Pdf, list[str]]:
    paragraphs = [story(55, number) for number in range(pages * 4)]
    pdf = on_pages(paragraphs, gap=6, top=90, rows=36)
    for page in range(len(pdf.pages)):
        pdf.text(72, 40, head.replace("#", str(page + 1)), 8, page=page)
        pdf.text(280, 770, foot.replace("#", str(page + 1)), 8, page=page)
    return pdf, paragraphs


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Hearing on the land bill", "#"),
        ("Стенограмма", "стр. #"),
        ("№ 12", "- # -"),
        ("Page # of 9", "#-бет"),
    ],
)
def test_headers_footers_and_page_numbers_are_left_out(head, foot):
    pdf, paragraphs = framed(5, head, foot)

    assert read(pdf) == paragraphs
    assert told(pdf) == [f"Running headers, footers and page numbers were left out: {2 * len(pdf.pages)}."]


def test_words_that_happen_to_stand_first_on_pages_are_no_header():
    pdf = Pdf()
    said: list[str] = []
    for page in range(6):
        turns = ["Dan: Yes.", f"Aigul: {story(14, page)}", "Dan: Yes.", f"Aigul: {story(9, page)}"]
        y = 72.0
        for turn in turns:
            y = pdf.lines(72, y, *wrapped(turn, 420)) + 8
        pdf.page()
        said += turns

    assert read(pdf) == said


def test_footnotes_stand_behind_the_paragraph_that_goes_on_overleaf():
    long = story(90)
    lines = wrapped(long, 420)
    pdf = Pdf()
    y = pdf.lines(72, 72, *wrapped(story(200, 7), 420), *lines[:3])
    pdf.text(72, y + 30, "1", 6).text(78, y + 32, "The old maps lie in the archive of the district.", 8)
    pdf.page().lines(72, 72, *lines[3:], *wrapped(story(60, 2), 420))

    assert read(pdf) == [
        story(200, 7),
        long,
        "1 The old maps lie in the archive of the district.",
        story(60, 2),
    ]
