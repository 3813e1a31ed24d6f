"""A code's form: its place in the tree, how it looks, and its definition in three languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from qualcode.actions.codes import add_code, bring_back_code, change_code, move_code, retire_code
from qualcode.codebook import PALETTE
from qualcode.i18n import N_
from qualcode.model import LANGUAGES, Code, CodeId, Coder
from qualcode.project import Project
from qualcode.store.codes import own_language, paths
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

CALLED = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
FIELDS: Mapping[str, tuple[str, str, int]] = {
    "brief": (N_("Brief definition"), N_("One line, for the list and for while you read."), 68),
    "full": (
        N_("Full definition"),
        N_("What it means, exactly enough that two people give it to the same words."),
        110,
    ),
    "use": (N_("When to use"), N_("What must be there."), 90),
    "avoid": (N_("When not to use"), N_("What does not count, and which code it gets instead."), 90),
    "example": (N_("Example"), N_("Words that got this code, or could."), 90),
    "near_miss": (N_("Near miss"), N_("Words that look like it and are not, and why."), 90),
}
"""Each field's label, what belongs in it, and its height."""
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Draft:
    """What the form says now."""

    name: str
    parent: CodeId | None
    colour: str
    key: str
    codable: bool
    words: Mapping[str, Mapping[str, str]]
    contradicts: tuple[CodeId, ...]


def new_form(project: Project, who: Coder, tree: Sequence[Code]) -> None:
    """An empty form that adds a code and is empty again."""
    made = state.recall("codes made", 0)
    with st.form(f"new-code-{made}"):
        draft = _fields(tree, None, prefix=f"new-{made}")
        place = st.container()
        if not st.form_submit_button(_("Add the code"), type="primary"):
            return
    with place, explained():
        with project.edit(by=who) as edit:
            code = add_code(
                edit, draft.name, parent=draft.parent, colour=draft.colour, key=draft.key,
                codable=draft.codable, words=_named(draft, own_language_of(tree)),
            )  # fmt: skip
            if draft.contradicts:
                change_code(edit, code.id, contradicts=draft.contradicts)
        state.remember("codes made", made + 1)
        st.toast(plain(_("Added “{code}”").format(code=code.name)))
        st.rerun()


def change_form(project: Project, who: Coder, tree: Sequence[Code], code: Code) -> None:
    """The form of one code; saving it is one action."""
    with st.form(f"code-{code.id}"):
        # changed meanwhile, by us or others: the fields start from what the code is now
        draft = _fields(tree, code, prefix=f"{code.id}-{hash(str(code))}")
        place = st.container()
        saved = st.form_submit_button(_("Save"), type="primary")
    if saved:
        with place, explained():
            with project.edit(by=who) as edit:
                change_code(
                    edit, code.id, name=draft.name, colour=draft.colour, key=draft.key, codable=draft.codable,
                    words=_named(draft, own_language(code)), contradicts=draft.contradicts,
                )  # fmt: skip
                if draft.parent != code.parent:
                    move_code(edit, code.id, under=draft.parent)
            st.toast(plain(_("Saved “{code}”").format(code=draft.name)))
            st.rerun()
    _retire(project, who, code)


def _retire(project: Project, who: Coder, code: Code) -> None:
    if code.retired:
        pressed = st.button(_("Bring this code back"), icon=":material/unarchive:")
    else:
        said = _("Takes it out of use. What was coded with it stays and is counted.")
        pressed = st.button(_("Retire this code"), icon=":material/archive:", help=said)
    if pressed:
        with explained():
            with project.edit(by=who) as edit:
                (bring_back_code if code.retired else retire_code)(edit, code.id)
            st.rerun()


# -- the fields ------------------------------------------------------------------------------------------


def _fields(tree: Sequence[Code], code: Code | None, *, prefix: str) -> Draft:
    whole = paths(tree)
    name = st.text_input(_("Name"), code.name if code else "", max_chars=120, key=f"{prefix}-name")
    places = [None, *(other.id for other in tree if not other.retired and other.id not in _below(tree, code))]
    if code and code.parent not in places:
        places.append(code.parent)
    parent = st.selectbox(
        _("Under"),
        places,
        index=places.index(code.parent) if code else 0,
        format_func=lambda id_: whole[id_] if id_ else _("the top"),
        key=f"{prefix}-parent",
    )
    colour, key, codable = _looks(tree, code, prefix)
    words = _definitions(code, prefix)
    others = [other.id for other in tree if (code is None or other.id != code.id) and not other.retired]
    contradicts = st.multiselect(
        _("Contradicts"),
        others,
        default=[other for other in code.contradicts if other in others] if code else [],
        format_func=whole.__getitem__,
        key=f"{prefix}-contradicts",
        help=_("Codes that say the opposite: giving both to one respondent is worth a look."),
        placeholder=_("No other code"),
    )
    return Draft(name, parent, colour, key, codable, words, tuple(contradicts))


def _below(tree: Sequence[Code], code: Code | None) -> set[CodeId]:
    """The code itself and all under it: where it cannot be put."""
    if code is None:
        return set()
    found = {code.id}
    for other in tree:
        if other.parent in found:
            found.add(other.id)
    return found


def _looks(tree: Sequence[Code], code: Code | None, prefix: str) -> tuple[str, str, bool]:
    taken = {other.key for other in tree if other.key and (code is None or other.id != code.id)}
    free = " ".join(key for key in KEYS if key not in taken)
    at_the_top = sum(other.parent is None for other in tree)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        colour = st.color_picker(
            _("Colour"), code.colour if code else PALETTE[at_the_top % len(PALETTE)], key=f"{prefix}-colour"
        )
        key = st.text_input(
            _("Key"), code.key if code else "", max_chars=1, key=f"{prefix}-key", width=140,
            help=_("The key that gives the code while you read. Free: {keys}").format(keys=free),
        )  # fmt: skip
        codable = st.toggle(
            _("Can be given to words"), code.codable if code else True, key=f"{prefix}-codable",
            help=_("Off: a heading, which only holds other codes."),
        )  # fmt: skip
    return colour, key.strip(), codable


def _definitions(code: Code | None, prefix: str) -> dict[str, dict[str, str]]:
    """By language what was written; a language in which nothing was written is not there."""
    own = own_language(code) if code else ""
    said: dict[str, dict[str, str]] = {}
    for tab, language in zip(st.tabs(list(CALLED.values())), LANGUAGES, strict=True):
        with tab:
            words = dict(code.wordings.get(language, {})) if code else {}
            fields: dict[str, str] = {}
            if code is not None and language != own:
                label = _("Name in this language")
                fields["name"] = st.text_input(label, words.get("name", ""), key=f"{prefix}-{language}-name")
            for field, (label, help_, height) in FIELDS.items():
                fields[field] = st.text_area(
                    _(label), words.get(field, ""), height, key=f"{prefix}-{language}-{field}", help=_(help_)
                )
        said[language] = {field: text.strip() for field, text in fields.items()}
    known = code.wordings if code else {}
    return {
        language: fields for language, fields in said.items() if any(fields.values()) or language in known
    }


def _named(draft: Draft, own: str) -> dict[str, dict[str, str]]:
    """The wordings with the code's own name in its own language."""
    words = {language: dict(fields) for language, fields in draft.words.items()}
    if own:
        words[own] = words.get(own, {}) | {"name": draft.name.strip()}
    return words


def own_language_of(tree: Sequence[Code]) -> str:
    """The language the codebook is written in, as most of its codes are; English for the first code."""
    found = [language for code in tree if (language := own_language(code))]
    return max(LANGUAGES, key=found.count)
