import pytest

from qualcode.importers.problems import Damaged, OnlyPictures
from qualcode.importers.word import read_word
from qualcode.text.turns import turns_of


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


def test_comments_and_notes_are_left_out_and_told(word_xml):
    body = p(
        r("word"), '<w:r><w:commentReference w:id="0"/></w:r>', '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )

    assert texts(word_xml(body)) == ["word"]
    assert read_word("a.docx", word_xml(body)).notices == (
        "Comments in the margin were left out: 1.",
        "Footnotes were left out: 1.",
    )


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


def test_text_boxes_are_told_once_though_word_stores_them_twice(word_xml):
    box = f"<w:txbxContent>{p(r('box'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = p(
        r("word"), f'<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{both}</w:r>'
    )

    assert texts(word_xml(body)) == ["word"]
    assert read_word("a.docx", word_xml(body)).notices == ("Text boxes were left out: 1.",)


def test_bold_comes_from_runs_and_can_be_switched_off(word_xml):
    body = p(r("Anna", "<w:b/>"), r(" "), r("not", '<w:b w:val="0"/>')) + p(r("plain"), r("bold", "<w:b/>"))

    assert [line.bold for line in read_word("a.docx", word_xml(body)).lines] == [5, 0]


def test_bold_and_headings_come_from_styles_too(word):
    import io

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
