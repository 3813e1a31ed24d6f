"""Invented texts in which nobody is named as speaking, however much they look like it.

Two batches, each written before it was tried: 90 % and 65 % were left without speakers at the first try.
"""

import random
import textwrap
from collections.abc import Callable

from text.drawn_words import ANSWERS, LISTS, NAMES, QUESTIONS, TITLES, sentences

from qualcode.text.lines import Line

Draw = random.Random
DOCUMENTS: dict[str, Callable[[Draw], list[Line]]] = {}


def document(kind: str, seed: int) -> list[Line]:
    return DOCUMENTS[kind](Draw(f"{kind} {seed}"))


def kind(function: Callable[[Draw], list[Line] | list[str]]) -> Callable[[Draw], object]:
    def lines(rng: Draw) -> list[Line]:
        return [line if isinstance(line, Line) else Line(line) for line in function(rng)]

    DOCUMENTS[function.__name__.replace("_", " ")] = lines
    return function


def _prose(rng: Draw, language: str, many: tuple[int, int] = (2, 6)) -> str:
    return " ".join(rng.sample(sentences(ANSWERS[language]), rng.randint(*many)))


def _language(rng: Draw) -> str:
    return rng.choice(["ru", "kk", "en"])


@kind
def field_notes(rng: Draw) -> list[str]:
    language = _language(rng)
    keys = {
        "ru": ["Наблюдение", "Примечание", "Встреча у магазина", "Мысль", "Вопрос себе", "Погода"],
        "kk": ["Бақылау", "Ескерту", "Дүкен алдында", "Ой", "Өзіме сұрақ", "Ауа райы"],
        "en": ["Observation", "Note", "At the shop", "Thought", "To ask", "Weather"],
    }[language]
    lines = [TITLES[language][2], ""]
    for key in rng.sample(keys, 5):
        lines += [f"{key}: {_prose(rng, language)}", _prose(rng, language), ""]
    return lines


@kind
def notes_with_times(rng: Draw) -> list[str]:
    language = _language(rng)
    hour = rng.randint(8, 14)
    return [
        f"{hour + n // 3}:{n % 3 * 20:02} {rng.choice(['- ', '', '— '])}{_prose(rng, language, (1, 2))}"
        for n in range(rng.randint(4, 12))
    ]


@kind
def running_prose(rng: Draw) -> list[str]:
    language = _language(rng)
    return [_prose(rng, language, (3, 9)) for _ in range(rng.randint(3, 20))]


@kind
def prose_with_speech(rng: Draw) -> list[str]:
    """“Марат сказал: …” in each paragraph."""
    language = _language(rng)
    says = {
        "ru": ["{} сказал: {}", "Потом {} спросил: {}", "«{}», — ответила {}.", "Я говорю: {}", "Он мне: {}"],
        "kk": ["{} айтты: {}", "Сонда {} сұрады: {}", "Мен айттым: {}", "Ол айтты: {}"],
        "en": ["{} said: {}", "Then {} asked: {}", "I told him: {}", "And he says: {}"],
    }[language]
    lines = []
    for _ in range(rng.randint(5, 15)):
        form = rng.choice(says)
        name, words = rng.choice(NAMES[language]), rng.choice(sentences(ANSWERS[language]))
        lines.append(form.format(name, words) if form.count("{}") == 2 else form.format(words))
    return lines


@kind
def dialogues_with_dashes(rng: Draw) -> list[str]:
    language = _language(rng)
    sign = rng.choice(["— ", "- ", "– "])
    return [
        sign + rng.choice(sentences((QUESTIONS if n % 2 == 0 else ANSWERS)[language]))
        for n in range(rng.randint(6, 20))
    ]


@kind
def laws(rng: Draw) -> list[str]:
    language = _language(rng)
    article = {"ru": "Статья {}", "kk": "{}-бап", "en": "Article {}"}[language]
    chapter = {"ru": "Глава {}", "kk": "{}-тарау", "en": "Chapter {}"}[language]
    sign = rng.choice([". ", ": ", "\n"])
    lines = []
    for n in range(1, rng.randint(4, 12)):
        if n % 3 == 1:
            lines.append(f"{chapter.format(n // 3 + 1)}. {TITLES[language][0]}")
        lines += (article.format(n) + sign + _prose(rng, language)).split("\n")
        if rng.random() < 0.4:
            lines += LISTS[language]
    return lines


