"""Excerpts as a Word document, read back with python-docx."""

from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qualcode.exporters import About, export
from qualcode.model import Segment

INERT = {"document", "body", "sectPr", "p", "pPr", "pStyle", "keepNext", "r", "rPr", "rStyle", "lang"}
INERT |= {"t", "br", "tab", "headerReference", "footerReference", "pgSz", "pgMar", "titlePg"}


@pytest.fixture
def written(about, tmp_path):
    """Writes segments and opens the document."""

    def write_and_open(segments, about=about):
        export(segments, tmp_path / "out.docx", about)
        return docx.Document(str(tmp_path / "out.docx"))

    return write_and_open


def lines(document, *styles):
    """(style, text) of the paragraphs in these styles, or all of them."""
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if not styles or paragraph.style.name in styles
    ]


def texts(document, style):
    return [text for _, text in lines(document, style)]


def test_excerpts_stand_under_the_headings_of_their_code(written, segment):
    document = written(
        [
            segment._replace(code="Trust", quote="trusted"),
            segment._replace(code="Fear / Flight", quote="fled"),
            segment._replace(code="Fear / Rumour / Market", quote="heard"),
            segment._replace(code="Fear", quote="feared"),
            segment._replace(code="Fear / Rumour", quote="whispered"),
        ]
    )

    assert lines(document, "Heading 1", "Heading 2", "Heading 3", "Quote") == [
        ("Heading 1", "Fear"),
        ("Quote", "feared"),
        ("Heading 2", "Flight"),
        ("Quote", "fled"),
        ("Heading 2", "Rumour"),
        ("Quote", "whispered"),
        ("Heading 3", "Market"),
        ("Quote", "heard"),
        ("Heading 1", "Trust"),
        ("Quote", "trusted"),
    ]


def test_a_heading_that_holds_no_excerpts_of_its_own_is_written_once(written, segment):
    document = written([segment._replace(code=code) for code in ("Fear / A", "Fear / B", "fear / A")])

    assert texts(document, "Heading 1") == ["Fear", "fear"]
    assert texts(document, "Heading 2") == ["A", "B", "A"]


def test_codes_deeper_than_four_share_the_lowest_heading(written, segment):
    document = written([segment._replace(code="a / b / c / d / e")])

    assert texts(document, "Heading 4") == ["d", "e"]


def test_excerpts_of_a_code_are_sorted_by_source_and_place(written, segment):
    document = written(
        [
            segment._replace(quote="4", source="Interview 10", start=1),
            segment._replace(quote="3", source="Interview 2", start=300),
            segment._replace(quote="1", source="Interview 2", start=20, end=30),
            segment._replace(quote="2", source="Interview 2", start=20, end=40),
        ]
    )

    assert texts(document, "Quote") == ["1", "2", "3", "4"]


def test_a_count_stands_under_each_code(written, segment):
    document = written(
        [
            segment,
            segment._replace(case="Bakyt", source_id="source-4"),
            segment._replace(case="", source_id="source-5"),
            segment._replace(code="Trust", case="Aigul"),
            segment._replace(code="Zeal", case=""),
        ]
    )

    assert texts(document, "Excerpt count") == [
        "3 excerpts from 2 respondents in 3 sources",
        "1 excerpt from 1 respondent in 1 source",
        "1 excerpt in 1 source",
    ]


def test_a_citation_says_who_speaks_where_it_stands_and_who_coded_it(written, segment):
    document = written([segment])

    assert lines(document)[-2:] == [
        ("Quote", "I was afraid, and we left."),
        (
            "Excerpt citation",
            "Aigul · villager · female, Age 34 · Interview 3 · turn 12, ¶ 31 · coded by Ana",
        ),
    ]


def test_a_speaker_nobody_knows_is_named_by_the_label(written, segment):
    document = written(
        [
            segment._replace(case="", speaker="I", role="interviewer", values=(), start=1),
            segment._replace(case="", speaker="", role="", values=(), group="policy document", start=2),
        ]
    )

    assert texts(document, "Excerpt citation") == [
        "I · interviewer · villager · Interview 3 · turn 12, ¶ 31 · coded by Ana",
        "policy document · Interview 3 · ¶ 31 · coded by Ana",
    ]


def test_a_short_value_is_given_with_its_attribute_s_name(written, segment):
    about = About(
        "Two villages", "", "2026-03-01", attributes=("Age", "Displaced", "Work", "Village", "Қайтты")
    )

    document = written([segment._replace(values=("34", "yes", "", "uphill", "жоқ"))], about)

    assert "Age 34, Displaced yes, uphill, Қайтты жоқ" in texts(document, "Excerpt citation")[0]


