"""The screen's words in the screen's language."""

from datetime import datetime

from qualcode.errors import QualcodeError
from qualcode.i18n import translation
from qualcode.text.notices import Notice
from qualcode.ui import state


def _(text: str) -> str:
    """A sentence marked with `N_()`, or written here, in the language of this session."""
    return translation(state.language()).gettext(text)


def sentence(error: QualcodeError) -> str:
    """What went wrong, in the language of this session."""
    facts = {
        name: _(value) if isinstance(value, str) and value else value for name, value in vars(error).items()
    }
    return _(error.template).format_map(facts)


def notice(text: str) -> str:
    """A sentence about a file, in the language of this session."""
    if isinstance(text, Notice):
        return _(text.template).format_map(text.values)
    return text


def local(moment: datetime) -> str:
    """“2025-11-22 17:40”, by this computer's clock."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