@kind
def plans(rng: Draw) -> list[str]:
    """The same keys under each point."""
    language = _language(rng)
    keys = {
        "ru": rng.choice([
            ["Мероприятие", "Срок", "Ответственный"],
            ["Цель", "Ожидаемый результат", "Форма завершения"],
            ["Показатель", "Источник данных", "Единица измерения"],
            ["СЛУШАЛИ", "ВЫСТУПИЛИ", "ПОСТАНОВИЛИ"],
        ]),
        "kk": rng.choice([
            ["Іс-шара", "Мерзімі", "Жауапты"],
            ["Мақсаты", "Күтілетін нәтиже", "Аяқтау нысаны"],
            ["Көрсеткіш", "Дереккөзі", "Өлшем бірлігі"],
            ["ТЫҢДАЛДЫ", "СӨЙЛЕДІ", "ҚАУЛЫ ЕТТІ"],
        ]),
        "en": rng.choice([
            ["Measure", "Deadline", "Responsible body"],
            ["Goal", "Expected result", "Form of completion"],
            ["Indicator", "Data source", "Unit of measure"],
        ]),
    }[language]  # fmt: skip
    values = {
        "ru": ["до конца 2022 года", "акимат района", "круглый стол", "единство и согласие", "отчёт", "2021",
               "отдел внутренней политики", "100 человек", "заслушать информацию Иванова А."],
        "kk": ["2022 жылдың соңына дейін", "аудан әкімдігі", "дөңгелек үстел", "бірлік пен келісім", "есеп",
               "2021", "ішкі саясат бөлімі", "100 адам"],
        "en": ["by the end of 2022", "district akimat", "round table", "unity and accord", "report", "2021",
               "department of internal policy", "100 people"],
    }[language]  # fmt: skip
    point = rng.random() < 0.3
    lines = []
    for n in range(1, rng.randint(4, 9)):
        lines.append(f"{n}. {TITLES[language][0]}")
        lines += [f"{key}: {rng.choice(values)}{'.' if point else ''}" for key in keys]
    return lines


@kind
def glossaries(rng: Draw) -> list[str]:
    language = _language(rng)
    sign = rng.choice([": ", " — ", " - "])
    terms = {
        "ru": ["Аким", "Маслихат", "Ассамблея", "Акимат", "Казахстан", "Совет матерей", "Дорожная карта"],
        "kk": ["Әкім", "Мәслихат", "Ассамблея", "Әкімдік", "Қазақстан", "Аналар кеңесі", "Жол картасы"],
        "en": ["Akim", "Maslikhat", "Assembly", "Akimat", "Kazakhstan", "Council of mothers", "Road map"],
    }[language]
    return [TITLES[language][0], *(term + sign + _prose(rng, language, (1, 2)) for term in terms)]


@kind
def letters_by_mail(rng: Draw) -> list[str]:
    language = _language(rng)
    keys = {
        "ru": ["От", "Кому", "Тема", "Дата"],
        "kk": ["Кімнен", "Кімге", "Тақырыбы", "Күні"],
        "en": ["From", "To", "Subject", "Date"],
    }[language]
    if rng.random() < 0.5:
        keys = ["From", "Sent", "To", "Subject"]
    lines = []
    for _ in range(rng.randint(1, 5)):
        first, second = rng.sample(NAMES[language], 2)
        values = [first, second, TITLES[language][0], "12.03.2021 10:15"]
        if keys[1] == "Sent":
            values = [first, "Friday, March 12, 2021 10:15 AM", second, TITLES[language][0]]
        lines += [f"{key}: {value}" for key, value in zip(keys, values, strict=True)]
        lines += ["", *(_prose(rng, language) for _ in range(rng.randint(1, 3))), "", first, ""]
    return lines


