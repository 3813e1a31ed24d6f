"""A codebook held against what is there, and loaded: nothing that is there changes, GUIDs stay."""

from dataclasses import replace

import pytest
from study import state

from qualcode.actions.code_sets import add_code_set
from qualcode.actions.codes import change_code, load_codebook, move_code, retire_code
from qualcode.codebook import Codebook, CodebookEntry, CodebookSet, Wording
from qualcode.project import Project
from qualcode.store import codes, history
from qualcode.store.arriving import arrivals
from qualcode.store.code_sets import code_sets

FEAR, FLIGHT, CALM = (f"0198c1d2-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


def entry(name, *children, guid="", **how):
    return CodebookEntry(name, {"en": Wording(name)}, children=children, id=guid, **how)


BOOK = Codebook(
    "Book",
    "en",
    entries=(
        entry("Fear", entry("Flight", guid=FLIGHT), guid=FEAR),
        entry("Calm", guid=CALM, contradicts=("Flight",)),
    ),
    sets=(CodebookSet("First", ("Calm", "Fear / Flight"), "1"),),
)


@pytest.fixture
def study(file):
    with Project.create(file, coder="Ana") as made:
        yield made


def load(study, book):
    with study.edit(by="Ana") as edit:
        load_codebook(edit, book)


def tree(study, *, retired=False):
    with study.read() as session:
        return codes.codes(session, retired=retired)


def names(study):
    return list(codes.paths(tree(study)).values())


def states(study, book):
    found = arrivals(book, tree(study, retired=True))
    return {" / ".join(each.path): "new" if each.there is None else each.differs for each in found.codes}


def test_codes_keep_the_guids_they_bring(study):
    load(study, BOOK)

    assert [code.id for code in tree(study)] == [FEAR, FLIGHT, CALM]
    assert tree(study)[2].contradicts == (FLIGHT,)
    with study.read() as session:
        [first] = code_sets(session)
    assert (first.name, first.key, first.codes) == ("First", "1", (CALM, FLIGHT))


def test_what_is_there_by_its_guid_stays_where_and_as_it_is(study):
    load(study, BOOK)
    with study.edit(by="Ana") as edit:
        change_code(edit, FLIGHT, name="Running away")
    with study.edit(by="Ana") as edit:
        move_code(edit, FLIGHT, under=None)
    before = state(study)
    more = replace(BOOK.entries[0], children=(entry("Flight", entry("At night"), guid=FLIGHT),))

    assert states(study, replace(BOOK, entries=(more,))) == {
        "Fear": (),
        "Fear / Flight": ("name", "place"),
        "Fear / Flight / At night": "new",
    }
    load(study, replace(BOOK, entries=(more,)))

    assert "Running away / At night" in names(study)
    assert before.items() <= state(study).items()


def test_without_a_guid_the_path_says_what_is_there(study):
    load(study, BOOK)
    yaml = Codebook("Own", "en", entries=(entry("Fear", entry("Flight"), entry("Panic")), entry("Flight")))

    assert states(study, yaml) == {"Fear": (), "Fear / Flight": (), "Fear / Panic": "new", "Flight": "new"}


def test_what_the_file_says_otherwise_is_told_and_what_it_does_not_say_is_not(study):
    load(study, BOOK)
    with study.edit(by="Ana") as edit:
        change_code(edit, FEAR, words={"en": {"brief": "Being afraid", "use": "Always"}})
    wordings = {"en": Wording("Fear", brief="Terror"), "ru": Wording("Страх")}
    book = Codebook("Own", "en", entries=(CodebookEntry("Fear", wordings, colour="#000000", codable=False),))

    assert states(study, book) == {"Fear": ("colour", "codable", "en.brief", "ru.name")}


def test_retired_codes_are_there_too(study):
    load(study, BOOK)
    with study.edit(by="Ana") as edit:
        retire_code(edit, CALM)

    assert states(study, BOOK)["Calm"] == ()


def test_two_codes_of_a_file_that_come_to_lie_in_one_place_are_one(study):
    load(study, BOOK)
    twice = Codebook(
        "Own", "en", entries=(entry("Terror", entry("Panic"), guid=FEAR), entry("Fear", entry("Panic")))
    )

    load(study, twice)

    assert names(study).count("Fear / Panic") == 1


def test_a_key_that_is_taken_is_left_to_who_has_it(study):
    load(study, Codebook("A", "en", entries=(entry("Fear", key="f"),)))

    load(study, Codebook("B", "en", entries=(entry("Flight", key="f"), entry("Other", key="o"))))

    assert [code.key for code in tree(study)] == ["f", "", "o"]


def test_a_set_that_is_there_stays_as_it_is(study):
    load(study, replace(BOOK, sets=()))
    with study.edit(by="Ana") as edit:
        add_code_set(edit, "First", [FEAR], key="1")

    load(study, replace(BOOK, sets=(*BOOK.sets, CodebookSet("Second", ("Calm",), "1"))))

    with study.read() as session:
        found = [(each.name, each.key, each.codes) for each in code_sets(session)]
    assert found == [("First", "1", (FEAR,)), ("Second", "", (CALM,))]


def test_loading_undone_and_done_again_keeps_the_guids(study):
    before = state(study)
    load(study, BOOK)
    loaded = state(study)

    with study.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(study) == before
    with study.edit(by="Ana") as edit:
        history.redo(edit)
    assert state(study) == loaded


def test_a_project_gives_its_codes_with_their_guids_and_sets(study):
    load(study, BOOK)

    with study.read() as session:
        book = codes.as_codebook(codes.codes(session, retired=True), "Book", code_sets(session))

    assert [each.id for _path, each in book.walk()] == [FEAR, FLIGHT, CALM]
    assert [(each.name, each.codes, each.key) for each in book.sets] == [("First", ("Calm", "Flight"), "1")]
