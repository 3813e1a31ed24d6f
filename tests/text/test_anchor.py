"""Coded words in a corrected text: kept, moved, changed or lost, and never on others’ words in silence."""

import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from text.tracked import corrected, judge, spans_of

from qualcode.importers import read_files
from qualcode.model import Span, Transcript
from qualcode.text.aligning import aligned
from qualcode.text.anchor import Anchored, reanchored

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "transcripts_sample"
CASES = ROOT.parent / "shared" / "cases" / "transcripts"
TALK = """\
What did you hear that night?
I was afraid. We kept the children inside, and the lamp was out until the morning came.
And the neighbours?
The neighbours came with bread. Nobody else came to us from the upper street.
And afterwards?
Afterwards we did not speak of it. We still do not."""


def span_of(words: str, text: str = TALK) -> Span:
    assert text.count(words) == 1
    return Span(text.index(words), text.index(words) + len(words))


def fate_of(words: str, new: str, old: str = TALK) -> tuple[str, str]:
    [(fate, span)] = reanchored(old, new, [span_of(words, old)])
    return fate, new[span.start : span.end] if span else ""


# -- one span ------------------------------------------------------------------------------------------------


def test_words_stay_coded_when_others_before_them_are_corrected():
    assert fate_of("came with bread", TALK.replace("afraid", "very much afraid")) == (
        "kept",
        "came with bread",
    )


def test_what_is_put_beside_words_is_not_coded_with_them():
    new = TALK.replace("I was afraid.", "Well, I was afraid. You know.")

    assert fate_of("I was afraid.", new) == ("kept", "I was afraid.")


def test_a_paragraph_that_is_joined_or_parted_leaves_its_words_the_same():
    coded = "We kept the children inside, and the lamp was out"

    assert fate_of(coded, TALK.replace(", and", ",\nand")) == ("kept", coded.replace(", and", ",\nand"))
    assert fate_of("else came to us", TALK.replace("\n", " "))[0] == "kept"


def test_a_typo_inside_is_told_and_the_span_goes_on_around_it():
    new = TALK.replace("children", "childern")

    assert fate_of("kept the children inside", new) == ("changed", "kept the childern inside")


def test_a_typo_at_either_end_belongs_to_the_span_still():
    new = TALK.replace("kept the children", "kep the childern")

    assert fate_of("kept the children", new) == ("changed", "kep the childern")


def test_a_name_that_is_blacked_out_keeps_its_coding():
    old = TALK.replace("And the neighbours?", "And?")

    assert fate_of("neighbours", old.replace("neighbours", "[name]"), old) == ("changed", "[name]")


def test_of_words_that_are_taken_out_in_part_the_rest_stays_coded():
    new = TALK.replace(" and the lamp was out until the morning came.", "")

    assert fate_of("children inside, and the lamp was out", new) == ("changed", "children inside,")


def test_words_that_are_gone_are_lost():
    new = TALK.replace("The neighbours came with bread. ", "")

    assert fate_of("neighbours came with bread", new) == ("lost", "")


def test_a_paragraph_that_moved_is_found_by_its_words():
    first, second, *rest = TALK.split("\n")
    new = "\n".join([first, *rest, second])

    assert fate_of("the lamp was out until", new) == ("moved", "the lamp was out until")


def test_a_passage_that_moved_and_changed_is_found_too():
    first, second, *rest = TALK.split("\n")
    new = "\n".join([first, *rest, second.replace("lamp", "light")])

    assert fate_of("inside, and the lamp was out until", new) == (
        "moved",
        "inside, and the light was out until",
    )


def test_short_words_are_not_looked_for_elsewhere():
    new = TALK.replace("bread", "milk") + "\nThere was bread."

    assert fate_of("bread", new) == ("changed", "milk")


def test_of_two_equal_places_none_is_taken():
    passage = "The neighbours came with bread."
    new = TALK.replace(passage, "") + f"\n{passage}\nAnd?\n{passage}"

    assert fate_of("neighbours came with bread", new) == ("lost", "")


def test_when_one_of_two_equal_answers_is_taken_out_somebody_is_asked():
    old = "Were you there?\nYes.\nYes.\nAnd then?"
    spans = [Span(16, 20), Span(21, 25)]

    fates = reanchored(old, "Were you there?\nYes.\nAnd then?", spans)

    assert {fate for fate, _ in fates} & {"kept"} == set()


