"""What people say in drawn transcripts, and what they are called: all of it invented."""

QUESTIONS = {
    "ru": """
        Расскажите, пожалуйста, о себе?
        А давно вы здесь живёте?
        Что произошло в ту ночь?
        И что сделал аким после этого?
        А соседи как отреагировали?
        Вы говорили с кем-нибудь об этом?
        Почему вы так думаете?
        Сколько семей осталось на вашей улице?
        Как дети ходят в школу?
        Скажите, а воду вам дают каждый день?
        Кто первым приехал на место?
        Было ли такое раньше?
        То есть вы хотите сказать, что они не пришли?
        Можно уточнить: это было в мае или в июне?
        Расскажите подробнее. Как всё началось?
        А что нужно сделать, чтобы такого не было?
    """,
    "kk": """
        Өзіңіз туралы айтып беріңізші?
        Бұл ауылда қашаннан бері тұрасыз?
        Сол түні не болды?
        Әкім содан кейін не істеді?
        Көршілеріңіз не деді?
        Бұл туралы біреумен сөйлестіңіз бе?
        Неге олай ойлайсыз?
        Көшеде қанша үй қалды?
        Балалар мектепке қалай барады?
        Су күнде келе ме?
        Бірінші болып кім келді?
        Бұрын мұндай болған ба?
        Яғни, олар келмеді дейсіз бе?
        Нақтылап алайын: бұл мамырда болды ма?
        Толығырақ айтыңызшы. Қалай басталды?
        Енді не істеу керек деп ойлайсыз?
    """,
    "en": """
        Could you tell me a little about yourself?
        How long have you lived in this street?
        What happened that night?
        And what did the akim do after that?
        How did the neighbours take it?
        Did you talk to anybody about it?
        Why do you think so?
        How many families are left?
        How do the children get to school?
        Is there water every day?
        Who came first?
        Had it happened before?
        So you mean to say that they never came?
        Can I check one thing: was it in May or in June?
        Tell me more. How did it begin?
        What should be done now?
    """,
}

