"""Codebook: the tree, a code's form, files in and out."""

import json

import pytest
from study import added, coded, imported

from qualcode.actions.codes import change_code, load_codebook
from qualcode.codebook import read_codebook
from qualcode.store import codes
from qualcode.store.code_sets import code_sets
from qualcode.store.coders import coders
from qualcode.store.tables import new_id
from qualcode.ui.code_tree_pane import KEY

BOOK = """\
name: Own
language: ru
codes:
  - name: Страх
    brief: Боится
    codes:
      - name: Молчание
        key: m
        contradicts: [Гнев]
  - name: Гнев
"""
BROKEN = """\
name: Own
language: en
codes:
  - name: One
    key: '1'
    colour: red
  - name: Two
    key: '1'
"""


def button(page, label):
    return next(each for each in page.button if each.label == label)


def field(page, label, nth=0):
    return [each for each in (*page.text_input, *page.text_area, *page.selectbox) if each.label == label][nth]


def code(project, name):
    with project.read() as session:
        return codes.code(session, name)


@pytest.fixture
def book(study):
    found, _problems = read_codebook(BOOK)
    with study.edit(by="Ana") as edit:
        load_codebook(edit, found)
    return study


def drop(page, name, text):
    page.file_uploader[0].set_value((name, text.encode(), "application/yaml"))
    return page.run()


# -- a file in -------------------------------------------------------------------------------------------


def test_an_empty_codebook_opens_where_one_is_loaded(show, study):
    page = show("codebook", project="Study")

    assert not page.exception
    assert page.file_uploader[0].label == "Or your own file (YAML, REFI-QDA .qdc, csv, Excel)"


def test_a_broken_file_tells_all_its_problems_with_their_lines(show, study):
    page = drop(show("codebook", project="Study"), "own.yaml", BROKEN)

    assert "What has to be mended in it: 2" in page.error[0].value.replace("\\", "")
    assert page.dataframe[0].value["line"].tolist() == [6, 8]
    assert not [each for each in page.button if each.label.startswith("Load the new codes")]


def test_a_good_file_is_shown_and_loaded_as_one_action(show, study):
    page = drop(show("codebook", project="Study"), "own.yaml", BOOK)
    before = study.version()

    button(page, "Load the new codes (3)").click().run()

    assert not page.exception
    assert study.version() == before + 1
    assert code(study, "Молчание").contradicts == (code(study, "Гнев").id,)


def test_codes_that_are_there_stay_as_they_are(show, book):
    page = show("codebook", project="Study")
    page.session_state["codebook-0"] = "Load a codebook"
    page.run()

    page = drop(page, "own.yaml", BOOK + "  - name: Радость\n")

    assert button(page, "Load the new codes (1)")


def test_one_that_comes_with_the_program_is_loaded(show, study):
    page = show("codebook", project="Study")

    page.selectbox[0].select("Starter").run()
    button(page, "Load the new codes (8)").click().run()

    assert code(study, "Feeling").key == "3"


# -- the tree and a code's details -------------------------------------------------------------------------


def do(page, project, *deeds, rev=0):
    """What the browser sends after these deeds; the operations are numbered and named as its outbox does."""
    ops = [{"seq": seq, "id": new_id(), **deed} for seq, deed in enumerate(deeds, 1)]
    with project.read() as session:
        [ana] = coders(session)
    out = {
        "client": new_id(),
        "me": ana.id,
        "have": {"rev": rev, "counts": ""},
        "ops": ops,
        "open": None,
        "sent": 1,
    }
    page.session_state[KEY] = {"out": out}
    return page.run()


def change(given, fields, *, new_rule=False):
    return {"op": "change", "code": given.id, "fields": fields, "was": {}, "new_rule": new_rule}


def told(page):
    """What the component gets."""
    return json.loads(page.get_by_key(KEY).proto.json)


def names(project):
    with project.read() as session:
        return [each.name for each in codes.codes(session, retired=True)]


