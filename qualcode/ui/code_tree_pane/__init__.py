"""The codebook's tree and a code's details: the browser paints at once, Python keeps the truth.

The browser's part is in `coding_pane/frontend/code_tree/`, beside the modules it shares with the coding pane.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from qualcode.codebook import PALETTE
from qualcode.model import LANGUAGES, Code, CodeId, Coder, Selection
from qualcode.project import Project
from qualcode.store import codes, codings
from qualcode.store.codes_since import codes_since
from qualcode.store.history import names_since
from qualcode.ui import outbox, state
from qualcode.ui.code_tree_pane.verbs import VERBS
from qualcode.ui.coding_pane import NotInstalled
from qualcode.ui.coding_pane.words import words

KEY = "code-tree"
CALLED = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
CODEBOOK = frozenset({
    "add code", "change code", "move code", "retire code", "bring back code", "load codebook",
    "change code set",
})  # fmt: skip
"""Actions that change no coding."""
WORDS = Path(__file__).parents[1] / "coding_pane" / "frontend" / "code_tree" / "words.js"


def _component() -> Callable[..., Any]:
    try:
        return st.components.v2.component(
            "qualcode.code_tree_pane", js="code_tree/pane.js", css="code_tree/pane.css", isolate_styles=False
        )
    except StreamlitAPIException as error:
        raise NotInstalled from error


def code_tree(study: Project, coder: Coder) -> None:
    """Show the codebook for reading and changing, and store what was done since the last time."""

    def receive() -> None:
        outbox.receive(KEY, lambda coder, op, _out: outbox.once(study, coder, op, VERBS))

    receive()
    sent = state.component(KEY)
    out = sent.get("out") or {}
    _note_open(out)
    _open_quotes(study, sent.get("quotes"))
    _component()(
        key=KEY,
        data=_data(study, coder, out),
        on_out_change=receive,
        on_quotes_change=lambda: None,
    )


# -- what the browser gets -----------------------------------------------------------------------------------


def _data(study: Project, coder: Coder, out: Mapping[str, Any]) -> dict[str, Any]:
    have = out.get("have") or {}
    info = study.info()
    with study.read() as session:
        since = codes_since(session, have.get("rev") if have.get("rev", -1) >= 0 else None)
    counts = _counts(study, since.version)
    counts_rev = format(hash(tuple(sorted(counts.items()))), "x")
    data: dict[str, Any] = {
        "book": info.id,
        "me": coder.id,
        "codes": {
            "mode": "full" if since.whole else "delta",
            "base": None if since.whole else have.get("rev"),
            "rev": since.version,
            "up": [_entry(n, code) for n, code in since.there],
            "del": list(since.gone),
        },
        "counts_rev": counts_rev,
        "languages": [[language, CALLED[language]] for language in LANGUAGES],
        "main": _main_language(study, anew=since.whole),
        "palette": list(PALETTE),
        "goto": _goto(),
        "ack": outbox.answer(KEY),
        "heard": [out.get("client"), out.get("sent")],
        "words": words(state.language(), WORDS),
    }
    if have.get("counts") != counts_rev:
        data["counts"] = counts
    return data


def _main_language(study: Project, *, anew: bool) -> str:
    """The language the codebook is written in; as long as the page is open, the same."""
    kept: tuple[str, str] | None = state.recall("code-tree language")
    if anew or kept is None or kept[0] != study.where:
        with study.read() as session:
            kept = (study.where, codes.main_language(codes.codes(session)))
        state.remember("code-tree language", kept)
    return kept[1]


def _counts(study: Project, version: int) -> Mapping[CodeId, int]:
    """How often each code was given, counted again only when more was done than work on the codebook."""
    kept: tuple[str, int, Mapping[CodeId, int]] | None = state.recall("code-tree counts")
    with study.read() as session:
        if kept and kept[0] == study.where and names_since(session, kept[1]) <= CODEBOOK:
            counts = kept[2]
        else:
            counts = codings.counts(session)
    state.remember("code-tree counts", (study.where, version, counts))
    return counts


def _entry(n: int, code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "parent": code.parent,
        "name": code.name,
        "colour": code.colour,
        "key": code.key,
        "codable": code.codable,
        "retired": code.retired,
        "merged": code.merged_into,
        "position": code.position,
        "n": n,
        "words": {language: dict(fields) for language, fields in code.wordings.items()},
        "contradicts": list(code.contradicts),
        "terms": {language: list(terms) for language, terms in code.terms.items()},
    }


# -- which code is open --------------------------------------------------------------------------------------


def _note_open(out: Mapping[str, Any]) -> None:
    """Write the open code into the address line, once for each message."""
    told = (out.get("client"), out.get("sent"))
    if told[0] and told != state.recall("code-tree told"):
        state.remember("code-tree told", told)
        state.ask(code=out.get("open"))


def _goto() -> dict[str, str] | None:
    """The code a link or a bookmark leads to, told once for each coming to the page."""
    kept: tuple[int, str | None] | None = state.recall("code-tree goto")
    if kept is None or kept[0] != state.visit():
        kept = (state.visit(), state.asked("code"))
        state.remember("code-tree goto", kept)
    return {"code": kept[1], "token": f"{kept[0]} {kept[1]}"} if kept[1] else None


def _open_quotes(study: Project, asked: Mapping[str, str] | None) -> None:
    """Go to the excerpts of a code: all that its number counts."""
    if not asked or asked["token"] == state.recall("code-tree quotes"):
        return
    state.remember("code-tree quotes", asked["token"])
    with study.read() as session:
        path = codes.paths(codes.codes(session, retired=True)).get(CodeId(asked["code"]))
    if path is not None:
        state.choose_selection(replace(Selection(), codes=frozenset({path}), interviewer=True))
        st.switch_page(state.page("excerpts"))
