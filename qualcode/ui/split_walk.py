"""Dealing out the segments of a code by key, and what would come of it before it is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from qualcode.actions.merging import NewCode, split_code
from qualcode.codebook import PALETTE
from qualcode.errors import NotFound
from qualcode.model import Code, CodeId, Coder, CodingId
from qualcode.project import Project
from qualcode.store import merging
from qualcode.store.context import InContext, codings_of_code, in_context
from qualcode.ui import just_done, state
from qualcode.ui.i18n import _
from qualcode.ui.in_context import again, show_in_context
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.tables import height_for

DONE, WALK = "split code", "split walk"
MOST = 9
"""As many codes as there are keys."""
STAYS = -1


@dataclass
class Walk:
    """Dealing on its way: kept in this tab until it is stored or dropped."""

    code: Code
    waiting: list[CodingId]
    into: list[CodeId | NewCode]
    names: list[str]
    dealt: dict[CodingId, int] = field(default_factory=dict)
    at: int = 0

    def deal(self, at: int, to: int) -> None:
        """A key pressed twice before the screen has followed deals one segment, not two."""
        if at == self.at < len(self.waiting):
            self.dealt[self.waiting[at]] = to
            self.at += 1

    def back(self, at: int) -> None:
        if at == self.at > 0:
            self.at -= 1

    def leave(self, gone: set[CodingId]) -> None:
        """Forget segments that no longer have the code."""
        self.at -= sum(segment in gone for segment in self.waiting[: self.at])
        self.waiting = [segment for segment in self.waiting if segment not in gone]
        self.dealt = {segment: to for segment, to in self.dealt.items() if segment not in gone}


@st.fragment
def deal_out(project: Project, who: Coder, walk: Walk) -> None:
    """One segment and the keys; only this part of the page runs again."""
    if walk.at >= len(walk.waiting):
        _summary(project, who, walk)
        return
    progress = st.container()
    segment = walk.waiting[walk.at]
    found = _found(project, walk, segment)
    if found is None:
        walk.leave({segment})
        again()
    left, right = st.columns([3, 1], gap="medium")
    with right:
        _keys(walk, walk.dealt.get(segment))
    with left:
        show_in_context(found)
    _another(walk)
    # last, so that who sees the next number finds its keys there
    progress.progress(walk.at / len(walk.waiting), text=_progress(walk))


def _found(project: Project, walk: Walk, segment: CodingId) -> InContext | None:
    """None: somebody has taken it off, or given it another code."""
    try:
        with project.read() as session:
            found = in_context(session, segment)
    except NotFound:
        return None
    return found if found.code == walk.code.id else None


def _progress(walk: Walk) -> str:
    given = sum(to != STAYS for to in walk.dealt.values())
    return plain(
        _("“{code}”: segment {at} of {all}, dealt out: {n}").format(
            code=walk.code.name, at=walk.at + 1, all=len(walk.waiting), n=given
        )
    )


def _keys(walk: Walk, now: int | None) -> None:
    at = walk.at
    for number, name in enumerate(walk.names):
        st.button(
            plain(name),
            shortcut=str(number + 1),
            width="stretch",
            type="primary" if now == number else "secondary",
            on_click=walk.deal,
            args=(at, number),
            key=f"deal-{at}-{number}",
        )
    with st.container(horizontal=True):
        st.button(
            plain(_("Stays “{code}”").format(code=walk.code.name)), shortcut="0", width="stretch",
            type="primary" if now == STAYS else "secondary", on_click=walk.deal, args=(at, STAYS),
            key=f"deal-{at}-stays",
        )  # fmt: skip
        st.button(
            _("Next"), shortcut="Space", width="stretch", on_click=walk.deal,
            args=(at, STAYS if now is None else now), key=f"deal-{at}-next",
            help=_("Goes on; what was not dealt stays."),
        )  # fmt: skip
    st.button(
        _("Back one"), shortcut="Backspace", width="stretch", disabled=not at, on_click=walk.back, args=(at,),
        key=f"deal-{at}-back",
    )  # fmt: skip
    if st.button(_("That is enough"), width="stretch", key=f"deal-{at}-end", help=_("The rest stays.")):
        walk.at = len(walk.waiting)
        again()


def _another(walk: Walk) -> None:
    if len(walk.into) >= MOST:
        return
    with (
        st.form(f"split-another-{len(walk.into)}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(_("One more new code"), max_chars=120, width=300)
        if st.form_submit_button(_("Add it to the keys")) and name.strip():
            walk.into += targets(walk.code, [], [name], under=_under(walk))
            walk.names.append(" ".join(name.split()))
            again()


def targets(code: Code, into: Sequence[CodeId], new: Sequence[str], *, under: bool) -> list[CodeId | NewCode]:
    parent = code.id if under else code.parent
    made = [
        NewCode(" ".join(name.split()), parent, PALETTE[(number + 1) % len(PALETTE)])
        for number, name in enumerate(new)
        if name.strip()
    ]
    return [*into, *made]


def _under(walk: Walk) -> bool:
    """Where the new ones before it lie."""
    made = [each for each in walk.into if isinstance(each, NewCode)]
    return made[-1].parent == walk.code.id if made else True


# -- storing -----------------------------------------------------------------------------------------------


def _summary(project: Project, who: Coder, walk: Walk) -> None:
    with project.read() as session:
        there = set(codings_of_code(session, walk.code.id))
    if gone := set(walk.waiting) - there:
        walk.leave(gone)
        st.info(_("Segments others have changed meanwhile, which are left out: {n}").format(n=len(gone)))
    dealt = Counter(walk.dealt.get(segment, STAYS) for segment in walk.waiting)
    rows = [(name, dealt[number]) for number, name in enumerate(walk.names)]
    rows.append((_("stay “{code}”").format(code=walk.code.name), dealt[STAYS]))
    st.header(_("What would happen"), anchor=False)
    st.dataframe(
        pd.DataFrame(rows, columns=["code", "segments"]),
        hide_index=True,
        height=height_for(len(rows), most=420),
        column_config={"code": _("Code"), "segments": _("Segments")},
        alt=_("Segments by code"),
    )
    st.caption(_("Whoever made a coding keeps it."))
    if together := _falling(project, walk):
        said = _(
            "Segments to which their coder has given the other code already, so that the two become one: {n}"
        )
        st.text(said.format(n=together))
    given = len(walk.waiting) - dealt[STAYS]
    with st.container(horizontal=True):
        store = st.button(_("Split the code"), type="primary", disabled=not given, key="split-store")
        if walk.waiting and st.button(_("Go on dealing"), key="split-on"):
            walk.at = _first_left(walk)
            again()
        if st.button(_("Drop it"), key="split-drop", help=_("Nothing has been stored.")):
            state.forget(WALK)
            st.rerun()
    if store:
        _store(project, who, walk)


def _falling(project: Project, walk: Walk) -> int:
    dealt = {segment: walk.into[to] for segment, to in walk.dealt.items() if to != STAYS}
    with project.read() as session:
        return merging.fall_together(
            session, {segment: to for segment, to in dealt.items() if not isinstance(to, NewCode)}
        )


def _first_left(walk: Walk) -> int:
    """The first segment nothing was said of; else the last one."""
    left = (at for at, segment in enumerate(walk.waiting) if segment not in walk.dealt)
    return next(left, len(walk.waiting) - 1)


def _store(project: Project, who: Coder, walk: Walk) -> None:
    given = {segment: to for segment, to in walk.dealt.items() if to != STAYS}
    used = sorted({*given.values()})
    with explained():
        with project.edit(by=who) as edit:
            split_code(
                edit,
                walk.code.id,
                [walk.into[number] for number in used],
                {segment: used.index(to) for segment, to in given.items()},
            )
            said = _("Split “{code}”: {n} segments dealt to {m} codes").format(
                code=walk.code.name, n=len(given), m=len(used)
            )
            just_done.done(edit, DONE, said)
        state.forget(WALK)
        st.rerun()
