"""What becomes of attributes and values that arrive from files: new ones get a kind, nothing is refused."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from qualcode.errors import BadValue
from qualcode.i18n import N_
from qualcode.model import Attribute, AttributeKind
from qualcode.text.kinds import canonical_value, kind_of_values
from qualcode.text.notices import Notice

_SHOWN = 5
_NEW: Mapping[AttributeKind, str] = {
    "text": N_("“{attribute}” is a new attribute: text."),
    "number": N_("“{attribute}” is a new attribute: numbers."),
    "date": N_("“{attribute}” is a new attribute: dates."),
    "choice": N_("“{attribute}” is a new attribute: a choice ({values})."),
    "yes/no": N_("“{attribute}” is a new attribute: yes or no."),
}
_MORE_CHOICES = N_("“{attribute}” gets more choices ({values}).")
_NOW_TEXT: Mapping[AttributeKind, str] = {
    "number": N_("“{attribute}” was a number and becomes text, because some values are none ({values})."),
    "date": N_("“{attribute}” was a date and becomes text, because some values are none ({values})."),
    "yes/no": N_("“{attribute}” was yes or no and becomes text, because some values are neither ({values})."),
}

_STAYS = N_(
    "“{attribute}” of “{case}” stays “{value}”, as it is in the project; with “{file}” comes “{other}”."
)
_FIRST_COUNTS = N_(
    "“{attribute}” of “{case}” becomes “{value}”, which comes first; with “{file}” comes “{other}”."
)


class Arrival(NamedTuple):
    """An attribute that is new, or that changes so that all values fit."""

    name: str
    kind: AttributeKind
    choices: tuple[str, ...] = ()
    was: AttributeKind | None = None
    """Its kind until now; None: it is new."""
    values: tuple[str, ...] = ()
    """The values it changes for."""

    def told(self) -> Notice:
        if self.was is None:
            return Notice(_NEW[self.kind], attribute=self.name, values=listed(map(quoted, self.choices)))
        template = _MORE_CHOICES if self.kind == "choice" else _NOW_TEXT[self.was]
        return Notice(template, attribute=self.name, values=listed(map(quoted, self.values)))


def arrivals(there: Sequence[Attribute], arriving: Mapping[str, Sequence[str]]) -> list[Arrival]:
    """The attributes to be added or changed for values, given by attribute name.

    A new attribute is of the narrowest kind its values fit. A choice gets more choices. A number, date
    or yes/no to which some value does not fit becomes text: words that cannot be counted are kept.
    """
    known = {attribute.name: attribute for attribute in there}
    found = []
    for name, values in arriving.items():
        attribute = known.get(name)
        if attribute is None:
            found.append(Arrival(name, *kind_of_values(values)))
        elif unfit := _unfit(attribute, values):
            choices = (*attribute.choices, *unfit) if attribute.kind == "choice" else ()
            found.append(Arrival(name, "choice" if choices else "text", choices, attribute.kind, unfit))
    return found


def by_attribute(there: Sequence[Attribute], given: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Values that are not empty by attribute, which is spelt as it is there: “Age” is “age”."""
    told = [(name, value) for name, value in given if name and value]
    spelt = _spelt(there, (name for name, _ in told))
    found: dict[str, list[str]] = {}
    for name, value in told:
        found.setdefault(spelt[name], []).append(value)
    return found


def _spelt(there: Sequence[Attribute], names: Iterable[str]) -> dict[str, str]:
    """Each name as it is spelt there; a new one as it came first."""
    exact = {attribute.name for attribute in there}
    alike = {attribute.name.casefold(): attribute.name for attribute in reversed(there)}
    return {name: name if name in exact else alike.setdefault(name.casefold(), name) for name in names}


def _unfit(attribute: Attribute, values: Sequence[str]) -> tuple[str, ...]:
    """The values that do not fit, each once; choices that differ only in capitals are one."""
    found: dict[str, str] = {}
    for value in values:
        if not fits(value, attribute.kind, attribute.choices):
            found.setdefault(value.casefold(), value)
    return tuple(found.values())


