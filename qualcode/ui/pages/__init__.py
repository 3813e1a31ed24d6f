"""The pages, in the order of the navigation."""

from qualcode.ui.pages import (
    code,
    codebook,
    cooccurrence,
    excerpts,
    frequencies,
    history,
    home,
    sources,
)
from qualcode.ui.pages import help as guide

SCREENS = (
    home.render,
    sources.render,
    code.render,
    codebook.render,
    frequencies.render,
    cooccurrence.render,
    excerpts.render,
    history.render,
    guide.render,
)
