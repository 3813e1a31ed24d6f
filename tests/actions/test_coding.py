"""Giving, moving and taking off codes."""

import pytest
from study import FARMER, added, coded, imported, state

from qualcode.actions.codes import add_code, retire_code
from qualcode.actions.codings import GivenCode, code, load_codings, recode, resize, uncode
from qualcode.actions.memos import add_memo, note_coding
from qualcode.errors import (
    BackwardsSpan,
    CodedAlready,
    NotCodable,
    NotFound,
    NotYours,
    QuoteDiffers,
    Retired,
    SpanOutsideSource,
)
from qualcode.model import CodeId, CodingId, SourceId, Span
from qualcode.store.codings import codings, codings_of, codings_since
from qualcode.store.memos import memos
from qualcode.store.tables import new_id

AFRAID = Span(FARMER.index("I was afraid"), FARMER.index("I was afraid") + len("I was afraid"))


@pytest.fixture
def source(project):
    return imported(project)


@pytest.fixture
def fear(project):
    return added(project, "Fear")


def test_marked_words_are_coded(project, source, fear):
    given = CodingId(new_id())

    with project.edit(by="Ana") as edit:
        made = code(edit, source.id, AFRAID, fear.id, quote="I was afraid", id=given)

    with project.read() as session:
        [stored] = codings_of(session, source.id)
    assert stored.id == made.id == given
    assert (stored.source, stored.span, stored.code, stored.coder) == (source.id, AFRAID, fear.id, made.coder)
    assert abs((stored.made - made.made).total_seconds()) < 0.001


def test_codes_may_overlap_and_several_coders_may_agree(project, source, fear):
    trust = added(project, "Trust")
    project.coder("Ben")
    coded(project, source, (0, 10), fear)
    coded(project, source, (5, 15), fear)
    coded(project, source, (0, 10), trust)
    coded(project, source, (0, 10), fear, by="Ben")

    with project.read() as session:
        assert [(one.span.start, one.span.end) for one in codings(session)] == [
            (0, 10),
            (0, 10),
            (0, 10),
            (5, 15),
        ]


def test_the_last_character_can_be_coded_and_none_after_it(project, source, fear):
    coded(project, source, (len(FARMER) - 1, len(FARMER)), fear)

    with pytest.raises(SpanOutsideSource) as refused:
        coded(project, source, (0, len(FARMER) + 1), fear)

    assert (refused.value.source, refused.value.length) == ("Farmer", len(FARMER))


@pytest.mark.parametrize("span", [(5, 5), (6, 5), (-1, 4)])
def test_a_span_runs_forward(span):
    with pytest.raises(BackwardsSpan):
        Span(*span)


def test_words_that_are_not_there_are_not_coded(project, source, fear):
    with pytest.raises(QuoteDiffers), project.edit(by="Ana") as edit:
        code(edit, source.id, AFRAID, fear.id, quote="I was angry")


def test_quotes_are_compared_by_characters_not_by_bytes(project, fear):
    text = "Айгүл: қорқып 🌾 отырдым"
    source = imported(project, "In Kazakh", text)

    with project.edit(by="Ana") as edit:
        code(edit, source.id, Span(7, 15), fear.id, quote="қорқып 🌾")

    assert text[7:15] == "қорқып 🌾"


def test_a_heading_is_not_given_to_text(project, source):
    with project.edit(by="Ana") as edit:
        heading = add_code(edit, "Feelings", codable=False)

    with pytest.raises(NotCodable, match="Feelings"):
        coded(project, source, (0, 5), heading)


def test_a_retired_code_is_not_given_to_text_and_what_it_has_stays(project, source, fear):
    coding = coded(project, source, (0, 5), fear)
    with project.edit(by="Ana") as edit:
        retire_code(edit, fear.id)

    with pytest.raises(Retired):
        coded(project, source, (0, 6), fear)

    assert ("coding", coding.id) in state(project)


def test_the_same_code_is_given_to_the_same_words_once(project, source, fear):
    coded(project, source, (0, 5), fear)

    with pytest.raises(CodedAlready):
        coded(project, source, (0, 5), fear)


@pytest.mark.parametrize(("source_", "code_"), [("nowhere", None), (None, "nothing")])
def test_what_is_not_there_is_not_found(project, source, fear, source_, code_):
    with pytest.raises(NotFound), project.edit(by="Ana") as edit:
        code(edit, SourceId(source_ or source.id), Span(0, 5), CodeId(code_ or fear.id))


def test_a_coding_taken_off_takes_its_memo_along(project, source, fear):
    coding = coded(project, source, (0, 5), fear)
    with project.edit(by="Ana") as edit:
        add_memo(edit, coding.id, "Why?", target_kind="coding")

    with project.edit(by="Ana") as edit:
        uncode(edit, coding.id)

    with project.read() as session:
        assert codings(session) == ()
        assert memos(session) == []


def test_a_coding_is_made_longer(project, source, fear):
    coding = coded(project, source, (0, 5), fear)

    with project.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(0, 7), quote=FARMER[:7])

    with project.read() as session:
        [stored] = codings(session)
    assert (stored.id, stored.span) == (coding.id, Span(0, 7))


