"""What kinds of attributes, and the answers yes and no, are called on the screen."""

from collections.abc import Mapping

from qualcode.i18n import N_
from qualcode.model import Attribute
from qualcode.ui.i18n import _

KIND_WORDS: Mapping[str, str] = {
    "text": N_("text"),
    "number": N_("number"),
    "date": N_("date"),
    "choice": N_("choice from a list"),
    "yes/no": N_("yes or no"),
}
_YES_NO: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}


def kind_word(kind: object) -> str:
    return _(KIND_WORDS.get(str(kind), str(kind)))


def yes_no_word(value: object) -> str:
    return _(_YES_NO.get(str(value), str(value)))


def value_word(value: str, attribute: Attribute | None) -> str:
    """A value as it is shown."""
    return yes_no_word(value) if attribute and attribute.kind == "yes/no" else value
