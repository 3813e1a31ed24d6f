from functools import partial

import pytest
from study import FARMER, added, coded, imported, state

from qualcode.actions.cases import add_case
from qualcode.actions.codings import uncode
from qualcode.actions.memos import add_memo, change_memo, note_coding, remove_memo
from qualcode.errors import MemoChanged, MemoEmpty, MemoNowhere, NotFound, QuoteDiffers, SpanOutsideSource
from qualcode.model import Span
from qualcode.store import history
from qualcode.store.codings import codings_of
from qualcode.store.memos import called, memo, memos, memos_of_text


@pytest.fixture
def source(project):
    project.coder("Ben")
    return imported(project)


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def look(project, ask, *given):
    with project.read() as session:
        return ask(session, *given)


def undo(project, by="Ana"):
    return do(project, history.undo, by=by)


def test_a_memo_is_written_rewritten_and_removed_and_all_of_it_taken_back(project, source):
    states = [state(project)]
    id_ = do(project, add_memo, source.id, "First", target_kind="source", kind="method")
    states.append(state(project))
    do(project, change_memo, id_, text="Second", title=" How we \n met ", kind="reflexive")
    states.append(state(project))

    written = look(project, memo, id_)
    do(project, remove_memo, id_)

    assert (written.text, written.title, written.kind, written.target) == (
        "Second", "How we met", "reflexive", source.id,
    )  # fmt: skip
    assert written.made <= written.changed
    assert look(project, memos) == []
    for before in reversed(states):
        undo(project)
        assert state(project) == before


def test_a_memo_stays_its_writer_s_when_others_change_it(project, source):
    id_ = do(project, add_memo, source.id, "First", target_kind="source")

    do(project, change_memo, id_, text="Second", by="Ben")

    ana = project.coder("Ana").id
    assert (look(project, memo, id_).coder, look(project, memo, id_).text) == (ana, "Second")


def test_several_memos_are_on_one_thing(project, source):
    for text in ("One", "Two"):
        do(project, add_memo, source.id, text, target_kind="source")

    assert [each.text for each in look(project, memos, source.id)] == ["Two", "One"]


@pytest.mark.parametrize("kind", ["project", "source", "segment", "code", "coding", "case"])
def test_a_memo_is_attached_to_something_that_is_there(project, kind):
    with pytest.raises(NotFound):
        do(project, add_memo, "nowhere", "Hm.", target_kind=kind, span=Span(0, 3))


@pytest.mark.parametrize(("title", "text"), [("", " \n"), (" ", "")])
def test_a_memo_says_something(project, source, title, text):
    with pytest.raises(MemoEmpty):
        do(project, add_memo, source.id, text, target_kind="source", title=title)
    id_ = do(project, add_memo, source.id, "Hm.", target_kind="source")
    with pytest.raises(MemoEmpty):
        do(project, change_memo, id_, text=text, title=title)


def test_a_segment_s_memo_has_its_place(project, source):
    id_ = do(project, add_memo, source.id, "Whose?", target_kind="segment", span=Span(0, 7), quote=FARMER[:7])

    assert look(project, memo, id_).span == Span(0, 7)


@pytest.mark.parametrize(
    ("span", "quote", "error"),
    [
        (None, None, MemoNowhere),
        (Span(0, 9_999), None, SpanOutsideSource),
        (Span(0, 7), "another", QuoteDiffers),
    ],
)
def test_a_segment_s_memo_is_on_words_that_are_there(project, source, span, quote, error):
    with pytest.raises(error):
        do(project, add_memo, source.id, "Hm.", target_kind="segment", span=span, quote=quote)


def test_who_saves_later_overwrites_nobody(project, source):
    id_ = do(project, add_memo, source.id, "First", target_kind="source")
    do(project, change_memo, id_, text="Ben’s", by="Ben", was={"text": "First"})

    with pytest.raises(MemoChanged) as refused:
        do(project, change_memo, id_, text="Ana’s", was={"text": "First", "title": ""})

    assert refused.value.coder == "Ben"
    assert look(project, memo, id_).text == "Ben’s"


def test_who_removes_later_removes_nothing_unread(project, source):
    id_ = do(project, add_memo, source.id, "First", target_kind="source")
    do(project, change_memo, id_, text="Ben’s", by="Ben")

    with pytest.raises(MemoChanged):
        do(project, remove_memo, id_, was={"text": "First"})


def test_two_may_change_different_things_of_a_memo(project, source):
    was = {"title": "", "text": "First", "kind": "note"}
    id_ = do(project, add_memo, source.id, "First", target_kind="source")

    do(project, change_memo, id_, title="Bread", by="Ben", was=was)
    do(project, change_memo, id_, text="Second", title=None, was=was)

    assert (look(project, memo, id_).title, look(project, memo, id_).text) == ("Bread", "Second")


# -- with codings --------------------------------------------------------------------------------------------


def test_a_coding_with_several_memos_is_one_coding(project, source):
    coding = coded(project, source, (0, 5), added(project))
    for text in ("Why?", "Because."):
        do(project, add_memo, coding.id, text, target_kind="coding")

    assert [one.memo for one in look(project, codings_of, source.id)] == ["Why?"]


def test_a_coding_taken_off_takes_its_memos_along_and_brings_them_back(project, source):
    coding = coded(project, source, (0, 5), added(project))
    for text in ("Why?", "Because."):
        do(project, add_memo, coding.id, text, target_kind="coding")
    before = state(project)

    do(project, uncode, coding.id)

    assert look(project, memos) == []
    undo(project)
    assert state(project) == before


def test_the_memo_beside_a_coding_is_the_first_it_got(project, source):
    coding = coded(project, source, (0, 5), added(project))
    note = partial(do, project, note_coding, coding.id)
    note("Why?")
    do(project, add_memo, coding.id, "Ben’s", target_kind="coding", by="Ben")

    note("Why not?", kind="question", was="Why?")

    texts = {each.text: each.kind for each in look(project, memos, coding.id)}
    assert texts == {"Why not?": "question", "Ben’s": "note"}
    with pytest.raises(MemoChanged):
        note("Mine", was="Why?")
    note(" ", was="Why not?")
    assert [each.text for each in look(project, memos, coding.id)] == ["Ben’s"]


# -- of a text -----------------------------------------------------------------------------------------------


def test_the_memos_of_a_text_are_on_it_its_words_codings_and_people(project, source):
    coding = coded(project, source, (0, 5), fear := added(project))
    case = next(each for each in look(project, _cases) if each.name == "Aigul")
    other = imported(project, "Teacher")
    stranger = do(project, add_case, "Bolat")
    for text, target, kind in (
        ("source", source.id, "source"), ("segment", source.id, "segment"), ("coding", coding.id, "coding"),
        ("case", case.id, "case"), ("code", fear.id, "code"), ("other", other.id, "source"),
        ("stranger", stranger.id, "case"),
    ):  # fmt: skip
        span = Span(0, 3) if kind == "segment" else None
        do(project, add_memo, target, text, target_kind=kind, span=span)

    found = look(project, memos_of_text, source.id)

    assert [each.text for each in found] == ["case", "coding", "segment", "source"]


def _cases(session):
    from qualcode.store.cases import cases

    return cases(session)


def test_a_memo_is_called_by_its_title_or_its_first_words(project, source):
    one = do(project, add_memo, source.id, "# **Bread** and [[Fear|fear]]\nMore", target_kind="source")
    two = do(project, add_memo, source.id, "More", target_kind="source", title="Bread")

    assert [called(look(project, memo, id_)) for id_ in (one, two)] == ["Bread and fear", "Bread"]