def test_the_tree_gets_every_code_with_its_counts(show, book):
    fear = code(book, "Страх")
    coded(book, imported(book), (0, 5), fear)

    page = show("codebook", project="Study", code=fear.id)

    assert not page.exception
    sent = told(page)
    assert [entry["name"] for entry in sent["codes"]["up"]] == ["Страх", "Молчание", "Гнев"]
    assert sent["counts"] == {fear.id: 1}
    assert sent["main"] == "ru"
    assert sent["goto"]["code"] == fear.id


def test_a_code_is_changed_in_one_action(show, book):
    page = show("codebook", project="Study")
    fear, anger = code(book, "Страх"), code(book, "Гнев")
    before = book.version()
    fields = {
        "name": "Ужас", "key": "u", "colour": "#aa0000", "codable": "", "parent": anger.id, "contradicts": anger.id,
        "ru.full": "Очень боится ", "kk.brief": "Қорқады", "en.name": "Terror", "ru.terms": "страх\n боюсь \n",
    }  # fmt: skip

    page = do(page, book, change(fear, fields, new_rule=True))

    assert not page.exception
    assert book.version() == before + 1
    changed = code(book, "Гнев / Ужас")
    assert (changed.key, changed.colour, changed.codable, changed.rule) == ("u", "#aa0000", False, 2)
    assert changed.contradicts == (anger.id,)
    assert changed.wordings["ru"] == {**fear.wordings["ru"], "name": "Ужас", "full": "Очень боится"}
    assert changed.wordings["kk"] == {"brief": "Қорқады"}
    assert changed.wordings["en"]["name"] == "Terror"
    assert changed.terms["ru"] == ("страх", "боюсь")
    assert told(page)["ack"]["seq"] == 1
    assert told(page)["ack"]["errors"] == []


def test_half_an_emoji_does_not_hold_up_what_comes_after_it(show, book):
    page = show("codebook", project="Study")
    fear = code(book, "Страх")

    page = do(page, book, change(fear, {"ru.full": "Страх\ud83d"}), change(fear, {"colour": "#aa0000"}))

    assert not page.exception
    assert told(page)["ack"]["seq"] == 2
    assert code(book, "Страх").colour == "#aa0000"
    assert code(book, "Страх").wordings["ru"]["full"] == "Страх"


def test_what_one_wrote_leaves_alone_what_another_wrote_in_the_same_language(show, book):
    page = show("codebook", project="Study")
    fear = code(book, "Страх")
    with book.edit(by="Ana") as edit:
        change_code(edit, fear.id, words={"ru": {**fear.wordings["ru"], "use": "Когда боится"}})

    do(page, book, change(fear, {"ru.avoid": "Не тревога"}))

    words = code(book, "Страх").wordings["ru"]
    assert (words["use"], words["avoid"], words["brief"]) == ("Когда боится", "Не тревога", "Боится")


def test_a_new_code_gets_its_place_and_its_name_in_the_language_of_the_codebook(show, book):
    page = show("codebook", project="Study")
    anger, guid = code(book, "Гнев"), new_id()

    do(
        page,
        book,
        {
            "op": "add",
            "code": guid,
            "name": "Радость",
            "colour": "#00aa00",
            "under": None,
            "before": anger.id,
        },
    )

    assert names(book) == ["Страх", "Молчание", "Радость", "Гнев"]
    made = code(book, "Радость")
    assert (made.id, made.colour, made.wordings) == (guid, "#00aa00", {"ru": {"name": "Радость"}})


def test_a_code_is_moved_retired_and_brought_back(show, book):
    page = show("codebook", project="Study")
    fear, anger = code(book, "Страх"), code(book, "Гнев")

    do(page, book, {"op": "move", "code": anger.id, "under": fear.id, "before": code(book, "Молчание").id})
    assert names(book) == ["Страх", "Гнев", "Молчание"]
    do(page, book, {"op": "move", "code": anger.id, "under": fear.id, "before": None})
    assert names(book) == ["Страх", "Молчание", "Гнев"]
    do(page, book, {"op": "retire", "code": anger.id})
    assert code(book, "Гнев").retired
    do(page, book, {"op": "back", "code": anger.id})
    assert not code(book, "Гнев").retired


