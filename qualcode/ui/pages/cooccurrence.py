"""Co-occurrence: which codes appear together."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from qualcode.analysis import CoOccurrence, Evidence, cooccurrence
from qualcode.coded import Coded
from qualcode.i18n import N_
from qualcode.model import Rule, SourceId
from qualcode.project import Project
from qualcode.store import reading
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.page import nothing_coded, study
from qualcode.ui.plain import plain
from qualcode.ui.quotes import link_to

TOGETHER: Mapping[Rule, str] = {
    "overlap": N_("overlapping words"),
    "same turn": N_("the same turn"),
    "same source": N_("the same source"),
    "same respondent": N_("the same respondent"),
}
SHOWN = 20
"""Evidence on the screen at once."""


def render() -> None:
    project = study()
    rule = st.radio(
        _("Codes appear together in"),
        list(TOGETHER),
        format_func=lambda rule: _(TOGETHER[rule]),
        horizontal=True,
    )
    coded = state.coded(project)
    if not len(coded.codings):
        nothing_coded()
        return
    result = cooccurrence(coded, rule)
    heat, pairs = st.tabs([_("Heat map"), _("Table")], on_change="rerun")
    chosen: tuple[str, str] | None = None
    if heat.open:
        with heat:
            chosen = _heat(result)
    if pairs.open:
        with pairs:
            chosen = _pairs(result)
    st.caption(plain(result.definition.in_words(_)))
    if chosen:
        _evidence(project, coded, result, *chosen)


def _heat(result: CoOccurrence) -> tuple[str, str] | None:
    from qualcode.ui.charts import heat_map

    most = int(st.number_input(_("Show so many of the commonest codes"), 2, 100, 25, step=5, width=280))
    event = st.altair_chart(
        heat_map(result, most, _), on_select="rerun", key="heat", alt=_("Co-occurrence of codes")
    )
    picked = event["selection"].get("cell") or []
    if not picked:
        st.caption(_("Click a cell to read both quotes."))
        return None
    return picked[0]["code_a"], picked[0]["code_b"]


def _pairs(result: CoOccurrence) -> tuple[str, str] | None:
    at_least = st.number_input(_("Together at least"), min_value=1, value=1, width=160)
    pairs = result.pairs(int(at_least))
    if pairs.empty:
        st.info(_("No two codes come together so often."))
        return None
    event = st.dataframe(
        _frame(pairs),
        hide_index=True,
        height=440,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_columns(result.rule),
        key="pairs",
        alt=_("Pairs of codes"),
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption(_("Choose a row to read both quotes."))
        return None
    row = pairs.iloc[chosen[0]]
    return row["code_a"], row["code_b"]


def _frame(pairs: pd.DataFrame) -> pd.DataFrame:
    frame = pairs.copy()
    for column in ("code_a", "code_b"):
        frame[column] = frame[column].str.rsplit(" / ", n=1).str[-1]
    frame["small"] = [_("few: read the quotes, not the index") if small else "" for small in frame["small"]]
    return frame


def _columns(rule: Rule) -> dict[str, Any]:
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    together = _("Pairs of places") if rule == "overlap" else _("Together")
    return {
        "code_a": words(_("Code A"), width="medium"),
        "code_b": words(_("Code B"), width="medium"),
        "together": number(together),
        "a": number(_("A"), help=_("How often code A by itself")),
        "b": number(_("B"), help=_("How often code B by itself")),
        "jaccard": number(_("Jaccard"), format="%.2f", help=_("Both, out of all that have either: 0 to 1")),
        "lift": number(_("Lift"), format="%.1f", help=_("How many times as often as by chance: 1 is chance")),
        "shared_characters": number(_("Shared characters")),
        "small": words(_("Warning")),
    }


def _evidence(project: Project, coded: Coded, result: CoOccurrence, code_a: str, code_b: str) -> None:
    found = result.evidence(code_a, code_b)
    st.subheader(plain(f"{code_a.rsplit(' / ', 1)[-1]} + {code_b.rsplit(' / ', 1)[-1]}"))
    if not found:
        st.info(_("These two never come together here."))
        return
    pages = -(-len(found) // SHOWN)
    number = st.pagination(pages, key="evidence-page") if pages > 1 else 1
    shown = found[(number - 1) * SHOWN : number * SHOWN]
    with project.read() as session:
        texts = reading.texts(
            session, {coded.sources[p.source].id for each in shown for p in (*each.a, *each.b)}
        )
    for each in shown:
        _show(coded, each, texts, code_a, code_b)


def _show(coded: Coded, each: Evidence, texts: Mapping[SourceId, str], code_a: str, code_b: str) -> None:
    with st.container(border=True, gap="xsmall"):
        sides = ((code_a, each.a),) if code_a == code_b else ((code_a, each.a), (code_b, each.b))
        for code, places in sides:
            st.markdown(f"**{plain(code)}**")
            for place in places:
                st.text(texts[coded.sources[place.source].id][place.span.start : place.span.end])
        source = coded.sources[each.source]
        st.caption(plain(source.name))
        link_to(source.id, each.span)
