"""Cases, attributes and values: their verbs, what they refuse, and that nothing is half stored."""

from dataclasses import replace

import pytest
from study import imported, state, transcript

from qualcode.actions.cases import (
    ChoicesMissing,
    Dropped,
    SpeaksStill,
    ValuesUnfit,
    ValueUnfit,
    add_attribute,
    add_case,
    change_attribute,
    conflicts,
    link_speakers,
    merge_cases,
    move_attribute,
    remove_attribute,
    remove_case,
    rename_attribute,
    rename_case,
    rename_cases,
    set_attribute,
    set_attributes,
    settle_attributes,
)
from qualcode.actions.memos import add_memo
from qualcode.actions.sources import change_speaker, import_sources
from qualcode.errors import NameMissing, NameTaken, NotFound
from qualcode.model import Case, CaseId
from qualcode.store import history
from qualcode.store.cases import attributes, cases, voices
from qualcode.store.memos import memos

GROUP = """\
I: Who came that night?
Aigul: The neighbours came.
Bolat: Nobody came to us.
Aigul: They came with bread."""


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def look(project, noun, *given, **named):
    with project.read() as session:
        return noun(session, *given, **named)


def people(project) -> dict[str, dict[str, str]]:
    """The values by name."""
    return {case.name: dict(case.values) for case in look(project, cases)}


def speaking(project) -> dict[str, str]:
    """Who speaks where."""
    names = {case.id: case.name for case in look(project, cases)}
    return {f"{v.source.name}: {v.label}": names.get(v.case, "") for v in look(project, voices)}


def case_id(project, name: str) -> str:
    return next(case.id for case in look(project, cases) if case.name == name)


def kinds(project) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {each.name: (each.kind, each.choices) for each in look(project, attributes)}


def settle(project, arriving):
    with project.edit(by="Ana") as edit:
        edit.begin("import sources")
        settle_attributes(edit, arriving)


def undone(project):
    with project.edit(by="Ana") as edit:
        history.undo(edit)


# -- attributes ----------------------------------------------------------------------------------------------


def test_an_attribute_is_added_with_its_kind_and_choices(project):
    age = do(project, add_attribute, " age ", "number")
    do(project, add_attribute, "role", "choice", ["elder", " ELDER ", "", "teacher  of  maths"])

    assert (age.name, age.kind) == ("age", "number")
    assert kinds(project) == {"age": ("number", ()), "role": ("choice", ("elder", "teacher of maths"))}


@pytest.mark.parametrize(
    ("given", "error"),
    [((" ",), NameMissing), (("age",), NameTaken), (("role", "choice", [" "]), ChoicesMissing)],
)
def test_an_attribute_that_cannot_be_is_refused(project, given, error):
    do(project, add_attribute, "age")
    before = state(project)

    with pytest.raises(error):
        do(project, add_attribute, *given)

    assert state(project) == before


def test_an_attribute_is_renamed_to_a_free_name(project):
    imported(project)
    do(project, set_attribute, case_id(project, "Aigul"), "age", "45")
    do(project, add_attribute, "region")
    age, region = look(project, attributes)

    do(project, rename_attribute, age.id, " age in years ")

    assert people(project) == {"Aigul": {"age in years": "45"}}
    with pytest.raises(NameTaken):
        do(project, rename_attribute, region.id, "age in years")
    with pytest.raises(NameMissing):
        do(project, rename_attribute, region.id, "")
    with pytest.raises(NotFound):
        do(project, rename_attribute, "nothing", "age")


