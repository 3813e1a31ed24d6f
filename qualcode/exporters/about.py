"""What an export says about itself."""

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qualcode.i18n import N_, translation
from qualcode.model import Selection

ONE_CODING = N_(
    "Each excerpt is one coding: the words to which one coder gave one code. Words with several codes, or "
    "from several coders, stand here several times. Turn and paragraph are those an excerpt begins in, "
    "counted from the start of its source."
)


@dataclass(frozen=True, slots=True)
class About:
    """Where the excerpts come from, for a reader who has only the file."""

    project: str
    selection: str
    """Which part of the project was exported, as a sentence."""
    date: str
    """When: an ISO date, or date and time. Given, so that the same export is the same file."""
    count: int | None = None
    """How many excerpts will come, where that is known before they are read."""
    attributes: tuple[str, ...] = ()
    """The names that `Segment.values` belong to, in its order."""
    version: str = ""
    """What wrote it, in words: “QualCode 0.1.0”."""
    language: str = "en"
    """The language of headings and labels; the excerpts keep theirs."""

    @property
    def day(self) -> str:
        """The date without the hour, which is nobody's business."""
        return datetime.fromisoformat(self.date).date().isoformat()

    @property
    def words(self) -> gettext.NullTranslations:
        return translation(self.language)

    def number(self, count: int) -> str:
        """A count as people of this language write it."""
        from babel.numbers import format_decimal

        return str(format_decimal(count, locale=self.language))

    def day_in_words(self) -> str:
        """“1 March 2026”."""
        from babel.dates import format_date

        locale = "en_GB" if self.language == "en" else self.language
        return str(format_date(datetime.fromisoformat(self.date), format="long", locale=locale))


def told(selection: Selection, language: str = "en") -> str:
    """A selection as a line of text: “villager; Fear; interviewers’ words left out”."""
    _ = translation(language).gettext
    values: dict[str, list[str]] = {}
    for name, value in sorted(selection.attributes):
        values.setdefault(name, []).append(value)
    chosen = (
        selection.groups, selection.sources, selection.cases, selection.codes, selection.coders,
    )  # fmt: skip
    parts = [
        *(", ".join(sorted(part)) for part in chosen if part),
        *(f"{name} = {', '.join(several)}" for name, several in values.items()),
    ]
    if selection.codebook_versions:
        versions = ", ".join(_version(each, _) for each in sorted(selection.codebook_versions))
        parts.append(_("coded under codebook version {versions}").format(versions=versions))
    whose = _("interviewers’ words included") if selection.interviewer else _("interviewers’ words left out")
    return "; ".join([*(parts or [_("everything")]), whose])


def _version(which: str, _: Callable[[str], str]) -> str:
    return _("before the first") if which == "0" else f"“{which}”"


def plain_name(about: About, what: str, suffix: str) -> str:
    """A name for a file that every system allows: project, what is in it, and the day."""
    project = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+', " ", about.project)
    # 60 letters of Kazakh are 120 bytes of the 255 a name may have; no name starts with a dot.
    project = " ".join(project.split())[:60].strip(". ")
    return f"{project} {what} {about.day}{suffix}".lstrip()
