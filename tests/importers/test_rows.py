"""Transcripts in tables: one row a turn, one column a speaker, one row a respondent; and tables that are none."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers import tables
from qualcode.importers.problems import (
    CannotRead,
    LooksLikeFaceSheet,
    NoRows,
    NotATranscript,
    NoWords,
    TableTooLong,
    TooLong,
)
from qualcode.importers.rows import MOST_TURNS, kind_of_table, read_rows
from qualcode.importers.tables import MOST_ROWS, read_table
from qualcode.importers.transcripts import understood
from qualcode.model import Transcript

TURNS = "table, one row a turn"
VOICES = "table, one column a speaker"
ANSWERS = "table, one row a respondent"


def read(text: str, name: str = "village.csv") -> Transcript:
    return understood(name, text.encode())


def book(*rows: tuple, **sheets: list[tuple]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, more in sheets.items():
        sheet = made.create_sheet(name)
        for row in more:
            sheet.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def times(transcript: Transcript) -> list[int | None]:
    return [turn.time for turn in transcript.turns]


def roles(transcript: Transcript) -> dict[str, str]:
    return {speaker.label: speaker.role for speaker in transcript.speakers}


# -- one row a turn ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "Time,Speaker,Text",
        "start_time,speaker_name,utterance",
        "Timecode,Participant,Transcript",
        "Timespan,Name,Content",
        "BeginTime,Who?,Words",
        "Время,Спикер,Реплика",
        "Начало,Кто говорит,Текст реплики",
        "Таймкод,Имя участника,Расшифровка",
        "Уақыты,Сөйлеуші,Мәтін",
        "Басталуы,Кім,Айтылым",
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(header):
    found = read(
        f"{header}\n00:00:05,Модератор,Как живёте?\n00:01:10,Айгүл,Жақсы.\n00:01:20,Модератор,Ал бұрын?\n"
    )

    assert said(found) == [("Модератор", "Как живёте?"), ("Айгүл", "Жақсы."), ("Модератор", "Ал бұрын?")]
    assert times(found) == [5_000, 70_000, 80_000]
    assert roles(found) == {"Модератор": "interviewer", "Айгүл": "respondent"}
    assert found.layout == TURNS
    names = header.split(",")
    assert found.evidence == (
        f"3 rows; who speaks stands in “{names[1]}”, what is said in “{names[2]}”, the time in “{names[0]}”."
    )


def test_rows_of_one_speaker_become_one_turn_and_lines_of_a_cell_paragraphs():
    found = read('speaker,text\nI,So?\nR,"First.\n\nSecond."\nR,Third.\n')

    assert said(found) == [("I", "So?"), ("R", "First.\nSecond.\nThird.")]


def test_whispers_table_has_times_in_milliseconds_and_nobody_who_speaks():
    found = read(
        "start\tend\ttext\n0\t2400\tWe came here long ago\n2400\t5000\tand stayed by the river\n", "w.tsv"
    )

    assert said(found) == [("", "We came here long ago"), ("", "and stayed by the river")]
    assert times(found) == [0, 2400]
    assert found.warnings[0] == "The numbers in “start” were read as milliseconds."


def test_speakers_at_the_beginning_of_the_words_are_found_where_no_column_names_them():
    found = read("start,end,text\n0,4,I: Where do you live?\n4,9,R: By the river.\n9,12,I: And before?\n")

    assert said(found) == [("I", "Where do you live?"), ("R", "By the river."), ("I", "And before?")]
    assert times(found) == [0, 4000, 9000]
    assert found.layout == "Name: words"


def test_numbered_speakers_of_a_program_are_called_by_their_column():
    found = read("speaker,start,text\n0,0.5,How are you now?\n1,2.5,Fine I think.\n0,5,Good to hear.\n")

    assert [speaker for speaker, _ in said(found)] == ["speaker 0", "speaker 1", "speaker 0"]


@pytest.mark.parametrize(
    "text",
    [
        'Interviewer,How long have you lived here?\nAli,"All my life, since birth."\nInterviewer,And they?\nAli,No.\n',
        "1;0:05;Interviewer;How long have you lived here?\n2;0:09;Ali;All my life.\n3;0:15;Interviewer;And?\n4;0:20;Ali;So.\n",
        "Interviewer\t0.00\t3.20\tHow long here?\nAli\t3.20\t5.90\tAll my life I think\nInterviewer\t6.10\t9\tAnd they?\nAli\t9\t12\tNo.\n",
    ],
)
def test_without_a_header_columns_are_known_by_their_looks(text):
    found = read(text)

    assert [speaker for speaker, _ in said(found)] == ["Interviewer", "Ali"] * 2
    assert found.layout == TURNS


def test_under_names_nobody_knows_speakers_are_those_who_ask_and_answer():
    found = read(
        "Sprecher;Inhalt\nAnna;Wie leben Sie hier?\nAli;Gut leben wir hier alle miteinander.\n"
        "Anna;Und die Nachbarn?\nAli;Auch gut, und alle helfen.\n"
    )

    assert roles(found) == {"Anna": "interviewer", "Ali": "respondent"}


def test_a_column_of_roles_gives_the_roles():
    found = read("speaker,role,text\nA,respondent,I ask?\nB,interviewer,I answer.\nA,respondent,Do I?\n")

    assert roles(found) == {"A": "respondent", "B": "interviewer"}


def test_a_translation_and_other_columns_are_left_out_and_told():
    found = read(
        "Speaker,Original,Translation,Mood\nI,Қалай тұрасыз?,How do you live?,calm\nR,Жақсы.,Well.,calm\n"
    )

    assert said(found) == [("I", "Қалай тұрасыз?"), ("R", "Жақсы.")]
    assert "Columns that were left out: “Translation”, “Mood”." in found.warnings


def test_words_that_unquoted_commas_parted_are_joined_again():
    found = read("speaker,text\nI,Well, how are you, today?\nR,Fine.\nI,So, tell me.\n")

    assert [words for _, words in said(found)] == ["Well, how are you, today?", "Fine.", "So, tell me."]
    assert "Words that commas parted were joined again, in rows: 2, 4." in found.warnings


def test_an_empty_cell_is_the_speaker_above_where_names_are_not_repeated():
    merged = read("who,text\nI,Tell me.\n,Slowly.\nR,I was born here.\n,By the river.\n")
    machine = read("who,text\nA,I was born here.\nA,By the river.\n,a door slams\nB,And I was not.\n")

    assert said(merged) == [("I", "Tell me.\nSlowly."), ("R", "I was born here.\nBy the river.")]
    assert said(machine)[1] == ("", "a door slams")


def test_labels_that_differ_in_case_or_a_colon_are_one_speaker():
    found = read("speaker,text\nAnna:,One.\nALI,Two.\nanna,Three.\nAnna:,Four.\nAli,Five.\nAli,Six.\n")

    assert [speaker for speaker, _ in said(found)] == ["Anna", "Ali", "Anna", "Ali"]


def test_speakers_whose_rows_stand_together_are_brought_in_order_of_time():
    found = read(
        "tier,begin,text\nAnna,00:00:01,How do you live?\nAnna,00:00:09,And they?\n"
        "Ali,00:00:04,We live well.\nAli,00:00:14,Good people.\n"
    )

    assert times(found) == [1_000, 4_000, 9_000, 14_000]


def test_several_interviews_in_one_table_are_told_and_headed():
    found = read("interview,speaker,text\nV1,I,How?\nV1,R,Well.\nV2,I,And you?\nV2,R,Not.\n")

    assert said(found)[::3] == [("", "V1"), ("", "V2")]
    assert (
        "The table holds 2 interviews; to have them apart, save each as a table of its own." in found.warnings
    )


def test_what_stands_above_the_header_is_nobodys():
    data = book(
        ("Interview with a farmer",),
        ("Date", "12.03.2021"),
        (),
        ("Speaker", "Text"),
        ("I", "How?"),
        ("R", "Well."),
    )

    found = understood("v.xlsx", data)

    assert said(found) == [
        ("", "Interview with a farmer"),
        ("", "Date 12.03.2021"),
        ("I", "How?"),
        ("R", "Well."),
    ]


def test_excels_times_are_those_the_sheet_shows():
    rows = (
        ("Время", "Спикер", "Текст"),
        (dt.time(0, 0, 5), "И", "Как?"),
        (dt.time(0, 1), "Р", "Так."),
        (dt.time(0, 2, 13), "И", "А?"),
    )

    found = understood("v.xlsx", book(*rows))

    assert times(found) == [5_000, 60_000, 133_000]


def test_a_language_the_table_names_is_the_texts():
    found = read("speaker,language,text\nI,Kazakh,Да?\nR,kazakh,Нет.\n")

    assert found.language == "kk"


# -- one column a speaker ------------------------------------------------------------------------------


def test_questions_beside_answers_are_an_exchange_in_each_row():
    found = read("№;Вопрос;Ответ\n1;Как вы живёте?;Хорошо живём, дружно.\n2;А соседи какие?;Разные.\n")

    assert said(found) == [
        ("Вопрос", "Как вы живёте?"), ("Ответ", "Хорошо живём, дружно."), ("Вопрос", "А соседи какие?"), ("Ответ", "Разные."),
    ]  # fmt: skip
    assert roles(found) == {"Вопрос": "interviewer", "Ответ": "respondent"}
    assert found.layout == VOICES


def test_a_question_that_stands_in_the_rows_of_several_respondents_is_asked_once():
    found = read(
        "respondent,question,answer\nR1,How do you live?,Well.\nR2,How do you live?,Badly.\n"
        "R1,And the neighbours?,Good.\nR2,And the neighbours?,Bad.\n"
    )

    assert [speaker for speaker, _ in said(found)] == ["question", "R1", "R2", "question", "R1", "R2"]


def test_columns_under_the_names_of_people_who_take_turns_hold_their_words():
    found = read(
        "Time,Moderator,Aigul,Marat\n0:01,How is it here?,,\n0:05,,We live well.,\n0:09,,,Not so well.\n0:12,And they?,,\n"
    )

    assert [speaker for speaker, _ in said(found)] == ["Moderator", "Aigul", "Marat", "Moderator"]
    assert times(found) == [1_000, 5_000, 9_000, 12_000]


# -- one row a respondent ------------------------------------------------------------------------------

SURVEY = (
    "Code,Age,Street,What do you think of your neighbours?,What should be done?\n"
    "S1,31,upper,They are good people and they help.,Build the bridge at last\n"
    "S2,45,lower,,Nothing at all I am afraid\n"
    'S3,20,upper,"First this.\n\nThen that.",More work for the young\n'
)


def test_each_open_question_is_asked_once_and_answered_in_the_order_of_rows():
    found = read(SURVEY)

    assert said(found) == [
        ("Question", "What do you think of your neighbours?"),
        ("S1", "They are good people and they help."),
        ("S3", "First this.\nThen that."),
        ("Question", "What should be done?"),
        ("S1", "Build the bridge at last"),
        ("S2", "Nothing at all I am afraid"),
        ("S3", "More work for the young"),
    ]
    assert roles(found) == {
        "Question": "interviewer",
        "S1": "respondent",
        "S3": "respondent",
        "S2": "respondent",
    }
    assert found.layout == ANSWERS
    assert found.evidence == (
        "One row for each respondent (3), named by “Code”. Open questions: “What do you think of your neighbours?”, "
        "“What should be done?”. Attributes: “Age”, “Street”."
    )


def test_respondents_are_cases_and_the_other_columns_their_attributes():
    found = read(SURVEY)

    assert {speaker.label: speaker.case for speaker in found.speakers} == {
        "Question": "", "S1": "S1", "S2": "S2", "S3": "S3",
    }  # fmt: skip
    assert found.values["S2"] == {"Age": "45", "Street": "lower"}


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("answer", ["Yes", "No"]),
        ("Ответ", ["Да; конечно", "Нет"]),
        ("жауап", ["Иә, әрине", "Жоқ білмеймін"]),
        ("Q1 open-ended", ["I would say so", "No way"]),
        ("Расскажите о вашем селе", ["Село большое и старое", "Хорошее"]),
        ("Ауыл туралы не айтасыз?", ["Ауылымыз үлкен, таза", "Жақсы ауыл ғой"]),
        ("v17", ["We have lived in this village all our lives.", "It was better when the farm was there."]),
    ],
)
def test_open_questions_are_known_by_name_or_by_running_words(header, answers):
    if header == "answer":
        answers = ["Yes of course", "No"]
    quoted = [f'"{answer}"' for answer in answers]

    found = read(f"id,age,{header}\nA7,31,{quoted[0]}\nA8,45,{quoted[1]}\n")

    assert said(found) == [("Question", header), ("A7", answers[0]), ("A8", answers[1])]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Do you trust the akim?", ["yes", "no", "yes"]),
        ("How old are you?", ["31", "45", "20"]),
        (
            "How often do you meet them?",
            ["not very often", "every single day", "not very often", "every single day"],
        ),
        ("occupation", ["deputy head of the district administration", "teacher of history in school", "no"]),
        (
            "address",
            ["12 Abay street in the upper village", "3 Dostyk street near the mosque", "by the river"],
        ),
        ("institution", ["University - Russell Group", "University - Russell Group", "Other"]),
    ],
)
def test_choices_numbers_and_names_of_things_are_attributes(header, values):
    rows = "".join(f"A{i},{value},Something said at length here.\n" for i, value in enumerate(values, 7))

    found = read(f"id,{header},answer\n{rows}")

    assert [words for speaker, words in said(found) if speaker == "Question"] == ["answer"]
    assert found.values["A7"] == {header: values[0]}


def test_without_names_respondents_are_called_by_their_rows():
    found = read("age,answer\n31,I live here\n45,I live there\n", "survey.csv")

    assert [speaker for speaker, _ in said(found)] == ["Question", "Row 2", "Row 3"]
    assert found.values == {"survey Row 2": {"age": "31"}, "survey Row 3": {"age": "45"}}


def test_numbers_of_respondents_are_theirs_in_this_file_only():
    found = read("id,age,answer\n1,31,I live here\n2,45,I live there\n", "upper.csv")

    assert [(each.label, each.case) for each in found.speakers][1:] == [("1", "upper 1"), ("2", "upper 2")]


def test_respondents_of_one_name_are_told_apart():
    found = read("respondent,answer\nOlga,I live here\nolga,I live there\nAli,Nowhere\nQuestion,Me too\n")

    assert [speaker for speaker, _ in said(found)] == ["Question", "Olga", "olga (2)", "Ali", "Question (2)"]
    assert "Respondents of one name were told apart: olga, Question." in found.warnings


def test_programs_that_put_a_second_header_below_the_first_are_known():
    monkey = read(
        "Respondent ID,What is your age?,Anything else?\n,Response,Open-Ended Response\nM1,31,No thanks\nM2,45,Build the bridge\n"
    )
    qualtrics = read(
        'ResponseId,Q1,Q2\nResponse ID,Your age,What do you think of them?\n"{""ImportId"":""id""}","{""ImportId"":""QID1""}",'
        '"{""ImportId"":""QID2""}"\nX1,31,They are good people\nX2,45,I do not know them\n'
    )

    assert said(monkey) == [("Question", "Anything else?"), ("M1", "No thanks"), ("M2", "Build the bridge")]
    assert said(qualtrics)[0] == ("Question", "What do you think of them?")
    assert qualtrics.values["X1"] == {"Your age": "31"}


def test_long_rows_are_told():
    found = read("id,answer\nA1,I live here\nA2,I live there\nA3,And,I,too\n")

    assert "Rows with more cells than the header has names: 4." in found.warnings


# -- workbooks -----------------------------------------------------------------------------------------


def test_of_several_sheets_the_first_in_which_somebody_speaks_is_read_and_the_others_named():
    talk = [("Speaker", "Text"), ("I", "How?"), ("R", "Well.")]

    found = understood("v.xlsx", book(("Legend",), ("R", "respondent"), V1=talk, V2=talk))

    assert said(found) == [("I", "How?"), ("R", "Well.")]
    assert "Only the sheet “V1” was read; left out: “Sheet”, “V2”." in found.warnings


def test_a_transcript_pasted_into_one_column_is_read_as_its_lines():
    found = understood(
        "v.xlsx", book(("I: How, do you live?",), ("R: Well enough.",), ("I: And they?",), ("R: Too.",))
    )

    assert [speaker for speaker, _ in said(found)] == ["I", "R", "I", "R"]
    assert found.layout == "Name: words"


# -- tables that are no transcripts --------------------------------------------------------------------

FACE_SHEETS = [
    "file,case,age\nV1.docx,R1,31\nV2.docx,R2,45\n",
    "file,case,speaker,notes\nV1.docx,R1,Ali,He was shy at first and then he talked a lot.\nV2.docx,R2,,She wept when she spoke of it.\n",
    "файл;респондент;пол;возраст\nв1.txt;Р1;ж;31\nв2.txt;Р2;м;45\n",
    "case,speaker,group\nA,P1,villager\nB,P2,villager\n",
    "code,occupation\nR1,deputy head of the district administration\nR2,teacher of history in a village school\n",
]
NOTHING_SAID = [
    "год,казахи,русские\n1999,7985039,4479620\n2009,10096763,3793764\n",
    "region,sex,value\nUpper,men,31\nUpper,women,33\nLower,men,20\n",
    "coder,source,code,quote,memo\nAna,V1,Fear,I was afraid of them at night,\nAna,V1,Trust,We trust our neighbours,\n",
    "Document;Code;Segment;Beginning;End\nV1;Fear;I was afraid;3;3\nV1;Trust;We trust them;4;4\n",
    "code,description\nFear,What people say when they are afraid of somebody.\nTrust,What people say of those they trust.\n",
    "name,type,description\nYEAR,INTEGER,The year in which the event took place.\nID,INTEGER,A number for each event.\n",
    "Ana,1,2,9\nAna,2,11,17\nBo,1,2,9\n",
    "We live by the river, and it is good.\nThere are many of us here, you know, and we talk.\n",
]  # fmt: skip


@pytest.mark.parametrize("text", FACE_SHEETS)
def test_a_face_sheet_is_no_transcript_and_says_so(text):
    with pytest.raises(LooksLikeFaceSheet, match="looks like a face sheet"):
        read(text)
    assert kind_of_table(read_table("f.csv", text.encode())) == "face sheet"


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_a_table_in_which_nobody_speaks_is_one_clear_sentence(text):
    with pytest.raises(NotATranscript):
        read(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("speaker,text\nI,How?\nR,Well.\n", "turns"),
        ("Вопрос;Ответ\nКак вы живёте?;Хорошо.\nА соседи какие?;Тоже.\n", "turns"),
        (SURVEY, "respondents"),
        (NOTHING_SAID[0], "other"),
        (NOTHING_SAID[2], "other"),
    ],
)
def test_the_kind_of_a_table_can_be_asked(text, kind):
    assert kind_of_table(read_table("t.csv", text.encode())) == kind


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"speaker,text\n", NoRows),
        (b"\n \n", NoWords),
        (b",,,\n,,\n", NoWords),
        (b"speaker,text\n" + b"I,a\n" * (MOST_TURNS + 1), TableTooLong),
        (b"id,answer\n" + b"".join(b"A%d,I live at number %d\n" % (i, i) for i in range(MOST_ROWS + 1)), TableTooLong),
        (b"x," * 600 + b"\n" + b"y," * 600, TableTooLong),
        (b"a" * 6_000_000, TooLong),
    ],
)  # fmt: skip
def test_tables_that_are_empty_or_endless_are_one_clear_sentence(data, problem):
    with pytest.raises(problem) as raised:
        read_rows("t.csv", data)
    assert "t.csv" in str(raised.value)
    assert "face sheet" not in str(raised.value)


def test_a_transcript_may_have_many_more_rows_than_a_face_sheet():
    rows = "".join(f"{'IR'[i % 2]},word {i}\n" for i in range(MOST_ROWS + 5))

    assert len(read("speaker,text\n" + rows).turns) == MOST_ROWS + 5


def test_an_endless_sheet_of_a_workbook_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_TEXT", 50)
    with pytest.raises(TooLong):
        read_rows("t.xlsx", book(("speaker", "text"), *[("I", "word " * 10)] * 5))


_CELLS = st.sampled_from(
    ["", "I", "R", "Айгүл", "0", "1.5", "00:01:23", "00:00:01:12", "2021-03-14 10:30", "нет", "a.docx", "x" * 90, "0:01-0:05",
     "How do you live here with all these people?", "two\nlines", '"', "=1+1", "\u202e", "1e5", '{"ImportId"', "٣", "İ"]
)  # fmt: skip
_NAMES = st.sampled_from(
    ["speaker", "text", "start", "end", "№", "Кто?", "role", "язык", "file", "case", "Вопрос", "Ответ", "answer",
     "interview", "code", "quote", "What do you think?", "column 3", "Ali", ""]
)  # fmt: skip


@given(
    st.lists(_NAMES, min_size=1, max_size=6),
    st.lists(st.lists(_CELLS, max_size=7), max_size=8),
    st.sampled_from(",;\t"),
)
def test_any_table_ends_in_a_text_or_in_one_sentence(header, rows, sign):
    lines = [sign.join(header), *(sign.join(row) for row in rows)]
    try:
        found = understood("t.csv", "\n".join(lines).encode())
    except CannotRead:
        return
    assert {turn.speaker for turn in found.turns} - {""} <= set(roles(found))


# -- files of others -----------------------------------------------------------------------------------


@pytest.mark.shared
def test_a_survey_of_others_has_a_case_for_each_row(cases):
    path = cases / "transcripts" / "qualcoder_survey456.csv"

    found = understood(path.name, path.read_bytes())

    assert [(each.label, each.case, each.role) for each in found.speakers] == [
        ("Question", "", "interviewer"),
        *((f"ID{number}", f"ID{number}", "respondent") for number in (4, 5, 6)),
    ]
    assert found.values["ID5"] == {"Gender": "m", "Interest": "golf"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("transcripts/sheffield_facesheet.xlsx", "face sheet"),
        ("policy/gdelt1_events.csv", "other"),
        ("policy/kz_regions_total.csv", "other"),
        ("policy/ethnic_composition_kz_1897_2021.csv", "other"),
        ("coded/llmcode_bopp_code_descriptions.csv", "other"),
        ("coded/pygamma_AlexPaulSuzan.csv", "other"),
        ("coded/saturation_insect/Int01_ID731.xlsx", "other"),
    ],
)
def test_tables_of_others_are_told_from_transcripts(cases, file, kind):
    assert kind_of_table(read_table(file, (cases / file).read_bytes())) == kind


def test_the_tables_of_the_sample_are_told_from_transcripts(sample):
    kinds = {
        path.name: kind_of_table(read_table(path.name, path.read_bytes())) for path in sample.glob("*.csv")
    }

    assert kinds == {
        "facesheet.csv": "face sheet",
        "codings_aigerim.csv": "other",
        "codings_daniyar.csv": "other",
    }


def test_a_cell_may_hold_a_whole_interview():
    words = "Ауыл тыныш. " * 30_000
    data = f"speaker,text\nI,Не?\nR,{words}\nI,Ал?\nR,Жоқ.\n".encode()

    found = understood("long.csv", data)

    assert [(each.label, each.turns) for each in found.speakers] == [("I", 2), ("R", 2)]
    assert len(found.text) > 300_000
