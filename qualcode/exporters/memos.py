"""Memos as files: a document to read (md, docx) or a row for each (csv, xlsx), with dates and coders."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from qualcode.errors import CannotWrite
from qualcode.exporters import docx_parts as word
from qualcode.exporters.about import About, plain_name
from qualcode.exporters.office import content_types, core_properties, relationships, write_package
from qualcode.exporters.problems import FolderMissing, UnknownSuffix
from qualcode.exporters.sheet import Sheet, write_sheet
from qualcode.i18n import N_
from qualcode.model import AttributeKind, MemoId
from qualcode.store.memo_shelf import Shelved
from qualcode.text.markup import Block, Run, blocks
from qualcode.text.memo_kinds import KINDS, TARGETS

Order = Literal["day", "target"]
COLUMNS: tuple[tuple[str, AttributeKind], ...] = (
    (N_("Title"), "text"), (N_("Memo"), "text"), (N_("Kind"), "text"), (N_("On"), "text"),
    (N_("About"), "text"), (N_("Quote"), "text"), (N_("Coder"), "text"), (N_("Day"), "date"),
    (N_("Written at"), "text"), (N_("Changed at"), "text"), (N_("Start"), "number"), (N_("End"), "number"),
    (N_("Id"), "text"),
)  # fmt: skip
SUFFIXES = (".docx", ".md", ".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Notebook:
    """Memos to be written, with the words that some are about."""

    memos: tuple[Shelved, ...]
    quotes: Mapping[MemoId, str]
    order: Order = "day"

    def parts(self, about: About) -> Iterator[tuple[str, list[Shelved]]]:
        """Under each heading its memos: the newest day first, or thing by thing."""
        if self.order == "day":
            ordered = sorted(self.memos, key=lambda each: each.made, reverse=True)
            for day, some in groupby(ordered, key=lambda each: each.day):
                yield day.isoformat(), list(some)
            return
        targets = list(TARGETS)
        ordered = sorted(
            self.memos, key=lambda each: (targets.index(each.memo.target_kind), each.about, each.made)
        )
        for heading, some in groupby(ordered, key=lambda each: _on(each, about)):
            yield heading, list(some)


def write_memos(notebook: Notebook, out: Path, about: About) -> int:
    """Write them in the format the file’s name asks for, whole or not at all; return how many."""
    suffix = out.suffix.casefold()
    if suffix in {".csv", ".xlsx"}:
        return write_sheet(_sheet(notebook, about), out)
    if suffix not in SUFFIXES:
        raise UnknownSuffix(out.name, ", ".join(SUFFIXES))
    if not out.parent.is_dir():
        raise FolderMissing(out.name, str(out.parent))
    try:
        with TemporaryDirectory(prefix=".qualcode-export-", dir=out.parent) as folder:
            draft = Path(folder, out.name)
            if suffix == ".md":
                draft.write_text(_markdown(notebook, about), "utf-8", errors="replace", newline="\n")
            else:
                write_package(draft, _package(notebook, about))
            draft.replace(out)
    except OSError as error:
        raise CannotWrite(str(out), error.strerror or str(error)) from error
    return len(notebook.memos)


def memo_file_name(about: About, suffix: str) -> str:
    """“Two villages memos 2026-03-01.docx”."""
    return plain_name(about, about.words.gettext("memos"), suffix)


def _on(each: Shelved, about: About) -> str:
    """“Code: Emotions / Fear”."""
    return f"{about.words.gettext(TARGETS[each.memo.target_kind])}: {each.about}"


def _facts(each: Shelved, notebook: Notebook, about: About) -> str:
    """What stands under a memo’s title."""
    _ = about.words.gettext
    said = [_(KINDS[each.memo.kind])]
    if notebook.order == "day":
        said.append(_on(each, about))
    said += [each.coder, _moment(each.made)]
    if each.memo.made and _moment(each.memo.changed) != _moment(each.memo.made):
        said.append(_("changed {when}").format(when=_moment(each.memo.changed)))
    return " · ".join(said)


def _moment(when: datetime) -> str:
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


# -- a row for each --------------------------------------------------------------------------------------


def _sheet(notebook: Notebook, about: About) -> Sheet:
    _ = about.words.gettext
    ordered = [each for _heading, some in notebook.parts(about) for each in some]
    rows = []
    for each in ordered:
        memo, span = each.memo, each.span
        rows.append((
            memo.title, memo.text, _(KINDS[memo.kind]), _(TARGETS[memo.target_kind]), each.about,
            notebook.quotes.get(memo.id, ""), each.coder, each.day.isoformat(),
            memo.made.astimezone().isoformat(timespec="seconds") if memo.made else "",
            memo.changed.astimezone().isoformat(timespec="seconds"),
            str(span.start) if span else "", str(span.end) if span else "", memo.id,
        ))  # fmt: skip
    return Sheet(
        about.project, tuple(_(name) for name, _kind in COLUMNS), tuple(kind for _name, kind in COLUMNS),
        tuple(rows),
    )  # fmt: skip


# -- Markdown --------------------------------------------------------------------------------------------


def _markdown(notebook: Notebook, about: About) -> str:
    """The memos as they were typed, but for their own headings: these go under ours."""
    title = about.words.gettext("{project}: memos").format(project=_one_line(about.project))
    lines = [f"# {title}", "", about.day_in_words(), ""]
    for heading, some in notebook.parts(about):
        lines += [f"## {_one_line(heading)}", ""]
        for each in some:
            lines += [f"### {_one_line(each.called)}", "", f"*{_facts(each, notebook, about)}*", ""]
            if quote := notebook.quotes.get(each.memo.id):
                lines += [*(f"> {line}" for line in quote.split("\n")), ""]
            lines += [_heading.sub(r"###\1", each.memo.text.strip()), ""]
    return "\n".join(lines)


_heading = re.compile(r"^(#{1,3}\s)", re.MULTILINE)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- Word ------------------------------------------------------------------------------------------------


def _package(notebook: Notebook, about: About) -> Iterator[tuple[str, Iterable[str]]]:
    yield "[Content_Types].xml", [content_types(word.CONTENT)]
    yield "_rels/.rels", [relationships(word.ROOT)]
    yield "docProps/core.xml", [core_properties(about)]
    yield "word/_rels/document.xml.rels", [relationships(word.DOCUMENT)]
    yield "word/styles.xml", [word.styles(about.language)]
    yield "word/settings.xml", [word.SETTINGS]
    yield "word/header.xml", [word.header(word.paragraph("Header", word.run(about.project)))]
    yield "word/footer.xml", [word.FOOTER]
    yield "word/footer_first.xml", [word.FOOTER]
    yield "word/document.xml", _document(notebook, about)


def _document(notebook: Notebook, about: About) -> Iterator[str]:
    yield word.BODY
    yield word.paragraph("Title", word.run(about.project))
    said = about.words.gettext("Memos, {date}").format(date=about.day_in_words())
    yield word.paragraph("Subtitle", word.run(said))
    for heading, some in notebook.parts(about):
        yield word.paragraph("Heading1", word.run(heading))
        for each in some:
            yield word.paragraph("Heading2", word.run(each.called))
            yield word.paragraph("Count", word.run(_facts(each, notebook, about)))
            if quote := notebook.quotes.get(each.memo.id):
                yield word.paragraph("Quote", word.run(quote))
            yield from _written(blocks(each.memo.text))
    yield word.END


def _written(parts: Sequence[Block]) -> Iterator[str]:
    """A memo’s paragraphs, their lists by signs and indents: these need no numbering part."""
    before: Block | None = None
    for part in parts:
        sign = _sign(part, before)
        style = f"Heading{min(part.level + 2, 4)}" if part.kind == "heading" else "Normal"
        depth = len(part.around)
        indent = f'<w:ind w:left="{425 * depth}"{_hanging(sign)}/>' if depth else ""
        runs = "".join(_look(run) for run in part.runs)
        yield word.paragraph(style, (word.run(f"{sign}\t") if sign else "") + runs, indent)
        before = part


def _hanging(sign: str) -> str:
    return ' w:hanging="425"' if sign else ""


def _sign(part: Block, before: Block | None) -> str:
    """What an item begins with; nothing where a paragraph goes on with it."""
    if not part.around or (before is not None and before.around == part.around):
        return ""
    kind, item = part.around[-1]
    return {"bullet": "•", "number": f"{item}.", "quote": ""}[kind]


def _look(run: Run) -> str:
    marks = "".join(mark for look, mark in _LOOKS.items() if look in run.looks)
    text = f"[[{run.text}]]" if run.link else run.text
    return word.run(text, f"<w:rPr>{marks}</w:rPr>" if marks else "")


_LOOKS = {
    "code": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>', "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
}  # fmt: skip
