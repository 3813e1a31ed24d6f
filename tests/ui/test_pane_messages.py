"""What the coding pane is sent: small messages, and nothing of others where they are not to be seen."""

import json

from study import added, coded, imported

from qualcode.actions.codes import change_code
from qualcode.actions.codings import uncode
from qualcode.actions.memos import note_coding
from qualcode.actions.projects import set_project
from qualcode.project import Project
from qualcode.store.codings import codings_since, counts_elsewhere
from qualcode.ui.coding_pane.wire import Sent, mark_of, packed

NEVER_SENT = None


def message(sent: Sent, had: str | None, **changed):
    """What a browser in that state gets of a small study."""
    data = {
        "doc": {"hash": "v:1", "paras": []},
        "codes": [["fear", "Fear"], ["trust", "Trust"]],
        "coders": [["ana", "Ana"], ["bek", "Bek"]],
        "memos": [],
        "segs": {"base": 3, "rev": 4, "up": [], "del": []},
        "ack": None,
        "heard": ["client", 1],
        "goto": None,
    } | changed
    return packed(data, {"doc": mark_of(data["doc"])}, sent, had)


def test_a_new_browser_gets_everything():
    told = message(Sent(), NEVER_SENT)

    _state, base, news = told["beside"]
    assert base is None
    assert set(news) == {"doc", "codes", "coders", "memos"}
    assert told["segs"] == [3, 4]


def test_a_browser_that_has_everything_gets_nothing_twice():
    sent = Sent()
    [state, *_] = message(sent, NEVER_SENT)["beside"]

    assert message(sent, state)["beside"] == [state]


def test_only_what_changed_goes_again():
    sent = Sent()
    [state, *_] = message(sent, NEVER_SENT)["beside"]

    [new, base, news] = message(sent, state, memos=[["m1"]])["beside"]

    assert (new != state, base, news) == (True, state, {"memos": [["m1"]]})


def test_a_browser_in_an_unknown_state_gets_everything():
    sent = Sent()
    message(sent, NEVER_SENT)

    _state, base, news = message(sent, "of another server")["beside"]

    assert base is None
    assert "doc" in news


def test_a_message_lost_on_the_way_is_made_up_for():
    sent = Sent()
    [first, *_] = message(sent, NEVER_SENT)["beside"]
    message(sent, first, memos=[["lost"]])

    _state, base, news = message(sent, first, memos=[["lost"], ["new"]])["beside"]

    assert (base, news) == (first, {"memos": [["lost"], ["new"]]})


def test_codes_and_coders_are_named_by_their_places():
    rows = [["c1", "trust", 5, 9, "bek", ""], ["c2", "not in the list yet", 0, 3, "ana", "Why?", 2]]

    told = message(Sent(), NEVER_SENT, segs={"base": None, "rev": 9, "up": rows, "del": ["c3"]})

    places = [["c1", 1, 5, 9, 1], ["c2", "not in the list yet", 0, 3, 0, "Why?", 2]]
    assert told["segs"] == [None, 9, places, ["c3"]]


def test_an_acknowledgement_goes_only_to_who_asked():
    ack = {"client": "client", "seq": 7, "errors": [], "said": []}

    assert message(Sent(), NEVER_SENT, ack=ack)["ack"] == [7]
    assert "ack" not in message(Sent(), NEVER_SENT, ack=ack | {"client": "another"})


def test_few_states_are_remembered():
    sent = Sent()
    for number in range(20):
        message(sent, NEVER_SENT, memos=[[number]])

    assert len(sent.states) < 10


# -- who sees whose --------------------------------------------------------------------------------------


def test_one_coder_alone_is_told_nothing_of_the_others(project):
    project.coder("Bek")
    source, fear = imported(project), added(project)
    theirs, gone = (coded(project, source, span, fear, by="Bek") for span in ((0, 5), (6, 9)))
    mine = coded(project, source, (0, 9), fear)
    before = project.version()
    with project.edit(by="Bek") as edit:
        uncode(edit, gone.id)
    with project.edit(by="Bek") as edit:
        note_coding(edit, theirs.id, "Hm.")

    with project.read() as session:
        whole = codings_since(session, source.id, None, only=mine.coder)
        delta = codings_since(session, source.id, before, only=mine.coder)

    assert [coding.id for coding in whole.there] == [mine.id]
    assert (delta.there, delta.gone) == ((), ())


def test_other_texts_are_counted_for_oneself_and_for_all(project):
    project.coder("Bek")
    here, there, fear = imported(project), imported(project, "Teacher"), added(project)
    coded(project, here, (0, 5), fear)
    coded(project, there, (0, 5), fear, by="Bek")
    mine = coded(project, there, (0, 5), fear)

    with project.read() as session:
        counted = counts_elsewhere(session, here.id, mine.coder)

    assert counted == {fear.id: (1, 2)}


def pane_of(page) -> str:
    """All that the pane on a page was sent, as text."""
    return page.get_by_key("pane").proto.json


def test_where_others_are_hidden_nothing_of_them_reaches_the_page(show, study: Project):
    study.coder("Bek")
    source, fear = imported(study), added(study)
    theirs = coded(study, source, (22, 27), fear, by="Bek")
    with study.edit(by="Bek") as edit:
        note_coding(edit, theirs.id, "Only mine to read.")

    seen = pane_of(show("code", project="Study", coder="Ana"))
    with study.edit(by="Ana") as edit:
        set_project(edit, see_others=False)
    hidden = pane_of(show("code", project="Study", coder="Ana"))

    assert theirs.id in seen
    assert "Only mine to read." in json.loads(seen)["segs"][2][0]
    for secret in (theirs.id, "Only mine to read.", "Bek"):
        assert secret not in hidden


# -- what an open pane hears -----------------------------------------------------------------------------


def test_an_open_pane_hears_that_a_code_has_become_a_heading(show, study: Project):
    imported(study)
    fear = added(study)
    added(study, "Trust")
    page = show("code", project="Study", coder="Ana")
    before = json.loads(pane_of(page))["beside"][2]["codes_rev"]

    with study.edit(by="Ana") as edit:
        change_code(edit, fear.id, codable=False)
    page.run()

    assert json.loads(pane_of(page))["beside"][2]["codes_rev"] != before


def test_an_open_pane_hears_that_a_memo_has_moved_to_the_coding_two_became(show, study: Project):
    source, fear = imported(study), added(study)
    first, second = (coded(study, source, span, fear) for span in ((0, 5), (8, 12)))
    with study.edit(by="Ana") as edit:
        note_coding(edit, second.id, "Hm.")
    with study.edit(by="Ana") as edit:
        set_project(edit, unite=True)
    page = show("code", project="Study", coder="Ana")

    coded(study, source, (4, 9), fear)
    page.run()

    [memo] = json.loads(pane_of(page))["beside"][2]["memos"]
    assert memo[5] == first.id
