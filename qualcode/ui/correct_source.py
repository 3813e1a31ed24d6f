"""Correcting the text of a source that is stored, and perhaps coded, already: part by part, then at once."""

from dataclasses import dataclass, replace

import streamlit as st

from qualcode.actions.correcting import Correction, correct_source, foresee_correction
from qualcode.importers.correcting import MARK, as_script, from_script, one_line
from qualcode.importers.passages import part, parts_of, replaced, turns_with, with_part
from qualcode.model import Coder, CoderId, Source, SourceId, Transcript, VersionId
from qualcode.project import Project
from qualcode.store import sources, versions
from qualcode.text.differences import rows, with_neighbours
from qualcode.ui import state
from qualcode.ui.differences import Pair, differences
from qualcode.ui.i18n import _
from qualcode.ui.look_at_file import LONGEST_SCRIPT
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.words import role_word
from qualcode.ui.words_in_place import JOINED, OUTCOMES, pair_of_places, pair_of_row

HIGH = 420
SHOWN = 30
"""Rows of what is different, and places to look through, shown before it is stored."""


@dataclass(frozen=True)
class Draft:
    """A text while it is corrected; nothing of it is stored. It outlives a refresh of the tab."""

    where: str
    coder: CoderId
    source: SourceId
    version: VersionId
    before: Transcript
    now: Transcript

    @property
    def changed(self) -> bool:
        return (self.now.text, self.now.turns) != (self.before.text, self.before.turns)


def correct_text(project: Project, who: Coder, source: Source) -> None:
    """The text as a script to be corrected, and what that will do, before it is stored."""
    with project.read() as session:
        read = sources.reading(session, source.id)
        draft = _draft(
            str(project.where), who.id, source.id, read.version, versions.as_transcript(session, read)
        )
    if draft.version != read.version:
        _overtaken(draft)
        return
    st.caption(
        _(
            "A line that begins with {mark} says who speaks from there on; every other line is a paragraph. "
            "Join two lines to join paragraphs, break a line to split one, add a {mark} line to split "
            "a turn. Nothing is stored until you say so below; codings move with their words."
        ).format(mark=MARK)
    )
    _part(draft)
    _everywhere(draft)
    if draft.changed:
        _what_it_does(project, who, draft)
    else:
        _told(source)


def _draft(where: str, coder: CoderId, source: SourceId, version: VersionId, stored: Transcript) -> Draft:
    fresh = Draft(where, coder, source, version, stored, stored)
    kept: Draft = state.unsaved(_place(fresh), fresh)
    return replace(kept, before=stored) if kept.version == version else kept


def _place(draft: Draft) -> tuple[str, ...]:
    return "correction", draft.where, draft.coder, draft.source


def _keep(draft: Draft, now: Transcript) -> None:
    kept = replace(draft, now=now)
    state.keep_unsaved(_place(draft), kept if kept.changed else None)
    st.rerun()


def _forget(draft: Draft) -> None:
    state.keep_unsaved(_place(draft), None)


# -- writing -------------------------------------------------------------------------------------------------


def _part(draft: Draft) -> None:
    parts = parts_of(draft.now)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = _found(draft, parts)
        number = 1
        if len(parts) > 1:
            label = _("Part, of {count}").format(count=len(parts))
            number = st.number_input(label, 1, len(parts), at + 1, key=f"part-{draft.source}-{at}", width=130)
        whole = (
            len(parts) > 1
            and len(draft.now.text) <= LONGEST_SCRIPT
            and st.checkbox(_("The whole text at once"), key=f"whole-{draft.source}")
        )
    first, last = (0, len(draft.now.turns)) if whole else parts[number - 1]
    piece = part(draft.now, first, last)
    written = as_script(piece)
    with st.form(f"correct-{draft.source}-{first}", border=False):
        label = _("Turns {first}–{last} of {count}").format(
            first=first + 1, last=last, count=len(draft.now.turns)
        )
        script = st.text_area(label, written, height=HIGH, key=f"correct-text-{first}-{hash(written)}")
        applied = st.form_submit_button(_("Apply and see what it does"))
    if applied and script != written:
        _keep(draft, with_part(draft.now, first, last, from_script(piece, script)))


def _found(draft: Draft, parts: list[tuple[int, int]]) -> int:
    """The part in which the words looked for are, else the first."""
    words = st.text_input(_("Find in the text"), key=f"find-{draft.source}", width=260).strip()
    if not words:
        return 0
    hits = turns_with(draft.now, words)
    if not hits:
        st.caption(_("Not in this text."))
        return 0
    chosen = st.selectbox(
        _("Found in turns: {count}").format(count=len(hits)),
        hits,
        format_func=lambda number: _snippet(draft.now, number, words),
        key=f"hits-{draft.source}-{hash((words, tuple(hits)))}",
        width=340,
    )
    return next(i for i, (first, last) in enumerate(parts) if first <= chosen < last)


def _snippet(transcript: Transcript, number: int, words: str) -> str:
    turn = transcript.turns[number]
    said = transcript.text[turn.start : turn.end]
    at = max(0, said.casefold().find(words.casefold()) - 20)
    return f"{number + 1} {turn.speaker} … {' '.join(said[at : at + 60].split())} …"


