"""Writing beside the text: memos on a project, source, segment, code, coding or case."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import col

from qualcode.actions import codings
from qualcode.errors import MemoChanged, MemoEmpty, MemoNowhere, NotFound, QuoteDiffers, SpanOutsideSource
from qualcode.i18n import N_
from qualcode.model import CodingId, MemoId, MemoKind, MemoTarget, Span
from qualcode.project import Edit
from qualcode.store import sources
from qualcode.store.memos import memo_row, memo_rows, who_changed
from qualcode.store.tables import STATE, MemoRow, VersionRow, new_id, now
from qualcode.text.markup import first_line


def add_memo(
    edit: Edit,
    target: str,
    text: str,
    *,
    target_kind: MemoTarget,
    kind: MemoKind = "note",
    title: str = "",
    span: Span | None = None,
    quote: str | None = None,
    id: MemoId | None = None,  # noqa: A002
) -> MemoId:
    """Attach a text to something, by its GUID; a segment’s memo has its source for target, and the span.

    `quote` is what the writer saw there. Raises NotFound, MemoEmpty, SpanOutsideSource, QuoteDiffers.
    """
    title = _line(title)
    edit.begin("write memo", title or first_line(text))
    _refuse_empty(title, text)
    _refuse_gone(edit, target_kind, target)
    if target_kind == "segment":
        _refuse_other_words(edit, target, span, quote)
    start, end = (span.start, span.end) if span and target_kind == "segment" else (None, None)
    row = MemoRow(
        id=id or new_id(), kind=kind, title=title, text=text, target_kind=target_kind, target=target,
        coder_n=edit.coder_n, start=start, end=end,
    )  # fmt: skip
    return MemoId(edit.add(row).id)


def change_memo(
    edit: Edit,
    memo: MemoId,
    *,
    text: str | None = None,
    title: str | None = None,
    kind: MemoKind | None = None,
    was: Mapping[str, str] | None = None,
) -> None:
    """Write a memo anew, or give it another title or kind; what is None stays.

    `was` holds the fields as the writer read them: MemoChanged when one that is to be written has been
    changed by somebody since. An empty memo is no memo: MemoEmpty.
    """
    row = memo_row(edit.session, memo)
    wanted = {"text": text, "title": None if title is None else _line(title), "kind": kind}
    new = {name: value for name, value in wanted.items() if value is not None and value != getattr(row, name)}
    _refuse_stale(edit, row, {name: value for name, value in (was or {}).items() if name in new})
    edit.begin("write memo", new.get("title", row.title) or first_line(new.get("text", row.text)))
    _refuse_empty(new.get("title", row.title), new.get("text", row.text))
    for name, value in new.items():
        setattr(row, name, value)
    if new:
        row.changed = now()
    edit.session.flush()


def remove_memo(edit: Edit, memo: MemoId, *, was: Mapping[str, str] | None = None) -> None:
    """Take a memo away, unless somebody has changed it since the writer read it."""
    row = memo_row(edit.session, memo)
    _refuse_stale(edit, row, was or {})
    edit.begin("remove memo", row.title or first_line(row.text))
    edit.session.delete(row)
    edit.session.flush()


def note_coding(
    edit: Edit, coding: CodingId, text: str, *, kind: MemoKind = "note", was: str | None = None
) -> None:
    """Write the memo that stands with one’s own coding in the text, the first it got; empty: take it away."""
    codings.own(edit, coding)
    first = next(iter(memo_rows(edit.session, coding)), None)
    read = None if was is None else {"text": was}
    if first is not None and text.strip():
        change_memo(edit, MemoId(first.id), text=text, kind=kind, was=read)
    elif first is not None:
        remove_memo(edit, MemoId(first.id), was=read)
    elif text.strip():
        add_memo(edit, coding, text, target_kind="coding", kind=kind)


def _line(title: str) -> str:
    return " ".join(title.split())


def _refuse_empty(title: str, text: str) -> None:
    if not (title or text.strip()):
        raise MemoEmpty


def _refuse_gone(edit: Edit, kind: MemoTarget, target: str) -> None:
    tables = {"project": "info", "segment": "source"}
    table = STATE[tables.get(kind, kind)]
    if edit.session.scalar(select(table.c.n).where(table.c.id == target)) is None:
        raise NotFound(kind=kind, name=target)


def _refuse_other_words(edit: Edit, source: str, span: Span | None, quote: str | None) -> None:
    if span is None:
        raise MemoNowhere
    read = sources.found(edit.session, source)
    text = edit.session.scalars(select(col(VersionRow.text)).where(col(VersionRow.n) == read.version_n)).one()
    if span.end > len(text):
        raise SpanOutsideSource(read.name, len(text), span.start, span.end)
    if quote is not None and text[span.start : span.end] != quote:
        raise QuoteDiffers(read.name, span.start, span.end)


def _refuse_stale(edit: Edit, row: MemoRow, was: Mapping[str, str]) -> None:
    if any(getattr(row, name) != value for name, value in was.items()):
        coder = who_changed(edit.session, row.id) or N_("Somebody")
        raise MemoChanged(coder, f"{row.changed:%Y-%m-%d %H:%M}")