@kind
def agendas(rng: Draw) -> list[str]:
    language = _language(rng)
    lines = [TITLES[language][0]]
    for n in range(rng.randint(4, 9)):
        stamp = f"{9 + n // 2:02}:{n % 2 * 30:02}"
        form = rng.choice(["{t} {w}", "{t} – {e} {w}", "{t}\n{w}", "{t} {w}, {s}"])
        words = rng.choice(TITLES[language])
        end = f"{9 + (n + 1) // 2:02}:{(n + 1) % 2 * 30:02}"
        lines += form.format(t=stamp, e=end, w=words, s=rng.choice(NAMES[language])).split("\n")
    return lines


@kind
def headings_in_capitals(rng: Draw) -> list[str]:
    language = _language(rng)
    heads = {
        "ru": ["КОНТЕКСТ", "ВЫВОДЫ", "ОБЩЕЕ ВПЕЧАТЛЕНИЕ", "ВОПРОСЫ", "РЕЗЮМЕ"],
        "kk": ["КОНТЕКСТ", "ҚОРЫТЫНДЫ", "ЖАЛПЫ ӘСЕР", "СҰРАҚТАР", "ТҮЙІН"],
        "en": ["CONTEXT", "CONCLUSIONS", "GENERAL IMPRESSION", "QUESTIONS", "SUMMARY"],
    }[language]
    lines = []
    for head in heads:
        lines += [head, *(_prose(rng, language) for _ in range(rng.randint(1, 4))), ""]
    return lines


@kind
def capitals_at_the_beginning(rng: Draw) -> list[str]:
    """Acronyms begin sentences."""
    language = _language(rng)
    words = {
        "ru": [
            "США объявили об этом",
            "ООН не вмешалась",
            "ЖКХ у нас не работает",
            "МВД молчит",
            "АНК собралась",
        ],
        "kk": ["АҚШ бұл туралы айтты", "БҰҰ араласқан жоқ", "ІІМ үндемейді", "ҚХА жиналды", "АҚШ тағы айтты"],
        "en": ["USA said so", "UN did not come", "NATO was silent", "APK met in May", "USA said it again"],
    }[language]
    return [f"{rng.choice(words)}. {_prose(rng, language)}" for _ in range(rng.randint(5, 14))]


@kind
def lists_with_numbers(rng: Draw) -> list[str]:
    language = _language(rng)
    sign = rng.choice([". ", ") ", " "])
    return [f"{n}{sign}{_prose(rng, language, (1, 2))}" for n in range(1, rng.randint(5, 15))]


@kind
def lists_with_letters(rng: Draw) -> list[str]:
    language = _language(rng)
    signs = "abcdefgh" if language == "en" else "абвгдежз"
    signs = signs.upper() if rng.random() < 0.5 else signs
    lines = []
    for _ in range(rng.randint(1, 4)):
        lines.append(_prose(rng, language, (1, 2)))
        lines += [f"{sign}{rng.choice(['.', ')'])} {_prose(rng, language, (1, 1))}" for sign in signs[:5]]
    return lines


@kind
def lists_of_names(rng: Draw) -> list[str]:
    language = _language(rng)
    behind = [", 1975", " — " + TITLES[language][1], ""]
    return [TITLES[language][0], "", *(name + rng.choice(behind) for name in NAMES[language])]


@kind
def forms(rng: Draw) -> list[str]:
    """A questionnaire of one respondent: question and answer in a line."""
    language = _language(rng)
    keys = {
        "ru": [
            "ФИО",
            "Возраст",
            "Пол",
            "Село",
            "Образование",
            "Семейное положение",
            "Национальность",
            "Работа",
        ],
        "kk": ["Аты-жөні", "Жасы", "Жынысы", "Ауылы", "Білімі", "Отбасы", "Ұлты", "Жұмысы"],
        "en": ["Name", "Age", "Gender", "Village", "Education", "Family", "Ethnicity", "Work"],
    }[language]
    values = [NAMES[language][0], "45", "ж", "Айдарлы", "среднее", "да", "—", "нет"]
    people = rng.randint(1, 4)
    return [
        line
        for _ in range(people)
        for line in [*(f"{key}: {value}" for key, value in zip(keys, values, strict=True)), ""]
    ]


