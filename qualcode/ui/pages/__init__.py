"""The pages, in the order of the navigation. Each is a module here with a `render()`."""

from qualcode.i18n import N_
from qualcode.ui.page import Screen

SCREENS = (
    Screen("home", N_("Home"), ":material/home:"),
    Screen("sources", N_("Sources"), ":material/library_books:"),
    Screen("code", N_("Code"), ":material/edit_note:"),
    Screen("codebook", N_("Codebook"), ":material/account_tree:"),
    Screen("memos", N_("Memos"), ":material/sticky_note_2:"),
    Screen("frequencies", N_("Frequencies"), ":material/bar_chart:"),
    Screen("cooccurrence", N_("Co-occurrence"), ":material/grid_on:"),
    Screen("excerpts", N_("Excerpts"), ":material/format_quote:"),
    Screen("history", N_("History"), ":material/history:"),
    Screen("help", N_("Help"), ":material/help:"),
)