def test_a_coding_is_not_made_into_one_there_is(project, source, fear):
    coded(project, source, (0, 7), fear)
    coding = coded(project, source, (0, 5), fear)

    with pytest.raises(CodedAlready), project.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(0, 7))
    with pytest.raises(SpanOutsideSource), project.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(0, 7_000))


def test_words_get_another_code(project, source, fear):
    coding, trust = coded(project, source, (0, 5), fear), added(project, "Trust")

    with project.edit(by="Ana") as edit:
        recode(edit, coding.id, trust.id)

    with project.read() as session:
        [stored] = codings(session)
    assert (stored.id, stored.code) == (coding.id, trust.id)


def test_nobody_changes_what_somebody_else_coded(project, source, fear):
    project.coder("Ben")
    coding = coded(project, source, (0, 5), fear)

    for change in (
        lambda edit: uncode(edit, coding.id),
        lambda edit: resize(edit, coding.id, Span(0, 6)),
        lambda edit: recode(edit, coding.id, fear.id),
    ):
        with pytest.raises(NotYours, match="Ana"), project.edit(by="Ben") as edit:
            change(edit)


def test_many_codings_are_loaded_as_one_action_and_none_twice(project, source, fear):
    ben = project.coder("Ben")
    coded(project, source, (0, 5), fear)
    with project.read() as session:
        [ana] = {one.coder for one in codings(session)}
    given = [
        GivenCode(source.id, Span(start, start + 5), fear.id, who)
        for who in (ana, ben.id)
        for start in range(10)
    ]
    version = project.version()

    with project.edit(by="Ana") as edit:
        assert load_codings(edit, given + given, about="theirs.csv") == 19

    assert project.version() == version + 1
    assert project.check() == []
    with pytest.raises(SpanOutsideSource), project.edit(by="Ana") as edit:
        load_codings(edit, [GivenCode(source.id, Span(0, 9_999), fear.id, ben.id)])


def test_codings_bring_their_memo(project, source, fear):
    coding = coded(project, source, (0, 5), fear)
    with project.edit(by="Ana") as edit:
        add_memo(edit, coding.id, "Why?", target_kind="coding")

    with project.read() as session:
        assert [one.memo for one in codings_of(session, source.id)] == ["Why?"]


# -- what a page has not seen yet ----------------------------------------------------------------------------


@pytest.fixture
def seen(project, source, fear):
    """A page that has seen one coding; `seen()` is what it has not."""
    project.coding = coded(project, source, (0, 5), fear)
    version = project.version()

    def since(of=source):
        with project.read() as session:
            return codings_since(session, of.id, version)

    return since


def test_a_page_that_has_seen_nothing_gets_everything(project, source, fear):
    coding = coded(project, source, (0, 5), fear)

    with project.read() as session:
        delta = codings_since(session, source.id, None)

    assert delta.whole
    assert (delta.version, [one.id for one in delta.there], delta.gone) == (
        project.version(),
        [coding.id],
        (),
    )


def test_when_nothing_happened_there_is_nothing_new(seen):
    delta = seen()

    assert (delta.whole, delta.there, delta.gone) == (False, (), ())


def test_a_page_gets_what_changed_and_what_went(project, source, fear, seen):
    new = coded(project, source, (7, 9), fear)
    with project.edit(by="Ana") as edit:
        uncode(edit, project.coding.id)

    delta = seen()

    assert (delta.version, delta.whole) == (project.version(), False)
    assert [one.id for one in delta.there] == [new.id]
    assert delta.gone == (project.coding.id,)


def test_a_page_gets_resized_codings_and_new_memos(project, seen):
    with project.edit(by="Ana") as edit:
        resize(edit, project.coding.id, Span(0, 6))
    with project.edit(by="Ana") as edit:
        note_coding(edit, project.coding.id, "Why?")
    with project.edit(by="Ana") as edit:
        note_coding(edit, project.coding.id, "Why not?")

    [changed] = seen().there

    assert (changed.span, changed.memo) == (Span(0, 6), "Why not?")


def test_a_page_hears_nothing_of_other_sources(project, fear, seen):
    other = imported(project, "Teacher")
    coding, gone = coded(project, other, (0, 5), fear), coded(project, other, (0, 9), fear)
    with project.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(0, 6))
    with project.edit(by="Ana") as edit:
        uncode(edit, gone.id)
    with project.edit(by="Ana") as edit:
        add_memo(edit, other.id, "Hm.", target_kind="source")

    delta = seen()

    assert (delta.version, delta.there, delta.gone) == (project.version(), (), ())
    assert [one.id for one in seen(other).there] == [coding.id]


def test_after_very_much_a_page_gets_everything(project, source, fear, seen, monkeypatch):
    monkeypatch.setattr("qualcode.store.codings.MANY", 50)
    given = [GivenCode(source.id, Span(start, 100), fear.id, project.coding.coder) for start in range(60)]
    with project.edit(by="Ana") as edit:
        load_codings(edit, given)

    delta = seen()

    assert delta.whole
    assert len(delta.there) == 61


def test_after_many_actions_a_page_gets_everything(project, source, fear, seen, monkeypatch):
    monkeypatch.setattr("qualcode.store.codings.LATEST", 2)
    for start in range(3):
        coded(project, source, (start, 9), fear)

    assert seen().whole
