"""The benchmark's projects are what they say they are."""

import numpy as np
import pytest

from qualcode.model import Selection
from qualcode.project import Project
from qualcode.store.reading import texts

from .generate import CODERS, OVERLAPPING, Size, arrays, write

TINY = Size(sources=7, words=400, codes=20, codings=140, coders=3)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def study(tmp_path):
    with Project.open(write(TINY, tmp_path / "tiny.qualcode"), anywhere=True) as study:
        yield study


def figures(study):
    """All there is, as values: columns, texts, values of cases."""
    coded = study.coded(Selection(interviewer=True), words=True)
    with study.read() as session:
        said = texts(session, [source.id for source in coded.sources])
    columns = [vars(coded.turns), vars(coded.codings), dict(enumerate(coded.word_starts))]
    return (
        [{name: column.tolist() for name, column in part.items()} for part in columns],
        [said[source.id] for source in coded.sources],
        [(case.name, dict(case.values)) for case in coded.cases],
        [(code.name, code.colour, code.key) for code in coded.codes],
    )


def overlapping(codings):
    """Which share of the codings shares a character with another one."""
    count = 0
    for source in np.unique(codings.source):
        mine = codings.source == source
        start, end = codings.start[mine], codings.end[mine]
        count += ((start[:, None] < end) & (start < end[:, None])).sum(axis=1).__gt__(1).sum()
    return count / len(codings)


def test_the_same_seed_makes_the_same_study(study, tmp_path):
    with Project.open(write(TINY, tmp_path / "again.qualcode"), anywhere=True) as again:
        assert figures(again) == figures(study)


def test_another_seed_makes_another(study, tmp_path):
    with Project.open(write(TINY, tmp_path / "other.qualcode", seed=2), anywhere=True) as other:
        assert figures(other) != figures(study)


def test_there_is_as_much_as_was_asked_for(study):
    coded = study.coded(Selection(interviewer=True))

    assert [source.words for source in coded.sources] == [400] * 7
    assert (len(coded.codes), len(coded.codings)) == (20, 140)
    assert [coder.name for coder in coded.coders] == list(CODERS[:3])
    assert {source.language for source in coded.sources} == {"ru", "kk", "en"}
    assert all(case.values["village"] for case in coded.cases)
    assert len(coded.cases) == 6


def test_only_respondents_words_are_coded(study):
    assert len(study.coded().codings) == 140


def test_codings_overlap_as_often_as_real_ones(study):
    low, high = OVERLAPPING

    assert low - 0.05 < overlapping(study.coded().codings) < high + 0.05


def test_the_project_is_sound(study):
    assert study.check() == []


def test_what_is_only_in_memory_is_made_the_same_way():
    size = Size(sources=30, words=800, codes=20, codings=3_000, coders=3)
    coded, again = arrays(size), arrays(size)

    assert len(coded.codings) == 3_000
    assert (np.diff(coded.codings.source * 10_000.0 + coded.codings.start) >= 0).all()
    assert all(
        (a == b).all()
        for a, b in zip(vars(coded.codings).values(), vars(again.codings).values(), strict=True)
    )
    assert OVERLAPPING[0] - 0.05 < overlapping(coded.codings) < OVERLAPPING[1] + 0.05
