"""What becomes of attributes when values arrive: kinds, more choices, and nothing turned away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import ATTRIBUTE_KINDS, Attribute, AttributeId
from qualcode.text.arriving import Brought, arrivals, by_attribute, filling, fits, listed, quoted


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


# -- values that fill, and values that stay ----------------------------------------------------------------


def fill(there, known, *brought):
    found = filling(there, known, [Brought(*each, "V2.txt") for each in brought])
    given = {(each.case, each.attribute): each.value for each in found.given}
    return given, [str(each.told()) for each in (*found.attributes, *found.stays)]


def test_a_value_that_is_known_stays_and_the_other_is_told():
    age = attribute("age", "number")

    given, told = fill([age], {"Aigul": {"age": "41"}}, ("Aigul", "Age", "40"), ("Bolat", "Age", "70"))

    assert given == {("Bolat", "age"): "70"}
    assert told == [
        "“age” of “Aigul” stays “41”, as it is in the project; with “V2.txt” comes “40”.",
    ]


def test_a_value_that_is_not_stored_does_not_change_its_attribute():
    age = attribute("age", "number")

    given, told = fill([age], {"Aigul": {"age": "41"}}, ("Aigul", "age", "about forty"))

    assert given == {}
    assert told == [
        "“age” of “Aigul” stays “41”, as it is in the project; with “V2.txt” comes “about forty”."
    ]


def test_of_two_values_in_one_import_the_first_counts_and_the_other_is_told():
    given, told = fill([], {}, ("Aigul", "age", "41"), ("Aigul", "age", "40"), ("Aigul", "Age", "40,0"))

    assert given == {("Aigul", "age"): "41"}
    assert told == [
        "“age” is a new attribute: numbers.",
        "“age” of “Aigul” becomes “41”, which comes first; with “V2.txt” comes “40”.",
    ]


@pytest.mark.parametrize(
    ("kind", "known", "same"),
    [
        (attribute("a", "number"), "41", "41,0"),
        (attribute("a", "number"), "41", "–"),
        (attribute("a", "date"), "2021-03-14", "14.03.2021"),
        (attribute("a", "yes/no"), "yes", "да"),
        (attribute("a", "choice", "elder"), "elder", "Elder"),
        (attribute("a"), "Korday", "н/д"),
        (attribute("a"), "Korday", "Korday"),
    ],
)
def test_the_same_in_other_letters_and_a_dash_are_not_told(kind, known, same):
    assert fill([kind], {"Aigul": {"a": known}}, ("Aigul", "a", same)) == ({}, [])


def test_a_number_is_the_same_number_while_its_attribute_becomes_text():
    age = attribute("age", "number")

    given, told = fill([age], {"Aigul": {"age": "41"}}, ("Aigul", "age", "41,0"), ("Bolat", "age", "old"))

    assert given == {("Bolat", "age"): "old"}
    assert told == ["“age” was a number and becomes text, because some values are none (“old”)."]


def test_a_dash_leaves_room_for_what_another_file_tells():
    given, told = fill([], {}, ("Aigul", "age", "–"), ("Aigul", "age", "41"))

    assert given == {("Aigul", "age"): "41"}
    assert told == ["“age” is a new attribute: numbers."]


@given(
    st.dictionaries(
        st.sampled_from("AB"), st.dictionaries(st.sampled_from("xy"), st.sampled_from(["1", "2"]))
    ),
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from(["x", "X", "y", "z"]),
            st.sampled_from(["1", "2", "a", "–"]),
        ),
        max_size=12,
    ),
)
def test_every_value_is_stored_or_known_or_told_and_none_that_is_known_is_replaced(known, brought):
    there = [attribute("x", "number"), attribute("y")]

    found = filling(there, known, [Brought(*each, "f") for each in brought])

    given = {(each.case, each.attribute): each.value for each in found.given}
    told = {(stays.other.case, stays.other.attribute, stays.other.value) for stays in found.stays}
    assert not any(name in known.get(case, {}) for case, name in given)
    for case, name, value in brought:
        spelt = name.lower()
        kept = known.get(case, {}).get(spelt) or given[case, spelt]
        assert value in {kept, "–"} or (case, spelt, value) in told


def test_only_the_first_few_are_listed():
    assert listed(map(quoted, "abcdefg")) == "“a”, “b”, “c”, “d”, “e” …"
    assert listed(map(quoted, "ab")) == "“a”, “b”"