def test_values_are_written_anew_when_their_kind_changes(project):
    imported(project)
    do(project, add_case, "Bolat")
    aigul, bolat = case_id(project, "Aigul"), case_id(project, "Bolat")
    do(
        project,
        set_attributes,
        [(aigul, "income", "1 200,50"), (bolat, "income", "–"), (aigul, "met", "14.3.2021")],
    )
    income, met = look(project, attributes)

    do(project, change_attribute, income.id, kind="number")
    do(project, change_attribute, met.id, kind="date")

    assert people(project) == {"Aigul": {"income": "1200.5", "met": "2021-03-14"}, "Bolat": {}}
    undone(project)
    undone(project)
    assert people(project)["Bolat"] == {"income": "–"}
    assert kinds(project) == {"income": ("text", ()), "met": ("text", ())}


def test_a_kind_some_values_do_not_fit_is_refused_and_they_are_named(project):
    imported(project)
    do(project, set_attribute, case_id(project, "Aigul"), "age", "about 40")
    [age] = look(project, attributes)
    before = state(project)

    with pytest.raises(ValuesUnfit, match=r"do not fit \(1: “about 40” \(Aigul\)\)\. Correct"):
        do(project, change_attribute, age.id, kind="number")

    assert state(project) == before


def test_a_choice_without_choices_has_those_in_use(project):
    imported(project)
    do(project, add_case, "Bolat")
    do(
        project,
        set_attributes,
        [(case_id(project, "Aigul"), "role", "teacher"), (case_id(project, "Bolat"), "role", "Elder")],
    )
    [role] = look(project, attributes)

    do(project, change_attribute, role.id, kind="choice")

    assert kinds(project) == {"role": ("choice", ("Elder", "teacher"))}


def test_a_choice_in_use_cannot_go(project):
    imported(project)
    role = do(project, add_attribute, "role", "choice", ["elder", "teacher"])
    do(project, set_attribute, case_id(project, "Aigul"), "role", "TEACHER")

    with pytest.raises(ValuesUnfit, match=r"“teacher” \(Aigul\)"):
        do(project, change_attribute, role.id, choices=["elder"])
    do(project, change_attribute, role.id, choices=["Teacher", "driver"])

    assert people(project) == {"Aigul": {"role": "Teacher"}}
    with pytest.raises(ChoicesMissing):
        do(project, change_attribute, do(project, add_attribute, "empty").id, kind="choice")


def test_a_choice_that_becomes_text_forgets_its_choices(project):
    role = do(project, add_attribute, "role", "choice", ["elder"])

    do(project, change_attribute, role.id, kind="text", choices=["elder"])

    assert kinds(project) == {"role": ("text", ())}


@pytest.mark.parametrize(("to", "order"), [(0, "cab"), (1, "acb"), (9, "abc"), (-3, "cab")])
def test_an_attribute_moves_among_the_others(project, to, order):
    for name in "abc":
        do(project, add_attribute, name)

    do(project, move_attribute, look(project, attributes)[2].id, to)

    assert "".join(each.name for each in look(project, attributes)) == order


def test_an_attribute_goes_with_its_values_and_comes_back_with_them(project):
    imported(project)
    do(project, set_attribute, case_id(project, "Aigul"), "age", "45")
    before = state(project)

    do(project, remove_attribute, look(project, attributes)[0].id)

    assert (people(project), look(project, attributes)) == ({"Aigul": {}}, [])
    undone(project)
    assert state(project) == before


# -- values --------------------------------------------------------------------------------------------------


def test_a_value_is_stored_as_its_kind_wants_it(project):
    imported(project)
    aigul = case_id(project, "Aigul")
    do(project, add_attribute, "age", "number")
    do(project, add_attribute, "met", "date")
    do(project, add_attribute, "married", "yes/no")

    do(
        project,
        set_attributes,
        [(aigul, "age", "45,0"), (aigul, "met", "14.03.2021"), (aigul, "married", "иә")],
    )
    do(project, set_attribute, aigul, "note", " two\nlines\x00 ")

    assert people(project)["Aigul"] == {
        "age": "45",
        "met": "2021-03-14",
        "married": "yes",
        "note": "two lines",
    }


