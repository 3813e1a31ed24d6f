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
    деген дейді дейтін дедім деді дейміз емес жоқ еді екен болды болған болып болса болады болатын бола
    ғой және бірақ енді осылай солай сондай мұндай қалай қайда неге кейін дейін туралы сияқты үшін бойы
    бойынша керек тағы тек өте бәрі барлық көп аз бір екі үш рас иә ия жатыр отыр тұр жүр отырып келді
    кетті барды айтты берді алды шығар ғана ал соң сосын кеше бүгін ертең адам адамдар бала балалар ауыл
    ауылда апай ағай аға апа сонда онда мұнда бұрын қазір рахмет рақмет жақсы
""")
RUSSIAN = _words("""
    и в во что я с со как все всё она так его но ты к у же вы за бы по только её ее мне было вот меня ещё
    еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас вам ведь там потом себя
    ничего ей может они тут где есть надо для мы тебя их чем была чтобы будто раз тоже под будет кто этот
    того потому этого какой совсем этом один почти мой нас про всего них какая много разве три эту хорошо
    свою перед лучше том нельзя такой им более всегда конечно всю между это эти этих вообще короче просто
    типа значит давай сразу обязательно наверное пока нормально вроде прямо точно почему были которые
    который которая этой также при после через свои своих нам нами вами мной тобой очень можно нужно
    сейчас здесь никто никогда сначала человек люди людей сказал говорят знаете понимаете
""")
ENGLISH = _words("""
    the and of to that you it with this they what are not but have had from for be at or we she he his her
    their there which would been were when who will more if about like just know your our them then than
    because how can could did does don’t don't it’s it's i’m i'm that’s that's yes very one my me is on as
    by do some into out up people think really these those where
""")

# -- speakers ------------------------------------------------------------------------------------------

_INTERVIEWER = _phrases("""
    interviewer|int|inter|researcher|moderator|mod|facilitator|fieldworker|journalist|host|question|reporter
    |ques|quest
    |интервьюер|инт|интер|исследователь|исследовательница|модератор|мод|фасилитатор|ведущий|ведущая|вопрос
    |корреспондент|корр|журналист|журналистка|берущий интервью
    |сұхбат алушы|сұхбаттасушы|сұхбаткер|сұхбат жүргізуші|сұрақ қоюшы|сұрақ|жүргізуші|зерттеуші|тілші
    |фасилитатор|интервью алушы|вопр|сұр|suhbat alushy|sūhbat aluşy|suqbat alushy|surak|suraq
""")
_RESPONDENT = _phrases("""
    interviewee|respondent|resp|res|participant|part.|informant|answer|ans|guest|speaker|expert
    |респондент|респондентка|респ|респондентки|информант|информантка|инф|участник|участница|уч|ответ
    |собеседник|собеседница|гость|гостья|спикер|интервьюируемый|интервьюируемая|эксперт|дающий интервью
    |жауап беруші|сұхбат беруші|қатысушы|жауап|ақпарат беруші|сөйлеуші|қонақ|сарапшы|интервью беруші
    |отв|соб|жау|қат|jauap berushi|jauap beruşi|zhauap berushi|qatysushy|qatysuşy
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
    question answer host guest int inter mod res ans ques quest all everyone unknown speaker translator
    expert вопрос ответ гость гостья все хором ведущий ведущая исследователь журналист неизвестно мод инт
    интер инф уч эксперт вопр отв соб
    сұрақ жауап бәрі барлығы қонақ жүргізуші сарапшы сұр жау қат
""")

# Programs number voices so, whoever asks: the word says nothing about the role.
VOICES = _words("speaker спикер сөйлеуші voice голос дауыс")

# What people are to each other and what they do: a label with such a word in it is a person.
PERSONS = _words("""
    husband wife mother father son daughter sister brother grandmother grandfather aunt uncle neighbour
    neighbor friend woman man girl boy male female child children voice voices audience caller passer-by
    visitor student pupil teacher director principal head chief chair chairman chairwoman chairperson
    chairmen president secretary minister deputy senator mayor akim governor judge prosecutor lawyer
    attorney witness officer policeman sergeant major colonel captain imam priest mullah elder farmer
    driver shopkeeper doctor nurse engineer manager member delegate official specialist employee worker
    pensioner operator presenter caretaker veteran activist volunteer leader
    муж жена мать мама отец папа сын дочь дочка сестра брат бабушка дедушка тётя тетя дядя сосед соседка
    соседи друг подруга женщина мужчина девушка парень девочка мальчик ребёнок ребенок дети жен голос
    голоса зал реплика студент студентка ученик ученица учитель учительница преподаватель директор завуч
    начальник председатель председательствующий президент секретарь министр заместитель зам депутат
    сенатор мэр аким губернатор судья прокурор адвокат свидетель истец ответчик офицер участковый
    полицейский сержант майор полковник капитан имам священник мулла аксакал старейшина фермер водитель
    таксист продавец хозяин хозяйка врач доктор медсестра инженер менеджер член делегат чиновник
    специалист сотрудник сотрудница рабочий пенсионер пенсионерка оператор активист активистка волонтёр
    волонтер лидер староста житель жительница методист бухгалтер агроном механизатор заведующий заведующая
    күйеуі әйелі шешесі анасы әкесі ұлы қызы апасы ағасы інісі сіңлісі қарындасы әжесі атасы көршісі көрші
    досы құрбысы әйел еркек ер жігіт келіншек бала дауыс залдан студент оқушы мұғалім мұғалімі ұстаз
    директор директоры бастық бастығы басшы басшысы төраға төрағасы төрайым төрайымы президент хатшы
    хатшысы министр министрі орынбасар орынбасары депутат сенатор әкім әкімі судья прокурор куәгер офицер
    инспектор инспекторы сержант майор полковник капитан имам молда ақсақал шаруа жүргізуші дүкенші
    дәрігер дәрігері мейірбике инженер мүше мүшесі маман маманы қызметкер қызметкері зейнеткер тұрғын
    тұрғыны белсенді ардагер кемпір шал
