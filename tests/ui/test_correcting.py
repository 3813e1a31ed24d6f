"""Correcting a stored text on the Sources page, and looking through what that did."""

import pytest
from study import FARMER, added, coded, imported

from qualcode.actions.correcting import correct_source
from qualcode.importers.correcting import as_script, from_script
from qualcode.model import Span
from qualcode.store import sources, versions
from qualcode.store.codings import codings_of
from qualcode.store.reviews import reviews

APPLY = "Apply and see what it does"


def button(page, label):
    return next(each for each in page.button if each.label == label)


def labels(page) -> list[str]:
    return [each.label for each in page.button]


def text_of(study, source) -> str:
    with study.read() as session:
        return sources.reading(session, source.id).text


def opened(show, source, what: str = "correct-{}-open"):
    """The page with a part of a source opened."""
    page = show("sources", project="Study", source=source.id)
    page.session_state[what.format(source.id)] = True
    return page.run()


def write(page, *changes: tuple[str, str]):
    area = page.text_area[0]
    script = area.value
    for old, new in changes:
        assert old in script
        script = script.replace(old, new)
    area.set_value(script)
    return button(page, APPLY).click().run()


@pytest.fixture
def farmer(study):
    return imported(study)


@pytest.fixture
def afraid(study, farmer):
    start = FARMER.index("I was afraid")
    return coded(study, farmer, (start, start + 12), added(study))


def test_nothing_is_stored_before_somebody_says_so(show, study, farmer, afraid):
    page = opened(show, farmer)
    before = study.version()

    page = write(page, ("I was afraid", "I was so afraid"))

    assert not page.exception
    assert study.version() == before
    assert any("To be looked through: 1 changed, 0 moved, 0 lost." in each.value for each in page.markdown)


def test_a_correction_is_one_action_and_says_what_it_did(show, study, farmer, afraid):
    page = opened(show, farmer)
    before = study.version()
    page = write(page, ("I was afraid", "I was so afraid"))

    page = button(page, "Store the correction").click().run()

    assert not page.exception
    assert study.version() == before + 1
    assert "I was so afraid" in text_of(study, farmer)
    assert "Stored as version 2." in page.warning[0].value
    assert "Places to look through" in page.info[0].value


def test_a_draft_is_thrown_away_when_that_is_wanted(show, study, farmer):
    page = write(opened(show, farmer), ("bread", "milk"))

    page = button(page, "Throw it away").click().run()

    assert "bread" in page.text_area[0].value
    assert "Store the correction" not in labels(page)
    assert text_of(study, farmer) == FARMER


def test_a_draft_is_there_after_a_refresh(show, study, farmer):
    write(opened(show, farmer), ("bread", "milk"))

    page = opened(show, farmer)

    assert "milk" in page.text_area[0].value
    assert "Store the correction" in labels(page)
    assert text_of(study, farmer) == FARMER


def test_a_correction_by_somebody_else_meanwhile_is_said_and_the_draft_is_shown(show, study, farmer):
    page = write(opened(show, farmer), ("bread", "milk"))
    with study.read() as session:
        stored = versions.as_transcript(session, sources.reading(session, farmer.id))
    with study.edit(by=study.coder("Ben")) as edit:
        correct_source(
            edit, farmer.id, from_script(stored, as_script(stored).replace("afraid", "frightened"))
        )

    page = page.run()

    assert any("has been corrected meanwhile" in each.value.replace("\\", "") for each in page.warning)
    page = button(page, "I have it: show the new text").click().run()
    assert "frightened" in page.text_area[0].value


def test_a_long_text_is_corrected_a_part_at_a_time_and_words_lead_to_theirs(show, study):
    words = "\n".join(f"{'I' if n % 2 else 'Aigul'}: word{n}{' and more' * 40}" for n in range(60))
    long = imported(study, "Long", words)
    page = opened(show, long)
    assert "word59" not in page.text_area[0].value

    next(each for each in page.text_input if each.label == "Find in the text").set_value("word58").run()

    assert "word58" in page.text_area[0].value
    page = write(page, ("word58", "word fifty-eight"))
    button(page, "Store the correction").click().run()
    assert text_of(study, long) == words.replace("word58", "word fifty-eight")


