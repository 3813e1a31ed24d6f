"""The wordings a source has had: read one, or two side by side."""

import streamlit as st

from qualcode.model import Source, Version
from qualcode.project import Project
from qualcode.store import versions
from qualcode.text.differences import Row, rows, with_neighbours
from qualcode.ui.differences import Pair, differences
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.words_in_place import pair_of_row

PER_PAGE = 60
"""Rows of two texts at a time."""


def source_versions(project: Project, source: Source) -> None:
    """Two of the wordings side by side, paragraph by paragraph; only what differs, or all of it."""
    with project.read() as session:
        there = versions.versions(session, source.id)
    by_number = {each.number: each for each in there}
    numbers = list(by_number)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        old = _choose(_("Older wording"), by_number, numbers[-2], f"old-{source.id}-{len(there)}")
        new = _choose(_("Newer wording"), by_number, numbers[-1], f"new-{source.id}-{len(there)}")
        every = st.checkbox(_("All paragraphs"), key=f"every-{source.id}")
    with project.read() as session:
        was, now = (versions.wording(session, by_number[number].id) for number in (old, new))
    found = rows(was, now)
    pairs = [_pair(number, row) for number, row in _chosen(found, every=every)]
    if not pairs:
        st.info(_("These two have the same words; turns or speakers may differ."))
        return
    pages = -(-len(pairs) // PER_PAGE)
    page = st.pagination(pages, key=f"versions-page-{source.id}-{old}-{new}-{every}") if pages > 1 else 1
    with st.container(border=True):
        differences(
            pairs[(page - 1) * PER_PAGE : page * PER_PAGE],
            key=f"wordings-{source.id}",
            old=_("Version {number}").format(number=old),
            new=_("Version {number}").format(number=new),
            name=_("Two versions of the text"),
        )


def _choose(label: str, there: dict[int, Version], chosen: int, key: str) -> int:
    return st.selectbox(
        label,
        list(there),
        index=list(there).index(chosen),
        format_func=lambda number: _named(there[number]),
        key=key,
        width=400,
    )


def _named(version: Version) -> str:
    facts = [
        _("Version {number}").format(number=version.number),
        f"{version.made.astimezone():%Y-%m-%d %H:%M}",
        plain(version.coder),
        _("the present one") if version.present else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _chosen(found: list[Row], *, every: bool) -> list[tuple[int, Row | None]]:
    return list(enumerate(found, 1)) if every else with_neighbours(found)


def _pair(number: int, row: Row | None) -> Pair:
    if row is None:
        return Pair(_("Paragraphs that are the same: {count}").format(count=number), (), ())
    return pair_of_row(_("¶ {number}").format(number=number), row)
