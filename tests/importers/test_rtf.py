import time

import pytest

from qualcode.importers import rtf
from qualcode.importers.problems import NotOffice, OnlyPictures, TooIntricate
from qualcode.importers.rtf import read_rtf
from qualcode.text.turns import turns_of

CYRILLIC = r"{\fonttbl{\f0\froman\fcharset0 Arial;}{\f1\fswiss\fcharset204{\*\panose 02}Arial Cyr;}}"


def hexed(text: str, codec: str = "cp1251") -> str:
    return "".join(rf"\'{byte:02x}" for byte in text.encode(codec))


def numbered(text: str, stand_in: str = "?") -> str:
    wide = text.encode("utf-16-le")
    units = (int.from_bytes(wide[at : at + 2], "little", signed=True) for at in range(0, len(wide), 2))
    return "".join(rf"\u{unit}{stand_in}" for unit in units)


def lines(body: str, head: str = r"\ansi\ansicpg1251\deff0"):
    return read_rtf("a.rtf", rf"{{\rtf1{head}{body}}}".encode("latin-1")).lines


def texts(body: str, head: str = r"\ansi\ansicpg1251\deff0") -> list[str]:
    return [line.text for line in lines(body, head)]


# -- letters -------------------------------------------------------------------------------------------


def test_letters_are_those_of_the_code_page_and_of_the_font():
    assert texts(hexed("Сәлем".replace("ә", "а"))) == ["Салем"]
    assert texts(CYRILLIC + r"\f1 " + hexed("Привет") + r"\f0  caf\'e9", r"\ansi\ansicpg1252") == [
        "Привет café"
    ]
    assert texts(CYRILLIC + r"\f0 caf\'e9", r"\ansi\ansicpg1251") == ["café"]
    assert texts(r"\f0 " + hexed("Да", "mac_cyrillic"), r"\mac{\fonttbl\f0\fcharset89 Geneva CY;}") == ["Да"]
    assert texts(r"{\fonttbl{\f2\fcharset128 MS Gothic;}}\f2 \'83e\'83X\'83g") == ["テスト"]


def test_a_font_may_have_a_code_page_or_signs_of_its_own():
    fonts = r"{\fonttbl{\f4\fnil\cpg866 Dos;}{\f5\fnil\fcharset2 Wingdings;}}"

    assert texts(fonts + r"\f4 " + hexed("Да", "cp866") + r"\f5 \'e0") == ["Да\uf0e0"]
    assert texts(r"\'84\'a0", r"\pc") == ["äá"]
    assert texts(r"\'b5", r"\pca") == ["Á"]


def test_fonts_all_called_western_by_a_program_that_knows_no_alphabets_are_those_of_the_file():
    assert texts(r"{\fonttbl{\f0\fcharset0 Arial;}}\f0 " + hexed("Здравствуйте")) == ["Здравствуйте"]


@pytest.mark.parametrize("head", [r"\ansi", r"\ansi\ansicpg1252", r"\ansi\ansicpg0"])
def test_russian_that_is_declared_western_without_a_thought_is_recognised(head):
    words = r"\par ".join(hexed(f"Айгуль: Мы жили в ауле, воды не было ({n}).") for n in range(5))

    found = read_rtf("a.rtf", rf"{{\rtf1{head} {words}}}".encode())

    assert found.lines[0].text == "Айгуль: Мы жили в ауле, воды не было (0)."
    assert found.encoding == "Windows-1251"


def test_utf_8_that_was_escaped_byte_by_byte_is_recognised():
    data = rf"{{\rtf1\ansi {hexed('Қазақша сөйлейміз', 'utf-8')}\par {hexed('Үйде', 'utf-8')}}}".encode()

    found = read_rtf("a.rtf", data)

    assert [line.text for line in found.lines] == ["Қазақша сөйлейміз", "Үйде"]
    assert found.encoding == "UTF-8"


def test_western_letters_stay_western():
    words = "Nous étions très fâchés, à la préfecture: déjà vu, naïve, où ça? Ärger mit Österreich, Übung."

    found = read_rtf("a.rtf", rf"{{\rtf1\ansi {hexed(words, 'cp1252')}}}".encode())

    assert [line.text for line in found.lines] == [words]
    assert found.encoding == ""


def test_the_researcher_may_say_what_the_bytes_are():
    data = rf"{{\rtf1\ansi {hexed('Қазақ тілі', 'kz1048')}}}".encode()

    found = read_rtf("a.rtf", data, "KZ-1048")

    assert [line.text for line in found.lines] == ["Қазақ тілі"]
    assert found.encoding == "KZ-1048"


