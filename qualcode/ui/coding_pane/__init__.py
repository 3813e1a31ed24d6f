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

from qualcode.actions import LABELS, codings, memos
from qualcode.errors import QualcodeError
from qualcode.i18n import N_
from qualcode.model import (
    ActionId,
    Case,
    Code,
    CodeId,
    Coder,
    CoderId,
    CodingId,
    Reading,
    Recording,
    SourceId,
    Span,
    VersionId,
)
from qualcode.project import Edit, Project
from qualcode.store import history
from qualcode.store.codes import paths, wording
from qualcode.store.codings import action_known, codings_since
from qualcode.store.recording_files import folder_of
from qualcode.store.sources import source_of
from qualcode.ui import state
from qualcode.ui.coding_pane.words import words
from qualcode.ui.i18n import _, sentence
from qualcode.ui.playing import for_player

KEY = "pane"
HEIGHT = 720
FIELDS = ("brief", "full", "use", "avoid", "example", "near_miss")

Op = Mapping[str, Any]


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


def pane(study: Project, material: Material, coder: Coder, *, goto: tuple[int, int] | None = None) -> None:
    """Show a source for reading and coding, and store what was done since the last time."""
    reading = material.reading
    receive(study)
    sent = state.component(KEY)
    here = doc_hash(reading)
    out = sent.get("out") or {}
    have = out.get("have") or {}
    revision = study_revision(material.codebook)
    has_text = have.get("doc") == here
    with study.read() as session:
        since = codings_since(session, reading.source.id, have.get("rev") if has_text else None)
        sound = for_player(folder_of(session), material.recording) if material.recording else None
    data: dict[str, Any] = {
        "doc": {"hash": here} | ({} if has_text else {"paras": paragraphs(reading)}),
        "codes_rev": revision,
        "segs": {
            "mode": "full" if since.whole else "delta",
            "base": None if since.whole else have.get("rev"),
            "rev": since.version,
            "up": [[c.id, c.code, c.span.start, c.span.end, c.coder, c.memo] for c in since.there],
            "del": list(since.gone),
        },
        "coders": [[each.id, each.name] for each in material.coders],
        "me": coder.id,
        "show": whose(sent),
        "cards": cards(reading, material.cases),
        "recording": sound,
        "ack": state.recall("ack"),
        "heard": [out.get("client"), out.get("sent")],
        "goto": {"start": goto[0], "end": goto[1], "token": f"{state.visit()} {reading.source.id} {goto[0]}"}
        if goto
        else None,
        "words": words(state.language()),
        "opts": {"height": HEIGHT},
    }
    if not (has_text and have.get("codes") == revision):
        data["codes"] = code_rows(material.codebook)
    _component()(key=KEY, data=data, on_out_change=lambda: receive(study), on_show_change=lambda: None)


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
    out = state.component(KEY).get("out") or {}
    client, version = out.get("client"), str(out.get("doc", "")).partition(":")[0]
    if not client:
        return
    acked: dict[str, int] = state.recall("acked", {})
    last = acked.get(client, 0)
    waiting = [op for op in out.get("ops", ()) if op["seq"] > last]
    errors, said = [], []
    for op in waiting:
        try:
            done = apply(study, VersionId(version), CoderId(out["me"]), op)
        except QualcodeError as error:
            errors.append([op["seq"], sentence(error)])
        else:
            said += [[op["seq"], done]] if done else []
    if waiting:
        acked[client] = waiting[-1]["seq"]
        state.remember("acked", acked)
    if waiting or (state.recall("ack") or {}).get("client") != client:
        state.remember("ack", {"client": client, "seq": acked.get(client, 0), "errors": errors, "said": said})


def apply(study: Project, version: VersionId, coder: CoderId, op: Op) -> str:
    """Do one operation, unless its action is in the history already; what to say of it."""
    with study.read() as session:
        if action_known(session, op["id"]):
            return ""
        source = source_of(session, version)
    with study.edit(by=coder, id=ActionId(op["id"])) as edit:
        if action_known(edit.session, op["id"]):  # it arrived twice at the same moment
            return ""
        return VERBS[op["op"]](edit, source, op)


def _add(edit: Edit, source: SourceId, op: Op) -> str:
    span, code = Span(op["start"], op["end"]), CodeId(op["code"])
    codings.code(edit, source, span, code, quote=op["quote"], id=CodingId(op["coding"]))
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
    codings.own(edit, CodingId(op["coding"]))
    memos.write_memo(edit, op["coding"], op["text"], target_kind="coding")
    return ""


def _undo(edit: Edit, _source: SourceId, _op: Op) -> str:
    return _("Taken back: {action}").format(action=_(LABELS[history.undo(edit)]))


def _redo(edit: Edit, _source: SourceId, _op: Op) -> str:
    return _("Done again: {action}").format(action=_(LABELS[history.redo(edit)]))


VERBS: Mapping[str, Callable[[Edit, SourceId, Op], str]] = {
    "add": _add,
    "del": _del,
    "resize": _resize,
    "recode": _recode,
    "memo": _memo,
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


def study_revision(codebook: Sequence[Code]) -> str:
    """Changes whenever the codebook does."""
    return format(
        hash(tuple((c.id, c.name, c.colour, c.key, c.parent, c.retired, str(c.wordings)) for c in codebook)),
        "x",
    )


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


def cards(reading: Reading, cases: Sequence[Case]) -> list[list[Any]]:
    """The attributes of those who speak here; of the text itself where nobody does."""
    speaking: dict[str, list[str]] = {}
    for turn in reading.turns:
        if turn.speaker and turn.speaker.case:
            labels = speaking.setdefault(turn.speaker.case, [])
            if turn.speaker.label not in labels:
                labels.append(turn.speaker.label)
    by_id: dict[str, Case] = {case.id: case for case in cases}
    source = reading.source
    facts = [[_("Group"), source.group], [_("Language"), source.language], [_("Date"), source.date]]
    text = [source.name, [fact for fact in facts if fact[1]]]
    people = [
        [
            f"{by_id[id_].name} · {', '.join(labels)}",
            [[name, value] for name, value in by_id[id_].values.items()],
        ]
        for id_, labels in speaking.items()
        if id_ in by_id
    ]
    return [text, *people]
