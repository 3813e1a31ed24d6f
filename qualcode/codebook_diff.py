"""What became of a codebook: two states of the same codes compared, and told in words.

Other than `codebook.compare`, which compares files and knows codes by their names, this knows them by
their ids: a code that was renamed is the same code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from qualcode.i18n import N_
from qualcode.model import Code, CodeId

Kind = Literal[
    "added", "removed", "merged", "retired", "brought back", "renamed", "moved", "reordered", "recoloured",
    "re-keyed", "heading", "codable", "redefined", "opposites", "terms", "new rule",
]  # fmt: skip
FIELDS: Mapping[str, str] = {
    "name": N_("name"),
    "brief": N_("brief definition"),
    "full": N_("full definition"),
    "use": N_("when to use"),
    "avoid": N_("when not to use"),
    "example": N_("example"),
    "near_miss": N_("near miss"),
}
SPOKEN: Mapping[str, str] = {"en": N_("English"), "ru": N_("Russian"), "kk": N_("Kazakh")}
THE_TOP = N_("the top")


class Difference(NamedTuple):
    """One thing that is not the same of a code."""

    kind: Kind
    code: CodeId | None
    """None: of the codes at the top, their order."""
    path: str
    """Where it lies now; where it lay, of one that is no longer there."""
    was: str = ""
    now: str = ""
    language: str = ""
    field: str = ""
    """Of a definition: name, brief, full, use, avoid, example, near_miss."""

    def in_words(self, _: Callable[[str], str]) -> str:
        """A sentence; the texts of a definition are told by `pieces`."""
        return _(_SENTENCES[self.kind, bool(self.was), bool(self.now)]).format(
            path=self.path or _(THE_TOP),
            was=self.was or _(THE_TOP),
            now=self.now or _(THE_TOP),
            field=_(FIELDS.get(self.field, self.field)),
            language=_(SPOKEN.get(self.language, self.language)),
        )


def differences(old: Sequence[Code], new: Sequence[Code]) -> tuple[Difference, ...]:
    """What is not the same, code by code in the new order; what is no longer there comes last.

    Both come in tree order, retired codes included.
    """
    before, after = _Book(old), _Book(new)
    told = [difference for code in new for difference in _of_one(before, after, code)]
    told += [
        Difference("removed", code.id, before.paths[code.id]) for code in old if code.id not in after.codes
    ]
    return (*told, *_reordered(before, after))


class _Book:
    def __init__(self, codes: Sequence[Code]) -> None:
        self.codes = {code.id: code for code in codes}
        self.paths: dict[CodeId | None, str] = {None: ""}
        self.below: dict[CodeId | None, list[CodeId]] = {}
        for code in codes:
            above = self.paths.get(code.parent, "")
            self.paths[code.id] = f"{above} / {code.name}" if above else code.name
            self.below.setdefault(code.parent, []).append(code.id)

    def called(self, ids: Iterable[CodeId]) -> str:
        return ", ".join(f"“{self.paths[id_]}”" for id_ in ids if id_ in self.paths)


def _of_one(before: _Book, after: _Book, now: Code) -> Iterator[Difference]:
    path, was = after.paths[now.id], before.codes.get(now.id)
    if was is None:
        yield Difference("added", now.id, path, now=after.paths.get(now.parent, ""))
        was = Code(now.id, now.name)
        yield from _standing(after, path, was, now)
        return
    yield from _standing(after, path, was, now)
    if was.name != now.name:
        yield Difference("renamed", now.id, path, was.name, now.name)
    if was.parent != now.parent:
        yield Difference(
            "moved", now.id, path, before.paths.get(was.parent, ""), after.paths.get(now.parent, "")
        )
    if was.codable != now.codable:
        yield Difference("codable" if now.codable else "heading", now.id, path)
    yield from _redefined(path, was, now)
    yield from _related(before, after, was, now)
    if was.colour != now.colour:
        yield Difference("recoloured", now.id, path, was.colour, now.colour)
    if was.key != now.key:
        yield Difference("re-keyed", now.id, path, was.key, now.key)
    if was.rule != now.rule:
        yield Difference("new rule", now.id, path)


def _standing(after: _Book, path: str, was: Code, now: Code) -> Iterator[Difference]:
    """Whether it is in use."""
    if now.merged_into and was.merged_into != now.merged_into:
        yield Difference("merged", now.id, path, now=after.paths.get(now.merged_into, ""))
    elif now.retired and not was.retired:
        yield Difference("retired", now.id, path)
    elif was.retired and not now.retired:
        yield Difference("brought back", now.id, path)
    elif was.merged_into and not now.merged_into:  # still retired
        yield Difference("retired", now.id, path)


def _redefined(path: str, was: Code, now: Code) -> Iterator[Difference]:
    for language in sorted({*was.wordings, *now.wordings}, key=_order_of_languages):
        old, new = was.wordings.get(language, {}), now.wordings.get(language, {})
        for field in FIELDS:
            before, after = old.get(field, ""), new.get(field, "")
            if field == "name" and (before or was.name, after or now.name) == (was.name, now.name):
                continue  # told as renamed
            if before != after:
                yield Difference("redefined", now.id, path, before, after, language, field)


def _order_of_languages(language: str) -> tuple[int, str]:
    return (list(SPOKEN).index(language) if language in SPOKEN else len(SPOKEN), language)


def _related(before: _Book, after: _Book, was: Code, now: Code) -> Iterator[Difference]:
    """Its opposites and its search terms."""
    path = after.paths[now.id]
    if set(was.contradicts) != set(now.contradicts):
        gone = before.called(other for other in was.contradicts if other not in now.contradicts)
        come = after.called(other for other in now.contradicts if other not in was.contradicts)
        yield Difference("opposites", now.id, path, gone, come)
    for language in sorted({*was.terms, *now.terms}, key=_order_of_languages):
        old, new = (", ".join(code.terms.get(language, ())) for code in (was, now))
        if old != new:
            yield Difference("terms", now.id, path, old, new, language)


def _reordered(before: _Book, after: _Book) -> Iterator[Difference]:
    """Codes that have the same parent still, in another order."""
    for parent, ids in after.below.items():
        stayed = set(before.below.get(parent, ())) & set(ids)
        was, now = ([id_ for id_ in book.below.get(parent, ()) if id_ in stayed] for book in (before, after))
        if was != now:
            yield Difference("reordered", parent, after.paths.get(parent, ""))


_ONE_WORDING: Mapping[Kind, str] = {
    "removed": N_("“{path}” is no longer there."),
    "retired": N_("“{path}” was retired."),
    "brought back": N_("“{path}” was brought back."),
    "renamed": N_("“{was}” is called “{now}” now."),
    "moved": N_("“{path}” was moved from “{was}” to “{now}”."),
    "reordered": N_("The codes under “{path}” stand in another order."),
    "recoloured": N_("“{path}” has another colour: {was}, now {now}."),
    "heading": N_("“{path}” is a heading now and can no longer be given."),
    "codable": N_("“{path}” is no longer a heading: it can be given."),
    "new rule": N_("What was coded with “{path}” until then is to be checked again."),
}
_SENTENCES: dict[tuple[Kind, bool, bool], str] = {
    (kind, was, now): sentence
    for kind, sentence in _ONE_WORDING.items()
    for was in (False, True)
    for now in (False, True)
} | {
    ("added", False, False): N_("“{path}” was added."),
    ("added", False, True): N_("“{path}” was added under “{now}”."),
    ("merged", False, True): N_("“{path}” was merged into “{now}”."),
    ("merged", False, False): N_("“{path}” was merged into a code that is no longer there."),
    ("moved", True, False): N_("“{path}” was moved from “{was}” to the top."),
    ("moved", False, True): N_("“{path}” was moved from the top to “{now}”."),
    ("reordered", False, False): N_("The codes under “{path}” stand in another order."),
    ("re-keyed", True, True): N_("“{path}” has the key {now}; it was {was}."),
    ("re-keyed", False, True): N_("“{path}” has the key {now}."),
    ("re-keyed", True, False): N_("“{path}” no longer has the key {was}."),
    ("redefined", True, True): N_("“{path}”: {field} ({language}) was changed."),
    ("redefined", False, True): N_("“{path}”: {field} ({language}) was written."),
    ("redefined", True, False): N_("“{path}”: {field} ({language}) was taken out."),
    ("opposites", True, True): N_("“{path}” contradicts {now} now, and no longer {was}."),
    ("opposites", False, True): N_("“{path}” contradicts {now}."),
    ("opposites", True, False): N_("“{path}” no longer contradicts {was}."),
    ("opposites", False, False): N_("“{path}” has other opposites."),
    ("terms", True, True): N_("“{path}” has other search terms ({language}): {now}; they were {was}."),
    ("terms", False, True): N_("“{path}” has search terms ({language}): {now}."),
    ("terms", True, False): N_("“{path}” no longer has search terms ({language}); they were {was}."),
}


# -- words added and taken out ----------------------------------------------------------------------------

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 4_000_000
"""Words of one text times words of the other; beyond, what differs is one piece."""


class Piece(NamedTuple):
    """Some words that are in both texts, or only in the new or the old one."""

    kind: Literal["same", "added", "removed"]
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts in one: what stayed, what was taken out and what was added, word by word."""
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Piece] = []
    for tag, i, j, k, m in _opcodes(was, now):
        if tag == "equal":
            found.append(Piece("same", "".join(now[k:m])))
            continue
        found += [Piece("removed", "".join(was[i:j])), Piece("added", "".join(now[k:m]))]
    return tuple(_tidy(found))


def _opcodes(was: list[str], now: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if len(was) * len(now) > _MOST:
        return [("replace", 0, len(was), 0, len(now))]
    return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()


def _tidy(found: Sequence[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and without a space that stayed between two words that did not."""
    kept = [piece for piece in found if piece.text]
    changed = [
        piece.kind != "same" or (0 < at < len(kept) - 1 and piece.text.isspace())
        for at, piece in enumerate(kept)
    ]
    for is_changed, some in groupby(zip(kept, changed, strict=True), key=lambda pair: pair[1]):
        run = [piece for piece, _ in some]
        if not is_changed:
            yield from run
            continue
        if gone := "".join(piece.text for piece in run if piece.kind != "added"):
            yield Piece("removed", gone)
        if come := "".join(piece.text for piece in run if piece.kind != "removed"):
            yield Piece("added", come)