def test_one_value_that_does_not_fit_keeps_all_of_them_out(project):
    imported(project)
    aigul = case_id(project, "Aigul")
    do(project, add_attribute, "age", "number")
    before = state(project)

    with pytest.raises(ValueUnfit, match="“about 40” cannot be “age” of “Aigul”: write it in figures"):
        do(project, set_attributes, [(aigul, "region", "Korday"), (aigul, "age", "about 40")])

    assert state(project) == before


def test_a_value_for_somebody_who_is_gone_is_refused(project):
    imported(project)
    gone = do(project, add_case, "Bolat")
    do(project, remove_case, gone.id)

    with pytest.raises(NotFound, match="case"):
        do(project, set_attributes, [(case_id(project, "Aigul"), "age", "1"), (gone.id, "age", "45")])

    assert people(project) == {"Aigul": {}}


def test_many_values_are_one_action(project):
    ids = [do(project, add_case, f"R{n}").id for n in range(20)]
    given = [(id_, name, str(n)) for n, id_ in enumerate(ids) for name in ("age", "children")]
    version = project.version()

    do(project, set_attributes, given)
    do(project, set_attributes, given)

    assert project.version() == version + 1
    assert people(project)["R7"] == {"age": "7", "children": "7"}


# -- cases ---------------------------------------------------------------------------------------------------


def test_somebody_is_added_renamed_and_removed(project):
    bolat = do(project, add_case, "  Bolat  aga ")
    do(project, set_attribute, bolat.id, "age", "70")
    do(project, add_memo, bolat.id, "Knows everybody", target_kind="case")
    before = state(project)

    do(project, rename_case, bolat.id, "Bolat Akhmetov")
    assert people(project) == {"Bolat Akhmetov": {"age": "70"}}
    do(project, remove_case, bolat.id)
    assert (people(project), look(project, memos)) == ({}, [])

    undone(project)
    undone(project)
    assert bolat.name == "Bolat aga"
    assert state(project) == before


def test_a_case_needs_a_name_of_its_own(project):
    imported(project)
    bolat = do(project, add_case, "Bolat")

    for verb, given in ((add_case, ("Aigul",)), (rename_case, (bolat.id, " Aigul "))):
        with pytest.raises(NameTaken):
            do(project, verb, *given)
    for verb, given in ((add_case, (" ",)), (rename_case, (bolat.id, ""))):
        with pytest.raises(NameMissing):
            do(project, verb, *given)


def test_two_cases_swap_their_names(project):
    ids = [do(project, add_case, name).id for name in ("A", "B", "C")]

    do(project, rename_cases, dict(zip(ids, ["B", "A", "C"], strict=True)))

    assert [(case.name, case.id) for case in look(project, cases)] == [
        ("A", ids[1]),
        ("B", ids[0]),
        ("C", ids[2]),
    ]
    with pytest.raises(NameTaken):
        do(project, rename_cases, {ids[0]: "D", ids[1]: "D"})


def test_a_case_that_speaks_stays(project):
    imported(project)

    with pytest.raises(SpeaksStill, match="“Aigul” cannot be removed while it speaks .Farmer: Aigul."):
        do(project, remove_case, case_id(project, "Aigul"))


def test_merged_cases_speak_as_one_and_keep_what_is_not_in_conflict(project):
    imported(project)
    do(project, import_sources, [transcript("Talk", GROUP.replace("Aigul", "Aigul K."))])
    kept, other = case_id(project, "Aigul"), case_id(project, "Aigul K.")
    given = [
        (kept, "age", "45"),
        (other, "age", "46"),
        (other, "region", "Korday"),
        (other, "sex", "f"),
        (kept, "sex", "f"),
    ]
    do(project, set_attributes, given)
    do(project, add_memo, other, "Speaks low", target_kind="case")
    before = state(project)

    dropped = do(project, merge_cases, kept, [other, kept, other])

    assert dropped == [Dropped("Aigul K.", "age", "46", "45")]
    assert people(project) == {"Aigul": {"age": "45", "region": "Korday", "sex": "f"}, "Bolat": {}}
    assert speaking(project)["Talk: Aigul K."] == speaking(project)["Farmer: Aigul"] == "Aigul"
    assert [(memo.target, memo.text) for memo in look(project, memos)] == [(kept, "Speaks low")]
    undone(project)
    assert state(project) == before


