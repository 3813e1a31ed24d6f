"""Values that come with transcripts: what they fill, what stays, and that all of it is told before."""

from study import state, transcript

from qualcode.actions.cases import add_attribute, set_attribute
from qualcode.actions.sources import import_sources, what_arrives
from qualcode.store import history
from qualcode.store.cases import attributes, cases

TWO = "I: Who came?\nAigul: Neighbours.\nBolat: Nobody."


def bring(project, *transcripts) -> list[str]:
    """What was told before the import."""
    with project.read() as session:
        told = what_arrives(session, transcripts)
    with project.edit(by="Ana") as edit:
        import_sources(edit, transcripts)
    return [str(each) for each in told]


def correct(project, case, attribute, value):
    with project.edit(by="Ana") as edit:
        set_attribute(edit, case, attribute, value)


def people(project) -> dict[str, dict[str, str]]:
    with project.read() as session:
        return {case.name: dict(case.values) for case in cases(session)}


def kinds(project) -> dict[str, str]:
    with project.read() as session:
        return {each.name: each.kind for each in attributes(session)}


def test_a_corrected_value_outlives_the_next_import_which_says_so(project):
    bring(project, transcript("V1", values={"Aigul": {"age": "40"}}))
    correct(project, "Aigul", "age", "41")

    told = bring(project, transcript("V2", values={"Aigul": {"age": "40", "region": "Korday"}}))

    assert people(project) == {"Aigul": {"age": "41", "region": "Korday"}}
    assert told == [
        "“region” is a new attribute: text.",
        "“age” of “Aigul” stays “41”, as it is in the project; with “V2.txt” comes “40”.",
    ]


def test_a_value_that_stays_out_leaves_the_kind_of_its_attribute_alone(project):
    bring(project, transcript("V1", values={"Aigul": {"age": "41"}}))

    told = bring(project, transcript("V2", values={"Aigul": {"age": "about forty"}}))

    assert (kinds(project), people(project)) == ({"age": "number"}, {"Aigul": {"age": "41"}})
    assert told == [
        "“age” of “Aigul” stays “41”, as it is in the project; with “V2.txt” comes “about forty”."
    ]


def test_a_value_that_goes_in_may_change_the_kind_and_that_is_told(project):
    bring(project, transcript("V1", values={"Aigul": {"age": "41"}}))
    with project.edit(by="Ana") as edit:
        add_attribute(edit, "role", "choice", ["elder"])
    before = state(project)

    told = bring(project, transcript("V2", TWO, values={"Bolat": {"age": "about forty", "role": "teacher"}}))

    assert people(project) == {"Aigul": {"age": "41"}, "Bolat": {"age": "about forty", "role": "teacher"}}
    assert kinds(project) == {"age": "text", "role": "choice"}
    assert told == [
        "“age” was a number and becomes text, because some values are none (“about forty”).",
        "“role” gets more choices (“teacher”).",
    ]
    with project.edit(by="Ana") as edit:
        history.undo(edit)
    assert state(project) == before


def test_of_two_transcripts_that_differ_about_somebody_the_first_counts(project):
    told = bring(
        project,
        transcript("V1", values={"Aigul": {"age": "41"}}),
        transcript("V2", values={"Aigul": {"age": "40", "sex": "f"}}),
    )

    assert people(project) == {"Aigul": {"age": "41", "sex": "f"}}
    assert "“age” of “Aigul” becomes “41”, which comes first; with “V2.txt” comes “40”." in told


def test_a_person_whose_name_is_spaced_otherwise_is_one(project):
    bring(project, transcript("V1", "Aigul  K.: Yes.", values={"Aigul  K.": {"age": "41"}}))

    told = bring(project, transcript("V2", "Aigul K.: No.", values={"Aigul K.": {"age": "40"}}))

    assert people(project) == {"Aigul K.": {"age": "41"}}
    assert told == ["“age” of “Aigul K.” stays “41”, as it is in the project; with “V2.txt” comes “40”."]


def test_where_nothing_is_known_and_nothing_comes_there_is_no_news(project):
    assert bring(project, transcript("V1")) == []
    assert bring(project, transcript("V2", values={"Somebody else": {"age": "41"}})) == []
    assert people(project) == {"Aigul": {}}
