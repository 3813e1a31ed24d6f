"""Several codes made one, and one code made several."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from qualcode.actions.codes import GAP, add_code, move_code
from qualcode.errors import CodedOtherwise, NotCodable, Retired
from qualcode.model import Code, CodeId, CodingId
from qualcode.project import Edit
from qualcode.store import codes
from qualcode.store.merging import batches, free_name, merged_words
from qualcode.store.tables import CodeRow, CodeSetRow, CodingRow, MemoRow, ReviewRow

ANOTHER = 0
"""The rule of a coding that was given as another code: no code's rule, so that it is checked again."""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is made on the spot, while another is split."""

    name: str
    parent: CodeId | None = None
    colour: str = "#666666"


# -- merging ---------------------------------------------------------------------------------------------


def merge_codes(
    edit: Edit,
    into: CodeId,
    which: Collection[CodeId],
    *,
    joined: Collection[tuple[str, str]] = (),
    check_again: bool = False,
) -> None:
    """Make several codes one: the others are retired, and all that was coded with them goes to it.

    All coders' codings go. Where one coder gave several of them to the same words, one coding stays, with
    the memos of all. `joined` names parts of the definition (a language and a field) that get the texts of
    all; elsewhere its own stays. `check_again`: what was coded with the others is to be looked at again.
    """
    target = codes.code_row(edit.session, into)
    rows = [codes.code_row(edit.session, each) for each in dict.fromkeys(which) if each != target.id]
    edit.begin("merge codes", f"{', '.join(row.name for row in rows)} → {target.name}")
    if not rows:
        return
    _refuse_useless(edit, target, rows)
    _define(edit, target, rows, joined)
    _rise(edit, target, rows)
    _adopt(edit, target, rows)
    _relate(edit, target, rows)
    _give_all(edit, target, rows, check_again=check_again)
    for row in rows:
        _retarget(edit, {row.id: target.id})
        row.retired, row.key, row.merged_into = True, "", target.id
    edit.session.flush()


def _refuse_useless(edit: Edit, target: CodeRow, rows: Sequence[CodeRow]) -> None:
    if target.retired:
        raise Retired(name=target.name)
    ns = [row.n for row in rows]
    if not target.codable and edit.session.scalar(
        select(col(CodingRow.n)).where(col(CodingRow.code_n).in_(ns)).limit(1)
    ):
        raise NotCodable(code=target.name)


def _define(
    edit: Edit, target: CodeRow, rows: Sequence[CodeRow], joined: Collection[tuple[str, str]]
) -> None:
    by_id = {code.id: code for code in codes.codes(edit.session, retired=True)}
    own, going = by_id[CodeId(target.id)], [by_id[CodeId(row.id)] for row in rows]
    words = merged_words(own, going, joined)
    if words != target.wordings:
        target.wordings = words
    terms = {language: list(found) for language, found in own.terms.items()}
    for each in going:
        for language, found in each.terms.items():
            terms[language] = list(dict.fromkeys([*terms.get(language, ()), *found]))
    if terms != target.terms:
        target.terms = terms
    if not target.key:
        target.key = next((row.key for row in rows if row.key), "")


def _rise(edit: Edit, target: CodeRow, rows: Sequence[CodeRow]) -> None:
    """A code that lies under one that goes takes the place of the highest of them."""
    going = {row.n: row for row in rows}
    step, highest = target, None
    while step.parent_n is not None:
        step = edit.session.get_one(CodeRow, step.parent_n)
        highest = going.get(step.n, highest)
    if highest is not None:
        above = edit.session.get(CodeRow, highest.parent_n) if highest.parent_n else None
        move_code(edit, CodeId(target.id), under=CodeId(above.id) if above else None)
        target.position = highest.position


def _adopt(edit: Edit, target: CodeRow, rows: Sequence[CodeRow]) -> None:
    """What lay under the others lies under it; of two with one name the newcomer says where it lay."""
    edit.session.flush()
    going = {row.n: row for row in rows}
    order = (col(CodeRow.position), col(CodeRow.n))
    there = list(edit.session.scalars(select(CodeRow).order_by(*order)))
    taken = {row.name for row in there if row.parent_n == target.n}
    last = max(row.position for row in there)
    for row in there:
        if row.parent_n in going and row.n not in going and row is not target:
            row.name = free_name(row.name, going[row.parent_n].name, taken)
            last += GAP
            row.parent_n, row.position = target.n, last
            taken.add(row.name)


def _relate(edit: Edit, target: CodeRow, rows: Sequence[CodeRow]) -> None:
    """Opposites and sets that named one of them name it."""
    gone = {row.id for row in rows}
    opposites = [*target.contradicts, *(other for row in rows for other in row.contradicts)]
    own = _instead(opposites, gone, target.id, but=target.id)
    if own != target.contradicts:
        target.contradicts = own
    for row in edit.session.scalars(select(CodeRow)):
        if row.id not in gone and row is not target and gone & set(row.contradicts):
            row.contradicts = _instead(row.contradicts, gone, target.id, but=row.id)
    for kept in edit.session.scalars(select(CodeSetRow)):
        if gone & set(kept.codes):
            kept.codes = _instead(kept.codes, gone, target.id)


