"""Word lists in Kazakh, Russian and English: grammar, roles of speakers, and words that are no names."""

from qualcode.model import Role


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.replace("\n", " ").split("|"))


# -- grammar -------------------------------------------------------------------------------------------

# Words that stand in every sentence. Those spelt alike in Kazakh and Russian (да, не, он, от, та, кем, ба)
# tell nothing and are left out; so are English words that are German too (in, so, was).
KAZAKH = _words("""
    мен сен ол біз сіз олар менің сенің оның біздің маған саған оған бізге оны мына мынау ана осы сол деп
    деген дейді дейтін дедім деді дейміз емес жоқ еді екен болды болған болып болса болады болатын бола ғой
    және бірақ енді осылай солай сондай мұндай қалай қайда неге кейін дейін туралы сияқты үшін бойы бойынша
    керек тағы тек өте бәрі барлық көп аз бір екі үш рас иә ия жатыр отыр тұр жүр отырып келді кетті барды
    айтты берді алды шығар ғана ал соң сосын кеше бүгін ертең адам адамдар бала балалар ауыл ауылда апай
    ағай аға апа сонда онда мұнда бұрын қазір рахмет рақмет жақсы
""")
RUSSIAN = _words("""
    и в во что я с со как все всё она так его но ты к у же вы за бы по только её ее мне было вот меня ещё еще
    нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас вам ведь там потом себя ничего
    ей может они тут где есть надо для мы тебя их чем была чтобы будто раз тоже под будет кто этот того
    потому этого какой совсем этом один почти мой нас про всего них какая много разве три эту хорошо свою
    перед лучше том нельзя такой им более всегда конечно всю между это эти этих вообще короче просто типа
    значит давай сразу обязательно наверное пока нормально вроде прямо точно почему были которые который
    которая этой также при после через свои своих нам нами вами мной тобой очень можно нужно сейчас здесь
    никто никогда сначала человек люди людей сказал говорят знаете понимаете
""")
ENGLISH = _words("""
    the and of to that you it with this they what are not but have had from for be at or we she he his her
    their there which would been were when who will more if about like just know your our them then than
    because how can could did does don’t don't it’s it's i’m i'm that’s that's yes very one my me is on as
    by do some into out up people think really these those where
""")

# -- speakers ------------------------------------------------------------------------------------------

_INTERVIEWER = _phrases("""
    interviewer|int|researcher|moderator|facilitator|fieldworker|journalist|host|question
    |интервьюер|инт|исследователь|исследовательница|модератор|ведущий|ведущая|вопрос|корреспондент|корр
    |журналист|сұхбат алушы|сұхбаттасушы|сұхбат жүргізуші|сұрақ қоюшы|сұрақ|жүргізуші|зерттеуші|тілші
""")
_RESPONDENT = _phrases("""
    interviewee|respondent|resp|participant|informant|answer|guest|speaker
    |респондент|респондентка|информант|информантка|участник|участница|ответ|собеседник|собеседница|гость
    |гостья|спикер|жауап беруші|сұхбат беруші|қатысушы|жауап|ақпарат беруші|сөйлеуші|қонақ
""")
_OTHER = _phrases("""
    unknown speaker|unknown|unidentified speaker|unidentified|multiple speakers|several voices|all|everyone
    |interpreter|translator|неизвестный|неизвестная|неизвестно|неизвестный голос|все|хором|переводчик
    |переводчица|белгісіз|белгісіз сөйлеуші|барлығы|бәрі|аудармашы
""")
ROLES: dict[str, Role] = {
    **dict.fromkeys(_INTERVIEWER, "interviewer"),
    **dict.fromkeys(_RESPONDENT, "respondent"),
    **dict.fromkeys(_OTHER, "other"),
}

# These also begin lines of a header or of running speech: they count once they repeat or have a partner.
WEAK_ROLES = _words("""
    question answer host guest int all everyone unknown speaker translator
    вопрос ответ гость гостья все хором ведущий ведущая исследователь журналист неизвестно
    сұрақ жауап бәрі барлығы қонақ жүргізуші
""")

# Keys of headers, forms and minutes, and words of running speech that a colon or dash likes to follow.
NOT_NAMES = _words("""
    note notes nb ps date place location time duration length topic theme title summary comment comments
    example source sources subject re from to file recording transcript transcription language age gender
    sex name email phone tel address website url http https www id orcid doi isbn keywords abstract
    conclusion result results total chapter section part step day week month year okay ok yes no yeah yep
    nope well so and but or because however therefore also then first second third finally actually
    basically look listen right sure thanks thank laughter laughs laughing inaudible crosstalk pause silence
    music applause unclear noise indicator deadline responsible measure measures goal goals objective
    objectives files description availability license licence copyright important warning tip appendix seed
    homepage budget status priority background context
    примечание примечания дата место время длительность продолжительность тема название резюме комментарий
    комментарии пример источник источники файл запись язык возраст пол имя фио телефон тел адрес почта сайт
    вывод выводы итог итого итоги результат результаты всего глава раздел часть шаг день год месяц да нет
    ага угу ну вот так значит то есть например потом далее во-первых во-вторых хорошо ладно спасибо смех
    смеётся смеется пауза молчание неразборчиво музыка шум аплодисменты цель цели задача задачи срок сроки
    исполнитель исполнители ответственный ответственные индикатор индикаторы мера меры мероприятие бюджет
    статус приложение это эта этот эти там тут здесь мы вы он она они ты но или потому главное короче
    ескерту ескертпе күні орны уақыты ұзақтығы тақырыбы тақырып атауы түйін пікір мысал мысалы дереккөз
    файл жазба тілі жасы жынысы аты аты-жөні телефон мекенжай мекенжайы пошта сайт қорытынды нәтиже
    нәтижелер тарау бөлім қадам күн жыл ай иә жоқ ия жақсы рақмет рахмет күлкі күледі үзіліс айтпақшы
    демек яғни сонымен бірінші екінші біріншіден екіншіден мақсат мақсаты міндет міндеттер мерзім мерзімі
    жауапты жауаптылар орындаушы орындаушылар көрсеткіш шара іс-шара қосымша бұл ол сол осы мен сен біз
    сіз олар ал бірақ және
""")

# Keys that only headers have: the lines around them say “Interviewer: Anna” without her speaking.
HEADER_KEYS = _phrases("""
    date|place|location|time|duration|length|language|age|gender|sex|date of interview|interview date
    |дата|место|время|длительность|продолжительность|язык|возраст|пол|дата интервью|место интервью
    |күні|орны|уақыты|ұзақтығы|тілі|жасы|жынысы|сұхбат күні|сұхбат орны
""")

# Small words that stand inside names, and titles before them.
IN_NAMES = _words("""
    апа апай ата аға ағай әже әпке көке тәте ханым мырза ақсақал қария бей ұлы қызы оглы кызы ибн де да ди
    фон ван дер von van der de di da la le al el bin ibn of №
""")
TITLES = _words("dr mr mrs ms prof st sr jr г-н г-жа д-р проф тов")

# -- names of languages --------------------------------------------------------------------------------

LANGUAGE_NAMES = {
    **dict.fromkeys(
        _phrases("kk|kaz|kz|kazakh|qazaq|казахский|казахский язык|қазақ|қазақша|қазақ тілі"), "kk"
    ),
    **dict.fromkeys(_phrases("ru|rus|russian|русский|русский язык|орыс|орысша|орыс тілі"), "ru"),
    **dict.fromkeys(
        _phrases("en|eng|english|английский|английский язык|ағылшын|ағылшынша|ағылшын тілі"), "en"
    ),
}
