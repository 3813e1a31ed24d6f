"""Sources, cases, codes, coders and the project: their verbs, and what they refuse."""

import pytest
from study import FARMER, added, coded, imported, state, transcript

from qualcode.actions import LABELS
from qualcode.actions.cases import set_attribute
from qualcode.actions.coders import add_coder, bring_back_coder, rename_coder, retire_coder
from qualcode.actions.codes import (
    add_code,
    bring_back_code,
    change_code,
    load_codebook,
    move_code,
    retire_code,
)
from qualcode.actions.projects import rename_project
from qualcode.actions.sources import (
    bring_back_source,
    change_speaker,
    import_sources,
    regroup_source,
    rename_source,
    retire_source,
)
from qualcode.codebook import Codebook, CodebookEntry, Wording
from qualcode.errors import BadValue, KeyTaken, NameMissing, NameTaken, NotFound, NotUnique
from qualcode.model import ActionName
from qualcode.store.cases import attributes, case_row, cases
from qualcode.store.coders import coders
from qualcode.store.codes import code, codes, paths, wording
from qualcode.store.sources import reading, source_row, sources, speakers


def do(project, verb, *given, by="Ana", **named):
    with project.edit(by=by) as edit:
        return verb(edit, *given, **named)


def look(project, noun, *given, **named):
    with project.read() as session:
        return noun(session, *given, **named)


def test_every_action_has_words_for_history():
    assert set(LABELS) == set(ActionName.__args__)


# -- sources -------------------------------------------------------------------------------------------------


def test_a_source_is_read_as_it_was_imported(project):
    source = imported(project)

    read = look(project, reading, source.id)

    assert read.text == FARMER
    assert read.source == source == look(project, sources)[0]
    assert (source.length, source.turns, source.words) == (len(FARMER), 4, 26)
    assert [(turn.number, turn.speaker.label, turn.role) for turn in read.turns][:2] == [
        (1, "I", "interviewer"),
        (2, "Aigul", "respondent"),
    ]
    assert sum(turn.words for turn in read.turns) == source.words
    assert [FARMER[turn.start : turn.end] for turn in read.turns] == FARMER.split("\n")


def test_a_name_that_is_taken_gets_a_number(project):
    brought = [transcript("Farmer"), transcript("Farmer"), transcript(" ")]

    made = do(project, import_sources, brought)

    assert [source.name for source in made] == ["Farmer", "Farmer (2)", " .txt"]


def test_one_respondent_in_two_sources_is_one_case(project):
    values = {"Aigul": {"age": "45", "district": ""}}
    do(project, import_sources, [transcript("2019", values=values), transcript("2021")])

    [aigul] = look(project, cases)

    assert (aigul.name, dict(aigul.values)) == ("Aigul", {"age": "45"})


def test_a_text_without_turns_can_be_stored(project):
    [source] = do(project, import_sources, [transcript("Empty", "")])

    assert (source.length, source.words) == (0, 0)
    assert project.check() == []


def test_sources_are_renamed_to_free_names_only(project):
    farmer, _ = imported(project), imported(project, "Teacher")

    do(project, rename_source, farmer.id, " Farmer 2021 ")
    with pytest.raises(NameTaken):
        do(project, rename_source, farmer.id, "Teacher")
    with pytest.raises(NameMissing):
        do(project, rename_source, farmer.id, " ")

    assert [source.name for source in look(project, sources)] == ["Farmer 2021", "Teacher"]


def test_a_source_changes_its_group_language_and_date(project):
    farmer = imported(project)

    do(project, regroup_source, farmer.id, "official", language="ru", date="2020-02-07")
    do(project, regroup_source, farmer.id, " policy document ")

    [source] = look(project, sources)
    assert (source.group, source.language, source.date) == ("policy document", "ru", "2020-02-07")


def test_a_retired_source_is_out_of_sight_until_it_is_brought_back(project):
    farmer = imported(project)
    do(project, retire_source, farmer.id)

    assert look(project, sources) == []
    assert [source.retired for source in look(project, sources, retired=True)] == [True]
    do(project, bring_back_source, farmer.id)
    assert look(project, sources) == [farmer]


def test_a_source_is_found_by_id_or_name(project):
    farmer = imported(project)

    assert look(project, source_row, "Farmer").id == look(project, source_row, farmer.id).id == farmer.id
    with pytest.raises(NotFound, match="source"):
        look(project, source_row, "Nobody")


def test_a_speaker_is_corrected(project):
    farmer = imported(project)
    [asks, _] = look(project, speakers, farmer.id)

    do(project, change_speaker, asks.id, role="other", case="Somebody", label="Interviewer")

    [asks, aigul] = look(project, speakers, farmer.id)
    assert (asks.label, asks.role) == ("Interviewer", "other")
    assert look(project, case_row, "Somebody").id == asks.case
    do(project, change_speaker, aigul.id, case="")
    assert look(project, speakers, farmer.id)[1].case is None


