"""Frequencies: how often each code was given, by how many, out of how many."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.analysis import Frequencies, frequencies, turns_of
from qualcode.coded import Coded
from qualcode.i18n import translation
from qualcode.model import Segment
from qualcode.project import Project
from qualcode.store import cases, reading
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import nothing_coded, study
from qualcode.ui.plain import plain
from qualcode.ui.quotes import in_reading_order, show_quotes, touching

NOTHING = ""


def render() -> None:
    project = study()
    by = _split(project)
    coded = state.coded(project, words=True)
    if not len(coded.codings):
        nothing_coded()
        return
    result = frequencies(coded, by=by)
    table, chart = st.tabs([_("Table"), _("Chart")], on_change="rerun")
    if table.open:
        with table:
            _table(project, coded, result)
    if chart.open:
        with chart:
            from qualcode.ui.charts import share_chart

            st.altair_chart(share_chart(result, _), alt=_("Share of respondents by code"))
    st.caption(plain(result.definition.in_words(_)))


def _split(project: Project) -> str | None:
    with project.read() as session:
        names = [attribute.name for attribute in cases.attributes(session)]
    labels = {NOTHING: _("nothing"), "group": _("group"), "coder": _("coder"), "language": _("language")}
    options = [*labels, *(name for name in names if name not in labels)]
    chosen = st.selectbox(_("Split by"), options, format_func=lambda name: labels.get(name, name), width=280)
    return chosen or None


def _table(project: Project, coded: Coded, result: Frequencies) -> None:
    shown = _frame(result)
    event = st.dataframe(
        shown,
        hide_index=True,
        height=520,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_columns(),
        key=f"frequencies-{result.by}",
        alt=_("Code frequencies"),
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption(_("Choose a row to read its quotes."))
        return
    row = result.table().iloc[chosen[0]]
    value = "" if result.by is None else f" · {row['value'] or _('not known')}"
    st.subheader(plain(f"{row['code']}{value}"))
    st.text(result.sentence_of(row["code"], row["value"], translation(state.language())))
    show_quotes(_quotes(project, coded, result, row), key="frequencies")


def _quotes(project: Project, coded: Coded, result: Frequencies, row: pd.Series) -> list[Segment]:
    """The quotes a row counted: those of its code that touch a turn with its value."""
    chosen = replace(result.selection, codes=frozenset({row["code"]}))
    if result.by == "coder":
        chosen = replace(chosen, coders=frozenset({row["value"]}))
    with project.read() as session:
        _names, found = reading.segments(session, chosen)
        quotes = in_reading_order(found)
    if result.by in {None, "coder"}:
        return quotes
    return touching(quotes, coded, turns_of(coded, str(result.by), row["value"]))


def _frame(result: Frequencies) -> pd.DataFrame:
    """The table as it is read: codes indented, each count beside what it is out of."""
    table = result.table()
    last = table["code"].str.rsplit(" / ", n=1).str[-1]
    of = _("{n} of {of}")
    frame = pd.DataFrame(
        {"code": [" " * 4 * depth + name for depth, name in zip(table["depth"], last, strict=True)]}
    )
    if result.by is not None:
        frame["value"] = table["value"].replace("", _("not known"))
    frame["segments"] = table["segments"]
    frame["respondents"] = [
        of.format(n=n, of=m) for n, m in zip(table["respondents"], table["respondents_of"], strict=True)
    ]
    frame["share"] = 100 * table["respondents"] / table["respondents_of"].where(table["respondents_of"] > 0)
    frame["sources"] = [
        of.format(n=n, of=m) for n, m in zip(table["sources"], table["sources_of"], strict=True)
    ]
    frame["words"] = table["words"]
    frame["words_share"] = 100 * table["words"] / table["words_of"].where(table["words_of"] > 0)
    frame["codings"] = table["codings"]
    return frame


def _columns() -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "code": st.column_config.TextColumn(_("Code"), width="medium", pinned=True),
        "value": st.column_config.TextColumn(_("Value")),
        "segments": number(
            _("Segments"), help=_("Places: overlapping or touching codings of a code are one.")
        ),
        "respondents": st.column_config.TextColumn(
            _("Respondents"), help=_("With at least one segment, of all who speak here.")
        ),
        "share": st.column_config.ProgressColumn(
            _("Share of respondents"), format="%.0f %%", min_value=0, max_value=100
        ),
        "sources": st.column_config.TextColumn(_("Sources")),
        "words": number(_("Words coded")),
        "words_share": number(_("of words read"), format="%.1f %%"),
        "codings": number(
            _("Codings"), help=_("How often coders gave the code; several at one place are one segment.")
        ),
    }
