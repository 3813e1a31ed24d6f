"""PDF documents: what is read, what is refused, and what is told about it."""

import zlib

import pytest
from drawn_pdf import HEIGHT, Pdf, wrapped

from qualcode.importers.pdf import MOST_PAGES, read_pdf
from qualcode.importers.problems import (
    CannotRead,
    Damaged,
    Encrypted,
    NotOffice,
    NoWords,
    OnlyPictures,
    SwollenPage,
    TooManyPages,
    UnknownLetters,
)

TALK = [
    "Interviewer: How long have you lived in this village, and who came here before your family did?",
    "Aigul: My grandfather came in the year of the great cold. There was one well and three houses then.",
    "Interviewer: And the pasture?",
    "Aigul: It belonged to everybody, and so nobody quarrelled about it until the fence was built.",
]


def read(pdf: Pdf) -> list[str]:
    return [line.text for line in read_pdf("talk.pdf", pdf.bytes()).lines]


def text_or_sentence(data: bytes) -> str:
    try:
        return "\n".join(line.text for line in read_pdf("talk.pdf", data).lines)
    except CannotRead as problem:
        return str(problem)


def told(pdf: Pdf) -> str:
    return " ".join(read_pdf("talk.pdf", pdf.bytes()).notices)


def talk(paragraphs: list[str] = TALK, x: float = 72, width: float = 300) -> Pdf:
    pdf, y = Pdf(), 72.0
    for paragraph in paragraphs:
        y = pdf.lines(x, y, *wrapped(paragraph, width)) + 6
    return pdf


def test_lines_become_paragraphs_again():
    assert read(talk()) == TALK


def test_kazakh_and_russian_letters_come_out():
    said = ["Сұрақ: Жер мен су туралы не айтасыз, ағай?", "Ответ: Ещё отец говорил: земля — наша, ұлым."]

    assert read(talk(said)) == said


def test_letters_of_another_font_are_put_where_they_belong():
    pdf = Pdf()
    for words in (
        " а а сты  тілі",
        "Қ з қ   ң",
    ):  # as of a font without Kazakh letters, and of one that has them
        for at, letter in enumerate(words):
            if letter != " ":
                pdf.text(72 + 6 * at, 72, letter)

    assert read(pdf) == ["Қазақстың тілі"]


def test_bold_labels_and_headings_are_told_apart():
    pdf = Pdf().text(72, 60, "Wells and fences", 18)
    pdf.text(72, 100, "Aigul:", bold=True).text(72 + 42, 100, "There was one well, and we drew from it.")
    pdf.lines(72, 120, *wrapped(TALK[1] + TALK[3], 400))

    title, first, *_ = read_pdf("talk.pdf", pdf.bytes()).lines

    assert (title.text, title.heading) == ("Wells and fences", True)
    assert (first.text[: first.bold], first.heading) == ("Aigul:", False)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_read_as_it_is_meant(turn):
    pdf = Pdf(rotate=turn)
    for number, line in enumerate(wrapped(TALK[1], 240)):
        along, down = 100, 100 + 12 * number
        x, y = {90: (down, HEIGHT - along), 180: (500 - along, 700 - down), 270: (500 - down, along)}[turn]
        pdf.text(x, y, line, turn=turn)

    assert read(pdf) == [TALK[1]]


def test_a_page_that_was_scanned_askew_is_read_line_by_line():
    pdf = Pdf()
    for number, line in enumerate(wrapped(TALK[1], 240)):
        x = 72.0
        for word in line.split():
            pdf.text(x, 100 + 12 * number - x * 0.0175, word, turn=1)
            x += 6 * len(word) + 6

    assert read(pdf) == [TALK[1]]


def test_stamps_across_the_page_are_left_out():
    pdf = talk().text(100, 500, "CONFIDENTIAL", 40, turn=45)

    assert read(pdf) == TALK
    assert told(pdf) == "Words printed askew (watermarks, stamps) were left out: 1."


def test_words_up_the_margin_break_no_sentence():
    pdf = Pdf()
    pdf.text(30, 400, "Lent by an archive", turn=90).lines(72, 72, *wrapped(TALK[0] + " " + TALK[1], 240)[:4])
    pdf.page().lines(72, 72, *wrapped(TALK[0] + " " + TALK[1], 240)[4:])

    assert read(pdf) == [TALK[0] + " " + TALK[1], "Lent by an archive"]


def test_arabic_reads_from_right_to_left():
    pdf = Pdf().text(72, 72, "دمحا (معن) مالس"[::1])

    assert read(pdf) == ["سلام (نعم) احمد"]


def test_hidden_words_beside_the_page_are_not_read():
    assert read(talk().text(-900, 300, "hidden")) == TALK


def test_shadows_are_not_read_twice():
    pdf = Pdf().text(72, 72, "Aigul: One well.").text(72.4, 72.3, "Aigul: One well.")

    assert read(pdf) == ["Aigul: One well."]


# -- pictures ------------------------------------------------------------------------------------------


