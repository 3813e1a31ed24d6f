"""What the parts of a code are called in the languages a codebook may have: in files that people read."""

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name": "Name",
        "brief": "Brief definition",
        "full": "Full definition",
        "use": "When to use",
        "avoid": "When not to use",
        "example": "Example",
        "near_miss": "Near miss",
        "terms": "Search terms",
        "key": "Key",
        "contradicts": "Contradicts",
    },
    "ru": {
        "name": "Название",
        "brief": "Краткое определение",
        "full": "Полное определение",
        "use": "Когда применять",
        "avoid": "Когда не применять",
        "example": "Пример",
        "near_miss": "Похоже, но не это",
        "terms": "Слова для поиска",
        "key": "Клавиша",
        "contradicts": "Противоречит",
    },
    "kk": {
        "name": "Атауы",
        "brief": "Қысқаша анықтама",
        "full": "Толық анықтама",
        "use": "Қашан қолданылады",
        "avoid": "Қашан қолданылмайды",
        "example": "Мысал",
        "near_miss": "Ұқсас, бірақ бұл емес",
        "terms": "Іздеу сөздері",
        "key": "Перне",
        "contradicts": "Қайшы келеді",
    },
}
OF_A_CODEBOOK: Mapping[str, Mapping[str, str]] = {
    "en": {
        "codebook": "Codebook",
        "codes": "Codes",
        "heading": "A heading, not given to words",
        "codings": "Codings",
        "sets": "Code sets",
    },
    "ru": {
        "codebook": "Кодовая книга",
        "codes": "Коды",
        "heading": "Заголовок, словам не даётся",
        "codings": "Кодирования",
        "sets": "Наборы кодов",
    },
    "kk": {
        "codebook": "Кодтар кітабы",
        "codes": "Кодтар",
        "heading": "Тақырып, сөздерге берілмейді",
        "codings": "Кодтаулар",
        "sets": "Код жинақтары",
    },
}
ITS_NAME: Mapping[str, str] = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
