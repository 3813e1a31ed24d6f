"""Tables with one row a respondent: open questions are asked once each, the other columns are attributes."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.i18n import N_
from qualcode.importers.clocks import are_numbers
from qualcode.importers.columns import IDENTITY, Column, Sheet, plain_name, told_apart, words_of
from qualcode.importers.content import Content
from qualcode.importers.tables import ragged
from qualcode.importers.turnrows import titles
from qualcode.model import Role
from qualcode.text.languages import as_language
from qualcode.text.notices import Notice
from qualcode.text.turns import Saying

ONE_ROW_A_RESPONDENT = N_("table, one row a respondent")
ASKING = N_("Question")
"""The label of whoever asks."""

# Which columns hold answers in words. Found by trying them on tables of many programs.
_WORDS_OF_A_QUESTION = 3
_WORDS_OF_ITS_ANSWERS = 2.5
_PROSE = 5.0
_LONG_PROSE = 12.0
_DISTINCT = 0.6
_RUNNING = 0.12
_SENTENCES = 0.3
_LONGEST_NAME = 60
_WORDS_OF_A_NAME = 4.0
_UNIQUE = 0.5
_TORN = 0.5
_NAMED = 5

_OPEN = words_of(
    "answer answers response responses comment comments freetext opinion opinions story feedback reply"
    " ответ ответы комментарий комментарии мнение мнения отзыв рассказ жауап жауабы жауаптар пікір пікірі"
    " пікірлер әңгіме түсініктеме"
)
_OPEN_PHRASES = ("free text", "open text", "open ended", "open question", "открытый вопрос", "ашық сұрақ")
_ASKS = re.compile(
    r"(?:what|why|how|when|where|which|who|describe|tell|explain|please|do you|did you|have you|would you"
    r"|что|чем|чего|почему|зачем|как|какой|какая|какие|каков|где|когда|кто|кому|опишите|расскажите|объясните"
    r"|укажите|поделитесь|назовите|не|неге|неліктен|қалай|қандай|қай|қайда|қашан|кім|сипаттаңыз|айтыңыз|айтып"
    r"|түсіндіріңіз)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…][»”\"')]*$")

# Best name first.
_CALLED = (
    "respondent id|respondent code|participant id|participant code|case id|response id|case|respondent"
    "|participant|interviewee|informant|id|code|pseudonym|name|no|number|your name|full name|first name"
    "|код респондента|номер респондента|код участника|респондент|участник|информант|код|псевдоним|имя|фио"
    "|номер|ваше имя|имя респондента|как вас зовут|респондент коды|респонденттің коды|қатысушы коды|қатысушы"
    "|кейс|лақап аты|аты|аты жөні|атыңыз|есіміңіз|аты жөніңіз|нөмірі"
)


class Survey(NamedTuple):
    """Which columns are open questions, which one names the respondent (None: the rows’ numbers do)."""

    questions: tuple[int, ...]
    name: int | None
    attributes: tuple[int, ...]


def survey_in(sheet: Sheet) -> Survey | None:
    """The columns of a table in which each row is what one respondent answered; None where nobody answers."""
    is_torn = len(sheet.overfull) > _TORN * len(sheet.rows)  # running text, parted at its commas
    if not sheet.named or is_torn:
        return None
    name = _named_by(sheet.columns)
    # beside the names of the interviews’ files a long cell is a note about them
    test = is_question if any(column.names_sources for column in sheet.columns) else is_open
    questions = tuple(i for i, column in enumerate(sheet.columns) if i != name and test(column))
    if not questions:
        return None
    name = name if name is not None else _named_by_looks(sheet.columns, questions)
    others = tuple(i for i in range(len(sheet.columns)) if i not in {*questions, name})
    return Survey(questions, name, others)


def is_question(column: Column) -> bool:
    """Whether a column is called like an open question, and holds more than choices or numbers."""
    if not _may_be_said(column) or column.is_choice:
        return False
    asks = _ASKS.match(column.name) is not None and len(column.name.split()) >= _WORDS_OF_A_QUESTION
    return (asks or column.name.rstrip().endswith("?")) and column.words >= _WORDS_OF_ITS_ANSWERS


def is_open(column: Column) -> bool:
    """Whether a column holds answers in the respondents’ own words: by its name, else by its cells."""
    if not _may_be_said(column):
        return False
    words = plain_name(column.name).split()
    named = bool(_OPEN.intersection(words)) or any(each in " ".join(words) for each in _OPEN_PHRASES)
    varied = not column.is_choice or column.words >= _PROSE
    if column.is_called_open or is_question(column) or (named and varied):
        return True
    return column.words >= _PROSE and column.distinct >= _DISTINCT and _is_speech(column)


def _may_be_said(column: Column) -> bool:
    return bool(column.filled) and not (column.is_typed or column.is_written or column.names_files)


def _is_speech(column: Column) -> bool:
    ended = sum(_ENDED.search(cell) is not None for cell in column.sample)
    return (
        column.words >= _LONG_PROSE or column.running >= _RUNNING or ended >= _SENTENCES * len(column.sample)
    )


def _named_by(columns: Sequence[Column]) -> int | None:
    """The column that is called like one of names, and in which hardly any repeats."""
    called = [plain_name(column.name) for column in columns]
    best = [called.index(name) for name in _CALLED.split("|") if name in called]
    others = [i for i, name in enumerate(called) if IDENTITY.intersection(name.split()) and i not in best]
    return next((i for i in (*best, *others) if _may_name(columns[i])), None)


def _may_name(column: Column) -> bool:
    short = column.words <= _WORDS_OF_A_NAME and column.longest <= _LONGEST_NAME
    return bool(column.filled) and short and column.distinct > _UNIQUE


def _named_by_looks(columns: Sequence[Column], questions: Sequence[int]) -> int | None:
    """The first column left of the questions whose short values are all there and all different."""
    for i, column in enumerate(columns[: min(questions)]):
        whole = len(column.filled) == len(column.cells) == len(column.values)
        if whole and not column.is_typed and _may_name(column) and "@" not in column.filled[0]:
            return i
    return None


# -- what is said --------------------------------------------------------------------------------------


def content_of_survey(sheet: Sheet, survey: Survey) -> Content:
    """Each question once, by whoever asks, and below it what the respondents answered, row by row."""
    labels, cases, told = _respondents(sheet, survey)
    said = titles(sheet)
    for place in survey.questions:
        column = sheet.columns[place]
        said.append(Saying(ASKING, column.name))
        answers = zip(labels, column.cells, strict=True)
        said += [Saying(label, cell) for label, cell in answers if any(sign.isalnum() for sign in cell)]
    roles: dict[str, Role] = {ASKING: "interviewer", **dict.fromkeys(labels, "respondent")}
    return Content(
        said=said,
        layout=ONE_ROW_A_RESPONDENT,
        evidence=_evidence(sheet, survey),
        roles=roles,
        cases=cases,
        values=_values(sheet, survey, [cases[label] for label in labels]),
        encoding=sheet.grid.encoding,
        notices=(*sheet.grid.notices, *ragged(sheet.overfull), *told),
        facts=_facts(sheet, survey),
    )


def _respondents(sheet: Sheet, survey: Survey) -> tuple[list[str], dict[str, str], tuple[str, ...]]:
    """The label of each row, the case behind each label, and which names stood twice."""
    file = Path(sheet.grid.file).stem
    numbers = [f"Row {number}" for number in sheet.numbers]
    column = sheet.columns[survey.name] if survey.name is not None else None
    written = [" ".join(cell.split()) for cell in column.cells] if column else numbers
    names = [name or number for name, number in zip(written, numbers, strict=True)]
    labels = list(told_apart(names, [ASKING]))
    # “1” and “Row 2” are other people in the next survey
    everywhere = column is not None and not are_numbers(column.sample)
    cases = {
        label: label if everywhere and name not in numbers else f"{file} {label}"
        for label, name in zip(labels, names, strict=True)
    }
    doubled = [name for name, label in zip(names, labels, strict=True) if name != label]
    if not doubled:
        return labels, cases, ()
    listed = ", ".join(doubled[:_NAMED])
    return labels, cases, (Notice(N_("Respondents of one name were told apart: {names}."), names=listed),)


def _values(sheet: Sheet, survey: Survey, cases: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    given = (
        {sheet.columns[i].name: " ".join(row[i].split()) for i in survey.attributes if row[i]}
        for row in sheet.rows
    )
    return {case: values for case, values in zip(cases, given, strict=True) if values}


def _facts(sheet: Sheet, survey: Survey) -> dict[str, str]:
    """The language, where the whole column says one."""
    languages = {
        as_language(cell)
        for i in survey.attributes
        if sheet.columns[i].means == "language"
        for cell in sheet.columns[i].filled
    }
    return {"language": languages.pop()} if len(languages) == 1 and "" not in languages else {}


def _evidence(sheet: Sheet, survey: Survey) -> str:
    facts = {
        "rows": len(sheet.rows),
        "name": sheet.columns[survey.name].name if survey.name is not None else "",
        "questions": _listed(sheet, survey.questions),
        "attributes": _listed(sheet, survey.attributes) or "–",
    }
    if survey.name is None:
        sentence = N_(
            "One row for each respondent ({rows}), named by its number. "
            "Open questions: {questions}. Attributes: {attributes}."
        )
    else:
        sentence = N_(
            "One row for each respondent ({rows}), named by “{name}”. "
            "Open questions: {questions}. Attributes: {attributes}."
        )
    return Notice(sentence, **facts)


def _listed(sheet: Sheet, places: Sequence[int]) -> str:
    names = [f"“{sheet.columns[i].name}”" for i in places]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
