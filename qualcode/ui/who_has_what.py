"""Who has what left to code: on Home, with the way to one’s own next texts."""

import streamlit as st

from qualcode.model import Coder, CoderId, Progress, SourceId
from qualcode.project import Project
from qualcode.store import sources
from qualcode.store.assignments import Left, left, mine
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.progress_words import PROGRESS_ICONS, PROGRESS_WORDS
from qualcode.ui.tables import height_for

SHOWN = 4


def who_has_what(project: Project, who: Coder | None) -> None:
    """Nothing, as long as no text is given to anybody."""
    everybody = _left(str(project.where), project.version(), project)
    if not everybody:
        return
    st.subheader(_("Who has what left"), anchor=False)
    table, own = st.columns([3, 2], gap="medium") if who else (st.container(), None)
    with table:
        _table(everybody)
    if who and own:
        with own:
            _mine(project, who)


@st.cache_resource(show_spinner=False, max_entries=20)
def _left(where: str, version: int, _project: Project) -> list[Left]:  # noqa: ARG001 (the cache's key)
    with _project.read() as session:
        return left(session)


@st.cache_resource(show_spinner=False, max_entries=50)
def _its(where: str, version: int, coder: CoderId, _project: Project) -> dict[SourceId, Progress]:  # noqa: ARG001
    with _project.read() as session:
        return mine(session, coder)


def _table(everybody: list[Left]) -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "who": [each.coder.name for each in everybody],
            "to do": [each.texts["to do"] for each in everybody],
            "coding": [each.texts["coding"] for each in everybody],
            "done": [each.texts["done"] for each in everybody],
            "share": [100 * each.share_done for each in everybody],
        }
    )
    columns = {
        "who": st.column_config.TextColumn(_("Who"), width="medium"),
        "to do": st.column_config.NumberColumn(_("to do"), width=70),
        "coding": st.column_config.NumberColumn(_("coding"), width=70),
        "done": st.column_config.NumberColumn(_("done"), width=70),
        "share": st.column_config.ProgressColumn(
            _("Words done"), format="%.0f %%", min_value=0, max_value=100, width="small"
        ),
    }
    height = height_for(len(frame), most=360)
    st.dataframe(frame, hide_index=True, height=height, column_config=columns, alt=_("Who has what left"))


def _mine(project: Project, who: Coder) -> None:
    """One’s own next texts: those begun, then those to do."""
    its = _its(str(project.where), project.version(), who.id, project)
    with project.read() as session:
        names = {source.id: source.name for source in sources.sources(session)}
    waiting = [id_ for state_ in ("coding", "to do") for id_, each in its.items() if each == state_]
    if not waiting:
        st.caption(_("You have nothing left to code."))
        return
    st.caption(_("Your next texts, of {n} left").format(n=len(waiting)))
    with st.container(gap=None):
        for source in waiting[:SHOWN]:
            st.page_link(
                state.page("code"),
                label=plain(names[source]),
                icon=PROGRESS_ICONS[its[source]],
                help=_(PROGRESS_WORDS[its[source]]),
                query_params=state.address(source=source),
            )
