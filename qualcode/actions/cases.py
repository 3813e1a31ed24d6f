"""Who is studied: attributes and their values."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.errors import NameMissing, NameTaken
from qualcode.i18n import N_
from qualcode.model import AttributeKind, CaseId
from qualcode.project import Edit
from qualcode.store.cases import case_row
from qualcode.store.tables import AttributeRow, CaseRow, ValueRow


def set_attribute(edit: Edit, case: CaseId, attribute: str, value: str) -> None:
    """Give a case a value; an attribute nobody had yet is added, an empty value takes it away."""
    row = case_row(edit.session, case)
    edit.begin("set attribute", f"{row.name}: {attribute} = {value}")
    put_value(edit, row, attribute, value)


def set_attributes(edit: Edit, given: Sequence[tuple[CaseId, str, str]]) -> None:
    """Give many values at once: case, attribute, value; one action."""
    if len(given) > 1:
        edit.begin("set attribute", ", ".join(dict.fromkeys(attribute for _, attribute, _ in given)))
    for case, attribute, value in given:
        set_attribute(edit, case, attribute, value)


def add_attribute(edit: Edit, name: str) -> None:
    """Let cases have one more attribute; nobody has a value of it yet."""
    edit.begin("add attributes", name)
    if edit.session.scalars(select(AttributeRow).where(col(AttributeRow.name) == name.strip())).first():
        raise NameTaken(kind=N_("attribute"), name=name.strip())
    attribute_row(edit, name)


def put_value(edit: Edit, case: CaseRow, name: str, value: str) -> None:
    attribute = attribute_row(edit, name)
    query = select(ValueRow).where(col(ValueRow.case_n) == case.n, col(ValueRow.attribute_n) == attribute.n)
    row = edit.session.scalars(query).first()
    if row is None and value.strip():
        edit.add(ValueRow(case_n=case.n, attribute_n=attribute.n, value=value.strip()))
    elif row is not None and value.strip():
        row.value = value.strip()
    elif row is not None:
        edit.session.delete(row)


def attribute_row(edit: Edit, name: str, kind: AttributeKind = "text") -> AttributeRow:
    """The attribute of that name, made if there is none yet."""
    name = name.strip()
    if not name:
        raise NameMissing(kind=N_("attribute"))
    row = edit.session.scalars(select(AttributeRow).where(col(AttributeRow.name) == name)).first()
    if row is None:
        last = edit.session.scalar(select(func.max(col(AttributeRow.position))))
        row = edit.add(AttributeRow(name=name, kind=kind, position=(last or 0) + 1))
    return row
