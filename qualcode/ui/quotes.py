"""Quotes on the screen: the words, where they stand, and the way to their place in the text."""

from collections.abc import Iterable, Sequence
from itertools import compress

import numpy as np
import streamlit as st

from qualcode.coded import Coded, Turns
from qualcode.model import Segment, SourceId, Span
from qualcode.store import reading
from qualcode.ui import state
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain

PER_PAGE = 12


def show_quotes(segments: Sequence[Segment], *, key: str) -> None:
    """Segments as cards, a page at a time; the text as it is, never as Markdown."""
    if not segments:
        st.info(_("There are no quotes here."))
        return
    pages = -(-len(segments) // PER_PAGE)
    page = st.pagination(pages, key=f"{key}-page") if pages > 1 else 1
    for segment in segments[(page - 1) * PER_PAGE : page * PER_PAGE]:
        with st.container(border=True, gap="xsmall"):
            st.text(segment.quote)
            st.caption(plain(where(segment)))
            if segment.memo:
                st.text(_("Memo: {memo}").format(memo=segment.memo))
            link_to(segment.source_id, Span(segment.start, segment.end))


def where(segment: Segment) -> str:
    """“Harmony talk · V1_farmer_2021, ¶12 · V1 (Ж) · Aigerim”."""
    who = " · ".join(part for part in (segment.case, segment.speaker) if part)
    place = _("{source}, ¶{paragraph}").format(source=segment.source, paragraph=segment.paragraph)
    version = segment.codebook_version and _("codebook “{version}”").format(version=segment.codebook_version)
    return " · ".join(part for part in (segment.code, place, who, segment.coder, version) if part)


def link_to(source: SourceId, span: Span, label: str | None = None) -> None:
    """A link that opens a place of a text on the Code page."""
    st.page_link(
        state.page("code"),
        label=label or _("Open in the text"),
        icon=":material/north_east:",
        query_params=state.address(source=source, at=f"{span.start}-{span.end}"),
    )


def in_reading_order(segments: Iterable[Segment]) -> list[Segment]:
    return sorted(segments, key=lambda s: (s.source, s.start, s.end, s.code, s.coder))


def touching(segments: Sequence[Segment], coded: Coded, turns: Turns) -> list[Segment]:
    """The segments that share a character with one of these turns, in the order they came."""
    place = {source.id: i for i, source in enumerate(coded.sources)}
    source, start, end = (
        np.array(column, np.int32)
        for column in (
            [place[s.source_id] for s in segments], [s.start for s in segments], [s.end for s in segments],
        )
    )  # fmt: skip
    return list(compress(segments, reading.touches(source, start, end, turns)))
