"""Pictures of frozen results, by Altair. Nothing is computed here."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from qualcode.analysis import CoOccurrence, Frequencies

Words = Callable[[str], str]
OKABE_ITO = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#777777"]
"""Colours that stay apart for colour-blind eyes (Okabe & Ito 2008)."""
LONGEST = 34


def share_chart(result: Frequencies, words: Words) -> Any:
    """Bars: the share of respondents with each code, split if the result is."""
    table = result.table()
    table = table[table["segments"].groupby(table["code"]).transform("max") > 0]
    table["share"] = table["respondents"] / table["respondents_of"].where(table["respondents_of"] > 0)
    table["name"] = table["code"].str.rsplit(" / ", n=1).str[-1]
    table["value"] = table["value"].replace("", words("not known") if result.by else "")
    order = table.drop_duplicates("code")["name"].tolist()
    chart = alt.Chart(table).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X(
            "share:Q",
            title=words("share of respondents"),
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, 1]),
        ),
        tooltip=[
            alt.Tooltip("code:N", title=words("Code")),
            alt.Tooltip("respondents:Q", title=words("Respondents")),
            alt.Tooltip("respondents_of:Q", title=words("of")),
            alt.Tooltip("segments:Q", title=words("Segments")),
        ],
    )
    if result.by is None:
        return chart.mark_bar(color=OKABE_ITO[0], height=12).properties(height=alt.Step(20))
    return (
        chart.mark_point(filled=True, size=90)
        .encode(
            color=alt.Color("value:N", title=None, scale=alt.Scale(range=OKABE_ITO)),
            shape=alt.Shape("value:N", title=None),
        )
        .properties(height=alt.Step(22))
    )


def heat_map(result: CoOccurrence, most: int, words: Words) -> Any:
    """Cells: how often two codes come together; a click on one selects it as “cell”."""
    counts = result.counts
    own = pd.Series({path: int(counts.loc[path, path]) for path in counts.index})
    kept = [path for path in counts.index if path in set(own.nlargest(most).index)]
    jaccard = result.jaccard()
    most_together = max((int(counts.loc[a, b]) for a in kept for b in kept if a != b), default=1) or 1
    cells = pd.DataFrame(
        [
            {
                "code_a": a,
                "code_b": b,
                "row": _short(a),
                "column": _short(b),
                "together": int(counts.loc[a, b]),
                "shade": int(counts.loc[a, b]) or None if a != b else None,
                # a code's own count stands on the page's ground, which may be dark
                "ink": "#808080"
                if a == b
                else "white"
                if counts.loc[a, b] > 0.55 * most_together
                else "#222222",
                "jaccard": float(jaccard.loc[a, b]),
            }
            for a in kept
            for b in kept
        ]
    )
    order = [_short(path) for path in kept]
    axis = alt.Axis(labelLimit=230, labelAngle=-50, orient="top", labelOverlap=False)
    base = alt.Chart(cells).encode(
        x=alt.X("column:N", sort=order, title=None, axis=axis),
        y=alt.Y("row:N", sort=order, title=None, axis=alt.Axis(labelLimit=230, labelOverlap=False)),
        tooltip=[
            alt.Tooltip("code_a:N", title=words("Code A")),
            alt.Tooltip("code_b:N", title=words("Code B")),
            alt.Tooltip("together:Q", title=words("Together")),
            alt.Tooltip("jaccard:Q", title="Jaccard", format=".2f"),
        ],
    )
    picked = alt.selection_point(name="cell", fields=["code_a", "code_b"], on="click", empty=False)
    squares = base.mark_rect(cursor="pointer").encode(
        color=alt.Color(
            "shade:Q",
            title=words("Together"),
            scale=alt.Scale(scheme="blues", domain=[0, most_together]),
            legend=alt.Legend(orient="bottom"),
        ),
        stroke=alt.condition(picked, alt.value("#D55E00"), alt.value(None)),
        strokeWidth=alt.value(2),
    ).add_params(picked)  # fmt: skip
    numbers = base.mark_text(fontSize=10).encode(
        text=alt.condition("datum.together > 0", "together:Q", alt.value("")),
        color=alt.Color("ink:N", scale=None),
    )
    layers = (squares + numbers).resolve_scale(color="independent")
    return layers.properties(width=alt.Step(24), height=alt.Step(22))


def _short(path: str) -> str:
    name = path.rsplit(" / ", 1)[-1]
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
