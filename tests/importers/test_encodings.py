import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.encodings import ENCODING_NAMES, decoded

KAZAKH = "Сұхбат алушы: Сәлеметсіз бе, қалыңыз қалай?\nҒалия апай: Жақсы, рақмет. Үй іші аман, өзіңіз ше?\n"
RUSSIAN = (
    "Интервьюер: Расскажите, что было той ночью?\nРеспондент: Ничего не было, я уже спала. Ёлка ещё стояла…\n"
)
ENGLISH = "Interviewer: It’s late, isn’t it?\nRespondent: The café was closed – naïve of me.\n"

KAZAKH_SENTENCES = (
    "Кеше ауылда үлкен жиын болды, бәріміз сонда бардық.",
    "Көршілермен қалай тұрасыздар, өзіңіз айтып беріңізші?",
    "Су мәселесі әлі шешілген жоқ, әкімге екі рет хат жаздық.",
    "Балалар мектепте өзара жақсы араласады, ешкім ешкімді бөлмейді.",
    "Ол кезде біз Қостанайда тұрдық, кейін осында көшіп келдік.",
    "Мен ондайды естіген емеспін, бірақ жұрт түрлі сөз айтады.",
    "Ұлым қалада оқып жүр, қызым әжесімен бірге үйде.",
    "Шынымды айтсам, қорыққан жоқпын, тек түсінбедім.",
)
RUSSIAN_SENTENCES = (
    "Мы тогда жили на соседней улице и всё видели своими глазами.",
    "Кто первым начал, никто уже не помнит, да и зачем это теперь?",
    "Приехали из района, собрали людей в школе и долго объясняли.",
    "Я сама торгую на рынке, ко мне ходят и те, и другие.",
    "После этого дети перестали играть вместе, вот что обидно.",
    "Воду обещали провести ещё в прошлом году, но денег не хватило.",
    "Нет, оружия ни у кого не было, только палки да камни.",
    "Участковый сказал, что разберутся, и больше мы его не видели.",
)
PAGES = {
    "Windows-1251": ("cp1251", "ru"),
    "KZ-1048": ("kz1048", "kk ru"),
    "PTCP154": ("ptcp154", "kk ru"),
    "KOI8-R": ("koi8-r", "ru"),
    "CP866": ("cp866", "ru"),
    "ISO 8859-5": ("iso8859-5", "ru"),
    "Mac Cyrillic": ("mac-cyrillic", "ru"),
    "CP855": ("cp855", "ru"),
}
HELD = [(codec, language) for codec, languages in PAGES.values() for language in languages.split()]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
GUESSED = "The file does not say how its letters are stored; read as {}. Check that the words look right."


# -- Unicode -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")],
)
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH, "I: 你好 😀\n"])
def test_what_a_file_says_of_itself_is_believed(text, codec, name):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding, found.guessed, found.notices) == (text, name, False, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [KAZAKH, RUSSIAN, ENGLISH, "Иә.", "Да", "I: 😀😀 ok\n", "Сәлем", "שלום\n", "Γεια σας"]
)
def test_unicode_without_a_mark_is_found_and_told(text, codec):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding) == (text, codec[:6].upper())
    assert found.guessed
    assert found.notices == (GUESSED.format(found.encoding),)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_half_a_character_at_the_end_is_told(codec):
    found = decoded(KAZAKH.encode(codec)[:-1])

    assert found.text == KAZAKH[:-1] + "�"
    assert found.encoding == "UTF-16"
    assert "Characters that could not be read are shown as “�”: 1." in found.notices


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, "It’s +7 701 123-45-67 – ask Ли."])
def test_utf_7_is_found_though_it_looks_like_plain_letters(text):
    found = decoded(text.encode("utf-7"))

    assert (found.text, found.encoding, found.guessed) == (text, "UTF-7", True)


@pytest.mark.parametrize(
    "text",
    ["I: C++ and +7 701 123-45-67.\n", "R: a+b-c, 1+1-2, +Anna- said +yes-\n", "http://x/?q=new+words+here-"],
)
def test_a_plus_sign_does_not_make_a_text_utf_7(text):
    assert decoded(text.encode()).text == text


def test_empty_characters_do_not_make_a_text_utf_16():
    assert decoded(b"I: one\0two\nR: three\n").text == "I: one\0two\nR: three\n"


