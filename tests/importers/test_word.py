import io
import zipfile

import pytest

from qualcode.importers import document
from qualcode.importers.problems import Damaged, ForeignDefinitions, NotOffice, OnlyPictures, TooLong
from qualcode.importers.word import read_word
from qualcode.text.turns import turns_of

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_word("a.docx", data).lines]


def test_paragraphs_headings_and_bold_beginnings(word):
    lines = read_word("a.docx", word("# Part one", "**Anna:** Hello", "plain", "**all bold**")).lines

    assert [(line.text, line.bold, line.heading) for line in lines] == [
        ("Part one", 8, True),
        ("Anna: Hello", 5, False),
        ("plain", 0, False),
        ("all bold", 8, False),
    ]


def test_soft_breaks_part_lines_and_tabs_stay(word_xml):
    body = p("<w:r><w:t>I:</w:t><w:tab/><w:t>one</w:t><w:br/><w:t>R:</w:t><w:tab/><w:t>two</w:t></w:r>")

    assert texts(word_xml(body)) == ["I:\tone", "R:\ttwo"]


def test_changes_are_read_as_if_accepted_and_what_was_deleted_is_told(word_xml):
    deleted = '<w:del w:id="2"><w:r><w:delText>gone </w:delText></w:r></w:del>'
    body = p(r("kept "), f'<w:ins w:id="1">{r("put in ")}</w:ins>', deleted, r("end"))

    assert texts(word_xml(body)) == ["kept put in end"]
    assert read_word("a.docx", word_xml(body)).notices == (
        "Passages deleted under “Track changes” were left out: 1.",
    )


def test_comments_are_left_out_and_told(word_xml):
    body = p(r("word"), *('<w:r><w:commentReference w:id="0"/></w:r>',) * 2)

    assert texts(word_xml(body)) == ["word"]
    assert read_word("a.docx", word_xml(body)).notices == ("Comments in the margin were left out: 2.",)


def test_links_fields_and_content_controls_are_read_through(word_xml):
    body = (
        p(f"<w:hyperlink>{r('link ')}</w:hyperlink>")
        + p(f"<w:sdt><w:sdtContent>{r('control ')}</w:sdtContent></w:sdt>", r("word"))
        + f"<w:sdt><w:sdtContent>{p(r('block'))}</w:sdtContent></w:sdt>"
        + p("<w:r><w:instrText>PAGE</w:instrText></w:r>", r("7"), "<w:r><w:noBreakHyphen/></w:r>",
            '<w:r><w:sym w:font="Arial" w:char="0416"/></w:r>', '<w:r><w:sym w:char="zz"/></w:r>')
    )  # fmt: skip

    assert texts(word_xml(body)) == ["link ", "control word", "block", "7\u2011Ж"]


def test_tables_are_read_row_by_row_with_their_columns(word_xml):
    row = "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{p(r(each))}</w:tc>" for each in ("one", "two")))
    inner = f"<w:tbl><w:tr><w:tc>{p(r('inside'))}</w:tc></w:tr></w:tbl>"
    gone = f'<w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc>{p(r("deleted row"))}</w:tc></w:tr>'
    body = f"<w:tbl><w:tblPr/>{row}{gone}<w:tr><w:tc>{p(r('a'))}{inner}</w:tc></w:tr></w:tbl>{p(r('after'))}"

    lines = read_word("a.docx", word_xml(body)).lines

    assert [(line.text, line.cell) for line in lines] == [
        ("one", 0), ("two", 1), ("a", 0), ("inside", 0), ("after", -1),
    ]  # fmt: skip


def test_a_transcript_in_a_table_has_its_speakers(word):
    data = word(
        "0:01|Сұхбат алушы|Қайдан?", "0:05|Айгүл|Айдарлыдан.", "0:07|Сұхбат алушы|Қашан?", "0:09|Айгүл|Кеше."
    )

    found = turns_of(read_word("a.docx", data).lines)

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [
        ("Сұхбат алушы", 2),
        ("Айгүл", 2),
    ]


def test_text_boxes_stand_after_their_paragraph_and_once_though_word_stores_them_twice(word_xml):
    box = f"<w:txbxContent>{p(r('in the'))}{p(r('box'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r {MC}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    old = f"<w:r><w:pict>{box}</w:pict></w:r>"

    found = read_word("a.docx", word_xml(p(drawn, r("word")) + p(r("more"), old, r(" words"))))

    assert [line.text for line in found.lines] == [
        "word", "in the", "box", "more words", "in the", "box",
    ]  # fmt: skip
    assert found.notices == ("Text boxes stand after the paragraph they belong to: 2.",)


