"""The coding pane: the browser paints at once, Python keeps the truth.

The browser keeps every operation until Python has acknowledged it, and sends it again after a lost
connection, a changed page or a refresh. Each operation carries a GUID that becomes the action's own,
so whatever arrives twice is done once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from qualcode.actions import codings, memos
from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.model import (
    ActionId,
    Case,
    Code,
    CodeId,
    Coder,
    CoderId,
    CodeSet,
    Coding,
    CodingId,
    MemoId,
    Reading,
    Recording,
    SourceId,
    Span,
    VersionId,
)
from qualcode.project import Edit, Project
from qualcode.store.codes import paths, wording
from qualcode.store.codings import Delta, action_known, codings_since
from qualcode.store.recording_files import folder_of
from qualcode.store.rewording import in_present_words, is_present
from qualcode.store.sources import source_of
from qualcode.ui import outbox, state
from qualcode.ui.coding_pane import beside
from qualcode.ui.coding_pane.wire import Sent, mark_of, packed
from qualcode.ui.coding_pane.words import words
from qualcode.ui.outbox import Op
from qualcode.ui.playing import for_player
from qualcode.ui.travel import redone, undone

KEY = "pane"
HEIGHT = 720
IMPORTANT, UNSURE = 1, 2
FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")


class NotInstalled(QualcodeError):
    template = N_("The coding pane is missing: install QualCode (pip install -e .) and start it again.")


def _component() -> Callable[..., Any]:
    try:
        return st.components.v2.component(
            "qualcode.coding_pane", js="pane.js", css="pane.css", isolate_styles=False
        )
    except StreamlitAPIException as error:
        raise NotInstalled from error


@dataclass(frozen=True)
class Material:
    """A text, and what stands beside it while it is coded."""

    reading: Reading
    codebook: tuple[Code, ...]
    """Retired codes too: codings may still carry them."""
    coders: tuple[Coder, ...]
    cases: tuple[Case, ...]
    recording: Recording | None = None
    sets: tuple[CodeSet, ...] = ()
    unite: bool = False
    """Whether one coder’s overlapping codings of one code become one."""
    see_others: bool = True
    """Whether coders see each other’s codings."""


def pane(study: Project, material: Material, coder: Coder, *, goto: tuple[int, int] | None = None) -> None:
    """Show a source for reading and coding, and store what was done since the last time."""
    receive(study)
    sent = state.component(KEY)
    out = sent.get("out") or {}
    parts, known = _prepared(material)
    was = state.recall("sent") or Sent()
    state.remember("sent", was)
    had = (out.get("have") or {}).get("beside")
    alone = not material.see_others
    sits_here = (out.get("doc"), out.get("me")) == (parts["doc"]["hash"], coder.id)
    has_codings = sits_here and _same(was.marks(had), known, "doc", "alone")
    source = material.reading.source.id
    only = coder.id if alone else None
    with study.read() as session:
        since = codings_since(session, source, out["have"]["rev"] if has_codings else None, only=only)
        sound = for_player(folder_of(session), material.recording) if material.recording else None
    at = beside.Elsewhere(str(study.where), source, coder.id, alone)
    data = parts | {
        "segs": _segments(since, None if since.whole else out["have"]["rev"]),
        "coders": [[each.id, each.name] for each in material.coders if not alone or each == coder],
        "me": coder.id,
        "show": "mine" if alone else whose(sent),
        "recording": sound,
        "memos": beside.memos(study, since.version, source, only=only, unite=material.unite),
        "memoPage": beside.memo_page(),
        "elsewhere": beside.elsewhere(study, since.version, at, busy=bool(out.get("ops"))),
        "people": beside.people_page(),
        "ack": outbox.answer(KEY),
        "heard": [out.get("client"), out.get("sent")],
        "goto": _place(goto, source),
    }
    message = packed(data, known, was, had)
    _component()(key=KEY, data=message, on_out_change=lambda: receive(study), on_show_change=lambda: None)


def _segments(since: Delta, base: int | None) -> dict[str, Any]:
    rows = [coding_row(coding) for coding in since.there]
    return {"base": base, "rev": since.version, "up": rows, "del": list(since.gone)}


def _place(goto: tuple[int, int] | None, source: SourceId) -> dict[str, Any] | None:
    """Where a link leads; the same link followed again leads there again."""
    if goto is None:
        return None
    return {"start": goto[0], "end": goto[1], "token": f"{state.visit()} {source} {goto[0]}"}


def _prepared(material: Material) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands beside the codings and is the same until the material changes, and the marks of it."""
    kept = state.recall("prepared")
    if kept and kept[0] is material and kept[1] == state.language():
        return kept[2], kept[3]
    reading = material.reading
    parts = {
        "doc": {
            "hash": doc_hash(reading),
            "source": reading.source.id,
            "paras": paragraphs(reading),
        },
        "codes": code_rows(material.codebook),
        "codes_rev": study_revision(material),
        "sets": [[each.id, each.name, each.key, each.codes] for each in material.sets],
        "unite": material.unite,
        "alone": not material.see_others,
        "cards": beside.cards(reading, material.cases),
        "words": words(state.language()),
        "opts": {"height": HEIGHT},
    }
    marks = {name: mark_of(part) for name, part in parts.items()}
    state.remember("prepared", (material, state.language(), parts, marks))
    return parts, marks