def fits(value: str, kind: AttributeKind, choices: Sequence[str] = ()) -> bool:
    try:
        canonical_value(value, kind, choices)
    except BadValue:
        return False
    return True


class Brought(NamedTuple):
    """A value that comes with a file."""

    case: str
    attribute: str
    value: str
    file: str


class Stays(NamedTuple):
    """A value that is kept although a file brings another."""

    value: str
    other: Brought
    stored: bool
    """Whether it is in the project; else it comes with a file before this one."""

    def told(self) -> Notice:
        template = _STAYS if self.stored else _FIRST_COUNTS
        case, attribute, other, file = self.other
        return Notice(template, attribute=attribute, case=case, value=self.value, file=file, other=other)


class Filling(NamedTuple):
    """What is to be stored of the values that files bring, and what is to be said of them."""

    given: tuple[Brought, ...]
    attributes: tuple[Arrival, ...]
    stays: tuple[Stays, ...]


def filling(
    there: Sequence[Attribute], known: Mapping[str, Mapping[str, str]], brought: Iterable[Brought]
) -> Filling:
    """Values fill what is empty; they replace none of those that are known, by case and attribute.

    Of several for one place the first counts. Those that are not stored change no attribute either.
    """
    told = [each for each in brought if each.case and each.attribute and each.value]
    spelt = _spelt(there, (each.attribute for each in told))
    told = [each._replace(attribute=spelt[each.attribute]) for each in told]
    given = _first_for_each_place(each for each in told if not _stored(known, each))
    changed = arrivals(there, by_attribute(there, [(each.attribute, each.value) for each in given.values()]))
    kinds: dict[str, _Kind] = {each.name: (each.kind, each.choices) for each in there}
    # a number that becomes text is compared as a number still: 41,0 is 41
    kinds |= {each.name: (each.kind, each.choices) for each in changed if each.was in {None, "choice"}}
    return Filling(tuple(given.values()), tuple(changed), tuple(_staying(told, known, given, kinds)))


_Kind = tuple[AttributeKind, tuple[str, ...]]
_Places = Mapping[tuple[str, str], Brought]


def _stored(known: Mapping[str, Mapping[str, str]], brought: Brought) -> str:
    return known.get(brought.case, {}).get(brought.attribute, "")


def _first_for_each_place(brought: Iterable[Brought]) -> dict[tuple[str, str], Brought]:
    """A dash counts where nothing else is said."""
    found: dict[tuple[str, str], Brought] = {}
    for each in brought:
        place = each.case, each.attribute
        if place not in found or _is_dash(found[place].value):
            found[place] = each
    return found


def _staying(
    told: Sequence[Brought],
    known: Mapping[str, Mapping[str, str]],
    given: _Places,
    kinds: Mapping[str, _Kind],
) -> Iterable[Stays]:
    """The values that give way to others, each once: a person may speak in many files."""
    found: dict[tuple[str, str, str], Stays] = {}
    for each in told:
        stored = _stored(known, each)
        value = stored or given[each.case, each.attribute].value
        other = _form(each.value, *kinds[each.attribute])
        if not _is_dash(each.value) and other != _form(value, *kinds[each.attribute]):
            found.setdefault((each.case, each.attribute, other), Stays(value, each, bool(stored)))
    return found.values()


def _is_dash(value: str) -> bool:
    return not _form(value, "number")


def _form(value: str, kind: AttributeKind, choices: Sequence[str] = ()) -> str:
    """A value as it is stored, or as it is where it does not fit."""
    try:
        return canonical_value(value, kind, choices)
    except BadValue:
        return value


def quoted(value: str) -> str:
    return f"“{value}”"


def listed(values: Iterable[str]) -> str:
    """The first few."""
    shown = list(islice(values, _SHOWN + 1))
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