def test_a_memo_follows_as_a_note(written, segment):
    document = written([segment._replace(memo=" Compare with Bek's.\nStrong word. "), segment])

    assert lines(document, "Quote", "Excerpt memo") == [
        ("Quote", "I was afraid, and we left."),
        ("Excerpt memo", "Memo: Compare with Bek's.\nStrong word."),
        ("Quote", "I was afraid, and we left."),
    ]
    assert document.styles["Excerpt memo"].font.italic
    assert document.styles["Excerpt memo"].font.size < Pt(11)


def test_the_head_says_what_this_is(written, segment):
    document = written([segment, segment._replace(code="Trust", code_id="trust")] * 600)

    assert lines(document)[:4] == [
        ("Title", "Two villages"),
        ("Subtitle", "Coded excerpts, 1 March 2026"),
        ("Export lead", "All villagers, without the interviewers."),
        ("Export lead", "1,200 excerpts from 1 respondent in 1 source, under 2 codes."),
    ]


def test_a_selection_without_codings_says_so(written):
    assert ("Export lead", "Nothing is coded in this selection.") in lines(written([]))


def test_line_ends_and_tabs_of_a_quote_stay_and_its_edges_are_trimmed(written, segment):
    document = written([segment._replace(quote="\nI: And then?\r\n\nR:\tWe left.\u2028Here. \n")])

    assert texts(document, "Quote") == ["I: And then?\n\nR:\tWe left.\nHere."]


@pytest.mark.parametrize(
    ("language", "tag"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB"), ("kk+ru", "kk-KZ"), ("", None)]
)
def test_word_checks_the_spelling_of_a_quote_in_its_own_language(language, tag, written, segment):
    document = written([segment._replace(language=language)])

    [quote] = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    said = quote.runs[0]._r.find(f".//{qn('w:lang')}")
    assert (None if said is None else said.get(qn("w:val"))) == tag


def test_the_page_is_a4_with_a_header_from_the_second_page_and_page_numbers(written, segment):
    document = written([segment])

    [section] = document.sections
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.page_height - Mm(297)) < Mm(1)
    assert section.header.paragraphs[0].text == "Two villages"
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    for footer in (section.footer, section.first_page_footer):
        assert "PAGE" in footer._element.xml
        assert "NUMPAGES" in footer._element.xml


def test_the_document_tells_nobody_s_name_and_no_date(written, segment, tmp_path):
    properties = written([segment]).core_properties

    assert properties.title == "Two villages"
    assert not properties.author
    assert not properties.last_modified_by
    assert properties.created is properties.modified is properties.last_printed is None
    with ZipFile(tmp_path / "out.docx") as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "custom" in name]
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_style_used_is_defined_and_every_part_is_xml(written, segment, tmp_path):
    document = written([segment._replace(code="a / b / c / d / e", memo="Note")])

    used = {style.get(qn("w:val")) for style in document.element.iter(qn("w:pStyle"), qn("w:rStyle"))}
    assert used <= {style.style_id for style in document.styles}
    with ZipFile(tmp_path / "out.docx") as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))


def test_markup_in_any_field_is_text(written, segment):
    bad = '</w:t></w:r><w:hyperlink r:id="rId1"/>&amp;"<'
    about = About(bad, bad, "2026-03-01", attributes=(bad, "Age"))
    everywhere = {field: bad for field in Segment._fields if isinstance(getattr(segment, field), str)}

    document = written([segment._replace(**everywhere, values=(bad, "34"))], about)

    assert texts(document, "Title") == texts(document, "Quote") == [bad]
    assert document.core_properties.title == document.sections[0].header.paragraphs[0].text == bad
    assert tags(document) <= INERT


def test_marks_that_would_reorder_a_line_are_left_out(written, segment):
    document = written([segment._replace(case="Ai\u202egul\u2066", quote="a\u202eb")])

    assert texts(document, "Quote") == ["ab"]
    assert texts(document, "Excerpt citation")[0].startswith("Aigul · ")


@given(text=st.text(st.sampled_from("<>&\"'\r\n\t\x00\x0b\ufffe\u202eә😨 ")) | st.text())
def test_whatever_is_written_opens_as_text(tmp_path_factory, segment, text):
    path = tmp_path_factory.mktemp("docx") / "out.docx"

    export([segment._replace(quote=text, code=text, case=text)], path, About(text, text, "2026-03-01"))

    document = docx.Document(str(path))
    assert tags(document) <= INERT
    assert len(texts(document, "Quote")) == 1


@pytest.mark.shared
def test_hostile_strings_are_inert_and_readable(naughty, written, segment):
    document = written(
        segment._replace(quote=text, case=text, memo=text, start=place) for place, text in enumerate(naughty)
    )

    assert tags(document) <= INERT
    quotes = texts(document, "Quote")
    assert len(quotes) == len(naughty)
    plain = [(quote, text) for quote, text in zip(quotes, naughty, strict=True) if text.isprintable()]
    assert len(plain) > 400
    assert all(quote == text.strip() for quote, text in plain)


def tags(document):
    """The names of all elements in the body: what Word could act on."""
    return {etree.QName(element).localname for element in document.element.iter()}