ANSWERS = {
    "ru": """
        Ну, мы тут уже двадцать лет живём.
        Я сам с Целинной, жена местная.
        Воды не было три дня, потом привезли машину.
        Он мне сказал: ты не ходи туда, там неспокойно.
        Я ему говорю: Марат, давай без этого.
        Никто не пришёл, понимаете, никто.
        Самое главное вот что: люди боятся говорить.
        Мы собрались у мечети, человек сорок нас было.
        Пришли из акимата, записали всё и уехали.
        В 10:30 начали, к обеду разошлись.
        Дети вместе учатся, вместе на футбол ходят.
        Это было 14 мая 2021 года, я точно помню.
        Да нет, какое там.
        Нормально жили, дружно, на свадьбы друг к другу ходили.
        США нам не указ, мы сами разберёмся.
        А молодёжь уезжает - в город, на вахту, кто куда.
        (смеётся) Ну вы спросили, конечно...
        Есть три причины: вода, земля и работа.
        Потом приехала полиция, уже под утро.
        Я не знаю, что вам сказать.
        Айгүл апай тогда чай всем наливала, помню как сейчас.
        «Кто здесь главный?» - он спрашивает.
        В общем, так и живём.
        Они приехали на двух машинах, без номеров.
        Школа у нас хорошая, новая, в 2018 построили.
        Мой брат - учитель, он лучше расскажет.
        Ссылка есть, http://aidarly.example/news, посмотрите.
        Кто-то кинул камень, и пошло.
    """,
    "kk": """
        Біз мұнда жиырма жылдан бері тұрамыз.
        Өзім осы ауылданмын, әкем де осы жерде туған.
        Су үш күн болмады, кейін көлікпен әкелді.
        Ол маған айтты: барма, онда тыныш емес.
        Мен оған айттым: Марат, қой енді.
        Ешкім келген жоқ, түсінесіз бе, ешкім.
        Айтайын дегенім: адамдар сөйлеуге қорқады.
        Мешіттің жанына жиналдық, қырық шақты адам болдық.
        Әкімдіктен келді, бәрін жазып алып кетті.
        Сағат 10:30-да бастадық, түске таман тарқадық.
        Балалар бірге оқиды, бірге доп тебеді.
        Бұл 2021 жылдың 14 мамыры болатын, есімде.
        Жоқ, қайдағы.
        Жақсы тұрдық, той-томалаққа бірге бардық.
        Жастар қалаға кетіп жатыр - жұмысқа, оқуға.
        (күледі) Сұрағыңыз қызық екен...
        Үш себебі бар: су, жер, жұмыс.
        Полиция таңға жақын келді.
        Не айтарымды білмеймін.
        Айгүл апай сонда бәрімізге шай құйып берді.
        «Мұнда кім бастық?» - деп сұрайды ол.
        Міне, солай өмір сүріп жатырмыз.
        Екі көлікпен келді, нөмірі жоқ.
        Мектебіміз жақсы, жаңа, 2018 жылы салынған.
        Ағам мұғалім, сол жақсы айтады.
        Біреу тас лақтырды да, басталып кетті.
    """,
    "en": """
        Well, we have lived here for twenty years.
        I am from the steppe, my wife is from this village.
        There was no water for three days, then they sent a truck.
        He told me: do not go there, it is not quiet.
        I said to him: Marat, leave it.
        Nobody came, you understand, nobody.
        The main thing is this: people are afraid to speak.
        We gathered at the mosque, forty of us or so.
        They came from the akimat, wrote it all down and left.
        We began at 10:30 and by noon it was over.
        The children learn together and play football together.
        It was on 14 May 2021, I remember exactly.
        No, not at all.
        We lived well, we went to each other's weddings.
        The USA cannot tell us how to live.
        The young leave - for town, for the oil fields, anywhere.
        (laughs) What a question...
        There are three reasons: water, land and work.
        The police came towards the morning.
        I do not know what to tell you.
        Aigul poured tea for everybody, I can see it now.
        "Who is in charge here?" he asks.
        Anyway, that is how we live.
        They came in two cars without number plates.
        Our school is good, they built it in 2018.
        My brother is a teacher, he will tell you more.
        There is a link, http://aidarly.example/news, have a look.
        Somebody threw a stone and so it began.
    """,
}

NAMES = {
    "ru": ["Виктор", "Марина Сергеевна", "Ольга", "Анатолий Ли", "Людмила", "Иван Петров", "Светлана",
           "А. Б. Иванов", "Петренко О.", "Тамара Ивановна", "Рустам", "Г-жа Ким"],
    "kk": ["Айгүл", "Марат", "Гүлнар апай", "Серік ақсақал", "Нұрлан", "Айгүл Сейітова", "Бақыт аға", "Ержан",
           "Әсел ханым", "Қанат Ахметұлы", "Жанар", "Әлия"],
    "en": ["Anna", "John Smith", "Aigul", "Marat Suleimenov", "Dr. Brown", "Kelly", "Dana K.", "Mary Ann",
           "O’Brien", "Peter", "Nurlan", "Elvira"],
}  # fmt: skip

POSITIONS = {
    "ru": ["заместитель акима", "учитель", "директор школы", "45 лет", "пенсионерка"],
    "kk": ["әкімнің орынбасары", "мұғалім", "мектеп директоры", "45 жаста", "зейнеткер"],
    "en": ["deputy akim", "teacher", "head of the school", "45", "farmer"],
}

OFFICES = {
    "ru": [
        "Председатель",
        "Аким",
        "Эксперт",
        "Участковый",
        "Заместитель акима",
        "Директор школы",
        "Водитель",
    ],
    "kk": ["Төраға", "Әкім", "Сарапшы", "Мұғалім", "Аудан әкімі", "Мектеп директоры", "Имам"],
    "en": ["Chairman", "Akim", "Expert", "Teacher", "Deputy akim", "Head of the school", "Driver"],
}

