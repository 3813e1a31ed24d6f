"""Every sentence for people can be translated."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import qualcode
from qualcode.errors import QualcodeError
from qualcode.ui import code_tree_pane
from qualcode.ui.coding_pane.words import FILE, english, extract

PACKAGE = Path(qualcode.__file__).parent
SHOWN = {
    "info", "warning", "error", "success", "caption", "button", "selectbox", "text_input", "toast", "title",
    "header", "subheader", "download_button", "form_submit_button", "radio", "multiselect", "toggle", "tabs",
}  # fmt: skip


def sentences() -> set[str]:
    found = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)}
    )
    return {
        text for _, _, message, *_ in found for text in ([message] if isinstance(message, str) else message)
    }


def every_kind(kind: type[QualcodeError]) -> list[type[QualcodeError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in every_kind(below))]


def test_every_error_is_in_the_catalogue():
    known = sentences()

    assert [
        kind.__name__
        for kind in every_kind(QualcodeError)
        if kind.template not in known and kind.__module__.startswith("qualcode")
    ] == []


@pytest.mark.parametrize("words", [FILE, code_tree_pane.WORDS], ids=["coding", "code tree"])
def test_the_pane_s_words_are_found(words):
    with words.open("rb") as file:
        found = {text for _, _, text, _ in extract(file)}

    assert found == set(english(words).values())
    assert len(found) > 60


def test_every_word_the_tree_of_codes_says_is_found():
    said = set(english(code_tree_pane.WORDS))
    folder = code_tree_pane.WORDS.parent
    called = {
        key
        for path in folder.glob("*.js")
        if path.name != "words.js"
        for key in re.findall(r"say\('(\w+)'", path.read_text("utf-8"))
    }

    assert called <= said


def test_nothing_is_shown_on_a_page_that_cannot_be_translated():
    bare = []
    for path in sorted((PACKAGE / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id == "st"
                and node.func.attr in SHOWN
            ):
                bare += [
                    (path.name, node.lineno, first.value)
                    for first in node.args[:1]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value
                ]

    assert bare == []
