"""All memos, found by words, kind, place, coder and day; what links can name; what was coded on a day."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from study import added, coded, imported

from qualcode.actions.cases import add_case, rename_case
from qualcode.actions.codes import change_code, retire_code
from qualcode.actions.memos import add_memo, change_memo
from qualcode.actions.sources import rename_source
from qualcode.model import CoderId, Memo, MemoId, Span
from qualcode.store import history
from qualcode.store.days import Worked, days_coded, worked
from qualcode.store.memo_shelf import MemoFilter, Shelved, matching, names, quotes, shelf
from qualcode.text.folding import searchable
from qualcode.text.links import resolved


@pytest.fixture
def study(project):
    """One memo on each kind of thing, by Ana; one by Ben."""
    source, fear = imported(project), added(project)
    coding = coded(project, source, (3, 10), fear)
    do(project, add_memo, project.info().id, "Method", target_kind="project", kind="method", title="Sampling")
    do(project, add_memo, source.id, "Ещё раз", target_kind="source")
    do(project, add_memo, source.id, "Қорқу?", target_kind="segment", kind="question", span=Span(0, 2))
    do(project, add_memo, fear.id, "When?", target_kind="code", kind="theory")
    do(project, add_memo, coding.id, "Strong", target_kind="coding")
    project.coder("Ben")
    case = do(project, add_case, "Bolat")
    do(project, add_memo, case.id, "Ask again", target_kind="case", by="Ben")
    project.source, project.fear, project.case = source, fear, case
    return project


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def look(project, ask, *given):
    with project.read() as session:
        return ask(session, *given)


def found(project, **wanted):
    return [each.called for each in matching(look(project, shelf), MemoFilter(**wanted))]


def test_memos_say_what_they_are_about_newest_first(study):
    assert [(each.called, each.about) for each in look(study, shelf)] == [
        ("Ask again", "Bolat"),
        ("Strong", "Fear · Farmer"),
        ("When?", "Fear"),
        ("Қорқу?", "Farmer"),
        ("Ещё раз", "Farmer"),
        ("Sampling", study.info().name),
    ]


def test_memos_on_words_bring_their_words(study):
    every = look(study, shelf)

    said = look(study, quotes, every)

    text = "I: What did you hear that night?"
    assert {each.called: said[each.memo.id] for each in every if each.memo.id in said} == {
        "Strong": text[3:10], "Қорқу?": text[:2],
    }  # fmt: skip


def test_all_words_must_be_there_in_any_spelling(study):
    assert found(study, words="ещё") == found(study, words="РАЗ ЕЩЕ") == ["Ещё раз"]
    assert found(study, words="корку") == ["Қорқу?"]
    assert found(study, words="раз bread") == []
    assert found(study, words="farmer strong") == ["Strong"]


def test_memos_are_found_by_kind_thing_coder_and_day(study):
    today = datetime.now().astimezone().date()

    assert found(study, kinds=frozenset({"theory", "question"})) == ["When?", "Қорқу?"]
    assert found(study, targets=frozenset({"case", "project"})) == ["Ask again", "Sampling"]
    assert found(study, coders=frozenset({"Ben"})) == ["Ask again"]
    assert len(found(study, since=today - timedelta(1), until=today + timedelta(1))) == 6
    assert found(study, until=today - timedelta(2)) == found(study, since=today + timedelta(2)) == []


def test_links_follow_renamed_things(study):
    do(study, change_code, study.fear.id, name="Terror")
    do(study, rename_source, study.source.id, "V1")
    do(study, rename_case, study.case.id, "Bek")
    memo = look(study, shelf)[-1].memo
    do(study, change_memo, memo.id, title="How we chose")

    known = look(study, names)

    for old, new in (("Fear", "Terror"), ("Farmer", "V1"), ("Bolat", "Bek"), ("Sampling", "How we chose")):
        assert resolved(old, known).thing == resolved(new, known).thing is not None


def test_a_code_in_use_is_meant_before_a_retired_one(study):
    do(study, retire_code, study.fear.id)
    heading = added(study, "Events")
    from qualcode.actions.codes import add_code

    new = do(study, add_code, "Fear", parent=heading.id)

    assert resolved("Fear", look(study, names)).thing.id == new.id


def test_five_thousand_memos_are_searched_in_a_tenth_of_a_second():
    now = datetime.now(UTC)
    text = "Біз қорықтық. Соседи пришли ещё раз, and the bread came. " * 20
    memo = Memo(MemoId("1"), "note", text, "source", "2", CoderId("3"), now, "", now)
    shelved = [
        Shelved(memo, "x", "Ana", "Farmer", None, None, None, searchable(f"{text} {n}")) for n in range(5_000)
    ]
    began = time.perf_counter()

    some = matching(shelved, MemoFilter("bread пришли 4999"))

    assert len(some) == 1
    assert time.perf_counter() - began < 0.5  # 0.1 s on a machine that does nothing else


# -- days ----------------------------------------------------------------------------------------------------


def test_a_day_tells_what_was_coded_and_not_taken_back(project):
    ana, ben = project.coder("Ana").id, project.coder("Ben").name
    source, fear, trust = imported(project), added(project), added(project, "Trust")
    for end in (5, 6, 7):
        coded(project, source, (0, end), fear)
    coded(project, source, (0, 5), trust)
    do(project, history.undo)
    coded(project, source, (0, 9), trust, by=ben)
    today = datetime.now().astimezone().date()

    assert look(project, days_coded, ana) == {today}
    assert look(project, worked, ana, today - timedelta(1), today) == {today: Worked(3, {"Fear": 3})}
    assert look(project, worked, ana, today - timedelta(9), today - timedelta(1)) == {}
