"""The respondents' table: typed cells, what was written in it, and what becomes of it meanwhile."""

from datetime import date

import pandas as pd
import pytest

from qualcode.model import Attribute, AttributeId, Case, CaseId
from qualcode.ui.grid_edits import (
    NAME,
    PLACES,
    Draft,
    as_written,
    edits_in,
    found_in,
    frame_of,
    natural,
)

AGE, MET, ROLE, LOST, NOTE = (AttributeId(name) for name in ("a", "m", "r", "l", "n"))
ATTRIBUTES = [
    Attribute(AGE, "age", "number"),
    Attribute(MET, "met", "date"),
    Attribute(ROLE, "role", "choice", ("elder", "teacher")),
    Attribute(LOST, "lost", "yes/no"),
    Attribute(NOTE, "note"),
]
AIGUL = Case(
    CaseId("1"), "Aigul", {"age": "45.5", "met": "2021-03-14", "role": "elder", "lost": "yes", "note": "x"}
)
BOLAT = Case(CaseId("2"), "Bolat")


def frame(edits=None) -> pd.DataFrame:
    return frame_of([AIGUL, BOLAT], ATTRIBUTES, {AIGUL.id: ["Talk: R"]}, edits or {})


def test_cells_are_typed_and_what_is_not_known_is_empty():
    table = frame()

    assert table[AGE].tolist()[0] == 45.5
    assert pd.isna(table[AGE][1])
    assert (table[MET][0].date(), pd.isna(table[MET][1])) == (date(2021, 3, 14), True)
    assert (table[ROLE].tolist(), table[NOTE].tolist()) == (["elder", None], ["x", ""])
    assert table[PLACES].tolist() == [["Talk: R"], []]


def test_a_table_nobody_wrote_in_says_nothing_new():
    assert edits_in([AIGUL, BOLAT], ATTRIBUTES, frame()) == {}


def test_what_was_written_is_told_cell_by_cell():
    table = frame()
    table.loc[1, AGE] = 70
    table.loc[0, MET] = pd.NaT
    table[ROLE] = [None, "teacher"]
    table[LOST] = ["no", None]
    table[NOTE] = [None, " new "]
    table[NAME] = ["Aigul K.", "Bolat"]

    assert edits_in([AIGUL, BOLAT], ATTRIBUTES, table) == {
        (AIGUL.id, NAME): "Aigul K.",
        (AIGUL.id, MET): "",
        (AIGUL.id, ROLE): "",
        (AIGUL.id, LOST): "no",
        (AIGUL.id, NOTE): "",
        (BOLAT.id, AGE): "70",
        (BOLAT.id, ROLE): "teacher",
        (BOLAT.id, NOTE): "new",
    }


def test_a_table_filled_with_what_was_written_tells_it_again():
    edits = {(AIGUL.id, NAME): "Aigul K.", (BOLAT.id, AGE): "70", (AIGUL.id, MET): "", (BOLAT.id, LOST): "no"}

    assert edits_in([AIGUL, BOLAT], ATTRIBUTES, frame(edits)) == edits


def test_what_was_written_and_no_longer_fits_the_attribute_gives_way_to_what_is_stored():
    table = frame({(AIGUL.id, AGE): "about 40", (AIGUL.id, MET): "spring"})

    assert edits_in([AIGUL, BOLAT], ATTRIBUTES, table) == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [(45.0, "45"), (0.1, "0.1"), (-2.50, "-2.5"), (1e15, "1000000000000000"), (1e-7, "0.0000001"),
     (7, "7"), (float("nan"), ""), (None, ""), (pd.NaT, ""), (date(2021, 3, 4), "2021-03-04"),
     (pd.Timestamp("2021-03-04"), "2021-03-04"), (" x ", "x")],
)  # fmt: skip
def test_a_cell_is_told_as_people_write_it(value, text):
    assert as_written(value) == text


def test_what_was_written_of_somebody_who_is_gone_is_dropped():
    draft = Draft(now={(AIGUL.id, AGE): "1", (BOLAT.id, AGE): "2", (AIGUL.id, "gone"): "3"})

    assert draft.forget_the_gone([AIGUL], ATTRIBUTES) == 2
    assert draft.now == {(AIGUL.id, AGE): "1"}


def test_a_table_that_is_filled_anew_is_another_and_starts_from_what_was_written():
    draft = Draft(now={(AIGUL.id, AGE): "1"})

    draft.fill("these rows")
    draft.now = {}

    assert (draft.shows, draft.start, draft.turn) == ("these rows", {(AIGUL.id, AGE): "1"}, 1)
    draft.clear()
    assert (draft.start, draft.now, draft.turn) == ({}, {}, 2)


def test_respondents_are_found_by_all_words_anywhere():
    assert found_in(AIGUL, ["Talk: R"], "ELD talk")
    assert not found_in(AIGUL, ["Talk: R"], "elder driver")
    assert found_in(BOLAT, [], "  ")


def test_names_stand_in_the_order_people_count_in():
    assert sorted(["R10", "R2", "r1", "Айгүл", "2 Bolat"], key=natural) == [
        "2 Bolat",
        "r1",
        "R2",
        "R10",
        "Айгүл",
    ]
