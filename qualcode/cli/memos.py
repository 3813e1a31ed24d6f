"""Memos: found, listed, taken away with their dates; and written."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import click

from qualcode.actions.memos import add_memo
from qualcode.cli.common import (
    as_json,
    coder_of,
    coder_option,
    opened,
    print_json,
    print_table,
    project_argument,
)
from qualcode.exporters import About
from qualcode.exporters.memos import Notebook, Order, write_memos
from qualcode.model import MemoId, MemoKind, MemoTarget, Span
from qualcode.project import Project
from qualcode.store.cases import case_row
from qualcode.store.codes import code as find_code
from qualcode.store.codings import coding_row
from qualcode.store.memo_shelf import MemoFilter, Shelved, matching, quotes, shelf
from qualcode.store.sources import source_row

KINDS = click.Choice(get_args(MemoKind))
TARGETS = click.Choice(get_args(MemoTarget))
_day = click.DateTime(formats=["%Y-%m-%d"])


@click.command("memos")
@project_argument
@click.option("--find", default="", help="Only memos with all these words.")
@click.option("--kind", "kinds", type=KINDS, multiple=True, help="Only this kind; repeatable.")
@click.option("--on", "targets", type=TARGETS, multiple=True, help="Only on such things; repeatable.")
@click.option("--only-coder", "coders", multiple=True, help="Only this coder’s; repeatable.")
@click.option("--since", type=_day, help="Begun or changed on this day or later.")
@click.option("--until", type=_day, help="Begun or changed on this day or earlier.")
@click.option("--out", type=click.Path(path_type=Path), help="Write .docx, .md, .xlsx or .csv instead.")
@click.option(
    "--order", type=click.Choice(get_args(Order)), default="day", show_default=True, help="In that file."
)
@as_json
def memos_(
    project: str,
    find: str,
    kinds: Sequence[MemoKind],
    targets: Sequence[MemoTarget],
    coders: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    out: Path | None,
    order: Order,
    as_json: bool,
) -> None:
    """List the memos of PROJECT, the newest first."""
    wanted = MemoFilter(
        find, frozenset(kinds), frozenset(targets), frozenset(coders), since and since.date(),
        until and until.date(),
    )  # fmt: skip
    with opened(project) as study, study.read() as session:
        found = matching(shelf(session), wanted)
        quoted = quotes(session, found)
        about = _about(study, len(found))
    if out is not None:
        click.echo(f"{out}: {write_memos(Notebook(tuple(found), quoted, order), out, about)}")
    elif as_json:
        print_json([_told(each, quoted.get(each.memo.id, "")) for each in found])
    else:
        rows = [_told(each, "") | {"day": each.day.isoformat()} for each in found]
        print_table(rows, ("day", "kind", "on", "about", "coder", "called"))


def _about(study: Project, count: int) -> About:
    now = datetime.now().astimezone().isoformat(timespec="minutes")
    written_by = f"QualCode {version('qualcode')}"
    return About(project=study.info().name, selection="", date=now, count=count, version=written_by)


def _told(each: Shelved, quote: str) -> dict[str, object]:
    memo, span = each.memo, each.span
    return {
        "called": each.called, "title": memo.title, "text": memo.text, "kind": memo.kind,
        "on": memo.target_kind, "about": each.about, "coder": each.coder,
        "made": memo.made.isoformat() if memo.made else None, "changed": memo.changed.isoformat(),
        "quote": quote, "start": span.start if span else None, "end": span.end if span else None,
        "target": memo.target, "id": memo.id,
    }  # fmt: skip


@click.command("memo")
@project_argument
@click.argument("target", required=False)
@click.option("--on", "kind_of", type=TARGETS, default=None, help="What TARGET is; without it the project.")
@click.option("--text", required=True, help="What it says, in Markdown; “-” reads it from standard input.")
@click.option("--title", default="")
@click.option("--kind", type=KINDS, default="note", show_default=True)
@click.option("--start", type=click.IntRange(0), help="Of a segment: its first character, from 0.")
@click.option("--end", type=click.IntRange(1), help="Of a segment: the character after its last.")
@coder_option
@as_json
def memo_(
    project: str,
    target: str | None,
    kind_of: MemoTarget | None,
    text: str,
    title: str,
    kind: MemoKind,
    start: int | None,
    end: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Write a memo on TARGET: the name of a source, code or respondent, or the id of a coding."""
    kind_of = kind_of or ("source" if target else "project")
    if target is None and kind_of != "project":
        raise click.UsageError(f"say which {kind_of}: qualcode memo PROJECT TARGET --on {kind_of} …")
    if kind_of == "segment" and (start is None or end is None):
        raise click.UsageError("a memo on words of a text needs --start and --end")
    words = sys.stdin.read() if text == "-" else text
    span = Span(start, end) if kind_of == "segment" and start is not None and end is not None else None
    with opened(project) as study:
        id_ = _found(study, kind_of, target or "")
        with study.edit(by=coder_of(study, coder)) as edit:
            made: MemoId = add_memo(
                edit, id_, words, target_kind=kind_of, kind=kind, title=title, span=span
            )  # fmt: skip
    click.echo(json.dumps({"id": made}) if as_json else made)


def _found(study: Project, kind: MemoTarget, name: str) -> str:
    with study.read() as session:
        if kind == "code":
            return find_code(session, name).id
        if kind == "case":
            return case_row(session, name).id
        if kind == "coding":
            return coding_row(session, name).id
        if kind in {"source", "segment"}:
            return source_row(session, name).id
    return study.info().id


COMMANDS = (memos_, memo_)