def test_letters_written_as_numbers_come_with_stand_ins_that_are_skipped():
    assert texts(numbered("Қалың ұғқ")) == ["Қалың ұғқ"]
    assert texts(r"\uc0 " + numbered("қала", " ") + r"\uc1 a") == ["қалаa"]
    assert texts(r"\uc2\u1179\'aa\'aaa\u1179\'aa\~b") == ["қaқb"]
    assert texts(r"\u1179\'aaz{\u1201}y\u1179\par \u1179{}x") == ["қzұyқ", "қx"]


def test_letters_beyond_the_first_plane_come_in_halves():
    assert texts("a" + numbered("😀") + "b") == ["a😀b"]
    assert texts(r"\uc0 \u55357 \uc1 \u56832?") == ["😀"]
    assert texts(r"\u-10179?x\par y\u-8704?") == ["\ufffdx", "y\ufffd"]


def test_signs_have_words_of_their_own():
    body = r"\ldblquote a\rdblquote\emdash b\~c\_d\-e\bullet\tab\{\\\}\line f"

    assert texts(body) == ["“a”—b\u00a0c‑d\u00ade•\t{\\}", "f"]


def test_bytes_that_should_have_been_escaped_are_read_as_what_they_can_be():
    russian, kazakh = "Мы жили в ауле. Воды не было.", "Қала"

    assert texts(russian.encode("cp1251").decode("latin-1")) == [russian]
    assert texts(kazakh.encode().decode("latin-1")) == [kazakh]


# -- paragraphs, tables, bold --------------------------------------------------------------------------


def test_paragraphs_breaks_and_headings():
    styles = (
        r"{\stylesheet{\ql Normal;}{\s1\sbasedon0\b heading 1;}{\s7\sbasedon1 Our part;}{\*\cs10 Default;}}"
    )
    body = r"\pard\s1 Part\par\pard\s7 Section\par\pard\plain one\line two\par\sect three"

    assert [(line.text, line.heading) for line in lines(styles + body)] == [
        ("Part", True), ("Section", True), ("one", False), ("two", False), ("three", False),
    ]  # fmt: skip


def test_bold_beginnings():
    body = (
        r"{\b Anna:} words\par\b all\b0\par plain {\b bold}\par\b Berik\plain : a\par\pard{\ab0\b I}{\b\b0 x}"
    )

    assert [(line.text, line.bold) for line in lines(body)] == [
        ("Anna: words", 5), ("all", 3), ("plain bold", 0), ("Berik: a", 5), ("Ix", 1),
    ]  # fmt: skip


def test_tables_as_word_and_libreoffice_write_them():
    row = r"\trowd\cellx1000\cellx5000\pard\intbl Anna\cell\pard\intbl one\par two\cell\row"

    assert [(line.text, line.cell) for line in lines(row * 2 + r"\pard after\par")] == [
        *[("Anna", 0), ("one", 1), ("two", 1)] * 2, ("after", -1),
    ]  # fmt: skip


def test_tables_as_simple_programs_write_them():
    row = r"\trowd\cellx1000\cellx5000 Anna\cell one\cell\row"

    assert [(line.text, line.cell) for line in lines(row * 2 + r"\pard after")] == [
        *[("Anna", 0), ("one", 1)] * 2, ("after", -1),
    ]  # fmt: skip


def test_tables_in_tables():
    inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    body = rf"\trowd\pard\intbl a\cell\pard\intbl b\par{inner}\pard\intbl\itap1 c\cell\row\pard d"

    assert [(line.text, line.cell) for line in lines(body)] == [
        ("a", 0), ("b", 1), ("x", 0), ("y", 1), ("c", 1), ("d", -1),
    ]  # fmt: skip


def test_a_transcript_in_a_table_has_its_speakers():
    said = (
        ("Сұхбат алушы", "Қайдан?"),
        ("Айгүл", "Айдарлыдан."),
        ("Сұхбат алушы", "Қашан?"),
        ("Айгүл", "Кеше."),
    )
    rows = "".join(rf"\trowd\pard\intbl {numbered(who)}\cell {numbered(what)}\cell\row" for who, what in said)

    found = turns_of(lines(rows))

    assert [(speaker.label, speaker.turns) for speaker in found.speakers] == [
        ("Сұхбат алушы", 2),
        ("Айгүл", 2),
    ]


