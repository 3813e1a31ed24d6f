import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.errors import BadValue
from qualcode.model import AttributeKind
from qualcode.text.kinds import MOST_CHOICES, canonical_value, kind_of_values

# -- what a column is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["31", "45", "20"], "number"),
        (["0", "1", "1", "0"], "number"),
        (["1,5", "12", "1 200,75"], "number"),
        (["31", "", "–", "45"], "number"),
        (["14.03.2021", "2 мая 2021 г.", "2021-05-03"], "date"),
        (["2021 жылғы 14 наурыз", "June 3, 2022"], "date"),
        (["да", "Нет", "", "да"], "yes/no"),
        (["иә", "жоқ"], "yes/no"),
        (["007", "012", "113"], "text"),
        (["87011234567", "87017654321"], "text"),
        (["1,234", "5,678"], "text"),
        (["2021-03-14 10:30", "2021-03-15 09:00"], "text"),
        (["2021", "март 2021"], "text"),
        (["Aigul", "Marat", "Nurlan"], "text"),
        (["a long answer in words"] * 4 + ["and one that is longer than any choice somebody picks"], "text"),
        (["", " "], "text"),
        ([], "text"),
    ],
)
def test_a_column_is_of_the_narrowest_kind_that_fits_all_its_values(values, kind):
    assert kind_of_values(values) == (kind, ())


def test_few_short_values_that_repeat_are_choices_in_their_usual_spelling():
    values = ["Upper street", "lower street", "upper street", "Upper  street", "lower street", ""]

    assert kind_of_values(values) == ("choice", ("Upper street", "lower street"))


def test_choices_that_begin_with_numbers_stand_in_their_order():
    values = ["45–54", "7–9", "18–24", "45–54", "7–9", "18–24"]

    assert kind_of_values(values) == ("choice", ("7–9", "18–24", "45–54"))


def test_many_values_are_no_choices_even_where_they_repeat():
    values = [f"village {chr(ord('A') + number)}" for number in range(MOST_CHOICES + 1)] * 3

    assert kind_of_values(values) == ("text", ())


# -- one value -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kind", "stored"),
    [
        ("1 234,50", "number", "1234.5"),
        ("1\u202f234\u202f567", "number", "1234567"),
        ("1,234,567", "number", "1234567"),
        ("1.234.567,8", "number", "1234567.8"),
        ("−3", "number", "-3"),
        ("007", "number", "7"),
        ("-0,0", "number", "0"),
        ("100", "number", "100"),
        (" – ", "number", ""),
        ("", "number", ""),
        ("14.03.2021", "date", "2021-03-14"),
        ("1st of May 2020", "date", "2020-05-01"),
        ("3 қыркүйек 2022 ж.", "date", "2022-09-03"),
        ("2021-3-4 10:30", "date", "2021-03-04"),
        ("Иә", "yes/no", "yes"),
        ("НЕТ", "yes/no", "no"),
        ("  Upper   street ", "text", "Upper   street"),
        ("–", "text", "–"),
    ],
)
def test_a_value_is_stored_in_one_form(written, kind, stored):
    assert canonical_value(written, kind) == stored


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("thirty", "number"), ("1,234", "number"), ("1e5", "number"), ("٣", "number"), ("9" * 99, "number"),
        ("31.02.2021", "date"), ("March 2021", "date"), ("0000-01-01", "date"), ("1" * 200, "date"),
        ("perhaps", "yes/no"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(written, kind):
    with pytest.raises(BadValue, match=f"“{written}” cannot be the value of a {kind} attribute: write"):
        canonical_value(written, kind)


def test_a_choice_is_spelt_as_the_choices_are():
    assert canonical_value("upper  STREET", "choice", ("Upper street", "Lower street")) == "Upper street"
    assert canonical_value("anything", "choice") == "anything"
    with pytest.raises(BadValue, match="choose one of: Upper street, Lower street"):
        canonical_value("Middle street", "choice", ("Upper street", "Lower street"))


_VALUES = st.one_of(
    st.text(max_size=20),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:f}"),
    st.dates().map(lambda date: f"{date:%d.%m}.{date.year:04}"),
    st.sampled_from(["yes", "нет", "иә", "–", "1,234", "A", "b"]),
)


@given(st.lists(_VALUES, max_size=8))
@example(["A", "a", "A"])
def test_every_value_of_a_column_fits_its_kind_and_what_is_stored_fits_again(values):
    kind, choices = kind_of_values(values)

    stored = [canonical_value(value, kind, choices) for value in values]

    assert [canonical_value(value, kind, choices) for value in stored] == stored


@given(st.text(max_size=60), st.sampled_from(["text", "number", "date", "choice", "yes/no"]))
def test_any_value_is_stored_or_refused(value: str, kind: AttributeKind):
    try:
        stored = canonical_value(value, kind)
    except BadValue:
        return
    assert canonical_value(stored, kind) == stored
