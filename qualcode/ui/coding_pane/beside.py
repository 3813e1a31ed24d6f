"""What stands beside the text in the coding pane: who speaks in it, memos, counts of other texts."""

from collections.abc import Sequence
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlencode

from qualcode.model import Case, CoderId, Memo, Reading, SourceId
from qualcode.project import Project
from qualcode.store.codings import counts_elsewhere
from qualcode.store.history import names_since
from qualcode.store.memos import called, memos_of_text
from qualcode.ui import state
from qualcode.ui.i18n import _

NO_MEMOS = frozenset({"code", "code anew", "resize", "recode", "mark coding"})
"""Actions after which there are the same memos on a text, where codings stay apart."""
UNITING = frozenset({"code", "resize", "recode"})
"""Of these, what may make one coding of several: it gets the memos of all."""
FRESH = 60
"""Seconds until other texts’ codings are counted again: that reads all of the project."""
MEMO_LENGTH = 600


def cards(reading: Reading, cases: Sequence[Case]) -> list[list[Any]]:
    """What is known of the text and of each who speaks in it: title, values, labels of turns, id."""
    speaking: dict[str, list[str]] = {}
    for turn in reading.turns:
        if turn.speaker and turn.speaker.case:
            labels = speaking.setdefault(turn.speaker.case, [])
            if turn.speaker.label not in labels:
                labels.append(turn.speaker.label)
    by_id: dict[str, Case] = {case.id: case for case in cases}
    source = reading.source
    facts = [[_("Group"), source.group], [_("Language"), source.language], [_("Date"), source.date]]
    text = [source.name, [fact for fact in facts if fact[1]], [], ""]
    people = [
        [
            f"{by_id[id_].name} · {', '.join(labels)}",
            [[name, value] for name, value in by_id[id_].values.items()],
            labels,
            id_,
        ]
        for id_, labels in speaking.items()
        if id_ in by_id
    ]
    return [text, *people]


def people_page() -> str:
    """Where a respondent is found when the id is put after it, as an address from the Code page."""
    return f"sources?{urlencode(state.address(case=''))}"


def memo_page() -> str:
    """Where memos are read and changed, as an address from the Code page that goes on with “&memo=”."""
    return f"memos?{urlencode(state.address())}"


def memos(
    study: Project, version: int, source: SourceId, *, only: CoderId | None, unite: bool = False
) -> list[list[Any]]:
    """The memos of a text, the newest first; `only` leaves out others’ on codings and segments."""
    harmless = NO_MEMOS - UNITING if unite else NO_MEMOS
    key = (source, only)
    kept: tuple[object, int, list[list[Any]]] | None = state.recall("memos of text")
    if kept and kept[:2] == (key, version):
        return kept[2]
    with study.read() as session:
        if kept and kept[0] == key and names_since(session, kept[1]) <= harmless:
            rows = kept[2]
        else:
            found = memos_of_text(session, source)
            rows = [_memo(each) for each in found if only in {None, each.coder} or _shared(each)]
    state.remember("memos of text", (key, version, rows))
    return rows


def _shared(memo: Memo) -> bool:
    return memo.target_kind != "coding" and memo.span is None


def _memo(memo: Memo) -> list[Any]:
    """Id, kind, heading, text, what it is on, that thing's id, coder, day, place."""
    heading = called(memo)
    is_told = not memo.title and not heading.endswith("…")  # the heading is the whole first line
    text = memo.text.partition("\n")[2].strip() if is_told else memo.text
    place = [memo.span.start, memo.span.end] if memo.span else None
    day = f"{memo.changed:%Y-%m-%d}"
    shown = text if len(text) <= MEMO_LENGTH else f"{text[:MEMO_LENGTH]}…"
    return [memo.id, memo.kind, heading, shown, memo.target_kind, memo.target, memo.coder, day, place]


class Elsewhere(NamedTuple):
    """Whose counts, in all texts but which."""

    project: str
    source: SourceId
    coder: CoderId
    alone: bool
    """Whether the other coders' codings are not to be known."""


def elsewhere(study: Project, version: int, at: Elsewhere, *, busy: bool) -> list[list[Any]]:
    """Each code given in other texts: by this coder, by all. While somebody waits, as last counted."""
    kept: tuple[Elsewhere, int, float, list[list[Any]]] | None = state.recall("elsewhere")
    if kept and kept[0] == at and (busy or kept[1] == version or monotonic() - kept[2] < FRESH):
        return kept[3]
    with study.read() as session:
        counted = counts_elsewhere(session, at.source, at.coder)
    rows = [[code, mine, mine if at.alone else all_] for code, (mine, all_) in counted.items()]
    state.remember("elsewhere", (at, version, monotonic(), [row for row in rows if row[2]]))
    return [row for row in rows if row[2]]
