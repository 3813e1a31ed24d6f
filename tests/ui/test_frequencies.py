"""Frequencies: a row leads to the quotes it counted, and tells its own figures."""

import pytest
from study import added, coded, transcript

from qualcode.actions.sources import import_sources
from qualcode.analysis import frequencies
from qualcode.model import Selection
from qualcode.ui.pages.frequencies import _quotes

TALK = "I: And then?\nAigul: Bread came.\nBen: Fire came."


@pytest.fixture
def quotes(study):
    """Fear is given to the question, to Aigul's answer with the question before it, and to Ben's.

    Only Aigul's village is known; the plan is of no known group and nobody speaks in it.
    """
    with study.edit(by="Ana") as edit:
        talk, plan = import_sources(
            edit,
            [
                transcript("Talk", TALK, values={"Aigul": {"village": "Korday"}}),
                transcript("Plan", "Fear is named.", group=""),
            ],
        )
    fear = added(study)
    for source, span in ((talk, (0, 12)), (talk, (3, 31)), (talk, (37, 47)), (plan, (0, 4))):
        coded(study, source, span, fear)

    def shown(by, value, selection=None):
        part = study.coded(selection or Selection(), words=True)
        result = frequencies(part, by=by)
        [row] = [row for _, row in result.table().iterrows() if row["value"] == value]
        found = _quotes(study, part, result, row)
        assert len(found) == row["codings"]
        return [quote.quote for quote in found], result.sentence_of("Fear", value)

    return shown


@pytest.mark.parametrize(
    ("by", "value", "quoted", "told"),
    [
        (
            "village",
            "Korday",
            ["And then?\nAigul: Bread came."],
            "Fear · Korday: 1 segment, 1 of 1 respondent",
        ),
        ("village", "", ["Fear", "Fire came."], "Fear · not known: 2 segments, 1 of 1 respondent"),
        ("group", "", ["Fear"], "Fear · not known: 1 segment, 1 of 1 source"),
        ("coder", "Ana", ["Fear", "And then?\nAigul: Bread came.", "Fire came."], None),
        (None, "", ["Fear", "And then?\nAigul: Bread came.", "Fire came."], None),
    ],
)
def test_a_row_leads_to_the_quotes_it_counted_and_tells_its_own_figures(quotes, by, value, quoted, told):
    found, sentence = quotes(by, value)

    assert found == quoted
    assert told in {None, sentence}


def test_of_several_chosen_villages_a_row_shows_one(quotes):
    chosen = Selection(interviewer=True, attributes=frozenset({("village", "Korday")}))

    found, _ = quotes("village", "Korday", chosen)

    assert found == ["And then?\nAigul: Bread came."]


def test_without_a_split_each_code_is_a_row(show, quotes):
    page = show("frequencies", project="Study")

    assert not page.exception
    assert len(page.dataframe[0].value) == 1


def test_a_chosen_row_of_what_is_not_known_says_so_above_its_quotes(show, quotes):
    page = show("frequencies", project="Study")
    page.selectbox[0].select("village").run()

    page.session_state["frequencies-village"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    page.run()

    assert not page.exception
    assert page.subheader[0].value == "Fear · not known"
    assert [each.value for each in page.text] == [
        "Fear · not known: 2 segments, 1 of 1 respondent", "Fear", "Fire came.",
    ]  # fmt: skip
