"""Which languages a text is spoken in: Kazakh, Russian, English, or two of them mixed."""

import re
from collections import Counter

from qualcode.model import LANGUAGES

# Words of grammar that stand in every sentence. Those spelt alike in Kazakh and Russian (да, не, он, от,
# та, кем, ба, бар) tell nothing and are left out; so are English words that are German too (in, so, was).
_KAZAKH = frozenset(
    """мен сен ол біз сіз олар менің сенің оның біздің маған саған оған бізге оны мына мынау ана осы сол
    деп деген дейді дейтін дедім деді дейміз емес жоқ еді екен болды болған болып болса болады болатын бола
    ғой және бірақ енді осылай солай сондай мұндай қалай қайда неге кейін дейін туралы сияқты үшін бойы
    бойынша керек тағы тек өте бәрі барлық көп аз бір екі үш рас иә ия жатыр отыр тұр жүр отырып келді кетті
    барды айтты берді алды шығар ғана ал соң сосын кеше бүгін ертең адам адамдар бала балалар ауыл ауылда
    апай ағай аға апа сонда онда мұнда бұрын қазір рахмет рақмет жақсы""".split()
)
_RUSSIAN = frozenset(
    """и в во что я с со как все всё она так его но ты к у же вы за бы по только её ее мне было вот меня ещё
    еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас вам ведь там потом себя
    ничего ей может они тут где есть надо для мы тебя их чем была чтобы будто раз тоже под будет кто этот
    того потому этого какой совсем этом один почти мой нас про всего них какая много разве три эту хорошо
    свою перед лучше том нельзя такой им более всегда конечно всю между это эти этих вообще короче просто
    типа значит давай сразу обязательно наверное пока нормально вроде прямо точно почему были быть
    которые который которая этой также при после через или свои своих нам нами вами мной тобой очень можно
    нужно сейчас здесь никто никогда сначала человек люди людей сказал говорят знаете понимаете""".split()
)
_ENGLISH = frozenset(
    """the and of to that you it with this they what are not but have had from for be at or we she he his her
    their there which would been were when who will more if about like just know your our them then than
    because how can could did does don’t don't it’s it's i’m i'm that’s that's yes very one my me is on as by
    do some into out up people think really these those where""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_ONLY_KAZAKH = re.compile("[іұ]")  # Tatar, Uyghur and Dungan share the other letters, but not these
_FOREIGN = re.compile("[җўїєґђћџљњѓќ]")
_RUSSIAN_ENDING = re.compile(
    r".{2,}(?:ться|тся|ого|его|ому|ыми|ими|ый|ий|ая|яя|ые|ую|юю|ешь|ишь|ение|ения|ений|ость|ости|ство|ства)$|.*[щъ]"
)

# In how many of a language's own words such evidence stands (seen on the case files); turns a count into a share.
_RATE = {"en": 0.36, "ru": 0.44, "kk": 0.66}
_REAL_SHARE = 0.14
_SAMPLE = 300_000


def language_of(text: str) -> str:
    """“kk”, “ru”, “en”, two joined by “+” where each has a real share of the words, “” where none fits.

    Mixed means at least one word in seven: a few borrowed words do not make Kazakh speech Russian.
    """
    words = Counter(word.casefold() for word in _WORD.findall(_sampled(text)))
    total = words.total()
    found = {language: count / _RATE[language] for language, count in _evidence(words).items() if count}
    if not found or max(found.values()) < 0.3 * total:
        return ""
    whole = sum(found.values())
    spoken = sorted((count / whole, language) for language, count in found.items())[::-1]
    real = [language for share, language in spoken[:2] if share >= _REAL_SHARE]
    return "+".join(sorted(real, key=_ORDER.index))


_ORDER = LANGUAGES[::-1]  # kk, ru, en: “kk+ru”


def _sampled(text: str) -> str:
    """The beginning, middle and end of a very long text."""
    if len(text) <= _SAMPLE:
        return text
    part, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _evidence(words: Counter[str]) -> dict[str, int]:
    """How many words can belong to one of the languages only."""
    kazakh = {word: count for word, count in words.items() if _KAZAKH_LETTER.search(word)}
    lettered = sum(kazakh.values())
    turkic = lettered > 10 and sum(n for word, n in kazakh.items() if _ONLY_KAZAKH.search(word)) < 0.2 * lettered  # noqa: PLR2004
    foreign = sum(count for word, count in words.items() if _FOREIGN.search(word)) > 0.03 * words.total()
    rest = {word: count for word, count in words.items() if word not in kazakh}
    return {
        "kk": 0 if turkic or foreign else lettered + sum(n for word, n in rest.items() if word in _KAZAKH),
        "ru": 0 if foreign else sum(n for word, n in rest.items() if _is_russian(word)),
        "en": sum(count for word, count in rest.items() if word in _ENGLISH),
    }


def _is_russian(word: str) -> bool:
    return word in _RUSSIAN or (word not in _KAZAKH and _RUSSIAN_ENDING.match(word) is not None)