def test_memos_of_merged_cases_stay(project):
    first, second, third = (do(project, add_case, name).id for name in "ABC")
    for case, text in ((first, "One"), (second, "Two"), (third, "Three")):
        do(project, add_memo, case, text, target_kind="case")

    do(project, merge_cases, first, [second, third])

    assert [memo.text for memo in look(project, memos)] == ["Three", "Two", "One"]
    assert {memo.target for memo in look(project, memos)} == {first}


def test_of_several_that_are_merged_the_first_value_counts():
    kept = Case(CaseId("1"), "A", {"age": "1"})
    others = (Case(CaseId("2"), "B", {"age": "1", "sex": "f"}), Case(CaseId("3"), "C", {"sex": "m"}))

    assert conflicts(kept, *others) == [Dropped("C", "sex", "m", "f")]


def test_merging_a_case_with_itself_leaves_no_trace(project):
    aigul = do(project, add_case, "Aigul").id
    version = project.version()

    assert do(project, merge_cases, aigul, [aigul]) == []
    assert project.version() == version


# -- who speaks ----------------------------------------------------------------------------------------------


def nameless(name: str, text: str = GROUP):
    """A transcript whose respondents have no names in the project: they are called like the source."""
    drawn = transcript(name, text)
    return replace(drawn, speakers=tuple(replace(s, case="") for s in drawn.speakers))


def test_somebody_called_like_the_source_goes_over_into_whom_it_is(project):
    do(project, import_sources, [nameless("FG 1")])
    do(project, set_attribute, case_id(project, "FG 1: Aigul"), "age", "45")
    do(project, set_attribute, case_id(project, "FG 1: Bolat"), "age", "70")
    do(project, add_case, "Bolat Akhmetov")
    before = state(project)
    by_label = {voice.label: voice.speaker for voice in look(project, voices)}

    do(project, link_speakers, {by_label["Aigul"]: "Aigul K.", by_label["Bolat"]: "Bolat Akhmetov"})

    assert people(project) == {"Aigul K.": {"age": "45"}, "Bolat Akhmetov": {"age": "70"}}
    undone(project)
    assert state(project) == before


def test_somebody_with_a_name_stays_when_a_speaker_is_taken_away(project):
    imported(project)
    aigul = case_id(project, "Aigul")
    do(project, set_attribute, aigul, "age", "45")
    [_, voice] = look(project, voices)

    do(project, link_speakers, {voice.speaker: "Bolat"})

    assert people(project) == {"Aigul": {"age": "45"}, "Bolat": {}}
    assert speaking(project) == {"Farmer: I": "", "Farmer: Aigul": "Bolat"}
    do(project, link_speakers, {voice.speaker: " "})
    assert speaking(project)["Farmer: Aigul"] == ""


def test_two_who_were_taken_for_each_other_change_places(project):
    do(project, import_sources, [nameless("FG 1")])
    for label, age in (("Aigul", "45"), ("Bolat", "70")):
        do(project, set_attribute, case_id(project, f"FG 1: {label}"), "age", age)
    by_label = {voice.label: voice.speaker for voice in look(project, voices)}

    do(project, link_speakers, {by_label["Aigul"]: "FG 1: Bolat", by_label["Bolat"]: "FG 1: Aigul"})

    assert speaking(project) == {"FG 1: I": "", "FG 1: Aigul": "FG 1: Bolat", "FG 1: Bolat": "FG 1: Aigul"}
    assert people(project) == {"FG 1: Aigul": {"age": "45"}, "FG 1: Bolat": {"age": "70"}}