""")

# Given names of Kazakhstan: where one stands before a colon, somebody speaks.
GIVEN_NAMES = _words("""
    айгүл айгерім айжан айдана айнұр айсұлу ақмарал алма алтынай анар арайлым асель әсел әйгерім әлия
    аружан аяулым балжан ботагөз гауһар гүлжан гүлмира гүлнар гүлнара гүлсім дана данагүл динара жанар
    жанна жұлдыз жібек зарина зәуре индира қарлығаш камила күләш ләззат лаура мадина маржан меруерт мөлдір
    назгүл назерке нұргүл нұрсұлу перизат рабиға раушан райхан роза сабина сайра салтанат сара сәуле самал
    толқын ұлжан фатима шолпан шынар эльмира жанерке
    абай абзал адай адлет айбек айдар айдос ақан ақжол алмас алмат аман амангелді арман арыстан асан асқар
    асхат ахмет әділ әлібек әсет бағдат бақыт бақытжан батыр бауыржан бекзат берік болат ғалым данияр
    дархан дәурен дидар дулат елдос ерболат ербол ержан ерлан ермек ернар есен жақсылық жандос жанибек
    жасұлан жомарт заңғар ибрагим ілияс кайрат қайрат қанат қасым куаныш қуаныш мақсат малик манас марат
    мұрат мурат мұхтар нариман нұрбол нұрлан нұржан нұрсұлтан олжас оразбек орынбасар рамазан рахым
    рахат рустам сабыр самат санжар сәкен серік серикбай талғат тимур төлеген тоқтар улан ұлан файзулла
    чингиз шаймерден ыбырай
    александр алексей анатолий андрей антон артём артем борис вадим валентин валерий василий виктор
    виталий владимир вячеслав геннадий георгий григорий денис дмитрий евгений егор иван игорь илья кирилл
    константин леонид максим михаил николай олег павел пётр петр роман руслан сергей станислав степан
    фёдор федор юрий яков ярослав
    александра алина алла анастасия анна валентина валерия вера вероника виктория галина дарья диана ева
    евгения екатерина елена жанна зинаида зоя инна ирина карина кристина ксения лариса лидия лилия любовь
    людмила маргарита марина мария надежда наталья наталия нина оксана ольга полина раиса римма светлана
    софья софия таисия тамара татьяна ульяна фаина эльвира юлия яна
    aigul aigerim ainur aliya almas arman asel askar aslan azamat bakyt baurzhan berik bolat dana daniyar
    dinara erlan gulnar gulnara kanat madina marat medina murat nurlan nursultan olzhas rustam saule serik
    timur ulan yerlan zhanar zarina
    adam alice amy andrew anna anne ben brian carol charles chris daniel david emily emma eric george
    helen henry jack james jane jennifer jessica john joseph julia karen kate kelly kevin laura linda lisa
    lucy maria mark martin mary matthew michael nancy nicole olivia paul peter rachel richard robert ryan
    sam sarah scott simon sophie stephen steven susan thomas tim tom william
""")

# What questions begin with, and the Kazakh words they end in: for texts without question marks.
ASKING = _words("""
    where when why how who whom whose what which do does did is are was were have has had can could would will
    tell
    где когда куда откуда почему зачем как какой какая какие какое каким кто кого кому что чем чего сколько
    чей расскажите скажите
    қайда қайдан қашан неге неліктен қалай кім кімнің не қанша неше қандай қай айтыңызшы айтып
