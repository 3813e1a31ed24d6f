"""Who is studied: cases, their attributes and values, and which speakers they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.errors import BadValue, NameMissing, NameTaken, QualcodeError
from qualcode.i18n import N_
from qualcode.model import Attribute, AttributeId, AttributeKind, Case, CaseId, SpeakerId
from qualcode.project import Edit
from qualcode.store.cases import as_attribute, attribute_row, attributes, case_row, cases, speaker_row
from qualcode.store.memos import memo_rows
from qualcode.store.tables import AttributeRow, CaseRow, SourceRow, SpeakerRow, ValueRow, new_id
from qualcode.text.arriving import arrivals, by_attribute, fits, listed, quoted
from qualcode.text.kinds import canonical_value
from qualcode.text.normalise import canonical

_CHUNK = 500


@dataclass(eq=False)
class CaseTaken(NameTaken):
    template = N_(
        "There is already a respondent “{name}”; choose another name, or merge the two if they are one."
    )


@dataclass(eq=False)
class ValueUnfit(QualcodeError):
    template = N_("“{value}” cannot be “{attribute}” of “{case}”: {why}")
    value: str
    attribute: str
    case: str
    why: str


@dataclass(eq=False)
class ValuesUnfit(QualcodeError):
    template = N_(
        "“{attribute}” cannot be changed so while some of its values do not fit ({count}: {values}). "
        "Correct them first."
    )
    attribute: str
    count: int
    values: str


@dataclass(eq=False)
class ChoicesMissing(QualcodeError):
    template = N_("“{attribute}” needs choices to choose from.")
    attribute: str


@dataclass(eq=False)
class SpeaksStill(QualcodeError):
    template = N_(
        "“{name}” cannot be removed while it speaks ({places}): say first who else these speakers are."
    )
    name: str
    places: str


# -- cases -----------------------------------------------------------------------------------------------


def add_case(edit: Edit, name: str) -> Case:
    """Add somebody who speaks nowhere yet."""
    name = one_line(name)
    edit.begin("add case", name)
    _refuse_taken(edit, name)
    return Case(CaseId(edit.add(CaseRow(name=name)).id), name)


def rename_case(edit: Edit, case: CaseId, name: str) -> None:
    rename_cases(edit, {case: name})


def rename_cases(edit: Edit, names: Mapping[CaseId, str]) -> None:
    """Give cases other names, all at once: two may swap theirs."""
    rows = [(case_row(edit.session, case), one_line(name)) for case, name in names.items()]
    changed = [(row, name) for row, name in rows if name != row.name]
    if not changed:
        return
    edit.begin("rename case", ", ".join(f"{row.name} → {name}" for row, name in changed))
    for row, _ in changed:
        row.name = new_id()  # nobody’s name
    edit.session.flush()
    for row, name in changed:
        _refuse_taken(edit, name)
        row.name = name
        edit.session.flush()


def _refuse_taken(edit: Edit, name: str) -> None:
    if not name:
        raise NameMissing(kind=N_("respondent"))
    if _case_named(edit, name) is not None:
        raise CaseTaken(kind=N_("respondent"), name=name)


def _case_named(edit: Edit, name: str) -> CaseRow | None:
    return edit.session.scalars(select(CaseRow).where(col(CaseRow.name) == name)).first()


class Dropped(NamedTuple):
    """A value that gives way when cases are merged."""

    case: str
    attribute: str
    value: str
    kept: str


def merge_cases(edit: Edit, into: CaseId, cases: Sequence[CaseId]) -> list[Dropped]:
    """Make several cases one: it keeps its name, and gets the others’ speakers, memos and values.

    Where two have a value of the same attribute its own stays, then the first’s; the result tells which
    are dropped.
    """
    kept = case_row(edit.session, into)
    rows = {row.n: row for row in (case_row(edit.session, each) for each in cases)}
    others = [row for row in rows.values() if row is not kept]
    if not others:
        return []
    edit.begin("merge cases", f"{', '.join(row.name for row in others)} → {kept.name}")
    dropped = conflicts(*_with_values(edit, [kept, *others]))
    for row in others:
        _take_over(edit, kept, row)
    return dropped


def conflicts(kept: Case, *others: Case) -> list[Dropped]:
    """The values that will be dropped when the others are merged into the first."""
    whole: dict[str, str] = dict(kept.values)
    return [
        Dropped(other.name, attribute, value, whole[attribute])
        for other in others
        for attribute, value in other.values.items()
        if whole.setdefault(attribute, value) != value
    ]


def _with_values(edit: Edit, rows: Sequence[CaseRow]) -> list[Case]:
    there = {case.id: case for case in cases(edit.session)}
    return [there[CaseId(row.id)] for row in rows]


def _take_over(edit: Edit, kept: CaseRow, gone: CaseRow) -> None:
    """All that is said of one case is said of another from now on."""
    for speaker in edit.session.scalars(select(SpeakerRow).where(col(SpeakerRow.case_n) == gone.n)):
        speaker.case_n = kept.n
    own = set(edit.session.scalars(select(col(ValueRow.attribute_n)).where(col(ValueRow.case_n) == kept.n)))
    for value in edit.session.scalars(select(ValueRow).where(col(ValueRow.case_n) == gone.n)):
        if value.attribute_n in own:
            edit.session.delete(value)
        else:
            value.case_n = kept.n
    for memo in memo_rows(edit.session, gone.id):
        memo.target = kept.id
    edit.session.flush()
    edit.session.delete(gone)
    edit.session.flush()


def remove_case(edit: Edit, case: CaseId) -> None:
    """Take out somebody who speaks nowhere, with all values and memos."""
    row = case_row(edit.session, case)
    edit.begin("remove case", row.name)
    if places := _places(edit, row):
        raise SpeaksStill(name=row.name, places="; ".join(places))
    for value in edit.session.scalars(select(ValueRow).where(col(ValueRow.case_n) == row.n)):
        edit.session.delete(value)
    for memo in memo_rows(edit.session, row.id):
        edit.session.delete(memo)
    edit.session.flush()
    edit.session.delete(row)


def _places(edit: Edit, case: CaseRow) -> list[str]:
    query = (
        select(col(SourceRow.name), col(SpeakerRow.label))
        .join(SourceRow, col(SourceRow.n) == col(SpeakerRow.source_n))
        .where(col(SpeakerRow.case_n) == case.n)
        .order_by(col(SourceRow.name))
    )
    return [f"{source}: {label}" for source, label in edit.session.execute(query)]


# -- who speaks ------------------------------------------------------------------------------------------


def link_speakers(edit: Edit, links: Mapping[SpeakerId, str]) -> None:
    """Say who speakers are, by the case’s name, which is made if new; empty: nobody is known.

    A case that was only called like the source, because nobody knew better, goes over into the one its
    only speaker is now: renamed if that is new, else merged.
    """
    rows = [(speaker_row(edit.session, speaker), one_line(name)) for speaker, name in links.items()]
    edit.begin("change speaker", ", ".join(dict.fromkeys(row.label for row, _ in rows)))
    spared = {name for _, name in rows}
    for row, name in rows:
        _link(edit, row, name, spared)
    edit.session.flush()


def named_cases(edit: Edit, names: Iterable[str]) -> dict[str, CaseRow]:
    """The cases of these names, made if there are none yet."""
    there = {row.name: row for row in edit.session.scalars(select(CaseRow))}
    for name in dict.fromkeys(map(one_line, names)):
        if not name:
            raise NameMissing(kind=N_("respondent"))
        if name not in there:
            there[name] = edit.add(CaseRow(name=name))
    return there


def _link(edit: Edit, speaker: SpeakerRow, name: str, spared: set[str]) -> None:
    before = edit.session.get(CaseRow, speaker.case_n) if speaker.case_n else None
    target = _case_named(edit, name)
    if not name:
        speaker.case_n = None
    elif before is not None and before.name not in spared and _is_stopgap(edit, before, speaker):
        if target is None:
            before.name = name
        else:
            _take_over(edit, target, before)
    else:
        speaker.case_n = (target or edit.add(CaseRow(name=name))).n
    edit.session.flush()


def _is_stopgap(edit: Edit, case: CaseRow, speaker: SpeakerRow) -> bool:
    """Whether a case is nobody but this speaker, and nobody gave it a name."""
    source = edit.session.get_one(SourceRow, speaker.source_n)
    stopgaps = {source.name, f"{source.name}: {speaker.label}", f"{source.name} · {speaker.label}"}
    alone = edit.session.scalar(select(func.count()).where(col(SpeakerRow.case_n) == case.n)) == 1
    return alone and case.name in stopgaps


# -- attributes ------------------------------------------------------------------------------------------


def add_attribute(
    edit: Edit, name: str, kind: AttributeKind = "text", choices: Sequence[str] = ()
) -> Attribute:
    """Let cases have one more attribute; nobody has a value of it yet."""
    name = one_line(name)
    edit.begin("add attributes", name)
    _refuse_attribute(edit, name)
    row = _added(edit, name, kind, choices)
    _refuse_without_choices(row)
    return as_attribute(row)


def rename_attribute(edit: Edit, attribute: AttributeId, name: str) -> None:
    row, name = attribute_row(edit.session, attribute), one_line(name)
    if name == row.name:
        return
    edit.begin("rename attribute", f"{row.name} → {name}")
    _refuse_attribute(edit, name, but=row)
    row.name = name
    edit.session.flush()


def _refuse_attribute(edit: Edit, name: str, *, but: AttributeRow | None = None) -> None:
    """Names that differ in capitals only are one name."""
    if not name:
        raise NameMissing(kind=N_("attribute"))
    twin = _alike(_all_attributes(edit), name)
    if twin is not None and twin is not but:
        raise NameTaken(kind=N_("attribute"), name=name)


def change_attribute(
    edit: Edit,
    attribute: AttributeId,
    *,
    kind: AttributeKind | None = None,
    choices: Sequence[str] | None = None,
) -> None:
    """Make an attribute of another kind, or let it have other choices; its values are written anew.

    Refused where a value would not fit. A choice that is given no choices has those in use.
    """
    row = attribute_row(edit.session, attribute)
    edit.begin("change attribute", row.name)
    values = _values_of(edit, row)
    row.kind = kind or row.kind
    if choices is not None:
        row.choices = _cleaned(choices) if row.kind == "choice" else []
    elif row.kind != "choice":
        row.choices = []
    elif not row.choices:
        row.choices = sorted(_cleaned(value.value for value, _ in values), key=str.casefold)
    _refuse_without_choices(row)
    _refuse_unfit(row, values)
    for value, _ in values:
        _write(edit, value, canonical_value(value.value, row.kind, row.choices))  # type: ignore[arg-type]
    edit.session.flush()


def _values_of(edit: Edit, attribute: AttributeRow) -> list[tuple[ValueRow, str]]:
    """Its values, each with the name of the case."""
    query = (
        select(ValueRow, col(CaseRow.name))
        .join(CaseRow, col(CaseRow.n) == col(ValueRow.case_n))
        .where(col(ValueRow.attribute_n) == attribute.n)
        .order_by(col(CaseRow.name))
    )
    return [(value, case) for value, case in edit.session.execute(query)]


def _refuse_without_choices(row: AttributeRow) -> None:
    if row.kind == "choice" and not row.choices:
        raise ChoicesMissing(attribute=row.name)


def _refuse_unfit(row: AttributeRow, values: Sequence[tuple[ValueRow, str]]) -> None:
    unfit = [
        (value.value, case)
        for value, case in values
        if not fits(value.value, row.kind, row.choices)  # type: ignore[arg-type]
    ]
    if unfit:
        told = listed(f"{quoted(value)} ({case})" for value, case in unfit)
        raise ValuesUnfit(attribute=row.name, count=len(unfit), values=told)


def move_attribute(edit: Edit, attribute: AttributeId, place: int) -> None:
    """Put an attribute at a place among the others, counted from 0."""
    row = attribute_row(edit.session, attribute)
    edit.begin("move attribute", row.name)
    order = _all_attributes(edit)
    order.remove(row)
    order.insert(max(place, 0), row)
    for position, each in enumerate(order, 1):
        each.position = position


def remove_attribute(edit: Edit, attribute: AttributeId) -> None:
    """Take an attribute out with all its values."""
    row = attribute_row(edit.session, attribute)
    edit.begin("remove attribute", row.name)
    for value in edit.session.scalars(select(ValueRow).where(col(ValueRow.attribute_n) == row.n)):
        edit.session.delete(value)
    edit.session.flush()
    edit.session.delete(row)


# -- values ----------------------------------------------------------------------------------------------


def set_attribute(edit: Edit, case: CaseId, attribute: str, value: str) -> None:
    """Give a case a value; an attribute nobody had yet is added, an empty value takes it away."""
    set_attributes(edit, [(case, attribute, value)])


def set_attributes(edit: Edit, given: Sequence[tuple[CaseId, str, str]]) -> None:
    """Give many values at once: case, attribute, value; one action. Raises ValueUnfit."""
    rows = {case: case_row(edit.session, case) for case in dict.fromkeys(case for case, _, _ in given)}
    if len(given) == 1:
        [(case, attribute, value)] = given
        edit.begin("set attribute", one_line(f"{rows[case].name}: {attribute} = {value}"))
    elif given:
        edit.begin(
            "set attribute", one_line(", ".join(dict.fromkeys(attribute for _, attribute, _ in given)))
        )
    put_values(edit, [(rows[case], attribute, value) for case, attribute, value in given])


def put_values(edit: Edit, given: Sequence[tuple[CaseRow, str, str]]) -> None:
    """Write values as the kinds of their attributes want them, in few statements; of two the last counts."""
    its = _attributes_named(edit, dict.fromkeys(name for _, name, _ in given))
    wanted = {
        (case.n, its[name].n): _fitting(case.name, its[name], one_line(value)) for case, name, value in given
    }
    there = _stored(edit, {case for case, _ in wanted})
    for place, value in wanted.items():
        if place in there:
            _write(edit, there[place], value)
    edit.session.flush()
    edit.insert_many(
        ValueRow,
        [
            {"case_n": case, "attribute_n": attribute, "value": value}
            for (case, attribute), value in wanted.items()
            if value and (case, attribute) not in there
        ],
    )


def _fitting(case: str, attribute: AttributeRow, value: str) -> str:
    try:
        return canonical_value(value, attribute.kind, attribute.choices)  # type: ignore[arg-type]
    except BadValue as bad:
        raise ValueUnfit(value=value, attribute=attribute.name, case=case, why=bad.why) from bad


def _stored(edit: Edit, cases: set[int]) -> dict[tuple[int, int], ValueRow]:
    """All values of these cases."""
    ns = sorted(cases)
    return {
        (row.case_n, row.attribute_n): row
        for start in range(0, len(ns), _CHUNK)
        for row in edit.session.scalars(
            select(ValueRow).where(col(ValueRow.case_n).in_(ns[start : start + _CHUNK]))
        )
    }


def _write(edit: Edit, row: ValueRow, value: str) -> None:
    if value:
        row.value = value
    else:
        edit.session.delete(row)


def _attributes_named(edit: Edit, names: Iterable[str]) -> dict[str, AttributeRow]:
    """The attributes of these names, whatever their capitals, made (as text) if there are none yet."""
    there = _all_attributes(edit)
    found = {}
    for name in names:
        line = one_line(name)
        if not line:
            raise NameMissing(kind=N_("attribute"))
        row = _alike(there, line) or _added(edit, line, "text")
        there.append(row)
        found[name] = row
    return found


def _all_attributes(edit: Edit) -> list[AttributeRow]:
    query = select(AttributeRow).order_by(col(AttributeRow.position), col(AttributeRow.n))
    return list(edit.session.scalars(query))


def _alike(there: Sequence[AttributeRow], name: str) -> AttributeRow | None:
    """The attribute of that very name, else one that differs in capitals only."""
    alike = [row for row in there if row.name.casefold() == name.casefold()]
    return next((row for row in alike if row.name == name), alike[0] if alike else None)


def settle_attributes(edit: Edit, arriving: Iterable[tuple[str, str]]) -> None:
    """Before values from a file (attribute, value) are stored: add or change attributes so that all fit."""
    given = [(one_line(name), one_line(value)) for name, value in arriving]
    there = attributes(edit.session)
    for arrival in arrivals(there, by_attribute(there, given)):
        if arrival.was is None:
            _added(edit, arrival.name, arrival.kind, arrival.choices)
        else:
            row = attribute_row(edit.session, arrival.name)
            row.kind, row.choices = arrival.kind, list(arrival.choices)
    edit.session.flush()


def one_line(text: str) -> str:
    """Words that fit into a cell of a table and come back from it as they were."""
    return " ".join(canonical(text).text.split())


def _cleaned(choices: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for choice in map(one_line, choices):
        if choice:
            found.setdefault(choice.casefold(), choice)
    return list(found.values())


def _added(edit: Edit, name: str, kind: AttributeKind, choices: Sequence[str] = ()) -> AttributeRow:
    last = edit.session.scalar(select(func.max(col(AttributeRow.position))))
    kept = _cleaned(choices) if kind == "choice" else []
    return edit.add(AttributeRow(name=name, kind=kind, choices=kept, position=(last or 0) + 1))