def test_an_empty_text_loses_everything():
    assert reanchored(TALK, "", [span_of("afraid")]) == [Anchored("lost", None)]


def test_nothing_happens_to_the_same_text():
    span = span_of("afraid")

    assert reanchored(TALK, TALK, [span]) == [Anchored("kept", span)]


# -- any text ------------------------------------------------------------------------------------------------

prose = st.text(st.sampled_from("abcdeж Ә.,\n🙂"), max_size=60)


@given(prose, prose)
@example("a", "")
@example("\n\n", "\n")
@example("ab\n", "\nab")
def test_blocks_are_the_same_on_both_sides_and_never_cross(old, new):
    blocks, hunks = aligned(old, new)

    here = there = 0
    for block, hunk in zip(blocks, hunks, strict=False):
        assert (hunk.old, hunk.old_end, hunk.new, hunk.new_end) == (here, block.old, there, block.new)
        assert old[block.old : block.old_end] == new[block.new : block.new_end] != ""
        here, there = block.old_end, block.new_end
    assert (hunks[-1].old, hunks[-1].old_end, hunks[-1].new, hunks[-1].new_end) == (
        here,
        len(old),
        there,
        len(new),
    )


@given(prose, prose, prose, prose, prose)
def test_edits_outside_a_segment_never_change_its_quote(before, quote, after, other_before, other_after):
    """Either it is found with its words, or somebody is asked."""
    quote = f"The neighbours {quote.strip()} came with bread"
    old = f"{before}\n{quote}\n{after}"
    new = f"{other_before}\n{quote}\n{other_after}"

    [(fate, span)] = reanchored(old, new, [Span(len(before) + 1, len(before) + 1 + len(quote))])

    if fate == "kept":
        assert span is not None
        assert new[span.start : span.end] == quote
        assert span.start == len(other_before) + 1


@given(prose, prose, st.integers(0, 60), st.integers(1, 30))
def test_what_is_kept_has_the_same_words(old, new, start, length):
    end = min(len(old), start + length)
    if start >= end:
        return

    [(fate, span)] = reanchored(old, new, [Span(start, end)])

    assert (span is None) == (fate == "lost")
    if fate == "kept":
        assert new[span.start : span.end].split() == old[start:end].split()
    elif span:
        assert span.end <= len(new)


# -- real texts, corrected at random ---------------------------------------------------------------------------


def texts_of(folder: Path) -> list[tuple[str, str]]:
    found = [each.what for each in read_files([folder])]
    return [(each.name, each.text) for each in found if isinstance(each, Transcript) and len(each.text) > 200]


def judged(texts: list[tuple[str, str]], seeds: range) -> Counter[str]:
    told: Counter[str] = Counter()
    for name, old in texts:
        pool = old.split()
        for seed in seeds:
            for deeds in (1, 4, 12):
                if len(old) < 60 * deeds:  # what is written anew altogether tells nothing
                    continue
                draw = Random(f"{name} {seed} {deeds}")
                text = corrected(old, draw, deeds, pool)
                spans = spans_of(old, draw, 60)
                told += judge(old, text, spans, reanchored(old, text.text, spans))
    return told


def test_no_coding_sits_on_others_words_in_silence_in_the_sample_texts():
    told = judged(texts_of(SAMPLE), range(2))

    assert told["wrong"] == 0
    assert told["kept"] > 0.75 * told.total()
    assert told["asked needlessly"] < 0.06 * told.total()


@pytest.mark.shared
def test_nor_in_real_transcripts():
    if not CASES.is_dir():
        pytest.skip(f"there are no shared cases at {CASES}")

    told = judged(texts_of(CASES), range(1))

    assert told["wrong"] == 0
    assert told["kept"] > 0.75 * told.total()


def test_two_thousand_edits_in_a_hundred_thousand_characters_are_quick():
    old = "\n".join(text for _, text in texts_of(SAMPLE))[:100_000]
    draw = Random(1)
    letters = list(old)
    for place in draw.sample(range(len(old)), 2_000):
        letters[place] = draw.choice(("", "x", "ж", letters[place] + "y"))

    times = []
    for _ in range(3):
        begun = time.process_time()
        aligned(old, "".join(letters))
        times.append(time.process_time() - begun)

    assert min(times) < 0.2