def test_two_speakers_of_a_source_do_not_share_a_label(project):
    farmer = imported(project)
    [asks, _] = look(project, speakers, farmer.id)

    with pytest.raises(BadValue, match="another speaker"):
        do(project, change_speaker, asks.id, label="Aigul")
    with pytest.raises(NameMissing):
        do(project, change_speaker, asks.id, label=" ")
    with pytest.raises(NotFound):
        do(project, change_speaker, "nobody", label="Aigul")


# -- cases ---------------------------------------------------------------------------------------------------


def test_an_attribute_nobody_had_yet_is_added_with_its_first_value(project):
    imported(project)
    [aigul] = look(project, cases)

    do(project, set_attribute, aigul.id, " age ", " 45 ")
    do(project, set_attribute, aigul.id, "age", "46")

    [aigul] = look(project, cases)
    assert dict(aigul.values) == {"age": "46"}
    assert [attribute.name for attribute in look(project, attributes)] == ["age"]


def test_an_empty_value_takes_it_away(project):
    imported(project)
    [aigul] = look(project, cases)
    do(project, set_attribute, aigul.id, "age", "45")

    do(project, set_attribute, aigul.id, "age", " ")

    assert dict(look(project, cases)[0].values) == {}


def test_an_attribute_needs_a_name_and_a_case(project):
    imported(project)
    [aigul] = look(project, cases)

    with pytest.raises(NameMissing):
        do(project, set_attribute, aigul.id, " ", "45")
    with pytest.raises(NotFound, match="case"):
        do(project, set_attribute, "nobody", "age", "45")


# -- codes ---------------------------------------------------------------------------------------------------


FEELINGS = Codebook(
    "Feelings",
    "en",
    entries=(
        CodebookEntry(
            "Feelings",
            {"en": Wording("Feelings", brief="What people feel")},
            codable=False,
            children=(
                CodebookEntry(
                    "Fear", {}, colour="#aa0000", key="f", contradicts=("Trust",), terms={"en": ("afraid",)}
                ),
                CodebookEntry("Trust", {}, key="t"),
            ),
        ),
    ),
)


def test_a_codebook_becomes_a_tree_of_codes(project):
    feelings, fear, trust = do(project, load_codebook, FEELINGS)

    assert (feelings.codable, feelings.parent) == (False, None)
    assert (fear.parent, fear.colour, fear.key, fear.contradicts) == (
        feelings.id,
        "#aa0000",
        "f",
        (trust.id,),
    )
    assert dict(fear.terms) == {"en": ("afraid",)}
    assert wording(feelings, "en", "brief") == wording(feelings, "kk", "brief") == "What people feel"
    assert wording(fear, "kk", "name") == "Fear"
    assert wording(fear, "kk", "full") == ""
    assert list(look(project, lambda session: paths(codes(session))).values()) == [
        "Feelings",
        "Feelings / Fear",
        "Feelings / Trust",
    ]


def test_a_codebook_loaded_again_changes_nothing(project):
    do(project, load_codebook, FEELINGS)
    before, version = state(project), project.version()

    do(project, load_codebook, FEELINGS)

    assert (state(project), project.version()) == (before, version)


def test_a_codebook_leaves_what_is_there_and_takes_only_free_keys(project):
    do(project, add_code, "Fence", key="f")
    heading = do(project, add_code, "Feelings")

    do(project, load_codebook, FEELINGS)

    by_name = {one.name: one for one in look(project, codes)}
    assert by_name["Feelings"].id == heading.id
    assert by_name["Feelings"].codable
    assert (by_name["Fear"].parent, by_name["Fear"].key) == (heading.id, "")


def test_a_code_is_added_at_the_end(project):
    first = do(project, add_code, " Fear ", colour="#AA0000", key="f", words={"ru": {"brief": "страх"}})
    second = do(project, add_code, "Trust", parent=first.id)

    assert (first.name, first.colour, first.key, second.parent) == ("Fear", "#aa0000", "f", first.id)
    assert second.position > first.position
    assert look(project, codes) == [first, second]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " "}, NameMissing),
        ({"name": "Fear"}, NameTaken),
        ({"name": "Fear / Anger"}, BadValue),
        ({"name": "Anger", "key": "F"}, BadValue),
        ({"name": "Anger", "key": "ff"}, BadValue),
        ({"name": "Anger", "key": "f"}, KeyTaken),
        ({"name": "Anger", "colour": "red"}, BadValue),
        ({"name": "Anger", "parent": "nowhere"}, NotFound),
    ],
)
def test_a_code_that_cannot_be_is_refused(project, given, error):
    do(project, add_code, "Fear", key="f")

    with pytest.raises(error):
        do(project, add_code, **given)


