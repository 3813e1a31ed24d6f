"""What kind of values an attribute has, and each value in the one form in which it is stored."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from qualcode.errors import BadValue
from qualcode.i18n import N_
from qualcode.model import AttributeKind
from qualcode.text.notices import Notice

MOST_CHOICES = 12
_FEWEST_VALUES = 3
_REPEATS = 2
_LONGEST_CHOICE = 40
_LONGEST_NUMBER = 40
_LONGEST_DATE = 60
_MOST_DIGITS = 9  # more are a telephone or an identity card

_NOTHING = frozenset({"-", "–", "—", "−", "n/a", "na", "н/д", "нет данных"})
_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "да", "иә", "ия"), "yes"),
    **dict.fromkeys(("no", "n", "false", "нет", "жоқ"), "no"),
}


def kind_of_values(values: Sequence[str]) -> tuple[AttributeKind, tuple[str, ...]]:
    """The narrowest kind all values fit, and of a choice its choices; empty values say nothing.

    Codes such as “007” and telephone numbers are text: as numbers they would lose what they tell.
    """
    filled = [" ".join(value.split()) for value in values if value.strip()]
    told = [value for value in filled if value.casefold() not in _NOTHING]
    if told and all(_as_yes_no(value) for value in told):
        return "yes/no", ()
    if told and all(as_iso_date(value) and ":" not in value for value in told):  # a date would lose the hour
        return "date", ()
    if told and all(_is_count(value) for value in told):
        return "number", ()
    choices = _choices(filled)
    return ("choice", choices) if choices else ("text", ())


def canonical_value(value: str, kind: AttributeKind, choices: Sequence[str] = ()) -> str:
    """A value as it is stored: “1234.5”, “2021-03-14”, “yes”, a choice as the choices spell it.

    Empty stays empty; so is a dash where a number, a date or yes/no is wanted. Raises `BadValue`. A choice
    without choices takes any value.
    """
    stripped = unicodedata.normalize("NFC", value.strip())
    if kind == "text" or not stripped:
        return stripped
    if kind == "choice":
        return _chosen(stripped, choices)
    if stripped.casefold() in _NOTHING:
        return ""
    form = _FORMS[kind]
    canonical = form.canonical(" ".join(stripped.split()))
    if not canonical:
        raise BadValue(kind=form.attribute, field=N_("value"), value=value, why=form.why)
    return canonical


def _as_yes_no(value: str) -> str:
    return _YES_NO.get(value.casefold().rstrip("."), "")


# -- numbers -------------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"-?(?:[0-9]+|[0-9]{1,3}(?:[ '’][0-9]{3})+)(?:[.,][0-9]+)?"  # 1234.5, 1 234,5
    r"|-?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})"  # 1,234,567
    r"|-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:\.[0-9]{3})+,[0-9]+)"  # 1,234.5
)
_TWO_MEANINGS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")  # 1,234 is little in Astana and much in London


def _as_number(written: str) -> str:
    """“1 234,50” as “1234.5”; empty where it is no number, or may be two."""
    plain = written.replace("−", "-")
    if len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain) or _TWO_MEANINGS.fullmatch(plain):
        return ""
    last = max(plain.rfind("."), plain.rfind(","))
    if last >= 0 and plain.count(plain[last]) > 1:
        last = -1  # it parts thousands
    digits = "".join(
        "." if place == last else sign
        for place, sign in enumerate(plain)
        if place == last or sign.isdigit() or sign == "-"
    )
    number = f"{Decimal(digits):f}"
    shortest = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if shortest == "-0" else shortest


def _is_count(value: str) -> bool:
    """Whether it is a number that people count with, and not a code of digits."""
    whole = _as_number(value).lstrip("-").partition(".")[0]
    padded = value[:1] == "0" and value[1:2].isdigit()
    return bool(whole) and not padded and len(whole) <= _MOST_DIGITS


# -- dates ---------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января янв қаңтар",
            "february feb февраля фев ақпан",
            "march mar марта мар наурыз",
            "april apr апреля апр сәуір",
            "may мая май мамыр",
            "june jun июня июн маусым",
            "july jul июля июл шілде",
            "august aug августа авг тамыз",
            "september sep sept сентября сен сент қыркүйек",
            "october oct октября окт қазан",
            "november nov ноября ноя нояб қараша",
            "december dec декабря дек желтоқсан",
        ),
        1,
    )
    for name in names.split()
}
_YEAR, _DAY = r"(?P<year>[0-9]{4})", r"(?P<day>[0-9]{1,2})"
_NUMBER_OF_MONTH, _NAME_OF_MONTH = r"(?P<month>[0-9]{1,2})", r"(?P<name>[^\W\d_]{3,10})\.?"
_OF_YEAR = r"(?:\s?(?:г\.?|года|ж\.?|жыл|жылы))?"
_DATES = (
    re.compile(rf"{_YEAR}[-./]{_NUMBER_OF_MONTH}[-./]{_DAY}(?:[T ][0-9:.,Z+-]*)?"),
    re.compile(rf"{_DAY}[-./]{_NUMBER_OF_MONTH}[-./]{_YEAR}{_OF_YEAR}"),
    re.compile(rf"{_DAY}(?:st|nd|rd|th)?(?: of)? {_NAME_OF_MONTH},? {_YEAR}{_OF_YEAR}", re.IGNORECASE),
    re.compile(rf"{_NAME_OF_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR} ?(?:ж\.|жыл|жылғы|жылдың|жылы),? {_DAY} {_NAME_OF_MONTH}", re.IGNORECASE),
)


def as_iso_date(written: str) -> str:
    """A full date in ISO form, day before month (14.03.2021, 14 марта 2021 г.); empty where it is none."""
    plain = " ".join(written.split())
    if len(plain) > _LONGEST_DATE:
        return ""
    found = next((found for pattern in _DATES if (found := pattern.fullmatch(plain))), None)
    if found is None:
        return ""
    parts = found.groupdict()
    month = _MONTHS.get(parts["name"].casefold(), 0) if parts.get("name") else int(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""


# -- choices -------------------------------------------------------------------------------------------


def _choices(filled: Sequence[str]) -> tuple[str, ...]:
    """Few short values that repeat, each in its usual spelling; empty where they are something else."""
    spelt: dict[str, Counter[str]] = {}
    for value in filled:
        spelt.setdefault(value.casefold(), Counter())[value] += 1
    most = min(MOST_CHOICES, len(filled) // _REPEATS)
    if len(filled) < _FEWEST_VALUES or len(spelt) > most or max(map(len, spelt)) > _LONGEST_CHOICE:
        return ()
    return tuple(sorted((counted.most_common(1)[0][0] for counted in spelt.values()), key=_place))


def _place(choice: str) -> int:
    """Choices that begin with a number (“18–24”) stand in its order, the others as they were met."""
    found = re.match(r"[<>]? ?([0-9]{1,9})", choice)
    return int(found[1]) if found else -1


def _chosen(value: str, choices: Sequence[str]) -> str:
    plain = " ".join(value.split())
    known = {" ".join(unicodedata.normalize("NFC", choice).split()).casefold(): choice for choice in choices}
    if known and plain.casefold() not in known:
        why = Notice(N_("choose one of: {choices}."), choices=", ".join(choices))
        raise BadValue(kind=N_("choice attribute"), field=N_("value"), value=value, why=why)
    return known.get(plain.casefold(), plain)


class _Form(NamedTuple):
    attribute: str
    canonical: Callable[[str], str]
    """Empty where a value does not fit."""
    why: str


_FORMS: dict[AttributeKind, _Form] = {
    "number": _Form(N_("number attribute"), _as_number, N_("write it in figures, such as 12 or 12.5.")),
    "date": _Form(N_("date attribute"), as_iso_date, N_("write day, month and year, such as 2021-03-14.")),
    "yes/no": _Form(N_("yes/no attribute"), _as_yes_no, N_("write yes or no.")),
}