# -- what is beside the text ---------------------------------------------------------------------------


def test_notes_follow_the_text():
    def note(text: str) -> str:
        return rf"{{\super\chftn{{\footnote\pard\plain{{\super\chftn}} {text}}}}}"

    several = r"one\par two"
    body = rf"{{\b Anna}}{note('her name')}{{\b :}} a{note(several)}.\par b{{\footnote\ftnalt end}}"

    found = lines(body)

    assert [line.text for line in found] == [
        "Anna:[1] a[2].",
        "b[3]",
        "[1] her name",
        "[2] one two",
        "[3] end",
    ]
    assert [line.heading for line in found] == [False, False, True, True, True]
    assert found[0].bold == len("Anna:")


def test_text_boxes_stand_after_their_paragraph_and_once():
    box = r"{\shptxt\pard box\par}"
    shape = rf"{{\shp{{\*\shpinst\shpleft0{{\sp{{\sn name}}{{\sv no}}}}{box}}}{{\shprslt{{\*\do{{\dptxbxtext no}}}}}}}}"
    drawn = r"{\*\do\dobxcolumn\dptxbx{\dptxbxtext old box}}"

    found = read_rtf("a.rtf", rf"{{\rtf1 {shape}anchor{drawn}.\par next}}".encode())

    assert [line.text for line in found.lines] == ["anchor.", "box", "old box", "next"]
    assert found.notices == ("Text boxes stand after the paragraph they belong to: 2.",)


def test_what_is_deleted_commented_or_hidden_is_left_out_and_told():
    body = (
        r"a {\deleted gone {\b too}}b{\v hidden}{\v\b  words} c{\*\atnid X}\chatn{\*\annotation remark}"
        r"{\deleted\par}{\revised d}"
    )

    found = read_rtf("a.rtf", rf"{{\rtf1 {body}}}".encode())

    assert [line.text for line in found.lines] == ["a b cd"]
    assert found.notices == (
        "Comments in the margin were left out: 1.",
        "Passages deleted under “Track changes” were left out: 1.",
        "Passages that the document hides were left out: 1.",
    )


def test_headers_and_footers_are_told_unless_they_number_pages():
    body = r"{\header\pard Interview 5\par}{\footer\pard Page {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}words"

    found = read_rtf("a.rtf", rf"{{\rtf1 {body}}}".encode())

    assert [line.text for line in found.lines] == ["words"]
    assert found.notices == ("Headers and footers of pages were left out: “Interview 5”.",)


def test_of_fields_objects_and_formulas_only_what_shows_is_read():
    body = (
        r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt {\ul link}}} {\object{\*\objdata 00}{\result shown}}'
        r"{\*\unknown no{\b no}}{\info{\title no}}{\listtext 1.\tab}{\*\bkmkstart no}{\upr{no}{\*\ud{ yes}}}"
        r"{\mmath{\*\moMath{\mr x=1}{\mchr no}}{\mmathPict{\pict 00}}}"
    )

    assert texts(body) == ["link shown yesx=1"]


def test_words_of_destinations_hide_nothing_outside_of_their_groups():
    assert texts(r"a\header b\info c\footnote d") == ["a bcd".replace(" ", "")]


# -- programs ------------------------------------------------------------------------------------------


def test_textedit():
    data = (
        "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n\\cocoatextscaling0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica-Bold;"
        "\\f1\\fswiss\\fcharset0 Helvetica;}\n{\\colortbl;\\red255\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n"
        "\\pard\\tx566\\pardirnatural\n\n\\f0\\b\\fs24 \\cf0 \\uc0\\u1040 \\u1081 \\u1075 \\u1199 \\u1083 :\n\\f1\\b0  "
        "\\u1057 \\u1241 \\u1083 \\u1077 \\u1084  \\'ab\\u1072\\'bb\\\n\\\nI: ok}"
    )

    found = read_rtf("a.rtf", data.encode()).lines

    assert [(line.text, line.bold) for line in found] == [("Айгүл: Сәлем «а»", 6), ("I: ok", 0)]


