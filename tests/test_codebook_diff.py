"""What became of a codebook: everything that was done is told, and nothing else."""

from dataclasses import replace

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from qualcode.actions.codes import (
    add_code,
    bring_back_code,
    change_code,
    move_code,
    retire_code,
)
from qualcode.actions.merging import merge_codes
from qualcode.codebook_diff import FIELDS, Difference, differences, pieces
from qualcode.errors import QualcodeError
from qualcode.model import Code, CodeId
from qualcode.project import Project
from qualcode.store import codes
from qualcode.store.codebook_versions import as_kept, from_kept

FEAR = Code(CodeId("fear"), "Fear", wordings={"en": {"name": "Fear", "brief": "Afraid of others."}})
CALM = Code(CodeId("calm"), "Calm", position=1)
NIGHT = Code(CodeId("night"), "Night", parent=FEAR.id)
BOOK = (FEAR, NIGHT, CALM)


def changed(old, **fields):
    """What is told when one code of the book is changed."""
    return kinds(differences(BOOK, tuple(replace(code, **fields) if code is old else code for code in BOOK)))


def kinds(found):
    return [difference.kind for difference in found]


def in_words(old, new):
    return [difference.in_words(lambda sentence: sentence) for difference in differences(old, new)]


def test_nothing_became_of_a_codebook_that_stayed():
    assert differences(BOOK, BOOK) == ()


def test_each_change_is_told_by_its_name():
    assert changed(CALM, name="Peace") == ["renamed"]
    assert changed(NIGHT, parent=CALM.id) == ["moved"]
    assert changed(CALM, retired=True) == ["retired"]
    assert changed(CALM, retired=True, merged_into=FEAR.id) == ["merged"]
    assert changed(CALM, codable=False) == ["heading"]
    assert changed(CALM, colour="#000000") == ["recoloured"]
    assert changed(CALM, key="c") == ["re-keyed"]
    assert changed(CALM, rule=2) == ["new rule"]
    assert changed(CALM, contradicts=(FEAR.id,)) == ["opposites"]
    assert changed(CALM, terms={"ru": ("мир",)}) == ["terms"]
    assert changed(CALM, wordings={"kk": {"brief": "Тыныш"}}) == ["redefined"]


def test_what_was_retired_is_brought_back():
    assert in_words((replace(CALM, retired=True),), (CALM,)) == ["“Calm” was brought back."]


def test_what_came_and_what_went_is_told_with_its_place():
    assert in_words((FEAR, NIGHT), (FEAR, CALM)) == [
        "“Calm” was added.",
        "“Fear / Night” is no longer there.",
    ]
    assert in_words((FEAR,), (FEAR, NIGHT)) == ["“Fear / Night” was added under “Fear”."]


def test_a_merged_code_says_into_which():
    assert in_words((FEAR, CALM), (FEAR, replace(CALM, retired=True, merged_into=FEAR.id))) == [
        "“Calm” was merged into “Fear”."
    ]


def test_a_code_added_and_retired_since_is_told_as_both():
    assert kinds(differences((), (replace(CALM, retired=True),))) == ["added", "retired"]


def test_what_lies_under_a_code_that_moved_did_not_move():
    deep = replace(FEAR, parent=CALM.id)

    assert kinds(differences((CALM, FEAR, NIGHT), (CALM, deep, NIGHT))) == ["moved"]


def test_another_order_is_told_once_for_all_that_lie_together():
    assert differences(BOOK, (CALM, FEAR, NIGHT)) == (Difference("reordered", None, ""),)


def test_a_new_name_is_not_told_again_as_a_part_of_the_definition():
    renamed = replace(FEAR, name="Dread", wordings={"en": {"name": "Dread", "brief": "Afraid of others."}})

    assert kinds(differences((FEAR,), (renamed,))) == ["renamed"]


def test_each_part_of_a_definition_is_told_with_its_language():
    new = replace(FEAR, wordings={"en": {"name": "Fear", "use": "Said so."}, "ru": {"brief": "Страх"}})

    assert [(d.language, d.field, d.was, d.now) for d in differences((FEAR,), (new,))] == [
        ("en", "brief", "Afraid of others.", ""),
        ("en", "use", "", "Said so."),
        ("ru", "brief", "", "Страх"),
    ]


# -- words -------------------------------------------------------------------------------------------------


def test_words_taken_out_and_added_stand_where_they_were():
    assert pieces("Peace between communities is affirmed", "Peace among all communities is affirmed") == (
        ("same", "Peace "),
        ("removed", "between"),
        ("added", "among all"),
        ("same", " communities is affirmed"),
    )


@given(old=st.text("ab қ.\n", max_size=30), new=st.text("ab қ.\n", max_size=30))
def test_the_pieces_hold_both_texts(old, new):
    found = pieces(old, new)

    assert "".join(piece.text for piece in found if piece.kind != "added") == old
    assert "".join(piece.text for piece in found if piece.kind != "removed") == new


def test_of_two_very_long_texts_the_whole_is_one_piece():
    old, new = "a " * 3_000, "b " * 3_000

    assert pieces(old, new) == (("removed", old), ("added", new))


# -- everything that coders do -------------------------------------------------------------------------------


def seen(tree):
    """What of a codebook can be seen: positions only as the order they give."""
    return [as_kept(replace(code, position=0)) for code in tree]


names = st.sampled_from(["Fear", "Calm", "Night", "Water"])


@st.composite
def deeds(draw, there):
    code, other = draw(st.sampled_from(there)), draw(st.sampled_from(there))
    field, language = draw(st.sampled_from(list(FIELDS))), draw(st.sampled_from(["en", "ru"]))
    return draw(
        st.sampled_from(
            [
                lambda edit: add_code(edit, f"{draw(names)} {len(there)}", parent=draw(st.sampled_from([None, code]))),
                lambda edit: change_code(edit, code, name=draw(names)),
                lambda edit: change_code(edit, code, colour="#00aa00", key=draw(st.sampled_from(["", "f"]))),
                lambda edit: change_code(edit, code, codable=draw(st.booleans()), new_rule=draw(st.booleans())),
                lambda edit: change_code(edit, code, words={language: {field: draw(names)}}),
                lambda edit: change_code(edit, code, contradicts=(other,), terms={language: (draw(names),)}),
                lambda edit: move_code(edit, code, under=draw(st.sampled_from([None, other])), position=0),
                lambda edit: retire_code(edit, code),
                lambda edit: bring_back_code(edit, code),
                lambda edit: merge_codes(edit, code, [other]),
            ]
        )
    )  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_codes_is_told_and_nothing_that_was_not(tmp_path_factory, data):
    with Project.create(tmp_path_factory.mktemp("diff") / "study.qualcode", coder="Ana") as study:
        for name in ("Fear", "Calm", "Night"):
            with study.edit(by="Ana") as edit:
                add_code(edit, name)
        before = tree(study)
        for _ in range(data.draw(st.integers(1, 4))):
            try:
                with study.edit(by="Ana") as edit:
                    data.draw(deeds([code.id for code in tree(study)]))(edit)
            except QualcodeError:
                event("refused")
        after = tree(study)

        found = differences(before, after)
        for difference in found:
            event(difference.kind)
            assert difference.in_words(lambda sentence: sentence)

        assert bool(found) == (seen(before) != seen(after))
        assert differences(after, tuple(from_kept(as_kept(code)) for code in after)) == ()


def tree(study):
    with study.read() as session:
        return tuple(codes.codes(session, retired=True))