def _same(one: Mapping[str, str], other: Mapping[str, str], *names: str) -> bool:
    return all(name in one and one[name] == other[name] for name in names)


def whose(sent: Op) -> str:
    """Whose codings are shown, as the pane's chip says; kept here, for Streamlit forgets it with the page."""
    if sent.get("show"):
        state.remember("show", sent["show"])
    return str(state.recall("show", "all"))


# -- what the browser did ----------------------------------------------------------------------------------


def receive(study: Project) -> None:
    """Store the operations that wait in the pane's outbox.

    They say whose they are and in which text, whatever the page shows by now. Runs in the component's
    callback and again with the page: callbacks also come for runs that are not the pane's own, and
    everything here is done once by its GUID.
    """

    def do(coder: CoderId, op: Op, out: Op) -> str:
        version = op.get("doc") or str(out.get("doc", "")).partition(":")[0]
        return apply(study, VersionId(version), coder, op)

    outbox.receive(KEY, do)


def apply(study: Project, version: VersionId, coder: CoderId, op: Op) -> str:
    """Do one operation, unless its action is in the history already; what to say of it."""
    with study.read() as session:
        if action_known(session, op["id"]):
            return ""
        source = source_of(session, version)
    with study.edit(by=coder, id=ActionId(op["id"])) as edit:
        if action_known(edit.session, op["id"]):  # it arrived twice at the same moment
            return ""
        return VERBS[op["op"]](edit, source, _in_present_words(edit, source, version, op))


def _in_present_words(edit: Edit, source: SourceId, version: VersionId, op: Op) -> Op:
    """The operation with its words where they are now, should the text have been corrected meanwhile."""
    if "start" not in op or is_present(edit.session, source, version):
        return op
    span, quote = in_present_words(edit.session, source, version, Span(op["start"], op["end"]))
    return {**op, "start": span.start, "end": span.end, "quote": quote}


def _add(edit: Edit, source: SourceId, op: Op) -> str:
    span, code = Span(op["start"], op["end"]), CodeId(op["code"])
    codings.code(edit, source, span, code, quote=op["quote"], id=CodingId(op["coding"]))
    return ""


def _newcode(edit: Edit, source: SourceId, op: Op) -> str:
    codings.code_anew(
        edit,
        source,
        Span(op["start"], op["end"]),
        op["name"],
        parent=CodeId(op["parent"]) if op.get("parent") else None,
        colour=op["colour"],
        key=op.get("key", ""),
        quote=op["quote"],
        id=CodingId(op["coding"]),
        code_id=CodeId(op["code"]),
    )
    return ""


def _mark(edit: Edit, _source: SourceId, op: Op) -> str:
    flags = op["flags"]
    codings.mark_coding(
        edit, CodingId(op["coding"]), important=bool(flags & IMPORTANT), unsure=bool(flags & UNSURE)
    )
    return ""


