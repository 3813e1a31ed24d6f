"""What is read from a file is drawn as `speaker: words`, with `~` for nobody and `/` between paragraphs."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text.drawing import drawn, read

from qualcode.text.layouts import NO_SPEAKERS
from qualcode.text.turns import LAYOUT_NAMES, Line, turns_of, turns_of_text

LAYOUTS = {
    "Name: words": """
        I: Where?
        R: Here.
        I: When?
        """,
    "[time] Name: words": """
        [00:00:01] I: Where?
        [00:00:02] R: Here.
        [00:00:05] I: When?
        """,
    "speaker on its own line": """
        I:
        Where?

        R:
        Here.

        I:
        When?
        """,
    "name and time, then words": """
        I  0:01
        Where?
        R  0:02
        Here.
        I  0:05
        When?
        """,
    "time, name and words on lines of their own": """
        0:0:1.0 --> 0:0:2.0
        I
        Where?
        0:0:2.0 --> 0:0:4.510
        R
        Here.
        0:0:5.0 --> 0:0:6.0
        I
        When?
        """,
    "[name] words": """
        [I] Where?
        [R] Here.
        [I] When?
        """,
    "Name — words": """
        I — Where?
        R — Here.
        I — When?
        """,
    "Name, tab, words": """
        I\tWhere?
        R\tHere.
        I\tWhen?
        """,
    "Q. words": """
        I. Where?
        R. Here.
        I. When?
        """,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_conversation_reads_the_same_in_every_layout(layout):
    found = read(LAYOUTS[layout])

    assert found.layout == layout
    assert drawn(found) == ["I: Where?", "R: Here.", "I: When?"]
    assert [(speaker.label, speaker.role, speaker.turns) for speaker in found.speakers] == [
        ("I", "interviewer", 2),
        ("R", "respondent", 1),
    ]


@pytest.mark.parametrize("layout", ["[time] Name: words", "name and time, then words",
                                    "time, name and words on lines of their own"])  # fmt: skip
def test_times_are_kept(layout):
    assert [turn.time for turn in read(LAYOUTS[layout]).turns] == [1_000, 2_000, 5_000]


@pytest.mark.parametrize(
    "line",
    [
        "[00:01:23] Anna: Hello", "00:01:23 Anna: Hello", "00:01:23 - Anna: Hello", "Anna [00:01:23]: Hello",
        "Anna (01:23): Hello", "Anna: [00:01:23] Hello", "Anna 1:23\nHello", "Anna (1:23)\nHello",
        "[00:01:23.000] - Anna\nHello", "00:01:23 Anna\nHello", "Anna: 00:01:23\nHello",
        "Anna: (01:23)\nHello", "Anna [00:01:23] Hello", "[00:01:23]\nAnna: Hello", "00:01:23\nAnna\nHello",
        "**Anna:** [00:01:23] Hello",
        "**[00:01:23] Anna:** Hello", "Anna\t1:23\nHello",
    ],
)  # fmt: skip
def test_a_time_may_stand_before_or_after_the_name(line):
    second = line.replace("Anna", "Ben").replace("1:23", "1:29").replace("Hello", "Hi")

    found = read(f"{line}\n\n{second}")

    assert drawn(found) == ["Anna: Hello", "Ben: Hi"]
    assert [turn.time for turn in found.turns] == [83_000, 89_000]


def test_a_time_at_the_end_is_when_the_next_turn_begins():
    found = read("I: Where? #00:00:12-3#\nR: Here. #00:00:15-0#\nI: When? #00:00:17-0#")

    assert drawn(found) == ["I: Where?", "R: Here.", "I: When?"]
    assert [turn.time for turn in found.turns] == [None, 12_300, 15_000]


def test_days_and_times_before_the_start_are_read():
    found = read(
        "[-00:01:57:00]\nКедр: Как слышите?\n\nЗаря 1 (Каманин): Слышу.\n\n"
        "[00:00:02:00]\nКедр: Понял.\nЗаря 1 (Быков): Да."
    )

    assert drawn(found) == [
        "Кедр: Как слышите?",
        "Заря 1 (Каманин): Слышу.",
        "Кедр: Понял.",
        "Заря 1 (Быков): Да.",
    ]
    assert [turn.time for turn in found.turns] == [-7_020_000, None, 120_000, None]


def test_neighbouring_stretches_of_one_speaker_are_one_turn():
    found = read(
        """
        I: One.
        I: Two.
        Three.
        R: Four.
        """
    )

    assert drawn(found) == ["I: One. / Two. / Three.", "R: Four."]


def test_words_before_the_first_speaker_stay_as_turns_of_nobody():
    found = read(
        """
        Invented sample.
        Aidarly, 12 March

        I: Where?
        R: Here.
        """
    )

    assert drawn(found) == ["~: Invented sample.", "~: Aidarly, 12 March", "I: Where?", "R: Here."]


def test_without_speakers_each_paragraph_is_a_turn():
    found = read("One sentence.\n\nAnother one.\nA third.")

    assert found.layout == NO_SPEAKERS
    assert drawn(found) == ["~: One sentence.", "~: Another one.", "~: A third."]


def test_times_of_a_text_without_speakers_are_kept_beside_it():
    found = read("[00:00:05] We came.\n[00:00:15] It was late.")

    assert drawn(found) == ["~: We came.", "~: It was late."]
    assert [turn.time for turn in found.turns] == [5_000, 15_000]


def test_the_hours_of_an_agenda_are_words():
    agenda = "10:30\nOpening\n11:00\nLunch\n12:00 Closing"

    assert read(agenda).text == agenda


@pytest.mark.parametrize("pair", ["I R", "Q A", "И Р", "В О", "С Ж", "М Р1", "Interviewer Interviewee",
    "Интервьюер Респондент", "Сұрақ Жауап", "Модератор Айгүл_апай", "Researcher_1 Kelly",
    "Сұхбат_алушы Жауап_беруші", "Журналист Заместитель_акима"])  # fmt: skip
def test_the_interviewer_is_known_by_the_label(pair):
    asks, answers = (label.replace("_", " ") for label in pair.split())

    found = read(f"{asks}: Бірінші\n{answers}: Екінші\n" * 3)

    assert [(s.label, s.role, s.turns) for s in found.speakers] == [
        (asks, "interviewer", 3),
        (answers, "respondent", 3),
    ]


def test_a_colon_in_running_speech_is_no_speaker():
    found = read(
        """
        Сұхбат алушы: Не болды?
        Жауап беруші: Айтайын дегенім: су жоқ.
        Айтайын дегенім: су жоқ.
        Он сказал мне так: уходи. Он сказал мне так: иди.
        Он сказал мне так: уходи.
        Ескерту: су жоқ.
        Note: no water.
        Note: none.
        http://aidarly.kz
        Сұхбат алушы: Рақмет.
        """
    )

    assert [speaker.label for speaker in found.speakers] == ["Сұхбат алушы", "Жауап беруші"]
    assert len(found.turns) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Он говорит: иди.\nЯ говорю: нет.\nОн говорит: иди.\nЯ говорю: нет.",
        "Мақсаты: бірлік\nМерзімі: 2021\nМақсаты: татулық\nМерзімі: 2022",
        "Цель: единство\nСрок: 2021\nЦель: мир\nСрок: 2022",
        "Москва — столица.\nОн — мой брат.\nОн — хороший.\nЭто — да.\nЭто — нет.",
        "— Сәлем!\n— Сәлем.\n— Қалайсың?\n— Жақсы.",
        "TRANSCRIPT\nCONTEXT\nThis is a text.\nNOTES\nAnother text.\nTRANSCRIPT\nMore text.",
        "[laughter] yes\n[inaudible] no\n[laughter] yes\n[pause] no",
        "a. one\nb. two\nc. three\na. four",
        "1. One\n2. Two\n3. Three",
        "Да\nбыло так\nНет\nне так\nДа\nбыло\nНет\nне было",
        "1\n00:00:01,000 --> 00:00:02,000\nHello there\n\n2\n00:00:03,000 --> 00:00:04,000\nHi",
    ],
)
def test_what_is_no_conversation_has_no_speakers(text):
    assert read(text).speakers == ()


def test_headings_in_capitals_are_words_of_nobody():
    found = read("TRANSCRIPT\n\nINTERVIEW\nI: Where?\nR: Here.\nI: When?")

    assert drawn(found)[:2] == ["~: TRANSCRIPT", "~: INTERVIEW"]


def test_names_in_capitals_on_their_own_lines_are_speakers():
    found = read("ИНТЕРВЬЮЕР\nЧто было?\n\nАЙГҮЛ\nНичего.\n\nИНТЕРВЬЮЕР\nИ всё?\n\nАЙГҮЛ\nВсё.")

    assert [speaker.label for speaker in found.speakers] == ["ИНТЕРВЬЮЕР", "АЙГҮЛ"]


def test_a_header_that_names_the_speakers_is_not_their_speech():
    found = read(
        """
        Интервьюер: Анна С.
        Респондент: Марат, 45 лет
        Дата: 12.03.2021

        Интервьюер: Здравствуйте?
        Марат: Здравствуйте.
        Интервьюер: Начнём?
        Марат: Да, давайте.
        """
    )

    assert drawn(found)[:4] == [
        "~: Интервьюер: Анна С.", "~: Респондент: Марат, 45 лет", "~: Дата: 12.03.2021",
        "Интервьюер: Здравствуйте?",
    ]  # fmt: skip


def test_short_answers_at_the_beginning_are_no_header():
    assert drawn(read("I: Hello\nR: Hi\nNote: he laughs\nI: How are you?"))[:2] == [
        "I: Hello",
        "R: Hi / Note: he laughs",
    ]


def test_one_speaker_is_one_however_the_label_is_typed():
    found = read("И: Где?\nР: Здесь.\nИ: Когда?\nP: Вчера.\nи: Кто?\nр : Я.")

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [("И", 3), ("Р", 3)]


def test_somebody_who_speaks_once_is_heard_where_every_line_has_a_speaker():
    found = read(
        "M: Сонымен?\nP1: Иә.\nP2: Жоқ.\nM: Ал?\nP1: Жоқ.\nP2: Иә.\nАсқар: Мен де.\nM: Рақмет.\nP1: Хош."
    )

    assert "Асқар: Мен де." in drawn(found)


def test_somebody_who_may_speak_once_is_named_in_a_notice_elsewhere():
    found = read("I: Where?\nR: Here.\nWell.\nSo.\nMorale: low.\nI: When?\nR: Now.")

    assert [speaker.label for speaker in found.speakers] == ["I", "R"]
    assert "Words that stand once before a colon were not taken for speakers: “Morale:”." in found.notices


def test_a_label_without_words_is_a_turn_on_an_empty_paragraph():
    found = read("I: Where?\nR:\nI: When?\nR: Now.")

    assert drawn(found) == ["I: Where?", "R: ", "I: When?", "R: Now."]
    assert found.text == "Where?\n\nWhen?\nNow."


def test_headings_and_footers_are_nobodys_unless_the_speaker_goes_on():
    lines = [Line("I: Where?"), Line("Part two", heading=True), Line("I: When?"),
             Line("Part three", heading=True), Line("R: Now."),
             Line("Transcribed by https://otter.ai")]  # fmt: skip

    assert drawn(turns_of(lines)) == [
        "I: Where? / Part two / When?", "~: Part three", "R: Now.", "~: Transcribed by https://otter.ai",
    ]  # fmt: skip


def test_archive_notes_and_page_numbers_are_nobodys_and_leave_the_time_to_the_speaker():
    found = read(
        "[00:00:01:00]\nCC: Go.\n\n[00:00:01:02]\n_page : 4\nP: Roger.\n\n[00:00:01:05]\nCC: Well.\nP: Yes."
    )

    assert drawn(found)[:3] == ["CC: Go.", "~: _page : 4", "P: Roger."]
    assert found.turns[2].time == 62_000


def test_a_table_of_times_speakers_and_words():
    rows = [("00:01", "Сұхбаттасушы", "Сәлеметсіз бе?"), ("00:02", "Айгүл", "Здравствуйте."),
            ("00:03", "Сұхбаттасушы", "Қайдан?"), ("00:04", "Айгүл", "Айдарлыдан.")]  # fmt: skip
    found = turns_of([Line(text, cell=cell) for row in rows for cell, text in enumerate(row)])

    assert found.layout == "table of speakers and words"
    assert drawn(found)[:2] == ["Сұхбаттасушы: Сәлеметсіз бе?", "Айгүл: Здравствуйте."]
    assert [turn.time for turn in found.turns] == [1_000, 2_000, 3_000, 4_000]


def test_a_table_beside_the_conversation_is_nobodys():
    lines = [Line("I: Where?"), Line("R: Here."), Line("saved by", cell=0), Line("Anna", cell=1)]

    assert drawn(turns_of(lines)) == ["I: Where?", "R: Here.", "~: saved by", "~: Anna"]


def test_bold_names_without_a_colon():
    lines = [Line("Anna where was it?", bold=4), Line("Ben over there.", bold=3)] * 2

    found = turns_of(lines)

    assert found.layout == "name in bold, then words"
    assert drawn(found)[:2] == ["Anna: where was it?", "Ben: over there."]


def test_whoever_asks_briefly_is_the_interviewer_where_no_label_says_so():
    found = read(
        "Нұрлан: Қалайсыз?\nАйгүл: Жақсы, рақмет, бәрі жақсы болып жатыр.\n"
        "Нұрлан: Не болды?\nАйгүл: Сол түні ештеңе көрмедім, үйде отырдым."
    )

    assert [(speaker.label, speaker.role) for speaker in found.speakers] == [
        ("Нұрлан", "interviewer"),
        ("Айгүл", "respondent"),
    ]


def test_where_nobody_asks_nobody_interviews_and_a_notice_says_so():
    found = read("Unknown Speaker  0:00\nWell.\nAli  0:05\nYes.\nKelly  0:09\nNo.\nAli  0:12\nSo.")

    assert [(speaker.label, speaker.role) for speaker in found.speakers] == [
        ("Unknown Speaker", "other"), ("Ali", "respondent"), ("Kelly", "respondent"),
    ]  # fmt: skip
    assert "Nobody was recognised as the interviewer; say who asks the questions." in found.notices


def test_the_evidence_tells_how_many_lines_fit_and_what_came_second():
    found = read(
        "I: Where?\nR: Here.\nMore.\nI: When?\nMadina — a\nNora — b\nMadina — c\nNora — d\nMadina — e"
    )

    assert found.evidence.startswith("3 of 9 lines begin with one of 2 speakers; ")
    assert "Name — words" in found.evidence


def test_the_choice_can_be_overruled():
    text = "I: Where?\nR: Here."

    assert turns_of_text(text, NO_SPEAKERS).text == text
    assert "would fit 2 of 2 lines" in turns_of_text(text, NO_SPEAKERS).evidence
    assert turns_of_text(text, "Name — words").speakers == ()
    assert (
        turns_of_text("I:\nWhere?\nR:\nHere.", "speaker on its own line").layout == "speaker on its own line"
    )


def test_a_layout_that_is_told_takes_names_that_would_not_do_by_themselves():
    text = "Айгүл: Су жоқ.\nСолай дейді.\nМарат: Бар.\nайтты: иә.\nNote: none."

    assert turns_of_text(text).speakers == ()
    assert drawn(turns_of_text(text, "Name: words")) == [
        "Айгүл: Су жоқ. / Солай дейді.",
        "Марат: Бар. / айтты: иә. / Note: none.",
    ]


def test_every_layout_has_a_name():
    assert set(LAYOUTS) < set(LAYOUT_NAMES)
    assert NO_SPEAKERS in LAYOUT_NAMES


@pytest.mark.parametrize(
    "end",
    ["[End of recording]", "Конец записи.", "(конец аудиозаписи)", "Жазба соңы", "--- End of interview ---",
     "Запись окончена", "Расшифровано с помощью https://otter.ai"],
)  # fmt: skip
def test_what_ends_a_recording_is_nobodys(end):
    assert drawn(read(f"I: Where?\nR: Here.\nI: When?\nR: Now.\n{end}"))[-2:] == ["R: Now.", f"~: {end}"]


def test_dashes_without_names_are_told():
    found = read("— Сәлем, қалайсыз?\n— Жақсы.\n— Қайдан келдіңіз?\n— Ауылдан.")

    assert found.speakers == ()
    assert found.notices[0].startswith(
        "4 paragraphs begin with a dash, as in a conversation, but nobody is named;"
    )


def test_somebody_known_as_a_person_is_heard_although_he_speaks_once():
    found = read("I: Where?\nR: Here.\nWell.\nSo.\nКүйеуі: Мен де.\nI: When?\nR: Now.\nSo.")

    assert "Күйеуі: Мен де." in drawn(found)


def test_a_heading_between_turns_is_no_speaker():
    found = read("I: Where?\nR: Here.\nI: When?\nR: Now.\n" * 3 + "Block 2: water\nI: So?\nR: Yes.")

    assert [speaker.label for speaker in found.speakers] == ["I", "R"]


@pytest.mark.parametrize(
    "header",
    [
        "Тема: жизнь в селе\nНачало: 10:15\nОкончание: 11:20\n",
        "Interviewer: Anna S.\nRespondent: R5, woman, 45\nPlace: Aidarly\nStart: 10:15\n",
        "Модератор: Айгүл С.\nҚатысушылар: 5 адам\nКүні: 12.03.2021\n",
    ],
)
def test_keys_and_values_above_a_conversation_are_no_turns(header):
    found = read(f"{header}\nМ: Где это было?\nР1: Там.\nМ: Когда?\nР2: В мае.")

    assert [speaker.label for speaker in found.speakers] == ["М", "Р1", "Р2"]


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: Anna S.\nRespondent: Marat, 45\n\nWe came in May.\nIt was late.\nNobody met us.",
        "Иванов А.Б. – директор школы\nКим О.В. – учитель\nЛи А.С. – водитель",
        "Респондент 1: женщина, 45 лет\nРеспондент 2: мужчина, 34 года\nРеспондент 3: женщина, 51 год",
        "10:00 Фокус-группа: молодёжь\n11:00 Фокус-группа: женщины\n12:00 Фокус-группа: мужчины",
        "From: Anna\nTo: Ben\nSubject: Water\n\nNo water.\n\nFrom: Ben\nTo: Anna\nSubject: Water\n\nNone here.",
        "Проблема: вода.\nМы пришли.\nПричина: труба.\nПроблема: дорога.\nПричина: дождь.\nМы ушли.",
    ],
)
def test_what_stands_once_or_as_a_key_does_not_speak(text):
    assert read(text).speakers == ()


def test_times_with_frames_and_times_with_days_are_told_apart():
    film = read("01:00:01:12 I: Where?\n01:00:05:24 R: Here.\n01:00:09:03 I: When?")
    flight = read("[01:00:01:12]\nCC: Go.\n[01:00:01:45]\nP: Roger.\n[01:00:02:03]\nCC: Well.")

    assert [turn.time for turn in film.turns] == [3_601_480, 3_605_960, 3_609_120]
    assert flight.turns[0].time == 86_400_000 + 72_000


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
@given(
    lines=st.lists(
        st.builds(
            Line,
            st.sampled_from(
                ["I: a", "R — b", "[c] d", "0:05", "12  E f", "ИВАН да", "", "Q. g", "\t", "A: h B: i"]
            )
            | st.text(max_size=9),
            st.integers(0, 9),
            st.booleans(),
            st.integers(-1, 2),
            st.none() | st.integers(0, 9),
        ),
        max_size=9,
    )
)
@settings(max_examples=40)
def test_any_layout_may_be_chosen_for_any_text(layout, lines):
    found = turns_of(lines, layout)

    assert found.layout in LAYOUT_NAMES
    assert found.layout == NO_SPEAKERS or layout != NO_SPEAKERS


def test_a_hundred_thousand_turns_take_seconds():
    found = turns_of_text("I: a\nR: b\n" * 50_000)

    assert [speaker.turns for speaker in found.speakers] == [50_000, 50_000]


@pytest.mark.parametrize("text", ["", "\n\n", ":", "—", "[]", "**", "I:", "[00:01]", "\t"])
def test_nearly_nothing_is_read_too(text):
    assert turns_of_text(text).text == ("" if text == "[00:01]" else text.strip())


@pytest.mark.parametrize(
    "line", ["a" + " " * 190, "0:00 " * 40, "*a" * 90, "a 0:00" * 30, "A. " * 60, "[" * 200, "Ab " * 60 + ":"]
)
def test_lines_that_nearly_are_labels_take_no_time(line):
    begin = time.process_time()

    turns_of_text("\n".join(f"{line}{number}" for number in range(200)))

    assert time.process_time() - begin < 2


@given(
    st.text("aА .:：,-—[](){}<>#*|0159?\t", min_size=1, max_size=7),
    st.integers(1, 3_000),
    st.sampled_from(["", ":", "x"]),
)
@settings(max_examples=150)
def test_no_repetition_takes_long(unit, times, end):
    begin = time.process_time()

    turns_of_text(unit * times + end)
    turns_of_text(f"{unit * 40}{end}\n" * 30)

    assert time.process_time() - begin < 1


def cost(text: str) -> float:
    begin = time.process_time()
    turns_of_text(text)
    return max(0.02, time.process_time() - begin)


@pytest.mark.parametrize(
    ("unit", "times"),
    [("слово слово, слово. ", 100_000), ("I: a\nR: b\n", 12_000), (" ", 2_000_000),
     ("I: where is it? R: it is here. ", 8_000)],
    ids=["a long line", "many lines", "spaces", "many turns in a line"],
)  # fmt: skip
def test_four_times_as_long_takes_about_four_times_as_long(unit, times):
    turns_of_text(unit * 100)

    assert cost(unit * times) < 9 * cost(unit * (times // 4))
