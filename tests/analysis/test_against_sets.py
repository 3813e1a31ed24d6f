"""The same figures counted a second time, slowly and obviously: sets of characters, no arrays."""

import itertools
from collections import defaultdict
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis import cooccurrence, counting, frequencies, matrices
from qualcode.coded import Coded, Codings, Turns
from qualcode.model import RULES, Case, CaseId, Code, CodeId, Coder, CoderId, Selection, Source, SourceId

LEVELS = ["codings", "segments", "respondents", "sources", "characters", "words"]
SPLITS = [None, "group", "language", "coder", "village"]
NOT_READ = -2

patient = settings(max_examples=200, deadline=None)  # a busy machine is not a wrong figure

# -- studies -------------------------------------------------------------------------------------------


@st.composite
def studies(draw) -> Coded:
    """Small studies that are as awkward as possible: gaps, nobody known, headings, long codings."""
    codes = draw(st.integers(1, 4))
    sources = draw(st.integers(1, 2))
    turns = [turn for source in range(sources) for turn in draw(turns_of(source))]
    spans = st.tuples(st.integers(0, sources - 1), st.integers(0, 12), st.integers(1, 5))
    marks = draw(st.lists(st.tuples(spans, st.integers(0, codes - 1), st.integers(0, 1)), max_size=16))
    codings = sorted((s, start, start + size, code, coder) for (s, start, size), code, coder in marks)
    return Coded(
        selection=Selection(),
        version=1,
        sources=[
            Source(SourceId(f"s{i}"), f"s{i}", draw(st.sampled_from(["villager", "official"])), language)
            for i, language in enumerate(
                draw(st.lists(st.sampled_from("kr"), min_size=sources, max_size=sources))
            )
        ],
        cases=[Case(CaseId(f"p{i}"), f"p{i}", values) for i, values in enumerate(VILLAGES)],
        codes=[Code(CodeId(f"c{i}"), f"c{i}") for i in range(codes)],
        parents=np.array([draw(st.integers(-1, i - 1)) for i in range(codes)], dtype=np.int32),
        paths=[f"c{i}" for i in range(codes)],
        coders=[Coder(CoderId(name), name) for name in ("Aida", "Bolat")],
        turns=Turns(*columns(turns, 6)),
        codings=Codings(*columns([c for c in codings if touches_any(turns, c)], 5)),
        word_starts=draw(st.none() | word_starts(sources)),
    )


VILLAGES = [{"village": "Korday"}, {"village": "Sortobe"}, {}, {"village": "Korday"}]


@st.composite
def turns_of(draw, source):
    cuts = sorted(draw(st.sets(st.integers(0, 17), min_size=2, max_size=8)))
    whose = st.integers(NOT_READ, len(VILLAGES) - 1)
    spans = [(start, end, draw(whose)) for start, end in itertools.pairwise(cuts)]
    read = [(start, end, who) for start, end, who in spans if who != NOT_READ]
    return [(source, start, end, number, who, 0) for number, (start, end, who) in enumerate(read, 1)]


def word_starts(sources):
    words = st.sets(st.integers(0, 20)).map(lambda starts: np.array(sorted(starts), dtype=np.int32))
    return st.lists(words, min_size=sources, max_size=sources)


def columns(rows, width):
    return np.array(rows, dtype=np.int32).reshape(len(rows), width).T.copy()


def touches_any(turns, coding):
    source, start, end, *_ = coding
    return any(turn[0] == source and start < turn[2] and turn[1] < end for turn in turns)


def rows_of(table):
    """An array table as tuples."""
    return list(zip(*(column.tolist() for column in vars(table).values()), strict=True))