def test_a_speaker_who_is_not_there_is_refused(project):
    with pytest.raises(NotFound, match="speaker"):
        do(project, link_speakers, {"nobody": "Aigul"})


# -- values that arrive --------------------------------------------------------------------------------------


def test_attributes_that_arrive_are_of_the_kind_all_their_values_fit(project):
    settle(
        project,
        [("age", "45"), ("age", "50"), ("met", "14.03.2021"), ("note", " "), ("name", "Aigul")],
    )

    assert {name: kind for name, (kind, _) in kinds(project).items()} == {
        "age": "number",
        "met": "date",
        "name": "text",
    }


def test_a_choice_grows_and_a_number_becomes_text_rather_than_lose_a_value(project):
    imported(project)
    do(project, add_attribute, "age", "number")
    do(project, add_attribute, "role", "choice", ["elder"])
    do(project, set_attribute, case_id(project, "Aigul"), "age", "45")
    before = state(project)

    settle(
        project,
        [("age", "about 40"), ("role", "Teacher"), ("role", "TEACHER"), ("role", "ELDER")],
    )

    assert kinds(project) == {"age": ("text", ()), "role": ("choice", ("elder", "Teacher"))}
    assert people(project) == {"Aigul": {"age": "45"}}
    assert state(project) != before


def test_values_that_fit_change_no_attribute(project):
    do(project, add_attribute, "age", "number")
    version = project.version()

    settle(project, [("age", "45"), ("age", "")])

    assert project.version() == version


def test_a_speaker_is_given_to_somebody_with_change_speaker_too(project):
    imported(project)
    [_, voice] = look(project, voices)

    do(project, change_speaker, voice.speaker, case="Bolat")

    assert speaking(project)["Farmer: Aigul"] == "Bolat"


def test_attributes_that_differ_in_capitals_are_one(project):
    imported(project)
    age = do(project, add_attribute, "Age")

    do(project, set_attribute, case_id(project, "Aigul"), "AGE", "45")
    settle(project, [("age", "50")])

    assert people(project) == {"Aigul": {"Age": "45"}}
    assert list(kinds(project)) == ["Age"]
    with pytest.raises(NameTaken):
        do(project, add_attribute, "aGe")
    do(project, rename_attribute, age.id, "age")
    assert list(kinds(project)) == ["age"]


def test_an_import_brings_attributes_of_their_kinds_and_replaces_no_value(project):
    def brought(name, **values):
        return transcript(name, values={"Aigul": values})

    do(project, import_sources, [brought("2019", age="45", married="да", note="")])
    do(project, import_sources, [brought("2021", age="about 47", role="teacher")])

    assert people(project) == {"Aigul": {"age": "45", "married": "yes", "role": "teacher"}}
    assert {name: kind for name, (kind, _) in kinds(project).items()} == {
        "age": "number",
        "married": "yes/no",
        "role": "text",
    }
    undone(project)
    assert kinds(project)["age"] == ("number", ())
    assert people(project) == {"Aigul": {"age": "45", "married": "yes"}}


def test_history_tells_apart_what_got_the_number_of_what_went(project):
    imported(project)
    aigul = case_id(project, "Aigul")
    age = do(project, add_attribute, "age").id
    do(project, set_attribute, aigul, "age", "45")

    with project.edit(by="Ana") as edit:
        remove_attribute(edit, age)
        set_attribute(edit, aigul, "region", "Korday")
    do(project, import_sources, [nameless("FG 1")])
    by_label = {voice.label: voice.speaker for voice in look(project, voices)}
    with project.edit(by="Ana") as edit:
        link_speakers(edit, {by_label["Bolat"]: "Aigul"})
        add_case(edit, "Zarina")
        set_attribute(edit, "Zarina", "region", "Sortobe")

    assert project.check() == []
