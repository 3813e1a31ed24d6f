"""Sources: files are shown as they were understood, corrected, and only then stored."""

import pytest
from study import imported

from qualcode.store import cases, history, sources

TALK = """\
Interviewer: What did you hear?

Aigul: I was afraid. We kept *quiet*.

Interviewer: And then?

Aigul: Bread came.
"""
OTHER = """\
Interviewer: Who came?

Viktor: The neighbours.

Interviewer: When?

Viktor: At night, very late.
"""


def button(page, label):
    return next(each for each in page.button if each.label == label)


def labels(page) -> list[str]:
    return [each.label for each in page.button]


def drop(page, *files: tuple[str, str | bytes]):
    given = [(name, data if isinstance(data, bytes) else data.encode(), "text/plain") for name, data in files]
    page.file_uploader[0].set_value(given)
    return page.run()


def names(project, *, retired: bool = False) -> list[str]:
    with project.read() as session:
        return [source.name for source in sources.sources(session, retired=retired)]


# -- coming in -------------------------------------------------------------------------------------------


def test_an_empty_project_opens_where_files_are_dropped(show, study):
    page = show("sources", project="Study")

    assert not page.exception
    assert page.file_uploader[0].label.startswith("Interviews and documents")


def test_dropping_files_stores_nothing_until_import_is_pressed(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("V2.txt", OTHER))

    assert not page.exception
    assert "Import 2 sources" in labels(page)
    assert names(study) == []


def test_importing_is_one_action_and_empties_the_uploader(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("V2.txt", OTHER))
    before = study.version()

    button(page, "Import 2 sources").click().run()

    assert not page.exception
    assert names(study) == ["V1", "V2"]
    assert study.version() == before + 1
    assert not page.file_uploader[0].value
    assert page.toast[0].value == "Imported sources: 2"


def test_an_import_is_taken_back_whole(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("V2.txt", OTHER))
    button(page, "Import 2 sources").click().run()

    with study.edit(by="Ana") as edit:
        history.undo(edit)

    assert names(study, retired=True) == []
    with study.read() as session:
        assert cases.cases(session) == []


def test_a_bad_file_is_one_line_and_the_others_load(show, study):
    page = drop(
        show("sources", project="Study"), ("scan.pdf", b"%PDF-1.4"), ("none.txt", ""), ("V1.txt", TALK)
    )

    assert [each.value.count("\n") for each in page.error] == [0, 0]
    assert "none" in page.error[1].value
    assert "Import 1 source" in labels(page)


def test_a_file_that_is_in_the_project_is_said_and_not_taken_again(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK))
    button(page, "Import 1 source").click().run()

    page = drop(page, ("again.txt", TALK), ("V2.txt", OTHER))

    assert "says the same as “V1”, which is here already" in page.warning[0].value.replace("\\", "")
    assert "Import 1 source" in labels(page)


def test_the_same_file_dropped_twice_is_taken_once(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("copy.txt", TALK))

    assert "Import 1 source" in labels(page)


def test_a_respondent_nobody_named_is_called_like_the_file(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK))
    button(page, "Import 1 source").click().run()

    with study.read() as session:
        assert [case.name for case in cases.cases(session)] == ["V1"]


def test_a_face_sheet_among_the_files_names_respondents_and_their_attributes(show, study):
    sheet = "file,case,group,region\nV1.txt,Farmer,villager,Korday\n"
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("sheet.csv", sheet))
    assert "Every row fits a file" in page.success[0].value.replace("\\", "")

    button(page, "Import 1 source").click().run()

    with study.read() as session:
        [case] = cases.cases(session)
        [source] = sources.sources(session)
    assert (case.name, dict(case.values), source.group) == ("Farmer", {"region": "Korday"}, "villager")


