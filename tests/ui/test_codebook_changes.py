"""Merging, splitting, versions and checking again, where a coder meets something out of the way."""

import pytest
from study import added, coded, imported

from qualcode.actions.checking import take_off
from qualcode.actions.codebook_versions import name_version
from qualcode.actions.codes import change_code, retire_code
from qualcode.actions.codings import recode, uncode
from qualcode.actions.merging import merge_codes
from qualcode.model import Selection
from qualcode.store import codes
from qualcode.store.codings import codings


def button(page, label):
    return next(each for each in page.button if each.label.replace("\\", "") == label)


def words(page):
    shown = [*page.text, *page.caption, *page.markdown, *page.info, *page.success, *page.error]
    return "\n".join(each.value.replace("\\", "") for each in shown)


@pytest.fixture
def book(study):
    """Fear given to two places by Ana and to one by Bek; Worry to none."""
    study.coder("Bek")
    study.source, study.fear, study.worry = imported(study), added(study), added(study, "Worry")
    study.mine = [coded(study, study.source, span, study.fear) for span in ((0, 5), (7, 12))]
    study.theirs = coded(study, study.source, (40, 52), study.fear, by="Bek")
    return study


@pytest.fixture
def tab(show, book):
    def opened(name, coder="Ana"):
        page = show("codebook", project="Study", coder=coder)
        page.session_state["codebook-0"] = name
        return page.run()

    return opened


def redefined(book):
    with book.edit(by="Ana") as edit:
        change_code(edit, book.fear.id, words={"en": {"brief": "Says so"}}, new_rule=True)


# -- checking again ----------------------------------------------------------------------------------------


def test_without_a_changed_rule_nothing_waits(tab):
    assert "Nothing waits to be checked" in words(tab("Check again"))


def test_of_others_one_sees_only_how_many_are_left(tab, book):
    redefined(book)
    with book.edit(by="Ana") as edit:
        for each in book.mine:
            take_off(edit, each.id)

    page = tab("Check again")

    assert page.dataframe[0].value.to_dict("list") == {"code": ["Fear"], "Bek": [1]}
    assert "Nothing of yours waits" in words(page)
    assert not [each for each in page.button if each.label == "Go through them"]
    button(page, "Fear: Bek (1)").click().run()
    assert "coded by Bek" in words(page)
    assert button(page, "Still fits").disabled
    button(page, "Next").click().run()
    assert "Only who coded a segment can check it." in words(page)


def test_all_the_rest_still_fit_at_once_and_that_is_taken_back_at_once(tab, book):
    redefined(book)
    page = tab("Check again")
    button(page, "Go through them").click().run()
    before = book.version()

    button(page, "All the rest still fit (2)").click().run()

    assert not page.exception
    assert book.version() == before + 1
    assert "Segments that still fit “Fear”: 2" in words(page)
    button(page, "Take it back").click().run()
    assert "2 segments of yours coded under the old rule of “Fear”" in words(page)


def test_a_merged_segment_says_what_it_was_coded_as(tab, book):
    with book.edit(by="Ana") as edit:
        change_code(edit, book.fear.id, words={"en": {"brief": "Afraid"}})
    with book.edit(by="Ana") as edit:
        merge_codes(edit, book.worry.id, [book.fear.id], check_again=True)
    page = tab("Check again")

    button(page, "Go through them").click().run()

    assert "It was coded as “Fear”, which was merged into “Worry”." in words(page)


def test_a_segment_taken_off_elsewhere_is_passed_over(tab, book):
    redefined(book)
    page = tab("Check again")
    button(page, "Go through them").click().run()
    with book.edit(by="Ana") as edit:
        uncode(edit, book.mine[0].id)

    page.run()

    assert not page.exception
    assert "The code was taken off these words." in words(page)
    assert button(page, "Still fits").disabled


# -- splitting -----------------------------------------------------------------------------------------------


def begun(page, book):
    page.selectbox(key="split-code").select(book.fear.id).run()
    page.multiselect(key=f"split-into-{book.fear.id}").select(book.worry.id).run()
    button(page, "Begin").click().run()
    return page


