"""What every page has: a title, a project, and errors as sentences."""

from dataclasses import dataclass
from importlib import import_module

import streamlit as st

from qualcode.errors import QualcodeError
from qualcode.model import Coder
from qualcode.project import Project
from qualcode.ui import state
from qualcode.ui.i18n import _, sentence
from qualcode.ui.plain import plain


@dataclass(frozen=True)
class Screen:
    """A page of the app: `main.py` puts it into the navigation."""

    path: str
    """In the address, and the name of its module in `pages/`."""
    title: str
    icon: str

    def show(self) -> None:
        """Its title above, errors as sentences in its place; its module is loaded when it is first shown."""
        st.title(_(self.title), anchor=False)
        with explained():
            import_module(f"qualcode.ui.pages.{self.path}").render()


class explained:  # noqa: N801 (read as a word: with explained())
    """Turn a QualcodeError into a message where it happened; other exceptions stay loud."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, QualcodeError):
            return False
        st.error(plain(sentence(error)), icon=":material/error:")
        return True


def study() -> Project:
    """The open project; without one the page says where to find one, and ends."""
    found = state.project()
    if found is None:
        st.info(_("No project is open. Choose one on the Home page, or make the sample study there."))
        st.stop()
    return found


def me(project: Project) -> Coder:
    """Who is coding; without somebody the page asks, and ends."""
    found = state.coder(project)
    if found is None:
        from qualcode.ui.who import choose_coder  # it needs what stands above

        st.info(_("Say who is coding first: choose a name, or add yours."))
        with st.container(width=420):
            choose_coder(project, key="who")
        st.stop()
    return found


def nothing_coded() -> None:
    """The empty state of the pages that count."""
    st.info(_("Nothing is coded in what is looked at: code on the Code page, or widen the filter."))
