"""The codebook as a list to choose from: parents before what lies under them, each with its colour."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.model import Code, CodeId
from qualcode.store.codes import wording
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.tables import height_for

INDENT = "\u2003"


def choose_code(tree: Sequence[Code], counts: Mapping[CodeId, int]) -> Code | None:
    """The list, and the code that is chosen in it; the address line remembers which."""
    wanted = state.asked("code")
    gone = [code.id for code in tree if code.retired]
    retired = gone and st.toggle(_("Show retired codes too"), wanted in gone, key="retired-codes")
    shown = [code for code in tree if retired or not code.retired]
    before = [row for row, code in enumerate(shown) if code.id == wanted]
    event = st.dataframe(
        _frame(shown, tree, counts).style.apply(
            _swatches, colours=[code.colour for code in shown], subset=["colour"]
        ),
        hide_index=True,
        height=height_for(len(shown), most=620),
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": before}},
        column_config=_columns(),
        # another list has other rows: what was chosen by its number must not mean another code
        key=f"tree-{hash(tuple(code.id for code in shown))}",
        alt=_("The codes of the codebook"),
    )
    rows = event["selection"]["rows"]
    chosen = shown[rows[0]] if rows and rows[0] < len(shown) else None
    state.ask(code=chosen.id if chosen else None)
    if (chosen is None) != (wanted is None):
        st.rerun()  # the list is wide while nothing is chosen
    return chosen


def _frame(shown: Sequence[Code], tree: Sequence[Code], counts: Mapping[CodeId, int]) -> pd.DataFrame:
    depth = depths(tree)
    total = _with_those_below(tree, counts)
    return pd.DataFrame(
        {
            "colour": "",
            "name": [INDENT * depth[code.id] + code.name for code in shown],
            "key": [code.key for code in shown],
            "codings": [total[code.id] for code in shown],
            "brief": [_said(code) for code in shown],
        }
    )


def _said(code: Code) -> str:
    brief = wording(code, state.language(), "brief")
    if code.retired:
        return _("retired: {brief}").format(brief=brief)
    return brief if code.codable else _("heading: {brief}").format(brief=brief)


def _swatches(column: "pd.Series[str]", colours: Sequence[str]) -> list[str]:
    return [f"background-color: {colour}" for colour, _cell in zip(colours, column, strict=True)]


def _columns() -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        "colour": text("■", width=28, help=_("Colour")),
        "name": text(_("Code"), width=230),
        "key": text(_("Key"), width=40),
        "codings": st.column_config.NumberColumn(
            _("Codings"),
            width=70,
            help=_("How often it was given, with the codes under it; all coders, all speakers."),
        ),
        "brief": text(_("Brief definition"), width="large"),
    }


def depths(tree: Sequence[Code]) -> dict[CodeId, int]:
    """How many codes lie above each code; the codes come in tree order."""
    depth: dict[CodeId, int] = {}
    for code in tree:
        depth[code.id] = depth[code.parent] + 1 if code.parent else 0
    return depth


def _with_those_below(tree: Sequence[Code], counts: Mapping[CodeId, int]) -> dict[CodeId, int]:
    total = {code.id: counts.get(code.id, 0) for code in tree}
    for code in reversed(tree):
        if code.parent:
            total[code.parent] += total[code.id]
    return total
