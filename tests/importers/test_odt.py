import pytest

from qualcode.importers.odt import read_odt
from qualcode.importers.problems import Damaged, Encrypted, ForeignDefinitions, NotOffice, OnlyPictures
from qualcode.text.turns import turns_of

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    f'xmlns:{name}="{ODF}{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def content(body: str, styles: str = "", kind: str = "text") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


@pytest.fixture
def odt(zipped):
    """An OpenDocument text with a body written in XML, and parts added to it."""

    def odt(body: str, styles: str = "", **more: str) -> bytes:
        parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content(body, styles)}
        return zipped(parts | more)

    return odt


def style(name: str, family: str, letters: str = "", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {letters}/></style:style>"
    )


def p(*parts: str, styled: str = "") -> str:
    return f'<text:p text:style-name="{styled}">{"".join(parts)}</text:p>'


def span(text: str, styled: str = "") -> str:
    return f'<text:span text:style-name="{styled}">{text}</text:span>'


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_odt("a.odt", data).lines]


def test_spaces_tabs_and_breaks(odt):
    body = p('I:<text:tab/>a<text:s text:c="3"/>b <text:s/>c<text:line-break/>d')

    assert texts(odt(body)) == ["I:\ta   b  c", "d"]


def test_white_space_of_the_xml_is_one_space_and_none_at_the_beginning(odt):
    body = p("\n    one\n    two ", span(" three\t"), "  four<text:s/> five")

    assert texts(odt(body)) == ["one two three four  five"]


def test_an_absurd_number_of_spaces_is_cut(odt):
    assert len(texts(odt(p('a<text:s text:c="99999999999"/>b')))[0]) < 2_000
    assert texts(odt(p('a<text:s text:c="-1"/>b'))) == ["a b"]


def test_bold_and_headings_come_from_styles_and_those_they_build_on(odt):
    styles = (
        style("T1", "text", 'fo:font-weight="bold"') + style("T2", "text", 'fo:font-weight="normal"')
        + style("P1", "paragraph", "", "Loud") + style("P2", "paragraph", "", "Heading_20_2")
    )  # fmt: skip
    loud = style("Loud", "paragraph", 'fo:font-weight="700"')
    named = f"<office:document-styles {NAMES}><office:styles>{loud}</office:styles></office:document-styles>"
    body = (
        p(span("Anna:", "T1"), " words") + p("all ", span("but", "T2"), " this", styled="P1")
        + p("Part", styled="P2") + "<text:h>Chapter</text:h>" + p("plain", span(" T1", "no such style"))
    )  # fmt: skip

    lines = read_odt(
        "a.odt", odt(body, styles + style("Heading_20_2", "paragraph"), **{"styles.xml": named})
    ).lines

    assert [(line.text, line.bold, line.heading) for line in lines] == [
        ("Anna: words", 5, False), ("all but this", 3, False), ("Part", 0, True), ("Chapter", 0, True),
        ("plain T1", 0, False),
    ]  # fmt: skip


def test_lists_sections_links_and_ruby_are_read_through(odt):
    ruby = "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>help</text:ruby-text></text:ruby>"
    numbered = f"<text:list-item><text:number>1.</text:number>{p('one')}</text:list-item>"
    body = (
        f"<text:list>{numbered}<text:list-item><text:list><text:list-item>{p('inner')}</text:list-item></text:list></text:list-item></text:list>"
        f"<text:section>{p('<text:a>link</text:a> ', ruby)}</text:section>"
    )

    assert texts(odt(body)) == ["one", "inner", "link base"]


