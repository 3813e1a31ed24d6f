"""Memos on the screen: found, read, written, changed by two, taken away; and the journal."""

from datetime import datetime

import pytest
from study import FARMER, added, coded, imported

from qualcode.actions.memos import add_memo, change_memo
from qualcode.actions.projects import set_project
from qualcode.model import Span
from qualcode.store import history
from qualcode.store.memos import memo, memos
from qualcode.text.links import Names
from qualcode.text.markup import blocks
from qualcode.ui.memo_reader import linking
from qualcode.ui.memo_text import Way, as_html


@pytest.fixture
def things(study):
    """A source, a code, and a coding."""
    study.coder("Ben")
    source, fear = imported(study), added(study)
    return source, fear, coded(study, source, (3, 10), fear)


def do(study, verb, *given, by="Ana", **named):
    with study.edit(by=by) as edit:
        return verb(edit, *given, **named)


def look(study, ask, *given):
    with study.read() as session:
        return ask(session, *given)


def button(page, label):
    return next(each for each in page.button if each.label == label)


def labels(page):
    return [each.label for each in page.button]


def shown(show, **address):
    page = show("memos", project="Study", coder="Ana", **address)
    assert not page.exception
    return page


def said(page) -> str:
    return "\n".join(each.value for each in (*page.markdown, *page.caption, *page.text, *page.warning))


def test_memos_are_listed_and_found_by_words(show, study, things):
    source, fear, _ = things
    do(study, add_memo, source.id, "Ещё раз", target_kind="source")
    do(study, add_memo, fear.id, "Bread", target_kind="code", kind="theory")

    page = shown(show)
    assert {"Bread", "Ещё раз"} <= set(labels(page))
    page.text_input(key="memo-words").set_value("ЕЩЕ").run()

    assert "Ещё раз" in labels(page)
    assert "Bread" not in labels(page)
    assert "Memos: 1 of 2" in said(page)


def test_a_memo_is_written_about_a_code_and_opened(show, study, things):
    page = shown(show)
    page.selectbox(key="memo-about").select("code").run()
    page.text_area[0].set_value("When is it **denial**?")

    button(page, "Save the memo").click().run()

    assert not page.exception
    [written] = look(study, memos)
    assert (written.target_kind, written.target, written.text) == (
        "code", things[1].id, "When is it **denial**?",
    )  # fmt: skip
    assert page.query_params["memo"] == written.id


def test_words_of_a_text_get_a_memo_where_they_stand_once(show, study, things):
    page = shown(show)
    page.selectbox(key="memo-about").select("segment").run()
    page.text_input(key="memo-on-words").set_value("Aigul").run()
    assert "stand there several times" in said(page)

    page.text_input(key="memo-on-words").set_value("the children inside").run()
    page.text_area[0].set_value("Whose?")
    button(page, "Save the memo").click().run()

    [written] = look(study, memos)
    start = FARMER.index("the children inside")
    assert written.span == Span(start, start + len("the children inside"))


def test_a_memo_is_changed_in_place_and_taken_back(show, study, things):
    id_ = do(study, add_memo, things[0].id, "First", target_kind="source")
    page = shown(show, memo=id_)

    button(page, "Change").click().run()
    page.text_area[0].set_value("Second")
    button(page, "Save").click().run()

    assert not page.exception
    assert look(study, memo, id_).text == "Second"
    do(study, history.undo)
    assert look(study, memo, id_).text == "First"


def test_words_that_are_cleared_stay_cleared_and_an_empty_memo_is_none(show, study, things):
    id_ = do(study, add_memo, things[0].id, "First", target_kind="source")
    page = shown(show, memo=id_)
    button(page, "Change").click().run()

    page.text_area[0].set_value("").run()
    assert page.text_area[0].value == ""
    button(page, "Save").click().run()

    assert "A memo needs a title or some words" in page.error[0].value
    assert look(study, memo, id_).text == "First"


def test_of_two_who_change_a_memo_the_later_overwrites_nothing_unread(show, study, things):
    id_ = do(study, add_memo, things[0].id, "First", target_kind="source")
    page = shown(show, memo=id_)
    button(page, "Change").click().run()
    do(study, change_memo, id_, text="Ben’s words", by="Ben")

    page.text_area[0].set_value("Ana’s words")
    button(page, "Save").click().run()

    assert look(study, memo, id_).text == "Ben’s words"
    assert "Ben changed this memo while you were writing" in said(page)
    assert "Ben’s words" in said(page)
    assert page.text_area[0].value == "Ana’s words"
    button(page, "I have read theirs: mine may replace it").click().run()
    button(page, "Save").click().run()
    assert look(study, memo, id_).text == "Ana’s words"


