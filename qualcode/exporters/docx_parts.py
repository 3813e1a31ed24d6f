"""The parts of a Word document that do not depend on its text: styles, page, header, footer."""

import re

from qualcode.exporters.office import xml_text

LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
"""By ours: the language Word's spelling check knows."""

FONT = "Cambria"
"""A serif face for reading that comes with Word and has the Cyrillic letters of Kazakh."""
GREY, PALE = "595959", "BFBFBF"

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ROOT = {"word/document.xml": "officeDocument", "docProps/core.xml": "core-properties"}
DOCUMENT = {
    "styles.xml": "styles",
    "settings.xml": "settings",
    "header.xml": "header",
    "footer.xml": "footer",
    "footer_first.xml": "footer",
}
_KIND = "officedocument.wordprocessingml."
CONTENT = {
    "word/document.xml": f"{_KIND}document.main+xml",
    "word/styles.xml": f"{_KIND}styles+xml",
    "word/settings.xml": f"{_KIND}settings+xml",
    "word/header.xml": f"{_KIND}header+xml",
    "word/footer.xml": f"{_KIND}footer+xml",
    "word/footer_first.xml": f"{_KIND}footer+xml",
}

BODY = f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>'
# A4 with 25 mm all round; the first page, which has the title, goes without the header.
END = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
    '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="first" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709"'
    ' w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>'
)

KEEP_NEXT = "<w:keepNext/>"
STRONG = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'

SETTINGS = (
    f'<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting'
    ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    "</w:settings>"
)


def paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def run(text: str, looks: str = "") -> str:
    """Text as it was typed: line ends and tabs kept, marks that would reorder the line left out."""
    text = xml_text(_line_end.sub("\n", _reordering.sub("", text)))
    text = text.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
    return f"<w:r>{looks}{_TEXT}{text}</w:t></w:r>"


_TEXT = '<w:t xml:space="preserve">'
_reordering = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_line_end = re.compile(r"[\v\f\x85\u2028\u2029]")


def language(tag: str) -> str:
    """A run's properties: which language its words are in."""
    return f'<w:rPr><w:lang w:val="{tag}"/></w:rPr>'


def header(paragraph: str) -> str:
    return f'<w:hdr xmlns:w="{_MAIN}">{paragraph}</w:hdr>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


FOOTER = (
    f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_field("PAGE")}'
    f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'
)


def styles(spoken: str) -> str:
    """The styles, by Word's own names where it has one, so that they can be changed in Word in one place.

    Sizes are in half points, lengths in twentieths of a point.
    """
    heading = "<w:keepNext/><w:keepLines/>"
    excerpt = 'w:left="425" w:right="425"'
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Times New Roman"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{LANGUAGES.get(spoken, "en-GB")}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        + _style("Title", "Title", _spaced(0, 40), _sized(40, "<w:b/><w:bCs/>"))
        + _style("Subtitle", "Subtitle", _spaced(0, 240), _sized(24, colour=GREY))
        + _style("Lead", "Export lead", _spaced(0, 60), "")
        + _style(
            "Note",
            "Export note",
            f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="10" w:color="{PALE}"/></w:pBdr>'
            + _spaced(60, 240),
            _sized(18, colour=GREY),
        )
        + _style(
            "Heading1", "heading 1", heading + _spaced(480, 120) + _level(0), _sized(32, "<w:b/><w:bCs/>")
        )
        + _style(
            "Heading2", "heading 2", heading + _spaced(360, 60) + _level(1), _sized(26, "<w:b/><w:bCs/>")
        )
        + _style(
            "Heading3", "heading 3", heading + _spaced(300, 60) + _level(2), _sized(23, "<w:b/><w:bCs/>")
        )
        + _style(
            "Heading4", "heading 4", heading + _spaced(300, 60) + _level(3), _sized(22, "<w:i/><w:iCs/>")
        )
        + _style("Count", "Excerpt count", "<w:keepNext/>" + _spaced(0, 160), _sized(19, colour=GREY))
        + _style("Quote", "Quote", f"<w:keepNext/>{_spaced(200, 40)}<w:ind {excerpt}/>", "")
        + _style(
            "Citation",
            "Excerpt citation",
            f"<w:keepLines/>{_spaced(0, 60)}<w:ind {excerpt}/>",
            "<w:noProof/>" + _sized(18, colour=GREY),
        )
        + _style(
            "Memo",
            "Excerpt memo",
            f"{_spaced(0, 60)}<w:ind {excerpt}/>",
            _sized(18, "<w:i/><w:iCs/>"),
        )
        + _style("Header", "header", _spaced(0, 0), _sized(18, colour=GREY))
        + _style("Footer", "footer", _spaced(0, 0) + '<w:jc w:val="center"/>', _sized(18, colour=GREY))
        + "</w:styles>"
    )


def _style(key: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _spaced(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _level(outline: int) -> str:
    return f'<w:outlineLvl w:val="{outline}"/>'


def _sized(half_points: int, before: str = "", colour: str = "") -> str:
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{before}{tint}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
