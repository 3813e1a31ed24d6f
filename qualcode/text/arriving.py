"""What becomes of attributes when values arrive from a file: new ones get a kind, no value is refused."""

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
    exact = {attribute.name for attribute in there}
    alike = {attribute.name.casefold(): attribute.name for attribute in reversed(there)}
    found: dict[str, list[str]] = {}
    for name, value in given:
        if name and value:
            spelt = name if name in exact else alike.setdefault(name.casefold(), name)
            found.setdefault(spelt, []).append(value)
    return found


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


def quoted(value: str) -> str:
    return f"“{value}”"


def listed(values: Iterable[str]) -> str:
    """The first few."""
    shown = list(islice(values, _SHOWN + 1))
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
