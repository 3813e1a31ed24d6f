"""What has happened to the codebook since somebody last looked."""

import pytest
from study import added

from qualcode.actions.codes import change_code, retire_code
from qualcode.store import codes_since as module
from qualcode.store import history
from qualcode.store.codes_since import codes_since


def since(project, version):
    with project.read() as session:
        return codes_since(session, version)


def names(delta):
    return [code.name for _n, code in delta.there]


def test_who_has_seen_nothing_gets_every_code_in_tree_order(project):
    for name in ("Fear", "Trust"):
        added(project, name)
    old = added(project, "Old")
    with project.edit(by="Ana") as edit:
        retire_code(edit, old.id)

    found = since(project, None)

    assert (found.whole, names(found), found.version) == (True, ["Fear", "Trust", "Old"], project.version())


def test_afterwards_only_what_changed_is_told_and_what_went(project):
    fear, _trust = added(project, "Fear"), added(project, "Trust")
    seen = project.version()
    with project.edit(by="Ana") as edit:
        change_code(edit, fear.id, key="f")
    water = added(project, "Water")

    assert names(since(project, seen)) == ["Fear", "Water"]
    seen = project.version()
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    found = since(project, seen)
    assert (found.whole, found.there, found.gone) == (False, (), (water.id,))


def test_nothing_new_is_nothing(project):
    added(project)

    found = since(project, project.version())

    assert (found.whole, found.there, found.gone) == (False, (), ())


def test_other_peoples_other_work_is_not_told(project):
    added(project)
    seen = project.version()
    project.coder("Ben")

    found = since(project, seen)

    assert (found.there, found.version) == ((), project.version())


@pytest.mark.parametrize("version", [99, 1])
def test_who_is_too_far_away_gets_everything(project, monkeypatch, version):
    monkeypatch.setattr(module, "LATEST", 2)
    for name in ("Fear", "Trust", "Water"):
        added(project, name)

    assert since(project, version).whole
