"""Looking again at what was coded under an older rule of its code: it fits, or it is something else."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import col

from qualcode.actions.codings import own, uncode
from qualcode.actions.merging import give_instead, usable
from qualcode.actions.uniting import pieces_of, unite, whole
from qualcode.errors import NotYours
from qualcode.model import CodeId, CodingId, Span
from qualcode.project import Edit
from qualcode.store.codebook_versions import latest_number
from qualcode.store.merging import batches
from qualcode.store.tables import CodeRow, CoderRow, CodingRow


def still_fits(edit: Edit, which: Collection[CodingId], *, unsure: bool = False) -> int:
    """Say of one's own codings that they fit their code as it is now; `unsure`: that one is not sure.

    How many there were that had to be checked. Raises NotYours.
    """
    edit.begin("check again")
    found = [row for some in batches(which) for row in edit.session.scalars(_ROWS.where(_ID.in_(some)))]
    for row in found:
        if row.coder_n != edit.coder_n:
            raise NotYours(coder=edit.session.get_one(CoderRow, row.coder_n).name)
    rules = dict(edit.session.execute(select(col(CodeRow.n), col(CodeRow.rule))).all())
    waiting = [row for row in found if row.rule != rules[row.code_n]]
    for row in waiting:
        row.rule = rules[row.code_n]
        row.unsure = row.unsure or unsure
    edit.session.flush()
    return len(waiting)


_ROWS = select(CodingRow)
_ID = col(CodingRow.id)


def give_another(edit: Edit, coding: CodingId, code: CodeId) -> None:
    """Give the words another code, as they no longer fit; where it was given already, the two become one.

    Where the project unites codings, it becomes one with those it overlaps, too.
    """
    row, target = own(edit, coding), usable(edit, code)
    edit.begin("check again", f"→ {target.name}")
    if row.code_n == target.n:
        row.rule = target.rule
        return
    row.codebook_version = latest_number(edit.session)
    span = Span(row.start, row.end)
    if pieces := pieces_of(edit, row.source_n, span, target.n):
        row.rule = target.rule
        unite(edit, row, pieces, whole(span, pieces), code_n=target.n)
    else:
        give_instead(edit, [row], {row.id: target})


def take_off(edit: Edit, coding: CodingId) -> None:
    """Take the code off, as it no longer fits."""
    edit.begin("check again")
    uncode(edit, coding)
