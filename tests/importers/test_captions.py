"""Captions as meetings, machines and people make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.captions import UNKNOWN, VOICES, read_captions
from qualcode.importers.problems import CannotRead
from qualcode.importers.transcripts import understood
from qualcode.text.layouts import COLON, NO_SPEAKERS


def turns(text: str | bytes, name: str = "a.srt", layout: str = "") -> list[tuple[str, str]]:
    found = understood(name, text if isinstance(text, bytes) else text.encode(), layout=layout)
    return [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns]


def times(text: str, name: str = "a.srt") -> list[int | None]:
    return [turn.time for turn in understood(name, text.encode()).turns]


def notices(text: str, name: str = "a.srt") -> str:
    return "\n".join(read_captions(name, text.encode()).notices)


def srt(*cues: tuple[float, float, str], point: str = ",") -> str:
    """Cues of a beginning and an end in seconds, and what is shown."""

    def clock(seconds: float) -> str:
        whole = int(seconds)
        return (
            f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{round(seconds % 1 * 1000):03}"
        )

    return "".join(
        f"{number}\n{clock(start)} --> {clock(end)}\n{words}\n\n"
        for number, (start, end, words) in enumerate(cues, 1)
    )


def vtt(*cues: tuple[float, float, str], head: str = "WEBVTT") -> str:
    return f"{head}\n\n{srt(*cues, point='.')}"


# -- who speaks ----------------------------------------------------------------------------------------


def test_the_names_zoom_writes_are_speakers_whatever_they_are():
    text = vtt(
        (3, 6, "Aigul Nurbekova: Good morning, thank you for coming."),
        (6, 9, "Aigul Nurbekova: Where do you live?"),
        (10, 14, "iPhone (2): We live in Korday,"),
        (14, 19, "iPhone (2): and he said: never mind."),
        (19, 20, "Bolat: So do I."),
        head="WEBVTT\r",
    )

    assert turns(text, "GMT20240514_Recording.transcript.vtt") == [
        ("Aigul Nurbekova", "Good morning, thank you for coming. Where do you live?"),
        ("iPhone (2)", "We live in Korday, and he said: never mind."),
        ("Bolat", "So do I."),
    ]
    assert times(text, "a.vtt") == [3_000, 10_000, 19_000]


def test_the_voices_teams_writes_are_speakers_and_a_voice_without_a_name_is_somebody():
    text = (
        "\ufeffWEBVTT\r\n\r\n"
        "1f0c/12-0\r\n00:00:02.110 --> 00:00:05.870\r\n<v Ибраева Динара (гость)>Меня слышно?</v>\r\n\r\n"
        "1f0c/12-1\r\n00:00:05.870 --> 00:00:09.000\r\n<v Ибраева Динара (гость)>Расскажите,\r\nкак было.</v>\r\n\r\n"
        "1f0c/15-0\r\n00:00:09.300 --> 00:00:12.000\r\n<v>Хорошо.</v>\r\n"
    )

    assert turns(text, "a.vtt") == [
        ("Ибраева Динара (гость)", "Меня слышно? Расскажите, как было."),
        (UNKNOWN, "Хорошо."),
    ]
    assert "Captions of somebody whose name is missing: 1" in notices(text, "a.vtt")
    assert understood("a.vtt", text.encode()).layout == VOICES


def test_a_caption_without_a_voice_goes_on_with_the_one_before():
    text = vtt(
        (1, 2, "<v INT> Why?"), (3, 5, "<v ABE> Because"), (5, 9, "it was cold."), (9, 10, "<v INT> I see.")
    )

    assert turns(text, "a.vtt") == [("INT", "Why?"), ("ABE", "Because it was cold."), ("INT", "I see.")]


def test_where_every_caption_names_its_voice_one_without_is_nobodys():
    again = [(i, i + 1, f"<v Anna>Words {i}.") for i in range(8)]
    text = vtt(*again, (8, 9, "Who is there?"), (9, 10, "<v Bolat>It is me."))

    assert [speaker for speaker, _ in turns(text, "a.vtt")] == ["Anna", "", "Bolat"]
    labelled = text.replace("<v Anna>", "Anna: ").replace("<v Bolat>", "Bolat: ")
    assert [speaker for speaker, _ in turns(labelled, "a.vtt")] == ["Anna", "", "Bolat"]


def test_several_voices_in_one_caption_and_overlapping_captions_stay_apart():
    text = vtt(
        (1, 6, "<v Anna>Anna: Are you there?</v>\n<v.soft Bolat B.>Yes &amp; no,\n<i>really</i></v>"),
        (2, 3, "<v.loud Caspar>Mhm."),
        (6, 7, "- <v Bolat B.>Go on."),
    )

    assert turns(text, "a.vtt") == [
        ("Anna", "Are you there?"),
        ("Bolat B.", "Yes & no, really"),
        ("Caspar", "Mhm."),
        ("Bolat B.", "Go on."),
    ]
    assert times(text, "a.vtt") == [1_000, 1_000, 2_000, 6_000]


@pytest.mark.parametrize(
    "label", ["SPEAKER_{}: ", "[SPEAKER_{}]: ", "(Speaker {}) ", "[Speaker {}]\n", "Speaker {}:\n"]
)
def test_labels_of_machines_are_found_where_the_speaker_changes(label):
    one, two = label.format("00"), label.format("01")
    text = srt(
        (0, 2, f"{one}Where were you born?"),
        (2, 3, "In which year?"),
        (4, 6, f"{two}In 1960,"),
        (6, 8, "in May."),
    )

    assert [words for _, words in turns(text)] == ["Where were you born? In which year?", "In 1960, in May."]
    assert len({speaker for speaker, _ in turns(text)} - {""}) == 2


def test_chevrons_change_the_speaker_with_a_name_and_without():
    text = srt(
        (1, 3, "&gt;&gt; ANNA: Good evening."),
        (3, 5, "Our guest is here."),
        (5, 6, ">> GUEST: Thank you."),
        (6, 7, ">> Really?"),
        (7, 9, ">> GUEST: Yes."),
    )

    assert turns(text) == [
        ("ANNA", "Good evening. Our guest is here."),
        ("GUEST", "Thank you."),
        (UNKNOWN, "Really?"),
        ("GUEST", "Yes."),
    ]


def test_the_names_webex_writes_beside_the_number_are_voices():
    text = 'WEBVTT\n\n1 "Aizhan Serik" (2482461440)\n00:00:10.370 --> 00:00:13.520\nHello.\n'

    assert turns(text, "a.vtt") == [("Aizhan Serik", "Hello.")]


def test_names_on_rows_of_their_own_are_found_where_most_captions_have_one():
    text = srt(
        (1, 2, "Интервьюер\nГде это?"),
        (2, 3, "Айгүл\nВ ауле,"),
        (3, 4, "Айгүл\nу реки."),
        (4, 5, "Интервьюер\nДа."),
    )
    film = srt(
        (1, 2, "Алматы\nЛето."),
        (2, 3, "Мы ехали\nдолго."),
        (3, 4, "Айгүл\nмолчала."),
        (4, 5, "Алматы\nснова."),
    )

    assert turns(text) == [("Интервьюер", "Где это?"), ("Айгүл", "В ауле, у реки."), ("Интервьюер", "Да.")]
    assert {speaker for speaker, _ in turns(film)} == {""}


def test_kazakh_labels_at_the_change_of_speakers_make_turns_and_roles():
    text = srt(
        (1, 3, "Сұхбат алушы: Ауылыңыз туралы\nайтып беріңізші?"),
        (3, 6, "Айгүл апай: Біздің ауыл\nүлкен емес,"),
        (6, 9, "бірақ адамдары жақсы."),
        (9, 11, "Сұхбат алушы: Ал көршілеріңіз?"),
        (11, 12, "Айгүл апай: Олар да."),
    )

    found = understood("a.srt", text.encode())

    assert [(s.label, s.role, s.turns) for s in found.speakers] == [
        ("Сұхбат алушы", "interviewer", 2),
        ("Айгүл апай", "respondent", 2),
    ]
    assert turns(text)[1] == ("Айгүл апай", "Біздің ауыл үлкен емес, бірақ адамдары жақсы.")


def test_dialogue_of_nobody_known_is_a_paragraph_for_each_and_a_dash_in_a_sentence_is_none():
    text = srt(
        (1, 3, "<font color='#fff'>- Ты куда?</font>\n- Домой."),
        (4, 6, "Я помню Алматы\n— это был другой мир."),
    )

    assert turns(text) == [("", "- Ты куда?"), ("", "- Домой."), ("", "Я помню Алматы — это был другой мир.")]


def test_film_captions_have_no_speakers_and_keep_their_sounds():
    text = srt(
        (1, 2, "[laughter]"),
        (2, 4, "She told me: go."),
        (4, 5, "♪ La la ♪"),
        (5, 6, "1986"),
        (6, 7, "[applause] Bye."),
    )

    assert turns(text) == [("", "[laughter] She told me: go. ♪ La la ♪ 1986 [applause] Bye.")]
    assert understood("a.srt", text.encode()).layout == NO_SPEAKERS


def test_another_layout_can_be_asked_for_and_finds_the_labels_where_they_were():
    text = srt((1, 2, "Anna: One."), (2, 3, "Anna: Two."), (3, 4, "Bolat: Three."))

    assert turns(text, layout=NO_SPEAKERS) == [("", "Anna: One."), ("", "Anna: Two."), ("", "Bolat: Three.")]
    assert turns(text, layout=COLON.name) == turns(text) == [("Anna", "One. Two."), ("Bolat", "Three.")]


# -- paragraphs ----------------------------------------------------------------------------------------


def test_pieces_of_sentences_flow_together_until_a_pause_after_a_sentence():
    text = srt((1, 3, "We came"), (3, 5, "to the village."), (8, 9, "It was"), (12, 13, "dark."))

    assert turns(text) == [("", "We came to the village."), ("", "It was dark.")]
    assert times(text) == [1_000, 8_000]


def test_a_long_speech_parts_after_a_sentence():
    text = vtt(*((i, i + 1, f"<v Anna>Sentence {i}\nis rather short.") for i in range(60)))

    [(_, words)] = turns(text, "a.vtt")

    assert all(600 <= len(paragraph) < 700 for paragraph in words.split("\n")[:-1])
    assert all(paragraph.endswith(".") for paragraph in words.split("\n"))


def test_speech_without_signs_parts_all_the_same():
    text = srt(*((i, i + 1, f"words {i} and more of them") for i in range(300)))

    assert len(turns(text)) > 3


def test_a_hyphen_at_the_end_of_a_row_holds_the_word_together():
    assert turns(srt((1, 2, "когда-\nнибудь мы при\u00ad\nедем"), (2, 3, "I went-"), (3, 4, "we went.")))[0][
        1
    ] == ("когда-нибудь мы приедем I went- we went.")


def test_captions_that_roll_say_each_word_once():
    text = (
        "WEBVTT\nKind: captions\nLanguage: en\n\n"
        "00:00:00.160 --> 00:00:02.389 align:start position:0%\n \nhello<00:00:00.400><c> everyone</c>\n\n"
        "00:00:02.389 --> 00:00:02.399 align:start position:0%\nhello everyone\n \n\n"
        "00:00:02.399 --> 00:00:04.950 align:start position:0%\nhello everyone\nwelcome<00:00:02.800><c> to us</c>\n\n"
        "00:00:04.950 --> 00:00:04.960 align:start position:0%\nwelcome to us\n \n\n"
        "00:00:04.960 --> 00:00:09.000 align:start position:0%\nwelcome to us\n[Music]\n"
    )

    assert turns(text, "a.vtt") == [("", "hello everyone welcome to us [Music]")]
    assert "roll" in notices(text, "a.vtt")
    assert read_captions("a.vtt", text.encode()).facts == {"language": "en"}


def test_captions_that_grow_say_each_word_once():
    text = vtt(
        (1, 2, "we were"), (2, 3, "we were living"), (3, 4, "we were living in the old"), (4, 5, "house")
    )

    assert turns(text, "a.vtt") == [("", "we were living in the old house")]


def test_what_is_said_again_is_kept_and_what_is_shown_twice_at_once_is_not():
    assert turns(srt(*((i, i + 1, "Thank you.") for i in range(3)))) == [
        ("", "Thank you. Thank you. Thank you.")
    ]
    assert turns(srt((1, 3, "Come here."), (1, 3, "Come here."), (3, 4, "No."))) == [("", "Come here. No.")]


def test_captions_out_of_order_are_sorted_and_a_second_recording_stays_behind_the_first():
    text = srt(
        (1, 2, "One."), (602, 603, "Three."), (600, 601, "Two."), (1, 2, "Four."), (0.5, 1, "And before.")
    )

    assert " ".join(words for _, words in turns(text)) == "One. Two. Three. And before. Four."
    assert "start anew 1 times" in notices(text)


# -- files that are not as they should be ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nTwo.\r\n",
        "1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\nOne.\r\r\n\r\r\n2\r\r\n00:00:02,000 --> 00:00:03,000\r\r\nTwo.\r\r\n",
        "00:00:01.000 --> 00:00:02.000\nOne.\n\n00:02.000 -> 00:03.000\nTwo.",
        "1\n00:00:01:000 --> 00:00:02:00\nOne.\n2\n00:00:02,0 --> 00:00:03,0\nTwo.",
        "1\n0:1 --> 0:2 X1:10 X2:20\n{\\an8}One.\n\n2\n0:2 --> 0:3 align:start position:0%\n<b>Two.</b>",
        "0:1 --> 0:2 One.\n\n0:2 --> 0:3 line:0 size:50%\nTwo.",
        "1 00:00:01,000 --> 00:00:02,000 One.\n2 00:00:02,000 --> 00:00:03,000 Two.",
        "\n\nWEBVTT\n00:01.000 --> 00:02.000\nOne.\n\n\n00:02.000 --> 00:03.000\n\nTwo.\n",
        "1\n00:00:01,000 --> 00:00:0x,000\nOne.\n\n2\n00:00:02,000 --> \nTwo.",
    ],
)
def test_times_are_read_however_they_are_written(text):
    assert [words for _, words in turns(text, "a.srt")] == ["One. Two."]
    assert times(text, "a.vtt") == [1_000]


def test_words_are_never_lost_where_a_time_or_a_blank_line_is_wrong():
    text = "before\n\n1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nAnd so on.\n\n2\nTwo.\n\n3\n00:00:0x,000 --> 00:00:04,0y0\nThree.\n"

    assert turns(text) == [("", "before One. And so on. Two. Three.")]
    assert "Captions whose time cannot be read: 2" in notices(text)


def test_notes_styles_and_regions_are_no_words():
    text = (
        "WEBVTT - A title\nKind: captions\nLanguage: kk-KZ\n\nSTYLE\n::cue(b) { color: red }\n\nREGION\nid:one\n\n"
        "NOTE made by a\nmachine\n\nintro\n00:01.000 --> 00:02.000\nTake\nNOTE of this.\n\nNOTE Confidence: 0.6\n\n"
        "cue-2\n00:02.000 --> 00:03.000\n&lt;laughs&gt; <unclear> <[?]> &#1241;lem\n\nNOTE Confidence: 0.6\n"
    )

    assert turns(text, "a.vtt") == [("", "Take NOTE of this. <laughs> <unclear> <[?]> әlem")]
    assert "(3): made by a machine · Confidence: 0.6" in notices(text, "a.vtt")
    assert read_captions("a.vtt", text.encode()).facts == {"language": "kk"}


def test_files_put_together_have_their_first_line_again():
    text = f"{vtt((1, 2, 'One.'))}WEBVTT\nKind: captions\n\n{srt((1, 2, 'Two.'), point='.')}"

    assert turns(text, "a.vtt") == [("", "One. Two.")]


def test_a_vtt_file_without_its_first_line_is_read_with_a_warning():
    assert turns("00:01.000 --> 00:02.000\nhi", "a.vtt") == [("", "hi")]
    assert "WEBVTT" in notices("00:01.000 --> 00:02.000\nhi", "a.vtt")
    assert "WEBVTT" not in notices("00:01.000 --> 00:02.000\nhi", "a.srt")


def test_a_file_without_times_is_read_as_the_text_it_is():
    assert turns("I: Where?\nR: There.\nI: When?\nR: Then.")[0] == ("I", "Where?")
    assert "plain text" in notices("I: Where?")


@pytest.mark.parametrize(
    "text", ["WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,000\n", "-->"]
)
def test_a_file_without_words_says_so(text):
    with pytest.raises(CannotRead):
        understood("a.vtt", text.encode())


def test_old_cyrillic_encodings_are_found_or_told():
    text = srt((1, 3, "Борис: Где вы жили до войны?"), (3, 5, "Анна: В ауле, у бабушки."))

    for codec, name in (("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R"), ("utf-16", "UTF-16")):
        assert understood("a.srt", text.encode(codec)).encoding == name
        assert turns(text.encode(codec))[1] == ("Анна", "В ауле, у бабушки.")
    assert understood("a.srt", text.encode("cp866"), encoding="CP866").text.startswith("Где вы")


def test_hours_that_no_recording_has_are_no_times():
    assert times("9999:00:01,000 --> 9999:00:02,000\nOne.") == [None]
    assert times("99:59:59,999 --> 100:00:01,000\nOne.") == [359_999_999]


DRAWN = """WEBVTT||  |1|2|NOTE|STYLE|00:01.000 --> 00:02.000|00:00:01,5 --> 00:00:00,5|0:0->|0x:1 --> 2:2|<v Anna>Hi
|<v>|</v> <v|Anna: hi|[Anna] hi|>> |>> A: b|- Да|—|&amp;|&#0;|&#x110000;|\x00|\u202e|{\\|a b c|a b c d|\u00ad|a-|(|[]|<br>"""
LINES = st.sampled_from(DRAWN.split("|"))


@given(st.lists(LINES, max_size=25).map("\n".join), st.sampled_from(["a.srt", "a.vtt"]))
def test_any_lines_end_in_turns_or_a_sentence(text, name):
    try:
        found = understood(name, text.encode())
    except CannotRead:
        return

    assert all(0 <= turn.start <= turn.end <= len(found.text) for turn in found.turns)
    assert not set("\r\0\u202e") & set(found.text)


@given(
    st.lists(
        st.tuples(st.integers(0, 5_000), st.integers(1, 9), st.text("аб.- в", min_size=1)),
        min_size=1,
        max_size=12,
    )
)
def test_no_letter_is_lost_in_captions_without_speakers(cues):
    text = srt(*((start, start + length, f"x{words}") for start, length, words in cues))

    found = "".join(paragraph.text for paragraph in read_captions("a.srt", text.encode()).said)

    letters = [sign for _, _, words in cues for sign in f"x{words}" if sign.isalpha()]
    kept = [sign for sign in found if sign.isalpha()]
    repeated = any(a[2].split() == b[2].split() for i, a in enumerate(cues) for b in cues[:i])
    assert sorted(kept) == sorted(letters) or repeated or "roll" in notices(text)