def test_a_name_is_blacked_out_everywhere(show, study, farmer):
    page = opened(show, farmer)

    next(each for each in page.text_input if each.label == "These words").set_value("Aigul")
    next(each for each in page.text_input if each.label == "Become").set_value("[woman]")
    page = button(page, "Replace").click().run()
    button(page, "Store the correction").click().run()

    assert text_of(study, farmer) == FARMER.replace("Aigul", "[woman]")


@pytest.fixture
def waiting(study, farmer, afraid):
    with study.read() as session:
        stored = versions.as_transcript(session, sources.reading(session, farmer.id))
    with study.edit(by="Ana") as edit:
        correct_source(edit, farmer.id, from_script(stored, as_script(stored).replace("I was afraid. ", "")))


def listed(show):
    page = show("sources", project="Study")
    page.session_state["sources-0-True"] = "Corrections"
    return page.run()


def test_what_is_lost_is_placed_anew_by_its_words(show, study, farmer, waiting):
    page = listed(show)
    assert not page.exception

    next(each for each in page.text_area if each.label.startswith("The words")).set_value(
        "We kept the  children"
    )
    page = button(page, "Place it here").click().run()

    with study.read() as session:
        [coding] = codings_of(session, farmer.id)
        assert sources.reading(session, farmer.id).quote(coding.span) == "We kept the children"
        assert reviews(session) == []


def test_words_that_stand_there_twice_or_never_are_refused(show, study, waiting):
    page = listed(show)

    next(each for each in page.text_area if each.label.startswith("The words")).set_value("neighbours")
    page = button(page, "Place it here").click().run()
    assert "2 times" in page.error[0].value

    next(each for each in page.text_area if each.label.startswith("The words")).set_value("nowhere")
    page = button(page, "Place it here").click().run()
    assert "is not in the text" in page.error[0].value


def test_all_that_is_lost_is_let_go_at_once(show, study, waiting):
    page = button(listed(show), "Let all 1 go that are lost").click().run()

    assert not page.exception
    assert page.info[0].value.startswith("Nothing waits here")


def test_two_versions_are_compared(show, study, farmer, waiting):
    page = opened(show, farmer, "versions-{}")

    assert not page.exception
    assert [each.label for each in page.selectbox if "wording" in each.label] == [
        "Older wording",
        "Newer wording",
    ]


def test_what_was_done_to_an_older_wording_in_the_pane_is_put_on_its_words_or_refused(study, farmer, afraid):
    from qualcode.errors import WordsCorrected
    from qualcode.ui.coding_pane import apply

    with study.read() as session:
        old = sources.reading(session, farmer.id)
        stored = versions.as_transcript(session, old)
    with study.edit(by="Ana") as edit:
        correct_source(
            edit, farmer.id, from_script(stored, as_script(stored).replace("What did", "What on earth did"))
        )
    start = FARMER.index("came with bread")
    op = {
        "op": "add", "id": "01990000-0000-7000-8000-000000000001", "start": start, "end": start + 15,
        "quote": "came with bread", "code": afraid.code, "coding": "01990000-0000-7000-8000-000000000002",
    }  # fmt: skip

    apply(study, old.version, afraid.coder, op)
    with pytest.raises(WordsCorrected):
        apply(
            study,
            old.version,
            afraid.coder,
            op | {"id": op["id"][:-1] + "3", "start": 3, "end": 11, "quote": "What did"},
        )

    with study.read() as session:
        coding = codings_of(session, farmer.id)[-1]
        now = sources.reading(session, farmer.id)
    assert (now.quote(coding.span), coding.span) == ("came with bread", Span(start + 9, start + 24))
