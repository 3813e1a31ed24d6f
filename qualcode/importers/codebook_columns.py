"""Sheets of codes that people have: which column is what, by its heading in English, Russian or Kazakh."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.columns import plain_name
from qualcode.model import LANGUAGES
from qualcode.text.languages import language_of
from qualcode.text.lexicon import LANGUAGE_NAMES

WORDED = ("name", "brief", "full", "use", "avoid", "example", "near_miss", "terms")
"""What a code may have in several languages."""
MEANINGS: Mapping[str, str] = {
    "name": N_("code"),
    "level": N_("one level of the tree"),
    "parent": N_("the code above"),
    "path": N_("path: all names from the top"),
    "number": N_("number in the tree: 1, 1.1, 1.2"),
    "depth": N_("depth in the tree: 1, 2, 3"),
    "brief": N_("brief definition"),
    "full": N_("full definition"),
    "use": N_("when to use"),
    "avoid": N_("when not to use"),
    "example": N_("example"),
    "near_miss": N_("near miss"),
    "terms": N_("search terms"),
    "colour": N_("colour"),
    "key": N_("key"),
    "codable": N_("can be given to words: yes or no"),
    "contradicts": N_("contradicts"),
    "sets": N_("code sets"),
    "id": N_("identifier (GUID)"),
}
"""What a column may be, and how that is said; those of `WORDED` also with a language, as in “full.ru”."""

_CALLED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name": "code|codes|code name|name|label|node|tag|title|code label|theme name|category name",
        "parent": "parent|parent code|under|belongs to|higher code|parent category|parent name|parent theme",
        "path": "path|code path|full path|hierarchy|full name|hierarchical name|code system",
        "number": "no|number|nr|n|code number|code no|numbering",
        "depth": "level|depth|indent|tier|indentation",
        "brief": "brief|brief definition|short definition|short description|summary|in brief|short",
        "full": "definition|full definition|description|meaning|code description|code definition|comment|memo"
        "|detailed description|detailed definition|explanation|notes|note|long definition|code memo",
        "use": "when to use|use|include|inclusion|inclusion criteria|includes|included|when to apply|use when"
        "|use for|apply when|inclusion criterion|use this code when",
        "avoid": "when not to use|do not use|avoid|exclude|exclusion|exclusion criteria|excludes|excluded"
        "|when not to apply|don t use|not for|exclusion criterion|do not use when|don t use when",
        "example": "example|examples|example quote|example quotes|sample quote|quote|quotes|typical example"
        "|exemplar|typical exemplar|typical exemplars|anchor example|illustration|example text",
        "near_miss": "near miss|near misses|close but no|close but not|atypical example|counterexample"
        "|counter example|negative example|borderline|borderline case|close but no example",
        "terms": "search terms|terms|keywords|key words|search words|indicators",
        "colour": "colour|color|code colour|code color|hex",
        "key": "key|shortcut|hotkey|keyboard shortcut",
        "codable": "codable|can be given|is codable|can be coded",
        "contradicts": "contradicts|opposite|opposites|opposed to|contradiction",
        "sets": "set|sets|code set|code sets|code group|code groups",
        "id": "guid|uuid|identifier|code id|id",
    },
    "ru": {
        "name": "код|коды|название|название кода|наименование|наименование кода|имя кода|имя|метка",
        "parent": "родитель|родительский код|вышестоящий код|под|входит в|относится к|старший код"
        "|родительская категория|код выше",
        "path": "путь|полный путь|иерархия|полное название|путь кода|система кодов",
        "number": "номер|номер кода|нумерация|п п|no п п",
        "depth": "уровень|глубина|вложенность|уровень кода",
        "brief": "краткое определение|кратко|краткое описание|короткое определение|коротко",
        "full": "определение|полное определение|описание|описание кода|определение кода|значение"
        "|комментарий|пояснение|подробное описание|примечание|содержание",
        "use": "когда применять|когда использовать|включать|включает|критерии включения|применять"
        "|использовать|включение|критерий включения|что включает",
        "avoid": "когда не применять|когда не использовать|исключать|исключает|критерии исключения"
        "|не применять|не использовать|исключение|критерий исключения|что не включает|не включает",
        "example": "пример|примеры|цитата|цитаты|пример цитаты|примеры цитат|типичный пример|иллюстрация",
        "near_miss": "похоже но не это|похоже но не то|контрпример|пограничный случай|отрицательный пример"
        "|нетипичный пример",
        "terms": "слова для поиска|ключевые слова|поисковые слова|маркеры|индикаторы",
        "colour": "цвет|цвет кода",
        "key": "клавиша|горячая клавиша|кнопка",
        "codable": "можно давать|кодируемый|можно кодировать|кодируется",
        "contradicts": "противоречит|противоположность|противоположный код|противоположные коды",
        "sets": "набор|наборы|набор кодов|наборы кодов|группа кодов|группы кодов",
        "id": "идентификатор|ид",
    },
    "kk": {
        "name": "кодтар|атауы|код атауы|кодтың атауы|аты|белгі",
        "parent": "ата код|басты код|астында|жоғарғы код|жоғарыдағы код|негізгі код|кіреді",
        "path": "жол|жолы|толық жолы|толық атауы|код жолы",
        "number": "нөмір|нөмірі|реттік нөмірі|код нөмірі|рет саны",
        "depth": "деңгей|деңгейі|тереңдігі",
        "brief": "қысқаша анықтама|қысқаша анықтамасы|қысқаша|қысқа анықтама|қысқаша сипаттама",
        "full": "анықтама|анықтамасы|толық анықтама|толық анықтамасы|сипаттама|сипаттамасы|код сипаттамасы"
        "|түсініктеме|мағынасы|ескертпе",
        "use": "қашан қолдану керек|қашан қолданылады|қолдану|қосу критерийлері|қамтиды|енгізу критерийлері",
        "avoid": "қашан қолданбау керек|қашан қолданылмайды|қолданбау|шығару критерийлері|қамтымайды",
        "example": "мысал|мысалы|мысалдар|үзінді|дәйексөз|дәйексөздер",
        "near_miss": "ұқсас бірақ бұл емес|ұқсас бірақ басқа|қарсы мысал|шекаралық жағдай",
        "terms": "іздеу сөздері|кілт сөздер|түйін сөздер",
        "colour": "түс|түсі|код түсі",
        "key": "перне|пернесі",
        "codable": "беруге болады|кодталады",
        "contradicts": "қайшы келеді|қарама қарсы|қарама қарсы код|қарсы код",
        "sets": "жинақ|жинақтар|код жинағы|код топтары",
        "id": "сәйкестендіргіш",
    },
}  # fmt: skip
_LADDER = {
    name: rank
    for rank, names in enumerate(
        (
            "domain|dimension|area|family|code family|область|измерение|сфера|семейство|сала|өлшем",
            "theme|global theme|main theme|topic|тема|основная тема|тақырып|негізгі тақырып",
            "category|main category|organising theme|категория|основная категория|санат",
            "sub theme|subtheme|sub category|subcategory|подтема|подкатегория|кіші тақырып|ішкі санат",
            "code|codes|main code|код|коды|основной код|кодтар|негізгі код",
            "sub code|subcode|child code|подкод|субкод|ішкі код|кіші код",
            "sub sub code|subsubcode",
        )
    )
    for name in names.split("|")
}
"""Words for the levels of a tree, from the top."""
_LEVEL = re.compile(
    r"(?:level|lvl|tier|уровень|ур|деңгей|code level|code|код) ?(\d)|(\d) ?(?:level|уровень|деңгей)"
)
_MEANT = {
    name: (meaning, language)
    for language, called in reversed(list(_CALLED.items()))
    for meaning, names in called.items()
    for name in names.split("|")
}
_TONGUES = LANGUAGE_NAMES | {
    "рус": "ru", "русское": "ru", "русски": "ru", "русском": "ru", "каз": "kk", "қаз": "kk", "казахски": "kk",
    "казахском": "kk", "казахское": "kk", "англ": "en", "английски": "en", "английском": "en",
}  # fmt: skip
_SMALL_WORDS = {"in", "на", "по", "тілінде"}
_ASIDE = re.compile(r"[(\[].*?[)\]]")
_DOTTED = re.compile(r"\d+(?:\.\d+)*\.?")
_GUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")


@dataclass(frozen=True, slots=True)
class CodebookSheet:
    """A sheet of codes, not yet understood. Cells keep the spaces they begin with."""

    file: str
    name: str
    """What the codebook may be called: like the file, without its ending."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    """Of the rows in the file, counting from 1."""
    notices: tuple[str, ...] = ()


class Columns(NamedTuple):
    """What each column of a sheet is, and the language the codes are called in."""

    meanings: tuple[str, ...]
    """One of `MEANINGS` or “full.ru” for each column; empty: it is left out."""
    language: str


class _Heading(NamedTuple):
    meaning: str
    language: str
    """What the heading says of it; empty if nothing."""
    spoken: str
    """The language the heading itself is written in."""


def known_headings(headings: Sequence[str]) -> int:
    """How many of the headings are such as a sheet of codes has."""
    return sum(bool(_heading(each).meaning) or plain_name(each) in _LADDER for each in headings)


def columns_of(sheet: CodebookSheet) -> Columns:
    """What the columns seem to be; the researcher may correct it."""
    found = [_heading(heading) for heading in sheet.headings]
    for place, heading in enumerate(found):
        if heading.meaning in {"id", "number", "depth"}:
            found[place] = heading._replace(meaning=_by_cells(heading.meaning, _cells(sheet, place)))
    for place, meaning in _levels(sheet.headings).items():
        found[place] = _Heading(meaning, found[place].language, "")
    if not any(heading.meaning in {"name", "level", "path"} for heading in found):
        _name_the_first(found, sheet)
    language = _language(sheet, found)
    return Columns(_each_once(found, language), language)


def _heading(written: str) -> _Heading:
    for phrase in (written, _ASIDE.sub(" ", written)):
        words = plain_name(phrase).split()
        spoken = next((_TONGUES[word] for word in words if word in _TONGUES), "")
        for kept in (words, [word for word in words if word not in _TONGUES and word not in _SMALL_WORDS]):
            if meant := _MEANT.get(" ".join(kept)):
                meaning, language = meant
                told = spoken or _tongue_aside(written)
                return _Heading(meaning, told if meaning in WORDED else "", language)
    return _Heading("", "", "")


def _tongue_aside(written: str) -> str:
    words = [word for aside in _ASIDE.findall(written) for word in plain_name(aside).split()]
    return next((_TONGUES[word] for word in words if word in _TONGUES), "")


def _by_cells(meaning: str, cells: Sequence[str]) -> str:
    """“ID”, “No.” and “level” may be several things: what stands in the column decides."""
    if not cells:
        return ""
    if meaning == "depth":
        return meaning if all(cell.isdecimal() for cell in cells) else "level"
    if all(_GUID.fullmatch(cell) for cell in cells):
        return "id"
    is_outline = all(_DOTTED.fullmatch(cell) for cell in cells) and any("." in cell[:-1] for cell in cells)
    return "number" if is_outline else ""


def _levels(headings: Sequence[str]) -> dict[int, str]:
    """Columns that are one level of the tree each: “Level 1”, “Level 2”; “Theme”, “Code”, “Subcode”."""
    plain = [plain_name(_ASIDE.sub(" ", heading)) for heading in headings]
    numbered = {
        place: int(found[1] or found[2])
        for place, name in enumerate(plain)
        if (found := _LEVEL.fullmatch(name))
    }
    if len(numbered) > 1:
        return dict.fromkeys(numbered, "level")
    called = {place: _LADDER[name] for place, name in enumerate(plain) if name in _LADDER}
    ranks = list(called.values())
    if len(ranks) > 1 and all(above < below for above, below in pairwise(ranks)):
        return dict.fromkeys(called, "level")
    if len(ranks) == len("ab") and ranks[0] > ranks[1]:  # the code first, then what it belongs to
        return dict(zip(called, ("name", "parent"), strict=True))
    return {}


def _name_the_first(found: list[_Heading], sheet: CodebookSheet) -> None:
    """Without a column of codes: one that could be, or the first with words nobody knows the meaning of."""
    for place, heading in enumerate(sheet.headings):
        if found[place].meaning in {"", "sets"} and (
            plain_name(heading) in _LADDER or not found[place].meaning
        ):
            found[place] = _Heading("name", "", "")
            return


def _language(sheet: CodebookSheet, found: Sequence[_Heading]) -> str:
    """That of the codes’ names, where a heading says it; else that of what is written without saying it."""
    told = next((each.language for each in found if each.meaning == "name" and each.language), "")
    if told and all(each.language for each in found if each.meaning == "name"):
        return told
    called = {"name", "level", "path"}
    spoken = next((each.spoken for each in found if each.meaning in called), "")
    unsaid = [
        place
        for place, each in enumerate(found)
        if not each.language
        and (each.meaning in called or (each.meaning in WORDED and each.spoken == spoken))
    ]
    words = " ".join(cell for place in unsaid for cell in _cells(sheet, place))
    return language_of(words).split("+")[-1] or by_letters(words)


def by_letters(words: str) -> str:
    """The language of a few words, by their letters."""
    if re.search("[әғқңөұүһі]", words, re.IGNORECASE):
        return "kk"
    return "ru" if re.search("[а-яё]", words, re.IGNORECASE) else LANGUAGES[0]


def _each_once(found: Sequence[_Heading], language: str) -> tuple[str, ...]:
    """The meanings with their languages; of two columns that mean the same the second is left out."""
    meanings: list[str] = []
    for meaning, told, spoken in found:
        named = f"{meaning}.{told}" if told and told != language else meaning
        if named in meanings and meaning in WORDED and not told and spoken != language:
            named = f"{meaning}.{spoken}"  # “Definition” and “Определение” beside each other
        meanings.append("" if named in meanings and named != "level" else named)
    return tuple(meanings)


def _cells(sheet: CodebookSheet, place: int) -> list[str]:
    return [cell for row in sheet.rows if (cell := row[place].strip())]


def choices() -> Iterator[str]:
    """Every meaning a column can be given."""
    yield ""
    for meaning in MEANINGS:
        yield meaning
        if meaning in WORDED:
            yield from (f"{meaning}.{language}" for language in LANGUAGES)
