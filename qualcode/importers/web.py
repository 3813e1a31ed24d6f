"""Web pages: the words a visitor reads, in paragraphs; what a page is furnished with stays out."""

import re

from qualcode.i18n import N_
from qualcode.importers.archive import kind_by_content
from qualcode.importers.content import LONGEST_TEXT, Content, canonical_lines
from qualcode.importers.encodings import decoded
from qualcode.importers.plain import is_noise
from qualcode.importers.problems import Damaged, NotText, OwnDefinitions, TooIntricate, TooLong
from qualcode.importers.web_elements import SILENT, named
from qualcode.importers.web_page import Page
from qualcode.text.normalise import canonical

_HEAD = 4_096
_JUDGED = 20_000
_MOST_TAGS = 400_000
_DEEPEST = 500


def read_html(file: str, data: bytes, encoding: str = "") -> Content:
    """A page's paragraphs, headings and cells in order. Nothing is fetched, and nothing in it is run."""
    if (kind := kind_by_content(data)) not in {"", "HTML"}:
        raise NotText(file, kind, "html, docx")
    read = decoded(data, encoding, _declared(data))
    if is_noise(read.text[:_JUDGED]):
        raise NotText(file, N_("data of some program"), "html, docx")
    cleaned = canonical(read.text)
    page = _parsed(file, _checked(file, cleaned.text))
    lines, notices = page.read()
    length = sum(len(line.text) + 1 for line in lines)
    if length > LONGEST_TEXT:
        raise TooLong(file, length, LONGEST_TEXT)
    known, removed = canonical_lines(lines)
    told = (*read.notices, *cleaned.notices, *removed, *notices)
    return Content(known, encoding=read.encoding, notices=told)


_SAID = (
    re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE),
)


def _declared(data: bytes) -> str:
    found = (said.search(data[:_HEAD]) for said in _SAID)
    return next((each[1].decode("ascii", "replace") for each in found if each), "")


# -- before it is parsed -------------------------------------------------------------------------------

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# Their end may go unsaid, so that counting beginnings would be no depth; and those that have none.
_UNCOUNTED = named("""
    p li dt dd td th tr thead tbody tfoot colgroup option optgroup html head body rp rt
    area base br col embed hr img input link meta param source track wbr
""")
_EMPTY_IN_XHTML = re.compile(
    rf"<({'|'.join(SILENT | {'title', 'textarea'})})\b([^<>]{{0,2000}})/>", re.IGNORECASE
)
_FORM = re.compile(r"</?(?!(?:script|style|title|iframe|noembed|noframes)\b)[a-zA-Z][^<>]*>", re.IGNORECASE)


def _checked(file: str, html: str) -> str:
    if _defines_entities(html[:_HEAD].lower()):
        raise OwnDefinitions(file)
    if html.count("<") > _MOST_TAGS:
        raise TooIntricate(file, _MOST_TAGS)
    if html[:_HEAD].lstrip().startswith("<?xml") or file.lower().endswith(".xhtml"):
        html = _EMPTY_IN_XHTML.sub(r"<\1\2></\1>", html)
    # no honest page is so deep, and the parser's time grows with depth: of such a one, only the words
    return _FORM.sub("<br>", html) if _depth(html) > _DEEPEST else html


def _defines_entities(head: str) -> bool:
    _, doctype, rest = head.partition("<!doctype")
    before, subset, definitions = rest.partition("[")
    return bool(doctype and subset) and ">" not in before and "<!entity" in definitions


def _depth(html: str) -> int:
    if html.count("<") <= _DEEPEST:
        return 0
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _UNCOUNTED:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _parsed(file: str, html: str) -> Page:
    from lxml import etree

    page = Page(file)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(html.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as cause:
        raise Damaged(file, "html") from cause
    return page
