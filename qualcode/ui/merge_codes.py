"""Several codes made one, after a look at what moves, what becomes one and what contradicts itself."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pandas as pd
import streamlit as st

from qualcode.actions.merging import merge_codes
from qualcode.codebook_diff import FIELDS, SPOKEN
from qualcode.model import Coder
from qualcode.project import Project
from qualcode.store import codes, codings, merging
from qualcode.store.merging import Clash, MergePreview
from qualcode.ui import just_done, state
from qualcode.ui.i18n import _
from qualcode.ui.page import explained, me
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for

DONE = "merged codes"


def merge_form(project: Project) -> None:
    """Choose codes, see what would happen, do it."""
    who = me(project)
    with project.read() as session:
        tree, counts = codes.codes(session, retired=True), codings.counts(session)
    just_done.offer(project, who, DONE)
    whole = codes.paths(tree)
    turn = state.recall("merges", 0)
    st.caption(_("Nothing is stored before you press “Merge”, and one undo takes all of it back."))
    into = st.selectbox(
        _("The code that stays"),
        [code.id for code in tree if not code.retired],
        index=None,
        format_func=whole.__getitem__,
        placeholder=_("Choose a code"),
        key=f"merge-into-{turn}",
    )
    going = st.multiselect(
        _("The codes that become part of it"),
        [code.id for code in tree if code.id != into and (not code.retired or counts.get(code.id))],
        format_func=lambda id_: _("{code} ({n} codings)").format(code=whole[id_], n=counts.get(id_, 0)),
        placeholder=_("Choose one or several"),
        key=f"merge-going-{turn}-{into}",
        select_all=False,
    )
    if into is None or not going:
        return
    with project.read() as session:
        preview = merging.preview(session, into, going)
    _what_moves(preview)
    _places(preview)
    joined = _definitions(preview)
    _what_comes_along(preview)
    _do(project, who, preview, joined)


def _what_moves(preview: MergePreview) -> None:
    st.header(_("What would happen"), anchor=False)
    said = _("{n} codings become “{code}”.").format(n=preview.moving, code=preview.into.name)
    if preview.together:
        said += "\n" + _(
            "Of these, {n} fall together with another coding of the same coder at the same words, and "
            "the two become one. Every place stays coded."
        ).format(n=preview.together)
    st.text(said)
    if not preview.moving:
        return
    st.caption(_("Codings of all coders move, not only yours."))
    left, right = st.columns(2)
    for place, label, numbers in (
        (left, _("By coder"), preview.by_coder),
        (right, _("By source"), preview.by_source),
    ):
        place.dataframe(
            pd.DataFrame({"name": list(numbers), "codings": list(numbers.values())}),
            hide_index=True,
            height=height_for(len(numbers), most=220),
            column_config={"name": label, "codings": _("Codings")},
            alt=label,
        )


def _places(preview: MergePreview) -> None:
    if not preview.places:
        return
    label = _("Places that fall together: {n}").format(n=len(preview.places))
    if len(preview.places) == merging.SHOWN:
        label = _("Places that fall together: the first {n}").format(n=len(preview.places))
    with st.expander(label):
        st.dataframe(
            pd.DataFrame(
                {
                    "source": [place.source for place in preview.places],
                    "words": [place.quote for place in preview.places],
                    "coder": [place.coder for place in preview.places],
                    "codes": [" + ".join(place.codes) for place in preview.places],
                }
            ),
            hide_index=True,
            height=height_for(len(preview.places), most=320),
            column_config={
                "source": _("Source"),
                "words": st.column_config.TextColumn(_("Words"), width="large"),
                "coder": _("Coder"),
                "codes": _("Codes"),
            },
            alt=_("Places that fall together"),
        )


def _definitions(preview: MergePreview) -> set[tuple[str, str]]:
    """The definitions side by side where they differ; those parts that are to be joined."""
    if not preview.clashes:
        st.caption(_("The definitions do not contradict each other: what one does not say, the other adds."))
        return set()
    st.header(_("Definitions that differ"), anchor=False)
    key = hash((preview.into.id, preview.clashes))
    own = plain(_("Keep what “{code}” says").format(code=preview.into.name))
    labels = {"own": own, "joined": _("Keep all texts, one after another"), "each": _("Decide part by part")}
    choice = st.radio(
        _("Parts of the definition in which they differ: {n}").format(n=len(preview.clashes)),
        list(labels),
        format_func=labels.__getitem__,
        horizontal=True,
        key=f"clashes-{key}",
    )
    by_language = {language: list(some) for language, some in groupby(preview.clashes, itemgetter(0))}
    joined = set()
    with st.expander(_("Read them side by side"), expanded=choice == "each"):
        tabs = st.tabs([_(SPOKEN.get(language, language)) for language in by_language])
        for tab, clashes in zip(tabs, by_language.values(), strict=True):
            with tab:
                joined |= {each[:2] for each in clashes if _side_by_side(each, choice, key)}
    return joined


def _side_by_side(clash: Clash, choice: str, key: int) -> bool:
    """One part of the definitions; whether the texts are to be joined."""
    label = _(FIELDS[clash.field])
    with st.container(border=True, gap="small"):
        st.markdown(f"**{label.capitalize()}**")
        for column, (name, text) in zip(st.columns(len(clash.texts)), clash.texts, strict=True):
            column.caption(plain(name))
            column.text(text)
        if choice != "each":
            return choice == "joined"
        return st.toggle(
            _("Keep all texts: {part}").format(part=label),
            key=f"clash-{clash.language}-{clash.field}-{key}",
        )


def _what_comes_along(preview: MergePreview) -> None:
    said = list(_consequences(preview))
    if said:
        st.header(_("What comes along"), anchor=False)
        st.text("\n".join(f"• {each}" for each in said))


def _consequences(preview: MergePreview) -> Iterator[str]:
    name = preview.into.name
    for child in preview.children:
        if child.name == child.called:
            yield _("“{child}” will lie under “{code}”.").format(child=child.name, code=name)
        else:
            yield _("“{child}” will lie under “{code}”, called “{called}”.").format(
                child=child.name, code=name, called=child.called
            )
    for other in preview.opposites:
        yield _("“{code}” and “{other}” will contradict each other.").format(code=name, other=other)
    for each in preview.sets:
        yield _("In the set “{set}” it takes their place.").format(set=each)
    for words in preview.terms.values():
        yield _("Search terms: {terms}").format(terms=", ".join(words))
    if preview.key and preview.key != preview.into.key:
        yield _("It gets the key {key}.").format(key=preview.key)
    if preview.memos:
        yield _("Memos on the codes, which will stand on it: {n}").format(n=preview.memos)
    if preview.coding_memos:
        yield _("Memos on codings, all of which stay: {n}").format(n=preview.coding_memos)


def _do(project: Project, who: Coder, preview: MergePreview, joined: set[tuple[str, str]]) -> None:
    names = ", ".join(code.name for code in preview.codes)
    again = st.checkbox(
        _("Check the moved segments again"),
        value=bool(preview.clashes),
        key=f"again-{hash((preview.into.id, *(code.id for code in preview.codes)))}",
        help=_("They wait under “Check again” until whoever coded them says that the code still fits."),
    )
    label = _("Merge {n} codes into “{code}”").format(n=len(preview.codes), code=preview.into.name)
    if len(preview.codes) == 1:
        label = _("Merge “{other}” into “{code}”").format(other=names, code=preview.into.name)
    if not st.button(plain(label), type="primary", icon=":material/merge:"):
        return
    with explained():
        with project.edit(by=who) as edit:
            merge_codes(
                edit,
                preview.into.id,
                [code.id for code in preview.codes],
                joined=joined,
                check_again=again,
            )
            said = _("Merged into “{code}”: {names}").format(code=preview.into.name, names=names)
            just_done.done(edit, DONE, said)
        state.remember("merges", state.recall("merges", 0) + 1)
        st.rerun()