def test_notes_follow_the_text(odt):
    note = (
        "<text:note><text:note-citation>i</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    ).format
    body = (
        p("c", note(p("note")), " d", note(p("one") + p("two")), ".") + p("e", note(p(note(p("inside")))))
        + p(span("Anna"), note(p("her name")), ": words")
    )  # fmt: skip

    found = read_odt("a.odt", odt(body))

    assert [line.text for line in found.lines] == [
        "c[1] d[2].", "e", "Anna:[3] words", "[1] note", "[2] one two", "[3] her name",
    ]  # fmt: skip
    assert [line.heading for line in found.lines] == [False] * 3 + [True] * 3
    assert found.notices == ("Footnotes and endnotes stand at the end, with “[1]” where each belongs: 3.",)


def test_tables_have_columns_as_they_are_seen(odt):
    def cell(text: str, spanned: str = "") -> str:
        return f"<table:table-cell {spanned}>{p(text)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    inner = f"<table:table><table:table-row>{cell('x')}{cell('y')}</table:table-row></table:table>"
    rows = (
        cell("wide", 'table:number-columns-spanned="2"') + covered + cell("b"),
        cell("high", 'table:number-rows-spanned="2"') + cell("c") + cell("d"),
        covered + cell("e") + f"<table:table-cell>{p('f')}{inner}{p('g')}</table:table-cell>",
    )
    body = "<table:table>{}</table:table>".format(
        "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    )

    lines = read_odt("a.odt", odt(body + p("after"))).lines

    assert [(line.text, line.cell) for line in lines] == [
        ("wide", 0), ("b", 1), ("high", 0), ("c", 1), ("d", 2), ("e", 1), ("f", 2), ("x", 0), ("y", 1), ("g", 2),
        ("after", -1),
    ]  # fmt: skip


def test_a_transcript_in_a_table_has_its_speakers(odt):
    said = (
        ("Сұхбат алушы", "Қайдан?"),
        ("Айгүл", "Айдарлыдан."),
        ("Сұхбат алушы", "Қашан?"),
        ("Айгүл", "Кеше."),
    )
    rows = "".join(
        "<table:table-row>{}</table:table-row>".format(
            "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in row)
        )
        for row in said
    )

    found = turns_of(read_odt("a.odt", odt(f"<table:table>{rows}</table:table>")).lines)

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [
        ("Сұхбат алушы", 2),
        ("Айгүл", 2),
    ]


def test_text_boxes_stand_after_their_paragraph_and_those_of_a_page_where_they_are(odt):
    frame = f"<draw:frame><svg:title>no</svg:title><draw:text-box>{p('box')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{p('shape')}</draw:custom-shape>"

    found = read_odt("a.odt", odt(frame + p(frame, "anchor", shape) + p("next")))

    assert [line.text for line in found.lines] == ["box", "anchor", "box", "shape", "next"]
    assert found.notices == ("Text boxes stand after the paragraph they belong to: 3.",)


def test_what_is_deleted_commented_or_hidden_is_left_out_and_told(odt):
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
        f'{p("gone")}</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        deleted + p('kept<text:change text:change-id="c1"/> <text:change-start text:change-id="c2"/>put in<text:change-end text:change-id="c2"/>')
        + p("seen", span(" hidden", "T1"), f"<office:annotation>{p('remark')}</office:annotation>.")
        + f'<text:section text:display="none">{p("secret")}</text:section>'
        + p('<text:hidden-text text:is-hidden="true">no</text:hidden-text>yes')
    )  # fmt: skip

    found = read_odt("a.odt", odt(body, style("T1", "text", 'text:display="none"')))

    assert [line.text for line in found.lines] == ["kept put in", "seen.", "yes"]
    assert found.notices == (
        "Comments in the margin were left out: 1.",
        "Passages deleted under “Track changes” were left out: 1.",
        "Passages that the document hides were left out: 3.",
    )


def test_without_a_zip_deletions_are_marked_in_the_text(odt):
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    gone = '<text:change-start text:change-id="c1"/>gone <text:change-end text:change-id="c1"/>'

    found = read_odt("a.fodt", content(deleted + p("one ", gone, "two")).encode())

    assert [line.text for line in found.lines] == ["one two"]
    assert found.notices == ("Passages deleted under “Track changes” were left out: 1.",)


def test_headers_and_footers_are_told_unless_they_number_pages(odt):
    pages = "<office:master-styles><style:master-page>{}</style:master-page></office:master-styles>".format(
        f"<style:header>{p('Ауыл, ', '2024')}</style:header><style:footer>{p('Бет 3')}</style:footer>"
    )
    styles = f"<office:document-styles {NAMES}>{pages}</office:document-styles>"

    found = read_odt("a.odt", odt(p("words"), **{"styles.xml": styles}))

    assert [line.text for line in found.lines] == ["words"]
    assert found.notices == ("Headers and footers of pages were left out: “Ауыл, 2024”.",)


def test_a_password_is_noticed(odt):
    with pytest.raises(Encrypted):
        read_odt("a.odt", odt(p("a"), **{"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}))


def test_definitions_are_refused_only_where_something_is_read(odt, zipped):
    evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    office = (
        '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><a/>'
    )

    assert texts(odt(p("from 2006"), **{"META-INF/manifest.xml": office})) == ["from 2006"]
    for part in ("content.xml", "styles.xml"):
        with pytest.raises(ForeignDefinitions):
            read_odt("a.odt", odt(p("a"), **{part: f"{evil}<a>&x;</a>"}))
    with pytest.raises(ForeignDefinitions):
        read_odt(
            "a.fodt", f'<?xml version="1.0"?>{evil}<office:document {NAMES}>&x;</office:document>'.encode()
        )


@pytest.mark.parametrize(("kind", "named"), [("spreadsheet", "ods"), ("presentation", "odp")])
def test_another_kind_is_named(zipped, kind, named):
    with pytest.raises(NotOffice, match=f"called odt but is {named}"):
        read_odt("a.odt", zipped({"content.xml": content("", kind=kind)}))
    with pytest.raises(NotOffice, match="called odt but is docx"):
        read_odt("a.odt", zipped({"word/document.xml": "<a/>"}))
    with pytest.raises(NotOffice, match="called odt but is RTF"):
        read_odt("a.odt", b"{\\rtf1 a}")


def test_only_pictures_or_damage_are_said(odt, zipped):
    with pytest.raises(OnlyPictures):
        read_odt("a.odt", odt(p("<draw:frame><draw:image/></draw:frame>")))
    for data in (zipped({"a.txt": "a"}), zipped({"content.xml": "<a>"}), b"<?xml version='1.0'?><a/>"):
        with pytest.raises(Damaged):
            read_odt("a.odt", data)


def test_however_deep_a_document_is_nested_it_ends_in_words_or_a_sentence(odt):
    def nested(depth: int) -> bytes:
        return odt(p("<text:span>" * depth, "deep", "</text:span>" * depth))

    assert texts(nested(200)) == ["deep"]
    with pytest.raises(Damaged):
        read_odt("a.odt", nested(5_000))


@pytest.mark.shared
def test_other_peoples_documents(cases):
    folder = cases / "hostile"
    spaces = read_odt("a.odt", (folder / "generated" / "odt_spaces_tabs.odt").read_bytes())
    table = read_odt("a.odt", (folder / "unstr_fake.odt").read_bytes()).lines

    assert [line.text for line in spaces.lines] == ["I:\ta   b", "c[1]", "[1] note"]
    assert [line.cell for line in table] == [-1, *(0, 1, 2, 3) * 4]
    with pytest.raises(ForeignDefinitions):
        read_odt("a.odt", (folder / "generated" / "odt_xxe.odt").read_bytes())