def test_halves_of_characters_become_whole_or_are_told():
    assert decoded(b"\xed\xa0\xbd\xed\xb8\x80 word").text == "😀 word"
    assert "�" in decoded(b"\xed\xa0\xbd word").text


def test_a_file_cut_off_inside_a_letter_is_still_utf_8():
    found = decoded(KAZAKH.encode()[:-10])

    assert found.encoding == "UTF-8"
    assert found.text.endswith("�")
    assert found.notices == ("Characters that could not be read are shown as “�”: 1.",)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_pasted_from_another_file_are_read_in_their_own_encoding(line_end):
    kazakh, russian = (text.replace("\n", line_end) for text in (KAZAKH, RUSSIAN))

    found = decoded(kazakh.encode() + russian.encode("cp1251"))

    assert (found.text, found.encoding, found.guessed) == (kazakh + russian, "UTF-8", True)
    [told] = found.notices
    assert told.startswith("Lines are stored differently from the rest of the file")
    assert "Windows-1251: 2." in told


def test_the_mark_of_utf_8_before_other_text_is_not_believed():
    found = decoded(b"\xef\xbb\xbf" + RUSSIAN.encode("cp1251"))

    assert (found.text, found.encoding, found.guessed) == (RUSSIAN, "Windows-1251", True)


# -- one byte a character ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN.replace("…", ""), "koi8-r", "KOI8-R"),
        (RUSSIAN.replace("…", "").upper(), "koi8-r", "KOI8-R"),
        (RUSSIAN.replace("…", ""), "cp866", "CP866"),
        (RUSSIAN.replace("…", ""), "cp855", "CP855"),
        (RUSSIAN.replace("…", ""), "iso8859-5", "ISO 8859-5"),
        (RUSSIAN, "mac-cyrillic", "Mac Cyrillic"),
        (KAZAKH, "kz1048", "KZ-1048"),
        (KAZAKH, "ptcp154", "PTCP154"),
        (KAZAKH.upper(), "ptcp154", "PTCP154"),
        (ENGLISH, "cp1252", "Windows-1252"),
        ("Interviewer: It’s late.", "mac-roman", "Mac Roman"),
        ("И: Что?\nР: Да.\n", "koi8-r", "KOI8-R"),
        ("Ж: Иә.\n", "kz1048", "KZ-1048"),
    ],
)
def test_of_the_old_encodings_the_one_in_which_words_are_words(text, codec, name):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding, found.guessed) == (text, name, True)
    assert found.notices == (GUESSED.format(name),)


@given(st.data(), st.sampled_from(HELD), st.booleans())
def test_interviews_come_out_of_every_encoding_that_holds_them(data, held, capitals):
    codec, language = held
    sentences = st.sampled_from(KAZAKH_SENTENCES if language == "kk" else RUSSIAN_SENTENCES)
    turns = data.draw(st.lists(sentences, min_size=4, max_size=12, unique=False))
    text = "".join(f"{'IR'[number % 2]}: {turn}\n" for number, turn in enumerate(turns))
    text = text.upper() if capitals else text

    found = decoded(text.encode(codec))

    assert found.text == text
    assert found.guessed


@pytest.mark.parametrize("codec", ["kz1048", "ptcp154"])
def test_a_few_kazakh_words_among_russian_ones_decide(codec):
    text = "\n".join(RUSSIAN_SENTENCES * 200) + "\nОна сказала: «Қош келдіңіз, төрге шығыңыз».\n"

    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866"])
