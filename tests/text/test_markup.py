"""The Markdown of memos: what is known has a look, everything else stands as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.markup import Around, Block, Run, blocks, first_line


def words(text):
    return [(block.kind, "".join(run.text for run in block.runs)) for block in blocks(text)]


def test_emphasis_code_and_links_have_a_look():
    [block] = blocks("a **b *c*** `d` [[Fear|e]]")

    assert [run for run in block.runs if run.text.strip()] == [
        Run("a "),
        Run("b ", frozenset({"bold"})),
        Run("c", frozenset({"bold", "italic"})),
        Run("d", frozenset({"code"})),
        Run("Fear|e", link=True),
    ]


def test_lists_and_quotations_know_what_they_lie_in():
    found = blocks("3. a\n4. b\n   - c\n\n> d")

    assert [block.around for block in found] == [
        (Around("number", 3),),
        (Around("number", 4),),
        (Around("number", 4), Around("bullet", 1)),
        (Around("quote", 1),),
    ]


def test_headings_lines_and_code_are_blocks():
    assert [(block.kind, block.level) for block in blocks("## H\n\n---\n\n```js\nx\n```")] == [
        ("heading", 2), ("line", 0), ("code", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "![look](http://elsewhere.example/a.png)",
        "[press](javascript:alert)",
        "<http://elsewhere.example>",
        "&lt;b&gt; &amp;",
        "[a]: http://elsewhere.example",
    ],
)
def test_what_could_do_something_stands_as_it_was_typed(typed):
    assert words(typed) == [("paragraph", typed)]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_can_be_read(text):
    for block in blocks(text):
        assert isinstance(block, Block)
        assert all(isinstance(run.text, str) and run.text for run in block.runs) or block.kind == "code"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# **Bread** and [[Fear|fear]]\nmore", "Bread and fear"),
        ("\n---\n- first", "first"),
        ("> 1. deep", "deep"),
        ("", ""),
        ("***", ""),
        ("a" * 90, "a" * 80 + "…"),
    ],
)
def test_a_memo_is_named_by_its_first_words(text, name):
    assert first_line(text) == name