""")
ASKING_AT_THE_END = _words("ма ме ба бе па пе екен айтыңызшы беріңізші")

# Keys of headers, forms and minutes, and words of running speech that a colon or dash likes to follow.
NOT_NAMES = _words("""
    note notes nb ps date place location time duration length topic theme title summary comment comments
    example source sources subject re from to sent bcc file recording transcript transcription language
    age gender sex name email phone tel address website url http https www id orcid doi isbn keywords
    abstract conclusion conclusions result results total chapter article section part step day week month
    year okay ok yes no yeah yep nope well so and but or because however therefore also then first second
    third finally actually basically look listen right sure thanks thank laughter laughs laughing
    inaudible crosstalk pause silence music applause unclear noise indicator deadline responsible measure
    measures goal goals objective objectives files description availability license licence copyright
    important warning tip appendix annex seed homepage budget status priority background context village
    ethnicity education family work occupation weather observation thought form unit data code transcriber
    recorded this that these those it he she we they you there here what why how when where who which if
    for in at on with about as after before my our your his her their
    примечание примечания дата место время длительность продолжительность тема название резюме комментарий
    комментарии пример источник источники файл запись язык возраст пол имя фио телефон тел адрес почта
    сайт вывод выводы итог итого итоги результат результаты всего глава статья пункт раздел часть шаг день
    год месяц да нет ага угу ну вот так значит то есть например потом далее во-первых во-вторых в-третьих
    хорошо ладно спасибо смех смеётся смеется пауза молчание неразборчиво музыка шум аплодисменты цель
    цели задача задачи срок сроки исполнитель исполнители ответственный ответственные индикатор индикаторы
    мера меры мероприятие мероприятия бюджет показатель показатели статус приложение это эта этот эти там
    тут здесь мы вы он она они ты я но или потому главное короче итак поэтому однако кстати вообще конечно
    видимо от кому копия отправлено код расшифровка транскрибатор село образование семья национальность
    работа мой моя моё мои твой ваш наш наша его её их погода наблюдение мысль форма единица слушали
    выступили постановили решили повестка присутствовали протокол подпись что как когда где кто почему
    если на по для из при после до об за не ескерту ескертпе күні орны уақыты ұзақтығы тақырыбы
    тақырып атауы түйін пікір мысал мысалы дереккөз дереккөзі файл жазба тілі жасы жынысы аты аты-жөні
    телефон мекенжай мекенжайы пошта сайт қорытынды нәтиже нәтижелер тарау бап бөлім қадам күн жыл ай иә
    жоқ ия жақсы рақмет рахмет күлкі күледі үзіліс айтпақшы демек яғни сонымен бірінші екінші үшінші
    біріншіден екіншіден үшіншіден мақсат мақсаты міндет міндеттер мерзім мерзімі жауапты жауаптылар
    орындаушы орындаушылар көрсеткіш шара іс-шара қосымша бұл ол сол осы мен сен біз сіз олар ал бірақ
    және кімнен кімге көшірме ауылы білімі отбасы ұлты жұмысы менің біздің оның сенің сіздің олардың
    бақылау ой тыңдалды сөйледі шешті қатысқандар хаттама қолы не неге қалай қашан қайда кім егер
""")

# Who says what in running prose: “Марат сказал: …”.
SAYS = _words("""
    said says asked asks answered answers replied replies told tells added adds explained shouted
    whispered continued thought wrote
    сказал сказала сказали говорит говорил говорила говорили говорю спросил спросила спрашивает спрашиваю
    ответил ответила отвечает отвечаю добавил добавила объяснил объяснила закричал закричала думаю подумал
    подумала пишет написал написала рассказал рассказала
    айтты айтады айттым айтқан деді дейді дедім деген сұрады сұрайды сұрадым қосты түсіндірді
    айқайлады ойладым жазды
""")

# Keys that only headers have: the lines around them say “Interviewer: Anna” without her speaking.
HEADER_KEYS = _phrases("""
    date|place|location|time|duration|length|language|age|gender|sex|date of interview|interview date|code
    |transcriber|recorded|file
    |дата|место|время|длительность|продолжительность|язык|возраст|пол|дата интервью|место интервью|код
    |расшифровка|файл
    |күні|орны|уақыты|ұзақтығы|тілі|жасы|жынысы|сұхбат күні|сұхбат орны|код|файл
""")

# What heads the columns of a table of turns.
COLUMN_HEADS = _phrases("""
    speaker|name|who|participant|text|words|speech|transcript|utterance|content|time|timestamp|start|end|no|#|№
    |timecode|time code|turn|line|said|speakers|utterances|№ п/п|п/п|n
    |спикер|говорящий|имя|кто|участник|текст|реплика|речь|слова|содержание|время|начало|конец|тайм-код|таймкод
    |кто говорит|реплики|высказывание|высказывания|фраза|говорящие|спикеры|строка|номер|роль
    |сөйлеуші|аты|кім|қатысушы|мәтін|мәтіні|сөзі|реплика|уақыты|уақыт|басы|соңы|сөз|сөздері|айтқаны|кім айтты
    |аты-жөні|нөмірі|рет саны
""")

# Small words that stand inside names, and titles before them.
IN_NAMES = _words("""
    апа апай ата аға ағай әже әпке көке тәте ханым мырза ақсақал қария бей ұлы қызы оглы кызы ибн де да ди
    фон ван дер von van der de di da la le al el bin ibn of №
""")
HONORIFICS = _words("апа апай ата аға ағай әже әпке көке тәте ханым мырза ақсақал қария бей агай апке ага")
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