def test_bold_comes_from_runs_and_can_be_switched_off(word_xml):
    body = p(r("Anna", "<w:b/>"), r(" "), r("not", '<w:b w:val="0"/>')) + p(r("plain"), r("bold", "<w:b/>"))

    assert [line.bold for line in read_word("a.docx", word_xml(body)).lines] == [4, 0]


def test_bold_and_headings_come_from_styles_too(word):
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    document = docx.Document(io.BytesIO(word("first")))
    speaker = document.styles.add_style("Speaker", WD_STYLE_TYPE.CHARACTER)
    speaker.font.bold = True
    section = document.styles.add_style("Our section", WD_STYLE_TYPE.PARAGRAPH)
    section.base_style = document.styles["Heading 1"]
    document.add_paragraph().add_run("Anna", style=speaker)
    document.add_paragraph("Section", style=section)
    target = io.BytesIO()
    document.save(target)

    lines = read_word("a.docx", target.getvalue()).lines

    assert [(line.text, line.bold, line.heading) for line in lines] == [
        ("first", 0, False),
        ("Anna", 4, False),
        ("Section", 7, True),
    ]


def test_control_characters_cannot_come_in(word_xml):
    assert texts(word_xml(p(r("a&#x202E;b&#x85;c")))) == ["ab", "c"]


def test_a_document_of_pictures_says_so(word_xml):
    with pytest.raises(OnlyPictures, match="pictures but no words"):
        read_word("a.docx", word_xml(p("<w:r><w:drawing/></w:r>")))


@pytest.mark.parametrize("broken", ["<w:p><w:r>", "<w:p>&unknown;</w:p>"])
def test_xml_that_is_none_is_damage(word_xml, broken):
    with pytest.raises(Damaged, match="damaged"):
        read_word("a.docx", word_xml(broken))


def test_a_zip_that_is_no_document_is_damage(zipped):
    with pytest.raises(Damaged):
        read_word("a.docx", zipped({"hello.txt": "hello"}))


# -- notes ---------------------------------------------------------------------------------------------


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind: str = "footnote", **texts: str) -> str:
    written = "".join(
        f'<w:{kind} w:id="{name[1:]}">{p(f"<w:r><w:{kind}Ref/></w:r>", text)}</w:{kind}>'
        for name, text in texts.items()
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:{kind}>'
    return f"<w:{kind}s {WORD}>{separator}{written}</w:{kind}s>"


def test_notes_follow_the_text_and_their_numbers_stand_where_they_belong(word_xml):
    body = p(r("water"), reference(2), r(" and"), reference(1, "endnote"), r(".")) + p(r("end"), reference(3))
    data = word_xml(
        body,
        **{
            "word/footnotes.xml": notes(_3=r(" third"), _2=r(" first: of all")),
            "word/endnotes.xml": notes("endnote", _1=r(" second")),
        },
    )

    found = read_word("a.docx", data)

    assert [line.text for line in found.lines] == [
        "water[1] and[2].", "end[3]", "[1] first: of all", "[2] second", "[3] third",
    ]  # fmt: skip
    assert [line.heading for line in found.lines] == [False, False, True, True, True]
    assert found.notices == ("Footnotes and endnotes stand at the end, with “[1]” where each belongs: 3.",)


def test_nobody_says_a_note(word_xml):
    body = "".join(p(r(f"{name}: words")) for name in ("Anna", "Berik") * 4) + p(
        r("Anna: a word"), reference(2)
    )
    data = word_xml(body, **{"word/footnotes.xml": notes(_2=r("Both laugh."))})

    found = turns_of(read_word("a.docx", data).lines)

    assert found.text.endswith("a word[1]\n[1] Both laugh.")
    assert [turn.speaker for turn in found.turns[-2:]] == ["Anna", ""]


def test_a_note_at_a_name_does_not_make_another_speaker(word_xml):
    body = p(r("Айгүл", "<w:b/>"), reference(2), r(": Сәлем", "<w:b/>"))
    data = word_xml(body, **{"word/footnotes.xml": notes(_2=r("Есімі өзгертілген."))})

    assert texts(data)[0] == "Айгүл:[1] Сәлем"


def test_a_note_that_is_missing_empty_or_mentions_itself_is_no_trouble(word_xml):
    body = p(r("a"), reference(2), reference(3), reference(4), r("b"))
    data = word_xml(body, **{"word/footnotes.xml": notes(_2=r(" "), _3=r("itself") + reference(3))})

    assert texts(data) == ["a[1]b", "[1] itself"]


def test_the_table_and_the_paragraphs_of_a_note_are_one_line(word_xml):
    cell = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"
    part = f'<w:footnotes {WORD}><w:footnote w:id="2">{p(r("one"))}{p(r("two"))}{cell}</w:footnote></w:footnotes>'
    body = f"<w:tbl><w:tr><w:tc>{p(r('a'), reference(2))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>"

    lines = read_word("a.docx", word_xml(body, **{"word/footnotes.xml": part})).lines

    assert [(line.text, line.cell) for line in lines] == [("a[1]", 0), ("b", 1), ("[1] one two cell", -1)]


# -- changes, hidden text, fields ----------------------------------------------------------------------


def test_a_deleted_end_of_a_paragraph_joins_two(word_xml):
    marked = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('one ')}</w:p>"
    table = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"

    assert texts(word_xml(marked + p(r("two")) + marked + table)) == ["one two", "one ", "cell"]


