"""Memos that come from the coding pane: stored once, where the words stand, and never over somebody else’s."""

import pytest
from study import FARMER, added, coded, imported

from qualcode.actions.memos import add_memo
from qualcode.errors import MemoChanged, NotYours, QuoteDiffers
from qualcode.model import Span
from qualcode.store.memos import memos, memos_of_text
from qualcode.store.sources import reading
from qualcode.store.tables import new_id
from qualcode.ui.coding_pane import apply


@pytest.fixture
def place(study):
    """The version that is read, and the coding in it."""
    study.coder("Ben")
    source = imported(study)
    coding = coded(study, source, (3, 10), added(study))
    with study.read() as session:
        return reading(session, source.id).version, source.id, coding.id


def stored(study):
    with study.read() as session:
        return [(memo.target_kind, memo.kind, memo.text, memo.span) for memo in memos(session)]


def note(**changed):
    return {
        "op": "note", "id": new_id(), "memo": new_id(), "kind": "question", "title": "", "text": "Who?",
        "start": 3, "end": 7, "quote": FARMER[3:7], **changed,
    }  # fmt: skip


def test_a_memo_on_words_that_arrives_twice_is_stored_once(study, place):
    version, source, _ = place
    op = note()

    for _ in range(2):
        apply(study, version, study.coder("Ana").id, op)

    assert stored(study) == [("segment", "question", "Who?", Span(3, 7))]
    with study.read() as session:
        assert [memo.id for memo in memos_of_text(session, source)] == [op["memo"]]


def test_a_memo_on_other_words_than_were_seen_is_refused(study, place):
    with pytest.raises(QuoteDiffers):
        apply(study, place[0], study.coder("Ana").id, note(quote="else"))

    assert stored(study) == []


def test_the_memo_beside_a_coding_overwrites_nothing_unread(study, place):
    version, _, coding = place
    with study.edit(by="Ben") as edit:
        add_memo(edit, coding, "Ben’s", target_kind="coding")
    op = {"op": "memo", "id": new_id(), "coding": coding, "text": "Mine", "kind": "note", "was": ""}

    with pytest.raises(MemoChanged):
        apply(study, version, study.coder("Ana").id, op)

    with pytest.raises(NotYours):
        apply(study, version, study.coder("Ben").id, op | {"id": new_id()})
    assert [text for _, _, text, _ in stored(study)] == ["Ben’s"]
