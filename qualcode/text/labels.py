"""What can be a speaker's label: role words in three languages, and the shapes names have."""

import re
from functools import lru_cache
from typing import Literal

from qualcode.model import Role

Shape = Literal[0, 1, 2]
"""2: a name (“Адам Стаковиак”, “Гүлнар апай”, “P5”); 1: may be one (“Заместитель акима”); 0: running speech."""

_INTERVIEWER = """interviewer|int|researcher|moderator|facilitator|fieldworker|journalist|host|question
    |интервьюер|инт|исследователь|исследовательница|модератор|ведущий|ведущая|вопрос|корреспондент|корр|журналист
    |сұхбат алушы|сұхбаттасушы|сұхбат жүргізуші|сұрақ қоюшы|сұрақ|жүргізуші|зерттеуші|тілші"""
_RESPONDENT = """interviewee|respondent|resp|participant|informant|answer|guest|speaker
    |респондент|респондентка|информант|информантка|участник|участница|ответ|собеседник|собеседница|гость|гостья
    |спикер|жауап беруші|сұхбат беруші|қатысушы|жауап|ақпарат беруші|сөйлеуші|қонақ"""
_OTHER = """unknown speaker|unknown|unidentified speaker|unidentified|multiple speakers|several voices|all|everyone
    |interpreter|translator|неизвестный|неизвестная|неизвестно|неизвестный голос|все|хором|переводчик|переводчица
    |белгісіз|белгісіз сөйлеуші|барлығы|бәрі|аудармашы"""

# These also begin lines of a header or of running speech: they count once they repeat or have a partner.
_WEAK = frozenset(
    """question|answer|host|guest|int|all|everyone|unknown|вопрос|ответ|гость|гостья|все|хором|ведущий|ведущая
    |исследователь|журналист|неизвестно|сұрақ|жауап|бәрі|барлығы|қонақ|жүргізуші|speaker|translator""".replace(
        "\n", ""
    )
    .replace(" ", "")
    .split("|")
)

# Keys of headers, forms and minutes, and words of running speech that a colon or dash likes to follow.
_NOT_NAMES = frozenset(
    """note notes nb ps date place location time duration length topic theme title summary comment comments example
    source sources subject re from to cc file recording transcript transcription language age gender sex name email
    phone tel address website url http https www id orcid doi isbn keywords abstract conclusion result results total
    chapter section part step day week month year okay ok yes no yeah yep nope well so and but or because however
    therefore also then first second third finally actually basically look listen right sure thanks thank laughter
    laughs laughing inaudible crosstalk pause silence music applause unclear noise indicator deadline responsible
    measure measures goal goals objective objectives budget status priority background context
    примечание примечания дата место время длительность продолжительность тема название резюме комментарий
    комментарии пример источник источники файл запись язык возраст пол имя фио телефон тел адрес почта сайт вывод
    выводы итог итого итоги результат результаты всего глава раздел часть шаг день год месяц да нет ага угу ну вот
    так значит то есть например потом далее во-первых во-вторых во-первых хорошо ладно спасибо смех смеётся смеется
    пауза молчание неразборчиво музыка шум аплодисменты цель цели задача задачи срок сроки исполнитель исполнители
    ответственный ответственные индикатор индикаторы мера меры мероприятие бюджет статус приложение это эта этот
    эти там тут здесь мы вы он она они я ты но и а или потому главное короче
    ескерту ескертпе күні орны уақыты ұзақтығы тақырыбы тақырып атауы түйін пікір мысал мысалы дереккөз файл жазба
    тілі жасы жынысы аты аты-жөні телефон мекенжай мекенжайы пошта сайт қорытынды нәтиже нәтижелер барлығы тарау
    бөлім қадам күн жыл ай иә жоқ ия жақсы рақмет рахмет күлкі күледі үзіліс айтпақшы демек яғни сонымен бірінші
    екінші біріншіден екіншіден мақсат мақсаты міндет міндеттер мерзім мерзімі жауапты жауаптылар орындаушы
    орындаушылар көрсеткіш шара іс-шара қосымша бұл ол сол осы мен сен біз сіз олар ал бірақ және""".split()
)