def test_a_few_cyrillic_words_in_an_english_interview_decide(codec):
    text = "R: We went to the akimat and waited there.\n" * 500 + "R: They said “нет воды”.\n".replace(
        "“", '"'
    ).replace("”", '"')

    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Können Sie erzählen, was geschah? Die Straße war leer.", "cp1252", "Windows-1252"),
        ("Où étiez-vous ? À l’hôpital, bien sûr, avec mon père.", "cp1252", "Windows-1252"),
        ("Розкажіть, що сталося? Її син приїхав, а ми єдина родина.", "cp1251", "Windows-1251"),
        ("Розкажіть, що сталося? Її син приїхав, а ми єдина родина.", "koi8-u", "KOI8-U"),
        ("O gece ne olduğunu anlatır mısınız? İnsanlar ağlıyordu.", "cp1254", "Windows-1254"),
        ("Proszę opowiedzieć, co się stało. Żadnego hałasu.", "cp1250", "Windows-1250"),
        ("Τι έγινε εκείνο το βράδυ; Τίποτα, εγώ κοιμόμουν.", "cp1253", "Windows-1253"),
        ("ספרו לנו מה קרה באותו לילה? שום דבר, כבר ישנתי.", "cp1255", "Windows-1255"),
        ("أخبرنا ماذا حدث في تلك الليلة؟ لم يحدث شيء.", "cp1256", "Windows-1256"),
        ("请告诉我们那天晚上发生了什么事？什么事都没有，我已经睡着了。", "gb18030", "GB18030"),
        ("請告訴我們那天晚上發生了什麼事？什麼事都沒有，我已經睡著了。", "cp950", "Big5"),
        ("あの夜何が起こったか教えてください。もう寝ていました。", "cp932", "Shift JIS"),
        ("あの夜何が起こったか教えてください。もう寝ていました。", "euc_jp", "EUC-JP"),
        ("그날 밤 무슨 일이 있었는지 말씀해 주세요. 아무 일도 없었습니다.", "cp949", "EUC-KR"),
    ],
)
def test_other_languages_of_the_field_are_known_too(text, codec, name):
    found = decoded(text.encode(codec))

    assert (found.text, found.encoding, found.guessed) == (text, name, True)


def test_bytes_that_are_words_in_no_encoding_are_not_passed_off_as_some():
    data = bytes(random.Random(1).choices(range(0x80, 0x100), k=400))

    found = decoded(data)

    assert found.guessed
    assert any(
        "In no encoding known here do the letters of this file make words" in told for told in found.notices
    )


def test_letters_lost_before_are_told():
    found = decoded(KAZAKH.encode("cp1251", "replace"))

    assert any("Question marks stand inside words" in notice for notice in found.notices)


def test_a_slip_of_the_keyboard_is_no_lost_letter():
    text = "\n".join(RUSSIAN_SENTENCES * 20) + "\nЧто?нет?да?ну?вот\n"

    assert decoded(text.encode()).notices == ()


# -- what the file or the researcher says ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "codec", "name"),
    [
        ("windows-1251", "cp1251", "Windows-1251"),
        ("KOI8-R", "koi8-r", "KOI8-R"),
        ("x-mac-cyrillic", "mac-cyrillic", "Mac Cyrillic"),
        ("ibm866", "cp866", "CP866"),
        ("kz-1048", "kz1048", "KZ-1048"),
        ("utf-8", "utf-8", "UTF-8"),
    ],
)
def test_what_a_page_declares_is_no_guess(declared, codec, name):
    text = RUSSIAN.replace("…", "")

    found = decoded(text.encode(codec), declared=declared)

    assert (found.text, found.encoding, found.guessed, found.notices) == (text, name, False, ())


@pytest.mark.parametrize("declared", ["utf-8", "koi8-r", "iso-8859-1"])
def test_a_page_that_lies_is_read_by_its_words_and_that_is_told(declared):
    found = decoded(RUSSIAN.encode("cp1251"), declared=declared)

    assert (found.text, found.encoding, found.guessed) == (RUSSIAN, "Windows-1251", True)
    assert re.match(r"The file says that it is stored as .+; read as Windows-1251\.", found.notices[0])


@pytest.mark.parametrize("declared", ["", "x-user-defined", "rot13", "hex", "idna", "\0", "unicode_escape"])
def test_what_is_no_encoding_is_as_if_nothing_were_declared(declared):
    assert decoded(RUSSIAN.encode("cp1251"), declared=declared) == decoded(RUSSIAN.encode("cp1251"))


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-16", "UTF-16"), ("utf-32-be", "UTF-32"),
     ("utf-8-sig", "UTF-8"), ("utf-7", "UTF-7"), ("ptcp154", "PTCP154")],
)  # fmt: skip
def test_the_researcher_is_obeyed(codec, name):
    found = decoded(KAZAKH.encode(codec), name)

    assert (found.text, found.encoding, found.guessed, found.notices) == (KAZAKH, name, False, ())


