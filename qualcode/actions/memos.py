"""Writing beside the text."""

from sqlalchemy import select

from qualcode.errors import NotFound
from qualcode.model import MemoKind, MemoTarget
from qualcode.project import Edit
from qualcode.store.memos import memo_row
from qualcode.store.tables import STATE, MemoRow, now


def write_memo(
    edit: Edit, target: str, text: str, *, target_kind: MemoTarget, kind: MemoKind = "note"
) -> None:
    """Attach a text to a project, source, code, coding or case (by its GUID), or replace it.

    An empty one removes it. Raises NotFound when the target is not there (any more).
    """
    edit.begin("write memo", text[:60])
    table = STATE["info" if target_kind == "project" else target_kind]
    if edit.session.scalar(select(table.c.n).where(table.c.id == target)) is None:
        raise NotFound(kind=target_kind, name=target)
    row = memo_row(edit.session, target)
    if not text.strip():
        if row is not None:
            edit.session.delete(row)
    elif row is None:
        edit.add(MemoRow(kind=kind, text=text, target_kind=target_kind, target=target, coder_n=edit.coder_n))
    elif row.text != text:
        row.text, row.changed, row.coder_n = text, now(), edit.coder_n
    edit.session.flush()
