"""CHAT files as CLAN and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.chat import MAIN_LINES, read_chat
from qualcode.importers.content import Content
from qualcode.importers.problems import CannotRead, NoWords
from qualcode.importers.transcripts import understood

INTERVIEW = """@UTF8
@PID:\t11312/c-1
@Begin
@Languages:\tkaz, rus
@Participants:\tPAR Aigul Participant , INV Ann_Lee Investigator , ENV Environment
@ID:\tkaz|korday|PAR|45;06.|female|||Participant|||
@ID:\tkaz|korday|INV|||||Investigator|||
@Media:\tkor-01, audio
@Date:\t14-MAY-2019
@Situation:\tat home, near
\tthe stove
*INV:\tҚайда тудыңыз ? \x151000_2500\x15
%com:\ta dog barks
*PAR:\tмен [/] мен Қордайда &-uh тудым (.)
\tкейін <біз көштік> [?] . \x152500_7000\x15
%mor:\tpro|мен n|Қордай
*PAR:\txxx жоқ +...
*ENV:\t0 .
*INV:\tал сосын ? \x159000_9500\x15
@End
"""


def turns(text: str | bytes) -> list[tuple[str, str, int | None]]:
    found = understood("a.cha", text if isinstance(text, bytes) else text.encode())
    return [(turn.speaker, found.text[turn.start : turn.end], turn.time) for turn in found.turns]


def test_main_lines_become_turns_with_their_times_and_their_marks():
    assert turns(INTERVIEW) == [
        ("INV", "Қайда тудыңыз ?", 1_000),
        ("PAR", "мен [/] мен Қордайда &-uh тудым (.) кейін <біз көштік> [?] .\nxxx жоқ +...", 2_500),
        ("ENV", "0 .", None),
        ("INV", "ал сосын ?", 9_000),
    ]


def test_roles_names_language_date_and_recording_are_told():
    found = understood("a.cha", INTERVIEW.encode())

    assert [(each.label, each.role, each.case) for each in found.speakers] == [
        ("INV", "interviewer", ""), ("PAR", "respondent", "Aigul"), ("ENV", "other", ""),
    ]  # fmt: skip
    assert (found.language, found.date, found.layout) == ("kk+ru", "2019-05-14", MAIN_LINES)
    assert "The recording this was made from: kor-01." in found.warnings
    assert "Lines that are not speech were left out: %com, %mor, @Situation." in found.warnings
    assert "were kept" in found.evidence


@pytest.mark.parametrize(
    "text",
    [
        INTERVIEW.replace("\n", "\r\n"),
        INTERVIEW.replace("\n", "\r"),
        INTERVIEW.replace("\x15", "•"),
        INTERVIEW.replace("\x15", ""),
        INTERVIEW.replace("\t", " "),
        INTERVIEW.replace("\x151", '\x15%snd:"kor-01"_1'),
        f"\ufeff{INTERVIEW}",
        INTERVIEW.encode("utf-16"),
    ],
)
def test_line_ends_times_and_encodings_may_be_of_any_kind(text):
    assert turns(text) == turns(INTERVIEW)


def test_without_an_interviewer_among_the_roles_whoever_asks_is_guessed():
    head = "@Begin\n@Participants:\tCHI Eve Target_Child, MOT Mother\n"
    text = f"{head}*MOT:\twhat is it ?\n*CHI:\ta dog .\n*MOT:\twhere ?\n*CHI:\tthere it is now .\n@End"

    found = understood("a.cha", text.encode())

    assert [(each.label, each.role, each.case) for each in found.speakers] == [
        ("MOT", "interviewer", ""), ("CHI", "respondent", "Eve"),
    ]  # fmt: skip


def test_roles_may_stand_under_id_alone_and_codes_in_cyrillic():
    text = "@Begin\n@ID:\trus|x|ИНТ|||||Interviewer|||\n*ИНТ: Где?\n*РЕС: Там, в ауле.\n@End"

    assert read_chat("a.cha", text.encode()).roles == {"ИНТ": "interviewer", "РЕС": "respondent"}


def test_a_file_that_breaks_off_is_read_with_a_warning():
    assert "“@End”" in "\n".join(read_chat("a.cha", INTERVIEW.replace("@End\n", "").encode()).notices)
    assert "“@End”" not in "\n".join(read_chat("a.cha", INTERVIEW.encode()).notices)


def test_many_short_lines_with_times_are_text():
    text = "@Begin\n" + "".join(f"*CHI:\tno . \x15{i}000_{i}500\x15\n" for i in range(100)) + "@End\n"

    assert len(read_chat("a.cha", text.encode()).said) == 100


def test_a_file_without_main_lines_is_read_as_the_text_it_is():
    assert turns("I: Where?\nR: There.\nI: When?\nR: Then.")[0] == ("I", "Where?", None)
    assert "plain text" in "\n".join(read_chat("a.cha", b"I: Where?").notices)


def test_headers_alone_are_no_words():
    with pytest.raises(NoWords):
        understood("a.cha", b"@UTF8\n@Begin\n@Comment:\tWords\n@End")


@pytest.mark.parametrize("date", ["14-MAI-2019", "May 2019", "99-MAY-2019"])
def test_a_date_of_another_form_is_no_obstacle(date):
    assert understood("a.cha", INTERVIEW.replace("14-MAY-2019", date).encode()).text


DRAWN = """@UTF8|@Begin|@End|@Participants:\tA B C, , D|@ID:\t|||A||||R|@Date:\t99-JAN-0000|*A:\twords \x151_2\x15|*A:|*:b|*A: \x15
|%mor:\tx|\tmore|•1_2•|words 1_2|\x15999999999999_1\x15|@|*|%|@Media:\t"a", b|\x0b|\u2028|\x00"""


@given(st.lists(st.sampled_from(DRAWN.split("|")), max_size=20).map("\n".join))
def test_any_lines_end_in_turns_or_a_sentence(text):
    try:
        found = understood("a.cha", text.encode())
    except CannotRead:
        return

    assert not set("\r\0\x15\x0b") & set(found.text)


def content_or_problem(data: bytes) -> Content | CannotRead:
    try:
        return read_chat("a.cha", data)
    except CannotRead as problem:
        return problem


@given(st.binary(max_size=200))
def test_any_bytes_end_in_content_or_a_sentence(data):
    assert isinstance(content_or_problem(data + b"\n*A:\t" + data), Content | CannotRead)
