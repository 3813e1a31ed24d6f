"""What the tree's operations mean: each is one action."""

from collections.abc import Mapping

from qualcode.actions.codes import FIELDS, add_code, bring_back_code, change_code, move_code, retire_code
from qualcode.model import LANGUAGES, Code, CodeId
from qualcode.project import Edit
from qualcode.store.codes import code_of, codes, main_language, siblings
from qualcode.ui.outbox import Op, Verb
from qualcode.ui.travel import redone, undone


def _add(edit: Edit, op: Op) -> str:
    name, parent = op["name"], _id(op["under"])
    language = main_language(codes(edit.session))
    add_code(
        edit, name, parent=parent, colour=op["colour"], words={language: {"name": name.strip()}},
        position=_place(edit, op), id=CodeId(op["code"]),
    )  # fmt: skip
    return ""


def _move(edit: Edit, op: Op) -> str:
    move_code(edit, CodeId(op["code"]), under=_id(op["under"]), position=_place(edit, op))
    return ""


def _place(edit: Edit, op: Op) -> int:
    """The place before the sibling that is named; after all of them where none is, or it has gone."""
    there = [id_ for id_ in siblings(edit.session, op["under"]) if id_ != op["code"]]
    return there.index(op["before"]) if op["before"] in there else len(there)


def _change(edit: Edit, op: Op) -> str:
    now, fields = code_of(edit.session, op["code"]), op["fields"]
    change_code(
        edit, now.id,
        name=fields.get("name"),
        colour=fields.get("colour"),
        key=fields.get("key"),
        codable=fields["codable"] == "yes" if "codable" in fields else None,
        words=_words(now, fields),
        contradicts=tuple(map(CodeId, fields["contradicts"].split())) if "contradicts" in fields else None,
        terms=_terms(fields),
        new_rule=bool(op["new_rule"]),
    )  # fmt: skip
    if "parent" in fields and _id(fields["parent"]) != now.parent:
        move_code(edit, now.id, under=_id(fields["parent"]))
    return ""


def _words(now: Code, fields: Mapping[str, str]) -> dict[str, dict[str, str]] | None:
    """Each language in which something was written, with what it says already."""
    found = {}
    for language in LANGUAGES:
        written = {
            field: fields[f"{language}.{field}"].strip()
            for field in ("name", *FIELDS)
            if f"{language}.{field}" in fields
        }
        if written:
            found[language] = {**now.wordings.get(language, {}), **written}
    return found or None


def _terms(fields: Mapping[str, str]) -> dict[str, tuple[str, ...]] | None:
    found = {
        language: tuple(term for line in fields[f"{language}.terms"].splitlines() if (term := line.strip()))
        for language in LANGUAGES
        if f"{language}.terms" in fields
    }
    return found or None


def _retire(edit: Edit, op: Op) -> str:
    retire_code(edit, CodeId(op["code"]))
    return ""


def _back(edit: Edit, op: Op) -> str:
    bring_back_code(edit, CodeId(op["code"]))
    return ""


def _undo(edit: Edit, _op: Op) -> str:
    return undone(edit)


def _redo(edit: Edit, _op: Op) -> str:
    return redone(edit)


def _id(given: str | None) -> CodeId | None:
    return CodeId(given) if given else None


VERBS: Mapping[str, Verb] = {
    "add": _add,
    "move": _move,
    "change": _change,
    "retire": _retire,
    "back": _back,
    "undo": _undo,
    "redo": _redo,
}
