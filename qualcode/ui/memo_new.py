"""A new memo: on the project, a source, some words of it, a coding, a code or a respondent."""

from collections.abc import Callable, Mapping
from typing import cast

import streamlit as st

from qualcode.model import Coder, MemoTarget, SourceId, Span
from qualcode.project import Project
from qualcode.store import cases, codes, codings, sources
from qualcode.text.links import place_of
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.memo_form import About, Draft, new_memo_form
from qualcode.ui.memo_words import TARGETS, target_word

QUOTED = 60


def new_memo(project: Project, who: Coder, *, gone: bool) -> None:
    """What it is about, then its words; once saved it is opened."""
    if gone:
        st.info(_("This memo is not there any more. History tells who removed it, and brings it back."))
    st.header(_("New memo"), anchor=False)
    kind = st.selectbox(_("About"), list(TARGETS), format_func=target_word, width=280, key="memo-about")
    about = CHOICES[kind](project)
    if about is None:
        return
    made = new_memo_form(project, who, about, "new-memo", Draft())
    if made is not None:
        state.ask(memo=made)
        st.rerun()


def _project(project: Project) -> About:
    return About("project", project.info().id)


def _one_of(kind: MemoTarget, label: str, named: Mapping[str, str]) -> About | None:
    if not named:
        st.info(_("There is none yet."))
        return None
    chosen = st.selectbox(label, list(named), format_func=named.__getitem__, key=f"memo-on-{kind}")
    return About(kind, chosen)


def _sources(project: Project) -> dict[str, str]:
    with project.read() as session:
        return {source.id: source.name for source in sources.sources(session)}


def _source(project: Project) -> About | None:
    return _one_of("source", _("Source"), _sources(project))


def _code(project: Project) -> About | None:
    with project.read() as session:
        tree = codes.codes(session, retired=True)
    whole = codes.paths(tree)
    return _one_of("code", _("Code"), {code.id: whole[code.id] for code in tree if not code.retired})


def _case(project: Project) -> About | None:
    with project.read() as session:
        return _one_of("case", _("Respondent"), {case.id: case.name for case in cases.cases(session)})


def _segment(project: Project) -> About | None:
    """Words that stand at one place of a text only; others are marked on the Code page."""
    source = _one_of("source", _("Source"), _sources(project))
    if source is None:
        return None
    words = st.text_input(
        _("The words, as they stand in the text"), key="memo-on-words",
        help=_("On the Code page it is easier: mark words and press the minus key."),
    ).strip()  # fmt: skip
    if not words:
        return None
    with project.read() as session:
        text = sources.reading(session, source.id).text
    span = place_of(text, None, words)
    if span is None:
        st.warning(_("These words are not in the text, or stand there several times: write more of them."))
        return None
    return About("segment", source.id, span, text[span.start : span.end])


def _coding(project: Project) -> About | None:
    who, see_others = state.coder(project), project.info().see_others
    source = _one_of("source", _("Source"), _sources(project))
    if source is None:
        return None
    with project.read() as session:
        text = sources.reading(session, source.id).text
        whole = codes.paths(codes.codes(session, retired=True))
        every = codings.codings_of(session, SourceId(source.id))
    there = [each for each in every if see_others or (who and each.coder == who.id)]
    named = {each.id: f"{whole[each.code]}: {_beginning(text, each.span)}" for each in there}
    return _one_of("coding", _("Coding"), cast("dict[str, str]", named))


def _beginning(text: str, span: Span) -> str:
    words = " ".join(text[span.start : min(span.end, span.start + QUOTED)].split())
    return f"“{words}…”" if len(span) > QUOTED else f"“{words}”"


CHOICES: Mapping[MemoTarget, Callable[[Project], About | None]] = {
    "project": _project, "source": _source, "segment": _segment, "code": _code, "coding": _coding,
    "case": _case,
}  # fmt: skip