def test_only_one_coder_s_segments_can_be_dealt(tab, book):
    page = tab("Split")
    page.selectbox(key="split-code").select(book.fear.id).run()

    page.selectbox(key="split-whose").select(book.theirs.coder).run()
    page.multiselect(key=f"split-into-{book.fear.id}").select(book.worry.id).run()
    button(page, "Begin").click().run()

    assert button(page, "Worry").click().run()
    button(page, "Split the code").click().run()
    with book.read() as session:
        assert [each.id for each in codings(session) if each.code == book.worry.id] == [book.theirs.id]


def test_what_somebody_recoded_meanwhile_is_left_out_of_the_split(tab, book):
    page = begun(tab("Split"), book)
    for _ in range(3):
        button(page, "Worry").click().run()
    calm = added(book, "Calm")
    with book.edit(by="Ana") as edit:
        recode(edit, book.mine[0].id, calm.id)

    page.run()
    assert "Segments others have changed meanwhile, which are left out: 1" in words(page)
    button(page, "Split the code").click().run()

    with book.read() as session:
        given = {each.id: each.code for each in codings(session)}
    assert given[book.mine[0].id] == calm.id
    assert given[book.mine[1].id] == given[book.theirs.id] == book.worry.id


def test_a_split_that_is_dropped_stores_nothing(tab, book):
    before = book.version()
    page = begun(tab("Split"), book)
    button(page, "Worry").click().run()
    button(page, "That is enough").click().run()

    button(page, "Drop it").click().run()

    assert book.version() == before
    assert page.selectbox(key="split-code")


def test_dealing_goes_on_where_it_was_left(tab, book):
    page = begun(tab("Split"), book)
    button(page, "Worry").click().run()
    page.session_state["codebook-0"] = "Merge"
    page.run()

    page.session_state["codebook-0"] = "Split"
    page.run()
    button(page, "That is enough").click().run()
    button(page, "Go on dealing").click().run()

    assert button(page, "Back one").disabled is False
    assert "coded by Ana" in words(page)


# -- merging and versions --------------------------------------------------------------------------------------


def test_a_merge_into_a_code_retired_meanwhile_is_refused_in_a_sentence(tab, book):
    page = tab("Merge")
    page.selectbox(key="merge-into-0").select(book.worry.id).run()
    page.multiselect(key=f"merge-going-0-{book.worry.id}").select(book.fear.id).run()
    assert "3 codings become “Worry”." in words(page)

    with book.edit(by="Bek") as edit:
        retire_code(edit, book.worry.id)
    page.run()

    assert not page.exception
    assert not [each for each in page.button if each.label.startswith("Merge")]


def test_a_version_is_named_and_gets_another_note(tab, book):
    with book.edit(by="Ana") as edit:
        name_version(edit, "Pilot")
    page = tab("Versions")
    assert "Nothing changed between the two." in words(page)
    assert "Codings made before the first version: 3" in words(page)

    with book.edit(by="Ana") as edit:
        change_code(edit, book.fear.id, name="Dread", colour="#112233")
    page.run()

    assert "“Fear” is called “Dread” now." in words(page)
    with book.read() as session:
        assert codes.code(session, "Dread").colour == "#112233"


def test_figures_are_of_what_was_coded_under_a_version(show, book):
    with book.edit(by="Ana") as edit:
        name_version(edit, "Pilot")
    coded(book, book.source, (45, 60), book.worry)
    page = show("frequencies", project="Study")

    page.session_state["selection"] = Selection(codebook_versions=frozenset({"Pilot"}))
    page.run()

    assert not page.exception
    counted = page.dataframe[0].value.set_index("code")["codings"]
    assert counted.to_dict() == {"Fear": 0, "Worry": 1}


def test_the_codes_say_how_much_of_one_s_own_waits(tab, book):
    assert "older rule" not in words(tab("Codes"))

    redefined(book)

    assert "Segments of yours coded under an older rule of their code: 2." in words(tab("Codes"))
    assert "Segments of yours coded under an older rule of their code: 1." in words(tab("Codes", "Bek"))