def _everywhere(draft: Draft) -> None:
    with st.expander(_("Replace a word everywhere, a name for instance"), icon=":material/find_replace:"):
        with (
            st.form(f"everywhere-{draft.source}", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            words = st.text_input(_("These words"), width=220)
            by = st.text_input(_("Become"), placeholder=_("[name]"), width=220)
            whole = st.checkbox(_("Only whole words"), value=True)
            pressed = st.form_submit_button(_("Replace"))
        st.caption(_("What is replaced stays in the older versions, in History and in the backups."))
        if pressed and words.strip():
            now, count = replaced(draft.now, words.strip(), one_line(by), whole=whole)
            if not count:
                st.caption(_("Not in this text; capitals count."))
                return
            st.toast(_("Replaced: {count}").format(count=count))
            _keep(draft, now)


# -- looking before storing ----------------------------------------------------------------------------------


def _what_it_does(project: Project, who: Coder, draft: Draft) -> None:
    st.subheader(_("What this correction does"), anchor=False)
    with explained():
        with project.read() as session:
            correction = foresee_correction(session, draft.source, draft.now)
        st.markdown(what_happens(correction))
        _new_speakers(draft)
        _show_text(correction)
        _show_places(correction)
        with st.container(horizontal=True):
            stored = st.button(_("Store the correction"), type="primary", key="store-correction")
            if st.button(_("Throw it away"), key="drop-correction"):
                _forget(draft)
                st.rerun()
        if stored:
            with project.edit(by=who) as edit:
                done = correct_source(edit, draft.source, draft.now, of=draft.version)
            _forget(draft)
            state.remember("corrected", (draft.source, done))
            st.rerun()


def what_happens(correction: Correction) -> str:
    """How many codings and memos there are, how many stay, and how many do not."""
    fates = correction.fates
    count = len(correction.places)
    if not count:
        return _("Nothing is coded in this text.")
    if fates["kept"] == count:
        return _("All {count} codings and memos stay with their words.").format(count=count)
    said = _("Codings and memos: {count}. Stay with their words: {kept}.").format(
        count=count, kept=fates["kept"]
    )
    return f"{said} {to_look_through(correction)}"


def to_look_through(correction: Correction) -> str:
    fates = correction.fates
    return _("To be looked through: {changed} changed, {moved} moved, {lost} lost.").format(
        changed=fates["changed"], moved=fates["moved"], lost=fates["lost"]
    )


def _told(source: Source) -> None:
    """What the correction that was just stored did."""
    kept: tuple[str, Correction] | None = state.recall("corrected")
    if kept is None or (kept[0], kept[1].number) != (source.id, source.version):
        return
    done = kept[1]
    said = _("Stored as version {number}.").format(number=done.number)
    if done.to_look_through:
        more = _("Look through them under “Corrections”.")
        st.warning(f"{said} {to_look_through(done)} {more}", icon=":material/rule:")
    else:
        st.success(f"{said} {what_happens(done)}")


def _new_speakers(draft: Draft) -> None:
    known = {each.label for each in draft.before.speakers}
    new = [f"{each.label} ({role_word(each.role)})" for each in draft.now.speakers if each.label not in known]
    if new:
        said = _("New speakers: {names}. Say who they are in the form above, once it is stored.")
        st.info(plain(said.format(names=", ".join(new))))


def _show_text(correction: Correction) -> None:
    found = with_neighbours(rows(correction.old, correction.new), 0)
    pairs = [
        pair_of_row(_("¶ {number}").format(number=number), row)
        if row
        else Pair(_("Paragraphs that stay the same: {count}").format(count=number), (), ())
        for number, row in found
    ]
    if not pairs:
        st.caption(_("The words stay the same; who says them, or when, changes."))
        return
    _table(pairs, "text")


def _show_places(correction: Correction) -> None:
    pairs = []
    for place in correction.to_look_through:
        outcome = _(JOINED) if place.joined else _(OUTCOMES[place.fate])
        label = " · ".join(part for part in (place.code or _("Memo"), place.coder, outcome) if part)
        pairs.append(pair_of_places(label, correction.old, place.old, correction.new, place.now))
    if pairs:
        st.markdown(_("**These codings and memos will be on the review list:**"))
        _table(pairs, "places")


def _table(pairs: list[Pair], key: str) -> None:
    with st.container(border=True, height=HIGH if len(pairs) > 3 else "content"):  # noqa: PLR2004
        differences(
            pairs[:SHOWN], key=f"correction-{key}", old=_("As it is"), new=_("As it will be"),
            name=_("What is different"),
        )  # fmt: skip
    if len(pairs) > SHOWN:
        st.caption(_("And more of the kind: {count}").format(count=len(pairs) - SHOWN))


def _overtaken(draft: Draft) -> None:
    """Somebody else was first: what was written here is shown, so that it can be made again."""
    said = _(
        "“{source}” has been corrected meanwhile. This is what you had changed; "
        "make it again in the new text."
    )
    st.warning(plain(said.format(source=draft.now.name)))
    found = with_neighbours(rows(draft.before.text, draft.now.text), 0)
    _table([pair_of_row("", row) for _number, row in found if row], "overtaken")
    if st.button(_("I have it: show the new text"), key="drop-draft"):
        _forget(draft)
        st.rerun()