# Small words that stand inside names.
_INNER = frozenset(
    """апа апай ата ата-ана аға ағай әже әпке көке тәте ханым мырза ақсақал қария бей ұлы қызы оглы кызы ибн де да
    ди фон ван дер von van der de di da la le al el bin ibn of №""".split()
)
_TITLES = frozenset("dr mr mrs ms prof st sr jr г-н г-жа д-р проф тов п р м".split())
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_NUMBER = re.compile(r"\s*(?:[№#]\s*)?[-–]?\s*(?:\d{1,3}|[A-Za-zА-ЯЁ])$")
_FORBIDDEN = re.compile(r"[.!?…;:«»“”\"„|{}<>=@\\/*_+]|\d{4}|,.*,.*,")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.\s?)+(?=[^\W\d_]{2})")
_INITIALLED = re.compile(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]{2,}(?:-[^\W\d_]+)?$")
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYІ", "АВСЕНКМОРТХУI")
LONGEST = 60

_ROLES: dict[str, Role] = {
    word.strip(): role
    for role, words in (("interviewer", _INTERVIEWER), ("respondent", _RESPONDENT), ("other", _OTHER))
    for word in words.replace("\n", "").split("|")
}  # type: ignore[misc]


def core(label: str) -> str:
    """A label without what stands in brackets after it: “Заря 1 (Каманин)” is “Заря 1”."""
    return _BRACKETS.sub("", label).strip()


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Labels with equal keys are one speaker: case and spaces do not count, nor the alphabet of “P” and “Р”."""
    compact = " ".join(label.split()).rstrip(".")
    letters = [character for character in compact if character.isalpha()]
    if len(letters) <= 2:  # noqa: PLR2004 (initials: typed in whichever keyboard layout was on)
        return compact.upper().translate(_LOOK_ALIKE)
    return compact.casefold()


@lru_cache(maxsize=4096)
def role_word(label: str) -> Role | None:
    """The role a label names in words: “Respondent 3 (F, 45)”, “Сұхбат алушы”; letters say nothing alone."""
    words = " ".join(core(label).casefold().rstrip(".").split())
    if words in _ROLES:
        return _ROLES[words]
    unnumbered = _NUMBER.sub("", " ".join(core(label).rstrip(".").split())).casefold()
    first = re.split(r"[\s,]", unnumbered, maxsplit=1)[0]
    if unnumbered in _ROLES:
        return _ROLES[unnumbered]
    return _ROLES[first] if "," in unnumbered and first in _ROLES else None


def is_weak(label: str) -> bool:
    """Whether a role word also begins ordinary sentences: it needs to repeat, or a partner."""
    return _NUMBER.sub("", core(label)).casefold().rstrip(".") in _WEAK and not _NUMBER.search(core(label))


def letter(label: str) -> str:
    """The letter of a one-letter label without its number, Cyrillic where the two look alike: “P5” is “Р”."""
    found = re.fullmatch(r"([^\W\d_])\s?\d{0,3}\.?", core(label))
    return found[1].upper().translate(_LOOK_ALIKE) if found else ""


def initialled(label: str) -> bool:
    """“В.Путин”, “А. Б. Иванова”: a signature, even where it stands once."""
    return _INITIALLED.match(label) is not None


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """How much a label looks like a name."""
    name = core(label)
    plain = _INITIAL.sub("", name).rstrip(".").strip()
    words = plain.replace(",", " ").split()
    if not words or len(words) > 5 or not any(character.isalpha() for character in plain):  # noqa: PLR2004
        return 0
    if words[0].rstrip(".").casefold() in _TITLES and len(words) > 1:
        words = words[1:]
    if _FORBIDDEN.search(" ".join(words)) or not _begins_name(words[0], alone=len(words) == 1):
        return 0
    return 2 if all(_inside_name(word) for word in words[1:]) else 1


def _begins_name(word: str, *, alone: bool) -> bool:
    if word.casefold().rstrip(".") in _NOT_NAMES and len(word) > 1:
        return False
    return word[0].isupper() or (alone and any(character.isdigit() for character in word))


def _inside_name(word: str) -> bool:
    if word[0].isupper() or word[0].isdigit():
        return word.casefold() not in _NOT_NAMES
    return word in _INNER or word.startswith(("№", "#", "-"))