@contextmanager
def tiny_pieces():
    """Everything that is done a piece at a time is done in many pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "PAIRS_AT_A_TIME", 2)
        patch.setattr(counting, "FLAGS_AT_A_TIME", 3)
        patch.setattr(matrices, "CELLS_AT_A_TIME", 2)
        yield


# -- the slow way --------------------------------------------------------------------------------------


def is_below(coded, code, ancestor):
    while code not in (-1, ancestor):
        code = coded.parents[code]
    return code == ancestor


def slow_places(coded, codes, coder=None):
    """Longest runs of characters that carry any of the codes: sets of (source, position)."""
    marked = {
        (source, position)
        for source, start, end, code, by in rows_of(coded.codings)
        if code in codes and coder in (None, by)
        for position in range(start, end)
    }
    places = []
    for source, position in sorted(marked):
        if (source, position - 1) in marked:
            places[-1].add((source, position))
        else:
            places.append({(source, position)})
    return places


def slow_turns(coded):
    return [
        ({(source, position) for position in range(start, end)}, source, case)
        for source, start, end, _, case, _ in rows_of(coded.turns)
    ]


def slow_value(coded, by, source, case):
    if by in (None, "coder"):
        return ""
    if by in ("group", "language"):
        return getattr(coded.sources[source], by)
    return coded.cases[case].values.get(by, "") if case >= 0 else ""


def slow_words(coded, characters):
    if coded.word_starts is None:
        return None
    return sum(position in coded.word_starts[source] for source, position in characters)


def slow_levels(coded, by, code, value):
    """The levels of one code at one value, then what was read of it."""
    below = {c for c in range(len(coded.codes)) if is_below(coded, c, code)}
    coder = [one.name for one in coded.coders].index(value) if by == "coder" else None
    turns = [
        t for t in slow_turns(coded) if slow_value(coded, by, t[1], t[2]) == ("" if by == "coder" else value)
    ]
    read = set().union(*(characters for characters, _, _ in turns))
    places = [place for place in slow_places(coded, below, coder) if place & read]
    covered = set().union(*places)
    hit = [t for t in turns if t[0] & covered]
    codings = [
        row
        for row in rows_of(coded.codings)
        if row[3] in below
        and coder in (None, row[4])
        and {(row[0], position) for position in range(row[1], row[2])} & read
    ]
    counts = [
        len(codings),
        len(places),
        len({case for _, _, case in hit if case >= 0}),
        len({source for _, source, _ in hit}),
        len(covered & read),
        slow_words(coded, covered & read),
    ]
    of = [
        len({case for _, _, case in turns if case >= 0}),
        len({source for _, source, _ in turns}),
        len(read),
        slow_words(coded, read),
    ]
    return counts, of


def slow_units(coded, rule):
    """By unit its characters; a respondent's may stand in several sources."""
    units = defaultdict(set)
    for number, (characters, source, case) in enumerate(slow_turns(coded)):
        unit = {"same turn": number, "same source": source, "same respondent": case}[rule]
        if unit >= 0:
            units[unit] |= characters
    return units


def slow_together(coded, rule, a, b):
    """How often two lists of places come together, with the characters they share."""
    if rule == "overlap":
        shared = [len(one & other) for one in a for other in b if one & other]
        return len(shared), sum(shared)
    units = slow_units(coded, rule).values()
    return sum(any(p & unit for p in a) and any(p & unit for p in b) for unit in units), 0


def slow_jaccard(coded, rule, a, b):
    """Units with both over units with either; for overlaps the units are joined stretches of places."""
    if rule == "overlap":
        stretches = joined([({0}, place) for place in a] + [({1}, place) for place in b])
        whose = [names for names, _ in stretches]
    else:
        units = slow_units(coded, rule).values()
        whose = [{i for i, places in enumerate((a, b)) if any(p & unit for p in places)} for unit in units]
    either = sum(bool(names) for names in whose)
    return sum(names == {0, 1} for names in whose) / either if either else float("nan")


def slow_share(coded, rule, a, b):
    """Of the places or units of the first, which share has the second."""
    if rule == "overlap":
        having = [any(place & other for other in b) for place in a]
    else:
        units = slow_units(coded, rule).values()
        having = [any(p & unit for p in b) for unit in units if any(p & unit for p in a)]
    return sum(having) / len(having) if having else float("nan")


def joined(pieces):
    """Join whatever shares a character, again and again, until nothing does."""
    for one, other in itertools.combinations(pieces, 2):
        if one[1] & other[1]:
            rest = [piece for piece in pieces if piece is not one and piece is not other]
            return joined([*rest, (one[0] | other[0], one[1] | other[1])])
    return pieces


# -- frequencies ---------------------------------------------------------------------------------------


@given(studies(), st.sampled_from(SPLITS), st.booleans())
@settings(patient)
def test_every_level_of_every_code_is_what_sets_say(coded, by, tiny):
    with tiny_pieces() if tiny else nullcontext():
        result = frequencies(coded, by=by)

    table = result.table()
    assert len(table) == len(coded.codes) * len(result.by_values)
    for number, row in enumerate(table.to_dict("records")):
        code = number // len(result.by_values)
        counts, of = slow_levels(coded, by, code, row["value"])
        assert [none_if_missing(row[level]) for level in LEVELS] == counts
        assert [none_if_missing(row[f"{level}_of"]) for level in LEVELS[2:]] == of


def none_if_missing(value):
    return None if value is None or value != value or str(value) == "<NA>" else value  # noqa: PLR0124


