"""What an action changed, in words."""

import pytest
from study import added, coded, imported

from qualcode.actions.assignments import mark_progress
from qualcode.actions.cases import set_attribute
from qualcode.actions.codes import add_code, change_code, move_code
from qualcode.actions.codings import GivenCode, load_codings, mark_coding, recode, resize, uncode
from qualcode.actions.memos import add_memo, change_memo
from qualcode.actions.projects import set_project
from qualcode.actions.sources import regroup_source
from qualcode.model import Span
from qualcode.project import Project
from qualcode.store import history
from qualcode.store.cases import cases
from qualcode.store.log import entries, entry
from qualcode.store.tables import STATE
from qualcode.store.telling import EACH, told
from qualcode.store.told import FIELDS, NOUNS, Told


@pytest.fixture
def coding(project):
    """“I was afraid.” is Fear in Farmer."""
    project.source, project.fear = imported(project), added(project)
    start = "I: What did you hear that night?\nAigul: ".__len__()
    return coded(project, project.source, (start, start + 13), project.fear)


def act(project: Project, does, by: str = "Ana"):
    with project.edit(by=by) as edit:
        return does(edit)


def lines(project: Project, *, back: bool = False, number: int | None = None) -> list[Told]:
    with project.read() as session:
        [last] = entries(session, latest=1)
        return told(session, entry(session, number or last.number), back=back)


def fields(line: Told) -> list[tuple[str, str, str]]:
    return [(f"{field.label} {field.part}".strip(), field.before, field.after) for field in line.fields]


def test_which_words_were_coded_with_what_and_where(project, coding):
    [line] = lines(project)

    assert (line.sign, line.kind, line.name, line.quote) == (
        "added", "Coding", "Fear · Farmer", "I was afraid.",
    )  # fmt: skip
    assert (line.source, line.span) == (project.source.id, coding.span)


def test_taking_it_back_is_the_other_way_round(project, coding):
    [line] = lines(project, back=True)

    assert (line.sign, line.name, line.quote) == ("removed", "Fear · Farmer", "I was afraid.")


def test_the_words_before_and_after_a_coding_was_resized(project, coding):
    act(project, lambda edit: resize(edit, coding.id, Span(coding.span.start, coding.span.end + 8)))

    [line] = lines(project)

    assert fields(line) == [("Words", "I was afraid.", "I was afraid. We kept")]
    assert line.name == "Fear · Farmer"


def test_another_code_and_a_mark(project, coding):
    trust = added(project, "Trust")
    act(project, lambda edit: recode(edit, coding.id, trust.id))
    assert fields(lines(project)[0]) == [("Code", "Fear", "Trust")]

    act(project, lambda edit: mark_coding(edit, coding.id, unsure=True))
    assert fields(lines(project)[0]) == [("Unsure", "no", "yes")]


def test_a_coding_that_is_gone_is_still_told(project, coding):
    number = project.version()
    act(project, lambda edit: resize(edit, coding.id, Span(0, 5)))
    resized = project.version()
    act(project, lambda edit: uncode(edit, coding.id))

    assert lines(project)[0].quote == "I: Wh"
    assert lines(project, number=number)[0].quote == "I was afraid."
    assert fields(lines(project, number=resized)[0]) == [("Words", "I was afraid.", "I: Wh")]


def test_even_with_its_code_and_its_text(project):
    source, fear = imported(project), added(project)
    coded(project, source, (0, 5), fear)
    number = project.version()
    for _ in range(3):
        act(project, history.undo)

    [line] = lines(project, number=number)

    assert line.name == "Fear · Farmer"


def test_what_became_of_a_code(project, coding):
    top = act(project, lambda edit: add_code(edit, "Feelings", codable=False))
    words = {"en": {"brief": "Being afraid"}}
    act(project, lambda edit: change_code(edit, project.fear.id, name="Dread", key="d", words=words))
    assert fields(lines(project)[0]) == [
        ("Name", "Fear", "Dread"),
        ("Key", "", "d"),
        ("Definition en · brief", "", "Being afraid"),
    ]

    act(project, lambda edit: move_code(edit, project.fear.id, under=top.id))
    assert ("Under", "", "Feelings") in fields(next(line for line in lines(project) if line.name == "Dread"))


def test_memos_values_groups_progress_and_settings(project, coding):
    memo = act(project, lambda edit: add_memo(edit, coding.id, "Why?", target_kind="coding"))
    [line] = lines(project)
    assert (line.kind, line.name, line.quote, line.span) == ("Memo", "Fear · Farmer", "Why?", coding.span)

    act(project, lambda edit: change_memo(edit, memo, text="Because"))
    assert ("Text", "Why?", "Because") in fields(lines(project)[0])

    with project.read() as session:
        [aigul] = cases(session)
    act(project, lambda edit: set_attribute(edit, aigul.id, "age", "45"))
    assert ("Value", "Aigul · age", "45") in {(line.kind, line.name, line.quote) for line in lines(project)}

    act(project, lambda edit: regroup_source(edit, project.source.id, "official"))
    assert fields(lines(project)[0]) == [("Group", "villager", "official")]

    act(project, lambda edit: mark_progress(edit, project.source.id, "done"))
    [line] = lines(project)
    assert (line.kind, line.name, line.quote) == ("Progress", "Farmer · Ana", "done")

    act(project, lambda edit: set_project(edit, see_others=False))
    assert fields(lines(project)[0]) == [("Coders see each other’s codings", "yes", "no")]


def test_an_import_is_its_sources_and_how_many_turns(project):
    source = imported(project)

    found = lines(project)

    assert [(line.kind, line.name, line.source) for line in found if line.kind == "Source"] == [
        ("Source", "Farmer", source.id)
    ]
    assert ("Turns", 4) in {(line.kind, line.count) for line in found}
    assert "Text" not in {line.kind for line in found}


def test_of_many_codings_the_first_are_told_and_how_many_more(project, coding):
    project.coder("Ben")
    with project.read() as session:
        ben = next(each.coder_id for each in entries(session) if each.coder == "Ben")
    given = [GivenCode(project.source.id, Span(i, i + 3), project.fear.id, ben) for i in range(20)]
    act(project, lambda edit: load_codings(edit, given))

    found = lines(project)

    assert len(found) == EACH + 1
    assert found[0].name == "Fear · Farmer · Ben"
    assert found[-1].count == 20 - EACH


def test_every_table_has_a_noun_and_its_fields_exist():
    assert NOUNS.keys() == STATE.keys()
    for table, named in FIELDS.items():
        columns = {name.removesuffix("_n") for name in STATE[table].c.keys()}  # noqa: SIM118
        assert named.keys() <= columns
