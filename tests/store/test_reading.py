"""Wide reads: the same answers as going through everything by hand, in columns."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from study import transcript

from qualcode.actions.cases import set_attribute
from qualcode.actions.codes import add_code
from qualcode.actions.codings import GivenCode, load_codings
from qualcode.actions.memos import add_memo
from qualcode.actions.sources import import_sources, retire_source
from qualcode.errors import NotFound
from qualcode.model import Selection, Span
from qualcode.project import Project
from qualcode.store import reading
from qualcode.store.cases import cases
from qualcode.store.coders import coders
from qualcode.store.codes import codes, paths
from qualcode.store.codings import codings, codings_of
from qualcode.store.sources import reading as read
from qualcode.store.sources import sources
from qualcode.store.wordstarts import pack, unpack
from qualcode.text.words import word_starts

TALK = """\
Interview in the village
I: What did you hear?
Aigul: I was afraid.
We kept the children inside.
Ben: So did we.
I: And then?
Ben: Bread came."""
PLAN = "The programme supports unity.\nIt has three parts."
ANSWER = "I: Were you there?\nSaule: I was, with Aigul."


@pytest.fixture
def study(project: Project) -> Project:
    """Three sources in two groups, two coders, a heading with two codes, codings everywhere."""
    with project.edit(by="Ana") as edit:
        talk, plan, answer, gone = import_sources(
            edit,
            [
                transcript("Talk", TALK),
                transcript("Plan", PLAN, group="policy document"),
                transcript("Answer", ANSWER, values={"Saule": {"district": "Korday"}}),
                transcript("Gone", PLAN),
            ],
        )
    with project.read() as session:
        people = {case.name: case.id for case in cases(session)}
    with project.edit(by="Ana") as edit:
        set_attribute(edit, people["Aigul"], "district", "Korday")
        set_attribute(edit, people["Aigul"], "age", "45")
    with project.edit(by="Ana") as edit:
        feelings = add_code(edit, "Feelings", codable=False)
        fear = add_code(edit, "Fear", parent=feelings.id)
        trust = add_code(edit, "Trust")
    ana, ben = project.coder("Ana").id, project.coder("Ben").id
    with project.edit(by="Ana") as edit:
        load_codings(
            edit,
            [
                GivenCode(source.id, Span(start, min(start + length, source.length)), code.id, who)
                for source in (talk, plan, answer, gone)
                for number, start in enumerate(range(0, source.length - 1, 7))
                for code, length, who in ((fear, 5, ana), (trust, 3 + 20 * (number % 3), ben))
            ],
        )
    with project.edit(by="Ana") as edit:
        retire_source(edit, gone.id)
    return project


def by_hand(project: Project, chosen: Selection) -> set[tuple[str, int, int, str, str]]:
    """Which codings a selection means: source, start, end, code, coder."""
    with project.read() as session:
        there = {source.id: source for source in sources(session)}
        path = paths(codes(session))
        names = {coder.id: coder.name for coder in coders(session)}
        texts = {id_: read(session, id_) for id_ in there}
        people = {case.id: case for case in cases(session)}
        every = codings(session)
    found = set()
    for coding in every:
        if coding.source not in there:
            continue
        source, text = there[coding.source], texts[coding.source]
        spoken = any(turn.speaker for turn in text.turns)
        touched = False
        for turn in text.turns:
            case = people[turn.speaker.case] if turn.speaker and turn.speaker.case else None
            chosen_turn = (
                (turn.role in {"respondent", "other"} or not spoken or chosen.interviewer)
                and (not chosen.cases or (case is not None and case.name in chosen.cases))
                and all(
                    case is not None
                    and any(
                        (name, case.values.get(name)) == pair for pair in chosen.attributes if pair[0] == name
                    )
                    for name in {name for name, _ in chosen.attributes}
                )
            )
            touched |= chosen_turn and turn.start < coding.span.end and coding.span.start < turn.end
        if (
            touched
            and (not chosen.groups or source.group in chosen.groups)
            and (not chosen.sources or source.name in chosen.sources)
            and (not chosen.coders or names[coding.coder] in chosen.coders)
            and (
                not chosen.codes
                or any((path[coding.code] + " / ").startswith(code + " / ") for code in chosen.codes)
            )
        ):
            found.add(
                (source.name, coding.span.start, coding.span.end, path[coding.code], names[coding.coder])
            )
    return found


selections = st.builds(
    Selection,
    groups=st.frozensets(st.sampled_from(["villager", "policy document"]), max_size=2),
    sources=st.frozensets(st.sampled_from(["Talk", "Plan", "Answer"]), max_size=2),
    cases=st.frozensets(st.sampled_from(["Aigul", "Ben", "Saule"]), max_size=2),
    coders=st.frozensets(st.sampled_from(["Ana", "Ben"]), max_size=2),
    codes=st.frozensets(st.sampled_from(["Feelings", "Feelings / Fear", "Trust"]), max_size=2),
    attributes=st.frozensets(
        st.sampled_from([("district", "Korday"), ("district", "Almaty"), ("age", "45")]), max_size=2
    ),
    interviewer=st.booleans(),
)


@given(chosen=selections)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_selection_means_what_it_means_by_hand(study, chosen):
    expected = by_hand(study, chosen)

    coded = study.coded(chosen)
    with study.read() as session:
        _, found = reading.segments(session, chosen)
        segments = list(found)

    rows = zip(
        coded.codings.source,
        coded.codings.start,
        coded.codings.end,
        coded.codings.code,
        coded.codings.coder,
        strict=True,
    )
    assert {
        (coded.sources[source].name, start, end, coded.paths[code], coded.coders[coder].name)
        for source, start, end, code, coder in rows
    } == expected
    assert {(one.source, one.start, one.end, one.code, one.coder) for one in segments} == expected
    assert len(segments) == len(coded.codings) == len(expected)
    order = np.lexsort((coded.codings.end, coded.codings.start, coded.codings.source))
    assert (np.diff(order) > 0).all()
    assert coded.version == study.version()


def test_a_segment_knows_where_it_stands(study):
    line = TALK.index("We kept")
    with study.read() as session:
        talk = next(source.id for source in sources(session) if source.name == "Talk")
        coding = next(one for one in codings_of(session, talk) if one.span.start >= line)
    with study.edit(by="Ana") as edit:
        add_memo(edit, coding.id, "Whose?", target_kind="coding")

    with study.read() as session:
        names, found = reading.segments(session, Selection(interviewer=True))
        segment = next(one for one in found if one.coding == coding.id)

    assert names == ("district", "age")
    assert segment.quote == TALK[coding.span.start : coding.span.end]
    assert (segment.source, segment.group, segment.language) == ("Talk", "villager", "en")
    assert segment.paragraph == TALK[: coding.span.start].count("\n") + 1
    assert (segment.turn, segment.speaker) == (4, "")  # a line nobody is named in
    assert (segment.memo, segment.made[-1], segment.made[10]) == ("Whose?", "Z", "T")


def test_values_come_in_the_order_of_the_attributes(study):
    with study.read() as session:
        _, found = reading.segments(session, Selection(cases=frozenset({"Aigul"})))
        segments = list(found)

    assert {(one.case, one.speaker, one.role, one.values) for one in segments} >= {
        ("Aigul", "Aigul", "respondent", ("Korday", "45"))
    }


@pytest.mark.parametrize(
    "part",
    [
        {"groups": {"x"}},
        {"sources": {"Gone"}},
        {"cases": {"x"}},
        {"coders": {"x"}},
        {"codes": {"x"}},
        {"attributes": {("x", "y")}},
    ],
)
def test_a_name_that_is_not_in_the_project_is_not_found(study, part):
    with pytest.raises(NotFound):
        study.coded(**part)


def test_words_are_counted_from_where_they_begin(study):
    coded = study.coded(words=True)

    assert [source.name for source in coded.sources] == ["Plan", "Answer", "Talk"]
    for text, starts in zip((PLAN, ANSWER, TALK), coded.word_starts, strict=True):
        assert starts.tolist() == word_starts(text).tolist()
    assert study.coded().word_starts is None


def test_an_empty_project_has_nothing_to_count(project):
    coded = project.coded(words=True)

    assert (len(coded.turns), len(coded.codings), coded.word_starts) == (0, 0, ())


@given(st.lists(st.integers(0, 3_000_000), unique=True).map(sorted))
def test_packed_word_starts_come_back(starts):
    packed = pack(starts)

    if not starts or np.diff([0, *starts]).max() < 1_000_000:
        assert unpack(packed).tolist() == starts
    assert packed.encode("utf-8").decode("utf-8") == packed
    assert "\x00" not in packed
