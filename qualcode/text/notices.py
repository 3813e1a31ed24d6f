"""Sentences about a file that a face can translate and everything else can treat as plain text."""

from collections.abc import Mapping
from typing import Self


class Notice(str):
    """An English sentence that remembers its template and its values.

    It is a string, so it can be stored and printed; a face shows
    `_(notice.template).format_map(notice.values)` instead.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        notice = super().__new__(cls, template.format_map(values) if values else template)
        notice.template = template
        notice.values = values
        return notice

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.template,), dict(self.values)