def _instead(ids: Iterable[str], gone: Collection[str], target: str, *, but: str = "") -> list[str]:
    new = dict.fromkeys(target if id_ in gone else id_ for id_ in ids)
    return [id_ for id_ in new if id_ != but]


def _give_all(edit: Edit, target: CodeRow, rows: Sequence[CodeRow], *, check_again: bool) -> None:
    """Codings that were to be checked again already are so still."""
    rules = {row.n: row.rule for row in rows}
    found = edit.session.scalars(select(CodingRow).where(col(CodingRow.code_n).in_(rules))).all()
    anew = {row.id for row in found if check_again or row.rule != rules[row.code_n]}
    give_instead(edit, found, {row.id: target for row in found}, check_again=anew)
    for review in edit.session.scalars(select(ReviewRow).where(col(ReviewRow.code_n).in_(rules))):
        review.code_n = target.n


# -- splitting -------------------------------------------------------------------------------------------


def split_code(
    edit: Edit,
    which: CodeId,
    into: Sequence[CodeId | NewCode],
    dealt: Mapping[CodingId, int],
) -> list[Code]:
    """Give codings of one code to others: `dealt` says by its place in `into` which code each gets.

    What is not dealt stays. Whoever made a coding keeps it. Codes that are not there yet are made, used or
    not; all codes of `into` come back. CodedOtherwise: somebody has taken one off, or given it another code.
    """
    row = codes.code_row(edit.session, which)
    edit.begin("split code", row.name)
    targets = [_target(edit, each) for each in into]
    found = _codings(edit, row, dealt)
    give_instead(edit, found, {each.id: targets[dealt[CodingId(each.id)]] for each in found})
    by_id = {code.id: code for code in codes.codes(edit.session, retired=True)}
    return [by_id[CodeId(target.id)] for target in targets]


def _target(edit: Edit, which: CodeId | NewCode) -> CodeRow:
    if isinstance(which, NewCode):
        made = add_code(edit, which.name, parent=which.parent, colour=which.colour)
        return codes.code_row(edit.session, made.id)
    return usable(edit, which)


def usable(edit: Edit, which: CodeId) -> CodeRow:
    """The row of a code that can be given."""
    row = codes.code_row(edit.session, which)
    if row.retired:
        raise Retired(name=row.name)
    if not row.codable:
        raise NotCodable(code=row.name)
    return row


def _codings(edit: Edit, code: CodeRow, dealt: Mapping[CodingId, int]) -> list[CodingRow]:
    found: list[CodingRow] = []
    for some in batches(dealt):
        query = select(CodingRow).where(col(CodingRow.id).in_(some), col(CodingRow.code_n) == code.n)
        found += edit.session.scalars(query)
    if len(found) < len(dealt):
        raise CodedOtherwise(count=len(dealt) - len(found))
    return found


# -- codings given another code ----------------------------------------------------------------------------


def give_instead(
    edit: Edit,
    rows: Iterable[CodingRow],
    to: Mapping[str, CodeRow],
    *,
    check_again: Collection[str] = (),
) -> None:
    """Give codings other codes, by their GUIDs; those in `check_again` are to be looked at again.

    Where their coder has given that code to exactly these words already, the two become one: it keeps the
    memos and marks of both.
    """
    waiting = sorted((row for row in rows if row.code_n != to[row.id].n), key=lambda row: (row.made, row.n))
    there = _there(edit, {to[row.id].n for row in waiting})
    falling: dict[str, str] = {}
    for row in waiting:
        target = to[row.id]
        key = (row.source_n, row.start, row.end, target.n, row.coder_n)
        if key in there:
            kept = edit.session.get_one(CodingRow, there[key])
            kept.important, kept.unsure = kept.important or row.important, kept.unsure or row.unsure
            falling[row.id] = kept.id
            edit.session.delete(row)
        else:
            there[key] = row.n
            row.code_n, row.rule = target.n, ANOTHER if row.id in check_again else target.rule
    _retarget(edit, falling)
    edit.session.flush()


def _there(edit: Edit, ns: Collection[int]) -> dict[tuple[Any, ...], int]:
    columns = (
        col(CodingRow.source_n), col(CodingRow.start), col(CodingRow.end), col(CodingRow.code_n),
        col(CodingRow.coder_n),
    )  # fmt: skip
    query = select(col(CodingRow.n), *columns).where(col(CodingRow.code_n).in_(ns))
    return {tuple(key): n for n, *key in edit.session.execute(query)}


def _retarget(edit: Edit, targets: Mapping[str, str]) -> None:
    """Let memos on what goes stand on what stays."""
    for some in batches(targets):
        for memo in edit.session.scalars(select(MemoRow).where(col(MemoRow.target).in_(some))):
            memo.target = targets[memo.target]
        for review in edit.session.scalars(select(ReviewRow).where(col(ReviewRow.row).in_(some))):
            review.row = targets[review.row]
