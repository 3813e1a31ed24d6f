"""Two wordings of a text side by side, with what was removed and what was added."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitAPIException

from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.ui.i18n import _


class ViewMissing(QualcodeError):
    template = N_(
        "The view of two wordings is missing: install QualCode (pip install -e .) and start it again."
    )


class Pair(NamedTuple):
    """What stands side by side: pieces of text, each “same”, “removed”, “added” or “mark”."""

    label: str
    old: Sequence[tuple[str, str]]
    new: Sequence[tuple[str, str]]


def differences(pairs: Sequence[Pair], *, key: str, old: str, new: str, name: str) -> None:
    """Show them; a pair without words is a line that tells what is left out. The texts stay texts."""
    words = {"old": old, "new": new, "removed": _("removed"), "added": _("added"), "name": name}
    rows = [{"label": label, "old": list(was), "new": list(now)} for label, was, now in pairs]
    _component()(key=key, data={"rows": rows, "words": words})


def _component() -> Callable[..., Any]:
    try:
        return st.components.v2.component(
            "qualcode.differences", js="differences.js", css="differences.css", isolate_styles=False
        )
    except StreamlitAPIException as error:
        raise ViewMissing from error
