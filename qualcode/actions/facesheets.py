"""A face sheet that comes after the interviews: who the speakers are, and what is known of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualcode.actions.cases import link_speakers, named_cases, one_line, put_values, settle_attributes
from qualcode.model import Attribute, Case, SpeakerId
from qualcode.project import Edit
from qualcode.store.cases import Voice
from qualcode.text.arriving import Arrival, arrivals, by_attribute
from qualcode.text.kinds import canonical_value


class NewValue(NamedTuple):
    """A value that is not as the project has it; `before` is empty where there is none."""

    case: str
    attribute: str
    before: str
    after: str


class NewLink(NamedTuple):
    """A speaker who is somebody else than the project has it; `before` is empty where nobody is known."""

    speaker: SpeakerId
    source: str
    label: str
    before: str
    after: str


class News(NamedTuple):
    """What a face sheet says that the project does not say yet."""

    given: tuple[NewValue, ...]
    links: tuple[NewLink, ...]
    attributes: tuple[Arrival, ...]

    def __bool__(self) -> bool:
        return bool(self.given or self.links)


def read_face_sheet(edit: Edit, news: News, about: str = "") -> None:
    """Store what a face sheet says, as one action; `about` is the name of its file."""
    edit.begin("read face sheet", one_line(about))
    link_speakers(edit, {link.speaker: link.after for link in news.links})
    settle_attributes(edit, [(value.attribute, value.after) for value in news.given])
    rows = named_cases(edit, [value.case for value in news.given])
    put_values(edit, [(rows[one_line(value.case)], value.attribute, value.after) for value in news.given])


def news_of(
    values: Sequence[tuple[str, str, str]],
    links: Sequence[tuple[str, str, str]],
    *,
    cases: Sequence[Case],
    attributes: Sequence[Attribute],
    voices: Sequence[Voice],
) -> News:
    """What is new in a face sheet's values (case, attribute, value) and links (source, speaker, case).

    An empty value or name says nothing: what a sheet leaves open stays as it is.
    """
    told = [(one_line(case), one_line(name), one_line(value)) for case, name, value in values]
    arriving = by_attribute(attributes, [(name, value) for case, name, value in told if case])
    changed = arrivals(attributes, arriving)
    its = {each.name.casefold(): (each.name, each.kind, each.choices) for each in reversed(attributes)}
    its |= {each.name.casefold(): (each.name, each.kind, each.choices) for each in changed}
    known = {case.name: case.values for case in cases}
    found: dict[tuple[str, str], NewValue] = {}
    for case, name, value in told:
        if case and name and value:
            attribute, kind, choices = its[name.casefold()]
            before, after = known.get(case, {}).get(attribute, ""), canonical_value(value, kind, choices)
            if after and after != before:
                found[case, attribute] = NewValue(case, attribute, before, after)
    return News(tuple(found.values()), _new_links(links, cases, voices), tuple(changed))


def _new_links(
    links: Sequence[tuple[str, str, str]], cases: Sequence[Case], voices: Sequence[Voice]
) -> tuple[NewLink, ...]:
    names = {case.id: case.name for case in cases}
    there: Mapping[tuple[str, str], Voice] = {(each.source.name, each.label): each for each in voices}
    found = []
    for source, label, case in links:
        voice, after = there.get((source, label)), one_line(case)
        before = names.get(voice.case, "") if voice and voice.case else ""
        if voice and after and after != before:
            found.append(NewLink(voice.speaker, source, label, before, after))
    return tuple(found)