@kind
def wrapped_prose(rng: Draw) -> list[str]:
    language = _language(rng)
    width = rng.randint(60, 78)
    lines = []
    for _ in range(rng.randint(3, 8)):
        lines += [*textwrap.wrap(_prose(rng, language, (4, 9)), width), ""]
    return lines


@kind
def prose_in_one_line(rng: Draw) -> list[str]:
    language = _language(rng)
    says = {"ru": "Марат сказал: ", "kk": "Марат айтты: ", "en": "Marat said: "}[language]
    return [" ".join(says * (rng.random() < 0.3) + each for each in rng.choices(
        sentences(ANSWERS[language]), k=rng.randint(20, 60)))]  # fmt: skip


@kind
def subtitles(rng: Draw) -> list[str]:
    language = _language(rng)
    lines = []
    for n in range(rng.randint(4, 12)):
        if rng.random() < 2:
            lines.append(str(n + 1))
        lines += [
            f"00:00:{n * 4:02},000 --> 00:00:{n * 4 + 3:02},500",
            rng.choice(sentences(ANSWERS[language])),
            "",
        ]
    return lines


@kind
def news(rng: Draw) -> list[str]:
    """Places before dashes, as news agencies write them; headings with colons."""
    language = _language(rng)
    places = {
        "ru": ["Астана", "Алматы", "Айдарлы"], "kk": ["Астана", "Алматы", "Айдарлы"], "en": ["Astana", "Almaty", "Aidarly"],
    }[language]  # fmt: skip
    return [
        f"{rng.choice(places)}{rng.choice([' — ', ': ', ', 12 мая. '])}{_prose(rng, language)}"
        if rng.random() < 0.3
        else _prose(rng, language)
        for _ in range(rng.randint(4, 9))
    ]


# -- what was thought of later, before it was tried ----------------------------------------------------


@kind
def guides(rng: Draw) -> list[str]:
    """Questions to be asked; nobody has answered yet."""
    language = _language(rng)
    label = {"ru": "Вопрос {}", "kk": rng.choice(["{}-сұрақ", "Сұрақ {}"]), "en": "Question {}"}[language]
    questions = rng.sample(sentences(QUESTIONS[language]), 7)
    return [TITLES[language][0], *(f"{label.format(n)}: {each}" for n, each in enumerate(questions, 1))]


@kind
def samples_described(rng: Draw) -> list[str]:
    language = _language(rng)
    label = {"ru": "Респондент {}", "kk": "{}-қатысушы", "en": "Participant {}"}[language]
    details = {"ru": "женщина, 45 лет, учитель", "kk": "әйел, 45 жаста, мұғалім", "en": "woman, 45, teacher"}[
        language
    ]
    people = [f"{label.format(n)}: {details}{rng.choice(['.', ''])}" for n in range(1, rng.randint(4, 9))]
    return [_prose(rng, language), *people, _prose(rng, language)]


@kind
def headers_above_prose(rng: Draw) -> list[str]:
    language = _language(rng)
    heads = {
        "ru": ["Интервьюер: Анна С.", "Респондент: Марат, 45 лет", "Село Айдарлы"],
        "kk": ["Сұхбат алушы: Анна С.", "Жауап беруші: Марат, 45 жаста", "Айдарлы ауылы"],
        "en": ["Interviewer: Anna S.", "Respondent: Marat, 45", "Aidarly village"],
    }[language]
    return [
        *rng.sample(heads, rng.randint(1, 3)),
        "",
        *(_prose(rng, language, (3, 8)) for _ in range(rng.randint(3, 9))),
    ]


@kind
def attendance_lists(rng: Draw) -> list[str]:
    language = _language(rng)
    people = {
        "ru": ["Иванов А.Б.", "Ким О. В.", "Петрова В. Г.", "Ахметов С.К.", "Ли А."],
        "kk": ["Сейітова А.Б.", "Ахметов С. К.", "Ким О.В.", "Серіков Б.Қ."],
        "en": ["A. Brown", "J. Smith", "M. Suleimenov", "Dana Kim"],
    }[language]
    posts = {"ru": "директор школы", "kk": "мектеп директоры", "en": "head of the school"}[language]
    sign = rng.choice([" – ", " - ", ": ", ", ", "\t"])
    return [TITLES[language][0], *(person + sign + posts for person in people)]