ROLE_PAIRS = {
    "ru": [("Интервьюер", "Респондент"), ("Корреспондент", "Собеседник"), ("Вопрос", "Ответ"),
           ("Исследователь", "Информант"), ("Модератор", "Участник"), ("Ведущий", "Гость"),
           ("Интервьюер", "Эксперт"), ("Журналист", "Аким")],
    "kk": [("Сұхбат алушы", "Жауап беруші"), ("Сұхбаткер", "Респондент"), ("Жүргізуші", "Қонақ"),
           ("Тілші", "Әкім"), ("Сұрақ", "Жауап"), ("Зерттеуші", "Қатысушы"), ("Сұхбат алушы", "Сұхбат беруші"),
           ("Интервьюер", "Жауап беруші")],
    "en": [("Interviewer", "Respondent"), ("Interviewer", "Interviewee"), ("Researcher", "Participant"),
           ("Moderator", "Participant"), ("Question", "Answer"), ("Facilitator", "Informant"),
           ("Journalist", "Akim")],
}  # fmt: skip

LETTER_PAIRS = {
    "ru": [("И", "Р"), ("В", "О"), ("И", "О"), ("Инт", "Респ")],
    "kk": [("С", "Ж"), ("И", "Р"), ("М", "Р")],
    "en": [("I", "R"), ("Q", "A"), ("I", "P"), ("INT", "RESP"), ("Int", "Res")],
}

GROUPS = {
    "ru": ("Модератор", ["Участник {n}", "Участница {n}", "Респондент {n}", "Р{n}", "Жен {n}"]),
    "kk": ("Модератор", ["Қатысушы {n}", "{n}-қатысушы", "Р{n}", "Қ{n}"]),
    "en": ("Moderator", ["Participant {n}", "P{n}", "R{n}", "Respondent {n}", "FG1-P{n}"]),
}

TITLES = {
    "ru": ["Интервью № 5", "Транскрипт интервью с учителем", "Айдарлы, 12 марта 2021 года",
           "Фокус-группа: молодёжь", "Расшифровка аудиозаписи", "Запись 3. Длительность 45 минут"],
    "kk": ["№ 5 сұхбат", "Мұғаліммен сұхбат", "Айдарлы ауылы, 2021 жылғы 12 наурыз", "Фокус-топ: жастар",
           "Аудиожазбаның мәтіні"],
    "en": ["Interview 5", "Interview with a teacher", "Aidarly, 12 March 2021", "Focus group: young people",
           "INTERVIEW TRANSCRIPT", "Recorded on a phone, 45 minutes"],
}  # fmt: skip

HEADERS = {
    "ru": ["Дата: 12.03.2021", "Место: Айдарлы", "Язык: русский", "Длительность: 00:45:10", "Код: 05",
           "Расшифровка: Ж. Т."],
    "kk": ["Күні: 12.03.2021", "Орны: Айдарлы", "Тілі: қазақша", "Ұзақтығы: 45 минут"],
    "en": ["Date: 12/03/2021", "Place: Aidarly", "Language: English", "Duration: 00:45:10", "Code: 05",
           "Transcriber: J. T."],
}  # fmt: skip

FOOTERS = {
    "ru": ["Конец записи", "[конец записи]", "Расшифровано с помощью https://otter.ai"],
    "kk": ["Жазба соңы", "[жазба соңы]", "Transcribed by https://otter.ai"],
    "en": ["End of recording", "[End of interview]", "Transcribed by https://otter.ai"],
}

LISTS = {
    "ru": ["1. Вода.", "2. Дорога до трассы.", "3. Работа для молодых."],
    "kk": ["1. Су.", "2. Тас жолға дейінгі жол.", "3. Жастарға жұмыс."],
    "en": ["1. Water.", "2. The road.", "3. Work for the young."],
}


def sentences(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]