def test_a_scan_is_refused():
    with pytest.raises(OnlyPictures):
        read_pdf("scan.pdf", Pdf().picture().page().picture().bytes())


def test_a_scan_whose_every_page_says_who_scanned_it_is_refused():
    pdf = Pdf()
    for _ in range(4):
        pdf.picture().text(200, 770, "Scanned by a telephone").page()

    with pytest.raises(OnlyPictures):
        read_pdf("scan.pdf", pdf.bytes())


def test_pages_that_are_pictures_are_named():
    pdf = talk()
    for _ in range(3):
        pdf.page().picture()
    pdf.page().text(72, 72, "Aigul: That was all.")

    assert read(pdf) == [*TALK, "Aigul: That was all."]
    assert told(pdf) == "These pages are pictures without text (their words need OCR): 2–4."


def test_pages_of_one_line_each_are_no_headers():
    pdf = Pdf()
    for number in range(5):
        pdf.text(72, 72, f"Card {number}").page()

    assert read(pdf) == [f"Card {number}" for number in range(5)]


# -- letters that are not told -------------------------------------------------------------------------


def test_letters_the_file_does_not_name_are_refused():
    pdf = Pdf(unicode=False)
    pdf.letters = {chr(0x430 + number): 1 + number for number in range(8)}  # codes below 9 are no letters
    pdf.text(72, 72, "абвгдеж абвгдеж")

    with pytest.raises(UnknownLetters):
        read_pdf("talk.pdf", pdf.bytes())


def test_cyrillic_stored_as_latin_is_put_right():
    said = [
        "Вопрос: Расскажите о вашем селе, пожалуйста.",
        "Ответ: Раньше земля принадлежала всем, поэтому никто не спорил.",
    ]

    pdf = talk([each.encode("cp1251").decode("cp1252") for each in said], width=500)

    assert read(pdf) == said
    assert told(pdf) == "Cyrillic letters that were stored as Latin ones (Windows-1251) were put right."


# -- refused -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"hello", b"PK\x03\x04" + bytes(2000) + b"%PDF"])
def test_what_is_no_pdf_is_named(data):
    with pytest.raises(NotOffice):
        read_pdf("talk.pdf", data)


def test_a_damaged_file_is_refused():
    with pytest.raises(Damaged):
        read_pdf("talk.pdf", b"%PDF-1.4\n%%EOF\n")


def test_a_protected_file_is_refused():
    key = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    data = (
        talk()
        .bytes()
        .replace(
            b"/Root 1 0 R",
            f"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 {key} >> /ID [<41> <41>]".encode(),
        )
    )

    with pytest.raises(Encrypted):
        read_pdf("talk.pdf", data)


def test_an_empty_page_holds_no_words():
    with pytest.raises(NoWords):
        read_pdf("talk.pdf", Pdf().bytes())


def test_more_pages_than_a_book_has_are_refused():
    pdf = Pdf(pages=[[] for _ in range(MOST_PAGES + 1)])

    with pytest.raises(TooManyPages) as problem:
        read_pdf("talk.pdf", pdf.bytes())

    assert problem.value.pages == MOST_PAGES + 1


def test_a_page_that_unpacks_without_end_is_refused():
    packed = zlib.compress(b"BT (A) Tj ET " * 3_000_000, 9)
    head = f"1 0 obj << /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode()

    with pytest.raises(SwollenPage):
        read_pdf("bomb.pdf", b"%PDF-1.4\n" + head + packed + b"\nendstream endobj")


def test_scripts_and_attachments_are_left_alone():
    pdf = talk()
    pdf.extra = (
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [] >> >>"
    )

    assert read(pdf) == TALK


@pytest.mark.parametrize("cut", range(50, 3_000, 250))
def test_half_a_file_ends_in_a_text_or_a_sentence(cut):
    assert text_or_sentence(talk().bytes()[:cut])


# -- files of other people -----------------------------------------------------------------------------


@pytest.mark.shared
def test_paragraph_numbers_of_a_printed_transcript_are_not_its_words(cases):
    data = (cases / "transcripts" / "pdpilot_P1_numbered.pdf").read_bytes()

    title, *spoken = [line.text for line in read_pdf("P1.pdf", data).lines]

    assert title == "Interview"
    assert len(spoken) == 94
    assert {text.split(":")[0] for text in spoken} == {"Dan", "Participant"}


@pytest.mark.shared
def test_arabic_of_a_font_with_whole_words_is_read(cases):
    found = read_pdf("habibi.pdf", (cases / "hostile" / "pypdf_habibi.pdf").read_bytes())

    assert "حَبيبي" in found.lines[0].text


@pytest.mark.shared
def test_every_page_of_a_long_document_loses_its_header_and_number(cases):
    found = read_pdf("spec.pdf", (cases / "refi" / "spec" / "REFI-QDA-1-5.pdf").read_bytes())

    texts = [line.text for line in found.lines]
    assert texts.count("REFI-QDA") <= 1
    assert not any(text.isdigit() for text in texts)
    assert any(
        text.startswith("The Rotterdam Exchange Format Initiative") and len(text) > 400 for text in texts
    )
