"""Home: the projects, a new one, what to do next, coders and backups."""

from pathlib import Path

import pytest

from qualcode.actions.coders import add_coder
from qualcode.actions.codes import add_code
from qualcode.places import SAMPLE as NAME
from qualcode.project import Project
from qualcode.store import coders, codes
from qualcode.ui.plain import plain


def button(page, label):
    return next(each for each in page.button if each.label == label)


def said(page) -> str:
    return "\n".join(each.value for each in (*page.markdown, *page.caption, *page.text, *page.info))


def test_the_first_visit_offers_a_new_project_and_the_sample(show):
    page = show("home")

    assert not page.exception
    assert [each.value for each in page.header] == ["Start here"]
    assert button(page, "Make the project")
    assert button(page, "Make the sample study")


def test_a_new_project_is_open_with_its_codebook_and_who_made_it(show, folder):
    page = show("home")
    page.text_input[0].set_value("Field 2025")
    page.text_input[1].set_value("Ana")
    page.radio[0].set_value("reflexive")
    page.selectbox[0].select("Starter")

    button(page, "Make the project").click().run()

    assert not page.exception
    assert page.header[0].value == "Field 2025"
    with Project.open(folder / "Field 2025.qualcode") as made, made.read() as session:
        assert made.info().kind == "reflexive"
        assert [coder.name for coder in coders.coders(session)] == ["Ana"]
        assert len(codes.codes(session)) == 8


@pytest.mark.parametrize(
    ("name", "who", "sentence"), [("", "Ana", "project needs a name"), ("A", " ", "coder needs a name")]
)
def test_what_is_missing_for_a_project_is_said_and_nothing_is_made(show, folder, name, who, sentence):
    page = show("home")
    page.text_input[0].set_value(name)
    page.text_input[1].set_value(who)

    button(page, "Make the project").click().run()

    assert sentence in page.error[0].value
    assert not list(folder.glob("*.qualcode"))


def test_the_sample_study_is_made_and_opened(show, folder):
    page = show("home")

    button(page, "Make the sample study").click().run(timeout=60)

    assert not page.exception
    assert page.header[0].value == NAME
    assert (folder / f"{NAME}.qualcode").exists()
    assert "Make the sample study" not in [each.label for each in page.button]


def test_each_project_is_a_card_that_opens_it(show, study, folder):
    with Project.create(folder / "Other.qualcode", name="Other study", coder="Ben"):
        pass
    page = show("home", project="Study")

    page.button(key="open-Other").click().run()

    assert page.header[0].value == "Other study"
    assert page.query_params["project"] == "Other"


def test_a_file_that_is_no_project_is_said_on_its_card_and_the_others_open(show, study, folder: Path):
    (folder / "Broken.qualcode").write_bytes(b"not a database" * 20)

    page = show("home", project="Study")

    assert not page.exception
    assert [each.value for each in page.subheader if each.value == "Study"]
    assert "is not a QualCode project" in page.error[0].value


def test_the_page_still_shows_the_others_when_the_chosen_project_cannot_be_opened(show, study, folder: Path):
    (folder / "Broken.qualcode").write_bytes(b"not a database" * 20)

    page = show("home", project="Broken")

    assert not page.exception
    assert page.button(key="open-Study")


def test_what_is_done_is_told_with_its_number_and_what_is_next_stands_out(show, study):
    with study.edit(by="Ana") as edit:
        add_code(edit, "Fear")

    page = show("home", project="Study")

    links = {each.proto.label: each.proto.icon for each in page.main if each.type == "page_link"}
    assert links["**Import interviews**"] == ":material/arrow_circle_right:"
    assert links["Load a codebook, or write one"] == ":material/check_circle:"
    assert links["Code the interviews"] == ":material/circle:"
    assert "Codes: 1" in said(page)


def test_a_coder_is_added_renamed_and_retired(show, study):
    page = show("home", project="Study")
    name = next(each for each in page.text_input if each.label == "Somebody else who codes here")
    name.set_value("Ben *b*")
    button(page, "Add").click().run()
    with study.read() as session:
        ben = coders.coder(session, "Ben *b*")

    page.text_input(key=f"name-{ben.id}").set_value("Bakyt")
    page.button(key=f"save-{ben.id}").click().run()
    page.button(key=f"retire-{ben.id}").click().run()

    with study.read() as session:
        assert coders.coder(session, ben.id).name == "Bakyt"
        assert coders.coder(session, ben.id).retired
    page.button(key=f"retire-{ben.id}").click().run()
    with study.read() as session:
        assert not coders.coder(session, ben.id).retired


def test_nobody_retires_themselves(show, study):
    page = show("home", project="Study")
    with study.read() as session:
        [ana] = coders.coders(session)

    assert page.button(key=f"retire-{ana.id}").disabled


def test_whoever_has_not_said_who_they_are_is_asked_and_changes_nothing(show, study):
    with study.edit(by="Ana") as edit:
        add_coder(edit, "Ben")

    page = show("home", project="Study")

    assert "Say in the side bar who you are" in said(page)
    assert "Add" not in [each.label for each in page.button]


def test_the_project_is_renamed_in_one_action(show, study):
    page = show("home", project="Study", coder="Ana")
    before = study.version()

    next(each for each in page.text_input if each.value == "Study").set_value("Korday 2020")
    page.radio[0].set_value("coding reliability")
    [each for each in page.button if each.label == "Save"][-1].click().run()

    assert study.info().name == "Korday 2020"
    assert study.info().kind == "coding reliability"
    assert study.version() == before + 1


def test_a_backup_is_made_when_asked_for(show, study):
    page = show("home", project="Study")

    button(page, "Make a backup now").click().run()

    assert len(study.backups()) == 1
    assert page.toast[0].value == "Backup made and checked."


def test_names_are_shown_as_they_are_and_are_never_markdown(show, folder):
    name = "![x](http://evil.example/x.png) $a$ :smile: www.evil.example"
    with Project.create(folder / "Study.qualcode", name=name, coder="Ana"):
        page = show("home", project="Study")

    assert page.header[0].value == plain(name)
    assert "http:" not in page.header[0].value.replace("http\u2060", "")
