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