def _del(edit: Edit, _source: SourceId, op: Op) -> str:
    codings.uncode(edit, CodingId(op["coding"]))
    return ""


def _resize(edit: Edit, _source: SourceId, op: Op) -> str:
    codings.resize(edit, CodingId(op["coding"]), Span(op["start"], op["end"]), quote=op["quote"])
    return ""


def _recode(edit: Edit, _source: SourceId, op: Op) -> str:
    codings.recode(edit, CodingId(op["coding"]), CodeId(op["code"]))
    return ""


def _memo(edit: Edit, _source: SourceId, op: Op) -> str:
    memos.note_coding(
        edit, CodingId(op["coding"]), op["text"], kind=op.get("kind", "note"), was=op.get("was")
    )
    return ""


def _note(edit: Edit, source: SourceId, op: Op) -> str:
    memos.add_memo(
        edit,
        source,
        op["text"],
        target_kind="segment",
        kind=op["kind"],
        title=op["title"],
        span=Span(op["start"], op["end"]),
        quote=op["quote"],
        id=MemoId(op["memo"]),
    )
    return ""


def _undo(edit: Edit, _source: SourceId, _op: Op) -> str:
    return undone(edit)


def _redo(edit: Edit, _source: SourceId, _op: Op) -> str:
    return redone(edit)


VERBS: Mapping[str, Callable[[Edit, SourceId, Op], str]] = {
    "add": _add,
    "newcode": _newcode,
    "mark": _mark,
    "del": _del,
    "resize": _resize,
    "recode": _recode,
    "memo": _memo,
    "note": _note,
    "undo": _undo,
    "redo": _redo,
}


# -- what the browser gets -----------------------------------------------------------------------------------


def doc_hash(reading: Reading) -> str:
    """“version:looks”: which text it is, and what changes when a speaker is renamed."""
    looks = [(turn.number, turn.speaker, turn.time) for turn in reading.turns]
    return f"{reading.version}:{sha256(repr(looks).encode()).hexdigest()[:16]}"


def paragraphs(reading: Reading) -> list[list[Any]]:
    """The text as the pane takes it: paragraph, turn, speaker, role, start, words, time."""
    rows: list[list[Any]] = []
    turns = iter(reading.turns)
    turn = next(turns, None)
    start = 0
    for number, words_ in enumerate(reading.text.split("\n"), 1):
        while turn is not None and turn.end <= start and start > 0:
            turn = next(turns, None)
        here = turn if turn is not None and turn.start <= start else None
        speaker = here.speaker if here else None
        first = here is not None and here.start == start
        rows.append([
            number,
            here.number if here else 0,
            speaker.label if speaker else "",
            speaker.role if speaker else "",
            start,
            words_,
            here.time if here and first else None,
        ])  # fmt: skip
        start += len(words_) + 1
    return rows


def study_revision(material: Material) -> str:
    """Changes whenever the codebook does, or how it is worked with."""
    codes = (
        (c.id, c.name, c.colour, c.key, c.parent, c.codable, c.retired, str(c.wordings))
        for c in material.codebook
    )
    return format(hash((tuple(codes), material.sets, material.unite)), "x")


def coding_row(coding: Coding) -> list[Any]:
    """A coding as the pane takes it; its marks only where it has any."""
    row = [coding.id, coding.code, coding.span.start, coding.span.end, coding.coder, coding.memo]
    flags = IMPORTANT * coding.important | UNSURE * coding.unsure
    return [*row, flags] if flags else row


def code_rows(codebook: Sequence[Code]) -> list[list[Any]]:
    by_path = paths(codebook)
    depths = {code.id: by_path[code.id].count(" / ") for code in codebook}
    return [
        [
            code.id, wording(code, state.language(), "name"), code.colour, code.key, depths[code.id],
            int(code.codable), int(code.retired), by_path[code.id],
            {field: wording(code, state.language(), field) for field in FIELDS},
        ]
        for code in codebook
    ]  # fmt: skip
