"""What an action changed, on the screen: a line for each thing, with the words and the way to them."""

from collections.abc import Sequence

import streamlit as st

from qualcode.store.told import Field, Sign, Told
from qualcode.ui.i18n import _
from qualcode.ui.plain import plain
from qualcode.ui.quotes import link_to

ICONS: dict[Sign, str] = {
    "added": ":material/add_circle:",
    "removed": ":material/do_not_disturb_on:",
    "changed": ":material/change_circle:",
}
LONG = 80
"""Characters; a field with more has a line for what was before and one for what came after."""


def told_lines(lines: Sequence[Told], *, will_be: bool = False, links: bool = True) -> None:
    """What came, went and changed; or what will, when something is taken back."""
    signs: dict[Sign, str] = (
        {"added": _("comes back"), "removed": _("goes"), "changed": _("goes back")}
        if will_be
        else {"added": _("new"), "removed": _("gone"), "changed": _("changed")}
    )
    if not lines:
        st.caption(_("Nothing that can be told in words."))
    for line in lines:
        with st.container(gap="xsmall"):
            _line(line, f"{ICONS[line.sign]} {signs[line.sign]}")
            for field in line.fields:
                _field(field, will_be=will_be)
            if links and line.source and line.span and line.sign != "removed":
                link_to(line.source, line.span)


def _line(line: Told, sign: str) -> None:
    noun = _(line.kind)
    if line.count:
        more = _("and more of this kind: {n}") if line.name else _("how many: {n}")
        st.markdown(f"{sign} · **{plain(noun)}** · {plain(more.format(n=line.count))}")
        return
    st.markdown(f"{sign} · **{plain(noun)}** · {plain(line.name)}")
    if line.quote:
        st.text(f"“{line.quote}”")


def _field(field: Field, *, will_be: bool) -> None:
    label = f"{_(field.label)} ({field.part})" if field.part else _(field.label)
    before, after = _(field.before) if field.before else "—", _(field.after) if field.after else "—"
    if len(before) + len(after) < LONG and "\n" not in before + after:
        st.text(f"{label}: {before} → {after}")
        return
    st.caption(plain(label))
    first, then = (
        (_("now: {words}"), _("then again: {words}"))
        if will_be
        else (_("before: {words}"), _("after: {words}"))
    )
    st.text(first.format(words=before))
    st.text(then.format(words=after))
