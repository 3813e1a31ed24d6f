"""Links in memos: what they may mean, and that what is picked is what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Span
from qualcode.text.folding import folded, searchable, words_wanted
from qualcode.text.links import (
    LINK,
    Names,
    Thing,
    indexed,
    links_in,
    place_of,
    resolved,
    typed_link,
    typed_place,
)

FEAR = Thing("code", "1", "Emotions / Fear")
OTHER_FEAR = Thing("code", "2", "Events / Fear")
TRUST = Thing("code", "3", "Emotions / Trust")
V1 = Thing("source", "4", "V1")
AIGUL = Thing("case", "5", "Айгүл")
BREAD = Thing("memo", "6", "Bread")
BREAD_CODE = Thing("code", "7", "Bread")


def names_of(*things, before=()):
    named = [(part, thing) for thing in things for part in (thing.name, thing.name.split(" / ")[-1])]
    return Names(indexed(named), indexed(before))


NAMES = names_of(FEAR, OTHER_FEAR, TRUST, V1, AIGUL, BREAD, BREAD_CODE)


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("Trust", TRUST),
        (" trust ", TRUST),
        ("Emotions / Fear", FEAR),
        ("code: events / fear", OTHER_FEAR),
        ("айгүл", AIGUL),
        ("respondent: Айгүл", AIGUL),
        ("case:Айгүл", AIGUL),
        ("memo: Bread", BREAD),
        ("code: Bread", BREAD_CODE),
        ("V1|the farmer", V1),
    ],
)
def test_a_link_leads_to_what_is_called_so(typed, thing):
    assert resolved(typed, NAMES).thing == thing


@pytest.mark.parametrize(("typed", "count"), [("Fear", 2), ("Bread", 2), ("Nobody", 0), ("memo: Trust", 0)])
def test_a_link_that_says_too_little_or_nothing_leads_nowhere(typed, count):
    link = resolved(typed, NAMES)

    assert (link.thing, len(link.things)) == (None, count)


@pytest.mark.parametrize(
    ("typed", "span", "quote"),
    [
        ("V1@120-180", Span(120, 180), ""),
        ("v1 @ 120 – 180", Span(120, 180), ""),
        ("V1: “we were afraid”", None, "we were afraid"),
        ('V1@120-180 "we were…"', Span(120, 180), "we were"),
        ("source: V1@120-180|that night", Span(120, 180), ""),
    ],
)
def test_words_of_a_text_are_named_by_place_or_by_what_they_say(typed, span, quote):
    link = resolved(typed, NAMES)

    assert (link.thing, link.span, link.quote) == (V1, span, quote)


def test_words_behind_a_bar_are_shown():
    assert resolved("Trust|what holds us", NAMES).shown == "what holds us"
    assert resolved("V1@1-5|that night", NAMES).shown == "that night"


def test_a_name_with_a_bar_a_colon_or_an_at_is_found():
    odd = [Thing("code", name, name) for name in ("A|B", "code: C", "V1@1-5", "A [1]")]

    for thing in odd:
        assert resolved(thing.name, names_of(V1, *odd)).thing == thing
        [link] = links_in(typed_link(thing, names_of(V1, *odd)), names_of(V1, *odd))
        assert link.thing == thing


def test_a_link_follows_what_was_renamed_unless_something_else_is_called_so_now():
    renamed = names_of(FEAR, before=[("Anxiety", FEAR)])
    taken = names_of(FEAR, Thing("code", "9", "Anxiety"), before=[("Anxiety", FEAR)])

    assert resolved("Anxiety", renamed).thing == FEAR
    assert resolved("Anxiety", taken).thing.id == "9"


def test_links_come_in_order_and_nothing_else_is_one():
    text = "[[Trust]] and [[V1]], not [Fear], [[]], [[a\nb]] or [[[Bread]]"

    assert [link.typed for link in links_in(text, NAMES)] == ["Trust", "V1", "Bread"]


calm = st.text(
    st.characters(exclude_characters="[]\n\r", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1
)


@given(
    st.lists(st.tuples(st.sampled_from(["code", "source", "case", "memo"]), calm), unique=True, max_size=6)
)
def test_a_link_that_is_picked_leads_to_what_was_picked_or_says_too_little(given_names):
    things = [
        Thing(kind, str(n), name)
        for n, (kind, name) in enumerate(given_names)
        if folded(name) and len(name) < 300
    ]
    names = names_of(*things)

    for thing in things:
        typed = typed_link(thing, names)
        assert LINK.fullmatch(typed)
        found = resolved(typed[2:-2], names)
        if "|" not in thing.name and ":" not in thing.name:
            assert thing in found.things
        if found.thing:
            assert found.thing == thing or folded(found.thing.name) != folded(thing.name) or "|" in typed


@given(calm, st.integers(0, 50), st.integers(1, 80), st.text(max_size=120))
def test_a_link_to_words_finds_its_words_at_their_place(source, start, length, text):
    text = f"{text}{'.' * (start + length)}"
    span = Span(start, start + length)

    typed = typed_place(source, span, text[start : start + length])

    thing = Thing("source", "1", source)
    [link] = links_in(typed, names_of(thing)) if folded(source) else [None]
    if link is not None:
        assert (link.thing, link.span) == (thing, span)
        assert place_of(text, link.span, link.quote) == span


TEXT = "We were afraid. The bread came. We were afraid of them."


@pytest.mark.parametrize(
    ("span", "quote", "found"),
    [
        (Span(16, 30), "The bread", Span(16, 30)),
        (Span(0, 14), "The bread came", Span(16, 30)),  # the text before it was corrected
        (None, "the  bread came", Span(16, 30)),
        (None, "We were afraid", None),  # twice
        (Span(20, 30), "gone", None),
        (Span(20, 30), "", Span(20, 30)),
        (Span(20, 999), "", None),
    ],
)
def test_words_are_found_again_when_their_place_has_changed(span, quote, found):
    assert place_of(TEXT, span, quote) == found


def test_what_is_searched_minds_no_capitals_no_yo_and_no_kazakh_keyboard():
    assert words_wanted(" ЕЩЁ  Қорқу еще ") == ("еще", "корку")
    assert searchable("Ещё қорқу") == searchable("еще\nкорку")
