"""A face sheet that comes after the interviews: what is new in it, and that storing it is one action."""

from dataclasses import replace

from study import imported, state, transcript

from qualcode.actions.cases import add_attribute, add_case, set_attribute
from qualcode.actions.facesheets import NewLink, NewValue, news_of, read_face_sheet
from qualcode.actions.sources import import_sources
from qualcode.store import history
from qualcode.store.cases import attributes, cases, voices


def news(project, values=(), links=()):
    with project.read() as session:
        return news_of(
            values, links, cases=cases(session), attributes=attributes(session), voices=voices(session)
        )


def read(project, values=(), links=()):
    with project.edit(by="Ana") as edit:
        read_face_sheet(edit, news(project, values, links), "sheet.csv")


def people(project) -> dict[str, dict[str, str]]:
    with project.read() as session:
        return {case.name: dict(case.values) for case in cases(session)}


def kinds(project) -> dict[str, str]:
    with project.read() as session:
        return {each.name: each.kind for each in attributes(session)}


def speaking(project) -> dict[str, str]:
    with project.read() as session:
        names = {case.id: case.name for case in cases(session)}
        return {f"{v.source.name}: {v.label}": names.get(v.case, "") for v in voices(session)}


def test_only_what_the_project_does_not_say_is_new(project):
    imported(project)
    with project.edit(by="Ana") as edit:
        add_attribute(edit, "age", "number")
        set_attribute(edit, "Aigul", "age", "45")
        set_attribute(edit, "Aigul", "region", "Korday")

    found = news(
        project,
        [
            ("Aigul", "Age", "45,0"),
            ("Aigul", "region", " Sortobe "),
            ("Aigul", "sex", ""),
            ("Bolat", "age", "70"),
        ],
        [
            ("Farmer", "Aigul", "Aigul"),
            ("Farmer", "I", "Ana"),
            ("Farmer", "nobody", "X"),
            ("Farmer", "I", " "),
        ],
    )

    assert found.given == (
        NewValue("Aigul", "region", "Korday", "Sortobe"),
        NewValue("Bolat", "age", "", "70"),
    )
    assert [link[1:] for link in found.links] == [("Farmer", "I", "", "Ana")]
    assert isinstance(found.links[0], NewLink)
    assert found.attributes == ()


def test_a_sheet_that_says_nothing_new_is_empty_and_leaves_no_trace(project):
    imported(project)
    version = project.version()

    assert not news(project, [("Aigul", "age", "–")], [("Farmer", "Aigul", "Aigul")]).links
    read(project, [], [("Farmer", "Aigul", "Aigul")])

    assert project.version() == version


def test_a_face_sheet_is_one_action_and_is_taken_back_whole(project):
    with project.edit(by="Ana") as edit:
        drawn = transcript("Talk")
        import_sources(
            edit, [replace(drawn, speakers=tuple(replace(each, case="") for each in drawn.speakers))]
        )
    before, version = state(project), project.version()

    read(
        project,
        [("Aigul K.", "age", "45"), ("Bolat", "age", "70"), ("Aigul K.", "married", "да")],
        [("Talk", "Aigul", "Aigul K.")],
    )

    assert project.version() == version + 1
    assert people(project) == {"Aigul K.": {"age": "45", "married": "yes"}, "Bolat": {"age": "70"}}
    assert kinds(project) == {"age": "number", "married": "yes/no"}
    assert speaking(project)["Talk: Aigul"] == "Aigul K."
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before


def test_a_value_that_does_not_fit_makes_the_attribute_text_and_is_said(project):
    with project.edit(by="Ana") as edit:
        add_attribute(edit, "age", "number")
        add_case(edit, "Aigul")
        add_case(edit, "Bolat")
        set_attribute(edit, "Aigul", "age", "45")

    found = news(project, [("Aigul", "age", "45"), ("Bolat", "age", "about 70")])
    read(project, [("Bolat", "age", "about 70")])

    assert [str(each.told()) for each in found.attributes] == [
        "“age” was a number and becomes text, because some values are none (“about 70”)."
    ]
    assert people(project) == {"Aigul": {"age": "45"}, "Bolat": {"age": "about 70"}}
    assert kinds(project) == {"age": "text"}


def test_a_new_choice_is_added_to_the_others(project):
    with project.edit(by="Ana") as edit:
        add_attribute(edit, "role", "choice", ["elder"])
        add_case(edit, "Aigul")

    read(project, [("Aigul", "role", "Teacher")])

    with project.read() as session:
        [role] = attributes(session)
    assert role.choices == ("elder", "Teacher")
    assert people(project) == {"Aigul": {"role": "Teacher"}}