@kind
def references(rng: Draw) -> list[str]:
    return [
        f"{name} {title}: {rest}. {city}: {house}, {rng.randint(1990, 2022)}."
        for name, title, rest, city, house in rng.sample(
            [
                ("Иванов А.Б.", "Земля и люди", "очерки истории", "Алматы", "Гылым"),
                ("Сейітова А.", "Ауыл өмірі", "әлеуметтік зерттеу", "Алматы", "Ғылым"),
                ("Brown, J.", "Steppe and city", "a study of migration", "London", "Press"),
                ("Smith A. & Kim O.", "Water", "conflict and accord", "New York", "House"),
                ("Петрова В.", "Конфликт", "теория и практика", "Москва", "Наука"),
                ("Ким О.", "Память", "рассказы жителей", "Астана", "Фолиант"),
            ],
            rng.randint(3, 6),
        )
    ]


@kind
def minutes_retold(rng: Draw) -> list[str]:
    """What was said, in the secretary's words."""
    language = _language(rng)
    people = {
        "ru": ["Иванов А.Б.", "Ким О. В."],
        "kk": ["Сейітова А.Б.", "Ахметов С. К."],
        "en": ["Mr Brown", "Ms Kim"],
    }[language]
    did = {"ru": "предложил:", "kk": "ұсынды:", "en": "proposed:"}[language]
    return [
        TITLES[language][1],
        *(f"{rng.choice(people)} {did} {_prose(rng, language, (1, 2))}" for _ in range(rng.randint(3, 7))),
        _prose(rng, language),
    ]


@kind
def tables_of_data(rng: Draw) -> list[Line]:
    language = _language(rng)
    rows = [[name, str(rng.randint(20, 70)), rng.choice(["Айдарлы", "Тасөзен"])] for name in NAMES[language]]
    return [Line(cell, cell=column) for row in rows for column, cell in enumerate(row)]


@kind
def verse(rng: Draw) -> list[str]:
    language = _language(rng)
    words = " ".join(sentences(ANSWERS[language])).lower().replace(".", "").replace("?", "").split()
    lines = []
    for n in range(rng.randint(8, 24)):
        at = rng.randrange(len(words) - 6)
        lines.append(
            " ".join(words[at : at + rng.randint(3, 6)]).capitalize()
            if n % 2 == 0
            else " ".join(words[at : at + 4])
        )
    return lines


@kind
def diaries(rng: Draw) -> list[str]:
    """A date before each entry."""
    language = _language(rng)
    form = rng.choice(
        ["{:02}.03.2021: {}", "{:02}.03.2021 – {}", "{} марта. {}", "{} марта: {}", "March {}: {}"]
    )
    return [form.format(n, _prose(rng, language)) for n in range(3, 3 + rng.randint(4, 10))]


@kind
def questionnaires(rng: Draw) -> list[str]:
    """Numbered questions, each with the answer below."""
    language = _language(rng)
    lines = []
    for n, question in enumerate(rng.sample(sentences(QUESTIONS[language]), 8), 1):
        lines += [f"{n}. {question}", _prose(rng, language, (1, 2))]
    return lines


@kind
def drafts_with_comments(rng: Draw) -> list[str]:
    """Weighty words before colons in an essay."""
    language = _language(rng)
    leads = {
        "ru": ["Проблема", "Причина", "Решение", "Вода", "Земля", "Власть", "Первый вывод", "Другая сторона"],
        "kk": ["Мәселе", "Себебі", "Шешімі", "Су", "Жер", "Билік", "Бірінші түйін", "Екінші жағы"],
        "en": ["Problem", "Cause", "Solution", "Water", "Land", "Power", "First finding", "The other side"],
    }[language]
    return [
        (f"{rng.choice(leads)}: " if rng.random() < 0.5 else "") + _prose(rng, language)
        for _ in range(rng.randint(6, 16))
    ]
