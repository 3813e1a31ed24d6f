"""The team’s assignment list: who codes what, shared out evenly or by hand, in one action."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.actions.assignments import Pair, share, shared_out
from qualcode.exporters.assignments import assignments_csv
from qualcode.model import Coder, CoderId, Source
from qualcode.project import Project
from qualcode.store import coders, sources
from qualcode.store.assignments import Assignment, assignments
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.progress_words import PROGRESS_WORDS
from qualcode.ui.tables import height_for


def sharing_out(project: Project, who: Coder | None) -> None:
    """Three ways to look at it: as it is, shared out by the program, given and taken by hand."""
    with project.read() as session:
        texts = sources.sources(session)
        team = [coder for coder in coders.coders(session) if not coder.retired]
        there = assignments(session)
    if not texts:
        st.caption(_("Import interviews first."))
        return
    if who is None:
        _overview(project, texts, team, there)
        return
    now, evenly, by_hand = st.tabs(
        [_("As it is"), _("Share out evenly"), _("By hand")], on_change="rerun", key="sharing-out"
    )
    if now.open:
        with now:
            _overview(project, texts, team, there)
    if evenly.open:
        with evenly:
            _evenly(project, who, texts, team, there)
    if by_hand.open:
        with by_hand:
            _by_hand(project, who, texts, team, there)


# -- as it is --------------------------------------------------------------------------------------------


def _overview(project: Project, texts: list[Source], team: list[Coder], there: list[Assignment]) -> None:
    if not there:
        st.caption(_("No text is given to anybody yet. Share them out, or mark a text on the Code page."))
        return
    state = {(each.source, each.coder): _(PROGRESS_WORDS[each.state]) for each in there}
    frame = _grid(
        texts, {coder.name: [state.get((text.id, coder.id), "") for text in texts] for coder in team}
    )
    height = height_for(len(frame), most=420)
    st.dataframe(frame, hide_index=True, height=height, column_config=_columns(), alt=_("Who codes what"))
    st.download_button(
        _("Take the list away (csv)"),
        data=assignments_csv(project).encode("utf-8-sig"),
        file_name=f"{project.info().name} who codes what.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _grid(texts: list[Source], by_coder: dict[str, list[str]] | dict[str, list[bool]]) -> pd.DataFrame:
    first = {"\0source": [text.name for text in texts], "\0group": [text.group for text in texts]}
    return pd.DataFrame({**first, "\0words": [text.words for text in texts], **by_coder})


def _columns() -> dict[str, Any]:
    """Names nobody can have, for a coder may be called “Words”."""
    return {
        "\0source": st.column_config.TextColumn(_("Source"), pinned=True, disabled=True),
        "\0group": st.column_config.TextColumn(_("Group"), disabled=True, width=90),
        "\0words": st.column_config.NumberColumn(_("Words"), disabled=True, width=70),
    }


# -- evenly ----------------------------------------------------------------------------------------------


def _evenly(
    project: Project, who: Coder, texts: list[Source], team: list[Coder], there: list[Assignment]
) -> None:
    names = {coder.id: coder.name for coder in team}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            _("Among"), list(names), default=list(names), format_func=lambda id_: names[id_], width=420,
            key="share-among",
        )  # fmt: skip
        each = st.number_input(
            _("Coders for each text"), 1, max(1, len(chosen)), 1, width=170, key=f"share-each-{len(chosen)}",
            help=_("Two or more for coding everything twice, so that agreement can be looked at."),
        )  # fmt: skip
    groups = sorted({text.group for text in texts})
    wanted = st.multiselect(
        _("Only these groups of sources"), groups, placeholder=_("All"), width=420, key="share-groups",
        format_func=lambda group: group or _("no group"),
    ) if len(groups) > 1 else []  # fmt: skip
    part = [text for text in texts if not wanted or text.group in wanted]
    plan = shared_out(part, chosen, each=int(each), there=there)
    st.caption(_("What somebody has already stays with them, and counts. This is how it would be:"))
    _preview(texts, {id_: names[id_] for id_ in chosen}, plan, there)
    label = _("Share out ({n})").format(n=len(plan))
    if st.button(label, type="primary", icon=":material/group_add:", disabled=not plan):
        _store(project, who, give=plan, take=[])


def _preview(
    texts: list[Source], names: dict[CoderId, str], plan: list[Pair], there: list[Assignment]
) -> None:
    words = {text.id: text.words for text in texts}
    had = [(each.source, each.coder) for each in there]
    rows = []
    for coder, name in names.items():
        new = [source for source, whose in plan if whose == coder]
        every = [*new, *(source for source, whose in had if whose == coder)]
        rows.append((name, len(new), len(every), sum(words[source] for source in every)))
    frame = pd.DataFrame(rows, columns=["who", "new", "texts", "words"])
    columns = {
        "who": st.column_config.TextColumn(_("Who"), width="medium"),
        "new": st.column_config.NumberColumn(_("New texts")),
        "texts": st.column_config.NumberColumn(_("Texts together")),
        "words": st.column_config.NumberColumn(_("Words together")),
    }
    height = height_for(len(frame), most=360)
    st.dataframe(
        frame, hide_index=True, height=height, column_config=columns, alt=_("How it would be shared")
    )
    by_name = {text.id: text.name for text in texts}
    given: dict[str, list[str]] = {}
    for source, coder in plan:
        given.setdefault(by_name[source], []).append(names[coder])
    if given:
        with st.expander(_("Which text to whom")):
            pairs = pd.DataFrame({"source": list(given), "who": [", ".join(its) for its in given.values()]})
            text = st.column_config.TextColumn
            columns = {"source": text(_("Source")), "who": text(_("Who"))}
            height = height_for(len(pairs), most=320)
            said = _("Which text to whom")
            st.dataframe(pairs, hide_index=True, height=height, column_config=columns, alt=said)


# -- by hand ---------------------------------------------------------------------------------------------


def _by_hand(
    project: Project, who: Coder, texts: list[Source], team: list[Coder], there: list[Assignment]
) -> None:
    st.caption(
        _("Tick who codes which text. Taking a text from somebody removes their mark, never their codings.")
    )
    had = {(each.source, each.coder) for each in there}
    columns = {coder.name: [(text.id, coder.id) in had for text in texts] for coder in team}
    frame = _grid(texts, columns)
    stamp = hashlib.sha256(repr((sorted(had), [text.id for text in texts])).encode()).hexdigest()[:12]
    edited = st.data_editor(
        frame,
        hide_index=True,
        height=height_for(len(frame), most=420),
        column_config=_columns(),
        key=f"by-hand-{stamp}",
        alt=_("Who codes what"),
    )
    now = {
        (text.id, coder.id)
        for coder in team
        for text, on in zip(texts, edited[coder.name], strict=True)
        if on
    }
    give, take = sorted(now - had), sorted(had - now)
    label = _("Save the changes ({n})").format(n=len(give) + len(take))
    if st.button(
        label, type="primary", icon=":material/save:", disabled=not (give or take), key="save-by-hand"
    ):
        _store(project, who, give=give, take=take)


def _store(project: Project, who: Coder, *, give: list[Pair], take: list[Pair]) -> None:
    with explained():
        with project.edit(by=who) as edit:
            share(edit, give=give, take=take)
        st.toast(
            plain(_("Shared out: given {given}, taken {taken}").format(given=len(give), taken=len(take)))
        )
        st.rerun()
