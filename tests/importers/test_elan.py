"""ELAN files as its users build them: tiers of speech, and of everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.content import Content
from qualcode.importers.elan import TIERS, read_elan
from qualcode.importers.problems import (
    CannotRead,
    Damaged,
    NotOffice,
    NoWords,
    OwnDefinitions,
    TooLong,
    TooManyParts,
)
from qualcode.importers.transcripts import understood

KINDS = {
    "default-lt": "", "refT": "", "orthT": "Symbolic_Association", "translation": "Symbolic_Association",
    "words": "Symbolic_Subdivision", "inside": "Included_In",
}  # fmt: skip


def tier(name: str, *annotations: str, kind: str = "default-lt", participant: str = "", **more: str) -> str:
    """Annotations as “a1 1-2 words” (from slot to slot) or “b1 a1 words” (of another annotation)."""
    given = {
        "PARTICIPANT": participant,
        "PARENT_REF": more.get("parent", ""),
        "LANG_REF": more.get("language", ""),
    }
    attributes = "".join(f' {key}="{value}"' for key, value in given.items() if value)
    return (
        f'<TIER LINGUISTIC_TYPE_REF="{kind}" TIER_ID="{name}"{attributes}>'
        f"{''.join(_annotation(*each.split(maxsplit=2)) for each in annotations)}</TIER>"
    )


def _annotation(name: str, of: str, text: str = "") -> str:
    if "-" in of:
        begin, _, end = of.partition("-")
        tag, where = "ALIGNABLE", f'TIME_SLOT_REF1="ts{begin}" TIME_SLOT_REF2="ts{end}"'
    else:
        tag, where = "REF", f'ANNOTATION_REF="{of}"'
    return (
        f'<ANNOTATION><{tag}_ANNOTATION ANNOTATION_ID="{name}" {where}>'
        f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></{tag}_ANNOTATION></ANNOTATION>\n"
    )


def eaf(times: list[int | None], *tiers: str, encoding: str = "UTF-8", head: str = "") -> bytes:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{number}"' + ("/>" if time is None else f' TIME_VALUE="{time}"/>')
        for number, time in enumerate(times, 1)
    )
    kinds = "".join(
        f'<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="{kind}" TIME_ALIGNABLE="true"'
        + (f' CONSTRAINTS="{constraint}"/>' if constraint else "/>")
        for kind, constraint in KINDS.items()
    )
    return f"""<?xml version="1.0" encoding="{encoding}"?>{head}
        <ANNOTATION_DOCUMENT AUTHOR="" DATE="2024-05-14T11:22:33+06:00" FORMAT="3.0" VERSION="3.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
        <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
        <MEDIA_DESCRIPTOR MEDIA_URL="file:///D:/%D0%97%D0%B0%D0%BF%D0%B8%D1%81%D1%8C/kor%2001.wav"/></HEADER>
        <TIME_ORDER>{slots}</TIME_ORDER>{"".join(tiers)}
        <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="codes" CONTROLLED_VOCABULARY_REF="cv"/>{kinds}
        <LANGUAGE LANG_DEF="http://cdb.iso.org/lg/CDB-00138502-001" LANG_ID="kaz" LANG_LABEL="Kazakh (kaz)"/>
        </ANNOTATION_DOCUMENT>""".encode(encoding)


def turns(data: bytes) -> list[tuple[str, str, int | None]]:
    found = understood("a.eaf", data)
    return [(turn.speaker, found.text[turn.start : turn.end], turn.time) for turn in found.turns]


def content_or_problem(data: bytes) -> Content | CannotRead:
    try:
        return read_elan("a.eaf", data)
    except CannotRead as problem:
        return problem


def left_out(data: bytes) -> str:
    return next((notice for notice in read_elan("a.eaf", data).notices if "left out" in notice), "")


def test_participants_speak_in_order_of_time_and_what_depends_on_their_words_is_left_out():
    data = eaf(
        [0, 1500, 1500, 4000, 4200, 6000, 6100, 9000],
        tier("Интервьюер", "a1 1-2 Откуда вы?", "a4 7-8 А потом?", participant="Интервьюер"),
        tier("K1", "a2 3-4 Мен Қордайданмын,", "a3 5-6 ауылдан.", participant="Айгүл", language="kaz"),
        tier("K1-tr", "b2 a2 Я из Кордая.", kind="translation", parent="K1", participant="Айгүл"),
        tier("notes", "n1 1-8 шумно на улице"),
        tier("head", "g1 3-4 nods", kind="codes", participant="Айгүл"),
        tier("default"),
    )

    assert turns(data) == [
        ("Интервьюер", "Откуда вы?", 0),
        ("Айгүл", "Мен Қордайданмын, ауылдан.", 1_500),
        ("Интервьюер", "А потом?", 6_100),
    ]
    assert left_out(data).endswith("“K1-tr”, “notes”, “head”.")
    assert understood("a.eaf", data).layout == TIERS


def test_the_recording_and_the_language_are_told():
    found = read_elan("a.eaf", eaf([0, 9], tier("A", "a1 1-2 Сәлем!", participant="Айгүл", language="kaz")))

    assert found.facts == {"recording": "kor 01.wav", "language": "kaz"}
    assert "The recording this was made from: kor 01.wav." in found.notices


def test_where_the_upper_tier_only_counts_the_words_stand_below_it():
    data = eaf(
        [100, 2000, 2100, None, None, 5000],
        tier("ref@ABK", "r1 1-2 kor.001", "r2 3-4 kor.002", "r3 5-6 kor.003", kind="refT"),
        tier("orth@ABK", "o1 r1 Ол кезде біз кішкентай едік", "o2 r2 жоқ", "o3 r3 көршілер болды",
             kind="orthT", parent="ref@ABK"),
        tier("word@ABK", "w1 o1 Ол", "w2 o1 кезде", kind="words", parent="orth@ABK"),
        tier("ft@ABK", "f1 r1 We were little then", kind="translation", parent="ref@ABK"),
    )  # fmt: skip

    assert turns(data) == [("ABK", "Ол кезде біз кішкентай едік\nжоқ\nкөршілер болды", 100)]


def test_words_on_a_tier_of_their_own_make_utterances():
    data = eaf(
        [100, 2000, 2100, 4000],
        tier("A_segnum", "r1 1-2 1", "r2 3-4 2", participant="Asel"),
        tier("A_word", "w1 r1 Біз", "w2 r1 келдік,", "w3 r2 сонда.", kind="words", parent="A_segnum"),
        tier("A_gls", "g1 r1 We came", kind="translation", parent="A_segnum"),
    )

    assert turns(data) == [("Asel", "Біз келдік, сонда.", 100)]


def test_segments_that_all_say_the_same_are_no_words():
    numbers = range(1, 7)
    data = eaf(
        [number * 1000 for number in range(1, 13)],
        tier("VAD", *(f"a{i} {2 * i - 1}-{2 * i} speech" for i in numbers)),
        tier(
            "Anna",
            *(f"b{i} a{i} Her words, {i}." for i in numbers),
            kind="orthT",
            parent="VAD",
            participant="Anna",
        ),
    )

    assert {speaker for speaker, *_ in turns(data)} == {"Anna"}


def test_without_participants_the_names_of_tiers_tell_who_speaks():
    data = eaf(
        [0, 1000, 1000, 2000],
        tier("Anna_transcription", "a1 1-2 So tell me."),
        tier("Anna_translation", "a2 1-2 Расскажите."),
        tier("tx@Bolat", "a3 3-4 There &amp; then."),
    )

    assert turns(data) == [("Anna", "So tell me.", 0), ("Bolat", "There & then.", 1_000)]


def test_nobody_says_two_things_at_once_but_two_people_do():
    data = eaf(
        [0, 5000, 1000, 2000, 5000, 6000],
        tier("S1", "a1 1-2 A long story about the war.", participant="One"),
        tier("S1-ru", "a2 5-6 Потом он кончился.", participant="One"),
        tier("S1-voice", "a3 1-2 creaky", participant="One"),
        tier("S2", "a4 3-4 Mhm.", participant="Two"),
    )

    assert turns(data) == [
        ("One", "A long story about the war.", 0),
        ("Two", "Mhm.", 1_000),
        ("One", "Потом он кончился.", 5_000),
    ]
    assert "“S1-voice”" in left_out(data)


def test_where_all_tiers_look_like_something_else_they_are_taken_all_the_same():
    assert turns(eaf([0, 1], tier("Translation", "a1 1-2 We came."))) == [("Translation", "We came.", 0)]


def test_slots_without_a_time_lie_between_their_neighbours():
    data = eaf(
        [1000, None, None, 4000, None],
        tier("A", "a1 1-2 One.", "a2 2-3 Two.", participant="A"),
        tier("B", "b1 2-3 Mhm?", participant="B"),
        tier("C", "c1 3-4 Three.", "c2 4-5 Four.", "c3 9-9 Five.", participant="C"),
    )

    assert [(words, time) for _, words, time in turns(data)] == [
        ("One. Two.", 1_000), ("Mhm?", 2_000), ("Three. Four. Five.", 3_000),
    ]  # fmt: skip


def test_tiers_and_annotations_that_depend_on_each_other_in_a_circle_end():
    data = eaf([0, 1], tier("A", "a1 b1 x y z", parent="B"), tier("B", "b1 a1 p q r", parent="A"))

    assert [words for _, words, _ in turns(data)] == ["x y z", "p q r"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "windows-1251"])
def test_the_file_says_itself_how_its_letters_are_stored(encoding):
    assert turns(eaf([0, 1], tier("А", "a1 1-2 Привет!"), encoding=encoding)) == [("А", "Привет!", 0)]


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE a SYSTEM "file:///etc/passwd">', '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>']
)
def test_definitions_of_its_own_are_refused(head):
    with pytest.raises(OwnDefinitions):
        read_elan("a.eaf", eaf([0, 1], tier("A", "a1 1-2 &d;"), head=head))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Just words", NotOffice),
        (b"<html><p>Words</p></html>", NotOffice),
        (b"<ANNOTATION_DOCUMENT><TIER>", Damaged),
        (eaf([0, 1], tier("A", "a1 1-2 Words."))[:-9], Damaged),
        (b"<?xml version='1.0' encoding='shift_jis'?><ANNOTATION_DOCUMENT/>", Damaged),
        (b"<ANNOTATION_DOCUMENT>" + b"<a>" * 100_000, Damaged),
        (eaf([], *(tier(f"T{number}") for number in range(1_001))), TooManyParts),
    ],
)
def test_what_is_no_annotation_ends_in_a_sentence(data, problem):
    with pytest.raises(problem):
        read_elan("a.eaf", data)


def test_a_file_without_annotations_holds_no_words():
    with pytest.raises(NoWords):
        understood("a.eaf", eaf([], tier("default")))


def test_more_words_than_can_be_read_are_refused():
    with pytest.raises(TooLong):
        read_elan("a.eaf", eaf([0, 1], tier("A", f"a1 1-2 {'words ' * 900_000}")))


WORDS = st.text("аб1 .?", max_size=8)
ANNOTATIONS = st.lists(
    st.builds(
        "{} {} {}".format, st.sampled_from("abc"), st.sampled_from(["1-2", "2-1", "3-9", "a", "b"]), WORDS
    ),
    max_size=6,
)
NAMES = st.sampled_from(["A", "B", "notes", "tx@A", ""])


@given(st.lists(st.tuples(NAMES, NAMES, NAMES, st.sampled_from(list(KINDS)), ANNOTATIONS), max_size=5))
def test_any_tiers_end_in_turns_or_a_sentence(tiers):
    drawn = [tier(name, *annotations, kind=kind, participant=who, parent=parent)
             for name, parent, who, kind, annotations in tiers]  # fmt: skip

    found = read_elan("a.eaf", eaf([5, None, 7], *drawn))

    assert all(paragraph.text for paragraph in found.said)


@given(st.data())
def test_a_damaged_file_ends_in_turns_or_a_sentence(data):
    whole = bytearray(
        eaf([0, 10, 20], tier("A", "a1 1-2 Words.", participant="A"), tier("B", "b1 2-3 More."))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    assert isinstance(content_or_problem(bytes(whole)), Content | CannotRead)
