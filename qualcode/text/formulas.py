"""Cells of a csv that no spreadsheet takes for a formula, and the way back."""

import re

# Spreadsheets run a cell as a formula by its first visible character, and some look past spaces and
# invisible characters to find it. The apostrophe is among the skipped so that `unescape` is exact.
_SKIPPED = (
    r"['\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_risky = re.compile(rf"{_SKIPPED}*?[=+\-@|%\t\r＝＋－＠｜％﹢﹣﹦﹪﹫]").match


def escape(text: str) -> str:
    """The text as a spreadsheet may hold it: an apostrophe before what it would take for a formula."""
    return "'" + text if _risky(text) else text


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return text[1:] if text.startswith("'") and _risky(text[1:]) else text