def test_rows_and_files_that_do_not_meet_are_told(show, study):
    page = drop(
        show("sources", project="Study"), ("V1.txt", TALK), ("sheet.csv", "file,region\nV9.txt,Korday\n")
    )

    told = [each.value for each in page.text]
    assert any("Row 2" in each for each in told)
    assert any("“V1.txt” has no row" in each for each in told)


def test_one_group_is_given_to_all_files_also_a_new_one(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK), ("V2.txt", OTHER))
    group = next(each for each in page.selectbox if each.label == "Group of all these files")

    group.select("villager").run()
    button(page, "Import 2 sources").click().run()

    with study.read() as session:
        assert {source.group for source in sources.sources(session)} == {"villager"}


def test_a_file_is_read_again_in_the_layout_the_researcher_names(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK))
    layout = next(each for each in page.selectbox if each.label.startswith("How the speakers"))

    layout.select("no speakers").run()
    button(page, "Import 1 source").click().run()

    with study.read() as session:
        assert sources.speakers(session, "V1") == []


def test_the_first_turns_are_shown_as_text(show, study):
    page = drop(show("sources", project="Study"), ("V1.txt", TALK))

    assert "I was afraid. We kept *quiet*." in [each.value for each in page.text]


def test_a_guessed_encoding_is_said_before_the_text(show, study):
    page = drop(
        show("sources", project="Study"),
        ("old.txt", "И: Как дела?\n\nР: Хорошо, спасибо вам.\n".encode("cp1251")),
    )

    assert any("Windows" in each.value for each in page.warning)


# -- in the project --------------------------------------------------------------------------------------


@pytest.fixture
def farmer(study):
    return imported(study)


def test_a_source_is_corrected_in_one_action(show, study, farmer):
    page = show("sources", project="Study", source=farmer.id)
    before = study.version()

    next(each for each in page.text_input if each.label == "Name").set_value("Farmer *A*")
    next(each for each in page.text_input if each.label == "Date").set_value("12.10.2021")
    next(each for each in page.selectbox if each.label == "Group").select("official")
    button(page, "Save").click().run()

    assert not page.exception
    with study.read() as session:
        [source] = sources.sources(session)
    assert (source.name, source.date, source.group) == ("Farmer *A*", "2021-10-12", "official")
    assert study.version() == before + 1
    assert next(each for each in page.text_input if each.label == "Date").value == "2021-10-12"


def test_saving_without_a_change_leaves_no_trace(show, study, farmer):
    page = show("sources", project="Study", source=farmer.id)
    before = study.version()

    button(page, "Save").click().run()

    assert study.version() == before


def test_a_name_that_is_taken_is_said(show, study, farmer):
    imported(study, "Driver")
    page = show("sources", project="Study", source=farmer.id)

    next(each for each in page.text_input if each.label == "Name").set_value("Driver")
    button(page, "Save").click().run()

    assert "There is already a source" in page.error[0].value
    assert names(study) == ["Driver", "Farmer"]


def test_a_source_is_retired_and_brought_back(show, study, farmer):
    page = show("sources", project="Study", source=farmer.id)

    button(page, "Retire this source").click().run()
    assert (names(study), names(study, retired=True)) == ([], ["Farmer"])

    button(page, "Bring this source back").click().run()
    assert names(study) == ["Farmer"]


def test_a_chosen_source_leads_to_its_text(show, study, farmer):
    page = show("sources", project="Study", source=farmer.id)

    [link] = [each for each in page.main if each.type == "page_link"]
    assert link.proto.label == "Code this"
    assert farmer.id in link.proto.query_string


def test_an_attribute_is_added_once(show, study, farmer):
    page = show("sources", project="Study")
    page.session_state["sources-0-True"] = "Respondents"
    page.run()

    def add():
        next(each for each in page.text_input if each.label == "Another attribute").set_value("region")
        button(page, "Add").click().run()

    add()
    with study.read() as session:
        assert [attribute.name for attribute in cases.attributes(session)] == ["region"]
    add()
    assert "There is already a attribute" in page.error[0].value