def test_a_memo_is_removed_and_brought_back(show, study, things):
    id_ = do(study, add_memo, things[0].id, "First", target_kind="source")
    page = shown(show, memo=id_)

    button(page, "Remove").click().run()

    assert look(study, memos) == []
    button(page, "Take it back").click().run()
    assert look(study, memo, id_).text == "First"


def test_a_link_is_picked_by_name(show, study, things):
    page = shown(show)
    page.text_area[0].set_value("Like")
    picker = next(each for each in page.selectbox if each.label == "Link to")
    picker.select_index(next(n for n, label in enumerate(picker.options) if label.startswith("Fear")))

    button(page, "Insert the link").click().run()

    assert page.text_area[0].value.startswith("Like [[Fear]]")


def test_broken_links_are_told_and_mentions_are_listed(show, study, things):
    first = do(study, add_memo, things[0].id, "Hm.", target_kind="source", title="Bread")
    second = do(
        study, add_memo, things[1].id, "[[Bread]] [[Nobody]] [[Farmer: “not there”]]", target_kind="code"
    )

    page = shown(show, memo=second)
    assert "[[Nobody]] leads nowhere" in said(page).replace("\\", "")
    assert "these words are not in “Farmer”" in said(page).replace("\\", "")

    assert "Mentioned in" in said(shown(show, memo=first))


def test_the_journal_has_today_s_entry_at_hand(show, study, things):
    today = datetime.now().astimezone().date().isoformat()
    page = shown(show, view="journal")
    assert "Codings by Ana: 1 (Fear 1)" in said(page).replace("\\", "")
    page.text_area[0].set_value("Tired, and cross with V1.")

    button(page, "Save the memo").click().run()

    [entry] = look(study, memos)
    assert (entry.title, entry.kind, entry.target_kind) == (today, "reflexive", "project")
    assert "Go on writing" in labels(page)


# -- what is written becomes nothing else --------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>window.harmed=1</script>",
        "![x](http://elsewhere.example/a.png)",
        "[x](javascript:alert(1))",
        "**<img src=x onerror=alert(1)>**",
        '[["><img src=x>]]',
        "`</code><script>`",
    ],
)
def test_only_our_own_tags_come_of_a_memo(hostile):
    way = {'"><img src=x>': Way('"><img src=x>', 'memos?memo="><script>')}

    html = as_html(blocks(hostile), way)

    for tag in ("<script", "<img", 'href="javascript'):
        assert tag not in html


def test_lists_and_quotations_lie_in_each_other():
    html = as_html(blocks("3. a\n4. b\n   - c\n\n> d"), {})

    assert html == (
        '<ol start="3"><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ol>'
        "<blockquote><p>d</p></blockquote>"
    )


def test_nothing_is_linking_where_nothing_is_linked():
    assert linking((), Names({}), "code", "1") == []


def test_headings_lie_under_the_page_s_own_and_leave_out_no_level(show, study, things):
    id_ = do(study, add_memo, things[0].id, "#### A\n\n# B\n\n### C", target_kind="source")

    page = shown(show, memo=id_)

    [html] = [each.proto.body for each in page.get("html") if "qc-memo" in each.proto.body]
    assert "<h3>A</h3><h3>B</h3><h4>C</h4>" in html


def test_where_others_are_hidden_so_are_their_memos_on_what_they_coded(show, study, things):
    source, fear, coding = things
    do(study, add_memo, coding.id, "Of Ben’s coding", target_kind="coding", by="Ben")
    do(study, add_memo, fear.id, "Of the code", target_kind="code", by="Ben")
    theirs = coded(study, source, (0, 2), fear, by="Ben")
    do(study, set_project, see_others=False)

    page = shown(show)
    assert "Of the code" in labels(page)
    assert "Of Ben’s coding" not in labels(page)

    page.selectbox(key="memo-about").select("coding").run()
    [about] = [each for each in page.selectbox if each.key == "memo-on-coding"]
    assert theirs.id not in about.proto.options
    assert len(about.options) == 1


def test_a_coding_that_has_grown_shows_its_memo_at_the_new_words(show, study, things):
    source, fear, coding = things
    do(study, set_project, unite=True)
    made = do(study, add_memo, coding.id, "Hm.", target_kind="coding")
    page = shown(show, memo=made)
    assert FARMER[3:10] in said(page)

    coded(study, source, (8, 14), fear)
    page.run()

    assert FARMER[3:14] in said(page)


def test_words_not_saved_yet_are_there_after_a_refresh(show, study):
    page = shown(show)
    words = next(each for each in page.text_area if each.label == "Words")
    words.set_value("Жартылай ой").run()

    again = shown(show)

    assert next(each for each in again.text_area if each.label == "Words").value == "Жартылай ой"
    button(again, "Save the memo").click().run()
    assert [each.text for each in look(study, memos)] == ["Жартылай ой"]
    assert next(each for each in shown(show).text_area if each.label == "Words").value == ""