def test_what_was_moved_stands_where_it_went(word_xml):
    body = p(f"<w:moveFrom>{r('moved ')}</w:moveFrom>", r("stays ")) + p(f"<w:moveTo>{r('moved')}</w:moveTo>")

    assert texts(word_xml(body)) == ["stays ", "moved"]
    assert read_word("a.docx", word_xml(body)).notices == ()


def test_hidden_text_is_left_out_and_told(word_xml):
    styles = (
        f'<w:styles {WORD}><w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    secret = '<w:rStyle w:val="Secret"/>'
    body = p(
        r("seen"), r(" hid", "<w:vanish/>"), r("den", "<w:vanish/>"), r(" seen", '<w:vanish w:val="0"/>'),
        r(" hidden", secret), r(" too", secret + '<w:vanish w:val="false"/>'),
    )  # fmt: skip

    found = read_word("a.docx", word_xml(body, **{"word/styles.xml": styles}))

    assert [line.text for line in found.lines] == ["seen seen too"]
    assert found.notices == ("Passages that the document hides were left out: 2.",)


def field(instruction: str, *result: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return sign("begin") + instruction + sign("separate") + "".join(result) + sign("end")


def test_of_fields_only_their_results_are_read(word_xml):
    inner = field("<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>", r("compared"))
    body = p(field(inner, r("shown")), f'<w:fldSimple w:instr="PAGE">{r(" 3")}</w:fldSimple>')

    assert texts(word_xml(body)) == ["shown 3"]


def test_an_instruction_without_an_end_swallows_no_more_than_its_paragraph(word_xml):
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert texts(word_xml(p(r("a"), begun, r("lost")) + p(r("read")))) == ["a", "read"]


def test_formulas_and_ruby_are_read_without_their_helps(word_xml):
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ruby = f"<w:r><w:ruby><w:rt>{r('reading')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>"
    body = p(f"<m:oMath {math}><m:r><m:rPr/><m:t>x=1</m:t></m:r></m:oMath>", r(" "), ruby)

    assert texts(word_xml(body)) == ["x=1 base"]


def test_white_space_in_the_xml_is_a_space(word_xml):
    assert texts(word_xml(p(r("one\ntwo")))) == ["one two"]


def test_cells_outside_of_a_table_and_second_choices_are_no_trouble(word_xml):
    choices = f"<mc:AlternateContent {MC}><mc:Choice>{p(r('first'))}</mc:Choice><mc:Choice>{p(r('second'))}</mc:Choice></mc:AlternateContent>"
    body = f"<w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr>{choices}" + p("<w:moveFrom/>", r("", "<w:vanish/>"))

    assert texts(word_xml(body)) == ["cell", "first"]


# -- parts ---------------------------------------------------------------------------------------------


def relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def test_headers_and_footers_are_left_out_and_told_unless_they_number_pages(word_xml):
    data = word_xml(
        p(r("words")),
        **{
            "word/_rels/document.xml.rels": relations(header="header1.xml", footer="/word/footer1.xml"),
            "word/header1.xml": f"<w:hdr {WORD}>{p(r('Interview 5,'))}{p(r(' Aigul'))}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {WORD}>{p(r('Стр. '), r('3'), r(' из 12'))}</w:ftr>",
        },
    )

    assert texts(data) == ["words"]
    assert read_word("a.docx", data).notices == (
        "Headers and footers of pages were left out: “Interview 5, Aigul”.",
    )


def test_parts_may_have_any_names(zipped):
    data = zipped(
        {
            "_rels/.rels": relations(officeDocument="/texts/document2.xml"),
            "texts/_rels/document2.xml.rels": relations(footnotes="../notes/n.xml"),
            "texts/document2.xml": f"<w:document {WORD}><w:body>{p(r('a'), reference(2))}</w:body></w:document>",
            "Notes/N.xml": notes(_2=r("note")),
        }
    )

    assert texts(data) == ["a[1]", "[1] note"]


def test_a_document_saved_as_strict_is_the_same_document(word_xml, zipped):
    body = p(
        r("Anna:", "<w:b/>"), r(" words"), reference(2)
    ) + "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format(p(r("cell")))
    styles = (
        f'<w:styles {WORD}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        "<w:rPr><w:b/></w:rPr></w:style></w:styles>"
    )
    data = word_xml(body, **{"word/footnotes.xml": notes(_2=r("note")), "word/styles.xml": styles})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            name: archive.read(name)
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace(KINDS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name in archive.namelist()
        }

    assert read_word("a.docx", zipped(parts)) == read_word("a.docx", data)
    assert read_word("a.docx", data).lines[0].bold == len("Anna: words")


def test_a_byte_order_mark_and_several_bodies_are_no_trouble(zipped):
    body = f"<w:body>{p(r('one'))}</w:body><w:body>{p(r('two'))}</w:body>"
    part = f"\ufeff<?xml version='1.0' encoding='utf-8'?><w:document {WORD}>{body}</w:document>"

    assert texts(zipped({"word/document.xml": part})) == ["one", "two"]


def test_web_pages_inside_are_left_out_and_told(word_xml):
    found = read_word("a.docx", word_xml(p(r("words")) + '<w:altChunk id="rId5"/>'))

    assert found.notices == ("Web pages or documents embedded in the document were left out: 1.",)


@pytest.mark.parametrize(
    ("part", "kind"), [("xl/workbook.xml", "xlsx"), ("content.xml", "odt"), ("ppt/presentation.xml", "pptx")]
)
def test_another_kind_of_document_is_named(zipped, part, kind):
    with pytest.raises(NotOffice, match=f"called docx but is {kind}"):
        read_word("a.docx", zipped({part: "<a/>"}))


def test_definitions_are_refused_in_every_part_that_is_read(word_xml):
    evil = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
    for part in ("word/styles.xml", "word/footnotes.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        with pytest.raises(ForeignDefinitions, match="DOCTYPE"):
            read_word("a.docx", word_xml(p(r("a")), **{part: evil}))
    with pytest.raises(ForeignDefinitions):
        read_word("a.docx", word_xml(p(r("a")), head="<!DOCTYPE a>"))


def test_however_deep_a_document_is_nested_it_ends_in_words_or_a_sentence(word_xml):
    def nested(depth: int) -> bytes:
        return word_xml(p("<w:sdt>" * depth, r("deep"), "</w:sdt>" * depth))

    assert texts(nested(200)) == ["deep"]
    with pytest.raises(Damaged):
        read_word("a.docx", nested(5_000))


def test_styles_built_on_each_other_in_a_circle_end(word_xml):
    style = '<w:style w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'.format
    data = word_xml(
        p(r("a")), **{"word/styles.xml": f"<w:styles {WORD}>{style('A', 'B')}{style('B', 'A')}</w:styles>"}
    )

    assert texts(data) == ["a"]


def test_an_endless_text_is_refused_while_it_is_read(word_xml, monkeypatch):
    monkeypatch.setattr(document, "LONGEST_TEXT", 10)

    with pytest.raises(TooLong):
        read_word("a.docx", word_xml(p(r("eleven signs"))))


@pytest.mark.shared
def test_other_peoples_documents(cases):
    def read(name: str) -> list[str]:
        return texts((cases / "hostile" / name).read_bytes())

    assert read("mammoth_footnotes.docx") == [
        "Ouch[1].[2]",
        "[1] A tachyon walks into a bar.",
        "[2] Fin.",
    ]
    assert read("mammoth_utf8-bom.docx") == ["This XML has a byte order mark."]
    assert len(read("poi_MultipleBodyBug.docx")) == 3
    headers = read_word("a.docx", (cases / "hostile" / "unstr_docx-hdrftr.docx").read_bytes()).notices
    assert "First header para" in headers[0]
