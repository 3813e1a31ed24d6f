"""The pages, in the order of the navigation."""

from qualcode.ui.pages import code, cooccurrence, excerpts, frequencies, help, history

SCREENS = (code.render, frequencies.render, cooccurrence.render, excerpts.render, history.render, help.render)