def test_the_name_of_a_code_is_one_line(project):
    with project.edit(by="Ana") as edit:
        made = add_code(edit, " Fear\n of them ")
        change_code(edit, made.id, name="Fear \n of them")

    assert made.name == "Fear of them"


def test_the_same_name_may_stand_under_two_parents(project):
    good, bad = do(project, add_code, "Good"), do(project, add_code, "Bad")
    for parent in (good, bad):
        do(project, add_code, "Luck", parent=parent.id)

    with pytest.raises(NotUnique, match="Good / Luck; Bad / Luck"):
        look(project, code, "Luck")
    assert look(project, code, "Bad / Luck").parent == bad.id
    with pytest.raises(NotFound):
        look(project, code, "Ill luck")


def test_what_is_given_of_a_code_is_changed_and_the_rest_stays(project):
    fear = do(project, add_code, "Fear", words={"en": {"brief": "Being afraid"}})
    trust = added(project, "Trust")

    do(project, change_code, fear.id, key="f", words={"ru": {"brief": "страх"}}, contradicts=(trust.id,))
    do(project, change_code, fear.id, codable=False)

    changed = look(project, code, fear.id)
    assert (changed.name, changed.colour, changed.key, changed.codable) == ("Fear", fear.colour, "f", False)
    assert changed.contradicts == (trust.id,)
    assert wording(changed, "ru", "brief") == "страх"
    assert wording(changed, "en", "brief") == "Being afraid"
    with pytest.raises(NotFound):
        do(project, change_code, fear.id, contradicts=("nowhere",))


def test_a_code_moves_under_another_but_never_under_its_own(project):
    fear, panic, night = added(project, "Fear"), added(project, "Panic"), added(project, "Panic at night")
    do(project, move_code, panic.id, under=fear.id)
    do(project, move_code, night.id, under=panic.id, position=0)

    for under in (fear, panic, night):
        with pytest.raises(BadValue, match="under itself"):
            do(project, move_code, fear.id, under=under.id)
    assert [one.name for one in look(project, codes)] == ["Fear", "Panic", "Panic at night"]
    do(project, move_code, night.id, under=None)
    assert look(project, code, night.id).parent is None


def test_a_code_does_not_move_where_its_name_is_taken(project):
    fear, _ = added(project, "Fear"), added(project, "Trust")
    inner = do(project, add_code, "Trust", parent=fear.id)

    with pytest.raises(NameTaken):
        do(project, move_code, inner.id, under=None)


def test_a_retired_code_gives_up_its_key(project):
    fear = do(project, add_code, "Fear", key="f")
    do(project, retire_code, fear.id)
    do(project, add_code, "Fence", key="f")

    assert [one.name for one in look(project, codes)] == ["Fence"]
    do(project, bring_back_code, fear.id)
    assert {one.name: one.key for one in look(project, codes)} == {"Fear": "", "Fence": "f"}


def test_of_two_codes_of_a_name_the_one_in_use_is_meant(project):
    above, fear = added(project, "Old"), added(project, "Fear")
    inner = do(project, add_code, "Fear", parent=above.id)
    do(project, retire_code, fear.id)

    assert look(project, code, "Old / Fear").id == inner.id
    assert look(project, code, "Fear").id == fear.id  # its whole path


# -- coders and the project ----------------------------------------------------------------------------------


def test_coders_come_go_and_keep_what_they_coded(project):
    ben = do(project, add_coder, " Ben ")
    coding = coded(project, imported(project), (0, 5), added(project), by="Ben")
    do(project, rename_coder, ben.id, "Benjamin")
    do(project, retire_coder, ben.id)

    [ana, benjamin] = look(project, coders)
    assert (ana.name, ana.retired) == ("Ana", False)
    assert (benjamin.id, benjamin.name, benjamin.retired) == (coding.coder, "Benjamin", True)
    do(project, bring_back_coder, ben.id)
    assert look(project, coders)[1].retired is False


def test_two_coders_do_not_share_a_name(project):
    do(project, add_coder, "Ben")

    for verb, given in ((add_coder, ("Ana",)), (rename_coder, (project.coder("Ben").id, "Ana"))):
        with pytest.raises(NameTaken):
            do(project, verb, *given)
    with pytest.raises(NameMissing):
        project.coder("  ")
    with pytest.raises(NotFound):
        do(project, retire_coder, "nobody")


def test_the_project_gets_another_name(project):
    do(project, rename_project, " Korday ", "reflexive")
    with pytest.raises(NameMissing):
        do(project, rename_project, "")

    assert (project.info().name, project.info().kind) == ("Korday", "reflexive")
