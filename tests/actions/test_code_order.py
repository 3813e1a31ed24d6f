"""Where a code stands among its siblings."""

import pytest
from study import state

from qualcode.actions.codes import add_code, change_code, load_codebook, move_code
from qualcode.codebook import read_codebook
from qualcode.store import history
from qualcode.store.codes import code, code_row, codes, wording


def names(project):
    with project.read() as session:
        depth = {None: -1}
        lines = []
        for each in codes(session):
            depth[each.id] = depth[each.parent] + 1
            lines.append("  " * depth[each.id] + each.name)
        return lines


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def find(project, name):
    with project.read() as session:
        return code(session, name)


@pytest.fixture
def abc(project):
    for name in "ABC":
        do(project, add_code, name)
    return project


@pytest.mark.parametrize(("moved", "to", "order"), [("A", 2, "BCA"), ("A", 1, "BAC"), ("C", 0, "CAB"), ("C", 1, "ACB"), ("B", 9, "ACB"), ("B", 1, "ABC")])  # fmt: skip
def test_a_code_goes_to_its_place_among_its_siblings(abc, moved, to, order):
    do(abc, move_code, find(abc, moved).id, under=None, position=to)

    assert names(abc) == list(order)


def test_a_code_moved_between_two_changes_no_other_row(abc):
    before = state(abc)

    do(abc, move_code, find(abc, "C").id, under=None, position=1)

    after = state(abc)
    assert [after[row]["name"] for row in after if after[row] != before[row]] == ["C"]


def test_there_is_always_room_for_another_move(abc):
    for _ in range(30):
        do(abc, move_code, find(abc, "C").id, under=None, position=1)
        do(abc, move_code, find(abc, "B").id, under=None, position=1)

    assert names(abc) == ["A", "B", "C"]


def test_codes_that_came_to_the_same_place_are_told_apart_when_one_moves(abc):
    with abc.edit(by="Ana") as edit:
        edit.begin("move code")
        for each in codes(edit.session):
            code_row(edit.session, each.id).position = 7

    do(abc, move_code, find(abc, "A").id, under=None, position=1)

    assert names(abc) == ["B", "A", "C"]


def test_a_code_that_comes_under_another_is_its_last(abc):
    a = find(abc, "A")
    do(abc, move_code, find(abc, "C").id, under=a.id)
    do(abc, move_code, find(abc, "B").id, under=a.id)

    assert names(abc) == ["A", "  C", "  B"]
    do(abc, move_code, find(abc, "B").id, under=a.id, position=0)
    assert names(abc) == ["A", "  B", "  C"]


def test_a_code_put_where_it_is_stays_there_and_nothing_is_stored(abc):
    version = abc.version()

    do(abc, move_code, find(abc, "B").id, under=None)

    assert abc.version() == version


def test_a_new_code_gets_the_place_it_is_given(abc):
    do(abc, add_code, "New", position=1)
    do(abc, add_code, "Last")
    do(abc, add_code, "Under", parent=find(abc, "B").id, position=0)

    assert names(abc) == ["A", "New", "B", "  Under", "C", "Last"]


def test_two_coders_take_their_moves_back_in_any_order(abc):
    abc.coder("Ben")
    do(abc, move_code, find(abc, "C").id, under=None, position=0)
    do(abc, move_code, find(abc, "B").id, under=None, position=0, by="Ben")
    assert names(abc) == ["B", "C", "A"]

    do(abc, history.undo)

    assert names(abc) == ["B", "A", "C"]
    do(abc, history.undo, by="Ben")
    assert names(abc) == ["A", "B", "C"]


def test_a_second_codebook_comes_after_the_first(project):
    first, _ = read_codebook(
        "name: One\nlanguage: en\ncodes:\n  - name: A\n    codes:\n      - name: A1\n  - name: B\n"
    )
    second, _ = read_codebook(
        "name: Two\nlanguage: en\ncodes:\n  - name: X\n  - name: A\n    codes:\n      - name: A2\n  - name: Y\n"
    )
    for book in (first, second):
        do(project, load_codebook, book)

    assert names(project) == ["A", "  A1", "  A2", "B", "X", "Y"]


def test_a_new_name_is_also_the_name_in_the_codes_own_language(project):
    made = do(
        project, add_code, "Страх", words={"ru": {"name": "Страх", "brief": "Боится"}, "en": {"name": "Fear"}}
    )

    do(project, change_code, made.id, name="Ужас")

    changed = find(project, "Ужас")
    assert wording(changed, "ru", "name") == "Ужас"
    assert wording(changed, "ru", "brief") == "Боится"
    assert wording(changed, "en", "name") == "Fear"


def test_a_name_and_words_of_its_language_change_together(project):
    made = do(project, add_code, "Fear", words={"en": {"name": "Fear"}})

    do(project, change_code, made.id, name="Dread", words={"en": {"name": "Fear", "brief": "Being afraid"}})

    assert find(project, "Dread").wordings["en"] == {"name": "Dread", "brief": "Being afraid"}
