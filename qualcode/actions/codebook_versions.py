"""Versions of the codebook: name the codebook as it is now, and change what a version is called."""

from sqlalchemy import func, select
from sqlmodel import col

from qualcode.errors import BadValue, NameMissing, NameTaken
from qualcode.i18n import N_
from qualcode.model import CodebookVersion
from qualcode.project import Edit
from qualcode.store.codebook_versions import as_kept, latest_number, names, version_row
from qualcode.store.codes import codes
from qualcode.store.tables import CodebookVersionRow, CodingRow


def name_version(edit: Edit, name: str, note: str = "") -> CodebookVersion:
    """Keep the codebook as it is now under a name; what is coded from now on is coded under it."""
    edit.begin("name codebook version", name)
    row = CodebookVersionRow(
        number=_next(edit),
        name=_free_name(edit, name),
        note=note.strip(),
        coder_n=edit.coder_n,
        codes=[as_kept(code) for code in codes(edit.session, retired=True)],
    )
    edit.add(row)
    return CodebookVersion(row.number, row.name, row.note, row.made, edit.coder_id)


def rename_version(edit: Edit, which: str | int, *, name: str | None = None, note: str | None = None) -> None:
    """Call a version something else, or say something else about it; its codes stay as they were."""
    row = version_row(edit.session, which)
    edit.begin("rename codebook version", row.name)
    if name is not None and name.strip() != row.name:
        row.name = _free_name(edit, name)
    if note is not None:
        row.note = note.strip()


def _next(edit: Edit) -> int:
    """A number no coding carries yet: of a version that was taken back they keep it."""
    used = edit.session.scalar(select(func.max(col(CodingRow.codebook_version)))) or 0
    return max(latest_number(edit.session), used) + 1


def _free_name(edit: Edit, name: str) -> str:
    name = name.strip()
    if not name:
        raise NameMissing(kind=N_("codebook version"))
    if name.isdecimal() or name.casefold() == "now":
        why = N_("where a version is asked for, a number and “now” mean something else.")
        raise BadValue(kind=N_("codebook version"), field=N_("name"), value=name, why=why)
    if name in names(edit.session).values():
        raise NameTaken(kind=N_("codebook version"), name=name)
    return name
