"""The XML of Word: its names, which come in two spellings, and what styles say of letters and headings."""

from typing import Any, NamedTuple

from qualcode.importers.document import is_heading

# Documents saved as “Strict Open XML” have names of their own for the same things.
_WORDS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MATHS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LONGEST_CHAIN = 20

Names = tuple[str, ...]
"""One name in all its spellings."""


def word_names(*names: str) -> Names:
    return tuple(space + name for space in _WORDS for name in names)


def math_names(*names: str) -> Names:
    return tuple(space + name for space in _MATHS for name in names)


def compatibility_names(*names: str) -> Names:
    return tuple(_COMPATIBILITY + name for name in names)


VAL = word_names("val")
RUN_PROPERTIES = word_names("rPr")
_ID, _TYPE, _DEFAULT = (word_names(name) for name in ("styleId", "type", "default"))
_NAME, _BASED_ON = word_names("name"), word_names("basedOn")
_RUN_STYLE, _BOLD, _HIDDEN = (word_names(name) for name in ("rStyle", "b", "vanish"))


def value_of(element: Any, names: Names, default: str = "") -> str:
    """Of an attribute."""
    value = element.get(names[0])
    return str(element.get(names[1], default) if value is None else value)


def properties_of(element: Any, names: Names) -> Any:
    """The properties of an element, which come before all else in it; nothing without."""
    return next((first for first in element[:1] if first.tag in names), ())


# -- styles --------------------------------------------------------------------------------------------


class Style(NamedTuple):
    bold: bool = False
    hidden: bool = False
    heading: bool = False


class _OwnStyle(NamedTuple):
    """A style before those it builds on are counted in; None: it does not say."""

    name: str
    based_on: str
    bold: bool | None
    hidden: bool | None


PLAIN = Style()


def styles_of(root: Any) -> dict[str, Style]:
    """By id; under “” what paragraphs without a style have."""
    own: dict[str, _OwnStyle] = {}
    usual = ""
    for style in () if root is None else root.iter(*word_names("style")):
        id_ = value_of(style, _ID)
        own[id_] = _own_style(style)
        if value_of(style, _TYPE) == "paragraph" and value_of(style, _DEFAULT) in {"1", "true", "on"}:
            usual = id_
    styles = {id_: _with_inherited(id_, own) for id_ in own}
    return {**styles, "": styles.get(usual, PLAIN)}


def _own_style(style: Any) -> _OwnStyle:
    said: dict[str, Any] = {each.tag: each for each in style}
    said |= {each.tag: each for name in RUN_PROPERTIES for each in said.get(name, ())}
    name, based, bold, hidden = (
        next((said[name] for name in names if name in said), None)
        for names in (_NAME, _BASED_ON, _BOLD, _HIDDEN)
    )
    return _OwnStyle(
        "" if name is None else value_of(name, VAL),
        "" if based is None else value_of(based, VAL),
        None if bold is None else _is_on(bold),
        None if hidden is None else _is_on(hidden),
    )


def _with_inherited(id_: str, own: dict[str, _OwnStyle]) -> Style:
    chain: list[_OwnStyle] = []
    while id_ in own and len(chain) < _LONGEST_CHAIN:
        chain.append(own[id_])
        id_ = own[id_].based_on
    return Style(
        next((style.bold for style in chain if style.bold is not None), False),
        next((style.hidden for style in chain if style.hidden is not None), False),
        any(is_heading(style.name) for style in chain),
    )


def look_of_run(properties: Any, under: Style, styles: dict[str, Style]) -> Style:
    """What holds for letters in a paragraph of this style, by what is said of them directly."""
    bold = hidden = None
    style = PLAIN
    for each in properties:
        if each.tag in _BOLD:
            bold = _is_on(each)
        elif each.tag in _HIDDEN:
            hidden = _is_on(each)
        elif each.tag in _RUN_STYLE:
            style = styles.get(value_of(each, VAL), PLAIN)
    return Style(
        under.bold or style.bold if bold is None else bold,
        under.hidden or style.hidden if hidden is None else hidden,
    )


def _is_on(switch: Any) -> bool:
    return value_of(switch, VAL, "true") not in {"0", "false", "off"}
