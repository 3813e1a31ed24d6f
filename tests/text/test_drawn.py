"""Transcripts nobody has seen before: drawn in every layout, and texts that only look like transcripts."""

import pytest
from text.drawn_measured import Share, conversations, documents

SEEDS = range(9_000, 9_010)
IN_ALL, OF_EACH = 0.97, 0.9
OF_ROLES = 0.95


@pytest.fixture(scope="module")
def read() -> list[Share]:
    return list(conversations(SEEDS))


@pytest.fixture(scope="module")
def left() -> list[Share]:
    return list(documents(SEEDS))


def test_drawn_conversations_are_read_exactly_right(read):
    wrong = {share.name: share.wrong for share in read if share.wrong}

    assert sum(share.right for share in read) / len(read) >= IN_ALL, wrong


def test_every_layout_is_mostly_read_exactly_right(read):
    assert [share for share in read if share.right < OF_EACH] == []


def test_the_interviewer_is_mostly_the_one_who_was_drawn(read):
    strangers = {share.name: share.strangers for share in read if share.strangers}

    right = 1 - sum(len(share.strangers) for share in read) / sum(share.drawn for share in read)
    assert right >= OF_ROLES, strangers


def test_what_only_looks_like_a_conversation_has_no_speakers(left):
    wrong = {share.name: share.wrong for share in left if share.wrong}

    assert sum(share.right for share in left) / len(left) >= IN_ALL, wrong
    assert [share for share in left if len(share.wrong) > 1] == []
