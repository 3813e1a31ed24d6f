"""The pages, in the order of the navigation."""

from qualcode.ui.pages import (
    code,
    codebook,
    cooccurrence,
    excerpts,
    frequencies,
    help,
    history,
    home,
    sources,
)

SCREENS = (
    home.render,
    sources.render,
    code.render,
    codebook.render,
    frequencies.render,
    cooccurrence.render,
    excerpts.render,
    history.render,
    help.render,
)
