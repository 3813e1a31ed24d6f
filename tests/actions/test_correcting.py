"""Correcting a coded text: codings move with their words, what did not stay the same is told, undo is whole."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from study import FARMER, added, coded, imported, state, transcript

from qualcode.actions.codings import code, mark_coding, resize, uncode
from qualcode.actions.correcting import Correction, correct_source, foresee_correction
from qualcode.actions.memos import add_memo
from qualcode.actions.reviewing import place_anew, settle_reviews
from qualcode.errors import (
    CodedAlready,
    CorrectedSince,
    NothingLeft,
    OtherWording,
    QuoteDiffers,
    SettledAlready,
    WordedOtherwise,
    WordsCorrected,
)
from qualcode.importers.correcting import as_script, from_script
from qualcode.model import Source, Span, Transcript
from qualcode.project import Project
from qualcode.store import cases, history, rewording, sources, versions
from qualcode.store.codings import codings_of
from qualcode.store.memos import memos
from qualcode.store.reading import segments
from qualcode.store.reviews import reviews, waiting
from qualcode.store.tables import STATE


def span_of(words: str, text: str = FARMER) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def rewritten(project: Project, source: Source, *changes: tuple[str, str]) -> Transcript:
    """The present text with changes made to its script."""
    with project.read() as session:
        stored = versions.as_transcript(session, sources.reading(session, source.id))
    script = as_script(stored)
    for old, new in changes:
        assert old in script
        script = script.replace(old, new)
    return from_script(stored, script)


def correct(project: Project, source: Source, *changes: tuple[str, str], by: str = "Ana") -> Correction:
    transcript = rewritten(project, source, *changes)
    with project.edit(by=by) as edit:
        return correct_source(edit, source.id, transcript)


def quotes(project: Project, source: Source) -> list[str]:
    with project.read() as session:
        read = sources.reading(session, source.id)
        return [read.quote(coding.span) for coding in codings_of(session, source.id)]


def waits(project: Project) -> list[tuple[str, str, str]]:
    """What waits: outcome, old words, present words."""
    with project.read() as session:
        there = reviews(session)
        texts = versions.wordings(session, {each.old_version for each in there})
        read = {each.source: sources.reading(session, each.source) for each in there}
        return [
            (
                each.outcome,
                texts[each.old_version][each.old.start : each.old.end],
                read[each.source].quote(each.now) if each.now else "",
            )
            for each in there
        ]


@pytest.fixture
def farmer(project):
    return imported(project)


@pytest.fixture
def fear(project):
    return added(project)


# -- a correction --------------------------------------------------------------------------------------------


def test_everybody_s_codings_move_with_their_words(project, farmer, fear):
    coded(project, farmer, span_of("I was afraid"), fear)
    coded(project, farmer, span_of("came with bread"), fear, by=project.coder("Ben"))

    done = correct(project, farmer, ("hear that night", "hear during that very night"))

    assert done.fates == {"kept": 2}
    assert done.number == 2
    assert quotes(project, farmer) == ["I was afraid", "came with bread"]
    assert waits(project) == []
    assert project.check() == []


def test_the_old_wording_stays_readable_with_its_turns(project, farmer):
    with project.read() as session:
        before = sources.reading(session, farmer.id)

    correct(project, farmer, ("afraid", "frightened"))

    with project.read() as session:
        first, second = versions.versions(session, farmer.id)
        assert sources.reading(session, farmer.id, 1).text == before.text
        assert sources.reading(session, farmer.id, 1).turns == before.turns
        assert "frightened" in sources.reading(session, farmer.id).text
        assert sources.sources(session)[0].version == 2
    assert (first.present, second.present, second.coder) == (False, True, "Ana")


def test_figures_and_excerpts_are_of_the_present_wording_and_name_it(project, farmer, fear):
    coded(project, farmer, span_of("came with bread"), fear)

    correct(project, farmer, ("afraid", "very frightened"), ("bread", "warm bread"))

    from qualcode.model import Selection

    with project.read() as session:
        _names, found = segments(session, Selection())
        [segment] = found
    assert (segment.quote, segment.version) == ("came with warm bread", 2)


def test_what_changed_moved_or_was_lost_waits_to_be_looked_through(project, farmer, fear):
    moving = "The neighbours came with bread"
    for words in ("I was afraid", "kept the children inside", moving):
        coded(project, farmer, span_of(words), fear)

    done = correct(
        project, farmer, ("I was afraid", "I was so afraid"), (" We kept the children inside.", ""),
        (f"{moving}.", "Yes."), ("What did you hear that night?", f"What did you hear that night? {moving}."),
    )  # fmt: skip

    assert done.fates == {"changed": 1, "lost": 1, "moved": 1}
    assert waits(project) == [
        ("changed", "I was afraid", "I was so afraid"),
        ("lost", "kept the children inside", ""),
        ("moved", moving, moving),
    ]
    assert quotes(project, farmer) == [moving, "I was so afraid"]
    with project.read() as session:
        assert waiting(session) == {farmer.id: 3}


def test_it_is_foreseen_as_it_will_be_and_nothing_is_stored_for_it(project, farmer, fear):
    coded(project, farmer, span_of("I was afraid"), fear)
    transcript = rewritten(project, farmer, ("I was afraid", "I was so afraid"))
    before = state(project)

    with project.read() as session:
        foreseen = foresee_correction(session, farmer.id, transcript)

    assert state(project) == before
    assert replace(foreseen, number=2) == correct(project, farmer, ("I was afraid", "I was so afraid"))


def test_one_undo_brings_everything_back_and_redo_does_it_again(project, farmer, fear):
    lost = coded(project, farmer, span_of("kept the children inside"), fear)
    coded(project, farmer, span_of("came with bread"), fear, by=project.coder("Ben"))
    with project.edit(by="Ana") as edit:
        add_memo(edit, lost.id, "A long night.", target_kind="coding")
        add_memo(edit, farmer.id, "Why?", target_kind="segment", span=Span(*span_of("afraid")))
    before = state(project)

    correct(project, farmer, ("afraid. We kept the children inside.", "so."), ("▸ I", "▸ Interviewer"))
    after = state(project)
    with project.edit(by="Ana") as edit:
        history.undo(edit)

    assert state(project) == before
    with project.edit(by="Ana") as edit:
        history.redo(edit)
    assert state(project) == after
    assert project.check() == []


def test_a_speaker_who_is_new_gets_a_row_and_who_was_known_stays_who_they_were(project, farmer):
    correct(project, farmer, ("▸ Aigul\nAigul: The", "▸ Serik\nAigul: The"))

    with project.read() as session:
        people = {each.label: each for each in sources.speakers(session, farmer.id)}
        names = {case.id: case.name for case in cases.cases(session)}
        turns = sources.reading(session, farmer.id).turns
    assert {label: who.role for label, who in people.items()} == {
        "I": "interviewer", "Aigul": "respondent", "Serik": "respondent",
    }  # fmt: skip
    assert names[people["Aigul"].case] == "Aigul"
    assert names[people["Serik"].case] == "Farmer: Serik"
    assert [turn.speaker.label for turn in turns] == ["I", "Aigul", "I", "Serik"]


def test_the_same_text_stores_nothing(project, farmer):
    before = project.version()

    assert correct(project, farmer).number == 0

    assert project.version() == before


def test_a_text_without_words_is_refused(project, farmer):
    with project.read() as session:
        stored = versions.as_transcript(session, sources.reading(session, farmer.id))

    with pytest.raises(NothingLeft), project.edit(by="Ana") as edit:
        correct_source(edit, farmer.id, replace(stored, text=" \n", turns=()))


def test_who_corrected_an_older_wording_is_told_and_loses_nothing(project, farmer):
    with project.read() as session:
        read = sources.reading(session, farmer.id)
    mine = rewritten(project, farmer, ("bread", "milk"))
    correct(project, farmer, ("afraid", "frightened"))

    with pytest.raises(CorrectedSince), project.edit(by="Ana") as edit:
        correct_source(edit, farmer.id, mine, of=read.version)


@pytest.mark.parametrize("order", [(0, 6, 12), (12, 6, 0)])
def test_neighbouring_codings_of_one_code_change_places_without_being_in_each_other_s_way(
    project, fear, order
):
    """Each goes to where the next one is just leaving, there and back."""
    words = "alpha bravo candy delta"
    herder = imported(project, "Herder", words)
    for start in order:
        coded(project, herder, (start, start + 5), fear)

    for text in (f"first {words}", words):
        with project.edit(by="Ana") as edit:
            correct_source(edit, herder.id, transcript("Herder", text))

        assert quotes(project, herder) == ["alpha", "bravo", "candy"]
    assert project.check() == []


def test_two_codings_that_come_to_stand_on_the_same_words_become_one_and_it_is_told(project, farmer, fear):
    coded(project, farmer, span_of("afraid"), fear)
    whole = coded(project, farmer, span_of("was afraid"), fear)
    with project.edit(by="Ana") as edit:
        add_memo(edit, whole.id, "Of what?", target_kind="coding")
        mark_coding(edit, whole.id, important=True)

    done = correct(project, farmer, ("I was afraid", "Afraid? I, afraid"))

    [lost] = [place for place in done.places if place.fate == "lost"]
    assert lost.joined
    assert len(quotes(project, farmer)) == 1
    with project.read() as session:
        [waiting_one] = [each for each in reviews(session) if each.outcome == "lost"]
        [left] = codings_of(session, farmer.id)
        [memo] = memos(session)
    assert waiting_one.joined
    assert left.important
    assert memo.target == left.id


def test_a_memo_on_words_goes_with_them_or_waits(project, farmer):
    with project.edit(by="Ana") as edit:
        add_memo(edit, farmer.id, "Bread?", target_kind="segment", span=Span(*span_of("bread")))
        add_memo(
            edit, farmer.id, "Children.", target_kind="segment", span=Span(*span_of("the children inside"))
        )

    correct(project, farmer, (" We kept the children inside.", ""))

    with project.read() as session:
        [memo] = memos(session, farmer.id)
        read = sources.reading(session, farmer.id)
        [review] = reviews(session)
    assert (memo.text, read.quote(memo.span)) == ("Bread?", "bread")
    assert (review.kind, review.outcome, review.note) == ("memo", "lost", "Children.")


def test_a_second_correction_goes_on_with_what_waits_from_the_first(project, farmer, fear):
    coded(project, farmer, span_of("I was afraid"), fear)
    correct(project, farmer, ("I was afraid", "I was so afraid"))

    correct(project, farmer, ("I was so afraid", "I was so very afraid"))

    assert waits(project) == [("changed", "I was afraid", "I was so very afraid")]


# -- looking through -----------------------------------------------------------------------------------------


@pytest.fixture
def waiting_two(project, farmer, fear):
    """One coding that changed, and one, with a memo and marks, that is lost."""
    coded(project, farmer, span_of("I was afraid"), fear)
    lost = coded(project, farmer, span_of("kept the children inside"), fear)
    with project.edit(by="Ana") as edit:
        add_memo(edit, lost.id, "A long night.", target_kind="coding")
    correct(project, farmer, ("I was afraid", "I was so afraid"), (" We kept the children inside.", ""))
    with project.read() as session:
        return reviews(session)


def test_what_is_right_is_kept_and_waits_no_more(project, farmer, waiting_two):
    with project.edit(by="Ana") as edit:
        settle_reviews(edit, [review.id for review in waiting_two], "kept")

    assert waits(project) == []
    assert quotes(project, farmer) == ["I was so afraid"]
    with project.read() as session:
        assert [each.settled for each in reviews(session, settled=True)] == ["kept", "dropped"]


def test_what_is_dropped_is_taken_off_with_its_memos(project, farmer, waiting_two):
    changed, _lost = waiting_two
    before = state(project)

    with project.edit(by="Ana") as edit:
        settle_reviews(edit, [changed.id], "dropped")

    assert quotes(project, farmer) == []
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before


def test_a_lost_coding_is_placed_anew_with_all_it_had(project, farmer, fear, waiting_two):
    _changed, lost = waiting_two
    before = state(project)
    with project.read() as session:
        text = sources.reading(session, farmer.id).text

    with project.edit(by="Ana") as edit:
        place_anew(edit, lost.id, Span(*span_of("came with bread", text)), quote="came with bread")

    with project.read() as session:
        back = next(coding for coding in codings_of(session, farmer.id) if coding.id == lost.row)
        [memo] = memos(session, lost.row)
    assert (back.code, back.memo, memo.text) == (fear.id, "A long night.", "A long night.")
    assert lost.note == "A long night."
    assert quotes(project, farmer) == ["I was so afraid", "came with bread"]
    assert project.check() == []
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before


def test_a_lost_memo_is_placed_anew(project, farmer):
    with project.edit(by="Ana") as edit:
        add_memo(
            edit, farmer.id, "Children.", target_kind="segment", span=Span(*span_of("the children inside"))
        )
    correct(project, farmer, (" We kept the children inside.", ""))
    with project.read() as session:
        [review] = reviews(session)

    with project.edit(by="Ana") as edit:
        place_anew(edit, review.id, Span(3, 7), quote="What")

    with project.read() as session:
        [memo] = memos(session, farmer.id)
    assert (memo.id, memo.text, memo.span) == (review.row, "Children.", Span(3, 7))


def test_nothing_is_placed_where_the_same_coding_stands_or_on_other_words(project, farmer, waiting_two):
    _changed, lost = waiting_two
    with project.read() as session:
        text = sources.reading(session, farmer.id).text
    there = Span(*span_of("I was so afraid", text))

    with pytest.raises(CodedAlready), project.edit(by="Ana") as edit:
        place_anew(edit, lost.id, there)
    with pytest.raises(QuoteDiffers), project.edit(by="Ana") as edit:
        place_anew(edit, lost.id, there, quote="something else.")


def test_what_somebody_has_looked_through_is_not_settled_again(project, waiting_two):
    changed, _lost = waiting_two
    with project.edit(by=project.coder("Ben")) as edit:
        settle_reviews(edit, [changed.id], "kept")

    with pytest.raises(SettledAlready), project.edit(by="Ana") as edit:
        settle_reviews(edit, [changed.id], "dropped")


def test_a_coding_that_is_taken_off_meanwhile_waits_for_nobody(project, waiting_two):
    changed, lost = waiting_two

    with project.edit(by="Ana") as edit:
        uncode(edit, changed.row)

    with project.read() as session:
        assert [each.id for each in reviews(session)] == [lost.id]
        assert sum(waiting(session).values()) == 1


# -- places count in one wording -----------------------------------------------------------------------------


def test_what_was_uncoded_before_a_correction_does_not_come_back_on_other_words(project, farmer, fear):
    coding = coded(project, farmer, span_of("came with bread"), fear)
    with project.edit(by="Ana") as edit:
        uncode(edit, coding.id)
    correct(project, farmer, ("afraid", "very frightened"), by=project.coder("Ben"))

    with pytest.raises(OtherWording), project.edit(by="Ana") as edit:
        history.undo(edit)

    with project.edit(by=project.coder("Ben")) as edit:
        history.undo(edit)
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert quotes(project, farmer) == ["came with bread"]


def test_what_was_taken_back_after_a_correction_is_done_again_in_its_wording(project, farmer, fear):
    coded(project, farmer, span_of("What did"), fear)
    correct(project, farmer, ("afraid", "very frightened"), by=project.coder("Ben"))
    with project.edit(by="Ana") as edit:
        history.undo(edit)

    with project.edit(by="Ana") as edit:
        history.redo(edit)

    assert quotes(project, farmer) == ["What did"]


def test_a_correction_stays_while_somebody_s_codings_count_in_its_wording(project, farmer, fear):
    correct(project, farmer, ("afraid", "very frightened"))
    with project.read() as session:
        text = sources.reading(session, farmer.id).text
    coded(project, farmer, span_of("came with bread", text), fear, by=project.coder("Ben"))

    with pytest.raises(WordedOtherwise), project.edit(by="Ana") as edit:
        history.undo(edit)

    with project.edit(by=project.coder("Ben")) as edit:
        history.undo(edit)
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    with project.read() as session:
        assert sources.reading(session, farmer.id).text == FARMER


def test_nor_is_it_taken_back_when_a_coding_that_did_not_move_was_resized_in_it(project, farmer, fear):
    coding = coded(project, farmer, span_of("What did"), fear)
    correct(project, farmer, ("afraid", "very frightened"), by=project.coder("Ben"))
    with project.edit(by="Ana") as edit:
        resize(edit, coding.id, Span(3, 15))

    with pytest.raises(WordedOtherwise), project.edit(by=project.coder("Ben")) as edit:
        history.undo(edit)


def test_a_correction_is_not_done_again_over_codings_of_the_wording_before(project, farmer, fear):
    ben = project.coder("Ben")
    correct(project, farmer, ("afraid", "very frightened"), by=ben)
    with project.edit(by=ben) as edit:
        history.undo(edit)
    coded(project, farmer, span_of("came with bread"), fear)

    with pytest.raises(WordedOtherwise), project.edit(by=ben) as edit:
        history.redo(edit)


def test_a_place_of_an_older_wording_is_found_in_the_present_one_or_refused(project, farmer, fear):
    with project.read() as session:
        old = sources.reading(session, farmer.id)
    correct(project, farmer, ("afraid", "very frightened"))

    with project.read() as session:
        span, quote = rewording.in_present_words(
            session, farmer.id, old.version, Span(*span_of("came with bread"))
        )
        with pytest.raises(WordsCorrected):
            rewording.in_present_words(session, farmer.id, old.version, Span(*span_of("was afraid")))
        assert not rewording.is_present(session, farmer.id, old.version)
    assert quote == "came with bread"
    with project.edit(by="Ana") as edit:
        code(edit, farmer.id, span, fear.id, quote=quote)


def test_no_coding_is_ever_outside_its_text(project, farmer, fear):
    coded(project, farmer, (0, len(FARMER)), fear)

    correct(
        project, farmer, ("▸ I\nI: And the neighbours?\n▸ Aigul\nAigul: The neighbours came with bread.", "")
    )

    with project.read() as session:
        [row] = session.execute(select(STATE["coding"])).mappings()
        assert row["end"] <= sources.reading(session, farmer.id).source.length
