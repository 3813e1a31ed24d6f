"""Who codes: add, rename, retire, bring back."""

from sqlalchemy import select
from sqlmodel import col

from qualcode.errors import NameMissing, NameTaken, NotFound
from qualcode.i18n import N_
from qualcode.model import Coder, CoderId
from qualcode.project import Edit
from qualcode.store.coders import as_coder
from qualcode.store.tables import CoderRow


def add_coder(edit: Edit, name: str) -> Coder:
    """Let somebody else code here too."""
    edit.begin("add coder", name)
    return as_coder(edit.add(CoderRow(name=_free_name(edit, name))))


def rename_coder(edit: Edit, coder: CoderId, name: str) -> None:
    row = _row(edit, coder)
    edit.begin("rename coder", f"{row.name} → {name}")
    if row.name != name.strip():
        row.name = _free_name(edit, name)


def retire_coder(edit: Edit, coder: CoderId) -> None:
    """Take somebody off the list of who codes; what they coded stays theirs."""
    row = _row(edit, coder)
    edit.begin("retire coder", row.name)
    row.retired = True


def bring_back_coder(edit: Edit, coder: CoderId) -> None:
    row = _row(edit, coder)
    edit.begin("bring back coder", row.name)
    row.retired = False


def _row(edit: Edit, coder: CoderId) -> CoderRow:
    row = edit.session.scalars(select(CoderRow).where(col(CoderRow.id) == coder)).first()
    if row is None:
        raise NotFound(kind=N_("coder"), name=coder)
    return row


def _free_name(edit: Edit, name: str) -> str:
    name = name.strip()
    if not name:
        raise NameMissing(kind=N_("coder"))
    if edit.session.scalars(select(CoderRow).where(col(CoderRow.name) == name)).first():
        raise NameTaken(kind=N_("coder"), name=name)
    return name
