"""What this browser tab has chosen. The only place that touches `st.session_state` and the address line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from qualcode import places
from qualcode.model import Coder, Selection
from qualcode.project import Project
from qualcode.store import coders
from qualcode.store import glance as store_glance
from qualcode.store.glance import Glance
from qualcode.store.history import names_since

OF_A_PROJECT = {"coder", "selection"}
CODING_ONLY = {"code", "mark coding", "mark progress", "assign sources"}
"""After these there are the same memos, on the same things; where codings are united, not after coding."""
if TYPE_CHECKING:
    from qualcode.coded import Coded
    from qualcode.store.memo_shelf import Shelved
    from qualcode.text.links import Names

LANGUAGE = "en"
"""The interface speaks English now; Russian and Kazakh follow."""


def language() -> str:
    return LANGUAGE


# -- the project -----------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False, on_release=Project.close)
def _opened(where: str) -> Project:
    return Project.open(where)


def project_name() -> str | None:
    """The project chosen in this tab: by the address line, else the one the app was started with."""
    there = places.projects()
    chosen = st.query_params.get("project") or st.session_state.get("project")
    if chosen not in there:
        chosen = next(iter(there)) if places.started() else None
    if chosen is not None:
        st.session_state["project"] = chosen
    return chosen


def project() -> Project | None:
    """The open project, or None. Raises what `Project.open` raises."""
    name = project_name()
    return _opened(places.projects()[name]) if name else None


def choose_project(name: str) -> None:
    """Open another project in this tab; what was chosen in the one before does not hold in it."""
    for chosen in [
        name for name in st.session_state if str(name) in OF_A_PROJECT or str(name).startswith("kept:")
    ]:
        del st.session_state[chosen]
    st.session_state["project"] = name
    st.query_params.clear()


def glance(where: str) -> Glance:
    """What a project holds, for its card. Raises what `Project.open` raises."""
    return _glance(where, places.stamp(where))


@st.cache_resource(show_spinner=False, max_entries=500)
def _glance(where: str, stamp: object) -> Glance:  # noqa: ARG001 (the cache's key)
    with Project.open(where) as found, found.read() as session:
        return store_glance.glance(session)


def keep_address() -> None:
    """Write what is chosen into the address line, so that a refresh or a bookmark finds it again."""
    for name in ("project", "coder"):
        value = st.session_state.get(name)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


# -- who -------------------------------------------------------------------------------------------------


def coders_of(study: Project) -> list[Coder]:
    with study.read() as session:
        return [coder for coder in coders.coders(session) if not coder.retired]


def coder(study: Project) -> Coder | None:
    """Who is coding in this tab: as the address line says, else the only coder there is."""
    there = {each.name: each for each in coders_of(study)}
    chosen = st.session_state.get("coder") or st.query_params.get("coder")
    if chosen not in there:
        chosen = next(iter(there)) if len(there) == 1 else None
    if chosen is None:
        return None
    st.session_state["coder"] = chosen
    return there[chosen]


def choose_coder(name: str | None) -> None:
    st.session_state["coder"] = name
    if name is None:
        st.query_params.pop("coder", None)


# -- what is looked at -----------------------------------------------------------------------------------


def selection() -> Selection:
    """The filter all pages of this tab share."""
    found = st.session_state.get("selection")
    return found if isinstance(found, Selection) else Selection()


def choose_selection(chosen: Selection) -> None:
    st.session_state["selection"] = chosen


@st.cache_resource(show_spinner=False, max_entries=12)
def _coded(where: str, version: int, chosen: Selection, words: bool) -> "Coded":  # noqa: ARG001 (the cache's key)
    return _opened(where).coded(chosen, words=words)


def coded(study: Project, chosen: Selection | None = None, *, words: bool = False) -> "Coded":
    """The selected part of the project as columns, read again only when somebody has changed something."""
    return _coded(str(study.where), study.version(), chosen or selection(), words)


@st.cache_resource(show_spinner=False, max_entries=6)
def _memos(where: str, version: int) -> "tuple[tuple[Shelved, ...], Names]":  # noqa: ARG001 (the cache's key)
    from qualcode.store import memo_shelf

    with _opened(where).read() as session:
        return memo_shelf.shelf(session), memo_shelf.names(session)


def memos(study: Project) -> "tuple[Shelved, ...]":
    """All memos, the newest first, read again only when more was done than coding.

    Where coders are not to see each other’s codings, without the others’ memos on what they coded and marked.
    """
    shelf = _memos(str(study.where), _without_coding(study))[0]
    if study.info().see_others:
        return shelf
    who = coder(study)
    own = who.id if who else None
    return tuple(
        each for each in shelf if each.memo.target_kind not in {"coding", "segment"} or each.memo.coder == own
    )


def names(study: Project) -> "Names":
    """What links in memos can lead to."""
    return _memos(str(study.where), _without_coding(study))[1]


def _without_coding(study: Project) -> int:
    """The version at which memos and names were last looked at, as long as they are the same."""
    where, seen = recall("memos seen", ("", 0))
    if where == str(study.where):
        with study.read() as session:
            done = names_since(session, seen)
        if done <= CODING_ONLY and not ("code" in done and study.info().unite):
            return int(seen)
    version = study.version()
    remember("memos seen", (str(study.where), version))
    return version


# -- small things a page remembers -----------------------------------------------------------------------


def remember(name: str, value: Any) -> None:
    st.session_state[f"kept:{name}"] = value


def recall(name: str, default: Any = None) -> Any:
    return st.session_state.get(f"kept:{name}", default)


def forget(name: str) -> Any:
    return st.session_state.pop(f"kept:{name}", None)


def written(key: str, otherwise: str = "") -> str:
    """What stands in a field of text now."""
    return str(st.session_state.get(key, otherwise))


def chosen(key: str) -> Any:
    """What is chosen in a widget now."""
    return st.session_state.get(key)


def write_in(key: str, text: str) -> None:
    """Put a text into a field, in a callback: before it is shown again."""
    st.session_state[key] = text


@st.cache_resource(show_spinner=False)
def _unsaved() -> dict[tuple[str, ...], Any]:
    return {}


def unsaved(place: tuple[str, ...], start: Any) -> Any:
    """What was being written at that place when the tab was closed or refreshed, else how it begins."""
    return _unsaved().get(place, start)


def keep_unsaved(place: tuple[str, ...], draft: Any) -> None:
    """Remember what is being written as long as the program runs; None: there is nothing."""
    if draft is None:
        _unsaved().pop(place, None)
    else:
        _unsaved()[place] = draft


def component(key: str) -> Mapping[str, Any]:
    """What a component last sent."""
    found = st.session_state.get(key)
    return found if isinstance(found, Mapping) else dict(found or {})


def asked(name: str) -> str | None:
    """A value of the address line: which source, which place."""
    return st.query_params.get(name)


def ask(**values: str | None) -> None:
    """Put values into the address line; None takes one out."""
    for name, value in values.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def enter(path: str) -> None:
    """Note which page this run is of, and count each coming to another."""
    if recall("page") != path:
        remember("page", path)
        remember("visit", visit() + 1)


def visit() -> int:
    """How many times a page has been come to in this tab: a link followed twice leads there twice."""
    return int(recall("visit", 0))


# -- other pages -----------------------------------------------------------------------------------------


def know_pages(pages: Mapping[str, Any]) -> None:
    """Remember the navigation's pages by path, for links from one to another."""
    st.session_state["pages"] = dict(pages)


def page(path: str) -> Any:
    return st.session_state["pages"][path]


def address(**values: str) -> dict[str, str]:
    """The query of a link to another page: the project and coder of this tab, and what is asked of it."""
    kept = {name: st.session_state[name] for name in ("project", "coder") if st.session_state.get(name)}
    return kept | values