def test_a_wrong_word_of_the_researcher_is_obeyed_too():
    found = decoded(RUSSIAN.encode("cp1251"), "KOI8-R")

    assert found.encoding == "KOI8-R"
    assert found.text != RUSSIAN


@given(st.binary(max_size=200), st.sampled_from(["", *ENCODING_NAMES]))
def test_any_bytes_become_some_text_in_an_encoding_that_can_be_chosen(data, name):
    found = decoded(data, name)

    assert isinstance(found.text, str)
    assert found.encoding == name or (not name and found.encoding in ENCODING_NAMES)


@given(st.text(min_size=1))
def test_utf_8_is_never_taken_for_anything_else(text):
    data = text.encode("utf-8", "surrogatepass")
    if not re.search(rb"[\x00-\x08+]", data) and not data.startswith(b"\xef\xbb\xbf"):
        assert decoded(data).encoding == "UTF-8"


# -- measured ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-16-le"])
def test_a_megabyte_is_decided_in_well_under_a_second(codec):
    line = "\n".join(RUSSIAN_SENTENCES)
    data = (line.encode(codec) * (1_000_000 // len(line)))[:1_000_000]
    decoded(b"\xe0")

    begin = time.process_time()
    found = decoded(data)
    seconds = time.process_time() - begin

    assert found.text[:50] == line[:50]
    assert seconds < 0.7


ASCII_SIGNS = str.maketrans(
    {
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("—–‐", "-"),
        "’": "'",
        "…": "...",
        "№": "N",
        "\u00a0": " ",
    }
)


def pieces(lines, size, count, draw):
    text = "\n".join(line for line in lines if line.strip())
    return [text[at : at + size] for at in (draw.randrange(len(text) - size) for _ in range(count))]


def encoded(text, codec):
    for held in (text, text.translate(ASCII_SIGNS)):
        try:
            return held, held.encode(codec)
        except UnicodeEncodeError:
            continue
    return "", b""


def share_read(texts, codecs):
    """How many of these texts come out as they went in, of those an encoding can hold."""
    pairs = [encoded(text, codec) for text in texts for codec in codecs]
    right = [decoded(data).text == held for held, data in pairs if not data.isascii()]
    return sum(right) / len(right)


@pytest.fixture(scope="module")
def real_lines(cases):
    def sentences(name):
        lines = (cases / "language" / name).read_text("utf-8").split("\n")
        return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]

    akorda = (cases / "policy" / "kk_akorda_sentences.txt").read_text("utf-8").split("\n")
    return {
        "ru": sentences("ru_gsd-ud-dev.conllu") + sentences("ru_taiga-ud-dev.conllu"),
        "kk": sentences("kk_ktb-ud-dev-part.conllu") + akorda,
    }


@pytest.mark.shared
@pytest.mark.parametrize(("size", "at_least"), [(60, 0.97), (200, 0.99), (1000, 1.0)])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_real_sentences_come_out_of_every_encoding_that_holds_them(real_lines, language, size, at_least):
    texts = pieces(real_lines[language], size, 24, random.Random(size))
    codecs = [codec for codec, held in HELD if held == language] + UNICODE

    assert share_read(texts, codecs) >= at_least
    assert share_read([text.upper() for text in texts], codecs) >= at_least


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        ("enc_IBM855___ude_1.txt", "CP855", "гимназии"),
        ("enc_KOI8-R__forum.template-toolkit.ru.1.xml", "KOI8-R", "Форум"),
        ("enc_windows-1251-russian__anthropology.ru.xml", "Windows-1251", "философии"),
        ("generated/enc_ru_utf-7_nobom.txt", "UTF-7", "утверждении"),
        ("generated/enc_ru_mac-cyrillic_nobom.txt", "Mac Cyrillic", "утверждении"),
        ("generated/enc_kk_kz1048_nobom.txt", "KZ-1048", "Қазақстан"),
        ("generated/enc_kk_ptcp154_nobom.txt", "PTCP154", "Қазақстан"),
        ("generated/enc_kk_utf-16-be_nobom.txt", "UTF-16", "Қазақстан"),
    ],
)
def test_hostile_encodings_are_read(cases, file, name, words):
    found = decoded((cases / "hostile" / file).read_bytes())

    assert found.encoding == name
    assert words in found.text
