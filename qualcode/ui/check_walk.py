"""Going through what was coded under an older rule, by key: it fits, or gets another code, or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from qualcode.actions.checking import give_another, still_fits, take_off
from qualcode.codebook_diff import FIELDS, SPOKEN
from qualcode.errors import NotFound
from qualcode.model import ActionId, Code, CodeId, Coder, CoderId, CodingId
from qualcode.project import Edit, Project
from qualcode.store import checking, history
from qualcode.store.codes import paths
from qualcode.store.context import InContext, in_context
from qualcode.ui import just_done, state
from qualcode.ui.codebook_versions import in_colour
from qualcode.ui.i18n import _
from qualcode.ui.in_context import again, show_in_context
from qualcode.ui.page import explained
from qualcode.ui.plain import plain

DONE, WALK = "checked", "check walk"
FIRST, LAST = 4, 9
"""The keys of codes that are given instead."""


@dataclass
class Walk:
    """Checking on its way: each decision is stored at once, and can be taken back one after another."""

    code: Code
    coder: CoderId
    """Who made these codings; anybody else can only read them."""
    waiting: list[CodingId]
    came_from: Mapping[CodingId, CodeId]
    at: int = 0
    decided: dict[int, ActionId] = field(default_factory=dict)
    """By the place of a segment in `waiting`: what was done."""
    others: list[CodeId] = field(default_factory=list)
    """Codes to give instead, in the order of their keys."""


@st.fragment
def go_through(project: Project, who: Coder, tree: Sequence[Code], walk: Walk) -> None:
    """One segment, its definition then and now, and the keys; only this part of the page runs again."""
    if walk.at >= len(walk.waiting):
        _end(who, walk)
        return
    progress = st.container()
    try:
        with project.read() as session:
            found = in_context(session, walk.waiting[walk.at])
    except NotFound:  # taken off, by this very walk or elsewhere
        found = None
    words, keys = st.columns([3, 1], gap="medium")
    with keys:
        _keys(project, who, tree, walk, found)
    with words:
        if found is None:
            st.info(_("The code was taken off these words."))
        else:
            show_in_context(found)
            _definitions(project, tree, walk, found)
    # last, so that who sees the next number finds its keys there
    progress.progress(walk.at / len(walk.waiting), text=_progress(walk))


def _progress(walk: Walk) -> str:
    left = len(walk.waiting) - len(walk.decided)
    return plain(
        _("“{code}”: segment {at} of {all}, not decided yet: {n}").format(
            code=walk.code.name, at=walk.at + 1, all=len(walk.waiting), n=left
        )
    )


def _keys(project: Project, who: Coder, tree: Sequence[Code], walk: Walk, found: InContext | None) -> None:
    is_own = walk.coder == who.id
    _decisions(project, who, tree, walk, off=found is None or walk.at in walk.decided or not is_own)
    if is_own:
        _one_more(tree, walk)
    if _key(walk, _("Later") if is_own else _("Next"), "Space", _("Goes on; it keeps waiting.")):
        walk.at += 1
        again()
    if _key(walk, _("Back one"), "Backspace", _("Takes the decision before back."), off=not walk.at):
        _back(project, who, walk)
    if is_own:
        _rest(project, who, walk)
    if st.button(_("Enough for now"), width="stretch", key=f"check-stop-{walk.at}"):
        state.forget(WALK)
        st.rerun()


def _decisions(project: Project, who: Coder, tree: Sequence[Code], walk: Walk, *, off: bool) -> None:
    segment = walk.waiting[walk.at]
    if _key(walk, _("Still fits"), "1", off=off):
        _decide(project, who, walk, lambda edit: still_fits(edit, [segment]))
    marked = _("Fits for now, and is marked to be talked about.")
    if _key(walk, _("Fits, but I am not sure"), "2", marked, off=off):
        _decide(project, who, walk, lambda edit: still_fits(edit, [segment], unsure=True))
    if _key(walk, _("Take the code off"), "3", off=off):
        _decide(project, who, walk, lambda edit: take_off(edit, segment))
    names = {each.id: each.name for each in tree}
    for key, other in enumerate(walk.others, FIRST):
        label = _("Give “{code}” instead").format(code=names.get(other, "?"))
        if _key(walk, plain(label), str(key), off=off):
            _decide(project, who, walk, partial(give_another, coding=segment, code=other))


def _key(walk: Walk, label: str, key: str, said: str | None = None, *, off: bool = False) -> bool:
    """A button of one segment: pressed before the next is on the screen, it does nothing to that one."""
    return st.button(
        label, shortcut=key, width="stretch", help=said, disabled=off,
        key=f"check-{walk.at}-{key}-{len(walk.decided)}",
    )  # fmt: skip


def _one_more(tree: Sequence[Code], walk: Walk) -> None:
    """A code to give instead gets the next key, and the field is left, so that the keys are heard again."""
    taken = {walk.code.id, *walk.others}
    there = {each.id: each for each in tree if each.codable and not each.retired and each.id not in taken}
    if len(walk.others) > LAST - FIRST or not there:
        return
    whole = paths(tree)
    chosen = st.selectbox(
        _("Another code, on key {key}").format(key=FIRST + len(walk.others)),
        list(there),
        index=None,
        format_func=whole.__getitem__,
        placeholder=_("Choose a code"),
        key=f"check-other-{len(walk.others)}",
    )
    if chosen:
        walk.others.append(chosen)
        again()


def _decide(project: Project, who: Coder, walk: Walk, decision: Callable[[Edit], object]) -> None:
    with explained():
        with project.edit(by=who) as edit:
            decision(edit)
        walk.decided[walk.at] = edit.id
        walk.at += 1
        again()


def _back(project: Project, who: Coder, walk: Walk) -> None:
    with explained():
        if action := walk.decided.get(walk.at - 1):
            with project.edit(by=who) as edit:
                history.undo(edit, action)
            del walk.decided[walk.at - 1]
        walk.at -= 1
        again()


def _rest(project: Project, who: Coder, walk: Walk) -> None:
    """All that was not decided, at once."""
    rest = [segment for at, segment in enumerate(walk.waiting) if at not in walk.decided]
    label = _("All the rest still fit ({n})").format(n=len(rest))
    if not rest or not st.button(label, width="stretch", key=f"check-rest-{walk.at}-{len(rest)}"):
        return
    with explained():
        with project.edit(by=who) as edit:
            n = still_fits(edit, rest)
            said = _("Segments that still fit “{code}”: {n}").format(code=walk.code.name, n=n)
            just_done.done(edit, DONE, said)
        state.forget(WALK)
        st.rerun()


def _end(who: Coder, walk: Walk) -> None:
    left = len(walk.waiting) - len(walk.decided)
    if walk.coder != who.id:
        st.info(_("That was the last of them. Only who coded a segment can check it."))
    elif left:
        st.info(_("Segments you left for later: {n}. They keep waiting.").format(n=left))
    else:
        st.success(_("All of them are checked."), icon=":material/check:")
    if st.button(_("Back to the list"), type="primary", key="check-end"):
        state.forget(WALK)
        st.rerun()


# -- what the rule was, and is -------------------------------------------------------------------------------


def _definitions(project: Project, tree: Sequence[Code], walk: Walk, found: InContext) -> None:
    """The definition it was coded under and the present one, part by part where they differ."""
    now = next((code for code in tree if code.id == walk.code.id), walk.code)
    was = _was(project, tree, walk, found)
    if was is None:
        st.caption(_("History does not tell what the definition was then."))
        return
    if was.id != now.id:
        said = _("It was coded as “{old}”, which was merged into “{code}”.")
        st.caption(plain(said.format(old=was.name, code=now.name)))
    old, new = st.columns(2, gap="medium")
    old.markdown(f"**{_('When it was coded')}**")
    new.markdown(f"**{_('Now')}**")
    for language, part in _parts(was, now):
        before, after = (str(code.wordings.get(language, {}).get(part, "")) for code in (was, now))
        label = f"{_(FIELDS[part]).capitalize()} ({_(SPOKEN.get(language, language))})"
        old.caption(label)
        old.markdown(in_colour(before, after, without="added") or "–")
        new.caption(label)
        new.markdown(in_colour(before, after, without="removed") or "–")


def _was(project: Project, tree: Sequence[Code], walk: Walk, found: InContext) -> Code | None:
    came_from = walk.came_from.get(found.coding)
    if found.rule == 0 and came_from is not None:
        return next((code for code in tree if code.id == came_from), None)
    with project.read() as session:
        return checking.under_rule(session, walk.code, found.rule)


def _parts(was: Code, now: Code) -> list[tuple[str, str]]:
    """Language and field of what differs; if nothing does, of what there is."""
    languages = dict.fromkeys([*now.wordings, *was.wordings])
    every = [(language, part) for language in languages for part in FIELDS if part != "name"]

    def said(code: Code, language: str, part: str) -> str:
        return str(code.wordings.get(language, {}).get(part, ""))

    there = [(lang, part) for lang, part in every if said(was, lang, part) or said(now, lang, part)]
    return [(lang, part) for lang, part in there if said(was, lang, part) != said(now, lang, part)] or there
