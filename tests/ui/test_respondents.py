"""Respondents: the table is saved as one action, and they are added, linked, merged and removed."""

import pytest
from study import FARMER, imported

from qualcode.actions.cases import add_attribute, add_case, remove_case, set_attribute
from qualcode.store import cases, history
from qualcode.ui.grid_edits import NAME, Draft

SHEET = "file,case,speaker,age\nFarmer.txt,Aigul K.,Aigul,45\nNobody.txt,X,R,1\n"


@pytest.fixture
def farmer(study):
    return imported(study)


@pytest.fixture
def page(show, study, farmer):
    return opened(show)


def opened(show):
    page = show("sources", project="Study")
    page.session_state["sources-0-True"] = "Respondents"
    return page.run()


def widget(page, kind, label):
    return next(each for each in getattr(page, kind) if each.label.replace("\\", "") == label)


def press(page, label):
    return widget(page, "button", label).click().run()


def people(study) -> dict[str, dict[str, str]]:
    with study.read() as session:
        return {case.name: dict(case.values) for case in cases.cases(session)}


def attributes(study) -> dict[str, tuple[str, tuple[str, ...]]]:
    with study.read() as session:
        return {each.name: (each.kind, each.choices) for each in cases.attributes(session)}


def speaking(study) -> dict[str, str]:
    with study.read() as session:
        names = {case.id: case.name for case in cases.cases(session)}
        return {f"{v.source.name}: {v.label}": names.get(v.case, "") for v in cases.voices(session)}


def do(study, verb, *given):
    with study.edit(by="Ana") as edit:
        return verb(edit, *given)


def id_of(study, name: str) -> str:
    with study.read() as session:
        return cases.case_row(session, name).id


def write(page, edits):
    """As if this had been written in the table."""
    page.session_state["kept:respondents written"] = Draft(now=dict(edits))
    return page.run()


# -- the table -----------------------------------------------------------------------------------------------


def test_what_was_written_is_saved_as_one_action(show, study, farmer):
    age = do(study, add_attribute, "age", "number").id
    page = opened(show)
    aigul, before = id_of(study, "Aigul"), study.version()

    page = write(page, {(aigul, NAME): "Aigul *K.*", (aigul, age): "45"})
    press(page, "Save the changes (2)")

    assert not page.exception
    assert people(study) == {"Aigul *K.*": {"age": "45"}}
    assert study.version() == before + 1
    assert widget(page, "button", "Save the changes").disabled


def test_what_is_refused_is_said_and_stays_in_the_table(show, study, farmer):
    do(study, add_case, "Bolat")
    note = do(study, add_attribute, "note").id
    page = opened(show)
    aigul, before = id_of(study, "Aigul"), study.version()

    page = write(page, {(aigul, note): "Speaks low", (aigul, NAME): "Bolat"})
    press(page, "Save the changes (2)")

    assert "There is already a respondent “Bolat”" in page.error[0].value.replace("\\", "")
    assert study.version() == before
    assert widget(page, "button", "Save the changes (2)")


def test_changes_that_are_discarded_are_gone(show, study, farmer):
    note = do(study, add_attribute, "note").id
    page = write(opened(show), {(id_of(study, "Aigul"), note): "Speaks low"})

    press(page, "Discard them")

    assert widget(page, "button", "Save the changes").disabled
    assert people(study) == {"Aigul": {}}


def test_somebody_removed_in_another_window_takes_what_was_written_along(show, study, farmer):
    bolat = do(study, add_case, "Bolat").id
    note = do(study, add_attribute, "note").id
    page = write(opened(show), {(bolat, note): "gone", (id_of(study, "Aigul"), note): "kept"})
    do(study, remove_case, bolat)

    page.run()

    assert "so many of your changes are gone: 1" in page.warning[0].value
    press(page, "Save the changes (1)")
    assert people(study) == {"Aigul": {"note": "kept"}}


def test_many_respondents_are_found_by_words_and_what_was_written_of_the_others_stays(show, study, farmer):
    ids = [do(study, add_case, f"Villager {n}").id for n in range(20)]
    note = do(study, add_attribute, "note").id
    page = write(opened(show), {(ids[3], note): "x"})

    widget(page, "text_input", "Only respondents with these words").set_value("villager 19").run()

    assert "Respondents shown: 1 of 21" in [each.value for each in page.caption]
    press(page, "Save the changes (1)")
    assert people(study)["Villager 3"] == {"note": "x"}


def test_a_project_without_respondents_says_where_they_come_from(show, study):
    imported(study, "Decree", "Only words.")

    page = opened(show)

    assert not page.exception
    assert "Nobody is known yet" in page.info[0].value
    widget(page, "text_input", "Another respondent").set_value("Aigul")
    press(page, "Add the respondent")
    assert people(study) == {"Aigul": {}}


# -- respondents ---------------------------------------------------------------------------------------------


def test_somebody_is_added_and_removed(page, study):
    widget(page, "text_input", "Another respondent").set_value("Bolat")
    press(page, "Add the respondent")
    bolat = id_of(study, "Bolat")

    widget(page, "multiselect", "Choose respondents").select(bolat).run()
    press(page, "Remove “Bolat”")

    assert not page.exception
    assert list(people(study)) == ["Aigul"]


