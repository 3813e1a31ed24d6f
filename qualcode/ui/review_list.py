"""What corrections of texts did to codings and memos, to be looked through: keep, place anew, or drop."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qualcode.actions.reviewing import place_anew, settle_reviews
from qualcode.errors import NoSuchWords, WordsNotAlone
from qualcode.model import Coder, Reading, Review, Settled, Span, VersionId
from qualcode.project import Project
from qualcode.store import reviews, sources, versions
from qualcode.text.quoting import places_of
from qualcode.ui import state
from qualcode.ui.differences import differences
from qualcode.ui.i18n import _
from qualcode.ui.page import explained
from qualcode.ui.plain import plain
from qualcode.ui.quotes import link_to
from qualcode.ui.words_in_place import JOINED, OUTCOMES, pair_of_places

PER_PAGE = 8


def how_many_wait(project: Project) -> int:
    with project.read() as session:
        return sum(reviews.waiting(session).values())


def review_list(project: Project, who: Coder) -> None:
    """Each place with its old and its new words, and what can be done about it."""
    with project.read() as session:
        waiting = reviews.reviews(session)
    if not waiting:
        st.info(
            _(
                "Nothing waits here. When the text of a source is corrected, what that does to its codings "
                "and memos stands here until somebody has looked through it."
            )
        )
        return
    shown = _of_source(waiting)
    _all_at_once(project, who, shown)
    pages = -(-len(shown) // PER_PAGE)
    page = st.pagination(pages, key=f"reviews-page-{len(shown)}") if pages > 1 else 1
    some = shown[(page - 1) * PER_PAGE : page * PER_PAGE]
    with project.read() as session:
        texts = versions.wordings(session, {review.old_version for review in some})
        read = {review.source: sources.reading(session, review.source) for review in some}
    for review in some:
        _one(project, who, review, texts, read[review.source])


def _of_source(waiting: Sequence[Review]) -> list[Review]:
    names: dict[str, str] = {review.source: review.source_name for review in waiting}
    if len(names) == 1:
        return list(waiting)
    chosen = st.selectbox(
        _("Source"),
        ["", *names],
        format_func=lambda id_: names.get(id_, _("All")),
        key="reviews-source",
        width=340,
    )
    return [review for review in waiting if not chosen or review.source == chosen]


def _all_at_once(project: Project, who: Coder, shown: Sequence[Review]) -> None:
    left = [review for review in shown if review.outcome != "lost"]
    lost = [review for review in shown if review.outcome == "lost"]
    with st.container(horizontal=True):
        keep = left and st.button(
            _("Keep all {count} that changed or moved").format(count=len(left)),
            key="keep-all",
            icon=":material/done_all:",
        )
        drop = lost and st.button(
            _("Let all {count} go that are lost").format(count=len(lost)),
            key="drop-all",
            icon=":material/remove_done:",
        )
    if keep or drop:
        _settle(project, who, left if keep else lost, "kept" if keep else "dropped")


def _one(project: Project, who: Coder, review: Review, texts: Mapping[VersionId, str], read: Reading) -> None:
    outcome = _(JOINED) if review.joined else _(OUTCOMES[review.outcome])
    facts = (review.code or _("Memo"), review.coder, review.source_name, outcome)
    now = None if review.outcome == "lost" else review.now
    with st.container(border=True, gap="small"):
        st.markdown(plain(" · ".join(facts)))
        if review.note:
            st.text(review.note)
        pair = pair_of_places("", texts[review.old_version], review.old, read.text, now)
        differences(
            [pair], key=f"review-{review.id}", old=_("Before"), new=_("Now"), name=_("Before and now")
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            if now is not None:
                if st.button(_("Keep as it is"), key=f"keep-{review.id}", icon=":material/done:"):
                    _settle(project, who, [review], "kept")
                if st.button(_("Take it off"), key=f"drop-{review.id}", icon=":material/delete:"):
                    _settle(project, who, [review], "dropped")
                link_to(review.source, now)
            elif st.button(_("Let it go"), key=f"drop-{review.id}", icon=":material/delete:"):
                _settle(project, who, [review], "dropped")
            with st.popover(_("Place it anew"), icon=":material/edit_location_alt:"):
                _place(project, who, review, read)


def _settle(project: Project, who: Coder, some: Sequence[Review], settled: Settled) -> None:
    with explained():
        with project.edit(by=who) as edit:
            settle_reviews(edit, [review.id for review in some], settled)
        st.toast(_("Looked through: {count}").format(count=len(some)))
        st.rerun()


# -- placing anew --------------------------------------------------------------------------------------------


def _place(project: Project, who: Coder, review: Review, read: Reading) -> None:
    """By its words: copied from the text, or typed, and found there once."""
    st.page_link(
        state.page("code"),
        label=_("Open the text, to copy the words there"),
        icon=":material/north_east:",
        query_params=state.address(source=review.source),
    )
    with st.form(f"place-{review.id}", border=False):
        words = st.text_area(
            _("The words it belongs to, as they stand in the text"), key=f"words-{review.id}"
        )
        turn = st.number_input(
            _("In turn (0: anywhere)"), 0, max(1, len(read.turns)), 0, key=f"turn-{review.id}"
        )
        pressed = st.form_submit_button(_("Place it here"), type="primary")
    if pressed and words.strip():
        with explained():
            span = _span_of(words, turn, read)
            with project.edit(by=who) as edit:
                place_anew(edit, review.id, span, quote=read.quote(span))
            st.toast(_("Placed anew"))
            st.rerun()


def _span_of(words: str, turn: int, read: Reading) -> Span:
    """Where the words stand; raises NoSuchWords, WordsNotAlone."""
    within = Span(0, max(1, len(read.text)))
    if turn:
        chosen = read.turns[turn - 1]
        within = Span(chosen.start, max(chosen.start + 1, chosen.end))
    found = places_of(words, read.text, within)
    if not found:
        raise NoSuchWords(words=" ".join(words.split())[:80], source=read.source.name)
    if len(found) > 1:
        raise WordsNotAlone(source=read.source.name, count=len(found))
    return found[0]
