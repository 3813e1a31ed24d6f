"""Sentences about figures: English as they stand, translatable where they are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations

from qualcode.i18n import N_


@dataclass(frozen=True, slots=True)
class Sentence:
    """`str()` is English; `in_words(gettext)` is the reader's language. A value may be a sentence too."""

    template: str
    values: Mapping[str, object]

    def in_words(self, gettext: Callable[[str], str]) -> str:
        values = {
            name: value.in_words(gettext) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return gettext(self.template).format_map(values)

    def __str__(self) -> str:
        return self.in_words(str)


def whose_words(*, interviewer: bool) -> Sentence:
    """Part of every definition: whether the interviewers' turns were read too."""
    if interviewer:
        return Sentence(N_("interviewers’ words included"), {})
    return Sentence(N_("interviewers’ words left out"), {})


def segments_told(n: int, words: NullTranslations) -> str:
    """“41 segments”."""
    return words.ngettext("{n} segment", "{n} segments", n).format(n=n)


def told_of(n: int, of: int, what: str, words: NullTranslations) -> str:
    """“12 of 18 villagers”; `what` is respondent, source, or one of the groups every study has."""
    match what:
        case "villager":
            template = words.ngettext("{n} of {of} villager", "{n} of {of} villagers", of)
        case "official":
            template = words.ngettext("{n} of {of} official", "{n} of {of} officials", of)
        case "policy document":
            template = words.ngettext("{n} of {of} policy document", "{n} of {of} policy documents", of)
        case "source":
            template = words.ngettext("{n} of {of} source", "{n} of {of} sources", of)
        case _:
            template = words.ngettext("{n} of {of} respondent", "{n} of {of} respondents", of)
    return template.format(n=n, of=of)


def told_under(label: str, told: str, words: NullTranslations) -> str:
    """“Korday: 3 of 9 respondents”; what is not known is called so."""
    return words.gettext("{label}: {told}").format(label=label or words.gettext("not known"), told=told)
