"""Code sets: a few codes under one name and key."""

import pytest
from study import added, state

from qualcode.actions.code_sets import add_code_set, change_code_set, remove_code_set
from qualcode.actions.codes import bring_back_code, retire_code
from qualcode.errors import BadValue, KeyTaken, NameMissing, NameTaken, NotFound
from qualcode.store import history
from qualcode.store.code_sets import code_sets


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def sets(project):
    with project.read() as session:
        return code_sets(session)


def test_a_set_holds_its_codes_in_the_order_they_were_given(project):
    fear, trust, water = added(project, "Fear"), added(project, "Trust"), added(project, "Water")

    made = do(project, add_code_set, " Daily ", [water.id, fear.id, water.id], key="1")
    do(project, add_code_set, "Second")
    do(project, change_code_set, made.id, codes=[trust.id, water.id, fear.id])

    first, second = sets(project)
    assert (first.name, first.key, first.codes) == ("Daily", "1", (trust.id, water.id, fear.id))
    assert (second.name, second.key, second.codes) == ("Second", "", ())


def test_what_is_given_of_a_set_is_changed_and_the_rest_stays(project):
    fear = added(project)
    made = do(project, add_code_set, "Daily", [fear.id], key="1")

    do(project, change_code_set, made.id, name="Weekly")
    do(project, change_code_set, made.id, key="2")

    [changed] = sets(project)
    assert (changed.name, changed.key, changed.codes) == ("Weekly", "2", (fear.id,))


def test_a_set_without_a_name_or_with_what_is_taken_is_refused(project):
    do(project, add_code_set, "Daily", key="1")
    other = do(project, add_code_set, "Weekly")
    before = state(project)

    for error, name, key in [(NameMissing, " ", ""), (NameTaken, "Daily", ""), (KeyTaken, "New", "1"), (BadValue, "New", "a"), (BadValue, "New", "0")]:  # fmt: skip
        with pytest.raises(error):
            do(project, add_code_set, name, key=key)
    with pytest.raises(KeyTaken, match="“Daily”"):
        do(project, change_code_set, other.id, key="1")
    with pytest.raises(NotFound):
        do(project, change_code_set, other.id, codes=["nowhere"])

    assert state(project) == before


def test_a_set_that_is_removed_leaves_its_codes_and_comes_back(project):
    fear = added(project)
    made = do(project, add_code_set, "Daily", [fear.id])
    before = state(project)

    do(project, remove_code_set, made.id)

    assert sets(project) == []
    do(project, history.undo)
    assert state(project) == before


def test_a_retired_code_is_passed_over_and_stands_there_again_when_it_is_back(project):
    fear, trust = added(project, "Fear"), added(project, "Trust")
    do(project, add_code_set, "Daily", [fear.id, trust.id])

    do(project, retire_code, fear.id)

    assert sets(project)[0].codes == (trust.id,)
    do(project, bring_back_code, fear.id)
    assert sets(project)[0].codes == (fear.id, trust.id)


def test_adding_a_code_is_taken_back_although_a_set_of_somebody_else_names_it(project):
    project.coder("Ben")
    fear = added(project)
    do(project, add_code_set, "Daily", [fear.id], by="Ben")

    assert do(project, history.undo) == "add code"

    assert sets(project)[0].codes == ()
    do(project, history.redo)
    assert sets(project)[0].codes == (fear.id,)
    assert project.check() == []
