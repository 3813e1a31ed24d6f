"""Text for people: `N_()` marks a sentence, the faces translate it with `translation()`."""

import gettext
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def N_(text: str) -> str:  # noqa: N802 (gettext's own name)
    """Mark a sentence for translation; it is translated where it is shown."""
    return text


@cache
def translation(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English sentences stand for themselves."""
    return gettext.translation("qualcode", LOCALE, languages=[language], fallback=True)
