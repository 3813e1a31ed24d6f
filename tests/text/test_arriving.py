"""What becomes of attributes when values arrive: kinds, more choices, and nothing turned away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import ATTRIBUTE_KINDS, Attribute, AttributeId
from qualcode.text.arriving import arrivals, by_attribute, fits, listed, quoted


def attribute(name, kind="text", *choices):
    return Attribute(AttributeId(name), name, kind, choices)


@pytest.mark.parametrize(
    ("there", "values", "told"),
    [
        (None, ["45", "50"], "“a” is a new attribute: numbers."),
        (None, ["да", "нет"], "“a” is a new attribute: yes or no."),
        (None, ["Aigul", "Bolat"], "“a” is a new attribute: text."),
        (None, ["x", "y", "x", "y"], "“a” is a new attribute: a choice (“x”, “y”)."),
        (attribute("a", "choice", "x"), ["X", "y", "Y"], "“a” gets more choices (“y”)."),
        (
            attribute("a", "number"),
            ["4", "many", "MANY"],
            "“a” was a number and becomes text, because some values are none (“many”).",
        ),
        (
            attribute("a", "yes/no"),
            ["perhaps"],
            "“a” was yes or no and becomes text, because some values are neither (“perhaps”).",
        ),
    ],
)
def test_what_changes_is_told(there, values, told):
    [arrival] = arrivals([there] if there else [], {"a": values})

    assert str(arrival.told()) == told


def test_values_that_fit_change_nothing():
    there = [attribute("a", "number"), attribute("b"), attribute("c", "choice", "x")]

    assert arrivals(there, {"a": ["1 000,5", "–"], "b": ["anything"], "c": ["X"]}) == []


@given(
    st.sampled_from(ATTRIBUTE_KINDS),
    st.lists(st.text(max_size=6) | st.sampled_from(["1", "да", "2021-03-14", "x"]), min_size=1, max_size=6),
)
def test_afterwards_every_value_fits(kind, values):
    there = [attribute("a", kind, *(["x"] if kind == "choice" else []))]

    [(after, choices)] = [(a.kind, a.choices) for a in arrivals(there, {"a": values})] or [
        (kind, there[0].choices)
    ]

    assert all(fits(value, after, choices) for value in values)
    assert set(there[0].choices) <= set(choices) or after == "text"


def test_values_are_gathered_by_attribute_whatever_its_capitals():
    given = [("age", "45"), ("Age", "50"), ("Role", "x"), ("role", "y"), ("", "z"), ("age", "")]

    assert by_attribute([attribute("Age")], given) == {"Age": ["45", "50"], "Role": ["x", "y"]}


def test_only_the_first_few_are_listed():
    assert listed(map(quoted, "abcdefg")) == "“a”, “b”, “c”, “d”, “e” …"
    assert listed(map(quoted, "ab")) == "“a”, “b”"
