"""A project at a glance, and what is in it already."""

from dataclasses import replace

import pytest
from study import added, coded, imported, transcript

from qualcode.actions.codes import add_code, retire_code
from qualcode.actions.sources import import_sources, retire_source
from qualcode.project import Project
from qualcode.store import sources
from qualcode.store.glance import glance


@pytest.fixture
def study(file):
    with Project.create(file, name="Korday", kind="reflexive", coder="Ana") as made:
        yield made


def seen(project):
    with project.read() as session:
        return glance(session)


def test_a_new_project_holds_nothing(study):
    now = seen(study)

    assert (now.name, now.kind) == ("Korday", "reflexive")
    assert (now.sources, now.codes, now.codings, now.coded_sources) == (0, 0, 0, 0)
    assert now.changed is not None


def test_what_is_retired_is_not_seen(study):
    fear, bread = added(study, "Fear"), added(study, "Bread")
    farmer, driver = imported(study), imported(study, "Driver")
    for source in (farmer, driver):
        coded(study, source, (0, 5), fear)
        coded(study, source, (0, 9), fear)
    with study.edit(by="Ana") as edit:
        retire_source(edit, driver.id)
    with study.edit(by="Ana") as edit:
        retire_code(edit, bread.id)
        add_code(edit, "Heading", codable=False)

    now = seen(study)

    assert (now.sources, now.codes, now.codings, now.coded_sources) == (1, 1, 2, 1)


def test_files_that_are_there_are_known_by_their_fingerprints(study):
    with study.edit(by="Ana") as edit:
        import_sources(
            edit, [replace(transcript("A"), fingerprint="f1"), replace(transcript("B"), fingerprint="f1")]
        )

    with study.read() as session:
        assert sources.fingerprints(session) == {"f1": "A"}


def test_everybody_who_speaks_is_found_at_once_and_their_turns_are_counted(study):
    farmer, driver = imported(study), imported(study, "Driver", "I: Hm?\nViktor: Yes.\nViktor: No.")

    with study.read() as session:
        people = sources.everybody(session)
        turns = sources.turns_by_speaker(session, driver.id)

    assert [who.label for who in people[farmer.id]] == ["I", "Aigul"]
    assert [turns[who.id] for who in people[driver.id]] == [1, 2]
