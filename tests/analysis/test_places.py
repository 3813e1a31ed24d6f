"""Where a code was given, each stretch once."""

from dataclasses import replace

import numpy as np
import pytest

from qualcode.analysis import counting
from qualcode.analysis.counting import pairs, stretches
from qualcode.analysis.places import code_at, depths, places_of, with_descendants
from qualcode.coded import Codings
from qualcode.errors import NotFound


def spans(coded, path, *, coder=None):
    """(source, start, end) of a code's places."""
    places = places_of(coded, with_descendants(coded), each_coder=coder is not None)
    row = code_at(coded.paths, path)
    if coder is not None:
        names = [one.name for one in coded.coders]
        row = row * len(names) + names.index(coder)
    mine = places.of(row)
    return list(zip(mine.source.tolist(), mine.start.tolist(), mine.end.tolist(), strict=True))


def test_overlapping_codings_of_one_code_are_one_place_whoever_made_them(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .====.....
    Fear@Bolat  ...====...
    """
    assert spans(ruled, "Fear") == [(0, 1, 7)]


def test_touching_codings_are_one_place(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .===......
    Fear        ....==....
    """
    assert spans(ruled, "Fear") == [(0, 1, 6)]


def test_one_character_between_keeps_places_apart(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .===.==...
    """
    assert spans(ruled, "Fear") == [(0, 1, 4), (0, 5, 7)]


def test_a_long_coding_holds_the_short_ones_within_it_together(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .=========
    Fear        ..=..=.=..
    Trust       ...==.....
    """
    assert spans(ruled, "Fear") == [(0, 1, 10)]
    assert spans(ruled, "Trust") == [(0, 3, 5)]


def test_places_do_not_run_from_one_source_into_the_next(ruled):
    """
    == one
    talk        AAAAAAAAAA
    Fear        .......===
    == two
    talk        BBBBB
    Fear        ===..
    """
    assert spans(ruled, "Fear") == [(0, 7, 10), (1, 0, 3)]


def test_a_heading_has_its_descendants_places_merged(ruled):
    """
    talk                 AAAAAAAAAAAA
    Conflict/Water       ===...==....
    Conflict/Land/Border ..===.......
    Trust                ...........=
    """
    assert spans(ruled, "Conflict") == [(0, 0, 5), (0, 6, 8)]
    assert spans(ruled, "Conflict / Land") == [(0, 2, 5)]
    assert spans(ruled, "Conflict / Water") == [(0, 0, 3), (0, 6, 8)]


def test_a_code_that_has_codes_below_it_keeps_its_own_codings_too(ruled):
    """
    talk            AAAAAAAAAA
    Conflict        ==........
    Conflict/Water  .===..==..
    """
    assert spans(ruled, "Conflict") == [(0, 0, 4), (0, 6, 8)]


def test_coders_can_be_kept_apart(ruled):
    """
    talk        AAAAAAAAAA
    Fear        .====.....
    Fear@Bolat  ...====...
    """
    assert spans(ruled, "Fear", coder="Aida") == [(0, 1, 5)]
    assert spans(ruled, "Fear", coder="Bolat") == [(0, 3, 7)]


def test_the_order_of_codings_does_not_matter(ruled):
    """
    == one
    talk        AAAAAAAAAA
    Fear        .==.===...
    Fear        ..==......
    == two
    talk        AAAAAAAAAA
    Fear        ===..=====
    """
    codings = ruled.codings
    backwards = Codings(
        *(getattr(codings, name)[::-1] for name in ("source", "start", "end", "code", "coder"))
    )

    turned = replace(ruled, codings=backwards)

    assert spans(turned, "Fear") == spans(ruled, "Fear") == [(0, 1, 7), (1, 0, 3), (1, 5, 10)]


def test_places_stand_in_reading_order_over_all_codes(ruled):
    """
    == one
    talk        AAAAAAAAAA
    Fear        ....==..==
    Trust       ..==..==..
    == two
    talk        AAAAAAAAAA
    Trust       =...==....
    """
    places = places_of(ruled, with_descendants(ruled))

    assert bool(np.all(np.diff(places.starts()) >= 0))
    assert places.listed(np.array([0]))[0].span.start == 2
    assert len(places) == 6


def test_depth_is_the_number_of_codes_above(ruled):
    """
    talk            AAAAAAAAAA
    A/B/C           =.........
    D               =.........
    """
    assert depths(ruled) == [0, 1, 2, 0]


def test_a_path_nobody_knows_is_said_so(drawn):
    """
    Fear
    """
    with pytest.raises(NotFound, match="Fears"):
        code_at(drawn.paths, "Fears")


def test_pairs_come_in_pieces_however_long_one_stretch_is(monkeypatch):
    first, count = np.array([10, 0, 20, 30]), np.array([7, 0, 1, 4])
    owners, numbers = stretches(first, count)
    monkeypatch.setattr(counting, "PAIRS_AT_A_TIME", 3)

    pieces = list(pairs(first, count))

    assert max(len(owner) for owner, _ in pieces) == 3
    assert np.concatenate([owner for owner, _ in pieces]).tolist() == owners.tolist()
    assert np.concatenate([number for _, number in pieces]).tolist() == numbers.tolist()
    assert numbers.tolist() == [10, 11, 12, 13, 14, 15, 16, 20, 30, 31, 32, 33]