@given(studies(), st.sampled_from(["group", "language", "village"]))
@settings(patient)
def test_what_is_read_of_all_values_is_all_that_was_read(coded, by):
    split = frequencies(coded, by=by)

    per_value = split.table().drop_duplicates("value")
    assert per_value["characters_of"].sum() == split.characters_read
    assert split.segments.tolist() == frequencies(coded).table()["segments"].tolist()


@given(studies())
@settings(patient)
def test_counts_never_exceed_what_was_read(coded):
    table = frequencies(coded).table()

    for level in ("respondents", "sources", "characters"):
        assert (table[level] <= table[f"{level}_of"]).all()
    assert (table["segments"] <= table["codings"]).all()
    assert ((table["segments"] == 0) == (table["codings"] == 0)).all()


# -- co-occurrence -------------------------------------------------------------------------------------


@given(studies(), st.sampled_from(RULES), st.booleans(), st.booleans())
@settings(patient)
def test_every_cell_of_every_rule_is_what_sets_say(coded, rule, with_descendants, tiny):
    chosen = list(coded.paths)[::-1] if with_descendants else None
    with tiny_pieces() if tiny else nullcontext():
        result = cooccurrence(coded, rule, codes=chosen)

    codes = [coded.paths.index(path) for path in result.counts.index]
    below = {
        code: {c for c in range(len(coded.codes)) if (is_below(coded, c, code) if chosen else c == code)}
        for code in codes
    }
    places = {code: slow_places(coded, below[code]) for code in codes}
    jaccard = result.jaccard().to_numpy()
    for (i, a), (j, b) in itertools.product(enumerate(codes), repeat=2):
        count, shared = slow_together(coded, rule, places[a], places[b])
        assert result.counts.iloc[i, j] == count
        assert result.shared is None or result.shared.iloc[i, j] == shared
        assert jaccard[i, j] == pytest.approx(slow_jaccard(coded, rule, places[a], places[b]), nan_ok=True)
        share = result.share(coded.paths[a])[coded.paths[b]]
        assert share == pytest.approx(slow_share(coded, rule, places[a], places[b]), nan_ok=True)
        evidence = result.evidence(coded.paths[a], coded.paths[b])
        assert len(evidence) == count
        assert sum(len(one.span) for one in evidence) == shared or rule != "overlap"


@given(studies(), st.sampled_from(RULES))
@settings(patient)
def test_figures_are_symmetric_and_within_their_bounds(coded, rule):
    result = cooccurrence(coded, rule)

    counts, jaccard, lift = (frame.to_numpy() for frame in (result.counts, result.jaccard(), result.lift()))
    assert (counts == counts.T).all()
    assert np.array_equal(jaccard, jaccard.T, equal_nan=True)
    assert np.allclose(lift, lift.T, equal_nan=True)
    assert not ((jaccard < 0) | (jaccard > 1) | (lift < 0)).any()
    assert (result.touching <= np.diag(counts)[:, None]).all()
    shares = np.array([result.share(path) for path in result.counts.index])
    assert not ((shares < 0) | (shares > 1)).any()
    if rule != "overlap":
        assert (counts <= result.units_read).all()


@given(studies(), st.sampled_from(RULES))
@settings(patient)
def test_a_coder_who_repeats_codings_changes_nothing(coded, rule):
    rows = rows_of(coded.codings)
    repeated = sorted([*rows, *((*row[:4], 1) for row in rows[::2])])
    more = replace(coded, codings=Codings(*columns(repeated, 5)))

    one, other = cooccurrence(coded, rule), cooccurrence(more, rule)
    assert one.counts.equals(other.counts)
    once, twice = (frequencies(study).table().drop(columns="codings") for study in (coded, more))
    assert once.equals(twice)


@given(studies(), st.sampled_from(RULES), st.randoms(use_true_random=False))
@settings(patient)
def test_the_order_of_codings_does_not_matter(coded, rule, random):
    rows = rows_of(coded.codings)
    random.shuffle(rows)
    shuffled = replace(coded, codings=Codings(*columns(rows, 5)))

    assert cooccurrence(coded, rule).counts.equals(cooccurrence(shuffled, rule).counts)
    assert frequencies(coded, by="coder").table().equals(frequencies(shuffled, by="coder").table())


@given(studies(), st.sampled_from(RULES))
@settings(patient)
def test_evidence_comes_in_reading_order_and_touches_both(coded, rule):
    result = cooccurrence(coded, rule)

    for a, b in itertools.product(result.counts.index, repeat=2):
        evidence = result.evidence(a, b)
        where = [(one.source, one.span) for one in evidence]
        assert where == sorted(where)
        for one in evidence:
            assert one.a
            assert one.b
            assert list(one.a) == sorted(one.a, key=lambda place: (place.source, place.span))
