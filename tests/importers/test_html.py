import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.problems import CannotRead, NotText, OwnDefinitions, TooIntricate, TooLong
from qualcode.importers.transcripts import understood
from qualcode.importers.web import read_html
from qualcode.text.turns import Line

WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"><title>Интервью</title>
<!--[if gte mso 9]><xml><o:Author>Кто-то</o:Author></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt;} @page WordSection1 {size:595pt 842pt;} --></style></head>
<body lang=RU><div class=WordSection1>
<p class=MsoTitle>Разговор с жителем<o:p></o:p></p>
<p class=MsoNormal><b><span lang=RU>Интервьюер:</span></b><span lang=RU> Что было
той ночью?<o:p></o:p></span></p>
<p class=MsoNormal><b>Респондент:</b>&nbsp;&nbsp; Ничего.<span style='mso-spacerun:yes'>  </span>Я спала<a
href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>.<br>
Потом проснулась.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·&nbsp;&nbsp; </span></span><![endif]>первое<o:p></o:p></p>
<p class=MsoNormal><del>стёрто</del><ins>вписано</ins><span class=MsoCommentReference><a class=msocomanchor
href="#_msocom_1">[A1]</a></span></p></div>
<div style='mso-element:footnote-list'><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Сноска</p>
</div></div><div style='mso-element:comment-list'><div style='mso-element:comment'><p>Проверить!</p></div></div>
</body></html>"""


def read(page, encoding=""):
    return read_html("page.html", page if isinstance(page, bytes) else page.encode(), encoding)


def texts(page):
    return [line.text for line in read(page).lines]


# -- text ----------------------------------------------------------------------------------------------


def test_blocks_are_paragraphs_and_breaks_are_lines():
    page = "<div>one<p>two <em>and</em>\n  more</p>three<ul><li>four<li>five</ul></div>six<br>seven<br/>eight"

    assert texts(page) == ["one", "two and more", "three", "four", "five", "six", "seven", "eight"]


def test_headings_are_headings_and_a_bold_beginning_is_bold():
    page = "<h2>Part <b>one</b></h2><p><b>Anna</b>: Hello.<p><strong>Bota:</strong> Hi.<p>Not <b>here</b>."

    assert read(page).lines == [
        Line("Part one", heading=True),
        Line("Anna: Hello.", 4),
        Line("Bota: Hi.", 5),
        Line("Not here."),
    ]


def test_entities_are_characters_and_spaces_are_one():
    page = "<p>a&nbsp;&nbsp; b &amp; &laquo;&#1178;&#x4D9;&raquo; &lt;i&gt; 5&nbsp;км\t\n x</p>"

    assert texts(page) == ["a b & «Қә» <i> 5\u00a0км x"]


def test_what_is_set_as_typed_keeps_its_lines():
    page = "<pre>\nI:  one\nR: two\n</pre><p style='white-space: pre-wrap'>three\nfour</p><textarea>five\nsix</textarea>"

    assert texts(page) == ["I:  one", "R: two", "three", "four", "five", "six"]


def test_cells_are_counted_in_each_row():
    page = (
        "<table><tr><th>Who<th>Words</tr><tr><td><p>Int</p></td><td><p>Why?</p><p>When?</p></td></tr>"
        "<tr><td>R</td><td>No.</td></tr></table><p>after</p>"
    )

    assert [(line.text, line.cell) for line in read(page).lines] == [
        ("Who", 0), ("Words", 1), ("Int", 0), ("Why?", 1), ("When?", 1), ("R", 0), ("No.", 1), ("after", -1),
    ]  # fmt: skip


def test_tables_that_only_lay_out_the_page_are_no_tables():
    inner = "<table><tr><td>I:</td><td>Why?</td></tr></table>"
    long = "".join(f"<p>Paragraph {number}.</p>" for number in range(30))

    around = read(f"<table><tr><td>{inner}</td><td>aside</td></tr></table>").lines
    column = read("<table><tr><td>alone</td></tr></table>").lines
    page = read(f"<table><tr><td>menu</td><td>{long}</td></tr></table>").lines

    assert [(line.text, line.cell) for line in around] == [("I:", 0), ("Why?", 1), ("aside", -1)]
    assert {line.cell for line in [*column, *page]} == {-1}


def test_a_page_saved_from_word_reads_as_the_document_did():
    content = read(WORD_PAGE.encode("cp1251"))

    assert content.encoding == "Windows-1251"
    assert content.lines == [
        Line("Разговор с жителем", heading=True),
        Line("Интервьюер: Что было той ночью?", 11),
        Line("Респондент: Ничего. Я спала[1].", 11),
        Line("Потом проснулась."),
        Line("первое"),
        Line("вписано"),
        Line("[1] Сноска"),
    ]
    assert content.notices == (
        "Passages deleted under “Track changes” were left out: 1.",
        "Comments in the margin were left out: 1.",
    )


def test_a_page_saved_from_google_docs_is_bold_by_its_classes():
    page = (
        "<html><head><style>@import url(x);.c1{font-weight:400}.c0,span.c2{color:#000;font-weight:700}"
        "@media print{.c1{font-weight:700}.c3{font-weight:700}}</style></head><body>"
        '<p class="c3 title"><span class="c1">Interview</span></p>'
        '<p class="c3"><span class="c0">Moderator: </span><span class="c1">What happened?</span></p>'
        '<p class="c3"><span class="c2">Aigul:</span><span class="c1">&nbsp;Nothing'
        '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</span></p>'
        '<div><p class="c3"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c1">ask again</span></p></div>'
        "<p><b style='font-weight:normal'>not bold</b></p></body></html>"
    )

    content = read(page)

    assert content.lines == [
        Line("Interview", heading=True),
        Line("Moderator: What happened?", 10),
        Line("Aigul:\u00a0Nothing.", 6),
        Line("not bold"),
    ]
    assert content.notices == ("Comments in the margin were left out: 1.",)


def test_what_no_visitor_sees_is_left_out():
    page = (
        "<title>T</title><script>var p = '<p>script</p>';</script><style>p{}</style><!-- comment -->"
        "<p>seen<span style='display: none'>unseen</span></p><p hidden>unseen<p>seen too"
        "<template><p>template</p></template><noscript>no script</noscript><svg><text>drawn</text></svg>"
        "<select><option>choice</select><button>Share</button><p aria-hidden=true>★</p>"
    )

    content = read(page)

    assert [line.text for line in content.lines] == ["seen", "seen too"]
    assert content.notices == ("Passages that the document hides were left out: 2.",)


def test_menus_side_columns_and_footers_are_left_out_and_told():
    links = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(4))
    page = (
        f"<header><nav><a href=/>Home</a></nav></header><ul>{links}</ul><form><h1>Hearing</h1>"
        "<p>Chair: We begin, see <a href='/x'>the agenda</a>. Everybody who wants to speak may speak.</p></form>"
        "<aside><p>Read also</p></aside><blockquote>Said.<footer>A. B.</footer></blockquote><footer>© 2020</footer>"
    )

    content = read(page)

    assert [line.text for line in content.lines] == [
        "Hearing",
        "Chair: We begin, see the agenda. Everybody who wants to speak may speak.",
        "Said.",
        "A. B.",
    ]
    assert content.notices == ("Lines of menus, side columns and footers of the page were left out: 7.",)


def test_words_that_are_links_to_their_sound_are_no_menu():
    page = "".join(f"<p><a href='/audio?t={number}'>Sentence {number}.</a></p>" for number in range(5))

    assert len(texts(page)) == 5


def test_a_title_is_text_only_where_nothing_else_is():
    assert texts("<title>Hearing</title><p>Words") == ["Words"]
    assert texts("<title>Hearing</title><body><script>x</script></body>") == ["Hearing"]


def test_empty_elements_of_xhtml_do_not_swallow_the_page():
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
        '<body><p>one<br/>two</p><a name="x"/><p>three</p></body></html>'
    )

    assert texts(page) == ["one", "two", "three"]


def test_speakers_are_found_in_a_page():
    page = "<p><b>Интервьюер:</b> Что было?<p><b>Айгүл апай:</b> Ештеңе.<p><b>Интервьюер:</b> А потом?<p><b>Айгүл апай:</b> Жоқ."

    found = understood("page.htm", page.encode())

    assert {speaker.label for speaker in found.speakers} == {"Интервьюер", "Айгүл апай"}


# -- encodings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "codec", "name"),
    [
        ("<meta charset='windows-1251'>", "cp1251", "Windows-1251"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=koi8-r'>", "koi8-r", "KOI8-R"),
        ('<?xml version="1.0" encoding="KZ-1048"?>', "kz1048", "KZ-1048"),
        ("<meta charset=utf-8>", "utf-8", "UTF-8"),
        ("", "utf-8-sig", "UTF-8"),
        ("<meta charset=utf-8>", "utf-16", "UTF-16"),
    ],
)
def test_what_the_page_declares_holds(head, codec, name):
    content = read(f"{head}<p>Сегодня в селе было тихо, никто не выходил.</p>".encode(codec))

    assert [line.text for line in content.lines] == ["Сегодня в селе было тихо, никто не выходил."]
    assert content.encoding == name
    assert not any("read as" in told for told in content.notices) or codec == "utf-16"


def test_a_page_that_lies_about_itself_is_read_by_its_words():
    content = read("<meta charset=utf-8><p>Сегодня в селе было тихо.</p>".encode("cp1251"))

    assert [line.text for line in content.lines] == ["Сегодня в селе было тихо."]
    assert content.encoding == "Windows-1251"
    assert content.notices[0].startswith("The file says that it is stored as UTF-8")


def test_the_researcher_is_obeyed_before_the_page():
    content = read("<meta charset=utf-8><p>Иә, солай.</p>".encode("ptcp154"), "PTCP154")

    assert [line.text for line in content.lines] == ["Иә, солай."]


# -- hostile -------------------------------------------------------------------------------------------


def test_entities_of_its_own_are_refused_and_a_doctype_is_not():
    with pytest.raises(OwnDefinitions):
        read('<!DOCTYPE html [<!ENTITY lol "lol">]><p>&lol;</p>')

    assert texts("<!DOCTYPE html><p>fine</p>") == ["fine"]


@pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"PK\x03\x04", bytes(range(256)) * 20, b"\0" * 1000])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(NotText):
        read(data)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "x" + "</div>" * 50_000,
        "<div>" * 50_000 + "x" + "</p>" * 50_000,
        "<b>" * 499 + "x" + "<p>" * 100_000,
        "<table><tr><td>" * 499 + "x" + "<td>" * 100_000,
        "<a " + "b=c " * 500_000 + ">x",
        "x" + "<!--" * 100_000,
        "x<p style='" + "display :" * 100_000 + "'>",
        "x<style>" + "{" * 1_000_000 + "</style>",
        "x<img src='data:;base64," + "A" * 5_000_000 + "'>",
    ],
)
def test_pages_made_to_exhaust_end_soon(page):
    begin = time.process_time()
    found = texts(page)

    assert found == ["x"]
    assert time.process_time() - begin < 5


def test_endless_pages_are_refused():
    with pytest.raises(TooIntricate):
        read("<i>" * 500_000)
    with pytest.raises(TooIntricate):
        read("<pre>" + "a\n" * 500_000)
    with pytest.raises(TooLong):
        read("<p>" + "word " * 1_100_000)


_PARTS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<style>.a{", "}", "</style>", "<pre>",
     "<br>", "<a href='#cmnt_ref1'>", "<del>", "<nav>", "<title>", "</title>", "<script>", "</script>", "<!--", "-->",
     "<![if x]>", "<?php", "<!DOCTYPE", "&amp;", "&#0;", "&#xD800;", "&bogus", "\0", "\n", " ", "\u00a0", "\ufffe", "<", "='",
     "слово", "I:", "😀", "\u202e", "</", "/>", "<p style='font-weight:bold'>", "<svg>", "<o:p>", "<textarea>", "<p hidden>"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=30), st.sampled_from(["utf-8", "utf-16", "cp1251", "utf-7"]))
def test_any_page_ends_in_lines(parts, codec):
    content = read("".join(parts).encode(codec, "replace"))

    assert all(0 <= line.bold <= len(line.text) and "\n" not in line.text for line in content.lines)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_lines_or_a_sentence(data):
    assert lines_or_sentence(data)


def lines_or_sentence(data):
    try:
        return read(data).lines
    except CannotRead as problem:
        return str(problem)


# -- case files ----------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "heading", "lines"),
    [
        ("udhr_eng.html", "Universal Declaration of Human Rights", 92),
        ("udhr_rus.html", "Всеобщая декларация прав человека", 91),
        ("udhr_kaz.html", "АДАМ ҚҰҚЫҚТАРЫНЫҢ ЖАЛПЫҒА БІРДЕЙ ДЕКЛАРАЦИЯСЫ", 91),
    ],
)
def test_declarations_are_read_with_their_articles(cases, file, heading, lines):
    content = read((cases / "policy" / file).read_bytes())

    assert content.lines[0] == Line(heading, heading=True)
    assert len(content.lines) == lines
    assert content.notices == ()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "encoding", "words"),
    [
        ("unstr_fake-html-cp1252.html", "Windows-1252", "Die schöne Frau"),
        ("enc_UTF-16LE__plane1-utf-16le.html", "UTF-16", "Supplementary Characters"),
        ("generated/html_script.html", "Windows-1251", "Интервьюер: да"),
        ("generated/html_meta_lies.html", "Windows-1251", "Привет"),
        ("generated/html_deep.html", "UTF-8", "x"),
    ],
)
def test_hostile_pages_are_read(cases, file, encoding, words):
    content = read((cases / "hostile" / file).read_bytes())

    assert content.encoding == encoding
    assert any(words in line.text for line in content.lines)
    assert not any("alert" in line.text for line in content.lines)
