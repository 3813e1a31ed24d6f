"""Versions of the codebook: named, kept as they were, known to every coding."""

import pytest
from study import added, coded, imported

from qualcode.actions.codebook_versions import name_version, rename_version
from qualcode.actions.codes import change_code, retire_code
from qualcode.errors import BadValue, ChangedSince, NameMissing, NameTaken, NotFound
from qualcode.model import Selection
from qualcode.project import Project
from qualcode.store import codebook_versions, reading
from qualcode.store.codebook_versions import codebook_at, versions
from qualcode.store.codings import codings
from qualcode.store.history import redo, undo


@pytest.fixture
def study(file):
    with Project.create(file, coder="Ana") as made:
        made.source = imported(made)
        made.fear = added(made)
        yield made


def named(study, name, note=""):
    with study.edit(by="Ana") as edit:
        return name_version(edit, name, note)


def asked(study, question, *arguments):
    with study.read() as session:
        return question(session, *arguments)


def test_a_version_keeps_the_codes_as_they_were(study):
    before = asked(study, codebook_at, "now")
    named(study, "Pilot", "Two interviews.")

    with study.edit(by="Ana") as edit:
        change_code(edit, study.fear.id, name="Dread", words={"ru": {"brief": "Ужас"}}, new_rule=True)
    with study.edit(by="Ana") as edit:
        retire_code(edit, study.fear.id)

    assert asked(study, codebook_at, "Pilot") == asked(study, codebook_at, 1) == before
    assert [code.name for code in asked(study, codebook_at, "now")] == ["Dread"]


def test_each_coding_knows_the_version_it_was_made_under(study):
    coded(study, study.source, (0, 5), study.fear)
    named(study, "Pilot")
    coded(study, study.source, (7, 12), study.fear)
    coded(study, study.source, (40, 52), study.fear)
    named(study, "Final")

    assert [each.codebook_version for each in asked(study, codings)] == [0, 1, 1]
    assert [(each.name, each.codings) for each in asked(study, versions)] == [("Pilot", 2), ("Final", 0)]


def test_figures_can_be_had_of_what_was_coded_under_a_version(study):
    coded(study, study.source, (0, 5), study.fear)
    named(study, "Pilot")
    coded(study, study.source, (40, 52), study.fear)
    coded(study, study.source, (45, 60), study.fear)
    under = {
        chosen: study.coded(Selection(codebook_versions=frozenset(chosen), interviewer=True))
        for chosen in ((), ("0",), ("Pilot",), ("1",), ("0", "Pilot"))
    }

    assert {chosen: len(found.codings) for chosen, found in under.items()} == {
        (): 3, ("0",): 1, ("Pilot",): 2, ("1",): 2, ("0", "Pilot"): 3,
    }  # fmt: skip


def test_excerpts_say_the_version_and_can_be_of_one(study):
    coded(study, study.source, (0, 5), study.fear)
    named(study, "Pilot")
    coded(study, study.source, (40, 52), study.fear)

    def excerpts(session, **part):
        _names, found = reading.segments(session, Selection(interviewer=True, **part))
        return [(each.start, each.codebook_version) for each in found]

    with study.read() as session:
        assert excerpts(session) == [(0, ""), (40, "Pilot")]
        assert excerpts(session, codebook_versions=frozenset({"Pilot"})) == [(40, "Pilot")]


def test_without_being_asked_for_a_version_no_row_is_read(study):
    """The wide read is answered out of its index alone."""
    with study.read() as session:
        statements = []
        connection = session.connection()
        original = connection.connection.driver_connection
        original.set_trace_callback(statements.append)
        reading.coded(session, Selection())
        original.set_trace_callback(None)

    assert statements
    assert not [each for each in statements if "coding" in each and "codebook_version" in each]


def test_what_was_coded_under_a_version_that_was_taken_back_belongs_to_the_one_before(study):
    study.coder("Bek")
    named(study, "Pilot")
    named(study, "Slip")
    coded(study, study.source, (0, 5), study.fear, by="Bek")
    with study.edit(by="Ana") as edit:
        undo(edit)

    later = named(study, "Final")

    assert later.number == 3
    assert asked(study, codebook_versions.numbers_of, {"Pilot"}) == {1, 2}
    with study.read() as session:
        assert codebook_versions.version_names(session)[2] == "Pilot"


def test_a_version_does_not_come_back_beside_one_of_its_number_and_it_is_said_in_words(study):
    named(study, "Pilot")
    with study.edit(by="Ana") as edit:
        undo(edit)
    with study.edit(by=study.coder("Bek")) as edit:
        name_version(edit, "Final")

    with pytest.raises(ChangedSince, match="the same codebook version"), study.edit(by="Ana") as edit:
        redo(edit)


def test_a_version_can_be_called_something_else_and_its_codes_stay(study):
    named(study, "Pilot")
    before = asked(study, codebook_at, 1)

    with study.edit(by="Ana") as edit:
        rename_version(edit, "Pilot", name="After the pilot", note="Silence was difficult.")

    [version] = asked(study, versions)
    assert (version.name, version.note) == ("After the pilot", "Silence was difficult.")
    assert asked(study, codebook_at, "After the pilot") == before


@pytest.mark.parametrize(
    ("name", "refusal"), [("Pilot", NameTaken), (" ", NameMissing), ("2", BadValue), ("Now", BadValue)]
)
def test_names_must_tell_versions_apart(study, name, refusal):
    named(study, "Pilot")

    with pytest.raises(refusal):
        named(study, name)


@pytest.mark.parametrize("which", ["Final", "2", "-1", "²"])
def test_a_version_that_is_not_there_is_not_found(study, which):
    named(study, "Pilot")

    with pytest.raises(NotFound):
        asked(study, codebook_at, which)
    with pytest.raises(NotFound):
        study.coded(codebook_versions={which})


def test_what_was_coded_under_all_versions_comes_in_the_same_order_as_everything(study):
    for start, end in ((40, 60), (0, 5), (40, 52), (7, 12)):
        coded(study, study.source, (start, end), study.fear)
    named(study, "Pilot")

    everything = study.coded(interviewer=True).codings
    chosen = study.coded(interviewer=True, codebook_versions={"0", "Pilot"}).codings

    assert [column.tolist() for column in vars(chosen).values()] == [
        column.tolist() for column in vars(everything).values()
    ]