def test_a_respondent_who_speaks_cannot_be_removed(page, study):
    widget(page, "multiselect", "Choose respondents").select(id_of(study, "Aigul")).run()

    assert widget(page, "button", "Remove “Aigul”").disabled


def test_a_speaker_is_given_to_another_respondent(show, study, farmer):
    imported(study, "Later", FARMER.replace("Aigul", "R"))
    page = opened(show)
    widget(page, "multiselect", "Choose respondents").select(id_of(study, "Aigul")).run()
    places = widget(page, "multiselect", "Where “Aigul” speaks")
    later = next(each for each in places.options if each.startswith("Later: R"))

    assert later == "Later: R (now R)"
    places.select(later).run()
    press(page, "Save where they speak")

    assert speaking(study)["Later: R"] == speaking(study)["Farmer: Aigul"] == "Aigul"
    with study.edit(by="Ana") as edit:
        history.undo(edit)
    assert speaking(study)["Later: R"] == "R"


def test_two_respondents_are_merged_after_a_look_at_what_is_lost(show, study, farmer):
    bolat = do(study, add_case, "Bolat").id
    for name, age in (("Aigul", "45"), ("Bolat", "70")):
        do(study, set_attribute, name, "age", age)
    page = opened(show)

    widget(page, "multiselect", "Choose respondents").select(id_of(study, "Aigul")).select(bolat).run()
    widget(page, "radio", "They are one person. Whose name and values stay?").set_value(bolat).run()

    [table] = [each.value for each in page.dataframe if "dropped" in each.value.columns]
    assert table.to_dict("records") == [{"attribute": "age", "kept": "70", "dropped": "45", "case": "Aigul"}]
    press(page, "Merge 2 respondents into “Bolat”")
    assert people(study) == {"Bolat": {"age": "70"}}
    assert speaking(study)["Farmer: Aigul"] == "Bolat"


# -- attributes ----------------------------------------------------------------------------------------------


def test_an_attribute_is_added_with_its_choices(page, study):
    widget(page, "text_input", "Another attribute").set_value("role")
    widget(page, "selectbox", "What its values are").select("choice").run()
    widget(page, "text_area", "The choices, one on each line").set_value("elder\nteacher\n")
    press(page, "Add")

    assert attributes(study) == {"role": ("choice", ("elder", "teacher"))}


def test_an_attribute_is_renamed_retyped_moved_and_removed(show, study, farmer):
    do(study, add_attribute, "note")
    do(study, set_attribute, "Aigul", "age", "about 40")
    page = opened(show)
    age = next(each for each in widget(page, "selectbox", "Change an attribute").options if "age" in each)
    widget(page, "selectbox", "Change an attribute").select(age).run()

    widget(page, "text_input", "Name").set_value("age in years")
    page.selectbox(
        key=next(each.key for each in page.selectbox if each.key.startswith("attribute-kind"))
    ).select("number")
    press(page, "Save the attribute")
    assert "“about 40” (Aigul)" in page.error[0].value.replace("\\", "")
    assert list(attributes(study)) == ["note", "age"]

    page.selectbox(
        key=next(each.key for each in page.selectbox if each.key.startswith("attribute-kind"))
    ).select("choice").run()
    press(page, "Save the attribute")
    assert attributes(study)["age in years"] == ("choice", ("about 40",))
    press(page, "One column to the left")
    assert list(attributes(study)) == ["age in years", "note"]
    press(page, "Remove “age in years” and its values (1)")
    assert (list(attributes(study)), people(study)) == (["note"], {"Aigul": {}})
    assert not page.exception


# -- the face sheet ------------------------------------------------------------------------------------------


def test_a_face_sheet_is_read_after_a_look_at_what_is_new(page, study):
    before = study.version()
    sheet = next(each for each in page.file_uploader if each.label.startswith("Read a face sheet"))

    sheet.set_value([("sheet.csv", SHEET.encode(), "text/csv")])
    page.run()

    said = [each.value for each in page.text]
    assert "“age” is a new attribute: numbers." in said
    assert any(each.startswith("Row 3 of “sheet.csv” (Nobody.txt) fits nobody") for each in said)
    assert study.version() == before
    press(page, "Read the face sheet (values: 1, speakers: 1)")
    assert study.version() == before + 1
    assert people(study) == {"Aigul": {}, "Aigul K.": {"age": "45"}}
    assert not page.exception


def test_a_face_sheet_that_cannot_be_read_is_said(page):
    sheet = next(each for each in page.file_uploader if each.label.startswith("Read a face sheet"))

    sheet.set_value([("sheet.csv", b"a,b\n1,2\n", "text/csv")])
    page.run()

    assert "has no column that says" in page.error[0].value


def test_the_table_can_be_taken_away(page):
    assert [each.proto.label for each in page.get("download_button")] == ["Excel workbook", "csv table"]


def test_words_nobody_fits_leave_an_empty_table(show, study, farmer):
    for n in range(20):
        do(study, add_case, f"Villager {n}")
    do(study, add_attribute, "met", "date")
    page = opened(show)

    widget(page, "text_input", "Only respondents with these words").set_value("nobody at all").run()

    assert not page.exception
    assert "Respondents shown: 0 of 21" in [each.value for each in page.caption]