def test_wordpad():
    body = (
        "{\\rtf1\\ansi\\ansicpg1251\\deff0\\nouicompat\\deflang1049{\\fonttbl{\\f0\\fnil\\fcharset204 Calibri;}"
        "{\\f1\\fnil\\fcharset0 Calibri;}}\r\n{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1 \r\n\\pard\\sa200\\b\\f0\\fs22 "
        + hexed("Респондент:") + "\\b0  " + hexed("Бізд") + numbered("ің") + "\\f1\\lang1033  village\\par\r\n}\r\n\0"
    )  # fmt: skip

    found = read_rtf("a.rtf", body.encode()).lines

    assert [(line.text, line.bold) for line in found] == [("Респондент: Біздің village", 11)]


def test_word():
    run = r"{\rtlch\fcs1 \ab\af0 \ltrch\fcs0 \b\lang1049\langfe1033\langnp1049\insrsid5 " + "{}" + "}"
    plain = r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \lang1087\insrsid7 " + "{}" + "\n\\par }"
    body = (
        CYRILLIC + r"{\*\rsidtbl \rsid5\rsid7}{\*\themedata 504b}{\stylesheet{\ql\f1 \snext0 Normal;}}"
        r"{\*\pnseclvl1\pndec{\pntxta .}}\pard\plain \ltrpar\ql \f1\fs24 "
        + run.replace("{}", r"\'c0{\*\bkmkstart a}\'ed\'ed\'e0:") + plain.replace("{}", r" \u1179\'ea\u1072\'e0\'eb\'e0")
        + r"{\*\datastore 0105}"
    )  # fmt: skip

    found = lines(body)

    assert [(line.text, line.bold) for line in found] == [("Анна: қала", 5)]


# -- hostile -------------------------------------------------------------------------------------------


def test_a_file_that_breaks_off_is_read_so_far_and_told():
    found = read_rtf("a.rtf", rb"{\rtf1\ansi {\b bold {\i text{\footnote note")

    assert [line.text for line in found.lines] == ["bold text[1]", "[1] note"]
    assert found.notices[0] == "The file breaks off before its end; words may be missing."


def test_nothing_behind_the_end_is_read():
    assert texts(r"a} b{\par c") == ["a"]


def test_binary_data_are_jumped_however_long_they_say_they_are():
    assert texts(r"a{\pict\bin4 }}{{}b") == ["ab"]
    assert texts(r"a\bin999999999999999 b") == ["a"]
    assert texts(r"a\bin-5 b") == ["ab"]


def test_groups_in_groups_are_not_heaped_up():
    assert texts("{" * 20_000 + "x" + "}" * 20_000 + "y") == ["xy"]
    boxes = texts(r"{\shp{\*\shpinst{\shptxt a" * 1_000)
    assert len(boxes) < 100
    assert "".join(boxes) == "a" * 1_000


def test_pictures_cost_no_time():
    data = rb"{\rtf1 a\par{\pict\pngblip " + (b"0123456789abcdef" * 8 + b"\r\n") * 160_000 + rb"}b}"
    begin = time.process_time()

    assert len(data) > 20_000_000
    assert [line.text for line in read_rtf("a.rtf", data).lines] == ["a", "b"]
    assert time.process_time() - begin < 2


def test_endless_signs_of_form_are_given_up(monkeypatch):
    monkeypatch.setattr(rtf, "_MOST_TOKENS", 1_000)

    with pytest.raises(TooIntricate, match="1000 signs of form"):
        read_rtf("a.rtf", b"{\\rtf1 " + b"\\b" * 2_000)


def test_what_is_no_rtf_or_only_pictures_is_said():
    with pytest.raises(NotOffice, match="called rtf but is PDF"):
        read_rtf("a.rtf", b"%PDF-1.7")
    with pytest.raises(OnlyPictures):
        read_rtf("a.rtf", rb"{\rtf1{\*\shppict{\pict 00}}\par}")


@pytest.mark.shared
def test_other_peoples_documents(cases):
    def read(name: str) -> list[str]:
        return [line.text for line in read_rtf(name, (cases / "hostile" / name).read_bytes()).lines]

    assert read("generated/rtf_cp1251.rtf") == [
        "Интервьюер: Здравствуйте", "Респондент: Сәлем, қалыңыз қалай?",
    ]  # fmt: skip
    assert read("generated/rtf_unclosed.rtf") == ["bold text"]
    assert read("generated/rtf_deep.rtf") == ["x"]
    assert read("generated/rtf_bin_huge.rtf") == ["a"]
    assert read("rtf_issue_37.rtf") == ["≤", "≤"]
    assert read("rtf_unicode.rtf") == ["柔道"]
    assert "poniższą" in read("rtf_ansicpg1250.rtf")[0]
