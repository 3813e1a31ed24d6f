"""The moments of the past that are being looked at: each is made once, and its file goes with it."""

import threading
from collections import OrderedDict
from collections.abc import Callable

import streamlit as st

from qualcode.past import PastProject
from qualcode.project import Project
from qualcode.store.history import entry
from qualcode.ui.i18n import _

MOST = 4


class Shelf:
    """The latest few, for all tabs."""

    def __init__(self) -> None:
        self._there: OrderedDict[tuple[str, str], PastProject] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, project: Project, number: int, progress: Callable[[int, int], None]) -> PastProject:
        with project.read() as session:
            key = str(project.where), entry(session, number).id
        with self._lock:
            if key not in self._there:
                self._there[key] = PastProject.of(project, number, progress)
            self._there.move_to_end(key)
            while len(self._there) > MOST:
                self._there.popitem(last=False)[1].close()
            return self._there[key]

    def has(self, project: Project, number: int) -> bool:
        with project.read() as session:
            return (str(project.where), entry(session, number).id) in self._there

    def close(self) -> None:
        with self._lock:
            while self._there:
                self._there.popitem()[1].close()


@st.cache_resource(show_spinner=False, on_release=Shelf.close)
def _shelf() -> Shelf:
    return Shelf()


def past_at(project: Project, number: int) -> PastProject:
    """The project as it was after that action; a bar is shown while it is made."""
    shelf = _shelf()
    if shelf.has(project, number):
        return shelf.take(project, number, lambda _done, _of: None)
    bar = st.progress(0.0, _("Going back …"))

    def show(done: int, of: int) -> None:
        bar.progress(done / of, _("Going back …"))

    try:
        return shelf.take(project, number, show)
    finally:
        bar.empty()
