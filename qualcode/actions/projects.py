"""The project itself."""

from sqlalchemy import select

from qualcode.errors import NameMissing
from qualcode.i18n import N_
from qualcode.model import StudyKind
from qualcode.project import Edit
from qualcode.store.tables import InfoRow


def rename_project(edit: Edit, name: str, kind: StudyKind | None = None) -> None:
    """Give the project another name, and say what kind of study it is."""
    row = edit.session.scalars(select(InfoRow)).one()
    edit.begin("rename project", f"{row.name} → {name}")
    if not name.strip():
        raise NameMissing(kind=N_("project"))
    row.name = name.strip()
    if kind is not None:
        row.kind = kind


def set_project(edit: Edit, *, unite: bool | None = None, see_others: bool | None = None) -> None:
    """Say how coding works here: what is already coded stays as it is."""
    row = edit.session.scalars(select(InfoRow)).one()
    edit.begin("set project", row.name)
    if unite is not None:
        row.unite = unite
    if see_others is not None:
        row.see_others = see_others
