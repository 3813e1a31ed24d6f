"""Words that several pages say alike: roles, languages."""

from collections.abc import Iterable, Mapping

from qualcode.i18n import N_
from qualcode.model import GROUPS, Source
from qualcode.ui.i18n import _

ROLE_WORDS: Mapping[str, str] = {
    "interviewer": N_("interviewer"),
    "respondent": N_("respondent"),
    "other": N_("somebody else"),
}
LANGUAGE_WORDS: Mapping[str, str] = {
    "": N_("not known"),
    "kk": N_("Kazakh"),
    "ru": N_("Russian"),
    "en": N_("English"),
    "kk+ru": N_("Kazakh and Russian"),
    "kk+en": N_("Kazakh and English"),
    "ru+en": N_("Russian and English"),
}


def role_word(role: object) -> str:
    return _(ROLE_WORDS.get(str(role), str(role)))


def language_word(language: object) -> str:
    return _(LANGUAGE_WORDS.get(str(language), str(language)))


def groups_of(sources: Iterable[Source], more: Iterable[str] = ()) -> list[str]:
    """The groups there are to choose from: the usual ones, the project's own, and more."""
    return list(
        dict.fromkeys([*GROUPS, *(source.group for source in sources if source.group), *filter(None, more)])
    )