def test_what_arrives_twice_is_done_once(show, book):
    page = show("codebook", project="Study")
    page = do(page, book, change(code(book, "Гнев"), {"name": "Ярость"}))
    again = dict(page.session_state[KEY]["out"])
    version = book.version()

    page.session_state[KEY] = {"out": again | {"client": new_id()}}  # a reloaded page sends it anew
    page = page.run()

    assert not page.exception
    assert book.version() == version


def test_a_refusal_says_why_and_the_rest_is_done(show, book):
    page = show("codebook", project="Study")
    anger = code(book, "Гнев")
    fear = code(book, "Страх")

    page = do(page, book, change(anger, {"key": "m"}), change(anger, {"name": "Ярость"}), {"op": "move", "code": fear.id, "under": code(book, "Молчание").id, "before": None})  # fmt: skip

    first, third = told(page)["ack"]["errors"]
    assert first[0] == 1
    assert "already belongs to “Молчание”" in first[1]
    assert third[0] == 3
    assert "cannot lie under itself" in third[1]
    assert code(book, "Ярость").key == ""


def test_undo_and_redo_say_what_they_did(show, book):
    page = show("codebook", project="Study")
    anger = code(book, "Гнев")

    page = do(page, book, {"op": "retire", "code": anger.id}, {"op": "undo"})

    assert told(page)["ack"]["said"] == [[2, "Taken back: Retired a code · Гнев"]]
    assert not code(book, "Гнев").retired
    page = do(page, book, {"op": "redo"})
    assert code(book, "Гнев").retired


def test_only_what_changed_is_sent(show, book):
    page = show("codebook", project="Study")
    version = book.version()

    page = do(page, book, change(code(book, "Гнев"), {"colour": "#aa0000"}), rev=version)

    sent = told(page)["codes"]
    assert (sent["mode"], sent["base"], sent["rev"]) == ("delta", version, version + 1)
    assert [entry["name"] for entry in sent["up"]] == ["Гнев"]


def test_a_code_that_was_taken_back_is_told_to_be_gone(show, study):
    fear = added(study)
    page = show("codebook", project="Study")
    version = study.version()

    page = do(page, study, {"op": "undo"}, rev=version)

    assert told(page)["codes"]["del"] == [fear.id]


def test_the_number_of_a_code_opens_all_its_quotes(show, book):
    fear = code(book, "Страх")
    page = show("codebook", project="Study")

    page.session_state[KEY] = {"quotes": {"code": fear.id, "token": "1"}}
    page.run()

    chosen = page.session_state["selection"]
    assert (chosen.codes, chosen.interviewer) == (frozenset({"Страх"}), True)


# -- code sets -----------------------------------------------------------------------------------------------


@pytest.fixture
def sets(show, book):
    page = show("codebook", project="Study")
    page.session_state["codebook-0"] = "Code sets"
    return page.run()


def stored(project):
    with project.read() as session:
        return [(each.name, each.key, [*each.codes]) for each in code_sets(session)]


def test_a_set_is_made_changed_ordered_and_removed(sets, book):
    fear, anger = code(book, "Страх").id, code(book, "Гнев").id

    field(sets, "Name").set_value("Каждый день")
    field(sets, "Key").select("2")
    sets.multiselect[0].set_value([fear, anger])
    button(sets, "Make the set").click().run()
    assert not sets.exception
    assert stored(book) == [("Каждый день", "2", [fear, anger])]

    field(sets, "Name").set_value("Иногда").run()
    next(each for each in sets.button if each.key.endswith(f"{anger}-up")).click().run()
    assert stored(book) == [("Иногда", "2", [anger, fear])]

    sets.multiselect[0].set_value([anger]).run()
    assert stored(book) == [("Иногда", "2", [anger])]
    button(sets, "Remove this set").click().run()
    assert not sets.exception
    assert stored(book) == []


def test_a_key_that_is_taken_by_a_set_is_said(sets, book):
    for name in ("One", "Two"):
        page_name = [each for each in sets.text_input if each.label == "Name"][-1]
        page_name.set_value(name)
        [each for each in sets.selectbox if each.label == "Key"][-1].select("1")
        button(sets, "Make the set").click().run()

    assert "already belongs to “One”" in sets.error[0].value.replace("\\", "")
    assert stored(book) == [("One", "1", [])]
